"""An edition: one thing published, as publisher.toml asks for it; and the book it becomes when its works are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from publisher.model.collection import NotesPlace, Section, SortKey
from publisher.model.cover import CoverWish
from publisher.model.ebook import EbookWish
from publisher.model.fit import FitWish
from publisher.model.imposition import Booklet
from publisher.model.imprint import Imprint
from publisher.model.indexing import IndexWish
from publisher.model.job import JobWish
from publisher.model.selection import Choice
from publisher.model.text import Text
from publisher.model.work import Person, Work

Kind = Literal["leaflet", "pamphlet", "anthology"]
OUTPUTS = ("pdf", "press", "cover", "booklet", "epub", "kepub", "fb2", "fb2.zip", "html", "job")
"""Formats that can be built today, in the order in which they are built."""


@dataclass(frozen=True, slots=True)
class Series:
    """A series of books; `number` of this one in it, as a number or empty."""

    name: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """`sources` are paths as the user names them, already in the order of the book unless `sort` says otherwise.

    `press_profile` is the shop profile of this edition; empty: the one of the project. `trim`: another format than the
    layout's own, by name or as width and height. `draft`: lines are broken greedily (quick) instead of by total fit.
    `fit`: how many pages it gets; None: as the layout has it, an empty wish: as many as it takes.

    `sort`: by the first key, equal ones by the next. `choice` decides which sources are taken; those in `named` always
    are. `sections`: its parts; once works are chosen, all works are in one, those outside of parts in one without a
    title. `matter` holds what differs from the layout's `Matter`. `bibliography`: the book ends with a list of what
    its works are taken from. `lone`: made of a file that was named on the command line; what it is follows from the
    length of the text, and a layout is its own only when somebody asked for it.
    """

    name: str
    kind: Kind
    sources: tuple[str, ...]
    title: str = ""
    subtitle: str = ""
    editors: tuple[str, ...] = ()
    language: str = ""
    description: str = ""
    sort: tuple[SortKey, ...] = ("listed",)
    layout: str = ""
    trim: str | tuple[str, ...] = ""
    outputs: tuple[str, ...] = ("pdf", "epub")
    options: Mapping[str, str | int | float | bool] = field(default_factory=dict)
    imprint: Imprint = field(default_factory=Imprint)
    press_profile: str = ""
    draft: bool = False
    booklet: Booklet = field(default_factory=Booklet)
    cover: CoverWish | None = None
    job: JobWish = field(default_factory=JobWish)
    fit: FitWish | None = None
    series: Series | None = None
    ebook: EbookWish = field(default_factory=EbookWish)
    choice: Choice = field(default_factory=Choice)
    named: frozenset[str] = frozenset()
    sections: tuple[Section, ...] = ()
    matter: Mapping[str, str] = field(default_factory=dict)
    notes: NotesPlace = ""
    bibliography: bool = False
    index: IndexWish = field(default_factory=IndexWish)
    lone: bool = False

    @property
    def has_cover(self) -> bool:
        """Whether a cover is printed: publisher.toml says something of it or asks for it."""
        return self.cover is not None or "cover" in self.outputs


@dataclass(frozen=True, slots=True)
class Entry:
    """A work's place in a book: `id` is the prefix of all its ids (works are namespaces)."""

    id: str
    work: Work


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a book, with a title page of its own: `id` is that of its title, `entries` are ids of its works."""

    id: str
    title: Text
    subtitle: Text | None
    epigraph: Text | None
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """An edition with its works read, cleaned and put in order. Titles are resolved and typeset characters.

    `parts` come in the order of the book; a work may stand outside of them.
    """

    edition: Edition
    entries: tuple[Entry, ...]
    title: Text
    subtitle: Text | None
    authors: tuple[Person, ...]
    editors: tuple[Person, ...]
    language: str
    year: str
    description: Text | None
    parts: tuple[Part, ...] = ()

    @property
    def is_collection(self) -> bool:
        return len(self.entries) > 1 or bool(self.parts)

    def opens(self, entry: Entry) -> Part | None:
        """The part that begins with a work."""
        return next((part for part in self.parts if part.entries[:1] == (entry.id,)), None)
