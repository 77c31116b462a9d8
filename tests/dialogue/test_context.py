"""The memory of a chat as a value: its age and its stored form."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.context import LIFETIME, Context
from tests.dialogue.conftest import NOW

_TEXTS = st.text(max_size=20)
_CONTEXTS = st.builds(
    Context,
    at=st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    entry=_TEXTS,
    slots=st.dictionaries(_TEXTS, _TEXTS, max_size=4),
    pending=st.lists(st.tuples(_TEXTS, _TEXTS), max_size=5).map(tuple),
    refused=st.lists(_TEXTS, max_size=4).map(tuple),
    asked=st.lists(_TEXTS, max_size=4).map(tuple),
    form=st.dictionaries(_TEXTS, _TEXTS, max_size=4),
)


@given(_CONTEXTS)
def test_round_trip(context: Context) -> None:
    """A context comes back from storage as it was."""
    assert Context.from_json(context.to_json()) == context


@given(st.text(max_size=100))
def test_any_stored_text(text: str) -> None:
    """Whatever stands in storage, a context comes out."""
    assert isinstance(Context.from_json(text), Context)


@pytest.mark.parametrize("stored", ["", "{}", "null", "[]", '{"at": 5}', '{"at": null, "entry": "x"}'])
def test_unreadable(stored: str) -> None:
    """What is unreadable or of another version gives an empty context."""
    assert Context.from_json(stored) == Context()


def test_lifetime() -> None:
    """A context lives for half an hour after the last turn, and is empty thereafter."""
    context = Context(at=NOW, slots={"program": "jht"})
    assert timedelta(minutes=30) == LIFETIME
    assert context.fresh(NOW + LIFETIME) is context
    assert context.fresh(NOW + LIFETIME + timedelta(seconds=1)) == Context()
    assert Context(slots={"program": "jht"}).fresh(NOW) == Context()
