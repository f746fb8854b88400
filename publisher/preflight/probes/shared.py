"""What the walks over all pages of a file have in common: what was read once, and what may still be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from publisher.model.facts import Image, Space
from publisher.preflight.probes.fonts import UsedFont
from publisher.preflight.probes.objects import key
from publisher.preflight.probes.spaces import Spaces
from publisher.preflight.probes.state import Matrix, Resources

DEEPEST = 24
"""Forms within forms. Real files have three or four."""

MOST_OPERATORS = 20_000_000
MOST_BYTES = 1 << 30


class BudgetError(Exception):
    """The file has more content than will be read."""


@dataclass(slots=True)
class Budget:
    """What may still be read of a file."""

    operators: int = MOST_OPERATORS
    bytes: int = MOST_BYTES

    def take(self, size: int) -> None:
        self.bytes -= size
        if self.bytes < 0:
            raise BudgetError


@dataclass(frozen=True, slots=True)
class Form:
    """The dictionary of a form XObject; `group`: the colour space of its transparency group, if it is one."""

    odd: tuple[str, ...]
    group: tuple[Space | None, ...]
    matrix: Matrix | None
    box: tuple[float, ...] | None


@dataclass(slots=True)
class Shared:
    """What all pages of a file have in common, each read once."""

    spaces: Spaces = field(default_factory=Spaces)
    budget: Budget = field(default_factory=Budget)
    hidden_layers: frozenset[tuple[int, int]] = frozenset()
    fonts: dict[tuple[int, int], UsedFont] = field(default_factory=dict)
    images: dict[tuple[int, int], Image] = field(default_factory=dict)
    forms: dict[tuple[int, int], Form] = field(default_factory=dict)
    resources: dict[tuple[int, int], Resources] = field(default_factory=dict)
    contents: dict[tuple[int, int], bytes] = field(default_factory=dict)
    loose_fonts: list[UsedFont] = field(default_factory=list)
    listed: dict[tuple[int, int], tuple[Space, ...]] = field(default_factory=dict)

    def resources_of(self, dictionary: Any) -> Resources:
        number = key(dictionary)
        if number == (0, 0):
            return Resources(dictionary)
        if number not in self.resources:
            self.resources[number] = Resources(dictionary)
        return self.resources[number]
