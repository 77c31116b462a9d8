"""One turn: a text or a button and the context go in, a reply and the new context come out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.dialogue import compose, texts
from bot.dialogue.calculators import Calculators
from bot.dialogue.context import Context
from bot.dialogue.decide import Decision, Outcome
from bot.dialogue.followup import DANGER, Understood, remembered, understand
from bot.dialogue.pending import resolve
from bot.dialogue.reply import Button, Kind, Reply
from bot.dialogue.several import apart, clauses, shared
from bot.knowledge import load
from bot.knowledge.models import Knowledge
from bot.language.normalise import normalise
from bot.language.privacy import personal
from bot.matching import calibration as stored
from bot.matching.analysis import Analysis
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
        self._calculators = Calculators(knowledge, self.understanding.analyser)

    def answer(self, text: str, context: Context, *, now: datetime) -> Reply:
        """Return the reply to an utterance, whatever string it is."""
        context = replace(context.fresh(now), at=now)
        chosen = resolve(text, context)
        reply = self._command(text, context, now) or (self.press(chosen, context, now=now) if chosen else None)
        if reply is None:
            reply = self._understand(text, context, now)
        if reply.kind is not Kind.SMALLTALK and texts.DESPAIR in normalise(text):
            reply = replace(reply, text=f"{texts.HELP_FIRST}\n\n{reply.text}")
        kinds = personal(text)
        if kinds:
            warning = texts.PERSONAL.format(kinds=" atau ".join(kinds))
            reply = replace(reply, text=f"{reply.text}\n\n{warning}")
        return reply

    def press(self, action: str, context: Context, *, now: datetime) -> Reply | None:
        """Return the reply to a button, or None where the action is not, or no longer, known."""
        context = replace(context.fresh(now), at=now)
        verb, _, rest = action.partition(":")
        match verb:
            case "e":
                return self.entry(rest, context, now=now)
            case "d" if rest in self.knowledge.entries:
                return compose.details(self.knowledge, self.knowledge.entries[rest], context, now.date())
            case "t":
                name, _, page = rest.partition(":")
                return compose.topic_page(self.knowledge, name, int(page) if page.isdecimal() else 0, context)
            case "m":
                return compose.topics_menu(self.knowledge, context, texts.TOPIC_MENU)
            case "k":
                return Reply(Kind.ANSWER, texts.CONTACT, context)
            case "x":
                return self._refuse(context)
            case "c" | "f" | "h":
                return self._calculators.press(action, context, now=now)
        return None

    def entry(self, entry_id: str, context: Context, *, now: datetime) -> Reply | None:
        """Return the answer of an entry, or None where there is none of that id."""
        if entry_id not in self.knowledge.entries:
            return None
        return self._answer(entry_id, None, replace(context, at=now), now, 1.0)

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
        """Return up to `limit` entries for a query as (id, its answer), best first; each topic's first for an empty one."""
        found = [candidate.label for candidate in self.understanding.read(query).entries] if query.strip() else []
        names = found or [topic.entries[0] for topic in self.knowledge.topics.values()]
        context = Context(at=now)
        return tuple(
            (name, compose.answer(self.knowledge, self.knowledge.entries[name], context, now.date(), 1.0))
            for name in names[:limit]
        )

    def _command(self, text: str, context: Context, now: datetime) -> Reply | None:
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
            case "/hitung":
                return self.press("h", context, now=now)
            case "/cek":
                return self.press("c", context, now=now)
        return None

    def _understand(self, text: str, context: Context, now: datetime) -> Reply:
        if not text.strip():
            return compose.topics_menu(self.knowledge, context, texts.EMPTY, Kind.UNKNOWN)
        whole = self._read(text, context)
        decision, analysis = whole.decision, whole.reading.analysis
        if decision.label == DANGER:
            return self._small_talk(decision, text, context)
        calculation = self._calculators.reply(text, context, now=now, ranked=decision.entries)
        if calculation is not None:
            return calculation
        context = replace(context, form={})
        if not analysis.words:
            return compose.topics_menu(self.knowledge, context, texts.NO_WORDS, Kind.UNKNOWN)
        menu = self._menu(analysis, context) if decision.outcome is not Outcome.SMALL_TALK else None
        if menu is not None:
            return menu
        several = self._several(text, whole, context, now)
        if several is not None:
            return several
        match decision.outcome:
            case Outcome.SMALL_TALK:
                return self._small_talk(decision, text, context)
            case Outcome.ANSWER:
                return self._answer(decision.entries[0], analysis, context, now, decision.confidence)
            case Outcome.CHOICES:
                slots = remembered(analysis, {}, context)
                heart = [
                    texts.SYMPATHY[event] for event in analysis.slots.get("peristiwa", ()) if event in texts.SYMPATHY
                ]
                question = "\n\n".join([*heart[:1], texts.CHOICES])
                return self._ask(decision.entries, replace(context, slots=slots), decision.confidence, question)
        return self._unknown(decision, context)

    def _read(self, text: str, context: Context) -> Understood:
        """Return how a text is understood after what was spoken of before."""
        return understand(text, context, self.understanding, self.knowledge.vocabulary)

    def _answer(
        self, entry_id: str, analysis: Analysis | None, context: Context, now: datetime, confidence: float
    ) -> Reply:
        """Return the answer of an entry, with a context that remembers it."""
        entry = self.knowledge.entries[entry_id]
        slots = remembered(analysis, self.understanding.slots_of(entry_id), context)
        context = replace(context, entry=entry_id, slots=slots, pending=(), asked=(), refused=())
        return compose.answer(self.knowledge, entry, context, now.date(), confidence)

    def _menu(self, analysis: Analysis, context: Context) -> Reply | None:
        """Return the menu of a programme where the utterance is nothing but its name, and nothing was spoken of before."""
        programmes = analysis.slots.get("program", ())
        bare = len(programmes) == 1 and len(analysis.stems) == 1
        if not bare or context.slots or programmes[0] not in self.knowledge.topics:
            return None
        topic = self.knowledge.topics[programmes[0]]
        question = texts.CHOICES_TOPIC.format(topic=topic.title)
        return self._ask(topic.menu, replace(context, slots={"program": programmes[0]}), 1.0, question)

    def _several(self, text: str, whole: Understood, context: Context, now: datetime) -> Reply | None:
        """Return one reply to a message of several questions, or None where it does not clearly hold several.

        A later part may lean on the one before it, and all on the programme or group that the message names.
        """
        context = replace(context, slots=context.slots | shared(whole.reading.analysis))
        parts: list[Understood] = []
        replies: list[Reply] = []
        for clause in clauses(text, self.understanding.analyser):
            part = self._read(clause, context)
            if not part.decision.entries:
                return None
            reply = self._answer(part.decision.entries[0], part.reading.analysis, context, now, part.best)
            context = reply.context
            parts.append(part)
            replies.append(reply)
        if not apart(whole, parts):
            return None
        return compose.joined(self.knowledge, tuple({reply.entries: reply for reply in replies}.values()))

    def _small_talk(self, decision: Decision, text: str, context: Context) -> Reply:
        name = decision.label.removeprefix(SMALL_TALK)
        talk = next(talk for talk in self.knowledge.small_talk if talk.name == name)
        said = talk.replies[len(text) % len(talk.replies)]
        return Reply(Kind.SMALLTALK, said, context, confidence=decision.confidence)

    def _ask(self, entries: tuple[str, ...], context: Context, confidence: float, question: str) -> Reply:
        """Return a question back with a button for each entry and one for none of them; never the same twice running."""
        if set(entries) == set(context.asked):
            return self._give_up(context)
        options = tuple(compose.entry_button(self.knowledge.entries[name]) for name in entries)
        buttons = (*options, Button(texts.NONE_OF_THESE, "x"))
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
        return self._give_up(context)

    def _give_up(self, context: Context) -> Reply:
        """Return the contact, after asking back was in vain."""
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
        CalibrationError: where the stored calibration is of another form.
    """
    return Assistant(load(folder), stored.read(folder))
