"""EPUB 3.3 from a reflowable composition.

ebooklib only serialises the package file and the archive: its own documents lose text and attributes
(`<p><b>не</b><i>слитно</i>` gets a space), so every XHTML, the navigation and the NCX are finished bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from publisher.model.composition import STYLESHEET, ReflowComposition, Resource
from publisher.model.errors import BuildError
from publisher.writers.epub_fonts import characters_of, subset
from publisher.writers.epub_nav import COVER, NAV, NCX, cover_page, navigation_document, ncx
from publisher.writers.epub_zip import LEVEL
from publisher.writers.world import read_resource

XHTML = "application/xhtml+xml"

_COVER_TYPES = {b"\xff\xd8\xff": ("image/jpeg", "jpg"), b"\x89PNG\r\n\x1a\n": ("image/png", "png")}
"""First bytes of a cover → its media type and suffix."""


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
        compression: 0–12 of libdeflate; 1 does for drafts (a third of the time, a seventh larger).

    Raises:
        BuildError: B120 a document is not well-formed, B121 two files have one name, B122 the cover is no picture,
            B110 a font or picture changed or vanished while the build ran, B124 it has more than 65,535 files or 4 GiB.
    """
    from publisher.writers.epub_package import Package  # late: ebooklib and lxml take a while to start

    package = Package(compression)
    package.add("style", STYLESHEET, "text/css", composition.stylesheet.encode())
    if cover is not None:
        media_type, suffix = _cover_type(cover)
        picture = f"images/cover.{suffix}"
        package.add("cover-image", picture, media_type, cover, properties="cover-image")
        package.add("cover", COVER, XHTML, cover_page(composition, picture), in_spine=True)
    navigation = navigation_document(composition, has_cover=cover is not None)
    for number, document in enumerate(composition.documents, 1):
        properties = "svg" if document.has_svg else ""
        package.add(f"d{number}", document.name, XHTML, document.xhtml.encode(), properties=properties, in_spine=True)
        if number == 1:  # the contents follow the title page
            package.add("nav", NAV, XHTML, navigation, properties="nav", in_spine=True)
    package.add("ncx", NCX, "application/x-dtbncx+xml", ncx(composition))
    for number, (resource, data) in enumerate(_resources(composition), 1):
        package.add(f"r{number}", resource.url, resource.media_type, data)
    package.describe(composition, has_cover=cover is not None)
    return package.finished(modified or first_day(composition.metadata.date))


def first_day(date: str) -> datetime:
    """The first day of the year that `date` begins with; 1 January 1980 when it begins with none."""
    year = int(date[:4]) if date[:4].isascii() and date[:4].isdigit() else 0
    return datetime(year if year >= 1980 else 1980, 1, 1, tzinfo=UTC)


def _cover_type(cover: bytes) -> tuple[str, str]:
    for signature, found in _COVER_TYPES.items():
        if cover.startswith(signature):
            return found
    raise BuildError("B122")


def _resources(composition: ReflowComposition) -> Iterator[tuple[Resource, bytes]]:
    """Every resource with its bytes; fonts have only the characters of this book left."""
    chars = characters_of(composition)
    for resource in composition.resources:
        data = read_resource(resource)
        yield resource, subset(data, chars) if resource.media_type == "font/ttf" else data
