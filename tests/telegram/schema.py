"""Checks what the bot sends against the Bot API's own tables (a part of them, in tests/data/telegram/bot_api.json)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

TABLES: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "data" / "telegram" / "bot_api.json").read_text("utf-8")
)
_PLAIN = {"Integer": int, "Float": (int, float), "String": str, "Boolean": bool, "True": bool}


class SchemaError(Exception):
    """A call that the tables do not allow."""


def parameters(method: str, form: dict[str, str]) -> dict[str, Any]:
    """Return the parameters of a call as values.

    Raises:
        SchemaError: for an unknown method or parameter, a missing one, or one of the wrong type.
    """
    known = TABLES["methods"].get(method)
    if known is None:
        raise SchemaError(f"unknown method {method}")
    _names(method, form, known)
    return {name: _parameter(f"{method}.{name}", text, known[name]["types"]) for name, text in form.items()}


def _names(where: str, given: dict[str, Any], known: dict[str, Any]) -> None:
    if unknown := given.keys() - known.keys():
        raise SchemaError(f"{where}: unknown {sorted(unknown)}")
    if missing := {name for name, field in known.items() if field.get("required")} - given.keys():
        raise SchemaError(f"{where}: missing {sorted(missing)}")


def _parameter(where: str, text: str, types: list[str]) -> Any:
    """Return a parameter's value; in a form, everything but a string is written as JSON."""
    if types == ["String"]:
        return text
    try:
        value = json.loads(text)
    except ValueError:
        value = text
    if not any(_is(value, kind) for kind in types):
        raise SchemaError(f"{where}: {value!r} is not {' or '.join(types)}")
    return value


def _is(value: Any, kind: str) -> bool:
    if kind in _PLAIN:
        return isinstance(value, cast("type", _PLAIN[kind])) and (kind == "Boolean" or not isinstance(value, bool))
    if kind.startswith("Array of "):
        return isinstance(value, list) and all(_is(item, kind.removeprefix("Array of ")) for item in value)
    table = TABLES["types"][kind]
    if "subtypes" in table:
        return any(_is(value, subtype) for subtype in table["subtypes"])
    if not isinstance(value, dict):
        return False
    fields = table["fields"]
    if value.keys() - fields.keys() or {name for name, field in fields.items() if field.get("required")} - value.keys():
        return False
    return all(any(_is(item, one) for one in fields[name]["types"]) for name, item in value.items())
