"""Makes the JSON Schemas by which an editor completes and underlines the knowledge files while staff type.

They come from the same models that check the files, so what the editor accepts and what the bot accepts cannot part.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from bot.knowledge.files import EntryFile, FigureFile, LanguageFile, QuestionFile, SourceFile

_FILES: tuple[tuple[str, type[BaseModel]], ...] = (
    ("entri.json", EntryFile),
    ("angka.json", FigureFile),
    ("sumber.json", SourceFile),
    ("bahasa.json", LanguageFile),
    ("uji.json", QuestionFile),
)


def schemas() -> dict[str, dict[str, Any]]:
    """Return every schema by its file name: entri, angka, sumber, bahasa and uji, each with `.json`."""
    return {name: _schema(model) for name, model in _FILES}


def write(folder: Path) -> tuple[Path, ...]:
    """Write every schema into `folder`, which is made if need be, and return the paths written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, schema in schemas().items():
        path = folder / name
        path.write_text(text(schema), encoding="utf-8")
        written.append(path)
    return tuple(written)


def text(schema: dict[str, Any]) -> str:
    """Return a schema as it stands in its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    schema = {"$schema": GenerateJsonSchema.schema_dialect, **model.model_json_schema(by_alias=True)}
    for part in (schema, *schema.get("$defs", {}).values()):
        # The docstrings are for engineers; staff read the Indonesian titles and the descriptions of the keys.
        part.pop("description", None)
        if "enum" in part:
            part.pop("title", None)
        if "properties" in part:
            part["properties"] = {key: _present(value) for key, value in part["properties"].items()}
    return schema


def _present(value: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a key without the null that stands for its absence: a key that is there has a value."""
    kept = {name: part for name, part in value.items() if name not in {"title", "anyOf"}}
    if kept.get("default", "") is None:
        del kept["default"]
    for choice in value.get("anyOf", ()):
        if choice != {"type": "null"}:
            kept = {**choice, **kept}
    return kept
