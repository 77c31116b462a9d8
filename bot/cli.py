"""The commands of `jamsos`: words in, words out; whatever they do is done by the library beneath."""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import settings as environment
from bot.settings import Settings, SettingsError

if TYPE_CHECKING:
    from bot.dialogue.reply import Reply

ZONE = timezone(timedelta(hours=7), "WIB")
"""The days of the bot are those of Serang, which knows no summer time."""

app = typer.Typer(
    name="jamsos",
    help="Tanya Jamsos: menjawab pertanyaan pekerja soal BPJS Ketenagakerjaan.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def main() -> None:
    """Run the command line; a wrong setting or unsound knowledge ends with one clear message and exit code 1."""
    from bot.knowledge import KnowledgeError  # noqa: PLC0415  # `jamsos --help` need not load the knowledge code
    from bot.matching.errors import CalibrationError  # noqa: PLC0415  # the same

    try:
        app()
    except (SettingsError, CalibrationError) as error:
        sys.exit(str(error))
    except KnowledgeError as error:
        for problem in error.problems:
            sys.stderr.write(f"{problem}\n")
        sys.exit(f"{len(error.problems)} kesalahan di berkas pengetahuan. Perbaiki dulu, lalu jalankan: jamsos periksa")


def _now() -> datetime:
    return datetime.now(ZONE)


def _say(text: str = "") -> None:
    sys.stdout.buffer.write(f"{text}\n".encode(errors="replace"))
    sys.stdout.flush()


@app.command()
def mulai() -> None:
    """Layani Telegram kalau TELEGRAM_BOT_TOKEN ada; kalau tidak, buka obrolan di terminal."""
    loaded = environment.load()
    if loaded.telegram_bot_token is not None:
        raise typer.Exit(_serve(loaded))
    sys.stderr.write(
        "TELEGRAM_BOT_TOKEN belum ada: buka @BotFather di Telegram, kirim /newbot, lalu salin token yang diberikan.\n"
        "Jalankan lagi dengan: TELEGRAM_BOT_TOKEN=token-itu make run. Sementara itu, silakan mengobrol di sini.\n"
    )
    _chat(loaded)


@app.command()
def jalan() -> None:
    """Layani Telegram: polling, atau webhook kalau WEBHOOK_URL ada."""
    raise typer.Exit(_serve(environment.load()))


def _serve(loaded: Settings) -> int:
    from bot.telegram.service import serve  # noqa: PLC0415  # only this command needs Telegram

    return asyncio.run(serve(loaded))


@app.command()
def tanya(
    teks: Annotated[list[str] | None, typer.Argument(help="Pertanyaannya. Kosong: mengobrol.")] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Baca dan tulis baris JSON.")] = False,
    jelaskan: Annotated[bool, typer.Option("--jelaskan", help="Tunjukkan mengapa jawabannya begitu.")] = False,
) -> None:
    """Jawab satu pertanyaan, atau mengobrol di terminal."""
    loaded = environment.load()
    if jsonl:
        _json_lines(loaded)
    elif teks:
        from bot.dialogue.assistant import load_assistant  # noqa: PLC0415  # keeps `jamsos --help` quick
        from bot.dialogue.context import Context  # noqa: PLC0415  # the same
        from bot.dialogue.explain import explain  # noqa: PLC0415  # the same

        assistant = load_assistant(loaded.knowledge_dir)
        text = " ".join(teks)
        if jelaskan:
            _say(explain(assistant, text, now=_now()))
        else:
            _show(assistant.answer(text, Context(), now=_now()))
    else:
        _chat(loaded)


def _show(reply: Reply) -> None:
    """Print a reply as a worker would read it in a terminal."""
    from bot.dialogue.plain import screen  # noqa: PLC0415  # keeps `jamsos --help` quick

    _say(screen(reply))


def _chat(loaded: Settings) -> None:
    """Answer line by line, with one context, until the input ends."""
    from bot.dialogue.assistant import load_assistant  # noqa: PLC0415  # keeps `jamsos --help` quick
    from bot.dialogue.context import Context  # noqa: PLC0415  # the same

    assistant = load_assistant(loaded.knowledge_dir)
    reply = assistant.welcome(now=_now())
    context = Context()
    if sys.stdin.isatty():
        _show(reply)
        sys.stderr.write("(Ctrl-D untuk selesai)\n")
    while True:
        if sys.stdin.isatty():
            sys.stdout.write("\n> ")
            sys.stdout.flush()
        line = sys.stdin.buffer.readline()
        if not line:
            break
        text = _decoded(line)
        pressed = assistant.press(_numbered(text, reply), context, now=_now())
        reply = pressed or assistant.answer(text, context, now=_now())
        context = reply.context
        _show(reply)


def _numbered(text: str, reply: Reply) -> str:
    """Return the action of the button whose number was typed, as a terminal has no buttons; "" for any other text."""
    typed = text.strip()
    place = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 3 else 0
    return reply.buttons[place - 1].action if 1 <= place <= len(reply.buttons) else ""


def _decoded(line: bytes) -> str:
    """Return a line of input as text; bytes that are not UTF-8 become replacement characters."""
    return line.decode("utf-8", errors="replace").rstrip("\r\n")


def _json_lines(loaded: Settings) -> None:
    """Answer JSON lines with JSON lines, in order, each flushed at once; lines with the same chat share a context."""
    from bot.dialogue.assistant import load_assistant  # noqa: PLC0415  # keeps `jamsos --help` quick
    from bot.dialogue.context import Context  # noqa: PLC0415  # the same
    from bot.dialogue.plain import plain_text  # noqa: PLC0415  # the same

    assistant = load_assistant(loaded.knowledge_dir)
    contexts: dict[str, Context] = {}
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            text, chat = _asked(json.loads(_decoded(line)))
        except (ValueError, RecursionError) as error:
            sys.stderr.write(f'baris {number} dilewati, bukan {{"text": "..."}}: {error}\n')
            continue
        key = None if chat is None else str(chat)
        reply = assistant.answer(text, contexts.get(key, Context()) if key is not None else Context(), now=_now())
        if key is not None:
            contexts[key] = reply.context
        written = {
            "chat": chat,
            "text": text,
            "kind": reply.kind.value,
            "entries": list(reply.entries),
            "confidence": round(reply.confidence, 4),
            "figures": {name: _plain_number(value) for name, value in reply.figures.items()},
            "reply": plain_text(reply),
            "buttons": [button.label for button in reply.buttons],
        }
        _say(json.dumps(written, ensure_ascii=False))


def _asked(row: object) -> tuple[str, str | int | None]:
    """Return the text and the chat of a line.

    Raises:
        ValueError: if it is of another form.
    """
    text, chat = (row.get("text"), row.get("chat")) if isinstance(row, dict) else (None, None)
    if not isinstance(text, str):
        raise ValueError("text harus ada dan berupa tulisan")  # noqa: TRY004  # the line is wrong, not a type
    if not (chat is None or isinstance(chat, str | int)):
        raise ValueError("chat harus tulisan atau angka")
    return text, chat


def _plain_number(value: int | Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


@app.command()
def periksa(
    per: Annotated[
        datetime | None, typer.Option("--per", formats=["%Y-%m-%d"], help="Periksa seolah hari ini tanggal itu.")
    ] = None,
    ringkas: Annotated[bool, typer.Option("--ringkas", help="Hanya jumlah peringatan, tanpa daftarnya.")] = False,
) -> None:
    """Periksa berkas pengetahuan: kesalahan (keluar dengan kode 1) dan peringatan."""
    from bot.dialogue.review import review_matching  # noqa: PLC0415  # keeps `jamsos --help` quick
    from bot.knowledge import try_load  # noqa: PLC0415  # the same
    from bot.knowledge.review import review  # noqa: PLC0415  # the same
    from bot.matching import calibration  # noqa: PLC0415  # the same

    loaded = environment.load()
    found = try_load(loaded.knowledge_dir)
    for problem in found.problems:
        _say(str(problem))
    if found.knowledge is None:
        _say(f"{len(found.problems)} kesalahan. Perbaiki baris di atas, lalu jalankan lagi: jamsos periksa")
        raise typer.Exit(1)
    day = per.date() if per else _now().date()
    warnings = (
        *review(found.knowledge, day),
        *review_matching(found.knowledge, calibration.read(loaded.knowledge_dir)),
    )
    if not ringkas:
        for warning in warnings:
            sys.stderr.write(f"{warning}\n")
    for kind, count in Counter(warning.kind.value for warning in warnings).items():
        sys.stderr.write(f"peringatan: {kind}: {count}\n")
    _say(f"Tidak ada kesalahan: {len(found.knowledge.entries)} entri, {len(warnings)} peringatan.")


@app.command()
def uji(
    berkas: Annotated[
        Path | None, typer.Argument(help="Berkas soal (JSON per baris). Kosong: soal di knowledge/uji/.")
    ] = None,
    ringkas: Annotated[bool, typer.Option("--ringkas", help="Hanya angkanya, tanpa daftar yang meleset.")] = False,
) -> None:
    """Jalankan soal uji: berapa yang benar, dan mana yang meleset."""
    from bot.dialogue.assistant import load_assistant  # noqa: PLC0415  # keeps `jamsos --help` quick
    from bot.dialogue.evaluation import evaluate, read_questions  # noqa: PLC0415  # the same
    from bot.dialogue.scorecard import scorecard, trial_cards  # noqa: PLC0415  # the same

    assistant = load_assistant(environment.load().knowledge_dir)
    try:
        questions = read_questions(berkas) if berkas else assistant.knowledge.questions
    except (OSError, ValueError) as error:
        raise typer.BadParameter(str(error)) from error
    now = _now()
    _say(scorecard(evaluate(assistant, questions, now=now), misses=not ringkas))
    if berkas is None:
        for card in trial_cards(assistant, now=now, misses=not ringkas):
            _say(f"\n{card}")


@app.command()
def laporan(hari: Annotated[int, typer.Option(help="Berapa hari ke belakang.", min=1, max=3660)] = 30) -> None:
    """Daftar pertanyaan yang tidak terjawab dan jawaban yang dinilai tidak membantu."""
    from bot.storage import Store, UnavailableError  # noqa: PLC0415  # only this command reads the database
    from bot.storage.report import Report, report  # noqa: PLC0415  # the same

    loaded = environment.load()
    since = _now().date() - timedelta(days=hari)

    async def collect() -> Report:
        async with await Store.open(loaded.database_url.get_secret_value()) as store:
            return await report(store, since)

    try:
        found = asyncio.run(collect())
    except UnavailableError as error:
        sys.exit(f"Database tidak bisa dibaca sekarang: {error}")
    _say(
        f"Sejak {since.isoformat()}: {len(found.unserved)} pertanyaan belum terjawab, {len(found.rated)} jawaban dinilai."
    )
    for row in found.unserved:
        near = f" (terdekat: {', '.join(row.suggestions)})" if row.suggestions else ""
        kinds = ", ".join(kind.value for kind in row.kinds)
        _say(f"{row.count:>4}x  {row.last.isoformat()}  [{kinds}]  {row.text}{near}")
    for rating in found.rated:
        _say(f"{rating.share:>4.0%} tidak membantu dari {rating.helpful + rating.unhelpful} penilaian: {rating.entry}")


@app.command()
def skema(folder: Annotated[Path, typer.Argument(help="Ke mana ditulis.")] = Path("docs/skema")) -> None:
    """Tulis ulang skema JSON untuk penyunting berkas pengetahuan."""
    from bot.knowledge.schema import write  # noqa: PLC0415  # only this command needs it

    for path in write(folder):
        _say(str(path))


@app.command()
def kalibrasi() -> None:
    """Hitung ulang bobot dan ambang keyakinan dari variasi dan soal uji, lalu simpan di knowledge/."""
    from bot.dialogue.fitting import refit  # noqa: PLC0415  # only this command needs it

    try:
        _say(refit(environment.load().knowledge_dir))
    except ValueError as error:
        sys.exit(str(error))
