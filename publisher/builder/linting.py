"""E-books checked: by our own lint, against their manuscript where it is known, and by EPUBCheck when asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publisher.builder.isolation import isolated
from publisher.builder.paths import shown_path
from publisher.builder.project import check_source_file
from publisher.builder.works import load_works, settings_of
from publisher.composition.spelled import kept
from publisher.lint import Passage, lint
from publisher.lint.epubcheck import run
from publisher.model.errors import PublisherError, SourceError
from publisher.model.finding import Finding, Place
from publisher.model.passages import passages
from publisher.model.project import Project
from publisher.model.text import Text
from publisher.model.work import Table, Work, texts_of

SUFFIX = ".epub"
MOST_BYTES = 1 << 30
_HEAD = 3
"""Title, subtitle and epigraph: the edition may print others."""


@dataclass(frozen=True, slots=True)
class EbookQuestion:
    """What an e-book is held to: a store (empty: none), and whether EPUBCheck is asked too."""

    path: Path
    store: str = ""
    epubcheck: bool = False


def lint_file(project: Project, question: EbookQuestion) -> list[Finding]:
    """All findings in an e-book. One that a project has built is compared with its sources, letter by letter.

    Raises:
        SourceError: S401 no such file, S402 not readable, S403 too large, S504, S521–S525.
        ToolError: T120, T121.
    """
    path, shown = question.path, shown_path(question.path)
    check_source_file(path)
    if path.stat().st_size > MOST_BYTES:
        raise SourceError("S403", {"path": shown, "limit": f"{MOST_BYTES >> 20} MB"})
    manuscript = tuple(_manuscript(project, path))
    found = list(isolated(path, lambda: lint(_read(path), name=shown, store=question.store, manuscript=manuscript)))
    if question.epubcheck:
        found += run(path, name=shown)
    return found


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError("S402", {"path": shown_path(path), "reason": error.strerror or ""}) from error


def _manuscript(project: Project, path: Path) -> Iterator[tuple[Passage, ...]]:
    """What the edition that this is a result of has to say; nothing when its sources can't be read any more."""
    edition = project.editions.get(path.stem) if path.parent.name == path.stem else None
    if edition is None:
        return
    try:
        works = [outcome.value for outcome in load_works(project, edition, settings_of(project))]
    except PublisherError:
        return
    for work in works:
        yield tuple(_passages(work))


def _passages(work: Work) -> Iterator[Passage]:
    notes = {id(text) for note in work.notes for block in note.blocks for text in texts_of(block)}
    captions = {id(block.caption) for block in work.blocks if isinstance(block, Table)}  # printed above or below
    for number, passage in enumerate(passages(work)):
        if number >= _HEAD:
            loose = id(passage) in notes | captions
            for part in kept(passage) if isinstance(passage, Text) else [passage]:
                chars = part.plain if isinstance(part, Text) else part.chars
                yield Passage(chars, _place(work, passage), loose=loose)


def _place(work: Work, passage: object) -> Place | None:
    if work.source is None:
        return None
    offset = passage.source_offset(0) if isinstance(passage, Text) and passage.chars else None
    return Place(work.source.path) if offset is None else work.source.place(offset)
