"""Groups and inline mode: silent unless called, one answer a question, and private matters in private."""

from __future__ import annotations

import time

import pytest

from bot.telegram import texts
from tests.telegram.fake import ME, FakeTelegram, buttons, labels, photo
from tests.telegram.scripted import CHOICES, FORM

pytestmark = pytest.mark.asyncio
GROUP = -100123


def link(message: dict[str, object]) -> str:
    """Return the address of the button that leads to the private chat."""
    found = [one["url"] for row in buttons(message) for one in row if "url" in one]
    assert len(found) == 1
    return str(found[0])


async def test_a_call_is_answered_with_a_quote_and_a_way_to_the_private_chat(telegram: FakeTelegram) -> None:
    """Command and mention are answered as a reply, with one button that leads to the same entry in private."""
    for text in (
        "/tanya apa itu jht",
        "/tanya@tanya_jamsos_bot apa itu jht",
        "@tanya_jamsos_bot apa itu jht",
        "apa itu jht @Tanya_Jamsos_Bot",
    ):
        answer = await telegram.reply(GROUP, text, by=7)
        assert "tabungan" in answer["text"], text
        assert answer["reply_to_message"]["text"] == text
        assert labels(answer) == [texts.TO_PRIVATE]
        assert link(answer) == "https://t.me/tanya_jamsos_bot?start=jht__definisi"


async def test_a_reply_to_the_bot_is_a_call(telegram: FakeTelegram) -> None:
    """Replying to the bot's message goes on with the conversation."""
    first = await telegram.reply(GROUP, "/tanya apa itu jht", by=7)
    second = await telegram.reply(GROUP, "apa itu jkk", by=7, reply_to_message=first)
    assert "menanggung" in second["text"]


async def test_a_mention_by_name_is_a_call(telegram: FakeTelegram) -> None:
    """A mention without a username points at the bot too."""
    entity = {"type": "text_mention", "offset": 0, "length": 5, "user": ME}
    answer = await telegram.reply(GROUP, "Tanya apa itu jkk", by=7, entities=[entity])
    assert "menanggung" in answer["text"]


async def test_the_question_of_someone_else_is_asked_by_replying(telegram: FakeTelegram) -> None:
    """/tanya in reply to a question asks that question and quotes it."""
    question = await telegram.say(GROUP, "ada yang tau apa itu jkk?", by=8)
    answer = await telegram.reply(GROUP, "/tanya", by=7, reply_to_message=question)
    assert "menanggung" in answer["text"]
    assert answer["reply_to_message"]["message_id"] == question["message_id"]


async def test_what_is_not_meant_for_the_bot_is_left_alone(telegram: FakeTelegram) -> None:
    """In a group the bot is silent unless called, and unknown commands are not its business."""
    for text in (
        "apa itu jht",
        "@orang_lain apa itu jht",
        "@tanya_jamsos_bot2 apa itu jht",
        "email@tanya_jamsos_bot",
        "/tanya@other_bot x",
        "/apa",
    ):
        await telegram.say(GROUP, text, by=7)
    await telegram.say(GROUP, by=7, **photo("p"))
    answer = await telegram.reply(GROUP, "/tanya apa itu jkk", by=7)
    assert "menanggung" in answer["text"]
    assert len(telegram.sent(GROUP)) == 1


async def test_a_call_without_a_question_is_told_how(telegram: FakeTelegram) -> None:
    """A bare call gets an example."""
    for text in ("/tanya", "@tanya_jamsos_bot", "/tanya@tanya_jamsos_bot  "):
        assert "/tanya iuran" in (await telegram.reply(GROUP, text, by=7))["text"]


async def test_an_old_call_is_not_answered(telegram: FakeTelegram) -> None:
    """A group has gone on; an answer from ten minutes ago would disturb."""
    await telegram.say(GROUP, "/tanya apa itu jht", by=7, date=int(time.time()) - 700)
    answer = await telegram.reply(GROUP, "/tanya apa itu jkk", by=7)
    assert "menanggung" in answer["text"]
    assert len(telegram.sent(GROUP)) == 1


async def test_a_choice_turns_into_its_answer(telegram: FakeTelegram) -> None:
    """In a group one question stays one message."""
    question = await telegram.reply(GROUP, f"/tanya {CHOICES}", by=7)
    assert labels(question) == ["Apa itu JHT", "Apa itu JKK", "Bukan ini", texts.TO_PRIVATE]
    await telegram.press(question, "Apa itu JKK", by=8)
    await telegram.wait(lambda: "menanggung" in telegram.sent(GROUP)[0]["text"])
    assert len(telegram.sent(GROUP)) == 1
    assert labels(telegram.sent(GROUP)[0]) == [texts.TO_PRIVATE]


async def test_a_form_is_filled_in_private(telegram: FakeTelegram) -> None:
    """Nobody is asked for a wage where others read along."""
    answer = await telegram.reply(GROUP, f"{FORM} iuran", by=7)
    assert answer["text"] == texts.GROUP_FORM
    assert labels(answer) == [texts.TO_PRIVATE]
    assert "Rp1 juta" in labels(await telegram.reply(7, f"{FORM} iuran"))


async def test_personal_numbers_are_not_repeated(telegram: FakeTelegram) -> None:
    """A NIK in a group is warned about and not repeated."""
    answer = await telegram.reply(GROUP, "/tanya nik 3604011203850001 apa itu jht", by=7)
    assert "3604011203850001" not in answer["html"]
    assert "NIK" in answer["text"]
    assert texts.TO_PRIVATE in labels(answer)


async def test_contexts_of_two_people_in_a_group_are_apart(telegram: FakeTelegram) -> None:
    """One person's number does not pick from another person's choice."""
    await telegram.reply(GROUP, f"/tanya {CHOICES}", by=7)
    other = await telegram.reply(GROUP, "/tanya 2", by=8)
    mine = await telegram.reply(GROUP, "/tanya 2", by=7)
    assert "menanggung" not in other["text"]
    assert "menanggung" in mine["text"]


async def test_who_writes_as_the_group_is_a_person(telegram: FakeTelegram) -> None:
    """An anonymous administrator is answered; the linked channel and other bots are not."""
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    group = {"id": GROUP, "type": "supergroup", "title": "Grup"}
    channel = {"id": -1005, "type": "channel", "title": "Kanal"}
    await telegram.say(GROUP, "/tanya apa itu jht", sender=anonymous, sender_chat=channel)
    await telegram.say(GROUP, "/tanya apa itu jht", sender_chat=channel, is_automatic_forward=True)
    answer = await telegram.reply(GROUP, "/tanya apa itu jkk", sender=anonymous, sender_chat=group)
    assert "menanggung" in answer["text"]
    assert len(telegram.sent(GROUP)) == 1


async def test_the_topic_of_a_forum_is_kept(telegram: FakeTelegram) -> None:
    """The answer stays in the topic where the question was asked."""
    answer = await telegram.reply(GROUP, "/tanya apa itu jht", by=7, message_thread_id=5, is_topic_message=True)
    assert answer["message_thread_id"] == 5


async def test_help_and_privacy_in_a_group(telegram: FakeTelegram) -> None:
    """The commands of the group menu are answered there."""
    assert "/tanya" in (await telegram.reply(GROUP, "/bantuan", by=7))["text"]
    assert "tidak menyimpan" in (await telegram.reply(GROUP, "/privasi@tanya_jamsos_bot", by=7))["text"]


async def test_a_group_that_invites_the_bot_is_told_how_to_call_it(telegram: FakeTelegram) -> None:
    """Once on joining, and not when rights change, when it leaves, or when a person blocks or starts it."""
    await telegram.join(GROUP)
    await telegram.join(GROUP, old="member", new="administrator")
    await telegram.join(GROUP, old="member", new="left")
    await telegram.join(7, old="member", new="kicked")
    await telegram.join(7, old="kicked", new="member")
    await telegram.reply(GROUP, "/tanya apa itu jht", by=7)
    await telegram.reply(7, "apa itu jht")
    assert telegram.sent(GROUP)[0]["text"].startswith("Terima kasih sudah mengajak saya")
    assert (len(telegram.sent(GROUP)), len(telegram.sent(7))) == (2, 1)


async def test_a_group_that_became_a_supergroup_is_answered_there(telegram: FakeTelegram) -> None:
    """The answer follows the group to its new number."""
    telegram.migrate(-55, GROUP)
    await telegram.say(-55, "/tanya apa itu jht", by=7)
    (answer,) = await telegram.replies(GROUP)
    assert "tabungan" in answer["text"]
    assert "reply_to_message" not in answer


async def test_inline_mode_offers_entries(telegram: FakeTelegram) -> None:
    """A query in any chat finds entries, with their answers, and a way to the private chat."""
    await telegram.search("apa itu jht")
    await telegram.wait(lambda: telegram.made("answerInlineQuery"))
    (given,) = telegram.made("answerInlineQuery")
    first = given["results"][0]
    assert (first["id"], first["title"]) == ("jht.definisi", "Apa itu JHT?")
    assert first["description"].startswith("Jaminan Hari Tua (JHT) adalah tabungan")
    assert "<b>tabungan</b>" in first["input_message_content"]["message_text"]
    assert link(first) == "https://t.me/tanya_jamsos_bot?start=jht__definisi"
    assert given["button"] == {"text": texts.INLINE_HELP, "start_parameter": "tanya"}
    assert given["cache_time"] == 300


async def test_inline_mode_without_a_query_offers_something(telegram: FakeTelegram) -> None:
    """An empty query shows the first entries, nonsense shows no error, and there is no second page."""
    await telegram.search("")
    await telegram.search("zzzz qqqq")
    await telegram.search("apa itu jht", offset="10")
    await telegram.wait(lambda: len(telegram.made("answerInlineQuery")) == 3)
    by_query = {one["inline_query_id"]: one["results"] for one in telegram.made("answerInlineQuery")}
    assert by_query["i1"]
    assert by_query["i3"] == []


async def test_a_late_inline_answer_is_no_error(telegram: FakeTelegram) -> None:
    """People type on; Telegram then refuses the answer to what they typed before."""
    telegram._queries["i1"] = "expired"
    person = {"id": 7, "is_bot": False, "first_name": "A"}
    await telegram.push({"inline_query": {"id": "i1", "from": person, "query": "jht", "offset": ""}})
    await telegram.wait(lambda: telegram.refusals)
    assert "too old" in telegram.refusals.pop()
    await telegram.reply(7, "apa itu jht")
    assert len(telegram.sent(7)) == 1
