"""publisher.toml → a `Project`; a lone file → an edition of its own."""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from publisher.builder.booklet import booklet_of
from publisher.builder.collecting import Found, collected
from publisher.builder.covers import cover_of
from publisher.builder.fit import fit_of
from publisher.builder.imprint import format_of, imprint_of
from publisher.builder.indexing import indexes_of
from publisher.builder.paths import CONFIG, is_file, project_root, shown_path
from publisher.composition.toml_file import locate, read_toml
from publisher.model.ebook import Contributor, EbookWish
from publisher.model.edition import Edition, Series
from publisher.model.errors import ConfigError, SourceError, UsageError
from publisher.model.finding import Place
from publisher.model.job import JobWish
from publisher.model.project import Exemption, Project

DEFAULT_LAYOUT = {"leaflet": "leaflet-a5", "pamphlet": "pamphlet-a5", "anthology": "anthology-84x108"}
TEXT_SUFFIXES = (
    *(".md", ".markdown", ".txt", ".html", ".htm", ".xhtml", ".fb2"),
    *(".fb2.zip", ".docx", ".odt", ".epub"),
)

_LONGEST_NAME = 100
"""Letters in the name of a lone file's edition: names of files hold 255 bytes, with a suffix."""


def find_project(start: Path) -> Project:
    """The project that `start` lies in; a bare one without editions when no publisher.toml is above it.

    Raises:
        ConfigError: publisher.toml is wrong; see `read_toml`, and C140 for works that lie outside or do not exist.
    """
    root = project_root(start)
    return load_project(root / CONFIG) if root else Project(str(start.resolve()))


def load_project(path: Path) -> Project:
    """The project of this publisher.toml."""
    shown = shown_path(path)
    table = read_toml(path, "publisher", name=shown)
    project = table.get("project", {})
    chars = path.read_text(encoding="utf-8-sig")
    from publisher.builder.house import Houses  # all rules: not before somebody asks for a project

    houses = Houses(table.get("typography", {}), chars, shown)
    styles = houses.read()
    language = project.get("language", "")
    editions = {
        name: replace(
            _edition(name, entry, table.get("imprint", {}), path, chars),
            booklet=booklet_of(name, table, chars, shown),
            job=JobWish(**{**table.get("job", {}), **entry.get("job", {})}),
            ebook=ebook_of({**table.get("ebook", {}), **entry.get("ebook", {})}),
        )
        for name, entry in table.get("edition", {}).items()
    }
    return Project(
        root=str(path.parent.resolve()),
        config=shown,
        title=project.get("title", ""),
        language=language,
        house=styles[""],
        houses=styles,
        per_file=houses.per_file(),
        editions=editions,
        overrides=table.get("works", {}),
        press_profile=table.get("press", {}).get("profile", ""),
        profiles=tuple(table.get("profile", {})),
        exemptions=tuple(
            Exemption(entry["code"].upper(), entry.get("path", ""), entry["reason"]) for entry in table.get("waive", [])
        ),
    )


def _edition(name: str, entry: dict[str, Any], house: dict[str, Any], path: Path, chars: str) -> Edition:
    kind = entry["kind"]

    def find(patterns: Sequence[str], keys: Sequence[str]) -> Iterator[Found]:
        return _sources(name, patterns, path, locate(chars, keys, shown_path(path)))

    return Edition(
        name=name,
        kind=kind,
        title=entry.get("title", ""),
        subtitle=entry.get("subtitle", ""),
        editors=tuple(entry.get("editors", ())),
        language=entry.get("language", ""),
        description=entry.get("description", ""),
        layout=entry.get("layout", DEFAULT_LAYOUT[kind]),
        trim=format_of(entry.get("trim", ""), name, chars, shown_path(path)),
        outputs=tuple(entry.get("outputs", ("pdf", "epub"))),
        options=entry.get("options", {}),
        imprint=imprint_of(name, entry.get("imprint", {}), house, chars, shown_path(path)),
        press_profile=entry.get("press", {}).get("profile", ""),
        draft=entry.get("draft", False),
        cover=cover_of(entry.get("cover")),
        fit=fit_of(entry.get("fit"), name, chars, shown_path(path)),
        series=series_of(entry.get("series")),
        notes=entry.get("notes", ""),
        bibliography=entry.get("bibliography", False),
        index=indexes_of(entry),
        **collected(name, entry, find, chars, shown_path(path)),
    )


def ebook_of(entry: dict[str, Any]) -> EbookWish:
    people = tuple(
        Contributor(who["name"], who["role"], who.get("file-as", "")) for who in entry.get("contributors", ())
    )
    return EbookWish(**{key.replace("-", "_"): value for key, value in entry.items()} | {"contributors": people})


def series_of(entry: dict[str, Any] | None) -> Series | None:
    """`series = { name = "…", number = 3 }`."""
    return Series(entry["name"], str(entry.get("number", ""))) if entry else None


def _sources(edition: str, patterns: Sequence[str], path: Path, place: Place) -> Iterator[Found]:
    """Paths and globs in order. A file that is listed by name keeps its place; a glob brings in the others, sorted."""
    root = path.parent.resolve()
    inside = os.path.join(root, "")  # noqa: PTH118  strings, for there may be thousands
    listed = {os.path.realpath(root / p) for p in patterns if not _is_glob(p) and is_file(root / p)}
    seen: set[str] = set()
    for pattern in patterns:
        if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
            raise ConfigError("C141", {"work": pattern}, place)
        if _is_glob(pattern):
            found = [p for p in texts_below(root, pattern) if not listed or os.path.realpath(p) not in listed]
        else:
            found = [root / pattern] if is_file(root / pattern) else []
        if not found:
            raise ConfigError("C140", {"work": pattern, "edition": edition}, place)
        for file in found:
            real = os.path.realpath(file)
            if not real.startswith(inside):
                raise ConfigError("C141", {"work": str(file.relative_to(root))}, place)
            if real not in seen:
                seen.add(real)
                yield str(file), real in listed


def texts_below(root: Path, pattern: str) -> list[Path]:
    """Texts that a glob finds below `root`, sorted; hidden folders and results are no sources."""
    try:
        found = sorted(root.glob(pattern))
    except (ValueError, OSError):  # `**` inside a name, a zero byte
        return []
    return [
        path for path in found if path.name.lower().endswith(TEXT_SUFFIXES) and _is_ours(path, root) and is_file(path)
    ]


def _is_ours(path: Path, root: Path) -> bool:
    parts = path.relative_to(root).parts
    return not any(part.startswith(".") for part in parts) and not (parts[0] == "out" and (root / CONFIG).exists())


def _is_glob(pattern: str) -> bool:
    return any(c in pattern for c in "*?[")


def edition_of_file(path: Path) -> Edition:
    """The edition that `publisher build FILE` means; its kind follows the length when the text is read.

    Raises:
        SourceError: S401 no such file, S402 it is no file.
    """
    check_source_file(path)
    name = re.sub(r"[^\w.-]+", "-", unicodedata.normalize("NFC", path.stem)).strip("-.")[:_LONGEST_NAME] or "text"
    return Edition(name=name, kind="leaflet", sources=(str(path),), lone=True)


def check_source_file(path: Path) -> None:
    """Raises:
    SourceError: S401 no such file, S402 it is no file.
    """
    if is_file(path):
        return
    try:
        kind = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise SourceError("S401", {"path": shown_path(path)}) from error
    reason = os.strerror(errno.EISDIR if stat.S_ISDIR(kind) else errno.EINVAL)
    raise SourceError("S402", {"path": shown_path(path), "reason": reason})


def select(project: Project, wanted: Sequence[str], folder: Path) -> list[Edition]:
    """The editions named on the command line: names of the config, or files; all of them when none is named.

    Raises:
        UsageError: U101 nothing to build here, U102 neither an edition nor a file, U111 two files whose results
            would have the same names.
    """
    if not wanted:
        if not project.editions:
            raise UsageError("U101", {"config": CONFIG})
        return list(project.editions.values())
    chosen: dict[str, Edition] = {}
    for name in wanted:
        if name in project.editions and not name.lower().endswith(TEXT_SUFFIXES):
            edition = project.editions[name]
        elif is_file(folder / name) or name.lower().endswith(TEXT_SUFFIXES) or "/" in name:
            edition = edition_of_file(folder / name)
        else:
            raise UsageError("U102", {"name": name, "known": ", ".join(sorted(project.editions)) or "—"})
        same = chosen.setdefault(edition.name.casefold(), edition)
        if [Path(s).resolve() for s in same.sources] != [Path(s).resolve() for s in edition.sources]:
            params = {"first": _named(same), "second": _named(edition), "name": edition.name}
            raise UsageError("U111", params)
    return list(chosen.values())


def _named(edition: Edition) -> str:
    return ", ".join(shown_path(Path(source)) for source in edition.sources[:3])
