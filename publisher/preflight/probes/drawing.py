"""Paths: what is constructed, filled, stroked, clipped. Half of the content interpreter."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, ClassVar

from publisher.model.facts import Rect
from publisher.preflight.probes.state import State, spread

if TYPE_CHECKING:
    from publisher.model.facts import Ink

MOST_RECTANGLES = 2_000
"""Rectangles of one path that are noted one by one."""

_Saved = tuple[list[float], list[float], list[Rect], bool, int]


class Path:
    """The current path: coordinates in user space, rectangles apart."""

    ACTIONS: ClassVar[dict[bytes, Any]] = {}
    state: State

    def __init__(self) -> None:
        self.xs: list[float] = []
        self.ys: list[float] = []
        self.rectangles: list[Rect] = []
        self.clipping = False
        self.segments = 0
        """Path operators other than `re`, moves and closings."""

    if TYPE_CHECKING:

        def paint(
            self, kind: str, rect: Rect, ink: Ink, *, stroking: bool = False, size: float = 0.0, solid: bool = False
        ) -> None: ...

        def tile(self, pattern: Any, rect: Rect) -> None: ...

    def suspended_path(self) -> _Saved:
        saved = self.xs, self.ys, self.rectangles, self.clipping, self.segments
        Path.__init__(self)
        return saved

    def resumed_path(self, saved: _Saved) -> None:
        self.xs, self.ys, self.rectangles, self.clipping, self.segments = saved

    def move(self, operands: list[Any]) -> None:
        x, y = operands[-2:]
        self.xs.append(x + 0.0)
        self.ys.append(y + 0.0)

    def line(self, operands: list[Any]) -> None:
        x, y = operands[-2:]
        self.xs.append(x + 0.0)
        self.ys.append(y + 0.0)
        self.segments += 1

    def curve(self, operands: list[Any]) -> None:
        self.xs += [value + 0.0 for value in operands[0::2]]
        self.ys += [value + 0.0 for value in operands[1::2]]
        self.segments += 10  # never a rectangle

    def rectangle(self, operands: list[Any]) -> None:
        x, y, width, height = operands[-4:]
        self.rectangles.append(Rect(min(x, x + width), min(y, y + height), max(x, x + width), max(y, y + height)))

    def clip(self, _: list[Any]) -> None:
        self.clipping = True

    def _around(self) -> Rect | None:
        """Everything of the path, on the page."""
        rects = []
        if self.xs:
            rects.append(spread(self.state.ctm, min(self.xs), min(self.ys), max(self.xs), max(self.ys)))
        if self.rectangles:
            first = self.rectangles[0]
            for other in self.rectangles[1:]:
                first = first.joined(other)
            rects.append(spread(self.state.ctm, *first))
        return rects[0] if len(rects) == 1 else rects[0].joined(rects[1]) if rects else None

    def _parts(self) -> list[Rect] | None:
        """The rectangles the path consists of, on the page; None when it has another shape."""
        ctm = self.state.ctm
        upright = (not ctm[1] and not ctm[2]) or (not ctm[0] and not ctm[3])
        if not upright or len(self.rectangles) > MOST_RECTANGLES:
            return None
        if not self.xs:
            return [spread(ctm, *rect) for rect in self.rectangles]
        drawn = 3 <= self.segments <= 4 and len(self.xs) == self.segments + 1
        corners = set(zip(self.xs, self.ys, strict=False))
        if self.rectangles or not drawn or len(corners) != 4 or len(set(self.xs)) != 2 or len(set(self.ys)) != 2:
            return None
        return [spread(ctm, min(self.xs), min(self.ys), max(self.xs), max(self.ys))]

    def fill(self, _: list[Any]) -> None:
        self._fill()
        self.end([])

    def _fill(self) -> None:
        around = self._around()
        if around is None:
            return
        state = self.state
        parts = self._parts()
        if parts is None:
            self.paint("fill", around, state.fill)
        for part in parts or ():
            self.paint("fill", part, state.fill, size=min(part.width, part.height), solid=True)
        if state.fill_pattern is not None:
            self.tile(state.fill_pattern, around)

    def stroke(self, _: list[Any]) -> None:
        self._stroke()
        self.end([])

    def _stroke(self) -> None:
        around = self._around()
        if around is None:
            return
        state = self.state
        weight = self.weight()
        self.paint("stroke", around.grown(weight / 2), state.stroke, stroking=True, size=weight)
        if state.stroke_pattern is not None:
            self.tile(state.stroke_pattern, around)

    def weight(self) -> float:
        """The width of a line on the page, in points: the lesser one when the matrix stretches."""
        a, b, c, d, _, _ = self.state.ctm
        return self.state.line * min(math.hypot(a, b), math.hypot(c, d))

    def both(self, _: list[Any]) -> None:
        self._fill()
        self._stroke()
        self.end([])

    def end(self, _: list[Any]) -> None:
        if self.clipping:
            around = self._around()
            state = self.state
            clip = around.within(state.clip) if around else None
            state.clip = clip or Rect(state.clip.x0, state.clip.y0, state.clip.x0, state.clip.y0)
        self.xs, self.ys, self.rectangles, self.clipping, self.segments = [], [], [], False, 0

    def close(self, _: list[Any]) -> None:
        pass


Path.ACTIONS = {
    b"m": Path.move,
    b"l": Path.line,
    b"c": Path.curve,
    b"v": Path.curve,
    b"y": Path.curve,
    b"re": Path.rectangle,
    b"h": Path.close,
    b"W": Path.clip,
    b"W*": Path.clip,
    b"n": Path.end,
    b"S": Path.stroke,
    b"s": Path.stroke,
    **dict.fromkeys((b"f", b"F", b"f*"), Path.fill),
    **dict.fromkeys((b"B", b"B*", b"b", b"b*"), Path.both),
}
