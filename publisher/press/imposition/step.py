"""Step and repeat: the same leaflet in every cell of a sheet."""

from __future__ import annotations

from publisher.model.imposition import Imposition, Plan
from publisher.press.imposition.cells import cut_plan, leaves
from publisher.press.imposition.scheme import Scheme


def step(pages: int, asked: Imposition) -> Plan:
    """A sheet for every leaf."""
    return cut_plan("step", pages, asked, leaves(pages, asked), lambda sheet, _: sheet)


STEP = Scheme(
    "step",
    {"ru": "одна и та же листовка по всему листу", "en": "step and repeat: the same leaflet all over the sheet"},
    step,
)
