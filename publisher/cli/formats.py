"""Findings for people and for programs: lines, JSON, SARIF, GitHub annotations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from publisher import __version__
from publisher.cli import show
from publisher.cli.session import current
from publisher.model.errors import UsageError
from publisher.model.finding import Finding, Severity

FORMATS = ("text", "json", "sarif", "github")
_LEVELS = {Severity.NOTE: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}
_GITHUB = {Severity.NOTE: "notice", Severity.WARNING: "warning", Severity.ERROR: "error"}


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
        show.document(_sarif(findings))
    else:
        for finding in findings:
            if kind == "github":
                show.out(_github(finding))
            else:
                show.finding(finding, to_results=True)


def _github(finding: Finding) -> str:
    place = finding.place
    where = f" file={_escaped(place.path)},line={place.line},col={place.column}" if place else ""
    words = show.words_of(finding).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{_GITHUB[finding.severity]}{where}{',' if place else ' '}title={finding.code}::{words}"


def _escaped(path: str) -> str:
    """A property of a workflow command: its delimiters are escaped like in URLs."""
    for character in "%\r\n:,":
        path = path.replace(character, f"%{ord(character):02X}")
    return path


def _sarif(findings: Sequence[Finding]) -> dict[str, Any]:
    """SARIF 2.1.0 (OASIS), the least that code hosts read."""
    results = []
    for finding in findings:
        result: dict[str, Any] = {
            "ruleId": finding.code,
            "level": _LEVELS[finding.severity],
            "message": {"text": show.words_of(finding)},
        }
        if finding.place:
            region = {"startLine": max(1, finding.place.line), "startColumn": max(1, finding.place.column)}
            location = {"artifactLocation": {"uri": quote(finding.place.path, errors="replace")}, "region": region}
            result["locations"] = [{"physicalLocation": location}]
        results.append(result)
    driver = {
        "name": "publisher",
        "version": __version__,
        "rules": [{"id": c} for c in sorted({f.code for f in findings})],
    }
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
