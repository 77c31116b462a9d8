"""The bounds within which an input is taken, questioned or refused; they are ours, not the law's, and no rule figures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction


class Verdict(Enum):
    """What is done with an input."""

    ACCEPTED = auto()
    QUESTIONED = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Limits:
    """From `least` to `most` an input is taken, and from `usual_from` to `usual_to` without asking whether it is meant so."""

    least: int
    most: int
    usual_from: int
    usual_to: int

    def judge(self, value: Fraction | int) -> Verdict:
        """Return what is done with `value`."""
        if not self.least <= value <= self.most:
            return Verdict.REFUSED
        return Verdict.ACCEPTED if self.usual_from <= value <= self.usual_to else Verdict.QUESTIONED


WAGE = Limits(1, 10_000_000_000, 300_000, 100_000_000)
"""A monthly wage or income, rupiah."""
BALANCE = Limits(0, 100_000_000_000, 0, 5_000_000_000)
"""A JHT balance or payment, rupiah."""
PAYMENT = Limits(1, 100_000_000_000, 1, 5_000_000_000)
"""A contribution, a cost or a contract's value, rupiah."""
MONTHS = Limits(0, 720, 0, 540)
"""A time of membership or contributions, months."""
SICK_MONTHS = Limits(0, 720, 0, 36)
"""A time off work, months."""
AGE = Limits(0, 120, 15, 80)
"""An age, years."""
PERCENT = Limits(0, 100, 0, 100)
"""A percentage."""
RETURN = Limits(0, 15, 0, 15)
"""A yearly return, percent."""
CHILDREN = Limits(0, 20, 0, 20)
PEOPLE = Limits(1, 1_000, 1, 1_000)
PREPAID = (1, 3, 6, 12)
"""The numbers of months that a self-employed person can pay at once."""
BIRTH_FROM = 1900
"""The earliest year of birth that is believed."""
BIRTH_KNOWN_FROM = 1960
"""The earliest year of birth for which the pension age is computed."""
YOUNGEST_WORKER = 15
"""The age from which a person is taken for a worker."""
BALANCE_QUESTIONED = 10_000_000_000
"""An illustrated balance over which the inputs are questioned, rupiah."""
ADULT_WORKER = 18
"""The age below which the facts on registering do not agree, so that only their entry is shown."""
