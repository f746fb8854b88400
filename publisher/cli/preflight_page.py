"""The HTML report of `publisher preflight`: one self-contained page; boxes and findings are drawn on its pictures."""

from __future__ import annotations

import html
from base64 import b64encode
from collections import Counter
from collections.abc import Sequence

from publisher.builder.inspecting import Inspected
from publisher.cli.preflight import held_to, size_of
from publisher.cli.show import hint_of, page_numbers
from publisher.cli.words import entry, harmless, language, message, ui
from publisher.data import folder
from publisher.model.facts import Page, Rect
from publisher.model.finding import Finding, Severity
from publisher.model.press import ShopProfile
from publisher.preflight.report import on_all_pages

_NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_MOST_DRAWN = 60
"""Findings drawn on one picture."""
_LEAST_SIDE = 3.0
"""Points: a rectangle that is thinner is drawn as thick as this, or nobody would see it."""


def preflight_page(name: str, inspected: Inspected, findings: Sequence[Finding], profile: ShopProfile | None) -> str:
    """The page, in the language of the run."""
    style = (folder("report") / "preflight.css").read_text(encoding="utf-8")
    title = ui("preflight-title") + f": {name}"
    return (
        f'<!doctype html>\n<html lang="{language()}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{_text(title)}</title>'
        f"<style>{style}</style></head><body><main>\n"
        + _head(name, inspected, findings)
        + _findings(findings)
        + _pages(inspected, findings, profile)
        + "</main></body></html>\n"
    )


def _text(words: object) -> str:
    return html.escape(harmless(str(words)))


def _head(name: str, inspected: Inspected, findings: Sequence[Finding]) -> str:
    facts = inspected.report.facts
    count = Counter(finding.severity for finding in on_all_pages(findings))
    failed = count[Severity.ERROR] > 0
    verdict = ui("preflight-failed" if failed else "preflight-passed")
    intent = facts.intent
    rows = [
        (ui("preflight-held"), held_to(inspected)),
        (ui("preflight-size"), ui("preflight-size-pages", size=size_of(facts), n=facts.page_count)),
        (
            ui("preflight-intent"),
            " · ".join(part for part in (intent.identifier, intent.info) if part) if intent else "–",
        ),
        (ui("preflight-fonts"), ", ".join(dict.fromkeys(font.name for font in facts.fonts)) or "–"),
        (ui("preflight-most-ink"), _ink(inspected)),
        (ui("preflight-made-by"), facts.info.get("Creator", "") or facts.info.get("Producer", "") or "–"),
    ]
    listed = "".join(f"<dt>{_text(key)}</dt><dd>{_text(value)}</dd>" for key, value in rows)
    counted = ui(
        "preflight-counts", errors=count[Severity.ERROR], warnings=count[Severity.WARNING], notes=count[Severity.NOTE]
    )
    return (
        f"<h1>{_text(name)}</h1><div>{_text(counted)}</div>"
        f'<div class="verdict {"failed" if failed else "passed"}">{_text(verdict)}</div><dl>{listed}</dl>\n'
    )


def _ink(inspected: Inspected) -> str:
    report = inspected.report
    if report.most_ink is None:
        return "–"
    known = f"{round(report.most_ink)} %"
    if report.measured == report.facts.page_count:
        return known
    partly = ui("preflight-ink-partly", n=report.measured, total=report.facts.page_count)
    return f"{known} ({partly})"


def _findings(findings: Sequence[Finding]) -> str:
    rows = []
    for finding in sorted(on_all_pages(findings), key=lambda found: (-found.severity, found.code)):
        pages = finding.params["pages"]
        about = (entry(finding.code) or {}).get("about", "")
        advice = "; ".join(part for part in (hint_of(finding),) if part)
        rows.append(
            f'<tr class="{_NAMES[finding.severity]}"><td class="code">{finding.code}</td>'
            f"<td>{_text(message(finding.code, finding.params))}"
            f"<small>{_text(about)}</small><small>→ {_text(advice)}</small></td>"
            f"<td>{_text(page_numbers(pages)) if isinstance(pages, tuple) and pages else '–'}</td></tr>"
        )
    if not rows:
        return ""
    head = "".join(f"<th>{_text(ui(key))}</th>" for key in ("preflight-code", "preflight-what", "preflight-where"))
    title = _text(ui("preflight-findings"))
    return f"<h2>{title}</h2><table><tr>{head}</tr>{''.join(rows)}</table>\n"


def _pages(inspected: Inspected, findings: Sequence[Finding], profile: ShopProfile | None) -> str:
    if not inspected.pictures:
        return ""
    by_page: dict[int, list[Finding]] = {}
    for finding in findings:
        page = finding.params["page"]
        if isinstance(page, int):
            by_page.setdefault(page, []).append(finding)
    figures = [
        _figure(page, inspected.pictures[page.number], by_page.get(page.number, []), profile)
        for page in inspected.report.facts.pages
        if page.number in inspected.pictures
    ]
    colours = (("TrimBox", "#0a58ca"), ("BleedBox", "#d6336c"), ("CropBox", "#6b6860"))
    key = "".join(f'<span><i style="color:{colour}"></i>{name}</span>' for name, colour in colours)
    if profile:
        safe = _text(ui("preflight-safe"))
        key += f'<span><i style="color:#2c7a3f"></i>{safe}</span>'
    shown, total = len(figures), inspected.report.facts.page_count
    partly = ui("preflight-shown", n=shown, total=total)
    title = _text(ui("preflight-pages")) + ("" if shown == total else f" <small>{_text(partly)}</small>")
    return f'<h2>{title}</h2><p class="key">{key}</p><div class="pages">{"".join(figures)}</div>\n'


def _figure(page: Page, picture: bytes, findings: Sequence[Finding], profile: ShopProfile | None) -> str:
    media = page.media
    drawn = [f'<image href="data:image/jpeg;base64,{b64encode(picture).decode()}" {_place(media, media)}/>']
    for name, style in (("CropBox", "crop"), ("BleedBox", "bleed"), ("TrimBox", "trim")):
        if name in page.boxes:
            drawn.append(f'<rect class="{style}" {_place(page.boxes[name], media)}/>')
    if profile and profile.minima.safe:
        drawn.append(f'<rect class="safe" {_place(_safe(page, profile), media)}/>')
    lines = []
    for finding in sorted(findings, key=lambda found: (-found.severity, found.code))[:_MOST_DRAWN]:
        words = f"{finding.code} {message(finding.code, finding.params)}"
        rects = finding.params["rects"]
        boxes = "".join(
            f'<rect class="hit" {_place(_thick(rect), media)}/>' for rect in (rects if isinstance(rects, tuple) else ())
        )
        style = _NAMES[finding.severity]
        if boxes:
            drawn.append(f'<g class="{style}" color="var(--{style})"><title>{_text(words)}</title>{boxes}</g>')
        told = _text(message(finding.code, finding.params))
        lines.append(f'<div class="{style}"><span class="code">{finding.code}</span> {told}</div>')
    return (
        f'<figure><svg viewBox="-4 -4 {media.width + 8:.2f} {media.height + 8:.2f}" role="img">{"".join(drawn)}</svg>'
        f"<figcaption><b>{page.number}</b>{''.join(lines)}</figcaption></figure>"
    )


def _safe(page: Page, profile: ShopProfile) -> Rect:
    """The trimmed page without the safe zone; odd pages have the spine on their left."""
    trim, safe = page.trim, profile.minima.safe
    spine = max(safe, profile.minima.spine_safe)
    left, right = (spine, safe) if page.number % 2 else (safe, spine)
    return Rect(trim.x0 + left, trim.y0 + safe, trim.x1 - right, trim.y1 - safe)


def _thick(rect: Rect) -> Rect:
    wider = max(0.0, _LEAST_SIDE - rect.width) / 2
    higher = max(0.0, _LEAST_SIDE - rect.height) / 2
    return Rect(rect.x0 - wider, rect.y0 - higher, rect.x1 + wider, rect.y1 + higher)


def _place(rect: Rect, media: Rect) -> str:
    """Attributes of a rectangle in SVG, whose y runs downwards."""
    x, y = rect.x0 - media.x0, media.y1 - rect.y1
    return f'x="{x:.2f}" y="{y:.2f}" width="{rect.width:.2f}" height="{rect.height:.2f}"'
