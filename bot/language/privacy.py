"""Finds and masks what identifies a person, before anything is written down."""

from __future__ import annotations

import re
from enum import StrEnum


class Personal(StrEnum):
    """A kind of personal number, with the word a worker knows it by."""

    NIK = "NIK"
    CARD = "nomor KPJ"
    PHONE = "nomor HP"
    ACCOUNT = "nomor rekening"
    CODE = "kode OTP"
    EMAIL = "alamat email"


_GAP = r"[ .\-]?"
_PATTERNS: tuple[tuple[Personal, re.Pattern[str]], ...] = (
    (Personal.EMAIL, re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")),
    (
        Personal.CODE,
        re.compile(
            r"(?i)(?:\b(?:otp|kode(?: verifikasi| otp| rahasia)?|pin|password|kata sandi)\b\D{0,24})(\d{4,8})\b"
        ),
    ),
    (Personal.NIK, re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{15}}(?!\d)")),
    (Personal.PHONE, re.compile(rf"(?<!\d)(?:\+?62{_GAP}|0)8(?:{_GAP}\d){{7,11}}(?!\d)")),
    (
        Personal.CARD,
        re.compile(rf"(?i)\b(?:kpj|kartu peserta|no(?:mor)?\.? peserta)\b\D{{0,16}}(\d(?:{_GAP}\d){{5,12}})(?!\d)"),
    ),
    (
        Personal.ACCOUNT,
        re.compile(
            rf"(?i)\b(?:rek(?:ening)?|norek|bri|bca|bni|mandiri|bsi|btn|dana|ovo|gopay)\b\D{{0,16}}(\d(?:{_GAP}\d){{7,17}})(?!\d)"
        ),
    ),
    (Personal.CARD, re.compile(r"(?<![\d.,])\d{11}(?![\d.,]\d|\d)")),
    (Personal.ACCOUNT, re.compile(r"(?<![\d.,])\d{9,19}(?![\d.,]\d|\d)")),
)
MASK = "•••"


def personal(text: str) -> tuple[Personal, ...]:
    """Return the kinds of personal data that stand in `text`, each once, in order of their patterns."""
    found: dict[Personal, None] = {}
    for kind, pattern in _PATTERNS:
        if pattern.search(text):
            found[kind] = None
            text = _blank(pattern, text)
    return tuple(found)


def mask(text: str) -> str:
    """Return `text` with every personal number, address or code replaced by `MASK`.

    Rather too much is masked than too little: any run of nine or more digits goes, whatever it is called.
    """
    for _, pattern in _PATTERNS:
        text = _blank(pattern, text)
    return text


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """Return `text` with the number of each match masked and the words around it kept."""

    def replace(match: re.Match[str]) -> str:
        if match.lastindex:
            before, number = match.span(1)
            return match.group()[: before - match.start()] + MASK + match.group()[number - match.start() :]
        return MASK

    return pattern.sub(replace, text)
