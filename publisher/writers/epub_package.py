"""The package of an e-book: manifest, spine and metadata through ebooklib, everything else byte by byte.

Pinned to ebooklib 0.20: what is overridden here are the places where it writes something else than it was given.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from ebooklib import epub
from lxml import etree

from publisher.model.composition import ReflowComposition
from publisher.model.errors import BuildError
from publisher.writers.epub_metadata import Property, properties
from publisher.writers.epub_text import Shown
from publisher.writers.epub_zip import Packed, StableZip

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class _Item(epub.EpubItem):  # type: ignore[misc]
    """A line of the manifest; its bytes are in the archive already (EpubHtml would parse and print them anew)."""

    def __init__(self, uid: str, name: str, media_type: str, properties: str) -> None:
        super().__init__(uid=uid, file_name=name, media_type=media_type)
        self.properties = properties.split()


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    """Adds what ebooklib makes of the book to an archive with its files; the package file gets its language."""

    def __init__(self, out: StableZip, book: epub.EpubBook, options: dict[str, object]) -> None:
        super().__init__("", book, options)
        self.out = out

    def write(self) -> None:
        self._write_container()
        self._write_opf()

    def _write_opf_file(self, root: Any) -> None:
        root.set(_XML_LANG, self.book.language)
        root.set("dir", "ltr")
        del root.attrib["prefix"]  # only reserved prefixes are used
        etree.cleanup_namespaces(root)
        data = etree.tostring(root, pretty_print=True, encoding="utf-8", xml_declaration=True)
        self.out.writestr(f"{self.book.FOLDER_NAME}/content.opf", data)


class Package:
    """Collects the files of one e-book, in the order of its spine; each is packed at once, so that none is kept whole.

    `level`: 0–12, how much time is spent on packing.
    """

    def __init__(self, level: int) -> None:
        self._out = StableZip(level)
        self._out.writestr("mimetype", "application/epub+zip", stored=True)
        self.book = epub.EpubBook()
        self.book.metadata = {}
        self.book.IDENTIFIER_ID = "pub-id"
        self._names: set[str] = set()

    def add(
        self,
        uid: str,
        name: str,
        media_type: str,
        content: bytes | Packed,
        *,
        properties: str = "",
        in_spine: bool = False,
    ) -> None:
        """Add a file. `content`: its bytes, or the same packed.

        Raises:
            BuildError: B121 there is one with this name already, B124 the book is too large.
        """
        if name.casefold() in self._names:
            raise BuildError("B121", {"name": name})
        self._names.add(name.casefold())
        self._out.writestr(f"{self.book.FOLDER_NAME}/{name}", content)
        item = _Item(uid, name, media_type, properties)
        self.book.add_item(item)
        if in_spine:
            self.book.spine.append(item)

    def describe(self, composition: ReflowComposition, shown: Shown, *, has_cover: bool) -> None:
        """Write down the metadata."""
        metadata = composition.metadata
        self.book.set_identifier(metadata.identifier)
        self.book.language = metadata.language
        self.book.title = metadata.title
        for entry in properties(composition, shown, has_cover=has_cover):
            self._add(entry)

    def _add(self, entry: Property) -> None:
        namespace = "DC" if entry.name.startswith("dc:") else None
        self.book.add_metadata(namespace, entry.name.removeprefix("dc:"), entry.value, dict(entry.attributes))

    def finished(self, modified: datetime) -> bytes:
        """The e-book; call once.

        Raises:
            BuildError: B124, it is too large.
        """
        options = {
            "mtime": modified.astimezone(UTC),
            "epub2_guide": False,
            "epub3_landmark": False,
            "epub3_pages": False,
            "raise_exceptions": True,
        }
        _Writer(self._out, self.book, options).write()
        return self._out.finished()
