"""Front matter: a block of YAML between `---` lines or of TOML between `+++` lines at the head of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from publisher.model.citation import unknown_keys
from publisher.model.errors import SourceError
from publisher.model.source import Source
from publisher.readers.frontmatter_keys import FIELDS, IGNORED, LISTS
from publisher.readers.frontmatter_toml import toml_values
from publisher.readers.frontmatter_yaml import yaml_values
from publisher.readers.manuscript import Entry
from publisher.readers.remarks import Remarks
from publisher.readers.strand import lines_of

MAX_CHARS = 100_000
_FENCE = re.compile(r"(---|\+\+\+)[ \t]*$")
_KEY = re.compile(r"[\w\"'-][^:=\n]{0,80}?\s*[:=]")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says, and where the text after it begins."""

    entries: dict[str, Entry] = field(default_factory=dict)
    body: int = 0


def has_front_matter(chars: str) -> bool:
    """Whether a text begins with front matter (and not with a rule between paragraphs)."""
    return _extent(chars) is not None


def _extent(chars: str) -> tuple[str, int, int, int] | None:
    """(fence, start, end, body): the matter between the fences, and where the text begins."""
    head = chars[: MAX_CHARS + 10].lstrip("\ufeff \t\r\n")
    before = len(chars[: MAX_CHARS + 10]) - len(head)
    lines = lines_of(chars[: MAX_CHARS + 10], before)
    opening = _FENCE.match(chars[lines[0].start : lines[0].end]) if lines else None
    if not opening:
        return None
    fence = opening[1]
    for number, line in enumerate(lines[1:], 1):
        written = chars[line.start : line.end].rstrip()
        if written == fence or (fence == "---" and written == "..."):
            content = [chars[entry.start : entry.end] for entry in lines[1:number]]
            stated = [words for words in content if words.strip() and not words.lstrip().startswith("#")]
            if stated and not _KEY.match(stated[0]) and not stated[0].startswith(("{", "[")):
                return None
            body = lines[number + 1].start if number + 1 < len(lines) else len(chars)
            return fence, lines[1].start, line.start, body
    return None


def front_matter(source: Source, remarks: Remarks) -> FrontMatter:
    """Read the front matter of a source; without any, the text begins at 0.

    Raises:
        SourceError: it can't be parsed (S107), a value has the wrong type (S108), it is built to exhaust (S110).
    """
    extent = _extent(source.chars)
    if not extent:
        return FrontMatter()
    fence, start, end, body = extent
    values = (yaml_values if fence == "---" else toml_values)(source, start, end)
    entries: dict[str, Entry] = {}
    for key, value in values.items():
        name = FIELDS.get(key.strip().lower())
        if name is None:
            if key.strip().lower() not in IGNORED:
                remarks.note("S204", value.offset, key=key[:60])
            continue
        if value.is_list and name not in LISTS | {"category"}:
            raise SourceError("S108", {"key": key, "expected": "text"}, source.place(value.offset))
        texts = tuple(text for text in value.texts if text.chars.strip())
        for piece in unknown_keys(value.table):
            remarks.note("S204", value.offset, key=f"{key}.{piece}"[:60])
        if (texts or value.table) and name not in entries:
            entries[name] = Entry(texts, "front-matter", value.offset, value.table)
    return FrontMatter(entries, body)
