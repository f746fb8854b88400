"""All ways to set a layout within its limits, and the least visible one for every amount of text.

What a setting *holds* is how much text goes on a page, in times the layout as it is; what it *costs* is how much one
sees of it. The reasons for the figures: docs/decisions/0015-fit.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import NamedTuple, Protocol, TypeVar

from publisher.model.fit import Range
from publisher.model.layout import Layout
from publisher.model.paper import Margins

SIZE, LEADING, TRACKING, MARGINS, GUTTER = 0.01, 0.02, 0.004, 0.04, 0.1
"""One unit of visibility: what is noticed when two pages lie side by side. Tracking in em, the others as a share of
what they are. Cost is the sum of squared units: several small changes hide better than a large one."""

OTHER_COLUMNS = 400.0
"""Cost of another number of columns: that is another page, and comes after everything else."""

LETTER = 0.54
"""Em that a letter of Russian text takes on average, spaces counted in."""

_FINE = 1.002
"""Settings that do not hold so many times more than another are not worth a try of their own."""


@dataclass(frozen=True, slots=True)
class Setting:
    """`size`, `line` (leading) and `gutter` in pt, `tracking` in em, `lines` of a page; `sides` and `ends`: what the
    margins left and right, at top and bottom are multiplied by. `holds` and `costs`: see above.
    """

    holds: float
    costs: float
    size: float
    line: float
    lines: int
    ends: float
    tracking: float
    gutter: float
    sides: float
    columns: int


class _Depth(NamedTuple):
    """Size and leading, and what follows for a page."""

    holds: float
    costs: float
    size: float
    line: float
    lines: int
    ends: float


class _Breadth(NamedTuple):
    """What decides how long lines are, in letters of one size."""

    holds: float
    costs: float
    tracking: float
    gutter: float
    sides: float


class _Way(Protocol):
    @property
    def holds(self) -> float: ...
    @property
    def costs(self) -> float: ...


W = TypeVar("W", bound=_Way)


def ladder(layout: Layout, columns: int = 0) -> list[Setting]:
    """Settings from the one that holds least to the one that holds most, each the least visible for what it holds.

    The layout as it is stands among them, with cost 0, unless another number of `columns` is asked for.
    """
    columns = columns or layout.typesetting.columns
    other = OTHER_COLUMNS if columns != layout.typesetting.columns else 0.0
    depths, breadths = _front(_depths(layout)), _front(_breadths(layout, columns))
    settings = [
        Setting(d.holds * b.holds, d.costs + b.costs + other, *d[2:], *b[2:], columns) for d in depths for b in breadths
    ]
    return _front(settings)


def _front(ways: Iterable[W]) -> list[W]:
    """Those that no other beats: none holds as much, or as little, and is seen less. Sorted by what they hold."""
    every = sorted(ways, key=lambda way: (way.costs, abs(way.holds - 1)))
    best = every[0]
    found = [best]
    for more in (True, False):
        last = best
        for way in every:
            apart = way.holds / last.holds if more else last.holds / way.holds
            if apart >= _FINE:
                found.append(last := way)
    return sorted(found, key=lambda way: way.holds)


def _depths(layout: Layout) -> Iterator[_Depth]:
    """Whole lines of every size and leading on a page, with the margins at its ends that go with them."""
    own, limits, height = layout.typesetting, layout.fit, layout.trim.height
    lines, margins, ratio = lines_of(layout), _ends(layout), own.line / own.size
    yield _Depth(1.0, 0.0, own.size, own.line, lines, 1.0)
    for size in _steps(own.size, limits.size, _size_step):
        by_size = (math.log(size / own.size) / SIZE) ** 2
        leading = limits.leading or (ratio, ratio)
        for line in _steps(ratio * size, (leading[0] * size, leading[1] * size), _line_step):
            by_line = (math.log(line / size / ratio) / LEADING) ** 2
            most, least = ((height - margins * k) / line for k in limits.margins or (1.0, 1.0))
            first, last = math.ceil(least - 1e-6), math.floor(most + 1e-6)
            for count in range(first, last + 1) or [max(1, last)]:  # none is whole: the foot takes what is left over
                ends = (height - count * line) / margins
                by_ends = ((ends - 1) / MARGINS) ** 2
                holds = count / lines * own.size / size
                yield _Depth(holds, by_size + by_line + by_ends, size, line, count, ends)


def _breadths(layout: Layout, columns: int) -> Iterator[_Breadth]:
    own, limits = layout.typesetting, layout.fit
    sides = layout.margins.inner + layout.margins.outer
    gutter = own.gutter or own.line
    natural = layout.trim.width - sides - (own.columns - 1) * own.gutter
    for k in _steps(1.0, limits.margins, lambda _: 0.02):
        for gap in _steps(gutter, limits.gutter if columns > 1 else None, lambda _: 1.0):
            for tracking in _steps(own.tracking, limits.tracking, lambda _: 0.0025):
                width = layout.trim.width - k * sides - (columns - 1) * gap
                holds = width / natural * (LETTER + own.tracking) / (LETTER + tracking)
                by_gutter = ((gap / gutter - 1) / GUTTER) ** 2
                costs = ((k - 1) / MARGINS) ** 2 + ((tracking - own.tracking) / TRACKING) ** 2 + by_gutter
                yield _Breadth(holds, costs, tracking, gap if columns > 1 else own.gutter, k)


def _steps(own: float, limits: Range | None, step_at: _Step) -> list[float]:
    """The value as it is and round values between the limits."""
    if limits is None:
        return [own]
    step = step_at(own)
    first, last = math.ceil(limits[0] / step - 1e-6), math.floor(limits[1] / step + 1e-6)
    return [own, *(round(n * step, 4) for n in range(first, last + 1) if abs(n * step - own) > step / 4)]


class _Step(Protocol):
    def __call__(self, own: float, /) -> float: ...


def _size_step(size: float) -> float:
    """Tenths of a point in text, coarser in display sizes: about 1 %."""
    return 0.1 if size < 16 else 0.25 if size < 32 else 0.5


def _line_step(line: float) -> float:
    """About 0.4 %."""
    return 0.05 if line < 20 else 0.1 if line < 40 else 0.2


def lines_of(layout: Layout) -> int:
    """Whole lines in the text area."""
    return max(
        1, int((layout.trim.height - layout.margins.top - layout.margins.bottom + 0.1) / layout.typesetting.line)
    )


def _ends(layout: Layout) -> float:
    """Margins at top and bottom as they are between whole lines."""
    return layout.trim.height - lines_of(layout) * layout.typesetting.line


def as_set(layout: Layout, setting: Setting) -> Layout:
    """The layout in this setting. Running head and folio keep their place within the margins."""
    if setting.costs == 0:
        return layout
    old, own = layout.margins, layout.typesetting
    free = layout.trim.height - setting.lines * setting.line
    top = free * old.top / (old.top + old.bottom) if layout.fit.margins else old.top
    margins = Margins(old.inner * setting.sides, old.outer * setting.sides, top, free - top)
    typesetting = replace(
        own,
        size=setting.size,
        line=setting.line,
        tracking=setting.tracking,
        columns=setting.columns,
        gutter=setting.gutter,
    )
    return replace(
        layout,
        margins=margins,
        head=layout.head * top / old.top if old.top else layout.head,
        foot=layout.foot * margins.bottom / old.bottom if old.bottom else layout.foot,
        typesetting=typesetting,
        digest=sha256(f"{layout.digest} {margins} {typesetting}".encode()).hexdigest(),
    )


def other_columns(layout: Layout) -> Sequence[int]:
    """Other numbers of columns that the layout allows, those nearest to its own first."""
    own = layout.typesetting.columns
    if layout.fit.columns is None:
        return ()
    least, most = (int(limit) for limit in layout.fit.columns)
    return sorted((n for n in range(least, most + 1) if n != own), key=lambda n: (abs(n - own), n))
