"""The memory of a process that holds an idle Assistant, measured in a process of its own."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from pathlib import Path

_STEPS = ("Python itself", "with the code of the engine", "with the knowledge read and indexed, idle")


def _status(key: str) -> int | None:
    """Return the bytes under a key of /proc/self/status, or None where there is none."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{key}:")), None)


def report(folder: Path) -> str:
    """Return the resident memory of a fresh process, as a Markdown table."""
    from tests.benchmarks.measures import table

    command = [sys.executable, "-m", "tests.benchmarks.memory", str(folder)]
    held = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)  # noqa: S603  # our own
    rows = [(name, "–" if size is None else f"{size / 2**20:.0f}") for name, size in held.items()]
    return f"### Memory of a process with an idle Assistant\n\n{table(('process', 'resident MB'), rows)}"


def _main(folder: Path) -> None:
    # What is imported at the top of a file would be counted as Python itself.
    steps = [_status("VmRSS")]
    from bot.dialogue.assistant import load_assistant

    steps.append(_status("VmRSS"))
    assistant = load_assistant(folder)
    gc.collect()
    steps.append(_status("VmRSS"))
    held = dict(zip(_STEPS, steps, strict=True)) | {"the most at any moment": _status("VmHWM")}
    sys.stdout.write(json.dumps(held))
    del assistant


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
