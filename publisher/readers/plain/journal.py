"""What is written down while a plain text is read: decisions with their figures, and what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from publisher.model.structure import DecidedBy, Decision, LeftOut, Structure
from publisher.readers.plain.lines.rows import Row
from publisher.readers.remarks import Remarks


@dataclass
class Journal:
    """The record of one reading.

    Attributes:
        remarks: findings for the user.
        counts: how often something was done; they become figures of decisions.
    """

    remarks: Remarks
    counts: Counter[str] = field(default_factory=Counter)
    _decisions: list[Decision] = field(default_factory=list)
    _left_out: list[LeftOut] = field(default_factory=list)

    def decide(self, about: str, choice: str, figures: Mapping[str, float], origin: DecidedBy = "text") -> None:
        self._decisions.append(Decision(about, choice, origin, dict(figures)))

    def leave_out(self, reason: str, start: int, end: int) -> None:
        self.counts[reason] += 1
        if start < end:
            self._left_out.append(LeftOut(reason, start, end))

    def leave_out_row(self, reason: str, row: Row) -> None:
        self.leave_out(reason, row.start, row.end)

    @property
    def structure(self) -> Structure:
        return Structure(tuple(self._decisions), tuple(sorted(self._left_out, key=lambda each: (each.start, each.end))))
