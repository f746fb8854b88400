"""The lines of one paragraph as they are known by now, and how they become known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from publisher.writers.lines.boxes import Paragraph
from publisher.writers.lines.fit import Demerits
from publisher.writers.lines.greedy import first_fit
from publisher.writers.lines.matter import ADDED, END, OWN_HYPHEN, Matter

Choose = Callable[
    [Matter, tuple[float, int, int], Sequence[float], Demerits, frozenset[int]],
    tuple[int, ...] | None,
]
"""What chooses the ends of lines: `fit.fit` or `greedy.first_fit`."""

_ENDLESS = 1 << 60
_SAME = 0.02
"""px by which the width of a line may differ from the one that was planned for."""
_WORST = 1.6
"""A line with wider word spaces (in natural ones, beyond the natural one) is worse than a hyphen at a page's end."""


@dataclass(slots=True)
class Line:
    """A planned line: where it begins and ends, in runs and characters; lengths in px.

    `resume`: where the next one begins, in the run where this one ends.
    """

    run: int
    offset: int
    x: float
    end_run: int
    end: int
    end_x: float
    resume: int
    hyphen: bool
    """A hyphen is added."""
    divided: bool
    """The line ends with a hyphen."""
    width: float
    corrections: dict[int, float] = field(default_factory=dict)


class Plan:
    """The lines of one paragraph as they are known by now."""

    def __init__(self, paragraph: Paragraph, choose: Choose) -> None:
        self.paragraph = paragraph
        self.choose = choose
        self.lines: dict[tuple[int, int], Line] = {}
        self.solved: dict[tuple[object, ...], list[Line]] = {}
        self.may_be_plain: bool | None = None
        """Whether `plain` may make its lines, when that is known."""

    def line_at(self, place: tuple[int, int], width: float) -> Line | None:
        line = self.lines.get(place)
        return line if line and abs(line.width - width) < _SAME else None

    def solve(self, place: tuple[int, int], widths: list[float], demerits: Demerits) -> None:
        """Lines from `place` on, as far as they can be chosen."""
        key = (place, tuple(round(w, 2) for w in widths))
        matter = self.paragraph.matter
        if key not in self.solved and place[0] < len(matter.runs):
            start, places = self._chosen(place, widths, demerits, frozenset())
            self.solved[key] = self._lines(place, start, widths, places or ())
        self._keep(self.solved.get(key, []))

    def solve_barred(self, planned: list[Line], full: float, barred: frozenset[int], demerits: Demerits) -> bool:
        """The lines `planned` and all behind them again, no hyphen at the end of `barred`; False if that is no better.

        `full`: width of the lines behind them in px.
        """
        first, widths = planned[0], [line.width for line in planned]
        widths.append(full)
        place = (first.run, first.offset)
        matter = self.paragraph.matter
        start, places = self._chosen(place, widths, demerits, barred)
        if not places or matter.kinds[places[-1]] != END:
            return False
        if self._worst(start, widths, places[: max(barred) + 2], demerits) > _WORST:
            return False
        self._keep(self._lines(place, start, widths, places))
        return True

    def _chosen(
        self, place: tuple[int, int], widths: list[float], demerits: Demerits, barred: frozenset[int]
    ) -> tuple[tuple[float, int, int], tuple[int, ...] | None]:
        """Where the lines begin, and the places at which they end.

        What has room on one line is on one, whoever chooses: no word of it is divided.
        """
        matter, start = self.paragraph.matter, self._start(place)
        end = matter.kinds.index(END, start[2])
        if matter.ends[end] - start[0] <= widths[0]:
            return start, (end,)
        if self.choose is not first_fit and matter.words:
            matter.divide()
            start = self._start(place)
        return start, self.choose(matter, start, widths, demerits, barred)

    def _worst(
        self, start: tuple[float, int, int], widths: list[float], places: tuple[int, ...], demerits: Demerits
    ) -> float:
        """The widest word space of the lines, in natural ones beyond the natural one."""
        matter, (x, spaces, _), worst = self.paragraph.matter, start, 0.0
        for number, at in enumerate(places):
            if matter.kinds[at] == END:
                break
            length, count = matter.ends[at] - x, matter.spaces_to[at] - spaces
            slack = widths[min(number, len(widths) - 1)] - length
            slack -= demerits.expanded(slack, length)
            worst = max(worst, slack / (max(count, 0.2) * matter.space))
            x, spaces = matter.starts[at], matter.spaces_from[at]
        return worst

    def _keep(self, lines: list[Line]) -> None:
        self.lines.update({(line.run, line.offset): line for line in lines})

    def _start(self, place: tuple[int, int]) -> tuple[float, int, int]:
        matter = self.paragraph.matter
        x, spaces = matter.position(*place)
        first = bisect_right(
            matter.at, place, hi=matter.ordered, key=lambda at: (at[0], at[2] if at[2] >= 0 else _ENDLESS)
        )
        return x, spaces, first

    def _lines(
        self, place: tuple[int, int], start: tuple[float, int, int], widths: list[float], places: tuple[int, ...]
    ) -> list[Line]:
        matter, lines = self.paragraph.matter, []
        (run, offset), x = place, start[0]
        for number, at in enumerate(places):
            end_run, end, resume = matter.at[at]
            kind, width = matter.kinds[at], widths[min(number, len(widths) - 1)]
            hyphen = kind in ADDED
            divided = hyphen or kind == OWN_HYPHEN
            lines.append(Line(run, offset, x, end_run, end, matter.ends[at], resume, hyphen, divided, width))
            run, offset = self._behind(end_run, resume)
            x = matter.starts[at]
        return lines

    def _behind(self, run: int, offset: int) -> tuple[int, int]:
        """The beginning of the line behind: the end of a run is the beginning of the next one."""
        texts = self.paragraph.texts
        if offset < 0 or offset >= len(texts[run].text):
            run, offset = run + 1, 0
            if run < len(texts) and texts[run].text.startswith(" "):
                offset = 1
        return run, offset
