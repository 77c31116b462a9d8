"""Checks of a sound knowledge that need its index."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.dialogue.review import review_matching
from bot.knowledge import load
from bot.knowledge.errors import ProblemKind
from bot.knowledge.models import Knowledge, Place
from bot.matching.calibration import FILE, UNFITTED

SOUND = Path(__file__).parent.parent / "data" / "pengetahuan"
FIRST, SECOND = "jkk.definisi", "jkk.lapor"

WAYS = (
    "kambing tetangga hilang kemarin",
    "sepeda merah rusak parah",
    "lampu jalan padam semalam",
    "pagar kebun roboh angin",
    "kucing tidur pulas sekali",
    "warung kopi tutup subuh",
    "layangan putus tersangkut genteng",
    "perahu bocor dekat dermaga",
)
"""Ways to ask that have no word in common, so that each, left out, is known to the other entry alone."""
OWN = (
    "musim tanam kedelai mundur",
    "kedelai gagal panen musim hujan",
    "harga kedelai musim kemarau",
    "musim kedelai kapan mulai",
    "bibit kedelai musim depan",
    "pupuk kedelai musim hujan",
    "kedelai musim ini dijual",
    "gudang kedelai penuh musim panen",
)
"""Ways to ask that speak of one thing, so that each, left out, is found by the others."""


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load(SOUND)


def asked_by(knowledge: Knowledge, **ways: tuple[str, ...]) -> Knowledge:
    """Return a knowledge with other variations, named by the entries' ids with an underscore for the dot."""
    entries = dict(knowledge.entries)
    for name, variations in ways.items():
        entry = entries[name.replace("_", ".")]
        places = (entry.place,) * len(variations)
        entries[entry.id] = replace(
            entry, question=variations[0], label=variations[0], variations=variations, variation_places=places
        )
    return replace(knowledge, entries=entries)


def test_sound_knowledge_gives_no_warning(knowledge: Knowledge) -> None:
    """Entries that keep their own questions are not named."""
    assert review_matching(knowledge, UNFITTED) == ()


def test_an_entry_that_loses_to_a_neighbour_is_named(knowledge: Knowledge) -> None:
    """An entry whose questions fit a neighbour better is named where it stands, with the neighbour and what to do."""
    alike = asked_by(knowledge, jkk_definisi=WAYS, jkk_lapor=WAYS)
    problems = review_matching(alike, UNFITTED)
    assert [
        (problem.place, problem.kind, neighbour in problem.message)
        for problem, neighbour in zip(problems, (SECOND, FIRST), strict=True)
    ] == [
        (knowledge.entries[FIRST].place, ProblemKind.NEIGHBOUR, True),
        (knowledge.entries[SECOND].place, ProblemKind.NEIGHBOUR, True),
    ]


def test_an_entry_that_loses_a_few_is_not_named(knowledge: Knowledge) -> None:
    """One question too many in common is no reason to bother anybody."""
    nearly = asked_by(knowledge, jkk_definisi=(*OWN, WAYS[0]), jkk_lapor=(WAYS[0], *WAYS))
    assert FIRST not in {problem.message.split("'")[1] for problem in review_matching(nearly, UNFITTED)}


@pytest.mark.parametrize(("digest", "stale"), [("", False), ("lama", True)])
def test_a_stale_calibration_is_named(knowledge: Knowledge, digest: str, stale: bool) -> None:
    """Weights that were fitted to another state of the knowledge are named with the command that refits them."""
    problems = review_matching(knowledge, replace(UNFITTED, digest=digest))
    assert [(problem.place, problem.kind, "jamsos kalibrasi" in problem.message) for problem in problems] == [
        (Place(FILE, 1, 1), ProblemKind.UNCALIBRATED, True)
    ] * stale


def test_a_fresh_calibration_is_not_named(knowledge: Knowledge) -> None:
    """Weights that were fitted to this knowledge are no problem."""
    assert review_matching(knowledge, replace(UNFITTED, digest=knowledge.digest)) == ()
