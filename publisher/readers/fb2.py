"""FictionBook 2: description, bodies, notes, pictures; what is dropped is remarked."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from publisher.model.errors import SourceError
from publisher.model.text import LINE_BREAK, Text
from publisher.model.work import Block, Heading, Note
from publisher.readers.archive import Archive
from publisher.readers.encoding import MAX_BYTES
from publisher.readers.fb2_blocks import Fb2Blocks
from publisher.readers.fb2_tree import Element, tree, words
from publisher.readers.headings import normalized
from publisher.readers.manuscript import Entry, Manuscript
from publisher.readers.remarks import Remarks
from publisher.readers.strand import split
from publisher.readers.xml_scan import decode_xml

NoteKind = Literal["footnote", "endnote"]

_NAME = ("first-name", "middle-name", "last-name")
_NUMBER = re.compile(r"[\W\d_]*|[\W_]*[ivxlcdm]+[\W_]*|[\W_]*\w[\W_]*", re.I)
"""What stands above a note when nobody gave it a title: a number, stars, a letter."""

_LARGEST = 64 << 20
"""Bytes of all pictures together."""


def read_fb2(path: str, data: bytes) -> Manuscript:
    """Read a FictionBook file; the encoding that it declares is believed unless its bytes speak against it.

    Raises:
        SourceError: undecodable (S102–S106), nested too deep (S109), entities of its own (S113).
    """
    source = decode_xml(path, data)
    remarks = Remarks(source)
    root, directives = tree(source)
    book = next(root.elements("fictionbook"), root)
    bodies = list(book.elements("body"))
    main = [body for body in bodies if not body.attribute("name")] or bodies[:1]
    annexes = [found for body in bodies if body not in main for found in _sections(body, body.attribute("name"))]
    numbered = {section.attribute("id"): (kind, section) for kind, section in annexes if section.attribute("id")}
    pictures = _pictures(book, source.chars, remarks)
    info = book.element("description", "title-info")
    language = words(info.element("lang") if info else None, source.chars)
    reader = Fb2Blocks(source.chars, remarks, frozenset(numbered), frozenset(pictures), language)
    given = _given(reader, info, book.element("description", "publish-info"))
    blocks = [block for body in main for block in reader.blocks(body, 1)]
    repeated, subtitle = _repeated(blocks, given)
    notes = tuple(
        Note(id, tuple(reader.blocks(section, 1, title=_is_titled(section, source.chars))), kind)
        for id, (kind, section) in numbered.items()
    )
    rest = [block for _, s in annexes if not s.attribute("id") for block in reader.blocks(s, 1, title=False)]
    text = tuple(normalized([*blocks[1 if repeated else 0 :], *rest]))
    guessed = {"subtitle": Entry((subtitle,), "heading", subtitle.source_offset(0))} if subtitle else {}
    cover = info.element("coverpage", "image") if info else None
    address = cover.attribute("href") if cover else ""
    shown = {f"#{id}": data for id, data in pictures.items()}
    kept = address if address in shown else ""
    return Manuscript(source, text, remarks, notes, given, guessed, directives, repeated, pictures=shown, cover=kept)


def read_fb2_zip(path: str, data: bytes) -> Manuscript:
    """Read a FictionBook packed as libraries keep it.

    Raises:
        SourceError: the archive is damaged, too large or encrypted (S120–S122), it does not hold one book (S123).
    """
    archive = Archive(path, data)
    books = [name for name in archive.names() if name.lower().endswith(".fb2")]
    if len(books) != 1:
        raise SourceError("S123", {"part": f"*.fb2 ({len(books)})"}, archive.place)
    found = read_fb2(path, archive.read(books[0], MAX_BYTES))
    found.source = replace(found.source, derived=True)
    return found


def _sections(body: Element, name: str) -> Iterator[tuple[NoteKind, Element]]:
    """The innermost sections of a body: each is a note. Comments are a body of their own, or its second section."""
    outer = list(body.elements("section"))
    grouped = bool(outer) and all(any(True for _ in section.elements("section")) for section in outer)
    for number, section in enumerate(outer):
        apart = name == "comments" or (grouped and name and number > 0)
        inner = list(_innermost(section))
        for found in inner or [section]:
            yield "endnote" if apart else "footnote", found


def _innermost(section: Element) -> Iterator[Element]:
    for child in section.elements("section"):
        inner = list(_innermost(child))
        yield from inner or [child]


def _is_titled(section: Element, chars: str) -> bool:
    """Whether the title of a note says more than its number."""
    return not _NUMBER.fullmatch(words(section.element("title"), chars))


def _pictures(book: Element, chars: str, remarks: Remarks) -> Mapping[str, bytes]:
    """Bytes by id. What is no base64, or too much of it, is remarked and left out."""
    found: dict[str, bytes] = {}
    total = 0
    for element in book.elements("binary"):
        try:
            data = b64decode("".join(chars[element.inside : element.end].split()).encode("ascii"), validate=True)
        except (binascii.Error, UnicodeEncodeError):
            data = b""
        total += len(data)
        if data and total <= _LARGEST:
            found.setdefault(element.attribute("id"), data)
        else:
            remarks.count("S205", "<binary>", element.start)
    return found


def _given(reader: Fb2Blocks, info: Element | None, printed: Element | None) -> dict[str, Entry]:
    """What the description states."""
    if info is None:
        return {}
    chars = reader.chars
    date = info.element("date")
    stated: dict[str, list[Text]] = {
        "title": [reader.text([e]) for e in info.elements("book-title")][:1],
        "authors": [Text(name) for e in info.elements("author") if (name := _name(e, chars))],
        "translators": [Text(name) for e in info.elements("translator") if (name := _name(e, chars))],
        "description": [reader.lines(e) for e in info.elements("annotation")][:1],
        "date": [Text(words(date, chars) or (date.attribute("value") if date else ""))],
        "language": [Text(words(info.element("lang"), chars))],
        "tags": [Text(t.strip()) for e in info.elements("keywords") for t in words(e, chars).split(",")],
        "genres": [Text(words(e, chars)) for e in info.elements("genre")],
        "source_language": [Text(words(info.element("src-lang"), chars))],
        "series": [Text(e.attribute("name")) for e in info.elements("sequence")][:1],
        "series_number": [Text(e.attribute("number")) for e in info.elements("sequence")][:1],
        "publisher": [Text(words(printed.element("publisher") if printed else None, chars))],
    }
    found = {field: tuple(text for text in texts if text.chars.strip()) for field, texts in stated.items()}
    return {field: Entry(texts, "markup", info.start) for field, texts in found.items() if texts}


def _name(person: Element, chars: str) -> str:
    parts = [words(person.element(name), chars) for name in _NAME]
    return " ".join(part for part in parts if part) or words(person.element("nickname"), chars)


def _repeated(blocks: list[Block], given: dict[str, Entry]) -> tuple[tuple[Text, ...], Text | None]:
    """The lines of the heading at the top when it only says again who wrote the book and what it is called.

    And the line behind the title, if there is one more: the subtitle, for which the description has no place.
    """
    first = blocks[0] if blocks else None
    if not isinstance(first, Heading) or "title" not in given:
        return (), None
    known = {_skeleton(text.chars) for field in ("title", "authors") if field in given for text in given[field].values}
    cuts = [at for at, char in enumerate(first.text.chars) if char == LINE_BREAK]
    lines = split(first.text, cuts)
    unknown = [line for line in lines if _skeleton(line.chars) not in known]
    titled = any(_skeleton(line.chars) == _skeleton(given["title"].value.chars) for line in lines)
    if not unknown:
        return tuple(lines), None
    if len(unknown) == 1 and unknown[0] is lines[-1] and titled:
        return tuple(lines[:-1]), lines[-1]
    return (), None


def _skeleton(chars: str) -> str:
    return "".join(char for char in chars.casefold() if char.isalnum())
