"""What is remembered: contexts, unanswered questions, ratings."""

from bot.storage.errors import ConfigurationError, RejectedError, StorageError, UnavailableError
from bot.storage.recorder import Recorder
from bot.storage.store import Gap, GapKind, Rating, Store

__all__ = [
    "ConfigurationError",
    "Gap",
    "GapKind",
    "Rating",
    "Recorder",
    "RejectedError",
    "StorageError",
    "Store",
    "UnavailableError",
]
