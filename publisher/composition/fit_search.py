"""Which of many settings to take so that a text fills its pages: arithmetic, and as few trials as can be.

Settings are numbered from the one that holds least to the one that holds most. A trial is dear: it sets the whole book.
Between trials the number of pages is foretold by how much a setting holds. Two trials may be made side by side: one
that ought to fit, and one that is hardly less visible and ought not to. If they turn out so, the search has ended.
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

_SLOW = 0.75
"""Where so much of what lay between is left, twice in turn, nothing that was foretold helps."""

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


def _multiples(pages: int, multiple: int, most: int) -> list[int]:
    """The multiple below so many pages and the one above, if there may be so many."""
    above = -(-pages // multiple) * multiple
    return [n for n in (above - multiple, above) if multiple <= n <= (most or n)] or [most - most % multiple]


def _pages(extent: float) -> int:
    return max(1, math.ceil(extent - 1e-6))


def _share(extent: float) -> float:
    return extent - _pages(extent) + 1


class Search:
    """Settings that hold `holds` and cost `costs`; `natural` changes least. `attempt` sets the book in some of them.

    `in_pairs`: two trials side by side take hardly longer than one. `expected`: about what a trial of `natural` will
    show, so that another setting can be tried together with it. Neither the number of cores nor a clock decides
    anything: the same book always comes to the same setting.
    """

    def __init__(
        self,
        holds: Sequence[float],
        costs: Sequence[float],
        attempt: Callable[[Sequence[int]], Sequence[Trial]],
        *,
        in_pairs: bool = False,
        expected: Trial | None = None,
    ) -> None:
        self.holds, self.costs = holds, costs
        self.natural = min(range(len(costs)), key=lambda index: costs[index])
        self.trials: dict[int, Trial] = {}
        self.in_pairs, self.expected = in_pairs, expected
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
        stays as large as it is whatever the setting holds. Before the first trial by what is expected.
        """
        if not self.trials:
            assert self.expected
            return self.expected.foretold(self.holds[index] / self.holds[self.natural])
        sound = (other for other in self.trials if not self._is_odd(other))
        near, *others = sorted(sound, key=lambda other: (abs(other - index), other))
        trial, holds = self.trials[near], self.holds[near]
        fixed = (0.0,) * len(trial.extents)
        for other in others:
            apart = 1 / self.holds[other] - 1 / holds
            if abs(apart) >= _APART and len(self.trials[other].extents) == len(fixed):
                pairs = zip(trial.extents, self.trials[other].extents, strict=True)
                most = min(abs(apart) * holds / 2, 0.9)  # two that lie near each other are trusted no further
                fixed = tuple(min(max(0.0, one - (two - one) / apart / holds), most * one) for one, two in pairs)
                break
        return trial.foretold(self.holds[index] / holds, fixed)

    def to_pages(self, pages: int, enough: Sequence[float]) -> int | None:
        """The least visible setting with so many pages, the last of them filled as well as can be.

        Returns:
            None when the text takes more pages in every setting, or fewer.
        """
        self._begin([pages], enough)
        natural = self.trial(self.natural)
        if natural.pages > pages or natural.lost:
            return self._tightened(pages)
        return self._opened(pages, enough)

    def to_multiple(self, multiple: int, most: int, enough: Sequence[float]) -> int | None:
        """The same for any number of pages up to `most` that can be divided by `multiple`: the next below and above."""
        if not self.trials and self.expected:
            self._begin(_multiples(self.expected.pages, multiple, most), enough)
        return self.to_one_of(_multiples(self.trial(self.natural).pages, multiple, most), enough)

    def to_one_of(self, targets: Sequence[int], enough: Sequence[float]) -> int | None:
        """The same for exactly one of several numbers of pages: that with the least visible change, of equals the
        smaller one.
        """
        self._begin(targets, enough)
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
        best = self._soundest(index, near, pages)
        if self.trial(best).faults:
            self.look_at(near[:: max(1, -(-len(near) // _NEIGHBOURS))])
            best = self._soundest(index, near, pages)
        return best

    def _soundest(self, index: int, near: Sequence[int], pages: int) -> int:
        """Of the settings near `index` that were tried, the first with the fewest faults."""
        tried = [other for other in near if other in self.trials]
        fitting = [other for other in tried if self.trials[other].pages == pages and not self.trials[other].lost]
        return min([index, *fitting], key=lambda other: self.trial(other).faults)

    def _side(self, index: int) -> range:
        """The settings that change the layout in the same direction."""
        least = 0 if index <= self.natural else index
        return range(least, index if index < self.natural else len(self.holds))

    def _dearest(self, index: int) -> float:
        return (self._seen(index) + _NEAR) ** 2

    def _begin(self, targets: Sequence[int], enough: Sequence[float]) -> None:
        """The first trial: the layout as it is, and the setting in which the text is expected to fit."""
        if self.natural in self.trials:
            return
        guess = None
        if self.expected and self.in_pairs:
            found = [guess for pages in targets if (guess := self._foretold_to(pages, enough)) is not None]
            too_much = self.expected.pages > max(targets)
            guess = min(found, key=lambda i: self.costs[i]) if found else self._tighter[-1] if too_much else None
        self.look_at([self.natural] if guess in {None, self.natural} else [self.natural, guess])

    def _foretold_cost(self, pages: int, enough: Sequence[float]) -> float:
        """What it would cost to come to so many pages and fill the last of them."""
        index = self._foretold_to(pages, enough)
        return math.inf if index is None else self.costs[index]

    def _foretold_to(self, pages: int, enough: Sequence[float]) -> int | None:
        """The setting that seems to come to so many pages and to fill the last of them."""
        if self.foretold(self.natural).pages > pages:
            return next((i for i in self._tighter if self.foretold(i).pages <= pages), None)
        openings = ((share, index) for share in enough for index in self._opener)
        return next((index for share, index in openings if self.foretold(index).reaches(pages, share)), None)

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
        return self.natural if natural.pages == pages else self._before_overflow(0, pages)

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
        slack, stride, before, slow = _SLACK, 0.0, math.inf, 0
        while True:
            bad, good = self._bracket(limit, fits)
            between = range(bad + step, limit + step if good is None else good, step)
            if not between or (good is not None and not self._differ(bad, good)):
                return good
            aim = next((i for i in between if fits(self.foretold(i), slack)), None)
            if good is None:
                probes = self._towards(between[-1] if aim is None else aim, between)
            elif self.in_pairs:
                width, before = before, abs(self._seen(good) - self._seen(bad))
                slow = slow + 1 if before > _SLOW * width else 0
                probes = self._within(between, good, aim, slow=slow > 1)
            else:  # back to where the difference begins to be seen, in longer and longer strides
                less = max(self._seen(good) - stride, (self._seen(bad) + self._seen(good)) / 2)
                probes = [next((i for i in reversed(between) if self._seen(i) <= less), between[0])]
            self.look_at(probes)
            better = next((i for i in probes if fits(self.trials[i], 0.0)), None)
            if better is None:
                slack *= 2
            else:
                stride = max(2 * stride, 0.8 * self._unseen(better))

    def _bracket(self, limit: int, fits: Callable[[Trial, float], bool]) -> tuple[int, int | None]:
        """Of the settings tried from the layout as it is to `limit`, the first that fits, and the one before it."""
        step = 1 if limit > self.natural else -1
        bad = self.natural
        for index in range(self.natural + step, limit + step, step):
            if index in self.trials:
                if fits(self.trials[index], 0.0) and not self._is_odd(index):
                    return bad, index
                bad = index
        return bad, None

    def _is_odd(self, index: int) -> bool:
        """Whether it takes far more pages than if all of the book grew: something found no place, and left pages blank.
        Settings that hold still less may be sound, so it does not count as too many pages.
        """
        natural, least = self.trial(self.natural), self.holds[index] / self.holds[self.natural]
        return least < 1 and self.trial(index).pages > natural.foretold(least).pages + len(natural.extents)

    def _towards(self, aim: int, between: range) -> list[int]:
        """What to try while nothing has fitted: `aim`; or settings on both sides of it, as forecasts err to both."""
        if not self.in_pairs:
            return [aim]
        most = self._seen(aim) + self._unseen(aim) / 2
        return self._pair(next(i for i in reversed(between) if i == aim or self._seen(i) <= most), between)

    def _within(self, between: range, good: int, aim: int | None, *, slow: bool) -> list[int]:
        """Two settings to try before `good`. `slow`: what was foretold has not led far."""
        back = self._back(good, between)
        if abs(self._seen(good) - self._seen(between[0])) < 3 * self._unseen(good):  # whatever they show, it is the end
            return self._pair(back, between)
        return self._thirds(between) if slow else self._pair(back if aim is None else aim, between)

    def _pair(self, aim: int, between: range) -> list[int]:
        """`aim`, and the least visible setting that hardly differs from it."""
        return sorted({aim, self._back(aim, between)}, key=between.index)

    def _back(self, aim: int, between: range) -> int:
        """The least visible setting that hardly differs from `aim`."""
        return next((i for i in between if i != aim and not self._differ(i, aim)), between[-1])

    def _thirds(self, between: range) -> list[int]:
        """Two settings that part what lies between into three."""
        first, last = self._seen(between[0]), self._seen(between[-1])
        found = {next(i for i in between if self._seen(i) >= first + part * (last - first)) for part in (1 / 3, 2 / 3)}
        return sorted(found, key=between.index)

    def _seen(self, index: int) -> float:
        """Units of visibility."""
        return math.sqrt(self.costs[index])

    def _differ(self, one: int, other: int) -> bool:
        """Whether one sees that there is more change in one of them."""
        apart = abs(self._seen(one) - self._seen(other))
        return apart > max(self._unseen(one), self._unseen(other))

    def _unseen(self, index: int) -> float:
        return max(_UNSEEN, _UNSEEN_SHARE * self._seen(index))
