"""What a file says about itself: document information, XMP, output intents, the claim to be PDF/X."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pikepdf
from lxml import etree

from publisher.model.facts import Intent
from publisher.preflight.probes.objects import TooLargeError, decoded, entries, filters, get, items, name, text
from publisher.preflight.probes.spaces import Spaces

LONGEST_PACKET = 4 << 20
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
}


def read_info(trailer: Any) -> dict[str, str]:
    """Text values and names (Trapped) of the document information."""
    return {
        key: text(value) or name(value)
        for key, value in entries(get(trailer, "Info"))
        if isinstance(value, (pikepdf.String, pikepdf.Name))
    }


def read_intents(root: Any, spaces: Spaces) -> tuple[Intent, ...]:
    """Output intents of the document, sixteen at most."""
    found = []
    for intent in items(get(root, "OutputIntents"), 16):
        if not isinstance(intent, pikepdf.Dictionary):
            continue
        profile = get(intent, "DestOutputProfile")
        found.append(
            Intent(
                kind=name(get(intent, "S")),
                identifier=text(get(intent, "OutputConditionIdentifier")),
                condition=text(get(intent, "OutputCondition")),
                registry=text(get(intent, "RegistryName")),
                info=text(get(intent, "Info")),
                profile=spaces.profile(profile) if profile is not None else None,
                referenced=get(intent, "DestOutputProfileRef") is not None,
            )
        )
    return tuple(found)


def read_xmp(root: Any) -> tuple[Mapping[str, str] | None, bool, bool]:
    """(properties by `prefix:name`, whether the packet is uncompressed, whether it is sound); None: no packet."""
    stream = get(root, "Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return None, True, True
    plain = not filters(stream)
    try:
        packet = decoded(stream, LONGEST_PACKET)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        tree = etree.fromstring(packet.strip(b"\0 \r\n\t"), parser)
    except (TooLargeError, ValueError, etree.XMLSyntaxError):
        return {}, plain, False
    properties: dict[str, str] = {}
    for description in tree.iter(f"{_RDF}Description"):
        for attribute, value in description.attrib.items():
            properties.setdefault(_known(str(attribute)), str(value))
        for child in description:
            if isinstance(child.tag, str):
                words = " ".join("".join(str(part) for part in child.itertext()).split())
                properties.setdefault(_known(child.tag), words)
    return properties, plain, True


def _known(qualified: str) -> str:
    namespace, _, local = qualified.removeprefix("{").rpartition("}")
    return f"{_PREFIXES.get(namespace, namespace)}:{local}"


def claim_of(info: Mapping[str, str], xmp: Mapping[str, str]) -> str:
    """The PDF/X a file says it is: `PDF/X-4`, `PDF/X-1a:2001` …; empty for none.

    PDF/X-1a and X-3 say it in the document information, X-4 and later in the XMP (pdfxid:GTS_PDFXVersion).
    """
    version = info.get("GTS_PDFXVersion", "")
    conformance = info.get("GTS_PDFXConformance", "")
    later = xmp.get("pdfxid:GTS_PDFXVersion", "")
    if later.startswith(("PDF/X-4", "PDF/X-5", "PDF/X-6")):
        return later
    return conformance or version or later
