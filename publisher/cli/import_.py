"""`publisher import FILE…`: documents of any format become Markdown in sources/."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publisher.builder.files import write_together
from publisher.builder.importing import import_sources
from publisher.builder.paths import shown_path
from publisher.builder.project import check_source_file
from publisher.cli import common, show
from publisher.cli.session import current
from publisher.cli.words import ui
from publisher.model.finding import Finding


def import_(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help=ui("import-files"))],
    out: Annotated[str, typer.Option("-o", "--out", metavar="DIR", help=ui("import-out"))] = "",
    force: Annotated[bool, typer.Option("--force", help=ui("import-force"))] = False,
) -> int:
    """All files are read before the first one is written."""
    folder = Path(out) if out else Path(common.project().root) / "sources"
    paths = [Path(name) for name in files]
    for path in paths:
        check_source_file(path)
    imported = import_sources(paths, folder, force=force)
    remarks: list[Finding] = []
    for document in imported:
        write_together(document.files)
        remarks += document.findings
        for target in document.files:
            if current.json:
                show.json_line({"event": "file", "source": document.source, "path": shown_path(target)})
            else:
                show.out(shown_path(target))
        for finding in document.findings:
            if current.json:
                show.json_line({"event": "remark", "source": document.source} | show.as_table(finding))
            else:
                show.finding(finding, to_results=False)
    show.say("import-done", n=len(imported), dir=shown_path(folder))
    return 1 if current.strict and remarks else 0
