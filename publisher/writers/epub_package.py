"""The package of an e-book: manifest, spine and metadata through ebooklib, everything else byte by byte.

Pinned to ebooklib 0.20: what is overridden here are the places where it writes something else than it was given.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from ebooklib import epub
from lxml import etree

from publisher.model.composition import ReflowComposition
from publisher.model.errors import BuildError
from publisher.writers.epub_metadata import Property, properties
from publisher.writers.epub_zip import StableZip

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class _Item(epub.EpubItem):  # type: ignore[misc]
    """A file whose bytes are written untouched (EpubHtml parses them as HTML and prints them anew)."""

    def __init__(self, uid: str, name: str, media_type: str, content: bytes, properties: str) -> None:
        super().__init__(uid=uid, file_name=name, media_type=media_type, content=content)
        self.properties = properties.split()


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    """Writes to memory, with fixed dates, and gives the package file its language."""

    def write(self) -> None:
        with StableZip(self.file_name, "w", zipfile.ZIP_DEFLATED, compresslevel=self.options["compresslevel"]) as out:
            self.out = out
            out.writestr("mimetype", "application/epub+zip", compress_type=zipfile.ZIP_STORED)
            self._write_container()
            self._write_opf()
            self._write_items()

    def _write_opf_file(self, root: Any) -> None:
        root.set(_XML_LANG, self.book.language)
        root.set("dir", "ltr")
        del root.attrib["prefix"]  # only reserved prefixes are used
        etree.cleanup_namespaces(root)
        data = etree.tostring(root, pretty_print=True, encoding="utf-8", xml_declaration=True)
        self.out.writestr(f"{self.book.FOLDER_NAME}/content.opf", data)


class Package:
    """Collects the files of one e-book, in the order of its spine."""

    def __init__(self) -> None:
        self.book = epub.EpubBook()
        self.book.metadata = {}
        self.book.IDENTIFIER_ID = "pub-id"
        self._names: set[str] = set()

    def add(
        self, uid: str, name: str, media_type: str, content: bytes, *, properties: str = "", in_spine: bool = False
    ) -> None:
        """Add a file.

        Raises:
            BuildError: B120 not well-formed, B121 there is one with this name already.
        """
        if name.casefold() in self._names:
            raise BuildError("B121", {"name": name})
        self._names.add(name.casefold())
        if media_type.endswith("+xml"):
            try:
                etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
            except etree.XMLSyntaxError as error:
                raise BuildError("B120", {"name": name, "reason": str(error)}) from error
        item = _Item(uid, name, media_type, content, properties)
        self.book.add_item(item)
        if in_spine:
            self.book.spine.append(item)

    def describe(self, composition: ReflowComposition, *, has_cover: bool) -> None:
        """Write down the metadata."""
        metadata = composition.metadata
        self.book.set_identifier(metadata.identifier)
        self.book.language = metadata.language
        self.book.title = metadata.title
        for entry in properties(composition, has_cover=has_cover):
            self._add(entry)

    def _add(self, entry: Property) -> None:
        namespace = "DC" if entry.name.startswith("dc:") else None
        self.book.add_metadata(namespace, entry.name.removeprefix("dc:"), entry.value, dict(entry.attributes))

    def finished(self, modified: datetime, compression: int) -> bytes:
        out = io.BytesIO()
        options = {
            "mtime": modified.astimezone(UTC),
            "compresslevel": compression,
            "epub2_guide": False,
            "epub3_landmark": False,
            "epub3_pages": False,
            "raise_exceptions": True,
        }
        _Writer(out, self.book, options).write()
        return out.getvalue()
