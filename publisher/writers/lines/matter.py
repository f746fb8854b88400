"""A paragraph as places where a line may end: what total fit works on. Lengths are in px, offsets in characters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

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
_IN_WORDS = ADDED | {OWN_HYPHEN, PLAIN}
_KINDS = {Division.FREE: HYPHEN, Division.COMPOUND: LAST_RESORT, Division.NAME: NAME}


@dataclass(slots=True)
class Run:
    """A text with one style. `measure`: the width of what stands between two spaces.

    `minima`: letters of a word, before and after the hyphen, or None where no hyphen is added; `soft`: soft hyphens
    count; `wraps`: a line may end in it. `parts`: x of a line's end behind the hyphen that is added at an offset of a
    word, and of the next line's beginning; if it is missing, the parts are measured. `widths`: of the words that were
    measured. `words`: divisions of the words that were met, for all runs with the same style, language and minima; of
    one with a capital they depend on what stands before it.
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
    widths: dict[str, float] = field(default_factory=dict)
    words: dict[str, Cuts | None] = field(default_factory=dict)
    x: float = 0.0
    end: float = 0.0
    """Where the run begins and ends, when nothing is stretched."""

    def cuts(self, word: str, whole: str, begin: int) -> Cuts:
        """Divisions of a word that begins at an offset of the `whole` paragraph."""
        if self.minima is None or len(word) < self.minima[0] or _SOFT_HYPHEN in word:
            return ()
        try:
            cuts = self.words[word]
        except KeyError:
            cuts = self.words[word] = None if word != word.lower() else self._divided(word)
        return self._with_a_capital(word, whole, begin) if cuts is None else cuts

    def _with_a_capital(self, word: str, whole: str, begin: int) -> Cuts:
        """A name is not divided like the first word of a sentence."""
        opens = opens_sentence(whole[max(0, begin - 60) : begin])
        key = f"{word} {opens:d}"
        cuts = self.words.get(key)
        if cuts is None:
            cuts = self.words[key] = self._divided(word, opens=opens)
        return cuts

    def _divided(self, word: str, *, opens: bool = False) -> Cuts:
        assert self.minima
        found = divisions(word, self.language, self.minima, opens_sentence=opens)
        if not found:
            return ()
        parts = self._parts(word, [at for at, _ in found])
        return tuple((at, _KINDS[how], *part) for (at, how), part in zip(found, parts, strict=True))

    def _parts(self, word: str, offsets: Sequence[int]) -> Iterable[tuple[float, float]]:
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


Place = tuple[int, float, float, int, int, tuple[int, int, int]]
"""What becomes a row of the columns of `Matter`: kind, end, start, spaces to, spaces from, at."""

Word = tuple[int, float, int, int, int, str, int]
"""A word that nobody has tried to divide yet: places before it, x, spaces before it, run, offset in the run, the word,
offset in the paragraph."""
_places_before = itemgetter(0)


@dataclass(slots=True)
class Matter:
    """Places where a line may end, in order, as columns.

    A line from place `a` to place `b` is `ends[b] - starts[a]` wide and has `spaces_to[b] - spaces_from[a]` spaces.
    `at[p]`: run, offset where its line ends, offset where the next one begins. `tail`: the first place in the last
    word of the paragraph.

    Most words never stand near a line's end, so they are divided late: all at once (`divide`) for who looks at the
    whole paragraph, or one by one (`divisions`). What is chosen then is added behind the `ordered` places.
    """

    runs: list[Run]
    space: float
    whole: str = ""
    words: list[Word] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    spaces_to: list[int] = field(default_factory=list)
    spaces_from: list[int] = field(default_factory=list)
    at: list[tuple[int, int, int]] = field(default_factory=list)
    rows: Sequence[Place] = ()
    """The ordered places."""
    ordered: int = 0
    tail: int = 0
    spaces_before: list[int] = field(default_factory=list)
    """Spaces in front of each run."""

    def set_places(self, places: Sequence[Place]) -> None:
        """Make the columns."""
        self.rows = places
        self.kinds, self.ends, self.starts, self.spaces_to, self.spaces_from, self.at = (
            list(column) for column in zip(*places, strict=True)
        )
        self.ordered = len(places)
        last = self.ordered - 2
        while last >= 0 and self.kinds[last] in _IN_WORDS:
            last -= 1
        self.tail = last + 1

    def divide(self) -> None:
        """Divide all words: places have other numbers then."""
        if not self.words:
            return
        known = self.rows
        places: list[Place] = []
        done = 0
        for word in self.words:
            if cuts := self.runs[word[3]].cuts(word[5], self.whole, word[6]):
                places += known[done : word[0]]
                done = word[0]
                places += _divided(word, cuts)
        places += known[done:]
        self.words = []
        self.set_places(places)

    def divisions(self, first: int, x: float, most: float) -> Iterator[tuple[int, Place]]:
        """Divisions of words between place `first` and `most` px that leave the next line less than what begins at `x`:
        places before the word, and the place that `add` takes."""
        for index in range(bisect_left(self.words, first, key=_places_before), len(self.words)):
            word = self.words[index]
            if word[1] >= most:
                return
            for place in _divided(word, self.runs[word[3]].cuts(word[5], self.whole, word[6])):
                if place[2] > x:
                    yield word[0], place

    def add(self, place: Place) -> int:
        """The number of a place that a division got."""
        for column, value in zip(
            (self.kinds, self.ends, self.starts, self.spaces_to, self.spaces_from, self.at), place, strict=True
        ):
            column.append(value)  # type: ignore[attr-defined]
        return len(self.kinds) - 1

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
    """The places of a paragraph; words without a place of their own are not divided yet.

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


def _divided(word: Word, cuts: Cuts) -> list[Place]:
    _, x, spaces, number, offset, _, _ = word
    return [
        (kind, x + end, x + start, spaces, spaces, (number, offset + at, offset + at)) for at, kind, end, start in cuts
    ]


class _Builder:
    """Goes through the items of a paragraph. `breaks`: where a line may begin; `inside`: those that no space stands
    before, and `next` the first of them that is not passed yet; `held`: the same of the words that stay `undivided`.
    """

    def __init__(self, whole: str, breaks: list[int]) -> None:
        self.matter, self.whole = Matter([], 0.0, whole), whole
        self.breaks = frozenset(breaks)
        self.inside, self.next = [*(at for at in breaks if whole[at - 1] != " "), _NOWHERE], 0
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
        self._end()
        self.matter.set_places(self.places)
        return self.matter

    def _end(self) -> None:
        run = len(self.matter.runs) - 1
        self.places.append((END, self.x, self.x, self.spaces, self.spaces, (run, -1, -1)))

    def _run(self, run: Run) -> None:
        matter, widths = self.matter, run.widths
        number = len(matter.runs)
        matter.runs.append(run)
        matter.spaces_before.append(self.spaces)
        if len(run.text) > self.widest:  # the main run of the paragraph: its space is the paragraph's
            self.widest, matter.space = len(run.text), run.space
        run.x = self.x
        stretched, offset = run.text != STIFF, 0
        shortest = run.minima[0] if run.minima else _NOWHERE
        for token in _TOKENS.split(run.text):
            if token in _SPACES:
                if run.wraps:
                    self._space(number, token, offset, run.space)
                self.x += run.space
                self.spaces += stretched
            elif token:
                if (width := widths.get(token)) is None:
                    width = widths[token] = run.measure(token)
                if run.wraps:
                    begin = self.global_offset + offset
                    if self._is_marked(begin, begin + len(token)):
                        self._marked_word(run, number, token, offset, width)
                    elif len(token) >= shortest:
                        matter.words.append((len(self.places), self.x, self.spaces, number, offset, token, begin))
                self.x += width
            offset += len(token)
        run.end = self.x
        self.global_offset += len(run.text)

    def _space(self, number: int, space: str, offset: int, width: float) -> None:
        at = self.global_offset + offset
        if space == " ":
            if at + 1 not in self.breaks:
                return
        elif not self._holds_a_short_word(at):
            return
        kind, x, spaces = SPACE if space == " " else GLUE, self.x, self.spaces
        self.places.append((kind, x, x + width, spaces, spaces + 1, (number, offset, offset + 1)))

    def _holds_a_short_word(self, at: int) -> bool:
        return self.whole[at + 1 : at + 2].isalpha() and bool(_SHORT_WORD.search(self.whole[max(0, at - 5) : at]))

    def _is_marked(self, begin: int, end: int) -> bool:
        """Whether a line may break in a word or behind it, or the word, or a part of it, is held together."""
        while self.undivided[self.held][1] <= begin:
            self.held += 1
        while self.inside[self.next] <= begin:
            self.next += 1
        return self.undivided[self.held][0] < end or self.inside[self.next] <= end

    def _marked_word(self, run: Run, number: int, word: str, offset: int, width: float) -> None:
        begin = self.global_offset + offset
        start, end = self.undivided[self.held]
        cuts: Cuts = ()
        if start > begin or end < begin + len(word):
            cuts = tuple(cut for cut in run.cuts(word, self.whole, begin) if not start < begin + cut[0] < end)
        if self.inside[self.next] <= begin + len(word):
            cuts = self._with_breaks(run, word, begin, width, cuts)
        self.places += _divided((0, self.x, self.spaces, number, offset, word, begin), cuts)

    def _with_breaks(self, run: Run, word: str, begin: int, width: float, cuts: Cuts) -> Cuts:
        """Line breaks in front of letters of a word, and behind it, besides its divisions."""
        points = {cut[0]: cut for cut in cuts}
        index = self.next
        while self.inside[index] <= begin + len(word):
            if self.inside[index] < len(self.whole):
                at = self.inside[index] - begin
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
