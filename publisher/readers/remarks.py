"""What a reader has to remark while it reads: findings with a place, things of one kind counted once."""

from __future__ import annotations

from dataclasses import dataclass, field

from publisher.model.finding import Finding, Severity
from publisher.model.source import Source


@dataclass
class Remarks:
    """The findings of one reading."""

    source: Source
    _found: list[tuple[str, Severity, int, dict[str, object]]] = field(default_factory=list)
    _counted: dict[tuple[str, str], tuple[Severity, int, int]] = field(default_factory=dict)

    def note(self, code: str, offset: int, **params: object) -> None:
        self._found.append((code, Severity.NOTE, offset, params))

    def warn(self, code: str, offset: int, **params: object) -> None:
        self._found.append((code, Severity.WARNING, offset, params))

    def count(self, code: str, what: str, offset: int, severity: Severity = Severity.NOTE) -> None:
        """One remark for all things called `what`, at the first of them, with their number."""
        severity, first, number = self._counted.get((code, what), (severity, offset, 0))
        self._counted[code, what] = (severity, first, number + 1)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All remarks in the order of the source."""
        counted = (
            (code, severity, offset, {"what": what, "count": number})
            for (code, what), (severity, offset, number) in self._counted.items()
        )
        found = sorted((*self._found, *counted), key=lambda f: f[2])
        return tuple(Finding(code, sev, self.source.place(offset), params) for code, sev, offset, params in found)
