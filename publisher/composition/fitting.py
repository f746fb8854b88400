"""A layout made to fit: so much text on so many pages, with the least visible change, or an honest refusal."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from publisher.composition.fit_measure import expected
from publisher.composition.fit_search import ENOUGH, ENOUGH_IN_BOOKS, Search, Trial
from publisher.composition.fit_settings import Setting, as_set, ladder, other_columns
from publisher.model.errors import BuildError
from publisher.model.finding import Finding, Severity
from publisher.model.fit import FitWish
from publisher.model.layout import Layout

BOTH_SIDES = 2
"""Pages on a sheet that is not folded."""

FEW_PAGES = 32
"""Up to so many pages settings next door are tried for the sake of runts, widows and orphans."""

Attempt = Callable[[Sequence[Layout]], Sequence[Trial]]
"""Sets the book in each of several layouts."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The layout to set the book in, what was traded (for the report), and what people should know of it."""

    layout: Layout
    details: Mapping[str, object] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Aim:
    """The wish in pages: one of `pages`, or any `multiple` up to `most`; and how well the last page shall be filled."""

    pages: tuple[int, ...]
    multiple: int
    most: int
    enough: Sequence[float]

    def search(self, search: Search) -> int | None:
        """The setting in which the text has just so many pages; or fewer, if it jumps over them."""
        if not self.multiple:
            exactly = search.to_one_of(self.pages, self.enough)
            return search.to_pages(self.pages[-1], self.enough) if exactly is None else exactly
        exactly = search.to_multiple(self.multiple, self.most, self.enough)
        natural = search.trial(search.natural)
        if exactly is not None or (self.allows(natural.pages) and not natural.lost):
            return exactly
        most = self.most - self.most % self.multiple if self.most else self.given(natural.pages)
        return search.to_pages(most, self.enough)

    def is_met(self, pages: int) -> bool:
        return pages == self.given(pages) if self.multiple else pages in self.pages

    def allows(self, pages: int) -> bool:
        """Whether so few pages are no more than there may be, blank ones counted in."""
        return self.given(pages) <= self.limit

    @property
    def limit(self) -> float:
        return (self.most or math.inf) if self.multiple else self.pages[-1]

    def given(self, pages: int) -> int:
        """Pages that are printed when the text takes so many."""
        return -(-pages // self.multiple) * self.multiple if self.multiple else max(pages, self.pages[-1])


def _aim(wish: FitWish, per_sheet: int, *, leaflet: bool) -> _Aim:
    """The back of the last sheet may stay blank if sheets are not folded: one page is one sheet, too."""
    pages: tuple[int, ...] = (wish.pages,)
    if wish.sheets:
        last = wish.sheets * per_sheet
        pages = (last - 1, last) if per_sheet == BOTH_SIDES else (last,)
    return _Aim(pages, wish.multiple, wish.most, ENOUGH if leaflet else ENOUGH_IN_BOOKS)


def fitted(
    layout: Layout,
    wish: FitWish,
    per_sheet: int,
    letters: int,
    attempt: Attempt,
    *,
    leaflet: bool,
    titles: int = 1,
    headings: int = 0,
) -> Fitted:
    """The layout in the least visible setting in which the text fills the pages it was given.

    Args:
        per_sheet: pages on both sides of a printed sheet.
        letters: characters of the text: for a first guess, and for the words of a refusal.
        leaflet: a leaf is set as one task, whatever stands on it: so two settings are tried side by side.
        titles, headings: of the works on the leaf, for a first guess.

    Raises:
        BuildError: B150, the text takes more pages in every setting that the layout allows.
    """
    aim = _aim(wish, per_sheet, leaflet=leaflet)
    tried: list[tuple[Search, list[Setting]]] = []
    for columns in (layout.typesetting.columns, *other_columns(layout)):
        rungs = ladder(layout, columns)
        search = _search(layout, rungs, attempt, expected(letters, titles, headings, layout) if leaflet else None)
        tried.append((search, rungs))
        found = aim.search(search)
        if found is None:
            continue
        if search.trial(found).pages <= FEW_PAGES:
            found = search.without_faults(found)
        return _told(layout, rungs[found], search.trial(found), aim, wish)
    search, rungs = tried[0]
    natural = search.trial(search.natural)
    if aim.allows(natural.pages) and not natural.lost:  # too short, or between two multiples
        return _told(layout, rungs[search.natural], natural, aim, wish)
    raise _refusal(aim, [s.trial(len(r) - 1) for s, r in tried], letters, layout)


def _search(layout: Layout, rungs: list[Setting], attempt: Attempt, expect: Trial | None) -> Search:
    return Search(
        [setting.holds for setting in rungs],
        [setting.costs for setting in rungs],
        lambda indexes: attempt([as_set(layout, rungs[index]) for index in indexes]),
        in_pairs=expect is not None,
        expected=expect,
    )


def _told(layout: Layout, setting: Setting, trial: Trial, aim: _Aim, wish: FitWish) -> Fitted:
    """The layout with the words on what was traded; B151 when the text is too short for its pages all the same."""
    made, own = as_set(layout, setting), layout.typesetting
    new = made.typesetting
    params = {
        "pages": trial.pages,
        "filled": round(100 * trial.filled),
        "size": _change(own.size, new.size),
        "line": _change(own.line, new.line),
        "tracking": _signed(100 * new.tracking, 2),
        "sides": _signed(100 * (setting.sides - 1)),
        "ends": _signed(100 * (setting.ends - 1)),
        "columns": _change(own.columns, new.columns),
    }
    findings = [Finding("B310", Severity.NOTE, None, params)]
    if not aim.is_met(trial.pages):
        short = {"pages": trial.pages, "given": aim.given(trial.pages), "blank": aim.given(trial.pages) - trial.pages}
        findings.append(Finding("B151", Severity.WARNING, None, short))
    return Fitted(made, _details(layout, made, setting, trial, wish), tuple(findings))


def _details(layout: Layout, made: Layout, setting: Setting, trial: Trial, wish: FitWish) -> dict[str, object]:
    """Numbers for the report; lengths in pt, tracking in em, margins in times those of the layout."""
    old, new = layout.typesetting, made.typesetting
    asked = {"pages": wish.pages, "sheets": wish.sheets, "multiple": wish.multiple, "max": wish.most}
    return {
        "wish": {key: value for key, value in asked.items() if value},
        "pages": trial.pages,
        "last_page_filled": round(trial.filled, 3),
        "faults": trial.faults,
        "size": [round(old.size, 3), round(new.size, 3)],
        "leading": [round(old.line, 3), round(new.line, 3)],
        "tracking": [old.tracking, new.tracking],
        "columns": [old.columns, new.columns],
        "gutter": [round(old.gutter, 3), round(new.gutter, 3)],
        "margins": {"sides": round(setting.sides, 4), "ends": round(setting.ends, 4)},
        "visibility": round(math.sqrt(setting.costs), 2),
    }


def _refusal(aim: _Aim, tightest: Sequence[Trial], letters: int, layout: Layout) -> BuildError:
    """B150: how many pages it takes, and how much text is too much."""
    least = min(tightest, key=lambda trial: (trial.pages, trial.lost))
    taken, given = sum(least.extents), aim.given(1) if math.isinf(aim.limit) else int(aim.limit)
    matter = least.pages - sum(math.ceil(extent) for extent in least.extents)
    share = 1 - max(0, given - matter) / taken if taken else 1.0
    params = {
        "needs": max(aim.given(least.pages), given + bool(least.lost)),
        "given": given,
        "characters": _rounded(letters * min(1.0, max(share, 0.01))),
        "size": f"{(layout.fit.size or (layout.typesetting.size,))[0]:g}",
    }
    return BuildError("B150", params)


def _rounded(count: float) -> int:
    """Two figures are enough of an estimate."""
    step: int = 10 ** max(0, len(str(int(count))) - 2)
    return math.ceil(count / step) * step


def _change(old: float, new: float) -> str:
    return f"{old:g} → {new:g}" if round(old, 3) != round(new, 3) else f"{old:g}"


def _signed(value: float, digits: int = 0) -> str:
    value = round(value, digits)
    return f"{value:+g}".replace("-", "−") if value else "0"
