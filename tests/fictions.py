"""FictionBooks by hand, and the way from one through a work into another."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from lxml import etree
from PIL import Image

from publisher.composition.assemble import assemble
from publisher.composition.fiction import compose_fiction
from publisher.composition.markup import Pictures
from publisher.composition.pictures import find_pictures, own_cover
from publisher.data import folder
from publisher.model.edition import Book, Edition
from publisher.model.text import Text
from publisher.model.work import Work
from publisher.readers import read
from publisher.writers.fb2 import write_fb2

NS = "{http://www.gribuser.ru/xml/fictionbook/2.0}"
HREF = "{http://www.w3.org/1999/xlink}href"
SCHEMA = etree.XMLSchema(etree.parse(str(folder("schemas") / "fb2" / "FictionBook.xsd")))


def png(colour: str = "red") -> bytes:
    data = BytesIO()
    Image.new("RGB", (4, 3), colour).save(data, "PNG")
    return data.getvalue()


def fiction(body: str, notes: str = "", info: str = "", pictures: Mapping[str, bytes] | None = None) -> str:
    """A whole file around a body, with the least description."""
    binaries = "".join(
        f'<binary id="{id}" content-type="image/png">{b64encode(data).decode()}</binary>'
        for id, data in (pictures or {}).items()
    )
    stated = info or (
        "<genre>prose_rus_classic</genre><author><first-name>Антон</first-name><middle-name>Павлович</middle-name>"
        "<last-name>Чехов</last-name></author><book-title>Проба</book-title><lang>ru</lang>"
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" '
        'xmlns:l="http://www.w3.org/1999/xlink">\n'
        f"<description><title-info>{stated}</title-info><document-info><author><nickname>я</nickname></author>"
        "<date>2020</date><id>1</id><version>1.0</version></document-info></description>\n"
        f"<body><title><p>Антон Павлович Чехов</p><p>Проба</p></title>{body}</body>\n{notes}{binaries}\n</FictionBook>"
    )


def book_of(works: Sequence[Work], **wishes: object) -> Book:
    edition = Edition("proba", "anthology", tuple(w.source.path if w.source else "" for w in works), **wishes)  # type: ignore[arg-type]
    return assemble(edition, works, Text)


def written(book: Book, pictures: Pictures | None = None) -> bytes:
    """The book as FB2, checked by the schema once more."""
    if pictures is None:
        pictures = find_pictures(book, {}) if any(entry.work.pictures for entry in book.entries) else {}
    data = write_fb2(compose_fiction(book, pictures, own_cover(book), None, "publisher"))
    root = etree.fromstring(data, etree.XMLParser(huge_tree=True))
    assert SCHEMA.validate(root), SCHEMA.error_log
    return data


def again(text: str) -> tuple[Work, bytes]:
    """A FictionBook read, and written again."""
    work = read("a.fb2", text.encode()).value
    return work, written(book_of([work]))


def body_of(data: bytes, number: int = 0) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(huge_tree=True)).findall(f"{NS}body")[number]


def from_markdown(text: str, path: str = "a.md") -> Work:
    return read(str(Path(path)), text.encode()).value
