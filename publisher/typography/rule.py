"""What a rule is: one declarative unit with its code, its reason, its source and the examples that test it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.typography.settings import Settings
    from publisher.typography.tokens import Block

Decide = Callable[["Block", int], None]
"""Looks at one token of a block and settles something about it."""


class Level(Enum):
    """What happens with a rule's decision."""

    AUTO = "auto"
    """Applied silently, logged as an edit."""
    PROF = "profile"
    """Applied when the profile or the house style says so."""
    SUGG = "suggestion"
    """Reported with its place, never applied."""
    OFF = "off"
    """Available, off until it is asked for."""


class Stage(IntEnum):
    """When a rule looks at the tokens. What a stage settles the later ones read; no rule reads a later stage's work."""

    CHARACTERS = 0
    """Before there are tokens: characters that must not stand in a text at all."""
    MARKS = 1
    """Punctuation and its spaces."""
    DASHES = 2
    """Dash, hyphen, minus, range: which one it is, and its spaces."""
    INNER = 3
    """What needs to know the sides of quotation marks, which have been paired over all paragraphs of a container."""
    QUOTES = 4
    """The glyphs of quotation marks and apostrophes, when the spaces around them are settled."""
    GLUE = 5
    """No-break spaces."""
    CAP = 6
    """What looks at a finished line of glue."""
    REMARKS = 7
    """Suggestions about a text that is otherwise finished: nothing is changed any more."""


@dataclass(frozen=True, slots=True)
class Example:
    """Before and after, no-break spaces shown as `␣`. Without `after` the rule must leave `before` alone."""

    before: str
    after: str | None = None
    language: str = "ru"

    @property
    def expected(self) -> str:
        return self.before if self.after is None else self.after


@dataclass(frozen=True, slots=True)
class Rule:
    """One typographic rule.

    `code` is eternal. `source` names the authority and, in brackets, how well it was seen: `[V]` the wording was seen,
    `[M]` general knowledge, not verified, `[C]` measured on a corpus of novels, `[P]` what other tools do.
    `at`: kinds of tokens (see `tokens`) for which `decide(block, index)` is called. A rule without `decide` is carried
    out by the engine itself (characters, pairing, spaces), which asks whether its code is switched on.
    `profiles` limits a PROF rule to these profiles; `setting`, the name of one and its value, switches an OFF rule on.
    `may_change_letters` exempts it from the invariant that letters and digits stay as they are.
    """

    code: str
    stage: Stage
    title_ru: str
    title_en: str
    why_ru: str
    why_en: str
    source: str
    examples: tuple[Example, ...]
    level: Level = Level.AUTO
    at: int = 0
    decide: Decide | None = None
    profiles: frozenset[str] = frozenset()
    setting: tuple[str, str] | None = None
    may_change_letters: bool = False

    def title(self, lang: str) -> str:
        return self.title_ru if lang.startswith("ru") else self.title_en

    def why(self, lang: str) -> str:
        return self.why_ru if lang.startswith("ru") else self.why_en

    def is_on(self, settings: Settings) -> bool:
        """Whether the rule is applied (or, for a suggestion, looked for)."""
        if self.code.startswith(tuple(settings.ignore)):
            return False
        if settings.select and not self.code.startswith(tuple(settings.select)):
            return False
        if self.code.startswith(tuple(settings.extend)):
            return True
        if self.setting is not None and getattr(settings, self.setting[0]) == self.setting[1]:
            return True
        return self.level in (Level.AUTO, Level.SUGG) or (
            self.level is Level.PROF and settings.profile in self.profiles
        )
