"""`publisher new DIR`: a project that builds as it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publisher.builder.files import write_whole
from publisher.cli import show
from publisher.cli.words import ui
from publisher.data import folder
from publisher.model.errors import UsageError


def new(
    directory: Annotated[str, typer.Argument(metavar="DIR", help=ui("new-dir"))],
    template: Annotated[str, typer.Option("--template", metavar="NAME", help=ui("new-template"))] = "leaflet",
) -> int:
    templates = {path.name: path for path in sorted(folder("templates").iterdir()) if path.is_dir()}
    if template not in templates:
        raise UsageError("U108", {"name": template, "known": ", ".join(templates)})
    target = Path(directory)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError("U107", {"path": directory})
    for path in sorted(templates[template].rglob("*")):
        if path.is_file():
            copy = target / path.relative_to(templates[template])
            write_whole(copy, path.read_bytes())
            show.out(str(copy))
    show.say("new-done", dir=directory)
    return 0
