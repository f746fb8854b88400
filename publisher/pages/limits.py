"""What is still good setting: all limits in one place.

They are custom of the trade as handbooks of typesetting tell it, not checked against the text of a standard, and where
custom gives no number, what told good pages from bad ones on our samples. Narrow columns can't be set so evenly.
"""

from __future__ import annotations

from dataclasses import dataclass

from publisher.model.lines import Line

NARROW_MEASURE = 170.08
"""60 mm in pt: up to here a column is narrow."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a line, a paragraph, a page may be like.

    `loose`, `tight`: word spaces in em beyond which a line is a note, a warning (and an error). `stretched`: times the
    natural space. `ladder`: hyphens in a row that are still allowed. `river_lines`, `river_gap` (em): how long and how
    wide a white stream is when it is seen. `overfull`: pt beyond the box for a warning and an error. `outside`: em
    outside the text area. `runt_indents`: width of a last line in indents. `grid`: pt.
    """

    loose: tuple[float, float, float] = (0.5, 0.75, 1.0)
    tight: tuple[float, float] = (0.18, 0.15)
    stretched: float = 1.5
    ladder: int = 3
    river_lines: int = 4
    river_gap: float = 0.38
    overfull: tuple[float, float] = (0.35, 2.0)
    outside: float = 1.5
    runt_letters: int = 5
    runt_indents: float = 1.5
    heading_lines: int = 2
    last_page_lines: int = 5
    grid: float = 0.15


BOOK = Limits()
NARROW = Limits(loose=(0.75, 1.0, 1.5), ladder=4, river_lines=5, river_gap=0.6)


def limits_of(line: Line) -> Limits:
    """The limits for the column that a line stands in."""
    return NARROW if line.measure <= NARROW_MEASURE else BOOK
