"""The contents of a collection, set together with its works: their lines are known before, page numbers are fields."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.composition.back_matter import back_matter_heads
from publisher.composition.contents import compose_contents, contents_lines
from publisher.composition.fit_measure import expected
from publisher.composition.part_pages import in_parts
from publisher.composition.summary import summary_of
from publisher.composition.work_pages import head_of
from publisher.model.composition import Fragment, FragmentFacts, PagedComposition, RenderedFragment
from publisher.model.indexing import Index

_MORE = 2
"""Pages of what is no work: titles, with the blank ones behind them, notes, indexes."""

_END_OF_WORK = 0.5
"""Of a page, that stays empty behind a work on average."""


def contents_ahead(paged: PagedComposition, indexes: Sequence[Index]) -> list[Fragment]:
    """What the contents will be, for whoever can set them meanwhile; nothing where headings make their lines.

    It is a guess: how many pages there will be decides how wide the fields are. A wrong one only costs its time.
    """
    book, layout, frame = paged.book, paged.layout, paged.frame
    if not book.is_collection or frame is None:
        return []
    heads = [order if isinstance(order, Fragment) else head_of(frame, order) for order in paged.orders]
    heads += back_matter_heads(book, layout, indexes, notes=frame.notes == "book")
    unset = FragmentFacts(0, (), {})
    pieces = in_parts(book, layout, [RenderedFragment(head, b"", unset) for head in heads])
    lines = contents_lines(book, pieces, [_pages(paged, len(heads))] * len(pieces))
    return [compose_contents(book, layout, lines)] if lines else []


def _pages(paged: PagedComposition, pieces: int) -> int:
    """About how many pages the book will have; `pieces`: its works and everything else."""
    summaries = [summary_of(entry.work) for entry in paged.book.entries]
    letters = sum(summary.letters for summary in summaries)
    headings = sum(len(summary.headings) for summary in summaries)
    pages = expected(letters, len(summaries), headings, paged.layout).pages
    return round(pages + _END_OF_WORK * len(summaries) + _MORE * (pieces - len(summaries)))
