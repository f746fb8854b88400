"""What an imposition scheme is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from publisher.model.imposition import Imposition, Plan


@dataclass(frozen=True, slots=True)
class Scheme:
    """`plan`: number of pages (at least one) and what is asked for → the plan; a grid of cells is settled by then."""

    name: str
    title: Mapping[Literal["ru", "en"], str]
    plan: Callable[[int, Imposition], Plan]
