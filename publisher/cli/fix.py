"""`publisher fix`: typographic cleanup of sources. A diff by default; nothing is written without --write."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated

import typer

from publisher.builder.files import write_whole
from publisher.builder.fixing import Fixed, as_findings
from publisher.builder.fixing import fix as fixed_source
from publisher.cli import common, formats, interactive, show
from publisher.cli.difference import print_difference
from publisher.cli.options import (
    STDIN,
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
from publisher.cli.session import current
from publisher.cli.words import ui
from publisher.model.errors import PublisherError, UsageError
from publisher.model.finding import Finding, Place, Severity


@dataclass(slots=True)
class Run:
    """What comes of the texts: cleaned ones in order, and failures, which stop none of the others."""

    cleaned: list[tuple[Input, Fixed]] = field(default_factory=list)
    failures: list[PublisherError] = field(default_factory=list)

    @property
    def changed(self) -> list[tuple[Input, Fixed]]:
        return [(text, fixed) for text, fixed in self.cleaned if fixed.edits]

    @property
    def edits(self) -> int:
        return sum(len(fixed.edits) for _, fixed in self.cleaned)

    @property
    def findings(self) -> list[Finding]:
        """What was or would be mended, and texts that can't be."""
        found = [f for _, fixed in self.changed for f in as_findings(fixed) if f.params.get("fixable")]
        return [*found, *(Finding(e.code, Severity.ERROR, e.place, e.params) for e in self.failures)]


def fix(  # noqa: PLR0913  every option is one parameter
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH|-", help=ui("fix-paths"))] = None,
    *,
    write: Annotated[bool, typer.Option("--write", help=ui("fix-write"))] = False,
    diff: Annotated[bool, typer.Option("--diff", help=ui("fix-diff"))] = False,
    ask: Annotated[bool, typer.Option("--interactive", "-i", help=ui("fix-interactive"))] = False,
    unsafe: Annotated[bool, typer.Option("--unsafe-fixes", help=ui("fix-unsafe"))] = False,
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
    piped = paths == [STDIN]
    if ask:
        if piped or for_program:
            raise UsageError("U115", {"first": "--interactive", "second": "-" if piped else "--json, --output-format"})
        interactive.check_terminal()
    project = common.project()
    choice = chosen(project, profile, select, ignore, extend_select)
    run = _cleaned(inputs(project, paths or [], choice, as_, stdin_filename), unsafe=unsafe, quiet=for_program)
    if piped and not (diff or statistics or for_program):
        return _answer(run)
    if ask:
        write = _asked(run, write=write)
    if write and not piped:
        _write(run)
    _tell(run, diff=diff or not (write or ask or statistics), statistics=statistics, output_format=output_format)
    show.say("fix-written" if write else "fix-would", edits=run.edits, files=len(run.changed))
    if not ask and (proposed := sum(remark.new is not None for _, fixed in run.cleaned for remark in fixed.remarks)):
        show.say("fix-proposed", proposed=proposed)
    if run.failures:
        return run.failures[0].exit_code
    return 0 if write and not piped else int(bool(run.changed))


def _cleaned(texts: Sequence[Input], *, unsafe: bool, quiet: bool) -> Run:
    run = Run()
    for text in texts:
        try:
            fixed = fixed_source(text.shown, text.read(), text.settings, text.kind, unsafe=unsafe)
        except PublisherError as error:
            _failed(run, error, text, quiet=quiet)
            continue
        if fixed.source.derived:
            show.finding(Finding("S405", Severity.WARNING, None, {"path": text.shown}), to_results=False)
            continue
        run.cleaned.append((text, fixed))
        if not quiet:
            for finding in fixed.findings:
                if finding.severity > Severity.NOTE or current.verbose:
                    show.finding(finding, to_results=False)
    return run


def _failed(run: Run, error: PublisherError, text: Input, *, quiet: bool = False) -> None:
    error.place = error.place or Place(text.shown)
    run.failures.append(error)
    if not quiet:
        show.error(error)


def _answer(run: Run) -> int:
    """stdin → stdout, in the same encoding, byte for byte but for the edits."""
    for _, fixed in run.cleaned:
        data = fixed.encoded()
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    return run.failures[0].exit_code if run.failures else 0


def _asked(run: Run, *, write: bool) -> bool:
    """Let somebody choose among all changes; whether the chosen ones are to be written."""
    dialogue = interactive.Dialogue(sum(len(interactive.questions(fixed)) for _, fixed in run.cleaned))
    run.cleaned = [(text, dialogue.accepted(fixed)) for text, fixed in run.cleaned]
    if dialogue.never:
        show.say("interactive-never", codes=", ".join(f'"{code}"' for code in sorted(dialogue.never)))
    if write or not run.changed:
        return True
    return interactive.agreed(ui("interactive-write", edits=run.edits, files=len(run.changed)))


def _write(run: Run) -> None:
    """Each file whole or not at all; one that can't be written stops none of the others."""
    for text, fixed in run.changed:
        if text.path is None:
            continue
        try:
            write_whole(text.path, fixed.encoded())
        except PublisherError as error:
            run.cleaned.remove((text, fixed))
            _failed(run, error, text)


def _tell(run: Run, *, diff: bool, statistics: bool, output_format: str) -> None:
    if statistics:
        held = (finding for _, fixed in run.cleaned for finding in fixed.findings if "held" in finding.params)
        formats.print_statistics([*run.findings, *held])
    elif formats.asked(output_format):
        formats.print_findings(run.findings, output_format)
    elif diff:
        for text, fixed in run.changed:
            print_difference(text.shown, fixed)
