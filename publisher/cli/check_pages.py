"""`publisher check --pages`: the pages of editions are set, looked through line by line, and not written anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from publisher.builder.events import PagesExamined, Progress, Remark
from publisher.builder.project import select
from publisher.cli import formats, show
from publisher.cli.build import default_jobs
from publisher.cli.page_summary import short_title
from publisher.cli.session import current
from publisher.cli.words import ui
from publisher.model.finding import Finding, Severity
from publisher.model.page_report import PagesReport
from publisher.model.project import Project

_SAID_BETTER = frozenset({"B201", "B202", "B205"})
"""Remarks of the writer that Q501 and Q502 make with page and line."""


def check_pages(project: Project, what: Sequence[str], choice: Any, *, statistics: bool, output_format: str) -> int:
    """Print the findings in the pages of editions or files; `choice` says which are shown."""
    reports = dict(_examined(project, what))
    shown = {name: [f for f in report.findings if choice.shows(f)] for name, report in reports.items()}
    found = [finding for findings in shown.values() for finding in findings]
    if statistics:
        formats.print_statistics(found)
    elif current.json and not output_format:
        summaries = {name: report.summary for name, report in reports.items()}
        show.document({"findings": [show.as_table(finding) for finding in found], "pages": summaries})
    elif formats.asked(output_format):
        formats.print_findings(found, output_format)
    else:
        for name, report in reports.items():
            _print(name, report, shown[name])
    return int(show.counts(found))


def _examined(project: Project, what: Sequence[str]) -> Iterable[tuple[str, PagesReport]]:
    """(name of the edition, how well its pages are set)."""
    from publisher.builder.run import Build, Options

    options = Options(out=Path(project.root) / "out", formats=("pdf",), jobs=default_jobs(), dry=True)
    bar = show.Bar()
    remarks: list[Finding] = []
    with closing(Build(project, options).run(select(project, what, Path.cwd()))) as events:
        for event in events:
            match event:
                case Progress(edition=edition, done=done, total=total):
                    bar.at(edition, done, total)
                case Remark(finding=finding) if finding.code.startswith("B2") and finding.code not in _SAID_BETTER:
                    remarks.append(finding)
                case PagesExamined(edition=edition, report=report):
                    yield edition, PagesReport((*remarks, *report.findings), report.summary)
                    remarks = []


def _print(name: str, report: PagesReport, findings: Sequence[Finding]) -> None:
    """Warnings and errors, with -v or --strict also notes; then the figures."""
    least = Severity.NOTE if current.verbose or current.strict else Severity.WARNING
    for finding in findings:
        if finding.severity >= least:
            show.finding(finding, to_results=True)
    if findings:
        show.out()
    for line in table(name, report.summary):
        show.out(line)
    rows = formats.statistics(findings)
    width = max((len(str(row["count"])) for row in rows), default=0)
    for row in rows:
        show.out(f"  {row['count']:>{width}}  {row['code']}  {short_title(row['code'])}")
    hidden = sum(finding.severity < least for finding in findings)
    if hidden:
        show.say("pages-hidden", n=hidden)


def table(name: str, summary: Any) -> list[str]:
    """The figures of an edition as lines of a terminal."""
    lines = [ui("pages-head", edition=name, pages=summary["pages"], lines=summary["lines"])]
    spaces = summary["word_space"]
    if spaces:
        figures = {key: f"{value:.2f}" for key, value in spaces.items()}
        lines.append(ui("pages-spaces", **figures))
        lines.append(ui("pages-stretched", percent=summary["stretched_percent"], lines=summary["stretched_lines"]))
    lines.append(ui("pages-hyphens", percent=summary["hyphenated_percent"], ladder=summary["longest_ladder"]))
    return lines
