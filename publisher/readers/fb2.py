"""FictionBook 2: description, bodies, notes. Pictures are not read yet; what is dropped is remarked."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.model.text import Text
from publisher.model.work import Block, Heading, Note
from publisher.readers.fb2_blocks import Fb2Blocks
from publisher.readers.fb2_tree import Element, tree, words
from publisher.readers.headings import normalized
from publisher.readers.manuscript import Entry, Manuscript
from publisher.readers.remarks import Remarks
from publisher.readers.xml_scan import decode_xml

_NAME = ("first-name", "middle-name", "last-name")


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
    annexes = [section for body in bodies if body not in main for section in _sections(body)]
    numbered = {section.attribute("id"): section for section in annexes if section.attribute("id")}
    reader = Fb2Blocks(source.chars, remarks, frozenset(numbered))
    given = _given(reader, book.element("description", "title-info"))
    blocks = [block for body in main for block in reader.blocks(body, 1)]
    repeated = _repeated(blocks, given)
    notes = tuple(Note(id, tuple(reader.blocks(section, 1, title=False))) for id, section in numbered.items())
    rest = [block for s in annexes if not s.attribute("id") for block in reader.blocks(s, 1, title=False)]
    text = tuple(normalized([*blocks[len(repeated) :], *rest]))
    return Manuscript(source, text, remarks, notes, given, {}, directives, repeated)


def _sections(body: Element) -> Iterator[Element]:
    """The innermost sections of a body: each is a note."""
    for section in body.elements("section"):
        inner = list(_sections(section))
        yield from inner or [section]


def _given(reader: Fb2Blocks, info: Element | None) -> dict[str, Entry]:
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
    }
    found = {field: tuple(text for text in texts if text.chars.strip()) for field, texts in stated.items()}
    return {field: Entry(texts, "markup", info.start) for field, texts in found.items() if texts}


def _name(person: Element, chars: str) -> str:
    parts = [words(person.element(name), chars) for name in _NAME]
    return " ".join(part for part in parts if part) or words(person.element("nickname"), chars)


def _repeated(blocks: list[Block], given: dict[str, Entry]) -> tuple[Text, ...]:
    """The heading at the top when it only says again who wrote the book and what it is called."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Heading) or "title" not in given:
        return ()
    known = {_skeleton(text.chars) for field in ("title", "authors") if field in given for text in given[field].values}
    lines = {_skeleton(line) for line in first.text.chars.split("\n")}
    return (first.text,) if lines <= known else ()


def _skeleton(chars: str) -> str:
    return "".join(char for char in chars.casefold() if char.isalnum())
