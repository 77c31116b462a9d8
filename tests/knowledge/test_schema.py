"""The JSON Schemas for the editor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.schema import schemas, text, write
from tests.knowledge.conftest import SHIPPED, SOUND

PUBLISHED = SHIPPED.parent / "docs" / "skema"


@pytest.mark.parametrize("name", sorted(schemas()))
def test_published_schema_is_current(name: str) -> None:
    """What stands under docs/skema is what the models say now."""
    assert (PUBLISHED / name).read_text(encoding="utf-8") == text(schemas()[name])


def test_write(tmp_path: Path) -> None:
    """Writing makes the folder and one file a schema."""
    written = write(tmp_path / "docs" / "skema")
    assert [path.name for path in written] == ["entri.json", "angka.json", "sumber.json", "bahasa.json", "uji.json"]
    assert json.loads(written[0].read_text(encoding="utf-8"))["properties"]["topik"]


def _properties(schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    parts = [schema, *schema.get("$defs", {}).values()]
    return [item for part in parts for item in part.get("properties", {}).items()]


@pytest.mark.parametrize("schema", schemas().values(), ids=schemas())
def test_every_key_is_explained(schema: dict[str, Any]) -> None:
    """Every key has a description for the editor to show, and none may be null: a key that is there has a value."""
    for key, value in _properties(schema):
        assert value["description"], key
        assert "null" not in json.dumps(value), key
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("folder", [SHIPPED, SOUND], ids=["shipped", "test"])
def test_every_file_points_at_its_schema(folder: Path) -> None:
    """The first line of every knowledge file is the editor's hint, and it leads to the right schema."""
    kinds = {"bahasa": "bahasa.json", "uji": "uji.json", folder.name: ""}
    for path in folder.rglob("*.yaml"):
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        hint = "# yaml-language-server: $schema="
        assert first.startswith(hint), path
        name = kinds.get(path.parent.name, "entri.json") or path.with_suffix(".json").name
        assert (path.parent / first.removeprefix(hint)).resolve() == PUBLISHED / name, path
