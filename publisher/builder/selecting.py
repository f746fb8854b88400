"""Which works an edition takes, and into which of its parts: decided before a text is read whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from publisher.builder.paths import CONFIG, shown_path
from publisher.builder.works import overrides_of, read_bytes, sidecar_of
from publisher.composition.toml_file import locate
from publisher.model.collection import Section
from publisher.model.edition import Edition
from publisher.model.errors import ConfigError
from publisher.model.finding import Finding, Place, Severity
from publisher.model.project import Project
from publisher.model.selection import Choice, Reason, Verdict
from publisher.model.work import Metadata

MetadataOf = Callable[[str], Metadata]
"""A source → what is known about it."""


def metadata_of(project: Project, source: str) -> Metadata:
    """What is known about a source; of most no more is read than their front matter.

    Raises:
        SourceError: it can't be read.
    """
    from publisher.readers import read_metadata

    path = Path(source)
    overrides, sidecar = overrides_of(project, path), sidecar_of(path)
    found = read_metadata(shown_path(path), read_bytes(path), overrides=overrides, sidecar=sidecar)
    if project.language and found.sources.get("language", "default") == "default":
        return replace(found, language=project.language)
    return found


def chosen(project: Project, edition: Edition, known: MetadataOf | None = None) -> tuple[Edition, tuple[Verdict, ...]]:
    """The edition with the works it takes, in its sections, and what became of every source.

    Args:
        known: tells the metadata of a source; without it they are read. It is asked only where something is selected.

    Raises:
        SourceError: a source can't be read.
    """
    choosing = _Choosing(edition, known or (lambda source: metadata_of(project, source)))
    front, sections = choosing.run()
    taken = [*front, *(source for section in sections for source in section.sources)]
    if sections and front:
        sections.insert(0, Section(sources=tuple(front)))
    verdicts = tuple(choosing.verdicts[source] for source in edition.sources)
    return replace(edition, sources=tuple(taken), sections=tuple(sections)), verdicts


def selected(
    project: Project, edition: Edition, known: MetadataOf | None = None
) -> tuple[Edition, tuple[Finding, ...]]:
    """The edition as it is built, and remarks on works that are left over or named twice; see `chosen`.

    Raises:
        ConfigError: C142, nothing is taken, for the edition or one of its sections.
        SourceError: a source can't be read.
    """
    found, verdicts = chosen(project, edition, known)
    if not found.sources:
        choice = edition.choice
        keys = ["select"] if choice.select else ["exclude"] if choice.exclude else ["section", "0"]
        raise _nothing(project, edition, keys)
    before = len(found.sections) - len(edition.sections)
    for number, section in enumerate(found.sections[before:]):
        if not section.sources:
            raise _nothing(project, edition, ["section", str(number)])
    return found, (*unplaced(edition.name, verdicts), *named_again(edition, found.sections[before:]))


def unplaced(edition: str, verdicts: Sequence[Verdict]) -> tuple[Finding, ...]:
    """B311: works that fit the edition and no section of it; they are not in the book."""
    left = [verdict.source for verdict in verdicts if verdict.reason == "unplaced"]
    if not left:
        return ()
    shown = ", ".join(shown_path(Path(source)) for source in left[:5]) + (" …" if len(left) > 5 else "")
    return (Finding("B311", Severity.WARNING, None, {"edition": edition, "count": len(left), "works": shown}),)


def named_again(edition: Edition, sections: Sequence[Section]) -> Iterator[Finding]:
    """B312: texts that a section names and an earlier one has taken; a book has every text once.

    Args:
        sections: those of the edition with what they have taken.
    """
    homes = {source: number for number, section in enumerate(sections) for source in section.sources}
    shown = [section.title or str(number) for number, section in enumerate(sections, 1)]
    for number, asked in enumerate(edition.sections):
        for source in sorted(asked.named):
            if (home := homes[source]) != number:
                parts = {"section": shown[number], "other": shown[home]}
                yield Finding("B312", Severity.WARNING, None, {"work": shown_path(Path(source)), **parts})


def _nothing(project: Project, edition: Edition, keys: list[str]) -> ConfigError:
    try:
        chars = (Path(project.root) / CONFIG).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        chars = ""
    place = locate(chars, ["edition", edition.name, *keys], project.config) if project.config else Place(CONFIG)
    return ConfigError("C142", {"edition": edition.name, "count": len(edition.sources)}, place)


class _Choosing:
    """Goes through the sources of an edition; every metadata is asked for once."""

    def __init__(self, edition: Edition, known: MetadataOf) -> None:
        self.edition = edition
        self._known = known
        self._read: dict[str, Metadata] = {}
        self.verdicts: dict[str, Verdict] = {}

    def run(self) -> tuple[list[str], list[Section]]:
        """Works in front of all parts, and the sections with what they take."""
        edition = self.edition
        owned = {source for section in edition.sections for source in section.sources}
        pool = [source for source in edition.sources if source not in owned]
        pool = [source for source in pool if self._fits(source, edition.choice, source in edition.named)]
        drawing = [section for section in edition.sections if not section.sources]
        taken: set[str] = set()
        sections: list[Section] = []
        for number, section in enumerate(edition.sections, 1):
            mine = []
            for source in section.sources or pool:
                if source in taken or not self._fits_section(source, section, number):
                    continue
                taken.add(source)
                mine.append(source)
                named = source in section.named or (not section.sources and source in edition.named)
                self.verdicts[source] = Verdict(source, True, "named" if named else "", number)
            sections.append(replace(section, sources=tuple(mine)))
        front = []
        for source in pool:
            if source in taken:
                continue
            if source in edition.named or not drawing:
                front.append(source)
                self.verdicts[source] = Verdict(source, True, "named" if source in edition.named else "")
            else:
                self.verdicts[source] = Verdict(source, False, "unplaced")
        return front, sections

    def _fits_section(self, source: str, section: Section, number: int) -> bool:
        if section.sources:
            named = source in section.named
            return self._fits(source, self.edition.choice, named) and self._fits(source, section.choice, named, number)
        return self._fits(source, section.choice, False, number)

    def _fits(self, source: str, choice: Choice, named: bool, section: int = 0) -> bool:
        if named or not (choice.select or choice.exclude):
            return True
        reason: Reason = choice.refusal(self._metadata(source))
        if reason:
            self.verdicts[source] = Verdict(source, False, reason, section)
        return not reason

    def _metadata(self, source: str) -> Metadata:
        if source not in self._read:
            self._read[source] = self._known(source)
        return self._read[source]
