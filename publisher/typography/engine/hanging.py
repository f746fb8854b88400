"""What hangs together by no-break spaces for too long: the weakest of them have to go, but a lone one always stays."""

from __future__ import annotations

import re

import numpy as np

from publisher.typography.alphabet import NBSP
from publisher.typography.composing import edited
from publisher.typography.engine.drafts import RawEdit
from publisher.typography.engine.tables import Flags, Indices
from publisher.typography.rules.glue import LONGEST

_HANGS = re.compile(rf"[^ \n]{{{LONGEST + 1},}}")
"""What may hang together for too long."""
GROWTH = 10
"""By so many characters at most two or three edits in a row make longer what hangs together."""


def hangs(chars: str, edits: list[RawEdit], at: int) -> bool:
    """Whether too much hangs together in a block. `at`: what was added to the offsets of its edits."""
    if NBSP in chars:
        return _hangs(chars, edits, at)
    closes = "" in [edit[2] for edit in edits]
    most = LONGEST + 1 - GROWTH * closes
    first = last = -1
    for start, end in [(edit[0] - at, edit[1] - at) for edit in edits if not edit[2] or NBSP in edit[2]]:
        if last >= 0 and chars.find(" ", last, start) < 0:
            behind = chars.find(" ", end)
            if (behind if behind >= 0 else len(chars)) - chars.rfind(" ", 0, first) > most:
                return _hangs(chars, edits, at) if closes else True
        else:
            first = start
        last = end
    return False


def _hangs(chars: str, edits: list[RawEdit], at: int) -> bool:
    """The same, told from the characters as they will be."""
    local = [(start - at, end - at, new, code) for start, end, new, code in edits]
    return _HANGS.search(edited(chars, local)) is not None


def hanging(spaces: Indices, starts: Indices, ends: Indices, longest: int) -> Indices:
    """The same for many blocks: where too much begins to hang together by edits that put no-break spaces there.

    Args:
        spaces: where the spaces stand before the edits, one at least in front of the first block and behind each.
        starts, ends: of the edits, in order. There is no other no-break space.
        longest: so many characters may hang together.
    """
    before, behind = np.searchsorted(spaces, starts), np.searchsorted(spaces, ends)
    is_chained = before[1:] == behind[:-1]
    if not is_chained.any():
        return starts[:0]
    firsts = np.flatnonzero(np.append(True, ~is_chained))
    lasts = np.append(firsts[1:], len(starts)) - 1
    too_long = spaces[behind[lasts]] - spaces[before[firsts] - 1] > longest + 1
    found: Indices = starts[firsts[too_long & (firsts < lasts)]]
    return found


def overlong(spaces: Indices, starts: Indices, ends: Indices, joins: Flags, growth: Indices, longest: int) -> Indices:
    """Where more than `longest` characters may stand without a space between them after the edits.

    Args:
        spaces: where the spaces stand before the edits.
        starts, ends: of all edits, in order.
        joins: which of them leave no space where they are.
        growth: how many characters longer each makes the text.
    """
    places, length = np.searchsorted(spaces, [starts[joins], ends[joins]]), len(spaces) + 1
    depth = np.cumsum(np.bincount(places[0], minlength=length) - np.bincount(places[1], minlength=length))
    left = spaces[depth[:-1] == 0]
    lengths = np.diff(left) - 1
    grown = np.flatnonzero(growth > 0)  # few edits make the text longer
    before, behind = (np.searchsorted(left, starts[grown], side) - 1 for side in ("left", "right"))
    np.add.at(lengths, np.maximum(before, 0), growth[grown])
    is_between = (before < behind) & (behind < len(lengths))  # what comes at a space may belong to both sides of it
    np.add.at(lengths, behind[is_between], growth[grown][is_between])
    found: Indices = left[:-1][lengths > longest] + 1
    return found
