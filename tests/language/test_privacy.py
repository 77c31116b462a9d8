"""What identifies a person, found and masked; what does not, left alone."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.language.privacy import MASK, Personal, mask, personal

QUICK = settings(deadline=None, max_examples=80)
NIK, CARD, PHONE, ACCOUNT, CODE, EMAIL = (
    Personal.NIK,
    Personal.CARD,
    Personal.PHONE,
    Personal.ACCOUNT,
    Personal.CODE,
    Personal.EMAIL,
)

# The person's number stands in braces, so that each line shows what must go and what must stay.
SENT = [
    (NIK, "{3604011234567890}"),
    (NIK, "nik saya {3604011234567890} ya"),
    (NIK, "{3604 0112 3456 7890}"),
    (NIK, "{3604-0112-3456-7890}"),
    (NIK, "{36.04.01.123456.7890}"),
    (NIK, "KTP:{3604011234567890}, tolong cek"),
    (CARD, "{18004567890}"),
    (CARD, "kpj {18004567890}"),
    (CARD, "no kpj: {1234 5678 901}"),
    (CARD, "nomor peserta saya {1234567}"),
    (CARD, "kartu peserta no. {12-345-678}"),
    (PHONE, "{081234567890}"),
    (PHONE, "hp {0812 3456 7890}"),
    (PHONE, "wa {0812-3456-7890} ya"),
    (PHONE, "{0812.3456.7890}"),
    (PHONE, "{08 12 34 56 78 90}"),
    (PHONE, "{081.234.567.890}"),
    (PHONE, "{+6281234567890}"),
    (PHONE, "{+62 812-3456-7890}"),
    (PHONE, "{6281234567890}"),
    (PHONE, "wa.me/{6281234567890}"),
    (PHONE, "{0812\u20113456\u20117890}"),
    (PHONE, "{0812\u00a03456\u00a07890}"),
    (PHONE, "{0812 - 3456 - 7890}"),
    (PHONE, "{0812\u200b34567890}"),
    (CODE, "otp {123456}"),
    (CODE, "Kode OTP saya {834921} kok tidak bisa"),
    (CODE, "kode verifikasi: {1234}"),
    (CODE, "PIN {123456}"),
    (CODE, "password saya {12345678}"),
    (CODE, "otpnya {834921}"),
    (CODE, "kode whatsapp saya {123-456}"),
    (ACCOUNT, "rek bri {1234-01-012345-53-1}"),
    (ACCOUNT, "rekening {1234567890} atas nama siti"),
    (ACCOUNT, "no. rekening: {12345678}"),
    (ACCOUNT, "bca {1234567890}"),
    (ACCOUNT, "norek {12345678}"),
    (ACCOUNT, "{8123456789}"),
    (EMAIL, "{siti.aminah@gmail.com}"),
    (EMAIL, "email saya {siti_99+kerja@mail.co.id} ya"),
]

KEPT = [
    "",
    "apa itu jht",
    "gaji 3500000",
    "gaji saya 3.500.000 sebulan",
    "gaji 3.500.000-5.000.000",
    "gaji 13.500.000-15.000.000",
    "rp 1.500.000.000",
    "Rp3.500.000,00",
    "saldo dana jht saya 25.000.000",
    "cair ke mandiri 25.000.000 dipotong berapa",
    "kpj saya saldo 3.500.000",
    "iuran mandiri 36.800 per bulan",
    "tahun 2015 sampai 2024",
    "iuran 2019 2020 2021 2022 belum masuk",
    "keluar 31-12-2025",
    "lahir 01-01-1970",
    "kontrak 01-01-2023 - 31-12-2023",
    "kecelakaan tanggal 08-12-2024 10.30",
    "jam 08.00-16.00",
    "telepon 175",
    "umur 56 tahun 3 bulan",
    "pp 44 2015 pasal 25",
    "jht 10% atau 30%",
    "rt 03 rw 05 kode",
    "🙏🙏",
]

SEPARATORS = st.sampled_from(["", "", "", " ", "-", ".", ", ", " dan ", "\n", "a"])
PIECES = st.one_of(
    st.from_regex(r"\A[0-9]{1,20}\Z"),
    st.sampled_from(["otp", "kode", "rek", "kpj", "bri", "dana", "08", "+62", "a@b.c", "saya", "3.500.000", MASK, "é"]),
)
MIXED = st.lists(st.one_of(PIECES, SEPARATORS), max_size=12).map("".join)
TEXTS = st.one_of(MIXED, st.text(max_size=40))


def masked(template: str) -> str:
    return re.sub(r"\{.*\}", MASK, template)


def bare(template: str) -> str:
    return template.replace("{", "").replace("}", "")


@pytest.mark.parametrize(("kind", "template"), SENT)
def test_what_is_personal_is_masked(kind: Personal, template: str) -> None:
    """A personal number, address or code goes, however it is spelled; the words around it stay."""
    assert mask(bare(template)) == masked(template)


@pytest.mark.parametrize(("kind", "template"), SENT)
def test_what_is_personal_is_named(kind: Personal, template: str) -> None:
    """Someone who sends a personal number is told by its own name what it was."""
    assert personal(bare(template)) == (kind,)


@pytest.mark.parametrize("text", KEPT)
def test_what_is_not_personal_is_left_alone(text: str) -> None:
    """Amounts, years, dates, times and numbers of offices stay, and nobody is warned about them."""
    assert (mask(text), personal(text)) == (text, ())


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("nik 3604011234567890 hp 081234567890", f"nik {MASK} hp {MASK}"),
        ("081234567890, 089876543210", f"{MASK}, {MASK}"),
        ("otp 123456 yang tadi 654321", f"otp {MASK} yang tadi {MASK}"),
        ("rek bri 12345678 atau 87654321", f"rek bri {MASK} atau {MASK}"),
    ],
)
def test_every_number_is_masked(text: str, result: str) -> None:
    """Of several personal numbers none is forgotten."""
    assert mask(text) == result


def test_each_kind_is_named_once() -> None:
    """A warning names each kind once, whatever number of times it was sent."""
    assert personal("081234567890 089876543210 a@b.co c@d.co 3604011234567890") == (EMAIL, NIK, PHONE)


@pytest.mark.parametrize("text", ["{}", "no.{}", "{},5", "x{}y", "1.{}", "{}.000", "{}{}{}"])
def test_a_long_run_of_digits_goes(text: str) -> None:
    """A run of nine or more digits goes, whatever stands around it and however long it is."""
    assert re.findall(r"\d{9,}", mask(text.replace("{}", "777777777"))) == []


@QUICK
@given(TEXTS)
@example("x.123456789")
@example("1" * 20)
@example("123456789,5")
def test_no_long_run_of_digits_survives(text: str) -> None:
    """Whatever is sent, nine digits in a row are not written down."""
    assert re.findall(r"\d{9,}", mask(text)) == []


@QUICK
@given(TEXTS)
@example("otp 123456 654321")
@example("rek 12345678 12345678")
@example("kode nik 3604011234567890 hp 081234567890 gaji 4500")
def test_masking_is_idempotent(text: str) -> None:
    """What was masked stays as it is, and nothing personal is left to warn about."""
    assert (mask(mask(text)), personal(mask(text))) == (mask(text), ())


@QUICK
@given(TEXTS)
def test_what_is_masked_is_what_is_warned_about(text: str) -> None:
    """A text is changed by masking exactly if its sender is warned."""
    assert (mask(text) != text) == bool(personal(text))


@QUICK
@given(st.text(alphabet="abcdefgh é😀\n.,?!-", max_size=40))
def test_a_text_without_digits_and_addresses_stays(text: str) -> None:
    """Where there is neither a digit nor an address, nothing is masked."""
    assert mask(text) == text


@QUICK
@given(
    st.from_regex(r"\A8[1-9][0-9]{7,10}\Z"),
    st.sampled_from(["0", "62", "+62", "+62 "]),
    st.sampled_from(["", " ", "-", "."]),
)
def test_any_mobile_number_is_masked(number: str, country: str, gap: str) -> None:
    """Every Indonesian mobile number goes, in groups of four or in one."""
    spelled = country + gap.join(re.findall(".{1,4}", number))
    assert mask(f"hubungi {spelled} ya") == f"hubungi {MASK} ya"


@QUICK
@given(st.from_regex(r"\A[1-9][0-9]{15}\Z"), st.sampled_from(["", " ", "-", "."]))
def test_any_nik_is_masked(number: str, gap: str) -> None:
    """Every number of sixteen digits goes, in groups of four or in one."""
    spelled = gap.join(re.findall(".{4}", number))
    years = gap and all(group[:2] in {"19", "20"} for group in spelled.split(gap))
    assert years or mask(f"nik {spelled} ya") == f"nik {MASK} ya"


@QUICK
@given(st.integers(min_value=1_000, max_value=99_999_999), st.integers(min_value=1_000, max_value=99_999_999))
def test_any_amount_is_left_alone(first: int, second: int) -> None:
    """Amounts written with dots between the thousands stay, alone or as a range."""
    text = f"gaji Rp {first:,} sampai {second:,} atau {first:,}-{second:,} sebulan".replace(",", ".")
    assert mask(text) == text


@pytest.mark.timeout(10)
@pytest.mark.parametrize("piece", ["a", "1", "@", "a@", "a@b.", "0", "1 ", "1.", "otp ", "rek. ", "08", "-"])
def test_a_long_text_is_masked_at_once(piece: str) -> None:
    """No message of full length takes long to mask."""
    text = (piece * 4096)[:4096]
    began = time.process_time()
    mask(text)
    personal(text)
    assert time.process_time() - began < 2
