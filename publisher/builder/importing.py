"""A document of any format → Markdown with front matter and its pictures, ready to lie in `sources/`."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from publisher.builder.paths import shown_path
from publisher.builder.works import read_bytes, sidecar_of
from publisher.composition.pictures import embedded_picture, load_picture
from publisher.composition.summary import images_of
from publisher.model.composition import Resource
from publisher.model.errors import PublisherError, UsageError
from publisher.model.finding import Finding, Place, Severity
from publisher.model.text import OBJECT
from publisher.model.work import Work, texts_of
from publisher.readers import read
from publisher.writers.markdown import write_markdown
from publisher.writers.world import read_resource

PICTURES = "images"
_LONGEST_NAME = 80
_SUFFIXES = (".fb2.zip",)
"""Suffixes of two parts."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What becomes of a document: files by path, the text first, and what could not be kept."""

    source: str
    files: Mapping[Path, bytes]
    findings: tuple[Finding, ...]


def import_sources(paths: Sequence[Path], folder: Path, *, force: bool = False) -> list[Imported]:
    """Read documents; nothing is written yet.

    Args:
        folder: where the texts go, pictures into `images` below it. force: files that are there may be replaced.

    Raises:
        SourceError: one of them can't be read.
        UsageError: U117, a file of this name is there, or two documents have the same name.
    """
    found: list[Imported] = []
    taken: set[Path] = set()
    for path in paths:
        imported = _import(path, folder)
        for target in imported.files:
            if target in taken or (target.exists() and not force):
                raise UsageError("U117", {"path": shown_path(target), "source": imported.source})
            taken.add(target)
        found.append(imported)
    return found


def _import(path: Path, folder: Path) -> Imported:
    shown = shown_path(path)
    outcome = read(shown, read_bytes(path), sidecar=sidecar_of(path))
    work = outcome.value
    stem = _stem(path.name)
    pictures, findings = _pictures(work, path)
    addresses = {
        src: f"{PICTURES}/{stem}-{_name(number, picture)}" for number, (src, picture) in enumerate(pictures, 1)
    }
    written = write_markdown(work, addresses)
    files = {folder / f"{stem}.md": written.encode("utf-8", "replace")}
    files |= {folder / addresses[src]: read_resource(picture) for src, picture in pictures}
    lost = _lost(work, written, shown)
    return Imported(shown, files, (*outcome.findings, *findings, *lost))


def _stem(name: str) -> str:
    """The name of a file without its suffix, fit for every system."""
    for suffix in _SUFFIXES:
        name = name.removesuffix(suffix)
    stem = re.sub(r"[^\w.-]+", "-", unicodedata.normalize("NFC", Path(name).stem if "." in name else name))
    return stem.strip("-.")[:_LONGEST_NAME] or "text"


def _name(number: int, picture: Resource) -> str:
    return f"{number:02}.{picture.url.rpartition('.')[2]}"


def _pictures(work: Work, path: Path) -> tuple[list[tuple[str, Resource]], list[Finding]]:
    """The pictures of a work and its cover, in order; those that are damaged or missing are told and left out."""
    found: dict[str, Resource] = {}
    findings: list[Finding] = []
    wanted = [*images_of(work), *([(work.cover, 0)] if work.cover else [])]
    for src, offset in wanted:
        if src in found:
            continue
        place = work.source.place(offset) if work.source else Place(shown_path(path))
        try:
            if src in work.pictures:
                found[src] = embedded_picture(src, work.pictures[src], place)
            else:
                found[src] = load_picture(src, path.parent, path.parent, place)
        except PublisherError as error:
            findings.append(Finding(error.code, Severity.WARNING, place, error.params))
    return list(found.items()), findings


def _lost(work: Work, written: str, shown: str) -> list[Finding]:
    """S243: passages that are not read back as they were. Only the title may be left out: it stands in front."""
    back = read("imported.md", written.encode("utf-8", "replace")).value
    missing = _passages(work) - _passages(back) - Counter([_bare(work.metadata.title.chars)])
    if not missing:
        return []
    example = min(missing)[:60]
    return [Finding("S243", Severity.WARNING, Place(shown), {"count": missing.total(), "example": example})]


def _passages(work: Work) -> Counter[str]:
    blocks = [*work.blocks, *(block for note in work.notes for block in note.blocks)]
    words = Counter(_bare(text.chars) for block in blocks for text in texts_of(block))
    del words[""]
    return words


def _bare(chars: str) -> str:
    return " ".join(chars.replace(OBJECT, "").split())
