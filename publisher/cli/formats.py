"""Findings for people and for programs: lines, JSON, SARIF, GitHub annotations, counts by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from publisher.cli import show
from publisher.cli.session import current
from publisher.cli.words import title
from publisher.model.errors import UsageError
from publisher.model.finding import Finding, Severity

FORMATS = ("text", "json", "sarif", "github")
_GITHUB = {Severity.NOTE: "notice", Severity.WARNING: "warning", Severity.ERROR: "error"}
HELD = "S219"
"""Code of the finding that tells what a waiver holds back: an account, nothing to mend."""


def asked(output_format: str) -> bool:
    """Whether findings are to be printed for a program.

    Raises:
        UsageError: U110, an unknown format.
    """
    if output_format and output_format not in FORMATS:
        raise UsageError("U110", {"what": "--output-format", "value": output_format, "known": ", ".join(FORMATS)})
    return current.json or output_format not in ("", "text")


def print_findings(findings: Sequence[Finding], output_format: str = "") -> None:
    """Print all findings in the chosen format; --json means JSON."""
    kind = output_format or ("json" if current.json else "text")
    if kind == "json":
        show.document([show.as_table(finding) for finding in findings])
    elif kind == "sarif":
        from publisher.cli.sarif import sarif

        show.document(sarif(findings))
    else:
        for finding in findings:
            if kind == "github":
                show.out(_github(finding))
            elif finding.code != HELD or current.verbose:
                show.finding(finding, to_results=True)


def _github(finding: Finding) -> str:
    place = finding.place
    where = f" file={_escaped(place.path)}" if place else ""
    if place and place.line:  # GitHub counts from 1
        where += f",line={place.line},col={max(place.column, 1)}"
    if place and "end_line" in finding.params:
        where += f",endLine={finding.params['end_line']},endColumn={finding.params['end_column']}"
    words = show.words_of(finding).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{_GITHUB[finding.severity]}{where}{',' if place else ' '}title={finding.code}::{words}"


def _escaped(path: str) -> str:
    """A property of a workflow command: its delimiters are escaped like in URLs."""
    for character in "%\r\n:,":
        path = path.replace(character, f"%{ord(character):02X}")
    return path


def statistics(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """One row a code, the most frequent first: how often, how many `fix` mends, how many waivers hold back."""
    counts = Counter(finding.code for finding in findings if finding.code != HELD)
    fixable = Counter(finding.code for finding in findings if finding.params.get("fixable"))
    waived: Counter[str] = Counter()
    for finding in findings:
        held = finding.params.get("held")
        waived.update(held if isinstance(held, dict) else {})
    return [
        {"code": code, "title": title(code), "count": counts[code], "fixable": fixable[code], "waived": waived[code]}
        for code in sorted({*counts, *waived}, key=lambda code: (-counts[code], code))
    ]


def print_statistics(findings: Sequence[Finding]) -> None:
    """The rows of `statistics`; `[*]`: `publisher fix` mends it. With --json as one document."""
    rows = statistics(findings)
    if current.json:
        show.document(rows)
        return
    width = max((len(str(row["count"])) for row in rows), default=0)
    for row in rows:
        mark = "[*]" if row["fixable"] else "   "
        held = f"  (− {row['waived']})" if row["waived"] else ""
        show.out(f"{row['count']:>{width}}  {row['code']:<5}  {mark}  {row['title']}{held}")
