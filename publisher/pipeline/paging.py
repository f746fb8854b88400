"""From a book to its pages: compose → write, as often as contents, imprint and fitting need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from publisher.composition.markup import Pictures
from publisher.model.composition import ContentsLine, Fragment, PagedComposition, PrintedPage, RenderedFragment
from publisher.model.edition import Book
from publisher.model.finding import Finding, Severity
from publisher.model.layout import Family, Layout
from publisher.model.page_report import PageReport, PagesReport
from publisher.model.work import Work
from publisher.pipeline.artifact import Render, SetPages

if TYPE_CHECKING:
    from publisher.binding.plan import PagePlan
    from publisher.composition.fit_search import Trial
    from publisher.composition.fitting import Fitted
    from publisher.composition.imprint import Extent
    from publisher.pipeline.referring import Referring


CURABLE = frozenset({"Q202", "Q301", "Q302", "Q303", "Q401", "Q402"})
"""What a slightly different setting may cure: last words divided, runts, widows, orphans, headings at the foot, a last
page with a few lines."""


def fit_layout(
    book: Book,
    layout: Layout,
    families: Mapping[str, Family],
    pictures: Pictures,
    render: Render,
    per_sheet: int,
) -> Fitted:
    """The layout in which the text fills the pages it was given, by the edition or else by the layout.

    Args:
        per_sheet: pages on both sides of a printed sheet.

    Raises:
        BuildError: B150, it takes more pages in every setting that the layout allows.
    """
    from publisher.composition.fit_measure import measured
    from publisher.composition.fitting import Fitted, fitted
    from publisher.composition.summary import summary_of

    wish = layout.fit_wish if book.edition.fit is None else book.edition.fit
    if not wish:
        return Fitted(layout)

    def attempt(setting: Layout) -> Trial:
        pieces, plan = set_pages(book, setting, families, pictures, render)
        faults = sum(r.finding.code in CURABLE for piece in pieces for r in page_report(piece).remarks)
        return measured(pieces, written_pages(plan, pieces), setting, faults)

    summaries = [summary_of(entry.work) for entry in book.entries]

    def attempts(settings: Sequence[Layout]) -> list[Trial]:
        """Side by side: a leaflet is one task, and leaves all cores but one without work."""
        if len(settings) == 1:
            return [attempt(settings[0])]
        from concurrent.futures import ThreadPoolExecutor  # late: few books are fitted

        threads = ThreadPoolExecutor(len(settings))
        try:
            return list(threads.map(attempt, settings))
        finally:
            threads.shutdown(wait=False, cancel_futures=True)  # who presses Ctrl-C does not wait for trials

    return fitted(
        layout,
        wish,
        per_sheet,
        sum(summary.letters for summary in summaries),
        attempts,
        leaflet=book.edition.kind == "leaflet",
        titles=len(summaries),
        headings=sum(len(summary.headings) for summary in summaries),
    )


def written_pages(plan: PagePlan, pieces: Sequence[RenderedFragment]) -> int:
    """Pages of the PDF without those left blank before the last piece so that a sheet is full."""
    last = len(plan.pages) - pieces[-1].facts.pages
    filling = takewhile(lambda page: page.piece is None, reversed(plan.pages[:last]))
    return len(plan.pages) - sum(1 for _ in filling)


def set_pages(
    book: Book, layout: Layout, families: Mapping[str, Family], pictures: Pictures, render: Render
) -> tuple[list[RenderedFragment], PagePlan]:
    """The pages of a book, set, and where they stand.

    Page numbers are facts before contents and imprint are composed: a forward edge, never a loop.
    """
    from publisher.binding.loading import load
    from publisher.composition.imprint import Extent, compose_imprint, leaflet_has_imprint
    from publisher.composition.pages import has_title_page, order_pages
    from publisher.composition.part_pages import in_parts
    from publisher.composition.volume import publishers_sheets
    from publisher.pipeline.ahead import contents_ahead
    from publisher.pipeline.referring import referring

    sheet = layout.per_sheet if layout.covers else 0
    paged = order_pages(book, layout, families, pictures)
    works = referring(book, paged, render)

    def ahead() -> Sequence[Fragment]:
        load()
        return contents_ahead(paged, works.indexes) if contents_place(book, layout) else ()

    pieces = in_parts(book, layout, works.set_works(ahead))
    pieces, lines = _with_matter(paged, pieces, works, render)
    volume = publishers_sheets(book, (line.title for line in lines), sum(piece.facts.pictures for piece in pieces))
    if has_title_page(book, layout):
        count = len(_plan(pieces).pages) + 1
        extent = Extent(count + (-count % sheet if sheet else 0), volume)
        pieces += render(paged, [compose_imprint(book, layout, families, extent)])
    elif leaflet_has_imprint(book):
        pieces = set_closed(book, layout, families, pictures, render, Extent(len(_plan(pieces).pages), volume))
    return pieces, _plan(pieces, sheet)


_ROUNDS = 3
"""How often contents in front are set at most: once their own length is known, numbers are right; a number with one
more figure may turn a line over.
"""


def _with_matter(
    paged: PagedComposition, works: Sequence[RenderedFragment], setter: Referring, render: Render
) -> tuple[list[RenderedFragment], tuple[ContentsLine, ...]]:
    """The book with its contents and what follows the works, and the lines of the contents.

    Contents in front move everything behind them: they are measured first, then set with the right numbers.
    """
    from publisher.composition.back_matter import compose_back_matter
    from publisher.composition.contents import contents_lines

    book, layout = paged.book, paged.layout
    place = contents_place(book, layout)
    contents: list[RenderedFragment] = []
    for _ in range(_ROUNDS):
        pieces = [*works[:1], *contents, *works[1:]] if place == "front" else list(works)
        if place != "front" or contents:
            pieces = setter.set_numbers(pieces, starts_of)
        pieces += render(paged, compose_back_matter(book, layout, pieces, _plan(pieces).starts, setter.indexes))
        lines = contents_lines(book, pieces, _plan(pieces).starts) if place else ()
        if not lines:
            break
        made = _contents(paged, lines, render)
        if place == "end":
            pieces += made
            break
        measured, contents = contents, made
        pieces[1 : 1 + len(measured)] = made
        if measured and measured[0].facts.pages == made[0].facts.pages:
            break
    return pieces, lines


def _contents(paged: PagedComposition, lines: Sequence[ContentsLine], render: Render) -> list[RenderedFragment]:
    """The contents. Where a layout draws page numbers so that they can't be filled in (old style figures, spaced ones),
    they are set with them, again whenever a number changes.
    """
    from publisher.composition.contents import compose_contents

    made = list(render(paged, [compose_contents(paged.book, paged.layout, lines)]))
    if made[0].facts.fields < len(lines):
        made = list(render(paged, [compose_contents(paged.book, paged.layout, lines, with_numbers=True)]))
    return made


def _plan(pieces: Sequence[RenderedFragment], sheet: int = 0) -> PagePlan:
    from publisher.binding.plan import plan_pages

    return plan_pages([(piece.facts.pages, piece.fragment.start) for piece in pieces], sheet)


def starts_of(pieces: Sequence[RenderedFragment]) -> tuple[int, ...]:
    """The folio of the first page of each fragment."""
    from publisher.binding.plan import plan_pages

    return plan_pages([(piece.facts.pages, piece.fragment.start) for piece in pieces]).starts


def set_closed(
    book: Book,
    layout: Layout,
    families: Mapping[str, Family],
    pictures: Pictures,
    render: Render,
    extent: Extent,
) -> list[RenderedFragment]:
    """A leaflet with its imprint at the end. If the imprint takes one more page, it is set again and says so."""
    from publisher.composition.imprint import Extent, leaflet_imprint
    from publisher.composition.pages import order_pages
    from publisher.pipeline.referring import referring

    while True:
        closing = leaflet_imprint(book, layout, families, extent)
        paged = order_pages(book, layout, families, pictures, closing)
        works = referring(book, paged, render)
        pieces = works.set_numbers(works.set_works(), starts_of)
        pages = sum(piece.facts.pages for piece in pieces)
        if pages <= extent.pages:
            return pieces
        extent = Extent(pages, extent.volume)


def remarks_of(pieces: Sequence[RenderedFragment]) -> tuple[Finding, ...]:
    """What the writer noticed, once each. A missing face (B204) only looks less fine than it could: a note."""
    remarks = {remark for piece in pieces for remark in piece.facts.remarks}
    return tuple(
        Finding(code, Severity.NOTE if code == "B204" else Severity.WARNING, None, {"detail": detail})
        for code, detail in sorted(remarks)
    )


def contents_place(book: Book, layout: Layout) -> Literal["front", "end", ""]:
    """Where the contents go; empty for a leaflet or a layout without contents."""
    return "" if book.edition.kind == "leaflet" or layout.contents == "none" else layout.contents


def printed_pages(
    book: Book, layout: Layout, families: Mapping[str, Family], pictures: Pictures, render: Render
) -> tuple[PrintedPage, ...]:
    """Where the pages of the printed edition begin, for an e-book that is made together with it."""
    from publisher.model.lines import page_starts

    pieces, plan = set_pages(book, layout, families, pictures, render)
    pages: list[PrintedPage] = []
    for piece, start in zip(pieces, plan.starts, strict=True):
        if piece.fragment.role in ("title", "part", "matter", "imprint"):
            pages.append(PrintedPage(str(start), piece.fragment.id))
        elif piece.fragment.role == "work":
            starts = page_starts(piece.facts.lines)
            pages += [PrintedPage(str(start + s.page), piece.fragment.id, s.block, s.letters) for s in starts]
    return tuple(pages)


def page_report(piece: RenderedFragment, work: Work | None = None) -> PageReport:
    """How well the pages of a fragment are set: as it is stored with them, or else looked at now."""
    from publisher.pages import examine

    return piece.report or examine(piece.facts.lines, piece.facts.pages, work)


def examine_pages(book: Book, pages: SetPages) -> PagesReport:
    """How well the pages are set: findings with their places in the manuscript, and figures."""
    from publisher.pages import joined

    works = {entry.id: entry.work for entry in book.entries}
    return joined([page_report(piece, works.get(piece.fragment.id)) for piece in pages.pieces], pages.starts)
