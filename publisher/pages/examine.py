"""Rendered fragments → findings with page, line and place in the manuscript, and the figures of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from publisher.model.composition import RenderedFragment
from publisher.model.finding import Finding
from publisher.model.lines import Line
from publisher.model.passages import Manuscript
from publisher.model.work import Work
from publisher.pages.checks import CHECKS, Hit
from publisher.pages.setting import Setting
from publisher.pages.summary import summary

LONGEST = 64
"""Characters of an excerpt."""


@dataclass(frozen=True, slots=True)
class PagesReport:
    """`findings` by page and line; `summary`: figures, see `publisher.pages.summary`."""

    findings: tuple[Finding, ...]
    summary: Mapping[str, object]


def examine(pieces: Sequence[RenderedFragment], starts: Sequence[int], works: Mapping[str, Work]) -> PagesReport:
    """Look through all pages of a book.

    Args:
        starts: folio of the first page of each fragment.
        works: by the id of their fragment.
    """
    settings = [
        Setting(piece.facts.lines, start, piece.facts.pages) for piece, start in zip(pieces, starts, strict=True)
    ]
    findings: list[Finding] = []
    for piece, setting in zip(pieces, settings, strict=True):
        work = works.get(piece.fragment.id)
        findings += _findings(setting, Manuscript(work) if work else None)
    return PagesReport(tuple(findings), summary(settings, findings))


def _findings(setting: Setting, manuscript: Manuscript | None) -> Iterator[Finding]:
    hits = [(check.code, hit) for check in CHECKS.values() for hit in check.find(setting)]
    hits.sort(key=lambda found: (found[1].line.page, found[1].line.column, found[1].line.row, found[0]))
    for code, hit in hits:
        line = hit.line
        params = {"page": setting.folio(line), "row": line.row, "excerpt": excerpt(line.text)} | dict(hit.params)
        if line.column:
            params["column"] = line.column
        place = manuscript.place(*_in_passage(hit)) if manuscript and line.block >= 0 else None
        yield Finding(code, hit.severity, place, params)


def _in_passage(hit: Hit) -> tuple[int, int, str]:
    """Passage, letters of it before the spot, and what is printed there."""
    line: Line = hit.line
    words = line.text.replace("\u00a0", " ")
    at = words.rstrip().rfind(" ") + 1 if hit.at_end else 0
    return line.block, line.letters + sum(map(str.isalnum, words[:at])), words[at:]


def excerpt(text: str) -> str:
    """A line for people: with ordinary spaces, and cut in the middle when it is long."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 27].rstrip()} … {text[-24:].lstrip()}"
