"""A book and a layout → fragments for a paged writer. Contents and imprint follow when the pages are counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import cast

from publisher.composition.dates import written_date
from publisher.composition.faces import chosen, font_face_css, font_resources, upright_emphasis
from publisher.composition.headline import headline_style
from publisher.composition.inline import inline, names_html
from publisher.composition.layouts import option_properties
from publisher.composition.markup import Pictures
from publisher.composition.optics import by_sense, hanging
from publisher.composition.part_pages import with_parts
from publisher.composition.references import addresses_on_paper
from publisher.composition.templates import html, render
from publisher.composition.text_face import face_rules
from publisher.composition.work_matter import matter_of, notes_place
from publisher.composition.work_pages import compose_work, work_context
from publisher.composition.xhtml import allowed, plain
from publisher.model.composition import Fragment, PagedComposition, Resource
from publisher.model.edition import Book
from publisher.model.frame import WorkFrame, WorkOrder
from publisher.model.layout import CoverStyle, Family, Layout
from publisher.model.stylesheet import joined
from publisher.model.text import Text


def compose_pages(
    book: Book, layout: Layout, families: Mapping[str, Family], pictures: Pictures, closing: str = ""
) -> PagedComposition:
    """The same as `order_pages`, with all works composed.

    Raises:
        ConfigError: C130, a template of the layout is wrong.
    """
    paged = order_pages(book, layout, families, pictures, closing)
    return replace(paged, fragments=tuple(composed(paged.frame, piece) for piece in paged.orders))


def composed(frame: WorkFrame | None, piece: Fragment | WorkOrder) -> Fragment:
    """A fragment; a work that was only ordered is composed, in the frame that came with the order."""
    return compose_work(frame, piece) if frame and not isinstance(piece, Fragment) else cast("Fragment", piece)


def order_pages(
    book: Book, layout: Layout, families: Mapping[str, Family], pictures: Pictures, closing: str = ""
) -> PagedComposition:
    """Title pages of `book`, its works as orders, one stylesheet, the fonts and pictures they need.

    No work is opened for it, but for a leaflet whose works run on in one flow.

    Args:
        closing: HTML behind the last work: the imprint of a leaflet.

    Raises:
        ToolError: T110, a font family of the layout is missing.
        ConfigError: C130, a template of the layout is wrong.
    """
    titles = [title.family for title in (layout.headline, layout.masthead) if title and title.family]
    used = chosen(families, (*layout.families, *titles, *(f.family for f in layout.furniture)))
    frame = work_frame(book, layout, {name: each for name, each in families.items() if each in used}, closing)
    if layout.work_start == "run-on" and book.edition.kind == "leaflet":
        orders: list[Fragment | WorkOrder] = [_run_on(book, frame, pictures)]
    else:
        orders = [*with_parts(book, layout, families, [*_orders(book, pictures)])]
    if has_title_page(book, layout):
        orders.insert(0, _title_pages(book, layout, families))
    return PagedComposition(
        book=book,
        layout=layout,
        fragments=(),
        stylesheet=joined(
            [
                f"{font_face_css(used)}\n{face_rules(families[layout.text_family])}",
                page_rules(layout),
                layout.page_css,
                upright_emphasis(families[layout.text_family]),
            ]
        ),
        resources=(*font_resources(used), *dict.fromkeys(pictures.values())),
        orders=tuple(orders),
        frame=frame,
    )


def _orders(book: Book, pictures: Pictures) -> Iterator[WorkOrder]:
    called: dict[str, dict[tuple[str, str], Resource]] = {}
    for (entry_id, src), picture in pictures.items():
        called.setdefault(entry_id, {})[entry_id, src] = picture
    last = len(book.entries) - 1
    for number, entry in enumerate(book.entries):
        yield WorkOrder(entry, called.get(entry.id, {}), first=number == 0, last=number == last)


def has_title_page(book: Book, layout: Layout) -> bool:
    """Whether the book begins with a page for its title and ends with one for its imprint."""
    return book.edition.kind != "leaflet" or layout.covers


def page_rules(layout: Layout) -> str:
    """Every page is set as a recto page; binding shifts the verso pages of a mirrored layout.

    Pages are drawn beyond the trim, as far as the layout goes: the screen PDF is cut there, the press PDF at its bleed.
    """
    m, trim = layout.margins, layout.trim
    bleed = layout.bleed + (abs(m.outer - m.inner) if layout.mirrored else 0.0)
    text = layout.typesetting
    tracking = f"letter-spacing: {text.tracking:.4f}em; " if text.tracking else ""
    return (
        f"@page {{ size: {trim.width:.3f}pt {trim.height:.3f}pt;"
        f" margin: {m.top:.3f}pt {m.outer:.3f}pt {m.bottom:.3f}pt {m.inner:.3f}pt;"
        f" bleed: {bleed:.3f}pt }}\n"
        f":root {{ {option_properties(layout)}--size: {text.size:.3f}pt; --line: {text.line:.3f}pt;"
        f" --columns: {text.columns}; --gutter: {text.gutter:.3f}pt;"
        f' font-family: "{layout.text_family}"; font-size: {text.size:.3f}pt; line-height: {text.line:.3f}pt;'
        f" {tracking}"
        f"--text-height: {trim.height - m.top - m.bottom:.3f}pt; --bleed: {bleed:.3f}pt }}"
        + "".join(
            f"\n@page :nth({page - layout.covers}) {{ margin-left: {left:.3f}pt; margin-right: {right:.3f}pt }}"
            for page, (left, right) in layout.own_margins.items()
        )
    )


def work_frame(book: Book, layout: Layout, families: Mapping[str, Family], closing: str = "") -> WorkFrame:
    """What the pages of all works of a book depend on besides the works."""
    return WorkFrame(
        kind=book.edition.kind,
        language=book.language,
        is_collection=book.is_collection,
        has_title_page=has_title_page(book, layout),
        layout=_on_pages(layout),
        families=families,
        masthead=_masthead(book, layout, families) if layout.masthead else {},
        others=addresses_on_paper(book.entries),
        closing=closing,
        matter=matter_of(book.edition, layout, is_collection=book.is_collection),
        notes=notes_place(book.edition, layout),
    )


def _on_pages(layout: Layout) -> Layout:
    """What works are set by. Everything else about a layout may change without any of them being set again: covers,
    e-books, and the furniture, which is drawn when a book is bound.
    """
    return replace(
        layout,
        digest="",
        furniture=(),
        head=0.0,
        foot=0.0,
        reflow_css="",
        reflow_families=(),
        proof_css="",
        press_colours={},
        cover=CoverStyle(),
        cover_css="",
    )


def _run_on(book: Book, frame: WorkFrame, pictures: Pictures) -> Fragment:
    """All works of a leaflet in one flow."""
    works = [work_context(frame, order) for order in _orders(book, pictures)]
    context = {"language": book.language, "works": works, "masthead": frame.masthead}
    source = render(frame.layout, "works.html", book.language, context)
    authors = {entry.work.metadata.author for entry in book.entries}
    author = plain(authors.pop()) if len(authors) == 1 else ""
    return Fragment(book.entries[0].id, "work", allowed(source), book.language, "page", plain(book.title.plain), author)


def _masthead(book: Book, layout: Layout, families: Mapping[str, Family]) -> Mapping[str, str]:
    """Name and issue of what the leaflet is one of; the options `masthead` and `issue` say it better than we know."""
    imprint, meta = book.edition.imprint, book.entries[0].work.metadata
    own = book.title.plain if book.title.plain != meta.title.plain else ""
    name = plain(str(layout.options.get("masthead") or imprint.series or own or imprint.publisher))
    issue = str(layout.options.get("issue") or written_date(meta.date, meta.language) or book.year)
    return {
        "name": name,
        "style": headline_style(Text(name), layout.masthead, layout, families),
        "issue": issue,
        "city": imprint.city,
        "publisher": imprint.publisher if imprint.publisher != name else "",
    }


def _title_pages(book: Book, layout: Layout, families: Mapping[str, Family]) -> Fragment:
    context = book_context(book) | {"headline": headline_style(book.title, layout.headline, layout, families)}
    source = render(layout, "title.html", book.language, context)
    return Fragment("title", "title", allowed(source), book.language, "recto")


def book_context(book: Book) -> dict[str, object]:
    """What the templates of title pages and imprint may use of the book."""
    return {
        "title": html(inline(hanging(by_sense(book.title)))),
        "plain_title": book.title.plain,
        "subtitle": html(inline(by_sense(book.subtitle))) if book.subtitle else "",
        "authors": html(names_html(book.authors)) if not book.is_collection else "",
        "editors": html(names_html(book.editors)),
        "editor_count": len(book.editors),
        "language": book.language,
        "year": book.year,
        "description": html(inline(book.description)) if book.description else "",
        "imprint": book.edition.imprint,
        "kind": book.edition.kind,
    }
