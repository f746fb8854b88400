"""Events of a build as lines, or as JSON objects with --json; and told again when nothing has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict

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
from publisher.cli import show
from publisher.cli.page_summary import summary_line
from publisher.cli.session import current
from publisher.cli.words import have_at_hand, language, spelled_out, ui
from publisher.model.finding import Finding, Severity
from publisher.model.page_report import PagesReport

ANSWERS = frozenset({"B310"})
"""Notes on what was asked for: they are always told."""


_STAGES = {"read": "step-read", "render": "step-render"}


def _stage(edition: str, step: str) -> str:
    """What a progress bar says in front: reading, setting, or the format that is made."""
    return f"{edition}: {ui(_STAGES[step]) if step in _STAGES else step}"


class Teller:
    """Turns events into lines, or JSON objects with --json."""

    def __init__(self) -> None:
        self.bar = show.Bar()
        self.failures: list[int] = []
        self.remarks: list[Finding] = []
        self.lasting: list[Remark | ResultWritten | PagesExamined] = []
        """What holds as long as the results stand."""

    def tell(self, event: Event) -> None:
        if isinstance(event, Remark | ResultWritten | PagesExamined):
            self.lasting.append(event)
        match event:
            case EditionStarted(edition=edition, works=works):
                self._json("started", edition, works=works)
            case Progress(edition=edition, step=step, done=done, total=total):
                self._json("progress", edition, step=step, done=done, total=total)
                self.bar.at(_stage(edition, step), done, total)
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

    @property
    def results(self) -> list[str]:
        """Paths of all files that were written."""
        return [event.path for event in self.lasting if isinstance(event, ResultWritten)]

    def record(self) -> Iterator[Mapping[str, object]]:
        """What was told and still holds, as plain tables; first of all the words for it."""
        codes = sorted({event.finding.code for event in self.lasting if isinstance(event, Remark)})
        yield {"language": language(), "words": {code: spelled_out(code) for code in codes}}
        for event in self.lasting:
            match event:
                case Remark(edition=edition, finding=finding):
                    yield {"edition": edition, "finding": finding}
                case PagesExamined(edition=edition, report=report):
                    yield {"edition": edition, "report": report}
                case ResultWritten():
                    yield {"result": asdict(event)}

    def tell_again(self, record: Mapping[str, object]) -> None:
        """One of the tables of `record`."""
        match record:
            case {"language": str(spoken), "words": dict(words)}:
                have_at_hand(spoken, words)
            case {"edition": str(edition), "finding": Finding() as finding}:
                self.tell(Remark(edition, finding))
            case {"edition": str(edition), "report": PagesReport() as report}:
                self.tell(PagesExamined(edition, report))
            case {"result": dict(result)}:
                self.tell(ResultWritten(**{**result, "rendered": 0, "reused": 0}))
