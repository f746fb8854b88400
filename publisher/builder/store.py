"""The content-addressed store: everything made once is found again by the digest of what it was made from."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path

from publisher.builder.project import shown_path
from publisher.model.composition import Anchor, Bookmark, Fragment, FragmentFacts, PlacedPicture, RenderedFragment
from publisher.model.errors import BuildError
from publisher.model.lines import lines_from, rows_of


def digest(parts: Iterable[str]) -> str:
    """SHA-256 (hex) over length-prefixed parts: no two lists of parts look the same."""
    total = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        total.update(str(len(data)).encode() + b":" + data)
    return total.hexdigest()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        BuildError: B105, the folder can't be written.
    """
    write_together({path: data})


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write all files or none: into temporary files beside them, which are renamed when all are complete.

    A file that is there keeps its permissions; a symbolic link stays one, and the file it leads to is written.

    Raises:
        BuildError: B105, a folder can't be written or the disk is full.
    """
    ready: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, data in files.items():
            real = Path(os.path.realpath(path))
            real.parent.mkdir(parents=True, exist_ok=True)
            temporary = real.with_name(f".{digest([real.name])[:16]}.{os.getpid()}")
            ready.append((temporary, real))
            temporary.write_bytes(data)
            if real.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if real.exists():
                shutil.copymode(real, temporary)
        for temporary, path in ready:
            temporary.replace(path)
    except OSError as error:
        raise BuildError("B105", {"path": shown_path(path), "reason": error.strerror or str(error)}) from error
    finally:
        for temporary, _ in ready:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def check_writable(folder: Path) -> None:
    """Find out before the work starts whether files can be written to `folder`; it is made when it is missing.

    Raises:
        BuildError: B105.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".write-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise BuildError("B105", {"path": shown_path(folder), "reason": error.strerror or str(error)}) from error


class Store:
    """Rendered fragments below `folder`, by key. A damaged entry counts as missing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, key: str, suffix: str) -> Path:
        return self.folder / key[:2] / f"{key}.{suffix}"

    def get(self, key: str, fragment: Fragment) -> RenderedFragment | None:
        try:
            pdf = self._path(key, "pdf").read_bytes()
            table = json.loads(self._path(key, "json").read_text(encoding="utf-8"))
            if table.pop("sha256") != sha256(pdf).hexdigest():
                return None
            facts = FragmentFacts(
                pages=table["pages"],
                bookmarks=tuple(Bookmark(**entry) for entry in table["bookmarks"]),
                anchors={name: Anchor(**entry) for name, entry in table["anchors"].items()},
                remarks=tuple((code, detail) for code, detail in table["remarks"]),
                pictures=table["pictures"],
                lines=lines_from(table["lines"]),
                images=tuple(PlacedPicture(**entry) for entry in table["images"]),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        return RenderedFragment(fragment, pdf, facts)

    def put(self, key: str, rendered: RenderedFragment) -> None:
        """The facts are written last: they say that the entry is complete."""
        table = asdict(replace(rendered.facts, lines=()))
        table |= {"lines": rows_of(rendered.facts.lines), "sha256": sha256(rendered.pdf).hexdigest()}
        write_whole(self._path(key, "pdf"), rendered.pdf)
        write_whole(self._path(key, "json"), json.dumps(table, ensure_ascii=False).encode())
