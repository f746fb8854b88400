"""Where a text is taken from, in the pieces of which a bibliography makes a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

PEOPLE = frozenset({"authors", "editors"})
"""Fields that hold several names."""

ALIASES = {"author": "authors", "editor": "editors", "number": "issue", "site": "url", "pp": "pages"}
"""Other names of fields."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A book, a volume of it, or a journal (`journal`, with the text's own `title`), as its title page has it.

    `pages` are those of the text in it: `5–12`; `accessed` the day on which `url` was read.
    """

    authors: tuple[str, ...] = ()
    title: str = ""
    subtitle: str = ""
    editors: tuple[str, ...] = ()
    journal: str = ""
    edition: str = ""
    city: str = ""
    publisher: str = ""
    year: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    isbn: str = ""
    url: str = ""
    accessed: str = ""

    @classmethod
    def of(cls, table: Mapping[str, Sequence[str]]) -> Citation:
        """What a table of front matter says; keys that mean nothing are left out, see `unknown_keys`."""
        known: dict[str, tuple[str, ...] | str] = {}
        for key, values in table.items():
            if (name := _field(key)) and values:
                known[name] = tuple(values) if name in PEOPLE else ", ".join(values)
        return cls(**known)  # type: ignore[arg-type]


def unknown_keys(table: Mapping[str, object]) -> list[str]:
    """Keys of a table that name no field."""
    return [key for key in table if not _field(key)]


def _field(key: str) -> str:
    key = key.strip().lower().replace("-", "_")
    name = ALIASES.get(key, key)
    return name if name in {field.name for field in fields(Citation)} else ""
