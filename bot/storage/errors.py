"""What can go wrong with storage, without a word of what was to be stored.

The tree:

    Exception
    └── StorageError                the database did not do what was asked
        ├── UnavailableError        locked, read-only, missing, full, not reachable: the same may work later
        ├── RejectedError           the database refuses this very value: trying again is no use
        └── ConfigurationError      DATABASE_URL cannot be understood or its driver is not installed
"""


class StorageError(Exception):
    """The database did not do what was asked."""


class UnavailableError(StorageError):
    """The database cannot be used now; the same may work later."""


class RejectedError(StorageError):
    """The database refuses this value; trying again is no use."""


class ConfigurationError(StorageError):
    """The database's address cannot be understood, or its driver is not installed."""
