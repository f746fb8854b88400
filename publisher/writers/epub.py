"""EPUB 3.3 from a reflowable composition.

ebooklib only serialises the package file and the archive: its own documents lose text and attributes
(`<p><b>не</b><i>слитно</i>` gets a space), so every XHTML, the navigation and the NCX are finished bytes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from xml.parsers import expat

from publisher.model.composition import STYLESHEET, Document, ReflowComposition, Resource
from publisher.model.errors import BuildError
from publisher.writers.epub_fonts import subset
from publisher.writers.epub_nav import COVER, NAV, NCX, cover_page, navigation_document, ncx
from publisher.writers.epub_text import Shown
from publisher.writers.epub_zip import LEVEL, Packed, packed
from publisher.writers.world import read_resource

XHTML = "application/xhtml+xml"

_COVER_TYPES = {b"\xff\xd8\xff": ("image/jpeg", "jpg"), b"\x89PNG\r\n\x1a\n": ("image/png", "png")}
"""First bytes of a cover → its media type and suffix."""


class EpubWriter:
    """Takes the documents of an e-book as they are composed, and makes a book of them once the rest is known.

    Documents are packed at once: with thousands of pages, only what is packed is in memory.
    """

    def __init__(self, compression: int = LEVEL) -> None:
        """`compression`: 0–12 of libdeflate; 1 does for drafts (a third of the time, a seventh larger)."""
        self._level = compression
        self._packed: deque[Packed] = deque()
        self._shown = Shown()

    def take(self, document: Document) -> Document:
        """Pack the next document, in the order of the composition; it comes back without its text.

        Raises:
            BuildError: B120 it is not well-formed.
        """
        data = _sound(document.name, document.xhtml.encode())
        self._shown.look(document.xhtml)
        self._packed.append(packed(data, self._level))
        return replace(document, xhtml="")

    def finished(
        self, composition: ReflowComposition, *, cover: bytes | None = None, modified: datetime | None = None
    ) -> bytes:
        """The e-book, once all documents of `composition` are taken; call once.

        Arguments and errors as in `write_epub`.
        """
        from publisher.writers.epub_package import Package  # late: ebooklib and lxml take a while to start

        package = Package(self._level)
        package.add("style", STYLESHEET, "text/css", composition.stylesheet.encode())
        if cover is not None:
            media_type, suffix = _cover_type(cover)
            picture = f"images/cover.{suffix}"
            package.add("cover-image", picture, media_type, cover, properties="cover-image")
            package.add("cover", COVER, XHTML, _sound(COVER, cover_page(composition, picture)), in_spine=True)
        navigation = _sound(NAV, navigation_document(composition, has_cover=cover is not None))
        for number, document in enumerate(composition.documents, 1):
            properties = "svg" if document.has_svg else ""
            content = self._packed.popleft()
            package.add(f"d{number}", document.name, XHTML, content, properties=properties, in_spine=True)
            if number == 1:  # the contents follow the title page
                package.add("nav", NAV, XHTML, navigation, properties="nav", in_spine=True)
        package.add("ncx", NCX, "application/x-dtbncx+xml", _sound(NCX, ncx(composition)))
        for number, (resource, data) in enumerate(self._resources(composition), 1):
            package.add(f"r{number}", resource.url, resource.media_type, data)
        package.describe(composition, self._shown, has_cover=cover is not None)
        return package.finished(modified or first_day(composition.metadata.date))

    def _resources(self, composition: ReflowComposition) -> Iterator[tuple[Resource, bytes]]:
        """Every resource with its bytes; fonts have only the characters of this book left."""
        chars = self._characters(composition)
        for resource in composition.resources:
            data = read_resource(resource)
            if resource.media_type.endswith("+xml"):
                _sound(resource.url, data)
            yield resource, subset(data, chars) if resource.media_type == "font/ttf" else data

    def _characters(self, composition: ReflowComposition) -> frozenset[str]:
        """The characters that can be shown: of the documents, of what the writer adds, and their capitals."""
        metadata = composition.metadata
        chars = {*self._shown.chars, *composition.stylesheet, *metadata.title, *metadata.subtitle}
        chars.update(*composition.terms.values())
        chars.update("".join(chars).upper(), "-\u2010")  # `text-transform`; hyphens at line ends
        return frozenset(chars)


def write_epub(
    composition: ReflowComposition,
    *,
    cover: bytes | None = None,
    modified: datetime | None = None,
    compression: int = LEVEL,
) -> bytes:
    """The finished e-book. The same arguments give the same bytes, whatever the clock, locale and time zone.

    Args:
        cover: JPEG or PNG.
        modified: `dcterms:modified`, from SOURCE_DATE_EPOCH; without it the first day of the edition's year.
        compression: as `EpubWriter` takes it.

    Raises:
        BuildError: B120 a document is not well-formed, B121 two files have one name, B122 the cover is no picture,
            B110 a font or picture changed or vanished while the build ran, B124 it has more than 65,535 files or 4 GiB.
    """
    writer = EpubWriter(compression)
    light = replace(composition, documents=tuple(map(writer.take, composition.documents)))
    return writer.finished(light, cover=cover, modified=modified)


def first_day(date: str) -> datetime:
    """The first day of the year that `date` begins with; 1 January 1980 when it begins with none."""
    year = int(date[:4]) if date[:4].isascii() and date[:4].isdigit() else 0
    return datetime(year if year >= 1980 else 1980, 1, 1, tzinfo=UTC)


def _cover_type(cover: bytes) -> tuple[str, str]:
    for signature, found in _COVER_TYPES.items():
        if cover.startswith(signature):
            return found
    raise BuildError("B122")


def _sound(name: str, content: bytes) -> bytes:
    """`content`, if it is well-formed, namespaces included.

    Raises:
        BuildError: B120, it is not.
    """
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(content, True)
    except expat.ExpatError as error:
        raise BuildError("B120", {"name": name, "reason": str(error)}) from error
    return content
