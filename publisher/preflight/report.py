"""From facts to findings: every check that concerns the file is run, its hits are told page by page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from publisher.model.facts import Facts, Rect
from publisher.model.finding import Finding, Place, Severity
from publisher.model.press import ShopProfile
from publisher.preflight.checks import CHECKS, Hit, Terms

MOST_PLACES = 40
"""Rectangles kept of one finding: enough to see on a page where it is."""
MOST_FINDINGS = 20_000


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a file.

    Args:
        standard: what it was held to: `PDF/X-4` …; empty: none.
        profile: name of the shop profile; empty: none.
        findings: sorted by page and code; params hold `page` (0: the file) and `rects`, in points.
        measured: pages whose total ink was measured or bounded; of it the most, in percent.
    """

    facts: Facts
    standard: str
    profile: str
    findings: tuple[Finding, ...]
    measured: int = 0
    most_ink: float | None = None

    @property
    def fails(self) -> bool:
        """Whether a finding is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def wanted_standard(facts: Facts, profile: ShopProfile | None) -> str:
    """What a file is held to: the profile's PDF/X; without one, or with one for plain PDF, what the file claims."""
    if profile and profile.flavour != "pdf":
        return profile.standard
    return facts.claim if facts.claim.startswith("PDF/X") else ""


def findings_of(terms: Terms) -> tuple[Finding, ...]:
    """All checks in the order of their codes."""
    found: list[Finding] = []
    for code in sorted(CHECKS):
        check = CHECKS[code]
        level = check.level(terms)
        if level is not None:
            found += _findings(code, level, check.find(terms), terms.name)
    found.sort(key=lambda finding: (finding.params["page"], finding.code))
    return tuple(found[:MOST_FINDINGS])


def on_all_pages(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for those that say the same; its `pages` are the pages they are on (empty: the file)."""
    found: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        words = {key: value for key, value in finding.params.items() if key not in _PLACES}
        found.setdefault((finding.code, *sorted(words.items())), []).append(finding)
    merged = []
    for same in found.values():
        params = {key: value for key, value in same[0].params.items() if key not in _PLACES}
        pages = tuple(finding.params["page"] for finding in same if finding.params["page"])
        merged.append(replace(same[0], params={**params, "pages": pages}))
    return merged


_PLACES = ("page", "count", "rects")
"""Params of a finding that tell where, not what."""


def _findings(code: str, level: Severity, hits: Iterable[Hit], name: str) -> list[Finding]:
    """One finding for all hits of a page that say the same, with their places; its `count` tells how many."""
    merged: dict[tuple[int, tuple[tuple[str, object], ...]], list[Rect]] = {}
    counts: dict[tuple[int, tuple[tuple[str, object], ...]], int] = {}
    for hit in hits:
        key = (hit.page, tuple(sorted(hit.params.items())))
        if key not in counts and len(counts) >= MOST_FINDINGS:
            break
        counts[key] = counts.get(key, 0) + 1
        places = merged.setdefault(key, [])
        if hit.rect is not None and len(places) < MOST_PLACES:
            places.append(hit.rect)
    return [
        Finding(
            code,
            level,
            Place(name),
            {**dict(params), "page": page, "count": counts[page, params], "rects": tuple(merged[page, params])},
        )
        for page, params in counts
    ]
