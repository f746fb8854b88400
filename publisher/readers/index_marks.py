"""Marks for indexes, and references to pages: one markup, whatever the format of the source.

Markdown writes `[Дидо]{name="Дидо, Фирмен"}`, HTML `<span data-name="Дидо, Фирмен">Дидо</span>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from publisher.model.indexing import PAGE, TITLE, WHERE, IndexRole, IndexTerm, Register, term_of
from publisher.model.text import OBJECT, Mark, Text
from publisher.model.work import Block, Heading, Paragraph
from publisher.readers.strand import Strand, TextBuilder

NAME_CLASS = "name"
"""Class of a span in Markdown whose own words are a heading in the index of names."""

_ROLES: Mapping[str, IndexRole] = {"index": "at", "name": "at", "index-from": "from", "index-to": "to"}
_OTHERS: Mapping[str, IndexRole] = {"see": "see", "see-also": "also"}
_PLACEHOLDER = re.compile(r"\{(page|title)\}")
_LONGEST = 200
"""Characters of a heading."""
_MOST = 20
"""Headings that one mark may name."""


def index_terms(attributes: Mapping[str, str], prefix: str = "") -> Iterator[IndexTerm]:
    """What the attributes of an element ask for; `;` stands between several headings.

    Args:
        prefix: what stands before the names of attributes: `data-` in HTML.
    """
    is_name = not prefix and NAME_CLASS in attributes.get("class", "").split()
    also: dict[IndexRole, list[str]] = {
        role: _headings(attributes[prefix + key])
        for key, role in _OTHERS.items()
        if attributes.get(prefix + key, "").strip()
    }
    asked: list[tuple[Register, str, IndexRole]] = []
    for key, role in _ROLES.items():
        if (value := attributes.get(prefix + key)) is not None:
            register: Register = "names" if key == "name" or is_name else "subjects"
            asked += [(register, heading, role) for heading in _headings(value)]
    if is_name and not asked:
        asked.append(("names", "", "at"))
    for register, heading, role in asked:
        if "see" not in also:
            yield IndexTerm(register, heading, role)
        for kind, others in also.items():
            yield from (IndexTerm(register, heading, kind, other) for other in others)


def _headings(value: str) -> list[str]:
    """Headings with single spaces; one without any means the words that are marked."""
    found = [" ".join(part[:_LONGEST].split()) for part in value.split(";")]
    return [part for part in found if part][:_MOST] or [""]


def fill(builder: TextBuilder, strand: Strand, start: int, end: int) -> None:
    """Copy the range `start:end`. Inside a link that stays in the book, `{page}` and `{title}` are filled in later."""
    target = builder.link
    if target and stays_in_book(target):
        for found in _PLACEHOLDER.finditer(strand.chars, start, end):
            builder.copy(strand, start, found.start())
            source, source_end = strand.offset(found.start()), strand.offset(found.end() - 1) + 1
            at = builder.length
            builder.put(OBJECT, source, source_end)
            builder.mark(at, at + 1, "reference", target, PAGE if found[1] == "page" else TITLE)
            start = found.end()
    builder.copy(strand, start, end)


def refer(builder: TextBuilder, target: str) -> None:
    """A link without words says where its target is."""
    if stays_in_book(target):
        at = builder.length
        builder.insert(OBJECT)
        builder.mark(at, at + 1, "reference", target, WHERE)


def stays_in_book(address: str) -> bool:
    """Whether an address leads to a work or a place in it, not out into the world."""
    try:
        parts = urlsplit(address)
    except ValueError:  # «http://[»
        return False
    return not parts.scheme and not parts.netloc and bool(parts.path or parts.fragment)


def with_attributes(text: Text, given: Mapping[str, str]) -> Text:
    """A block's text with the marks that the attributes of the block ask for, at its beginning."""
    marks = [term.mark(0, 0) for term in index_terms(given) if term.heading]
    if name := given.get("id"):
        marks.append(Mark(0, 0, "anchor", name))
    return replace(text, marks=(*marks, *text.marks)) if marks else text


def without_empty(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs that hold nothing but marks give them to their neighbours: the end of a range to the one before, all
    others to the one behind.
    """
    found: list[Block] = []
    waiting: tuple[Mark, ...] = ()
    for block in blocks:
        if isinstance(block, Paragraph) and _is_silent(block.text):
            ends = tuple(mark for mark in block.text.marks if mark.kind == "index" and term_of(mark).role == "to")
            if ends and found and (moved := _with(found[-1], ends, at_end=True)):
                found[-1] = moved
                waiting += tuple(mark for mark in block.text.marks if mark not in ends)
            else:
                waiting += block.text.marks
            continue
        moved = _with(block, waiting, at_end=False) if waiting else None
        found.append(moved or block)
        waiting = () if moved else waiting
    if waiting and found and (moved := _with(found[-1], waiting, at_end=True)):
        found[-1] = moved
    return found


def _is_silent(text: Text) -> bool:
    return not text.chars.strip() and bool(text.marks) and all(m.kind in ("index", "anchor") for m in text.marks)


def _with(block: Block, marks: Sequence[Mark], *, at_end: bool) -> Block | None:
    """A paragraph or heading with more marks at one of its ends; None for other blocks."""
    if not isinstance(block, Paragraph | Heading):
        return None
    at = len(block.text.chars) if at_end else 0
    moved = tuple(replace(mark, start=at, end=at) for mark in marks)
    before, behind = (block.text.marks, moved) if at_end else (moved, block.text.marks)
    return replace(block, text=replace(block.text, marks=(*before, *behind)))
