"""Total fit: of all ways to divide a paragraph into lines, the one with the fewest demerits.

After D. E. Knuth and M. F. Plass, «Breaking Paragraphs into Lines», Software: Practice and Experience 11 (1981). As
there, the best way to every place is remembered, here once for each number of hyphens that end the last lines and for
each kind of last line (tight, even, loose). Demerits differ: they grow with the square of the deviation of the word
space, because evenness is what is asked for, and more steeply beyond half a space.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from publisher.writers.lines.matter import END, GLUE, HYPHEN, LAST_RESORT, NAME, OWN_HYPHEN, PLAIN, SPACE, Matter


@dataclass(frozen=True, slots=True)
class Demerits:
    """What is how bad. `e` is the deviation of the word space from its natural width, 0.5 = half as wide again.

    `short_line` is a share of the measure; `narrow` and `runt` are natural spaces. Everything else is in demerits.
    """

    expansion: float = 0.02
    """Letters are made wider or narrower by no more than this (H. Zapf's hz-program; 2 % is what pdfTeX's package
    microtype does by default) …"""
    share: float = 0.8
    """… and take this part of what a line has too little or too much; the word spaces take the rest."""
    shrink: float = 0.24
    """Spaces are made narrower by no more than this."""
    tight: float = 140.0
    """Times e², for lines that are shrunk."""
    loose: float = 60.0
    """Of a line with e > 0.5, at once; and `looser` times the square of what is beyond."""
    looser: float = 450.0
    hyphen: float = 150.0
    """A hyphen that is added; behind one that the text has anyway, half of it."""
    second: float = 50.0
    """The second of two hyphens under each other."""
    ladder: float = 350.0
    """The third and every further one."""
    narrow: float = 84.0
    """In a measure that is less wide `second` and `ladder` grow with the square of the ratio, up to `steepest` times:
    otherwise loose lines, which nearly all are there, would outweigh them, and a column be hyphenated from top to
    bottom."""
    steepest: float = 4.0
    last_resort: float = 600.0
    """A long part of a compound divided."""
    glue: float = 1000.0
    """A line that ends with a preposition in spite of a no-break space. This and `name` only where word spaces would
    be several times as wide as they should."""
    name: float = 10000.0
    """A name divided."""
    contrast: float = 10.0
    """A tight line beside a loose one."""
    short: float = 200.0
    """A last line shorter than `short_line` …"""
    short_line: float = 0.14
    last_word: float = 2000.0
    """The last word of the paragraph divided, or a runt: a last line of fewer than `runt_letters` letters or digits or
    shorter than `runt`, which is one and a half indents (Milchin and Cheltsova, «Справочник издателя и автора»)."""
    runt: float = 9.0
    runt_letters: int = 5

    def expanded(self, slack: float, length: float) -> float:
        """What letters take of the `slack` of a line whose letters and spaces are `length` wide."""
        room = self.expansion * length
        return min(max(self.share * slack, -room), room)


_LOOSEST = (1.2, 3.5, inf)
"""Widest e of a line that is tried: when a paragraph can't be set so, it is tried again; only then names are divided,
and short words left at the end of a line."""

Node = tuple[float, int, int, int, int, "Node | None"]
"""Demerits, place, line number, hyphens in a row, kind of line, the node before."""


def fit(
    matter: Matter,
    start: tuple[float, int, int],
    widths: Sequence[float],
    demerits: Demerits,
    unhyphenated: frozenset[int] = frozenset(),
) -> tuple[int, ...] | None:
    """The places at which lines end, in order, the last being an end; None if a word is wider than its line.

    When only a part of the paragraph can be set, the places up to the last space that can be reached.

    Args:
        start: x of the first line's beginning, spaces before it, the first place behind it.
        widths: of the lines from the first; the last one holds for all that follow.
        unhyphenated: numbers of lines that may not end with a hyphen.
    """
    best: tuple[int, ...] | None = None
    for loosest in _LOOSEST:
        found = _Search(matter, start, widths, demerits, unhyphenated, loosest).run()
        if found and matter.kinds[found[-1]] == END:
            return found
        best = found or best
    return best


class _Search:
    def __init__(
        self,
        matter: Matter,
        start: tuple[float, int, int],
        widths: Sequence[float],
        demerits: Demerits,
        unhyphenated: frozenset[int],
        loosest: float,
    ) -> None:
        self.matter, self.demerits, self.loosest = matter, demerits, loosest
        self.start, self.widths = start, widths
        self.unhyphenated = unhyphenated
        self.counted = max(len(widths) - 1, max(unhyphenated, default=-1) + 1)
        """Lines whose number matters: the others may be compared whatever their number."""
        self.final = matter.kinds.index(END, start[2])
        self.reached: dict[int, dict[tuple[int, int, int], Node]] = {}
        d = demerits
        narrow = max(1.0, min((d.narrow * matter.space / max(widths[-1], 1e-6)) ** 2, d.steepest))
        self.second, self.ladder = d.second * narrow, d.ladder * narrow
        self.runts = self._first_runt()
        self.price = {
            SPACE: 0.0,
            GLUE: d.glue,
            PLAIN: 1.0,
            OWN_HYPHEN: d.hyphen / 2,
            HYPHEN: d.hyphen,
            LAST_RESORT: d.last_resort,
            NAME: d.name,
        }

    def _first_runt(self) -> int:
        """The first place behind which there is no more than a runt."""
        matter, d, final = self.matter, self.demerits, self.final
        first = final
        while first > self.start[2] and (
            matter.ends[final] - matter.starts[first - 1] < d.runt * matter.space
            or self._letters_behind(first - 1) < d.runt_letters
        ):
            first -= 1
        return first

    def _letters_behind(self, place: int) -> int:
        runs, (run, _, resume), last = self.matter.runs, self.matter.at[place], self.matter.at[self.final][0]
        rest = runs[run].text[resume:] if resume >= 0 else ""
        return sum(c.isalnum() for c in rest + "".join(behind.text for behind in runs[run + 1 : last + 1]))

    def run(self) -> tuple[int, ...] | None:
        x, spaces, first = self.start
        self._extend([(0.0, first - 1, 0, 0, 1, None)], x, spaces)
        matter = self.matter
        furthest: Node | None = None
        for place in range(first, self.final):
            nodes = self.reached.pop(place, None)
            if nodes:
                if matter.kinds[place] == SPACE:
                    furthest = min(nodes.values(), key=_cost)
                self._extend(list(nodes.values()), matter.starts[place], matter.spaces_from[place])
        done = self.reached.get(self.final)
        return _path(min(done.values(), key=_cost) if done else furthest)

    def _extend(self, nodes: list[Node], x: float, spaces: int) -> None:
        """All lines that begin where `nodes` end."""
        lines = {node[2] for node in nodes}
        for line in lines:
            here = nodes if len(lines) == 1 else [node for node in nodes if node[2] == line]
            self._lines(here, x, spaces, self.widths[min(line, len(self.widths) - 1)], line)

    def _lines(self, nodes: list[Node], x: float, spaces: int, width: float, line: int) -> None:
        matter, demerits = self.matter, self.demerits
        ends, spaces_to, space = matter.ends, matter.spaces_to, matter.space
        first, final = nodes[0][1] + 1, self.final
        full = x + width
        guess = min(bisect_right(ends, full, first, final + 1), final)
        most = full + demerits.shrink * space * max(spaces_to[guess] - spaces, 0) + demerits.expansion * width * 1.05
        place = min(bisect_right(ends, most + 1e-6, first, final + 1), final)
        if place == final:
            self._last_line(nodes, ends[final] - x, spaces_to[final] - spaces, width, line)
        barred, careful = line in self.unhyphenated, self.loosest < inf
        expansion, share = demerits.expansion, demerits.share
        shrink, loosest, kinds = -demerits.shrink - 1e-9, self.loosest, matter.kinds
        while place >= first:
            if place != final:
                end = ends[place]
                slack, room = full - end, expansion * (end - x)
                taken = share * slack
                slack -= room if taken > room else -room if taken < -room else taken
                count = spaces_to[place] - spaces
                e = slack / (count * space) if count > 0 else (0.0 if abs(slack) < 0.01 else slack / space * 3)
                if e > loosest:
                    break
                if (
                    e >= shrink
                    and not (barred and kinds[place] > PLAIN)
                    and not (careful and kinds[place] in (NAME, GLUE))
                ):
                    self._connect(nodes, place, e, line)
            place -= 1

    def _connect(self, nodes: list[Node], place: int, e: float, line: int) -> None:
        d, kind = self.demerits, self.matter.kinds[place]
        cost = (100.0 if e > 0 else d.tight) * e * e + self.price[kind]
        if e > 0.5:
            cost += d.loose + d.looser * (e - 0.5) ** 2
        look = 0 if e < -0.12 else 1 if e < 0.45 else 2
        if place >= self.runts or (kind > PLAIN and place >= self.matter.tail):
            cost += d.last_word
        reached = self.reached.setdefault(place, {})
        number = min(line + 1, self.counted)
        for node in nodes:
            total = node[0] + cost
            row = 0
            if kind > PLAIN:
                row = min(node[3] + 1, 3)
                if row > 1:
                    total += self.second if row == 2 else self.ladder
            if node[4] - look in (2, -2):
                total += d.contrast
            key = (number, row, look)
            known = reached.get(key)
            if known is None or total < known[0]:
                reached[key] = (total, place, number, row, look, node)

    def _last_line(self, nodes: list[Node], length: float, count: int, width: float, line: int) -> None:
        d, matter = self.demerits, self.matter
        over = length - width
        over += d.expanded(-over, length) if over > 0 else 0.0
        if over > 1e-6 and over > d.shrink * matter.space * count + 1e-6:
            return
        e = -over / (count * matter.space) if over > 1e-6 else 0.0
        cost = d.tight * e * e
        if (line or nodes[0][1] >= 0) and length < d.short_line * width:
            cost += d.short * (2 - length / (d.short_line * width))
        node = min(nodes, key=_cost)
        known = self.reached.setdefault(self.final, {})
        total = node[0] + cost
        if (0, 0, 1) not in known or total < known[0, 0, 1][0]:
            known[0, 0, 1] = (total, self.final, line + 1, 0, 1, node)


def _cost(node: Node) -> float:
    return node[0]


def _path(node: Node | None) -> tuple[int, ...] | None:
    places: list[int] = []
    while node is not None and node[5] is not None:
        places.append(node[1])
        node = node[5]
    return tuple(reversed(places)) or None
