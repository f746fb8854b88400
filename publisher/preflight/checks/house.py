"""P9xx: rules of the trade: bleed, safe zone, thin lines, black, total ink, printer's marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publisher.model.facts import Mark, Page, Rect
from publisher.model.finding import Severity
from publisher.preflight.checks.check import (
    MM,
    SHOPS,
    Hit,
    Terms,
    check,
    each_look,
    is_white,
    mm,
    plates,
    shown,
    visible,
)

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
TOUCHES = 0.35 * MM
"""Artwork that ends this near to the trimmed edge is meant to reach it: cutting is no more exact."""
SLACK = 0.05 * MM
EVERYWHERE = 1e6
ROUNDING = 2
"""Percent: four plates of eight bits are a little off."""
SMALL_BLACK = 14
"""Points: letters below this size are no place for black of several inks."""
_SIDES = ("←", "↓", "→", "↑")


def _sides(rect: Rect) -> tuple[float, float, float, float]:
    """How far a rectangle reaches out to the left, bottom, right, top: the more, the further out."""
    return -rect.x0, -rect.y0, rect.x1, rect.y1


def wanted_bleed(terms: Terms, page: Page) -> tuple[float, float, float, float] | None:
    """Left, bottom, right, top in points: as the profile asks; else as the boxes of the page promise."""
    if terms.profile:
        return terms.profile.bleed.sides(recto=page.number % 2 == 1)
    if "BleedBox" not in page.boxes or "TrimBox" not in page.boxes:
        return None
    left, bottom, right, top = (max(0.0, b - t) for b, t in zip(_sides(page.bleed), _sides(page.trim), strict=True))
    return left, bottom, right, top


@check("P901", ERROR, SHOPS)
def does_not_bleed(terms: Terms) -> Iterator[Hit]:
    """Artwork at the trimmed edge that does not reach as far out as the bleed.

    By geometry: a mark is let off when another one covers the strip between trim and bleed beside it, and hides its
    end or has its colour.
    """
    for page in terms.pages():
        wanted = wanted_bleed(terms, page)
        if wanted is None or not any(wanted):
            continue
        trim = page.trim
        marks = [m for m in visible(page) if m.kind != "text" and not is_white(m.ink) and m.rect.meets(trim)]
        for side, want in enumerate(wanted):
            edge = _sides(trim)[side]
            at_edge = [(n, m) for n, m in enumerate(marks) if want and _sides(m.rect)[side] >= edge - TOUCHES]
            full = [(n, m) for n, m in at_edge if m.solid and _sides(m.rect)[side] >= edge + want - SLACK]
            for at, mark in at_edge:
                out = _sides(mark.rect)[side] - edge
                if out < want - SLACK and not any(
                    (n > at or m.ink == mark.ink) and _covers(m.rect, mark.rect, side) for n, m in full
                ):
                    yield Hit(
                        page.number,
                        mark.rect,
                        {"side": _SIDES[side], "reached": mm(max(0.0, out)), "wanted": mm(want)},
                    )


def _covers(full: Rect, part: Rect, side: int) -> bool:
    """Whether `full` is at least as long as `part` along the edge of that side."""
    if side % 2 == 0:
        return full.y0 <= part.y0 + SLACK and full.y1 >= part.y1 - SLACK
    return full.x0 <= part.x0 + SLACK and full.x1 >= part.x1 - SLACK


@check("P902", WARNING, SHOPS)
def near_the_edge(terms: Terms) -> Iterator[Hit]:
    """Text, and drawings that do not bleed, within the safe zone."""
    minima = terms.minima
    for page in terms.pages():
        trim = page.trim
        recto = page.number % 2 == 1
        safe = minima.safe
        spine = max(safe, minima.spine_safe) if terms.profile else safe
        zone = (spine if recto else safe, safe, safe if recto else spine, safe)
        inner = Rect(trim.x0 + zone[0], trim.y0 + zone[1], trim.x1 - zone[2], trim.y1 - zone[3])
        for mark in visible(page):
            if mark.rect.inside(inner):  # nearly all are
                continue
            if is_white(mark.ink) or not mark.rect.meets(trim):
                continue
            distances = [t - r for t, r in zip(_sides(trim), _sides(mark.rect), strict=True)]
            least = -EVERYWHERE if mark.kind == "text" else TOUCHES  # else it bleeds, or P901 tells that it ought to
            near = [(d, _SIDES[n]) for n, d in enumerate(distances) if least < d < zone[n] - SLACK]
            if near:
                distance, side = min(near)
                limit = mm(zone[_SIDES.index(side)])
                yield Hit(page.number, mark.rect, {"side": side, "distance": mm(max(0.0, distance)), "wanted": limit})


@check("P903", WARNING, SHOPS)
def hairlines(terms: Terms) -> Iterator[Hit]:
    minima = terms.minima

    def wrong(_: Page, mark: Mark) -> Mapping[str, object] | None:
        line = mark.kind == "stroke" or (mark.kind == "fill" and mark.solid and mark.size > 0)
        if not line or is_white(mark.ink) or mark.alpha == 0:
            return None
        least = minima.line if _one_full_ink(mark) else minima.tint_line
        return {"width": f"{mark.size:.2f}", "least": f"{least:g}"} if mark.size < least - 0.005 else None

    return each_look(terms, wrong)


def _one_full_ink(mark: Mark) -> bool:
    """One ink, not screened: only then a line has smooth edges."""
    amounts = plates(mark.ink)
    if amounts is None:
        return mark.ink.space.device == "RGB" and not any(mark.ink.values)
    used = [amount for amount in amounts if amount > 0.001]
    return len(used) == 1 and used[0] > 0.95 and mark.alpha == 1


@check("P904", ERROR, SHOPS, scope="shop", plain=WARNING)
def rich_small_text(terms: Terms) -> Iterator[Hit]:
    def wrong(_: Page, mark: Mark) -> Mapping[str, object] | None:
        amounts = plates(mark.ink)
        if mark.kind != "text" or mark.size >= SMALL_BLACK or amounts is None or len(amounts) != 4:
            return None
        rich = mark.ink.space.device == "CMYK" and _nearly_black(amounts)
        return {"colour": shown(mark.ink), "size": f"{mark.size:.1f}"} if rich else None

    return each_look(terms, wrong)


def _nearly_black(amounts: tuple[float, ...]) -> bool:
    """Black of several inks: much black with anything else, or so much of everything that it looks black."""
    *chromatic, black = amounts
    return (black >= 0.85 and max(chromatic) > 0.005) or (min(chromatic) >= 0.6 and sum(amounts) >= 2.4)


@check("P905", WARNING, SHOPS)
def small_coloured_text(terms: Terms) -> Iterator[Hit]:
    least = terms.minima.colour_type

    def wrong(_: Page, mark: Mark) -> Mapping[str, object] | None:
        amounts = plates(mark.ink)
        if mark.kind != "text" or not 0 < mark.size < least - 0.05 or amounts is None:
            return None
        inks = sum(amount > 0.005 for amount in amounts)
        if inks == 1 or (inks > 1 and _nearly_black((*amounts, 0, 0, 0)[:4])):
            return None
        return {"colour": shown(mark.ink), "size": f"{mark.size:.1f}", "least": f"{least:g}"}

    return each_look(terms, wrong)


@check("P906", ERROR, SHOPS)
def too_much_ink(terms: Terms) -> Iterator[Hit]:
    limit = terms.limit
    for number, coverage in sorted(terms.coverage.items()):
        if coverage.percent is not None and coverage.percent > limit + ROUNDING:
            yield Hit(number, coverage.rect, {"percent": round(coverage.percent), "limit": f"{limit:g}"})


@check("P907", WARNING, SHOPS)
def ink_unknown(terms: Terms) -> Iterator[Hit]:
    for number, coverage in sorted(terms.coverage.items()):
        if coverage.percent is None:
            yield Hit(number, coverage.rect, {"detail": coverage.why})


@check("P908", WARNING, SHOPS, scope="shop")
def marks_unwanted(terms: Terms) -> Iterator[Hit]:
    if terms.profile is None or terms.profile.marks.kind != "none":
        return
    for page in terms.pages():
        for mark in visible(page):
            if not is_white(mark.ink) and not mark.rect.meets(page.bleed.grown(-SLACK)):
                yield Hit(page.number, mark.rect)


@check("P909", ERROR, SHOPS, scope="shop")
def marks_missing(terms: Terms) -> Iterator[Hit]:
    if terms.profile is None or terms.profile.marks.kind == "none":
        return
    for page in terms.pages():
        outside = sum(not mark.rect.meets(page.trim) for mark in visible(page))
        if page.inspected and outside < 8:  # two at each corner
            yield Hit(page.number, params={"kind": terms.profile.marks.kind})
