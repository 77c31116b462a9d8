"""Writes the result of an evaluation as a page that a clerk can read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime

from bot.dialogue.assistant import Assistant
from bot.dialogue.evaluation import Result, Trial, Verdict, ask_doubles, ask_sums, converse, score
from bot.dialogue.reply import Kind

_SCOPES = {
    "in": "urusan kita",
    "near": "instansi lain",
    "far": "hal lain",
    "chitchat": "obrolan",
}
_CONFUSIONS = 10


def scorecard(results: Sequence[Result], *, misses: bool) -> str:
    """Return the shares by scope and by style, the commonest confusions and, with `misses`, every question that went astray."""
    if not results:
        return "Belum ada soal uji."
    lines: list[str] = []
    if misses:
        lines += [_miss(result) for result in results if result.verdict in {Verdict.WRONG, Verdict.MISSED}]
        lines.append("")
    for scope, name in _SCOPES.items():
        group = [result for result in results if result.question.scope == scope]
        if group:
            lines.append(_row(name, group))
    styles: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        if result.question.scope == "in":
            styles[result.question.style or "tanpa gaya"].append(result)
    if styles:
        lines += ["", "Urusan kita menurut gaya bahasa:"]
        lines += [_row(style, group) for style, group in sorted(styles.items())]
    confused = Counter(
        (result.question.entries[0], result.reply.entries[0])
        for result in results
        if result.verdict is Verdict.WRONG and result.question.entries and result.reply.entries
    )
    if confused:
        lines += ["", "Paling sering tertukar (seharusnya → dijawab):"]
        lines += [f"{count:>4}x {right} → {got}" for (right, got), count in confused.most_common(_CONFUSIONS)]
    lines += ["", *_reliability(results)]
    return "\n".join(lines).strip()


def trial_cards(assistant: Assistant, *, now: datetime, misses: bool) -> tuple[str, ...]:
    """Return the cards of the dialogues, double questions and sums that the knowledge holds; none for a kind it lacks."""
    knowledge = assistant.knowledge
    turns = [trial for dialogue in knowledge.dialogues for trial in converse(assistant, dialogue, now=now)]
    cards = (
        trial_card("giliran dialog", turns, misses=misses),
        trial_card("soal ganda", ask_doubles(assistant, knowledge.doubles, now=now), misses=misses),
        trial_card("hitungan", ask_sums(assistant, knowledge.sums, now=now), misses=misses),
    )
    return tuple(filter(None, cards))


def trial_card(name: str, trials: Sequence[Trial], *, misses: bool) -> str:
    """Return the share of `trials` that went right and, with `misses`, every one that did not; "" where there are none."""
    if not trials:
        return ""
    right = [trial for trial in trials if trial.right]
    offered = sum(trial.reply.kind is Kind.CHOICES for trial in right)
    lines = [_wrong_trial(trial) for trial in trials if misses and not trial.right]
    aside = f", {offered} di antaranya lewat pilihan" if offered else ""
    lines.append(f"{name:<14} {len(trials):>5} soal   benar {len(right) / len(trials):6.1%} ({len(right)}{aside})")
    return "\n".join(lines)


def _wrong_trial(trial: Trial) -> str:
    figures = [f"{name}={value}" for name, value in trial.reply.figures.items()]
    got = " ".join((trial.reply.kind.value, *trial.reply.entries, *figures))
    return f"{trial.place}: {trial.asked!r} seharusnya {trial.wanted}, dapat {got}"


def _row(name: str, group: Sequence[Result]) -> str:
    counts = score(group)
    right, offered = counts.share(Verdict.RIGHT), counts.share(Verdict.RIGHT, Verdict.OFFERED)
    wrong, missed = counts.share(Verdict.WRONG), counts.share(Verdict.MISSED)
    return (
        f"{name:<14} {counts.total:>5} soal   benar {right:6.1%}   benar atau ditawarkan {offered:6.1%}   "
        f"salah yakin {wrong:6.1%}   tidak ketemu {missed:6.1%}"
    )


def _miss(result: Result) -> str:
    question, reply = result.question, result.reply
    wanted = ", ".join(question.entries) or "-"
    got = ", ".join(reply.entries) or "-"
    return f"{question.place}: [{result.verdict.value}] {question.text!r} seharusnya {wanted}, dapat {reply.kind.value}: {got}"


def _reliability(results: Sequence[Result]) -> list[str]:
    """Return a reliability diagram: for each band of confidence, how many answers it gave and what share was right."""
    answered = [
        result for result in results if result.verdict in {Verdict.RIGHT, Verdict.WRONG} and result.reply.entries
    ]
    bands: dict[int, list[Result]] = defaultdict(list)
    for result in answered:
        bands[min(int(result.reply.confidence * 10), 9)].append(result)
    lines = ["Keyakinan yang disebut dan kenyataannya:"]
    for band, group in sorted(bands.items()):
        right = score(group).share(Verdict.RIGHT)
        lines.append(
            f"{band / 10:.1f}-{(band + 1) / 10:.1f}  {len(group):>5} jawaban   benar {right:6.1%}  {'█' * round(right * 20)}"
        )
    return lines
