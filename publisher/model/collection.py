"""How several works become one book: parts, order, and what stands with every work."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Literal

from publisher.model.selection import Choice

SortKey = Literal["listed", "date", "author", "title"]
NotesPlace = Literal["", "page", "work", "book"]
"""Where notes are printed: at the foot of the page, behind their work, at the end of the book; empty: as the layout
has it."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an edition, with a title page of its own if it has a title.

    `sources` are its own works; a section without any takes those works of the edition that fit `choice` and that no
    section before it has taken. Once the works are chosen, `sources` are those of the part, in order. `sort`: empty,
    as the edition has it. `named`: sources whose file is named, which are taken whatever `choice` says.
    """

    title: str = ""
    subtitle: str = ""
    epigraph: str = ""
    sources: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    choice: Choice = field(default_factory=Choice)
    sort: tuple[SortKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """What stands with every work of a collection, and where.

    `author` above or below the title; `translators` and `date` with the title or at the end of the text; `source`
    («Печатается по изданию: …») and `rights` at its end; `title_pages`: every work has a page for its title. A work
    alone has all that on the title page of the book.
    """

    author: Literal["above", "below", "none"] = "above"
    translators: Literal["title", "end", "none"] = "title"
    date: Literal["title", "end", "none"] = "end"
    source: Literal["end", "none"] = "none"
    rights: Literal["end", "none"] = "none"
    title_pages: Literal["each", "none"] = "none"

    @property
    def at_end(self) -> frozenset[str]:
        """Names of what stands at the end of the text."""
        return frozenset(field.name for field in fields(self) if getattr(self, field.name) == "end")
