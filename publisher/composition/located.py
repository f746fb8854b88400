"""Where places in the text of a work have come to stand on its finished pages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from publisher.model.composition import Anchor, RenderedFragment
from publisher.model.indexing import IndexPlace, NoteCall
from publisher.model.lines import Line


def with_places(
    piece: RenderedFragment, places: Iterable[IndexPlace], height: float, calls: Iterable[NoteCall] = ()
) -> RenderedFragment:
    """A fragment whose anchors include these places of it, so that links can lead there.

    Args:
        height: of the trimmed page in pt.
        calls: where the notes of the work are called.
    """
    wanted = [place for place in dict.fromkeys(places) if place.id not in piece.facts.anchors]
    if not wanted:
        return piece
    finder = Finder(piece.facts.lines, height, calls)
    anchors = {**piece.facts.anchors, **{place.id: finder.anchor(place) for place in wanted}}
    return piece.changed(facts=replace(piece.facts, anchors=anchors))


class Finder:
    """Finds places of one work on its finished pages."""

    def __init__(self, lines: Iterable[Line], height: float, calls: Iterable[NoteCall] = ()) -> None:
        """`height` of the trimmed page in pt; `calls` of notes, which may be printed elsewhere."""
        self.height = height
        self._calls = {call.passage: call for call in calls}
        self._lines: dict[int, list[Line]] = {}
        for line in lines:
            if line.block >= 0:
                self._lines.setdefault(line.block, []).append(line)
        self._letters = {block: [line.letters for line in lines] for block, lines in self._lines.items()}
        self._blocks = sorted(self._lines)

    def anchor(self, place: IndexPlace) -> Anchor:
        """The head of the line in which a place stands. Of what is not printed: where the text goes on behind it."""
        call = self._calls.get(place.block)
        if call and place.block not in self._lines:
            return self.anchor(place._replace(block=call.block, letters=call.letters))
        lines = self._lines.get(place.block)
        if lines is not None:
            line = lines[max(bisect_right(self._letters[place.block], place.letters) - 1, 0)]
        elif (after := bisect_right(self._blocks, place.block)) < len(self._blocks):
            line = self._lines[self._blocks[after]][0]
        else:
            return Anchor(0, 0.0, self.height)
        return Anchor(line.page, round(line.x, 2), round(self.height - line.baseline + line.size, 2))
