"""Fit: how many pages a text is given, what may be moved so that it fills them, and what was moved in the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Range = tuple[float, float]
"""The least and the most."""


@dataclass(frozen=True, slots=True)
class FitWish:
    """Exactly one of `pages`, `sheets` and `multiple` is not 0. Pages are those of the finished PDF: title page,
    contents and imprint are among them.

    Attributes:
        sheets: printed sheets of paper; how many pages stand on one is known from the layout or the booklet.
        multiple: as many pages as can be divided by this.
        most: the largest number of pages that `multiple` may lead to; 0: any.
    """

    pages: int = 0
    sheets: int = 0
    multiple: int = 0
    most: int = 0

    def __bool__(self) -> bool:
        """Whether anything is wished for."""
        return self != FitWish()

    @classmethod
    def of(cls, table: Mapping[str, int]) -> FitWish | None:
        """The wish in a table with the keys `pages`, `sheets`, `multiple` and `max`; None if it has none of them.

        Raises:
            ValueError: more than one of them, or `max` without room for a multiple.
        """
        wish = cls(*(int(table.get(key, 0)) for key in ("pages", "sheets", "multiple", "max")))
        said = sum(value > 0 for value in (wish.pages, wish.sheets, wish.multiple))
        if said > 1 or (wish.most and wish.most < max(wish.multiple, 1)) or (wish.most and not wish.multiple):
            raise ValueError(dict(table))
        return wish if said else None


@dataclass(frozen=True, slots=True)
class FitLimits:
    """How far text may be moved to fill the pages it was given. Without limits a thing stays as it is.

    Attributes:
        size: of the type, in pt.
        leading: in times the size.
        tracking: in em.
        margins: in times those of the layout.
        gutter: between columns, in pt.
        columns: how many.
    """

    size: Range | None = None
    leading: Range | None = None
    tracking: Range | None = None
    margins: Range | None = None
    gutter: Range | None = None
    columns: Range | None = None
