"""Rendered fragments → findings with page, line and place in the manuscript, and the figures of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from publisher.model.finding import Finding
from publisher.model.lines import Line
from publisher.model.page_report import PageRemark, PageReport, PagesReport
from publisher.model.passages import Manuscript
from publisher.model.work import Work
from publisher.pages.checks import CHECKS, Hit
from publisher.pages.setting import Setting
from publisher.pages.summary import figures_of, summary

LONGEST = 64
"""Characters of an excerpt."""


def examine(lines: Sequence[Line], pages: int, work: Work | None = None) -> PageReport:
    """Look through the pages of a fragment.

    Args:
        lines: all of them, page by page, on `pages` pages.
        work: what the fragment is made from, so that a finding knows its place in the manuscript.
    """
    setting = Setting(lines, pages)
    manuscript = Manuscript(work) if work else None
    return replace(figures_of(setting), remarks=tuple(_remarks(setting, manuscript)))


def joined(reports: Sequence[PageReport], starts: Sequence[int]) -> PagesReport:
    """The reports on the fragments of a book as one; `starts`: folio of the first page of each."""
    findings = tuple(
        _with_folio(remark, start + remark.page)
        for report, start in zip(reports, starts, strict=True)
        for remark in report.remarks
    )
    return PagesReport(findings, summary(reports, findings))


def _with_folio(remark: PageRemark, folio: int) -> Finding:
    severity = remark.finding.severity if folio % 2 else remark.verso
    return replace(remark.finding, severity=severity, params={"page": folio} | dict(remark.finding.params))


def _remarks(setting: Setting, manuscript: Manuscript | None) -> Iterator[PageRemark]:
    hits = [(check.code, hit) for check in CHECKS.values() for hit in check.find(setting)]
    hits.sort(key=lambda found: (found[1].line.page, found[1].line.column, found[1].line.row, found[0]))
    for code, hit in hits:
        line = hit.line
        params = {"row": line.row, "excerpt": excerpt(line.text)} | dict(hit.params)
        if line.column:
            params["column"] = line.column
        place = manuscript.place(*_in_passage(hit)) if manuscript and line.block >= 0 else None
        yield PageRemark(
            line.page, Finding(code, hit.severity, place, params), hit.severity if hit.verso is None else hit.verso
        )


def _in_passage(hit: Hit) -> tuple[int, int, str]:
    """Passage, letters of it before the spot, and what is printed there."""
    line: Line = hit.line
    words = line.text.replace("\u00a0", " ")
    at = words.rstrip().rfind(" ") + 1 if hit.at_end else 0
    return line.block, line.letters + sum(map(str.isalnum, words[:at])), words[at:]


def excerpt(text: str) -> str:
    """A line for people: with ordinary spaces, and cut in the middle when it is long."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 27].rstrip()} … {text[-24:].lstrip()}"
