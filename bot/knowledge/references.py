"""Checks what one entry, figure, source or question says about another: ids, names, keys, and the texts of answers.

These checks read the raw trees rather than the validated shapes, so that an entry with a wrong date still gets its
unknown source reported in the same run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.knowledge import markup, template, tree
from bot.knowledge.errors import Problem
from bot.knowledge.files import ENTRY_ID
from bot.knowledge.messages import suggestion
from bot.knowledge.models import Place
from bot.knowledge.tree import Tree


@dataclass(frozen=True, slots=True)
class Names:
    """All names that may be referred to, whether their own contents are sound or not.

    `units` maps a figure to its unit ("" for a table, None where the figure has problems of its own). A set is None
    where its file could not be read, so that nothing is called unknown that may well exist. `claimed` are ids in
    parts of topic files that could not be read.
    """

    entries: Mapping[str, Place]
    units: Mapping[str, str | None] | None
    sources: frozenset[str] | None
    claimed: frozenset[str]


def scalars(node: tree.Node | None, *path: str) -> Iterator[tree.Scalar]:
    """Yield the texts below `node` along `path`, entering every item of a list; nothing where the form is another."""
    if isinstance(node, tree.Items):
        for item in node.items:
            yield from scalars(item, *path)
    elif path:
        if isinstance(node, tree.Mapping) and path[0] in node.values:
            yield from scalars(node.values[path[0]], *path[1:])
    elif isinstance(node, tree.Scalar):
        yield node


def mappings(node: tree.Node | None, *path: str) -> Iterator[tree.Mapping]:
    """Yield the mappings below `node` along `path`, entering every item of a list."""
    if isinstance(node, tree.Items):
        for item in node.items:
            yield from mappings(item, *path)
    elif isinstance(node, tree.Mapping):
        if not path:
            yield node
        elif path[0] in node.values:
            yield from mappings(node.values[path[0]], *path[1:])


def check_ids(files: Iterable[Tree]) -> tuple[dict[str, Place], list[Problem]]:
    """Return where each entry id of the topic files stands, and the problems with ids and topics."""
    places: dict[str, Place] = {}
    topics: dict[str, Place] = {}
    problems = []
    for file in files:
        topic = next(scalars(file.root, "topik"), None)
        prefix = topic.text if topic and topic.text not in topics else ""
        if topic and topic.text in topics:
            where = topics[topic.text]
            problems.append(
                Problem(
                    file.place(topic),
                    f"Topik '{topic.text}' sudah ada di {where.file}. Satu topik satu berkas; gabungkan.",
                )
            )
        elif topic:
            topics[topic.text] = file.place(topic)
        for node in scalars(file.root, "entri", "id"):
            place = file.place(node)
            if node.text in places:
                message = f"Id '{node.text}' sudah dipakai di {places[node.text]}. Tiap entri harus punya id sendiri."
                problems.append(Problem(place, message))
                continue
            places[node.text] = place
            start, _, aspect = node.text.partition(".")
            if prefix and start != prefix and ENTRY_ID.fullmatch(node.text):
                message = f"Id '{node.text}' harus diawali topik berkas ini: {prefix}.{aspect}"
                problems.append(Problem(place, message))
    return places, problems


def check_topic_file(file: Tree, names: Names) -> Iterator[Problem]:
    """Yield the problems of references and texts in a topic file."""
    for node in scalars(file.root, "menu"):
        yield from _check_entry_id(file, node, names)
    for entry in mappings(file.root, "entri"):
        own = next(scalars(entry, "id"), None)
        yield from check_sources(file, entry, names)
        for node in scalars(entry, "lanjutan"):
            if own and node.text == own.text:
                yield Problem(file.place(node), "Lanjutan menunjuk entri ini sendiri. Hapus, atau pilih entri lain.")
            else:
                yield from _check_entry_id(file, node, names)
        for key in ("jawaban", "rincian"):
            for node in scalars(entry, key):
                yield from _check_text(file, node, names)


def check_sources(file: Tree, node: tree.Node, names: Names) -> Iterator[Problem]:
    """Yield a problem for every source that `node` (an entry or a figure) names and `sumber.yaml` lacks."""
    if names.sources is None:
        return
    for key in scalars(node, "sumber"):
        if key.text and key.text not in names.sources:
            near = suggestion(key.text, names.sources) or " Tambahkan di sana, atau perbaiki kuncinya."
            yield Problem(file.place(key), f"Sumber '{key.text}' tidak ada di sumber.yaml.{near}")


def check_questions(file: Tree, names: Names) -> Iterator[Problem]:
    """Yield the problems of references in a file of `uji/`."""
    for question in mappings(file.root, "uji"):
        scope = next(scalars(question, "lingkup"), None)
        expected = list(scalars(question, "entri"))
        if scope and scope.text == "dalam" and not expected:
            message = (
                "Pertanyaan berlingkup dalam harus menyebut entri yang benar. Tambahkan, contoh: entri: [jht.definisi]"
            )
            yield Problem(file.place(scope), message)
        for node in expected:
            yield from _check_entry_id(file, node, names)
    for path in (("dialog", "giliran", "entri"), ("ganda", "entri"), ("hitung", "entri")):
        for node in scalars(file.root, *path):
            yield from _check_entry_id(file, node, names)


def check_replies(file: Tree) -> Iterator[Problem]:
    """Yield the problems of the texts of small talk: the markup, and braces, for small talk states no figures."""
    for node in scalars(file.root, "obrolan", "balasan"):
        for number, line in enumerate(node.text.split("\n"), 1):
            column = min((line.find(sign) for sign in "{}" if sign in line), default=-1)
            if column >= 0:
                message = "Balasan obrolan tidak memakai angka dalam kurung kurawal. Buat entri untuk itu."
                yield Problem(file.place_in(node, number, column + 1), message)
        yield from _check_markup(file, node)


def _check_entry_id(file: Tree, node: tree.Scalar, names: Names) -> Iterator[Problem]:
    if node.text and node.text not in names.entries and node.text not in names.claimed:
        near = suggestion(node.text, names.entries) or " Perbaiki id-nya, atau hapus baris ini."
        yield Problem(file.place(node), f"Entri '{node.text}' tidak ada.{near}")


def _check_text(file: Tree, node: tree.Scalar, names: Names) -> Iterator[Problem]:
    if names.units is not None:
        for line, column, message in template.check(node.text, names.units):
            yield Problem(file.place_in(node, line, column), message)
    yield from _check_markup(file, node)


def _check_markup(file: Tree, node: tree.Scalar) -> Iterator[Problem]:
    for problem in markup.check(node.text):
        yield Problem(file.place_in(node, problem.place.line, problem.place.column), problem.message)


def check_words(files: Iterable[Tree]) -> Iterator[Problem]:
    """Yield the problems of `ejaan`, `sinonim` and `obrolan` over all language files.

    A written form must stand for one thing only and not lead on to a third form.
    """
    listed = list(files)
    for key in ("ejaan", "sinonim"):
        yield from _check_pairs(list(_pairs(listed, key)))
    names: dict[str, Place] = {}
    for file in listed:
        for node in scalars(file.root, "obrolan", "nama"):
            place = names.setdefault(node.text, file.place(node))
            if place != file.place(node):
                yield Problem(file.place(node), f"Obrolan '{node.text}' sudah ada di {place}. Gabungkan keduanya.")


def _pairs(files: Iterable[Tree], key: str) -> Iterator[tuple[str, str, Place]]:
    """Yield canonical form, written form and the place of the latter, both forms in lower case."""
    for file in files:
        node = file.root.values.get(key) if isinstance(file.root, tree.Mapping) else None
        if isinstance(node, tree.Mapping):
            for canonical, ways in node.values.items():
                for way in scalars(ways):
                    yield canonical.strip().lower(), way.text.strip().lower(), file.place(way)


def _check_pairs(pairs: Sequence[tuple[str, str, Place]]) -> Iterator[Problem]:
    meant: dict[str, tuple[str, Place]] = {}
    for canonical, way, place in pairs:
        before, where = meant.setdefault(way, (canonical, place))
        if before != canonical:
            yield Problem(place, f"'{way}' sudah berarti '{before}' di {where}. Pilih satu arti, hapus yang lain.")
    for canonical, way, place in pairs:
        target = meant.get(canonical)
        if target and target[0] not in {canonical, way}:
            message = f"'{way}' menuju '{canonical}', yang menuju '{target[0]}'. Taruh langsung di bawah '{target[0]}'."
            yield Problem(place, message)
        elif target and target[0] == way and way != canonical:
            yield Problem(place, f"'{way}' dan '{canonical}' saling menunjuk. Pilih satu sebagai bentuk baku.")
