"""What lies beneath an object that is not opaque. PDF/X-1a has no transparency, so it is mixed with its ground by us.

That is honest only where the ground is flat: one colour under all of the object. Everything painted on a page is
remembered as a rectangle, paths with their convex hull; a full rectangle that covers an earlier one wholly hides it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from publisher.model.sheet import Box
from publisher.press.pdfx.hulls import are_apart
from publisher.press.pdfx.inks import Paint

_SLACK = 0.02
"""Points by which rectangles may touch without lying upon each other."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """`paint` is the colour of a full upright rectangle, None for whatever else was painted within `box`."""

    box: Box
    paint: Paint | None


@dataclass(slots=True)
class Ground:
    """The things painted so far, in one system of coordinates.

    `paper` lies under all of them: for the cell of a pattern that is what the patterned object is painted on, None when
    it is not flat.
    """

    paper: Paint | None
    marks: list[_Mark] = field(default_factory=list)

    def add(self, box: Box, paint: Paint | None) -> None:
        self.marks.append(_Mark(box, paint))

    def beneath(self, box: Box, before: int | None = None) -> Paint | None:
        """The one colour that lies under all of `box`; None where it is not flat.

        Args:
            before: only the first so many marks count: those that were there when a group began.
        """
        for mark in reversed(self.marks[:before]):
            if mark.paint is not None and mark.box.holds(box, _SLACK):
                return mark.paint
            shared = mark.box.within(box)
            if shared.width > _SLACK and shared.height > _SLACK and not are_apart(mark.box, box):
                return None
        return self.paper
