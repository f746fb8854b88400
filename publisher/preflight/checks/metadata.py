"""P7xx: output intents and what a file says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

from publisher.model.finding import Severity
from publisher.preflight.checks.check import PDF, PDFX, SHOPS, Hit, Terms, check, on_pages

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
XMP = "ISO 16684-1 (XMP)"


@check("P701", ERROR, SHOPS, scope="x")
def not_as_claimed(terms: Terms) -> Iterator[Hit]:
    """Only a profile can ask for something else than the file claims."""
    claim = terms.facts.claim
    if claim != terms.standard:
        yield Hit(params={"claim": claim or "PDF", "wanted": terms.standard})


@check("P702", ERROR, PDFX, scope="x")
def no_intent(terms: Terms) -> Iterator[Hit]:
    if terms.facts.intent is None:
        yield Hit()


@check("P703", ERROR, PDFX, scope="x")
def several_intents(terms: Terms) -> Iterator[Hit]:
    count = sum(intent.kind == "GTS_PDFX" for intent in terms.facts.intents)
    if count > 1:
        yield Hit(params={"number": count})


@check("P704", ERROR, PDFX, scope="x")
def no_condition(terms: Terms) -> Iterator[Hit]:
    intent = terms.facts.intent
    if intent and not intent.identifier.strip():
        yield Hit()


@check("P705", ERROR, PDFX, scope="x")
def no_words_of_intent(terms: Terms) -> Iterator[Hit]:
    intent = terms.facts.intent
    if intent and not intent.info.strip() and not intent.registry.strip():
        yield Hit()


@check("P706", ERROR, PDFX, scope="x")
def no_profile(terms: Terms) -> Iterator[Hit]:
    intent = terms.facts.intent
    if intent is None or intent.profile is not None:
        return
    if terms.concern("x4") or not intent.registry.strip():
        yield Hit(params={"condition": intent.identifier})


@check("P707", ERROR, PDFX, scope="x", plain=WARNING)
def no_output_profile(terms: Terms) -> Iterator[Hit]:
    intent = terms.facts.intent
    profile = intent.profile if intent else None
    if profile and (not profile.valid or profile.device != "prtr"):
        yield Hit(params={"kind": profile.device or "?", "profile": profile.description or profile.space or "ICC"})


@check("P708", ERROR, PDFX, scope="x", plain=WARNING)
def wrong_count(terms: Terms) -> Iterator[Hit]:
    intent = terms.facts.intent
    profile = intent.profile if intent else None
    wanted = {"GRAY": 1, "RGB": 3, "Lab": 3, "CMYK": 4}.get(profile.space, 0) if profile and profile.valid else 0
    if profile and profile.valid and profile.components != wanted:
        yield Hit(params={"channels": profile.components, "space": profile.space})


@check("P709", ERROR, PDFX, scope="x1a")
def wrong_space(terms: Terms) -> Iterator[Hit]:
    intent = terms.facts.intent
    if intent and intent.profile and intent.profile.valid and intent.profile.space not in ("CMYK", "GRAY"):
        yield Hit(params={"space": intent.profile.space})


@check("P710", ERROR, SHOPS, scope="shop")
def embedded_profile(terms: Terms) -> Iterator[Hit]:
    intent = terms.facts.intent
    if terms.profile and not terms.profile.embed_icc and intent and intent.profile:
        yield Hit(params={"profile": intent.profile.description or intent.profile.space})


def _either(terms: Terms, key: str, in_xmp: str) -> str:
    return (terms.facts.info.get(key) or (terms.facts.xmp or {}).get(in_xmp, "")).strip()


@check("P711", ERROR, PDFX, scope="x", plain=NOTE)
def no_title(terms: Terms) -> Iterator[Hit]:
    if not _either(terms, "Title", "dc:title"):
        yield Hit()


@check("P712", ERROR, PDFX, scope="x")
def no_creator(terms: Terms) -> Iterator[Hit]:
    if not _either(terms, "Creator", "xmp:CreatorTool"):
        yield Hit()


@check("P713", ERROR, PDFX, scope="x")
def no_creation_date(terms: Terms) -> Iterator[Hit]:
    if moment(_either(terms, "CreationDate", "xmp:CreateDate")) is None:
        yield Hit(params={"detail": terms.facts.info.get("CreationDate") or "—"})


@check("P714", ERROR, PDFX, scope="x")
def no_change_date(terms: Terms) -> Iterator[Hit]:
    if moment(_either(terms, "ModDate", "xmp:ModifyDate")) is None:
        yield Hit(params={"detail": terms.facts.info.get("ModDate") or "—"})


@check("P715", ERROR, PDFX, scope="x")
def not_trapped(terms: Terms) -> Iterator[Hit]:
    value = _either(terms, "Trapped", "pdf:Trapped")
    if value not in ("True", "False"):
        yield Hit(params={"detail": value or "—"})


@check("P716", ERROR, PDFX, scope="x1a")
def keys_disagree(terms: Terms) -> Iterator[Hit]:
    info = terms.facts.info
    version, conformance = info.get("GTS_PDFXVersion", ""), info.get("GTS_PDFXConformance", "")
    wanted = {
        "PDF/X-1a:2001": (("PDF/X-1:2001", "PDF/X-1a:2001"),),
        "PDF/X-1a:2003": (("PDF/X-1a:2003", ""), ("PDF/X-1a:2003", "PDF/X-1a:2003")),
    }.get(terms.standard, ())
    if wanted and (version, conformance) not in wanted:
        yield Hit(params={"version": version or "—", "conformance": conformance or "—"})


@check("P717", ERROR, PDFX, scope="x4", plain=WARNING)
def no_xmp(terms: Terms) -> Iterator[Hit]:
    if terms.facts.xmp is None and terms.concern("x4"):
        yield Hit(params={"detail": ""})
    yield from on_pages("P717")(terms)


_NEEDED = (
    "xmpMM:DocumentID",
    "xmpMM:VersionID",
    "xmpMM:RenditionClass",
    "xmp:CreateDate",
    "xmp:ModifyDate",
    "xmp:MetadataDate",
    "pdf:Trapped",
    "dc:title",
)


@check("P718", ERROR, PDFX, scope="x4")
def lacks_properties(terms: Terms) -> Iterator[Hit]:
    missing = [key for key in _NEEDED if not (terms.facts.xmp or {}).get(key)]
    if terms.facts.xmp is not None and missing:
        yield Hit(params={"detail": ", ".join(missing)})


@check("P719", ERROR, PDFX, scope="x4")
def compressed_xmp(terms: Terms) -> Iterator[Hit]:
    if terms.facts.xmp is not None and not terms.facts.xmp_plain:
        yield Hit()


_TWINS = {
    "Title": "dc:title",
    "Creator": "xmp:CreatorTool",
    "Producer": "pdf:Producer",
    "Trapped": "pdf:Trapped",
    "CreationDate": "xmp:CreateDate",
    "ModDate": "xmp:ModifyDate",
}


@check("P720", WARNING, f"{XMP}; {PDF}, 14.3")
def twins_differ(terms: Terms) -> Iterator[Hit]:
    for key, in_xmp in _TWINS.items():
        own, other = terms.facts.info.get(key, ""), (terms.facts.xmp or {}).get(in_xmp, "")
        if not own or not other:
            continue
        same = moment(own) == moment(other) if "Date" in key else " ".join(own.split()) == " ".join(other.split())
        if not same:
            yield Hit(params={"key": key, "info": own, "xmp": other})


@check("P721", ERROR, SHOPS, scope="shop")
def another_condition(terms: Terms) -> Iterator[Hit]:
    intent, profile = terms.facts.intent, terms.profile
    if intent is None or profile is None or profile.condition is None or profile.flavour == "pdf":
        return
    if intent.identifier and intent.identifier != profile.condition.identifier:
        yield Hit(params={"condition": intent.identifier, "wanted": profile.condition.identifier})


_PDF_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+-])(\d\d)'?(\d\d)?'?|Z.*)?$")


def moment(value: str) -> datetime | None:
    """A date of PDF (ISO 32000-1, 7.9.4) or of XMP (ISO 8601), in UTC; None when it is none."""
    found = _PDF_DATE.match(value)
    try:
        if not found:
            parsed = datetime.fromisoformat(value)
            return parsed.astimezone(UTC) if parsed.tzinfo else parsed.replace(tzinfo=UTC)
        parts = [int(part) if part else default for part, default in zip(found.groups()[:6], _DATE, strict=True)]
        sign, hours, minutes = found[7], int(found[8] or 0), int(found[9] or 0)
        offset = timedelta(hours=hours, minutes=minutes) * (-1 if sign == "-" else 1)
        year, month, day, hour, minute, second = parts
        return datetime(year, month, day, hour, minute, second, tzinfo=timezone(offset)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


_DATE = (1, 1, 1, 0, 0, 0)
