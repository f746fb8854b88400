"""What a check sees: the lines of one fragment, sorted in the ways in which checks look at them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby, pairwise

from publisher.model.lines import RUNNING, Line


class Setting:
    """The set pages of a fragment.

    Args:
        lines: all of them, page by page.
        pages: how many there are.
    """

    def __init__(self, lines: Sequence[Line], pages: int = 1) -> None:
        self.lines = tuple(lines)
        self.pages = pages

    @cached_property
    def paragraphs(self) -> tuple[tuple[Line, ...], ...]:
        """The lines of every paragraph of running text or note, wherever they stand."""
        found: dict[int, list[Line]] = {}
        for line in self.lines:
            if line.role in RUNNING or line.role == "note":
                found.setdefault(line.paragraph, []).append(line)
        return tuple(tuple(lines) for lines in found.values())

    @cached_property
    def running(self) -> tuple[tuple[Line, ...], ...]:
        """The paragraphs of running text alone."""
        return tuple(lines for lines in self.paragraphs if lines[0].role in RUNNING)

    @cached_property
    def columns(self) -> tuple[tuple[Line, ...], ...]:
        """The lines of every page or column, from top to bottom, without notes and title pages."""
        body = [line for line in self.lines if line.role not in ("note", "matter")]
        ordered = sorted(body, key=lambda line: (line.page, line.column))  # stable: reading order inside a column
        return tuple(tuple(lines) for _, lines in groupby(ordered, key=lambda line: (line.page, line.column)))

    @cached_property
    def leading(self) -> float:
        """That of most lines of running text, in pt; 0 without any."""
        found = Counter(line.leading for line in self.lines if line.role in RUNNING).most_common(1)
        return found[0][0] if found else 0.0

    @cached_property
    def top(self) -> float:
        """The highest baseline of running text on any page."""
        return min((line.baseline for line in self.lines if line.role in RUNNING), default=0.0)

    @cached_property
    def foot(self) -> float:
        """The lowest baseline of running text on any page."""
        return max((line.baseline for line in self.lines if line.role in RUNNING), default=0.0)


def pieces(paragraph: Sequence[Line]) -> list[tuple[Line, ...]]:
    """A paragraph divided by pages and columns."""
    return [tuple(lines) for _, lines in groupby(paragraph, key=lambda line: (line.page, line.column))]


def pairs(paragraph: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    return pairwise(paragraph)


def is_single_word(line: Line) -> bool:
    return len(line.text.replace("\u00a0", " ").split()) == 1
