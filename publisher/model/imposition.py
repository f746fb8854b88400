"""Imposition (спуск полос): what is asked for, and the plan: which page stands where on which side of which sheet.

A plan is arithmetic, without sizes. Columns count from the left and rows from the top of the side as it is printed;
the back is what one sees after turning the sheet over sideways, like the page of a book.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from publisher.model.sheet import MM

Flip = Literal["auto", "long", "short"]
MarkKind = Literal["crop", "fold", "bleed", "registration", "collation", "bar", "slug"]

CALIPER = 0.1 * MM
"""Thickness of a leaf of 80 g/m² offset paper."""

FOLD_IN = 3 * MM
"""How much shorter a panel is that is folded in: 2–3 mm for a letter fold, so that it does not buckle."""


class Joint(Enum):
    """What is between two neighbouring pages of a sheet.

    FOLD: they meet at a fold and nothing is cut: no bleed. SPINE: a fold that is milled off when the book is bound:
    a milling allowance on both sides. CUT: they are cut apart, each with its bleed. HEAD: a fold of a signature that is
    trimmed open: bleed like CUT, marked as a fold, too.
    """

    FOLD = "fold"
    SPINE = "spine"
    CUT = "cut"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a page: `page` from 1, `turned` is head down.

    `depth`: how many leaves of the signature lie around this one; the deeper, the more it creeps out.
    """

    page: int
    column: int
    row: int = 0
    turned: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class PressSheet:
    """A sheet with the slots of its sides; `back` is empty when only one side is printed. Numbers are from 1."""

    number: int
    front: tuple[Slot, ...]
    back: tuple[Slot, ...] = ()
    signature: int = 1

    @property
    def is_outermost(self) -> bool:
        """Whether it lies around all others of its signature."""
        return any(slot.depth == 0 for slot in self.front)

    @property
    def sides(self) -> Iterator[tuple[Literal["front", "back"], tuple[Slot, ...]]]:
        yield "front", self.front
        if self.back:
            yield "back", self.back


@dataclass(frozen=True, slots=True)
class Plan:
    """Where every page stands.

    Attributes:
        pages: of the document; slots with a higher number stay blank.
        column_joints: between the columns of a front, from the left; `row_joints` from the top.
        shortened: columns of a front whose panels are folded in and therefore shorter.
        slit: the joint between the middle columns is cut open along the middle row joint (zine).
        deepest: depth of the innermost leaf of the largest signature.
        tumbled: backs are head down beside fronts, for a printer that turns sheets over the other edge.
    """

    scheme: str
    pages: int
    column_joints: tuple[Joint, ...]
    row_joints: tuple[Joint, ...]
    sheets: tuple[PressSheet, ...]
    shortened: frozenset[int] = frozenset()
    slit: bool = False
    deepest: int = 0
    tumbled: bool = False

    @property
    def columns(self) -> int:
        return len(self.column_joints) + 1

    @property
    def rows(self) -> int:
        return len(self.row_joints) + 1

    @property
    def signatures(self) -> int:
        return self.sheets[-1].signature

    @property
    def blanks(self) -> tuple[int, ...]:
        """Numbers of the pages that were added."""
        placed = {slot.page for sheet in self.sheets for _, slots in sheet.sides for slot in slots}
        return tuple(sorted(page for page in placed if page > self.pages))

    def grid(self, slots: Sequence[Slot]) -> list[list[Slot]]:
        """The slots of a side row by row, as they are printed."""
        rows: list[list[Slot]] = [[] for _ in range(self.rows)]
        for slot in sorted(slots, key=lambda s: (s.row, s.column)):
            rows[slot.row].append(slot)
        return rows


@dataclass(frozen=True, slots=True)
class Imposition:
    """What is asked for; lengths in pt.

    Attributes:
        scheme: a name of the registry `publisher.press.imposition.SCHEMES`.
        sheet: a name or size for `sheet_size`; empty: the smallest usual sheet that holds everything.
        up: pages on one side of a folded sheet: 2, 4, 8 or 16.
        signature: at most so many pages in a signature; 0: as the scheme has it (all in one, or 16).
        grid: columns and rows of leaflets; (0, 0): as many as the sheet holds.
        sides: printed sides of leaflets.
        panels: of an accordion fold.
        creep: how far the innermost leaf is moved toward the spine; None: by `caliper`.
        caliper: thickness of one leaf.
        milling: cut off at the spine of every page before it is glued.
        fold_in: how much shorter a panel is that is folded in.
        bleed: None: what the document has.
        gap: between pages that are cut apart; None: twice the bleed.
        flip: the edge over which the printer turns sheets; `auto`: sideways, whichever edge that is.
        marks: None: all of them where there is room, and none on a sheet that the document just fits.
        scale: of the pages; None: as large as the sheet allows, but never larger than they are.
    """

    scheme: str = "saddle"
    sheet: str = ""
    up: int = 2
    signature: int = 0
    grid: tuple[int, int] = (0, 0)
    sides: int = 2
    panels: int = 3
    creep: float | None = 0.0
    caliper: float = CALIPER
    milling: float = 3 * MM
    fold_in: float = FOLD_IN
    bleed: float | None = None
    gap: float | None = None
    flip: Flip = "auto"
    marks: frozenset[MarkKind] | None = None
    scale: float | None = 1.0


@dataclass(frozen=True, slots=True)
class Booklet:
    """What publisher.toml says of an edition's booklet; None is chosen by its pages. Lengths in pt.

    Attributes:
        scheme: empty: that of the layout, or `saddle`.
        sheet: a name or size for `sheet_size`; empty: that of the layout, or the smallest usual sheet.
        signature: at most so many pages in a signature; None: as many as staples hold.
        creep: `auto`: by `caliper`; None: `auto` for what is trimmed, 0 for what is not.
    """

    scheme: Literal["", "saddle", "perfect", "trifold", "zine8"] = ""
    sheet: str = ""
    up: int = 2
    signature: int | None = None
    creep: float | Literal["auto"] | None = None
    caliper: float = CALIPER
    flip: Flip = "auto"


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Words for slugs; `sheet` and `signature` have the places {number} and {total}."""

    sheet: str = "sheet {number}/{total}"
    signature: str = "signature {number}/{total}"
    front: str = "front"
    back: str = "back"

    def of_side(self, sheet: PressSheet, plan: Plan, *, back: bool) -> str:
        """`signature 1/3 · sheet 2/12 · front`."""
        parts = [self.signature.format(number=sheet.signature, total=plan.signatures)] if plan.signatures > 1 else []
        parts.append(self.sheet.format(number=sheet.number, total=len(plan.sheets)))
        return " · ".join([*parts, self.back if back else self.front])
