"""What stands in out/ already: whether a build would do anything, answered before anything is loaded for it.

A record of a build says which files it looked at and what they were, and what it made of them. As long as all of them
are as they were, the same command has nothing to do. Everything here is light: no other room is imported.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from hashlib import sha256
from itertools import islice
from pathlib import Path

from publisher.builder.codec import UnreadableError, decoded, encoded
from publisher.builder.file_state import RACY, State, state_of
from publisher.builder.installed import installed

_FORM = 2
_LEFT_OUT = frozenset({"__pycache__", ".cache", ".git", ".venv", "node_modules"})
_MOST = 50_000
"""Files. A folder with more is no project, and looking at all of them is no shortcut."""
_LARGEST = 64 << 20
"""Bytes. No text and no picture is larger; what else lies about need not be read."""


@dataclass(slots=True)
class Inputs:
    """Files that a build looks at, and folders of which it takes every file; a file may also be missing."""

    folders: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    apart: str = ""
    """A folder that is not looked into: where results go."""

    def states(self) -> dict[str, State | None]:
        """What all files are now."""
        found: dict[str, State | None] = {path: state_of(path) for path in self.files}
        for folder in self.folders:
            found |= islice(_walked(folder, self.apart, {os.path.realpath(folder)}), _MOST + 1)
        return found


@dataclass(frozen=True, slots=True)
class Asked:
    """What a build is asked for: everything on its command line that decides about results.

    `root` is the folder of publisher.toml, if there is one.
    """

    what: tuple[str, ...]
    out: Path
    root: Path | None
    formats: str = ""
    layout: str = ""
    fit: str = ""
    draft: bool = False
    handoff: bool = False
    only: str = ""
    matrix: tuple[str, ...] = ()

    def key(self) -> str:
        """One line that differs where anything differs, the environment included."""
        about = [*(str(getattr(self, entry.name)) for entry in fields(self)), os.getcwd()]  # noqa: PTH109
        about += [
            os.environ.get("SOURCE_DATE_EPOCH", ""),
            sys.version,
            str(Path(__file__).resolve()),
            *map(repr, installed().items()),
        ]
        return json.dumps(about)

    def inputs(self) -> Inputs:
        """Where a change may change the results; sources elsewhere are added when they are known."""
        here = Path(__file__).resolve().parents[1]
        folders = {str(here), *(str(here.parent / name) for name in ("layouts", "fonts"))}
        if self.root:
            folders.add(str(self.root))
        files = {str(Path(name).absolute()) for name in self.what if "." in name or "/" in name}
        files |= {str(Path(name).with_suffix(".toml")) for name in set(files)}
        pango = (str(path) for path in Path("/usr/lib").glob("*/libpango-1.0.so.0"))
        return Inputs(folders, {*files, *pango}, str(self.out.absolute()))


class Standing:
    """The record of one command, as nouns of the model in plain tables."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.key = asked.key()
        folder = asked.out / ".cache" / "standing"
        self.path = folder / f"{sha256(self.key.encode()).hexdigest()[:32]}.json"
        self._before: Mapping[str, State | None] | None = None

    def valid(self) -> tuple[Mapping[str, object], ...] | None:
        """What was told, if nothing has changed since."""
        try:
            table = json.loads(self.path.read_bytes())
            if table["form"] != _FORM or table["key"] != self.key:
                return None
            inputs = Inputs(set(table["folders"]), set(table["files"]), table["apart"])
            known = {path: state and tuple(state) for path, state in table["states"].items()}
            if inputs.states() != known or any(state_of(path) != tuple(s) for path, s in table["results"].items()):
                return None
            if any(_digest(path) != digest for path, digest in table["young"].items()):
                return None
            told: tuple[Mapping[str, object], ...] = decoded(bytes.fromhex(table["told"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, UnreadableError):
            return None
        return told

    def begin(self) -> None:
        """Look at everything before a build does."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
        self._before = self.asked.inputs().states()

    def end(self, looked_at: Inputs, results: Iterable[str], told: tuple[Mapping[str, object], ...]) -> None:
        """Keep what a build looked at and made, unless somebody wrote while it ran."""
        inputs = self.asked.inputs()
        states = inputs.states()
        if states != self._before or len(states) > _MOST:
            return
        states |= Inputs(looked_at.folders - inputs.folders, looked_at.files - states.keys(), inputs.apart).states()
        inputs.folders |= looked_at.folders
        inputs.files |= looked_at.files
        now = time.time_ns()
        table = {
            "form": _FORM,
            "key": self.key,
            "folders": sorted(inputs.folders),
            "files": sorted(inputs.files),
            "apart": inputs.apart,
            "states": states,
            "young": {
                path: _digest(path) for path, s in states.items() if s and s[2] > now - RACY and s[0] <= _LARGEST
            },
            "results": {path: state_of(path) for path in map(os.path.abspath, results)},
            "told": encoded(told).hex(),
        }
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            temporary = self.path.with_suffix(f".{os.getpid()}")
            temporary.write_text(json.dumps(table), encoding="ascii")
            temporary.replace(self.path)


def _walked(folder: str, apart: str, followed: set[str]) -> Iterator[tuple[str, State]]:
    """Every file below a folder, also behind links to folders; `followed`: where links have led already."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name in _LEFT_OUT or entry.path == apart:
                continue
            with suppress(OSError):
                if entry.is_dir(follow_symlinks=False):
                    yield from _walked(entry.path, apart, followed)
                elif entry.is_file():  # whoever opens a pipe waits for ever
                    status = entry.stat()
                    yield entry.path, (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
                elif entry.is_dir() and (real := os.path.realpath(entry.path)) not in followed:
                    followed.add(real)
                    yield from _walked(entry.path, apart, followed)


def _digest(path: str) -> str:
    try:
        return sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return ""
