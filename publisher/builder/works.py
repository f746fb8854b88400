"""Sources of an edition, read from disk with what overrides their metadata."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from publisher.builder.house import left_out
from publisher.builder.paths import is_file, shown_path
from publisher.builder.project import check_source_file
from publisher.model.edition import Edition
from publisher.model.errors import SourceError
from publisher.model.finding import Outcome
from publisher.model.project import House, Project
from publisher.model.work import Work
from publisher.pipeline import read_work
from publisher.typography import Settings

MAX_BYTES = 64 << 20
"""«Война и мир» has 3 MB; a text file of more than this is none."""


def read_bytes(path: Path) -> bytes:
    """The bytes of a source.

    Raises:
        SourceError: S401 no such file, S402 not readable or not a file, S403 too large.
    """
    shown = shown_path(path)
    check_source_file(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceError("S403", {"path": shown, "limit": f"{MAX_BYTES >> 20} MB"})
        return path.read_bytes()
    except OSError as error:
        raise SourceError("S402", {"path": shown, "reason": error.strerror or ""}) from error


def settings_of(project: Project, house: House | None = None) -> Settings:
    """The house style of a project as settings of the cleanup; its language is that of texts that state none."""
    house = house or project.house
    return Settings(
        project.language or "ru",
        house.profile,
        house.ignore,
        house.select,
        house.extend,
        house.nbsp,
        house.yo,
        house.front_matter,
    )


def settings_for(project: Project, path: Path, settings: Settings) -> Settings:
    """The settings for one source: without the rules that the project leaves out there."""
    ignored = left_out(project, str(path.parent.resolve() / path.name)) if project.per_file else frozenset()
    return replace(settings, ignore=settings.ignore | ignored) if ignored else settings


def overrides_of(project: Project, path: Path) -> Mapping[str, object]:
    """Metadata that beats everything else: `[works."PATH"]` of publisher.toml."""
    return project.overrides.get(os.path.relpath(path, project.root), {}) if project.overrides else {}


def sidecar_of(path: Path) -> Mapping[str, object]:
    """Metadata that beats the source's own: NAME.toml beside it."""
    from publisher.readers import parse_sidecar

    sidecar = path.with_suffix(".toml")
    if is_file(sidecar) and sidecar.name != "publisher.toml":
        return parse_sidecar(shown_path(sidecar), read_bytes(sidecar))
    return {}


def load_work(project: Project, path: Path, settings: Settings) -> Outcome[Work]:
    data = read_bytes(path)
    settings = settings_for(project, path, settings)
    return read_work(shown_path(path), data, settings, overrides_of(project, path), sidecar_of(path))


def load_works(project: Project, edition: Edition, settings: Settings) -> Iterator[Outcome[Work]]:
    """The works of an edition, read and cleaned, one by one; of their sources they keep no more than the places."""
    for source in edition.sources:
        read = load_work(project, Path(source), settings)
        yield replace(read, value=for_books(read.value))


def for_books(work: Work) -> Work:
    """The work without the characters of its source, which take as much memory as its own."""
    return work.replace(source=work.source.for_places()) if work.source else work
