"""FictionBook: elements of a body become the blocks of a work, their content texts with marks and origin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from publisher.model.text import MarkKind, Text
from publisher.model.work import Block, Heading, Line, Paragraph, Quotation, SceneBreak, Table, Verse
from publisher.readers.addresses import linked
from publisher.readers.fb2_tree import Element
from publisher.readers.html_marks import flow
from publisher.readers.html_scan import Data, Entity
from publisher.readers.remarks import Remarks
from publisher.readers.strand import Strand, TextBuilder

_KINDS: dict[str, MarkKind] = {
    "emphasis": "emphasis", "strong": "strong", "strikethrough": "strike", "sub": "subscript", "sup": "superscript",
    "code": "code",
}  # fmt: skip
_STARS = re.compile(r"[\s*•⁂]+")
_ALIGNS = ("left", "center", "right")


class Fb2Blocks:
    """Reads blocks and texts of one source. `notes`: ids of the notes that links may refer to."""

    def __init__(self, chars: str, remarks: Remarks, notes: frozenset[str]) -> None:
        self.chars = chars
        self.strand = Strand.cut(chars, 0, len(chars))
        self.remarks = remarks
        self.notes = notes

    def blocks(self, parent: Element, level: int, *, title: bool = True) -> list[Block]:
        """What an element holds; headings begin at `level`. Without `title` its own title is left out."""
        found: list[Block] = []
        for element in parent.elements():
            if title or element.name != "title":
                found += self._block(element, level)
        return found

    def _block(self, element: Element, level: int) -> list[Block]:
        match element.name:
            case "title":
                return self._heading(self.lines(element), level, "")
            case "section":
                return self._section(element, level + 1)
            case "subtitle":
                text = self.text([element])
                stars = _STARS.fullmatch(text.chars)
                return [SceneBreak()] if stars and text else self._heading(text, level + 1, "")
            case "p":
                text = self.text([element])
                return [Paragraph(text)] if text.chars.strip() else []
            case "epigraph" | "cite":
                return self._quotation(element, level)
            case "poem":
                return self._poem(element, level)
            case "table":
                return self._table(element)
            case "annotation":
                return self.blocks(element, level)
            case "image" | "date":
                self.remarks.count("S205", f"<{element.name}>", element.start)
        return []

    def _section(self, element: Element, level: int) -> list[Block]:
        blocks = self.blocks(element, level)
        if blocks and isinstance(blocks[0], Heading) and (id := element.attribute("id")):
            blocks[0] = Heading(blocks[0].text, blocks[0].level, id)
        return blocks

    def _heading(self, text: Text, level: int, id: str) -> list[Block]:
        return [Heading(text, min(level, 6), id)] if text.chars.strip() else []

    def _quotation(self, element: Element, level: int) -> list[Block]:
        kind: Literal["quotation", "epigraph"] = "epigraph" if element.name == "epigraph" else "quotation"
        signed = list(element.elements("text-author"))
        blocks = tuple(self.blocks(element, level))
        attribution = self.text(signed) if signed else None
        if not blocks:
            return [Paragraph(attribution)] if attribution else []
        return [Quotation(blocks, attribution, kind)]

    def _poem(self, element: Element, level: int) -> list[Block]:
        stanzas = [
            [Line(text) for v in s.elements("v") if (text := self.text([v]))] for s in element.elements("stanza")
        ]
        signed = list(element.elements("text-author"))
        titles = [t for owner in (element, *element.elements("stanza")) for t in owner.elements("title", "subtitle")]
        found = [block for title in titles for block in self._heading(self.lines(title), level + 1, "")]
        if not any(stanzas):
            return found
        verse = Verse(tuple(tuple(lines) for lines in stanzas if lines), self.text(signed) if signed else None)
        return [*found, verse]

    def _table(self, element: Element) -> list[Block]:
        rows: list[tuple[Text, ...]] = []
        head: list[tuple[Text, ...]] = []
        aligns: list[Literal["left", "center", "right", ""]] = []
        for row in element.elements("tr"):
            cells = list(row.elements("td", "th"))
            is_head = not rows and bool(cells) and all(cell.name == "th" for cell in cells)
            (head if is_head else rows).append(tuple(self.text([cell]) for cell in cells))
            aligns += [_align(cell) for cell in cells[len(aligns) :]]
        return [Table(tuple(head), tuple(rows), tuple(aligns))] if head or rows else []

    def lines(self, element: Element) -> Text:
        """The paragraphs of a title or annotation as the lines of one text."""
        paragraphs = list(element.elements("p"))
        return self.text(paragraphs or [element])

    def text(self, elements: Iterable[Element]) -> Text:
        """The content of elements as one text, a forced line break between them."""
        builder = TextBuilder(self.chars)
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
                    self.remarks.count("S205", "<image>", child.start)
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
        if element.name == "style" and (name := element.attribute("name")):
            yield ("keep", "") if name == "notypo" else ("span", name)
        if language := element.attribute("lang"):
            yield "language", language


def _align(cell: Element) -> Literal["left", "center", "right", ""]:
    value = cell.attribute("align")
    return value if value in _ALIGNS else ""  # type: ignore[return-value]
