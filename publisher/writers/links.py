"""Links on pages as WeasyPrint has laid them out: one of each, however many elements stand in it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

_SAME = 0.01
"""px by which a rectangle may stick out at the sides."""


def one_of_each(document: Any) -> None:
    """Take back the links of what stands inside of a link. WeasyPrint gives every element in `<a>` one of its own: they
    lie on top of each other, a screen reader tells all of them, and they are tagged outside of the link (against ISO
    14289-1, 7.18.5).
    """
    for page in document.pages:
        kept: list[Any] = []
        places: defaultdict[tuple[str, str], list[tuple[float, ...]]] = defaultdict(list)
        for link in page.links:
            kind, target, place, _ = link
            known = places[kind, target]
            if not any(_holds(larger, place) for larger in known):
                known.append(place)
                kept.append(link)
        page.links = kept


def _holds(larger: tuple[float, ...], place: tuple[float, ...]) -> bool:
    """Whether it is as wide, and the middle of the other lies in it: a raised figure may stand out above."""
    left, top, right, bottom = larger
    middle = (place[1] + place[3]) / 2
    return left - _SAME <= place[0] and place[2] <= right + _SAME and top <= middle <= bottom
