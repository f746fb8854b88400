"""Whole commands with their wall time and memory, one line of a table each."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PUBLISHER = [sys.executable, "-m", "publisher", "-q"]


@dataclass(frozen=True)
class Run:
    """Wall seconds, and the largest resident memory of one process in MB."""

    seconds: float
    memory: float


def measured(command: Sequence[str], folder: Path) -> Run:
    """Run a command to its end."""
    began = time.perf_counter()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    silent = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, stdout=silent, stderr=silent, env=environment)
    peak = [0]
    over = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, over))
    watcher.start()
    code = process.wait()
    seconds = time.perf_counter() - began
    over.set()
    watcher.join()
    if code:
        raise SystemExit(f"{' '.join(command)}: exit code {code}")
    return Run(seconds, peak[0] / 1024)


def _watch(root: int, peak: list[int], over: threading.Event) -> None:
    while not over.wait(0.1):
        for pid in _family(root):
            try:
                lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            except OSError:
                continue
            peak[0] = max(peak[0], *(int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def _family(root: int) -> list[int]:
    """A process and all below it."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += parents.get(pid, [])
    return found


def line(name: str, run: Run, base: Run | None = None) -> None:
    ratio = f"  {run.seconds / base.seconds:8.3f}" if base else " " * 10
    print(f"{name:<44}{run.seconds:9.2f} s{ratio}{run.memory:9.0f} MB", flush=True)
