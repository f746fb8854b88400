"""Texts and blocks as FictionBook 2.1 has them: what stands inside a section, a quotation, an epigraph.

The schema is stricter than HTML: a paragraph has no line breaks, a link holds no language and no link, an epigraph no
table, a quotation no picture. What a place does not allow is said there in what it does allow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Literal

from publisher.composition.fiction_names import Ids
from publisher.composition.inline import inline, language_tag
from publisher.composition.linked import LinkedMarkup
from publisher.composition.markup import Pictures
from publisher.composition.xhtml import plain
from publisher.model.composition import Resource
from publisher.model.edition import Entry
from publisher.model.passages import numbers
from publisher.model.text import LINE_BREAK, Mark, Text
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
    Table,
    Trait,
    Verse,
)

Place = Literal["section", "cite", "epigraph"]

_ELEMENTS = {
    "emphasis": "emphasis", "strong": "strong", "strike": "strikethrough", "superscript": "sup", "subscript": "sub",
    "code": "code",
}  # fmt: skip
_STYLES = {"small-caps": "small-caps", "math": "math"}
_OUTSIDE_LINKS = frozenset({"language", "span", "small-caps", "math"})
"""Marks that need an attribute: inside a link the schema has no room for it."""

_TYPES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "png"}
"""What readers of FictionBook show (WebP is written as PNG), and the suffix of its id."""

_STYLE_NAME = re.compile(r"[A-Za-z][\w-]*")


class FictionMarkup(LinkedMarkup):
    """Renders the blocks of one work.

    Attributes:
        numbers: of the notes, counted through the whole book.
        used: id → picture of those that the work shows.
        lost: `src` of pictures that the format can't hold.
    """

    def __init__(self, entry: Entry, pictures: Pictures, language: str, ids: Ids, *, first_note: int, alone: bool):
        super().__init__(entry, pictures, language)
        for note in entry.work.notes:
            self._add_number(note)
        self.numbers = {note: first_note + number - 1 for note, number in self.numbers.items()}
        self.used: dict[str, Resource] = {}
        self.lost: list[str] = []
        self.alone = alone
        prefix = "" if alone else f"{entry.id}-"
        self.title_id = ids.take(f"{entry.id}", "w")
        self.ids = [ids.take(prefix + h.id if h.id else "", self.heading_id(n)) for n, h in enumerate(self.headings, 1)]
        self.targets = {name: at for name, place in self.places.items() if (at := self.section_of(place.block))}
        self.targets |= {h.id: id for h, id in zip(self.headings, self.ids, strict=True) if h.id}
        self.note_ids = {
            note: ids.take(prefix + note, f"n{number}") for note, number in sorted(self.numbers.items(), key=_second)
        }

    def section_of(self, passage: int) -> str:
        """The id of the section in which a passage stands: no smaller part of a text can be linked to."""
        order = numbers(self.entry.work)
        own = {id(block) for block in self.entry.work.blocks if isinstance(block, Heading) and not block.subtitle}
        sections = [(order[id(h.text)], name) for h, name in zip(self.headings, self.ids, strict=True) if id(h) in own]
        return next(
            (name for start, name in reversed(sections) if start <= passage), "" if self.alone else self.title_id
        )

    def _add_number(self, note: Note) -> None:
        """Notes that nothing calls are kept behind the others."""
        self.numbers.setdefault(note.id, len(self.numbers) + 1)

    # -- inline ----------------------------------------------------------------------------------------------------

    def text(self, text: Text) -> str:
        """On one line: a forced break has become a space."""
        text = self.completed(text)
        text = replace(text, chars=text.chars.replace(LINE_BREAK, " "))
        return inline(_fitting(text), self._opening, self._at)

    def target(self, name: str) -> str:
        """Inside a paragraph the format has no targets."""
        return ""

    def _opening(self, mark: Mark) -> tuple[str, str]:
        if name := _ELEMENTS.get(mark.kind):
            return f"<{name}>", f"</{name}>"
        if mark.kind == "link":
            href = self.href(mark.value)
            return (f'<a l:href="{escape(href)}">', "</a>") if href else ("", "")
        if mark.kind == "language" and (tag := language_tag(mark.value)):
            return f'<style name="foreign" xml:lang="{tag}">', "</style>"
        name = _STYLES.get(mark.kind, plain(mark.value) if mark.kind == "span" else "")
        return (f'<style name="{escape(name)}">', "</style>") if name else ("", "")

    def note_call(self, note: Note, number: int) -> str:
        return f'<a l:href="#{self.note_ids[note.id]}" type="note">[{number}]</a>'

    def image(self, src: str, alt: str) -> str:
        """Inside a paragraph."""
        id = self._pictured(src)
        return f'<image l:href="#{id}"{_stated(alt=alt)}/>' if id else escape(alt, quote=False)

    def _pictured(self, src: str) -> str:
        """The id of a picture, or nothing when the format can't hold it."""
        picture = self.pictures.get((self.entry.id, src))
        if picture is None or picture.media_type not in _TYPES:
            self.lost.append(src)
            return ""
        id = f"p{picture.digest[:16]}.{_TYPES[picture.media_type]}"
        self.used[id] = picture
        return id

    # -- paragraphs ------------------------------------------------------------------------------------------------

    def paragraphs(self, text: Text, name: str = "p", style: str = "") -> str:
        """One element a line; a text all in one language says so on the element."""
        return "".join(self._element(name, line, style) for line in lines_of(text))

    def _element(self, name: str, text: Text, style: str = "", id: str = "") -> str:
        language, rest = _own_language(text)
        attributes = _stated(id=id, style=style) + (f' xml:lang="{language}"' if language else "")
        return f"<{name}{attributes}>{self.text(rest)}</{name}>"

    def title(self, *texts: Text | None) -> str:
        """`<title>`, a paragraph a line."""
        inner = "".join(self.paragraphs(text) for text in texts if text)
        return f"<title>{inner}</title>" if inner else ""

    def signed(self, attribution: Text | None) -> str:
        return self.paragraphs(attribution, "text-author") if attribution else ""

    # -- blocks ----------------------------------------------------------------------------------------------------

    def within(self, blocks: Sequence[Block], place: Place) -> str:
        """Blocks in a row; an epigraph goes into the poem behind it, a date into the poem before it."""
        found: list[str] = []
        index = 0
        while index < len(blocks):
            block = blocks[index]
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            epigraph = block if isinstance(block, Quotation) and block.kind == "epigraph" else None
            if epigraph and isinstance(following, Verse):
                index += 1
                block, following = following, blocks[index + 1] if index + 1 < len(blocks) else None
            if isinstance(block, Verse):
                dated = following if isinstance(following, Paragraph) and following.classes == ("date",) else None
                index += dated is not None
                found.append(self.poem(block, self.epigraph_of(epigraph) if epigraph else "", dated))
            else:
                found.append(self._one(block, place))
            index += 1
        return "\n".join(part for part in found if part)

    def _one(self, block: Block, place: Place) -> str:
        match block:
            case Paragraph(text=text, classes=classes):
                named = " ".join(name for name in classes if _STYLE_NAME.fullmatch(name))
                return self.paragraphs(text, style=named)
            case Heading():
                return self._subtitle(block, place)
            case SceneBreak(blank=True):
                return "<empty-line/>"
            case SceneBreak():
                return "<p>* * *</p>" if place == "epigraph" else "<subtitle>* * *</subtitle>"
            case Quotation():
                return self._cite(block, place)
            case ListBlock():
                return self._items(block, place, 0)
            case Code(chars=chars):
                return "".join(map(_code_line, chars.rstrip("\n").split("\n")))
            case Table():
                table = self._as_table(block, place)
                return f"<cite>{table}</cite>" if place == "epigraph" and table else table
            case Figure():
                return self._pictured_block(block, place)
            case _:
                raise TypeError(block)

    def _subtitle(self, block: Heading, place: Place) -> str:
        number = next((n for n, heading in enumerate(self.headings) if heading is block), None)
        id = self.ids[number] if number is not None and block.id else ""
        if place == "epigraph":
            return f"<p><strong>{self.text(block.text)}</strong></p>"
        return self._element("subtitle", block.text, id=id)

    def _cite(self, block: Quotation, place: Place) -> str:
        """Quotations do not nest: the inner one becomes part of the outer one."""
        if place == "cite":
            return self.within(block.blocks, place) + (self.paragraphs(block.attribution) if block.attribution else "")
        return f"<cite>{self.within(block.blocks, 'cite')}{self.signed(block.attribution)}</cite>"

    def epigraph_of(self, block: Quotation) -> str:
        return f"<epigraph>{self.within(block.blocks, 'epigraph')}{self.signed(block.attribution)}</epigraph>"

    def poem(self, block: Verse, epigraph: str = "", dated: Paragraph | None = None) -> str:
        """Title lines become titles and subtitles; a poem has to hold a stanza or a subtitle."""
        stanzas = [stanza for stanza in block.stanzas if stanza]
        title = ""
        if len(stanzas) > 1 and all(line.title for line in stanzas[0]):
            title = self.title(*(line.text for line in stanzas.pop(0)))
        inner = "".join(map(self._stanza, stanzas)) or "<subtitle/>"
        date = f"<date>{escape(dated.text.plain, quote=False)}</date>" if dated else ""
        return f"<poem>{title}{epigraph}{inner}{self.signed(block.attribution)}{date}</poem>"

    def _stanza(self, stanza: tuple[Line, ...]) -> str:
        above = next((n for n, line in enumerate(stanza) if not line.title), len(stanza))
        if above == len(stanza):
            return "".join(self._element("subtitle", line.text) for line in stanza)
        lines = "".join(self._verse_line(line) for line in stanza[above:])
        return f"<stanza>{self.title(*(line.text for line in stanza[:above]))}{lines}</stanza>"

    def _verse_line(self, line: Line) -> str:
        shift = len(lead := "\u00a0" * (2 * line.indent))
        moved = tuple(replace(m, start=m.start + shift, end=m.end + shift) for m in line.text.marks)
        return self._element("v", Text(lead + line.text.chars, moved))

    def _items(self, block: ListBlock, place: Place, depth: int) -> str:
        """Lists are paragraphs that begin with their sign."""
        found: list[str] = []
        for number, item in enumerate(block.items, block.start or 0):
            sign = "\u2003" * depth + (f"{number}. " if block.start is not None else "• ")
            first, *rest = item or (Paragraph(Text("")),)
            if isinstance(first, Paragraph):
                found.append(f"<p>{sign}{self.text(first.text)}</p>")
            else:
                found.append(f"<p>{sign}</p>")
                rest = list(item)
            for inner in rest:
                nested = isinstance(inner, ListBlock)
                found.append(self._items(inner, place, depth + 1) if nested else self.within([inner], place))  # type: ignore[arg-type]
        return "\n".join(found)

    def _as_table(self, block: Table, place: Place) -> str:
        traits = {(trait.row, trait.cell): trait for trait in block.traits}
        rows = [
            self._cells(row, number, block.aligns, traits, head=number < len(block.head))
            for number, row in enumerate((*block.head, *block.rows))
            if row
        ]
        caption = ""
        if block.caption:
            name = "p" if place == "epigraph" else "subtitle"
            caption = self._element(name, block.caption)
        return f"{caption}<table>{''.join(rows)}</table>" if rows else caption

    def _cells(
        self,
        row: Sequence[Text],
        number: int,
        aligns: Sequence[str],
        traits: Mapping[tuple[int, int], Trait],
        *,
        head: bool,
    ) -> str:
        cells: list[str] = []
        for column, text in enumerate(row):
            trait = traits.get((number, column), Trait(number, column))
            name = "th" if head or trait.head else "td"
            align = trait.align or (aligns[column] if column < len(aligns) else "")
            wide, high = (str(n) if n > 1 else "" for n in (trait.columns, trait.rows))
            language, rest = _own_language(text)
            stated = _stated(colspan=wide, rowspan=high, align=align)
            stated += f' xml:lang="{language}"' if language else ""
            cells.append(f"<{name}{stated}>{self.text(rest)}</{name}>")
        return f"<tr>{''.join(cells)}</tr>"

    def _pictured_block(self, block: Figure, place: Place) -> str:
        marked = bool(block.caption and (block.caption.marks or LINE_BREAK in block.caption.chars))
        below = self.paragraphs(block.caption) if block.caption and (marked or place != "section") else ""
        id = self._pictured(block.src)
        if not id:
            alt = f"<p>{escape(block.alt, quote=False)}</p>" if block.alt else ""
            return alt + (below or (self.paragraphs(block.caption) if block.caption else ""))
        title = block.caption.plain if block.caption and not below else ""
        image = f'<image l:href="#{id}"{_stated(alt=block.alt, title=title)}/>'
        return (image if place == "section" else f"<p>{image}</p>") + below


def _second(pair: tuple[str, int]) -> int:
    return pair[1]


def lines_of(text: Text) -> Iterator[Text]:
    """The lines of a text, each with its marks; empty ones are left out."""
    start = 0
    for chars in text.chars.split(LINE_BREAK):
        end = start + len(chars)
        if chars.strip():
            yield text if (start, end) == (0, len(text.chars)) else text.slice(start, end)
        start = end + 1


def _own_language(text: Text) -> tuple[str, Text]:
    """The language that all of a text is in, and the text without that mark."""
    for mark in text.marks:
        if mark.kind == "language" and (mark.start, mark.end) == (0, len(text.chars)) and language_tag(mark.value):
            return language_tag(mark.value), replace(text, marks=tuple(m for m in text.marks if m is not mark))
    return "", text


def _fitting(text: Text) -> Text:
    """`text` with the marks that a link can't hold cut where links are."""
    links = [mark for mark in text.marks if mark.kind == "link" and mark.start < mark.end]
    if not links:
        return text
    marks: list[Mark] = []
    for mark in text.marks:
        marks += _without(mark, links) if mark.kind in _OUTSIDE_LINKS else [mark]
    return replace(text, marks=tuple(sorted(marks, key=lambda m: (m.start, -m.end))))


def _without(mark: Mark, links: Iterable[Mark]) -> Iterator[Mark]:
    start = mark.start
    for link in sorted(links, key=lambda m: m.start):
        if link.end <= start or link.start >= mark.end:
            continue
        if start < link.start:
            yield replace(mark, start=start, end=link.start)
        start = link.end
    if start < mark.end:
        yield replace(mark, start=start)


def _code_line(line: str) -> str:
    if not line.strip():
        return "<empty-line/>"
    lead = len(line) - len(line.lstrip(" \t"))
    shown = "\u00a0" * len(line[:lead].expandtabs(4)) + line[lead:]
    return f"<p><code>{escape(shown, quote=False)}</code></p>"


def _stated(**attributes: str) -> str:
    return "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if value)
