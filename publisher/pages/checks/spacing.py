"""Q1xx: word spaces, rivers, lines that stick out."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.model.lines import Line
from publisher.pages.checks.check import ERROR, NOTE, WARNING, Hit, check, graded
from publisher.pages.limits import limits_of
from publisher.pages.setting import Setting

BY_DESIGN = frozenset({"title", "heading", "aside", "matter"})
"""Roles of what a layout may put into the margins."""


@check("Q101", ERROR)
def loose(setting: Setting) -> Iterator[Hit]:
    """Word spaces that are too wide."""
    for line in setting.lines:
        limits = limits_of(line).loose
        severity = graded(line.space, limits)
        if severity is not None:
            yield Hit(line, severity, {"space": f"{line.space:.2f}", "limit": limits[0]})


@check("Q102", WARNING)
def tight(setting: Setting) -> Iterator[Hit]:
    """Word spaces that are too narrow."""
    for line in setting.lines:
        first, second = limits_of(line).tight
        if 0 < line.space < first:
            severity = WARNING if line.space < second else NOTE
            yield Hit(line, severity, {"space": f"{line.space:.2f}", "limit": first})


@check("Q103", WARNING)
def river(setting: Setting) -> Iterator[Hit]:
    """White streams: wide word spaces below one another."""
    for column in setting.columns:
        told: set[Line] = set()
        for length, source in sorted(_streams(column), key=lambda stream: -stream[0]):
            if length >= limits_of(source).river_lines and source not in told:
                told.add(source)
                yield Hit(source, WARNING, {"lines": length})


def _streams(column: tuple[Line, ...]) -> Iterator[tuple[int, Line]]:
    """(lines, first line) of every chain of wide spaces that overlap from line to line."""
    open_: list[tuple[float, float, int, Line]] = []
    for line in column:
        width = line.space * line.size
        wide = [(left, left + width) for left in line.gaps] if line.space >= limits_of(line).river_gap else []
        fresh: list[tuple[float, float, int, Line]] = []
        continued: set[int] = set()
        for left, right in wide:
            above = [
                (length, -index)
                for index, (a, b, length, _) in enumerate(open_)
                if min(right, b) - max(left, a) > 0.3 * min(right - left, b - a)
            ]
            if above:
                length, index = max(above)
                continued.add(-index)
                fresh.append((left, right, length + 1, open_[-index][3]))
            else:
                fresh.append((left, right, 1, line))
        yield from ((length, source) for i, (_, _, length, source) in enumerate(open_) if i not in continued)
        open_ = fresh
    yield from ((length, source) for _, _, length, source in open_)


@check("Q104", ERROR)
def overfull(setting: Setting) -> Iterator[Hit]:
    """Lines that stick out of their column, cell or box. What a layout hangs out of its box must not leave the page."""
    for line in setting.lines:
        first, second = limits_of(line).overfull
        by_design = line.role in BY_DESIGN and line.outside <= first
        if line.beyond > first and not by_design:
            severity = ERROR if line.beyond > second else WARNING
            yield Hit(line, severity, {"beyond": f"{line.beyond:.1f}"}, at_end=True)


@check("Q105", ERROR)
def outside(setting: Setting) -> Iterator[Hit]:
    """Lines that lie outside the text area: a column too many, a text that ran off the page."""
    for line in setting.lines:
        limits = limits_of(line)
        overfull = line.beyond > limits.overfull[0]  # Q104 says it
        if line.outside > limits.outside * line.size and not overfull and line.role not in BY_DESIGN:
            yield Hit(line, ERROR, {"outside": f"{line.outside:.0f}"})
