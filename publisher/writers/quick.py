"""WeasyPrint made quicker where its pages stay the same; for the versions that the lines are written for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from publisher.writers.lines.drawing import Pen


@contextmanager
def quicker() -> Iterator[None]:
    """Within, one document may be laid out and drawn."""
    from weasyprint import draw

    pen = Pen(draw.draw_text)
    wrapped: tuple[tuple[Any, str, Any], ...] = ((draw, "draw_text", pen.draw_text),)
    originals = [(module, name, getattr(module, name)) for module, name, _ in wrapped]
    try:
        for module, name, function in wrapped:
            setattr(module, name, function)
        yield
    finally:
        for module, name, function in originals:
            setattr(module, name, function)
