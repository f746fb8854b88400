"""Which of many settings to take so that a text fills its pages: arithmetic, and as few trials as can be.

Settings are numbered from the one that holds least to the one that holds most. A trial is dear: it sets the whole book.
Between trials the number of pages is foretold by how much a setting holds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ENOUGH = (0.94, 0.85, 0.66, 0.33)
"""How much of the last page shall be filled when a text is opened, the best that can be had first."""

ENOUGH_IN_BOOKS = (0.66, 0.33)
"""The text of a book may end where it ends; only a nearly empty page is ugly, and contents and imprint follow it."""

_SLACK = 0.01
"""Pages by which the first guess aims beyond what is wanted; doubled after each miss."""

_UNSEEN, _UNSEEN_SHARE = 0.6, 0.06
"""Units of visibility, and share of a large change: of two settings whose changes differ by less, either will do, and
the search ends."""

_APART = 0.02
"""Two trials that lie nearer (in the inverse of what they hold) tell more of chance than of the text."""

_NEIGHBOURS = 2
"""Trials at most for the sake of runts, widows and orphans."""

_NEAR = 1.0
"""Units of visibility that a page without such faults may cost."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A book in one setting.

    Attributes:
        pages: of the finished PDF.
        extents: of the works, in pages: 3.4 are three full ones and two fifths of the last.
        lost: lines that stand where there is no page any more.
        faults: runts, widows, orphans, a heading at the foot, a last page with a few lines.
    """

    pages: int
    extents: tuple[float, ...]
    lost: int = 0
    faults: int = 0

    @property
    def filled(self) -> float:
        """How much of the last page of the last work is filled, from 0 to 1."""
        return _share(self.extents[-1]) if self.extents else 1.0

    def foretold(self, holds: float, fixed: Sequence[float] = ()) -> Trial:
        """The same book in a setting that holds so many times more; `fixed`: of each work, pages that stay."""
        same = fixed or (0.0,) * len(self.extents)
        extents = tuple((extent - part) / holds + part for extent, part in zip(self.extents, same, strict=True))
        grown = sum(_pages(new) - _pages(old) for new, old in zip(extents, self.extents, strict=True))
        return Trial(self.pages + grown, extents)

    def reaches(self, pages: int, enough: float) -> bool:
        return self.pages > pages or (self.pages == pages and self.filled >= enough)


def _pages(extent: float) -> int:
    return max(1, math.ceil(extent - 1e-6))


def _share(extent: float) -> float:
    return extent - _pages(extent) + 1


class Search:
    """Settings that hold `holds` and cost `costs`; `natural` changes least. `attempt` sets the book in some of them."""

    def __init__(
        self,
        holds: Sequence[float],
        costs: Sequence[float],
        attempt: Callable[[Sequence[int]], Sequence[Trial]],
    ) -> None:
        self.holds, self.costs = holds, costs
        self.natural = min(range(len(costs)), key=lambda index: costs[index])
        self.trials: dict[int, Trial] = {}
        self._attempt = attempt

    def trial(self, index: int) -> Trial:
        if index not in self.trials:
            self.look_at([index])
        return self.trials[index]

    def look_at(self, indexes: Sequence[int]) -> None:
        """Make trials of several settings, side by side."""
        if fresh := [index for index in indexes if index not in self.trials]:
            self.trials |= zip(fresh, self._attempt(fresh), strict=True)

    def foretold(self, index: int) -> Trial:
        """What a trial would show, by the nearest ones that were made: two tell how much of a work (titles, pictures)
        stays as large as it is whatever the setting holds.
        """
        near, *others = sorted(self.trials, key=lambda other: (abs(other - index), other))
        trial, holds = self.trials[near], self.holds[near]
        fixed = (0.0,) * len(trial.extents)
        for other in others:
            apart = 1 / self.holds[other] - 1 / holds
            if abs(apart) >= _APART and len(self.trials[other].extents) == len(fixed):
                pairs = zip(trial.extents, self.trials[other].extents, strict=True)
                fixed = tuple(min(max(0.0, one - (two - one) / apart / holds), 0.9 * one) for one, two in pairs)
                break
        return trial.foretold(self.holds[index] / holds, fixed)

    def to_pages(self, pages: int, enough: Sequence[float]) -> int | None:
        """The least visible setting with so many pages, the last of them filled as well as can be.

        Returns:
            None when the text takes more pages in every setting, or fewer.
        """
        natural = self.trial(self.natural)
        if natural.pages > pages or natural.lost:
            return self._tightened(pages)
        return self._opened(pages, enough)

    def to_multiple(self, multiple: int, most: int, enough: Sequence[float]) -> int | None:
        """The same for any number of pages up to `most` that can be divided by `multiple`: the next below and above."""
        pages = self.trial(self.natural).pages
        above = -(-pages // multiple) * multiple
        targets = [n for n in (above - multiple, above) if multiple <= n <= (most or n)]
        return self.to_one_of(targets or [most - most % multiple], enough)

    def to_one_of(self, targets: Sequence[int], enough: Sequence[float]) -> int | None:
        """The same for exactly one of several numbers of pages: that with the least visible change, of equals the
        smaller one.
        """
        self.trial(self.natural)
        best: int | None = None
        for target in sorted(targets, key=lambda n: (self._foretold_cost(n, enough), n)):
            if best is not None and self._foretold_cost(target, enough) >= self.costs[best]:
                continue
            found = self.to_pages(target, enough)
            if found is None or self.trial(found).pages != target:
                continue
            if best is None or self.costs[found] < self.costs[best]:
                best = found
        return best

    def without_faults(self, index: int) -> int:
        """A setting with as many pages that is seen hardly more than `index` and has the fewest faults."""
        side, pages = self._side(index), self.trial(index).pages
        near = sorted(
            (other for other in side if self.costs[index] < self.costs[other] <= self._dearest(index)),
            key=lambda other: (self.costs[other], other),
        )
        best = index
        neighbours = near[:: max(1, -(-len(near) // _NEIGHBOURS))]
        if self.trial(index).faults:
            self.look_at(neighbours)
        for other in neighbours:
            if not self.trial(best).faults:
                break
            trial = self.trial(other)
            if trial.pages == pages and not trial.lost and trial.faults < self.trial(best).faults:
                best = other
        return best

    def _side(self, index: int) -> range:
        """The settings that change the layout in the same direction."""
        least = 0 if index <= self.natural else index
        return range(least, index if index < self.natural else len(self.holds))

    def _dearest(self, index: int) -> float:
        return (self._seen(index) + _NEAR) ** 2

    def _foretold_cost(self, pages: int, enough: Sequence[float]) -> float:
        """What it would cost to come to so many pages and fill the last of them."""
        if self.trial(self.natural).pages > pages:
            return next((self.costs[i] for i in self._tighter if self.foretold(i).pages <= pages), math.inf)
        for share in enough:
            for index in self._opener:
                if self.foretold(index).reaches(pages, share):
                    return self.costs[index]
        return math.inf

    @property
    def _tighter(self) -> range:
        return range(self.natural, len(self.holds))

    @property
    def _opener(self) -> range:
        return range(self.natural, -1, -1)

    def _tightened(self, pages: int) -> int | None:
        def fits(trial: Trial, slack: float) -> bool:
            return not trial.lost and trial.foretold(1 - slack / max(1, pages)).pages <= pages

        return self._nearest(len(self.holds) - 1, fits)

    def _opened(self, pages: int, enough: Sequence[float]) -> int | None:
        """Opened until the last page is filled well enough; not at all when that can't be had."""
        natural = self.trial(self.natural)
        if natural.pages == pages and natural.filled >= enough[0]:
            return self.natural
        widest = self.foretold(0)
        for share in enough:
            if natural.reaches(pages, share):
                return self.natural
            if not widest.foretold(0.97).reaches(pages, share):
                continue  # not even nearly

            def reaches(trial: Trial, slack: float, share: float = share) -> bool:
                return trial.foretold(1 + slack / max(1, pages)).reaches(pages, share)

            found = self._nearest(0, reaches)
            if found is not None and (fitting := self._before_overflow(found, pages)) is not None:
                return fitting
        return self.natural if natural.pages == pages else None

    def _before_overflow(self, index: int, pages: int) -> int | None:
        """Of the trials from the layout as it is to `index`, the one that fills most of the last of so many pages."""
        fitting = [
            i
            for i, trial in self.trials.items()
            if index <= i <= self.natural and trial.pages == pages and not trial.lost
        ]
        return max(fitting, key=lambda i: (self.trials[i].filled, i), default=None)

    def _nearest(self, limit: int, fits: Callable[[Trial, float], bool]) -> int | None:
        """The first setting from the layout as it is towards `limit` that fits. `fits` takes a trial and how many pages
        to aim beyond.
        """
        step = 1 if limit > self.natural else -1
        bad, good, slack, stride = self.natural, None, _SLACK, 0.0
        while good is None or self._differ(bad, good):
            between = range(bad + step, limit + step if good is None else good, step)
            if not between:
                break
            if good is None:
                guess = next((i for i in between if fits(self.foretold(i), slack)), between[-1])
            else:  # back to where the difference begins to be seen, in longer and longer strides
                less = max(self._seen(good) - stride, (self._seen(bad) + self._seen(good)) / 2)
                guess = next((i for i in reversed(between) if self._seen(i) <= less), between[0])
            if fits(self.trial(guess), 0.0):
                good, stride = guess, max(2 * stride, 0.8 * self._unseen(guess))
            elif guess == limit:
                return None
            else:
                bad, slack = guess, 2 * slack
        return good

    def _seen(self, index: int) -> float:
        """Units of visibility."""
        return math.sqrt(self.costs[index])

    def _differ(self, one: int, other: int) -> bool:
        """Whether one sees that there is more change in one of them."""
        apart = abs(self._seen(one) - self._seen(other))
        return apart > max(self._unseen(one), self._unseen(other))

    def _unseen(self, index: int) -> float:
        return max(_UNSEEN, _UNSEEN_SHARE * self._seen(index))
