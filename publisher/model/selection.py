"""Which works an edition takes: decided by their metadata alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from publisher.model.dates import Span, span_of
from publisher.model.work import Metadata

Reason = Literal["", "named", "tags", "authors", "languages", "dates", "undated", "excluded", "unplaced"]
"""Why a work is taken (`named`: the config names its file; empty: it fits) or is not: the first key it does not fit,
or that it fits the edition and none of its sections (`unplaced`)."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a work has to have: any of the values of a key, and that for every key that says something.

    `tags` are compared with tags, category and genres; `authors` with names in any order, initials standing for names;
    `languages` with the language (`ru` takes `ru-RU` too). `dates`: a day of the date of the work has to lie in it.
    """

    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    dates: Span | None = None

    def misses(self, meta: Metadata) -> Reason:
        """The first key that the work does not fit; empty when it fits all."""
        if self.tags and not _tagged(self.tags, meta):
            return "tags"
        if self.authors and not any(names(wanted, who.name.plain) for wanted in self.authors for who in meta.authors):
            return "authors"
        if self.languages and not any(_speaks(wanted, meta.language) for wanted in self.languages):
            return "languages"
        if self.dates:
            span = span_of(meta.date)
            if span is None:
                return "undated"
            if not span.meets(self.dates):
                return "dates"
        return ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A work fits when it fits one of `select` (none: any work) and none of `exclude`."""

    select: tuple[Selection, ...] = ()
    exclude: tuple[Selection, ...] = ()

    def refusal(self, meta: Metadata) -> Reason:
        """Why a work is left out; empty when it is taken. Of several selections the last one's reason is told."""
        reasons = [selection.misses(meta) for selection in self.select]
        if reasons and "" not in reasons:
            return reasons[-1]
        return "excluded" if any(not selection.misses(meta) for selection in self.exclude) else ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a source of an edition: `section` counts parts from 1 (0: outside of them)."""

    source: str
    taken: bool
    reason: Reason = ""
    section: int = 0


def folded(words: str) -> str:
    """For comparing: small letters, ё as е, one kind of space, without quotes and marks between words."""
    chars = unicodedata.normalize("NFC", words).casefold().replace("ё", "е")
    return " ".join("".join(c if c.isalnum() or c in ".-" else " " for c in chars).split())


def names(wanted: str, name: str) -> bool:
    """Whether `wanted` names the person: all its words are in the name, an initial standing for a name, one in full.

    «Чехов», «Антон Чехов», «Чехов А. П.» and «Чехов, Антон Павлович» name Антон Павлович Чехов; «А. П.» does not.
    """
    left = _words(name)
    in_full = False
    for word in sorted(_words(wanted), key=len, reverse=True):
        found = word if word in left else next((w for w in left if _initial(word, w)), None)
        if found is None:
            return False
        left.remove(found)
        in_full |= found == word and len(word) > 1
    return in_full


def _words(name: str) -> list[str]:
    return re.findall(r"[\w-]+", folded(name))


def _initial(one: str, other: str) -> bool:
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def _tagged(wanted: Sequence[str], meta: Metadata) -> bool:
    return not {folded(tag) for tag in wanted}.isdisjoint(map(folded, (*meta.tags, meta.category, *meta.genres)))


def _speaks(wanted: str, language: str) -> bool:
    wanted, language = (tag.replace("_", "-").lower() for tag in (wanted, language))
    return language == wanted or language.startswith(f"{wanted}-")
