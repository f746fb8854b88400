"""From characters to canonical tokens and back: the middle layer that makes cleaning idempotent.

A block becomes a list of tokens, the white space before each kept beside it. A token's *kind* is the same whatever
glyph stands for it: `"`, `“` and `»` are all QUOTE, `-`, `--` and `—` all DASH, `...` and `…` ELLIPSIS. Rules decide on
kinds and on whether there is a space, never on the glyph that a rule has put there. What they settle is written into
the block and rendered at the end as edits; read again, the result gives the same tokens and the same decisions.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from publisher.model.text import Edit
from publisher.typography import alphabet as ab
from publisher.typography.kinds import (
    BREAK,
    CYRILLIC,
    DASH,
    DOUBLED,
    NONE,
    NUMBER,
    QUOTE,
    SPACE,
    SYMBOL,
    WORD,
    Classes,
    classes,
)
from publisher.typography.languages import Language
from publisher.typography.singles import Row, paired

_TOKEN = (
    r"(\s*)("
    r"[\"'«»„“”‟‹›‚‘’`´]{16,}|[(\[{]{16,}|[)\]}]{16,}"
    rf"|[IVXLCDM]+[-–—−][IVXLCDM]+(?![{ab.LETTERS}\d])"
    rf"|[{ab.LETTERS}]+(?:[-\u2010\u2011'’ʼ`´][{ab.LETTERS}]+)*"
    r"|(?<![-–—−:/\d])\d{1,5}(?:[.,]\d{1,3})?[-–—−]\d{1,5}(?:[.,]\d{1,3})?(?:-[а-яё]+)?(?![-–—−:/\d]|[.,]\d)"
    r"|(?<![\w/,])(?<!\d\.)(?:1/2|1/4|3/4)(?![\d/]|[.,]\d)"
    r"|\d{1,2}:\d\d(?:[-–—−]\d{1,2}:\d\d)?(?![\d:])|\d+(?:[.,]\d+)*"
    r"|<!--|<--+|--+>|(?<!\S)(?:<->|->|<-|[<>!~]=|\+/?-)(?!\S)|\+/?-(?=\d)"
    r"|[?!]+(?:\.*…[.…]*|\.{2,})?|\.*…[.…]*|\.{3,}|\.(?:[ \u00a0]\.){2,}(?![.…])|\.\.|\."
    r"|''|``|,,|;;+|::+|<<|>>"
    r"|[-–—―−‒\u2010\u2011]+|\ue000+|№№?|§§?|[^\w\s]|_|\S|\Z)"
)
"""One token with the white space before it. Alternatives are ordered from long to short; none can match in two ways.

A row of marks or brackets that nobody could mean is one token, too.
"""
MOST_MARKS = 20_000
"""Quotation marks of one block; where there are more, they are no quotation marks."""


@cache
def token_pattern() -> re.Pattern[str]:
    """Compiled when the first text is cleaned: the classes are large, and `--help` should not wait for them."""
    return re.compile(_TOKEN)


@dataclass(slots=True)
class Glue:
    """A no-break space that a rule wants: its code and how strong it is (see `rules.glue`)."""

    code: str
    strength: int


class Suggestion(NamedTuple):
    """Tokens `first` to `last` might better read `new` (None: no proposal), says the rule `code`."""

    first: int
    last: int
    new: str | None
    code: str


@dataclass(slots=True)
class Block:
    """One block's characters as tokens, and what has been settled about them.

    `space[i]` is NONE, SPACE or BREAK: what stands before token i; BREAK is the block's border or a line break and
    can't be changed. The last token is empty: the end; `kinds` and `space` go on behind it, and before index 0, with
    nothing and BREAK. `languages`: that of each token, when they are not all in `language`. `sides` tells the side and
    depth of paired quotation marks; `singles` the sides of single marks that are no apostrophes; `shapes` the glyphs of
    marks whose depth does not tell it. `dashes`: the tokens that are dashes between words (True: one that opens a
    reply; None: a minus after all).
    """

    chars: str
    tokens: list[str]
    gaps: list[str]
    kinds: list[int]
    space: list[int]
    language: Language
    replies: bool = True
    languages: list[Language] | None = None
    singles: dict[int, str] = field(default_factory=dict)
    shapes: dict[int, str] = field(default_factory=dict)
    sides: dict[int, tuple[str, int]] = field(default_factory=dict)
    dashes: dict[int, bool | None] = field(default_factory=dict)
    glue: dict[int, Glue] = field(default_factory=dict)
    new_tokens: dict[int, tuple[str, str]] = field(default_factory=dict)
    new_spaces: dict[int, str] = field(default_factory=dict)
    suggestions: list[Suggestion] = field(default_factory=list)
    _starts: list[int] | None = None
    _row: Row | None = None

    @property
    def end(self) -> int:
        """Index of the empty token at the end."""
        return len(self.tokens) - 1

    def start(self, i: int) -> int:
        """Offset of token i's first character."""
        if self._starts is None:
            lengths = [len(token) for token in self.tokens]
            ends = accumulate([len(gap) + length for gap, length in zip(self.gaps, lengths, strict=True)])
            self._starts = [end - length for end, length in zip(ends, lengths, strict=True)]
        return self._starts[i]

    def stop(self, i: int) -> int:
        """Offset behind token i's last character."""
        return self.start(i) + len(self.tokens[i])

    def kind(self, i: int) -> int:
        """Kind of token i; 0 outside of the block (up to four tokens away) and at its end."""
        return self.kinds[i]

    def language_at(self, i: int) -> Language:
        """The language of token i: the block's, or that of a span around it."""
        return self.languages[i] if self.languages else self.language

    @property
    def row(self) -> Row:
        """The block as single marks look at it."""
        if self._row is None:
            languages = self.languages or [self.language] * len(self.tokens)
            self._row = Row(self.tokens, self.kinds, self.space, languages)
        return self._row

    def is_tight(self, i: int) -> bool:
        """Whether token i follows the one before it without a space."""
        return self.space[i] == NONE

    def now(self, i: int) -> str:
        """What token i is to be rendered as."""
        return self.new_tokens[i][0] if i in self.new_tokens else self.tokens[i]

    def put(self, i: int, new: str, code: str) -> None:
        """Token i is to be rendered as `new`, whatever another rule wanted before."""
        if self.tokens[i] != new:
            self.new_tokens[i] = (new, code)
        else:
            self.new_tokens.pop(i, None)

    def set_space(self, i: int, space: int, code: str) -> None:
        """A space or none is to stand before token i. A line break stays."""
        if self.space[i] not in (space, BREAK):
            self.space[i] = space
            self.new_spaces[i] = code

    def bind(self, i: int, code: str, strength: int) -> None:
        """The space before token i, if there is one, becomes a no-break space. The strongest wish counts."""
        if self.space[i] == SPACE:
            wish = self.glue.get(i)
            if wish is None or wish.strength < strength:
                self.glue[i] = Glue(code, strength)

    def join(self, i: int, code: str, strength: int) -> None:
        """A no-break space stands before token i, whether there was a space or not."""
        self.set_space(i, SPACE, code)
        self.bind(i, code, strength)

    def suggest(self, first: int, last: int, new: str | None, code: str) -> None:
        """Report that tokens `first` to `last` might better read `new`; nothing is changed."""
        self.suggestions.append(Suggestion(first, last, new, code))

    def edits(self, *, off: frozenset[str], derive: bool) -> Iterator[Edit]:
        """What has been settled, as edits of `chars`. `off`: codes whose edits are dropped.

        `derive`: no-break spaces that no rule asks for become plain spaces (otherwise the author's stay).
        """
        changed = {*self.new_tokens, *self.new_spaces, *self.glue}
        if not _EVEN.issuperset(self.gaps) or self.gaps[-1]:
            changed.update(i for i, gap in enumerate(self.gaps) if gap not in _EVEN)
            changed.add(self.end)
        if derive:
            changed.update(i for i, gap in enumerate(self.gaps) if ab.NBSP in gap or ab.NARROW_NBSP in gap)
        for i in sorted(changed):
            start = self.start(i)
            gap = self.gaps[i]
            new, code = self._new_gap(i, derive=derive)
            if new != gap and code not in off:
                yield _minimal(start - len(gap), gap, new, code)
            if i in self.new_tokens:
                new, code = self.new_tokens[i]
                if code not in off:
                    yield _minimal(start, self.tokens[i], new, code)

    def _new_gap(self, i: int, *, derive: bool) -> tuple[str, str]:
        """What is to stand before token i, and the rule that says so."""
        gap = self.gaps[i]
        match self.space[i]:
            case 2:
                return _trimmed(gap, last=i == self.end), TRAILING
            case 0:
                return "", self.new_spaces.get(i, ONE_SPACE)
        no_break = bool(gap) and all(c in ab.NO_BREAK for c in gap)
        if wish := self.glue.get(i):
            return (gap[0] if no_break else ab.NBSP), wish.code if len(gap) < 2 or not no_break else ONE_SPACE
        if no_break and not derive:
            return gap[0], ONE_SPACE
        if len(gap) == 1 and gap != "\t" and not no_break:
            return gap, ONE_SPACE
        return " ", self.new_spaces.get(i, DERIVED if no_break and len(gap) == 1 else ONE_SPACE)


ONE_SPACE = "RU121"
TRAILING = "RU122"
DERIVED = "RU123"
_EVEN = frozenset({"", " ", ab.NBSP, ab.NARROW_NBSP, "\n"})


def _trimmed(gap: str, *, last: bool) -> str:
    """A gap at a line's end without the blanks before the line end; what indents the next line stays."""
    if last and "\n" not in gap:
        return ""
    head, newline, rest = gap.partition("\n")
    return newline + rest if newline else head


def _minimal(start: int, old: str, new: str, code: str) -> Edit:
    """An edit without the characters that stay at both ends."""
    if len(old) < 2 and len(new) < 2:
        return Edit(start, start + len(old), new, code)
    left = 0
    while left < min(len(old), len(new)) and old[left] == new[left]:
        left += 1
    right = 0
    while right < min(len(old), len(new)) - left and old[-1 - right] == new[-1 - right]:
        right += 1
    return Edit(start + left, start + len(old) - right, new[left : len(new) - right], code)


Span = tuple[int, int, Language]
"""Characters from–to that are in another language than their block."""


def tokenize(chars: str, language: Language, *, replies: bool = True, spans: Sequence[Span] = ()) -> Block:
    """The tokens of one block. Protected characters must have been replaced by `alphabet.MASK`.

    `spans`: what is in another language than `language`; the innermost one comes last.
    """
    pairs = token_pattern().findall(chars)
    if len(pairs) > 1 and not pairs[-2][1]:
        pairs.pop()
    gaps = [gap for gap, _ in pairs]
    tokens = [token for _, token in pairs]
    known: Classes = classes(language)
    kinds = [known[token] for token in tokens]
    if kinds.count(QUOTE) > MOST_MARKS:
        kinds = [SYMBOL if kind == QUOTE else kind for kind in kinds]
    space = [_SPACES[gap] for gap in gaps]
    space[0] = space[-1] = BREAK
    if "‚" in tokens:
        _find_single_closings(tokens, kinds)
    if ",," in tokens:
        _find_doubled_commas(tokens, kinds, space)
    if "<<" in tokens or ">>" in tokens:
        _find_operators(tokens, kinds, space)
    kinds += _OUTSIDE
    space += _BEYOND
    block = Block(chars, tokens, gaps, kinds, space, language, replies)
    if spans:
        _speak(block, spans)
    if block.languages or language.single_marks[0]:
        _find_singles(block)
    return block


_OUTSIDE = [0] * 4
_BEYOND = [BREAK] * 4
"""Padding: rules look a few tokens to both sides (index -1 is the end of the padding) without asking for borders."""


def _find_single_closings(tokens: list[str], kinds: list[int]) -> None:
    """A `‘` is a quotation mark when a `‚` waits for it; otherwise it is an apostrophe's cousin and stays."""
    waiting = 0
    for i, token in enumerate(tokens):
        if token == "‚":
            waiting += 1
        elif token == "‘" and waiting:
            kinds[i] = QUOTE
            waiting -= 1


def _find_doubled_commas(tokens: list[str], kinds: list[int], space: list[int]) -> None:
    """Two commas behind a word are a quotation mark only when they cling to the next word alone: `он сказал ,,Да"`."""
    for i, token in enumerate(tokens[:-1]):
        if token != ",," or not i or not kinds[i - 1] & WORD:
            continue
        goes_on = bool(kinds[i + 1] & WORD) and tokens[i + 1].islower()
        is_apart = space[i + 1] != NONE or bool(kinds[i + 1] & DASH)
        if (space[i] == NONE) + is_apart + goes_on > 1:
            kinds[i] = DOUBLED


def _speak(block: Block, spans: Sequence[Span]) -> None:
    """Tokens that begin inside a span are in its language, with the kinds that they have there."""
    block.languages = [block.language] * len(block.tokens)
    starts = [block.start(i) for i in range(len(block.tokens))]
    for start, end, language in spans:
        for i in range(bisect_left(starts, start), bisect_left(starts, end)):
            block.languages[i] = language
            if block.kinds[i] & WORD:
                block.kinds[i] = classes(language)[block.tokens[i]]


def _find_singles(block: Block) -> None:
    """Single marks that pair are quotation marks; the others stay apostrophes."""
    if not _SINGLE_MARKS.isdisjoint(block.tokens):
        block.singles = paired(block.row)
        for i in block.singles:
            block.kinds[i] = QUOTE


_SINGLE_MARKS = frozenset("'‘’")


def _find_operators(tokens: list[str], kinds: list[int], space: list[int]) -> None:
    """`a << b`, `cout<<x`: apart or tight on both sides, between words that are not Cyrillic."""
    for i, token in enumerate(tokens[1:-1], 1):
        before, after = kinds[i - 1], kinds[i + 1]
        is_between = before & _OPERANDS and after & _OPERANDS and not (before | after) & CYRILLIC
        if token in ("<<", ">>") and is_between and (space[i] == NONE) == (space[i + 1] == NONE):
            kinds[i] = SYMBOL


_OPERANDS = WORD | NUMBER


class _Spaces(dict[str, int]):
    def __missing__(self, gap: str) -> int:
        return BREAK if "\n" in gap else SPACE


_SPACES = _Spaces({"": NONE, " ": SPACE})
