"""`publisher check`: findings in sources, config, links, notes, metadata, glyph coverage; changes nothing."""

from __future__ import annotations

from typing import Annotated

import typer

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
) -> int:
    for_program = formats.asked(output_format)
    project = common.project()
    choice = chosen(project, profile, select, ignore, extend_select)
    texts = inputs(project, what or [], choice, as_, stdin_filename)
    findings = [finding for text in texts for finding in _findings(project, text) if choice.shows(finding)]
    if statistics:
        formats.print_statistics(findings)
    else:
        formats.print_findings(findings, output_format)
    if not for_program:
        told = [finding for finding in findings if finding.code != formats.HELD]
        fixable = sum(bool(finding.params.get("fixable")) for finding in told)
        proposed = sum("new" in finding.params for finding in told) - fixable
        show.say("check-summary", findings=len(told), files=len(texts), fixable=fixable, proposed=proposed)
    return int(show.counts(findings))


def _findings(project: Project, text: Input) -> list[Finding]:
    """A text from stdin stands nowhere: links and pictures can't be looked for."""
    from publisher.builder.checking import check_chars, check_source

    if text.path is None:
        return check_chars(text.shown, text.read(), text.settings, text.kind)
    return check_source(project, text.path, text.settings, text.kind)
