"""The HTML proof: it is finished when it is composed, and is written as UTF-8."""

from __future__ import annotations

from publisher.model.composition import ProofComposition


def write_html(composition: ProofComposition) -> bytes:
    """One self-contained page."""
    return composition.html.encode("utf-8")
