"""`publisher check`: findings in sources, config, links, notes, metadata, glyph coverage; changes nothing."""

from __future__ import annotations

from typing import Annotated

import typer

from publisher.builder.works import settings_of
from publisher.cli import common, formats, show
from publisher.cli.words import ui


def check(
    what: Annotated[list[str] | None, typer.Argument(metavar="EDITION|PATH", help=ui("check-what"))] = None,
    output_format: Annotated[str, typer.Option("--output-format", metavar="FORMAT", help=ui("output-format"))] = "",
) -> int:
    from publisher.builder.checking import check_source

    for_program = formats.asked(output_format)
    project = common.project()
    settings = settings_of(project)
    paths = common.sources(project, what or [])
    findings = [finding for path in paths for finding in check_source(project, path, settings)]
    formats.print_findings(findings, output_format)
    if not for_program:
        fixable = sum(bool(finding.params.get("fixable")) for finding in findings)
        show.say("check-summary", findings=len(findings), files=len(paths), fixable=fixable)
    return int(show.counts(findings))
