"""Private chats: questions, commands, deep links, and everything odd that people send."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.dialogue import texts as spoken
from bot.storage import Store
from bot.telegram import texts
from tests.telegram.fake import FakeTelegram, labels, photo
from tests.telegram.markup import units
from tests.telegram.running import database, running
from tests.telegram.scripted import CHOICES

pytestmark = pytest.mark.asyncio
RATING = ["👍 Membantu", "👎 Tidak membantu"]
ODD = [
    "a" * 4096,
    "jht " * 1000,
    "🙏🙏🙏",
    "😭",
    "\u200b\u200d\ufeff",
    "\u202eapa itu jht\u202c",
    "<b>tebal</b> & <script>alert(1)</script>",
    "**tebal** [x](javascript:alert(1)) `kode` _miring_",
    "&lt;&amp;&#0;",
    "{jht.hasil} %s {0} {{}}",
    "NIK saya 3604011203850001, gimana cek saldo jht",
    "0",
    "?",
    "\x00\x07",
    "ـ" * 50,
    "' OR 1=1; DROP TABLE gaps; --",
    "\ud83d",
]
WORDLESS: list[tuple[dict[str, Any], str]] = [
    ({"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}}, texts.NO_VOICE),
    ({"audio": {"file_id": "v", "file_unique_id": "v", "duration": 3}}, texts.NO_VOICE),
    ({"video_note": {"file_id": "v", "file_unique_id": "v", "duration": 3, "length": 9}}, texts.NO_VOICE),
    (photo("p"), texts.NO_PICTURE),
    ({"document": {"file_id": "d", "file_unique_id": "d"}}, texts.NO_PICTURE),
    (
        {"video": {"file_id": "d", "file_unique_id": "d", "width": 1, "height": 1, "duration": 1}},
        texts.NO_PICTURE,
    ),
    ({"location": {"latitude": -6.1, "longitude": 106.1}}, texts.NO_PLACE),
    ({"contact": {"phone_number": "08123456789", "first_name": "Budi"}}, texts.NO_CONTACT),
    ({"dice": {"emoji": "🎲", "value": 3}}, texts.NO_STICKER),
    (
        {
            "sticker": {
                "file_id": "s",
                "file_unique_id": "s",
                "type": "regular",
                "width": 1,
                "height": 1,
                "is_animated": False,
                "is_video": False,
            }
        },
        texts.NO_STICKER,
    ),
]


async def test_a_question_is_answered_with_source_follow_ups_and_rating(telegram: FakeTelegram) -> None:
    """The answer comes as one formatted message with its source, and buttons to go on and to rate."""
    answer = await telegram.reply(7, "apa itu jht")
    assert answer["html"].startswith("Jaminan Hari Tua (JHT) adalah <b>tabungan</b>")
    assert "<i>Sumber:" in answer["html"]
    assert labels(answer) == ["Cairkan setelah resign", "Ambil JHT 10%", *RATING]
    assert "reply_to_message" not in answer


async def test_lists_and_links_are_shown(telegram: FakeTelegram) -> None:
    """Numbered steps keep their numbers, and a link is a link."""
    answer = await telegram.reply(7, "cara klaim jht setelah resign")
    assert "\n1. Siapkan berkas.\n2. Ajukan lewat Lapak Asik.\n3. Tunggu" in answer["text"]
    assert "https://lapakasik.bpjsketenagakerjaan.go.id" in answer["links"]


async def test_a_choice_is_picked_by_its_number_in_its_own_chat_only(telegram: FakeTelegram) -> None:
    """What one chat was asked is not known in another."""
    assert "Bukan ini" in labels(await telegram.reply(7, CHOICES))
    assert labels(await telegram.reply(7, "yang kedua"))[-2:] == RATING
    assert "Bukan ini" not in labels(await telegram.reply(8, "yang kedua"))


async def test_commands_that_show_the_topics(telegram: FakeTelegram) -> None:
    """Welcome, help and topics come with a button for each topic."""
    for command in ("/start", "/bantuan", "/help", "/topik"):
        answer = await telegram.reply(7, command)
        assert {"Iuran", "Urusan lembaga lain"} <= set(labels(answer)), command


async def test_the_welcome_is_in_indonesian(telegram: FakeTelegram) -> None:
    """/start greets and says how to ask."""
    answer = await telegram.reply(7, "/start")
    assert "Tulis saja pertanyaannya" in answer["text"]


async def test_privacy(telegram: FakeTelegram) -> None:
    """/privasi says what is kept."""
    assert "tidak menyimpan" in (await telegram.reply(7, "/privasi"))["text"]


async def test_ask_as_a_command(telegram: FakeTelegram) -> None:
    """/tanya works in private too, and says how where nothing is asked."""
    assert "tabungan" in (await telegram.reply(7, "/tanya apa itu jht"))["text"]
    assert "/tanya iuran" in (await telegram.reply(7, "/tanya"))["text"]
    assert "/tanya iuran" in (await telegram.reply(7, "/TANYA@TANYA_jamsos_bot"))["text"]


async def test_an_unknown_command_gets_a_kind_word(telegram: FakeTelegram) -> None:
    """Nobody is left without an answer in private."""
    for command in ("/apa", "/start_lagi", "/123", "/jht cara"):
        assert (await telegram.reply(7, command))["text"] == texts.UNKNOWN_COMMAND, command


async def test_a_command_for_another_bot_is_not_answered(telegram: FakeTelegram) -> None:
    """What is addressed to another bot is its business."""
    await telegram.say(7, "/start@another_bot")
    assert "tabungan" in (await telegram.reply(7, "apa itu jht"))["text"]
    assert len(telegram.sent(7)) == 1


async def test_a_deep_link_opens_its_entry(telegram: FakeTelegram) -> None:
    """The dot of an id may be written as Telegram allows it, or plain."""
    for parameter in ("jht__klaim-resign", "jht.klaim-resign", "JHT__klaim-resign"):
        assert "masa tunggu" in (await telegram.reply(7, f"/start {parameter}"))["text"], parameter


async def test_a_deep_link_to_nothing_shows_the_topics(telegram: FakeTelegram) -> None:
    """An old poster still helps."""
    answer = await telegram.reply(7, "/start jht__sudah-dihapus")
    assert answer["text"] == texts.STALE_LINK
    assert "Iuran" in labels(answer)


async def test_the_link_of_the_inline_mode_welcomes(telegram: FakeTelegram) -> None:
    """/start tanya is the way from inline mode and from groups."""
    assert "Tanya Jamsos" in (await telegram.reply(7, "/start tanya"))["text"]


async def test_odd_texts_get_a_short_kind_reply(telegram: FakeTelegram) -> None:
    """Whatever is written, something in Indonesian comes back, and nothing of it is repeated as markup."""
    for chat, text in enumerate(ODD, 100):
        answer = await telegram.reply(chat, text)
        assert 10 < units(answer["text"]) < 1500, text
        assert "3604011203850001" not in answer["text"]
        assert "<script" not in answer["text"]
        assert "Traceback" not in answer["text"]


async def test_an_empty_message_is_asked_about(telegram: FakeTelegram) -> None:
    """Nothing but space is answered with how to ask."""
    for text in ("", " \n\t "):
        assert "Silakan tulis pertanyaannya" in (await telegram.reply(7, text))["text"]


async def test_what_is_no_text_gets_a_word_of_explanation(telegram: FakeTelegram) -> None:
    """Voice, pictures, places, contacts and stickers are each told what to do instead."""
    for chat, (content, expected) in enumerate(WORDLESS, 100):
        await telegram.say(chat, **content)
        (answer,) = await telegram.replies(chat)
        assert answer["text"] == expected.replace("**", ""), content
        assert labels(answer) == []


async def test_a_caption_is_the_question(telegram: FakeTelegram) -> None:
    """A picture with words is answered by its words."""
    await telegram.say(7, **photo("p"), caption="apa itu jht")
    (answer,) = await telegram.replies(7)
    assert "tabungan" in answer["text"]


async def test_an_album_is_explained_once(telegram: FakeTelegram) -> None:
    """Four pictures sent together are one matter."""
    for name in "abcd":
        await telegram.say(7, **photo(name), media_group_id="album")
    await telegram.reply(7, "apa itu jht")
    await telegram.wait(lambda: len(telegram.sent(7)) >= 2)
    assert [one["text"] == texts.NO_PICTURE for one in telegram.sent(7)] == [True, False]


async def test_service_messages_other_bots_and_channels_are_not_answered(telegram: FakeTelegram) -> None:
    """Only people are answered, and only where they wrote."""
    await telegram.say(7, pinned_message={"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}})
    bot = {"id": 99, "is_bot": True, "first_name": "Bot lain"}
    await telegram.say(7, "apa itu jht", sender=bot)
    mine = {"id": 123456789, "is_bot": True, "first_name": "Tanya Jamsos", "username": "tanya_jamsos_bot"}
    await telegram.say(7, "hasil dari mode inline", via_bot=mine)
    await telegram.push(
        {
            "channel_post": {
                "message_id": 5,
                "date": int(time.time()),
                "chat": {"id": -1009, "type": "channel", "title": "Kanal"},
                "text": "apa itu jht",
            }
        }
    )
    await telegram.reply(7, "halo")
    assert len(telegram.sent(7)) == 1
    assert telegram.sent(-1009) == []


async def test_a_private_question_is_answered_however_old(telegram: FakeTelegram) -> None:
    """A question asked while the bot was away is answered late, as a reply to it, since others may stand between."""
    asked = await telegram.say(7, "apa itu jht", date=int(time.time()) - 86_400)
    (answer,) = await telegram.replies(7)
    assert answer["reply_to_message"]["message_id"] == asked["message_id"]


async def test_the_quote_may_have_been_deleted(telegram: FakeTelegram) -> None:
    """An answer does not fail because the question is gone."""
    asked = telegram.message(7, "apa itu jht", date=int(time.time()) - 3600)
    await telegram.push({"message": asked})
    (answer,) = await telegram.replies(7)
    assert "reply_to_message" not in answer


async def test_what_was_not_known_is_recorded_masked(server: FakeTelegram, tmp_path: Path) -> None:
    """Staff learn of a question without an answer, without the numbers in it."""
    async with running(server, database_url=SecretStr(database(tmp_path))):
        await server.reply(7, "xyzzy plugh 3604011203850001")
        (answer,) = server.sent(7)
    assert spoken.PERSONAL.split("{")[0] in answer["text"]
    async with Store(database(tmp_path)) as store:
        gaps = await store.gaps(date(2020, 1, 1))
    assert [(gap.text, gap.count) for gap in gaps] == [("xyzzy plugh •••", 1)]


async def test_a_choice_survives_a_restart(server: FakeTelegram, tmp_path: Path) -> None:
    """What was offered before a restart can be picked by a word after it."""
    async with running(server, database_url=SecretStr(database(tmp_path))):
        asked = await server.reply(70_707_070, CHOICES)
    assert "Bukan ini" in labels(asked)
    async with running(server, database_url=SecretStr(database(tmp_path))):
        picked = await server.reply(70_707_070, "2")
    assert labels(picked)[-2:] == RATING


async def test_an_update_that_cannot_be_read_holds_nobody_up(telegram: FakeTelegram) -> None:
    """What the library cannot make sense of is passed over, not fetched for ever."""
    await telegram.push({"message": {**telegram.message(7, "halo"), "from": "nobody"}})
    assert "tabungan" in (await telegram.reply(7, "apa itu jht"))["text"]
    await telegram.wait(lambda: telegram.made("getUpdates")[-1].get("offset", 0) > telegram.next_update)
