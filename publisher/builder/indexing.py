"""The indexes that an edition asks for in publisher.toml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from publisher.model.indexing import IndexWish, Register


def indexes_of(entry: Mapping[str, Any]) -> IndexWish:
    """`indexes` and `[edition.NAME.index.…]`. Words to be found ask for their index, if `indexes` does not say."""
    table = entry.get("index", {})
    registers: list[Register] = ["names", "subjects"]
    forms = {register: _forms(table[register]) for register in registers if register in table}
    return IndexWish(
        indexes=tuple(entry["indexes"]) if "indexes" in entry else tuple(forms),
        forms=forms,
        see=_lists(table.get("see", {})),
        also=_lists(table.get("see-also", {})),
    )


def _forms(table: Mapping[str, str | Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Heading → forms; without any the heading itself is looked for."""
    return {heading: forms or (heading,) for heading, forms in _lists(table).items()}


def _lists(table: Mapping[str, str | Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {key: (value,) if isinstance(value, str) else tuple(value) for key, value in table.items()}
