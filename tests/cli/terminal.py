"""A command at a pseudo-terminal: what it shows there, and its exit code."""

from __future__ import annotations

import os
import pty
import select
import sys
from collections.abc import Sequence
from pathlib import Path

import publisher

ROOT = Path(publisher.__file__).parent.parent
_PATIENCE = 60
"""Seconds without a sign of life before a test gives up."""


def at_terminal(
    arguments: Sequence[str], answers: Sequence[str], folder: Path, environment: dict[str, str] | None = None
) -> tuple[str, int]:
    """Run `publisher` where somebody types `answers`, each when the screen ends in a question."""
    child, screen = pty.fork()
    if child == 0:
        os.chdir(folder)
        inherited = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
        settings = {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "TERM": "xterm", **(environment or {})}
        os.execve(sys.executable, [sys.executable, "-m", "publisher", *arguments], inherited | settings)
    shown = b""
    waiting = [answer.encode() for answer in answers]
    while True:
        ready, _, _ = select.select([screen], [], [], _PATIENCE)
        if not ready:
            os.kill(child, 9)
            break
        try:
            piece = os.read(screen, 65_536)
        except OSError:  # Linux: the other end is closed
            break
        if not piece:
            break
        shown += piece
        if shown.endswith((b"[?] ", b"[n]o ", "[н]ет ".encode())) and waiting:
            os.write(screen, waiting.pop(0))
    os.close(screen)
    return shown.decode("utf-8", "replace").replace("\r\n", "\n"), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
