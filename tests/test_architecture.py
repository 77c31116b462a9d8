"""The shape of the house, read from the source: what may import what, and what the core never does."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORE = ("knowledge", "language", "matching", "dialogue")

MAY_IMPORT: dict[str, set[str]] = {
    "knowledge": set(),
    "language": set(),
    "matching": {"knowledge", "language"},
    "dialogue": {"knowledge", "language", "matching"},
    "storage": set(),
    "settings": set(),
    "logs": {"settings"},
    "telegram": {*CORE, "storage", "settings", "logs"},
    "studio": {*CORE, "storage", "settings", "logs"},
    "cli": {*CORE, "storage", "settings", "logs", "telegram", "studio"},
    "__main__": {"cli"},
    "__init__": set(),
}
"""Room (a package of bot/, or a module beside them) to the other rooms that it may import."""

HOME = {"rapidfuzz": "matching", "telegram": "telegram", "yaml": "knowledge", "sqlalchemy": "storage"}
"""Library to the one room that may import it."""
PEERS = ("bm25s", "sklearn")
"""What the benchmark compares with; the product does without."""

OUTSIDE = {
    "aiohttp",
    "asyncio",
    "concurrent",
    "http",
    "httpx",
    "multiprocessing",
    "os",
    "random",
    "requests",
    "secrets",
    "select",
    "socket",
    "ssl",
    "subprocess",
    "threading",
    "time",
    "urllib.request",
    "uuid",
}
"""Modules that reach the network, the clock, chance or the machine."""
CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "monotonic", "perf_counter"}
FILES = {
    "open",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "iterdir",
    "rglob",
    "glob",
    "mkdir",
    "unlink",
    "rename",
    "touch",
}
OPEN_FILES = {
    "knowledge/loader.py": "reads the knowledge",
    "knowledge/schema.py": "writes the published schema",
    "matching/calibration.py": "reads what was fitted",
    "dialogue/evaluation.py": "reads labelled questions",
    "dialogue/fitting.py": "writes what was fitted",
}
"""The modules of the core that may touch files, and what for."""
CHANGES = {
    "add",
    "append",
    "appendleft",
    "clear",
    "discard",
    "extend",
    "insert",
    "pop",
    "popitem",
    "remove",
    "reverse",
    "setdefault",
    "sort",
    "subtract",
    "update",
}
CACHES = {"cache", "lru_cache"}
GROWING = {"list", "set", "dict", "defaultdict", "deque", "bytearray"}


def modules() -> list[str]:
    """Return every module of the product as its path within bot/."""
    return sorted(str(path.relative_to(ROOT / "bot")) for path in (ROOT / "bot").rglob("*.py"))


def core() -> list[str]:
    return [module for module in modules() if room(module) in CORE]


def room(module: str) -> str:
    return module.split("/", 1)[0].removesuffix(".py")


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / "bot" / module).read_text(encoding="utf-8"))


@cache
def imports(module: str) -> set[str]:
    """Return the full names that a module imports, at its top or anywhere within it."""
    package = ["bot", *module.removesuffix(".py").split("/")][:-1]
    found: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return found


def rooms_imported(module: str) -> set[str]:
    return {name.split(".")[1] for name in imports(module) if name.startswith("bot.")}


def within(name: str, packages: Iterable[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def called(module: str) -> Iterator[str]:
    """Yield the last name of everything that a module calls."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr
            elif isinstance(node.func, ast.Name):
                yield node.func.id


def module_names(module: str) -> set[str]:
    """Return the names that a module binds at its top, other than imports, functions and classes."""
    names: set[str] = set()
    for statement in tree(module).body:
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            names |= {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}
    return names


def root_name(node: ast.expr) -> str:
    """Return the name at the left end of `a.b[c].d`, or "" if there is none."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def changed(module: str) -> set[str]:
    """Return the names whose contents a module changes: by a method that does, by assignment to a part, or by `del`."""
    found: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES:
            found.add(root_name(node.func.value))
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign | ast.Delete):
            targets = node.targets
        elif isinstance(node, ast.AugAssign):
            targets = [node.target]
        found |= {root_name(target) for target in targets if isinstance(target, ast.Attribute | ast.Subscript)}
    return found


def growing(module: str) -> set[str]:
    """Return the names bound at a module's top to what only grows: lists, sets, empty dictionaries."""
    found: set[str] = set()
    for statement in tree(module).body:
        if not isinstance(statement, ast.Assign | ast.AnnAssign):
            continue
        value = statement.value
        empty = isinstance(value, ast.Dict) and not value.keys
        built = isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in GROWING
        if empty or built or isinstance(value, ast.List | ast.Set | ast.ListComp | ast.SetComp):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            found |= {root_name(target) for target in targets}
    return found - {"__all__"}


def rebound(module: str) -> set[str]:
    return {name for node in ast.walk(tree(module)) if isinstance(node, ast.Global) for name in node.names}


def remembering(module: str) -> set[str]:
    """Return the functions and methods of a module that a decorator makes remember their results."""
    return {
        node.name
        for node in ast.walk(tree(module))
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
        for part in ast.walk(decorator)
        if (part.id if isinstance(part, ast.Name) else part.attr if isinstance(part, ast.Attribute) else "") in CACHES
    }


def test_imports_point_down() -> None:
    """A room imports only rooms below it, wherever in a module the import stands."""
    upward = {
        module: strangers
        for module in modules()
        if (strangers := rooms_imported(module) - {room(module)} - MAY_IMPORT[room(module)])
    }
    assert upward == {}


@pytest.mark.parametrize(("library", "home"), HOME.items())
def test_a_library_has_one_home(library: str, home: str) -> None:
    """Fuzzy matching, Telegram, YAML and SQL each enter by one room."""
    assert {room(module) for module in modules() if any(within(name, [library]) for name in imports(module))} == {home}


def test_peers_stay_outside() -> None:
    """Nothing in the product imports what the benchmark compares it with."""
    assert [module for module in modules() if any(within(name, PEERS) for name in imports(module))] == []


def test_core_is_all_there() -> None:
    """The rules about the core are checked on all its rooms."""
    assert {room(module) for module in core()} == set(CORE)


def test_core_reaches_nothing_outside() -> None:
    """The core imports nothing that reaches the network, the clock, chance or the machine."""
    reached = {
        module: names for module in core() if (names := {name for name in imports(module) if within(name, OUTSIDE)})
    }
    assert reached == {}


def test_core_reads_no_clock() -> None:
    """The core knows no time but the one passed in."""
    assert {module: names for module in core() if (names := CLOCKS & set(called(module)))} == {}


def test_core_opens_no_file() -> None:
    """Only loading and fitting touch files, and each module that is excused does."""
    assert [module for module in core() if FILES & set(called(module))] == sorted(OPEN_FILES)


def test_core_keeps_no_state_in_modules() -> None:
    """What stands at the top of a module of the core is constant: nothing grows, is changed, rebound or remembered."""
    state = {
        module: names
        for module in core()
        if (names := growing(module) | (module_names(module) & changed(module)) | rebound(module) | remembering(module))
    }
    assert state == {}
