"""Zine: one sheet printed on one side, slit in the middle and folded to a booklet of eight pages."""

from __future__ import annotations

from publisher.model.imposition import Imposition, Joint, Plan, PressSheet, Slot
from publisher.press.imposition.scheme import Scheme

_TOP = (5, 4, 3, 2)
"""Head down."""
_BOTTOM = (6, 7, 8, 1)


def zine8(pages: int, asked: Imposition) -> Plan:
    """Every eight pages a sheet; the slit goes between pages 4, 3 above and 7, 8 below."""
    del asked
    sheets = []
    for first in range(0, pages, 8):
        top = [Slot(first + page, column, 0, turned=True) for column, page in enumerate(_TOP)]
        bottom = [Slot(first + page, column, 1) for column, page in enumerate(_BOTTOM)]
        sheets.append(PressSheet(first // 8 + 1, (*top, *bottom)))
    return Plan("zine8", pages, (Joint.FOLD,) * 3, (Joint.FOLD,), tuple(sheets), slit=True)


ZINE8 = Scheme(
    "zine8",
    {
        "ru": "зин: восемь страниц на одной стороне листа, с надрезом",
        "en": "zine: eight pages on one side of a sheet, with a slit",
    },
    zine8,
)
