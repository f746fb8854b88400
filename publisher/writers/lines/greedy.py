"""First fit: every line takes as much as it can hold. For drafts; total fit (`fit`) looks at whole paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from publisher.writers.lines.fit import Demerits
from publisher.writers.lines.matter import END, HYPHEN, OWN_HYPHEN, PLAIN, SPACE, Matter, Place

_WELCOME = frozenset({SPACE, PLAIN, OWN_HYPHEN, HYPHEN, END})
_BY_A_HAIR = 1e-6


def first_fit(
    matter: Matter,
    start: tuple[float, int, int],
    widths: Sequence[float],
    demerits: Demerits,
    unhyphenated: frozenset[int] = frozenset(),
) -> tuple[int, ...] | None:
    """The places at which lines end, as `fit` gives them. Names, compounds and short words glued to the next one are
    parted only where nothing else fits.
    """
    x, _, first = start
    final = matter.kinds.index(END, first)
    places: list[int] = []
    while not places or places[-1] != final:
        line = len(places)
        full = x + widths[min(line, len(widths) - 1)] + _BY_A_HAIR
        hyphens = line not in unhyphenated
        place = _furthest(matter, first, final, full, hyphens=hyphens)
        behind = first if place is None else place + 1
        if hyphens and place != final and (division := _division(matter, first, place, x, full)):
            behind = division[0]
            place = matter.add(division[1])
        if place is None:
            return _to_a_space(matter, places)
        places.append(place)
        x, first = matter.starts[place], behind
    return tuple(places)


def _furthest(matter: Matter, first: int, final: int, full: float, *, hyphens: bool) -> int | None:
    """The last place that a line can have which ends at `full` px, no word being divided for it."""
    kinds, ends = matter.kinds, matter.ends
    found = None
    for place in range(min(bisect_right(ends, full, first, final + 1), final), first - 1, -1):
        kind = kinds[place]
        if ends[place] > full or (not hyphens and PLAIN < kind != END):
            continue
        if kind in _WELCOME:
            return place
        found = place if found is None else found
    return found


def _division(matter: Matter, first: int, place: int | None, x: float, full: float) -> tuple[int, Place] | None:
    """The last division of a word behind `place` that a line which begins at `x` has room for; what is not welcome only
    where that place is not, either."""
    welcome = place is not None and matter.kinds[place] in _WELCOME
    if place is not None and welcome:
        first, x = place + 1, matter.starts[place]
    free = other = None
    for division in matter.divisions(first, x, full):
        kind, end, start, *_ = division[1]
        if end > full:
            continue
        if kind == HYPHEN:
            free = division
        elif place is None or start > matter.starts[place]:
            other = division
    return free or (None if welcome else other)


def _to_a_space(matter: Matter, places: list[int]) -> tuple[int, ...] | None:
    while places and matter.kinds[places[-1]] != SPACE:
        places.pop()
    return tuple(places) or None
