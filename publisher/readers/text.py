"""Plain text: paragraphs, headings, scene breaks, verse, epigraphs and notes, found by how the text is typed.

What is decided about the whole text, on which figures, and what is left out is written into a journal; a user who
knows better says so in the table `[text]` of a sidecar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publisher.model.work import Block, SceneBreak, Verse
from publisher.readers.encoding import decode
from publisher.readers.manuscript import Manuscript
from publisher.readers.plain.breaks import without_frames
from publisher.readers.plain.closings import with_closings
from publisher.readers.plain.contents import Contents, contents_of
from publisher.readers.plain.front import Front, front_of
from publisher.readers.plain.headings.finder import HeadingFinder
from publisher.readers.plain.journal import Journal
from publisher.readers.plain.lines.pages import page_numbers, without_pages
from publisher.readers.plain.lines.rows import Row, Typing, directives_of, rows_of, typing_of
from publisher.readers.plain.notes.lists import with_notes
from publisher.readers.plain.settings import TextSettings
from publisher.readers.plain.speech import with_lists
from publisher.readers.plain.walk import TextWalker
from publisher.readers.remarks import Remarks


def read_text(path: str, data: bytes, settings: TextSettings | None = None) -> Manuscript:
    """Read a plain text; `settings` are what somebody who knows it says.

    Raises:
        SourceError: undecodable (S102–S106).
    """
    settings = settings or TextSettings()
    source = decode(path, data).value
    journal = Journal(Remarks(source))
    directives = directives_of(source.chars)
    for said in directives:
        journal.leave_out("directive", said.start, said.end)
    rows = rows_of(source.chars)
    numbers = page_numbers(rows) if settings.pages == "auto" else set()
    pages = [rows[index] for index in sorted(numbers)]
    rows = without_pages(rows, numbers)
    typing = _typing(rows, settings, journal)
    _drop_pages(pages, settings, journal)
    contents = contents_of(rows)
    if contents and settings.contents == "keep":
        contents = replace(contents, sure=False)
    rest = _without_contents(rows, contents, journal)
    finder = HeadingFinder(rest, typing, settings)
    limit = contents.start if contents and not contents.sure else len(rows)
    front = front_of(rest, finder, journal, limit) if settings.front == "auto" else Front(end=len(rest))
    walker = TextWalker(rest, finder, front, journal)
    if contents and not contents.sure:
        walker.keep(contents, [rows[index] for index in (contents.start, *contents.entries)])
    blocks, notes = with_notes(without_frames(walker.blocks()), settings, journal)
    blocks = with_lists(blocks, settings, journal)
    blocks, closings = with_closings(blocks)
    kinds = walker.kinds(blocks)
    journal.decide("headings", "found" if kinds else "none", kinds, settings.origin("headings"))
    _count(blocks, settings, journal, closings)
    found = Manuscript(source, tuple(blocks), journal.remarks, notes, {}, front.entries, directives)
    found.structure = journal.structure
    return found


def _drop_pages(pages: Sequence[Row], settings: TextSettings, journal: Journal) -> None:
    for row in pages:
        journal.remarks.count("S211", "№", row.start)
        journal.leave_out_row("page-number", row)
    journal.decide("pages", "dropped" if pages else "none", {"dropped": len(pages)}, settings.origin("pages"))


def _typing(rows: Sequence[Row], settings: TextSettings, journal: Journal) -> Typing:
    wanted = "verse" if settings.verse is True else settings.lines
    typing = typing_of(rows, wanted)
    origin = settings.origin("verse" if settings.verse is True else "lines") if wanted != "auto" else "text"
    figures = {**typing.figures, "margin": typing.margin, "indent": typing.indent}
    journal.decide("lines", typing.shape.value, figures, origin)
    return typing


def _without_contents(rows: list[Row], contents: Contents | None, journal: Journal) -> list[Row]:
    """The rows with empty ones in place of a list of contents, which is left out when it only repeats headings."""
    if contents is None:
        return rows
    lines = [rows[index] for index in (contents.start, *contents.entries)]
    code = "S232" if contents.sure else "S233"
    journal.remarks.note(code, lines[0].start, count=len(lines) - 1)
    if contents.sure:
        for row in lines:
            journal.leave_out_row("contents", row)
    empty = [Row("", row.start, row.start, 0) for row in rows[contents.start : contents.end]]
    return [*rows[: contents.start], *empty, *rows[contents.end :]]


def _count(blocks: Sequence[Block], settings: TextSettings, journal: Journal, closings: dict[str, int]) -> None:
    """What was found, as decisions with figures."""
    counts = journal.counts
    verses = [block for block in blocks if isinstance(block, Verse)]
    lines = sum(len(stanza) for block in verses for stanza in block.stanzas)
    choice = "found" if verses else "none"
    journal.decide("verse", choice, {"blocks": len(verses), "verse-lines": lines}, settings.origin("verse"))
    marks = sum(isinstance(block, SceneBreak) for block in blocks)
    joined = {"joined-lines": counts["joined"], "divided": counts["division"], "unsure": counts["unsure-division"]}
    for about, figures in (
        ("breaks", {"marks": marks, "gaps": counts["gap"]}),
        ("epigraphs", {"epigraphs": counts["epigraph"]}),
        ("joins", joined),
        ("lists", {"lists": counts["list"]}),
        ("closings", closings),
    ):
        journal.decide(about, "found" if any(figures.values()) else "none", figures)
