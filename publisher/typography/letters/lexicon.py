"""Words that are written with ё and can be nothing else: `еще` is always `ещё`, `все` may be `всё` or not.

The list is read when the first word is looked up. It holds 14,000 stems with their endings; the 103,000 forms are
spelled out for two first letters at a time, when a word that begins so is asked for. Where it comes from:
docs/third-party.md.
"""

from __future__ import annotations

from functools import cache

from publisher.data import folder


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
                self._stems.setdefault(without_yo(stem[:2]), []).append((stem, endings))

    def restored(self, word: str) -> str | None:
        """A word (small letters, е or ё) with the ё it must have; None when the list doesn't know it."""
        bare = without_yo(word)
        forms = self._forms.get(bare[:2])
        if forms is None:
            spelled = (stem + ending for stem, endings in self._stems.pop(bare[:2], ()) for ending in endings)
            forms = self._forms[bare[:2]] = {without_yo(form): form for form in spelled}
        return forms.get(bare)


def without_yo(word: str) -> str:
    """The word with е for every ё."""
    return word.replace("ё", "е")


@cache
def lexicon() -> Lexicon:
    """The shipped list."""
    return Lexicon((folder("words") / "yo.txt").read_text(encoding="utf-8"))
