"""What stands in out/ already: whether a build would do anything, answered before anything is loaded for it.

A record of a build says which files it looked at and what they were, and what it made of them. As long as all of them
are as they were, the same command has nothing to do. Everything here is light: no other room is imported.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from publisher.builder.codec import UnreadableError, decoded, encoded

_FORM = 1
_RACY = 2_000_000_000
"""Nanoseconds: a file may be written twice within one tick of a coarse clock; what is so young is compared whole."""
_LEFT_OUT = frozenset({"__pycache__", ".cache", ".git", "node_modules"})

State = tuple[int, int]
"""Size in bytes and time of the last change in ns."""


@dataclass(slots=True)
class Inputs:
    """Files that a build looks at, and folders of which it takes every file; a file may also be missing."""

    folders: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    def states(self) -> dict[str, State | None]:
        found: dict[str, State | None] = {}
        for path in self.files:
            found[path] = _state(path)
        for folder in self.folders:
            found |= _walked(folder)
        return found


@dataclass(frozen=True, slots=True)
class Record:
    """What a build told, to be told again: nouns of the model in plain tables."""

    told: tuple[Mapping[str, object], ...]


class Standing:
    """The record of one command.

    Args:
        folder: where records lie.
        command: all that decides what is built besides files: what is asked for, the environment, versions.
    """

    def __init__(self, folder: Path, command: Mapping[str, object]) -> None:
        self.command = json.dumps(command, sort_keys=True, ensure_ascii=True, default=str)
        self.path = folder / f"{sha256(self.command.encode()).hexdigest()[:32]}.json"

    def valid(self) -> Record | None:
        """The record, if nothing has changed since it was written."""
        try:
            table = json.loads(self.path.read_bytes())
            if table["form"] != _FORM or table["command"] != self.command:
                return None
            inputs = Inputs(set(table["folders"]), set(table["files"]))
            known = {path: state and tuple(state) for path, state in table["states"].items()}
            if inputs.states() != known or any(_state(p) != tuple(s) for p, s in table["results"].items()):
                return None
            if any(_digest(path) != digest for path, digest in table["young"].items()):
                return None
            return Record(tuple(decoded(bytes.fromhex(table["told"]))))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, UnreadableError):
            return None

    def write(
        self,
        inputs: Inputs,
        states: Mapping[str, State | None],
        results: Iterable[Path],
        told: Sequence[Mapping[str, object]],
    ) -> None:
        """Keep what a build looked at (`states` as they were before it began) and what it made.

        A folder that can't be written keeps nothing.
        """
        now = time.time_ns()
        young = [path for path, state in states.items() if state and state[1] > now - _RACY]
        if inputs.states() != states:  # somebody wrote while the build ran: next time it has to look again
            return
        table = {
            "form": _FORM,
            "command": self.command,
            "folders": sorted(inputs.folders),
            "files": sorted(inputs.files),
            "states": states,
            "young": {path: _digest(path) for path in young},
            "results": {str(path): _state(str(path)) for path in results},
            "told": encoded(tuple(told)).hex(),
        }
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            temporary = self.path.with_suffix(f".{os.getpid()}")
            temporary.write_text(json.dumps(table), encoding="ascii")
            temporary.replace(self.path)

    def forget(self) -> None:
        """There is nothing that stands any more."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def _state(path: str) -> State | None:
    try:
        status = os.stat(path)  # noqa: PTH116  thousands of them
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns


def _walked(folder: str) -> Iterator[tuple[str, State]]:
    """Every file below a folder."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name in _LEFT_OUT:
                continue
            with suppress(OSError):
                if entry.is_dir():
                    yield from _walked(entry.path)
                else:
                    status = entry.stat()
                    yield entry.path, (status.st_size, status.st_mtime_ns)


def _digest(path: str) -> str:
    try:
        return sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return ""
