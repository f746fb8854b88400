"""What is known about a work, put together from all who say something: config, sidecar, front matter, guesses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from publisher.model.citation import Citation
from publisher.model.citation import unknown_keys as unknown_pieces
from publisher.model.errors import SourceError
from publisher.model.finding import Finding, Place, Severity
from publisher.model.text import Mark, Text
from publisher.model.work import Block, Metadata, Person, texts_of
from publisher.readers.frontmatter_keys import FIELDS, IGNORED, LISTS, TABLES
from publisher.readers.frontmatter_toml import plain_values, table_of
from publisher.readers.languages import guessed as guessed_language
from publisher.readers.manuscript import Entry, Manuscript
from publisher.readers.people import sort_name
from publisher.readers.plain.settings import TABLE

_TEXTS = ("title", "subtitle", "short_title", "description", "epigraph")
_WORDS = ("date", "language", "category", "publisher", "source", "rights", "series", "series_number", "source_language")
_JEKYLL_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)")
_LANGUAGE_SAMPLE = 50_000


def stated(path: str, statements: Mapping[str, object] | None, origin: str) -> dict[str, Entry]:
    """Statements from outside the text (config, sidecar), keyed as in the front matter.

    Raises:
        SourceError: a value has the wrong type (S108).
    """
    entries: dict[str, Entry] = {}
    for key, value in (statements or {}).items():
        field = FIELDS.get(key.lower())
        if field is None or value is None:
            continue
        if field in TABLES and (table := table_of(value)):
            entries[field] = Entry((), origin, table=table)
            continue
        values = plain_values(value)
        if values is None or (len(values) > 1 and field not in LISTS):
            raise SourceError("S108", {"key": key, "expected": "list" if field in LISTS else "text"}, Place(path))
        if field in ("tags", "genres") and isinstance(value, str):
            values = tuple(tag.strip() for tag in value.split(",") if tag.strip())
        if texts := tuple(Text(text) for text in values if text.strip()):
            entries[field] = Entry(texts, origin)
    return entries


def unknown_keys(statements: Mapping[str, object] | None) -> list[str]:
    """Keys that mean nothing here."""
    known = FIELDS.keys() | IGNORED | {TABLE}
    unknown = [key for key in statements or {} if key.lower() not in known]
    for key, value in (statements or {}).items():
        if FIELDS.get(key.lower()) in TABLES and isinstance(value, Mapping):
            unknown += [f"{key}.{piece}" for piece in unknown_pieces(value)]
    return unknown


def metadata(manuscript: Manuscript, outside: Mapping[str, Entry]) -> tuple[Metadata, tuple[Finding, ...]]:
    """The metadata of a manuscript; what is said outside it wins over its own statements, these over guesses."""
    entries = {**manuscript.guessed, **manuscript.given, **outside}
    findings: list[Finding] = []
    path = manuscript.source.path
    name = PurePath(path.replace("\\", "/")).stem
    dated = _JEKYLL_NAME.fullmatch(name)
    if dated and "date" not in entries:
        entries["date"] = Entry((Text(dated[1]),), "file-name")
    if "title" not in entries:
        entries["title"] = Entry((Text(_title_of(dated[2] if dated else name)),), "file-name")
        findings.append(Finding("S202", Severity.NOTE, Place(path), {"title": entries["title"].value.chars}))
    if "language" not in entries:
        language = guessed_language(_sample(manuscript.blocks))
        entries["language"] = Entry((Text(language),), "default" if language == "ru" else "guess")
    return _assembled(entries), tuple(findings)


def _assembled(entries: Mapping[str, Entry]) -> Metadata:
    fields: dict[str, Any] = {name: entries[name].value for name in _TEXTS if name in entries}
    words = [name for name in _WORDS if name in entries and entries[name].values]
    fields |= {name: " ".join(entries[name].value.chars.split()) for name in words}
    if "source" in entries and entries["source"].table:
        fields["citation"] = Citation.of(entries["source"].table)
    for name in ("tags", "genres"):
        if name in entries:
            fields[name] = tuple(word.chars.strip() for word in entries[name].values)
    filed = entries["filed"].values if "filed" in entries else ()
    for name, sorts in (("authors", filed), ("translators", ())):
        if name in entries:
            fields[name] = tuple(_people(entries[name].values, sorts))
    fields["language"] = fields["language"].replace("_", "-")
    for name in ("title", "subtitle", "short_title"):
        if name in fields:
            fields[name] = _marked(fields[name], fields["language"])
    return Metadata(**fields, sources={name: entry.origin for name, entry in entries.items()})


def _people(names: Sequence[Text], filed: Sequence[Text]) -> Iterator[Person]:
    """Persons in their order: the first of them filed as it is said, the others under their surnames."""
    for index, name in enumerate(names):
        yield Person(name, filed[index].chars.strip() if index < len(filed) else sort_name(name.chars))


def _marked(text: Text, language: str) -> Text:
    """A title whose letters belong to another language than the work says so: «Қазақстан алға» in a Russian text."""
    own = guessed_language(text.chars)
    if own in ("ru", language.partition("-")[0]) or any(mark.kind == "language" for mark in text.marks):
        return text
    return replace(text, marks=(*text.marks, Mark(0, len(text.chars), "language", own)))


def _title_of(name: str) -> str:
    return re.sub(r"[_\s]+", " ", name).strip() or name


def _sample(blocks: tuple[Block, ...]) -> str:
    return "\n".join(_first_chars(blocks))


def _first_chars(blocks: tuple[Block, ...]) -> Iterator[str]:
    length = 0
    for block in blocks:
        for text in texts_of(block):
            yield text.chars
            length += len(text.chars)
        if length > _LANGUAGE_SAMPLE:
            return
