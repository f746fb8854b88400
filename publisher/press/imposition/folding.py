"""Right-angle folding, done in thought: where the pages of a folded signature stand on the flat sheet.

The sheet lies with its back up. Folds go left over right and top over bottom in turn, and the last one makes the spine;
so page 1 comes to lie on top, on the front of the sheet. Reading the packet leaf by leaf gives the plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from publisher.model.imposition import Joint, PressSheet, Slot

_Stack = list[tuple[int, int, bool, bool]]
"""Leaves from the top: column and row of the cell on the back, whether its front is up, whether it is head down."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A sheet that gives a section of `2 × up` pages: slots by page, numbers from 1 to `2 × up`."""

    columns: int
    rows: int
    front: tuple[Slot, ...]
    back: tuple[Slot, ...]

    def joints(self, spine: Joint) -> tuple[tuple[Joint, ...], tuple[Joint, ...]]:
        """Every second column joint is at the spine, from the first on; all others are trimmed open."""
        columns = tuple(Joint.HEAD if number % 2 else spine for number in range(self.columns - 1))
        return columns, (Joint.HEAD,) * (self.rows - 1)


@cache
def folded(up: int) -> Folded:
    """The sheet with `up` pages on a side: 2 is folded once, 4 twice, 8 three times, 16 four times."""
    folds = up.bit_length() - 1
    columns, rows = 2 ** ((folds + 1) // 2), 2 ** (folds // 2)
    stacks: list[list[_Stack]] = [[[(c, r, False, False)] for c in range(columns)] for r in range(rows)]
    for fold in range(folds, 0, -1):
        stacks = _left_over_right(stacks) if fold % 2 else _top_over_bottom(stacks)
    front, back = [], []
    for leaf, (column, row, front_up, head_down) in enumerate(stacks[0][0]):
        recto, verso = 2 * leaf + 1, 2 * leaf + 2
        on_front, on_back = (recto, verso) if front_up else (verso, recto)
        front.append(Slot(on_front, columns - 1 - column, row, head_down))
        back.append(Slot(on_back, column, row, head_down))
    return Folded(columns, rows, tuple(front), tuple(back))


def _left_over_right(stacks: list[list[_Stack]]) -> list[list[_Stack]]:
    half = len(stacks[0]) // 2
    return [[_over(row[half - 1 - c], row[half + c], head=False) for c in range(half)] for row in stacks]


def _top_over_bottom(stacks: list[list[_Stack]]) -> list[list[_Stack]]:
    half = len(stacks) // 2
    return [
        [_over(above, below, head=True) for above, below in zip(stacks[half - 1 - r], stacks[half + r], strict=True)]
        for r in range(half)
    ]


def _over(moved: _Stack, lying: _Stack, *, head: bool) -> _Stack:
    return [(c, r, not front_up, head_down ^ head) for c, r, front_up, head_down in reversed(moved)] + lying


def signature_sheets(first: int, pages: int, up: int, number: int, signature: int) -> list[PressSheet]:
    """The sheets of one signature, outermost first: section lies within section.

    Args:
        first: number of its first page.
        pages: a multiple of `2 × up`.
        number: of its first sheet.
    """
    plan = folded(up)
    leaves = pages // 2

    def placed(slots: Sequence[Slot], section: int) -> tuple[Slot, ...]:
        moved = []
        for slot in slots:
            own = slot.page + section * up if slot.page <= up else pages - 2 * up - section * up + slot.page
            leaf = (own - 1) // 2
            moved.append(Slot(first - 1 + own, slot.column, slot.row, slot.turned, min(leaf, leaves - 1 - leaf)))
        return tuple(moved)

    return [
        PressSheet(number + section, placed(plan.front, section), placed(plan.back, section), signature)
        for section in range(pages // (2 * up))
    ]


def signature_sizes(pages: int, section: int, most: int) -> list[int]:
    """Pages of each signature: multiples of `section`, at most `most` (or all in one when it is 0), as even as can be.

    Even, because a last signature of four pages tears out: 100 pages by 32 are 28 + 24 + 24 + 24.
    """
    sections = -(-pages // section)
    count = -(-sections // max(1, most // section)) if most else 1
    small, more = divmod(sections, count)
    return [(small + (n < more)) * section for n in range(count)]


def bound_sheets(pages: int, up: int, most: int) -> tuple[tuple[PressSheet, ...], int]:
    """The sheets of a book in signatures, one behind the other; and the depth of the innermost leaf of all."""
    sheets: list[PressSheet] = []
    first = 1
    sizes = signature_sizes(pages, 2 * up, most)
    for signature, size in enumerate(sizes, 1):
        sheets += signature_sheets(first, size, up, len(sheets) + 1, signature)
        first += size
    return tuple(sheets), sizes[0] // 4 - 1
