"""How well the pages of one fragment are set: told without the folios, which follow from where they come to stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from publisher.model.finding import Finding, Severity


class PageRemark(NamedTuple):
    """A finding on `page` (from 0) of a fragment; `verso`: how much it matters on a left-hand page."""

    page: int
    finding: Finding
    verso: Severity


@dataclass(frozen=True, slots=True)
class PageReport:
    """What is known of the lines of a fragment.

    Args:
        pages: how many; `lines`: of text, title pages and other matter not counted.
        spaces: word spaces in em of all lines that are stretched.
        stretched: of these, lines whose spaces are more than half wider than the face has them.
        inner: lines that could end with a hyphen; `hyphenated`: those that do; `ladder`: most of them in a row.
    """

    pages: int = 0
    lines: int = 0
    spaces: tuple[float, ...] = ()
    stretched: int = 0
    inner: int = 0
    hyphenated: int = 0
    ladder: int = 0
    remarks: tuple[PageRemark, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class PagesReport:
    """`findings` by page and line; `summary`: figures of the whole, see `publisher.pages.summary`."""

    findings: tuple[Finding, ...]
    summary: Mapping[str, object]
