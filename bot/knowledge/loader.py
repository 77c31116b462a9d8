"""Reads the knowledge folder: YAML files in, one checked `Knowledge` out, or every problem of every file at once.

Files: `angka.yaml`, `sumber.yaml`, `bahasa/*.yaml`, `uji/*.yaml`, and topic files in any other folder. Names that begin
with a dot are skipped, as a mounted folder may hold them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel

from bot.knowledge import references, registry, tree
from bot.knowledge.errors import KnowledgeError, Problem, ordered
from bot.knowledge.files import (
    DialogueShape,
    EntryFile,
    EntryShape,
    FigureFile,
    FigureShape,
    LanguageFile,
    QuestionFile,
    SourceFile,
)
from bot.knowledge.messages import validate
from bot.knowledge.models import (
    Dialogue,
    Double,
    Entry,
    Figure,
    Knowledge,
    Place,
    Question,
    SmallTalk,
    Source,
    Sum,
    Topic,
    Turn,
    Vocabulary,
)
from bot.knowledge.references import Names
from bot.knowledge.tree import Tree

FIGURES = "angka.yaml"
SOURCES = "sumber.yaml"
LANGUAGE = "bahasa"
QUESTIONS = "uji"

_LABEL_LENGTH = 32
S = TypeVar("S", bound=BaseModel)

_SCOPES = {"dalam": "in", "tetangga": "near", "asing": "far", "obrolan": "chitchat"}
_KINDS = {
    "jawaban": "answer",
    "pilihan": "choices",
    "hitungan": "calculation",
    "rujukan": "redirect",
    "obrolan": "smalltalk",
    "tidak-tahu": "unknown",
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a folder gave: the knowledge, or None and all problems, in order of file and line."""

    knowledge: Knowledge | None
    problems: tuple[Problem, ...]


def load(folder: Path) -> Knowledge:
    """Return the knowledge in `folder`.

    Raises:
        KnowledgeError: Something is wrong; its `problems` list all of it, in every file.
    """
    loaded = try_load(folder)
    if loaded.knowledge is None:
        raise KnowledgeError(loaded.problems)
    return loaded.knowledge


def try_load(folder: Path) -> Loaded:
    """Return the knowledge in `folder` or all that is wrong with it; never raises for what the files hold."""
    if not folder.is_dir():
        problem = Problem(Place(str(folder), 1, 1), "Folder pengetahuan ini tidak ada. Periksa KNOWLEDGE_DIR.")
        return Loaded(None, (problem,))
    contents, problems = _contents(folder)
    files = _Files.sort([tree.read(name, data) for name, data in contents.items()])
    sound, shape_problems = _validate(files)
    problems += shape_problems
    problems += _check_references(files, sound)
    if problems:
        return Loaded(None, ordered(problems))
    return Loaded(_build(sound, _digest(contents)), ())


def _contents(folder: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the bytes of every knowledge file by its path below `folder`, in order of path."""
    contents = {}
    problems = []
    for path in sorted(folder.rglob("*")):
        relative = PurePosixPath(path.relative_to(folder).as_posix())
        if (
            any(part.startswith(".") for part in relative.parts)
            or relative.suffix not in {".yaml", ".yml"}
            or path.is_dir()
        ):
            continue
        message = _misplaced(relative)
        if message:
            problems.append(Problem(Place(str(relative), 1, 1), message))
            continue
        try:
            contents[str(relative)] = path.read_bytes()
        except OSError as error:
            reason = error.strerror or "tidak diketahui"
            problems.append(
                Problem(Place(str(relative), 1, 1), f"Berkas ini tidak bisa dibaca ({reason}). Periksa izinnya.")
            )
    present = set(contents) | {problem.place.file for problem in problems}
    problems += [
        Problem(Place(name, 1, 1), f"Berkas {name} tidak ada. Buat berkas itu di folder pengetahuan.")
        for name in (FIGURES, SOURCES)
        if name not in present
    ]
    return contents, problems


def _misplaced(path: PurePosixPath) -> str:
    """Return why a YAML file does not belong where it is, or ""."""
    if path.suffix == ".yml":
        return f"Nama berkas harus berakhir .yaml. Ganti namanya menjadi {path.stem}.yaml."
    if len(path.parts) == 1 and path.name not in {FIGURES, SOURCES}:
        return f"Di sini hanya ada {FIGURES} dan {SOURCES}. Pindahkan ke folder topik, contoh: program/{path.name}."
    if len(path.parts) > 2:
        return "Berkas ini terlalu dalam. Taruh berkas topik tepat satu folder di bawah folder pengetahuan."
    return ""


def _digest(contents: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of all paths and bytes, each with its length so that no two folders share one."""
    digest = hashlib.sha256()
    for name, data in contents.items():
        for piece in (name.encode(), data):
            digest.update(len(piece).to_bytes(8, "big"))
            digest.update(piece)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class _Files:
    """The trees of a folder by what they are for; a single file is None where it is missing."""

    figures: Tree | None
    sources: Tree | None
    topics: tuple[Tree, ...]
    languages: tuple[Tree, ...]
    questions: tuple[Tree, ...]

    @classmethod
    def sort(cls, trees: Sequence[Tree]) -> _Files:
        """Return the trees sorted by their folders."""
        by_name = {file.file: file for file in trees}
        in_folder = {file.file: PurePosixPath(file.file).parent.name for file in trees}
        return cls(
            figures=by_name.get(FIGURES),
            sources=by_name.get(SOURCES),
            topics=tuple(file for file in trees if in_folder[file.file] not in {"", LANGUAGE, QUESTIONS}),
            languages=tuple(file for file in trees if in_folder[file.file] == LANGUAGE),
            questions=tuple(file for file in trees if in_folder[file.file] == QUESTIONS),
        )

    @property
    def all(self) -> tuple[Tree, ...]:
        """Every tree there is."""
        single = tuple(file for file in (self.figures, self.sources) if file)
        return (*single, *self.topics, *self.languages, *self.questions)


@dataclass(frozen=True, slots=True)
class _Sound:
    """What of a folder has the right shape, each value with the tree it came from."""

    topics: tuple[tuple[Tree, EntryFile], ...]
    languages: tuple[tuple[Tree, LanguageFile], ...]
    questions: tuple[tuple[Tree, QuestionFile], ...]
    sources: tuple[tuple[Tree, SourceFile], ...]
    figures: Mapping[str, Figure]


def _validate(files: _Files) -> tuple[_Sound, list[Problem]]:
    """Return what has the right shape, and the problems of YAML, shapes and figures."""
    topics, topic_problems = _validated(EntryFile, files.topics)
    languages, language_problems = _validated(LanguageFile, files.languages)
    questions, question_problems = _validated(QuestionFile, files.questions)
    sources, source_problems = _validated(SourceFile, [files.sources] if files.sources else [])
    figures, figure_problems = _validated_figures(files.figures) if files.figures else ({}, [])
    found = [*topic_problems, *language_problems, *question_problems, *source_problems, *figure_problems]
    syntax = [problem for file in files.all for problem in file.problems]
    # A line that YAML already complained about is not worth a second complaint.
    spoilt = {(problem.place.file, problem.place.line) for problem in syntax}
    problems = [*syntax, *(p for p in found if (p.place.file, p.place.line) not in spoilt)]
    return _Sound(topics, languages, questions, sources, figures), problems


def _validated(shape: type[S], files: Iterable[Tree]) -> tuple[tuple[tuple[Tree, S], ...], list[Problem]]:
    values: list[tuple[Tree, S]] = []
    problems: list[Problem] = []
    for file in files:
        if file.root is not None:
            value, found = validate(shape, file, file.root)
            problems += found
            if value is not None:
                values.append((file, value))
    return tuple(values), problems


def _validated_figures(file: Tree) -> tuple[dict[str, Figure], list[Problem]]:
    """Return the figures that could be resolved; one with a wrong shape does not hide the problems of the others."""
    whole, problems = _validated(FigureFile, [file])
    nodes = _members(file, "angka")
    shapes: dict[str, FigureShape] = {}
    if whole:
        shapes = whole[0][1].figures
    else:
        for name, node in nodes.values.items():
            shape, _ = validate(FigureShape, file, node)
            if shape is not None:
                shapes[name] = shape
    figures, found = registry.resolve(file, nodes, shapes)
    return figures, [*problems, *found]


def _check_references(files: _Files, sound: _Sound) -> list[Problem]:
    """Return the problems of names that point nowhere, of texts, and of words that are claimed twice."""
    places, problems = references.check_ids(files.topics)
    known_figures = _known(files.figures, "angka")
    names = Names(
        entries=places,
        units=None if known_figures is None else {name: _unit(sound.figures.get(name)) for name in known_figures},
        sources=_known(files.sources, "sumber"),
        claimed=frozenset(name for file in files.topics for name in file.claimed),
    )
    for file in files.topics:
        problems += references.check_topic_file(file, names)
    if files.figures:
        for node in _members(files.figures, "angka").values.values():
            problems += references.check_sources(files.figures, node, names)
    for file in files.questions:
        problems += references.check_questions(file, names)
    for file in files.languages:
        problems += references.check_replies(file)
    problems += references.check_words(files.languages)
    if not files.topics:
        problems.append(Problem(Place(".", 1, 1), "Belum ada satu pun berkas topik. Buat, contoh: program/jht.yaml."))
    return problems


def _known(file: Tree | None, key: str) -> frozenset[str] | None:
    return frozenset(_members(file, key).values) if file and file.whole else None


def _members(file: Tree, key: str) -> tree.Mapping:
    """Return the mapping under a top-level key; an empty one where the form is another."""
    node = file.root.values.get(key) if isinstance(file.root, tree.Mapping) else None
    return node if isinstance(node, tree.Mapping) else tree.Mapping(1, 1, {}, {})


def _unit(figure: Figure | None) -> str | None:
    if figure is None:
        return None
    return figure.unit if figure.periods else ""


def _build(sound: _Sound, digest: str) -> Knowledge:
    entries = [
        _entry(file, value.topic, shape, node)
        for file, value in sound.topics
        for shape, node in zip(value.entries, references.mappings(file.root, "entri"), strict=True)
    ]
    return Knowledge(
        entries=MappingProxyType({entry.id: entry for entry in entries}),
        topics=MappingProxyType({value.topic: _topic(value) for _, value in sound.topics}),
        figures=MappingProxyType(dict(sound.figures)),
        sources=MappingProxyType({source.key: source for source in _sources(sound.sources)}),
        small_talk=tuple(_small_talk(sound.languages)),
        foreign=_foreign(value for _, value in sound.languages),
        vocabulary=_vocabulary([value for _, value in sound.languages]),
        questions=tuple(_questions(sound.questions)),
        dialogues=tuple(_dialogues(sound.questions)),
        doubles=tuple(_doubles(sound.questions)),
        sums=tuple(_sums(sound.questions)),
        digest=digest,
    )


def _entry(file: Tree, topic: str, shape: EntryShape, node: tree.Mapping) -> Entry:
    return Entry(
        id=shape.id,
        topic=topic,
        question=shape.question,
        label=shape.label or _shortened(shape.question),
        variations=tuple(shape.variations),
        answer=shape.answer,
        details=shape.details or "",
        sources=tuple(shape.sources),
        follow_ups=tuple(shape.follow_ups),
        review=shape.review,
        confidence=shape.confidence,
        note=shape.note or "",
        place=file.place(node),
        variation_places=tuple(file.place(variation) for variation in references.scalars(node, "variasi")),
    )


def _shortened(question: str) -> str:
    """Return a button label made of a question: its beginning, cut between words."""
    if len(question) <= _LABEL_LENGTH:
        return question
    return question[: _LABEL_LENGTH - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _topic(value: EntryFile) -> Topic:
    name = value.topic.upper() if len(value.topic) <= 3 else value.topic.replace("-", " ").capitalize()
    entries = tuple(entry.id for entry in value.entries)
    return Topic(value.topic, value.title or name, entries, tuple(value.menu) or entries[:4])


def _sources(values: Iterable[tuple[Tree, SourceFile]]) -> Iterator[Source]:
    for file, value in values:
        nodes = _members(file, "sumber")
        for key, shape in value.sources.items():
            place = file.place(nodes.keys[key])
            yield Source(key, shape.title, shape.kind, shape.date or "", shape.url or "", shape.shown == "ya", place)


def _small_talk(values: Iterable[tuple[Tree, LanguageFile]]) -> Iterator[SmallTalk]:
    for file, value in values:
        for shape, node in zip(value.small_talk, references.mappings(file.root, "obrolan"), strict=True):
            yield SmallTalk(shape.name, tuple(shape.variations), tuple(shape.replies), file.place(node))


def _foreign(values: Iterable[LanguageFile]) -> Mapping[str, tuple[str, ...]]:
    """Return the foreign themes of all language files; a theme in several files has all its questions."""
    themes: dict[str, tuple[str, ...]] = {}
    for value in values:
        for theme, said in value.foreign.items():
            themes[theme] = (*themes.get(theme, ()), *said)
    return MappingProxyType(themes)


def _vocabulary(values: Iterable[LanguageFile]) -> Vocabulary:
    """Return all language files as one vocabulary, in lower case; a value in several files has all its phrases."""
    spellings: dict[str, str] = {}
    synonyms: dict[str, str] = {}
    slots: dict[str, dict[str, tuple[str, ...]]] = {}
    known: set[str] = set()
    ignored: set[str] = set()
    for value in values:
        spellings |= _meanings(value.spellings)
        synonyms |= _meanings(value.synonyms)
        for slot, named in value.slots.items():
            filled = slots.setdefault(slot.lower(), {})
            for name, phrases in named.items():
                before = filled.get(name.lower(), ())
                filled[name.lower()] = tuple(dict.fromkeys((*before, *(phrase.lower() for phrase in phrases))))
        known.update(word.lower() for word in value.known)
        ignored.update(word.lower() for word in value.ignored)
    return Vocabulary(
        MappingProxyType(spellings),
        MappingProxyType(synonyms),
        MappingProxyType({slot: MappingProxyType(named) for slot, named in slots.items()}),
        frozenset(known),
        frozenset(ignored),
    )


def _meanings(listed: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return for each way of writing the word it stands for; a word listed under itself says nothing."""
    pairs = ((way.lower(), word.lower()) for word, ways in listed.items() for way in ways)
    return {way: word for way, word in pairs if way != word}


def _questions(values: Iterable[tuple[Tree, QuestionFile]]) -> Iterator[Question]:
    for file, value in values:
        for shape, node in zip(value.questions, references.mappings(file.root, "uji"), strict=True):
            yield Question(shape.text, _SCOPES[shape.scope], tuple(shape.entries), shape.style, file.place(node))


def _dialogues(values: Iterable[tuple[Tree, QuestionFile]]) -> Iterator[Dialogue]:
    for file, value in values:
        for shape, node in zip(value.dialogues, references.mappings(file.root, "dialog"), strict=True):
            yield Dialogue(shape.name, tuple(_turns(file, shape, node)), file.place(node))


def _turns(file: Tree, dialogue: DialogueShape, within: tree.Mapping) -> Iterator[Turn]:
    for shape, node in zip(dialogue.turns, references.mappings(within, "giliran"), strict=True):
        kinds = tuple(_KINDS[kind] for kind in shape.kinds)
        yield Turn(shape.text, kinds, tuple(shape.entries), file.place(node))


def _doubles(values: Iterable[tuple[Tree, QuestionFile]]) -> Iterator[Double]:
    for file, value in values:
        for shape, node in zip(value.doubles, references.mappings(file.root, "ganda"), strict=True):
            yield Double(shape.text, tuple(tuple(need) for need in shape.needs), file.place(node))


def _sums(values: Iterable[tuple[Tree, QuestionFile]]) -> Iterator[Sum]:
    for file, value in values:
        for shape, node in zip(value.sums, references.mappings(file.root, "hitung"), strict=True):
            figures = MappingProxyType(dict(shape.figures))
            yield Sum(shape.text, shape.day, tuple(shape.entries), figures, file.place(node))
