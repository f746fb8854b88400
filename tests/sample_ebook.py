"""A small sound e-book, and ways to spoil it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="ru" xml:lang="ru">
<head><title>Верстатка</title></head>
<body>
{body}
</body></html>"""

CHAPTER = """<section epub:type="chapter" role="doc-chapter"><h1 id="h1">Верстатка</h1>
<span epub:type="pagebreak" role="doc-pagebreak" id="page1" aria-label="1"></span>
<p>Наборщик<a epub:type="noteref" role="doc-noteref" id="r1" href="#n1">1</a> взял литеру и поставил её в строку.</p>
<p><img src="../images/a.png" alt="Верстатка в руке"/></p>
<aside epub:type="footnote" role="doc-footnote" id="n1"><p><a epub:type="backlink" role="doc-backlink" href="#r1">1</a>
Тот, кто набирает.</p></aside></section>"""

NAV = PAGE.format(
    body="""<nav epub:type="toc" role="doc-toc"><h1>Содержание</h1>
<ol><li><a href="text/a.xhtml">Верстатка</a></li></ol></nav>
<nav epub:type="page-list" role="doc-pagelist" hidden="hidden">
<ol><li><a href="text/a.xhtml#page1">1</a></li></ol></nav>
<nav epub:type="landmarks" hidden="hidden">
<ol><li><a epub:type="bodymatter" href="text/a.xhtml">Начало</a></li></ol></nav>"""
)

NCX = """<?xml version="1.0" encoding="utf-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">
<head><meta name="dtb:uid" content="urn:uuid:12345678-1234-5678-1234-567812345678"/></head>
<docTitle><text>В</text></docTitle>
<navMap><navPoint id="n1"><navLabel><text>Верстатка</text></navLabel>
<content src="text/a.xhtml"/></navPoint></navMap></ncx>"""

OPF = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" version="3.0"
unique-identifier="id">
<metadata>
<dc:identifier id="id">urn:uuid:12345678-1234-5678-1234-567812345678</dc:identifier>
<dc:title>Верстатка</dc:title>
<dc:language>ru</dc:language>
<dc:creator id="c">Иван Наборщиков</dc:creator>
<meta property="role" refines="#c" scheme="marc:relators">aut</meta>
<meta property="file-as" refines="#c">Наборщиков, Иван</meta>
<dc:description>О строке.</dc:description>
<dc:publisher>Листки</dc:publisher>
<dc:date>2026</dc:date>
<dc:source>urn:isbn:9785000000007</dc:source>
<meta property="pageBreakSource">urn:isbn:9785000000007</meta>
<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityFeature">pageNavigation</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Всё доступно.</meta>
</metadata>
<manifest>
<item id="a" href="text/a.xhtml" media-type="application/xhtml+xml"/>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="p" href="images/a.png" media-type="image/png"/>
<item id="cover" href="images/cover.png" media-type="image/png" properties="cover-image"/>
</manifest>
<spine toc="ncx"><itemref idref="a"/></spine>
</package>"""

CONTAINER = """<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="EPUB/content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""


def picture(width: int, height: int) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("L", (width, height), 200).save(out, "PNG")
    return out.getvalue()


COVER = picture(1600, 2400)


def files() -> dict[str, bytes]:
    """The sound book, file by file."""
    return {
        "META-INF/container.xml": CONTAINER.encode(),
        "EPUB/content.opf": OPF.encode(),
        "EPUB/nav.xhtml": NAV.encode(),
        "EPUB/toc.ncx": NCX.encode(),
        "EPUB/text/a.xhtml": PAGE.format(body=CHAPTER).encode(),
        "EPUB/images/a.png": picture(10, 10),
        "EPUB/images/cover.png": COVER,
    }


Spoil = Callable[[dict[str, bytes]], object]


def swap(name: str, old: str, new: str) -> Spoil:
    """Replaces characters of a file; they have to be there."""

    def spoil(book: dict[str, bytes]) -> None:
        assert old.encode() in book[name], old
        book[name] = book[name].replace(old.encode(), new.encode())

    return spoil


def opf(old: str, new: str = "") -> Spoil:
    return swap("EPUB/content.opf", old, new)


def page(old: str, new: str = "") -> Spoil:
    return swap("EPUB/text/a.xhtml", old, new)


def nav(old: str, new: str = "") -> Spoil:
    return swap("EPUB/nav.xhtml", old, new)


def add(name: str, data: bytes) -> Spoil:
    return lambda book: book.update({name: data})


def packed(book: Mapping[str, bytes], *, mimetype: bool = True, stored: bool = True) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            how = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr("mimetype", "application/epub+zip", how)
        for name, data in book.items():
            archive.writestr(name, data)
    return out.getvalue()


def spoilt(*ways: Spoil) -> bytes:
    book = files()
    for way in ways:
        way(book)
    return packed(book)
