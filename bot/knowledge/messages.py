"""Turns what pydantic found into Indonesian sentences that say what to do, at the place where it stands."""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.knowledge import tree
from bot.knowledge.errors import Problem
from bot.knowledge.models import Place
from bot.knowledge.tree import Tree

S = TypeVar("S", bound=BaseModel)

_EXAMPLES: Mapping[str, str] = {
    "id": "id: jht.klaim-sebagian-10",
    "pertanyaan": "pertanyaan: Apa itu JHT?",
    "variasi": "variasi:, lalu di bawahnya tiap cara bertanya diawali tanda -",
    "jawaban": "jawaban: |, lalu di bawahnya teks yang menjorok",
    "sumber": "sumber: [pp-46-2015]",
    "tinjau": "tinjau: 2027-01-31",
    "topik": "topik: jht",
    "entri": "entri:, lalu di bawahnya daftar entri",
    "satuan": "satuan: rupiah",
    "nilai": "nilai: 16800",
    "judul": "judul: PP 46/2015",
    "jenis": "jenis: peraturan",
    "nama": "nama: sapaan",
    "balasan": "balasan:, lalu di bawahnya daftar balasan",
    "tanya": "tanya: gimana cara cairin jht",
    "lingkup": "lingkup: dalam",
    "angka": "angka:, lalu di bawahnya nama-nama angka",
}


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that looks most like `name`, or None where none is near."""
    candidates = list(known)
    near = difflib.get_close_matches(name.casefold(), candidates, n=1, cutoff=0.6)
    return near[0] if near else None


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return " Mungkin maksudnya 'x'." with its leading space, or "" where nothing is near."""
    near = nearest(name, known)
    return f" Mungkin maksudnya '{near}'." if near else ""


def validate(shape: type[S], file: Tree, node: tree.Node) -> tuple[S | None, list[Problem]]:
    """Return the value of `shape` that `node` spells, or None and every problem with it."""
    try:
        return shape.model_validate(tree.plain(node)), []
    except ValidationError as error:
        return None, list(_problems(shape, file, node, error))


def _problems(shape: type[BaseModel], file: Tree, node: tree.Node, error: ValidationError) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        location = detail["loc"]
        if not file.whole and len(location) <= 1 and detail["type"] in {"missing", "too_short", "model_type"}:
            continue  # it may stand in the part that could not be read
        place, found = _locate(file, node, location, at_key=detail["type"] == "extra_forbidden")
        yield Problem(place, _sentence(shape, detail, found))


def _locate(
    file: Tree, root: tree.Node, location: tuple[int | str, ...], *, at_key: bool
) -> tuple[Place, tree.Node | None]:
    """Return the place of a pydantic location, and the node there or None where the key is missing."""
    node = root
    key: tree.Scalar | None = None
    for part in location:
        if isinstance(node, tree.Mapping) and isinstance(part, str) and part in node.values:
            key, node = node.keys[part], node.values[part]
        elif isinstance(node, tree.Items) and isinstance(part, int) and part < len(node.items):
            key, node = None, node.items[part]
        elif part == "[key]" and key is not None:
            return file.place(key), key
        else:
            return file.place(node), None
    return file.place(key if at_key and key is not None else node), node


def _keys(shape: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """Return the keys allowed at a location: those of the shape reached by walking down the annotations."""
    current: Any = shape
    for part in location:
        if isinstance(current, type) and issubclass(current, BaseModel):
            fields = {field.alias or name: field for name, field in current.model_fields.items()}
            current = fields[str(part)].annotation
        else:
            current = get_args(current)[-1]
        while isinstance(current, types.UnionType):
            current = get_args(current)[0]
    if isinstance(current, type) and issubclass(current, BaseModel):
        return [field.alias or name for name, field in current.model_fields.items()]
    return []


def _sentence(shape: type[BaseModel], detail: ErrorDetails, found: tree.Node | None) -> str:
    kind, location, context = detail["type"], detail["loc"], detail.get("ctx") or {}
    name = next((part for part in reversed(location) if isinstance(part, str) and part != "[key]"), "")
    if kind == "missing":
        example = f" Tambahkan, contoh: {_EXAMPLES[name]}" if name in _EXAMPLES else ""
        return f"Kunci wajib '{name}' belum ada.{example}"
    if kind == "extra_forbidden":
        known = _keys(shape, location[:-1])
        listed = ", ".join(known)
        return f"Kunci '{name}' tidak dikenal.{suggestion(name, known)} Kunci yang ada: {listed}."
    if isinstance(found, tree.Scalar) and not found.text.strip():
        return f"Isi '{name}' kosong. Isi nilainya, atau hapus kuncinya kalau memang tidak perlu."
    if kind == "value_error":
        return str(context["error"])
    if kind in {"enum", "literal_error"}:
        text = found.text if isinstance(found, tree.Scalar) else ""
        return f"Isi '{name}' tidak dikenal: '{text}'. Pilih salah satu: {_choices(context['expected'])}."
    return _wrong_form(kind, name, context, found)


def _choices(expected: object) -> str:
    return str(expected).replace("'", "").replace(" or ", ", ")


def _wrong_form(kind: str, name: str, context: Mapping[str, Any], found: tree.Node | None) -> str:
    where = f"Isi '{name}'" if name else "Berkas ini"
    if kind == "string_type" and isinstance(found, tree.Mapping) and found.values:
        return (
            f"Teks di '{name}' terbaca sebagai kunci dan isi karena ada titik dua atau kurung kurawal di dalamnya. "
            f"Beri tanda kutip: '{_rejoined(found)}'"
        )
    advice = {
        "string_type": "harus satu teks, bukan daftar. Hapus tanda - atau kurung siku di depannya.",
        "string_too_long": f"terlalu panjang. Paling panjang {context.get('max_length')} huruf; persingkat.",
        "list_type": "harus daftar: tiap butir di baris sendiri, menjorok, diawali tanda - dan spasi.",
        "too_short": f"kosong. Isi paling sedikit {context.get('min_length')} butir.",
        "too_long": f"terlalu banyak. Paling banyak {context.get('max_length')} butir.",
    }
    otherwise = "harus berupa kunci dan isi, contoh: topik: jht. Periksa jorokan dan tanda - di depannya."
    return f"{where} {advice.get(kind, otherwise)}"


def _rejoined(found: tree.Mapping) -> str:
    key, value = next(iter(found.values.items()))
    text = f"{key}: {value.text}" if isinstance(value, tree.Scalar) and value.text else key
    return text if len(text) <= 80 else text[:79] + "…"
