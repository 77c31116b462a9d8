"""Serves Telegram: starts the bot, by polling or a webhook, watches over it, and ends it without losing an answer."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import signal
import time
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import structlog
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot import logs
from bot.dialogue.assistant import Assistant
from bot.knowledge import KnowledgeError
from bot.matching.errors import CalibrationError
from bot.settings import DEFAULT_PORT, Settings
from bot.storage import ConfigurationError, Recorder, StorageError, Store
from bot.telegram import texts
from bot.telegram.application import Options, Parts, build
from bot.telegram.delivery import seconds
from bot.telegram.handlers import ALLOWED_UPDATES
from bot.telegram.knowledge import Watcher
from bot.telegram.profile import update_profile
from bot.telegram.pulse import SILENCE
from bot.telegram.request import read_update
from bot.telegram.web import Intake, State, WebServer, listen, web_application

_KEPT = timedelta(days=400)
"""Gaps and ratings older than this are forgotten."""
_OPEN_SECONDS = 2.0
_DAY = 24 * 60 * 60.0
_CONFLICT_WINDOW = 120.0

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class RefusedError(Exception):
    """The bot cannot be served; the message is one Indonesian sentence for whoever started it."""


async def serve(settings: Settings, options: Options | None = None, stop: asyncio.Event | None = None) -> int:
    """Serve until SIGTERM, SIGINT or `stop`; return the exit code: 0, or 1 after a sentence in the log on why."""
    options, stop = options or Options(), stop or asyncio.Event()
    logs.configure(settings.log_level, settings.log_format, secrets=_secrets(settings))
    _stop_on_signals(stop)
    try:
        token = _token(settings)
        assistant = await _load(settings, options)
        await _Service(settings, token, assistant, options, stop).run()
    except RefusedError as error:
        _log.critical(str(error))
        return 1
    _log.info("stopped")
    return 0


def _token(settings: Settings) -> str:
    if settings.telegram_bot_token is None:
        raise RefusedError(texts.NOT_CONFIGURED)
    return settings.telegram_bot_token.get_secret_value()


def _secrets(settings: Settings) -> tuple[str, ...]:
    values = (settings.telegram_bot_token, settings.webhook_secret)
    password = urlsplit(settings.database_url.get_secret_value()).password
    return (*(value.get_secret_value() for value in values if value), *([password] if password else []))


def _stop_on_signals(stop: asyncio.Event) -> None:
    """Set `stop` on the first signal; a second one ends the process at once, as it would without us."""
    loop = asyncio.get_running_loop()

    def first(received: signal.Signals) -> None:
        _log.info("stopping", signal=received.name)
        stop.set()
        for one in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(one)

    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, first, one)


async def _load(settings: Settings, options: Options) -> Assistant:
    try:
        return await asyncio.to_thread(options.load, settings.knowledge_dir)
    except KnowledgeError as error:
        for problem in error.problems:
            _log.error("knowledge", problem=str(problem))
        raise RefusedError(texts.KNOWLEDGE_BROKEN.format(count=len(error.problems))) from error
    except CalibrationError as error:
        raise RefusedError(str(error)) from error


class _Service:
    """A bot from its start to its end."""

    def __init__(
        self, settings: Settings, token: str, assistant: Assistant, options: Options, stop: asyncio.Event
    ) -> None:
        self._settings = settings
        self._options = options
        self._stop = stop
        self._refusal: RefusedError | None = None
        self._conflicts: deque[float] = deque(maxlen=options.conflicts)
        self._ready = False
        try:
            self._store = Store(settings.database_url.get_secret_value())
        except ConfigurationError as error:
            raise RefusedError(texts.DATABASE_WRONG) from error
        self._recorder = Recorder(self._store)
        # Only replicas behind a webhook share a database; a poller is always alone.
        shared = bool(settings.webhook_url) and settings.database_url.get_secret_value().startswith("postgres")
        self._parts: Parts = build(
            settings,
            token=token,
            assistant=assistant,
            recorder=self._recorder,
            claim=self._store.claim_update if shared else None,
            options=options,
            rejected=lambda: self._fail(texts.NOT_ACCEPTED),
        )
        given = settings.webhook_secret
        self._webhook_secret = given.get_secret_value() if given else _derived_secret(token)

    async def run(self) -> None:
        """Start, serve until told to stop, and end in order.

        Raises:
            RefusedError: if it cannot start, or had to stop for a reason that a person must look into.
        """
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self._recorder.aclose, self._options.flush)
            await self._start_web(stack)
            if await self._start(stack):
                self._ready = True
                _log.info("serving", mode=self._mode, entries=len(self._parts.current.assistant.knowledge.entries))
                await self._stop.wait()
        if self._refusal:
            raise self._refusal

    @property
    def _mode(self) -> str:
        return "webhook" if self._settings.webhook_url else "polling"

    async def _start(self, stack: AsyncExitStack) -> bool:
        """Start everything that `stack` then ends; return False if told to stop meanwhile."""
        application, settings = self._parts.application, self._settings
        for request in self._parts.requests:
            stack.push_async_callback(request.shutdown)
        if not await self._patiently(application.initialize):
            return False
        stack.push_async_callback(application.shutdown)
        if not settings.webhook_url and not await self._patiently(self._check_no_webhook):
            return False
        await self._open_storage()
        await application.start()
        stack.push_async_callback(self._drain)
        if not await self._patiently(self._set_webhook if settings.webhook_url else self._start_polling):
            return False
        watcher = Watcher(
            current=self._parts.current,
            folder=settings.knowledge_dir,
            load=self._options.load,
            metrics=self._parts.metrics,
            staff=self._parts.staff,
            debounce=self._options.debounce,
        )
        for work in (update_profile(application.bot), self._forget(), watcher.run(self._stop)):
            task = asyncio.create_task(work)
            task.add_done_callback(_note_failure)
            stack.push_async_callback(_let_end, task)
        return True

    async def _drain(self) -> None:
        """Take in nothing new, and finish what was taken in."""
        application, parts = self._parts.application, self._parts
        self._ready = False
        if application.updater and application.updater.running:
            try:
                await application.updater.stop()
            except TelegramError as error:
                _log.warning("polling had ended before", kind=type(error).__name__)
        parts.bursts.hurry()
        done = await _within(self._options.drain, application.update_queue.join())
        done = await _within(self._options.drain if done else 1, application.stop()) and done
        if not done:
            _log.error("not all answers were finished in time", waiting=parts.lanes.waiting)

    async def _patiently(self, step: Callable[[], Awaitable[object]]) -> bool:
        """Take a step of the start, again and again while the network is down; return False if told to stop meanwhile.

        Raises:
            RefusedError: if Telegram refuses, or cannot be reached for too long.
        """
        for pause in (*self._options.starts, None):
            try:
                return await self._unless_stopped(step())
            except InvalidToken as error:
                raise RefusedError(texts.NOT_ACCEPTED) from error
            except BadRequest as error:
                raise RefusedError(texts.START_REFUSED.format(reason=error.message)) from error
            except (NetworkError, RetryAfter, Conflict) as error:
                _log.warning("Telegram cannot be reached yet", kind=type(error).__name__, reason=error.message)
                if pause is None:
                    raise RefusedError(texts.UNREACHABLE) from error
                wait = max(pause, seconds(error.retry_after)) if isinstance(error, RetryAfter) else pause
            if not await self._unless_stopped(asyncio.sleep(wait)):
                return False
        return False

    async def _unless_stopped(self, work: Awaitable[object]) -> bool:
        """Wait for `work`, but only until told to stop; return whether it was finished. Raises what `work` raises."""
        task, stopped = asyncio.ensure_future(work), asyncio.ensure_future(self._stop.wait())
        await asyncio.wait((task, stopped), return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if task.done():
            task.result()
            return True
        await _cancel(task)
        return False

    async def _check_no_webhook(self) -> None:
        """Refuse to poll with a token whose updates go to a webhook, since polling would take it away.

        Raises:
            RefusedError: if a webhook is set.
        """
        try:
            found = await self._parts.application.bot.get_webhook_info()
        except (InvalidToken, AttributeError, KeyError, TypeError) as error:
            # The token is good, so this is a Bot API server of one's own that does not know the method.
            _log.warning("whether a webhook is set could not be learnt", kind=type(error).__name__)
            return
        if found.url:
            raise RefusedError(texts.WEBHOOK_SET.format(host=urlsplit(found.url).netloc))

    async def _start_polling(self) -> None:
        updater = self._parts.application.updater
        if updater:
            await updater.start_polling(
                timeout=timedelta(seconds=self._options.poll),
                bootstrap_retries=0,
                allowed_updates=ALLOWED_UPDATES,
                drop_pending_updates=False,
                error_callback=self._poll_failed,
            )

    def _poll_failed(self, error: TelegramError) -> None:
        """Note that a poll failed; the library tries again, which is no use for ever if another process polls too."""
        self._parts.metrics.telegram_errors.labels(type(error).__name__).inc()
        _log.warning("a poll failed", kind=type(error).__name__, reason=error.message)
        if isinstance(error, Conflict):
            self._conflicts.append(time.monotonic())
            many = len(self._conflicts) == self._conflicts.maxlen
            if many and self._conflicts[-1] - self._conflicts[0] < _CONFLICT_WINDOW:
                self._fail(texts.CONFLICT)

    async def _set_webhook(self) -> None:
        """Tell Telegram where to send updates; each replica may do so, since it is always the same place."""
        await self._parts.application.bot.set_webhook(
            self._settings.webhook_url or "",
            secret_token=self._webhook_secret,
            allowed_updates=ALLOWED_UPDATES,
            drop_pending_updates=False,
        )

    async def _start_web(self, stack: AsyncExitStack) -> None:
        port = self._settings.port or (DEFAULT_PORT if self._settings.webhook_url else None)
        if port is None:
            return
        try:
            listener = listen(port)
        except OSError as error:
            raise RefusedError(texts.PORT_TAKEN.format(port=port, reason=error.strerror)) from error
        state = State(alive=self._alive, ready=lambda: self._ready, metrics=self._parts.metrics.exposition)
        intake = Intake(self._webhook_secret, self._accept) if self._settings.webhook_url else None
        server = WebServer(web_application(state, intake), listener)
        task = asyncio.create_task(server.run_until_told())

        async def end() -> None:
            server.should_exit = True
            await task

        stack.push_async_callback(end)

    def _alive(self) -> bool:
        """Whether Telegram is being heard; behind a webhook it is enough that this is asked and answered."""
        return bool(self._settings.webhook_url) or self._parts.pulse.silence < SILENCE

    def _accept(self, update: dict[str, Any]) -> bool:
        """Take an update from the webhook; return False if too many wait already."""
        application = self._parts.application
        if self._parts.lanes.waiting + application.update_queue.qsize() >= self._options.backlog:
            self._parts.metrics.dropped.labels("busy").inc()
            return False
        application.update_queue.put_nowait(read_update(update, application.bot))
        return True

    async def _open_storage(self) -> None:
        """Open the database ahead of the first question, or say that it does not work."""
        try:
            async with asyncio.timeout(_OPEN_SECONDS):
                await self._store.check()
        except (StorageError, TimeoutError) as error:
            _log.warning("the database does not work; answers do, memory and statistics do not", reason=str(error))

    async def _forget(self) -> None:
        """Forget what is old, every day."""
        while not self._stop.is_set():
            now = self._options.clock()
            self._recorder.purge((now - _KEPT).date(), now)
            await _within(_DAY, self._stop.wait())

    def _fail(self, sentence: str) -> None:
        """End the service with `sentence`."""
        self._refusal = self._refusal or RefusedError(sentence)
        self._stop.set()


def _derived_secret(token: str) -> str:
    """Return the webhook secret of a token where none is given: the same in every replica, and not to be guessed."""
    return hmac.digest(token.encode(), b"jamsos: webhook secret", hashlib.sha256).hex()


async def _within(limit: float, work: Awaitable[object]) -> bool:
    """Wait for `work` for at most `limit` seconds; return whether it was finished."""
    try:
        async with asyncio.timeout(limit):
            await work
    except TimeoutError:
        return False
    return True


def _note_failure(task: asyncio.Future[Any]) -> None:
    """Log that work beside the service failed; the service goes on without it."""
    if not task.cancelled() and (error := task.exception()):
        _log.error("work beside the service failed", where=logs.places(error))


async def _let_end(task: asyncio.Future[Any]) -> None:
    """Give `task`, which knows that the service ends, a moment to end by itself, then cancel it."""
    await asyncio.wait([task], timeout=1)
    await _cancel(task)


async def _cancel(task: asyncio.Future[Any]) -> None:
    """Cancel `task` and wait until it has ended."""
    task.cancel()
    await asyncio.wait([task])
