"""Trouble: floods, broken networks, refused messages, blocked bots, errors of our own, and a database that fails."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr
from telegram import Bot
from telegram.error import RetryAfter

from bot.telegram import texts
from bot.telegram.delivery import Courier, Place
from bot.telegram.metrics import Metrics
from bot.telegram.render import Part
from tests.telegram.fake import TOKEN, FakeTelegram, Fault, flood, labels
from tests.telegram.running import FAST, running
from tests.telegram.scripted import FAILS, LONG

pytestmark = pytest.mark.asyncio
STAFF = -999


async def test_a_flood_limit_is_waited_for(telegram: FakeTelegram) -> None:
    """Told to wait a second, the bot waits and then answers once."""
    telegram.fail("sendMessage", flood(1))
    began = time.monotonic()
    answer = await telegram.reply(7, "apa itu jht")
    assert "tabungan" in answer["text"]
    assert time.monotonic() - began >= 1
    assert len(telegram.sent(7)) == 1


async def test_a_flood_limit_of_an_edit_is_waited_for(telegram: FakeTelegram) -> None:
    """An edit is as important as a message."""
    asked = await telegram.say(7, "apa itu jkk")
    await telegram.replies(7)
    telegram.fail("editMessageText", flood(1))
    await telegram.edit(asked, "apa itu jht")
    await telegram.wait(lambda: "tabungan" in telegram.sent(7)[0]["text"])


async def test_a_flood_limit_that_outlasts_the_limiter(server: FakeTelegram) -> None:
    """A second is waited for once more, an hour is not."""
    async with Bot(TOKEN, base_url=server.api_url) as bot:
        courier = Courier(bot, Metrics(), pauses=(0.01, 0.01))
        server.fail("sendMessage", flood(1))
        await courier.send(Place(7), [Part("ya", "ya")])
        server.fail("sendMessage", flood(3600))
        with pytest.raises(RetryAfter):
            await courier.send(Place(7), [Part("ya", "ya")])
    assert len(server.sent(7)) == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault(500, "Internal Server Error"),
        Fault(502, "Bad Gateway"),
        Fault(tear=True),
        Fault(nonsense=b"<html>bad gateway</html>"),
    ],
    ids=["500", "502", "torn", "nonsense"],
)
async def test_a_broken_request_is_tried_again(telegram: FakeTelegram, fault: Fault) -> None:
    """An answer is not lost to one broken request."""
    telegram.fail("sendMessage", fault, fault)
    answer = await telegram.reply(7, "apa itu jht")
    assert "tabungan" in answer["text"]
    assert len(telegram.sent(7)) == 1


async def test_only_the_broken_part_of_a_long_answer_is_tried_again(telegram: FakeTelegram) -> None:
    """A torn connection in the middle repeats one part, not all."""
    telegram.fail("sendMessage", Fault(tear=True, done=True))
    await telegram.say(7, LONG)
    await telegram.wait(lambda: telegram.sent(7) and labels(telegram.sent(7)[-1]))
    said = [one["text"] for one in telegram.sent(7)]
    assert said[0] == said[1]
    assert len(set(said)) == len(said) - 1


async def test_a_request_that_never_ends_is_given_up_and_tried_once_more(server: FakeTelegram) -> None:
    """Silence counts as a broken request, but since the message may have arrived, there is one more try only."""
    async with running(server, replace(FAST, patience=0.3)):
        server.fail("sendMessage", *[Fault(silence=0.8, tear=True, done=True)] * 2)
        await server.say(7, "apa itu jht")
        await server.wait(lambda: len(server.sent(7)) >= 2)
        await server.wait(lambda: any("gangguan" in one["text"] for one in server.sent(7)))
    said = [one["text"] for one in server.sent(7)]
    assert len([one for one in said if "tabungan" in one]) == 2


async def test_refused_formatting_is_sent_as_plain_text_once(telegram: FakeTelegram) -> None:
    """If Telegram cannot read the formatting, the worker still gets the words."""
    telegram.fail("sendMessage", Fault(400, "Bad Request: can't parse entities: Unsupported start tag"))
    answer = await telegram.reply(7, "apa itu jht")
    assert "tabungan" in answer["html"]
    assert "<b>" not in answer["html"]
    assert labels(answer)[0] == "Cairkan setelah resign"


async def test_formatting_refused_twice_is_an_incident(telegram: FakeTelegram) -> None:
    """The plain text is tried once, not for ever."""
    fault = Fault(400, "Bad Request: can't parse entities: whatever")
    telegram.fail("sendMessage", fault, fault)
    answer = await telegram.reply(7, "apa itu jht")
    assert "gangguan" in answer["text"]
    assert len(telegram.made("sendMessage")) == 3


async def test_an_edit_with_refused_formatting_is_plain(telegram: FakeTelegram) -> None:
    """The same holds for edits."""
    asked = await telegram.say(7, "apa itu jkk")
    await telegram.replies(7)
    telegram.fail("editMessageText", Fault(400, "Bad Request: can't parse entities: whatever"))
    await telegram.edit(asked, "apa itu jht")
    await telegram.wait(lambda: "tabungan" in telegram.sent(7)[0]["text"])
    assert "<b>" not in telegram.sent(7)[0]["html"]


async def test_a_chat_that_takes_no_message_is_normal(server: FakeTelegram) -> None:
    """No apology, no note to staff, no second try."""
    faults = (
        Fault(403, "Forbidden: bot was blocked by the user"),
        Fault(403, "Forbidden: bot was kicked from the supergroup chat"),
        Fault(400, "Bad Request: chat not found"),
        Fault(400, "Bad Request: not enough rights to send text messages to the chat"),
        Fault(400, "Bad Request: TOPIC_CLOSED"),
    )
    async with running(server, staff_chat_id=STAFF):
        for tries, fault in enumerate(faults, 1):
            server.fail("sendMessage", fault)
            await server.say(7, "apa itu jht")
            await server.calls_of("sendMessage", tries)
        await server.reply(7, "apa itu jkk")
        assert len(server.made("sendMessage")) == len(faults) + 1
    assert len(server.sent(7)) == 1
    assert server.sent(STAFF) == []


async def test_an_error_of_our_own_gets_an_apology_with_a_code(server: FakeTelegram) -> None:
    """The worker gets a code, staff the same code once an hour, and nobody the message."""
    async with running(server, staff_chat_id=STAFF):
        first = await server.reply(7, f"{FAILS} rahasia saya")
        second = await server.reply(8, f"{FAILS} rahasia lain")
        assert "tabungan" in (await server.reply(7, "apa itu jht"))["text"]
        (note,) = await server.replies(STAFF)
    code = first["text"].rsplit("Kode: ", 1)[1].rstrip(")")
    assert code in note["text"]
    assert "ValueError" in note["text"]
    assert first["text"] != second["text"]
    assert "rahasia" not in note["text"] + first["text"]


async def test_an_error_in_a_group_is_apologised_for_there(telegram: FakeTelegram) -> None:
    """The apology quotes what it is for."""
    answer = await telegram.reply(-50, f"/tanya {FAILS}", by=7)
    assert "gangguan" in answer["text"]
    assert answer["reply_to_message"]


async def test_an_error_while_apologising_ends_there(server: FakeTelegram) -> None:
    """The error handler never fails itself, and the bot goes on."""
    async with running(server, staff_chat_id=STAFF):
        server.fail("sendMessage", *[Fault(400, "Bad Request: nothing works")] * 2)
        await server.say(7, FAILS)
        assert "tabungan" in (await server.reply(7, "apa itu jht"))["text"]
        assert len(server.sent(7)) == 1


async def test_an_error_behind_a_press_stops_the_waiting_sign(telegram: FakeTelegram) -> None:
    """A press that fails is answered, and the worker told."""
    question = await telegram.reply(7, "apa itu jht")
    telegram.fail("sendMessage", Fault(400, "Bad Request: something new"))
    await telegram.press(question, "Ambil JHT 10%")
    assert "gangguan" in (await telegram.replies(7, 2))[1]["text"]
    assert "too old" in telegram.refusals.pop()  # it had been answered before the answer failed


async def test_a_press_whose_answer_breaks_off_leads_on(telegram: FakeTelegram) -> None:
    """The sign turning a little longer is no reason not to answer."""
    question = await telegram.reply(7, "apa itu jht")
    telegram.fail("answerCallbackQuery", Fault(tear=True))
    await telegram.press(question, "Ambil JHT 10%")
    await telegram.replies(7, 2)


async def test_a_database_that_cannot_be_used_delays_nobody(server: FakeTelegram, tmp_path: Path) -> None:
    """Answers, ratings and contexts work without it."""
    folder = tmp_path / "nicht-da"
    folder.write_text("eine Datei, kein Ordner")
    async with running(server, database_url=SecretStr(f"sqlite:///{folder}/x.db")):
        answer = await server.reply(7, "apa itu jht")
        assert "tabungan" in answer["text"]
        await server.press(answer, texts.HELPFUL)
        await server.wait(lambda: texts.THANKS in labels(server.sent(7)[0]))
        await server.reply(7, "xyzzy plugh")


async def test_the_network_comes_back(server: FakeTelegram) -> None:
    """While Telegram is away the bot waits, and then goes on by itself."""
    async with running(server):
        await server.reply(7, "apa itu jht")
        await server.restart()
        await asyncio.sleep(0.1)
        await server.say(7, "apa itu jkk")
        await server.wait(lambda: len(server.sent(7)) >= 2, 8)
    assert "menanggung" in server.sent(7)[1]["text"]


async def test_a_broken_poll_is_made_again(telegram: FakeTelegram) -> None:
    """Nothing that a poll runs into stops the next one."""
    telegram.fail("getUpdates", Fault(nonsense=b"{"), Fault(500, "Internal Server Error"))
    await telegram.reply(7, "halo")
    await telegram.say(7, "apa itu jht")
    await telegram.wait(lambda: len(telegram.sent(7)) == 2, 10)


async def test_the_profile_may_fail(server: FakeTelegram) -> None:
    """What cannot be read is set anew, and what cannot be set is a warning."""
    for method in ("getMyCommands", "setMyDescription", "getMyShortDescription", "setChatMenuButton"):
        server.fail(method, Fault(400, "Bad Request: no"))
    async with running(server):
        assert "tabungan" in (await server.reply(7, "apa itu jht"))["text"]
        await server.wait(lambda: server.made("setChatMenuButton"))
    assert len(server.made("setMyCommands")) == 3
    assert server.made("setMyShortDescription")


async def test_a_server_that_knows_only_the_most_needed(server: FakeTelegram) -> None:
    """A small Bot API server that answers "true" to what it does not know is enough."""
    for method in ("getWebhookInfo", "getMyCommands", "getMyDescription", "getChatMenuButton", "setMyDescription"):
        server.fail(method, *[Fault(nonsense=b'{"ok": true, "result": true}')] * 3)
    async with running(server):
        assert "tabungan" in (await server.reply(7, "apa itu jht"))["text"]
        await server.wait(lambda: server.made("setChatMenuButton"))
