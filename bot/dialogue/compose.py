"""Makes replies out of entries: the answer for a day, its sources, and the buttons under it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.dialogue import texts
from bot.dialogue.context import Context
from bot.dialogue.reply import Button, Citation, Kind, Reply
from bot.knowledge.figures import date_text, partial_date_text, render
from bot.knowledge.models import Entry, Knowledge, Source

FOREIGN_TOPIC = "luar"
"""The topic whose entries refer to other agencies."""

PAGE = 8
"""Entries on one page of a topic."""
LABEL = 40
SOURCES = 3


def short(text: str, limit: int = LABEL) -> str:
    """Return `text`, cut at a word with an ellipsis if it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def entry_button(entry: Entry) -> Button:
    """Return the button that opens an entry."""
    return Button(short(entry.label), f"e:{entry.id}")


def citations(knowledge: Knowledge, keys: Sequence[str]) -> tuple[Citation, ...]:
    """Return the sources that may be shown, at most `SOURCES`."""
    shown = [source for source in (knowledge.sources[key] for key in keys) if source.shown]
    return tuple(Citation(source.title, _said_apart(source), source.url) for source in shown[:SOURCES])


def _said_apart(source: Source) -> str:
    """Return a source's date in words, or "" where its title says it already."""
    said = partial_date_text(source.date)
    return "" if said in source.title else said


def answer_text(knowledge: Knowledge, text: str, day: date) -> str:
    """Return an answer's text with its figures filled in for `day`, and a notice where a figure has lapsed."""
    rendered = render(text, knowledge.figures, day)
    ends = sorted(last for name in rendered.lapsed if (last := knowledge.figures[name].latest(day).last) is not None)
    if not ends:
        return rendered.text
    return f"{rendered.text}\n\n{texts.LAPSED.format(day=date_text(ends[0]))}"


def answer(knowledge: Knowledge, entry: Entry, context: Context, day: date, confidence: float) -> Reply:
    """Return the reply that answers with `entry`."""
    buttons = [Button(texts.DETAILS, f"d:{entry.id}")] if entry.details else []
    buttons += [entry_button(knowledge.entries[name]) for name in entry.follow_ups[:3]]
    return Reply(
        kind=Kind.REDIRECT if entry.topic == FOREIGN_TOPIC else Kind.ANSWER,
        text=answer_text(knowledge, entry.answer, day),
        context=context,
        entries=(entry.id,),
        confidence=confidence,
        buttons=tuple(buttons),
        sources=citations(knowledge, entry.sources),
        rateable=True,
    )


def joined(knowledge: Knowledge, replies: Sequence[Reply]) -> Reply:
    """Return one reply out of several answers, each under its question; the context is the last one's."""
    parts = [
        f"**{number}. {knowledge.entries[reply.entries[0]].question}**\n\n{reply.text}"
        for number, reply in enumerate(replies, start=1)
    ]
    return Reply(
        kind=Kind.ANSWER,
        text="\n\n".join(parts),
        context=replies[-1].context,
        entries=tuple(entry for reply in replies for entry in reply.entries),
        confidence=min(reply.confidence for reply in replies),
        buttons=tuple(dict.fromkeys(button for reply in replies for button in reply.buttons[:2])),
        sources=tuple(dict.fromkeys(source for reply in replies for source in reply.sources[:2])),
        rateable=True,
    )


def details(knowledge: Knowledge, entry: Entry, context: Context, day: date) -> Reply:
    """Return the reply that shows the rest of a long entry."""
    return Reply(
        kind=Kind.ANSWER,
        text=answer_text(knowledge, entry.details, day),
        context=context,
        entries=(entry.id,),
        confidence=1.0,
        buttons=tuple(entry_button(knowledge.entries[name]) for name in entry.follow_ups[:3]),
        sources=citations(knowledge, entry.sources),
        rateable=True,
    )


def topics_menu(knowledge: Knowledge, context: Context, text: str, kind: Kind = Kind.CHOICES) -> Reply:
    """Return `text` with a button for every topic."""
    buttons = tuple(Button(short(topic.title), f"t:{topic.name}:0") for topic in knowledge.topics.values())
    return Reply(kind=kind, text=text, context=context, buttons=buttons)


def topic_page(knowledge: Knowledge, name: str, page: int, context: Context) -> Reply | None:
    """Return one page of a topic's entries; None for a topic or a page that does not exist."""
    topic = knowledge.topics.get(name)
    pages = -(-len(topic.entries) // PAGE) if topic else 0
    if topic is None or not 0 <= page < pages:
        return None
    shown = topic.entries[page * PAGE : (page + 1) * PAGE]
    buttons = [entry_button(knowledge.entries[entry]) for entry in shown]
    if page > 0:
        buttons.append(Button(texts.PREVIOUS_PAGE, f"t:{name}:{page - 1}"))
    if page + 1 < pages:
        buttons.append(Button(texts.NEXT_PAGE, f"t:{name}:{page + 1}"))
    buttons.append(Button(texts.TOPICS, "m"))
    head = texts.TOPIC_PAGE_OF if pages > 1 else texts.TOPIC_PAGE
    text = head.format(title=topic.title, page=page + 1, pages=pages)
    return Reply(kind=Kind.CHOICES, text=text, context=context, entries=shown[:4], buttons=tuple(buttons))
