"""How much of its pages a set text takes, read from its lines."""

from __future__ import annotations

import math
from collections.abc import Sequence

from publisher.composition.fit_search import Trial
from publisher.composition.fit_settings import LETTER, lines_of
from publisher.model.composition import FragmentFacts, RenderedFragment
from publisher.model.layout import Layout
from publisher.model.lines import Line

_DESCENT = 0.3
"""Of a line, below its baseline."""

_ENDS_OF_PARAGRAPHS = 1.1
"""What text takes in times its letters: last lines are not full. This and the next three: as forty leaves were set."""

_OF_HEIGHT = 0.82
"""What a title takes of the height that it may fill."""

_TITLE, _HEADING = 4.0, 2.6
"""Lines that a title takes where it has no height to fill, and that a heading takes."""

_COVERS = 2
"""Pages round the text of a folded leaf."""


def measured(pieces: Sequence[RenderedFragment], pages: int, layout: Layout, faults: int = 0) -> Trial:
    """A set book as a trial.

    Args:
        pages: of the finished PDF.
        layout: in the setting in which it was set.
    """
    works = [piece.facts for piece in pieces if piece.fragment.role == "work"]
    lost = sum(_is_lost(line, layout) for facts in works for line in facts.lines)
    return Trial(pages, tuple(extent(facts, layout) for facts in works), lost, faults)


def expected(letters: int, titles: int, headings: int, layout: Layout) -> Trial:
    """About what a trial of a leaflet will show (within a seventh), from the number of letters, titles and headings."""
    own, lines = layout.typesetting, lines_of(layout)
    width = layout.trim.width - layout.margins.inner - layout.margins.outer - (own.columns - 1) * own.gutter
    held = width / (own.size * (LETTER + own.tracking)) * lines
    title = _OF_HEIGHT * layout.headline.height / own.line if layout.headline else _TITLE
    pages = _ENDS_OF_PARAGRAPHS * letters / held + _HEADING * headings / lines / own.columns
    if layout.covers:  # there the title has a page of its own
        return Trial(math.ceil(pages) + _COVERS, (pages,))
    pages += titles * title / lines
    return Trial(math.ceil(pages), (pages,))


def extent(facts: FragmentFacts, layout: Layout) -> float:
    """Pages of a fragment, the last as much as is filled: 3.4 are three full ones and two fifths of the fourth."""
    last = [line for line in facts.lines if line.page == facts.pages - 1]
    if not last:
        return float(facts.pages)  # pictures only
    top, line = layout.margins.top, layout.typesetting.line
    height = layout.trim.height - top - layout.margins.bottom
    depth = _depth([at for at in last if at.role != "note"], layout) - top + _DESCENT * line
    depth += sum(at.leading for at in last if at.role == "note") / layout.typesetting.columns
    return facts.pages - 1 + min(1.0, max(depth / height, 0.01))


def _depth(lines: Sequence[Line], layout: Layout) -> float:
    """The lowest baseline, on average over the columns. Lines across all columns stand above or below them."""
    columns = max([layout.typesetting.columns, *(line.column for line in lines)])
    across = max((line.baseline for line in lines if not line.column), default=0.0)
    lowest = [max((line.baseline for line in lines if line.column == n + 1), default=0.0) for n in range(columns)]
    if columns == 1 or across >= max(lowest):
        return max(across, *lowest)
    return sum(max(baseline, across) for baseline in lowest) / columns


def _is_lost(line: Line, layout: Layout) -> bool:
    """Whether it begins where there is no text any more: in a column beyond the page, or below its foot."""
    right, foot = layout.trim.width - layout.margins.outer, layout.trim.height - layout.margins.bottom
    return line.x >= right or line.baseline >= foot + layout.typesetting.line
