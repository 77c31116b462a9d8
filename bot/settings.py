"""The environment, typed and checked once: every value the program takes from outside comes through here."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

TELEGRAM = "https://api.telegram.org/bot"
WEBHOOK_PATH = "/telegram"
DEFAULT_PORT = 8080
_PROJECT = Path(__file__).resolve().parent.parent


class SettingsError(Exception):
    """The environment holds a value that cannot be used; the message is one Indonesian sentence a variable."""


class LogFormat(StrEnum):
    """How log lines are written."""

    CONSOLE = "console"
    JSON = "json"


class LogLevel(StrEnum):
    """How much is logged."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"
    CRITICAL = "CRITICAL"


def _token(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", value.get_secret_value()):
        raise ValueError("angka, titik dua, lalu huruf dan angka, persis seperti dari @BotFather (123456789:AAE...)")
    return value


def _secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
        raise ValueError("1 sampai 256 huruf, angka, garis bawah, atau tanda hubung")
    return value


def _api_url(value: str) -> str:
    value = value.rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or not parts.path.endswith("/bot"):
        raise ValueError(f"alamat http(s) yang berakhir dengan /bot, misalnya {TELEGRAM}")
    return value


def _webhook_url(value: str) -> str:
    """Return the full address of the webhook: `value` is the public address of this service."""
    value = value.rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
        raise ValueError("alamat umum layanan ini, misalnya https://tanya.example.go.id")
    return value if parts.path.endswith(WEBHOOK_PATH) else value + WEBHOOK_PATH


def _database_url(value: SecretStr) -> SecretStr:
    if not re.match(r"(sqlite|postgresql|postgres)(\+[a-z0-9]+)?://", value.get_secret_value()):
        raise ValueError("sqlite:///berkas.db atau postgresql://pengguna:sandi@host/basisdata")
    return value


def _folder(value: Path) -> Path:
    if not value.is_dir():
        raise ValueError("folder pengetahuan yang ada")
    return value


def _knowledge_folder() -> Path:
    """Return `knowledge/` of the working directory, else the one beside the program."""
    here = Path("knowledge")
    return here if here.is_dir() else _PROJECT / "knowledge"


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


class Settings(BaseSettings):
    """The environment of one run. An empty variable counts as unset. Build it with `load`."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore", frozen=True, str_strip_whitespace=True)

    telegram_bot_token: Annotated[SecretStr, AfterValidator(_token)] | None = None
    telegram_api_url: Annotated[str, AfterValidator(_api_url)] = TELEGRAM
    knowledge_dir: Annotated[Path, AfterValidator(_folder)] = Field(default_factory=_knowledge_folder)
    database_url: Annotated[SecretStr, AfterValidator(_database_url)] = SecretStr("sqlite:///data/jamsos.db")
    webhook_url: Annotated[str, AfterValidator(_webhook_url)] | None = None
    webhook_secret: Annotated[SecretStr, AfterValidator(_secret)] | None = None
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    staff_chat_id: int | None = None
    log_level: Annotated[LogLevel, BeforeValidator(_upper)] = LogLevel.INFO
    log_format: Annotated[LogFormat, BeforeValidator(_lower)] = LogFormat.CONSOLE

    @model_validator(mode="after")
    def _webhook_is_https(self) -> Settings:
        # Only a Bot API server of one's own delivers to plain http.
        if self.webhook_url and self.webhook_url.startswith("http://") and self.telegram_api_url == TELEGRAM:
            raise ValueError("WEBHOOK_URL harus https, karena Telegram tidak mengirim ke http")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the sources that are read: arguments and the environment, no files."""
        return init_settings, env_settings


_WANTED: Mapping[str, str] = {
    "port": "angka 1 sampai 65535",
    "staff_chat_id": "nomor chat Telegram (angka; grup diawali tanda minus)",
    "log_level": "DEBUG, INFO, WARNING, ERROR, atau CRITICAL",
    "log_format": "console atau json",
}
_HIDDEN = frozenset({"telegram_bot_token", "webhook_secret", "database_url"})


def load() -> Settings:
    """Return the settings of this process.

    Raises:
        SettingsError: one sentence for each wrong variable, with its name, what was found (of a secret only its
            length) and what is wanted.
    """
    try:
        return Settings()
    except ValidationError as error:
        sentences = dict.fromkeys(
            _sentence(str(problem["loc"][0]) if problem["loc"] else "", problem["msg"]) for problem in error.errors()
        )
        raise SettingsError("\n".join(sentences)) from None


def _sentence(field: str, message: str) -> str:
    wanted = _WANTED.get(field) or message.removeprefix("Value error, ")
    if not field:
        return f"{wanted}."
    name = field.upper()
    value = os.environ.get(name) or os.environ.get(field) or ""
    found = f"teks sepanjang {len(value)} karakter" if field in _HIDDEN else repr(value)
    return f"{name} berisi {found}, padahal seharusnya {wanted}."
