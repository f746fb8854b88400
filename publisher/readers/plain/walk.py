"""From rows to blocks: headings, epigraphs, verse, breaks and paragraphs, in the order of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from publisher.model.work import Block, Heading, Line, ListBlock, Paragraph, Quotation, SceneBreak, Verse
from publisher.readers.addresses import linked
from publisher.readers.plain.breaks import is_break, is_rule, with_pauses
from publisher.readers.plain.contents import Contents
from publisher.readers.plain.epigraphs import EpigraphFinder
from publisher.readers.plain.front import Front, same_person, skeleton
from publisher.readers.plain.headings.finder import HeadingFinder
from publisher.readers.plain.headings.levels import Placed, levels
from publisher.readers.plain.headings.names import NameFinder
from publisher.readers.plain.headings.ranks import Found, Rank
from publisher.readers.plain.journal import Journal
from publisher.readers.plain.lines.ends import LineEnds
from publisher.readers.plain.lines.joiner import Joiner
from publisher.readers.plain.lines.rows import Row, Shape
from publisher.readers.plain.stanzas import StanzaFinder
from publisher.readers.strand import TextBuilder


class TextWalker:
    """Walks over the rows of one text."""

    def __init__(self, rows: Sequence[Row], finder: HeadingFinder, front: Front, journal: Journal) -> None:
        self.rows = rows[: front.end]
        self.finder = finder
        self.typing = finder.typing
        self.settings = finder.settings
        self.journal = journal
        self.source = journal.remarks.source.chars
        self._kept: tuple[Contents, Sequence[Row]] | None = None
        self.authors = [text.chars for text in front.entries["authors"].values] if "authors" in front.entries else []
        self._last_title = skeleton(front.entries["title"].value.chars) if "title" in front.entries else ""
        self._join = Joiner(rows, journal)
        self._stanzas = StanzaFinder(self.rows, finder)
        self._epigraphs = EpigraphFinder(self.rows, finder, self._stanzas)
        self._names = NameFinder(self.rows, finder, self._epigraphs)
        self._lines = LineEnds(self.rows, self.typing, self.settings)
        self._at = front.body
        self._gap = 0
        self._fresh = True  # nothing but headings since the last heading or the beginning
        self._headings: list[tuple[int, Found]] = []
        self._ranks: list[tuple[int, Found]] = []
        self._gaps: dict[int, int] = {}
        self._blocks: list[Block] = []

    def keep(self, contents: Contents, rows: Sequence[Row]) -> None:
        """A list of contents that stays in the text: its title and its lines."""
        self._kept = (contents, rows)

    def blocks(self) -> list[Block]:
        """All blocks, headings with their levels."""
        while self._at < len(self.rows):
            self._step()
        placed: list[Placed] = []
        last = -2
        for index, found in self._headings:
            placed.append(Placed(found, index == last + 1))
            last = index
        for (index, _), level in zip(self._headings, levels(placed), strict=True):
            heading = self._blocks[index]
            assert isinstance(heading, Heading)
            self._blocks[index] = Heading(heading.text, level, heading.id)
        return with_pauses(self._blocks, self._gaps, self.typing.shape, self.journal)

    def kinds(self, blocks: Sequence[Block]) -> Counter[str]:
        """How many headings of each kind are among `blocks`."""
        left = {block.text.source_offset(0) for block in blocks if isinstance(block, Heading)}
        return Counter(f"rank {found.rank.name.lower()}" for at, found in self._ranks if at in left)

    def _step(self) -> None:
        if self._kept and self._at == self._kept[0].start:
            self._contents(*self._kept)
            return
        row = self.rows[self._at]
        if row.blank:
            self._at += 1
            self._gap += 1
            return
        self._one(row)
        self._gap = 0

    def _one(self, row: Row) -> None:
        if self._is_repeat(row):
            self.finder.drop(self._at)
            self._at += 1
        elif is_break(row.chars):
            self._break(row)
        elif (found := self.finder.at(self._at)) is not None and found.rank is not Rank.TITLE:
            self._heading(found)
        elif self._fresh and self._epigraph():
            return
        elif found is not None:
            self._heading(found)
        elif not self._verse():
            self._paragraph()

    def _break(self, row: Row) -> None:
        """Stars part scenes; so does a rule, unless it only frames a heading."""
        framing = is_rule(row.chars) and (self._fresh or self._is_heading_next())
        if not framing:
            self._blocks.append(SceneBreak())
        self._at += 1

    def _is_heading_next(self) -> bool:
        index = self._at + 1
        while index < len(self.rows) and self.rows[index].blank:
            index += 1
        return index >= len(self.rows) or self.finder.at(index) is not None

    def _is_repeat(self, row: Row) -> bool:
        """The author's name and the title where the text says them again."""
        if len(row.chars) > 80 or not (self._fresh or self.typing.is_flush(row)):
            return False
        again = self.typing.shape.has_indents or self._fresh
        again = again and any(same_person(row.chars, author) for author in self.authors)
        is_title = self._fresh and bool(self._last_title) and skeleton(row.chars) == self._last_title
        again = again or (is_title and not self.finder.opens_collection(self._at))
        if again:
            self.journal.remarks.count("S213", row.chars, row.start)
            self.journal.leave_out_row("repeat", row)
        return again

    def _contents(self, contents: Contents, rows: Sequence[Row]) -> None:
        title, *entries = rows
        self._blocks.append(Paragraph(self._join.text([title]), ("flush",)))
        self._blocks.append(ListBlock(tuple((Paragraph(self._join.text([row])),) for row in entries)))
        self._at = contents.end
        self._gap = 0

    # -- headings --------------------------------------------------------------------------------------------------

    def _heading(self, found: Found) -> None:
        rows = self.rows[self._at : self._at + found.rows]
        self._at += found.rows
        start, end = self._names.below(self._at, found, rows[-1])
        names = self.rows[start:end]
        self._at = max(self._at, end)
        builder = TextBuilder(self.source)
        self._join.put(builder, rows)
        if names:
            builder.put("\n", rows[-1].end, names[0].start)
            self._join.put(builder, names)
        self._headings.append((len(self._blocks), found))
        self._ranks.append((rows[0].start, found))
        self._blocks.append(Heading(linked(builder.text()), 1))
        self._last_title = skeleton((names or rows)[-1].chars)
        self._fresh = True

    # -- epigraphs and verse ---------------------------------------------------------------------------------------

    def _epigraph(self) -> bool:
        """Short lines right after a heading or at the beginning that end in a signature, or stand to the right."""
        found, end = self._epigraphs.at(self._at)
        for epigraph in found:
            body: Block = Paragraph(self._join.text(epigraph.lines))
            if epigraph.in_lines:
                body = Verse((tuple(Line(self._join.text([row])) for row in epigraph.lines),))
            signature = self._join.text([epigraph.signature]) if epigraph.signature else None
            self._blocks.append(Quotation((body,), signature, "epigraph"))
            self.journal.counts["epigraph"] += 1
        if found:
            self._at = end
            self._fresh = False
        return bool(found)

    def _verse(self) -> bool:
        """A run of lines that look like verse; an empty line goes on with the next stanza."""
        stanzas = self._stanzas.at(self._at)
        if not stanzas:
            return False
        lines = iter(self._stanzas.steps(stanzas))
        verse = tuple(tuple(Line(self._join.text([row]), next(lines)) for row in stanza) for stanza in stanzas)
        self._blocks.append(Verse(verse))
        last = stanzas[-1][-1]
        while self.rows[self._at] is not last:
            self._at += 1
        self._at += 1
        self._fresh = False
        return True

    # -- paragraphs ------------------------------------------------------------------------------------------------

    def _goes_on(self, before: Row) -> bool:
        row = self.rows[self._at]
        if row.blank or is_break(row.chars) or self.finder.at(self._at) is not None:
            return False
        return self._lines.goes_on(before, row)

    def _paragraph(self) -> None:
        rows = [self.rows[self._at]]
        self._at += 1
        while self._at < len(self.rows) and self._goes_on(rows[-1]):
            rows.append(self.rows[self._at])
            self._at += 1
        flush = self.typing.shape is Shape.INDENTED and rows[0].indent <= self.typing.margin
        self._gaps[len(self._blocks)] = self._gap
        self._blocks.append(Paragraph(self._join.text(rows), ("flush",) if flush else ()))
        self.journal.counts["joined"] += len(rows) - 1
        self._fresh = False
