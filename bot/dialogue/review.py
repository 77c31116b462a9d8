"""Checks that need the matcher: entries that lose their own variations to a neighbour, and a stale calibration."""

from __future__ import annotations

from collections import Counter

from bot.knowledge.errors import Problem, ProblemKind
from bot.knowledge.models import Entry, Knowledge, Place
from bot.matching.calibration import FILE, Calibration
from bot.matching.matcher import judge
from bot.matching.understanding import Understanding

_TRIED = 8
"""So many variations of an entry, spread over its list, are each left out in turn; all of them would take a clerk's minute."""
_MOST_LOST = 3
"""An entry is named if one neighbour wins more than so many of these."""


def review_matching(knowledge: Knowledge, calibration: Calibration) -> tuple[Problem, ...]:
    """Return the warnings about a sound knowledge that need its index, in the order of the entries."""
    understanding = Understanding(knowledge, calibration)
    problems = [problem for entry in knowledge.entries.values() for problem in _lost(entry, understanding)]
    if calibration.digest and calibration.digest != knowledge.digest:
        message = "Bobot dan ambang dihitung untuk isi pengetahuan yang lama. Jalankan: jamsos kalibrasi"
        problems.append(Problem(Place(FILE, 1, 1), message, ProblemKind.UNCALIBRATED))
    return tuple(problems)


def _lost(entry: Entry, understanding: Understanding) -> list[Problem]:
    """Return a warning for the neighbour that wins too many of an entry's variations, if there is one."""
    at = understanding.labels.index(entry.id)
    winners: Counter[str] = Counter()
    said = understanding.texts[entry.id]
    tried = range(0, len(said), -(-len(said) // _TRIED))
    for place in tried:
        analysis = said[place]
        measured = understanding.measure(analysis, without=(at, place))
        ranked = judge(understanding.labels, measured, understanding.calibration.weights, limit=1)
        if ranked.candidates and ranked.candidates[0].label != entry.id:
            winners[ranked.candidates[0].label] += 1
    if not winners:
        return []
    neighbour, count = winners.most_common(1)[0]
    if count <= _MOST_LOST:
        return []
    message = (
        f"{count} dari {len(tried)} cara bertanya '{entry.id}' yang dicoba lebih cocok ke '{neighbour}'. "
        "Bedakan kata-katanya, atau gabungkan kedua entri."
    )
    return [Problem(entry.place, message, ProblemKind.NEIGHBOUR)]
