"""Turns of a chat, from any text to a reply and a context."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.dialogue import texts
from bot.dialogue.assistant import Assistant
from bot.dialogue.context import LIFETIME, Context
from bot.dialogue.reply import Kind, Reply
from tests.dialogue.conftest import NOW

NIK = "3604012345678901"


def talk(assistant: Assistant, *said: str) -> list[Reply]:
    """Return the replies to the messages of one chat."""
    replies: list[Reply] = []
    context = Context()
    for number, text in enumerate(said):
        replies.append(assistant.answer(text, context, now=NOW + timedelta(seconds=number)))
        context = Context.from_json(replies[-1].context.to_json())
    return replies


def test_conversation(assistant: Assistant) -> None:
    """A follow-up means what was spoken of, thanks do not lose it, and a new question replaces it."""
    replies = talk(assistant, "apa itu jht", "dokumennya?", "makasih", "syarat jkp", "berapa lama?", "apa itu jkk")
    assert [reply.entries for reply in replies] == [
        ("jht.definisi",),
        ("jht.dokumen",),
        (),
        ("jkp.syarat",),
        ("jkp.lama",),
        ("jkk.definisi",),
    ]
    assert replies[2].kind is Kind.SMALLTALK


def test_expiry(assistant: Assistant) -> None:
    """After half an hour a chat is a stranger's again."""
    first = assistant.answer("apa itu jht", Context(), now=NOW)
    late = assistant.answer("dokumennya?", first.context, now=NOW + LIFETIME + timedelta(seconds=1))
    assert late.context == assistant.answer("dokumennya?", Context(), now=late.context.at or NOW).context


def test_group_is_remembered(assistant: Assistant) -> None:
    """Who said that he is a fisherman is asked no more."""
    reply = talk(assistant, "saya nelayan", "berapa iurannya?")[-1]
    assert "iuran.mandiri" in reply.entries
    assert reply.context.slots["kelompok"] == "nelayan"


def test_several_questions(assistant: Assistant) -> None:
    """Two questions in one message are answered in order, each under its heading."""
    (reply,) = talk(assistant, "dokumen klaim jht apa saja dan apa itu jkk?")
    assert (reply.kind, reply.entries) == (Kind.ANSWER, ("jht.dokumen", "jkk.definisi"))
    assert reply.text.index("**1. ") < reply.text.index("**2. ")


@pytest.mark.parametrize("picked", ["2", "yang kedua", "cairkan setelah resign", "no 2 min"])
def test_topic_menu(assistant: Assistant, picked: str) -> None:
    """The name of a programme alone opens its menu, whose options may be typed."""
    menu, answer = talk(assistant, "jht", picked)
    assert menu.kind is Kind.CHOICES
    assert menu.buttons[-1].label == texts.NONE_OF_THESE
    assert (answer.kind, answer.entries) == (Kind.ANSWER, ("jht.klaim-resign",))
    assert answer.context.pending == ()


def test_none_of_these(assistant: Assistant) -> None:
    """Who refuses the options gets the nearest others once, none of them again, then the contact; each is a miss."""
    menu = assistant.answer("jkk", Context(), now=NOW)
    asked = replace(menu.context, asked=("jht.definisi",))
    others = assistant.press("x", asked, now=NOW)
    assert others is not None
    assert others.kind is Kind.CHOICES
    assert others.entries == ("jht.klaim-resign", "jht.klaim-sebagian-10")
    last = assistant.press("x", others.context, now=NOW)
    assert last is not None
    assert (last.kind, last.missed, others.missed) == (Kind.UNKNOWN, True, True)
    assert "175" in last.text
    assert (last.context.pending, last.context.asked, last.context.refused) == ((), (), ())


def test_same_choice_is_never_put_twice(assistant: Assistant) -> None:
    """A question back that would be put a second time gives way to the contact."""
    menu = assistant.answer("jht", Context(), now=NOW)
    again = assistant.answer("jht", replace(menu.context, slots={}), now=NOW)
    assert menu.kind is Kind.CHOICES
    assert (again.kind, again.missed) == (Kind.UNKNOWN, True)


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_empty(assistant: Assistant, text: str) -> None:
    """An empty message is answered with what to write."""
    (reply,) = talk(assistant, text)
    assert (reply.kind, reply.text, reply.missed) == (Kind.UNKNOWN, texts.EMPTY, False)


@pytest.mark.parametrize("text", ["😀", "👍🏽👍🏽", "❓", "!!!", "\u200b\u200d", "🇮🇩"])
def test_no_words(assistant: Assistant, text: str) -> None:
    """A message of emoji or signs alone is told that words are needed."""
    (reply,) = talk(assistant, text)
    assert (reply.kind, reply.text) == (Kind.UNKNOWN, texts.NO_WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 4096,
        "jht " * 1024,
        "x" * 100_000,
        "apa itu jht? " * 300,
        "1. " * 1000,
        "dan " * 1000,
        "<" * 4096,
        "💥" * 4096,
    ],
    ids=["one word", "one programme", "too long", "questions", "numbers", "joining words", "signs", "emoji"],
)
def test_long(assistant: Assistant, text: str) -> None:
    """The longest messages, and longer ones, get a reply."""
    (reply,) = talk(assistant, text)
    assert reply.text


@pytest.mark.parametrize(
    "text",
    [
        "<b>apa itu jht</b>",
        "<script>alert(1)</script>",
        "**apa** _itu_ [jht](https://x.id)",
        "{iuran.mandiri}",
        "%s {0}",
    ],
)
def test_markup_is_only_words(assistant: Assistant, text: str) -> None:
    """Nothing a user wrote enters a reply, whatever markup it holds."""
    (reply,) = talk(assistant, text)
    assert "<" not in reply.text
    assert "alert" not in reply.text
    assert "https://x.id" not in reply.text


@pytest.mark.parametrize(
    "text", [f"nik saya {NIK} apa itu jht", f"{NIK} cair tidak", "kirim ke 081234567890 apa itu jht"]
)
def test_personal_data(assistant: Assistant, text: str) -> None:
    """A personal number is warned about, and stands neither in the reply nor in the context."""
    (reply,) = talk(assistant, text)
    assert "jangan kirim" in reply.text
    for kept in (reply.text, reply.context.to_json()):
        assert NIK not in kept
        assert "081234567890" not in kept


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("/start", Kind.SMALLTALK),
        ("/START@tanya_jamsos_bot", Kind.SMALLTALK),
        ("/bantuan", Kind.SMALLTALK),
        ("/help", Kind.SMALLTALK),
        ("/privasi", Kind.SMALLTALK),
        ("/topik", Kind.CHOICES),
    ],
)
def test_commands(assistant: Assistant, text: str, kind: Kind) -> None:
    """A typed command has its reply."""
    assert talk(assistant, text)[0].kind is kind


@pytest.mark.parametrize("text", ["/", "//", "/zakat", "/startle", "start/"])
def test_unknown_commands(assistant: Assistant, text: str) -> None:
    """A command that there is not is read as words."""
    assert talk(assistant, text)[0].text


@pytest.mark.parametrize("action", ["e:jht.dokumen", "d:jht.dokumen", "t:jht:0", "m", "k", "x"])
def test_buttons(assistant: Assistant, action: str) -> None:
    """Every kind of button has its reply, also after the context is gone."""
    reply = assistant.press(action, Context(), now=NOW)
    assert reply is not None
    assert reply.text


@pytest.mark.parametrize(
    "action",
    ["", ":", "e:", "e:jht.hilang", "d:jht.hilang", "t:zakat:0", "t:jht:99", "q:1", "E:jht.dokumen"],
)
def test_unknown_buttons(assistant: Assistant, action: str) -> None:
    """A button of an entry that is gone, or of another version, has none."""
    assert assistant.press(action, Context(), now=NOW) is None


def test_button_texts(assistant: Assistant) -> None:
    """Every button of every reply fits into Telegram and does something."""
    for reply in talk(assistant, "/topik", "jht", "2", "apa itu jht", "syarat", "zzz"):
        for button in reply.buttons:
            assert 0 < len(button.label) <= 40
            assert len(button.action.encode()) <= 58
            assert assistant.press(button.action, reply.context, now=NOW) is not None


@pytest.mark.parametrize("text", ["resep rendang padang", "siapa presiden amerika"])
def test_foreign_question(assistant: Assistant, text: str) -> None:
    """A foreign question is not answered, whether or not something was spoken of before."""
    for reply in (*talk(assistant, text), talk(assistant, "apa itu jht", text)[-1]):
        assert reply.kind is Kind.UNKNOWN


def test_another_agency(assistant: Assistant) -> None:
    """A question for another agency is referred there."""
    (reply,) = talk(assistant, "kartu bpjs kesehatan saya nonaktif")
    assert (reply.kind, reply.entries) == (Kind.REDIRECT, ("luar.bpjs-kesehatan",))


def test_context_is_never_changed(assistant: Assistant) -> None:
    """The context passed in is left as it was: answering twice from it gives the same."""
    context = assistant.answer("apa itu jht", Context(), now=NOW).context
    before = context.to_json()
    replies = [assistant.answer("dokumennya?", context, now=NOW) for _ in range(2)]
    assert context.to_json() == before
    assert replies[0] == replies[1]


_PIECES = st.sampled_from(
    [
        "apa itu jht",
        "jkp",
        "bukan, ",
        "maksud saya ",
        " dan ",
        "?",
        "2",
        "bukan ini",
        "makasih",
        "\n",
        "saya nelayan ",
        "/topik",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=5).map("".join)), min_size=1, max_size=4))
@example(["bukan,"])
@example(["jht", "bukan, jht", "x", "bukan"])
def test_any_texts(assistant: Assistant, said: list[str]) -> None:
    """Whatever is written in a chat, each message gets a reply whose context can be stored."""
    for reply in talk(assistant, *said):
        assert reply.text
        assert 0 <= reply.confidence <= 1
        assert Context.from_json(reply.context.to_json()) == reply.context
        assert set(reply.entries) <= set(assistant.knowledge.entries)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=70))
def test_any_button(assistant: Assistant, action: str) -> None:
    """Whatever an old button sends, a reply or none comes back, never an error."""
    reply = assistant.press(action, Context(), now=NOW)
    assert reply is None or reply.text
