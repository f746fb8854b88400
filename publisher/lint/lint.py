"""An e-book and what it is held to → findings."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.lint.checks import CHECKS, STORES, Terms
from publisher.lint.lossless import Passage, losses
from publisher.lint.probes import read_book
from publisher.model.finding import Finding, Place

Manuscript = Sequence[Sequence[Passage]]
MOST_OF_A_KIND = 100
"""Findings of one code: whoever has more knows what to do."""


def lint(data: bytes, *, name: str, store: str = "", manuscript: Manuscript = ()) -> tuple[Finding, ...]:
    """All findings in an e-book, in the order of their codes.

    Args:
        data: the file; name: as its user calls it, for places.
        store: what the book is held to besides the standard: a key of `STORES`, or nothing.
        manuscript: what has to be in it, work by work, in reading order; empty: not compared.

    Raises:
        SourceError: S521 no archive, S522–S524 it is too large or can't be unpacked, S525 there is no package file.
    """
    book = read_book(data)
    terms = Terms(book, STORES.get(store))
    found: list[Finding] = []
    for code in sorted(CHECKS):
        check = CHECKS[code]
        for number, hit in enumerate(check.find(terms)):
            if number == MOST_OF_A_KIND:
                break
            path = f"{name}/{hit.path}" if hit.path else name
            found.append(Finding(code, check.severity, Place(path, hit.line), hit.params))
    return (*found, *losses(book, manuscript))
