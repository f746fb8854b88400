"""Fields in the boxes of WeasyPrint: before lines are made, noughts come into their places."""

from __future__ import annotations

from typing import Any

from publisher.model.fields import MARK, MARKED


def note_fields(line: Any) -> None:
    """Note the fields in the texts of a line box; a field ends its text."""
    for box in line.descendants():
        text = getattr(box, "text", "")
        if MARK in text and (found := MARKED.search(text)) and found.end() == len(text):
            box.field = int(found[1])
            box.text = text[: found.start()] + "0" * len(found[1])


def field_of(box: Any) -> tuple[int, int] | None:
    """Number and room, in noughts, of a field that a text box shows with nothing but space before it."""
    number, shown = getattr(box, "field", None), box.text.lstrip()
    return (number, len(shown)) if number is not None and shown and not shown.strip("0") else None
