"""SARIF 2.1.0 (OASIS): findings for code hosts and editors, with the rules behind them and their corrections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from publisher import __version__
from publisher.cli import show
from publisher.cli.explain import explained
from publisher.cli.words import language, ui
from publisher.model.finding import Finding, Severity

_LEVELS = {Severity.NOTE: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}


def sarif(findings: Sequence[Finding]) -> dict[str, Any]:
    """One run. Columns are counted in characters, as everywhere."""
    severities: dict[str, Severity] = {}
    for finding in findings:
        severities.setdefault(finding.code, finding.severity)
    codes = sorted(severities)
    driver = {
        "name": "publisher",
        "version": __version__,
        "language": language(),
        "rules": [_rule(code, severities[code]) for code in codes],
    }
    index = {code: number for number, code in enumerate(codes)}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index[finding.code]) for finding in findings],
    }
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _rule(code: str, severity: Severity) -> dict[str, Any]:
    table = explained(code) or {"code": code, "title": code}
    rule: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": table["title"]},
        "defaultConfiguration": {"level": _LEVELS[severity]},
    }
    about = "\n".join(filter(None, (table.get("about"), table.get("hint"))))
    if about:
        rule["fullDescription"] = {"text": table.get("about") or about}
        rule["help"] = {"text": about + "".join(f"\n{line}" for line in _examples(table))}
    if table.get("level"):
        rule["properties"] = {"level": table["level"], "source": table["source"]}
    return rule


def _examples(table: dict[str, Any]) -> Iterator[str]:
    untouched = ui("explain-untouched")
    for example in table.get("examples", ()):
        before, after = example["before"], example["after"]
        yield f"{untouched} {before}" if example["untouched"] else f"{before} → {after}"


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": show.words_of(finding)},
    }
    place = finding.place
    if not place:
        return result
    artifact = {"uri": _uri(place.path)}
    region = {"startLine": max(1, place.line), "startColumn": max(1, place.column)}
    if "end_line" in finding.params:
        region |= {"endLine": finding.params["end_line"], "endColumn": finding.params["end_column"]}  # type: ignore[dict-item]
    result["locations"] = [{"physicalLocation": {"artifactLocation": artifact, "region": region}}]
    if "new" in finding.params:
        replacement = {"deletedRegion": region, "insertedContent": {"text": finding.params["new"]}}
        change = {"artifactLocation": artifact, "replacements": [replacement]}
        result["fixes"] = [{"description": {"text": show.words_of(finding)}, "artifactChanges": [change]}]
    return result


def _uri(path: str) -> str:
    return Path(path).as_uri() if Path(path).is_absolute() else quote(Path(path).as_posix(), errors="replace")
