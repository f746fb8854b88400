"""Q3xx: how paragraphs end and how pages divide them."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.model.lines import Line
from publisher.pages.checks.check import WARNING, Hit, check
from publisher.pages.limits import limits_of
from publisher.pages.setting import Setting, is_single_word, pieces


@check("Q301", WARNING)
def runt(setting: Setting) -> Iterator[Hit]:
    """A last line that is hardly longer than the indent below it."""
    for paragraph in setting.running:
        last = paragraph[-1]
        divided = len(paragraph) > 1 and paragraph[-2].hyphenated and is_single_word(last)  # Q202 says it
        if len(paragraph) > 1 and not divided and is_short(last):
            yield Hit(last, WARNING)


def is_short(line: Line) -> bool:
    limits = limits_of(line)
    letters = sum(map(str.isalnum, line.text))
    return letters < limits.runt_letters or line.width < limits.runt_indents * max(line.indent, line.size)


@check("Q302", WARNING)
def widow(setting: Setting) -> Iterator[Hit]:
    """The last line of a paragraph alone at the top of a page or column."""
    for paragraph in setting.running:
        divided = pieces(paragraph)
        if len(divided) > 1 and len(divided[-1]) == 1:
            yield Hit(divided[-1][0], WARNING)


@check("Q303", WARNING)
def orphan(setting: Setting) -> Iterator[Hit]:
    """The first line of a paragraph alone at the foot of a page or column."""
    for paragraph in setting.running:
        divided = pieces(paragraph)
        if len(divided) > 1 and len(divided[0]) == 1:
            yield Hit(divided[0][0], WARNING)
