"""The graphics state while a page is repainted: what its author asked for, and what is already written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pikepdf

from publisher.model.sheet import Box
from publisher.press.pdfx.inks import Paint
from publisher.press.pdfx.matrix import IDENTITY, Matrix
from publisher.press.pdfx.texts import TextState


@dataclass(frozen=True, slots=True)
class Pattern:
    """A colour that is a pattern, by its name in the resources."""

    name: str


Colour = Paint | Pattern


@dataclass(frozen=True, slots=True)
class SoftMask:
    """A soft mask of the graphics state and the coordinates in which it was set."""

    dictionary: pikepdf.Object
    ctm: Matrix


@dataclass(slots=True)
class Written:
    """What the graphics state of the result is. None: not known, as at the beginning of a form."""

    fill: Colour | None = None
    stroke: Colour | None = None
    overprint: bool | None = None
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0


@dataclass(slots=True)
class State:
    """What q saves and Q restores. `clip` is the rectangle around the clipping path; `clip_is_box`: it is one."""

    fill: Colour
    stroke: Colour
    ctm: Matrix = IDENTITY
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    mask: SoftMask | None = None
    blend: str = "/Normal"
    line_width: float = 1.0
    clip: Box | None = None
    clip_is_box: bool = True
    text: TextState = field(default_factory=TextState)
    written: Written = field(default_factory=Written)

    def copy(self) -> State:
        return replace(self, text=replace(self.text), written=replace(self.written))


@dataclass(frozen=True, slots=True)
class Layer:
    """Opacity to be flattened: of a transparency group, with the number of marks the ground had before it; of a single
    object, which lies on all of them (None).
    """

    alpha: float
    before: int | None
