"""QR codes (ISO/IEC 18004) for paper: level M, drawn as one outline in pure black, never too small to be read.

A camera wants modules of at least 0.35 mm (0.33 mm is the least that ISO/IEC 15415 grades well on uncoated paper with
a phone held at 20 cm) and four modules of white on all sides (ISO/IEC 18004, 6.3.8).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

QUIET = 4
"""Modules that stay white on each side."""

MODULE = 0.35
"""Millimetres of a module, at least."""

SIDE = 20.0
"""Millimetres of a code without its quiet zone, at least: up to 213 bytes fit (version 10)."""

LARGEST = 35.0
"""Millimetres of a code without its quiet zone, at most: what needs more is too long an address for paper."""

Matrix = Sequence[Sequence[int]]
Corner = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Code:
    """A code without its quiet zone: rows of modules, 1 is black."""

    matrix: tuple[tuple[int, ...], ...]

    @property
    def black_side(self) -> float:
        """Millimetres across without the quiet zone: large enough for a camera."""
        return max(SIDE, len(self.matrix) * MODULE)

    def quiet(self, side: float) -> float:
        """Millimetres of the quiet zone on each side of a code of `side` mm."""
        return QUIET * side / len(self.matrix)


def qr_code(data: str) -> Code | None:
    """The smallest code of level M for `data` (ASCII); None when no code holds so much (2331 bytes)."""
    import segno

    try:
        made = segno.make_qr(data, error="m", boost_error=False)
    except segno.DataOverflowError:
        return None
    return Code(tuple(tuple(row) for row in made.matrix))


def svg(code: Code, black_side: float, label: str = "") -> str:
    """The code, `black_side` mm wide, with its quiet zone around it.

    `label`, ready for an attribute, is for those who can't see it.
    """
    size = len(code.matrix) + 2 * QUIET
    side = black_side + 2 * code.quiet(black_side)
    path = "".join(_drawn(loop) for loop in outlines(code.matrix))
    named = f' aria-label="{label}"' if label else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img"{named} width="{side:.3f}mm" height="{side:.3f}mm"'
        f' viewBox="0 0 {size} {size}"><path fill="#000000" d="{path}"/></svg>'
    )


def _drawn(loop: Sequence[Corner]) -> str:
    (x, y), *rest = loop
    return f"M{x + QUIET} {y + QUIET}" + "".join(f"L{x + QUIET} {y + QUIET}" for x, y in rest) + "Z"


def outlines(matrix: Matrix) -> list[list[Corner]]:
    """The borders of the black areas as closed polygons, black always on the right hand (non-zero filling).

    Squares side by side would let white lines shine through between them on screens.
    """
    leaving = _edges(matrix)
    loops: list[list[Corner]] = []
    while leaving:
        start = at = next(iter(leaving))
        corners: list[Corner] = []
        heading = (0, 0)
        while True:
            ends = leaving[at]
            end = ends.pop()
            if not ends:
                del leaving[at]
            step = ((end[0] > at[0]) - (end[0] < at[0]), (end[1] > at[1]) - (end[1] < at[1]))
            if step != heading:
                corners.append(at)
            at, heading = end, step
            if at == start:
                break
        loops.append(corners)
    return loops


def _edges(matrix: Matrix) -> dict[Corner, list[Corner]]:
    """Corner → corners to which an edge between black and white leads, clockwise around black (y downwards)."""

    def black(x: int, y: int) -> bool:
        return 0 <= y < len(matrix) and 0 <= x < len(matrix[y]) and bool(matrix[y][x])

    edges: dict[Corner, list[Corner]] = {}
    for y, row in enumerate(matrix):
        for x, value in enumerate(row):
            if not value:
                continue
            sides: Iterable[tuple[bool, Corner, Corner]] = (
                (black(x, y - 1), (x, y), (x + 1, y)),
                (black(x + 1, y), (x + 1, y), (x + 1, y + 1)),
                (black(x, y + 1), (x + 1, y + 1), (x, y + 1)),
                (black(x - 1, y), (x, y + 1), (x, y)),
            )
            for inside, begin, end in sides:
                if not inside:
                    edges.setdefault(begin, []).append(end)
    return edges
