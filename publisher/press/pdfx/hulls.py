"""Convex hulls: whether two shapes whose rectangles touch really do (theorem of the separating axis)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from publisher.model.sheet import Box

Point = tuple[float, float]
_SLACK = 0.02
"""Points by which shapes may overlap without being together."""


@dataclass(frozen=True, slots=True)
class Outline(Box):
    """A rectangle around a shape and, counter-clockwise, the corners of the shape's convex hull.

    The hull of a curve's control points holds the curve.
    """

    hull: tuple[Point, ...] = ()


def outline(box: Box, points: Iterable[Point]) -> Outline:
    """The rectangle `box` with the hull of `points` (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    lower, upper = _chain(ordered), _chain(ordered[::-1])
    return Outline(box.left, box.bottom, box.right, box.top, (*lower[:-1], *upper[:-1]))


def _chain(points: list[Point]) -> list[Point]:
    chain: list[Point] = []
    for point in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def are_apart(first: Box, second: Box) -> bool:
    """Whether a line can be drawn between two shapes; a rectangle without a hull is one itself."""
    one, two = _corners(first), _corners(second)
    return any(_divides(side, two) for side in _sides(one)) or any(_divides(side, one) for side in _sides(two))


def _corners(box: Box) -> tuple[Point, ...]:
    if isinstance(box, Outline) and len(box.hull) > 2:
        return box.hull
    return (box.left, box.bottom), (box.right, box.bottom), (box.right, box.top), (box.left, box.top)


def _sides(corners: tuple[Point, ...]) -> Iterable[tuple[Point, Point]]:
    return pairwise((*corners, corners[0]))


def _divides(side: tuple[Point, Point], others: tuple[Point, ...]) -> bool:
    """Whether all of `others` lie on the outer side, to the right of a side that runs counter-clockwise."""
    a, b = side
    length = ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5
    return length > 0 and all(_turn(a, b, point) / length <= _SLACK for point in others)
