"""Accordion («гармошка»; a Z with three panels): all panels are equal, none is folded in."""

from __future__ import annotations

from publisher.model.imposition import Imposition, Plan
from publisher.press.imposition.panels import panel_plan
from publisher.press.imposition.scheme import Scheme


def zfold(pages: int, asked: Imposition) -> Plan:
    """1 is the cover, then the whole inside from left to right, then what is left of the outside.

    With three panels, page 4 is what lies at the back of the folded leaflet.
    """
    n = asked.panels
    return panel_plan("zfold", pages, (*range(n + 2, 2 * n + 1), 1), range(2, n + 2), frozenset())


ZFOLD = Scheme("zfold", {"ru": "гармошка: равные полосы (--panels)", "en": "accordion: equal panels (--panels)"}, zfold)
