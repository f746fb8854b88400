"""What is in a PDF, as a table for JSON."""

from __future__ import annotations

from typing import Any

from publisher.model.facts import Facts, Page, Profile
from publisher.model.paper import POINTS

MM = POINTS["mm"]


def facts_table(facts: Facts) -> dict[str, Any]:
    """Version, metadata, intents, fonts, pages with boxes (mm) and pictures."""
    return {
        "version": facts.version,
        "bytes": facts.size,
        "pages": facts.page_count,
        "encrypted": facts.encrypted,
        "info": dict(facts.info),
        "xmp": dict(facts.xmp) if facts.xmp is not None else None,
        "intents": [
            {
                "kind": intent.kind,
                "identifier": intent.identifier,
                "registry": intent.registry,
                "info": intent.info,
                "profile": _profile(intent.profile),
            }
            for intent in facts.intents
        ],
        "fonts": [
            {"name": font.name, "kind": font.kind, "embedded": font.embedded, "subset": font.subset}
            for font in facts.fonts
        ],
        "layers": list(facts.layers),
        "page": [_page(page) for page in facts.pages],
    }


def _profile(profile: Profile | None) -> dict[str, Any] | None:
    if profile is None:
        return None
    return {"description": profile.description, "class": profile.device, "space": profile.space}


def _page(page: Page) -> dict[str, Any]:
    return {
        "number": page.number,
        "boxes": {name: [round(value / MM, 3) for value in box] for name, box in page.boxes.items()},
        "rotate": page.rotate,
        "images": [
            {
                "pixels": [placement.image.width, placement.image.height],
                "bits": placement.image.bits,
                "space": placement.image.space.process or placement.image.space.family,
                "ppi": [round(value) for value in placement.ppi],
            }
            for placement in page.placements
        ],
    }
