"""What the FictionBook writer gets: markup that is finished but for the bytes of its pictures."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.model.composition import Resource
from publisher.model.finding import Finding

NAMESPACE = "http://www.gribuser.ru/xml/fictionbook/2.0"
XLINK = "http://www.w3.org/1999/xlink"


@dataclass(frozen=True, slots=True)
class FictionComposition:
    """A book as FictionBook 2.1.

    `description`, `body` and `notes` (or nothing) are well-formed elements in the default namespace; the prefix of
    XLink is `l`. `pictures`: id that the markup refers to → the picture. `findings`: what the format could not hold.
    """

    description: str
    body: str
    notes: str
    pictures: tuple[tuple[str, Resource], ...]
    findings: tuple[Finding, ...] = ()
