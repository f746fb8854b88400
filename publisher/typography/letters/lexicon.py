"""Words that are written with ё and can be nothing else: `еще` is always `ещё`, `все` may be `всё` or not.

The list is read when the first word is looked up. It holds 14,000 stems with their endings; the 103,000 forms are
never spelled out: a word is looked for as every stem that it may begin with. Where it comes from: docs/third-party.md.
"""

from __future__ import annotations

from functools import cache

from publisher.data import folder

_SHORTEST = 2
"""Letters of a stem."""


class Lexicon:
    """Forms with ё by their spelling with е."""

    def __init__(self, lines: str) -> None:
        """`lines`: endings with bars between, a colon, stems of two letters and more with spaces between."""
        self._stems: dict[str, list[tuple[str, dict[str, str]]]] = {}
        for line in lines.splitlines():
            joined, _, stems = line.partition(": ")
            endings = {without_yo(ending): ending for ending in joined.split("|")}
            for bare, stem in zip(without_yo(stems).split(), stems.split(), strict=True):
                self._stems.setdefault(bare, []).append((stem, endings))

    def restored(self, word: str) -> str | None:
        """A word (small letters, е or ё) with the ё it must have; None when the list doesn't know it."""
        bare = without_yo(word)
        if "е" not in bare:
            return None
        for length in range(_SHORTEST, len(bare) + 1):
            for stem, endings in self._stems.get(bare[:length], ()):
                ending = endings.get(bare[length:])
                if ending is not None:
                    return stem + ending
        return None


def without_yo(word: str) -> str:
    """The word with е for every ё."""
    return word.replace("ё", "е")


@cache
def lexicon() -> Lexicon:
    """The shipped list."""
    return Lexicon((folder("words") / "yo.txt").read_text(encoding="utf-8"))
