"""Affine transformations as PDF writes them: (a, b, c, d, e, f), a point is (x·a + y·c + e, x·b + y·d + f)."""

from __future__ import annotations

from collections.abc import Iterable

from publisher.model.sheet import Box

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def product(first: Matrix, then: Matrix) -> Matrix:
    """`first`, then `then`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def moved(x: float, y: float) -> Matrix:
    return (1, 0, 0, 1, x, y)


def matrix_of(values: Iterable[object]) -> Matrix:
    """Six numbers of a PDF array.

    Raises:
        ValueError: not six numbers.
    """
    a, b, c, d, e, f = (float(v) for v in values)  # type: ignore[arg-type]
    return (a, b, c, d, e, f)


def bounds(box: Box, by: Matrix) -> Box:
    """The upright rectangle around a transformed one."""
    return around(
        [(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)],
        by,
    )


def placed(points: Iterable[tuple[float, float]], by: Matrix) -> list[tuple[float, float]]:
    """Points transformed."""
    a, b, c, d, e, f = by
    return [(x * a + y * c + e, x * b + y * d + f) for x, y in points]


def around(points: Iterable[tuple[float, float]], by: Matrix) -> Box:
    """The upright rectangle around transformed points; there must be one."""
    found = placed(points, by)
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return Box(min(xs), min(ys), max(xs), max(ys))


def joined(first: Box, second: Box) -> Box:
    """The upright rectangle around two."""
    return Box(
        min(first.left, second.left),
        min(first.bottom, second.bottom),
        max(first.right, second.right),
        max(first.top, second.top),
    )


def keeps_upright(by: Matrix) -> bool:
    """Whether rectangles stay upright rectangles."""
    a, b, c, d, _, _ = by
    return (abs(b) < 1e-9 and abs(c) < 1e-9) or (abs(a) < 1e-9 and abs(d) < 1e-9)
