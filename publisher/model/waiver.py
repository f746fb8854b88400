"""What authors say to the cleanup inside their texts, and the ranges where rules hold back because of it.

The same comment serves every format; in plain text it stands on a line of its own:

    <!-- typo: off -->              no rule from here …
    <!-- typo: on -->               … to here
    <!-- typo: off RU301 RU4 -->    not these rules (codes or beginnings of codes), until `on`, `on RU301` or the end
    <!-- typo: ignore RU401 -->     not this rule in the block it stands in, or else in the next one

A reason may follow: `<!-- typo: ignore RU401: the author's -->`, `<!-- typo: off RU4 reason="the author's" -->`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

_LONGEST = 1_000
_MEANT = re.compile(r"\s*typo\s*:")
_SAID = re.compile(
    r"\s*typo\s*:\s*(off|on|ignore)\b"
    r"((?:[\s,]+(?:RU|[A-Za-z]{1,4}\d{1,4})(?!\w))*)"
    r"(?:\s*:\s*(.*?)|\s+reason\s*=\s*\"([^\"]*)\")?\s*",
    re.DOTALL,
)
_CODE = re.compile(r"[A-Za-z]+\d*")
_LINE = re.compile(r"[ \t\u00a0\ufeff]*<!--(\s*typo\s*:(?:(?!-->).){0,1000})-->[ \t\u00a0]*")
_INLINE_TAG = re.compile(
    r"</?(?:em|i|b|strong|s|del|strike|strikethrough|sup|sub|code|kbd|samp|tt|var|a|span|cite|dfn|abbr|q|br|mark|small|u"
    r"|ins|emphasis|style)\b[^<>]*>"
)


@dataclass(frozen=True, slots=True)
class Directive:
    """One comment to the cleanup; it stands at `start:end` of its source.

    `action` is `off`, `on` or `ignore`, or empty when it was not understood. Without `codes` all rules are meant.
    """

    start: int
    end: int
    action: str
    codes: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """The rules whose codes begin with `code` (all, when it is empty) hold back in `start:end` of the source."""

    directive: Directive
    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Waivers:
    """What the directives of one source come to.

    `unended` were never switched on again, `idle` do nothing, `unclear` were not understood.
    """

    ranges: tuple[Waiver, ...] = ()
    unended: tuple[Directive, ...] = ()
    idle: tuple[Directive, ...] = ()
    unclear: tuple[Directive, ...] = ()


def directive(comment: str, start: int, end: int) -> Directive | None:
    """The directive in the characters between `<!--` and `-->`, which stand with these at `start:end`; or None."""
    if not _MEANT.match(comment):
        return None
    said = _SAID.fullmatch(comment) if len(comment) <= _LONGEST else None
    if not said:
        return Directive(start, end, "")
    codes = tuple(dict.fromkeys(code.upper() for code in _CODE.findall(said[2])))
    return Directive(start, end, said[1], codes, (said[3] or said[4] or "").strip())


def directive_of_line(line: str, start: int) -> Directive | None:
    """The directive that is all of a line of plain text (without its end), which begins at `start`; or None."""
    said = _LINE.fullmatch(line) if "<!--" in line else None
    return directive(said[1], start, start + len(line)) if said else None


@dataclass(slots=True)
class _Resolving:
    """The ranges that `off` has begun, by code."""

    end: int
    found: list[Waiver] = field(default_factory=list)
    open: dict[str, Directive] = field(default_factory=dict)

    def off(self, said: Directive) -> bool:
        """False when all of it is switched off already."""
        fresh = [code for code in said.codes or ("",) if code not in self.open]
        self.open.update((code, said) for code in fresh)
        return bool(fresh)

    def on(self, said: Directive) -> bool:
        """False when nothing of it was off."""
        ended = [code for code in (said.codes or tuple(self.open)) if code in self.open]
        for code in ended:
            begun = self.open.pop(code)
            self.found.append(Waiver(begun, code, begun.end, said.start))
        return bool(ended)

    def finish(self) -> tuple[Directive, ...]:
        unended = tuple(dict.fromkeys(self.open.values()))
        self.found += (Waiver(begun, code, begun.end, self.end) for code, begun in self.open.items())
        return unended


def resolve(
    directives: Iterable[Directive], chars: str, blocks: Iterable[tuple[int, int]], texts: Iterable[tuple[int, int]]
) -> Waivers:
    """The ranges that `directives` mean.

    Args:
        chars: the characters of the source.
        blocks: where its blocks stand, nested ones as well; texts: where running text stands (blocks have it).
    """
    places = _Places(chars, blocks, texts)
    work = _Resolving(len(chars))
    idle: list[Directive] = []
    unclear: list[Directive] = []
    for said in sorted(set(directives), key=lambda d: d.start):
        match said.action:
            case "off":
                useful = work.off(said)
            case "on":
                useful = work.on(said)
            case "ignore":
                place = places.own(said) or places.next(said)
                work.found += (Waiver(said, code, *place) for code in said.codes or ("",) if place)
                useful = place is not None
            case _:
                useful = True
                unclear.append(said)
        if not useful:
            idle.append(said)
    unended = work.finish()
    ranges = tuple(sorted(work.found, key=lambda w: (w.start, w.end, w.code)))
    return Waivers(ranges, unended, tuple(idle), tuple(unclear))


class _Places:
    """Finds the block that an `ignore` means."""

    def __init__(self, chars: str, blocks: Iterable[tuple[int, int]], texts: Iterable[tuple[int, int]]) -> None:
        self.chars = chars
        self.blocks = sorted(set(blocks), key=lambda place: (place[0], -place[1]))
        self.texts = sorted(set(texts))
        self.starts = [start for start, _ in self.texts]

    def own(self, said: Directive) -> tuple[int, int] | None:
        """The text that the comment stands in, or just behind on the same line."""
        index = bisect_right(self.starts, said.start) - 1
        if index < 0:
            return None
        start, end = self.texts[index]
        between = self.chars[end : min(said.start, end + _LONGEST)]
        behind = "\n" not in between and "\r" not in between and "<" not in _INLINE_TAG.sub("", between)
        return (start, end) if said.start < end or (behind and said.start - end <= _LONGEST) else None

    def next(self, said: Directive) -> tuple[int, int] | None:
        """The block that begins first behind the comment; of several, the one around the others."""
        index = bisect_left(self.blocks, said.end, key=lambda place: place[0])
        return self.blocks[index] if index < len(self.blocks) else None


def merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted ranges without overlaps that cover the same."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        elif start < end:
            result.append((start, end))
    return result


def overlapping(ranges: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of `start:end` that lie in `ranges` (sorted, without overlaps); an empty one may lie on a border."""
    index = bisect_left(ranges, start, key=lambda place: place[1])
    while index < len(ranges) and ranges[index][0] <= end:
        a, b = max(start, ranges[index][0]), min(end, ranges[index][1])
        if a < b or start == end:
            yield a, b
        index += 1
