"""HTML blocks: a strand of HTML becomes paragraphs, headings, lists, quotations, verse, tables, figures, notes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Literal

from publisher.model.text import Text
from publisher.model.work import (
    Block,
    Code,
    Figure,
    Heading,
    Line,
    ListBlock,
    Note,
    Paragraph,
    Quotation,
    SceneBreak,
    Verse,
)
from publisher.readers.addresses import linked
from publisher.readers.html_marks import InlineMarkup, flow
from publisher.readers.html_notes import HtmlNotes, notes_of, says
from publisher.readers.html_scan import Data, Entity, Piece, Tag
from publisher.readers.html_tables import table_of
from publisher.readers.html_tree import Element, leaves, parts, plain, tree
from publisher.readers.remarks import Remarks
from publisher.readers.strand import Strand, TextBuilder, split

_UNREPORTED = frozenset({"html", "head", "body", "meta", "link", "title", "base", "col", "colgroup"})
_OWN = frozenset({"notypo", "attribution", "stanza-title"})
"""Classes of paragraphs that mean something else than a style."""

_EPIGRAPH = frozenset({"epigraph", "doc-epigraph"})
_VERSE = frozenset({"verse", "poem", "poetry", "z3998:poem", "z3998:verse"})
_SIGNED = frozenset({"attribution", "text-author", "signature"})
_SUBTITLE = frozenset({"subtitle"})
_BREAK = frozenset({"scene-break", "blank"})
_STARS = re.compile(r"[\s*•⁂\u2003]*")
_INDENT = re.compile(r"indent-(\d)")
_AFTER_NUMBER = re.compile(r"[\s.)\]\u00a0]*")


class HtmlBlocks:
    """Reads HTML out of one source; lives as long as the reading, for the switches and remarks.

    Attributes:
        notes: those of the strand read last, in the order in which they are called.
    """

    def __init__(self, source: str, remarks: Remarks, markup: InlineMarkup) -> None:
        self.source = source
        self.remarks = remarks
        self.markup = markup
        self.notes: tuple[Note, ...] = ()
        self._found = HtmlNotes()

    def read(self, strand: Strand, known_notes: Mapping[int, str] | None = None) -> list[Block]:
        """The blocks of `strand`. `known_notes`: where links begin that call notes written elsewhere → their ids."""
        root = tree(strand, self.remarks, lambda comment: self.markup.comment(comment, strand))
        self._found = notes_of(root, strand.chars)
        self._found.calls.update(known_notes or {})
        blocks = self.blocks(strand, root)
        left, self._found.left = self._found.left, set()
        self.notes = tuple(
            Note(name, tuple(self._note(strand, element)), kind) for name, (element, kind) in self._found.notes.items()
        )
        self._found.left = left
        return blocks

    def _note(self, strand: Strand, element: Element) -> list[Block]:
        """What a note says, without the number that led back to its call."""
        blocks = self._paragraph(self.text(strand, element)) if element.name == "p" else self.blocks(strand, element)
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph) and (number := _AFTER_NUMBER.match(first.text.chars)) and number[0].strip():
            rest = first.text.slice(number.end(), len(first.text.chars))
            blocks[0] = Paragraph(rest, first.classes)
        return [block for block in blocks if not (isinstance(block, Paragraph) and not block.text.chars.strip())]

    def blocks(self, strand: Strand, element: Element) -> list[Block]:
        found: list[Block] = []
        with self._within(element):
            for part in parts(element):
                if not isinstance(part, Element):
                    found += self._paragraph(self.inline(strand, part))
                elif id(part) not in self._found.left:
                    with self._within(part):
                        found += self._block(strand, part)
        return found

    def _within(self, element: Element) -> AbstractContextManager[None]:
        """What an element's attributes say about all blocks inside; the language of `<html>` is that of the work."""
        language = element.attributes.get("lang", "") if element.name != "html" else ""
        return self.markup.within(element.attributes.get("class", ""), language)

    def inline(self, strand: Strand, pieces: list[Piece]) -> Text:
        """Inline pieces as one text."""
        builder = TextBuilder(self.source)
        self.markup.begin(builder)
        silent = False
        for piece in pieces:
            if silent:
                silent = not (isinstance(piece, Tag) and piece.name == "a" and piece.closing)
                continue
            match piece:
                case Data(start, end):
                    flow(builder, strand, start, end)
                case Entity(start, end, chars):
                    builder.put(chars, strand.offset(start), strand.offset(end - 1) + 1)
                case Tag(start, name="a", closing=False) if start in self._found.calls:
                    builder.mark(builder.length, builder.length, "note", self._found.calls[start])
                    silent = True
                case Tag(start, name="a", closing=False) if start in self._found.back:
                    silent = True
                case Tag(start):
                    known = self.markup.tag(piece, strand, builder)
                    if not known and not piece.closing and piece.name not in _UNREPORTED:
                        self.remarks.count("S205", f"<{piece.name}>", strand.offset(start))
        return linked(builder.text())

    def text(self, strand: Strand, element: Element) -> Text:
        """All of an element's content as one text."""
        with self._within(element):
            return self.inline(strand, list(leaves(element)))

    def _block(self, strand: Strand, element: Element) -> list[Block]:
        match element.name:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                return self._heading(strand, element)
            case "ul" | "ol":
                return [self._list(strand, element)]
            case "pre":
                pieces = list(leaves(element))
                return [Code("".join(plain(strand, leaf) for leaf in pieces).strip("\r\n").replace("\r\n", "\n"))]
            case "table":
                return table_of(element, lambda cell: self.text(strand, cell))
            case "hr":
                return [_break(element)]
            case "figure":
                return self._figure(strand, element)
            case "p":
                return self._of_p(strand, element)
            case "head" | "title":
                return []
            case _:
                return self._container(strand, element)

    def _container(self, strand: Strand, element: Element) -> list[Block]:
        """A division, a quotation, an epigraph or a poem."""
        if says(element.attributes, _VERSE):
            return self._verse(strand, element)
        if element.name == "blockquote" or says(element.attributes, _EPIGRAPH):
            return self._quotation(strand, element)
        return self.blocks(strand, element)

    def _heading(self, strand: Strand, element: Element) -> list[Block]:
        text = self.text(strand, element)
        subtitle = "subtitle" in element.classes
        return [Heading(text, int(element.name[1]), element.attributes.get("id", ""), subtitle)] if text else []

    def _of_p(self, strand: Strand, element: Element) -> list[Block]:
        if says(element.attributes, _EPIGRAPH):
            inner = self._paragraph(self.text(strand, element))
            return [Quotation(tuple(inner), None, "epigraph")] if inner else []
        text = self.text(strand, element)
        if says(element.attributes, _BREAK) and _STARS.fullmatch(text.chars):
            return [SceneBreak(blank=not text.chars.strip())]
        return self._paragraph(text, tuple(name for name in element.classes if name != "notypo"))

    def _paragraph(self, text: Text, classes: tuple[str, ...] = ()) -> list[Block]:
        if not text.chars.strip() and not text.marks:
            return []
        pictures = [mark for mark in text.marks if mark.kind == "image"]
        if len(pictures) == 1 and len(text.chars) == 1:
            mark = pictures[0]
            offset = text.source_offset(0) or 0
            own, width = self.markup.looks.get(offset, ((), ""))
            return [Figure(mark.value, mark.title, None, offset, tuple(dict.fromkeys((*classes, *own))), width)]
        return [Paragraph(text, classes)]

    def _list(self, strand: Strand, element: Element) -> Block:
        items = []
        tight = True
        for child in element.elements():
            if child.name == "li" and id(child) not in self._found.left:
                tight = tight and not any(inner.name == "p" for inner in child.elements())
                items.append(tuple(self.blocks(strand, child)))
        start = element.attributes.get("start", "1")
        number = int(start) if start.isascii() and start.isdigit() and len(start) < 8 else 1
        return ListBlock(tuple(items), number if element.name == "ol" else None, tight or "tight" in element.classes)

    def _quotation(self, strand: Strand, element: Element) -> list[Block]:
        attribution = self._attribution(strand, element)
        kind: Literal["quotation", "epigraph"] = "epigraph" if says(element.attributes, _EPIGRAPH) else "quotation"
        blocks = tuple(self.blocks(strand, element))
        return [Quotation(blocks, attribution, kind)] if blocks or attribution else []

    def _attribution(self, strand: Strand, element: Element) -> Text | None:
        """Who is quoted: taken out of the element."""
        attribution = None
        for child in element.elements():
            if child.name == "footer" or (child.name == "p" and says(child.attributes, _SIGNED)):
                attribution = self.text(strand, child)
                element.children.remove(child)
        return attribution

    def _verse(self, strand: Strand, element: Element) -> list[Block]:
        """Stanzas are divisions inside, lines their paragraphs, or what line breaks part."""
        attribution = self._attribution(strand, element)
        stanzas: list[tuple[Line, ...]] = []
        loose: list[Line] = []
        for part in parts(element):
            if isinstance(part, Element) and part.name not in ("p", *_HEADINGS):
                stanzas += [tuple(loose), tuple(self._lines(strand, part))]
                loose = []
            elif isinstance(part, Element):
                lines = self._verse_lines(strand, part)
                if any(child.name == "br" for child in part.children if isinstance(child, Tag)):
                    stanzas += [tuple(loose), tuple(lines)]
                    loose = []
                else:
                    loose += lines
            else:
                loose += [Line(text) for text in _split(self.inline(strand, part)) if text]
        found = tuple(stanza for stanza in (*stanzas, tuple(loose)) if stanza)
        return [Verse(found, attribution)] if found else []

    def _lines(self, strand: Strand, stanza: Element) -> list[Line]:
        found: list[Line] = []
        for part in parts(stanza):
            if isinstance(part, Element):
                found += self._verse_lines(strand, part)
            else:
                found += [Line(text) for text in _split(self.inline(strand, part)) if text]
        return found

    def _verse_lines(self, strand: Strand, element: Element) -> list[Line]:
        steps = next((int(m[1]) for name in element.classes if (m := _INDENT.fullmatch(name))), 0)
        titled = "stanza-title" in element.classes or element.name in _HEADINGS
        return [Line(text, steps, titled) for text in _split(self.text(strand, element)) if text]

    def _figure(self, strand: Strand, element: Element) -> list[Block]:
        captions = [child for child in element.elements() if child.name == "figcaption"]
        caption = self.text(strand, captions[0]) if captions else None
        element.children = [child for child in element.children if child not in captions]
        blocks = self.blocks(strand, element)
        if len(blocks) == 1 and isinstance(blocks[0], Figure):
            figure = blocks[0]
            own = element.classes
            return [replace(figure, caption=caption or None, classes=tuple(dict.fromkeys((*own, *figure.classes))))]
        return [*blocks, *(self._paragraph(caption, ("caption",)) if caption else [])]


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def _break(element: Element) -> SceneBreak:
    level = element.attributes.get("data-level", "0")
    return SceneBreak("blank" in element.classes, int(level) if level in set("123456") else 0)


def _split(text: Text) -> list[Text]:
    """The lines of a text, blanks around them cut off."""
    found = []
    for line in split(text, [at for at, char in enumerate(text.chars) if char == "\n"]):
        start = len(line.chars) - len(line.chars.lstrip(" \t"))
        end = max(len(line.chars.rstrip(" \t")), start)
        found.append(line if (start, end) == (0, len(line.chars)) else line.slice(start, end))
    return found
