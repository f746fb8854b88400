"""From pages to what is printed: bind → finish → inspect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from publisher.composition.markup import Pictures
from publisher.model.composition import Resource
from publisher.model.edition import Book
from publisher.model.finding import Finding, Outcome, Place, Severity
from publisher.model.imposition import SheetWords
from publisher.model.layout import Family, Layout
from publisher.model.press import MM, ShopProfile
from publisher.pipeline.artifact import Artifact, Render, SetPages, document_info, first_day
from publisher.pipeline.paging import remarks_of, set_pages


def make_pdf(
    book: Book,
    layout: Layout,
    families: Mapping[str, Family],
    pictures: Pictures,
    render: Render,
    created: datetime | None,
) -> Outcome[Artifact]:
    """The screen PDF."""
    pieces, pages = set_pages(book, layout, families, pictures, render)
    from publisher.binding.bind import bind  # loaded while pages were set

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
    pieces, pages = set_pages(book, layout, families, pictures, render)
    from publisher.binding.bind import bind  # loaded while pages were set
    from publisher.composition.figures import coarse_pictures
    from publisher.press.pdfx.finish import finish

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


def inspect(data: bytes, profile: ShopProfile, path: str) -> tuple[Finding, ...]:
    """Preflight of a press PDF; `path` is where it will stand. One finding for all pages that say the same."""
    from publisher.preflight import inspect as check
    from publisher.preflight.report import on_all_pages

    report = check(data, profile, name=Path(path).name)
    return tuple(replace(finding, place=Place(path)) for finding in on_all_pages(report.findings))
