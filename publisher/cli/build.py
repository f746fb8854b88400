"""`publisher build`: editions or files → results in out/."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from publisher.builder.paths import is_file, project_root
from publisher.builder.standing import Asked, Inputs, Standing
from publisher.cli import show
from publisher.cli.build_telling import Teller
from publisher.cli.session import current
from publisher.cli.words import ui
from publisher.model.errors import UsageError

if TYPE_CHECKING:
    from publisher.model.edition import Edition
    from publisher.model.fit import FitWish
    from publisher.model.project import Project


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
    only: Annotated[str, typer.Option("--only", metavar="WORK", show_default=False, help=ui("build-only"))] = "",
    matrix: Annotated[
        list[str] | None, typer.Option("--matrix", metavar="AXIS=A,B", show_default=False, help=ui("build-matrix"))
    ] = None,
) -> int:
    root = project_root(Path.cwd())
    asked = Asked(
        what=tuple(what or ()),
        out=Path(out) if out else (root or Path.cwd()) / "out",
        root=root,
        formats=formats,
        layout=layout,
        fit=fit,
        draft=draft,
        handoff=handoff,
        only=only,
        matrix=tuple(matrix or ()),
    )
    standing, teller = Standing(asked), Teller()
    if not no_cache and (told := standing.valid()) is not None:
        for table in told:
            teller.tell_again(table)
        show.say("build-stands", n=len(teller.results))
    else:
        standing.begin()
        looked_at = _build(asked, teller, jobs or default_jobs(), scheduler, no_cache=no_cache, keep_going=keep_going)
        if not teller.failures and not no_cache:
            standing.end(looked_at, teller.results, tuple(teller.record()))
    if teller.failures:
        return teller.failures[0]
    return 1 if current.strict and teller.remarks else 0


def _build(asked: Asked, teller: Teller, jobs: int, scheduler: str, *, no_cache: bool, keep_going: bool) -> Inputs:
    """Build what is asked for; gives all the files that were looked at."""
    from publisher.builder.forkserver import ForkServer, font_folders

    server = ForkServer(font_folders(str(asked.root or Path.cwd())), asked.out / ".cache" / "scratch")
    with closing(server):
        if not scheduler and (asked.root or any(is_file(Path(name)) for name in asked.what)):
            server.start()  # workers load what they need while this process does
        project, editions, formats, wish = _understood(asked)
        from publisher.builder.run import Build, Options

        options = Options(
            out=asked.out,
            formats=formats,
            layout=asked.layout,
            jobs=jobs,
            scheduler=scheduler,
            use_cache=not no_cache,
            keep_going=keep_going,
            handoff=asked.handoff,
            draft=asked.draft,
            fit=wish,
        )
        run = Build(project, options, watch=teller.tell, server=server)
        with closing(run.run(editions)) as events:
            for event in events:
                teller.tell(event)
    return run.inputs


def _understood(asked: Asked) -> tuple[Project, list[Edition], tuple[str, ...], FitWish | None]:
    """The project, and its editions, formats and fit that the command line means."""
    from publisher.builder.fit import parse_wish
    from publisher.builder.matrix import alone, crossed, parse_axes
    from publisher.builder.project import find_project, select

    project = find_project(Path.cwd())
    wanted, axes = parse_axes(asked.what, asked.matrix)
    editions = crossed(alone(select(project, wanted, Path.cwd()), asked.only), axes)
    formats = _formats(asked.formats) or _formats(",".join(axes.formats))
    return project, editions, formats, parse_wish(asked.fit) if asked.fit else None


def _formats(listed: str) -> tuple[str, ...]:
    from publisher.model.edition import OUTPUTS

    names = tuple(dict.fromkeys(part.strip().lower() for part in listed.split(",") if part.strip()))
    for name in names:
        if name not in OUTPUTS:
            raise UsageError("U104", {"format": name, "known": ", ".join(OUTPUTS)})
    return names


def default_jobs() -> int:
    """All cores this process may use."""
    return len(os.sched_getaffinity(0))
