"""Buttons: choices, menus, ratings, old ones, and presses that come twice or late."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.storage import GapKind, Store
from bot.telegram import texts
from tests.telegram.fake import FakeTelegram, Fault, buttons, labels
from tests.telegram.running import database, running
from tests.telegram.scripted import CHOICES, UNKNOWN

pytestmark = pytest.mark.asyncio


async def test_a_choice_is_followed_by_its_answer(telegram: FakeTelegram) -> None:
    """The answer to a choice is a new message, and the waiting sign on the button stops before it is sent."""
    question = await telegram.reply(7, CHOICES)
    assert labels(question) == ["Apa itu JHT", "Apa itu JKK", "Bukan ini"]
    await telegram.press(question, "Apa itu JKK")
    answer = (await telegram.replies(7, 2))[1]
    assert "menanggung pengobatan" in answer["text"]
    methods = [call.method for call in telegram.calls]
    last_sent = len(methods) - 1 - methods[::-1].index("sendMessage")
    assert methods.index("answerCallbackQuery") < last_sent
    assert (
        telegram.made("answerCallbackQuery") == [{"callback_query_id": "q3"}]
        or "text" not in telegram.made("answerCallbackQuery")[0]
    )


async def test_follow_ups_go_on_from_an_answer(telegram: FakeTelegram) -> None:
    """The buttons under an answer lead to the next one and leave the answer as it is."""
    answer = await telegram.reply(7, "apa itu jht")
    await telegram.press(answer, "Ambil JHT 10%")
    second = (await telegram.replies(7, 2))[1]
    assert "persen" in second["text"] or "%" in second["text"]
    assert telegram.made("editMessageText") == []


async def test_none_of_these_is_remembered_with_the_question(server: FakeTelegram, tmp_path: Path) -> None:
    """Refusing all choices offers what is left, and staff learn what was asked."""
    async with running(server, database_url=SecretStr(database(tmp_path))):
        question = await server.reply(7, f"{CHOICES} soal mesin cuci")
        await server.press(question, "Bukan ini")
        await server.replies(7, 2)
    async with Store(database(tmp_path)) as store:
        gaps = await store.gaps(date(2020, 1, 1))
    assert [(gap.kind, gap.text) for gap in gaps] == [(GapKind.REFUSED, f"{CHOICES} soal mesin cuci")]


async def test_a_refusal_in_words_is_remembered_with_the_question(server: FakeTelegram, tmp_path: Path) -> None:
    """Typing "bukan" is the same as pressing the button."""
    async with running(server, database_url=SecretStr(database(tmp_path))):
        await server.reply(7, f"{CHOICES} soal mesin cuci")
        await server.reply(7, "bukan")
    async with Store(database(tmp_path)) as store:
        gaps = await store.gaps(date(2020, 1, 1))
    assert [(gap.kind, gap.text) for gap in gaps] == [(GapKind.REFUSED, f"{CHOICES} soal mesin cuci")]


async def test_the_topics_are_browsed_in_place(telegram: FakeTelegram) -> None:
    """Menus turn their pages in one message; an entry opened from them is a message of its own."""
    menu = await telegram.reply(7, "/topik")
    await telegram.press(menu, "Jaminan Hari Tua (JHT)")
    await telegram.wait(lambda: "Apa itu JHT" in labels(telegram.sent(7)[0]))
    await telegram.press(telegram.sent(7)[0], "Lihat semua topik")
    await telegram.wait(lambda: "Iuran" in labels(telegram.sent(7)[0]))
    await telegram.press(telegram.sent(7)[0], "Iuran")
    await telegram.wait(lambda: "Batas upah pensiun" in labels(telegram.sent(7)[0]))
    assert len(telegram.sent(7)) == 1
    await telegram.press(telegram.sent(7)[0], "Batas upah pensiun")
    answer = (await telegram.replies(7, 2))[1]
    assert labels(answer)[-2:] == [texts.HELPFUL, texts.UNHELPFUL]


async def test_a_menu_that_stands_there_already_is_no_error(telegram: FakeTelegram) -> None:
    """Telegram's "message is not modified" is not a failure."""
    menu = await telegram.reply(7, "/topik")
    await telegram.press_data(menu, "v1:m")
    await telegram.wait(lambda: telegram.refusals)
    assert "not modified" in telegram.refusals.pop()
    assert "tabungan" in (await telegram.reply(7, "apa itu jht"))["text"]
    assert len(telegram.sent(7)) == 2


async def test_a_menu_does_not_replace_an_answer(telegram: FakeTelegram) -> None:
    """An answer stays to be read, before and after it is rated."""
    answer = await telegram.reply(7, "apa itu jht")
    await telegram.press_data(answer, "v1:m")
    assert "Iuran" in labels((await telegram.replies(7, 2))[1])
    await telegram.press(answer, texts.HELPFUL)
    await telegram.wait(lambda: texts.THANKS in labels(telegram.sent(7)[0]))
    await telegram.press_data(telegram.sent(7)[0], "v1:t:iuran:0")
    await telegram.replies(7, 3)
    assert "tabungan" in telegram.sent(7)[0]["text"]


async def test_a_stale_button_says_so_and_shows_the_topics(telegram: FakeTelegram) -> None:
    """Buttons of old messages are answered kindly for ever."""
    stale = ("v1:e:jht.sudah-dihapus", "v1:t:topik-lama:0", "v1:t:jht:99", "v0:e:jht.definisi", "v1:", "?", "v1:zz:1")
    for chat, data in enumerate(stale, 100):
        answer = await telegram.reply(chat, "apa itu jht")
        await telegram.press_data(answer, data)
        menu = (await telegram.replies(chat, 2))[1]
        assert menu["text"] == texts.STALE_BUTTON, data
        assert "Iuran" in labels(menu)
        assert telegram.made("answerCallbackQuery")[-1]["text"] == texts.STALE


async def test_a_stale_button_in_a_group_says_so_only_to_who_pressed(telegram: FakeTelegram) -> None:
    """In a group the toast is enough."""
    answer = await telegram.reply(-50, "/tanya apa itu jht", by=7)
    await telegram.press_data(answer, "v1:e:jht.sudah-dihapus", by=7)
    await telegram.wait(lambda: telegram.made("answerCallbackQuery"))
    await telegram.reply(-50, "/tanya apa itu jkk", by=7)
    assert telegram.made("answerCallbackQuery")[0]["text"] == texts.STALE
    assert len(telegram.sent(-50)) == 2


async def test_a_button_under_an_inline_message_or_one_out_of_reach(telegram: FakeTelegram) -> None:
    """A press without its message is answered, and one on a message that Telegram no longer shows still leads on."""
    press = {"id": "q-inline", "from": {"id": 7, "is_bot": False, "first_name": "A"}, "chat_instance": "1"}
    telegram._queries |= {"q-inline": "open", "q-old": "open"}
    await telegram.push({"callback_query": {**press, "inline_message_id": "x", "data": "v1:e:jht.definisi"}})
    await telegram.wait(lambda: telegram.made("answerCallbackQuery"))
    assert telegram.made("answerCallbackQuery")[0]["text"] == texts.STALE
    gone = {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private", "first_name": "A"}}
    await telegram.push({"callback_query": {**press, "id": "q-old", "message": gone, "data": "v1:t:iuran:0"}})
    assert "Batas upah pensiun" in labels((await telegram.replies(7))[0])


@pytest.mark.parametrize(
    ("label", "helpful", "toast"),
    [(texts.HELPFUL, 1, texts.VOTED_HELPFUL), (texts.UNHELPFUL, 0, texts.VOTED_UNHELPFUL)],
)
async def test_a_rating_is_recorded_once(
    server: FakeTelegram, tmp_path: Path, label: str, helpful: int, toast: str
) -> None:
    """A rating counts once, however often it is pressed; the buttons give way to thanks and the rest stays."""
    async with running(server, database_url=SecretStr(database(tmp_path))):
        answer = await server.reply(7, "apa itu jht")
        await server.press(answer, label)
        await server.press(answer, label)
        await server.press(answer, texts.HELPFUL)
        await server.wait(lambda: len(server.made("answerCallbackQuery")) == 3)
        await server.wait(lambda: texts.THANKS in labels(server.sent(7)[0]))
        rated = server.sent(7)[0]
        assert labels(rated) == ["Cairkan setelah resign", "Ambil JHT 10%", texts.THANKS]
        await server.press(rated, texts.THANKS)
        await server.wait(lambda: len(server.made("answerCallbackQuery")) == 4)
    said = [one["text"] for one in server.made("answerCallbackQuery")]
    assert said == [toast, texts.VOTED_BEFORE, texts.VOTED_BEFORE, texts.VOTED_BEFORE]
    async with Store(database(tmp_path)) as store:
        (rating,) = await store.ratings(date(2020, 1, 1))
        gaps = await store.gaps(date(2020, 1, 1))
    assert (rating.entry, rating.helpful, rating.unhelpful) == ("jht.definisi", helpful, 1 - helpful)
    assert [(gap.kind, gap.text) for gap in gaps] == [(GapKind.UNHELPFUL, "apa itu jht")] * (1 - helpful)


async def test_an_answer_to_a_press_can_be_rated_with_its_question(server: FakeTelegram, tmp_path: Path) -> None:
    """The question that led to a choice is what an unhelpful answer to it is counted under."""
    async with running(server, database_url=SecretStr(database(tmp_path))):
        question = await server.reply(7, f"{CHOICES} tentang tabungan")
        await server.press(question, "Apa itu JHT")
        answer = (await server.replies(7, 2))[1]
        await server.press(answer, texts.UNHELPFUL)
        await server.wait(lambda: len(server.made("answerCallbackQuery")) == 2)
    async with Store(database(tmp_path)) as store:
        (gap,) = await store.gaps(date(2020, 1, 1))
    assert (gap.kind, gap.text, gap.suggestions) == (
        GapKind.UNHELPFUL,
        f"{CHOICES} tentang tabungan",
        ("jht.definisi",),
    )


async def test_a_rating_of_a_deleted_entry_is_stale(telegram: FakeTelegram) -> None:
    """Nothing is recorded for an entry that is gone."""
    answer = await telegram.reply(7, "apa itu jht")
    await telegram.press_data(answer, "v1:+:jht.sudah-dihapus")
    await telegram.press_data(answer, "v1:-:")
    await telegram.wait(lambda: len(telegram.made("answerCallbackQuery")) == 2)
    assert {one["text"] for one in telegram.made("answerCallbackQuery")} == {texts.STALE}


async def test_a_double_tap_gives_one_answer(telegram: FakeTelegram) -> None:
    """A thumb that trembles is not two questions."""
    question = await telegram.reply(7, CHOICES)
    await telegram.press(question, "Apa itu JHT")
    await telegram.press(question, "Apa itu JHT")
    await telegram.press(question, "Apa itu JKK")
    await telegram.replies(7, 3)
    await telegram.wait(lambda: len(telegram.made("answerCallbackQuery")) == 3)
    assert ["JHT" in one["text"] for one in telegram.sent(7)[1:]] == [True, False]


async def test_a_press_that_waited_while_the_bot_was_away_is_dropped(server: FakeTelegram) -> None:
    """Right after a start, a press that Telegram calls too old is history."""
    message = server.message(7, "lama", {"id": 123456789, "is_bot": True, "first_name": "Tanya Jamsos"})
    await server.press_data(message, "v1:e:jht.definisi", expired=True)
    async with running(server):
        await server.wait(lambda: server.refusals)
        await server.reply(7, "apa itu jkk")
        assert "too old" in server.refusals.pop()
    assert len(server.sent(7)) == 1


async def test_a_press_that_could_not_be_answered_in_time_still_leads_on(telegram: FakeTelegram) -> None:
    """Where the bot itself was slow, the worker gets what was asked for."""
    question = await telegram.reply(7, CHOICES)
    telegram.fail("answerCallbackQuery", Fault(400, "Bad Request: query is too old and response timeout expired"))
    await telegram.press_data(question, "v1:e:jht.definisi")
    assert "tabungan" in (await telegram.replies(7, 2))[1]["text"]


async def test_what_was_not_known_offers_the_nearest(telegram: FakeTelegram) -> None:
    """An unknown question has no rating."""
    answer = await telegram.reply(7, UNKNOWN)
    assert buttons(answer) == []
