"""The small parts: buttons' data, links, memory, order, pulse, contexts, and the limits of our own texts."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.context import Context
from bot.dialogue.reply import Button
from bot.knowledge.files import MAX_ID_BYTES
from bot.storage import Recorder, Store, UnavailableError
from bot.telegram import keyboards, links, texts
from bot.telegram.contexts import Contexts
from bot.telegram.handlers import claimed
from bot.telegram.metrics import Metrics
from bot.telegram.order import Lanes
from bot.telegram.pulse import OUTAGE, Pulse
from bot.telegram.recent import Recent, Seen
from bot.telegram.render import render_text

ENTRY = st.from_regex(r"[a-z]{2,8}\.[a-z0-9-]{1,30}", fullmatch=True)


@given(ENTRY)
def test_an_entry_goes_through_a_link_and_back(entry: str) -> None:
    """A start parameter is allowed by Telegram and leads back to its entry."""
    written = links.parameter(entry)
    assert set(written) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-")
    assert links.entry_id(written) == entry


def test_the_longest_id_fits_into_links_and_buttons() -> None:
    """No id that the knowledge allows is too long for a poster or a button."""
    longest = "topik." + "x" * (MAX_ID_BYTES - len("topik."))
    assert len(links.parameter(longest)) <= links.MAX_PARAMETER
    assert len(keyboards.encode(f"+:{longest}").encode()) <= keyboards.MAX_BYTES
    assert len(keyboards.encode(f"t:{longest}:99").encode()) <= keyboards.MAX_BYTES


def test_a_parameter_that_does_not_fit_is_refused() -> None:
    """A bad id is found here, not by Telegram."""
    with pytest.raises(ValueError, match="does not fit"):
        links.parameter("a." + "b" * 70)


@given(st.text(max_size=40))
def test_any_callback_data_can_be_read(data: str) -> None:
    """Whatever old or foreign buttons carry, it is understood or it is not; it is never an error."""
    code = keyboards.decode(data)
    assert code is None or data.startswith(keyboards.VERSION)


@pytest.mark.parametrize("action", ["", "é" * 40, "x" * 62])
def test_an_action_that_does_not_fit_is_refused(action: str) -> None:
    """Telegram takes 1 to 64 bytes."""
    with pytest.raises(ValueError, match="does not fit"):
        keyboards.encode(action)


def test_narrow_buttons_share_a_row() -> None:
    """Long labels have a row of their own, and a hundred buttons are the end."""
    markup = keyboards.keyboard(
        [Button("Pendek", "a"), Button("Juga pendek", "b"), Button("Ini label yang panjang", "c")]
    )
    assert markup
    assert [len(row) for row in markup.inline_keyboard] == [2, 1]
    many = keyboards.keyboard(
        [Button(f"Tombol yang panjang {number}", f"e:{number}") for number in range(300)], rate="a.b"
    )
    assert many
    assert sum(map(len, many.inline_keyboard)) <= 100
    assert keyboards.keyboard([]) is None


def test_recent_keeps_what_was_used_last() -> None:
    """Reading counts as using."""
    recent: Recent[str, int] = Recent(2)
    recent.put("a", 1)
    recent.put("b", 2)
    assert recent.get("a") == 1
    recent.put("c", 3)
    assert (recent.get("a"), recent.get("b"), recent.get("c")) == (1, None, 3)


def test_seen_tells_a_repeat() -> None:
    """Only the first time is the first, until it is forgotten."""
    seen: Seen[int] = Seen(2)
    assert [seen.first(number) for number in (1, 1, 2, 3, 1)] == [True, False, True, True, True]


@pytest.mark.asyncio
async def test_a_lane_is_held_by_one_and_not_for_ever() -> None:
    """Order inside a lane, side by side between lanes, and a limit on the time."""
    lanes = Lanes(slots=8, seconds=0.2)
    done: list[str] = []

    async def work(lane: int, name: str, seconds: float) -> None:
        async with lanes.enter(lane):
            await asyncio.sleep(seconds)
            done.append(name)

    await asyncio.gather(work(1, "lambat", 0.05), work(1, "kedua", 0), work(2, "lain", 0))
    assert done == ["lain", "lambat", "kedua"]
    with pytest.raises(TimeoutError):
        await work(1, "selamanya", 5)
    assert lanes.waiting == 0


@pytest.mark.asyncio
async def test_only_so_many_lanes_are_busy_at_once() -> None:
    """The slots bound what goes on at the same time."""
    lanes = Lanes(slots=2, seconds=5)
    busy = 0
    most = 0

    async def work(lane: int) -> None:
        nonlocal busy, most
        async with lanes.enter(lane):
            busy += 1
            most = max(most, busy)
            await asyncio.sleep(0.01)
            busy -= 1

    await asyncio.gather(*(work(lane) for lane in range(6)))
    assert most == 2


def test_the_pulse_knows_what_waited() -> None:
    """The first poll after a start or an outage brings what had waited; a full one is not the last."""
    now = 0.0
    pulse = Pulse(lambda: now)
    now = 5.0
    assert pulse.silence == 5
    pulse.beat(range(1, 101))
    pulse.beat([101, 102])
    pulse.beat([103])
    assert (pulse.waited(102), pulse.waited(103)) == (True, False)
    now += OUTAGE + 1
    assert pulse.silence == OUTAGE + 1
    pulse.beat([104])
    pulse.beat()
    pulse.beat([105])
    assert (pulse.waited(104), pulse.waited(105)) == (True, False)
    assert pulse.silence == 0


class SlowStore(Store):
    """A database that takes its time."""

    async def load_context(self, key: str, now: datetime | None = None) -> str | None:
        """Return nothing, late."""
        await asyncio.sleep(0.5)
        return await super().load_context(key, now)


def contexts(recorder: Recorder, metrics: Metrics, *, shared: bool) -> Contexts:
    """Return contexts that wait for the database for a moment."""
    return Contexts("token", recorder, metrics, load_seconds=0.05, shared=shared, clock=lambda: datetime.now(UTC))


@pytest.mark.asyncio
async def test_a_slow_database_does_not_hold_up_an_answer() -> None:
    """A stranger stays a stranger; a chat in memory keeps its context all the same."""
    loop, metrics = asyncio.get_running_loop(), Metrics()
    async with Recorder(SlowStore("sqlite://")) as recorder:
        known = contexts(recorder, metrics, shared=False)
        began = loop.time()
        assert await known.get("a") == Context()
        assert loop.time() - began < 0.3
        known.put("a", Context(at=datetime.now(UTC), entry="jht.definisi"))
        assert (await known.get("a")).entry == "jht.definisi"
    assert b"jamsos_slow_storage_total 1.0" in metrics.exposition()


@pytest.mark.asyncio
async def test_replicas_share_the_newest_context(tmp_path: Path) -> None:
    """Whichever process has the next turn goes on from the last one."""
    address = f"sqlite:///{tmp_path}/x.db"
    now = datetime.now(UTC)
    async with Recorder(Store(address)) as one, Recorder(Store(address)) as other:
        here, there = contexts(one, Metrics(), shared=True), contexts(other, Metrics(), shared=True)
        here.put("a", Context(at=now, entry="jht.definisi"))
        await becomes(there, "jht.definisi")
        there.put("a", Context(at=now + timedelta(seconds=5), entry="jkk.definisi"))
        await becomes(here, "jkk.definisi")


async def becomes(known: Contexts, entry: str) -> None:
    """Wait until the context is that of `entry`."""
    for _ in range(200):
        if (await known.get("a")).entry == entry:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(entry)


def test_the_key_of_a_chat_does_not_tell_the_chat() -> None:
    """The same chat has the same key in every process with the token, and another with another token."""

    async def keys(token: str) -> tuple[str, str]:
        async with Recorder(Store("sqlite://")) as recorder:
            known = Contexts(token, recorder, Metrics(), load_seconds=1, shared=False, clock=lambda: datetime.now(UTC))
            return known.key(7, 7), known.key(-50, 7)

    first, second = asyncio.run(keys("a"))
    assert (first, second) == asyncio.run(keys("a"))
    assert first != second
    assert first != asyncio.run(keys("b"))[0]


@pytest.mark.asyncio
async def test_an_update_is_claimed_by_one_of_several_processes() -> None:
    """A repeat that reaches another process is not answered again; without the database it is."""
    taken: set[int] = set()

    async def claim(number: int) -> bool:
        if number < 0:
            raise UnavailableError
        first = number not in taken
        taken.add(number)
        return first

    assert [await claimed(claim, number, 0.1) for number in (1, 1, -1)] == [True, False, True]
    assert await claimed(None, 1, 0.1)


def test_our_own_texts_keep_telegrams_limits() -> None:
    """Profile, toasts and messages fit, and the messages are in the subset."""
    assert len(texts.DESCRIPTION) <= 512
    assert len(texts.SHORT_DESCRIPTION) <= 120
    assert all(
        len(value) <= 200 for name, value in vars(texts).items() if name.startswith(("VOTED", "STALE", "TROUBLE_"))
    )
    for name, value in vars(texts).items():
        if name.isupper() and isinstance(value, str):
            assert len(render_text(value)) == 1
