"""The real engine, which for a few phrases does what a test needs, however the understanding of words is tuned."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.dialogue.assistant import Assistant
from bot.dialogue.context import Context
from bot.dialogue.pending import resolve
from bot.dialogue.reply import Button, Citation, Kind, Reply
from bot.knowledge import load

CHOICES = "uji pilihan"
FAILS = "uji gagal"
LONG = "uji panjang"
FORM = "/hitung"
UNKNOWN = "uji tak dikenal"
OFFERED = ("jht.definisi", "jkk.definisi")


class Scripted(Assistant):
    """Answers a few phrases by a script and everything else for real."""

    def answer(self, text: str, context: Context, *, now: datetime) -> Reply:
        """Return the scripted reply, or the real one."""
        context = context.fresh(now)
        script = next((one for one in (CHOICES, FAILS, LONG, FORM, UNKNOWN) if text.startswith(one)), "")
        if not script or resolve(text, context):
            return super().answer(text, context, now=now)
        if script == FAILS:
            raise ValueError(text)
        context = replace(context, at=now)
        if script == LONG:
            lines = "\n\n".join(f"Paragraf **{number}** " + "kata & <kata> 😀 " * 40 for number in range(12))
            source = Citation("Peraturan", "2 Mei 2015", "https://example.go.id/pp?a=1&b=2")
            return Reply(
                Kind.ANSWER,
                lines,
                context,
                ("jht.definisi",),
                1.0,
                sources=(source,),
                rateable=True,
                checked="1 Mei 2026",
            )
        if script == FORM:
            context = replace(context, form={"rumus": "iuran"})
            return Reply(Kind.CHOICES, "Berapa upah Anda?", context, buttons=(Button("Rp1 juta", "e:jht.definisi"),))
        if script == UNKNOWN:
            return Reply(Kind.UNKNOWN, "Maaf, belum tahu.", context, OFFERED, 0.2, missed=True)
        buttons = (
            *(Button(self.knowledge.entries[name].label, f"e:{name}") for name in OFFERED),
            Button("Bukan ini", "x"),
        )
        context = replace(context, pending=tuple((one.label, one.action) for one in buttons), asked=OFFERED)
        return Reply(Kind.CHOICES, "Yang mana yang dimaksud?", context, OFFERED, 0.5, buttons=buttons)


def load_scripted(folder: Path) -> Scripted:
    """Return the engine over the knowledge in `folder`.

    Raises:
        KnowledgeError: as the real loading does.
    """
    return Scripted(load(folder))
