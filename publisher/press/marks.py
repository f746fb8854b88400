"""Printer's marks: crop and fold ticks, registration targets, colour bar, collation mark, slug line.

All lines are in registration colour, a Separation /All: they show on every plate, also on those of spot inks, and
PDF/X-1a allows it because its alternate is CMYK. Marks stand outside the bleed and never on artwork.

Every edge of the sheet has a band of its own: it begins `offset` beyond the trim and is as wide as a tick is long.
Ticks divide a band into stretches; target, bar and slug each take one, so nothing stands upon anything else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.model.imposition import MarkKind
from publisher.model.press import MARK_GAP
from publisher.model.sheet import MM, Box

if TYPE_CHECKING:
    from publisher.press.outlines import Outline

Process = Literal["cmyk", "gray"]
"""Inks that marks may use beside registration colour: `gray` where the output intent knows no CMYK."""

KINDS: tuple[MarkKind, ...] = ("crop", "fold", "registration", "collation", "bar", "slug")
"""All that `full` means. `bleed` (corners of the bleed) is drawn only where it is asked for."""

LENGTH = 5 * MM
WEIGHT = 0.25
GAP = MARK_GAP

_SLUG_SIZE = 6.0
_SMALLEST_SLUG = 4.0
_PATCH = 5 * MM
_SMALLEST_PATCH = 2 * MM
_CLEAR = 3 * MM
"""What stays free between a tick and what stands beside it."""

_SOLIDS = ("1 0 0 0", "0 1 0 0", "0 0 1 0", "0 0 0 1")
_TRAPPING = ("1 1 0 0", "1 0 1 0", "0 1 1 0")
_DOT_GAIN = (".5 0 0 0", "0 .5 0 0", "0 0 .5 0", "0 0 0 .5")
_GREY_BALANCE = ".5 .4 .4 0"
_CMYK_BAR = (*_SOLIDS, *_TRAPPING, *_DOT_GAIN, _GREY_BALANCE)
_GRAY_BAR = ("0", ".25", ".5", ".75")


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the sheet, marked at both of its ends: `at` is its x or y in pt. Folds are dashed."""

    at: float
    fold: bool = False


@dataclass(frozen=True, slots=True)
class Collation:
    """A mark on the back of a signature, number `number` of `total`; `spine` is a strip along the fold.

    When the gathered signatures stand side by side, their marks make a staircase; a gap in it is a missing signature.
    """

    spine: Box
    number: int
    total: int


@dataclass(frozen=True, slots=True)
class Frame:
    """What the marks of one sheet side stand around; everything in pt.

    Attributes:
        paper: the sheet; nothing is drawn outside it.
        trim: all pages of the side as one rectangle.
        offset: from the trim to the beginning of a mark: at least the bleed.
        columns: ticks at the bottom and top edges (x), from left to right.
        rows: ticks at the left and right edges (y), from below.
        bleed: how far artwork reaches beyond the trim: left, bottom, right, top.
    """

    paper: Box
    trim: Box
    offset: float
    columns: tuple[Tick, ...]
    rows: tuple[Tick, ...]
    bleed: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    length: float = LENGTH
    weight: float = WEIGHT


@dataclass(frozen=True, slots=True)
class Drawing:
    """Operators of a content stream between q and Q, in points of the page; they need `resources`."""

    content: bytes
    process: Process = "cmyk"

    def resources(self) -> Dictionary:
        """The registration colour under its name."""
        alternate = Name.DeviceCMYK if self.process == "cmyk" else Name.DeviceGray
        none, full = ([0, 0, 0, 0], [1, 1, 1, 1]) if self.process == "cmyk" else ([1], [0])
        tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=none, C1=full, N=1)
        return Dictionary(ColorSpace=Dictionary(Registration=Array([Name.Separation, Name.All, alternate, tint])))

    def form(self, pdf: pikepdf.Pdf, paper: Box) -> pikepdf.Object:
        """The drawing as a form XObject of `pdf`, as large as the paper."""
        return pdf.make_stream(
            self.content,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([round(v, 3) for v in (paper.left, paper.bottom, paper.right, paper.top)]),
            Resources=self.resources(),
        )


def page_frame(
    paper: Box,
    trim: Box,
    offset: float,
    *,
    bleed: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0),
    length: float = LENGTH,
    weight: float = WEIGHT,
) -> Frame:
    """The frame of a single page: `paper` is its MediaBox, which should reach `needed_margin` beyond the trim."""
    columns, rows = (Tick(trim.left), Tick(trim.right)), (Tick(trim.bottom), Tick(trim.top))
    return Frame(paper, trim, offset, columns, rows, bleed, length, weight)


def draw_marks(
    frame: Frame,
    kinds: Collection[MarkKind],
    *,
    slug: str = "",
    side: str = "",
    collations: Sequence[Collation] = (),
    process: Process = "cmyk",
) -> Drawing:
    """The marks of a page or a sheet side.

    Args:
        kinds: what to draw, of `KINDS` and `bleed`.
        slug: words of the slug line: which document this is.
        side: words at its other end: which sheet and side.
    """
    parts = ["q /Registration CS 1 SCN /Registration cs 1 scn", f"{frame.weight:g} w"]
    if "crop" in kinds:
        parts += _ticks(frame, fold=False)
    if "bleed" in kinds:
        parts += _bleed_corners(frame)
    if "fold" in kinds:
        parts += ["[3 2] 0 d", *_ticks(frame, fold=True), "[] 0 d"]
    if "registration" in kinds:
        parts += _targets(frame)
    if "collation" in kinds:
        parts += [part for mark in collations for part in _collation(mark)]
    if "slug" in kinds:
        parts += _slug(frame, slug, side)
    if "bar" in kinds:
        parts += _bar(frame, process)
    return Drawing("\n".join([*parts, "Q"]).encode("ascii"), process)


def needed_margin(offset: float) -> float:
    """Paper around the trim that all marks need, in pt."""
    return offset + LENGTH + GAP


# --- ticks ------------------------------------------------------------------------------------------------------------


def _ticks(frame: Frame, *, fold: bool) -> Iterator[str]:
    trim, near, far = frame.trim, frame.offset, frame.offset + frame.length
    for tick in frame.columns:
        if tick.fold == fold:
            yield _line(tick.at, trim.bottom - near, tick.at, trim.bottom - far)
            yield _line(tick.at, trim.top + near, tick.at, trim.top + far)
    for tick in frame.rows:
        if tick.fold == fold:
            yield _line(trim.left - near, tick.at, trim.left - far, tick.at)
            yield _line(trim.right + near, tick.at, trim.right + far, tick.at)


def _bleed_corners(frame: Frame) -> Iterator[str]:
    """Half as long as crop ticks, so that nobody cuts along them."""
    left, bottom, right, top = frame.bleed
    trim, near, far = frame.trim, frame.offset, frame.offset + frame.length / 2
    for x in [x for x, by in ((trim.left - left, left), (trim.right + right, right)) if by]:
        yield _line(x, trim.bottom - near, x, trim.bottom - far)
        yield _line(x, trim.top + near, x, trim.top + far)
    for y in [y for y, by in ((trim.bottom - bottom, bottom), (trim.top + top, top)) if by]:
        yield _line(trim.left - near, y, trim.left - far, y)
        yield _line(trim.right + near, y, trim.right + far, y)


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l S"


# --- what stands between ticks ----------------------------------------------------------------------------------------


def _stretches(ticks: Sequence[Tick]) -> list[tuple[float, float]]:
    """The free stretches between ticks that are wide enough for anything."""
    places = sorted({tick.at for tick in ticks})
    return [(a, b) for a, b in pairwise(places) if b - a >= 2 * LENGTH]


def _middle(ticks: Sequence[Tick]) -> float | None:
    """Where a target stands: in the middle of the sheet, or of the stretch after it when a tick is there."""
    stretches = _stretches(ticks)
    if not stretches:
        return None
    start, end = stretches[len(stretches) // 2]
    return (start + end) / 2


def _targets(frame: Frame) -> Iterator[str]:
    trim, out = frame.trim, frame.offset + frame.length / 2
    reach = min(frame.length / 2, 2.5 * MM)
    x, y = _middle(frame.columns), _middle(frame.rows)
    if x is not None:
        yield from _target(x, trim.bottom - out, reach)
        yield from _target(x, trim.top + out, reach)
    if y is not None:
        yield from _target(trim.left - out, y, reach)
        yield from _target(trim.right + out, y, reach)


def _target(x: float, y: float, reach: float) -> Iterator[str]:
    yield _line(x - reach, y, x + reach, y)
    yield _line(x, y - reach, x, y + reach)
    r = reach * 0.6
    k = r * 0.5523  # a quarter of a circle as a Bézier curve
    yield (
        f"{x + r:.3f} {y:.3f} m {x + r:.3f} {y + k:.3f} {x + k:.3f} {y + r:.3f} {x:.3f} {y + r:.3f} c "
        f"{x - k:.3f} {y + r:.3f} {x - r:.3f} {y + k:.3f} {x - r:.3f} {y:.3f} c "
        f"{x - r:.3f} {y - k:.3f} {x - k:.3f} {y - r:.3f} {x:.3f} {y - r:.3f} c "
        f"{x + k:.3f} {y - r:.3f} {x + r:.3f} {y - k:.3f} {x + r:.3f} {y:.3f} c s"
    )


def _room(frame: Frame) -> tuple[float, float] | None:
    """The first stretch of the lower and upper bands, up to the target where that stands in it."""
    stretches = _stretches(frame.columns)
    if not stretches:
        return None
    start, end = stretches[0]
    target = _middle(frame.columns)
    if target is not None and start < target < end:
        end = target - LENGTH / 2
    return start + _CLEAR, end - _CLEAR


def _bar(frame: Frame, process: str) -> Iterator[str]:
    """In the upper band: solids, two inks over each other, half tones, grey balance."""
    colours, operator = (_CMYK_BAR, "k") if process == "cmyk" else (_GRAY_BAR, "g")
    room = _room(frame)
    if room is None or (side := min(_PATCH, (room[1] - room[0]) / len(colours))) < _SMALLEST_PATCH:
        return
    bottom = frame.trim.top + frame.offset + GAP  # also where ticks may begin at the bleed
    for number, colour in enumerate(colours):
        yield f"{colour} {operator} {room[0] + number * side:.3f} {bottom:.3f} {side:.3f} {min(side, 4 * MM):.3f} re f"


def _slug(frame: Frame, slug: str, side: str) -> Iterator[str]:
    """In the lower band: the document at the left, sheet and side at the right.

    Words that are too long become smaller, then lose letters in the middle.
    """
    room = _room(frame)
    if room is None:
        return
    width = room[1] - room[0]
    baseline = frame.trim.bottom - frame.offset - _SLUG_SIZE
    for words, share, at_right in ((slug, 0.45, False), (side, 0.52, True)):
        if not words:
            continue
        shown = _shortened(words, share * width)
        size = min(_SLUG_SIZE, share * width / max(shown.width, 1e-3))
        x = room[1] - shown.width * size if at_right else room[0]
        yield f"q {size:.3f} 0 0 {size:.3f} {x:.3f} {baseline:.3f} cm {shown.operators} Q"


def _shortened(words: str, width: float) -> Outline:
    from publisher.press.outlines import slug_pen

    shown = slug_pen().outline(words)
    kept = len(words)
    while shown.width * _SMALLEST_SLUG > width and kept > 8:
        kept = max(8, min(kept - 1, int(kept * width / (shown.width * _SMALLEST_SLUG))))
        shown = slug_pen().outline(f"{words[: kept // 2]}…{words[-(kept - kept // 2) :]}")
    return shown


def _collation(mark: Collation) -> Iterator[str]:
    """Steps of 12 pt, closer when there are many signatures; the staircase begins one inch below the head."""
    spine = mark.spine
    start = min(72.0, spine.height / 6)
    step = min(12.0, (spine.height - 2 * start) / max(1, mark.total))
    top = spine.top - start - (mark.number - 1) * step
    yield f"{spine.left:.3f} {top - step:.3f} {spine.width:.3f} {step:.3f} re f"
