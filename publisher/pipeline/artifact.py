"""What a step makes, how fragments are rendered, and what a document says of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from publisher import __version__
from publisher.composition.terms import terms
from publisher.model.composition import Fragment, PagedComposition, RenderedFragment
from publisher.model.document import DocumentInfo
from publisher.model.edition import Book
from publisher.model.frame import WorkOrder

Ahead = Callable[[], Sequence[Fragment]]
"""Fragments that will be wanted later."""


def nothing() -> Sequence[Fragment]:
    """Nothing will be."""
    return ()


class Render(Protocol):
    """Sets fragments and works of a composition, in order: at once, from a store, on many cores.

    `ahead` is called when the first pieces are on their way, if any of them has to be set; what it gives is set with
    them. Whoever sets at once need not call it.
    """

    def __call__(
        self, paged: PagedComposition, pieces: Sequence[Fragment | WorkOrder], ahead: Ahead = nothing, /
    ) -> Sequence[RenderedFragment]: ...


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
        to_page=terms(book.language)["to-page"],
    )


def first_day(year: str) -> datetime:
    """1 January of a year, or of 1980 when it is none or before: the date of what has to have one."""
    number = int(year[:4]) if year[:4].isascii() and year[:4].isdigit() else 0
    return datetime(number if number >= 1980 else 1980, 1, 1, tzinfo=UTC)
