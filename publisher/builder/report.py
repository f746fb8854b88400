"""report.json: facts and findings of a build. No clock in it, so it is the same after every rebuild."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from publisher.builder.events import PagesExamined, ResultWritten
from publisher.model.edition import Edition
from publisher.model.finding import Finding


def report_of(
    edition: Edition,
    findings: Sequence[Finding],
    told: Sequence[ResultWritten],
    details: Mapping[str, Mapping[str, object]],
    fit: Mapping[str, object],
    *,
    pages: Sequence[PagesExamined] = (),
) -> bytes:
    """The report as JSON bytes; `details` by format, `fit`: how the layout was fitted, if it was."""
    table = {
        "edition": edition.name,
        "kind": edition.kind,
        "layout": edition.layout,
        "results": [
            {"format": r.format, "file": Path(r.path).name, "bytes": r.bytes, "pages": r.pages, **details[r.format]}
            for r in told
        ],
        **({"fit": fit} if fit else {}),
        "findings": _as_tables(findings),
        **_pages_table(pages),
    }
    return as_json(table)


def _pages_table(examined: Sequence[PagesExamined]) -> dict[str, object]:
    """How well the pages are set, if the edition has some."""
    reports = [event.report for event in examined]
    return {"pages": {**reports[0].summary, "findings": _as_tables(reports[0].findings)}} if reports else {}


def _as_tables(findings: Sequence[Finding]) -> list[dict[str, object]]:
    return [
        {
            "code": finding.code,
            "severity": finding.severity.name.lower(),
            "place": str(finding.place) if finding.place else "",
            "params": {key: str(value) for key, value in finding.params.items()},
        }
        for finding in findings
    ]


def as_json(table: Mapping[str, object]) -> bytes:
    """Names of files need not be Unicode: what is not becomes an escape, as JSON has it."""
    return (json.dumps(table, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
