"""An archive from strangers: read in memory, within limits, nothing of it ever written to the disk."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from publisher.lint.facts import Entry
from publisher.model.errors import SourceError

MOST_ENTRIES = 20_000
LARGEST_TEXT = 32 << 20
"""Bytes of one XML or CSS file."""
LARGEST_PICTURE = 64 << 20
LARGEST = 512 << 20
"""Bytes of all files that are read."""


class Archive:
    """The files of an e-book by name.

    Raises:
        SourceError: S521 no archive or a broken one.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, RecursionError) as error:
            raise SourceError("S521", {"reason": str(error)[:120]}) from error
        infos = self._zip.infolist()
        if len(infos) > MOST_ENTRIES:
            raise SourceError("S522", {"limit": MOST_ENTRIES})
        self._infos = {info.filename: info for info in infos}
        self._taken = 0
        self.entries = tuple(_entries(infos))

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str, limit: int = LARGEST_TEXT) -> bytes:
        """The bytes of a file.

        Raises:
            KeyError: there is none of this name.
            SourceError: S523 it can't be unpacked, S524 it is larger than a file of its kind may be.
        """
        info = self._infos[name]
        if info.flag_bits & 0x1:
            raise SourceError("S523", {"name": shown(name), "reason": "encrypted"})
        try:
            with self._zip.open(info) as file:
                data = file.read(limit + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            ValueError,
            NotImplementedError,
            OSError,
            RuntimeError,
        ) as error:
            raise SourceError("S523", {"name": shown(name), "reason": str(error)[:120]}) from error
        self._taken += len(data)
        if len(data) > limit or self._taken > LARGEST:
            raise SourceError("S524", {"name": shown(name), "limit": f"{limit >> 20} MB"})
        return data


def _entries(infos: list[zipfile.ZipInfo]) -> Iterator[Entry]:
    for info in infos:
        if not info.is_dir():
            yield Entry(info.filename, info.file_size, info.compress_type == zipfile.ZIP_STORED)


def shown(name: str) -> str:
    return name[:100]


def resolved(base: str, href: str) -> str:
    """The path inside the archive of an address relative to the file `base`; empty if it leads out of the archive."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), href))
    return "" if path.startswith(("../", "/")) or path in ("..", ".") else path
