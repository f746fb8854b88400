"""The whole line, in order: read → clean → assemble → compose → write → bind → finish.

This is the only place that knows the order. Nothing here reads configuration, prints, caches or runs in parallel:
`builder` does that around it, and hands in how fragments are rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from publisher import __version__
from publisher.composition.assemble import assemble
from publisher.composition.markup import Pictures
from publisher.composition.pictures import find_pictures
from publisher.model.composition import (
    ContentsLine,
    Fragment,
    PagedComposition,
    PrintedPage,
    RenderedFragment,
    Resource,
)
from publisher.model.document import DocumentInfo
from publisher.model.edition import Book, Edition
from publisher.model.finding import Finding, Outcome, Place, Severity
from publisher.model.imposition import SheetWords
from publisher.model.layout import Family, Layout
from publisher.model.press import MM, ShopProfile
from publisher.model.source import Source
from publisher.model.text import Text
from publisher.model.work import Work, texts
from publisher.readers import read
from publisher.typography import Settings, clean, cleaned_plain

if TYPE_CHECKING:
    from publisher.binding.plan import PagePlan
    from publisher.composition.fit_search import Trial
    from publisher.composition.fitting import Fitted
    from publisher.composition.imprint import Extent
    from publisher.pages import PagesReport
    from publisher.writers.front import Front

CURABLE = frozenset({"Q202", "Q301", "Q302", "Q303", "Q401", "Q402"})
"""What a slightly different setting may cure: last words divided, runts, widows, orphans, headings at the foot, a last
page with a few lines."""

Render = Callable[[PagedComposition, Sequence[Fragment]], Sequence[RenderedFragment]]
"""Renders fragments of a composition, in order: at once, from a store, on many cores."""


@dataclass(frozen=True, slots=True)
class SetPages:
    """The pages of a book before they are bound: fragments, and the folio of the first page of each."""

    pieces: tuple[RenderedFragment, ...]
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished file, what was counted in it, details for the report, and the pages of the text if it has some."""

    data: bytes
    facts: Mapping[str, int]
    details: Mapping[str, object] = field(default_factory=dict)
    pages: SetPages | None = None


def read_work(
    path: str,
    data: bytes,
    settings: Settings,
    overrides: Mapping[str, object],
    sidecar: Mapping[str, object],
) -> Outcome[Work]:
    """Bytes of a source → a cleaned work. `settings` give way to the language of the text."""
    found = read(path, data, overrides=overrides, sidecar=sidecar)
    work = found.value
    if work.metadata.sources.get("language", "default") == "default":
        work = work.replace(metadata=replace(work.metadata, language=settings.language))
    cleaned = clean(work, settings)
    return Outcome(cleaned.value, (*found.findings, *cleaned.findings))


def assemble_book(edition: Edition, works: Sequence[Work], settings: Settings) -> Book:
    """Works → a book. The edition's own words are cleaned like any text."""
    language = edition.language or works[0].metadata.language

    own = replace(settings, language=language)

    def words(chars: str) -> Text:
        return Text(Source("", chars).patched(cleaned_plain(chars, own)[0]))

    return assemble(
        edition, works, [words(name) for name in edition.editors], words(edition.title), words(edition.subtitle)
    )


def pictures_of(book: Book, roots: Mapping[str, Path]) -> Pictures:
    return find_pictures(book, dict(roots))


def unprintable(
    book: Book, layout: Layout, families: Mapping[str, Family], profile: ShopProfile | None = None
) -> tuple[Finding, ...]:
    """What paper can't show of a book as it is, found before anything is set: characters without a glyph (errors),
    letters in the forms of another language, links too long for a code. With the profile of a shop the cover is
    looked at too.
    """
    from publisher.composition.cover import compose_cover
    from publisher.composition.coverage import missing_glyphs
    from publisher.composition.local_forms import plain_forms
    from publisher.composition.paper_links import unreadable_links

    covers = []
    if profile is not None and book.edition.kind != "leaflet":
        paged = compose_cover(book, layout, families, profile.page_multiple, profile, None)
        covers = [(fragment, paged.stylesheet) for fragment in paged.fragments]
    missing = missing_glyphs(book, layout, families, covers)
    return (*missing, *plain_forms(book, layout, families), *unreadable_links(book, layout))


def make_pdf(
    book: Book,
    layout: Layout,
    families: Mapping[str, Family],
    pictures: Pictures,
    render: Render,
    created: datetime | None,
) -> Outcome[Artifact]:
    """The screen PDF."""
    from publisher.binding.bind import bind

    pieces, pages = set_pages(book, layout, families, pictures, render)
    data = bind(pieces, pages, layout, families, document_info(book, created))
    artifact = Artifact(data, {"pages": len(pages.pages)}, pages=SetPages(tuple(pieces), pages.starts))
    return Outcome(artifact, remarks_of(pieces))


def make_press(
    book: Book,
    layout: Layout,
    families: Mapping[str, Family],
    pictures: Pictures,
    render: Render,
    created: datetime | None,
    profile: ShopProfile,
) -> Outcome[Artifact]:
    """The press PDF: the same pages in the inks and boxes of a shop. Without a time it bears the edition's year."""
    from publisher.binding.bind import bind
    from publisher.composition.figures import coarse_pictures
    from publisher.press.pdfx.finish import finish

    pieces, pages = set_pages(book, layout, families, pictures, render)
    info = document_info(book, created or first_day(book.year))
    bound = bind(pieces, pages, layout, families, info, for_press=True)
    made = finish(bound, profile, layout.press_colours, info, name=book.edition.name)
    findings = (*remarks_of(pieces), *coarse_pictures(book, pictures, pieces), *narrow_bleed(profile, layout))
    set_here = SetPages(tuple(pieces), pages.starts)
    return Outcome(Artifact(made.data, {"pages": len(pages.pages)}, made.facts, set_here), findings)


def narrow_bleed(profile: ShopProfile, layout: Layout) -> tuple[Finding, ...]:
    """X201: the shop wants more bleed than the layout draws."""
    if profile.bleed.widest <= layout.bleed:
        return ()
    params = {"wanted": f"{profile.bleed.widest / MM:.3g}", "drawn": f"{layout.bleed / MM:.3g}"}
    return (Finding("X201", Severity.WARNING, None, {**params, "layout": layout.name}),)


def make_booklet(pages: Artifact, book: Book, *, cut: bool) -> Outcome[Artifact]:
    """Finished pages on the sheets of a booklet; `cut`: they have bleed and will be trimmed."""
    from publisher.composition.terms import terms
    from publisher.press.booklet import make_booklet as on_sheets

    words = terms(book.language)
    of_sheet, of_signature = (f"{words[key]} {{number}}/{{total}}" for key in ("press-sheet", "signature"))
    on_slug = SheetWords(of_sheet, of_signature, words["front-side"], words["back-side"])
    made = on_sheets(pages.data, book.edition.booklet, book.edition.name, on_slug, cut=cut)
    plan = made.value.layout.plan
    details = {
        "scheme": plan.scheme,
        "sheet": str(made.value.layout.sheet),
        "sheets": len(plan.sheets),
        "signatures": plan.signatures,
        "blanks": len(plan.blanks),
    }
    sides = sum(1 for sheet in plan.sheets for _ in sheet.sides)
    return Outcome(Artifact(made.value.data, {"pages": sides}, details), made.findings)


def make_cover(
    book: Book,
    layout: Layout,
    families: Mapping[str, Family],
    pictures: Pictures,
    render: Render,
    created: datetime | None,
    profile: ShopProfile,
    image: Resource | None,
) -> Outcome[Artifact]:
    """The cover for a shop. Its spine follows from the pages of the finished block."""
    from publisher.binding.bind import bind
    from publisher.binding.plan import plan_pages
    from publisher.composition.cover import compose_cover
    from publisher.press.pdfx.finish import finish

    _, pages = set_pages(book, layout, families, pictures, render)
    count = -(-len(pages.pages) // profile.page_multiple) * profile.page_multiple
    paged = compose_cover(book, layout, families, count, profile, image)
    pieces = list(render(paged, paged.fragments))
    info = document_info(book, created or first_day(book.year))
    plan = plan_pages([(piece.facts.pages, piece.fragment.start) for piece in pieces])
    bound = bind(pieces, plan, paged.layout, families, info, for_press=True)
    made = finish(bound, profile.of_cover, paged.layout.press_colours, info, name=f"{book.edition.name} cover")
    spine = max(paged.layout.trim.width - 2 * layout.trim.width, 0.0)
    details = {**made.facts, "block-pages": count, "spine-mm": round(spine / MM, 2)}
    findings = (*remarks_of(pieces), *narrow_bleed(profile.of_cover, layout))
    return Outcome(Artifact(made.data, {"pages": len(plan.pages)}, details), findings)


def examine_pages(book: Book, pages: SetPages) -> PagesReport:
    """How well the pages are set: findings with their places in the manuscript, and figures."""
    from publisher.pages import examine

    return examine(pages.pieces, pages.starts, {entry.id: entry.work for entry in book.entries})


def inspect(data: bytes, profile: ShopProfile, path: str) -> tuple[Finding, ...]:
    """Preflight of a press PDF; `path` is where it will stand. One finding for all pages that say the same."""
    from publisher.preflight import inspect as check
    from publisher.preflight.report import on_all_pages

    report = check(data, profile, name=Path(path).name)
    return tuple(replace(finding, place=Place(path)) for finding in on_all_pages(report.findings))


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
    from publisher.pages import examine

    wish = layout.fit_wish if book.edition.fit is None else book.edition.fit
    if not wish:
        return Fitted(layout)

    def attempt(setting: Layout) -> Trial:
        pieces, plan = set_pages(book, setting, families, pictures, render)
        faults = sum(finding.code in CURABLE for finding in examine(pieces, plan.starts, {}).findings)
        return measured(pieces, written_pages(plan, pieces), setting, faults)

    letters = sum(len(text.chars) for entry in book.entries for text in texts(entry.work))
    return fitted(layout, wish, per_sheet, letters, attempt, leaflet=book.edition.kind == "leaflet")


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
    from publisher.binding.plan import plan_pages
    from publisher.composition.imprint import Extent, compose_imprint, leaflet_has_imprint
    from publisher.composition.pages import compose_contents, compose_pages, contents_lines, has_title_page
    from publisher.composition.volume import publishers_sheets

    sheet = layout.per_sheet if layout.covers else 0
    paged = compose_pages(book, layout, families, pictures)
    pieces = list(render(paged, paged.fragments))

    def plan(sheet: int = 0) -> PagePlan:
        return plan_pages([(piece.facts.pages, piece.fragment.start) for piece in pieces], sheet)

    lines: tuple[ContentsLine, ...] = ()
    place = contents_place(book, layout, len(pieces))
    if place is not None and (lines := contents_lines(book, pieces, plan().starts)):
        if place < len(pieces):  # in front: its length moves everything behind it, so it is measured first
            pieces[place:place] = render(paged, [compose_contents(book, layout, lines)])
            lines = contents_lines(book, pieces, plan().starts)
            pieces[place : place + 1] = render(paged, [compose_contents(book, layout, lines)])
        else:
            pieces += render(paged, [compose_contents(book, layout, lines)])
    volume = publishers_sheets(book, (line.title for line in lines), sum(piece.facts.pictures for piece in pieces))
    if has_title_page(book, layout):
        count = len(plan().pages) + 1
        extent = Extent(count + (-count % sheet if sheet else 0), volume)
        pieces += render(paged, [compose_imprint(book, layout, families, extent)])
    elif leaflet_has_imprint(book):
        pieces = set_closed(book, layout, families, pictures, render, Extent(len(plan().pages), volume))
    return pieces, plan(sheet)


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
    from publisher.composition.pages import compose_pages

    while True:
        closing = leaflet_imprint(book, layout, families, extent)
        paged = compose_pages(book, layout, families, pictures, closing)
        pieces = list(render(paged, paged.fragments))
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


def contents_place(book: Book, layout: Layout, pieces: int) -> int | None:
    """Index among the fragments where the contents go; None for a leaflet or a layout without contents."""
    if book.edition.kind == "leaflet" or layout.contents == "none":
        return None
    return pieces if layout.contents == "end" else 1


def printed_pages(
    book: Book, layout: Layout, families: Mapping[str, Family], pictures: Pictures, render: Render
) -> tuple[PrintedPage, ...]:
    """Where the pages of the printed edition begin, for an e-book that is made together with it."""
    from publisher.model.lines import page_starts

    pieces, plan = set_pages(book, layout, families, pictures, render)
    pages: list[PrintedPage] = []
    for piece, start in zip(pieces, plan.starts, strict=True):
        if piece.fragment.role in ("title", "imprint"):
            pages.append(PrintedPage(str(start), piece.fragment.role))
        elif piece.fragment.role == "work":
            starts = page_starts(piece.facts.lines)
            pages += [PrintedPage(str(start + s.page), piece.fragment.id, s.block, s.letters) for s in starts]
    return tuple(pages)


def make_front(
    book: Book, layout: Layout, families: Mapping[str, Family], render: Render, image: Resource | None
) -> Front:
    """The front of the cover as pictures: what e-books and shelves show.

    It is drawn by the layout, with `image` where the edition asks for one; the cover that a work came with is taken as
    it is.
    """
    from publisher.composition.cover import compose_front
    from publisher.composition.pictures import own_cover
    from publisher.writers.front import front_of_picture, front_pictures

    own = own_cover(book)
    if own is not None and book.edition.cover is None and own.media_type != "image/svg+xml":
        return front_of_picture(own.data)
    paged = compose_front(book, layout, families, image)
    return front_pictures(next(iter(render(paged, paged.fragments))).pdf)


@dataclass(frozen=True, slots=True)
class EbookDress:
    """What an e-book gets besides its text: a cover (JPEG), the beginnings of printed pages, Kobo's dialect."""

    cover: bytes | None = None
    printed: Sequence[PrintedPage] = ()
    for_kobo: bool = False


def make_epub(
    book: Book,
    layout: Layout,
    families: Mapping[str, Family],
    pictures: Pictures,
    modified: datetime | None,
    dress: EbookDress = EbookDress(),
) -> Outcome[Artifact]:
    """The e-book."""
    from publisher.composition.reflow import compose_reflow
    from publisher.writers.epub import write_epub
    from publisher.writers.kepub import as_kepub

    composition = compose_reflow(book, layout, families, pictures, dress.printed)
    data = write_epub(as_kepub(composition) if dress.for_kobo else composition, modified=modified, cover=dress.cover)
    return Outcome(Artifact(data, {"documents": len(composition.documents), "page-breaks": len(composition.pages)}))


def lint_ebook(data: bytes, path: str, store: str) -> tuple[Finding, ...]:
    """What readers and a store would mind in an e-book, which will stand at `path`; it warns and stops nothing."""
    from publisher.lint import lint

    found = lint(data, name=path, store=store)
    return tuple(replace(finding, severity=min(finding.severity, Severity.WARNING)) for finding in found)


def make_fb2(
    book: Book, pictures: Pictures, cover: bytes, created: datetime | None, *, packed: bool = False
) -> Outcome[Artifact]:
    """FictionBook 2.1; `packed` as `.fb2.zip`. `cover`: JPEG."""
    from publisher.composition.fiction import compose_fiction
    from publisher.composition.pictures import embedded_picture
    from publisher.writers.fb2 import write_fb2, write_fb2_zip

    front = embedded_picture("cover.jpg", cover, Place("cover.jpg"))
    composition = compose_fiction(book, pictures, front, created, f"publisher {__version__}")
    data = write_fb2(composition)
    made = write_fb2_zip(data, book.edition.name) if packed else data
    return Outcome(Artifact(made, {}), composition.findings)


def make_html(book: Book, layout: Layout, pictures: Pictures) -> Outcome[Artifact]:
    """The proof: one self-contained page."""
    from publisher.composition.proof import compose_proof
    from publisher.writers.html import write_html

    return Outcome(Artifact(write_html(compose_proof(book, layout, pictures)), {}))


def document_info(book: Book, created: datetime | None) -> DocumentInfo:
    """What the PDF says about itself."""
    tags = dict.fromkeys(tag for entry in book.entries for tag in entry.work.metadata.tags)
    return DocumentInfo(
        title=book.title.plain,
        author=", ".join(person.name.plain for person in book.authors),
        subject=book.description.plain if book.description else "",
        keywords=", ".join(tags),
        language=book.language,
        producer=f"publisher {__version__}",
        created=created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if created else "",
    )


def first_day(year: str) -> datetime:
    """1 January of a year, or of 1980 when it is none or before: the date of what has to have one."""
    number = int(year[:4]) if year[:4].isascii() and year[:4].isdigit() else 0
    return datetime(number if number >= 1980 else 1980, 1, 1, tzinfo=UTC)
