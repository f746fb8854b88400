"""Faults of transparency and overprint."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name

from print_variants.base import X4, add_content, new_form, new_image, own_resources, variant, with_state, with_xobject


@variant("P501")
def soft_mask(pdf: pikepdf.Pdf) -> None:
    group = new_form(pdf, b"1 g 0 0 1 1 re f", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    with_state(pdf, SMask=Dictionary(S=Name.Luminosity, G=pdf.make_indirect(group)))


@variant("P501")
def masked_image(pdf: pikepdf.Pdf) -> None:
    with_xobject(pdf, new_image(pdf, SMask=pdf.make_indirect(new_image(pdf))))


@variant("P502")
def multiply(pdf: pikepdf.Pdf) -> None:
    with_state(pdf, BM=Name.Multiply)


@variant("P503")
def translucent(pdf: pikepdf.Pdf) -> None:
    with_state(pdf, ca=0.5)


@variant("P504")
def group(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj[Name.Group] = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)


@variant("P504")
def group_within(pdf: pikepdf.Pdf) -> None:
    with_xobject(pdf, new_form(pdf, b"0 0 0 1 k 0 0 1 1 re f", Group=Dictionary(S=Name.Transparency)))


@variant("P505", base=X4)
def unknown_mode(pdf: pikepdf.Pdf) -> None:
    with_state(pdf, BM=Name.Sparkle)


@variant("P506")
def white_overprints(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, b"q /Over gs 0 0 0 0 k 60 200 40 40 re f Q")


@variant("P507")
def black_knocks_out(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, old=b"q /Over gs 0 0 0 1 k BT", new=b"q 0 0 0 1 k BT")


@variant("P507")
def black_overprints_in_vain(pdf: pikepdf.Pdf) -> None:
    own_resources(pdf).ExtGState.New = Dictionary(OP=True, op=True, OPM=0)
    add_content(pdf, old=b"q /Over gs 0 0 0 1 k BT", new=b"q /New gs 0 0 0 1 k BT")


@variant("P508")
def colour_overprints(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, b"q /Over gs 0 1 0 0 k 60 200 40 40 re f Q")


@variant("P509")
def transfer(pdf: pikepdf.Pdf) -> None:
    with_state(pdf, TR=Dictionary(FunctionType=2, Domain=Array([0, 1]), N=2))


@variant("P510")
def transfer_2(pdf: pikepdf.Pdf) -> None:
    with_state(pdf, TR2=Name.Identity)


@variant("P511")
def halftone_phase(pdf: pikepdf.Pdf) -> None:
    with_state(pdf, HTP=Array([0, 1]))


@variant("P512")
def halftone(pdf: pikepdf.Pdf) -> None:
    with_state(pdf, HT=Dictionary(Type=Name.Halftone, HalftoneType=6))
