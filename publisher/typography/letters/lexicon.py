"""Words that are written with ё and can be nothing else: `еще` is always `ещё`, `все` may be `всё` or not.

The list is read when the first word is looked up. It holds 14,000 stems with their endings; the 103,000 forms are
spelled out for three first letters at a time, when a word that begins so is asked for. Where it comes from:
docs/third-party.md.
"""

from __future__ import annotations

from functools import cache

from publisher.data import folder

_FIRST = 3
"""Letters by which stems are kept together."""
_WHOLE = [""]


class Lexicon:
    """Forms with ё by their spelling with е."""

    def __init__(self, lines: str) -> None:
        """`lines`: endings with bars between, a colon, stems of two letters and more with spaces between."""
        self._stems: dict[str, list[tuple[str, list[str]]]] = {}
        self._forms: dict[str, dict[str, str]] = {}
        for line in lines.splitlines():
            joined, _, stems = line.partition(": ")
            endings = joined.split("|")
            for stem in stems.split():
                if len(stem) >= _FIRST:
                    self._stems.setdefault(without_yo(stem[:_FIRST]), []).append((stem, endings))
                    continue
                for form in (stem + ending for ending in endings):
                    self._stems.setdefault(without_yo(form[:_FIRST]), []).append((form, _WHOLE))

    def restored(self, word: str) -> str | None:
        """A word (small letters, е or ё) with the ё it must have; None when the list doesn't know it."""
        bare = without_yo(word)
        first = bare[:_FIRST]
        forms = self._forms.get(first)
        if forms is None:
            spelled = (stem + ending for stem, endings in self._stems.pop(first, ()) for ending in endings)
            forms = self._forms[first] = {without_yo(form): form for form in spelled}
        return forms.get(bare)


def without_yo(word: str) -> str:
    """The word with е for every ё."""
    return word.replace("ё", "е")


@cache
def lexicon() -> Lexicon:
    """The shipped list."""
    return Lexicon((folder("words") / "yo.txt").read_text(encoding="utf-8"))
