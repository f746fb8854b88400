"""How deep structures may be nested: deeper is an accident or an attack, and recursion has an end."""

from __future__ import annotations

from publisher.model.errors import SourceError
from publisher.model.finding import Place

MAX_DEPTH = 32
"""Containers inside each other (quotations, lists, elements)."""


def too_deep(place: Place) -> SourceError:
    return SourceError("S109", {"limit": MAX_DEPTH}, place)
