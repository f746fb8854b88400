"""Plain text: paragraphs, headings, scene breaks, verse, epigraphs and notes, found by how the text is typed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publisher.model.text import Text
from publisher.model.work import Block, Heading, Line, Paragraph, Quotation, SceneBreak, Verse
from publisher.readers.addresses import linked
from publisher.readers.encoding import decode
from publisher.readers.manuscript import Manuscript
from publisher.readers.remarks import Remarks
from publisher.readers.strand import Strand, TextBuilder, text_of
from publisher.readers.text_front import Front, front_of, same_person, skeleton
from publisher.readers.text_headings import HeadingFinder, Rank, is_title_line, levels
from publisher.readers.text_lines import Row, Shape, directives_of, rows_of, typing_of
from publisher.readers.text_notes import with_notes
from publisher.readers.text_verse import epigraphs, is_verse, may_be_verse

_SCENE_BREAK = re.compile(r"\*(?:\s*\*){2,}|[-–—_=~]{3,}|[-–—](?:\s+[-–—]){2,}|[•⁂](?:\s*[•⁂]){0,4}|#")
_SPEECH = re.compile(r"(?:--?|[–—])(?=[\s«\"„A-ZА-ЯЁ])")
_ENDED = re.compile(r"[.!?…:;»\"”)]$")
_DIVIDED = re.compile(r"[а-яёa-z]-$", re.IGNORECASE)
_FULL_LINE = 0.7
_MOST_EPIGRAPH_LINES = 40
_MOST_TRIES = 20


def read_text(path: str, data: bytes) -> Manuscript:
    """Read a plain text.

    Raises:
        SourceError: undecodable (S102–S106).
    """
    source = decode(path, data).value
    remarks = Remarks(source)
    rows = rows_of(source.chars)
    finder = HeadingFinder(rows, typing_of(rows))
    front = front_of(rows, finder, remarks)
    reader = _TextReader(rows, finder, front, remarks)
    blocks, notes = with_notes(reader.blocks(), remarks)
    return Manuscript(source, tuple(blocks), remarks, notes, {}, front.entries, directives_of(source.chars))


class _TextReader:
    """Walks over the rows of one text."""

    def __init__(self, rows: Sequence[Row], finder: HeadingFinder, front: Front, remarks: Remarks) -> None:
        self.rows = rows
        self.finder = finder
        self.typing = finder.typing
        self.remarks = remarks
        self.source = remarks.source.chars
        self.authors = [text.chars for text in front.entries["authors"].values] if "authors" in front.entries else []
        self._last_title = skeleton(front.entries["title"].value.chars) if "title" in front.entries else ""
        self._at = front.body
        self._fresh = True  # nothing but headings since the last heading or the beginning
        self._prose_until = 0
        self._tried = (0, 0)
        self._headings: list[tuple[int, Rank]] = []
        self._blocks: list[Block] = []

    def blocks(self) -> list[Block]:
        while self._at < len(self.rows):
            self._step()
        level = levels([rank for _, rank in self._headings])
        for index, rank in self._headings:
            heading = self._blocks[index]
            if isinstance(heading, Heading):
                self._blocks[index] = Heading(heading.text, level[rank], heading.id)
        return self._blocks

    def _step(self) -> None:
        row = self.rows[self._at]
        if row.blank:
            self._at += 1
        elif self._is_dropped(row):
            self.finder.dropped.add(self._at)
            self._at += 1
        elif _SCENE_BREAK.fullmatch(row.chars):
            self._blocks.append(SceneBreak())
            self._at += 1
        elif (rank := self.finder.rank(self._at)) not in (None, Rank.TITLE):
            self._heading(rank)
        elif self._fresh and self._epigraph():
            return
        elif rank is not None:
            self._heading(rank)
        elif not self._verse():
            self._paragraph()

    def _is_dropped(self, row: Row) -> bool:
        """Page numbers, and the author's name and the title where the text says them again."""
        if self._at in self.finder.pages:
            self.remarks.count("S211", "№", row.start)
            return True
        if len(row.chars) > 80:
            return False
        alone = self._fresh or row.indent <= self.typing.indent
        again = alone and any(same_person(row.chars, author) for author in self.authors)
        again = again or (self._fresh and bool(self._last_title) and skeleton(row.chars) == self._last_title)
        if again:
            self.remarks.count("S213", row.chars, row.start)
        return again

    def _heading(self, rank: Rank) -> None:
        rows = [self.rows[self._at]]
        self._at += 1
        if rank is not Rank.TITLE and (name := self._name_below(rank)) is not None:
            rows.append(self.rows[name])
            self._at = name + 1
        self._headings.append((len(self._blocks), rank))
        self._blocks.append(Heading(self._joined(rows, forced=True), 1))
        self._last_title = skeleton(rows[-1].chars)
        self._fresh = True

    def _name_below(self, rank: Rank) -> int | None:
        """The row with the name of a chapter under its number: in capitals, or directly below."""
        index = self._at
        while index < len(self.rows) and self.rows[index].blank and index - self._at < 3:
            index += 1
        if index >= len(self.rows) or self.rows[index].blank:
            return None
        chars = self.rows[index].chars
        below = self.finder.rank(index)
        if chars.isupper() and below in (Rank.CAPITALS, Rank.TITLE) and rank is not Rank.CAPITALS:
            return index
        directly = index == self._at and self.finder.gap_after(index) and len(chars) <= 60
        flush = self.typing.shape is not Shape.INDENTED or self.rows[index].indent <= self.typing.indent
        return index if directly and flush and below is None and is_title_line(chars) else None

    def _epigraph(self) -> bool:
        """Short lines right after a heading or at the beginning that end in a signature."""
        run = self._epigraph_rows()
        certain = self.typing.shape is not Shape.INDENTED  # there every paragraph may be a run of short lines
        found = epigraphs([self.rows[index] for index in run], certain=certain)
        for epigraph in found:
            if epigraph.in_lines:
                body: Block = Verse((tuple(Line(self._joined([row])) for row in epigraph.lines),))
            else:
                body = Paragraph(self._joined(epigraph.lines))
            signature = self._joined([epigraph.signature]) if epigraph.signature else None
            self._blocks.append(Quotation((body,), signature, "epigraph"))
        if found:
            self._at = run[-1] + 1
            self._fresh = False
        return bool(found)

    def _epigraph_rows(self) -> list[int]:
        run: list[int] = []
        indented = self.typing.shape is Shape.INDENTED
        for index in range(self._at, len(self.rows)):
            row = self.rows[index]
            if row.blank:
                if indented or not run:
                    continue
                break
            too_deep = self.typing.shape is not Shape.FLUSH and row.indent > self.typing.indent
            if too_deep or len(row.chars) > 80 or self.finder.rank(index) not in (None, Rank.TITLE):
                break
            if not indented and len(row.chars) > 60:
                return []
            run.append(index)
            if len(run) > _MOST_EPIGRAPH_LINES:
                return []
        return run

    def _verse(self) -> bool:
        """A run of lines that look like verse; an empty line goes on with the next stanza."""
        if self.typing.shape in (Shape.WRAPPED, Shape.WRAPPED_INDENTED) or self._at < self._prose_until:
            return False
        stanzas: list[list[Row]] = [[]]
        index = end = self._at
        while index < len(self.rows):
            row = self.rows[index]
            if row.blank:
                if index > end or not stanzas[-1]:
                    break
                stanzas.append([])
            elif may_be_verse(row) and self.finder.rank(index) is None and not _SCENE_BREAK.fullmatch(row.chars):
                stanzas[-1].append(row)
                end = index + 1
            else:
                break
            index += 1
        stanzas = _verse_stanzas(stanzas)
        if not stanzas:
            self._try_later(end)
            return False
        self._blocks.append(Verse(tuple(tuple(Line(self._joined([row])) for row in stanza) for stanza in stanzas)))
        last = stanzas[-1][-1]
        while self.rows[self._at] is not last:
            self._at += 1
        self._at += 1
        self._fresh = False
        return True

    def _try_later(self, end: int) -> None:
        """The run of short lines up to `end` is no verse: look again after its next empty line, but not for ever."""
        last, tries = self._tried
        self._tried = (end, tries + 1 if end == last else 1)
        until = self._at
        while until < end and not self.rows[until].blank:
            until += 1
        self._prose_until = end if self._tried[1] > _MOST_TRIES else until

    def _paragraph(self) -> None:
        rows = [self.rows[self._at]]
        self._at += 1
        while self._at < len(self.rows) and self._goes_on(rows[-1], self.rows[self._at]):
            rows.append(self.rows[self._at])
            self._at += 1
        flush = self.typing.shape is Shape.INDENTED and rows[0].indent <= self.typing.indent
        self._blocks.append(Paragraph(self._joined(rows), ("flush",) if flush else ()))
        self._fresh = False

    def _goes_on(self, before: Row, row: Row) -> bool:
        """Whether `row` belongs to the paragraph of the row before it."""
        if row.blank or _SCENE_BREAK.fullmatch(row.chars) or self._at in self.finder.pages:
            return False
        if self.finder.rank(self._at) is not None:
            return False
        continues = row.chars[0].islower() and not _ENDED.search(before.chars)
        match self.typing.shape:
            case Shape.INDENTED:
                return continues and row.indent <= self.typing.indent
            case Shape.FLUSH:
                return continues
            case Shape.WRAPPED_INDENTED:
                return row.indent <= self.typing.indent
            case Shape.WRAPPED:
                full = len(before.chars) >= _FULL_LINE * self.typing.width
                return (full or row.chars[0].islower()) and not _SPEECH.match(row.chars)

    def _joined(self, rows: Sequence[Row], *, forced: bool = False) -> Text:
        """Rows as one text: line ends become spaces, or forced line breaks."""
        if len(rows) == 1:
            return linked(text_of(self.source, rows[0].start, rows[0].end))
        builder = TextBuilder(self.source)
        before: Row | None = None
        for row in rows:
            if before and _DIVIDED.search(before.chars[-2:]) and row.chars[0].islower() and not forced:
                self.remarks.warn("S210", before.end - 1, word=_word(before.chars, row.chars))
            elif before:
                builder.put("\n" if forced else " ", before.end, row.start)
            builder.copy(Strand(row.chars, [(0, row.start)]), 0, len(row.chars))
            before = row
        return linked(builder.text())


def _verse_stanzas(stanzas: list[list[Row]]) -> list[list[Row]]:
    """The stanzas from the first on that together look like verse; single lines at the end do not belong to it."""
    while stanzas and len(stanzas[-1]) < 2:
        stanzas.pop()
    return stanzas if is_verse([row for stanza in stanzas for row in stanza]) else []


def _word(before: str, after: str) -> str:
    return f"{before.rsplit(maxsplit=1)[-1]}{after.split(maxsplit=1)[0]}"
