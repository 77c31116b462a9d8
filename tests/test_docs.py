"""The documents keep up with the program: commands, settings, examples and quoted sentences are the real ones."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperCommand, TyperGroup

from bot.cli import app
from bot.knowledge import try_load
from bot.knowledge.errors import ProblemKind
from bot.settings import Settings
from tests.knowledge.conftest import SHIPPED, SOUND

ROOT = SHIPPED.parent
README = ROOT / "README.md"
GUIDE = ROOT / "docs" / "panduan-staf.md"
OPERATIONS = ROOT / "docs" / "operations.md"
DOCUMENTS = (README, GUIDE, OPERATIONS)

CODE = re.compile(r"^ *```.*?^ *```|`[^`\n]+`", re.MULTILINE | re.DOTALL)
CALL = re.compile(r"\bjamsos (?!jamsos\b)([a-z]+)([^\n`]*)")
LINK = re.compile(r"\]\(([^)\s]+)\)")
EXAMPLE = re.compile(r"<!-- contoh: (\S+) -->\n```yaml\n(.*?)```", re.DOTALL)
SLIP = re.compile(
    r"### (?P<title>[^\n]+)\n(?:[^#]*?)<!-- salah: (?P<file>\S+) -->\n```yaml\n(?P<wrong>.*?)```\n\n"
    r"```text\n(?P<said>.*?)\n```\n\n```yaml\n(?P<right>.*?)```",
    re.DOTALL,
)

REST = {
    "pertanyaan": "    pertanyaan: JHT itu apa?\n",
    "variasi": "    variasi:\n      - jht teh naon\n",
    "jawaban": "    jawaban: Tabungan.\n",
    "sumber": "    sumber: [pp-46-2015]\n",
    "tinjau": "    tinjau: 2027-06-30\n",
}
"""What an entry must have beside the lines that an example shows."""


def commands() -> dict[str, TyperCommand]:
    """Return every command of the program by name."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return {name: command for name, command in group.commands.items() if isinstance(command, TyperCommand)}


def options(command: TyperCommand) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts if name.startswith("--")} | {"--help"}


def calls(document: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield every `jamsos …` of the code in a document: the command and the options named behind it."""
    for code in CODE.findall(document.read_text(encoding="utf-8")):
        for name, rest in CALL.findall(code):
            yield name, re.findall(r"--[a-z]+", rest)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_named_exist(document: Path) -> None:
    """Whoever types what a document says gets what it says."""
    known = commands()
    named = list(calls(document))
    assert named
    for name, given in named:
        assert name in known, f"jamsos {name}"
        assert set(given) <= options(known[name]), f"jamsos {name} {given}"


@pytest.mark.parametrize("document", [README, GUIDE], ids=lambda path: path.name)
def test_every_command_is_named(document: Path) -> None:
    assert {name for name, _ in calls(document)} == set(commands())


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_and_option_is_explained(name: str) -> None:
    command = commands()[name]
    assert command.help
    assert [parameter.name for parameter in command.params if not getattr(parameter, "help", None)] == []


def test_every_option_is_in_the_readme() -> None:
    code = " ".join(CODE.findall(README.read_text(encoding="utf-8")))
    offered = set().union(*map(options, commands().values())) - {"--help"}
    assert {option for option in offered if option not in code} == set()


def test_every_setting_is_in_the_operations_page() -> None:
    """The table of variables has every setting, and nothing that is none."""
    rows = set(re.findall(r"^\| `([A-Z_]+)` \|", OPERATIONS.read_text(encoding="utf-8"), re.MULTILINE))
    assert rows == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    """Links to files of the project and to headings of the same page are not torn."""
    text = document.read_text(encoding="utf-8")
    headings = {_anchor(title) for title in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    for target in LINK.findall(CODE.sub("", text)):
        if target.startswith("#"):
            assert target[1:] in headings, target
        elif "://" not in target:
            assert (document.parent / target.partition("#")[0]).exists(), target


def _anchor(title: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def test_every_kind_of_advice_is_explained_to_staff() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert {kind for kind in ProblemKind if kind is not ProblemKind.ERROR and f"`{kind.value}`" not in text} == set()


def test_complete_examples_load(tmp_path: Path) -> None:
    """The guide's examples, put where it says, make sound knowledge; one with a key that is there replaces it."""
    folder = tmp_path / "knowledge"
    shutil.copytree(SHIPPED, folder)
    examples = EXAMPLE.findall(GUIDE.read_text(encoding="utf-8"))
    assert {Path(name).parts[0] for name, _ in examples} >= {"peserta", "angka.yaml", "sumber.yaml", "bahasa", "uji"}
    for name, text in examples:
        path = folder / name
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        head = re.escape(text.partition("\n")[0])
        path.write_text(re.sub(rf"^{head}\n(?:    .*\n|\n)*", "", before, flags=re.MULTILINE) + text, encoding="utf-8")
    assert try_load(folder).problems == ()


def slips() -> list[re.Match[str]]:
    return list(SLIP.finditer(GUIDE.read_text(encoding="utf-8")))


def test_slips_are_all_found() -> None:
    """No example of a mistake escapes the tests below by its form."""
    assert len(slips()) == GUIDE.read_text(encoding="utf-8").count("<!-- salah: ") > 10


@pytest.mark.parametrize("slip", slips(), ids=lambda slip: slip["title"])
def test_slips_are_refused_as_quoted(slip: re.Match[str], tmp_path: Path) -> None:
    """Each mistake gives exactly the line that the guide quotes, and its correction gives none."""
    _write(tmp_path, slip["file"], slip["wrong"])
    assert [str(problem) for problem in try_load(tmp_path).problems] == [slip["said"]]
    _write(tmp_path, slip["file"], slip["right"])
    assert try_load(tmp_path).problems == ()


def _write(folder: Path, file: str, lines: str) -> None:
    """Write a small knowledge whose first entry, or whose one figure, holds `lines`."""
    own, figure = ("", lines) if file == "angka.yaml" else (lines, "    nilai: 56\n")
    rest = "".join(text for key, text in REST.items() if f"    {key}:" not in own)
    entries = f"  - id: jht.definisi\n{own}{rest}  - id: jht.cek-saldo\n{''.join(REST.values())}"
    (folder / "program").mkdir(exist_ok=True)
    (folder / "program" / "jht.yaml").write_text(f"topik: jht\nentri:\n{entries}", encoding="utf-8")
    (folder / "angka.yaml").write_text(
        f"angka:\n  jht.usia:\n{figure}    satuan: tahun\n    sumber: [pp-46-2015]\n", encoding="utf-8"
    )
    shutil.copy(SOUND / "sumber.yaml", folder)
