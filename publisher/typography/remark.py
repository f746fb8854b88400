"""What a rule has to say without changing anything."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """Something found at the characters `start:end` of a passage: code of a finding, proposal if any, parameters."""

    code: str
    start: int
    end: int
    new: str | None = None
    params: tuple[tuple[str, str], ...] = ()
