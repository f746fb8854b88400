"""Block tokens of Markdown become the blocks of a work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from markdown_it.token import Token

from publisher.model.text import Text
from publisher.model.work import (
    Block,
    Code,
    Figure,
    Heading,
    Line,
    ListBlock,
    Paragraph,
    Quotation,
    SceneBreak,
    Table,
    Verse,
)
from publisher.readers import strand as strands
from publisher.readers.html_blocks import HtmlBlocks
from publisher.readers.html_notes import CALL, says
from publisher.readers.html_scan import Tag, scan
from publisher.readers.index_marks import with_attributes, without_empty
from publisher.readers.markdown_strands import Strands
from publisher.readers.markdown_syntax import ATTRIBUTES, attributes
from publisher.readers.markdown_text import Passage, PassageReader
from publisher.readers.remarks import Remarks
from publisher.readers.speech import attribution_of, replies

_VERSE = frozenset({"verse", "стихи", "poem"})
_STEP = 2
"""So many blanks before a line of verse are one step of indentation."""

_TRAILING_ATTRIBUTES = re.compile(rf"\s*{ATTRIBUTES.pattern}\s*$")


class BlockReader:
    """Walks over the tokens of one source.

    Attributes:
        notes: the blocks of every note definition, by label.
    """

    def __init__(
        self, source: str, lines: list[strands.Line], tokens: list[Token], passages: PassageReader, remarks: Remarks
    ) -> None:
        self.tokens = tokens
        self.passages = passages
        self.remarks = remarks
        self.strands = Strands(source, lines)
        self.html = HtmlBlocks(source, remarks, passages.markup)
        self.notes: dict[str, tuple[Block, ...]] = {}
        self._at = 0
        self._verse = False
        self._attributes: dict[str, str] = {}
        self._last: tuple[Block, Passage] | None = None

    def blocks(self, until: str = "") -> list[Block]:
        """The blocks up to the token of type `until` (which is passed) or to the end."""
        found: list[Block] = []
        while self._at < len(self.tokens):
            token = self.tokens[self._at]
            self._at += 1
            if token.type == until:
                break
            if token.type == "attributes":
                self._attributes |= {key: str(value) for key, value in token.attrs.items()}
                continue
            given, self._attributes = self._attributes, {}
            with self.passages.markup.within(given.get("class", ""), given.get("lang", "")):
                found += self._block(token, given)
        return without_empty(found)

    def _block(self, token: Token, given: dict[str, str]) -> list[Block]:
        match token.type:
            case "paragraph_open":
                return self._paragraph(self._inline(), given)
            case "heading_open":
                return self._heading(token, self._inline(), given)
            case "bullet_list_open" | "ordered_list_open":
                return [self._list(token)]
            case "blockquote_open":
                return self._quotation(given)
            case "fence" | "code_block":
                return [self._code(token)]
            case "table_open":
                return [self._table()]
            case "hr":
                return [SceneBreak()]
            case "html_block":
                return self._html_block(token)
            case "footnote_reference_open":
                blocks = tuple(self.blocks("footnote_reference_close"))
                if not token.hidden:
                    self.notes[str(token.meta["label"])] = blocks
        return []

    def _calls(self, strand: strands.Strand) -> Iterator[tuple[int, str]]:
        """Where links begin in HTML that call notes written in Markdown."""
        for piece in scan(strand.chars):
            label = piece.attributes.get("href", "")[1:] if isinstance(piece, Tag) and piece.name == "a" else ""
            if label in self.passages.notes.defined and says(piece.attributes, CALL):  # type: ignore[union-attr]
                self.passages.notes.refer(label, strand.offset(piece.start))
                yield piece.start, label

    def _inline(self) -> Token:
        """The inline token of the block just opened; its closing token is passed."""
        token = self.tokens[self._at]
        self._at += 2
        return token

    def _read(self, strand: strands.Strand, given: dict[str, str]) -> Passage:
        keep = "notypo" in given.get("class", "").split()
        passage = self.passages.read(strand, keep=keep, language=given.get("lang", ""))
        return replace(passage, text=with_attributes(passage.text, given))

    def _paragraph(self, inline: Token, given: dict[str, str]) -> list[Block]:
        classes = tuple(name for name in given.get("class", "").split() if name != "notypo")
        passage = self._read(self.strands.block(inline.content, _first(inline)), given)
        if picture := passage.picture:
            looks = tuple(dict.fromkeys((*classes, *picture.classes)))
            width = picture.width or given.get("width", "")
            return [Figure(picture.src, picture.alt, picture.caption, picture.offset, looks, width)]
        if not passage.text.chars.strip() and not passage.text.marks:
            return []
        if self._verse or _VERSE & set(classes):
            return [Verse((tuple(Line(text) for text in passage.lines() if text),))]
        found: list[Block] = [Paragraph(text, classes) for text in replies(passage)]
        self._last = (found[-1], passage)
        return found

    def _heading(self, token: Token, inline: Token, given: dict[str, str]) -> list[Block]:
        if token.markup.startswith("#"):
            strand = self.strands.heading(inline.content, _first(inline))
        else:
            strand = self.strands.block(inline.content, _first(inline))
        if braces := _TRAILING_ATTRIBUTES.search(strand.chars[-400:]):
            given = given | attributes(braces[1])
            strand = strand.sub(0, len(strand.chars) - len(braces[0]))
        text = self._read(strand, {key: value for key, value in given.items() if key != "id"}).text
        subtitle = "subtitle" in given.get("class", "").split()
        return [Heading(text, int(token.tag[1]), given.get("id", ""), subtitle)] if text else []

    def _list(self, token: Token) -> Block:
        closing = token.type.replace("_open", "_close")
        items: list[tuple[Block, ...]] = []
        tight = True
        while self._at < len(self.tokens) and self.tokens[self._at].type != closing:
            self._at += 1  # list_item_open
            start = self._at
            items.append(tuple(self.blocks("list_item_close")))
            level = token.level + 2
            own = (t for t in self.tokens[start : self._at] if t.type == "paragraph_open" and t.level == level)
            tight = tight and all(paragraph.hidden for paragraph in own)
        self._at += 1
        number = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
        return ListBlock(tuple(items), number, tight)

    def _quotation(self, given: dict[str, str]) -> list[Block]:
        first = self.tokens[self._at]
        if first.type == "attributes":  # `> {.epigraph}` inside says the same as `{.epigraph}` before
            given = given | {key: str(value) for key, value in first.attrs.items()}
            self._at += 1
        classes = set(given.get("class", "").split())
        outer, self._verse = self._verse, bool(_VERSE & classes)
        blocks = self.blocks("blockquote_close")
        is_verse, self._verse = self._verse, outer
        if not blocks:
            return []
        if is_verse:
            return _verse_of(blocks)
        lines = self._last[1].lines() if self._last and self._last[0] is blocks[-1] else ()
        kind: Literal["quotation", "epigraph"] = "epigraph" if "epigraph" in classes else "quotation"
        inner, attribution = attribution_of(blocks, lines)
        return [Quotation(tuple(inner), attribution, kind)]

    def _code(self, token: Token) -> Block:
        word = token.info.split()[0].strip("{.}") if token.info.split() else ""
        if word not in _VERSE:
            return Code(token.content, word)
        strand = self.strands.block(token.content.rstrip("\n"), _first(token) + 1)
        stanzas: list[list[Line]] = [[]]
        at = 0
        for chars in strand.chars.split("\n"):
            indent = len(chars) - len(chars.lstrip(" \t\u00a0"))
            text = self._read(strand.sub(at + indent, at + len(chars)), {}).text
            at += len(chars) + 1
            if text:
                stanzas[-1].append(Line(text, indent // _STEP))
            elif stanzas[-1]:
                stanzas.append([])
        return _signed([stanza for stanza in stanzas if stanza])

    def _table(self) -> Block:
        head: list[tuple[Text, ...]] = []
        rows: list[tuple[Text, ...]] = []
        aligns: list[Literal["left", "center", "right", ""]] = []
        cells: list[Text] = []
        while (token := self.tokens[self._at]).type != "table_close":
            self._at += 1
            if token.type == "inline":
                cells.append(self._read(self.strands.cell(token.content, _first(token)), {}).text)
            elif token.type == "th_open":
                align = str(token.attrs.get("style", "")).removeprefix("text-align:")
                aligns.append(align)  # type: ignore[arg-type]
            elif token.type == "tr_close":
                (rows if head else head).append(tuple(cells))
                cells = []
        self._at += 1
        return Table(tuple(head), tuple(rows), tuple(aligns))

    def _html_block(self, token: Token) -> list[Block]:
        strand = self.strands.block(token.content.rstrip("\n"), _first(token))
        blocks = self.html.read(strand, dict(self._calls(strand)))
        self.notes |= {note.id: note.blocks for note in self.html.notes}
        return blocks


def _first(token: Token) -> int:
    return token.map[0] if token.map else 0


def _verse_of(blocks: list[Block]) -> list[Block]:
    """The stanzas of neighbouring verses in one verse; other blocks stay between them."""
    found: list[Block] = []
    stanzas: list[list[Line]] = []
    for block in blocks:
        if isinstance(block, Verse):
            stanzas += (list(stanza) for stanza in block.stanzas)
        else:
            found.append(block)
    return [_signed(stanzas), *found] if stanzas else found


def _signed(stanzas: list[list[Line]]) -> Verse:
    """A verse; a last stanza of one line that begins with a dash names its author."""
    attribution = None
    if len(stanzas) > 1 and len(stanzas[-1]) == 1:
        _, attribution = attribution_of([Paragraph(Text("")), Paragraph(stanzas[-1][0].text)], ())
        if attribution:
            stanzas = stanzas[:-1]
    return Verse(tuple(tuple(stanza) for stanza in stanzas), attribution)
