"""What is said about a quotation mark without a partner: where it stands, and where the lost one most likely belongs.

Nothing is ever added to the text: only its author knows where a quotation begins or ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from publisher.typography.alphabet import MASK
from publisher.typography.languages import Language
from publisher.typography.quotation.pairing import Side
from publisher.typography.remark import Remark
from publisher.typography.rules.quotes import UNPAIRED

_SIGHT = 24
"""Characters shown on either side of the place."""
_MOST = 50
"""Remarks about one block: more help nobody."""
_LONGEST = 1000
"""Characters in front of a closing mark in which its beginning is guessed."""
_LAST_STOP = re.compile(r"(?<![.…])[.,;]?\s*\Z")
_BEGINNINGS = re.compile(r"(?::|[.!?…])[ \u00a0\n]+(?:[-–—][ \u00a0])?|[-–—][ \u00a0]")
_PAIRS_OF_SIGNS = frozenset({"''", "``", ",,", "<<", ">>"})


def unpaired(chars: str, start_of: Callable[[int], int], sides: Sequence[Side], its_language: Language) -> list[Remark]:
    """A remark for every mark without a partner; `start_of` tells where a mark stands in the block's characters."""
    found: list[Remark] = []
    for number, side in enumerate(sides):
        if not side.unpaired:
            continue
        if len(found) == _MOST:
            break
        start = start_of(number)
        stop = start + _length(chars, start)
        marks = its_language.quotes[min(side.depth, len(its_language.quotes) - 1)]
        if side.side == "open":
            partner = None if side.partner is None else start_of(side.partner)
            place = _end(chars) if partner is None else partner + _length(chars, partner)
            guess = _shown(chars, place, marks[1])
        else:
            guess = _shown(chars, _beginning(chars, start), marks[0])
        found.append(Remark(UNPAIRED, start, stop, None, (("side", side.side), ("detail", guess))))
    return found


def _length(chars: str, start: int) -> int:
    return 2 if chars[start : start + 2] in _PAIRS_OF_SIGNS else 1


def _end(chars: str) -> int:
    """Where a quotation would end with its paragraph: before the full stop."""
    stop = _LAST_STOP.search(chars, max(0, len(chars) - _SIGHT))
    return stop.start() if stop else len(chars)


def _beginning(chars: str, mark: int) -> int:
    """Where a quotation that ends at `mark` would begin: behind a colon, a dash or a full stop, or with the block."""
    farthest = max(0, mark - _LONGEST)
    ends = [match.end() for match in _BEGINNINGS.finditer(chars, farthest, mark)]
    return ends[-1] if ends else farthest


def _shown(chars: str, place: int, mark: str) -> str:
    """The characters around a place with the mark in brackets there, on one line."""
    before, after = chars[max(0, place - _SIGHT) : place], chars[place : place + _SIGHT]
    return " ".join(f"{before}[{mark}]{after}".replace(MASK, "…").split())
