"""The YAML that staff edit, read into checked, typed, immutable knowledge."""

from bot.knowledge.errors import KnowledgeError, Problem
from bot.knowledge.loader import Loaded, load, try_load

__all__ = ["KnowledgeError", "Loaded", "Problem", "load", "try_load"]
