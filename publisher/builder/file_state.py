"""What tells that a file was not written to: its size and times. Nothing else is imported here."""

from __future__ import annotations

import os
import stat

State = tuple[int, int, int]
"""Size in bytes, time of the last change in ns, and the time at which the former two were set: it can't be set back."""

RACY = 2_000_000_000
"""Nanoseconds: a file may be written twice within one tick of a coarse clock; so young, its state tells nothing."""


def state_of(path: str) -> State | None:
    """The state of a file; None when there is none, also where a folder, a pipe or a device stands."""
    try:
        status = os.stat(path)  # noqa: PTH116  thousands of them
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns
