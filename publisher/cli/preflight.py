"""`publisher preflight`: is a PDF fit for the press? Any PDF, also foreign ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from publisher.builder.files import write_whole
from publisher.builder.inspecting import Inspected, Question, inspect_file
from publisher.builder.profiles import profile_of
from publisher.cli import common, show
from publisher.cli.preflight_facts import facts_table
from publisher.cli.session import current
from publisher.cli.words import message, ui
from publisher.model.errors import PublisherError, UsageError
from publisher.model.facts import Facts
from publisher.model.finding import Finding, Severity
from publisher.model.paper import POINTS
from publisher.model.press import ShopProfile
from publisher.model.sheet import sheet_size
from publisher.preflight.report import on_all_pages

MM = POINTS["mm"]


def preflight(
    files: Annotated[list[str], typer.Argument(metavar="FILE.pdf", help=ui("preflight-files"))],
    profile: Annotated[
        str, typer.Option("--profile", metavar="NAME", show_default=False, help=ui("preflight-profile"))
    ] = "",
    trim: Annotated[str, typer.Option("--trim", metavar="WxH", show_default=False, help=ui("preflight-trim"))] = "",
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="CODES", show_default=False, help=ui("preflight-select"))
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="CODES", show_default=False, help=ui("preflight-ignore"))
    ] = None,
    no_tac: Annotated[bool, typer.Option("--no-tac", help=ui("preflight-no-tac"))] = False,
    report: Annotated[
        str, typer.Option("--report", metavar="FILE.html", show_default=False, help=ui("preflight-report"))
    ] = "",
) -> int:
    if report and len(files) > 1:
        raise UsageError("U115", {"first": "--report", "second": " ".join(files)})
    shop = profile_of(common.project(), profile) if profile else None
    wanted = Wanted(shop, _trim(trim), _codes(select), _codes(ignore))
    tables: list[dict[str, Any]] = []
    code = 0
    for name in files:
        question = Question(Path(name), shop, wanted.trim, not no_tac, bool(report))
        try:
            inspected = inspect_file(question)
        except PublisherError as error:
            if len(files) == 1:
                raise
            show.error(error)
            code = error.exit_code
            continue
        findings = [finding for finding in inspected.report.findings if wanted.shows(finding)]
        code = max(code, int(_fails(findings)))
        if current.json:
            tables.append(_table(name, inspected, findings))
        else:
            _tell(name, inspected, findings)
        if report:
            from publisher.cli.preflight_page import preflight_page

            write_whole(Path(report), preflight_page(Path(name).name, inspected, findings, shop).encode())
            show.say("preflight-written", path=report)
    if current.json:
        show.document(tables)
    return code


class Wanted:
    """What the files are held to, and which findings are told."""

    def __init__(
        self,
        profile: ShopProfile | None,
        trim: tuple[float, float] | None,
        select: tuple[str, ...],
        ignore: tuple[str, ...],
    ) -> None:
        self.profile, self.trim, self.select, self.ignore = profile, trim, select, ignore

    def shows(self, finding: Finding) -> bool:
        return finding.code.startswith(self.select or "") and not finding.code.startswith(self.ignore or "-")


def _codes(listed: list[str] | None) -> tuple[str, ...]:
    """Beginnings of codes.

    Raises:
        UsageError: U105, no check begins like this.
    """
    from publisher.preflight import CHECKS

    found = tuple(part.strip().upper() for entry in listed or () for part in entry.split(",") if part.strip())
    for start in found:
        if not any(code.startswith(start) for code in CHECKS):
            raise UsageError("U105", {"code": start, "near": "P1…P9"})
    return found


def _trim(asked: str) -> tuple[float, float] | None:
    """`148x210`, or the name of a size, in points.

    Raises:
        UsageError: U110, neither.
    """
    if not asked:
        return None
    try:
        size = sheet_size(asked)
    except ValueError as error:
        raise UsageError("U110", {"what": "--trim", "value": asked, "known": "148x210, A5"}) from error
    return size.width, size.height


def _fails(findings: Sequence[Finding]) -> bool:
    """Errors fail; with --strict warnings, too."""
    least = Severity.WARNING if current.strict else Severity.ERROR
    return any(finding.severity >= least for finding in findings)


def _tell(name: str, inspected: Inspected, findings: Sequence[Finding]) -> None:
    """`file pages: CODE message`, one line for all pages that say the same; the summary goes to stderr."""
    gathered = on_all_pages(findings)
    for finding in gathered:
        show.finding(finding, to_results=True)
    report = inspected.report
    count = Counter(finding.severity for finding in gathered)
    show.say(
        "preflight-summary",
        file=name,
        standard=held_to(inspected),
        size=size_of(report.facts),
        pages=report.facts.page_count,
        errors=count[Severity.ERROR],
        warnings=count[Severity.WARNING],
        notes=count[Severity.NOTE],
    )
    if report.most_ink is not None and report.measured == report.facts.page_count:
        show.say("preflight-ink", percent=round(report.most_ink))


def held_to(inspected: Inspected) -> str:
    """The standard and the profile, for people."""
    report = inspected.report
    return " · ".join(part for part in (report.standard or f"PDF {report.facts.version}", report.profile) if part)


def size_of(facts: Facts) -> str:
    """Width × height of the trimmed first page in mm, and its bleed."""
    if not facts.pages:
        return "–"
    trim, bleed = facts.pages[0].trim, facts.pages[0].bleed
    around = max(0.0, trim.x0 - bleed.x0, trim.y0 - bleed.y0, bleed.x1 - trim.x1, bleed.y1 - trim.y1)
    size = f"{trim.width / MM:.4g} × {trim.height / MM:.4g}"
    return f"{size} + {around / MM:.2g}" if around > 0.1 else size


def _table(name: str, inspected: Inspected, findings: Sequence[Finding]) -> dict[str, Any]:
    """A file for JSON; rectangles in points from the lower left corner."""
    report = inspected.report
    return {
        "path": name,
        "standard": report.standard,
        "claim": report.facts.claim,
        "profile": report.profile,
        "passed": not _fails(findings),
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity.name.lower(),
                "page": finding.params["page"],
                "message": message(finding.code, finding.params),
                "hint": show.hint_of(finding),
                "count": finding.params["count"],
                "rects": [[round(v, 2) for v in rect] for rect in _rects(finding)],
            }
            for finding in findings
        ],
        "ink": {"measured": report.measured, "most": report.most_ink},
        "facts": facts_table(report.facts),
    }


def _rects(finding: Finding) -> Sequence[Sequence[float]]:
    rects = finding.params["rects"]
    return rects if isinstance(rects, tuple) else ()
