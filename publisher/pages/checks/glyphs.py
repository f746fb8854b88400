"""Q5xx: characters that the face of their text lacks."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.pages.checks.check import ERROR, WARNING, Hit, check
from publisher.pages.setting import Setting


def _named(characters: str) -> str:
    return ", ".join(f"{char} (U+{ord(char):04X})" for char in characters[:12])


@check("Q501", ERROR)
def missing_glyph(setting: Setting) -> Iterator[Hit]:
    """A character that no font of the layout has: a box or nothing is printed."""
    for line in setting.lines:
        if line.missing:
            yield Hit(line, ERROR, {"characters": _named(line.missing)})


@check("Q502", WARNING)
def fallback_font(setting: Setting) -> Iterator[Hit]:
    """A character that another family lent: it looks like a stranger in the word."""
    for line in setting.lines:
        if line.lent:
            yield Hit(line, WARNING, {"characters": _named(line.lent)})
