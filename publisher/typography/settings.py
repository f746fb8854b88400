"""What a user may choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Settings:
    """How to clean. `language`: a BCP 47 tag, the language of blocks that say nothing else.

    `profile`: `book`, `press` (print in narrow columns) or `web`. `ignore`, `select`, `extend` hold codes of rules or
    beginnings of codes (`RU5`): rules to leave out, the only ones to run (all when empty), and ones to run although
    profile or level leave them off. `nbsp`: `keep` leaves no-break spaces where the author set them, `derive` keeps
    only those that a rule asks for. `yo`: `restore` writes ё where only one reading is possible. `front_matter`: fields
    of a source's front matter (`title`, `authors` …) that are changed in the source; the others stay as they are there.
    """

    language: str = "ru"
    profile: str = "book"
    ignore: frozenset[str] = frozenset()
    select: frozenset[str] = frozenset()
    extend: frozenset[str] = frozenset()
    nbsp: Literal["keep", "derive"] = "keep"
    yo: Literal["keep", "restore"] = "keep"
    front_matter: frozenset[str] = frozenset()
