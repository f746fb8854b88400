"""Formats that Russian printers know by sheet and fraction: 84×108/32 is 130×200 mm."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from publisher.model.paper import POINTS, Sheet, Trim

MM = POINTS["mm"]

TRIMS: Mapping[Sheet, tuple[int, int]] = {
    Sheet(60, 84, 32): (100, 140),
    Sheet(70, 90, 32): (107, 165),
    Sheet(75, 90, 32): (107, 177),
    Sheet(70, 100, 32): (120, 165),
    Sheet(84, 108, 32): (130, 200),
    Sheet(60, 84, 16): (145, 200),
    Sheet(60, 90, 16): (145, 215),
    Sheet(70, 90, 16): (170, 215),
    Sheet(70, 100, 16): (170, 240),
    Sheet(84, 108, 16): (205, 260),
    Sheet(60, 84, 8): (205, 290),
    Sheet(60, 90, 8): (220, 290),
    Sheet(70, 108, 8): (265, 340),
}
"""Trimmed width and height in mm: the largest of ГОСТ 5773-90 (60×84/8 and 70×108/8 are formats of magazines)."""

_SHEETS = tuple(
    Sheet(width, height, fraction)
    for width, height in ((60, 84), (60, 90), (70, 90), (75, 90), (70, 100), (70, 108), (84, 108))
    for fraction in (4, 8, 16, 32, 64)
)
_NAME = re.compile(r"\s*(\d{2,3}(?:[.,]\d)?)\s*[xXхХ×*]\s*(\d{2,3}(?:[.,]\d)?)\s*/\s*(\d{1,3})\s*")
_CUT = 0.85
"""The least part of its share of the sheet that a page may be and still be called by the sheet."""
_SLACK = 1.0
"""Millimetres."""


def sheet_named(name: str) -> Sheet | None:
    """`84x108/32`, also with × or the Cyrillic letter; None when that is no name of a format."""
    match = _NAME.fullmatch(name)
    if not match or int(match[3]) < 1:
        return None
    width, height = (float(side.replace(",", ".")) for side in match.groups()[:2])
    return Sheet(width, height, int(match[3]))


def trim_named(name: str) -> Trim | None:
    """The trimmed size of a format of `TRIMS`, in points; None when it is none of them."""
    sheet = sheet_named(name)
    if sheet is None or sheet not in TRIMS:
        return None
    width, height = TRIMS[sheet]
    return Trim(width * MM, height * MM)


def sheet_of(trim: Trim) -> Sheet | None:
    """The sheet that a page is counted as cut from: A5 is 60×84/16, as its untrimmed share of 150×210 mm is nearest.

    A format of `TRIMS` is itself. Otherwise the smallest share that holds the page, unless too much of it would be
    waste (a leaflet of 99×210 mm): then None, and the paper is counted by area.
    """
    page = sorted((trim.width / MM, trim.height / MM))
    for sheet, sides in TRIMS.items():
        if all(abs(side - size) <= _SLACK for side, size in zip(sorted(sides), page, strict=True)):
            return sheet
    waste = page[0] * page[1] / _CUT
    found: tuple[float, Sheet | None] = (waste, None)
    for sheet in _SHEETS:
        short, long = share_of(sheet)
        if short + _SLACK >= page[0] and long + _SLACK >= page[1] and short * long < found[0]:
            found = short * long, sheet
    return found[1]


def share_of(sheet: Sheet) -> tuple[float, float]:
    """The untrimmed page in mm, shorter side first: the sheet, halved along its longer side up to the fraction."""
    short, long = sorted((sheet.width * 10, sheet.height * 10))
    fraction = sheet.fraction
    while fraction > 1:
        short, long = sorted((short, long / 2))
        fraction //= 2
    return short, long


def conventional_sheets(pages: int, trim: Trim, sheet: Sheet | None) -> Decimal:
    """Условные печатные листы of a book; by area where its page is no share of a known sheet."""
    if sheet is not None:
        return sheet.conventional_sheets(pages)
    area = Decimal(str(round(trim.width / MM, 1))) * Decimal(str(round(trim.height / MM, 1)))
    return Decimal(pages) * area / (600 * 900)
