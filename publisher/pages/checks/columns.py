"""Q4xx: pages and columns as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from publisher.model.lines import RUNNING, Line
from publisher.pages.checks.check import ERROR, NOTE, WARNING, Hit, check
from publisher.pages.limits import limits_of
from publisher.pages.setting import Setting

HEADS = ("heading", "title")


@check("Q401", ERROR)
def heading_at_foot(setting: Setting) -> Iterator[Hit]:
    """A heading with too few lines below it on its page or column, though its text goes on on the next one."""
    for column, following in zip(setting.columns, setting.columns[1:], strict=False):
        heads = [index for index, line in enumerate(column) if line.role in HEADS]
        if not heads or following[0].role in HEADS:
            continue
        head, below = column[heads[-1]], len(column) - 1 - heads[-1]
        near_the_foot = setting.foot - head.baseline < 4 * setting.leading
        if below < limits_of(head).heading_lines and near_the_foot:
            yield Hit(head, WARNING if below else ERROR, {"lines": below, "limit": limits_of(head).heading_lines})


@check("Q402", WARNING)
def short_last_page(setting: Setting) -> Iterator[Hit]:
    """A work whose last page has only a few lines."""
    if setting.pages < 2 or not setting.leading:
        return
    page = [line for line in setting.lines if line.page == setting.pages - 1 and line.role != "matter"]
    text = [line for line in page if line.role != "note"] or page
    if not text:
        return
    limit = limits_of(text[0]).last_page_lines
    lowest = max(line.baseline for line in text)
    rows = len({(line.column, line.row) for line in text})
    if rows < limit and lowest < setting.top + (limit - 0.5) * setting.leading:
        yield Hit(text[0], WARNING, {"lines": rows, "limit": limit})


@check("Q403", NOTE)
def off_grid(setting: Setting) -> Iterator[Hit]:
    """Lines of text that don't stand on the line grid of their page: they don't back up those behind them."""
    line_height = setting.leading
    pages: dict[int, list[Line]] = {}
    for line in setting.lines:
        if line.role in RUNNING and line_height and abs(line.leading - line_height) < 0.01:
            pages.setdefault(line.page, []).append(line)
    for lines in pages.values():
        phase = Counter(round(line.baseline % line_height, 1) for line in lines).most_common(1)[0][0]
        off = [(abs(_deviation(line.baseline - phase, line_height)), line) for line in lines]
        wrong = [(by, line) for by, line in off if by > limits_of(line).grid + 0.05]  # the phase is rounded to 0.1
        if wrong:
            most = max(by for by, _ in wrong)
            yield Hit(wrong[0][1], NOTE, {"lines": len(wrong), "by": f"{most:.1f}"})


def _deviation(distance: float, line_height: float) -> float:
    """How far from the nearest line of the grid."""
    return (distance + line_height / 2) % line_height - line_height / 2
