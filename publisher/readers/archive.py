"""Archives from strangers (docx, odt, epub, fb2.zip): what is read out of them has limits, and nothing leads outside.

Everything stays in memory, no entry is ever written to disk, no XML entity is resolved, nothing is fetched.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import Any
from urllib.parse import unquote

from publisher.model.errors import SourceError
from publisher.model.finding import Place

MAX_ENTRIES = 10_000
MAX_TOTAL = 128 << 20
"""Bytes unpacked of one archive, pictures included; an illustrated novel has 20 MB."""

MAX_TEXT = 24 << 20
"""Bytes of one XML part: «Война и мир» as docx has 12 MB."""

MAX_RATIO = 400
"""Unpacked bytes a packed one, for what is larger than a megabyte: XML reaches 50, bombs 1000."""

MAX_DEPTH = 200
"""Elements inside each other in an XML part."""

_SMALL = 1 << 20
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class Archive:
    """A zip file in memory.

    Raises:
        SourceError: S120 it is damaged, S121 it is larger than such a file can be, S122 it is encrypted.
    """

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.place = Place(path)
        self._left = MAX_TOTAL
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, UnicodeDecodeError) as error:
            raise self._damaged(str(error)) from error
        if len(entries) > MAX_ENTRIES:
            raise self._too_much(f"{len(entries)} > {MAX_ENTRIES}")
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            if entry.filename in self._entries:
                raise self._damaged(f"{entry.filename[:80]} × 2")
            self._entries[entry.filename] = entry

    def names(self) -> list[str]:
        return list(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str, limit: int = MAX_TOTAL) -> bytes:
        """The bytes of an entry.

        Raises:
            SourceError: S123 there is none, S120, S121, S122.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise SourceError("S123", {"part": name[:200]}, self.place)
        if entry.flag_bits & _ENCRYPTED:
            raise SourceError("S122", {}, self.place)
        if entry.compress_type not in _METHODS:
            raise self._damaged(f"{name[:80]}: {zipfile.compressor_names.get(entry.compress_type, '?')}")  # type: ignore[attr-defined]
        most = min(limit, self._left)
        if entry.file_size > most or (
            entry.file_size > _SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        ):
            raise self._too_much(f"{name[:80]}: {entry.file_size >> 20} MB", most)
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(most + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise self._damaged(f"{name[:80]}: {error}") from error
        if len(data) > most:
            raise self._too_much(name[:80], most)
        self._left -= len(data)
        return data

    def xml(self, name: str) -> Any:
        """The root element of an XML part (lxml). Entities stay unresolved, comments are gone.

        Raises:
            SourceError: S124 it is no XML, S113 it declares entities, S109 nested too deep; and those of `read`.
        """
        from lxml import etree

        data = self.read(name, MAX_TEXT)
        if b"<!ENTITY" in data[:20_000] or "<!ENTITY".encode("utf-16-le") in data[:20_000]:
            raise SourceError("S113", {}, self.place)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise SourceError("S124", {"part": name[:200], "reason": str(error)[:200]}, self.place) from error
        declared = root.getroottree().docinfo.internalDTD if root is not None else None
        if declared is not None and list(declared.iterentities()):
            raise SourceError("S113", {}, self.place)
        if _is_deeper(root, MAX_DEPTH):
            raise SourceError("S109", {"limit": MAX_DEPTH}, self.place)
        return root

    def _damaged(self, reason: str) -> SourceError:
        return SourceError("S120", {"reason": reason[:200]}, self.place)

    def _too_much(self, what: str, limit: int = MAX_TOTAL) -> SourceError:
        return SourceError("S121", {"what": what, "limit": limit >> 20}, self.place)


def _is_deeper(root: Any, limit: int) -> bool:
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limit:
            return True
    return False


def resolved(base: str, address: str) -> str:
    """The name of the entry that `address` means, seen from the entry `base`; empty when it leads outside."""
    path = unquote(address.partition("#")[0].partition("?")[0])
    if ":" in path or path.startswith(("//", "\\")):
        return ""
    parts = [] if path.startswith("/") else base.split("/")[:-1]
    for part in path.replace("\\", "/").split("/"):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
