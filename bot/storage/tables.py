"""The tables. None of them says who asked: a chat is known only by a hash that the caller makes."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Float, Integer, MetaData, String, Table, Text

MAX_TEXT = 500
"""Characters of a question that are kept; PostgreSQL cannot index much longer texts."""
MAX_KEY = 200

metadata = MetaData()

gaps = Table(
    "gaps",
    metadata,
    Column("day", Date, primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("text", String(MAX_TEXT), primary_key=True),
    Column("suggestions", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("count", Integer, nullable=False),
)

ratings = Table(
    "ratings",
    metadata,
    Column("entry", String(MAX_KEY), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("helpful", Integer, nullable=False),
    Column("unhelpful", Integer, nullable=False),
)

contexts = Table(
    "contexts",
    metadata,
    Column("key", String(MAX_KEY), primary_key=True),
    Column("value", Text, nullable=False),
    Column("expires", BigInteger, nullable=False, index=True),  # seconds since 1970, UTC
)

updates = Table(
    "updates",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("seen", BigInteger, nullable=False, index=True),  # seconds since 1970, UTC
)
