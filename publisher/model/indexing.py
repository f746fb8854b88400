"""Indexes and references to pages: what an edition asks for, and what marks in the texts say.

A mark of kind `index` has a heading as its value («шрифты > кернинг»; empty: the words that it covers) and in its title
which index it is for and how: `names`, `subjects from`, `names see Дидо, Фирмен`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal, NamedTuple, cast

from publisher.model.finding import Place
from publisher.model.text import Mark

Register = Literal["names", "subjects"]
IndexName = Literal["names", "subjects", "general", "titles", "first-lines", "chronology"]
INDEXES: tuple[IndexName, ...] = ("names", "subjects", "general", "titles", "first-lines", "chronology")
"""`general`: names and subjects in one alphabet."""

IndexRole = Literal["at", "from", "to", "see", "also"]

BELOW = " > "
"""Between a heading and one below it."""

PAGE, TITLE, WHERE = "page", "title", "where"
"""What a mark of kind `reference` says of its target: its page number; its title in quotation marks; «с. 12» on paper
and the title where there are no pages.
"""


class IndexTerm(NamedTuple):
    """What a mark of kind `index` asks for; `other`: the heading that `see` and `also` send the reader to."""

    register: Register
    heading: str
    role: IndexRole = "at"
    other: str = ""

    def mark(self, start: int, end: int) -> Mark:
        words = (self.register, *([self.role] if self.role != "at" else []), *([self.other] if self.other else []))
        return Mark(start, end, "index", self.heading, " ".join(words))


def term_of(mark: Mark) -> IndexTerm:
    """The way back from a mark."""
    register, _, rest = mark.title.partition(" ")
    role, _, other = rest.partition(" ")
    return IndexTerm(cast("Register", register), mark.value, cast("IndexRole", role or "at"), other)


@dataclass(frozen=True, slots=True)
class IndexWish:
    """The indexes of an edition, in the order in which they are printed.

    `forms`: index → heading → the words by which it is found in the texts. `see`, `also`: heading → others.
    """

    indexes: tuple[IndexName, ...] = ()
    forms: Mapping[Register, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    see: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class IndexPlace(NamedTuple):
    """A place in a work of a book: id of the entry, passage, and how many letters and digits of it stand before."""

    entry: str
    block: int
    letters: int
    name: str = ""
    """That its author gave to it."""

    @property
    def id(self) -> str:
        """Its name as a target of links, in ASCII. That of a named place does not change when the text around it does:
        works that link there need not be set again.
        """
        if self.name:
            return f"{self.entry}-a{sha256(self.name.encode(errors='replace')).hexdigest()[:12]}"
        return f"{self.entry}-p{self.block}-{self.letters}"


class IndexCall(NamedTuple):
    """A mark for an index in a work: the words it covers, its passage, the letters and digits of that before it."""

    term: IndexTerm
    words: str
    block: int
    letters: int
    where: Place | None


class NamedPlace(NamedTuple):
    """A place within a text that links may lead to; `label`: the heading it stands below, or nothing."""

    name: str
    block: int
    letters: int
    label: str

    def of(self, entry: str) -> IndexPlace:
        """The same in a book, where its work has the id `entry`."""
        return IndexPlace(entry, self.block, self.letters, self.name)


class NoteCall(NamedTuple):
    """A passage of a note, and where the note is called first: passage, letters and digits before it."""

    passage: int
    block: int
    letters: int


class FirstLine(NamedTuple):
    """The first line of a poem and its passage."""

    words: str
    block: int


class PageReference(NamedTuple):
    """The address of what a work refers to by page number or title, and where it does so."""

    address: str
    where: Place | None


class Mention(NamedTuple):
    """A place that an index leads to; with `until` everything from there to here."""

    place: IndexPlace
    until: IndexPlace | None = None


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A heading of an index. `note` tells it from others of the same name; `see` and `also` lead to other headings."""

    heading: str
    mentions: tuple[Mention, ...] = ()
    note: str = ""
    see: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    below: tuple[IndexEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """Entries under one letter or year; `head` may be empty."""

    head: str
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """An index in its order, before anybody knows of pages."""

    name: IndexName
    groups: tuple[IndexGroup, ...]
