"""HTML blocks: a strand of HTML becomes paragraphs, headings, lists, quotations, tables, figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Literal

from publisher.model.text import Text
from publisher.model.work import (
    Block,
    Code,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quotation,
    SceneBreak,
    Table,
)
from publisher.readers.addresses import linked
from publisher.readers.html_marks import InlineMarkup, flow
from publisher.readers.html_scan import Comment, Data, Entity, Piece, Tag, scan
from publisher.readers.nesting import MAX_DEPTH, too_deep
from publisher.readers.remarks import Remarks
from publisher.readers.strand import Strand, TextBuilder

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "head", "header", "hgroup", "hr", "html", "li", "main", "nav",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
}  # fmt: skip
_VOID = frozenset(
    {"br", "hr", "img", "meta", "link", "input", "col", "wbr", "base", "source", "embed", "area", "param"}
)
_CLOSES = {
    "li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "tr": {"tr", "td", "th"}, "td": {"td", "th"},
    "th": {"td", "th"},
    "tbody": {"thead", "tbody", "tr", "td", "th"}, "thead": {"tbody"},
}  # fmt: skip
_BARRIERS = {"li": {"ul", "ol"}, "dt": {"dl"}, "dd": {"dl"}}
_ALIGN = re.compile(r"text-align\s*:\s*(left|center|right)")
_UNREPORTED = frozenset({"html", "head", "body", "meta", "link", "title", "base", "col", "colgroup"})


@dataclass(slots=True)
class Element:
    """A block element with its content: elements and inline pieces in order."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | Piece] = field(default_factory=list)
    start: int = 0


class HtmlBlocks:
    """Reads HTML out of one source; lives as long as the reading, for the switches and remarks."""

    def __init__(self, source: str, remarks: Remarks, markup: InlineMarkup) -> None:
        self.source = source
        self.remarks = remarks
        self.markup = markup

    def read(self, strand: Strand) -> list[Block]:
        """The blocks of `strand`."""
        return self.blocks(strand, self.tree(strand))

    def tree(self, strand: Strand) -> Element:
        """The block elements of `strand`, closed as browsers close them.

        Raises:
            SourceError: elements are nested too deep (S109).
        """
        root = Element("")
        stack = [root]
        for piece in scan(strand.chars):
            if isinstance(piece, Tag) and piece.name in _BLOCKS:
                if piece.closing:
                    _close(stack, piece.name)
                    continue
                _make_room(stack, piece.name)
                element = Element(piece.name, piece.attributes, [], piece.start)
                stack[-1].children.append(element)
                if piece.name not in _VOID:
                    stack.append(element)
                if len(stack) > MAX_DEPTH:
                    raise too_deep(self.remarks.source.place(strand.offset(piece.start)))
            elif isinstance(piece, Comment):
                self.markup.comment(piece, strand)
            else:
                stack[-1].children.append(piece)
        return root

    def blocks(self, strand: Strand, element: Element) -> list[Block]:
        found: list[Block] = []
        with self._within(element):
            for part in _parts(element):
                if isinstance(part, Element):
                    with self._within(part):
                        found += self._block(strand, part)
                else:
                    found += self._paragraph(self.inline(strand, part))
        return found

    def _within(self, element: Element) -> AbstractContextManager[None]:
        """What an element's attributes say about all blocks inside; the language of `<html>` is that of the work."""
        language = element.attributes.get("lang", "") if element.name != "html" else ""
        return self.markup.within(element.attributes.get("class", ""), language)

    def inline(self, strand: Strand, pieces: list[Piece]) -> Text:
        """Inline pieces as one text."""
        builder = TextBuilder(self.source)
        self.markup.begin(builder)
        for piece in pieces:
            match piece:
                case Data(start, end):
                    flow(builder, strand, start, end)
                case Entity(start, end, chars):
                    builder.put(chars, strand.offset(start), strand.offset(end - 1) + 1)
                case Tag(start):
                    known = self.markup.tag(piece, strand, builder)
                    if not known and not piece.closing and piece.name not in _UNREPORTED:
                        self.remarks.count("S205", f"<{piece.name}>", strand.offset(start))
        return linked(builder.text())

    def text(self, strand: Strand, element: Element) -> Text:
        """All of an element's content as one text."""
        with self._within(element):
            return self.inline(strand, list(_leaves(element)))

    def _block(self, strand: Strand, element: Element) -> list[Block]:
        match element.name:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                text = self.text(strand, element)
                return [Heading(text, int(element.name[1]), element.attributes.get("id", ""))] if text else []
            case "ul" | "ol":
                return [self._list(strand, element)]
            case "blockquote":
                return self._quotation(strand, element)
            case "pre":
                leaves = list(_leaves(element))
                return [Code("".join(_plain(strand, leaf) for leaf in leaves).strip("\r\n").replace("\r\n", "\n"))]
            case "table":
                return self._table(strand, element)
            case "hr":
                return [SceneBreak()]
            case "figure":
                return self._figure(strand, element)
            case "p":
                classes = tuple(name for name in element.attributes.get("class", "").split() if name != "notypo")
                return self._paragraph(self.text(strand, element), classes)
            case "head" | "title":
                return []
            case _:
                return self.blocks(strand, element)

    def _paragraph(self, text: Text, classes: tuple[str, ...] = ()) -> list[Block]:
        if not text.chars.strip():
            return []
        pictures = [mark for mark in text.marks if mark.kind == "image"]
        if len(pictures) == 1 and len(text.chars) == 1:
            mark = pictures[0]
            return [Figure(mark.value, mark.title, None, text.source_offset(0) or 0)]
        return [Paragraph(text, classes)]

    def _list(self, strand: Strand, element: Element) -> Block:
        items = []
        tight = True
        for child in element.children:
            if isinstance(child, Element) and child.name == "li":
                tight = tight and not any(isinstance(c, Element) and c.name == "p" for c in child.children)
                items.append(tuple(self.blocks(strand, child)))
        start = element.attributes.get("start", "1")
        number = int(start) if start.isascii() and start.isdigit() and len(start) < 8 else 1
        return ListBlock(tuple(items), number if element.name == "ol" else None, tight)

    def _quotation(self, strand: Strand, element: Element) -> list[Block]:
        attribution = None
        for child in list(element.children):
            if isinstance(child, Element) and child.name == "footer":
                attribution = self.text(strand, child)
                element.children.remove(child)
        kind: Literal["quotation", "epigraph"] = (
            "epigraph" if "epigraph" in element.attributes.get("class", "").split() else "quotation"
        )
        blocks = tuple(self.blocks(strand, element))
        return [Quotation(blocks, attribution, kind)] if blocks else []

    def _figure(self, strand: Strand, element: Element) -> list[Block]:
        captions = [c for c in element.children if isinstance(c, Element) and c.name == "figcaption"]
        caption = self.text(strand, captions[0]) if captions else None
        element.children = [c for c in element.children if c not in captions]
        blocks = self.blocks(strand, element)
        if len(blocks) == 1 and isinstance(blocks[0], Figure):
            figure = blocks[0]
            return [Figure(figure.src, figure.alt, caption, figure.offset)]
        return [*blocks, *(self._paragraph(caption, ("caption",)) if caption else [])]

    def _table(self, strand: Strand, element: Element) -> list[Block]:
        head: list[tuple[Text, ...]] = []
        rows: list[tuple[Text, ...]] = []
        aligns: list[Literal["left", "center", "right", ""]] = []
        caption = None
        for child in _descendants(element, {"caption", "tr"}):
            if child.name == "caption":
                caption = self.text(strand, child)
                continue
            cells = [c for c in child.children if isinstance(c, Element) and c.name in {"td", "th"}]
            row = tuple(self.text(strand, cell) for cell in cells)
            is_head = not rows and bool(cells) and all(cell.name == "th" for cell in cells)
            (head if is_head else rows).append(row)
            aligns += [_align(cell) for cell in cells[len(aligns) :]]
        return [Table(tuple(head), tuple(rows), tuple(aligns), caption)] if head or rows else []


def _align(cell: Element) -> Literal["left", "center", "right", ""]:
    match = _ALIGN.search(cell.attributes.get("style", ""))
    value = match[1] if match else cell.attributes.get("align", "")
    return value if value in {"left", "center", "right"} else ""  # type: ignore[return-value]


def _close(stack: list[Element], name: str) -> None:
    for index in range(len(stack) - 1, 0, -1):
        if stack[index].name == name:
            del stack[index:]
            return


def _make_room(stack: list[Element], name: str) -> None:
    """Close what the new element `name` can't stand in."""
    if stack[-1].name == "p" or (stack[-1].name in HEADINGS and name in HEADINGS):
        stack.pop()
    for index in range(len(stack) - 1, 0, -1):
        if stack[index].name in _BARRIERS.get(name, {"table"}):
            return
        if stack[index].name in _CLOSES.get(name, ()):
            del stack[index:]
            return


def _parts(element: Element) -> Iterator[Element | list[Piece]]:
    """The children, neighbouring inline pieces together."""
    run: list[Piece] = []
    for child in element.children:
        if not isinstance(child, Element):
            run.append(child)
            continue
        if run:
            yield run
            run = []
        yield child
    if run:
        yield run


def _leaves(element: Element) -> Iterator[Piece]:
    for child in element.children:
        if isinstance(child, Element):
            yield from _leaves(child)
        else:
            yield child


def _descendants(element: Element, names: set[str]) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            if child.name in names:
                yield child
            elif child.name != "table":
                yield from _descendants(child, names)


def _plain(strand: Strand, piece: Piece) -> str:
    if isinstance(piece, Data):
        return strand.chars[piece.start : piece.end]
    if isinstance(piece, Entity):
        return piece.chars
    return "\n" if isinstance(piece, Tag) and piece.name == "br" else ""
