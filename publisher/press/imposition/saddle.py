"""Saddle stitch (на скобу): folded sheets lie within each other and are stapled through the fold.

With n pages in a signature, sheet i (from 0) carries n−2i | 1+2i in front and 2+2i | n−1−2i behind.
"""

from __future__ import annotations

from publisher.model.imposition import Imposition, Joint, Plan
from publisher.press.imposition.folding import bound_sheets, folded
from publisher.press.imposition.scheme import Scheme


def saddle(pages: int, asked: Imposition) -> Plan:
    """All pages in one signature, or in several when `signature` says how many pages one may have."""
    columns, rows = folded(asked.up).joints(Joint.FOLD)
    sheets, deepest = bound_sheets(pages, asked.up, asked.signature)
    return Plan("saddle", pages, columns, rows, sheets, deepest=deepest)


SADDLE = Scheme(
    "saddle",
    {
        "ru": "брошюра на скобу: листы вложены друг в друга",
        "en": "booklet: sheets within each other, stapled through the fold",
    },
    saddle,
)
