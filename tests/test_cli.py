"""The commands: what they read, what they print where, and how they end."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot import cli
from bot.dialogue.reply import Kind
from bot.knowledge.schema import schemas
from bot.settings import Settings
from tests.knowledge.conftest import SOUND

KEYS = ["chat", "text", "kind", "entries", "confidence", "figures", "reply", "buttons"]
PLACED = re.compile(r"[\w./-]+:[0-9]+:[0-9]+: \S")


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Only the small knowledge and a database of its own are in the environment of a test."""
    path = tmp_path / "jamsos.db"
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("KNOWLEDGE_DIR", str(SOUND))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setenv("COLUMNS", "200")
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small knowledge that a test may spoil, in the environment."""
    copy = tmp_path / "pengetahuan"
    shutil.copytree(SOUND, copy)
    monkeypatch.setenv("KNOWLEDGE_DIR", str(copy))
    return copy


def spoil(folder: Path) -> list[str]:
    """Put a mistake into each of two files, and return their places."""
    places = []
    for name, old, new, behind in (
        ("angka.yaml", "    nilai: 16800", "    nilai: 16.800", len("    nilai: ")),
        ("program/jht.yaml", "    tombol: Ambil JHT 10%", "    tombl: Ambil", len("    ")),
    ):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        places.append(f"{name}:{text[: text.index(old)].count(chr(10)) + 1}:{behind + 1}")
        path.write_text(text.replace(old, new), encoding="utf-8")
    return places


def run(*arguments: str, given: str | bytes = "", code: int = 0) -> Result:
    """Run a command that must end with `code`."""
    result = CliRunner().invoke(cli.app, arguments, input=given)
    assert result.exit_code == code, result.output + repr(result.exception)
    return result


def run_main(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    """Run the whole program, which must end with a sentence for a person, and return that."""
    monkeypatch.setattr(sys, "argv", ["jamsos", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert isinstance(ended.value.code, str)
    return ended.value.code


def ask(*lines: Any) -> list[dict[str, Any]]:
    """Return what `tanya --jsonl` writes for lines, each a text to send as it is or an object."""
    given = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    return [json.loads(line) for line in run("tanya", "--jsonl", given=given).stdout.splitlines()]


# A question, and a chat.


def test_tanya_answers_as_a_worker_reads_it() -> None:
    result = run("tanya", "apa", "itu", "jht")
    assert "(JHT) adalah tabungan dari iuran" in result.stdout
    assert "Sumber: PP 46/2015" in result.stdout
    assert "*" not in result.stdout
    assert result.stderr == ""


def test_tanya_explains_itself() -> None:
    shown = run("tanya", "--jelaskan", "gmn cara klaim jht setelah resign").stdout
    assert "bagaimana cara klaim jht" in shown
    assert "jht.klaim-resign" in shown
    assert "Keputusan" in shown


def test_chat_answers_line_by_line_with_one_context() -> None:
    """A number typed back is the button of that number; the last line needs no line end."""
    shown = run("tanya", given="jht\n4").stdout
    assert shown.index("[4] Dokumen klaim JHT") < shown.index("Buku tabungan atas nama sendiri")


def test_chat_takes_the_number_of_a_follow_up() -> None:
    assert "Ajukan lewat Lapak Asik" in run("tanya", given="apa itu jht\n1\n").stdout


@pytest.mark.parametrize("arguments", [("tanya",), ("tanya", "--jsonl"), ("mulai",)], ids=" ".join)
def test_no_input_is_no_output(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).stdout == ""


@pytest.mark.parametrize(
    "text", ["", "   ", "🙂", "\u200b\u202e", "a" * 4096, "<b>&amp;</b>", "**_`[](", "3201010101010001"]
)
def test_odd_questions_get_a_reply(text: str) -> None:
    assert run("tanya", text).stdout.strip()


def test_bytes_that_are_not_utf8_are_answered() -> None:
    assert "(JHT) adalah tabungan" in run("tanya", given=b"apa itu \xff\xfe jht\n").stdout
    written = json.loads(run("tanya", "--jsonl", given=b'{"text": "apa itu \xff jht"}\n').stdout)
    assert written["text"] == "apa itu \ufffd jht"
    assert written["entries"] == ["jht.definisi"]


def test_mulai_without_a_token_says_how_to_get_one_apart_from_the_chat() -> None:
    result = run("mulai", given="apa itu jht\n")
    assert result.stdout == run("tanya", "apa itu jht").stdout
    assert len(result.stderr.splitlines()) == 2
    assert "@BotFather" in result.stderr


def test_jalan_without_a_token_ends_with_a_sentence() -> None:
    """The service configures logging for a process, so it gets one of its own."""
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "jalan"], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert ended.returncode == 1
    assert "TELEGRAM_BOT_TOKEN belum diisi" in ended.stderr
    assert "Traceback" not in ended.stderr


# JSON lines.


def test_jsonl_keeps_order_keys_and_kinds() -> None:
    asked: list[dict[str, Any]] = [
        {"text": "apa itu jht", "chat": "a"},
        {"text": "jht"},
        {"text": "bpjs kesehatan saya nonaktif", "chat": 7},
        {"text": "halo", "chat": None},
        {"text": "qwzx vbnm"},
    ]
    written = ask(*asked)
    assert [list(row) for row in written] == [KEYS] * len(asked)
    assert [(row["text"], row["chat"]) for row in written] == [(row["text"], row.get("chat")) for row in asked]
    assert [row["kind"] for row in written] == ["answer", "choices", "redirect", "smalltalk", "unknown"]
    answer, choices, redirect, talk, unknown = written
    assert answer["entries"] == ["jht.definisi"]
    assert choices["entries"] == ["jht.definisi", "jht.klaim-resign", "jht.klaim-sebagian-10", "jht.dokumen"]
    assert redirect["entries"] == ["luar.bpjs-kesehatan"]
    assert talk["entries"] == unknown["entries"] == []
    for row in written:
        assert row["kind"] in set(Kind)
        assert 0 <= row["confidence"] <= 1
        assert row["figures"] == {}
        assert row["reply"]
        assert "**" not in row["reply"]
        assert all(isinstance(label, str) and label for label in row["buttons"])


def test_jsonl_shares_a_context_within_a_chat_alone() -> None:
    """A number is a choice in the chat that was asked; to any other, and to a stranger, it means nothing."""
    written = ask(
        {"text": "jht", "chat": "a"},
        {"text": "jkk", "chat": "b"},
        {"text": "2", "chat": "a"},
        {"text": "2", "chat": "b"},
        {"text": "2", "chat": "c"},
        {"text": "jht"},
        {"text": "2"},
    )
    assert [row["entries"] for row in written[2:5]] == [["jht.klaim-resign"], ["jkk.lapor"], []]
    assert written[6]["kind"] == "unknown"


@pytest.mark.parametrize(
    "line",
    [
        "bukan json",
        "[]",
        "{}",
        '"apa itu jht"',
        "null",
        '{"text": 1}',
        '{"text": null}',
        '{"text": "apa itu jht", "chat": ["a"]}',
        '{"text": "apa itu jht"',
        '{"text": "apa itu jht"} {}',
    ],
)
def test_jsonl_skips_other_lines_with_a_message(line: str) -> None:
    result = run("tanya", "--jsonl", given=f'{{"text": "halo"}}\n{line}\n\n{{"text": "apa itu jkk"}}\n')
    assert [json.loads(row)["text"] for row in result.stdout.splitlines()] == ["halo", "apa itu jkk"]
    assert result.stderr.startswith("baris 2 dilewati")
    assert len(result.stderr.splitlines()) == 1


def test_jsonl_answers_half_an_emoji() -> None:
    """JSON can hold half of a surrogate pair, and a client that cuts a text in the middle of an emoji sends one."""
    (written,) = ask('{"text": "apa itu jht \\ud83d"}')
    assert written["entries"] == ["jht.definisi"]


def test_jsonl_skips_a_line_nested_without_end() -> None:
    assert ask("[" * 100_000, {"text": "halo"})[0]["text"] == "halo"


@contextmanager
def started(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Start the program in a process of its own, with pipes in UTF-8."""
    with subprocess.Popen(  # noqa: S603  # our own program
        [sys.executable, "-m", "bot", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_jsonl_answers_each_line_at_once() -> None:
    """Who asks one question after another, each after the reply to the last, is not kept waiting for the end of input."""
    with started("tanya", "--jsonl") as process:
        assert process.stdin
        assert process.stdout
        for text in ("apa itu jht", "apa itu jkk"):
            process.stdin.write(json.dumps({"text": text}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["text"] == text
        process.stdin.close()
        assert process.stdout.read() == ""
        assert process.wait() == 0


# The staff's commands.


def test_periksa_on_sound_knowledge() -> None:
    result = run("periksa")
    assert re.fullmatch(r"Tidak ada kesalahan: 12 entri, [0-9]+ peringatan\.\n", result.stdout)
    places, counts = _apart(result.stderr)
    assert all(PLACED.match(line) for line in places)
    total = int(result.stdout.split()[-2])
    assert len(places) == sum(int(line.split(": ")[2]) for line in counts) == total > 0


def _apart(text: str) -> tuple[list[str], list[str]]:
    """Return the lines about places, and those that count warnings."""
    lines = text.splitlines()
    return [line for line in lines if not line.startswith("peringatan: ")], [
        line for line in lines if line.startswith("peringatan: ")
    ]


def test_periksa_ringkas_only_counts() -> None:
    whole, short = run("periksa"), run("periksa", "--ringkas")
    assert short.stdout == whole.stdout
    assert short.stderr.splitlines() == _apart(whole.stderr)[1]


def test_periksa_per_looks_ahead() -> None:
    """On a day in the future, what has lapsed by then is named."""
    found = run("periksa", "--per", "2027-01-02").stderr
    assert "'iuran.diskon' sudah berakhir pada 31 Desember 2026" in found
    assert "'iuran.diskon' sudah berakhir" not in run("periksa", "--per", "2026-12-31").stderr


def test_periksa_on_broken_knowledge_lists_all_of_it(folder: Path) -> None:
    places = spoil(folder)
    *problems, last = run("periksa", code=1).stdout.splitlines()
    assert all(PLACED.match(line) for line in problems)
    assert [line.split(": ")[0] for line in problems] == places
    assert last.startswith("2 kesalahan.")


@pytest.mark.parametrize(
    "arguments", [("tanya", "apa itu jht"), ("tanya", "--jsonl"), ("uji",), ("kalibrasi",)], ids=" ".join
)
def test_broken_knowledge_ends_with_its_problems(
    arguments: tuple[str, ...], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    places = spoil(folder)
    assert run_main(monkeypatch, *arguments).startswith("2 kesalahan di berkas pengetahuan.")
    shown = capsys.readouterr()
    assert shown.out == ""
    assert [line.split(": ")[0] for line in shown.err.splitlines()] == places


def test_wrong_setting_ends_with_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", str(tmp_path / "hilang"))
    assert run_main(monkeypatch, "periksa").startswith("KNOWLEDGE_DIR berisi ")


def test_uji_on_the_questions_of_the_knowledge() -> None:
    shown = run("uji").stdout
    assert "urusan kita" in shown
    assert "uji/pertanyaan.yaml:" in shown
    assert "uji/pertanyaan.yaml:" not in run("uji", "--ringkas").stdout


def test_uji_on_a_file(tmp_path: Path) -> None:
    """A question with the wrong answer to expect is a miss that names its line."""
    file = tmp_path / "soal.jsonl"
    rows = [
        {"q": "apa itu jht", "scope": "in", "ids": ["jht.definisi"], "style": "clean"},
        {"q": "apa itu jkk", "scope": "in", "ids": ["jkk.lapor"]},
        {"q": "halo", "scope": "chitchat"},
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    shown = run("uji", str(file)).stdout
    assert re.search(r"^urusan kita +2 soal +benar +50\.0%", shown, re.MULTILINE)
    assert "soal.jsonl:2:1: [salah yakin] 'apa itu jkk' seharusnya jkk.lapor, dapat answer: jkk.definisi" in shown


@pytest.mark.parametrize(
    "content", [b"bukan json\n", b'{"q": "apa itu jht"}\n', b"[]\n", b'{"q": "x", "scope": "in", "ids": 3}\n']
)
def test_uji_on_a_bad_file_names_the_line(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "soal.jsonl"
    file.write_bytes(b'{"q": "halo", "scope": "chitchat"}\n' + content)
    result = run("uji", str(file), code=2)
    assert "soal.jsonl:2:1: baris ini bukan soal uji yang benar" in result.stderr
    assert result.stdout == ""


def test_uji_without_a_file_or_questions(tmp_path: Path) -> None:
    assert "hilang.jsonl" in run("uji", str(tmp_path / "hilang.jsonl"), code=2).stderr
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes(b'{"q": "caf\xe9", "scope": "far"}\n')
    run("uji", str(latin), code=2)
    empty = tmp_path / "kosong.jsonl"
    empty.touch()
    assert run("uji", str(empty)).stdout == "Belum ada soal uji.\n"


def test_laporan_on_an_empty_database(database: Path) -> None:
    shown = run("laporan", "--hari", "7").stdout
    assert re.fullmatch(r"Sejak \d{4}-\d\d-\d\d: 0 pertanyaan belum terjawab, 0 jawaban dinilai\.\n", shown)
    assert database.exists()


@pytest.mark.parametrize("days", ["0", "-1", "banyak"])
def test_laporan_refuses_other_days(days: str) -> None:
    run("laporan", "--hari", days, code=2)


def test_laporan_without_its_database_ends_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://jamsos:rahasia@127.0.0.1:1/jamsos")
    assert run_main(monkeypatch, "laporan").startswith("Database tidak bisa dibaca sekarang: ")


def test_kalibrasi_is_read_by_the_next_command(folder: Path) -> None:
    assert "kalibrasi.json" in run("kalibrasi").stdout
    assert json.loads((folder / "kalibrasi.json").read_text(encoding="utf-8"))["digest"]
    assert "(JHT) adalah tabungan" in run("tanya", "apa itu jht").stdout
    assert "bobot-lama" not in run("periksa").stderr
    spoilt = folder / "umum" / "luar.yaml"
    spoilt.write_text(spoilt.read_text(encoding="utf-8").replace("165", "1500400"), encoding="utf-8")
    assert "peringatan: bobot-lama: 1" in run("periksa").stderr


def test_kalibrasi_without_questions_ends_with_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(folder / "uji")
    assert run_main(monkeypatch, "kalibrasi").startswith("Belum ada soal uji")


def test_skema_writes_every_schema(tmp_path: Path) -> None:
    shown = run("skema", str(tmp_path / "skema")).stdout
    assert [Path(line).name for line in shown.splitlines()] == list(schemas())


# Help.

ENGLISH = re.compile(r"\b(the|and|of|to|is|with|for|from|what|how|answer|question|file|show)\b", re.IGNORECASE)


@pytest.mark.parametrize("arguments", [(), ("tanya",), ("periksa",), ("uji",), ("laporan",), ("skema",)], ids=" ".join)
def test_help_is_indonesian(arguments: tuple[str, ...]) -> None:
    """Every sentence of ours in it is; the frame around them (Usage, Options) is the library's."""
    shown = run(*arguments, "--help").stdout
    ours = "\n".join(line for line in shown.splitlines() if "--help" not in line and not line.startswith("Usage:"))
    assert ours.strip()
    assert ENGLISH.findall(ours) == []


def test_help_lists_every_command() -> None:
    shown = run("--help").stdout
    for name in ("mulai", "jalan", "tanya", "periksa", "uji", "laporan", "skema", "kalibrasi"):
        assert re.search(rf"^  {name} +[A-Z]", shown, re.MULTILINE), name


def test_the_core_is_not_loaded_for_help() -> None:
    """Help comes at once: neither the engine nor Telegram is imported for it."""
    ended = subprocess.run(
        [
            sys.executable,
            "-c",
            """if True:
            import sys
            from bot.cli import app
            app(["--help"], standalone_mode=False)
            print([name for name in ("numpy", "telegram", "sqlalchemy", "bot.dialogue") if name in sys.modules])
            """,
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert ended.stdout.splitlines()[-1] == "[]"
