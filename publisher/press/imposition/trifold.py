"""Letter fold («евробуклет»): two panels are folded in, one upon the other; A4 gives 97 | 100 | 100 mm outside."""

from __future__ import annotations

from publisher.model.imposition import Imposition, Plan
from publisher.press.imposition.panels import panel_plan
from publisher.press.imposition.scheme import Scheme


def trifold(pages: int, asked: Imposition) -> Plan:
    """1 is the cover, 2 3 4 the opened inside, 5 the panel that is folded in and seen first, 6 the back."""
    del asked
    return panel_plan("trifold", pages, (5, 6, 1), (2, 3, 4), frozenset({0}))


TRIFOLD = Scheme(
    "trifold",
    {
        "ru": "евробуклет: два сгиба внутрь, вложенная полоса короче",
        "en": "letter fold: two folds inward, the panel folded in is shorter",
    },
    trifold,
)
