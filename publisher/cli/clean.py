"""`publisher clean`: take results away; with --cache what is kept to be quick, too."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from publisher.cli import common, show
from publisher.cli.words import ui
from publisher.model.errors import BuildError


def clean(
    cache: Annotated[bool, typer.Option("--cache", help=ui("clean-cache"))] = False,
) -> int:
    """Only folders that hold a manifest are taken for results: nothing else below out/ is touched."""
    out = Path(common.project().root) / "out"
    doomed = [path.parent for path in sorted(out.glob("*/manifest.json"))]
    if cache and (out / ".cache").is_dir():
        doomed.append(out / ".cache")
    for path in doomed:
        try:
            shutil.rmtree(path)
        except OSError as error:
            raise BuildError("B105", {"path": str(path), "reason": error.strerror or ""}) from error
    show.say("clean-done", n=len(doomed))
    return 0
