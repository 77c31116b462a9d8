"""What a chat last spoke of: a plain value that goes into `answer` and comes back with the reply."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

LIFETIME = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Context:
    """The memory of one chat between two turns.

    `at` is when the last turn happened (timezone-aware) or None for a stranger; `entry` the id last answered;
    `slots` what was found in earlier utterances (programme, group, ...: name to value); `pending` the options last
    offered, as pairs of label and action; `refused` the entry ids turned down with "Bukan ini"; `form` the state of a
    half-filled calculator, name to value, empty if none; `asked` the ids of the choice last put, so that the same
    question is never put twice.
    """

    at: datetime | None = None
    entry: str = ""
    slots: dict[str, str] = field(default_factory=dict)
    pending: tuple[tuple[str, str], ...] = ()
    refused: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    form: dict[str, str] = field(default_factory=dict)

    def fresh(self, now: datetime) -> Context:
        """Return this context, or an empty one if the last turn is longer ago than `LIFETIME`."""
        if self.at is None or now - self.at > LIFETIME:
            return Context()
        return self

    def to_json(self) -> str:
        """Return the context as a JSON object, for storage."""
        values = dataclasses.asdict(self)
        values["at"] = self.at.isoformat() if self.at else None
        return json.dumps(values, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Context:
        """Return the context stored by `to_json`; anything unreadable or of another version gives an empty one."""
        try:
            values = json.loads(text)
            return cls(
                at=datetime.fromisoformat(values["at"]) if values["at"] else None,
                entry=str(values["entry"]),
                slots={str(k): str(v) for k, v in values["slots"].items()},
                pending=tuple((str(label), str(action)) for label, action in values["pending"]),
                refused=tuple(map(str, values["refused"])),
                asked=tuple(map(str, values["asked"])),
                form={str(k): str(v) for k, v in values["form"].items()},
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            return cls()
