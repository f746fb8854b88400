"""What publisher.toml says of an edition's e-book."""

from __future__ import annotations

from dataclasses import dataclass

CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""What a checked book may claim; programs read the string literally."""


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody else than authors, translators and compilers. `role`: a code of MARC, `ill`; `sort`: form for lists."""

    name: str
    role: str
    sort: str = ""


@dataclass(frozen=True, slots=True)
class EbookWish:
    """`[ebook]` and `[edition.NAME.ebook]`.

    Attributes:
        store: whose demands the finished book is held to; empty: nobody's.
        certified_by: who has checked the book for accessibility. Only then it claims `conforms_to`: the claim is the
            word of a person.
        certifier_report: address of the report of that check.
        contributors: who else took part; people on paper are told by the lines of `imprint.staff`.
        exemption: of the European Accessibility Act: `eaa-microenterprise` and the like.
    """

    store: str = ""
    conforms_to: str = CONFORMANCE
    certified_by: str = ""
    certifier_report: str = ""
    exemption: str = ""
    contributors: tuple[Contributor, ...] = ()
