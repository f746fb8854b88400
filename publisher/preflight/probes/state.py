"""The graphics state, and what a resource dictionary gives by name."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from publisher.model.facts import Ink, Problem, Rect
from publisher.preflight.probes.fonts import UsedFont
from publisher.preflight.probes.objects import entries, get, items, name, number
from publisher.preflight.probes.spaces import GRAY

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
BLACK = Ink(GRAY, (0.0,))
EVERYWHERE = Rect(-1e7, -1e7, 1e7, 1e7)


def as_matrix(values: tuple[float, ...]) -> Matrix:
    a, b, c, d, e, f = values
    return a, b, c, d, e, f


def product(a: Matrix, b: Matrix) -> Matrix:
    """`a` first, then `b`."""
    a0, a1, a2, a3, a4, a5 = a
    b0, b1, b2, b3, b4, b5 = b
    return (
        a0 * b0 + a1 * b2,
        a0 * b1 + a1 * b3,
        a2 * b0 + a3 * b2,
        a2 * b1 + a3 * b3,
        a4 * b0 + a5 * b2 + b4,
        a4 * b1 + a5 * b3 + b5,
    )


def spread(m: Matrix, x0: float, y0: float, x1: float, y1: float) -> Rect:
    """The rectangle around a transformed rectangle; what is no number is put at the origin."""
    a, b, c, d, e, f = m
    if not b and not c:
        left, right, low, high = a * x0 + e, a * x1 + e, d * y0 + f, d * y1 + f
        if left > right:
            left, right = right, left
        if low > high:
            low, high = high, low
        rect = Rect(left, low, right, high)
        if -1e9 < left + right + low + high < 1e9:
            return rect
    else:
        xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
        ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
        rect = Rect(min(xs), min(ys), max(xs), max(ys))
    return rect if all(map(math.isfinite, rect)) else Rect(0, 0, 0, 0)


@dataclass(slots=True)
class State:
    """What q saves and Q brings back."""

    ctm: Matrix
    clip: Rect
    fill: Ink = BLACK
    stroke: Ink = BLACK
    fill_pattern: Any = None
    stroke_pattern: Any = None
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    fill_overprint: bool = False
    stroke_overprint: bool = False
    mode: int = 0
    blend: str = "Normal"
    masked: bool = False
    line: float = 1.0
    font: UsedFont | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    render: int = 0

    def saved(self) -> State:
        """A copy; written out because `copy.copy` takes four times as long and pages consist of q and Q."""
        return State(
            self.ctm,
            self.clip,
            self.fill,
            self.stroke,
            self.fill_pattern,
            self.stroke_pattern,
            self.fill_alpha,
            self.stroke_alpha,
            self.fill_overprint,
            self.stroke_overprint,
            self.mode,
            self.blend,
            self.masked,
            self.line,
            self.font,
            self.size,
            self.spacing,
            self.word_spacing,
            self.scale,
            self.leading,
            self.rise,
            self.render,
        )


@dataclass(frozen=True, slots=True)
class Settings:
    """What an ExtGState dictionary sets; None: leaves as it is."""

    changes: tuple[tuple[str, Any], ...]
    font: Any
    odd: tuple[Problem, ...]


@dataclass(slots=True)
class Resources:
    """A resource dictionary with what was already looked up."""

    object: Any
    found: dict[tuple[str, bytes], Any] = field(default_factory=dict)
    ready: dict[tuple[str, Any], Any] = field(default_factory=dict)
    """What was made of a resource: a font, a colour space, settings, a colour."""

    def get(self, kind: str, label: bytes) -> Any:
        key = (kind, label)
        if key not in self.found:
            self.found[key] = get(self.object, kind, label.decode("utf-8", "surrogateescape"))
        return self.found[key]


SEPARABLE = frozenset(
    {"Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn"}
    | {"HardLight", "SoftLight", "Difference", "Exclusion"}
)
_STANDARD_BLEND = SEPARABLE | {"Hue", "Saturation", "Color", "Luminosity"}


def read_settings(dictionary: Any) -> Settings:
    """An ExtGState (ISO 32000-1, table 58)."""
    changes: list[tuple[str, Any]] = []
    odd: list[Problem] = []
    font = None
    both = get(dictionary, "op") is None  # OP alone sets both
    for key, value in entries(dictionary):
        match key:
            case "LW":
                changes.append(("line", number(value, 1.0)))
            case "ca":
                changes.append(("fill_alpha", number(value, 1.0)))
            case "CA":
                changes.append(("stroke_alpha", number(value, 1.0)))
            case "OP":
                changes.append(("stroke_overprint", bool(value)))
                if both:
                    changes.append(("fill_overprint", bool(value)))
            case "op":
                changes.append(("fill_overprint", bool(value)))
            case "OPM":
                changes.append(("mode", int(number(value))))
            case "BM":
                modes = [name(item) for item in items(value, 20)]
                known = next((mode for mode in modes if mode in _STANDARD_BLEND), None)
                if known is None:
                    odd.append(Problem("P505", ", ".join(modes)))
                changes.append(("blend", "Normal" if known in (None, "Compatible") else known))
            case "SMask":
                changes.append(("masked", name(value) != "None"))
            case "Font":
                font = value
            case "TR":
                if name(value) != "Identity":
                    odd.append(Problem("P509"))
            case "TR2":
                if name(value) != "Default":
                    odd.append(Problem("P510"))
            case "HTP":
                odd.append(Problem("P511"))
            case "HT":
                odd += _halftone(value)
    return Settings(tuple(changes), font, tuple(odd))


def _halftone(value: Any) -> list[Problem]:
    if name(value) == "Default":
        return []
    kind = int(number(get(value, "HalftoneType")))
    odd = [] if kind in (1, 5) else [Problem("P512", f"HalftoneType {kind}")]
    if get(value, "HalftoneName") is not None:
        odd.append(Problem("P512", "HalftoneName"))
    return odd
