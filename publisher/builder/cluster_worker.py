"""A worker of a Dask cluster from the inside: bytes become files in its folder, a crew of its own does the step.

So a step finds on every machine what it finds at home: fonts that were isolated before WeasyPrint was loaded, a limit
of memory and of time, a process that may die without taking the worker with it.
"""

from __future__ import annotations

import json
import os
import pickle
import threading
import zlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from publisher.builder.crew import Crew
from publisher.builder.forkserver import ForkServer
from publisher.builder.packing import unpacked
from publisher.builder.versions import library_versions
from publisher.builder.worker import Limits, Reply
from publisher.data import folder
from publisher.model.errors import BuildError

BYTES = "bytes"
"""The name of a file in a folder that is named after its digest."""
WORLDS = 2
"""Sets of fonts for which a worker keeps processes ready."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What the tasks of a run share, packed (see `packing`), and what their worker has to know. `fonts`: digest of the
    fonts of the project (a pickled `FontFiles`), empty when it has none of its own.
    """

    shared: bytes
    resources: bytes
    fonts: str
    seconds: float
    limits: Limits


FontFiles = tuple[Mapping[str, bytes] | None, ...]
"""Folders of fonts in their order: files by relative path; None for those that come with publisher."""


@dataclass(frozen=True, slots=True)
class Order:
    """One task, packed; `blobs` are the digests of the bytes that are sent along."""

    step: Callable[..., Any]
    task: bytes
    blobs: tuple[str, ...]


@cache
def versions_here() -> str:
    """JSON: everything that decides about the bytes of a result, on this machine."""
    table = library_versions() | {"code": code(), "fonts": fonts(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    return json.dumps(table | {name: version(name) for name in ("pillow", "fonttools", "lxml")}, sort_keys=True)


def code() -> str:
    """Twelve hexadecimal digits for this program: its code and its data."""
    with as_file(files("publisher")) as root:
        found = [path for path in root.rglob("*") if path.suffix in (".py", ".toml", ".json", ".txt")]
        return _digest({path.relative_to(root).as_posix(): path for path in found if "fonts" not in path.parts})


def fonts() -> str:
    """Twelve hexadecimal digits for the fonts that come with it."""
    root = folder("fonts")
    return _digest({path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()})


def _digest(found: Mapping[str, Path]) -> str:
    total = sha256()
    for name, path in sorted(found.items()):
        total.update(f"{name}\n{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()[:12]


def differences(here: str, there: str) -> str:
    """What two answers of `versions_here` have not in common: name, then both sides."""
    ours, theirs = json.loads(here), json.loads(there)
    names = sorted(name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name))
    return ", ".join(f"{name} {ours.get(name, '–')} / {theirs.get(name, '–')}" for name in names)


def kept(data: bytes) -> bytes:
    """The task behind bytes that are sent once to every worker: lost with their worker, they are made again from it."""
    return data


def perform_there(expected: str, order: bytes, parcel: bytes, *blobs: bytes) -> bytes:
    """One task on this worker → a pickled `Reply`.

    Args:
        expected: `versions_here` of the machine that builds.
        order: a pickled `Order`.
        parcel: a pickled `Parcel`.
        blobs: the bytes of the fonts and pictures that the task needs.
    """
    from distributed import get_worker

    worker = get_worker()
    if versions_here() != expected:
        params = {"worker": worker.address, "differences": differences(expected, versions_here())}
        return pickle.dumps(Reply(error=BuildError("B115", params)))
    given: Order = pickle.loads(order)
    scratch = Path(worker.local_directory) / "publisher"
    for digest, data in zip(given.blobs, blobs, strict=True):
        _written(scratch / "blobs" / digest / BYTES, data)
    try:
        future = _submitted(scratch, worker.state.nthreads, given, parcel)
        return pickle.dumps(Reply(future.result()), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # every one that leaves a crew can be pickled
        return pickle.dumps(Reply(error=error))


def _written(path: Path, data: bytes) -> None:
    """Bytes in a file whose folder is named after their digest.

    Raises:
        BuildError: B117, they are others.
    """
    if path.exists():
        return
    if sha256(data).hexdigest() != path.parent.name:
        raise BuildError("B117", {"digest": path.parent.name[:12]})
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{os.getpid()}.{threading.get_ident()}")
    temporary.write_bytes(data)
    temporary.replace(path)


@lru_cache(maxsize=8)
def _opened(parcel: bytes) -> Parcel:
    found: Parcel = pickle.loads(parcel)
    return found


@lru_cache(maxsize=8)
def _local(parcel: bytes, scratch: Path) -> bytes:
    """What `perform` takes: everything that has a file has it here."""
    found = _opened(parcel)
    locate = _locator(scratch, found.fonts)
    return pickle.dumps((unpacked(found.shared, locate), unpacked(found.resources, locate)), pickle.HIGHEST_PROTOCOL)


def _locator(scratch: Path, fonts: str) -> Callable[[str, str], str]:
    """Where the file with a digest and a name lies: fonts in their folders, all the rest by itself."""
    known = dict(bundled_fonts())
    if fonts:
        known |= files_by_digest(_font_root(scratch, fonts))

    def locate(digest: str, name: str) -> str:
        if digest in known:
            return known[digest]
        given = scratch / "blobs" / digest
        path = given / f"named-{Path(name).name}"
        if not path.exists() and (given / BYTES).exists():
            with suppress(FileExistsError):
                path.symlink_to(BYTES)
        return str(path)

    return locate


@cache
def bundled_fonts() -> Mapping[str, str]:
    """Digest → path of the fonts that come with publisher."""
    return files_by_digest(folder("fonts"))


def files_by_digest(root: Path) -> dict[str, str]:
    """Digest → path of every file below a folder."""
    return {sha256(p.read_bytes()).hexdigest(): str(p) for p in sorted(root.rglob("*"), reverse=True) if p.is_file()}


_crews: dict[tuple[Path, str, float], Crew] = {}
_lock = threading.Lock()


def _submitted(scratch: Path, jobs: int, order: Order, parcel: bytes) -> Future[bytes]:
    """The task in the hands of the crew that has its fonts."""
    found = _opened(parcel)
    key = scratch, found.fonts, found.seconds
    with _lock:
        crew = _crews.pop(key, None) or _crew(scratch, jobs, found)
        _crews[key] = crew
        if len(_crews) > WORLDS:
            _crews.pop(next(iter(_crews))).shutdown(wait=False)
        task = unpacked(order.task, _locator(scratch, found.fonts))
        return crew.submit(packed, order.step, task, _local(parcel, scratch))


def _crew(scratch: Path, jobs: int, parcel: Parcel) -> Crew:
    folders: Sequence[str] = [str(folder("fonts"))]
    if parcel.fonts:
        given: FontFiles = pickle.loads((scratch / "blobs" / parcel.fonts / BYTES).read_bytes())
        root = _font_root(scratch, parcel.fonts)
        folders = [_font_folder(root / str(n), each) for n, each in enumerate(given)]
    return Crew(jobs, ForkServer(folders, scratch, parcel.limits), parcel.seconds)


def _font_root(scratch: Path, fonts: str) -> Path:
    return scratch / f"fonts-{fonts[:16]}"


def _font_folder(path: Path, given: Mapping[str, bytes] | None) -> str:
    if given is None:
        return str(folder("fonts"))
    for name, data in given.items():
        target = path / name
        if not target.resolve().is_relative_to(path.resolve()):
            raise BuildError("B117", {"digest": name})
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return str(path)


def packed(step: Callable[..., Any], task: Any, parcel: bytes) -> bytes:
    """One call of a step, in a process of the crew; its result stays packed on its way to the machine that builds."""
    from publisher.builder.executors import perform

    return pickle.dumps(perform(step, task, parcel), pickle.HIGHEST_PROTOCOL)
