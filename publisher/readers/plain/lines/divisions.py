"""Words divided at the ends of lines: is the hyphen a division that goes, or the word's own?

The text itself is the witness: it says most of its words more than once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from publisher.readers.plain.lines.rows import Row

DIVISIONS = "-\u00ad\u00ac\u2010"
"""Hyphen, soft hyphen, and what programs for recognition write instead of one."""

_HEAD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
_TAIL = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_VOWELS = re.compile(r"[аеёиоуыэюяіїєѣѵaeiouy]", re.IGNORECASE)
_PARTICLES = frozenset({"то", "либо", "нибудь", "ка", "таки", "с", "де", "тка"})
_INDEFINITE = re.compile(
    r"(?:кто|кого|кому|кем|ком|что|чего|чему|чем|чём|как|где|куда|откуда|когда|почему|зачем|отчего|сколько|какой|какая|"
    r"какое|какие|каког|каком|каким|какую|каких|чей|чья|чье|чьё)\w{0,2}"
)
_ENDINGS = frozenset(
    re.findall(
        r"\w+",
        """ся сь ясь ась лся лась лось лись тся ться ет ют ит ат ят ешь ишь ете ите ло ть чь ов ев ам ям ах ях
        ами ями ого ому ый ий ая яя ое ые ие ых ую юю ным ный ная ное ные ного ному ных ными ский ская ское
        ские ского ских ние ния нию нием ний ниями тель теля тели щий щая щие щих щего вать вал вала вали
        вает вают вший вшая вшие вшего нный нная нное нные нного нных ность ности ство ства ству ством""",
    )
)
"""What only ends words."""
_FIRST_HALVES = frozenset({"кое", "кой"})
_RICH = 3_000
"""Different words of a text that has said most of what it says."""


class Verdict(Enum):
    JOIN = "join"  # the hyphen was put in by wrapping
    KEEP = "keep"  # the hyphen belongs to the word
    UNSURE = "unsure"


@dataclass(slots=True)
class Vocabulary:
    """The words of a text, gathered when the first divided word asks for them; halves at line ends are none."""

    rows: Sequence[Row]
    _counts: Counter[str] = field(default_factory=Counter)
    _sorted: list[str] = field(default_factory=list)

    def _gather(self) -> None:
        cut = False
        for row in self.rows:
            words = _WORD.findall(row.chars.lower())
            first = 1 if cut and words else 0
            cut = bool(row.chars) and row.chars[-1] in DIVISIONS and bool(words)
            self._counts.update(words[first : len(words) - 1 if cut else len(words)])
        self._sorted = sorted(self._counts)

    def count(self, word: str) -> int:
        if not self._sorted:
            self._gather()
        return self._counts[word]

    def has_prefix(self, prefix: str) -> bool:
        self.count("")
        at = bisect_left(self._sorted, prefix)
        return at < len(self._sorted) and self._sorted[at].startswith(prefix)

    @property
    def is_rich(self) -> bool:
        self.count("")
        return len(self._sorted) >= _RICH


def is_divided(before: Row, row: Row) -> bool:
    """A letter or figure and a hyphen at the end of a line; the next one begins with a letter or figure."""
    ends = len(before.chars) > 1 and before.chars[-1] in DIVISIONS and before.chars[-2].isalnum()
    return ends and row.chars[0].isalnum()


def verdict(before: Row, row: Row, vocabulary: Vocabulary) -> Verdict:
    """What the hyphen at the end of `before` is."""
    if before.chars[-1] in "\u00ad\u00ac":
        return Verdict.JOIN
    head, tail = _HEAD.search(before.chars[:-1]), _TAIL.match(row.chars)
    if head is None or tail is None or not row.chars[0].islower():
        return Verdict.KEEP  # «Санкт-Петербург», «5-й», «XX-й»
    return _judged(head[0].lower(), tail[0].lower(), vocabulary)


def _judged(head: str, tail: str, vocabulary: Vocabulary) -> Verdict:
    joined, hyphened = vocabulary.count(head + tail), vocabulary.count(f"{head}-{tail}")
    if joined != hyphened:
        return Verdict.JOIN if joined > hyphened else Verdict.KEEP
    last = head.rpartition("-")[2]
    if last in _FIRST_HALVES or (tail in _PARTICLES and _INDEFINITE.fullmatch(last)):
        return Verdict.KEEP
    if tail in _PARTICLES:
        return Verdict.UNSURE
    if tail in _ENDINGS or tail[0] in "ьъый" or not _VOWELS.search(tail.partition("-")[0]) or not _VOWELS.search(last):
        return Verdict.JOIN  # no such word can begin or stand alone
    if vocabulary.has_prefix(f"{head}-"):
        return Verdict.UNSURE
    stem = head + tail[: max(2, len(tail) - 3)]
    if len(stem) >= 5 and vocabulary.has_prefix(stem):
        return Verdict.JOIN  # the same word in another form
    is_word = vocabulary.count(last) or vocabulary.count(tail) or last[-1] in "оеё"
    return Verdict.JOIN if vocabulary.is_rich and not is_word else Verdict.UNSURE


def whole(before: Row, row: Row) -> str:
    """The word in question, for messages."""
    return f"{before.chars.rsplit(maxsplit=1)[-1]}{row.chars.split(maxsplit=1)[0]}"
