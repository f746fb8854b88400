"""`publisher info`: what is known about an edition or a file, and where each value came from."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from publisher.builder.paths import is_file, shown_path
from publisher.builder.selecting import chosen
from publisher.builder.works import load_work, settings_of
from publisher.cli import common, show
from publisher.cli.session import current
from publisher.cli.structure import structure_rows, structure_table
from publisher.cli.words import entry, reason, ui
from publisher.model.cover import CoverWish
from publisher.model.edition import Edition
from publisher.model.errors import UsageError
from publisher.model.imprint import Imprint
from publisher.model.project import Project
from publisher.model.work import Work, texts
from publisher.pipeline import assemble_book

_FIELDS = (
    "title", "subtitle", "short_title", "authors", "translators", "date", "language", "tags", "category",
    "publisher", "source", "rights", "description", "epigraph",
)  # fmt: skip


def info(what: Annotated[str, typer.Argument(metavar="EDITION|FILE", help=ui("info-what"))]) -> int:
    project = common.project()
    if is_file(Path(what)):
        table = _work_table(project, Path(what))
    elif what in project.editions:
        table = _edition_table(project, project.editions[what])
    else:
        raise UsageError("U102", {"name": what, "known": ", ".join(sorted(project.editions)) or "—"})
    if current.json:
        show.document(table)
    else:
        _print(table)
    return 0


def _work_table(project: Project, path: Path) -> dict[str, Any]:
    work = load_work(project, path, settings_of(project)).value
    meta = work.metadata
    values: dict[str, Any] = {}
    for name in _FIELDS:
        if value := _plain(getattr(meta, name)):
            values[name] = {"value": value, "from": meta.sources.get(name, "default")}
    if meta.citation:
        pieces = {
            key: ", ".join(said) if isinstance(said, tuple) else said for key, said in asdict(meta.citation).items()
        }
        value = {key: said for key, said in pieces.items() if said}
        values["source"] = {"value": value, "from": meta.sources.get("source", "default")}
    return {
        "path": str(path),
        "format": work.format,
        "encoding": work.source.encoding if work.source else "",
        "metadata": values,
        "characters": sum(len(text.chars) for text in texts(work)),
        "blocks": _counted(work),
        "notes": len(work.notes),
        "structure": structure_table(work),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "name"):
        return value.name.plain
    return value.plain if hasattr(value, "plain") else value


def _counted(work: Work) -> dict[str, int]:
    counts: dict[str, int] = {}
    for block in work.blocks:
        name = type(block).__name__.lower()
        counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items()))


def _edition_table(project: Project, edition: Edition) -> dict[str, Any]:
    edition, verdicts = chosen(project, edition)
    settings = settings_of(project)
    works = [load_work(project, Path(path), settings).value for path in edition.sources]
    paths = {id(work): path for work, path in zip(works, edition.sources, strict=True)}
    entries = assemble_book(edition, works, settings).entries if works else ()
    return {
        "edition": edition.name,
        "kind": edition.kind,
        "layout": edition.layout,
        "outputs": list(edition.outputs),
        "title": edition.title,
        "editors": list(edition.editors),
        "sort": list(edition.sort),
        "matter": dict(edition.matter),
        "notes": edition.notes,
        "bibliography": edition.bibliography,
        "options": dict(edition.options),
        "trim": edition.trim if isinstance(edition.trim, str) else "×".join(edition.trim),
        "imprint": _imprint_table(edition.imprint),
        "cover": _said(asdict(edition.cover), asdict(CoverWish())) if edition.cover else {},
        "job": _said(asdict(edition.job), {}),
        "sections": [section.title for section in edition.sections if section.title],
        "works": [_row(paths[id(entry.work)], entry.work, edition) for entry in entries],
        "left-out": [
            {"path": shown_path(Path(verdict.source)), "reason": verdict.reason}
            for verdict in verdicts
            if not verdict.taken
        ],
    }


def _row(path: str, work: Work, edition: Edition) -> dict[str, str]:
    """A work that the edition takes, and in which of its parts."""
    section = next((section.title for section in edition.sections if path in section.sources), "")
    return {
        "path": shown_path(Path(path)),
        "author": work.metadata.author,
        "title": work.metadata.title.plain,
        "date": work.metadata.date,
        "section": section,
    }


def _said(table: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    """What somebody said: neither empty nor what holds anyway. Lengths are in points."""
    said = {key: value for key, value in table.items() if value not in ("", None, ()) and value != defaults.get(key)}
    return {key: round(value, 3) if isinstance(value, float) else value for key, value in said.items()}


def _imprint_table(imprint: Imprint) -> dict[str, Any]:
    """What is said there, by field; a sheet as people write it."""
    said = _said(asdict(imprint), asdict(Imprint()))
    return said | ({"sheet": str(imprint.sheet)} if imprint.sheet else {})


def _print(table: dict[str, Any]) -> None:
    rows: list[list[str]] = []
    for key, value in table.items():
        if key == "metadata":
            rows += [[name, f"{_line(v['value'])}  ({_origin(v['from'])})"] for name, v in value.items()]
        elif key == "works":
            rows += _work_rows(value)
        elif key == "left-out":
            rows += [
                [key if not n else "", f"{left['path']}  ({reason(left['reason'])})"] for n, left in enumerate(value)
            ]
        elif key == "structure":
            rows += structure_rows(value)
        elif value not in ("", [], {}, False):
            rows.append([key, _line(value)])
    show.columns(rows)


def _work_rows(works: list[dict[str, str]]) -> list[list[str]]:
    """The works, each part under its title."""
    rows: list[list[str]] = []
    section = ""
    for work in works:
        if work["section"] != section:
            section = work["section"]
            rows.append(["", f"— {section}" if section else ""])
        title = ". ".join(words for words in (work["author"], work["title"]) if words)
        rows.append(["", f"{title}  {work['path']}"])
    return rows


def _line(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{k} {v}" for k, v in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _origin(code: str) -> str:
    found = entry(f"origin-{code}")
    return found["message"] if found else code
