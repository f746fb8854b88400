"""Faults of the file."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from print_sample import saved

from print_variants.base import X1A, X4, add_content, new_form, new_image, variant, with_xobject


@variant("P101")
def damaged_table(pdf: pikepdf.Pdf) -> bytes:
    return saved(pdf, X1A).replace(b"startxref\n", b"startxref\n9")


@variant("P102", "P104")
def encrypted(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, encryption=pikepdf.Encryption(owner="x", user="", R=3, aes=False, metadata=False))
    return out.getvalue()


@variant("P103")
def no_id(pdf: pikepdf.Pdf) -> bytes:
    data = saved(pdf, X1A)
    return data.replace(b"/ID [", b"/IX [")


@variant("P104")
def too_new(pdf: pikepdf.Pdf) -> bytes:
    return saved(pdf, X1A).replace(b"%PDF-1.3", b"%PDF-1.5", 1)


@variant("P104", base=X4)
def too_old(pdf: pikepdf.Pdf) -> bytes:
    return saved(pdf, X4).replace(b"%PDF-1.6", b"%PDF-1.7", 1)


@variant("P105")
def object_streams(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue().replace(b"%PDF-1.5", b"%PDF-1.3", 1)


@variant("P106")
def no_pages(pdf: pikepdf.Pdf) -> None:
    while len(pdf.pages):
        del pdf.pages[0]


@variant("P108")
def unbalanced(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, b"q q Q")


@variant("P108")
def underflow(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, b"Q")


@variant("P109")
def missing_resource(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, b"/Nowhere Do")


@variant("P110")
def unknown_operator(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, b"1 2 foo")


@variant("P110")
def wrong_operands(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, b"(x) 1 re n")


@variant("P111")
def postscript(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(b"showpage")
    stream.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.PS)
    with_xobject(pdf, stream)


@variant("P112")
def opi(pdf: pikepdf.Pdf) -> None:
    with_xobject(pdf, new_image(pdf, OPI=Dictionary()))


@variant("P113", "P606")
def external(pdf: pikepdf.Pdf) -> None:
    stream = new_image(pdf)
    stream.write(b"")
    stream[Name.F] = String("other.bin")
    with_xobject(pdf, stream)


@variant("P114")
def reference(pdf: pikepdf.Pdf) -> None:
    with_xobject(pdf, new_form(pdf, b"", Ref=Dictionary(F=String("other.pdf"), Page=0)))


@variant("P115")
def lzw(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01")
    stream.stream_dict = Dictionary(Filter=Name.LZWDecode)
    pdf.Root[Name("/Old")] = stream


@variant("P116")
def alternate(pdf: pikepdf.Pdf) -> None:
    other = Dictionary(Image=new_image(pdf), DefaultForPrinting=True)
    with_xobject(pdf, new_image(pdf, Alternates=Array([other])))


@variant("P117")
def jpeg_2000(pdf: pikepdf.Pdf) -> None:
    with_xobject(pdf, new_image(pdf, Filter=Name.JPXDecode))


@variant("P118")
def separated(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj[Name.SeparationInfo] = Dictionary(DeviceColorant=Name.Black)


@variant("P119")
def slides(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj[Name.Trans] = Dictionary(S=Name.Wipe)


@variant("P120")
def recursion(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_indirect(new_form(pdf, b"/Me Do"))
    form[Name.Resources] = Dictionary(XObject=Dictionary(Me=form))
    with_xobject(pdf, form)


@variant("P121", name="Листовка.pdf")
def cyrillic_name(pdf: pikepdf.Pdf) -> None:
    pass


@variant("P122")
def abyss(pdf: pikepdf.Pdf) -> None:
    inner = pdf.make_indirect(new_form(pdf, b"0 0 1 1 re n"))
    for _ in range(40):
        inner = pdf.make_indirect(new_form(pdf, b"/In Do"))
        inner[Name.Resources] = Dictionary(XObject=Dictionary(In=inner))
    for _ in range(40):
        outer = pdf.make_indirect(new_form(pdf, b"/In Do"))
        outer[Name.Resources] = Dictionary(XObject=Dictionary(In=inner))
        inner = outer
    with_xobject(pdf, inner)


@variant("P123")
def attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = b"text"


@variant("P124", "P216")
def broken_content(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(b"this is not deflated")
    stream.stream_dict = Dictionary(Filter=Name.FlateDecode)
    pdf.pages[1].obj.Contents = stream
