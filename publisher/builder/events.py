"""What a build tells while it runs. `cli` turns events into lines, bars or JSON."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.model.errors import PublisherError
from publisher.model.finding import Finding
from publisher.model.page_report import PagesReport


@dataclass(frozen=True, slots=True)
class EditionStarted:
    edition: str
    works: int


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` steps of an edition; `step` names what was done (`read`, `render`, `pdf`, `epub` …)."""

    edition: str
    step: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Remark:
    edition: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class ResultWritten:
    """`pages` is 0 for results without pages; `reused` counts fragments that came out of the store."""

    edition: str
    format: str
    path: str
    bytes: int
    pages: int
    rendered: int
    reused: int


@dataclass(frozen=True, slots=True)
class EditionFailed:
    edition: str
    error: PublisherError


@dataclass(frozen=True, slots=True)
class EditionDone:
    edition: str
    seconds: float


@dataclass(frozen=True, slots=True)
class PagesExamined:
    """How well the pages of an edition are set."""

    edition: str
    report: PagesReport


Event = EditionStarted | Progress | Remark | ResultWritten | EditionFailed | EditionDone | PagesExamined
