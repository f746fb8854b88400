"""What a stylesheet has to know of the text face, as custom properties: weights it has, heights of its letters."""

from __future__ import annotations

from publisher.composition.measure import metrics_of, width_of
from publisher.model.layout import Family


def face_rules(family: Family) -> str:
    """Custom properties of CSS for a text family, lengths in em.

    `--text-family`: its name. `--semibold`: its weight for headings. `--cap`: height of capitals. `--drop`: how far the
    baseline lies below the middle of a line. `--quote`: width of «.
    """
    face = family.face() or family.faces[0]
    weight = next((weight for weight in (600, 700) if family.face(weight)), face.weight)
    cap, drop = metrics_of(face)
    quote = width_of("«", face)
    name = f'--text-family: "{family.name}"; '
    return f":root {{ {name}--semibold: {weight}; --cap: {cap:.3f}; --drop: {drop:.3f}; --quote: {quote:.3f}em }}"
