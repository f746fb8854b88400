"""Q2xx: hyphens in a row, in last words, at the ends of pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from publisher.pages.checks.check import NOTE, WARNING, Hit, check
from publisher.pages.limits import limits_of
from publisher.pages.setting import Setting, is_single_word, pairs, pieces


@check("Q201", WARNING)
def ladder(setting: Setting) -> Iterator[Hit]:
    """Too many lines in a row that end with a hyphen."""
    for paragraph in setting.paragraphs:
        for piece in pieces(paragraph):
            for hyphenated, group in groupby(piece, key=lambda line: line.hyphenated):
                lines = list(group)
                if hyphenated and len(lines) > limits_of(lines[0]).ladder:
                    yield Hit(
                        lines[0], WARNING, {"hyphens": len(lines), "limit": limits_of(lines[0]).ladder}, at_end=True
                    )


@check("Q202", WARNING)
def last_word(setting: Setting) -> Iterator[Hit]:
    """A paragraph whose last line is nothing but the end of a divided word."""
    for paragraph in setting.paragraphs:
        if len(paragraph) > 1 and paragraph[-2].hyphenated and is_single_word(paragraph[-1]):
            yield Hit(paragraph[-1], WARNING)


@check("Q203", WARNING)
def page_end(setting: Setting) -> Iterator[Hit]:
    """A word divided between pages: on a recto the reader has to turn the leaf to learn how it ends."""
    for paragraph in setting.paragraphs:
        for line, following in pairs(paragraph):
            if line.hyphenated and line.page != following.page:
                yield Hit(line, WARNING, at_end=True, verso=NOTE)


@check("Q204", NOTE)
def column_end(setting: Setting) -> Iterator[Hit]:
    """A word divided between columns of a page."""
    for paragraph in setting.paragraphs:
        for line, following in pairs(paragraph):
            if line.hyphenated and line.page == following.page and line.column != following.column:
                yield Hit(line, NOTE, at_end=True)
