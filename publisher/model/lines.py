"""The lines of set pages: what is known of each once the pages are finished."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, cast

LineRole = Literal[
    "text", "list", "quotation",  # running text
    "heading", "title", "verse", "epigraph", "aside", "caption", "table", "code", "note",
    "matter",  # title pages, contents, imprint
]  # fmt: skip

RUNNING: frozenset[str] = frozenset({"text", "list", "quotation"})
"""Roles of the text that flows over pages and columns."""


class Line(NamedTuple):
    """A line of a fragment. Lengths in pt, `x` and `baseline` from the top left corner of the trimmed page.

    A tuple and not a dataclass: a novel has 15,000 of them, and they are stored with every fragment.
    """

    page: int
    """From 0 inside the fragment."""
    column: int
    """From 1; 0 where the page has no columns."""
    row: int
    """From 1, as a reader counts from the top of the page or column, notes at its foot included."""
    role: LineRole
    block: int
    """Number of the passage (`model.passages`), -1 if it has none."""
    letters: int
    """Letters and digits of the passage that stand before this line."""
    paragraph: int
    """The same number for all lines of one element, on whatever page."""
    first: bool
    last: bool
    text: str
    x: float
    baseline: float
    width: float
    measure: float
    """Width of the column or box that the line stands in."""
    size: float
    """Of the type, in pt."""
    leading: float
    indent: float
    """First-line indent of its paragraph."""
    space: float = 0.0
    """Word space in em; 0 where it isn't stretched: ragged text, last lines, a single word."""
    natural: float = 0.0
    """The space of the face in em."""
    gaps: tuple[float, ...] = ()
    """Left edges of the word spaces, in wide lines only."""
    beyond: float = 0.0
    """How far the line sticks out of its own box."""
    outside: float = 0.0
    """How far it lies outside the text area of the page."""
    missing: str = ""
    """Characters that no font has."""
    lent: str = ""
    """Characters that its own face lacks and another family lent."""

    @property
    def hyphenated(self) -> bool:
        """Whether it ends inside a word, at a hyphen of its own or at one of the word's."""
        end = self.text.rstrip()
        return not self.last and len(end) > 1 and end[-1] in "-\u2010" and end[-2].isalpha()


class PageStart(NamedTuple):
    """Where a page begins in the text: passage, and letters and digits of it on the pages before."""

    page: int
    block: int
    letters: int


def page_starts(lines: Iterable[Line]) -> tuple[PageStart, ...]:
    """The first line of the text on every page that has one: the way from a printed page to a place in an e-book."""
    found: dict[int, PageStart] = {}
    for line in lines:
        if line.block >= 0 and line.role not in ("note", "matter"):
            found.setdefault(line.page, PageStart(line.page, line.block, line.letters))
    return tuple(found[page] for page in sorted(found))


def rows_of(lines: Sequence[Line]) -> list[list[object]]:
    """Lines as plain lists, for a file."""
    return [list(line) for line in lines]


def lines_from(rows: Sequence[Sequence[object]]) -> tuple[Line, ...]:
    """The lines that `rows_of` has put away.

    Raises:
        TypeError: they are none.
    """
    at = Line._fields.index("gaps")
    return tuple(Line._make([*row[:at], tuple(cast("list[float]", row[at])), *row[at + 1 :]]) for row in rows)
