"""Faults of what belongs on a screen."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from print_variants.base import X4, add_content, own_resources, variant


@variant("P801", "P802")
def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root[Name.OpenAction] = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@variant("P801")
def named_script(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root[Name.Names] = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), action])))


@variant("P802")
def open_action(pdf: pikepdf.Pdf) -> None:
    pdf.Root[Name.OpenAction] = Dictionary(S=Name.Named, N=Name.NextPage)


@variant("P802")
def page_action(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj[Name.AA] = Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage))


@variant("P803", "P802")
def link(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.URI, URI=String("http://example.org"))
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([60, 60, 90, 70]), A=action)
    pdf.pages[1].obj[Name.Annots] = Array([note])


@variant("P804")
def form_field(pdf: pikepdf.Pdf) -> None:
    pdf.Root[Name.AcroForm] = Dictionary(Fields=Array([Dictionary(FT=Name.Tx, T=String("a"))]))


@variant("P805")
def xfa(pdf: pikepdf.Pdf) -> None:
    pdf.Root[Name.AcroForm] = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))


def with_layer(pdf: pikepdf.Pdf, hidden: bool) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Фон")))
    off = Array([layer]) if hidden else Array([])
    pdf.Root[Name.OCProperties] = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=off))
    own_resources(pdf)[Name.Properties] = Dictionary(L=layer)
    add_content(pdf, b"/OC /L BDC q 1 0 0 rg 60 200 40 40 re f Q EMC" if hidden else b"/OC /L BDC EMC")


@variant("P806")
def layers(pdf: pikepdf.Pdf) -> None:
    with_layer(pdf, hidden=False)


@variant("P807", base=X4)
def hidden_layer(pdf: pikepdf.Pdf) -> None:
    with_layer(pdf, hidden=True)
