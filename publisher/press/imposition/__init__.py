"""Imposition schemes: one file a scheme, arithmetic only. `SCHEMES` is the registry, in the order of its list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from publisher.model.imposition import Imposition, Plan, Slot
from publisher.press.imposition.cut_stack import CUT_STACK
from publisher.press.imposition.gate import GATE
from publisher.press.imposition.nup import NUP
from publisher.press.imposition.perfect import PERFECT
from publisher.press.imposition.saddle import SADDLE
from publisher.press.imposition.scheme import Scheme
from publisher.press.imposition.step import STEP
from publisher.press.imposition.trifold import TRIFOLD
from publisher.press.imposition.zfold import ZFOLD
from publisher.press.imposition.zine8 import ZINE8

__all__ = ["CUT_APART", "SCHEMES", "plan", "tumbled"]

SCHEMES: Mapping[str, Scheme] = {
    scheme.name: scheme for scheme in (SADDLE, PERFECT, NUP, STEP, CUT_STACK, ZINE8, TRIFOLD, ZFOLD, GATE)
}

CUT_APART = frozenset({"nup", "step", "cut-stack"})
"""Schemes with a grid of leaflets."""


def plan(pages: int, asked: Imposition) -> Plan:
    """The plan for so many pages (at least one)."""
    return SCHEMES[asked.scheme].plan(pages, asked)


def tumbled(natural: Plan) -> Plan:
    """The same plan with all backs turned by 180°."""

    def turned(slot: Slot) -> Slot:
        column, row = natural.columns - 1 - slot.column, natural.rows - 1 - slot.row
        return replace(slot, column=column, row=row, turned=not slot.turned)

    sheets = tuple(replace(sheet, back=tuple(map(turned, sheet.back))) for sheet in natural.sheets)
    return replace(natural, sheets=sheets, tumbled=not natural.tumbled)
