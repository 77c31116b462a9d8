"""What all results of the calculators share: their fields are the figures of a reply, under the names staff know."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Result:
    """A result; each field is a figure, rupiah as `int`, other numbers as `int` or `Decimal`, None where not computed."""

    def figures(self) -> dict[str, int | Decimal]:
        """Return the figures that were computed, name to number."""
        values = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return {name: value for name, value in values.items() if value is not None}
