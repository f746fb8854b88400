"""Preflight of foreign files: in a child process with limits, so that no file can take the machine down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.builder.isolation import isolated
from publisher.builder.paths import shown_path
from publisher.builder.project import check_source_file
from publisher.model.errors import SourceError
from publisher.model.finding import Place, Severity
from publisher.model.press import ShopProfile
from publisher.preflight import Report, inspect

MOST_BYTES = 1 << 30
MOST_PICTURES = 48
_FEW_PICTURES = 8


@dataclass(frozen=True, slots=True)
class Inspected:
    """A report without the marks of its pages, and JPEG pictures of pages by number when they were asked for."""

    report: Report
    pictures: Mapping[int, bytes]


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be checked, and how. `pictures`: of the pages with findings."""

    path: Path
    profile: ShopProfile | None = None
    trim: tuple[float, float] | None = None
    ink: bool = True
    pictures: bool = False


def inspect_file(question: Question) -> Inspected:
    """Check a file in a process of its own.

    Raises:
        SourceError: S401 no such file, S402 not readable, S403 too large, S501 no PDF, S502 too broken, S503 a
            password is needed, S504 more memory or time than a file may take.
    """
    path = question.path
    check_source_file(path)
    if path.stat().st_size > MOST_BYTES:
        raise SourceError("S403", {"path": shown_path(path), "limit": f"{MOST_BYTES >> 20} MB"})
    return isolated(path, lambda: _inspected(question))


def _inspected(question: Question) -> Inspected:
    path = question.path
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError("S402", {"path": shown_path(path), "reason": error.strerror or ""}) from error
    report = inspect(data, question.profile, name=path.name, trim=question.trim, ink=question.ink)
    named = Place(shown_path(path))
    pages = tuple(replace(page, marks=()) for page in report.facts.pages)
    slim = replace(
        report,
        facts=replace(report.facts, pages=pages),
        findings=tuple(replace(finding, place=named) for finding in report.findings),
    )
    pictures: Mapping[int, bytes] = {}
    if question.pictures:
        from publisher.preflight.thumbnails import thumbnails

        pictures = thumbnails(data, report.facts, _worth_seeing(report))
    return Inspected(slim, pictures)


def _worth_seeing(report: Report) -> list[int]:
    """Pages with errors and warnings before others with findings; the first few pages in any case."""
    serious: dict[int, None] = {}
    rest: dict[int, None] = {}
    for finding in report.findings:
        page = finding.params["page"]
        if isinstance(page, int) and page:
            (serious if finding.severity > Severity.NOTE else rest)[page] = None
    first = dict.fromkeys(range(1, min(_FEW_PICTURES, report.facts.page_count) + 1))
    return sorted(list(serious | rest | first)[:MOST_PICTURES])
