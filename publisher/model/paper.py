"""Paper: lengths in points, trimmed formats, and how Russian printers count sheets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

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


_COEFFICIENTS: Mapping[tuple[float, float], Decimal] = {
    (60, 84): Decimal("0.93"),
    (60, 90): Decimal("1.00"),
    (70, 90): Decimal("1.17"),
    (75, 90): Decimal("1.25"),
    (70, 100): Decimal("1.29"),
    (70, 108): Decimal("1.40"),
    (84, 108): Decimal("1.68"),
}
"""What a sheet of so many cm counts for in sheets of 60×90: as tables for publishers print it, rounded once and for
all. Imprints of real books agree with it and not with the exact ratio: 192 pages of 60×84/8 are 22,32."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The printing sheet a format is cut from, e.g. 84×108/32: sides in cm, pages on one side of it."""

    width: float
    height: float
    fraction: int

    @property
    def coefficient(self) -> Decimal:
        """Of reduction to 60×90 cm; the rounded ratio of areas for a sheet that is in no table."""
        sides = (min(self.width, self.height), max(self.width, self.height))
        ratio = Decimal(str(sides[0])) * Decimal(str(sides[1])) / 5400
        return _COEFFICIENTS.get(sides, ratio.quantize(Decimal("0.01")))

    def conventional_sheets(self, pages: int) -> Decimal:
        """Условные печатные листы: printed sheets reduced to 60×90 cm (ГОСТ Р 7.0.3-2006; one side counts).

        84×108/32, 256 pages: 256 / 32 × 1.68 = 13.44.
        """
        return Decimal(pages) / self.fraction * self.coefficient

    def __str__(self) -> str:
        return f"{self.width:g}×{self.height:g}/{self.fraction}"
