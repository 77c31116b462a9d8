"""The environment: what is taken, and what a wrong value is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import TELEGRAM, LogFormat, LogLevel, SettingsError, load

NAMES = (
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_API_URL",
    "KNOWLEDGE_DIR",
    "DATABASE_URL",
    "WEBHOOK_URL",
    "WEBHOOK_SECRET",
    "PORT",
    "STAFF_CHAT_ID",
    "LOG_LEVEL",
    "LOG_FORMAT",
)


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_nothing_set() -> None:
    """Without any variable everything has a default, and there is no token."""
    settings = load()
    assert settings.telegram_bot_token is None
    assert settings.telegram_api_url == TELEGRAM
    assert settings.knowledge_dir.is_dir()
    assert settings.database_url.get_secret_value() == "sqlite:///data/jamsos.db"
    assert (settings.port, settings.staff_chat_id, settings.webhook_url) == (None, None, None)
    assert (settings.log_level, settings.log_format) == (LogLevel.INFO, LogFormat.CONSOLE)


def test_empty_variables_count_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """A compose file that passes them on empty changes nothing."""
    for name in NAMES:
        monkeypatch.setenv(name, "")
    assert load().telegram_bot_token is None


def test_everything_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Values are typed; spaces around them, a slash at the end and upper or lower case do not matter."""
    given = {
        "TELEGRAM_BOT_TOKEN": " 123456:AAE-x_1 ",
        "TELEGRAM_API_URL": "http://localhost:8081/bot/",
        "KNOWLEDGE_DIR": str(tmp_path),
        "DATABASE_URL": "postgresql://u:p@h/d",
        "WEBHOOK_URL": "http://host:8080/",
        "WEBHOOK_SECRET": "abc-1_2",
        "PORT": "8080",
        "STAFF_CHAT_ID": "-100123",
        "LOG_LEVEL": "debug",
        "LOG_FORMAT": "JSON",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = load()
    assert settings.telegram_bot_token
    assert settings.telegram_bot_token.get_secret_value() == "123456:AAE-x_1"
    assert settings.telegram_api_url == "http://localhost:8081/bot"
    assert settings.webhook_url == "http://host:8080/telegram"
    assert (settings.port, settings.staff_chat_id) == (8080, -100123)
    assert (settings.log_level, settings.log_format) == (LogLevel.DEBUG, LogFormat.JSON)
    assert "AAE" not in repr(settings)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://a.go.id", "https://a.go.id/telegram"),
        ("https://a.go.id/telegram/", "https://a.go.id/telegram"),
        ("https://a.go.id/jamsos", "https://a.go.id/jamsos/telegram"),
    ],
)
def test_the_webhook_is_under_the_public_address(monkeypatch: pytest.MonkeyPatch, given: str, expected: str) -> None:
    """The path is added unless it is there."""
    monkeypatch.setenv("WEBHOOK_URL", given)
    assert load().webhook_url == expected


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("TELEGRAM_BOT_TOKEN", "rahasia-yang-salah", "seperti dari @BotFather"),
        ("TELEGRAM_API_URL", "https://api.telegram.org", "berakhir dengan /bot"),
        ("TELEGRAM_API_URL", "ftp://x/bot", "berakhir dengan /bot"),
        ("KNOWLEDGE_DIR", "/tidak/ada", "folder pengetahuan yang ada"),
        ("DATABASE_URL", "mysql://u:rahasia@h/d", "postgresql://"),
        ("WEBHOOK_URL", "http://a.go.id", "https"),
        ("WEBHOOK_URL", "a.go.id", "alamat umum"),
        ("WEBHOOK_SECRET", "rahasia dengan spasi", "1 sampai 256"),
        ("PORT", "nol", "1 sampai 65535"),
        ("PORT", "70000", "1 sampai 65535"),
        ("STAFF_CHAT_ID", "@grup", "nomor chat"),
        ("LOG_LEVEL", "keras", "WARNING"),
        ("LOG_FORMAT", "xml", "console atau json"),
    ],
)
def test_a_wrong_value_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, wanted: str
) -> None:
    """The sentence names the variable and what is wanted, and never a secret."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load()
    said = str(caught.value)
    assert name in said
    assert wanted in said
    assert "rahasia" not in said
    assert "\n" not in said


def test_all_wrong_values_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence a variable, in one go."""
    monkeypatch.setenv("PORT", "x")
    monkeypatch.setenv("LOG_LEVEL", "x")
    with pytest.raises(SettingsError) as caught:
        load()
    assert len(str(caught.value).splitlines()) == 2
