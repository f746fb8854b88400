"""The lines of an index, ready for a template: what all media have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from publisher.composition.index_terms import key_of, path_of
from publisher.composition.xhtml import allowed
from publisher.model.indexing import BELOW, Index, IndexEntry, Mention

LETTERS_FROM = 20
"""Entries from which on an index has letters as heads; in a shorter one they would be more than what they head."""

Refs = Callable[[Sequence[Mention]], Sequence["Ref"]]
"""Where the mentions of an entry lead, in a medium."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A link: `href` is empty where it leads nowhere; `before`, `ends`: what stands on both sides of it."""

    href: str
    label: str
    ends: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line: `level` from 1; `id` is empty where nothing leads here."""

    level: int
    heading: str
    note: str
    refs: Sequence[Ref]
    see: Sequence[Ref]
    also: Sequence[Ref]
    id: str


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a letter or year; `head` may be empty."""

    head: str
    rows: Sequence[Row]


def id_of(index: Index) -> str:
    """Of its heading, as a target of links."""
    return f"index-{index.name}"


def rows_of(index: Index, refs: Refs) -> list[Group]:
    """The lines of an index."""
    keys = list(_keys(entry for group in index.groups for entry in group.entries))
    wanted = {_key(other) for _, entry in keys for other in (*entry.see, *entry.also)}
    ids = {key: f"{id_of(index)}-{number}" for number, (key, _) in enumerate(keys, 1) if key in wanted}
    many = sum(len(group.entries) for group in index.groups) >= LETTERS_FROM or index.name == "chronology"

    def sent(others: Sequence[str]) -> list[Ref]:
        return [
            Ref(f"#{ids[key]}" if (key := _key(other)) in ids else "", allowed(", ".join(path_of(other))))
            for other in others
        ]

    def rows(entries: Sequence[IndexEntry], level: int, above: str) -> Iterator[Row]:
        for entry in entries:
            key = above + key_of(entry.heading)
            found = refs(entry.mentions)
            words = allowed(entry.heading), allowed(entry.note)
            yield Row(level, *words, found, sent(entry.see), sent(entry.also), ids.get(key, ""))
            yield from rows(entry.below, level + 1, key + BELOW)

    if not many:
        return [Group("", [row for group in index.groups for row in rows(group.entries, 1, "")])]
    return [Group(allowed(group.head), list(rows(group.entries, 1, ""))) for group in index.groups]


def _key(heading: str) -> str:
    return key_of(BELOW.join(path_of(heading)))


def _keys(entries: Iterator[IndexEntry] | Sequence[IndexEntry], above: str = "") -> Iterator[tuple[str, IndexEntry]]:
    for entry in entries:
        key = above + key_of(entry.heading)
        yield key, entry
        yield from _keys(entry.below, key + BELOW)


def mentions_in(index: Index) -> Iterator[Mention]:
    """Every mention of an index."""
    for _, entry in _keys(entry for group in index.groups for entry in group.entries):
        yield from entry.mentions
