"""Markup for paper: notes at the foot of the page or at the end of the work, the address of a link as a note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from publisher.composition.book_notes import call_id, note_id
from publisher.composition.figures import figure_style
from publisher.composition.holds import clear_of_spaces, hold_together
from publisher.composition.inline import quoted
from publisher.composition.labels import label_of
from publisher.composition.links import bare_address, breakable
from publisher.composition.markup import Markup, Pictures
from publisher.composition.optics import by_sense, hanging, with_initial
from publisher.composition.page_references import reference_element, with_placeholders
from publisher.composition.paper_links import PaperLinks
from publisher.composition.terms import terms
from publisher.composition.verse import VerseRoom
from publisher.model.composition import CROSS_REFERENCE
from publisher.model.edition import Entry
from publisher.model.layout import Layout
from publisher.model.passages import ADDED, BLOCK, numbers
from publisher.model.text import Mark, Text
from publisher.model.work import (
    Block,
    Code,
    Figure,
    Heading,
    ListBlock,
    Note,
    Paragraph,
    Quotation,
    SceneBreak,
    Table,
    Verse,
    texts_of,
)

LONGEST_FOOTNOTE = 1500
"""Characters. WeasyPrint can't divide a footnote between pages: a work with a longer one gets endnotes."""

LINE = 80
"""Characters that stand on a line of text, roughly."""

SHORTEST_WITH_INITIAL = 3 * LINE
"""Characters: a paragraph shorter than that would not fill the lines beside an initial."""

_ORNAMENTS = {"rule": '<span class="rule"></span>', "space": "\u00a0"}
"""What stands between scenes in the place of asterisks."""

WHOLE_TABLE = 12
"""Rows. A table up to this length is not divided between pages: a caption alone at the foot is worse than a gap."""


class PageMarkup(Markup):
    """Notes are numbered in the order in which they are called; those that a note calls follow it at once."""

    def __init__(
        self, entry: Entry, pictures: Pictures, layout: Layout, *, initial: bool, verse: VerseRoom | None = None
    ) -> None:
        """`initial`: the first paragraph begins with an initial letter. `verse`: where verse stands; without it as the
        stylesheet has it. `others` is filled when all works are known. `as_endnotes` is set where notes stand behind
        the work, `for_book` too where they stand at the end of the book.
        """
        super().__init__(entry, pictures)
        self.numbers = {note_id: number for number, note_id in enumerate(self.notes, 1)}
        self.passages = numbers(entry.work)
        self.layout = layout
        self.links = PaperLinks(layout, entry.id)
        self.first = next((b for b in entry.work.blocks if isinstance(b, Paragraph)), None) if initial else None
        self.verse = verse
        self.ornament = layout.options.get("ornament")
        self.as_endnotes = self._too_much_for_the_foot()
        self.endnotes: list[str] = []
        self._placed = {place.of(entry.id).id for place in self.places.values()}
        self.for_book = False
        self._count = 0
        self._called: dict[str, int] = {}
        self._in_note = False
        self._waiting: list[Note] = []
        self._shaped: dict[int, Text] = {}
        self._in_quotation = False

    def figure_style(self, block: Figure) -> str:
        return figure_style(block, self.pictures.get((self.entry.id, block.src)), self.layout)

    def mark(self, passage: Text | Code) -> str:
        number = self.passages.get(id(passage))
        return "" if number is None else f' {BLOCK}="{number}"'

    def marked(self, text: Text) -> str:
        """A passage that a template puts into an element of its own."""
        return f"<span{self.mark(text)}>{self.text(hanging(by_sense(text)))}</span>"

    def heading_attributes(self, block: Heading) -> str:
        """What the bookmark of the PDF says: a forced line break of the page has no business there."""
        return f' data-label="{quoted(label_of(block))}"'

    def _too_much_for_the_foot(self) -> bool:
        """Whether one note, or the notes that are called on one line, can't stand at the foot of a page."""
        lengths = {note.id: _length(note) for note in self.notes.values()}
        if max(lengths.values(), default=0) > LONGEST_FOOTNOTE:
            return True
        for text in (text for block in self.entry.work.blocks for text in texts_of(block)):
            calls = sorted((m.start, lengths[m.value]) for m in text.marks if m.kind == "note" and m.value in lengths)
            first = total = 0
            for at, length in calls:
                total += length
                while calls[first][0] < at - LINE:
                    total -= calls[first][1]
                    first += 1
                if total > 2 * LONGEST_FOOTNOTE:
                    return True
        return False

    # -- inline ----------------------------------------------------------------------------------------------------

    def prepared(self, text: Text) -> Text:
        return hold_together(hanging(text) if self._in_quotation else text)

    def text(self, text: Text) -> str:
        text = self._shaped.get(id(text), text)
        if any(mark.kind == "reference" for mark in text.marks):
            text = with_placeholders(text, self._target_of, terms(self.entry.work.metadata.language))
        return super().text(clear_of_spaces(text))

    def note_call(self, note: Note, number: int) -> str:
        """The note itself where it is called first, its number where it is called again or from within a note."""
        if note.id in self._called:
            return f'<sup {ADDED}="1">{self._called[note.id]}</sup>'
        self._count += 1
        self._called[note.id] = self._count
        if self._in_note:
            self._waiting.append(note)
            return f'<sup {ADDED}="1">{self._count}</sup>'
        markup = self._note(self._body(note), self._count)
        while self._waiting:
            note = self._waiting.pop(0)
            markup += self._note(self._body(note), self._called[note.id], called=False)
        return markup

    def address(self, target: str) -> str:
        """Named places have no element: the pages know where they are, and `binding` leads there."""
        return f"{CROSS_REFERENCE}{target}" if target in self._placed else super().address(target)

    def _opening(self, mark: Mark) -> tuple[str, str]:
        return reference_element(mark) if mark.kind == "reference" else super()._opening(mark)

    def _target_of(self, address: str) -> str:
        return self.referred(address)[0].rpartition("#")[2]

    def after_link(self, mark: Mark, shown: str) -> str:
        href = self.href(mark.value)
        if self.links.says_enough(href, shown):
            return ""
        if self.links.are_numbered:
            return self.links.call(href, mark, shown)
        address = f'<span class="address">{breakable(bare_address(href))}</span>'
        if self._in_note:
            return f'<span {ADDED}="1"> ({address})</span>'
        self._count += 1
        return self._note(address, self._count)

    def _note(self, inner: str, number: int, *, called: bool = True) -> str:
        """A note with this content; `called`: its number stands in the text here."""
        if not self.as_endnotes:
            silent = "" if called else " silent"
            return f'<span class="footnote{silent}">{inner}</span>'
        self.endnotes.append(inner)
        if not called:
            return ""
        target = note_id(self.entry.id, number)
        address = f'id="{call_id(self.entry.id, number)}" href="{CROSS_REFERENCE}' if self.for_book else 'href="#'
        return f'<a class="note-call" {ADDED}="1" {address}{target}">{number}</a>'

    def _body(self, note: Note) -> str:
        self._in_note = True
        inner = "".join(f'<span class="note-paragraph"{mark}>{part}</span>' for mark, part in self._parts(note))
        self._in_note = False
        return inner

    def _parts(self, note: Note) -> Iterator[tuple[str, str]]:
        """Attribute and content of its paragraphs."""
        for block in note.blocks:
            if isinstance(block, Code):
                code = escape(block.chars.strip("\n"), quote=False).replace("\n", "<br/>")
                yield self.mark(block), f"<code>{code}</code>"
            for text in texts_of(block):
                yield self.mark(text), self.running(text)

    # -- blocks ----------------------------------------------------------------------------------------------------

    def paragraph(self, block: Paragraph) -> str:
        mark = self.mark(block.text)
        text = with_initial(block.text, SHORTEST_WITH_INITIAL) if block is self.first else None
        if text is None:
            return self._paragraph(block, mark)
        return self._paragraph(replace(block, text=text, classes=(*block.classes, "with-initial")), mark)

    def block(self, block: Block) -> str:
        if isinstance(block, SceneBreak) and self.ornament in _ORNAMENTS:
            return f'<p class="scene-break">{_ORNAMENTS[str(self.ornament)]}</p>'
        return super().block(block)

    def heading(self, block: Heading) -> str:
        self._shaped[id(block.text)] = hanging(by_sense(block.text))
        return super().heading(block)

    def _quotation(self, block: Quotation) -> str:
        outside, self._in_quotation = self._in_quotation, True
        html = super()._quotation(block)
        self._in_quotation = outside
        return html

    def _verse(self, block: Verse) -> str:
        """Verse in a quotation keeps the edge of the quotation."""
        room = None if self._in_quotation else self.verse
        margin = room.margin(block) if room else 0.0
        for line in (line for stanza in block.stanzas for line in stanza):
            self._shaped[id(line.text)] = hanging(room.turned(line, margin) if room else line.text)
        html = super()._verse(block)
        return html.replace("<div", f'<div style="--verse: {margin:g}em"', 1) if room else html

    def _list(self, block: ListBlock) -> str:
        """Numbers are drawn by a CSS counter, which knows nothing of the attribute `start`."""
        html = super()._list(block)
        if block.start in (None, 1):
            return html
        return html.replace("<ol ", f'<ol style="counter-reset: item {block.start - 1}" ', 1)

    def _table(self, block: Table) -> str:
        html = super()._table(block)
        if _narrowest(block) > 0.75 * LINE:
            html = html.replace("<table>", '<table class="crowded">', 1)
        return f'<div class="whole">{html}</div>' if len(block.rows) <= WHOLE_TABLE else html


def _narrowest(table: Table) -> float:
    """Characters that a table needs side by side when its words stay whole, with the space between columns."""
    rows = (*table.head, *table.rows)
    columns = max((len(row) for row in rows), default=0)
    longest = (
        max((len(word) for row in rows if len(row) > column for word in row[column].chars.split()), default=0)
        for column in range(columns)
    )
    return sum(longest) + 2.4 * columns


def _length(note: Note) -> int:
    return sum(len(text.chars) for block in note.blocks for text in texts_of(block))
