"""Widths of pictures as authors write them."""

from __future__ import annotations

import re

from publisher.model.paper import points

_WIDTH = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)\s*(%|mm|cm|in|pt|px)?")


def wanted_width(width: str, measure: float) -> float:
    """A width as authors write it (`50%`, `6cm`, `300`) in pt; 0 when it is none. A bare number: pixels of CSS."""
    found = _WIDTH.fullmatch(width.strip())
    if not found:
        return 0.0
    value, unit = float(found[1]), found[2] or "px"
    return measure * value / 100 if unit == "%" else points(f"{found[1]}{unit}")
