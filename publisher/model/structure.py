"""How a reader understood a text without markup: what it decided, on which figures, and what it left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

DecidedBy = Literal["text", "sidecar", "config"]
"""Whose word it is: the look of the text itself, `NAME.toml` beside it, or publisher.toml."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about the whole text.

    `about` and `choice` are codes with words in the message catalogue (`about-…`, `choice-…`); `figures` is the
    evidence: counts, shares (0–1) and lengths in characters, by name.
    """

    about: str
    choice: str
    origin: DecidedBy = "text"
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The characters `start:end` of the source are in no text of the work, because they are `reason` (a code)."""

    reason: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Structure:
    """The decisions in the order in which they were taken, and everything left out, by place."""

    decisions: tuple[Decision, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def decision(self, about: str) -> Decision | None:
        return next((decision for decision in self.decisions if decision.about == about), None)
