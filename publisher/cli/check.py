"""`publisher check`: findings in sources, config, links, notes, metadata, glyph coverage; changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from publisher.builder.house import exemption_of
from publisher.cli import common, formats, show
from publisher.cli.options import (
    As,
    Extend,
    Ignore,
    Input,
    OutputFormat,
    Profile,
    Select,
    Statistics,
    StdinFilename,
    chosen,
    inputs,
)
from publisher.cli.words import ui
from publisher.model.errors import UsageError
from publisher.model.finding import Finding
from publisher.model.project import Project


def check(  # noqa: PLR0913  every option is one parameter
    what: Annotated[list[str] | None, typer.Argument(metavar="EDITION|PATH|-", help=ui("check-what"))] = None,
    *,
    select: Select = None,
    ignore: Ignore = None,
    extend_select: Extend = None,
    profile: Profile = "",
    as_: As = "",
    stdin_filename: StdinFilename = "",
    statistics: Statistics = False,
    output_format: OutputFormat = "",
    store: Annotated[str, typer.Option("--store", help=ui("check-store"))] = "",
    epubcheck: Annotated[bool, typer.Option("--epubcheck", help=ui("check-epubcheck"))] = False,
    pages: Annotated[bool, typer.Option("--pages", help=ui("check-pages"))] = False,
) -> int:
    for_program = formats.asked(output_format)
    project = common.project()
    choice = chosen(project, profile, select, ignore, extend_select)
    if pages:
        from publisher.cli.check_pages import check_pages

        return check_pages(project, what or [], choice, statistics=statistics, output_format=output_format)
    ebooks = [Path(name) for name in what or [] if name.lower().endswith(".epub")]
    named = [name for name in what or [] if not name.lower().endswith(".epub")]
    texts = inputs(project, named, choice, as_, stdin_filename) if named or not ebooks else []
    found = [finding for text in texts for finding in _findings(project, text)]
    for path in ebooks:
        found += _of_ebook(project, path, store, epubcheck)
    findings, waived = _told(project, [finding for finding in found if choice.shows(finding)])
    if statistics:
        formats.print_statistics(findings)
    else:
        formats.print_findings(findings, output_format)
    if not for_program:
        told = [finding for finding in findings if finding.code != formats.HELD]
        fixable = sum(bool(finding.params.get("fixable")) for finding in told)
        proposed = sum("new" in finding.params for finding in told) - fixable
        files = len(texts) + len(ebooks)
        show.say("check-summary", findings=len(told), files=files, fixable=fixable, proposed=proposed)
        for line in waived:
            show.remark(line)
    return int(show.counts(findings))


def _of_ebook(project: Project, path: Path, store: str, epubcheck: bool) -> list[Finding]:
    from publisher.builder.linting import EbookQuestion, lint_file
    from publisher.lint import STORES

    if store and store not in STORES:
        raise UsageError("U110", {"what": "--store", "value": store, "known": ", ".join(sorted(STORES))})
    return lint_file(project, EbookQuestion(path, store, epubcheck))


def _told(project: Project, findings: Sequence[Finding]) -> tuple[list[Finding], list[str]]:
    """Findings without those that publisher.toml waives; and what is said of these, a line a reason."""
    kept: list[Finding] = []
    waived: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        exemption = exemption_of(project, finding)
        if exemption:
            waived[finding.code, exemption.reason] += 1
        else:
            kept.append(finding)
    lines = [ui("check-waived", code=code, count=count, reason=why) for (code, why), count in sorted(waived.items())]
    return kept, lines


def _findings(project: Project, text: Input) -> list[Finding]:
    """A text from stdin stands nowhere: links and pictures can't be looked for."""
    from publisher.builder.checking import check_chars, check_source

    if text.path is None:
        return check_chars(text.shown, text.read(), text.settings, text.kind)
    return check_source(project, text.path, text.settings, text.kind)
