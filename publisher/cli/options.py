"""What `fix` and `check` have in common: which rules run, which texts are read, how results look."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from publisher.builder.house import adjusted, similar
from publisher.builder.paths import shown_path
from publisher.builder.works import read_bytes, settings_for, settings_of
from publisher.cli import common
from publisher.cli.words import codes, ui
from publisher.model.errors import PublisherError, UsageError
from publisher.model.finding import Finding, Severity
from publisher.model.project import Project
from publisher.typography import BY_CODE, Settings

MARKUPS = ("text", "markdown", "html", "fb2")
STDIN = "-"
_NO_RULE = frozenset({"-"})
"""A selection that names other findings only."""

Codes = list[str] | None
Select = Annotated[Codes, typer.Option("--select", metavar="CODES", show_default=False, help=ui("rules-select"))]
Ignore = Annotated[Codes, typer.Option("--ignore", metavar="CODES", show_default=False, help=ui("rules-ignore"))]
Extend = Annotated[Codes, typer.Option("--extend-select", metavar="CODES", show_default=False, help=ui("rules-extend"))]
Profile = Annotated[str, typer.Option("--profile", metavar="NAME", show_default=False, help=ui("rules-profile"))]
Statistics = Annotated[bool, typer.Option("--statistics", help=ui("statistics"))]
OutputFormat = Annotated[
    str, typer.Option("--output-format", metavar="FORMAT", show_default=False, help=ui("output-format"))
]
As = Annotated[str, typer.Option("--as", metavar="MARKUP", show_default=False, help=ui("fix-as"))]
StdinFilename = Annotated[
    str, typer.Option("--stdin-filename", metavar="PATH", show_default=False, help=ui("stdin-filename"))
]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rules run, and which of the other findings are shown (beginnings of their codes)."""

    settings: Settings
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def shows(self, finding: Finding) -> bool:
        """Errors are always shown; rules, and so what waivers hold back, were chosen before they ran."""
        if finding.severity is Severity.ERROR or finding.code in BY_CODE or "held" in finding.params:
            return True
        return finding.code.startswith(self.select or "") and not finding.code.startswith(self.ignore or "-")


def chosen(project: Project, profile: str, select: Codes, ignore: Codes, extend: Codes) -> Choice:
    """The house style with what the command line says about it.

    Raises:
        UsageError: U110 no such profile, U113 no such rule.
    """
    if profile and profile not in project.houses:
        known = ", ".join(name for name in project.houses if name)
        raise UsageError("U110", {"what": "--profile", "value": profile, "known": known})
    selected, ignored = _split("--select", select), _split("--ignore", ignore)
    extended = _split("--extend-select", extend)
    base = project.houses.get(profile, project.house)
    house = adjusted(base, _rules(selected), _rules(ignored), _rules(extended), _misspelt("--select"))
    settings = settings_of(project, house)
    if selected and not _rules((*selected, *extended)):
        settings = Settings(settings.language, settings.profile, select=_NO_RULE)
    return Choice(settings, (*selected, *extended) if selected else (), ignored)


def _split(option: str, values: Codes) -> tuple[str, ...]:
    """Codes, separated by commas, in options that may be repeated."""
    found = tuple(code.strip().upper() for value in values or () for code in value.split(",") if code.strip())
    known = _known()
    for code in found:
        if not any(one.startswith(code) for one in known):
            raise _misspelt(option)(code)
    return found


def _known() -> list[str]:
    """Codes of rules, and of the other findings that sources may have."""
    return [*BY_CODE, *(code for code in codes() if code[0] in "LSEQ" and code[1:].isdigit())]


def _misspelt(option: str) -> Callable[[str], PublisherError]:
    return lambda code: UsageError("U113", {"what": option, "rule": code, "near": similar(code, _known())})


def _rules(listed: Iterable[str]) -> tuple[str, ...]:
    return tuple(code for code in listed if any(rule.startswith(code) for rule in BY_CODE))


@dataclass(frozen=True, slots=True)
class Input:
    """One text to read: `path` is None for stdin; `kind` a format, or empty where the name tells it."""

    shown: str
    path: Path | None
    settings: Settings
    kind: str = ""

    def read(self) -> bytes:
        """Raises:
        SourceError: S401 no such file, S402 not readable or not a file, S403 too large.
        """
        return read_bytes(self.path) if self.path else sys.stdin.buffer.read()


def inputs(project: Project, wanted: Sequence[str], choice: Choice, as_: str, stdin_filename: str) -> list[Input]:
    """The texts that are meant, each with the rules that hold there.

    Raises:
        UsageError: U109 nothing is named and there is no edition, U110 no such markup.
        SourceError: S401 no such file, S402 it is no file.
    """
    if as_ and as_ not in MARKUPS:
        raise UsageError("U110", {"what": "--as", "value": as_, "known": ", ".join(MARKUPS)})
    if list(wanted) == [STDIN]:
        settings = choice.settings
        if stdin_filename:
            settings = settings_for(project, Path(stdin_filename), settings)
        kind = as_ or ("" if stdin_filename else "text")
        return [Input(stdin_filename or STDIN, None, settings, kind)]
    return [
        Input(shown_path(path), path, settings_for(project, path, choice.settings), as_)
        for path in common.sources(project, wanted)
    ]
