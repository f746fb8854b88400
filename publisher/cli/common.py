"""What several commands do: find the project, the files that are meant, the settings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from publisher.builder.paths import is_file
from publisher.builder.project import check_source_file, find_project, texts_below
from publisher.model.errors import UsageError
from publisher.model.project import Project


def project() -> Project:
    """The project around the current folder."""
    return find_project(Path.cwd())


def sources(found: Project, wanted: Sequence[str]) -> list[Path]:
    """Source files named by path, by folder (searched below) or by edition; those of all editions when none is named.

    Raises:
        UsageError: U109, nothing is named and there is no edition.
        SourceError: S401 no such file, S402 it is no file.
    """
    if not wanted:
        if not found.editions:
            raise UsageError("U109")
        return _unique(Path(source) for edition in found.editions.values() for source in edition.sources)
    files: list[Path] = []
    for name in wanted:
        path = Path(name)
        if path.is_dir():
            files += texts_below(path, "**/*")
        elif name in found.editions and not is_file(path):
            files += [Path(source) for source in found.editions[name].sources]
        else:
            check_source_file(path)
            files.append(path)
    return _unique(files)


def _unique(paths: Iterable[Path]) -> list[Path]:
    return list(dict.fromkeys(paths))
