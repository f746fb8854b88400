"""Remarks and results: where something is, what was found there, and a value with its remarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Severity(IntEnum):
    """How much a finding matters. `publisher check` exits with 1 from WARNING on, with --strict from NOTE on."""

    NOTE = 0
    WARNING = 1
    ERROR = 2


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file: `path` as the user named it, line and column from 1 (in characters); 0 means unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark. Its words in Russian and English stand in the message catalogue under `code`."""

    code: str
    severity: Severity
    place: Place | None = None
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a stage returns: its value and what it had to remark."""

    value: T
    findings: tuple[Finding, ...] = ()
