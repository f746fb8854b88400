"""`publisher build`: editions or files → results in out/."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from publisher.builder.events import (
    EditionDone,
    EditionFailed,
    EditionStarted,
    Event,
    PagesExamined,
    Progress,
    Remark,
    ResultWritten,
)
from publisher.builder.fit import parse_wish
from publisher.builder.project import select
from publisher.cli import common, show
from publisher.cli.session import current
from publisher.cli.words import ui
from publisher.model.edition import OUTPUTS
from publisher.model.errors import UsageError
from publisher.model.finding import Finding, Severity
from publisher.model.page_report import PagesReport


def build(  # noqa: PLR0913, PLR0917  one parameter an option
    what: Annotated[list[str] | None, typer.Argument(metavar="EDITION|FILE", help=ui("build-what"))] = None,
    out: Annotated[str, typer.Option("-o", "--out", metavar="DIR", help=ui("build-out"))] = "",
    formats: Annotated[str, typer.Option("-f", "--formats", metavar="LIST", help=ui("build-formats"))] = "",
    layout: Annotated[str, typer.Option("-l", "--layout", metavar="NAME", help=ui("build-layout"))] = "",
    jobs: Annotated[
        int, typer.Option("-j", "--jobs", metavar="N", min=0, max=256, show_default=False, help=ui("build-jobs"))
    ] = 0,
    scheduler: Annotated[
        str, typer.Option("--scheduler", metavar="ADDRESS", show_default=False, help=ui("build-scheduler"))
    ] = "",
    no_cache: Annotated[bool, typer.Option("--no-cache", help=ui("build-no-cache"))] = False,
    keep_going: Annotated[bool, typer.Option("--keep-going", help=ui("build-keep-going"))] = False,
    handoff: Annotated[bool, typer.Option("--handoff", help=ui("build-handoff"))] = False,
    draft: Annotated[bool, typer.Option("--draft", help=ui("build-draft"))] = False,
    fit: Annotated[str, typer.Option("--fit", metavar="WISH", show_default=False, help=ui("build-fit"))] = "",
) -> int:
    from publisher.builder.run import Build, Options

    project = common.project()
    editions = select(project, what or [], Path.cwd())
    folder = Path(out) if out else Path(project.root) / "out"
    options = Options(
        out=folder,
        formats=_formats(formats),
        layout=layout,
        jobs=jobs or default_jobs(),
        scheduler=scheduler,
        use_cache=not no_cache,
        keep_going=keep_going,
        handoff=handoff,
        draft=draft,
        fit=parse_wish(fit) if fit else None,
    )
    teller = _Teller()
    with closing(Build(project, options).run(editions)) as events:
        for event in events:
            teller.tell(event)
    if teller.failures:
        return teller.failures[0]
    return 1 if current.strict and teller.remarks else 0


def _formats(listed: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(part.strip().lower() for part in listed.split(",") if part.strip()))
    for name in names:
        if name not in OUTPUTS:
            raise UsageError("U104", {"format": name, "known": ", ".join(OUTPUTS)})
    return names


ANSWERS = frozenset({"B310"})
"""Notes on what was asked for: they are always told."""


class _Teller:
    """Turns events into lines, or JSON objects with --json."""

    def __init__(self) -> None:
        self.bar = show.Bar()
        self.failures: list[int] = []
        self.remarks: list[Finding] = []

    def tell(self, event: Event) -> None:
        match event:
            case EditionStarted(edition=edition, works=works):
                self._json("started", edition, works=works)
            case Progress(edition=edition, step=step, done=done, total=total):
                self._json("progress", edition, step=step, done=done, total=total)
                self.bar.at(edition, done, total)
            case Remark(edition=edition, finding=finding):
                self._remark(edition, finding)
            case ResultWritten():
                self._result(event)
            case PagesExamined(edition=edition, report=report):
                self._pages(edition, report)
            case EditionFailed(error=error):
                self.failures.append(error.exit_code)
                show.error(error)
            case EditionDone(edition=edition, seconds=seconds):
                self._json("done", edition, seconds=seconds)
                show.say("build-done", edition=edition, seconds=f"{seconds:.1f}")

    def _remark(self, edition: str, finding: Finding) -> None:
        """Notes are told with -v, the rest always."""
        if finding.severity >= Severity.WARNING:
            self.remarks.append(finding)
        if current.json:
            show.json_line({"event": "remark", "edition": edition} | show.as_table(finding))
        elif finding.severity >= Severity.WARNING or current.verbose or finding.code in ANSWERS:
            show.finding(finding, to_results=False)

    def _pages(self, edition: str, report: PagesReport) -> None:
        """One line about the pages, if there is something to warn of; `check --pages` tells more."""
        from publisher.cli.check_pages import summary_line

        self._json("pages", edition, **report.summary)
        if line := summary_line(edition, report):
            show.remark(line)

    def _result(self, event: ResultWritten) -> None:
        if current.json:
            show.json_line(
                {
                    "event": "result",
                    "edition": event.edition,
                    "format": event.format,
                    "path": event.path,
                    "bytes": event.bytes,
                    "pages": event.pages,
                    "rendered": event.rendered,
                    "reused": event.reused,
                }
            )
            return
        pages = ui("pages", n=event.pages) if event.pages else ""
        size = ui("kilobytes", n=max(1, round(event.bytes / 1024)))
        show.out("  ".join(part for part in (event.path, pages, size) if part))

    def _json(self, name: str, edition: str, **values: object) -> None:
        if current.json:
            show.json_line({"event": name, "edition": edition, **values})


def default_jobs() -> int:
    """All cores this process may use."""
    return len(os.sched_getaffinity(0))
