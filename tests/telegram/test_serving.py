"""The service as a whole: starting, refusing to start, stopping, webhook, health, metrics, and new knowledge."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.settings import Settings
from bot.telegram import serve, texts
from bot.telegram.handlers import ALLOWED_UPDATES
from tests.telegram import http
from tests.telegram.fake import TOKEN, FakeTelegram, Fault
from tests.telegram.running import FAST, KNOWLEDGE, logging_left_alone, running
from tests.telegram.scripted import FAILS

pytestmark = pytest.mark.asyncio
SECRET = "rahasia_webhook-1"  # noqa: S105 - it guards nothing
HEADERS = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": SECRET}
ROOT = Path(__file__).parent.parent.parent


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def test_the_profile_is_set_once(server: FakeTelegram) -> None:
    """Commands, descriptions and menu button are set in Indonesian as the fall-back, and not set again."""
    async with running(server):
        await server.wait(lambda: server.made("setChatMenuButton"))
    by_scope = {one["scope"]["type"]: one["commands"] for one in server.made("setMyCommands")}
    assert by_scope.keys() == {"default", "all_private_chats", "all_group_chats"}
    assert [one["command"] for one in by_scope["all_group_chats"]] == ["tanya", "bantuan", "privasi"]
    assert all("language_code" not in call.parameters for call in server.calls)
    server.calls.clear()
    async with running(server):
        await server.wait(lambda: server.made("getChatMenuButton"))
        await server.reply(7, "halo")
    assert not [call.method for call in server.calls if call.method.startswith("setMy")]


async def test_what_telegram_is_asked_to_send_is_said_each_time(telegram: FakeTelegram) -> None:
    """Leaving it out would keep what was asked for before."""
    assert {tuple(one["allowed_updates"]) for one in telegram.made("getUpdates")} == {ALLOWED_UPDATES}
    assert not telegram.made("deleteWebhook")[0].get("drop_pending_updates")


async def ends(capsys: pytest.CaptureFixture[str], server: FakeTelegram, **more: Any) -> str:
    """Return what a run says that ends by itself with exit code 1."""
    async with running(server, wait=False, **more) as service:
        assert await service.ended() == 1
    return capsys.readouterr().err


async def test_without_a_token(server: FakeTelegram, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever forgot the token is told where to get one."""
    assert texts.NOT_CONFIGURED in await ends(capsys, server, telegram_bot_token=None)


async def test_with_a_wrong_token(server: FakeTelegram, capsys: pytest.CaptureFixture[str]) -> None:
    """A token that Telegram does not take is told at once and not shown."""
    wrong = "987654321:AAWrongTokenForTestsOnly_abcdefghijkl"
    said = await ends(capsys, server, telegram_bot_token=SecretStr(wrong))
    assert texts.NOT_ACCEPTED in said
    assert wrong not in said


async def test_a_token_revoked_while_running_ends_the_process(
    server: FakeTelegram, capsys: pytest.CaptureFixture[str]
) -> None:
    """A process that can never poll again does not pretend to live."""
    async with running(server, wait=False) as service:
        await server.wait(lambda: server.made("getUpdates"))
        server.token_revoked = True
        await server.say(7, "halo")
        assert await service.ended() == 1
    assert texts.NOT_ACCEPTED in capsys.readouterr().err


async def test_polling_does_not_steal_a_webhook(server: FakeTelegram, capsys: pytest.CaptureFixture[str]) -> None:
    """A developer with the production token disconnects nobody."""
    server.webhook = {"url": "https://bot.example.go.id/telegram"}
    said = await ends(capsys, server)
    assert "bot.example.go.id" in said
    assert server.webhook["url"]
    assert server.made("deleteWebhook") == []


async def test_a_second_poller_ends_the_process(server: FakeTelegram, capsys: pytest.CaptureFixture[str]) -> None:
    """Two processes that take turns stealing each other's updates help nobody."""
    async with running(server, replace(FAST, conflicts=2), wait=False) as service:
        await server.wait(lambda: server.made("getUpdates"))
        server.other_poller = True
        await server.say(7, "halo")
        assert await service.ended() == 1
    assert texts.CONFLICT in capsys.readouterr().err


async def test_a_single_conflict_is_survived(server: FakeTelegram) -> None:
    """The last poll of the process before may still be running."""
    server.fail("getUpdates", Fault(409, "Conflict: terminated by other getUpdates request"))
    async with running(server):
        assert "tabungan" in (await server.reply(7, "apa itu jht"))["text"]


async def test_a_network_that_is_down_at_the_start_is_waited_for(server: FakeTelegram) -> None:
    """A host that boots before its network starts all the same."""
    server.fail("getMe", Fault(tear=True), Fault(502, "Bad Gateway"))
    server.fail("getWebhookInfo", Fault(tear=True))
    server.fail("deleteWebhook", Fault(tear=True))
    async with running(server):
        assert "tabungan" in (await server.reply(7, "apa itu jht"))["text"]


async def test_a_network_that_stays_down_ends_the_start(
    server: FakeTelegram, capsys: pytest.CaptureFixture[str]
) -> None:
    """The wait is finite and ends with a sentence."""
    server.fail("getMe", *[Fault(tear=True)] * 9)
    assert texts.UNREACHABLE in await ends(capsys, server)


async def test_stopping_while_waiting_for_the_network(server: FakeTelegram) -> None:
    """Nobody waits half a minute for a process that is to end."""
    server.fail("getMe", *[Fault(tear=True)] * 9)
    async with running(server, replace(FAST, starts=(60,)), wait=False) as service:
        await server.wait(lambda: server.made("getMe"))
        assert await service.end(3) == 0


async def test_broken_knowledge_at_the_start(
    server: FakeTelegram, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each problem is logged with its place, and the sentence says what to run."""
    (folder / "program" / "jht.yaml").write_text("topik: [", "utf-8")
    said = await ends(capsys, server, knowledge_dir=folder)
    assert "jamsos periksa" in said
    assert "program/jht.yaml:" in said


async def test_a_port_that_is_taken(server: FakeTelegram, capsys: pytest.CaptureFixture[str]) -> None:
    """The sentence names the port."""
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))  # noqa: S104 - as the service binds
        taken.listen()
        port = int(taken.getsockname()[1])
        assert f"Port {port} tidak bisa dipakai" in await ends(capsys, server, port=port)


async def test_a_database_address_without_a_driver(server: FakeTelegram, capsys: pytest.CaptureFixture[str]) -> None:
    """An address that nothing can be made of is refused without showing it."""
    said = await ends(capsys, server, database_url=SecretStr("postgresql+nope://u:sandi@h/d"))
    assert texts.DATABASE_WRONG in said
    assert "sandi" not in said


async def test_health_and_metrics_while_polling(server: FakeTelegram) -> None:
    """With PORT set, a poller shows that it lives, what it does, and nothing of who writes."""
    port = free_port()
    async with running(server, port=port):
        await server.reply(7, "apa itu jht")
        await server.reply(7, "xyzzy plugh")
        assert (await http.call(port, "GET", "/healthz")).status == 200
        assert (await http.call(port, "GET", "/readyz")).status == 200
        assert (await http.call(port, "POST", "/telegram")).status == 404
        shown = (await http.call(port, "GET", "/metrics")).body.decode()
    assert 'jamsos_updates_total{kind="message"} 2.0' in shown
    assert 'jamsos_replies_total{kind="answer"} 1.0' in shown
    assert "jamsos_missed_total 1.0" in shown
    assert "jamsos_entries 12.0" in shown
    silence = next(line for line in shown.splitlines() if line.startswith("jamsos_silence_seconds "))
    assert 0 <= float(silence.split()[1]) < 5
    assert "xyzzy" not in shown


async def test_a_poller_that_hears_nothing_is_not_alive(server: FakeTelegram, monkeypatch: pytest.MonkeyPatch) -> None:
    """The health check fails when polls no longer succeed, though the process runs."""
    monkeypatch.setattr("bot.telegram.service.SILENCE", 0.2)
    port = free_port()
    async with running(server, port=port):
        server.fail("getUpdates", Fault(silence=0.8, tear=True))
        await server.say(7, "halo")
        await asyncio.sleep(0.3)
        assert (await http.call(port, "GET", "/healthz")).status == 503


@asynccontextmanager
async def webhook(server: FakeTelegram, **more: Any) -> AsyncIterator[Callable[..., Any]]:
    """Run the service behind a webhook, and yield what posts an update to it."""
    port = free_port()
    given = {"webhook_url": f"http://127.0.0.1:{port}", "webhook_secret": SecretStr(SECRET), "port": port}
    async with running(server, **{**given, **more}):

        async def post(update: object, headers: dict[str, str] = HEADERS, body: bytes | None = None) -> int:
            sent = json.dumps(update).encode() if body is None else body
            return (await http.call(port, "POST", "/telegram", sent, headers)).status

        await ready(port)
        yield post


async def ready(port: int) -> None:
    """Wait until the service on `port` takes updates."""
    for _ in range(400):
        try:
            if (await http.call(port, "GET", "/readyz")).status == 200:
                return
        except ConnectionRefusedError:
            pass  # not even listening yet
        await asyncio.sleep(0.01)
    raise AssertionError("never ready")


def asked(server: FakeTelegram, text: str, chat: int = 7) -> dict[str, object]:
    """Return an update with a question."""
    return {"update_id": server.number(), "message": server.message(chat, text)}


async def test_updates_come_through_the_webhook(server: FakeTelegram) -> None:
    """Telegram is told the address and the secret, and an update posted there is answered once."""
    async with webhook(server) as post:
        update = asked(server, "apa itu jht")
        assert [await post(update), await post(update)] == [200, 200]
        await server.replies(7)
        assert await post(asked(server, "apa itu jkk")) == 200
        await server.replies(7, 2)
    assert server.webhook["url"].endswith("/telegram")
    assert server.webhook["secret_token"] == SECRET
    assert tuple(server.webhook["allowed_updates"]) == ALLOWED_UPDATES
    assert len(server.sent(7)) == 2
    assert server.made("getUpdates") == []


async def test_a_webhook_secret_is_made_where_none_is_given(server: FakeTelegram) -> None:
    """No webhook is ever open to everyone, and every replica makes the same secret."""
    async with webhook(server, webhook_secret=None) as post:
        assert await post(asked(server, "apa itu jht")) == 403
        first = server.webhook["secret_token"]
        headers = {**HEADERS, "X-Telegram-Bot-Api-Secret-Token": first}
        assert await post(asked(server, "apa itu jht"), headers) == 200
        await server.replies(7)
    async with webhook(server, webhook_secret=None):
        assert server.webhook["secret_token"] == first
    assert TOKEN not in first


async def test_the_webhook_takes_updates_from_telegram_only(server: FakeTelegram) -> None:
    """Strangers, other content, and too much of it are refused; what cannot be read is not sent again."""
    async with webhook(server) as post:
        update = asked(server, "apa itu jht")
        wrong = {**HEADERS, "X-Telegram-Bot-Api-Secret-Token": "salah"}
        assert await post(update, {"Content-Type": "application/json"}) == 403
        assert await post(update, wrong) == 403
        assert await post(update, {**wrong, "X-Telegram-Bot-Api-Secret-Token": "\u00e9"}) == 403
        assert await post(update, {**HEADERS, "Content-Type": "text/plain"}) == 415
        assert await post(None, body=b"{") == 400
        assert await post([1]) == 400
        assert await post({"update_id": "x"}) == 400
        assert await post(None, body=b" " * (1024 * 1024 + 1)) == 413
        assert await post({"update_id": 5, "message": {"from": "nobody"}}) == 200
        assert await post({"update_id": 6, "something_new": {}}) == 200
        assert server.sent(7) == []
        assert await post(update, {**HEADERS, "Content-Type": "application/json; charset=utf-8"}) == 200
        await server.replies(7)


async def test_a_full_webhook_says_busy(server: FakeTelegram) -> None:
    """Telegram sends again what was not taken."""
    port = free_port()
    options = replace(FAST, backlog=2)
    given: dict[str, Any] = {
        "webhook_url": f"http://127.0.0.1:{port}",
        "webhook_secret": SecretStr(SECRET),
        "port": port,
    }
    server.fail("sendMessage", *[Fault(silence=0.5, tear=True, done=True)] * 2)
    async with running(server, options, **given):
        await ready(port)
        statuses = [
            (
                await http.call(port, "POST", "/telegram", json.dumps(asked(server, "halo", chat)).encode(), HEADERS)
            ).status
            for chat in (7, 8, 9)
        ]
        assert statuses == [200, 200, 503]
        await server.wait(lambda: server.sent(7) and server.sent(8))
        await asyncio.sleep(0.6)
        again = json.dumps(asked(server, "halo", 9)).encode()
        assert (await http.call(port, "POST", "/telegram", again, HEADERS)).status == 200
        await server.replies(9)


async def test_what_is_in_flight_is_finished_at_the_end(server: FakeTelegram) -> None:
    """Answers that were begun are sent before the process ends, and nothing new is taken."""
    async with running(server) as service:
        server.fail("sendMessage", Fault(silence=0.4, tear=True))
        await server.say(7, "apa itu jht")
        await server.wait(lambda: server.made("sendMessage"))
        assert await service.end() == 0
    assert "tabungan" in server.sent(7)[0]["text"]
    assert server._updates == [] or server.made("getUpdates")[-1]["offset"] > server.next_update


async def test_an_answer_that_never_ends_does_not_hold_up_the_end(server: FakeTelegram) -> None:
    """The drain is finite."""
    async with running(server, replace(FAST, drain=0.2, patience=30)) as service:
        server.fail("sendMessage", Fault(silence=20, tear=True))
        await server.say(7, "apa itu jht")
        await server.wait(lambda: server.made("sendMessage"))
        began = time.monotonic()
        assert await service.end() == 0
        assert time.monotonic() - began < 5


async def test_new_knowledge_is_put_in_service(server: FakeTelegram, folder: Path) -> None:
    """A sound edit is answered with soon, a broken one never, and staff are told of both."""
    file = folder / "program" / "jkk.yaml"
    sound = file.read_text("utf-8")
    async with running(server, knowledge_dir=folder, staff_chat_id=-999):
        assert "menanggung" in (await server.reply(7, "apa itu jkk"))["text"]
        file.write_text("entri: [", "utf-8")
        await server.replies(-999)
        assert "menanggung" in (await server.reply(7, "apa itu jkk"))["text"]
        file.write_text(sound.replace("menanggung pengobatan", "membayar pengobatan"), "utf-8")
        await server.replies(-999, 2)
        assert "membayar" in (await server.reply(7, "apa itu jkk"))["text"]
    assert "kesalahan" in server.sent(-999)[0]["text"]
    assert "sudah benar" in server.sent(-999)[1]["text"]


async def test_knowledge_that_was_replaced_as_a_folder(server: FakeTelegram, folder: Path, tmp_path: Path) -> None:
    """A deployment that swaps the whole folder is noticed, and so are edits in the new one."""
    async with running(server, knowledge_dir=folder, staff_chat_id=-999):
        await server.reply(7, "apa itu jkk")
        file = folder / "program" / "jkk.yaml"
        fresh = tmp_path / "baru"
        shutil.copytree(folder, fresh)
        (fresh / "program" / "jkk.yaml").write_text(file.read_text("utf-8").replace("menanggung", "membayar"), "utf-8")
        shutil.move(folder, tmp_path / "lama")
        shutil.move(fresh, folder)
        await server.wait(lambda: any("sudah benar" in one["text"] for one in server.sent(-999)), 10)
        assert "membayar" in (await server.reply(7, "apa itu jkk"))["text"]


async def test_sigterm_ends_the_command_with_zero(server: FakeTelegram, tmp_path: Path) -> None:
    """`python -m bot jalan` serves as a process, finishes what it has begun on SIGTERM, and exits 0."""
    environment = {
        **os.environ,
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": server.api_url,
        "KNOWLEDGE_DIR": str(KNOWLEDGE),
        "DATABASE_URL": f"sqlite:///{tmp_path}/jamsos.db",
        "LOG_FORMAT": "json",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "jalan", cwd=ROOT, env=environment, stderr=asyncio.subprocess.PIPE
    )
    try:
        await server.wait(lambda: server.made("getUpdates"), 20)
        await server.say(7, "apa itu jht")
        await server.wait(lambda: server.made("getUpdates")[-1].get("offset", 0) > server.next_update)
        process.send_signal(signal.SIGTERM)
        _, errors = await asyncio.wait_for(process.communicate(), 15)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert process.returncode == 0, errors.decode()
    assert "tabungan" in server.sent(7)[0]["text"]
    assert {json.loads(line)["event"] for line in errors.decode().splitlines()} == {"serving", "stopping", "stopped"}


async def test_nothing_private_is_ever_logged(server: FakeTelegram, capsys: pytest.CaptureFixture[str]) -> None:
    """At DEBUG, through answers, errors, refusals and broken replies, neither the token nor a worker's word appears."""
    async with running(server, log_level="DEBUG", staff_chat_id=-999):
        await server.reply(7, "kalimat rahasia sekali apa itu jht")
        await server.reply(7, f"{FAILS} kalimat rahasia sekali")
        await server.reply(7, "NIK 3604011203850001 kalimat rahasia sekali")
        server.fail("sendMessage", Fault(400, "Bad Request: can't parse entities"))
        server.fail("sendMessage", Fault(nonsense=b'{"text": "kalimat rahasia sekali"'))
        server.fail("getUpdates", Fault(nonsense=b'{"text": "kalimat rahasia sekali"'))
        await server.reply(7, "kalimat rahasia sekali")
        await server.search("kalimat rahasia sekali")
        await server.push({"message": {**server.message(7, "kalimat rahasia sekali"), "from": "x"}})
        await server.reply(7, "apa itu jkk")
    written = "".join(capsys.readouterr())
    assert "serving" in written
    assert "incident" in written
    assert TOKEN not in written
    assert TOKEN.split(":")[1] not in written
    assert "rahasia" not in written
    assert "3604011203850001" not in written


async def test_serve_takes_the_settings_alone(server: FakeTelegram, tmp_path: Path) -> None:
    """The command needs nothing but the settings."""
    given = Settings(
        telegram_bot_token=SecretStr(TOKEN),
        telegram_api_url=server.api_url,
        knowledge_dir=KNOWLEDGE,
        database_url=SecretStr(f"sqlite:///{tmp_path}/x.db"),
    )
    with logging_left_alone():
        task = asyncio.create_task(serve(given))
        await server.wait(lambda: server.made("getUpdates"))
        os.kill(os.getpid(), signal.SIGINT)
        assert await asyncio.wait_for(task, 8) == 0
