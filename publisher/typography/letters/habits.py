"""What a whole manuscript is like: counts that tell an accident of one place from a habit of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from publisher.typography import alphabet as ab
from publisher.typography.letters.scripts import SEAM

HABIT = 20
"""More often than this it is no slip: a converter, a scanner or an orthography did it."""

LOST_HYPHEN = re.compile(f"#(?=[{ab.CYRILLIC}])(?<=[{ab.CYRILLIC}]#)")
"""A number sign between two Cyrillic letters."""


@dataclass(frozen=True)
class Habits:
    """A manuscript's pieces, counted only when somebody asks: clean texts never do."""

    chunks: tuple[str, ...] = field(default=(), repr=False)
    suspects: tuple[str, ...] = field(default=(), repr=False)
    """Those of `chunks` in which letters or hyphens may be wrong."""

    @cached_property
    def loses_hyphens(self) -> bool:
        """Whether `#` stands for a hyphen in this manuscript."""
        return self._is_habit(LOST_HYPHEN)

    @cached_property
    def mixes_scripts(self) -> bool:
        """Whether Latin letters stand for Cyrillic ones all over the manuscript."""
        return self._is_habit(SEAM)

    @cached_property
    def is_old(self) -> bool:
        """Whether it is spelled as before 1918."""
        return sum(chunk.count("ѣ") for chunk in self.chunks) > HABIT

    @cached_property
    def has_yo(self) -> bool:
        """Whether there is any ё."""
        return any("ё" in chunk or "Ё" in chunk for chunk in self.chunks)

    def _is_habit(self, pattern: re.Pattern[str]) -> bool:
        """Whether `pattern` is found more often than chance would have it."""
        found = 0
        for chunk in self.suspects:
            found += sum(1 for _ in pattern.finditer(chunk))
            if found > HABIT:
                return True
        return False


def habits_of(chunks: Iterable[str], suspects: Iterable[str] | None = None) -> Habits:
    """The habits of a manuscript, given in pieces that break nowhere inside a word. They are kept, not copied.

    `suspects`: those pieces in which letters or hyphens may be wrong, if somebody knows; otherwise it may be all.
    """
    chunks = tuple(chunks)
    return Habits(chunks, chunks if suspects is None else tuple(suspects))


NO_HABITS = Habits()
"""A manuscript of which nothing is known."""
