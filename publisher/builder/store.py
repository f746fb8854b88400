"""The content-addressed store: everything made once is found again by the digest of what it was made from."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from random import sample
from stat import S_ISREG
from typing import BinaryIO

from publisher.builder.files import check_writable as check_writable  # noqa: PLC0414

LIMIT = 4 << 30
"""Bytes that a store may take: some ten thousand works with their pages."""

_MARK = b"publisher store 1\n"
_STALE = 24 * 3600.0
"""Seconds after which a file that was never finished belongs to nobody."""
_HOUR = 3600.0
_SOME = 8
"""Folders of 256 that tell how large the store is: keys are spread evenly."""

_numbers = count()


def digest(parts: Iterable[str]) -> str:
    """SHA-256 (hex) over length-prefixed parts: no two lists of parts look the same."""
    total = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        total.update(str(len(data)).encode() + b":" + data)
    return total.hexdigest()


class Store:
    """Bytes below `folder`, by key (hexadecimal digits).

    An entry bears the digest of its bytes and comes into its place by a rename: what is damaged or half written counts
    as missing. A store that can't be written (a full disk, no permission) forgets; it never stops a build.
    """

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self.folder = folder
        self.limit = limit
        self.written = 0
        self.refused = ""
        """Why the last entry could not be written; empty as long as all could."""

    def _path(self, key: str) -> str:
        return f"{self.folder}/{key[:2]}/{key}"  # a Path costs as much as the rest of it all

    def get(self, key: str) -> bytes | None:
        """The bytes stored under `key`; None when there are none, or damaged ones, which are taken away."""
        path = self._path(key)
        try:
            with open(path, "rb") as file:  # noqa: PTH123
                data = file.read()
                old = time.time() - os.fstat(file.fileno()).st_mtime > _HOUR
        except OSError:
            return None
        body = data[len(_MARK) + 32 :]
        if data[: len(_MARK)] != _MARK or sha256(body).digest() != data[len(_MARK) : len(_MARK) + 32]:
            self.discard(key)
            return None
        if old:  # what was used lately is pruned last
            with suppress(OSError):
                os.utime(path)
        return body

    def has(self, key: str) -> bool:
        """Whether there is an entry, damaged or not."""
        return os.path.exists(self._path(key))  # noqa: PTH110

    def put(self, key: str, data: bytes) -> bool:
        """Keep `data` under `key`, if that is possible; gives whether it was."""
        path = self._path(key)
        temporary = f"{self.folder}/{key[:2]}/.{key[:16]}.{os.getpid()}.{next(_numbers)}"
        done = False
        try:
            with self._created(temporary) as file:
                file.write(_MARK)
                file.write(sha256(data).digest())
                file.write(data)
            os.replace(temporary, path)  # noqa: PTH105
            done = True
            self.written += len(data)
        except OSError as error:
            self.refused = error.strerror or str(error)
        finally:
            if not done:
                with suppress(OSError):
                    os.unlink(temporary)  # noqa: PTH108
        return done

    def _created(self, path: str) -> BinaryIO:
        """A new file; the folder that it needs is made when it is missing."""
        try:
            return open(path, "wb")  # noqa: PTH123
        except FileNotFoundError:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            return open(path, "wb")  # noqa: PTH123

    def discard(self, key: str) -> None:
        """Forget what is stored under `key`."""
        with suppress(OSError):
            Path(self._path(key)).unlink(missing_ok=True)

    def tidy(self) -> None:
        """Prune, if some of the folders make it likely that there is something to prune: looking at all files takes as
        long as setting a page. The next time other folders tell.
        """
        folders = self._folders()
        some = sample(folders, min(_SOME, len(folders)))
        size = sum(size for _, size, _ in self._entries(some))
        if 2 * size * len(folders) > self.limit * len(some):
            self.prune()

    def prune(self) -> int:
        """Take away what was not used for the longest time, down to three quarters of the limit, and unfinished files
        of builds that were killed. Gives the count of entries that went.
        """
        entries = sorted(self._entries(self._folders()))
        total = sum(size for _, size, _ in entries)
        if total <= self.limit:
            return 0
        gone = 0
        for _, size, path in entries:
            if total <= 0.75 * self.limit:
                break
            with suppress(OSError):
                os.unlink(path)  # noqa: PTH108
                total -= size
                gone += 1
        return gone

    def _folders(self) -> list[str]:
        try:
            return [f"{self.folder}/{name}" for name in sorted(os.listdir(self.folder))]  # noqa: PTH208
        except OSError:
            return []

    def _entries(self, folders: Iterable[str]) -> Iterator[tuple[float, int, str]]:
        """Time of last use, size and path of every entry; files that were never finished are taken away."""
        for path, mtime, size in (file for folder in folders for file in _files(folder)):
            if not path.rpartition("/")[2].startswith("."):
                yield mtime, size, path
            elif time.time() - mtime > _STALE:
                with suppress(OSError):
                    os.unlink(path)  # noqa: PTH108  thousands of them


def _files(folder: str) -> Iterator[tuple[str, float, int]]:
    """Path, time of last use and size of every file."""
    with suppress(OSError), os.scandir(folder) as files:
        for file in files:
            status = file.stat(follow_symlinks=False)
            if S_ISREG(status.st_mode):
                yield file.path, status.st_mtime, status.st_size
