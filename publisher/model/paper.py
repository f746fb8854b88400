"""Paper: lengths in points, trimmed formats, and how Russian printers count sheets."""

from __future__ import annotations

import re
from dataclasses import dataclass

POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "px": 0.75}
"""PostScript points in one unit (1 in = 72 pt = 25.4 mm; 1 CSS px = 1/96 in)."""

_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(pt|mm|cm|in|px)")


def points(length: str) -> float:
    """`"148mm"` → 419.53 pt.

    Raises:
        ValueError: not a number with a unit of `POINTS`.
    """
    match = _LENGTH.fullmatch(length.strip())
    if not match:
        raise ValueError(length)
    return float(match[1]) * POINTS[match[2]]


@dataclass(frozen=True, slots=True)
class Trim:
    """The size of the cut page, in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Margins:
    """From the trimmed edge to the text area, in points; inner is at the spine."""

    inner: float
    outer: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """The printing sheet a format is cut from, e.g. 84×108/32: sides in cm, pages on one side of it."""

    width: float
    height: float
    fraction: int

    def conventional_sheets(self, pages: int) -> float:
        """Условные печатные листы: printed sheets reduced to 60×90 cm (ГОСТ Р 7.0.3-2006; one side counts).

        84×108/32, 256 pages: 256 / 32 × (84·108)/(60·90) = 13.44.
        """
        return pages / self.fraction * (self.width * self.height) / (60 * 90)

    def __str__(self) -> str:
        return f"{self.width:g}×{self.height:g}/{self.fraction}"
