"""Tells a clerk, in Indonesian, why a question got the reply it got."""

from __future__ import annotations

from datetime import datetime

from bot.dialogue.assistant import Assistant
from bot.dialogue.context import Context
from bot.dialogue.plain import plain_text
from bot.dialogue.reply import Kind
from bot.knowledge.models import Knowledge
from bot.language.phrases import Tokens
from bot.matching.matcher import SIGNALS, Candidate, Weights
from bot.matching.understanding import FOREIGN, SMALL_TALK

_BANDS = {
    Kind.ANSWER: "dijawab langsung",
    Kind.CHOICES: "ditanya balik dengan pilihan",
    Kind.CALCULATION: "dihitung",
    Kind.REDIRECT: "diarahkan ke instansi lain",
    Kind.SMALLTALK: "obrolan ringan",
    Kind.UNKNOWN: "bilang tidak tahu",
}
_SHOWN = 5


def explain(assistant: Assistant, text: str, *, now: datetime) -> str:
    """Return the steps from the words typed to the reply: words, corrections, slots, the five best labels and the band."""
    reading = assistant.understanding.read(text)
    reply = assistant.answer(text, Context(), now=now)
    analysis = reading.analysis
    slots = "; ".join(f"{slot}: {', '.join(values)}" for slot, values in analysis.slots.items()) or "-"
    calibration = assistant.calibration
    lines = [
        f"Tulisan        : {text}",
        f"1. Kata        : {_row(analysis.words)}",
        f"2. Singkatan   : {_row(analysis.expanded)}",
        f"3. Ejaan       : {_row(analysis.corrected)}",
        f"4. Kata dasar  : {_row(analysis.stems)}",
        f"5. Dikenali    : {slots}",
        f"   Tak dikenal : {_row(analysis.unknown)}",
        "6. Calon terbaik (angka di belakang: sumbangan tiap tanda; minus berarti mengurangi):",
        *(
            f"   {place}. {_name(assistant.knowledge, c.label)}: peluang {c.chance:.0%} ({_parts(c, calibration.weights)})"
            for place, c in enumerate(reading.candidates[:_SHOWN], start=1)
        ),
        f"   Bukan semuanya: peluang {reading.none:.0%}",
        f"7. Keputusan   : {_BANDS[reply.kind]}",
        f"   Batasnya    : dijawab langsung mulai {calibration.answer_from:.0%}, ditawarkan mulai {calibration.choices_from:.0%}",
        "",
        plain_text(reply),
    ]
    return "\n".join(lines)


def _row(tokens: Tokens) -> str:
    return " ".join(tokens) or "-"


def _name(knowledge: Knowledge, label: str) -> str:
    """Return a label as staff know it."""
    if label.startswith(SMALL_TALK):
        return f"obrolan '{label.removeprefix(SMALL_TALK)}'"
    if label.startswith(FOREIGN):
        return f"tema asing '{label.removeprefix(FOREIGN)}'"
    return f"{label} ({knowledge.entries[label].question})"


def _parts(candidate: Candidate, weights: Weights) -> str:
    """Return what each signal gave or took."""
    worth = (signal * weight for signal, weight in zip(candidate.signals, weights.signals, strict=True))
    return ", ".join(f"{name} {value:+.1f}" for name, value in zip(SIGNALS, worth, strict=True) if abs(value) >= 0.05)
