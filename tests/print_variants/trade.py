"""Faults of rules of the trade."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Name

from print_variants.base import add_content, variant
from publisher.model.press import Marks


@variant("P901")
def artwork_ends_at_the_trim(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, b"q 0 1 0 0 k 8.5039 200 100 40 re f Q", page=2)


@variant("P901")
def artwork_ends_within_the_bleed(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, b"q 0 1 0 0 k 100 3 40 60 re f Q")


@variant("P901")
def artwork_is_clipped(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, b"q 4 0 400 600 re W n 0 1 0 0 k 0 200 100 40 re f Q")


@variant("P902")
def near_the_edge(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, old=b"60 400 Td", new=b"12 400 Td")


@variant("P902")
def rule_near_the_edge(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, b"q /Over gs 0 0 0 1 K 1 w 60 13 m 200 13 l S Q")


@variant("P903")
def hairline(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, b"q /Over gs 0 0 0 1 K 0 w 60 200 m 200 200 l S Q")


@variant("P903")
def scaled_hairline(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, b"q 0.1 0 0 0.1 0 0 cm /Over gs 0 0 0 1 K 1 w 600 2000 m 2000 2000 l S Q")


@variant("P903")
def filled_hairline(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, b"q /Over gs 0 0 0 1 k 60 200 100 0.1 re f Q")


@variant("P903")
def screened_hairline(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, b"q /Over gs 0 0 0 0.3 K 0.3 w 60 200 m 200 200 l S Q")


@variant("P904")
def rich_black_text(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, old=b"/Over gs 0 0 0 1 k BT", new=b"0.6 0.4 0.4 1 k BT")


@variant("P905")
def small_coloured_text(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, old=b"/Over gs 0 0 0 1 k BT /F 11", new=b"1 0.4 0 0 k BT /F 7")


@variant("P905")
def small_white_text(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, old=b"/Over gs 0 0 0 1 k BT /F 11", new=b"0 0 0 0 k BT /F 7")


@variant("P906")
def too_much_ink(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, b"q 1 0.9 0.8 0.8 k 60 200 40 40 re f Q")


@variant("P908")
def marks_unwanted(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.obj[Name.MediaBox] = Array([0, 0, 500, 700])
    add_content(pdf, b"q 0 0 0 1 K 0.25 w 8.5 640 m 8.5 660 l S Q")


@variant("P909", shop={"marks": Marks("crop")})
def marks_missing(pdf: pikepdf.Pdf) -> None:
    pass
