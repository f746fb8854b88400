"""A passage on its way through the rules: its quotation marks are known, their sides not yet.

A `WholeDraft` has the rules look at the whole block; a `SheetDraft` (see `sheets`) decides by windows that are
remembered, which is the usual, quick way. Both say the same; the tests compare them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from publisher.typography.engine.settling import Settling
from publisher.typography.quotation.evidence import Evidence
from publisher.typography.remark import Remark

if TYPE_CHECKING:
    from publisher.typography.engine.windows import Sides

RawEdit = tuple[int, int, str, str]
"""An `Edit` in the making: hundreds of thousands are made, and most are only moved once more."""


@dataclass(slots=True)
class Result:
    """Edits, sorted, and remarks, with the offsets that were asked for.

    `is_safe`: only spaces and signs change; it need not be asked whether a letter does.
    """

    edits: list[RawEdit] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    is_safe: bool = False


class Laid(NamedTuple):
    """A block that is laid on a sheet: without replies if it is `silent` (a heading, a cell).

    `at`: where its first character stands in what the caller has; all offsets of a sheet are meant so.
    """

    chars: str
    silent: bool = False
    at: int = 0


class Draft(Protocol):
    """What is known about a block before the sides of its quotation marks are; `marks` are these.

    `at`: where the block's first character stands in what the caller has.
    """

    marks: list[Evidence]
    at: int

    def mark_start(self, number: int) -> int:
        """Where a mark stands in the block's characters."""
        ...

    def result(self, sides: Sides) -> Result:
        """Everything, now that the side and depth of every mark are known, with the caller's offsets."""
        ...


class WholeDraft:
    """A block that the rules look at in one piece."""

    def __init__(self, settling: Settling, at: int = 0) -> None:
        self.settling = settling
        self.at = at
        self.marks: list[Evidence] = settling.marks

    def mark_start(self, number: int) -> int:
        return self.settling.block.start(self.settling.places[number])

    def result(self, sides: Sides) -> Result:
        at = self.at
        self.settling.settle(sides)
        edits = [(start + at, end + at, new, code) for start, end, new, code in self.settling.edits()]
        return Result(edits, [replace(r, start=r.start + at, end=r.end + at) for r in self.settling.remarks()])
