"""From a book to what is read on screens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from publisher import __version__
from publisher.composition.markup import Pictures
from publisher.model.composition import Document, PrintedPage, Resource
from publisher.model.edition import Book
from publisher.model.finding import Finding, Outcome, Place, Severity
from publisher.model.layout import Family, Layout
from publisher.pipeline.artifact import Artifact, Render

if TYPE_CHECKING:
    from publisher.writers.front import Front


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
    from publisher.writers.epub import EpubWriter

    writer = EpubWriter()
    keep = writer.take
    if dress.for_kobo:
        from publisher.writers.kepub import in_kobo_dialect  # late: lxml takes a while to start

        def keep(document: Document) -> Document:
            return writer.take(in_kobo_dialect(document))

    composition = compose_reflow(book, layout, families, pictures, dress.printed, keep)
    data = writer.finished(composition, modified=modified, cover=dress.cover)
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
