"""What a check of e-books is, and what it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from publisher.lint.facts import Book
from publisher.model.finding import Severity

EPUB = "EPUB 3.3 (W3C Recommendation 2023-05-25)"
ACCESS = "EPUB Accessibility 1.1 (W3C Recommendation 2023-05-25)"
SCHEMA = "Schema.org Accessibility Properties for Discoverability Vocabulary (W3C)"
READERS = "practice of reading systems"
STORES = "requirements of stores"


@dataclass(frozen=True, slots=True)
class Store:
    """What a store or family of readers asks of an e-book.

    `cover`: least width and height in pixels; `most_pixels` of a cover and `largest` file in bytes (0: no limit);
    `wanted`: metadata that must be there.
    """

    name: str
    cover: tuple[int, int] = (0, 0)
    most_pixels: int = 0
    largest: int = 0
    wanted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """A book and what it is held to."""

    book: Book
    store: Store | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """Something a check found: in a file of the archive (empty: the whole book), in a line, with values for words."""

    path: str = ""
    line: int = 0
    params: Mapping[str, object] = field(default_factory=dict)


Find = Callable[[Terms], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is checked; `code` is eternal, the words stand under it in the catalogue."""

    code: str
    severity: Severity
    source: str
    find: Find


CHECKS: dict[str, Check] = {}
"""All checks by code; filled when the families are imported."""


def check(code: str, severity: Severity, source: str) -> Callable[[Find], Find]:
    """Make a function the check of a code."""

    def registered(find: Find) -> Find:
        if code in CHECKS:
            raise ValueError(code)
        CHECKS[code] = Check(code, severity, source, find)
        return find

    return registered
