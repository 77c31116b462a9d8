"""The calculators: what a contribution costs and what a programme pays, from free text or step by step."""

from bot.dialogue.calculators.engine import Calculators

__all__ = ["Calculators"]
