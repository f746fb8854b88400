"""Decisions remembered: what the rules say about a run of shapes between two plain words.

No rule looks past a plain word (see docs/decisions/0008), so all that can be decided about a run of chunks lies in a
window: the run and one chunk on either side. The rules run once on an example of every window, and the answer holds
for all others of the same shapes. Where an answer depends on the very words (a suggestion, a letter that changes), the
window says so and is asked again with them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from publisher.model.text import Edit
from publisher.typography.alphabet import NBSP
from publisher.typography.engine.answers import LONGEST, Names, Pairs, Settled
from publisher.typography.engine.settling import Settling, changed_letters
from publisher.typography.engine.shapes import (
    BORDER,
    PLAIN_WORD,
    SILENT_BORDER,
    Shapes,
)
from publisher.typography.engine.spelling import Spelling
from publisher.typography.kinds import REMEMBERED
from publisher.typography.languages import Language
from publisher.typography.quotation.evidence import Evidence
from publisher.typography.remark import Remark
from publisher.typography.rulebook import Rulebook
from publisher.typography.rules.yo import listed_among
from publisher.typography.tokens import Block, Span, tokenize

Sides = tuple[tuple[str, int], ...]

_BORDERS = frozenset({BORDER, SILENT_BORDER})
PAIR = 2


class Change(NamedTuple):
    """An edit of a window: `delta` characters behind the end of chunk `chunk`, or (`token` > 0) its token `token`."""

    chunk: int
    token: int
    delta: int
    length: int
    new: str
    code: str


class Verdict(NamedTuple):
    """What is decided about a window; `by_words`: only the words themselves can tell."""

    changes: tuple[Change, ...]
    by_words: bool


class Window:
    """A run of shapes with the shapes beside it: its key begins and ends with a plain chunk or the block's border."""

    def __init__(self, key: str, windows: Windows) -> None:
        self.windows = windows
        self.replies = key[0] != SILENT_BORDER
        self.begins, self.ends = key[0] in _BORDERS, key[-1] in _BORDERS
        self.texts = [windows.shapes.example[shape] for shape in key[self.begins : len(key) - self.ends]]
        self._fresh: _Opened | None = self._opened(self.texts)
        self.marks: list[Evidence] = self._fresh.settling.marks
        self.mark_places = [self._fresh.place(start) for start in self._fresh.mark_starts()]
        self.verdicts: dict[Sides, Verdict] = {}

    def verdict(self, sides: Sides) -> Verdict:
        """The decision for given sides of its quotation marks."""
        verdict = self.verdicts.get(sides)
        if verdict is None:
            opened = self._fresh or self._opened(self.texts)
            self._fresh = None
            verdict = self.verdicts[sides] = opened.verdict(sides)
        return verdict

    def by_words(
        self, texts: Sequence[str], around: tuple[str, str], sides: Sides, at: int
    ) -> tuple[list[Edit], list[Remark]]:
        """The decision for the very chunks `texts`, the first of which stands at `at`, between the words `around`."""
        opened = _Opened(self, texts, around)
        opened.settling.settle(sides, capped=False)
        shift = at - opened.offsets[0]
        return (
            [Edit(e.start + shift, e.end + shift, e.new, e.code) for e in opened.edits()],
            [replace(r, start=r.start + shift, end=r.end + shift) for r in opened.remarks()],
        )

    def _opened(self, texts: Sequence[str]) -> _Opened:
        return _Opened(self, texts, ("" if self.begins else f"{PLAIN_WORD} ", "" if self.ends else f" {PLAIN_WORD}"))


class _Opened:
    """A window with words in it: the run stands between `low` and `high`; what lies outside is decided elsewhere."""

    def __init__(self, window: Window, texts: Sequence[str], around: tuple[str, str]) -> None:
        windows = window.windows
        before, after = around
        chars = f"{before}{' '.join(texts)}{after}"
        self.texts = texts
        self.offsets = list(accumulate((len(text) + 1 for text in texts), initial=len(before)))[:-1]
        self.first = int(window.begins)
        self.low = 0 if window.begins else self.offsets[0] + len(texts[0])
        self.high = len(chars) + 1 if window.ends else self.offsets[-1]
        self.shapes = windows.shapes
        self.settling = Settling(windows.rules, windows.block(chars, replies=window.replies))

    def mark_starts(self) -> list[int]:
        return [self.settling.block.start(i) for i in self.settling.places]

    def edits(self) -> list[Edit]:
        return [edit for edit in self.settling.edits() if self.low <= edit.start and edit.end <= self.high]

    def remarks(self) -> list[Remark]:
        return [r for r in self.settling.remarks() if r.end > self.low and r.start < self.high]

    def verdict(self, sides: Sides) -> Verdict:
        self.settling.settle(sides, capped=False)
        edits = self.edits()
        letters = changed_letters(self.settling.block.chars, edits, frozenset())
        by_words = letters is not None or bool(self.remarks())
        return Verdict(tuple(Change(*self.place(e.start), e.end - e.start, e.new, e.code) for e in edits), by_words)

    def place(self, offset: int) -> tuple[int, int, int]:
        """Chunk, token and distance of a character, so that it is found again between words of other lengths."""
        number = bisect_right(self.offsets, offset) - 1
        text, within = self.texts[number], offset - self.offsets[number]
        chunk = number + self.first
        if within >= len(text):
            return chunk, -1, within - len(text)
        token = bisect_right(self.shapes.gaps(text), within) - 1
        if token == 0 and chunk:  # behind the chunk before it and a space
            return chunk - 1, -1, within + 1
        return chunk, token, within - self.shapes.starts(text)[token]


class Windows(dict[str, Window]):
    """Run of shapes → its window."""

    def __init__(self, rules: Rulebook, language: Language) -> None:
        super().__init__()
        self.rules = rules
        self.language = language
        self.shapes = Shapes(rules, language)
        self.plain = Spelling(self.shapes)
        """The shapes of the chunks of a text."""
        self.noting = Spelling(self.shapes, listed_among)
        """The same with notes at words that can have ё."""
        self.news = Names((NBSP, ""))
        """What edits put there."""
        self.codes = Names()
        """Of the rules that asked for them."""
        self.pairs = Pairs(self)
        self._settled = Settled(self)

    def settled(self) -> Settled:
        """What is remembered for whole sheets. Who took it keeps it: when it is full, the next one gets a new one."""
        if self._settled.is_full:
            self._settled = Settled(self)
        return self._settled

    def block(self, chars: str, *, replies: bool, spans: Sequence[Span] = ()) -> Block:
        """The tokens of `chars`; `spans` are in other languages."""
        return tokenize(chars, self.language, replies=replies, spans=spans)

    def __missing__(self, key: str) -> Window:
        if len(self) > REMEMBERED:
            self.clear()
        usual = key
        if len(key) > PAIR:
            usual = self.shapes.left_of(key[0]) + key[1:-1] + self.shapes.right_of(key[-1], key[-2])
        window = Window(key, self) if usual == key else self[usual]
        if len(key) <= LONGEST:
            self[key] = window
        return window
