"""Metadata of the package file: Dublin Core with its refinements, and what the book offers to screen readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from publisher.model.composition import ReflowComposition
from publisher.writers.epub_text import Shown

_RELATORS = "marc:relators"


@dataclass(frozen=True, slots=True)
class Property:
    """An element of `<metadata>`: `dc:…`, `meta` or `link`."""

    name: str
    value: str
    attributes: Mapping[str, str] = field(default_factory=dict)


def properties(composition: ReflowComposition, shown: Shown, *, has_cover: bool) -> Iterator[Property]:
    """Everything but identifier and date of change, in the order of the package file."""
    metadata = composition.metadata
    yield Property("dc:title", metadata.title, {"id": "title"})
    yield meta("title-type", "main", refines="#title")
    if metadata.subtitle:
        yield Property("dc:title", metadata.subtitle, {"id": "subtitle"})
        yield meta("title-type", "subtitle", refines="#subtitle")
    for language in metadata.languages:
        yield Property("dc:language", language)
    yield from _people(composition)
    for name, value in (
        ("dc:publisher", metadata.publisher),
        ("dc:date", metadata.date),
        ("dc:description", metadata.description),
        ("dc:rights", metadata.rights),
        ("dc:source", metadata.source),
        ("dc:source", metadata.page_source or (f"urn:isbn:{metadata.isbn}" if metadata.isbn else "")),
    ):
        if value:
            yield Property(name, value)
    for subject in metadata.subjects:
        yield Property("dc:subject", subject)
    yield from _series(composition)
    if metadata.age:
        yield meta("schema:typicalAgeRange", metadata.age)
    if metadata.page_source:
        yield meta("pageBreakSource", metadata.page_source)
    if has_cover:
        yield Property("meta", "", {"name": "cover", "content": "cover-image"})
    yield from accessibility(composition, shown)


def meta(name: str, value: str, **attributes: str) -> Property:
    return Property("meta", value, {"property": name, **attributes})


def _people(composition: ReflowComposition) -> Iterator[Property]:
    """Authors are creators, everyone else contributes."""
    for number, person in enumerate(composition.metadata.creators, 1):
        uid = f"person{number}"
        name = "dc:creator" if person.role == "aut" else "dc:contributor"
        yield Property(name, person.name, {"id": uid})
        yield meta("role", person.role, refines=f"#{uid}", scheme=_RELATORS)
        yield meta("file-as", person.sort, refines=f"#{uid}")
        if person.role == "aut":
            yield meta("display-seq", str(number), refines=f"#{uid}")


def _series(composition: ReflowComposition) -> Iterator[Property]:
    """In both notations: that of EPUB 3, and calibre's, which is all that many readers know."""
    name, number = composition.metadata.series, composition.metadata.series_number
    if not name:
        return
    yield Property("meta", name, {"property": "belongs-to-collection", "id": "series"})
    yield meta("collection-type", "series", refines="#series")
    if number:
        yield meta("group-position", number, refines="#series")
    yield Property("meta", "", {"name": "calibre:series", "content": name})
    if number:
        yield Property("meta", "", {"name": "calibre:series_index", "content": number})


def accessibility(composition: ReflowComposition, shown: Shown) -> Iterator[Property]:
    """The schema.org vocabulary. A claim of conformance is made for those only who have checked the book."""
    pictures, undescribed = shown.pictures, shown.undescribed
    yield meta("schema:accessMode", "textual")
    if pictures:
        yield meta("schema:accessMode", "visual")
    yield meta("schema:accessModeSufficient", "textual,visual" if undescribed else "textual")
    features = ["ARIA", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents"]
    if composition.pages:
        features += ["pageBreakMarkers", "pageNavigation"]
    if pictures and not undescribed:
        features.insert(1, "alternativeText")
    for feature in features:
        yield meta("schema:accessibilityFeature", feature)
    moving = any(resource.media_type == "image/gif" for resource in composition.resources)
    yield meta("schema:accessibilityHazard", "unknown" if moving else "none")
    summary = "partly-accessible" if undescribed else "accessible-pictures" if pictures else "accessible-text"
    yield meta("schema:accessibilitySummary", composition.terms[summary])
    yield from _conformance(composition)


def _conformance(composition: ReflowComposition) -> Iterator[Property]:
    metadata = composition.metadata
    if metadata.conforms_to:
        yield Property("meta", metadata.conforms_to, {"property": "dcterms:conformsTo", "id": "conformance"})
        yield meta("a11y:certifiedBy", metadata.certified_by, refines="#conformance")
        if metadata.certifier_report:
            report = {"rel": "a11y:certifierReport", "refines": "#conformance", "href": metadata.certifier_report}
            yield Property("link", "", report)
    if metadata.exemption:
        yield meta("a11y:exemption", metadata.exemption)
