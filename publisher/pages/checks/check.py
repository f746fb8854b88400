"""What a check is: a function over the lines of a fragment that gives hits, under a code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from publisher.model.finding import Severity
from publisher.model.lines import Line
from publisher.pages.setting import Setting

NOTE, WARNING, ERROR = Severity.NOTE, Severity.WARNING, Severity.ERROR


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a check found something. `at_end`: in the last word of the line; `params` fill the message; `verso`: its
    severity on a left-hand page, where that differs.
    """

    line: Line
    severity: Severity
    params: Mapping[str, object] = field(default_factory=dict)
    at_end: bool = False
    verso: Severity | None = None


Find = Callable[[Setting], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Check:
    """`severity` is the highest that its hits can have."""

    code: str
    severity: Severity
    find: Find


CHECKS: dict[str, Check] = {}
"""All checks by code, in running order; filled when the families are imported."""


def check(code: str, severity: Severity) -> Callable[[Find], Find]:
    """Make a function the check of a code."""

    def registered(find: Find) -> Find:
        if code in CHECKS:
            raise ValueError(code)
        CHECKS[code] = Check(code, severity, find)
        return find

    return registered


def graded(value: float, limits: tuple[float, ...]) -> Severity | None:
    """How bad a value is that should not pass the first limit: a note; a warning; an error."""
    reached = [severity for severity, limit in zip((NOTE, WARNING, ERROR), limits, strict=False) if value > limit]
    return reached[-1] if reached else None
