"""Выходные сведения: what a publication says about its making (ГОСТ Р 7.0.4-2020)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from publisher.model.paper import Sheet

AGES = ("0+", "6+", "12+", "16+", "18+")
"""Знаки информационной продукции (436-ФЗ, ст. 6–10)."""


@dataclass(frozen=True, slots=True)
class Election:
    """What a printed election leaflet has to say (67-ФЗ, ст. 54, п. 2); the print run is that of the imprint.

    `maker`, `address`, `inn`: name, registered address and taxpayer's number of who made it; `customer`: who ordered
    it; `issued`: date of issue; `paid_by`: whose election fund paid («кандидата И. И. Иванова»), may be empty.
    """

    maker: str
    address: str
    inn: str
    customer: str
    issued: str
    paid_by: str = ""


@dataclass(frozen=True, slots=True)
class Imprint:
    """Empty fields are left out of the page. Numbers with a check digit are right, dates are written `10.02.2026`.

    Attributes:
        kind: вид издания, «Литературно-художественное издание».
        staff: lines like «Корректор П. П. Петрова».
        signed: date of «подписано в печать».
        order: the printer's number of the order.
        printing: способ печати, «офсетная».
        sheet: what the paper is counted by; None: by the format of the layout.
        barcode: where EAN-13 of the ISBN or ISSN stands; `auto`: on the cover if there is one, else in the imprint.
        on_leaflet: a leaflet bears an imprint as well; one for an election always does.
    """

    publisher: str = ""
    publisher_address: str = ""
    city: str = ""
    year: str = ""
    isbn: str = ""
    issn: str = ""
    udk: str = ""
    bbk: str = ""
    author_mark: str = ""
    print_run: int = 0
    age: str = ""
    printer: str = ""
    printer_address: str = ""
    copyright: str = ""
    series: str = ""
    kind: str = ""
    staff: tuple[str, ...] = ()
    signed: str = ""
    order: str = ""
    paper: str = ""
    printing: str = ""
    sheet: Sheet | None = None
    barcode: Literal["auto", "cover", "imprint", "both", "none"] = "auto"
    on_leaflet: bool = False
    election: Election | None = None
