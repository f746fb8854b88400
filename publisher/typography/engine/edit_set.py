"""All edits of a text: most of them in columns, the others by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from publisher.typography.composing import edited
from publisher.typography.engine.drafts import RawEdit

if TYPE_CHECKING:
    from publisher.typography.engine.columns import ColumnEdits

_FEW = 200
"""Edits that are carried out more quickly one by one than in columns."""


class EditSet:
    """Edits without overlaps."""

    def __init__(self, others: Sequence[RawEdit] = (), columns: ColumnEdits | None = None) -> None:
        self._others = others
        self._columns = columns

    def rows(self) -> list[RawEdit]:
        """Every edit by itself, sorted."""
        return sorted([*self._columns.rows(), *self._others] if self._columns else self._others)

    def carried_out(self, chars: str) -> str:
        """The characters as the edits make them."""
        if self._columns and len(self._columns) > _FEW:
            return self._columns.carried_out(chars, self._others)
        return edited(chars, self.rows())
