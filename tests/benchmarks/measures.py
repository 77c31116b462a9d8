"""The arithmetic of the comparison: percentiles, thresholds, samples, longer texts and Markdown tables."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

# fmt: off
_NEUTRAL = (
    "tolong", "mohon", "maaf", "permisi", "halo", "kak", "min", "pak", "bu",
    "mas", "mbak", "dong", "sih", "ya", "nih", "deh", "kok", "lah",
    "kan", "gan", "bang", "mau", "tanya", "numpang", "infonya", "makasih", "sekarang",
    "kemarin", "besok", "sebenarnya", "kira", "barusan", "tadi", "katanya", "soalnya", "nanti",
)
# fmt: on
"""Words that do not change what is asked."""


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest of `values` that at least `share` (0..1) of them do not exceed (nearest rank).

    Raises:
        ValueError: if there are no values.
    """
    if not values:
        raise ValueError("no values: a percentile needs at least one")
    return sorted(values)[max(math.ceil(share * len(values)) - 1, 0)]


def lowest_threshold(scores: Sequence[float], wrong: Sequence[bool], most: float) -> float:
    """Return the lowest score from which answering errs in at most `most` (0..1) of all cases, answered or not.

    `scores` and `wrong` tell of each case how sure the system was and whether its answer was wrong. Cases of one score
    are answered or left together, as a threshold cannot part them. Infinity where not even the surest may be answered.
    """
    allowed = math.floor(most * len(scores))
    lowest = math.inf
    errors = 0
    order = sorted(zip(scores, wrong, strict=True), key=lambda case: -case[0])
    for at, (score, bad) in enumerate(order):
        errors += bad
        if errors > allowed:
            break
        if at + 1 == len(order) or order[at + 1][0] < score:
            lowest = score
    return lowest


def held_out_thresholds(
    scores: Sequence[float], wrong: Sequence[bool], counted: Sequence[bool], most: float, *, folds: int
) -> list[float]:
    """Return for each case a threshold that was fitted without it: the n-th case is in fold n modulo `folds`.

    Only cases that are `counted` are fitted on; the others get the threshold of their fold all the same.
    """
    by_fold = []
    for fold in range(folds):
        kept = [at for at in range(len(scores)) if at % folds != fold and counted[at]]
        by_fold.append(lowest_threshold([scores[at] for at in kept], [wrong[at] for at in kept], most))
    return [by_fold[at % folds] for at in range(len(scores))]


def sample(items: Sequence[T], size: int, *, seed: int = 175) -> tuple[T, ...]:
    """Return `size` of `items` (all, if there are no more), in their order, always the same ones for one seed."""
    if len(items) <= size:
        return tuple(items)
    drawn = random.Random(seed).sample(range(len(items)), size)  # noqa: S311  # a sample, not a secret
    return tuple(items[at] for at in sorted(drawn))


def multiplied(texts: Sequence[str], times: int, *, seed: int = 175) -> tuple[str, ...]:
    """Return `texts` and for each of them `times` - 1 others with its words in another order among neutral words.

    No two of the texts made are equal, and none equals one given.
    """
    source = random.Random(seed)  # noqa: S311  # made-up texts, not secrets
    result = list(texts)
    seen = set(texts)
    for text in texts:
        for _ in range(times - 1):
            words = text.split()
            source.shuffle(words)
            made = text
            while made in seen:
                words.insert(source.randrange(len(words) + 1), source.choice(_NEUTRAL))
                made = " ".join(words)
            seen.add(made)
            result.append(made)
    return tuple(result)


def percent(share: float | None) -> str:
    """Return a share (0..1) as a percentage with one decimal, or a dash where there is none."""
    return "–" if share is None else f"{share:.1%}".replace("%", " %")


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table, the first column to the left, the others to the right, padded to be read as plain text.

    Raises:
        ValueError: if a row has another number of cells than the header.
    """
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"a row of {len(row)} cells under {len(header)} headings: {row}")
    cells = [[cell.replace("|", "\\|") for cell in row] for row in (header, *rows)]
    widths = [max(3, *(len(row[column]) for row in cells)) for column in range(len(header))]
    lines = [
        "| "
        + " | ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        + " |"
        for row in cells
    ]
    rule = "|" + "|".join("-" * (width + 1) + (":" if column else "-") for column, width in enumerate(widths)) + "|"
    return "\n".join((lines[0], rule, *lines[1:]))
