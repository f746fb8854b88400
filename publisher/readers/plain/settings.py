"""What somebody who knows a plain text says about it: the table `[text]` of a sidecar or of `[works."PATH"]`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from publisher.model.errors import SourceError
from publisher.model.finding import Place
from publisher.model.structure import DecidedBy

TABLE = "text"
NOTE_HABITS = ("[1]", "{1}", "<1>", "(1)", "1", "¹", "*", "{…}")
"""How notes are called in plain texts: by a number in brackets, glued to a word, raised, by stars; `{…}` is a note
typed right where it belongs."""

_CHOICES: Mapping[str, tuple[object, ...]] = {
    "lines": ("auto", "paragraph", "wrapped", "blank"),
    "headings": ("auto", "none"),
    "verse": ("auto", True, False),
    "dialogue": ("auto", True, False),
    "notes": ("auto", "none"),
    "pages": ("auto", "keep"),
    "contents": ("auto", "keep"),
    "front": ("auto", "none"),
}
"""Keys and their values besides lists: of patterns for `headings`, of habits for `notes`."""


@dataclass(frozen=True, slots=True)
class TextSettings:
    """Statements about a plain text; `auto` leaves the decision to the reader.

    Attributes:
        lines: `paragraph` every line is one, `wrapped` an indent begins one, `blank` an empty line parts them.
        headings: `none`, or patterns that find a heading anywhere in a line: the first one those of level 1, and so on.
        verse: True: every line that is no heading is a line of verse; False: there is none.
        dialogue: True: lines with a dash in front are replies; False: they are items of lists.
        notes: `none`, or the habits (see NOTE_HABITS) that call notes here.
        pages: `keep` lonely numbers.
        contents: `keep` a list of contents.
        front: `none`: the text begins with its first line; author and title are not looked for there.
        origins: who stated what, by key.
    """

    lines: str = "auto"
    headings: str | tuple[re.Pattern[str], ...] = "auto"
    verse: str | bool = "auto"
    dialogue: str | bool = "auto"
    notes: str | tuple[str, ...] = "auto"
    pages: str = "auto"
    contents: str = "auto"
    front: str = "auto"
    origins: Mapping[str, DecidedBy] = field(default_factory=dict)

    def origin(self, key: str) -> DecidedBy:
        return self.origins.get(key, "text")


def text_settings(**tables: object) -> TextSettings:
    """Settings out of the tables of all who say something, by their name (`sidecar`, `config`); later ones win.

    Raises:
        SourceError: a key (S115) or a value (S114) means nothing.
    """
    values: dict[str, Any] = {}
    origins: dict[str, Any] = {}
    for origin, table in tables.items():
        for key, value in _checked(table, "", "").items():
            values[key] = value
            origins[key] = origin
    return TextSettings(**values, origins=origins)


def check_table(table: object, path: str, chars: str) -> None:
    """Judge the table `[text]` of the file `path`, whose characters are `chars`, where its lines are known.

    Raises:
        SourceError: S114 or S115 at the line of the key.
    """
    _checked(table, path, chars)


def _checked(table: object, path: str, chars: str) -> dict[str, Any]:
    if table is None:
        return {}
    if not isinstance(table, Mapping):
        raise SourceError("S114", {"key": TABLE, "known": f"[{TABLE}]"}, _place(path, chars, TABLE))
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _CHOICES:
            raise SourceError("S115", {"key": key, "known": " ".join(_CHOICES)}, _place(path, chars, key))
        values[key] = _value(key, value, _place(path, chars, key))
    return values


def _value(key: str, value: object, place: Place | None) -> object:
    # True == 1 in Python, but not in TOML.
    if any(value is choice or (isinstance(value, str) and value == choice) for choice in _CHOICES[key]):
        return value
    if key == "headings" and _is_list(value):
        return tuple(_pattern(pattern, place) for pattern in value)  # type: ignore[attr-defined]
    if key == "notes" and _is_list(value) and all(habit in NOTE_HABITS for habit in value):  # type: ignore[attr-defined]
        return tuple(value)  # type: ignore[arg-type]
    known = [str(choice).lower() for choice in _CHOICES[key]]
    if key == "headings":
        known.append('["^Часть", …]')
    if key == "notes":
        known.append(f"[{', '.join(NOTE_HABITS)}]")
    raise SourceError("S114", {"key": f"{TABLE}.{key}", "known": " | ".join(known)}, place)


def _is_list(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)


def _pattern(pattern: str, place: Place | None) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        params = {"key": f"{TABLE}.headings", "known": f"{pattern}: {error}"}
        raise SourceError("S114", params, place) from None


def _place(path: str, chars: str, key: str) -> Place | None:
    """The line of `key` in the table: behind the line `[text]`, or as `text.key`, or in `text = {…}`."""
    if not path:
        return None
    inside = False
    name = rf"[\"']?{re.escape(key)}[\"']?\s*="
    for number, line in enumerate(chars.split("\n"), 1):
        if header := re.match(r"\s*\[\s*[\"']?([^\]\"']*?)[\"']?\s*\]\s*(?:#.*)?$", line):
            inside = header[1] == TABLE
            if inside and key == TABLE:
                return Place(path, number, 1)
        stated = (
            re.match(rf"\s*{name}", line) if inside else re.match(rf"\s*{TABLE}\s*(?:\.\s*{name}|=.*?\b{name})", line)
        )
        if not stated and key == TABLE:
            stated = re.match(rf"\s*{name}", line)
        if stated:
            return Place(path, number, len(line) - len(line.lstrip()) + 1)
    return Place(path)
