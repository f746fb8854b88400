"""Perfect binding (клеевое бесшвейное): signatures stand side by side, their backs are milled off and glued."""

from __future__ import annotations

from publisher.model.imposition import Imposition, Joint, Plan
from publisher.press.imposition.folding import bound_sheets, folded
from publisher.press.imposition.scheme import Scheme

_USUAL = 16
"""Pages in a signature when nothing else is asked for."""


def perfect(pages: int, asked: Imposition) -> Plan:
    """Gathered signatures of 16 pages, with a milling allowance on both sides of every spine."""
    columns, rows = folded(asked.up).joints(Joint.SPINE)
    sheets, deepest = bound_sheets(pages, asked.up, asked.signature or _USUAL)
    return Plan("perfect", pages, columns, rows, sheets, deepest=deepest)


PERFECT = Scheme(
    "perfect",
    {
        "ru": "клеевое бесшвейное: тетради подряд, припуск на фрезеровку корешка",
        "en": "perfect binding: signatures side by side, milling allowance at the spine",
    },
    perfect,
)
