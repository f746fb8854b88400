"""Verse in plain text: runs of short lines, their stanzas and steps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publisher.readers.people import is_person
from publisher.readers.plain.closings import is_closing
from publisher.readers.plain.lines.rows import Row

DASH = re.compile(r"(?:--?|[–—])(?!\w)")
_START = re.compile(r"[«\"„(\[…. –—-]*[A-ZА-ЯЁІЇЄҐЎѢѲ]")
_END = re.compile(r"[,а-яёa-zіїєѣ]$", re.IGNORECASE)
_COLUMNS = re.compile(r"\S(?:\s{3,}|\t)\S|\d\s*$")
_DOTS = re.compile(r"[.…\s]{3,}")
_FEWEST = 4
_SHORTEST, _LONGEST, _LONGEST_DEEP = 4, 58, 75
_MOST_STEPS = 6


def may_be_verse(row: Row, *, deep: bool = False) -> bool:
    """Whether a run of verse can go on with this line. `deep`: it stands deeper than paragraphs do."""
    longest = _LONGEST_DEEP if deep else _LONGEST
    return _SHORTEST <= len(row.chars) <= longest and (deep or not DASH.match(row.chars))


def is_verse(rows: Sequence[Row], *, deep: bool = False) -> bool:
    """At least four short lines, most with a capital in front, no dashes, many ending in a comma or a letter.

    Where the lines stand `deep`, two are enough, some may begin with a dash, and a step to the right goes on with a
    line. Casts, columns, lists of names, dates and signatures are none.
    """
    rows = [row for row in rows if not _DOTS.fullmatch(row.chars)]
    if len(rows) < (2 if deep else _FEWEST):
        return False
    dashes = sum(bool(DASH.match(row.chars)) for row in rows)
    if dashes > (0.5 * len(rows) if deep else 0):
        return False
    begin = [row for row, step in zip(rows, steps(rows), strict=True) if not (deep and step)]
    capital = sum(bool(_START.match(row.chars)) for row in begin)
    open_end = sum(bool(_END.search(row.chars)) for row in rows)
    if capital <= 0.75 * len(begin) or open_end <= 0.35 * len(rows):
        return False
    return not _is_other_list(rows)


def _is_other_list(rows: Sequence[Row]) -> bool:
    """Columns and numbers; names; a signature or a date at the end of few lines; one or two words a line."""
    if sum(bool(_COLUMNS.search(row.chars)) for row in rows) > 0.3 * len(rows):
        return True
    if sum(is_person(row.chars.rstrip(".,")) for row in rows) > 0.3 * len(rows):
        return True
    if len(rows) <= 3 and any(is_closing(row.chars) or is_person(row.chars.rstrip(".")) for row in rows):
        return True
    words = sum(len(row.chars.split()) for row in rows)
    return words < 2.2 * len(rows) and not any(row.chars.endswith((",", ";")) for row in rows)


def steps(rows: Sequence[Row]) -> list[int]:
    """How many steps each line is indented: depths in use, those one blank apart being one."""
    depths = sorted({row.indent for row in rows})
    step: dict[int, int] = {}
    number = -1
    last = -2
    for depth in depths:
        if depth - last > 1:
            number += 1
            last = depth
        step[depth] = min(number, _MOST_STEPS)
    return [step[row.indent] for row in rows]
