"""The fitted weights and thresholds: what they are, how they are fitted, and the file they live in."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

import numpy as np

from bot.matching.errors import CalibrationError
from bot.matching.matcher import SIGNALS, Measured, Weights
from bot.matching.postings import Floats, Ints

FILE = "kalibrasi.json"
_STEPS = 400
_RATE = 0.05
_RIDGE = 1e-3
_LABELS = 60


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights, the two thresholds, and the digest of the knowledge that they were fitted on.

    `answer_from` is the least chance of the best entry at which it is answered at once; `choices_from` the least chance of
    the best four entries together at which they are offered. An empty digest means that nothing was fitted.
    """

    weights: Weights
    answer_from: float
    choices_from: float
    digest: str = ""

    def to_json(self) -> str:
        """Return the calibration as the text of its file."""
        return json.dumps(asdict(self), indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Calibration:
        """Return the calibration in a file's text.

        Raises:
            CalibrationError: if it is of another form, for instance of another set of signals.
        """
        try:
            values = json.loads(text)
            weights = values["weights"]
            signals = tuple(map(float, weights["signals"]))
            if len(signals) != len(SIGNALS):
                raise CalibrationError(FILE)
            return cls(
                Weights(signals, float(weights["none"]), float(weights["none_unseen"])),
                float(values["answer_from"]),
                float(values["choices_from"]),
                str(values["digest"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise CalibrationError(FILE) from error


UNFITTED = Calibration(Weights((5.0, 7.0, 8.0, 3.0, 8.0, -2.0, -0.5, -0.5), 1.0, 0.0), 0.6, 0.4)
"""What serves a knowledge that was never fitted: rounded weights of a fit, and cautious thresholds."""


def read(folder: Path) -> Calibration:
    """Return the calibration stored beside the knowledge in `folder`, or `UNFITTED` where there is none.

    Raises:
        CalibrationError: if the file is of another form.
    """
    path = folder / FILE
    return Calibration.from_json(path.read_text(encoding="utf-8")) if path.exists() else UNFITTED


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled utterance: its measured signals, the places of the labels that are right, and whether "none" is right."""

    measured: Measured
    right: tuple[int, ...]
    none: bool
    weight: float = 1.0


def fit(samples: Sequence[Sample]) -> Weights:
    """Return the weights under which the right labels of `samples` are likeliest (maximum likelihood with a small ridge).

    Gradient ascent with adaptive steps (Kingma and Ba 2015); what disagrees with an utterance may not speak for a label, so the
    coefficients of disagreement are kept at or below zero and the others at or above it.
    """
    kept = [_likeliest(sample) for sample in samples]
    signals = np.stack([sample.measured.signals[labels] for sample, labels in zip(samples, kept, strict=True)])
    unseen = np.asarray([sample.measured.unseen for sample in samples], dtype=np.float32)
    right = np.stack([np.isin(labels, sample.right) for sample, labels in zip(samples, kept, strict=True)])
    none_right = np.asarray([sample.none for sample in samples])
    weight = np.asarray([sample.weight for sample in samples], dtype=np.float32)
    sign = np.asarray([-1.0 if name.startswith(("program-", "peristiwa-")) else 1.0 for name in SIGNALS])
    value = np.asarray([*UNFITTED.weights.signals, UNFITTED.weights.none, UNFITTED.weights.none_unseen])
    first = np.zeros_like(value)
    second = np.zeros_like(value)
    for step in range(1, _STEPS + 1):
        slope = (
            _slope(value, signals=signals, unseen=unseen, right=right, none_right=none_right, weight=weight)
            - _RIDGE * value
        )
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope * slope
        move = (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        value = value + _RATE * 4 * move
        value[: len(SIGNALS)] = sign * np.maximum(sign * value[: len(SIGNALS)], 0.0)
    return Weights(
        tuple(round(float(v), 3) for v in value[: len(SIGNALS)]), round(float(value[-2]), 3), round(float(value[-1]), 3)
    )


def _likeliest(sample: Sample) -> Ints:
    """Return the places of the labels that matter for a sample: those that are right, then the likeliest before fitting.

    The hundreds of others have a chance of nearly nothing under any weights; leaving them out makes fitting quick.
    """
    worth = sample.measured.signals @ np.asarray(UNFITTED.weights.signals, dtype=np.float32)
    worth[list(sample.right[:_LABELS])] = np.inf
    return np.argsort(-worth, kind="stable")[:_LABELS].astype(np.int32)


def _slope(
    value: np.ndarray[tuple[int], np.dtype[np.float64]],
    *,
    signals: Floats,
    unseen: Floats,
    right: np.ndarray[tuple[int, int], np.dtype[np.bool_]],
    none_right: np.ndarray[tuple[int], np.dtype[np.bool_]],
    weight: Floats,
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the gradient of the mean log-likelihood: signals expected among the right labels minus among all."""
    count = len(SIGNALS)
    worth = signals @ value[:count].astype(np.float32)
    none = (value[-2] + value[-1] * unseen).astype(np.float32)
    top = np.maximum(worth.max(axis=1), none)
    powers = np.exp(worth - top[:, None])
    none_power = np.exp(none - top)
    whole = powers.sum(axis=1) + none_power
    good = powers * right
    good_none = none_power * none_right
    good_whole = np.maximum(good.sum(axis=1) + good_none, 1e-12)
    pull = (good / good_whole[:, None] - powers / whole[:, None]) * weight[:, None]
    pull_none = (good_none / good_whole - none_power / whole) * weight
    total = float(weight.sum())
    by_signal = np.einsum("nl,nls->s", pull, signals, optimize=True) / total
    return np.concatenate([by_signal, [pull_none.sum() / total, (pull_none * unseen).sum() / total]])


def threshold(chances: Sequence[float], right: Sequence[bool], most_wrong: float) -> float:
    """Return the lowest chance from which answering errs in at most `most_wrong` (0..1) of all cases given.

    `chances` and `right` tell of each case how sure the best answer was and whether it was right. The share is of all cases,
    answered or not. Never below one half.
    """
    order = sorted(zip(chances, right, strict=True), reverse=True)
    allowed = math.floor(most_wrong * len(order))
    wrong = 0
    lowest = math.inf
    for chance, group in groupby(order, key=lambda case: case[0]):
        wrong += sum(not good for _, good in group)
        if wrong > allowed:
            break
        lowest = chance
    return math.ceil(min(max(lowest, 0.5), 1.0) * 10_000) / 10_000


def exceeded(chances: Sequence[float], share: float) -> float:
    """Return the chance that at most `share` (0..1) of `chances` reach; the cautious default where there are none."""
    if not chances:
        return UNFITTED.choices_from
    order = sorted(chances, reverse=True)
    return round(min(order[min(math.floor(share * len(order)), len(order) - 1)] + 1e-4, UNFITTED.answer_from), 4)
