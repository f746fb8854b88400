"""Gate fold («ворота»): two flaps meet over the middle; each is a little shorter than half of it."""

from __future__ import annotations

from publisher.model.imposition import Imposition, Plan
from publisher.press.imposition.panels import panel_plan
from publisher.press.imposition.scheme import Scheme


def gate(pages: int, asked: Imposition) -> Plan:
    """1 and 2 are the closed flaps, 3 4 5 6 the opened inside, 7 8 the back."""
    del asked
    return panel_plan("gate", pages, (2, 7, 8, 1), (3, 4, 5, 6), frozenset({0, 3}))


GATE = Scheme(
    "gate", {"ru": "ворота: две створки сходятся посередине", "en": "gate fold: two flaps meet in the middle"}, gate
)
