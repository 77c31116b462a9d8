"""Advice to staff."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from bot.knowledge import load
from bot.knowledge.errors import ProblemKind
from bot.knowledge.models import Entry, Knowledge, Place, Question
from bot.knowledge.review import MAX_ANSWER, MAX_DETAILS, review
from tests.knowledge.conftest import SHIPPED, SOUND

TODAY = date(2026, 7, 1)


@pytest.fixture(scope="module")
def sound() -> Knowledge:
    """The test folder, with variations enough in every entry that none is too few."""
    knowledge = load(SOUND)
    return with_entries(knowledge, {name: _filled(entry) for name, entry in knowledge.entries.items()})


def _filled(entry: Entry) -> Entry:
    extra = tuple(f"{entry.id.replace('.', ' ').replace('-', ' ')} cara ke {n} x{n}" for n in range(12))
    return replace(
        entry,
        variations=entry.variations + extra,
        variation_places=entry.variation_places + tuple(Place(entry.place.file, 1000 + n, 9) for n in range(12)),
    )


def with_entries(knowledge: Knowledge, entries: Mapping[str, Entry]) -> Knowledge:
    return replace(knowledge, entries=MappingProxyType({**knowledge.entries, **entries}))


def with_variation(knowledge: Knowledge, entry: str, text: str) -> Knowledge:
    found = knowledge.entries[entry]
    changed = replace(
        found,
        variations=(*found.variations, text),
        variation_places=(*found.variation_places, Place(found.place.file, 2000, 9)),
    )
    return with_entries(knowledge, {entry: changed})


def advice(knowledge: Knowledge, kind: ProblemKind, today: date = TODAY) -> list[str]:
    return [str(problem) for problem in review(knowledge, today) if problem.kind is kind]


def test_sound_knowledge_gets_little_advice(sound: Knowledge) -> None:
    """The test folder itself is only told of its one undated source and its one lapsed figure."""
    assert [problem.kind for problem in review(sound, TODAY)] == [ProblemKind.LAPSED, ProblemKind.UNDATED]


def test_stale(sound: Knowledge) -> None:
    """An entry is due the day after its date, not on it."""
    assert advice(sound, ProblemKind.STALE, date(2026, 12, 15)) == []
    (problem,) = advice(sound, ProblemKind.STALE, date(2026, 12, 16))
    assert problem.startswith("umum/iuran.yaml:5:5: Entri 'iuran.mandiri' harus ditinjau lagi sejak 15 Desember 2026")


def test_lapsing(sound: Knowledge) -> None:
    """Staff hear sixty days ahead of a figure that will lapse, with the entries that use it, and then that it has."""
    assert not any("'iuran.diskon'" in p for p in advice(sound, ProblemKind.LAPSING, date(2026, 10, 31)))
    (first, second) = advice(sound, ProblemKind.LAPSING, date(2026, 11, 1))
    assert first.startswith("angka.yaml:38:3: Angka 'iuran.diskon' akan berakhir pada 31 Desember 2026")
    assert "Dipakai di iuran.mandiri." in first
    assert "'iuran.mandiri_diskon'" in second
    assert len(advice(sound, ProblemKind.LAPSED, date(2027, 1, 1))) == 3


def test_a_period_with_a_successor_does_not_lapse(sound: Knowledge) -> None:
    """A period after which another begins the next day is no reason to warn."""
    assert not any("batas_upah" in p for p in advice(sound, ProblemKind.LAPSING, date(2026, 2, 20)))


def test_undated(sound: Knowledge) -> None:
    """Each source without a date gets a line of its own."""
    assert advice(sound, ProblemKind.UNDATED) == [
        "sumber.yaml:16:3: Sumber 'kabar-lama' belum bertanggal. Tambahkan 'tanggal', contoh: tanggal: 2026-03"
    ]


def _answer(entry: Entry, text: str) -> Entry:
    return replace(entry, answer=text)


def _details(entry: Entry, text: str) -> Entry:
    return replace(entry, details=text)


@pytest.mark.parametrize(("change", "most"), [(_answer, MAX_ANSWER), (_details, MAX_DETAILS)])
def test_long(sound: Knowledge, change: Callable[[Entry, str], Entry], most: int) -> None:
    """What a reader sees is counted, not its markup or the address of a link."""
    entry = sound.entries["jht.dokumen"]
    link = "[x](https://contoh.id/panjang/sekali)"
    fits = change(entry, f"**{'a' * (most - 3)}** {link}.")
    too_long = change(entry, f"**{'a' * (most - 2)}** {link}.")
    assert advice(with_entries(sound, {entry.id: fits}), ProblemKind.LONG) == []
    (problem,) = advice(with_entries(sound, {entry.id: too_long}), ProblemKind.LONG)
    assert f"{most + 1} huruf, lebih dari {most}" in problem


def test_few() -> None:
    """An entry with fewer than twelve variations is told so."""
    assert len(advice(load(SOUND), ProblemKind.FEW)) == 12


@pytest.mark.parametrize("text", ["Apa itu JHT?", "apa itu jht ya min", "apa itu jht!!!"])
def test_alike(sound: Knowledge, text: str) -> None:
    """Variations of one entry that differ in case, signs or a particle only are as good as equal."""
    (problem,) = advice(with_variation(sound, "jht.definisi", text), ProblemKind.ALIKE)
    assert problem.startswith(f"program/jht.yaml:2000:9: Variasi '{text}' hampir sama dengan 'apa itu jht'")


def test_shared(sound: Knowledge) -> None:
    """The same variation in two entries is reported at the later one, naming the other and its place."""
    (problem,) = advice(with_variation(sound, "jkk.definisi", "apa itu jht sih"), ProblemKind.SHARED)
    assert "juga milik entri 'jht.definisi' di program/jht.yaml:9:9" in problem


def test_contained(sound: Knowledge) -> None:
    """A variation that stands in another entry's as whole words is reported once, with how many contain it."""
    knowledge = with_variation(sound, "luar.ktp-kk", "jht")
    (problem,) = advice(knowledge, ProblemKind.CONTAINED)
    assert problem.startswith("umum/luar.yaml:2000:9: Variasi 'jht' (entri 'luar.ktp-kk') termuat utuh dalam")
    assert "variasi lain" in problem
    assert advice(with_variation(sound, "luar.ktp-kk", "ampuh"), ProblemKind.CONTAINED) == []


@pytest.mark.parametrize("text", ["Bayar Rp16.800 saja.", "Naik 5,5%.", "Tunggu 3 bulan.", "Rp42 juta sekaligus"])
def test_typed_numbers(sound: Knowledge, text: str) -> None:
    """A number with a unit that is typed in instead of named is reported."""
    entry = replace(sound.entries["jkk.lapor"], answer=text)
    assert len(advice(with_entries(sound, {entry.id: entry}), ProblemKind.TYPED)) == 1


@pytest.mark.parametrize(
    "text", ["Telepon 175.", "PP 46/2015 tahun 2015.", "Sejak 9 Desember 2025.", "{jkk.lapor} saja"]
)
def test_numbers_that_are_names(sound: Knowledge, text: str) -> None:
    """Telephone numbers, laws, dates and figures are no typed-in numbers."""
    entry = replace(sound.entries["jkk.lapor"], answer=text)
    assert advice(with_entries(sound, {entry.id: entry}), ProblemKind.TYPED) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Lewat SIPP.", 1),
        ("Lewat Sistem Informasi Pelaporan Peserta (SIPP). SIPP itu gratis.", 0),
        ("Lewat SIPP (sistem pelaporan perusahaan).", 0),
        ("Bawa KTP dan NPWP untuk klaim JHT.", 0),
        ("STMB dan STMB lagi, PLKK juga.", 2),
    ],
)
def test_abbreviations(sound: Knowledge, text: str, count: int) -> None:
    """An abbreviation that not everybody knows must be explained in the same answer."""
    entry = replace(sound.entries["jkk.lapor"], answer=text)
    assert len(advice(with_entries(sound, {entry.id: entry}), ProblemKind.ABBREVIATION)) == count


def test_labels(sound: Knowledge) -> None:
    """Two entries of a topic must not share the words on their button."""
    entry = replace(sound.entries["jkk.lapor"], label="apa itu JKK")
    (problem,) = advice(with_entries(sound, {entry.id: entry}), ProblemKind.LABEL)
    assert "sama dengan milik 'jkk.definisi'" in problem


def test_leaked_questions(sound: Knowledge) -> None:
    """A test question that equals a variation tests nothing."""
    question = Question("Apa itu JHT ya?", "in", ("jht.definisi",), "", Place("uji/x.yaml", 3, 5))
    knowledge = replace(sound, questions=(*sound.questions, question))
    assert advice(knowledge, ProblemKind.LEAKED)[0].startswith("uji/x.yaml:3:5: Pertanyaan uji ini sama dengan variasi")


def _none(knowledge: Knowledge, kinds: frozenset[ProblemKind]) -> list[str]:
    return [str(problem) for problem in review(knowledge, date(2026, 11, 22)) if problem.kind in kinds]


def test_shipped_knowledge_competes_nowhere() -> None:
    """The shipped knowledge has no equal, near-equal or contained variations, no thin entries, and nothing overdue."""
    kinds = frozenset(
        {
            ProblemKind.SHARED,
            ProblemKind.ALIKE,
            ProblemKind.CONTAINED,
            ProblemKind.FEW,
            ProblemKind.STALE,
            ProblemKind.LEAKED,
            ProblemKind.LABEL,
        }
    )
    assert _none(load(SHIPPED), kinds) == []
