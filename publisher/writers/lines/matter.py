"""A paragraph as places where a line may end: what total fit works on. Lengths are in px, offsets in characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from publisher.writers.lines.hyphenation import Division, divisions, opens_sentence
from publisher.writers.lines.undivided import undivided

SPACES = " \u00a0"
"""The spaces that justification stretches; the second never ends a line."""

STIFF = "—\u00a0"
"""What opens a line of dialogue, as a run of its own: the same space behind the dash on all lines, however full."""

OBJECT, JOINER = "\ufffc", "\u2060"
_SPACES = frozenset(SPACES)
_TOKEN = re.compile(f"[{SPACES}]|[^{SPACES}]+")
_TOKENS = re.compile(f"([{SPACES}])")
_SHORT_WORD = re.compile(r"(?:^|[\s(«„—])[а-яёіїєґўәғқңөұүһ]{1,3}$")
"""Before a no-break space that only keeps a preposition, conjunction or particle from the end of a line."""
_OWN_HYPHENS = "-\u2010"
_SOFT_HYPHEN = "\u00ad"
_NOWHERE = 1 << 60

SPACE, GLUE, PLAIN, OWN_HYPHEN, HYPHEN, LAST_RESORT, NAME, END = range(8)
"""Kinds of places: a space; a no-break space behind a short word; behind a dash or an invisible space; behind a hyphen
of the text; where a hyphen is added; the same in a long part of a compound; the same in a name; the end of the
paragraph (or a forced line break)."""

Cut = tuple[int, int, float, float]
"""Where a word may be divided: offset, kind, x of the line's end and of the next line's beginning from the word's."""
Cuts = tuple[Cut, ...]

ADDED = frozenset({HYPHEN, LAST_RESORT, NAME})
_KINDS = {Division.FREE: HYPHEN, Division.COMPOUND: LAST_RESORT, Division.NAME: NAME}


@dataclass(slots=True)
class Run:
    """A text with one style. `measure`: the width of what stands between two spaces.

    `minima`: letters of a word, before and after the hyphen, or None where no hyphen is added; `soft`: soft hyphens
    count; `wraps`: a line may end in it. `parts`: x of a line's end behind the hyphen that is added at an offset of a
    word, and of the next line's beginning; if it is missing, the parts are measured. `words`: width and divisions of
    the words that were met, for all runs with the same style, language and minima; of one with a capital the divisions
    depend on what stands before it.
    """

    text: str
    measure: Callable[[str], float]
    space: float
    language: str = ""
    minima: tuple[int, int, int] | None = None
    soft: bool = True
    wraps: bool = True
    hyphen: str = "-"
    parts: Callable[[str, Sequence[int]], Iterable[tuple[float, float]]] | None = None
    words: dict[str, tuple[float, Cuts | None]] = field(default_factory=dict)
    x: float = 0.0
    end: float = 0.0
    """Where the run begins and ends, when nothing is stretched."""

    def divided(self, word: str, offsets: Sequence[int]) -> Iterable[tuple[float, float]]:
        """Where a line ends, hyphen included, and the next one begins for divisions at `offsets`."""
        if self.parts:
            return self.parts(word, offsets)
        width = self.measure(word)
        return [(self.measure(word[:at] + self.hyphen), width - self.measure(word[at:])) for at in offsets]


@dataclass(frozen=True, slots=True)
class Gap:
    """What is no text: a margin, a picture.

    `shown`: what stands for it when line breaks are looked for: OBJECT, if it stands like a letter; JOINER, if no line
    may end at it.
    """

    width: float
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Forced:
    """A line ends here whatever it holds."""


Item = Run | Gap | Forced


@dataclass(slots=True)
class Matter:
    """Places where a line may end, in order, as columns.

    A line from place `a` to place `b` is `ends[b] - starts[a]` wide and has `spaces_to[b] - spaces_from[a]` spaces.
    `at[p]`: run, offset where its line ends, offset where the next one begins. `tail`: the first place in the last
    word of the paragraph.
    """

    runs: list[Run]
    space: float
    kinds: list[int] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    spaces_to: list[int] = field(default_factory=list)
    spaces_from: list[int] = field(default_factory=list)
    at: list[tuple[int, int, int]] = field(default_factory=list)
    tail: int = 0
    spaces_before: list[int] = field(default_factory=list)
    """Spaces in front of each run."""

    def position(self, run: int, offset: int) -> tuple[float, int]:
        """(x, spaces before) of a line that begins at an offset of a run, also in the middle of a word."""
        piece = self.runs[run]
        x, spaces = piece.x, self.spaces_before[run]
        for token in _TOKEN.finditer(piece.text):
            if token.end() > offset:
                whole = piece.measure(token[0]) if token[0] not in SPACES else piece.space
                rest = token[0][offset - token.start() :]
                return x + (whole - piece.measure(rest) if rest != token[0] else 0.0), spaces
            x += piece.space if token[0] in SPACES else piece.measure(token[0])
            spaces += token[0] in SPACES
        return x, spaces


def matter_of(items: Sequence[Item], break_offsets: Callable[[str], Iterable[int]]) -> Matter:
    """The places of a paragraph.

    Args:
        break_offsets: Unicode's line breaks of a text (UAX #14): offsets in front of which a line may begin.
    """
    whole = "".join(_shown(item) for item in items)
    builder = _Builder(whole, sorted(break_offsets(whole)))
    for item in items:
        builder.add(item)
    return builder.finished()


def spaces_in(text: str) -> int:
    """The spaces of a run that justification stretches."""
    return 0 if text == STIFF else sum(text.count(space) for space in SPACES)


def _shown(item: Item) -> str:
    if isinstance(item, Run):
        return item.text
    if isinstance(item, Forced):
        return "\n"
    return item.shown


Place = tuple[int, float, float, int, int, tuple[int, int, int]]
"""What becomes a row of the columns of `Matter`: kind, end, start, spaces to, spaces from, at."""


class _Builder:
    """Goes through the items of a paragraph. `next`: the first of the `breaks` that is not passed yet; `held`: the same
    of the words that stay `undivided`.
    """

    def __init__(self, whole: str, breaks: list[int]) -> None:
        self.matter, self.whole = Matter([], 0.0), whole
        self.breaks, self.next = [*breaks, _NOWHERE], 0
        self.undivided, self.held = [*undivided(whole), (_NOWHERE, _NOWHERE)], 0
        self.places: list[Place] = []
        self.x, self.spaces, self.global_offset = 0.0, 0, 0
        self.widest = -1

    def add(self, item: Item) -> None:
        if isinstance(item, Gap):
            self.x += item.width
            self.global_offset += len(item.shown)
        elif isinstance(item, Forced):
            self._end()
            self.global_offset += 1
        else:
            self._run(item)

    def finished(self) -> Matter:
        matter = self.matter
        self._end()
        matter.kinds, matter.ends, matter.starts, matter.spaces_to, matter.spaces_from, matter.at = (
            list(column) for column in zip(*self.places, strict=True)
        )
        last = len(matter.kinds) - 2
        while last >= 0 and matter.kinds[last] in (*ADDED, OWN_HYPHEN, PLAIN):
            last -= 1
        matter.tail = last + 1
        return matter

    def _end(self) -> None:
        run = len(self.matter.runs) - 1
        self.places.append((END, self.x, self.x, self.spaces, self.spaces, (run, -1, -1)))

    def _run(self, run: Run) -> None:
        matter = self.matter
        number = len(matter.runs)
        matter.runs.append(run)
        matter.spaces_before.append(self.spaces)
        if len(run.text) > self.widest:  # the main run of the paragraph: its space is the paragraph's
            self.widest, matter.space = len(run.text), run.space
        run.x = self.x
        stretched, offset = run.text != STIFF, 0
        for token in _TOKENS.split(run.text):
            if token in _SPACES:
                if run.wraps:
                    self._space(number, token, offset, run.space)
                self.x += run.space
                self.spaces += stretched
            elif token:
                self._word(run, number, token, offset)
            offset += len(token)
        run.end = self.x
        self.global_offset += len(run.text)

    def _space(self, number: int, space: str, offset: int, width: float) -> None:
        at = self.global_offset + offset
        if space == " ":
            while self.breaks[self.next] <= at:
                self.next += 1
            if self.breaks[self.next] != at + 1:
                return
        elif not self._holds_a_short_word(at):
            return
        kind, x, spaces = SPACE if space == " " else GLUE, self.x, self.spaces
        self.places.append((kind, x, x + width, spaces, spaces + 1, (number, offset, offset + 1)))

    def _holds_a_short_word(self, at: int) -> bool:
        return self.whole[at + 1 : at + 2].isalpha() and bool(_SHORT_WORD.search(self.whole[max(0, at - 5) : at]))

    def _word(self, run: Run, number: int, word: str, offset: int) -> None:
        known = run.words.get(word)
        if known is None:
            known = run.words[word] = run.measure(word), None if word != word.lower() else self._cuts(run, word)
        width, cuts = known
        if run.wraps:
            begin = self.global_offset + offset
            if cuts is None:
                cuts = self._cuts_of_a_capital(run, word, begin)
            while self.undivided[self.held][1] <= begin:
                self.held += 1
            if self.undivided[self.held][0] < begin + len(word):
                start, end = self.undivided[self.held]
                cuts = tuple(cut for cut in cuts if not start < begin + cut[0] < end)
            while self.breaks[self.next] <= begin:
                self.next += 1
            if self.breaks[self.next] <= begin + len(word):
                cuts = self._with_breaks(run, word, begin, width, cuts)
            if cuts:
                x, spaces = self.x, self.spaces
                self.places += [
                    (kind, x + end, x + start, spaces, spaces, (number, offset + at, offset + at))
                    for at, kind, end, start in cuts
                ]
        self.x += width

    def _cuts_of_a_capital(self, run: Run, word: str, begin: int) -> Cuts:
        """A name is not divided like the first word of a sentence."""
        opens = opens_sentence(self.whole[max(0, begin - 60) : begin])
        key = f"{word} {opens:d}"
        known = run.words.get(key)
        if known is None:
            known = run.words[key] = 0.0, self._cuts(run, word, opens=opens)
        return known[1] or ()

    def _cuts(self, run: Run, word: str, *, opens: bool = False) -> Cuts:
        if run.minima is None or len(word) < run.minima[0] or _SOFT_HYPHEN in word:
            return ()
        found = divisions(word, run.language, run.minima, opens_sentence=opens)
        parts = run.divided(word, [at for at, _ in found])
        return tuple((at, _KINDS[how], *part) for (at, how), part in zip(found, parts, strict=True))

    def _with_breaks(self, run: Run, word: str, begin: int, width: float, cuts: Cuts) -> Cuts:
        """Line breaks in front of letters of a word, and behind it, besides its divisions."""
        points = {cut[0]: cut for cut in cuts}
        index = self.next
        while self.breaks[index] <= begin + len(word):
            if self.breaks[index] < len(self.whole):
                at = self.breaks[index] - begin
                points[at] = self._broken(run, word, at, width)
            index += 1
        return tuple(points[at] for at in sorted(points))

    def _broken(self, run: Run, word: str, at: int, width: float) -> Cut:
        before, after = word[:at], word[at:]
        start = width - run.measure(after) if after else width
        if before[-1] == _SOFT_HYPHEN:
            if not run.soft:
                return at, PLAIN, width * 1e6, start
            return at, HYPHEN, run.measure(before + run.hyphen), start
        end = run.measure(before) if after else width
        return at, OWN_HYPHEN if before[-1] in _OWN_HYPHENS else PLAIN, end, start
