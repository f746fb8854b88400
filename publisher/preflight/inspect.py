"""A PDF and what it is held to → a report."""

from __future__ import annotations

from dataclasses import replace

from publisher.model.press import ShopProfile
from publisher.preflight.checks import Terms
from publisher.preflight.ink import measure
from publisher.preflight.ink.bound import paints_with_ink
from publisher.preflight.probes.document import read_facts
from publisher.preflight.report import Report, findings_of, wanted_standard


def inspect(
    data: bytes,
    profile: ShopProfile | None = None,
    *,
    name: str = "",
    trim: tuple[float, float] | None = None,
    ink: bool = True,
) -> Report:
    """Check a file.

    Args:
        data: the file.
        profile: of the print shop; without one the file is held to the PDF/X it claims and to what holds for all.
        name: of the file, for messages.
        trim: width and height of the finished page as ordered, in points.
        ink: measure total area coverage where it can't be told from the colours alone.

    Raises:
        SourceError: S501 no PDF, S502 too broken, S503 a password is needed.
    """
    facts = read_facts(data)
    terms = Terms(facts, wanted_standard(facts, profile), profile, trim, name=name)
    if terms.concern("inks") or any(paints_with_ink(mark) for page in facts.pages for mark in page.marks):
        terms = replace(terms, coverage=measure(data, facts, terms.limit, render=ink))
    measured = [coverage.percent for coverage in terms.coverage.values() if coverage.percent is not None]
    return Report(
        facts,
        terms.standard,
        profile.name if profile else "",
        findings_of(terms),
        measured=len(measured),
        most_ink=max(measured, default=None),
    )
