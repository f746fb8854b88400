"""Faults of pictures."""

from __future__ import annotations

from dataclasses import replace

import pikepdf
from pikepdf import Name

from print_variants.base import OFFSET, add_content, new_form, new_image, variant, with_xobject


@variant("P601")
def coarse(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, old=b"q 72 0 0 72 60 280 cm", new=b"q 144 0 0 144 60 200 cm")


@variant("P601")
def coarse_in_a_form(pdf: pikepdf.Pdf) -> None:
    form = new_form(pdf, b"/Picture Do")
    form[Name.Resources] = pdf.pages[0].obj.Resources
    with_xobject(pdf, form, b"144 0 0 144 60 100 cm")


@variant("P602")
def coarse_line_art(pdf: pikepdf.Pdf) -> None:
    with_xobject(pdf, new_image(pdf, BitsPerComponent=1))


@variant("P603", shop={"minima": replace(OFFSET.minima, max_ppi=290)})
def fine(pdf: pikepdf.Pdf) -> None:
    pass


@variant("P604")
def stretched(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, old=b"q 72 0 0 72 60 280 cm", new=b"q 50 0 0 72 60 280 cm")


@variant("P605")
def sixteen_bits(pdf: pikepdf.Pdf) -> None:
    with_xobject(pdf, new_image(pdf, BitsPerComponent=16))


@variant("P606")
def broken_picture(pdf: pikepdf.Pdf) -> None:
    with_xobject(pdf, new_image(pdf, BitsPerComponent=7))
