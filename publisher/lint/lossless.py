"""Is every letter of the manuscript in the e-book? EPUBCheck passes files that lost half a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from publisher.lint.documents import alphanumerics
from publisher.lint.facts import Book
from publisher.model.finding import Finding, Place, Severity

_FOUND_AT_ALL = 12
"""Letters: a shorter passage out of its place is more likely another one that reads the same."""
MOST = 50
"""Findings in one work."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What has to be in the book: a block of text, in reading order, or a note (`loose`), which may stand anywhere."""

    chars: str
    place: Place | None
    loose: bool = False


def losses(book: Book, works: Sequence[Sequence[Passage]]) -> Iterator[Finding]:
    """E701 letters of a passage are missing; E702 a passage stands elsewhere than in the manuscript.

    Works may stand in any order, the passages of a work may not.
    """
    documents = (book.documents[path] for path in book.spine if path in book.documents)
    stream = alphanumerics("".join(document.text for document in documents)) if works else ""
    for work in works:
        yield from islice(_losses(stream, work), MOST)


def _losses(stream: str, passages: Sequence[Passage]) -> Iterator[Finding]:
    at = 0
    for passage in passages:
        letters = alphanumerics(passage.chars)
        if not letters:
            continue
        start = 0 if passage.loose else at
        found = stream.find(letters, start)
        if found >= 0:
            at = at if passage.loose else found + len(letters)
            continue
        elsewhere = start > 0 and len(letters) >= _FOUND_AT_ALL and letters in stream
        excerpt = " ".join(passage.chars.split())[:60]
        yield Finding("E702" if elsewhere else "E701", Severity.ERROR, passage.place, {"excerpt": excerpt})
