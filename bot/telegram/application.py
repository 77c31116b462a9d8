"""Builds the bot out of its parts, wired but not yet started."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from telegram.ext import AIORateLimiter, Application, Defaults

from bot.dialogue.assistant import Assistant, load_assistant
from bot.settings import Settings
from bot.storage import Recorder
from bot.telegram.burst import Bursts
from bot.telegram.contexts import Contexts
from bot.telegram.conversation import Conversation
from bot.telegram.delivery import Courier
from bot.telegram.feedback import Feedback
from bot.telegram.handlers import App, Claim, Handlers, Person
from bot.telegram.incidents import Incidents, StaffChat
from bot.telegram.incoming import Incoming
from bot.telegram.knowledge import Current
from bot.telegram.metrics import Metrics
from bot.telegram.order import Lanes, OrderedProcessor
from bot.telegram.pulse import Pulse
from bot.telegram.request import PollRequest, Request

WIB = timezone(timedelta(hours=7), "WIB")
"""The time in Serang; it knows no summer time."""


def now_in_serang() -> datetime:
    """Return the time now, in Serang's time zone."""
    return datetime.now(WIB)


@dataclass(frozen=True, slots=True)
class Options:
    """What tests change and operators do not.

    `burst` is how many seconds of quiet end a question, `patience` how many seconds a request may take, `slots` how
    many chats are served at once, `handling` how many seconds one may take, `connections` how many requests go to
    Telegram at once (more than slots, so that none waits), `storage` how many seconds an answer waits for its context,
    `pauses` the seconds between tries when the network fails, `debounce` how many milliseconds a row of file changes is
    waited for, `poll` how many seconds Telegram holds an empty poll, `drain` how many seconds answers in flight are
    given at the end, `flush` how many seconds records not yet stored are given after that, `backlog` how many updates
    the webhook takes before it says "busy", `starts` the pauses in seconds between the tries to start while the network
    is down, `conflicts` how many signs of a second poller within two minutes end the process, and `load` what reads the
    knowledge.
    """

    burst: float = 2.0
    patience: float = 15.0
    slots: int = 32
    handling: float = 90.0
    connections: int = 40
    storage: float = 0.2
    pauses: tuple[float, ...] = (0.3, 1.5)
    debounce: int = 1600
    poll: int = 10
    drain: float = 25.0
    flush: float = 5.0
    backlog: int = 500
    starts: tuple[float, ...] = (1, 2, 4, 8, 15, 30, 30, 30, 30, 30)
    conflicts: int = 6
    clock: Callable[[], datetime] = now_in_serang
    load: Callable[[Path], Assistant] = load_assistant


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a bot that its owner needs to start, watch and stop it."""

    application: App
    requests: tuple[Request, Request]
    current: Current
    staff: StaffChat
    bursts: Bursts[Person, Incoming]
    lanes: Lanes
    pulse: Pulse
    metrics: Metrics


def build(
    settings: Settings,
    *,
    token: str,
    assistant: Assistant,
    recorder: Recorder,
    claim: Claim | None,
    options: Options,
    rejected: Callable[[], None],
) -> Parts:
    """Return the parts of a bot with `token`.

    `claim` is how several processes on one database share out the updates, if there are several; `rejected` is called
    when Telegram no longer takes the token.
    """
    metrics, pulse, current = Metrics(), Pulse(), Current(assistant)
    lanes = Lanes(slots=options.slots, seconds=options.handling)
    polls = PollRequest(patience=options.patience, answered=pulse.beat, rejected=rejected)
    calls = Request(connections=options.connections, patience=options.patience)
    builder = (
        Application.builder()
        .token(token)
        .base_url(settings.telegram_api_url)
        .request(calls)
        .get_updates_request(polls)
        .rate_limiter(AIORateLimiter(max_retries=2))
        .defaults(Defaults(tzinfo=WIB))
        .concurrent_updates(OrderedProcessor(lanes))
        .job_queue(None)
    )
    application: App = (builder.updater(None) if settings.webhook_url else builder).build()
    bot = application.bot
    courier = Courier(bot, metrics, pauses=options.pauses)
    staff = StaffChat(courier, settings.staff_chat_id, options.clock)
    bursts: Bursts[Person, Incoming] = Bursts(options.burst)
    conversation = Conversation(
        current=current,
        courier=courier,
        contexts=Contexts(
            token, recorder, metrics, load_seconds=options.storage, shared=claim is not None, clock=options.clock
        ),
        feedback=Feedback(recorder, metrics, options.clock),
        metrics=metrics,
        username=lambda: bot.username,
        clock=options.clock,
    )
    Handlers(
        bot=bot,
        conversation=conversation,
        courier=courier,
        current=current,
        incidents=Incidents(bot, courier, staff, metrics),
        lanes=lanes,
        bursts=bursts,
        pulse=pulse,
        metrics=metrics,
        clock=options.clock,
        claim=claim,
        claim_seconds=options.storage,
        spawn=lambda work, update: application.create_task(work, update=update),
    ).register(application)
    metrics.watch("jamsos_waiting", "Updates in work or waiting for their turn.", lambda: lanes.waiting)
    metrics.watch("jamsos_entries", "Entries in service.", lambda: len(current.assistant.knowledge.entries))
    metrics.watch("jamsos_records_waiting", "Records waiting for the database.", lambda: recorder.waiting)
    metrics.watch("jamsos_records_dropped", "Records lost.", lambda: recorder.dropped)
    if not settings.webhook_url:
        metrics.watch("jamsos_silence_seconds", "Seconds since Telegram last answered a poll.", lambda: pulse.silence)
    return Parts(application, (calls, polls), current, staff, bursts, lanes, pulse, metrics)
