"""What a book has to know of each of its works before it opens one: small enough to be kept for thousands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from publisher.model.finding import Place
from publisher.model.indexing import FirstLine, IndexCall, NamedPlace, NoteCall, PageReference


class HeadingFact(NamedTuple):
    """A heading: the author's `id` (or empty), its level inside the work and its words on one line."""

    id: str
    level: int
    label: str


class PictureFact(NamedTuple):
    """A picture called by its `src`, where it is called first, and whether its bytes came inside the source."""

    src: str
    place: Place
    embedded: bool


@dataclass(frozen=True, slots=True)
class WorkSummary:
    """A work from outside.

    Args:
        path: of its source, as the user named it; empty without one.
        letters: characters of all its texts, notes and title matter included.
        characters, verse_lines: what it adds to the volume of a book (ГОСТ Р 7.0.3): characters with spaces without
            verse, and lines of verse.
        chars: every character it shows, once, sorted.
        headings: in the order in which they are set.
        pictures: each `src` once.
        languages: those with letter forms of their own, and where each begins.
        refers: some link of it leads to a file or to a place inside the book.
        index_calls, named_places, note_calls, first_lines, page_references: what indexes and references to pages need
            of it.
    """

    path: str
    letters: int
    characters: int
    verse_lines: int
    chars: str
    headings: tuple[HeadingFact, ...]
    pictures: tuple[PictureFact, ...]
    languages: tuple[tuple[str, Place | None], ...]
    refers: bool
    index_calls: tuple[IndexCall, ...] = ()
    named_places: tuple[NamedPlace, ...] = ()
    note_calls: tuple[NoteCall, ...] = ()
    first_lines: tuple[FirstLine, ...] = ()
    page_references: tuple[PageReference, ...] = ()
