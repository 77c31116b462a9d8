"""Weights and thresholds: their file, what they promise, and that fitting finds them."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.matching.calibration import (
    FILE,
    UNFITTED,
    Calibration,
    Sample,
    exceeded,
    fit,
    read,
    threshold,
)
from bot.matching.errors import CalibrationError
from bot.matching.matcher import SIGNALS, Measured, Weights, judge

SHIPPED = Path(__file__).parent.parent.parent / "knowledge"
QUICK = settings(deadline=None, max_examples=60)

NUMBER = st.floats(allow_nan=False, allow_infinity=False, width=32)
CALIBRATIONS = st.builds(
    Calibration,
    st.builds(Weights, st.lists(NUMBER, min_size=len(SIGNALS), max_size=len(SIGNALS)).map(tuple), NUMBER, NUMBER),
    NUMBER,
    NUMBER,
    st.text(max_size=70),
)
CHANCE = st.integers(min_value=0, max_value=99_999).map(lambda hundred_thousandths: hundred_thousandths / 100_000)
CASES = st.lists(st.tuples(CHANCE, st.booleans()), max_size=40)
SHARE = st.sampled_from([0.0, 0.018, 0.03, 0.1, 0.25, 0.5, 1.0])

GOOD = json.loads(UNFITTED.to_json())
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*GOOD, *GOOD["weights"], "x"]), inner, max_size=4)
    ),
    max_leaves=8,
)

COUNTS = dict(zip(SIGNALS, UNFITTED.weights.signals, strict=True))
AGAINST = {name for name, weight in COUNTS.items() if weight < 0}
"""The signals that speak against a label."""
MADE_WITH = dict.fromkeys(AGAINST, -1.0) | {"pusat": 6.0, "terdekat": 3.0, "cakupan": 1.0, "program-lain": -4.0}
TRUE = Weights(tuple(MADE_WITH.get(name, 0.5) for name in SIGNALS), 3.0, 2.0)
"""Weights that made the synthetic data below."""


def samples(count: int, labels: int, seed: int) -> list[Sample]:
    """Return utterances whose right label was drawn by the chances that `TRUE` gives."""
    chance = np.random.default_rng(seed)
    drawn = []
    for _ in range(count):
        measured = Measured(chance.random((labels, len(SIGNALS))).astype(np.float32), float(chance.random()))
        ranking = judge(range_names(labels), measured, TRUE)
        shares = np.append(ranking.chances, ranking.none).astype(float)
        picked = int(chance.choice(labels + 1, p=shares / shares.sum()))
        drawn.append(Sample(measured, () if picked == labels else (picked,), none=picked == labels))
    return drawn


def range_names(count: int) -> tuple[str, ...]:
    return tuple(map(str, range(count)))


def likelihood(data: list[Sample], weights: Weights) -> float:
    """Return the mean logarithm of the chance that weights give to what was right."""
    total = 0.0
    for sample in data:
        ranking = judge(range_names(len(sample.measured.signals)), sample.measured, weights)
        chance = float(sum(ranking.chances[at] for at in sample.right)) + (ranking.none if sample.none else 0.0)
        total += math.log(max(chance, 1e-12))
    return total / len(data)


@pytest.fixture(scope="module")
def fitted() -> Weights:
    return fit(samples(600, 6, seed=1))


@QUICK
@given(CALIBRATIONS)
def test_a_file_is_read_as_written(calibration: Calibration) -> None:
    """A calibration comes back from its file as it was."""
    assert Calibration.from_json(calibration.to_json()) == calibration


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bukan json",
        "[]",
        "null",
        "7",
        "{}",
        json.dumps(GOOD["weights"]),
        json.dumps(GOOD | {"weights": 1}),
        json.dumps(GOOD | {"weights": []}),
        json.dumps(GOOD | {"answer_from": "tinggi"}),
        json.dumps(GOOD | {"choices_from": None}),
        json.dumps({key: value for key, value in GOOD.items() if key != "digest"}),
        json.dumps(GOOD | {"weights": GOOD["weights"] | {"signals": [1.0] * (len(SIGNALS) - 1)}}),
        json.dumps(GOOD | {"weights": GOOD["weights"] | {"signals": [1.0] * (len(SIGNALS) + 1)}}),
        json.dumps(GOOD | {"weights": GOOD["weights"] | {"signals": 3}}),
        json.dumps(GOOD | {"weights": GOOD["weights"] | {"signals": ["a"] * len(SIGNALS)}}),
    ],
)
def test_another_form_is_refused(text: str) -> None:
    """A file of another form, for instance of another set of signals, is refused with what staff can do about it."""
    with pytest.raises(CalibrationError, match=rf"{FILE}.* jamsos kalibrasi"):
        Calibration.from_json(text)


@QUICK
@given(JSON)
def test_any_json_is_read_or_refused(value: object) -> None:
    """Whatever stands in the file, it is a calibration or it is refused, and nothing else goes wrong."""
    try:
        calibration = Calibration.from_json(json.dumps(value))
    except CalibrationError:
        return
    assert len(calibration.weights.signals) == len(SIGNALS)


def test_knowledge_that_was_never_fitted(tmp_path: Path) -> None:
    """Without a file beside the knowledge, what serves says by its empty digest that it was not fitted."""
    assert (read(tmp_path), UNFITTED.digest) == (UNFITTED, "")


def test_the_file_beside_the_knowledge(tmp_path: Path) -> None:
    """The file beside the knowledge is what serves."""
    stored = Calibration(TRUE, 0.7, 0.3, "abc")
    (tmp_path / FILE).write_text(stored.to_json(), encoding="utf-8")
    assert read(tmp_path) == stored


def test_the_shipped_file_goes_with_the_program() -> None:
    """What stands beside the shipped knowledge was fitted for the signals that are measured now."""
    assert read(SHIPPED).digest != ""


@QUICK
@given(CASES, SHARE)
@example([(0.9, True), (0.9, False)], 0.0)
@example([(0.90004, True), (0.90001, False)], 0.0)
def test_a_threshold_keeps_its_promise(cases: list[tuple[float, bool]], most_wrong: float) -> None:
    """Of all cases, at most the share asked for is answered wrongly from the threshold on."""
    from_here = threshold([chance for chance, _ in cases], [right for _, right in cases], most_wrong)
    wrong = sum(chance >= from_here and not right for chance, right in cases)
    assert (wrong <= most_wrong * len(cases), 0.5 <= from_here <= 1.0) == (True, True)


@QUICK
@given(CASES, SHARE)
def test_a_threshold_is_no_higher_than_it_must(cases: list[tuple[float, bool]], most_wrong: float) -> None:
    """Answering from the next lower chance on, a rounding aside, would break the promise."""
    from_here = threshold([chance for chance, _ in cases], [right for _, right in cases], most_wrong)
    lower = [chance for chance, _ in cases if 0.5 <= chance < from_here - 2e-4]
    kept = [
        start
        for start in lower
        if sum(chance >= start and not right for chance, right in cases) <= math.floor(most_wrong * len(cases))
    ]
    assert kept == []


@QUICK
@given(CASES, SHARE, SHARE)
def test_who_allows_more_errors_answers_more(cases: list[tuple[float, bool]], first: float, second: float) -> None:
    """A larger share of errors never gives a higher threshold."""
    chances, right = [chance for chance, _ in cases], [good for _, good in cases]
    less, more = sorted((first, second))
    assert threshold(chances, right, more) <= threshold(chances, right, less)


@QUICK
@given(
    st.lists(st.integers(min_value=0, max_value=55_000).map(lambda x: x / 100_000), min_size=1, max_size=40),
    st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.99]),
)
def test_at_most_a_share_exceeds(chances: list[float], share: float) -> None:
    """At most the share asked for reaches what is returned."""
    least = exceeded(chances, share)
    assert sum(chance >= least for chance in chances) <= share * len(chances)


def test_without_cases_the_cautious_default_serves() -> None:
    """Where there is nothing to learn a threshold from, nothing is answered at once, and choices as without a fit."""
    assert (threshold([], [], 0.03), exceeded([], 0.25)) == (1.0, UNFITTED.choices_from)


def test_fitting_finds_the_order_of_signals(fitted: Weights) -> None:
    """From answers drawn by known weights, fitting finds which signals count more than which."""
    true = dict(zip(SIGNALS, TRUE.signals, strict=True))
    found = dict(zip(SIGNALS, fitted.signals, strict=True))
    far_apart = [
        (more, less) for more in SIGNALS for less in SIGNALS if true[more] - true[less] >= 1.5 and true[less] >= 0
    ]
    assert [pair for pair in far_apart if found[pair[0]] <= found[pair[1]]] == []


def test_fitting_finds_the_weights(fitted: Weights) -> None:
    """The weights found are near to those that made the answers, and as good on answers they never saw."""
    unseen = samples(300, 6, seed=2)
    assert likelihood(unseen, fitted) == pytest.approx(likelihood(unseen, TRUE), abs=0.05)


def test_fitting_is_better_than_not_fitting(fitted: Weights) -> None:
    """What was fitted makes the right answers of unseen questions likelier than what serves unfitted."""
    unseen = samples(300, 6, seed=3)
    assert likelihood(unseen, fitted) > likelihood(unseen, UNFITTED.weights)


def test_what_disagrees_never_speaks_for_a_label() -> None:
    """Disagreement never gains a positive weight, and agreement never a negative one, whatever the data suggest."""
    turned = [
        Sample(Measured(1 - sample.measured.signals, sample.measured.unseen), sample.right, sample.none)
        for sample in samples(100, 6, seed=4)
    ]
    wrong = [
        (name, weight)
        for name, weight in zip(SIGNALS, fit(turned).signals, strict=True)
        if weight != 0 and (weight < 0) != (name in AGAINST)
    ]
    assert wrong == []


def test_a_sample_without_weight_teaches_nothing() -> None:
    """A sample that weighs nothing changes nothing."""
    data = samples(60, 5, seed=5)
    misled = [Sample(sample.measured, (0,), none=False, weight=0.0) for sample in samples(20, 5, seed=6)]
    assert fit([*data, *misled]).signals == pytest.approx(fit(data).signals, abs=0.02)


def test_fitting_is_the_same_every_time() -> None:
    """The same samples give the same weights."""
    assert fit(samples(40, 5, seed=7)) == fit(samples(40, 5, seed=7))
