"""Paths as users name them. Nothing else is imported here: what only looks for files starts at once."""

from __future__ import annotations

import os
from pathlib import Path

CONFIG = "publisher.toml"


def shown_path(path: Path) -> str:
    """A path as a user wants to read it: relative to where they are, when it lies below."""
    text = str(path)
    try:
        if ".." not in text:
            here = os.getcwd() + os.sep  # noqa: PTH109
            if not path.is_absolute() or text.startswith(here):
                return text.removeprefix(here)
        relative = os.path.relpath(path)
    except (OSError, ValueError):  # the current folder was deleted
        return text
    return text if relative.startswith("..") else relative


def is_file(path: Path) -> bool:
    """Whether there is a file, for names of any kind: too long, with a zero byte, in a folder we may not enter."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def project_root(start: Path) -> Path | None:
    """The folder with publisher.toml that `start` lies in; None when there is none above it."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if is_file(folder / CONFIG)), None)
