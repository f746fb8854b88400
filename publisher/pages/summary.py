"""The setting in figures: what a typesetter would ask before looking at single lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from math import fsum, sqrt

from publisher.model.finding import Finding, Severity
from publisher.model.lines import Line
from publisher.model.page_report import PageReport
from publisher.pages.checks import CHECKS
from publisher.pages.limits import limits_of
from publisher.pages.setting import Setting, pieces

PERCENTILES = (5, 25, 50, 75, 95)


def figures_of(setting: Setting) -> PageReport:
    """What is counted in a fragment."""
    lines = [line for line in setting.lines if line.role != "matter"]
    judged = [line for line in lines if line.space]
    inner = [line for paragraph in setting.paragraphs for line in paragraph[:-1]]
    return PageReport(
        pages=setting.pages,
        lines=len(lines),
        spaces=tuple(line.space for line in judged),
        stretched=sum(map(is_stretched, judged)),
        inner=len(inner),
        hyphenated=sum(line.hyphenated for line in inner),
        ladder=max(map(_ladder, setting.paragraphs), default=0),
    )


def summary(reports: Sequence[PageReport], findings: Sequence[Finding]) -> dict[str, object]:
    """Figures over all pages, always the same keys.

    `word_space`: in em, over all lines that are stretched (not over ragged and last ones); `stretched_percent`: those
    whose spaces are more than half wider than the face has them; `hyphenated_percent`: of the lines that could end with
    a hyphen; `longest_ladder`: hyphens in a row.
    """
    spaces = [space for report in reports for space in report.spaces]
    counts = Counter(finding.code for finding in findings)
    return {
        "pages": sum(report.pages for report in reports),
        "lines": sum(report.lines for report in reports),
        "stretched_lines": len(spaces),
        "word_space": _distribution(spaces),
        "stretched_percent": _percent(sum(report.stretched for report in reports), len(spaces)),
        "hyphenated_percent": _percent(
            sum(report.hyphenated for report in reports), sum(report.inner for report in reports)
        ),
        "longest_ladder": max((report.ladder for report in reports), default=0),
        "findings": {code: counts[code] for code in CHECKS if counts[code]},
        "severities": {s.name.lower(): sum(f.severity is s for f in findings) for s in Severity},
    }


def is_stretched(line: Line) -> bool:
    return line.space > limits_of(line).stretched * line.natural


def _distribution(spaces: Sequence[float]) -> Mapping[str, float]:
    if not spaces:
        return {}
    ordered, mean = sorted(spaces), fsum(spaces) / len(spaces)
    deviation = sqrt(fsum((space - mean) ** 2 for space in spaces) / len(spaces))
    found = {"mean": mean, "sd": deviation, "min": ordered[0]}
    found |= {f"p{percent}": _percentile(ordered, percent) for percent in PERCENTILES} | {"max": ordered[-1]}
    return {key: round(value, 3) for key, value in found.items()}


def _percentile(ordered: Sequence[float], percent: int) -> float:
    """Between the two values that are nearest, as `statistics.quantiles` does it for a whole population; that takes
    ten times as long, since it reckons with fractions.
    """
    whole, part = divmod((len(ordered) - 1) * percent, 100)
    low, high = ordered[whole], ordered[min(whole + 1, len(ordered) - 1)]
    return low + (high - low) * part / 100


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _ladder(paragraph: Sequence[Line]) -> int:
    """The longest run of hyphens on one page or column."""
    return max(
        len(list(lines)) if hyphenated else 0
        for piece in pieces(paragraph)
        for hyphenated, lines in groupby(piece, key=lambda line: line.hyphenated)
    )
