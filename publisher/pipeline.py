"""The whole line, in order: read → clean → assemble → compose → write → bind.

This is the only place that knows the order. Nothing here reads configuration, prints, caches or runs in parallel:
`builder` does that around it, and hands in how fragments are rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from publisher import __version__
from publisher.composition.assemble import assemble
from publisher.composition.markup import Pictures
from publisher.composition.pictures import find_pictures
from publisher.model.composition import Fragment, PagedComposition, RenderedFragment
from publisher.model.edition import Book, Edition
from publisher.model.finding import Finding, Outcome, Severity
from publisher.model.layout import Family, Layout
from publisher.model.source import Source
from publisher.model.text import Text
from publisher.model.work import Work
from publisher.readers import read
from publisher.typography import Settings, clean, cleaned_plain

if TYPE_CHECKING:
    from publisher.binding.bind import DocumentInfo

Render = Callable[[PagedComposition, Sequence[Fragment]], Sequence[RenderedFragment]]
"""Renders fragments of a composition, in order: at once, from a store, on many cores."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished file and what was counted in it."""

    data: bytes
    facts: Mapping[str, int]


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


def make_pdf(
    book: Book,
    layout: Layout,
    families: Mapping[str, Family],
    pictures: Pictures,
    render: Render,
    created: datetime | None,
) -> Outcome[Artifact]:
    """The screen PDF. Page numbers are facts before contents and imprint are composed: a forward edge, never a loop."""
    from publisher.binding.bind import bind
    from publisher.binding.plan import PagePlan, plan_pages
    from publisher.composition.pages import compose_contents, compose_imprint, compose_pages, contents_lines

    paged = compose_pages(book, layout, families, pictures)
    pieces = list(render(paged, paged.fragments))

    def plan() -> PagePlan:
        return plan_pages([(piece.facts.pages, piece.fragment.start) for piece in pieces])

    place = contents_place(book, layout, len(pieces))
    if place is not None and (lines := contents_lines(book, pieces, plan().starts)):
        if place < len(pieces):  # in front: its length moves everything behind it, so it is measured first
            pieces[place:place] = render(paged, [compose_contents(book, layout, lines)])
            lines = contents_lines(book, pieces, plan().starts)
            pieces[place : place + 1] = render(paged, [compose_contents(book, layout, lines)])
        else:
            pieces += render(paged, [compose_contents(book, layout, lines)])
    if book.edition.kind != "leaflet":
        pieces += render(paged, [compose_imprint(book, layout, families, len(plan().pages) + 1)])
    pages = plan()
    data = bind(pieces, pages, layout, families, document_info(book, created))
    return Outcome(Artifact(data, {"pages": len(pages.pages)}), remarks_of(pieces))


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


def make_epub(
    book: Book, layout: Layout, families: Mapping[str, Family], pictures: Pictures, modified: datetime | None
) -> Outcome[Artifact]:
    """The e-book."""
    from publisher.composition.reflow import compose_reflow
    from publisher.writers.epub import write_epub

    composition = compose_reflow(book, layout, families, pictures)
    data = write_epub(composition, modified=modified) if modified else write_epub(composition)
    return Outcome(Artifact(data, {"documents": len(composition.documents)}))


def make_html(book: Book, layout: Layout, pictures: Pictures) -> Outcome[Artifact]:
    """The proof: one self-contained page."""
    from publisher.composition.proof import compose_proof
    from publisher.writers.html import write_html

    return Outcome(Artifact(write_html(compose_proof(book, layout, pictures)), {}))


def document_info(book: Book, created: datetime | None) -> DocumentInfo:
    """What the PDF says about itself."""
    from publisher.binding.bind import DocumentInfo

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
