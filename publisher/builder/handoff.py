"""Finished files of an edition → the job for its print shop. Its words are Russian: so are the shops."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from publisher import pipeline
from publisher.data import folder
from publisher.model.cover import CoverWish, binding_of
from publisher.model.edition import Book
from publisher.model.finding import Finding, Outcome, Severity
from publisher.model.job import Job, JobPart
from publisher.model.paper import Trim
from publisher.model.press import MM, ShopProfile
from publisher.press.handoff.archive import job_archive
from publisher.press.names import delivered_name

Made = Mapping[str, tuple[pipeline.Artifact, Sequence[Finding]]]
"""`press` and `cover` → the finished file and what the preflight found in it."""

_PARTS = {"press": "block", "cover": "cover"}
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SEVERITIES = {Severity.ERROR: "ошибка", Severity.WARNING: "предупреждение", Severity.NOTE: "заметка"}


def make_job(book: Book, made: Made, profile: ShopProfile, created: datetime) -> Outcome[pipeline.Artifact]:
    """The archive for the shop, with a remark on what the shop will have to ask (H101)."""
    edition = book.edition
    wish = edition.cover or CoverWish()
    parts = tuple(_part(book, name, artifact, profile) for name, (artifact, _) in made.items())
    pages = parts[0].pages
    job = Job(
        name=edition.name,
        title=book.title.plain,
        author=", ".join(person.name.plain for person in book.authors) if not book.is_collection else "",
        parts=parts,
        binding=None if edition.kind == "leaflet" else binding_of(wish, edition.kind, pages),
        spine=float(str(made["cover"][0].details["spine-mm"])) if "cover" in made else 0.0,
        print_run=edition.imprint.print_run,
        order=edition.imprint.order,
        wish=edition.job,
        profile=profile,
        report=_report(parts, made),
        created=created.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    data = job_archive(job)
    missing = ", ".join(_missing(job))
    findings = (Finding("H101", Severity.WARNING, None, {"missing": missing}),) if missing else ()
    files = {part.name: part.file for part in parts}
    return Outcome(pipeline.Artifact(data, {}, {"files": files}), findings)


def _part(book: Book, name: str, artifact: pipeline.Artifact, profile: ShopProfile) -> JobPart:
    facts: Mapping[str, Any] = artifact.details
    width, height = facts["trim-mm"]
    across, down = facts["bleed-mm"]
    pages = artifact.facts["pages"]
    part = _PARTS[name]
    wish = book.edition.cover or CoverWish()
    return JobPart(
        name=part,
        file=delivered_name(profile, book.edition.name, part, Trim(width * MM, height * MM), pages),
        data=artifact.data,
        pages=pages,
        trim=(width, height),
        bleed=(across, down),
        plates=tuple(facts["plates"]),
        standard=facts["standard"],
        paper=wish.paper if name == "cover" else book.edition.imprint.paper,
    )


def _missing(job: Job) -> Iterator[str]:
    """Keys of publisher.toml without which a shop can't begin."""
    if not job.print_run:
        yield "imprint.print-run"
    for part in job.parts:
        if not part.paper:
            yield "cover.paper" if part.name == "cover" else "imprint.paper"
    if not job.wish.delivery:
        yield "job.delivery"
    if not job.wish.contact:
        yield "job.contact"


def _report(parts: Sequence[JobPart], made: Made) -> str:
    """The preflight report as text."""
    lines = ["ПРЕДПЕЧАТНАЯ ПРОВЕРКА", ""]
    for part, (_, findings) in zip(parts, made.values(), strict=True):
        lines.append(f"{part.file}: {part.standard}, страниц {part.pages}")
        lines += [f"  {_said(finding)}" for finding in findings] or ["  замечаний нет"]
        lines.append("")
    return "\n".join(lines)


def _said(finding: Finding) -> str:
    pages = finding.params.get("pages", ())
    where = f" (с. {', '.join(map(str, pages))})" if isinstance(pages, tuple) and pages else ""
    words = _PLACEHOLDER.sub(lambda m: str(finding.params.get(m[1], "")), _words()[finding.code]["message"])
    return f"{finding.code} {_SEVERITIES[finding.severity]}: {words}{where}"


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((folder("messages") / "preflight.ru.toml").read_text(encoding="utf-8"))
