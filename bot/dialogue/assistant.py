"""One turn: a text or a button and the context go in, a reply and the new context come out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.dialogue import compose, texts
from bot.dialogue.context import Context
from bot.dialogue.decide import Decision, Outcome, decide
from bot.dialogue.pending import resolve
from bot.dialogue.reply import Button, Kind, Reply
from bot.knowledge import load
from bot.knowledge.models import Knowledge
from bot.language.privacy import personal
from bot.matching import calibration
from bot.matching.calibration import UNFITTED, Calibration
from bot.matching.understanding import SMALL_TALK, Understanding


class Assistant:
    """The engine that every front end calls; immutable, so that a new knowledge replaces it as a whole.

    Times passed in are timezone-aware; days are taken in the timezone of the time passed in.
    """

    def __init__(self, knowledge: Knowledge, calibration: Calibration = UNFITTED) -> None:
        self.knowledge = knowledge
        self.calibration = calibration
        self.understanding = Understanding(knowledge, calibration)

    def answer(self, text: str, context: Context, *, now: datetime) -> Reply:
        """Return the reply to an utterance, whatever string it is."""
        context = replace(context.fresh(now), at=now)
        chosen = resolve(text, context)
        reply = self._command(text, now) or (self.press(chosen, context, now=now) if chosen else None)
        if reply is None:
            reply = self._understand(text, context, now)
        kinds = personal(text)
        if kinds:
            warning = texts.PERSONAL.format(kinds=" atau ".join(kinds))
            reply = replace(reply, text=f"{reply.text}\n\n{warning}")
        return reply

    def press(self, action: str, context: Context, *, now: datetime) -> Reply | None:
        """Return the reply to a button, or None where the action is not, or no longer, known."""
        context = replace(context.fresh(now), at=now)
        verb, _, rest = action.partition(":")
        if verb == "e":
            return self.entry(rest, context, now=now)
        if verb == "d" and rest in self.knowledge.entries:
            return compose.details(self.knowledge, self.knowledge.entries[rest], context, now.date())
        if verb == "t":
            name, _, page = rest.partition(":")
            return compose.topic_page(self.knowledge, name, int(page) if page.isdecimal() else 0, context)
        if verb == "m":
            return compose.topics_menu(self.knowledge, context, texts.TOPIC_MENU)
        if verb == "k":
            return Reply(Kind.ANSWER, texts.CONTACT, context)
        if verb == "x":
            return self._refuse(context)
        return None

    def entry(self, entry_id: str, context: Context, *, now: datetime) -> Reply | None:
        """Return the answer of an entry, or None where there is none of that id."""
        entry = self.knowledge.entries.get(entry_id)
        if entry is None:
            return None
        context = replace(context, at=now, entry=entry_id, pending=(), asked=(), refused=())
        return compose.answer(self.knowledge, entry, context, now.date(), 1.0)

    def welcome(self, *, now: datetime) -> Reply:
        """Return the greeting of a new chat, with the topics."""
        return compose.topics_menu(self.knowledge, Context(at=now), texts.WELCOME, Kind.SMALLTALK)

    def help(self, *, now: datetime) -> Reply:
        """Return how to use the bot."""
        return compose.topics_menu(self.knowledge, Context(at=now), texts.HELP, Kind.SMALLTALK)

    def privacy(self, *, now: datetime) -> Reply:
        """Return what is kept and what is not."""
        return Reply(Kind.SMALLTALK, texts.PRIVACY, Context(at=now))

    def topics(self, *, now: datetime) -> Reply:
        """Return the menu of all topics."""
        return compose.topics_menu(self.knowledge, Context(at=now), texts.TOPIC_MENU)

    def search(self, query: str, *, now: datetime, limit: int) -> tuple[tuple[str, Reply], ...]:
        """Return up to `limit` entries for a query as (id, its answer), best first; the first entries for an empty one."""
        found = [candidate.label for candidate in self.understanding.read(query).entries] if query.strip() else []
        names = found or [topic.entries[0] for topic in self.knowledge.topics.values()]
        context = Context(at=now)
        return tuple(
            (name, compose.answer(self.knowledge, self.knowledge.entries[name], context, now.date(), 1.0))
            for name in names[:limit]
        )

    def _command(self, text: str, now: datetime) -> Reply | None:
        """Return the reply to a typed command, or None where `text` is none."""
        match text.strip().lower().partition("@")[0]:
            case "/start":
                return self.welcome(now=now)
            case "/bantuan" | "/help":
                return self.help(now=now)
            case "/topik":
                return self.topics(now=now)
            case "/privasi":
                return self.privacy(now=now)
        return None

    def _understand(self, text: str, context: Context, now: datetime) -> Reply:
        if not text.strip():
            return compose.topics_menu(self.knowledge, context, texts.EMPTY, Kind.UNKNOWN)
        reading = self.understanding.read(text)
        if not reading.analysis.words:
            return compose.topics_menu(self.knowledge, context, texts.NO_WORDS, Kind.UNKNOWN)
        decision = decide(reading, self.calibration.answer_from, self.calibration.choices_from)
        if decision.outcome is Outcome.SMALL_TALK:
            return self._small_talk(decision, text, context)
        if decision.outcome is Outcome.ANSWER:
            entry = self.knowledge.entries[decision.entries[0]]
            context = replace(context, entry=entry.id, pending=(), asked=(), refused=())
            return compose.answer(self.knowledge, entry, context, now.date(), decision.confidence)
        if decision.outcome is Outcome.CHOICES:
            return self._ask(decision.entries, context, decision.confidence, texts.CHOICES)
        return self._unknown(decision, context)

    def _small_talk(self, decision: Decision, text: str, context: Context) -> Reply:
        name = decision.label.removeprefix(SMALL_TALK)
        talk = next(talk for talk in self.knowledge.small_talk if talk.name == name)
        said = talk.replies[len(text) % len(talk.replies)]
        return Reply(Kind.SMALLTALK, said, context, confidence=decision.confidence)

    def _ask(self, entries: tuple[str, ...], context: Context, confidence: float, question: str) -> Reply:
        """Return a question back with a button for each entry and one for none of them."""
        buttons = (
            *(compose.entry_button(self.knowledge.entries[name]) for name in entries),
            Button(texts.NONE_OF_THESE, "x"),
        )
        pending = tuple((button.label, button.action) for button in buttons)
        context = replace(context, pending=pending, asked=entries)
        return Reply(Kind.CHOICES, question, context, entries, confidence, buttons=buttons)

    def _refuse(self, context: Context) -> Reply:
        """Return what follows on "Bukan ini": the nearest others once, then the contact."""
        refused = (*context.refused, *context.asked)
        nearest = [
            follow_up
            for name in context.asked
            if name in self.knowledge.entries
            for follow_up in self.knowledge.entries[name].follow_ups
        ]
        others = tuple(dict.fromkeys(name for name in nearest if name not in refused))[:3]
        if others and not context.refused:
            reply = self._ask(others, replace(context, refused=refused), 0.0, texts.CHOICES_REFUSED)
            return replace(reply, missed=True)
        cleared = replace(context, pending=(), asked=(), refused=())
        text = f"{texts.GIVE_UP}\n\n{texts.CONTACT}"
        return Reply(Kind.UNKNOWN, text, cleared, buttons=(Button(texts.TOPICS, "m"),), missed=True)

    def _unknown(self, decision: Decision, context: Context) -> Reply:
        if decision.outcome is Outcome.FOREIGN:
            return Reply(Kind.UNKNOWN, texts.FOREIGN, context, buttons=(Button(texts.TOPICS, "m"),))
        buttons = tuple(compose.entry_button(self.knowledge.entries[name]) for name in decision.entries)
        near = f"\n\n{texts.UNKNOWN_NEAR}" if buttons else ""
        pending = tuple((button.label, button.action) for button in buttons)
        return Reply(
            Kind.UNKNOWN,
            f"{texts.UNKNOWN}\n\n{texts.CONTACT}{near}",
            replace(context, pending=pending, asked=decision.entries),
            decision.entries,
            decision.confidence,
            buttons=(*buttons, Button(texts.TOPICS, "m")),
            missed=True,
        )


def load_assistant(folder: Path) -> Assistant:
    """Return the engine over the knowledge in `folder`.

    Raises:
        KnowledgeError: with every problem, where the knowledge is not sound.
        ValueError: where the stored calibration is of another form.
    """
    return Assistant(load(folder), calibration.read(folder))
