"""Blocks → HTML, for one work at a time. What differs between media (notes, links) is decided by a subclass."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from urllib.parse import unquote, urlsplit

from publisher.composition.inline import element, inline, quoted
from publisher.composition.labels import label_of
from publisher.composition.places import places_of
from publisher.model.composition import Resource
from publisher.model.edition import Entry
from publisher.model.summary import HeadingFact
from publisher.model.text import Mark, Text
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
    texts_of,
)

SCHEMES = {"http", "https", "mailto", "tel"}
"""Links to anything else are dropped: texts come from strangers."""

_CLASS_NAME = re.compile(r"[A-Za-z][\w-]*", re.ASCII)

_STARS, _NOTHING = "*\u2003*\u2003*", "\u00a0"

Cell = tuple[int, int]
"""Row and cell of a table, from 0."""

Pictures = Mapping[tuple[str, str], Resource]
"""(id of the entry, `src` as written) → the picture."""


def headings_of(blocks: Iterable[Block]) -> Iterator[Heading]:
    """All headings in the order in which they are set, those in quotations and lists included."""
    for block in blocks:
        match block:
            case Heading():
                yield block
            case Quotation(blocks=inner):
                yield from headings_of(inner)
            case ListBlock(items=items):
                for item in items:
                    yield from headings_of(item)


def beside(source: str, path: str) -> str:
    """A path as seen from the folder of the source that names it."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), path))


class Markup:
    """Turns the blocks of one entry into HTML that is also well-formed XML.

    Ids are `ENTRY-hN` for headings, `ENTRY-nN` for notes: ASCII, unique in the book, stable while the order is.
    """

    def __init__(self, entry: Entry, pictures: Pictures, others: Mapping[str, str] | None = None) -> None:
        """`others`: source path of every work of the book → the address of its title; `path#id` → of a heading or a
        named place. `titles`, which is filled when all works are known: the same keys → titles.
        """
        self.entry = entry
        self.title_id = f"{entry.id}-title"
        self.pictures = pictures
        self.others = others or {}
        self.headings = tuple(headings_of(entry.work.blocks))
        self.outline = tuple(HeadingFact(h.id, h.level, label_of(h)) for h in self.headings)
        self.titles: Mapping[str, str] = {}
        self.places = {place.name: place for place in places_of(entry.work)}
        self.targets = {name: place.of(entry.id).id for name, place in self.places.items()}
        self.targets |= {h.id: self.heading_id(n) for n, h in enumerate(self.outline, 1) if h.id}
        self.notes: Mapping[str, Note] = {note.id: note for note in entry.work.notes}
        self.numbers: dict[str, int] = {}
        if self.notes:
            self._number_all()
        self._heading = 0

    # -- what a medium decides -------------------------------------------------------------------------------------

    def note_call(self, note: Note, number: int) -> str:
        raise NotImplementedError

    def target(self, name: str) -> str:
        """An element that links lead to, where a place has an id."""
        return ""

    def after_link(self, mark: Mark, shown: str) -> str:
        """HTML behind a link with the visible text `shown`."""
        return ""

    def prepared(self, text: Text) -> Text:
        """Last changes to a running text before it becomes HTML."""
        return text

    def mark(self, passage: Text | Code) -> str:
        """An attribute that tells which passage of the work an element holds, with a space before it."""
        return ""

    def heading_attributes(self, block: Heading) -> str:
        """More attributes of a heading, with a space before each."""
        return ""

    def address(self, target: str) -> str:
        """Where a reference inside the work leads; `target` is an id of this markup."""
        return f"#{target}"

    # -- inline ----------------------------------------------------------------------------------------------------

    def heading_id(self, number: int) -> str:
        return f"{self.entry.id}-h{number}"

    def note_id(self, number: int) -> str:
        return f"{self.entry.id}-n{number}"

    def text(self, text: Text) -> str:
        def after(mark: Mark) -> str:
            return self.after_link(mark, text.chars[mark.start : mark.end]) if mark.kind == "link" else ""

        return inline(text, self._opening, self._at, after)

    def running(self, text: Text) -> str:
        return self.text(self.prepared(text))

    def _number_all(self) -> None:
        """Notes count in the order in which the blocks call them."""
        for block in self.entry.work.blocks:
            for text in texts_of(block):
                if text.marks:
                    self._number_notes(text)

    def _number_notes(self, text: Text) -> None:
        for mark in sorted(text.marks, key=lambda m: m.start):
            if mark.kind == "note" and mark.value in self.notes:
                self.numbers.setdefault(mark.value, len(self.numbers) + 1)

    def _opening(self, mark: Mark) -> tuple[str, str]:
        if mark.kind != "link":
            return element(mark)
        href = self.href(mark.value)
        return (f'<a href="{quoted(href)}">', "</a>") if href else ("", "")

    def href(self, address: str) -> str:
        """The address a link may lead to, or nothing: works of the book, headings of this work, safe schemes."""
        try:
            parts = urlsplit(address)
        except ValueError:  # «http://[»
            return ""
        if not parts.scheme and not parts.netloc:
            if not parts.path:
                target = self.targets.get(unquote(parts.fragment))
                return self.address(target) if target else ""
            return self._other(self.others, unquote(parts.path), unquote(parts.fragment))
        return address if parts.scheme.lower() in SCHEMES else ""

    def _other(self, known: Mapping[str, str], path: str, fragment: str, *, exact: bool = False) -> str:
        """What is known of a work of the book, named as seen from the folder of this one or from the project.

        `exact`: where a place in the work is named that is not there, nothing, and not the work as a whole.
        """
        source = self.entry.work.source
        for place in (beside(source.path if source else "", path), path):
            if found := known.get(f"{place}#{fragment}" if fragment else place):
                return found
            if not exact and (found := known.get(place)):
                return found
        return ""

    def referred(self, address: str) -> tuple[str, str]:
        """Address and title of what a reference names; both empty when it is not there."""
        parts = urlsplit(address)
        path, name = unquote(parts.path), unquote(parts.fragment)
        if path:
            href, title = (self._other(known, path, name, exact=True) for known in (self.others, self.titles))
            return href, title
        if name not in self.targets:
            return "", ""
        label = next((heading.label for heading in self.outline if heading.id == name), "")
        label = label or (self.places[name].label if name in self.places else "")
        return self.address(self.targets[name]), label or self.entry.work.metadata.title.plain

    def _at(self, mark: Mark) -> str:
        if mark.kind == "note" and mark.value in self.notes:
            return self.note_call(self.notes[mark.value], self.numbers.get(mark.value, 0))
        if mark.kind == "anchor":
            return self.target(mark.value)
        if mark.kind == "image":
            return self.image(mark.value, mark.title)
        return ""

    def image(self, src: str, alt: str) -> str:
        picture = self.pictures.get((self.entry.id, src))
        return f'<img src="{quoted(picture.url)}" alt="{quoted(alt)}"/>' if picture else escape(alt)

    # -- blocks ----------------------------------------------------------------------------------------------------

    def blocks(self, blocks: Iterable[Block]) -> str:
        return "\n".join(self.block(block) for block in blocks)

    def block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return self.paragraph(block)
            case Heading():
                return self.heading(block)
            case ListBlock():
                return self._list(block)
            case Quotation():
                return self._quotation(block)
            case Verse():
                return self._verse(block)
            case Code(chars=chars):
                return f"<pre{self.mark(block)}><code>{escape(chars, quote=False)}</code></pre>"
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case SceneBreak():
                return f'<p class="scene-break">{_NOTHING if block.blank else _STARS}</p>'

    def paragraph(self, block: Paragraph) -> str:
        return self._paragraph(block, self.mark(block.text))

    def _paragraph(self, block: Paragraph, mark: str) -> str:
        names = " ".join(name for name in block.classes if _CLASS_NAME.fullmatch(name))
        attribute = f' class="{names}"' if names else ""
        return f"<p{attribute}{mark}>{self.running(block.text)}</p>"

    def heading(self, block: Heading) -> str:
        """Level 1 of a work becomes h2: the title of the work is the h1."""
        self._heading += 1
        level = min(block.level + 1, 6)
        name = f"h{level}"
        attributes = f'id="{self.heading_id(self._heading)}"{self.heading_attributes(block)}{self.mark(block.text)}'
        return f"<{name} {attributes}>{self.text(block.text)}</{name}>"

    def _list(self, block: ListBlock) -> str:
        name = "ul" if block.start is None else "ol"
        start = f' start="{block.start}"' if block.start not in (None, 1) else ""
        tight = ' class="tight"' if block.tight else ""
        items = "\n".join(f"<li>{self.blocks(item)}</li>" for item in block.items)
        return f"<{name}{start}{tight}>\n{items}\n</{name}>"

    def _quotation(self, block: Quotation) -> str:
        inner = self.blocks(block.blocks) + self._by(block.attribution)
        return f'<blockquote class="{block.kind}">\n{inner}\n</blockquote>'

    def _by(self, attribution: Text | None) -> str:
        return f'\n<p class="attribution"{self.mark(attribution)}>{self.text(attribution)}</p>' if attribution else ""

    def _verse(self, block: Verse) -> str:
        stanzas = "\n".join(
            f'<div class="stanza">{"".join(self._line(line) for line in stanza)}</div>' for stanza in block.stanzas
        )
        return f'<div class="verse">\n{stanzas}{self._by(block.attribution)}\n</div>'

    def _line(self, line: Line) -> str:
        names = [f"indent-{min(line.indent, 6)}"] if line.indent else []
        names += ["stanza-title"] if line.title else []
        attribute = f' class="{" ".join(names)}"' if names else ""
        return f"<p{attribute}{self.mark(line.text)}>{self.text(line.text)}</p>"

    def _table(self, block: Table) -> str:
        traits = {(trait.row, trait.cell): trait for trait in block.traits}
        first = len(block.head)
        head = "".join(self._row(row, n, block.aligns, traits, "th") for n, row in enumerate(block.head))
        rows = "\n".join(self._row(row, n, block.aligns, traits, "td") for n, row in enumerate(block.rows, first))
        caption = f"<caption{self.mark(block.caption)}>{self.text(block.caption)}</caption>" if block.caption else ""
        thead = f"<thead>{head}</thead>\n" if head else ""
        return f"<table>{caption}{thead}<tbody>\n{rows}\n</tbody></table>"

    def _row(
        self, row: tuple[Text, ...], number: int, aligns: Sequence[str], traits: Mapping[Cell, Trait], name: str
    ) -> str:
        cells = []
        for column, cell in enumerate(row):
            trait = traits.get((number, column), Trait(number, column))
            kind = "th" if trait.head else name
            align = trait.align or (aligns[column] if column < len(aligns) else "") or "left"
            wide = f' colspan="{trait.columns}"' if trait.columns > 1 else ""
            high = f' rowspan="{trait.rows}"' if trait.rows > 1 else ""
            cells.append(f'<{kind} class="{align}"{wide}{high}{self.mark(cell)}>{self.text(cell)}</{kind}>')
        return f"<tr>{''.join(cells)}</tr>"

    def _figure(self, block: Figure) -> str:
        caption = ""
        if block.caption:
            caption = f"<figcaption{self.mark(block.caption)}>{self.running(block.caption)}</figcaption>"
        names = " ".join(name for name in block.classes if _CLASS_NAME.fullmatch(name))
        style = self.figure_style(block)
        attributes = (f' class="{names}"' if names else "") + (f' style="{quoted(style)}"' if style else "")
        return f"<figure{attributes}>{self.image(block.src, block.alt)}{caption}</figure>"

    def figure_style(self, block: Figure) -> str:
        """Declarations of CSS for a figure: how large its author wants it."""
        return ""
