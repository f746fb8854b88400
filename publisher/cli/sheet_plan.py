"""A plan of sheets as a printer reads it: `sheet 1  front 8|1  back 2|7`; and as a table for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publisher.builder.paths import shown_path
from publisher.cli.words import ui
from publisher.model.imposition import SheetWords, Slot
from publisher.model.sheet import MM

if TYPE_CHECKING:
    from publisher.model.imposition import PressSheet
    from publisher.press.sheet_layout import SheetLayout

_TURNED, _BLANK = "↓", "—"


def sheet_words() -> SheetWords:
    """Words for slugs, in the language of the run."""
    places = {"number": "{number}", "total": "{total}"}
    return SheetWords(
        ui("plan-sheet-of", **places), ui("plan-signature-of", **places), ui("plan-front"), ui("plan-back")
    )


def plan_lines(name: str, layout: SheetLayout) -> Iterator[str]:
    """What is printed on what and how it is turned; then every sheet, side by side, row by row from above.

    A page with `↓` stands head down, `—` is blank, ` / ` parts rows.
    """
    plan = layout.plan
    width, height = (f"{side / MM:.1f}".removesuffix(".0") for side in layout.cell)
    yield ui(
        "plan-head",
        file=name,
        pages=plan.pages,
        scheme=plan.scheme,
        sheets=len(plan.sheets),
        sheet=layout.sheet,
        page=f"{width}×{height}",
    )
    yield from _circumstances(layout)
    signature = 0
    for sheet in plan.sheets:
        if plan.signatures > 1 and sheet.signature != signature:
            signature = sheet.signature
            yield ui("plan-signature-of", number=signature, total=plan.signatures)
        sides = [ui("plan-front") + " " + _side(layout, sheet.front)]
        if sheet.back:
            sides.append(ui("plan-back") + " " + _side(layout, sheet.back))
        yield "  ".join([ui("plan-sheet", number=sheet.number), *sides])


def _circumstances(layout: SheetLayout) -> Iterator[str]:
    plan = layout.plan
    if layout.bleed:
        yield ui("plan-bleed", bleed=f"{layout.bleed / MM:.1f}")
    if layout.scale != 1:
        yield ui("plan-scale", percent=f"{layout.scale * 100:.1f}")
    if any(sheet.back for sheet in plan.sheets):
        yield ui("plan-long-edge") if _turns_over_long_edge(layout) else ui("plan-short-edge")
    if plan.blanks:
        yield ui("plan-blanks", n=len(plan.blanks))
    if creep := layout.shift(plan.deepest):
        yield ui("plan-creep", creep=f"{creep / MM:.2f}")
    if plan.slit:
        yield ui("plan-slit")


def _turns_over_long_edge(layout: SheetLayout) -> bool:
    return (layout.sheet.height >= layout.sheet.width) ^ layout.plan.tumbled


def _side(layout: SheetLayout, slots: Sequence[Slot]) -> str:
    def shown(slot: Slot) -> str:
        return f"{slot.page}{_TURNED * slot.turned}" if slot.page <= layout.plan.pages else _BLANK

    return " / ".join("|".join(shown(slot) for slot in row) for row in layout.plan.grid(slots))


def plan_table(path: Path, layout: SheetLayout) -> dict[str, Any]:
    """The plan for JSON; lengths in mm. A blank is null, pages head down are listed under `turned`."""
    plan = layout.plan

    def side(slots: Sequence[Slot]) -> list[list[int | None]]:
        return [[slot.page if slot.page <= plan.pages else None for slot in row] for row in plan.grid(slots)]

    def one(sheet: PressSheet) -> dict[str, Any]:
        turned = sorted({slot.page for _, slots in sheet.sides for slot in slots if slot.turned})
        return {
            "sheet": sheet.number,
            "signature": sheet.signature,
            "front": side(sheet.front),
            "back": side(sheet.back) if sheet.back else [],
            "turned": turned,
            "creep": round(layout.shift(max(slot.depth for slot in sheet.front)) / MM, 3),
        }

    return {
        "file": shown_path(path),
        "scheme": plan.scheme,
        "pages": plan.pages,
        "blanks": list(plan.blanks),
        "sheet": {
            "name": layout.sheet.name,
            "width": round(layout.sheet.width / MM, 2),
            "height": round(layout.sheet.height / MM, 2),
        },
        "page": {"width": round(layout.cell[0] / MM, 2), "height": round(layout.cell[1] / MM, 2)},
        "scale": round(layout.scale, 4),
        "bleed": round(layout.bleed / MM, 2),
        "marks": sorted(layout.marks),
        "flip": "long" if _turns_over_long_edge(layout) else "short",
        "signatures": plan.signatures,
        "sheets": [one(sheet) for sheet in plan.sheets],
    }
