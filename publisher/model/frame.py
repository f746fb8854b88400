"""Works that are to be set: each with what its pages depend on, before anything of it is composed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publisher.model.collection import Matter, NotesPlace
from publisher.model.composition import Resource
from publisher.model.edition import Entry, Kind
from publisher.model.layout import Family, Layout


@dataclass(frozen=True, slots=True)
class WorkFrame:
    """All that the pages of a work depend on besides the work: the same for every work of a book.

    Whatever a page shows of the book has to come from here: what is not named here may change without any page of a
    work being set again.

    Args:
        language: of the book, for the words of templates.
        masthead: what a newspaper says of itself at its head.
        others: addresses of the works of the book and their headings, see `Markup`.
        closing: HTML behind the last work: the imprint of a leaflet.
        matter: what stands with every work.
        notes: where they are printed.
    """

    kind: Kind
    language: str
    is_collection: bool
    has_title_page: bool
    layout: Layout
    families: Mapping[str, Family]
    masthead: Mapping[str, str]
    others: Mapping[str, str] = field(default_factory=dict)
    closing: str = ""
    matter: Matter = field(default_factory=Matter)
    notes: NotesPlace = "page"

    @property
    def bare(self) -> int:
        """Pages in front of every work without furniture: the title of the work, and its blank back."""
        if self.matter.title_pages == "none":
            return 0
        return 2 if self.layout.part_back == "blank" else 1


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """One work to be set in a frame.

    Args:
        pictures: those of the work, by the id of its entry and their `src`.
        first, last: it opens or closes the book.
        titles, folios: what it refers to by title or page number, by the ids of the targets; without `folios` no page
            numbers are known yet.
    """

    entry: Entry
    pictures: Mapping[tuple[str, str], Resource] = field(default_factory=dict)
    first: bool = False
    last: bool = False
    titles: Mapping[str, str] = field(default_factory=dict)
    folios: Mapping[str, int] | None = None

    @property
    def references(self) -> tuple[str, ...]:
        """What it says of other pages, in a fixed order: its own pages depend on it."""
        tables: list[Mapping[str, object]] = [self.titles, {"": "known"} if self.folios is not None else {}]
        tables.append(self.folios or {})
        return tuple(f"{target}={said}" for table in tables for target, said in sorted(table.items()))
