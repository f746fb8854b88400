"""What a user may choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Settings:
    """How to clean. `language`: a BCP 47 tag, the language of blocks that say nothing else.

    `profile`: `book`, `press` or `web`, or the name of a house style. `ignore`: codes of rules to leave out, or
    beginnings of codes (`RU5`). `nbsp`: `keep` leaves no-break spaces where the author set them, `derive` keeps only
    those that a rule asks for.
    """

    language: str = "ru"
    profile: str = "book"
    ignore: frozenset[str] = frozenset()
    nbsp: Literal["keep", "derive"] = "keep"
