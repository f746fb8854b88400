"""Press sheets: boxes and sizes, in points from the bottom left. (`paper.Sheet` is the 84×108 of 84×108/32.)"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from publisher.model.paper import POINTS

MM = POINTS["mm"]

LARGEST_SIDE = 14_400.0
"""Points: the longest side that a PDF page may have without UserUnit (200 in)."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, bottom, right, top in pt, as in a PDF box."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def grown(self, by: float) -> Box:
        """The box with all four edges moved outward by `by` pt."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def within(self, other: Box) -> Box:
        """The part of this box that lies inside `other`; its sides are negative when they do not meet."""
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    def holds(self, other: Box, slack: float = 0.01) -> bool:
        """Whether `other` lies inside, up to `slack` pt."""
        return (
            other.left >= self.left - slack
            and other.bottom >= self.bottom - slack
            and other.right <= self.right + slack
            and other.top <= self.top + slack
        )


@dataclass(frozen=True, slots=True)
class SheetSize:
    """A press sheet: `name` as it was asked for, sides in pt."""

    name: str
    width: float
    height: float

    @property
    def turned(self) -> SheetSize:
        """The same sheet lying on its other side."""
        return SheetSize(self.name, self.height, self.width)

    def __str__(self) -> str:
        size = f"{self.width / MM:g}×{self.height / MM:g}" if self._is_whole else self._rounded
        return f"{self.name} ({size} mm)" if self.name else f"{size} mm"

    @property
    def _is_whole(self) -> bool:
        return all(abs(side / MM - round(side / MM)) < 1e-6 for side in (self.width, self.height))

    @property
    def _rounded(self) -> str:
        return f"{self.width / MM:.1f}×{self.height / MM:.1f}"


_MILLIMETRES: Mapping[str, tuple[float, float]] = {
    "A6": (105, 148),
    "A5": (148, 210),
    "A4": (210, 297),
    "RA4": (215, 305),
    "Letter": (215.9, 279.4),
    "Legal": (215.9, 355.6),
    "SRA4": (225, 320),
    "B4": (250, 353),
    "A3": (297, 420),
    "Tabloid": (279.4, 431.8),
    "RA3": (305, 430),
    "SRA3": (320, 450),
    "SRA3+": (330, 488),
    "B3": (353, 500),
    "A2": (420, 594),
    "RA2": (430, 610),
    "SRA2": (450, 640),
    "B2": (500, 707),
    "A1": (594, 841),
    "RA1": (610, 860),
    "SRA1": (640, 900),
    "B1": (707, 1000),
    "A0": (841, 1189),
}
"""Sheets by name, upright: ISO 216 (A, B), ISO 217 (RA, SRA), the North American sizes, and 13×19 in as SRA3+."""

SHEETS: Mapping[str, SheetSize] = {
    name: SheetSize(name, width * MM, height * MM) for name, (width, height) in _MILLIMETRES.items()
}

_BY_SIZE = re.compile(r"(\d+(?:[.,]\d+)?)\s*[x×хX*]\s*(\d+(?:[.,]\d+)?)\s*(mm|cm|in|pt|мм|см)?")  # х: Cyrillic, too
_UNITS = {"мм": "mm", "см": "cm", "": "mm"}


def sheet_size(asked: str) -> SheetSize:
    """A sheet by name (`A4`, `sra3`) or by size: `450x320`, `450×320mm`, `12x18in`; millimetres when no unit is said.

    Raises:
        ValueError: neither, or a side that is nothing or longer than 200 in.
    """
    wanted = asked.strip()
    by_name = {name.casefold(): size for name, size in SHEETS.items()}
    if size := by_name.get(wanted.casefold()):
        return size
    match = _BY_SIZE.fullmatch(wanted)
    if not match:
        raise ValueError(asked)
    unit = match[3] or ""
    factor = POINTS[_UNITS.get(unit, unit)]
    width, height = (float(side.replace(",", ".")) * factor for side in (match[1], match[2]))
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
        raise ValueError(asked)
    return SheetSize("", width, height)
