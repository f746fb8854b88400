"""`publisher fix`: typographic cleanup of sources. A diff by default; nothing is written without --write."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import Annotated

import typer

from publisher.builder.fixing import Fixed, as_findings
from publisher.builder.fixing import fix as fixed_source
from publisher.builder.store import write_whole
from publisher.builder.works import read_bytes, settings_of
from publisher.cli import common, formats, show
from publisher.cli.session import current
from publisher.cli.words import ui
from publisher.model.errors import UsageError
from publisher.model.finding import Severity
from publisher.model.source import LINE_END

MARKUPS = ("text", "markdown", "html")


def fix(
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH|-", help=ui("fix-paths"))] = None,
    write: Annotated[bool, typer.Option("--write", help=ui("fix-write"))] = False,
    diff: Annotated[bool, typer.Option("--diff", help=ui("fix-diff"))] = False,
    as_: Annotated[str, typer.Option("--as", metavar="MARKUP", help=ui("fix-as"))] = "",
    output_format: Annotated[str, typer.Option("--output-format", metavar="FORMAT", help=ui("output-format"))] = "",
) -> int:
    if as_ and as_ not in MARKUPS:
        raise UsageError("U110", {"what": "--as", "value": as_, "known": ", ".join(MARKUPS)})
    project = common.project()
    settings = settings_of(project)
    if paths == ["-"]:
        return _fix_stream(fixed_source("-", sys.stdin.buffer.read(), settings, as_ or "text"), diff=diff)
    changed: list[tuple[Path, Fixed]] = []
    for path in common.sources(project, paths or []):
        fixed = fixed_source(str(path), read_bytes(path), settings, as_)
        for finding in fixed.findings:
            if finding.severity > Severity.NOTE or current.verbose:
                show.finding(finding, to_results=False)
        if fixed.edits:
            changed.append((path, fixed))
    if write:
        whole = [(path, fixed.encoded()) for path, fixed in changed]  # all or none: an encoding error comes first
        for path, data in whole:
            write_whole(path, data)
    findings = [finding for _, fixed in changed for finding in as_findings(fixed)]
    if formats.asked(output_format):
        formats.print_findings(findings, output_format)
    elif diff or not write:
        for path, fixed in changed:
            show.out("".join(difference(str(path), fixed)).rstrip("\n"))
    edits = sum(len(fixed.edits) for _, fixed in changed)
    show.say("fix-written" if write else "fix-would", edits=edits, files=len(changed))
    return 0 if write else int(bool(changed))


def _fix_stream(fixed: Fixed, *, diff: bool) -> int:
    """stdin → stdout, in the same encoding, byte for byte but for the edits."""
    if diff:
        show.out("".join(difference("-", fixed)).rstrip("\n"))
        return int(bool(fixed.edits))
    sys.stdout.flush()
    sys.stdout.buffer.write(fixed.encoded())
    sys.stdout.buffer.flush()
    return 0


def difference(path: str, fixed: Fixed) -> Iterator[str]:
    """A unified diff; no-break spaces are shown as they are, so that `patch` can use it."""
    old, new = (_lines(chars) for chars in (fixed.source.chars, fixed.chars))
    for line in unified_diff(old, new, path, path, n=1):
        yield line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"


def _lines(chars: str) -> list[str]:
    """Lines with their ends; only what editors take for a line end counts."""
    lines, at = [], 0
    for end in LINE_END.finditer(chars):
        lines.append(chars[at : end.end()])
        at = end.end()
    return [*lines, chars[at:]] if at < len(chars) else lines
