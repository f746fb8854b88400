"""Which sheet, which grid, which scale: what is asked for meets what the pages need. All lengths are in pt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from publisher.model.errors import UsageError
from publisher.model.finding import Finding, Severity
from publisher.model.imposition import Imposition, Joint, MarkKind, Plan
from publisher.model.sheet import LARGEST_SIDE, MM, SHEETS, SheetSize, sheet_size
from publisher.press.imposition import CUT_APART, SCHEMES, plan, tumbled
from publisher.press.marks import KINDS, needed_margin
from publisher.press.sheet_layout import SheetLayout, joint_gaps, mark_offset
from publisher.press.source_pages import SourcePage

_SLACK = 0.5
"""By so much pages may be larger than the paper: many a size is rounded somewhere."""

_OFFICE, _PRESS = "A4", "SRA3"
_AUTOMATIC = ("A6", "A5", "A4", "RA4", "SRA4", "A3", "RA3", "SRA3", "A2", "RA2", "SRA2", "A1", "RA1", "SRA1", "A0")
_MOST_CELLS = 1000
_SMALLEST_SCALE, _LARGEST_SCALE = 0.05, 20.0
_LONGEST = 500 * MM
_MOST_EATEN = 0.25
"""Of a page's width: what creep, milling or a fold may take."""


class _Way(NamedTuple):
    """A way to use a sheet: paper that stays free around the trim, and the marks that stand there."""

    margin: float
    marks: frozenset[MarkKind]


def lay_out(pages: Sequence[SourcePage], asked: Imposition) -> SheetLayout:
    """All measures of an imposition.

    Raises:
        UsageError: I110 the sheet is too small, I111 an option does not fit, U110 no such scheme or sheet.
    """
    check(asked)
    scale = 1.0 if asked.scale is None else asked.scale
    size = max(page.width for page in pages) * scale, max(page.height for page in pages) * scale
    bleed = max(max(page.bleed) for page in pages) * scale if asked.bleed is None else asked.bleed
    found = _Chooser(len(pages), size, bleed, asked).choose()
    _check_measures(found)
    return replace(found, remarks=tuple(_remarks(pages, found)))


def check(asked: Imposition) -> None:
    """What can be said without any document.

    Raises:
        UsageError: I111 an option does not fit, U110 no such scheme or sheet.
    """
    if asked.scheme not in SCHEMES:
        raise UsageError("U110", {"what": "--scheme", "value": asked.scheme, "known": ", ".join(SCHEMES)})
    if asked.sheet:
        _sheet(asked.sheet)
    for option, value, fits in _conditions(asked):
        if not fits:
            raise UsageError("I111", {"option": option, "value": value})


def _conditions(asked: Imposition) -> Iterator[tuple[str, object, bool]]:
    yield "--up", asked.up, asked.up in (2, 4, 8, 16)
    fits = asked.signature >= 0 and asked.signature % (2 * asked.up) == 0
    yield "--signature", asked.signature, fits
    columns, rows = asked.grid
    fits = asked.grid == (0, 0) or (columns > 0 and rows > 0 and columns * rows <= _MOST_CELLS)
    yield "--grid", f"{columns}x{rows}", fits
    yield "--sides", asked.sides, asked.sides in (1, 2)
    yield "--panels", asked.panels, 2 <= asked.panels <= 16
    scale = asked.scale
    yield "--scale", scale, scale is None or _SMALLEST_SCALE <= scale <= _LARGEST_SCALE
    for name in ("creep", "caliper", "milling", "fold_in", "bleed", "gap"):
        length: float | None = getattr(asked, name)
        yield f"--{name.replace('_', '-')}", length and f"{length / MM:g}", length is None or 0 <= length <= _LONGEST


def _check_measures(found: SheetLayout) -> None:
    """Lengths that eat into the pages, against the pages.

    Raises:
        UsageError: I111, so little of a page would be left that a wrong unit was meant.
    """
    shape = found.plan
    eaten = {
        "--creep": found.shift(shape.deepest),
        "--milling": found.asked.milling if Joint.SPINE in shape.column_joints else 0.0,
        "--fold-in": found.asked.fold_in if shape.shortened else 0.0,
    }
    for option, length in eaten.items():
        if length > found.cell[0] * _MOST_EATEN:
            raise UsageError("I111", {"option": option, "value": f"{length / MM:g}"})


def _sheet(name: str) -> SheetSize:
    try:
        return sheet_size(name)
    except ValueError:
        known = ", ".join([*SHEETS, "450x320"])
        raise UsageError("U110", {"what": "--sheet", "value": name, "known": known}) from None


class _Chooser:
    """Looks for a sheet for `pages` pages of one size."""

    def __init__(self, pages: int, size: tuple[float, float], bleed: float, asked: Imposition) -> None:
        self.pages, self.size, self.bleed, self.asked = pages, size, bleed, asked
        self.gaps = joint_gaps(asked, bleed)
        self.free_grid = asked.scheme in CUT_APART and asked.grid == (0, 0)
        self.shrinks = asked.scale is None

    def choose(self) -> SheetLayout:
        """The first sheet that will do, with as much around the pages as can be had.

        Raises:
            UsageError: I110.
        """
        for way in self._ways():
            for sheets in self._candidates():
                found = [layout for sheet in sheets if (layout := self._filled(sheet, way))]
                if found:
                    return self._planned(max(found, key=_worth))
        if self.asked.sheet or self.free_grid or self.shrinks:
            raise self._too_small()
        return self._planned(self._made_to_measure())

    def _ways(self) -> Iterator[_Way]:
        """Marks where there is room; a bleed that finds no room is cut at the edge of a sheet that was asked for."""
        marks = self.asked.marks
        with_marks = _Way(needed_margin(mark_offset(self.bleed)), frozenset(KINDS) if marks is None else marks)
        plain, cut = _Way(self.bleed, frozenset()), _Way(0.0, frozenset())
        if marks:
            yield with_marks
        elif marks is not None:
            yield from (plain, cut) if self.asked.sheet else (plain,)
        elif self.asked.sheet and not self.shrinks:
            yield from (with_marks, plain, cut)
        else:
            yield with_marks if self.bleed else plain

    def _candidates(self) -> Iterator[tuple[SheetSize, ...]]:
        """Sheets to try, upright and lying; a size in figures is taken as it was said as long as it will do."""
        if self.asked.sheet:
            sheet = _sheet(self.asked.sheet)
            yield from [(sheet, sheet.turned)] if sheet.name else [(sheet,), (sheet.turned,)]
        elif self.free_grid or self.shrinks:
            sheet = SHEETS[_PRESS if self.bleed else _OFFICE]
            yield sheet, sheet.turned
        else:
            for name in _AUTOMATIC:
                yield SHEETS[name], SHEETS[name].turned

    def _filled(self, sheet: SheetSize, way: _Way) -> SheetLayout | None:
        """The sheet with its grid and scale; None when it is too small."""
        room = sheet.width - 2 * way.margin + _SLACK, sheet.height - 2 * way.margin + _SLACK
        asked = replace(self.asked, grid=self._grid(room)) if self.free_grid else self.asked
        if self.free_grid and not 1 <= asked.grid[0] * asked.grid[1] <= _MOST_CELLS:
            return None
        shape = plan(1, asked)
        fixed = self._fixed(shape)
        scale = min((room[n] - fixed[n]) / (self.size[n] * (shape.columns, shape.rows)[n]) for n in (0, 1))
        if scale < (_SMALLEST_SCALE if self.shrinks else 1.0):
            return None
        scale = min(1.0, scale)
        bleed = self.bleed * scale if asked.bleed is None else self.bleed
        cell = self.size[0] * scale, self.size[1] * scale
        return SheetLayout(shape, asked, sheet, cell, scale * (asked.scale or 1.0), bleed, way.marks)

    def _grid(self, room: tuple[float, float]) -> tuple[int, int]:
        """As many cells as there is room for; one, when the page is to be made smaller anyway."""
        gap, least = self.gaps[Joint.CUT], int(self.shrinks)
        columns, rows = (max(least, int((room[n] + gap) // (self.size[n] + gap))) for n in (0, 1))
        return columns, rows

    def _fixed(self, shape: Plan) -> tuple[float, float]:
        """What of a block does not scale: gaps, less what shortened panels lack."""
        across = sum(self.gaps[joint] for joint in shape.column_joints) - len(shape.shortened) * self.asked.fold_in
        return across, sum(self.gaps[joint] for joint in shape.row_joints)

    def _block(self) -> tuple[float, float]:
        """All pages of a side with their gaps, at their size."""
        shape = plan(1, replace(self.asked, grid=(1, 1)) if self.free_grid else self.asked)
        fixed = self._fixed(shape)
        return self.size[0] * shape.columns + fixed[0], self.size[1] * shape.rows + fixed[1]

    def _made_to_measure(self) -> SheetLayout:
        """A sheet of its own for a block that no usual sheet holds.

        Raises:
            UsageError: I110, no PDF page is as large.
        """
        way = next(self._ways())
        width, height = (side + 2 * way.margin for side in self._block())
        found = self._filled(SheetSize("", width, height), way)
        if found is None or max(width, height) > LARGEST_SIDE:
            raise self._too_small()
        return found

    def _planned(self, found: SheetLayout) -> SheetLayout:
        """The whole plan; its backs are turned when the printer turns sheets over the other edge than a page is."""
        whole = plan(self.pages, found.asked)
        natural = "long" if found.sheet.height >= found.sheet.width else "short"
        other = self.asked.flip not in ("auto", natural)
        return replace(found, plan=tumbled(whole) if other else whole)

    def _too_small(self) -> UsageError:
        margin = min(way.margin for way in self._ways())
        width, height = (side + 2 * margin for side in self._block())
        fitting = [
            name
            for name in _AUTOMATIC
            for sheet in (SHEETS[name], SHEETS[name].turned)
            if width <= sheet.width + _SLACK and height <= sheet.height + _SLACK
        ]
        params = {
            "needed": f"{width / MM:.0f}×{height / MM:.0f}",
            "sheet": self.asked.sheet or (_PRESS if self.bleed else _OFFICE),
            "fitting": ", ".join(list(dict.fromkeys(fitting))[:3]) or f"{width / MM:.0f}x{height / MM:.0f}",
        }
        return UsageError("I110", params)


def _worth(found: SheetLayout) -> tuple[float, int, float]:
    """The largest pages, then the most of them, then the widest margin."""
    trim = found.trim
    return round(found.scale, 4), found.plan.columns * found.plan.rows, round(min(trim.left, trim.bottom), 2)


def _remarks(pages: Sequence[SourcePage], found: SheetLayout) -> Iterator[Finding]:
    """What was added, and what had to give way."""
    sizes = {(round(page.width / MM), round(page.height / MM)) for page in pages}
    if len(sizes) > 1:
        listed = ", ".join(f"{width}×{height}" for width, height in sorted(sizes)[:5])
        yield Finding("I201", Severity.WARNING, None, {"sizes": listed})
    if blanks := found.plan.blanks:
        numbers = f"{blanks[0]}–{blanks[-1]}" if len(blanks) > 1 else str(blanks[0])
        yield Finding("I202", Severity.NOTE, None, {"n": len(blanks), "pages": numbers})
    if not found.paper.holds(found.trim.grown(found.bleed), _SLACK):
        yield Finding("I203", Severity.WARNING, None, {"bleed": f"{found.bleed / MM:.1f}", "sheet": str(found.sheet)})
    if found.asked.marks is None and found.asked.sheet and found.bleed and not found.marks:
        yield Finding("I204", Severity.NOTE, None, {"sheet": str(found.sheet)})
    creep = found.shift(found.plan.deepest)
    if found.bleed and creep > found.bleed:
        params = {"creep": f"{creep / MM:.2f}", "bleed": f"{found.bleed / MM:.1f}"}
        yield Finding("I205", Severity.WARNING, None, params)
