"""What `check` finds in one source: typography, metadata, links, notes, pictures, missing glyphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from publisher import pipeline
from publisher.builder.fixing import as_findings, fix
from publisher.builder.paths import is_file, shown_path
from publisher.builder.project import DEFAULT_LAYOUT
from publisher.builder.works import overrides_of, read_bytes, sidecar_of
from publisher.composition.assemble import assemble
from publisher.composition.faces import load_families
from publisher.composition.layouts import load_layout
from publisher.composition.pictures import find_pictures
from publisher.data import folder
from publisher.model.edition import Edition
from publisher.model.errors import PublisherError
from publisher.model.finding import Finding, Place, Severity
from publisher.model.project import Project
from publisher.model.text import Text
from publisher.model.work import Block, Figure, Heading, Work, texts, texts_of
from publisher.readers import read
from publisher.typography import Settings

_OF_BOOKS = frozenset({"L115", "L117"})
"""What only a whole edition can tell: whether references and entries of indexes lead to one of its other works."""


def check_source(project: Project, path: Path, settings: Settings, format: str = "") -> list[Finding]:
    """All findings in a source, by place. What can't be read or is missing is a finding of severity ERROR here.

    `settings` are those for this source; `format` beats its suffix.
    """
    shown = shown_path(path)
    try:
        data = read_bytes(path)
        fixed = fix(shown, data, settings, format)
        outcome = read(
            shown, data, format=format or None, overrides=overrides_of(project, path), sidecar=sidecar_of(path)
        )
        work = outcome.value
        findings = {*map(_Same, (*fixed.findings, *outcome.findings, *as_findings(fixed)))}
        findings |= {*map(_Same, (*_metadata(work), *_links(work), *_notes(work), *_unprintable(project, path, work)))}
        findings |= {*map(_Same, _pictures(project, path, work))}
    except PublisherError as error:
        return [Finding(error.code, Severity.ERROR, error.place or Place(shown), error.params)]
    return sorted((same.finding for same in findings), key=lambda f: (f.place or Place(shown), f.code))


def check_chars(name: str, data: bytes, settings: Settings, format: str) -> list[Finding]:
    """The findings in a text that stands in no file: those of typography and reading."""
    try:
        fixed = fix(name, data, settings, format)
    except PublisherError as error:
        return [Finding(error.code, Severity.ERROR, error.place or Place(name), error.params)]
    return sorted((*fixed.findings, *as_findings(fixed)), key=lambda f: (f.place or Place(name), f.code))


class _Same:
    """A finding that is equal to another one with the same code, place and words: it is told once."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        self.key = (finding.code, finding.place, repr(sorted(finding.params.items())))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


def _place(work: Work, text: Text, at: int) -> Place | None:
    offset = text.source_offset(at)
    if work.source is None or offset is None:
        return Place(work.source.path) if work.source else None
    return work.source.place(offset)


def _metadata(work: Work) -> Iterator[Finding]:
    if work.metadata.sources.get("title") == "file-name" or not work.metadata.title:
        yield Finding("L101", Severity.WARNING, Place(work.source.path) if work.source else None)


def _links(work: Work) -> Iterator[Finding]:
    """References inside the work and to files that are not there."""
    ids = {block.id for block in work.blocks if isinstance(block, Heading)}
    ids |= {mark.value for text in texts(work) for mark in text.marks if mark.kind == "anchor"}
    folder_of_source = Path(work.source.path).parent if work.source else Path()
    for text in texts(work):
        for mark in text.marks:
            if mark.kind != "link":
                continue
            parts = urlsplit(mark.value)
            if parts.scheme or parts.netloc:
                continue
            target = unquote(parts.path)
            dead = not is_file(folder_of_source / target) if target else unquote(parts.fragment) not in ids
            if dead:
                yield Finding("L102", Severity.WARNING, _place(work, text, mark.start), {"target": mark.value[:100]})


def _notes(work: Work) -> Iterator[Finding]:
    called = {mark.value for text in texts(work) for mark in text.marks if mark.kind == "note"}
    for note in work.notes:
        if note.id not in called:
            first = next((text for block in note.blocks for text in texts_of(block)), None)
            place = _place(work, first, 0) if first else None
            yield Finding("L103", Severity.WARNING, place, {"note": note.id})


def _figures(blocks: tuple[Block, ...]) -> Iterator[Figure]:
    yield from (block for block in blocks if isinstance(block, Figure))


def _pictures(project: Project, path: Path, work: Work) -> Iterator[Finding]:
    for figure in _figures(work.blocks):
        if not figure.alt.strip() and work.source:
            yield Finding("L104", Severity.WARNING, work.source.place(figure.offset), {"src": figure.src})
    book = assemble(Edition("check", "leaflet", (str(path),)), [work], _unsaid)
    root = Path(project.root)
    inside = path.resolve().is_relative_to(root)
    try:
        find_pictures(book, {work.source.path: root if inside else path.parent} if work.source else {})
    except PublisherError as error:
        yield Finding(error.code, Severity.ERROR, error.place, error.params)


def _unprintable(project: Project, path: Path, work: Work) -> Iterator[Finding]:
    """What the layouts the source is set in can't show: the same findings as those of a build."""
    folders = [Path(project.root) / "fonts", folder("fonts")]
    families = load_families([f for f in folders if f.is_dir()])
    layouts = [f for f in (Path(project.root) / "layouts", folder("layouts")) if f.is_dir()]
    own = str(path.resolve())
    editions = [e for e in project.editions.values() if own in map(_real, e.sources)]
    for edition in editions or [Edition("check", "leaflet", (str(path),), layout=DEFAULT_LAYOUT["leaflet"])]:
        layout = load_layout(edition.layout, layouts, edition.options, edition.trim)
        book = assemble(replace(edition, sections=()), [work], _unsaid)
        yield from (found for found in pipeline.unprintable(book, layout, families) if found.code not in _OF_BOOKS)


def _unsaid(words: str) -> Text:
    """A source is looked at without what the edition says of itself."""
    return Text("")


def _real(source: str) -> str:
    return str(Path(source).resolve())
