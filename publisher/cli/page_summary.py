"""The pages of an edition in a line."""

from __future__ import annotations

from collections import Counter

from publisher.cli.words import title, ui
from publisher.model.finding import Severity
from publisher.model.page_report import PagesReport


def summary_line(edition: str, report: PagesReport) -> str:
    """What a build says of its pages: nothing when there is nothing to warn of."""
    worst = [finding for finding in report.findings if finding.severity >= Severity.WARNING]
    if not worst:
        return ""
    counts = Counter(finding.code for finding in worst).most_common()
    kinds = "; ".join(f"{short_title(code)} — {count}" for code, count in counts[:4])
    return ui("pages-found", edition=edition, n=len(worst), kinds=kinds + (" …" if len(counts) > 4 else ""))


def short_title(code: str) -> str:
    """The name of a fault: its message up to where it is filled in."""
    return title(code).partition(":")[0].partition(" …")[0].strip("«»“”,")
