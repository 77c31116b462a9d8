"""Advice to staff on knowledge that is sound but could be better: what is due, what is long, what competes.

Pure: the same knowledge and day give the same advice. What needs the matcher (an entry that loses to its neighbour) is
said by `bot.matching`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.knowledge import template
from bot.knowledge.errors import Problem, ProblemKind, ordered
from bot.knowledge.figures import date_text, lapsed, render, users
from bot.knowledge.markup import parse, plain
from bot.knowledge.models import Entry, Figure, Knowledge, Place

NOTICE = timedelta(days=60)
"""How long before a figure lapses staff are told."""
MAX_ANSWER = 700
MAX_DETAILS = 2200
MIN_VARIATIONS = 12

_NAMED = 5
"""So many entries are named in one piece of advice; the rest are counted."""

_WORD = re.compile(r"[^\W_]+")
_PARTICLES = frozenset(
    _WORD.findall(
        "ya yah sih dong donk deh kok nih tuh lah kah kan loh lho min mimin admin kak ka pak bu bang mas mbak gan "
        "bos om tante kang teh atuh euy mah tolong mohon maaf permisi halo"
    )
)
_TYPED = re.compile(
    r"Rp ?[0-9][0-9.]*(?: ?(?:ribu|juta|miliar))?|[0-9]+(?:,[0-9]+)? ?%|"
    r"(?<![/.,0-9])\b[0-9]+(?:,[0-9]+)? (?:persen|bulan|tahun|minggu|hari|jam|menit|ribu|juta|miliar|kali|orang|anak)\b"
)
_ABBREVIATION = re.compile(r"\b[A-Z]{3,}\b")
_KNOWN = frozenset(
    _WORD.findall(
        "BPJS JHT JKK JKM JKP JMO KTP NIK NPWP PHK HRD SMS PIN OTP ATM PDF JPG PNG SIM STNK BPKB KUA RSUD UGD IGD "
        "UMK UMP UMR THR TNI PNS ASN DPR DPRD BUMN APBN APBD LKPP KUR BRI BNI BCA BTN BSI TKI TKW WNI WNA SMP SMA SMK "
        "RUU WIB USB GPS NIB SIUP MTS PAUD COVID"
    )
)


def review(knowledge: Knowledge, today: date) -> tuple[Problem, ...]:
    """Return all advice on `knowledge` as of `today`, in order of file and line, each with its kind."""
    return ordered(
        (
            *_stale(knowledge, today),
            *_lapses(knowledge, today),
            *_undated(knowledge),
            *_lengths(knowledge, today),
            *_numbers_and_abbreviations(knowledge),
            *_labels(knowledge),
            *_variations(knowledge),
        )
    )


def _stale(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    for entry in knowledge.entries.values():
        if entry.review < today:
            message = (
                f"Entri '{entry.id}' harus ditinjau lagi sejak {date_text(entry.review)}. "
                "Periksa isinya ke sumber, lalu majukan tanggal 'tinjau'."
            )
            yield Problem(entry.place, message, ProblemKind.STALE)


def _lapses(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    due = [(figure, kind, last) for figure in knowledge.figures.values() for kind, last in _due(figure, today)]
    used = users(knowledge, [figure.name for figure, _, _ in due])
    for figure, kind, last in due:
        entries = used[figure.name]
        where = f"Dipakai di {_listed(entries)}." if entries else "Belum dipakai di entri mana pun."
        verb = "sudah berakhir" if kind is ProblemKind.LAPSED else "akan berakhir"
        message = (
            f"Angka '{figure.name}' {verb} pada {date_text(last)}. {where} Cari nilai barunya, lalu tambahkan masanya."
        )
        yield Problem(figure.place, message, kind)


def _due(figure: Figure, today: date) -> Iterator[tuple[ProblemKind, date]]:
    ended = lapsed(figure, today)
    if ended and ended.last:
        yield ProblemKind.LAPSED, ended.last
        return
    period = figure.on(today)
    if period and period.last and period.last - today <= NOTICE and figure.on(period.last + timedelta(days=1)) is None:
        yield ProblemKind.LAPSING, period.last


def _listed(names: Sequence[str]) -> str:
    more = f", dan {len(names) - _NAMED} entri lain" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _undated(knowledge: Knowledge) -> Iterator[Problem]:
    for source in knowledge.sources.values():
        if not source.date:
            message = f"Sumber '{source.key}' belum bertanggal. Tambahkan 'tanggal', contoh: tanggal: 2026-03"
            yield Problem(source.place, message, ProblemKind.UNDATED)


def _lengths(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    for entry in knowledge.entries.values():
        for key, text, most, advice in (
            ("jawaban", entry.answer, MAX_ANSWER, "Pindahkan sebagian ke 'rincian'."),
            ("rincian", entry.details, MAX_DETAILS, "Persingkat, atau pecah menjadi dua entri."),
        ):
            written = render(text, knowledge.figures, today).text
            # Markup only adds characters, so most texts need not be parsed to be found short enough.
            length = len(plain(parse(written), links=False)) if len(written) > most else len(written)
            if length > most:
                message = f"'{key}' entri '{entry.id}' {length} huruf, lebih dari {most}. {advice}"
                yield Problem(entry.place, message, ProblemKind.LONG)
        if len(entry.variations) < MIN_VARIATIONS:
            message = (
                f"Entri '{entry.id}' baru punya {len(entry.variations)} variasi. "
                f"Tambahkan sampai paling sedikit {MIN_VARIATIONS}, dengan kata dan sudut pandang yang berbeda."
            )
            yield Problem(entry.place, message, ProblemKind.FEW)


def _numbers_and_abbreviations(knowledge: Knowledge) -> Iterator[Problem]:
    for entry in knowledge.entries.values():
        text = template.without_conditions(f"{entry.answer}\n{entry.details}")
        text = template.PLACE.sub("", text)
        for typed in dict.fromkeys(match[0] for match in _TYPED.finditer(text)):
            message = (
                f"Entri '{entry.id}' menulis '{typed}' langsung. "
                "Kalau itu aturan, tarif, atau batas, taruh di angka.yaml dan pakai namanya dalam kurung kurawal."
            )
            yield Problem(entry.place, message, ProblemKind.TYPED)
        for short in dict.fromkeys(_ABBREVIATION.findall(text)):
            if short not in _KNOWN and short != entry.topic.upper() and not _explained(short, text):
                message = (
                    f"Entri '{entry.id}' memakai singkatan {short} tanpa penjelasan. "
                    f"Tulis kepanjangannya sekali, contoh: Nama Panjang ({short}), atau pakai kata sehari-hari."
                )
                yield Problem(entry.place, message, ProblemKind.ABBREVIATION)


def _explained(short: str, text: str) -> bool:
    """Whether the text says "Long Name (ABC)" or "ABC (long name)"."""
    return re.search(rf"\w\W{{1,4}}\({short}\)|\b{short}\W{{1,4}}\(\w+ \w", text) is not None


def _labels(knowledge: Knowledge) -> Iterator[Problem]:
    for topic in knowledge.topics.values():
        seen: dict[str, str] = {}
        for entry in (knowledge.entries[name] for name in topic.entries):
            other = seen.setdefault(entry.label.casefold(), entry.id)
            if other != entry.id:
                message = f"Tombol '{entry.label}' entri '{entry.id}' sama dengan milik '{other}'. Bedakan tulisannya."
                yield Problem(entry.place, message, ProblemKind.LABEL)


@dataclass(frozen=True, slots=True)
class _Variation:
    """A variation with its words, and `key`: the words that remain without particles."""

    entry: str
    text: str
    place: Place
    words: tuple[str, ...]
    key: tuple[str, ...]


def _variations(knowledge: Knowledge) -> Iterator[Problem]:
    by_key: dict[tuple[str, ...], _Variation] = {}
    by_words: dict[tuple[str, ...], _Variation] = {}
    listed = [v for entry in knowledge.entries.values() for v in _variations_of(entry)]
    for variation in listed:
        other = by_key.setdefault(variation.key, variation)
        by_words.setdefault(variation.words, variation)
        if other is variation:
            continue
        where = f"di {other.place}"
        if other.entry == variation.entry:
            message = (
                f"Variasi '{variation.text}' hampir sama dengan '{other.text}' {where}. Ganti dengan kata-kata lain."
            )
            yield Problem(variation.place, message, ProblemKind.ALIKE)
        else:
            message = (
                f"Variasi '{variation.text}' juga milik entri '{other.entry}' {where}. "
                "Hapus di salah satu, atau tambahkan kata yang membedakan."
            )
            yield Problem(variation.place, message, ProblemKind.SHARED)
    yield from _contained(listed, by_words)
    for question in knowledge.questions:
        if (found := by_key.get(_key(_words(question.text)))) is not None:
            message = (
                f"Pertanyaan uji ini sama dengan variasi entri '{found.entry}' di {found.place}, "
                "jadi tidak menguji apa-apa. Tulis dengan kata lain."
            )
            yield Problem(question.place, message, ProblemKind.LEAKED)


def _contained(listed: Sequence[_Variation], by_words: dict[tuple[str, ...], _Variation]) -> Iterator[Problem]:
    """Yield the variations whose words stand in a row inside a variation of another entry, each once."""
    holders: dict[tuple[str, ...], list[_Variation]] = defaultdict(list)
    lengths = sorted({len(words) for words in by_words})
    for variation in listed:
        words = variation.words
        for length in lengths:
            if length >= len(words):
                break
            for start in range(len(words) - length + 1):
                inner = by_words.get(words[start : start + length])
                if inner is not None and inner.entry != variation.entry:
                    holders[inner.words].append(variation)
    for words, found in holders.items():
        inner, outer = by_words[words], found[0]
        more = f" dan {len(found) - 1} variasi lain" if len(found) > 1 else ""
        message = (
            f"Variasi '{inner.text}' (entri '{inner.entry}') termuat utuh dalam '{outer.text}' milik entri "
            f"'{outer.entry}' di {outer.place}{more}. Tambahkan kata yang membedakan."
        )
        yield Problem(inner.place, message, ProblemKind.CONTAINED)


def _variations_of(entry: Entry) -> Iterator[_Variation]:
    for text, place in zip(entry.variations, entry.variation_places, strict=True):
        words = _words(text)
        yield _Variation(entry.id, text, place, words, _key(words))


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _key(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words without particles; all of them where there are only particles."""
    return tuple(word for word in words if word not in _PARTICLES) or words
