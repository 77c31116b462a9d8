"""Fitting a knowledge: what it learns from, what it writes, and when it refuses."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from bot.dialogue.assistant import load_assistant
from bot.dialogue.fitting import refit, samples
from bot.dialogue.review import review_matching
from bot.knowledge import KnowledgeError, load
from bot.knowledge.models import Knowledge
from bot.matching.calibration import FILE, UNFITTED, read
from bot.matching.understanding import SMALL_TALK, Understanding

SOUND = Path(__file__).parent.parent / "data" / "pengetahuan"
ASKED = "uji/pertanyaan.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "pengetahuan"
    shutil.copytree(SOUND, copy)
    return copy


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load(SOUND)


@pytest.fixture(scope="module")
def understanding(knowledge: Knowledge) -> Understanding:
    return Understanding(knowledge)


def test_what_is_written_goes_with_the_knowledge(folder: Path) -> None:
    """What is fitted lies beside the knowledge, carries its digest, and is no part of what the digest is taken of."""
    before = load(folder).digest
    refit(folder)
    assert (read(folder).digest, load(folder).digest) == (before, before)


def test_what_is_written_is_said(folder: Path) -> None:
    """Staff are told the file, the number of samples and the chances from which the bot answers and offers."""
    said = refit(folder)
    found = read(folder)
    drawn = list(samples(load(folder), Understanding(load(folder))))
    wanted = [FILE, str(len(drawn)), f"{found.answer_from:.2f}", f"{found.choices_from:.2f}"]
    assert [part for part in wanted if part not in said] == []


def test_thresholds_are_chances(folder: Path) -> None:
    """Nothing is answered at once that is less likely than not, and choices need some chance too."""
    refit(folder)
    found = read(folder)
    assert (0.5 <= found.answer_from <= 1, 0 < found.choices_from <= UNFITTED.answer_from) == (True, True)


def test_fitting_is_the_same_every_time(folder: Path) -> None:
    """Fitted again, what lies beside the knowledge has nothing to do with what is found."""
    refit(folder)
    first = (folder / FILE).read_text(encoding="utf-8")
    refit(folder)
    assert (folder / FILE).read_text(encoding="utf-8") == first


def test_what_was_fitted_serves(folder: Path) -> None:
    """The engine over a fitted knowledge uses what was fitted, and no check complains of it."""
    refit(folder)
    assistant = load_assistant(folder)
    assert (assistant.calibration, review_matching(assistant.knowledge, assistant.calibration)) == (read(folder), ())


def test_an_edit_makes_it_stale(folder: Path) -> None:
    """After an edit of the knowledge, the check says that it must be fitted anew."""
    refit(folder)
    with (folder / ASKED).open("a", encoding="utf-8") as file:
        file.write("  - {tanya: apa itu jht, lingkup: dalam, entri: [jht.definisi]}\n")
    problems = review_matching(load(folder), read(folder))
    assert [problem.place.file for problem in problems] == [FILE]


def test_without_questions_nothing_is_fitted(folder: Path) -> None:
    """Without a test question in scope there is nothing to learn a threshold from, and nothing is written."""
    (folder / ASKED).write_text("uji:\n  - {tanya: resep rendang, lingkup: asing}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="Belum ada soal uji"):
        refit(folder)
    assert (folder / FILE).exists() is False


def test_unsound_knowledge_is_not_fitted(folder: Path) -> None:
    """Where the knowledge is not sound, what was fitted before stays."""
    refit(folder)
    before = (folder / FILE).read_text(encoding="utf-8")
    (folder / ASKED).write_text("uji:\n  - {tanya: apa, lingkup: dalam, entri: [tidak.ada]}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError):
        refit(folder)
    assert (folder / FILE).read_text(encoding="utf-8") == before


def test_test_questions_are_samples(knowledge: Knowledge, understanding: Understanding) -> None:
    """Each test question is a sample of full weight: its entries are right, or any small talk, or none of all."""
    place = {label: at for at, label in enumerate(understanding.labels)}
    talk = tuple(at for label, at in place.items() if label.startswith(SMALL_TALK))
    asked = list(samples(knowledge, understanding))[: len(knowledge.questions)]
    assert [(sample.right, sample.none, sample.weight, own) for sample, own in asked] == [
        ((place["jht.klaim-resign"],), False, 1.0, True),
        ((place["luar.bpjs-kesehatan"],), False, 1.0, False),
        ((), True, 1.0, False),
        (talk, False, 1.0, False),
    ]


def test_variations_are_lighter_samples_left_out(knowledge: Knowledge, understanding: Understanding) -> None:
    """Variations are samples too, each measured as if it had not been written, and weigh less than a test question."""
    drawn = list(samples(knowledge, understanding))[len(knowledge.questions) :]
    measured = [sample.measured.signals for sample, _ in drawn]
    left_out = [
        understanding.measure(said, without=(at, place)).signals
        for at, label in enumerate(understanding.labels)
        for place, said in enumerate(understanding.texts[label])
    ]
    strange = [signals for signals in measured if not any(np.array_equal(signals, other) for other in left_out)]
    assert (strange, {own for _, own in drawn}, all(0 < sample.weight < 1 for sample, _ in drawn)) == (
        [],
        {False},
        True,
    )
