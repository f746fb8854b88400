"""From plan to paper: which sheet is taken, where every page lands on it, where cuts and folds run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from publisher.model.finding import Finding
from publisher.model.imposition import Imposition, Joint, MarkKind, Plan, PressSheet, Slot
from publisher.model.sheet import MM, Box, SheetSize
from publisher.press.marks import GAP, Frame, Tick
from publisher.press.source_pages import SourcePage

_MARK_OFFSET = 2 * MM
"""Marks stand at least so far from the trim, even without bleed."""

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Placement:
    """A page on a sheet side: `page` from 1, `matrix` from its own coordinates to the sheet's, `clip` on the sheet."""

    page: int
    matrix: Matrix
    clip: Box


@dataclass(frozen=True, slots=True)
class _Grid:
    """A side's columns from the left and rows from the top: sizes, and widths and kinds of the joints between."""

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    column_joints: tuple[Joint, ...]
    row_joints: tuple[Joint, ...]
    gaps: dict[Joint, float]

    @property
    def width(self) -> float:
        return sum(self.widths) + sum(self.gaps[joint] for joint in self.column_joints)

    @property
    def height(self) -> float:
        return sum(self.heights) + sum(self.gaps[joint] for joint in self.row_joints)


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """All measures of an imposition, in pt.

    Attributes:
        cell: width and height of a full page on the sheet.
        bleed: kept on the outer edges.
        marks: kinds that are drawn.
        remarks: what had to give way.
    """

    plan: Plan
    asked: Imposition
    sheet: SheetSize
    cell: tuple[float, float]
    scale: float
    bleed: float
    marks: frozenset[MarkKind]
    remarks: tuple[Finding, ...] = ()

    @property
    def paper(self) -> Box:
        return Box(0.0, 0.0, self.sheet.width, self.sheet.height)

    @property
    def trim(self) -> Box:
        """All pages of a side as one rectangle, in the middle of the sheet: fronts and backs fall on each other."""
        grid = self._grid(back=False)
        left, bottom = (self.sheet.width - grid.width) / 2, (self.sheet.height - grid.height) / 2
        return Box(left, bottom, left + grid.width, bottom + grid.height)

    @property
    def bleed_box(self) -> Box:
        """What artwork reaches on every sheet: pages that creep toward the spine take their bleed with them."""
        trim, across = self.trim, max(0.0, self.bleed - self.shift(self.plan.deepest))
        box = Box(trim.left - across, trim.bottom - self.bleed, trim.right + across, trim.top + self.bleed)
        return box.within(self.paper)

    def _grid(self, *, back: bool) -> _Grid:
        """A back is the front seen through the paper; a tumbled one is turned by 180° as well."""
        plan, (width, height) = self.plan, self.cell
        widths = tuple(width - self.asked.fold_in * (c in plan.shortened) for c in range(plan.columns))
        heights = (height,) * plan.rows
        columns, rows = plan.column_joints, plan.row_joints
        if back and not plan.tumbled:
            widths, columns = widths[::-1], columns[::-1]
        elif back:
            rows = rows[::-1]
        return _Grid(widths, heights, columns, rows, joint_gaps(self.asked, self.bleed))

    def placements(self, pages: Sequence[SourcePage], sheet: PressSheet, *, back: bool) -> Iterator[Placement]:
        """Where the pages of a side stand; blanks are left out."""
        slots = sheet.back if back else sheet.front
        cells = _Cells(self._grid(back=back), self.trim, self.bleed)
        for slot in slots:
            if slot.page <= len(pages):
                yield self._placed(pages[slot.page - 1], slot, cells)

    def _placed(self, page: SourcePage, slot: Slot, cells: _Cells) -> Placement:
        """Centred in its cell; a shortened panel is cut at its free edge. A page creeps toward its spine."""
        box, clip = cells.box(slot), cells.clip(slot).within(self.paper)
        width, height = page.width * self.scale, page.height * self.scale
        x, y = box.left + (box.width - width) / 2, box.bottom + (box.height - height) / 2
        if box.width < self.cell[0] - 0.01 and width > box.width:
            x = box.right - width if slot.column == 0 else box.left
        toward_left = (slot.page % 2 == 1) ^ slot.turned  # the spine of a recto page is on its left
        x += -self.shift(slot.depth) if toward_left else self.shift(slot.depth)
        return Placement(slot.page, _matrix(page, self.scale, x, y, turned=slot.turned), clip)

    def shift(self, depth: int) -> float:
        """Creep of a leaf in pt: a caliper for every leaf around it, or an equal share of what was asked for."""
        if self.asked.creep is None:
            return depth * self.asked.caliper
        return self.asked.creep * depth / max(1, self.plan.deepest)

    def frame(self, *, back: bool) -> Frame:
        """What the marks of a side stand around."""
        grid, trim = self._grid(back=back), self.trim
        columns = _ticks(trim.left, grid.widths, grid.column_joints, grid.gaps)
        rows = _ticks(0.0, grid.heights, grid.row_joints, grid.gaps)
        upward = tuple(replace(tick, at=trim.top - tick.at) for tick in reversed(rows))
        return Frame(self.paper, trim, mark_offset(self.bleed), columns, upward, (self.bleed,) * 4)

    def outer_spine(self) -> Box:
        """The back of a signature: a strip along the fold beside its first page, on a front.

        It stays inside the milling allowance; on a fold without one it is as narrow as can be seen.
        """
        slot = next(slot for slot in self.plan.sheets[0].front if slot.page == 1)
        grid = self._grid(back=False)
        gap = grid.gaps[grid.column_joints[slot.column - 1]]
        page = _Cells(grid, self.trim, self.bleed).box(slot)
        fold, width = page.left - gap / 2, min(3.0, max(1.0, gap - 1.0))
        return Box(fold - width / 2, page.bottom, fold + width / 2, page.top)


class _Cells:
    """The rectangles of a grid on the sheet, and how far each may show artwork."""

    def __init__(self, grid: _Grid, trim: Box, bleed: float) -> None:
        self.grid, self.trim, self.bleed = grid, trim, bleed
        self.lefts = _starts(grid.widths, [grid.gaps[joint] for joint in grid.column_joints])
        self.drops = _starts(grid.heights, [grid.gaps[joint] for joint in grid.row_joints])

    def box(self, slot: Slot) -> Box:
        left, top = self.trim.left + self.lefts[slot.column], self.trim.top - self.drops[slot.row]
        return Box(left, top - self.grid.heights[slot.row], left + self.grid.widths[slot.column], top)

    def clip(self, slot: Slot) -> Box:
        """The cell with its bleed: whole at the edges of the sheet, up to the middle of a gap, nothing at a fold."""
        box = self.box(slot)
        columns, rows = self.grid.column_joints, self.grid.row_joints
        return Box(
            box.left - self._reach(columns, slot.column - 1),
            box.bottom - self._reach(rows, slot.row),
            box.right + self._reach(columns, slot.column),
            box.top + self._reach(rows, slot.row - 1),
        )

    def _reach(self, joints: Sequence[Joint], number: int) -> float:
        if not 0 <= number < len(joints):
            return self.bleed
        return min(self.bleed, self.grid.gaps[joints[number]] / 2)


def _starts(sizes: Sequence[float], gaps: Sequence[float]) -> list[float]:
    return [0.0, *accumulate(size + gap for size, gap in zip(sizes[:-1], gaps, strict=True))]


def _ticks(start: float, sizes: Sequence[float], joints: Sequence[Joint], gaps: dict[Joint, float]) -> tuple[Tick, ...]:
    """Cuts at both sides of a gap, folds in its middle; the outer edges are cut."""
    ticks = [Tick(start)]
    at = start
    for size, joint in zip(sizes, joints, strict=False):
        at += size
        gap = gaps[joint]
        if joint in (Joint.CUT, Joint.HEAD):
            ticks += [Tick(at), Tick(at + gap)] if gap else [Tick(at)]
        if joint is not Joint.CUT and (gap or joint is not Joint.HEAD):
            ticks.append(Tick(at + gap / 2, fold=True))
        at += gap
    return tuple(sorted((*ticks, Tick(at + sizes[-1])), key=lambda tick: tick.at))


def _matrix(page: SourcePage, scale: float, x: float, y: float, *, turned: bool) -> Matrix:
    """From the page's coordinates to the sheet's: shown upright (or head down) with its trim at (x, y)."""
    s, trim = page.unit * scale, page.trim
    cosine, sine = {0: (1, 0), 90: (0, -1), 180: (-1, 0), 270: (0, 1)}[(page.angle + 180 * turned) % 360]
    a, b, c, d = s * cosine, s * sine, -s * sine, s * cosine
    corners = [(a * px + c * py, b * px + d * py) for px in (trim.left, trim.right) for py in (trim.bottom, trim.top)]
    return a, b, c, d, x - min(p for p, _ in corners), y - min(q for _, q in corners)


def joint_gaps(asked: Imposition, bleed: float) -> dict[Joint, float]:
    """Width of every kind of joint in pt."""
    gap = 2 * bleed if asked.gap is None else asked.gap
    return {Joint.FOLD: 0.0, Joint.SPINE: 2 * asked.milling, Joint.CUT: gap, Joint.HEAD: gap}


def mark_offset(bleed: float) -> float:
    """From the trim to the beginning of a mark, in pt."""
    return max(bleed, _MARK_OFFSET) + GAP
