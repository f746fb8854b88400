"""What the engine has to say about many passages: in columns as far as sheets have settled them, else one by one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher.model.text import Edit
from publisher.typography.engine.drafts import RawEdit
from publisher.typography.remark import Remark

if TYPE_CHECKING:
    from publisher.typography.engine.columns import ColumnEdits
    from publisher.typography.engine.sheets import Sheet

BATCH = 500
"""Passages on a sheet: enough for speed, few enough for the memory."""


@dataclass(slots=True)
class Cleaned:
    """What the engine has to say about one passage."""

    raw: Sequence[RawEdit] = ()
    remarks: Sequence[Remark] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        return tuple(map(Edit._make, self.raw))


class Swept:
    """Passages, cleaned. `apart`: numbers of those that are not settled with all others of their sheet."""

    def __init__(self, length: int, sheets: Sequence[Sheet], apart: Mapping[int, Cleaned]) -> None:
        """`length`: how many passages there are."""
        self._length = length
        self._sheets = sheets
        self.apart = apart

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, number: int) -> Cleaned:
        """One passage."""
        its = self.apart.get(number)
        return its if its is not None else Cleaned(self._sheets[number // BATCH].edits(number % BATCH))

    def columns(self, without: Collection[int]) -> ColumnEdits | None:
        """The edits of all passages but those `without`; of passages that are not `apart` there is no more to say."""
        if not self._sheets:
            return None
        from publisher.typography.engine.columns import ColumnEdits, Columns

        blocks: list[list[int]] = [[] for _ in self._sheets]
        for number in without:
            blocks[number // BATCH].append(number % BATCH)
        parts = [sheet.columns(its) for sheet, its in zip(self._sheets, blocks, strict=True)]
        windows = self._sheets[0].windows
        return ColumnEdits(Columns.joined(parts), windows.news, windows.codes)
