"""FictionBook: elements of a body become the blocks of a work, their content texts with marks and origin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Literal

from publisher.model.text import OBJECT, MarkKind, Text
from publisher.model.work import (
    Block,
    Figure,
    Heading,
    Line,
    Paragraph,
    Quotation,
    SceneBreak,
    Table,
    Trait,
    Verse,
)
from publisher.readers.addresses import linked
from publisher.readers.fb2_tree import Element
from publisher.readers.html_marks import flow
from publisher.readers.html_scan import Data, Entity
from publisher.readers.remarks import Remarks
from publisher.readers.strand import Strand, TextBuilder

Align = Literal["left", "center", "right", ""]

_KINDS: dict[str, MarkKind] = {
    "emphasis": "emphasis", "strong": "strong", "strikethrough": "strike", "sub": "subscript", "sup": "superscript",
    "code": "code",
}  # fmt: skip
_STYLES: dict[str, MarkKind] = {"notypo": "keep", "small-caps": "small-caps", "math": "math"}
"""Names of `<style>` that are marks of their own."""

_STYLE_NAME = re.compile(r"[A-Za-z][\w-]*")
_FOREIGN = "foreign"
"""Name of a `<style>` that says nothing but the language."""

_STARS = re.compile(r"[\s*•⁂]+")
_ALIGNS = ("left", "center", "right")
_MOST_SPANNED = 1000
"""Columns or rows that one cell may take: what is more is a mistake."""


class Fb2Blocks:
    """Reads blocks and texts of one source.

    Args:
        notes: ids of the notes that links may refer to.
        pictures: ids of the pictures that the file brings along.
        language: that of the book; text in it needs no mark.
    """

    def __init__(
        self, chars: str, remarks: Remarks, notes: frozenset[str], pictures: frozenset[str], language: str = ""
    ) -> None:
        self.chars = chars
        self.strand = Strand.cut(chars, 0, len(chars))
        self.remarks = remarks
        self.notes = notes
        self.pictures = pictures
        self._languages = [language]

    def blocks(self, parent: Element, level: int, *, title: bool = True) -> list[Block]:
        """What an element holds; headings begin at `level`. Without `title` its own title is left out."""
        found: list[Block] = []
        with self._within(parent):
            for element in parent.elements():
                if title or element.name != "title":
                    found += self._block(element, level, first=not found)
        return without_doubled_breaks(found)

    @contextmanager
    def _within(self, element: Element) -> Iterator[None]:
        self._languages.append(element.attribute("lang") or self._languages[-1])
        yield
        self._languages.pop()

    def _block(self, element: Element, level: int, *, first: bool) -> list[Block]:
        match element.name:
            case "title":
                return self._heading(element, level)
            case "section":
                return self._section(element, level + 1, first=first)
            case "subtitle":
                text = self.text([element])
                if text and _STARS.fullmatch(text.chars):
                    return [SceneBreak()]
                return [Heading(text, min(level + 1, 6), subtitle=True)] if text.chars.strip() else []
            case "p":
                text = self.text([element])
                classes = tuple(name for name in element.attribute("style").split() if _STYLE_NAME.fullmatch(name))
                return [Paragraph(text, classes)] if text.chars.strip() else []
            case "empty-line":
                return [SceneBreak(blank=True)]
            case "epigraph" | "cite":
                return self._quotation(element, level)
            case "poem":
                return self._poem(element, level)
            case "table":
                return self._table(element)
            case "annotation":
                return self.blocks(element, level)
            case "image":
                return self._figure(element)
            case "date" if date := self.text([element]):
                return [Paragraph(date, ("date",))]
        return []

    def _section(self, element: Element, level: int, *, first: bool) -> list[Block]:
        """A section without a title is told apart from the one before it by a break."""
        blocks = self.blocks(element, level)
        if not any(True for _ in element.elements("p", "poem", "cite", "subtitle", "table", "section")):
            blocks = [block for block in blocks if not isinstance(block, SceneBreak)]  # it had to hold something
        named = next((b for b in blocks[:1] if isinstance(b, Heading) and not b.subtitle), None)
        if named and element.element("title"):
            blocks[0] = Heading(named.text, named.level, element.attribute("id"))
        elif blocks and not first:
            blocks.insert(0, SceneBreak(blank=True, level=min(level, 6)))
        return blocks

    def _heading(self, element: Element, level: int) -> list[Block]:
        text = self.lines(element)
        return [Heading(text, min(level, 6))] if text.chars.strip() else []

    def _quotation(self, element: Element, level: int) -> list[Block]:
        kind: Literal["quotation", "epigraph"] = "epigraph" if element.name == "epigraph" else "quotation"
        signed = list(element.elements("text-author"))
        blocks = tuple(self.blocks(element, level))
        with self._within(element):
            attribution = self.text(signed) if signed else None
        if not blocks:
            return [Paragraph(attribution)] if attribution else []
        return [Quotation(blocks, attribution, kind)]

    def _poem(self, element: Element, level: int) -> list[Block]:
        """Titles become lines of their own kind; an epigraph goes before the poem, a date behind it."""
        with self._within(element):
            stanzas: list[tuple[Line, ...]] = []
            before = [block for e in element.elements("epigraph") for block in self._quotation(e, level)]
            for part in element.elements("title", "subtitle", "stanza"):
                lines = self._titles(part) if part.name != "stanza" else self._stanza(part)
                stanzas += [tuple(lines)] if lines else []
            signed = list(element.elements("text-author"))
            attribution = self.text(signed) if signed else None
            date = [block for e in element.elements("date") for block in self._block(e, level, first=False)]
        if not stanzas:
            return [*before, *([Paragraph(attribution)] if attribution else []), *date]
        return [*before, Verse(tuple(stanzas), attribution), *date]

    def _stanza(self, stanza: Element) -> list[Line]:
        lines = [line for part in stanza.elements("title", "subtitle") for line in self._titles(part)]
        return lines + [Line(text) for v in stanza.elements("v") if (text := self.text([v]))]

    def _titles(self, title: Element) -> list[Line]:
        texts = (self.text([part]) for part in list(title.elements("p")) or [title])
        return [Line(text, title=True) for text in texts if text]

    def _figure(self, element: Element) -> list[Block]:
        source = self._picture(element)
        caption = element.attribute("title").strip()
        if not source:
            return []
        return [Figure(source, element.attribute("alt"), Text(caption) if caption else None, element.start)]

    def _picture(self, element: Element) -> str:
        """The address of a picture that came along; others are remarked."""
        address = element.attribute("href")
        if address.startswith("#") and address[1:] in self.pictures:
            return address
        self.remarks.count("S205", "<image>", element.start)
        return ""

    def _table(self, element: Element) -> list[Block]:
        rows: list[tuple[Text, ...]] = []
        head: list[tuple[Text, ...]] = []
        aligns: list[Align] = []
        traits: list[Trait] = []
        with self._within(element):
            for row in element.elements("tr"):
                cells = list(row.elements("td", "th"))
                if not cells:
                    continue
                is_head = not rows and all(cell.name == "th" for cell in cells)
                found = [_align(cell, row) for cell in cells]
                aligns += found[len(aligns) :]
                number = len(head) + len(rows)
                own = (_trait(cell, number, n, found[n], is_head, aligns[n]) for n, cell in enumerate(cells))
                traits += (trait for trait in own if trait != Trait(trait.row, trait.cell))
                (head if is_head else rows).append(tuple(self.text([cell]) for cell in cells))
        return [Table(tuple(head), tuple(rows), tuple(aligns), None, tuple(traits))] if head or rows else []

    def lines(self, element: Element) -> Text:
        """The paragraphs of a title or annotation as the lines of one text."""
        paragraphs = list(element.elements("p"))
        return self.text(paragraphs or [element])

    def text(self, elements: Iterable[Element]) -> Text:
        """The content of elements as one text, a forced line break between them."""
        builder = TextBuilder(self.chars)
        if self._languages[-1] != self._languages[0]:
            builder.open("language", self._languages[-1])
        for element in elements:
            if builder.length:
                builder.insert("\n")
            self._fill(builder, element)
        return linked(builder.text())

    def _fill(self, builder: TextBuilder, element: Element) -> None:
        kinds = list(self._kinds(element))
        for kind, value in kinds:
            builder.open(kind, value)
        for child in element.children:
            match child:
                case Data(start, end):
                    flow(builder, self.strand, start, end)
                case Entity(start, end):
                    builder.put(child.chars, start, end)
                case Element(name="a") if self._is_note(child):
                    note = child.attribute("href")[1:]
                    builder.mark(builder.length, builder.length, "note", note)
                case Element(name="image"):
                    if source := self._picture(child):
                        builder.insert(OBJECT)
                        builder.mark(builder.length - 1, builder.length, "image", source, child.attribute("alt"))
                case Element():
                    self._fill(builder, child)
        for kind, _ in reversed(kinds):
            builder.close(kind)

    def _is_note(self, link: Element) -> bool:
        target = link.attribute("href")
        return target.startswith("#") and target[1:] in self.notes

    def _kinds(self, element: Element) -> Iterator[tuple[MarkKind, str]]:
        if element.name in _KINDS:
            yield _KINDS[element.name], ""
        if element.name == "a" and (target := element.attribute("href")):
            yield "link", target
        language = element.attribute("lang")
        name = element.attribute("name") if element.name == "style" else ""
        if name and not (language and name == _FOREIGN):
            kind = _STYLES.get(name, "span")
            yield kind, name if kind == "span" else ""
        if language:
            yield "language", language


def without_doubled_breaks(blocks: list[Block]) -> list[Block]:
    """`blocks` without empty lines beside `* * *`: the sign has its own space."""
    found: list[Block] = []
    for number, block in enumerate(blocks):
        around = (found[-1:], blocks[number + 1 : number + 2])
        if block == SceneBreak(blank=True) and any(other == [SceneBreak()] for other in around):
            continue
        found.append(block)
    return found


def _trait(cell: Element, row: int, number: int, align: Align, is_head: bool, usual: Align) -> Trait:
    special: Align = "" if align == usual else align or "left"
    columns, rows = (_spanned(cell.attribute(name)) for name in ("colspan", "rowspan"))
    return Trait(row, number, columns, rows, cell.name == "th" and not is_head, special)


def _spanned(value: str) -> int:
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1
    return min(max(number, 1), _MOST_SPANNED)


def _align(cell: Element, row: Element) -> Align:
    value = cell.attribute("align") or row.attribute("align")
    return value if value in _ALIGNS else ""  # type: ignore[return-value]
