"""Several messages read as one, edited questions, and the order of things in a chat."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot.telegram import texts
from tests.telegram.fake import FakeTelegram, Fault, labels, photo
from tests.telegram.running import burst, running
from tests.telegram.scripted import CHOICES, LONG

pytestmark = pytest.mark.asyncio
WINDOW = burst(0.25)
ENDLESS = burst(60)


async def test_messages_sent_together_are_one_question(server: FakeTelegram) -> None:
    """A question in three pieces gets one answer, to all of it."""
    async with running(server, WINDOW):
        for text in ("min mau tanya", "kalau kecelakaan kerja", "dilaporkan paling lambat kapan"):
            await server.say(7, text)
            await asyncio.sleep(0.05)
        (answer,) = await server.replies(7)
        await asyncio.sleep(0.3)
        assert "Laporkan paling lama" in answer["text"]
        assert len(server.sent(7)) == 1


async def test_two_questions_with_a_pause_are_two(server: FakeTelegram) -> None:
    """After a moment of quiet a new question begins."""
    async with running(server, WINDOW):
        await server.reply(7, "apa itu jht")
        await server.reply(7, "apa itu jkk")
        assert len(server.sent(7)) == 2


async def test_two_people_are_not_mixed(server: FakeTelegram) -> None:
    """What two people write in one group at the same time are two questions."""
    async with running(server, WINDOW):
        await server.say(-50, "@tanya_jamsos_bot apa itu jht", by=7)
        await server.say(-50, "@tanya_jamsos_bot apa itu jkk", by=8)
        first, second = await server.replies(-50, 2)
        assert {"tabungan" in first["text"], "tabungan" in second["text"]} == {True, False}


async def test_a_picture_and_its_question_are_one(server: FakeTelegram) -> None:
    """Who sends a picture and then asks is answered, not lectured."""
    async with running(server, WINDOW):
        await server.say(7, **photo("p"))
        await server.say(7, "apa itu jht")
        (answer,) = await server.replies(7)
        await asyncio.sleep(0.3)
        assert "tabungan" in answer["text"]
        assert len(server.sent(7)) == 1


async def test_a_command_ends_the_burst(server: FakeTelegram) -> None:
    """What was written before a command is answered before it."""
    async with running(server, ENDLESS):
        await server.say(7, "apa itu jht")
        await server.say(7, "/privasi")
        first, second = await server.replies(7, 2)
        assert "tabungan" in first["text"]
        assert "tidak menyimpan" in second["text"]


async def test_a_press_ends_the_burst(server: FakeTelegram) -> None:
    """What was written before a press is answered before it."""
    async with running(server, ENDLESS):
        await server.say(7, CHOICES)
        await server.say(7, "/privasi")
        question, _ = await server.replies(7, 2)
        await server.say(7, "apa itu jht")
        await server.press(question, "Apa itu JKK")
        sent = await server.replies(7, 4)
        assert "tabungan" in sent[2]["text"]
        assert "menanggung" in sent[3]["text"]


async def test_an_edit_before_the_answer_is_what_is_answered(server: FakeTelegram) -> None:
    """A slip corrected within the moment was never said."""
    async with running(server, WINDOW):
        asked = await server.say(7, "apa itu jkkk")
        await server.edit(asked, "apa itu jht")
        (answer,) = await server.replies(7)
        await asyncio.sleep(0.3)
        assert "tabungan" in answer["text"]
        assert len(server.sent(7)) == 1
        assert server.made("editMessageText") == []


async def test_a_burst_that_never_ends_is_answered_all_the_same(server: FakeTelegram) -> None:
    """Who writes on and on is answered after a while."""
    async with running(server, WINDOW):
        for _ in range(9):
            await server.say(7, "apa itu jht")
            await asyncio.sleep(0.1)
        await server.replies(7)


async def test_what_is_held_is_answered_when_the_bot_stops(server: FakeTelegram) -> None:
    """Stopping does not wait for the window, and loses nothing."""
    async with running(server, ENDLESS) as service:
        await server.say(7, "apa itu jht")
        await server.wait(lambda: server.made("getUpdates")[-1].get("offset", 0) > server.next_update)
        began = time.monotonic()
        assert await service.end() == 0
        assert time.monotonic() - began < 5
    assert "tabungan" in server.sent(7)[0]["text"]


async def test_an_edited_question_updates_its_answer(telegram: FakeTelegram) -> None:
    """The answer changes in place, with its buttons, and the chat goes on from there."""
    asked = await telegram.say(7, "apa itu jkk")
    await telegram.replies(7)
    await telegram.edit(asked, "apa itu jht")
    await telegram.wait(lambda: "tabungan" in telegram.sent(7)[0]["text"])
    assert labels(telegram.sent(7)[0])[0] == "Cairkan setelah resign"
    assert len(telegram.sent(7)) == 1


async def test_the_answer_to_a_burst_follows_an_edit_of_any_part(server: FakeTelegram) -> None:
    """The other parts stay as they were."""
    async with running(server, WINDOW):
        await server.say(7, "apa itu")
        second = await server.say(7, "jkk")
        await server.replies(7)
        await server.edit(second, "jht")
        await server.wait(lambda: "tabungan" in server.sent(7)[0]["text"])
        assert len(server.sent(7)) == 1


async def test_an_edit_that_changes_no_word_changes_nothing(telegram: FakeTelegram) -> None:
    """Telegram also calls it an edit when a preview was loaded."""
    asked = await telegram.say(7, "apa itu jht")
    await telegram.replies(7)
    await telegram.edit(asked, "apa itu jht")
    await telegram.reply(7, "apa itu jkk")
    assert telegram.made("editMessageText") == []


async def test_an_edit_of_a_caption_counts(telegram: FakeTelegram) -> None:
    """Words under a picture are words."""
    asked = await telegram.say(7, **photo("p"), caption="apa itu jkk")
    await telegram.replies(7)
    await telegram.push({"edited_message": {**asked, "caption": "apa itu jht", "edit_date": int(time.time())}})
    await telegram.wait(lambda: "tabungan" in telegram.sent(7)[0]["text"])


async def test_an_edit_of_a_long_answer_leaves_no_leftover(telegram: FakeTelegram) -> None:
    """Parts that are no longer needed are deleted, and those needed anew are sent."""
    asked = await telegram.say(7, LONG)
    await telegram.wait(lambda: telegram.sent(7) and labels(telegram.sent(7)[-1]))
    assert len(telegram.sent(7)) > 2
    await telegram.edit(asked, "apa itu jht")
    await telegram.wait(lambda: len(telegram.sent(7)) == 1)
    assert "tabungan" in telegram.sent(7)[0]["text"]
    await telegram.edit(asked, LONG)
    await telegram.wait(lambda: len(telegram.sent(7)) > 2)


async def test_a_long_answer_that_lost_a_part_is_made_whole(telegram: FakeTelegram) -> None:
    """From the part that is gone on, all is sent anew and the old rest deleted."""
    asked = await telegram.say(7, LONG)
    await telegram.wait(lambda: telegram.sent(7) and labels(telegram.sent(7)[-1]))
    whole = [one["text"] for one in telegram.sent(7)]
    del telegram.chats[7][telegram.sent(7)[1]["message_id"]]
    await telegram.edit(asked, f"{LONG} ya")
    await telegram.wait(lambda: len(telegram.sent(7)) == len(whole) and labels(telegram.sent(7)[-1]))
    assert [one["text"] for one in telegram.sent(7)] == whole
    assert "not modified" in telegram.refusals.pop(0)
    assert "not found" in telegram.refusals.pop(0)


async def test_an_edit_after_the_conversation_went_on_does_not_turn_it_back(telegram: FakeTelegram) -> None:
    """The old answer is corrected; what is spoken of now stays what it is."""
    asked = await telegram.say(7, "apa itu jkk")
    await telegram.replies(7)
    await telegram.reply(7, CHOICES)
    await telegram.edit(asked, "apa itu jht")
    await telegram.wait(lambda: "tabungan" in telegram.sent(7)[0]["text"])
    assert "menanggung" in (await telegram.reply(7, "yang kedua"))["text"]


async def test_an_answer_that_was_deleted_is_sent_again(telegram: FakeTelegram) -> None:
    """What can no longer be edited is answered anew."""
    asked = await telegram.say(7, "apa itu jkk")
    (answer,) = await telegram.replies(7)
    del telegram.chats[7][answer["message_id"]]
    await telegram.edit(asked, "apa itu jht")
    await telegram.wait(lambda: telegram.sent(7))
    assert "tabungan" in telegram.sent(7)[0]["text"]
    assert "not found" in telegram.refusals.pop()


async def test_an_edit_the_bot_knows_nothing_of(telegram: FakeTelegram) -> None:
    """A recent question is answered as it is now; an old one, a command, and a picture are left alone."""
    fresh = telegram.message(7, "apa itu jkkkk")
    await telegram.edit(telegram.message(7, "dulu", date=int(time.time()) - 4000), "apa itu jkk")
    await telegram.edit(telegram.message(7, "/strat"), "/start")
    await telegram.edit(fresh, "apa itu jht")
    (answer,) = await telegram.replies(7)
    assert "tabungan" in answer["text"]


async def test_an_edited_call_in_a_group(telegram: FakeTelegram) -> None:
    """The answer in the group follows the edit."""
    asked = await telegram.say(-50, "/tanya apa itu jkk", by=7)
    await telegram.replies(-50)
    await telegram.edit(asked, "/tanya apa itu jht")
    await telegram.wait(lambda: "tabungan" in telegram.sent(-50)[0]["text"])
    assert labels(telegram.sent(-50)[0]) == [texts.TO_PRIVATE]


async def test_a_chat_is_answered_in_order_while_others_are_not_held_up(telegram: FakeTelegram) -> None:
    """One slow answer delays those behind it in its own chat, and nobody else."""
    telegram.fail("sendMessage", Fault(silence=0.6, tear=True, done=True))
    await telegram.say(7, "apa itu jht")
    await telegram.wait(lambda: telegram.made("sendMessage"))
    await telegram.say(7, "apa itu jkk")
    began = time.monotonic()
    await telegram.reply(8, "apa itu jkk")
    assert time.monotonic() - began < 0.5
    await telegram.wait(lambda: any("menanggung" in one["text"] for one in telegram.sent(7)))
    order = ["tabungan" in one["text"] for one in telegram.sent(7)]
    assert order == sorted(order, reverse=True)


async def test_many_chats_at_once(telegram: FakeTelegram) -> None:
    """Fifty chats are each answered once, each with its own answer."""
    for chat in range(100, 150):
        await telegram.say(chat, "apa itu jht" if chat % 2 else "apa itu jkk")
    await telegram.wait(lambda: all(telegram.sent(chat) for chat in range(100, 150)), 20)
    for chat in range(100, 150):
        (answer,) = telegram.sent(chat)
        assert ("tabungan" in answer["text"]) == bool(chat % 2)


async def test_a_flood_from_one_chat_is_cut(telegram: FakeTelegram) -> None:
    """Who sends a hundred messages at once is not answered a hundred times, and can go on asking."""
    for _ in range(100):
        telegram._updates.append({"update_id": telegram.number(), "message": telegram.message(7, "halo")})
    await telegram.say(8, "apa itu jht")
    await telegram.replies(8)
    await telegram.wait(lambda: len(telegram.sent(7)) >= 20)
    await telegram.say(7, "apa itu jht")
    await telegram.wait(lambda: "tabungan" in telegram.sent(7)[-1]["text"])
    assert len(telegram.sent(7)) < 60
