"""A stylesheet in parts that change at different times: fonts, page, layout. A writer reads a part only once."""

from __future__ import annotations

from collections.abc import Iterable

_BETWEEN = "\n/* --- */\n"


def joined(parts: Iterable[str]) -> str:
    """The parts as one stylesheet."""
    return _BETWEEN.join(parts)


def parts_of(stylesheet: str) -> list[str]:
    """The parts of a stylesheet, in order; the whole of it if nobody has joined it."""
    return stylesheet.split(_BETWEEN)
