"""Faults, one at a time, put into a good file: what is done to it, and the codes that must be found."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from print_sample import MM, good, saved

from publisher.builder.profiles import load_profile
from publisher.data import folder
from publisher.model.press import Bleed, Marks, ShopProfile

X1A, X4 = "PDF/X-1a:2001", "PDF/X-4"
OFFSET = load_profile("offset-coated", [folder("profiles")])
SHOPS = {X1A: OFFSET, X4: replace(OFFSET, flavour="x4", version="1.6")}
Break = Callable[[pikepdf.Pdf], object]


@dataclass(frozen=True)
class Variant:
    """`codes` are all that may be found; the first is the fault that was made."""

    codes: tuple[str, ...]
    make: Callable[[], bytes]
    profile: ShopProfile | None
    trim: tuple[float, float] | None = None
    name: str = "good.pdf"

    def __str__(self) -> str:
        return self.codes[0]


VARIANTS: list[tuple[str, Variant]] = []


def variant(
    *codes: str, base: str = X1A, shop: dict[str, Any] | None = None, bare: bool = False, **options: Any
) -> Callable[[Break], Break]:
    """A way to break the good file of a standard; `shop` changes the profile, `bare`: without a profile."""

    def registered(breaks: Break) -> Break:
        def make() -> bytes:
            with pikepdf.open(_stream(good(base))) as pdf:
                changed = breaks(pdf)
                return changed if isinstance(changed, bytes) else saved(pdf, base)

        profile = None if bare else replace(SHOPS[base], **(shop or {}))
        VARIANTS.append((breaks.__name__, Variant(codes, make, profile, **options)))
        return breaks

    return registered


def _stream(data: bytes) -> Any:
    return io.BytesIO(data)


def _content(pdf: pikepdf.Pdf, more: bytes = b"", old: bytes = b"", new: bytes = b"", page: int = 1) -> None:
    """Add to the content of a page, or replace a part of it."""
    target = pdf.pages[page].obj
    data = target.Contents.read_bytes()
    assert old in data
    target.Contents = pdf.make_stream((data.replace(old, new) if old else data) + b"\n" + more)


def _own_resources(pdf: pikepdf.Pdf, page: int = 1) -> Any:
    """Resources of one page alone, with dictionaries that may be written into."""
    target = pdf.pages[page].obj
    copied = {key: Dictionary(dict(value.items())) for key, value in target.Resources.items()}
    target.Resources = Dictionary(copied)
    return target.Resources


def _state(pdf: pikepdf.Pdf, paint: bytes = b"q /New gs 0 0 0 1 k 60 200 40 40 re f Q", **entries: Any) -> None:
    _own_resources(pdf).ExtGState.New = Dictionary(Type=Name.ExtGState, **entries)
    _content(pdf, paint)


def _space(pdf: pikepdf.Pdf, space: Any, values: bytes) -> None:
    resources = _own_resources(pdf)
    resources[Name.ColorSpace] = Dictionary(New=space)
    _content(pdf, b"q /New cs %s sc 60 200 40 40 re f Q" % values)


def _xobject(pdf: pikepdf.Pdf, stream: Any, matrix: bytes = b"40 0 0 40 60 200 cm") -> None:
    _own_resources(pdf).XObject.New = stream
    _content(pdf, b"q %s /New Do Q" % matrix)


def _image(pdf: pikepdf.Pdf, pixels: int = 200, **entries: Any) -> Any:
    bits = int(entries.get("BitsPerComponent", 8))
    count = 3 if str(entries.get("ColorSpace")) == "/DeviceRGB" else 1
    stream = pdf.make_stream(bytes(pixels * ((pixels * bits * count + 7) // 8)))
    stream.stream_dict = Dictionary(
        {
            "/Type": Name.XObject,
            "/Subtype": Name.Image,
            "/Width": pixels,
            "/Height": pixels,
            "/BitsPerComponent": 8,
            "/ColorSpace": Name.DeviceGray,
        }
        | {f"/{key}": value for key, value in entries.items()}
    )
    return stream


def _form(pdf: pikepdf.Pdf, content: bytes, **entries: Any) -> Any:
    stream = pdf.make_stream(content)
    stream.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]), Resources=Dictionary(), **entries
    )
    return stream


def _font(pdf: pikepdf.Pdf) -> Any:
    return pdf.pages[0].obj.Resources.Font.F


# ---- P1: file


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
    _content(pdf, b"q q Q")


@variant("P108")
def underflow(pdf: pikepdf.Pdf) -> None:
    _content(pdf, b"Q")


@variant("P109")
def missing_resource(pdf: pikepdf.Pdf) -> None:
    _content(pdf, b"/Nowhere Do")


@variant("P110")
def unknown_operator(pdf: pikepdf.Pdf) -> None:
    _content(pdf, b"1 2 foo")


@variant("P110")
def wrong_operands(pdf: pikepdf.Pdf) -> None:
    _content(pdf, b"(x) 1 re n")


@variant("P111")
def postscript(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(b"showpage")
    stream.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.PS)
    _xobject(pdf, stream)


@variant("P112")
def opi(pdf: pikepdf.Pdf) -> None:
    _xobject(pdf, _image(pdf, OPI=Dictionary()))


@variant("P113", "P606")
def external(pdf: pikepdf.Pdf) -> None:
    stream = _image(pdf)
    stream.write(b"")
    stream[Name.F] = String("other.bin")
    _xobject(pdf, stream)


@variant("P114")
def reference(pdf: pikepdf.Pdf) -> None:
    _xobject(pdf, _form(pdf, b"", Ref=Dictionary(F=String("other.pdf"), Page=0)))


@variant("P115")
def lzw(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01")
    stream.stream_dict = Dictionary(Filter=Name.LZWDecode)
    pdf.Root[Name("/Old")] = stream


@variant("P116")
def alternate(pdf: pikepdf.Pdf) -> None:
    other = Dictionary(Image=_image(pdf), DefaultForPrinting=True)
    _xobject(pdf, _image(pdf, Alternates=Array([other])))


@variant("P117")
def jpeg_2000(pdf: pikepdf.Pdf) -> None:
    _xobject(pdf, _image(pdf, Filter=Name.JPXDecode))


@variant("P118")
def separated(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj[Name.SeparationInfo] = Dictionary(DeviceColorant=Name.Black)


@variant("P119")
def slides(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj[Name.Trans] = Dictionary(S=Name.Wipe)


@variant("P120")
def recursion(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_indirect(_form(pdf, b"/Me Do"))
    form[Name.Resources] = Dictionary(XObject=Dictionary(Me=form))
    _xobject(pdf, form)


@variant("P121", name="Листовка.pdf")
def cyrillic_name(pdf: pikepdf.Pdf) -> None:
    pass


@variant("P122")
def abyss(pdf: pikepdf.Pdf) -> None:
    inner = pdf.make_indirect(_form(pdf, b"0 0 1 1 re n"))
    for _ in range(40):
        inner = pdf.make_indirect(_form(pdf, b"/In Do"))
        inner[Name.Resources] = Dictionary(XObject=Dictionary(In=inner))
    for _ in range(40):
        outer = pdf.make_indirect(_form(pdf, b"/In Do"))
        outer[Name.Resources] = Dictionary(XObject=Dictionary(In=inner))
        inner = outer
    _xobject(pdf, inner)


@variant("P123")
def attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = b"text"


@variant("P124", "P216")
def broken_content(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(b"this is not deflated")
    stream.stream_dict = Dictionary(Filter=Name.FlateDecode)
    pdf.pages[1].obj.Contents = stream


# ---- P2: boxes


@variant("P201", "P211", trim=(148 * MM, 210 * MM), shop={"bleed": Bleed()}, bare=False)
def no_trim(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        del page.obj.TrimBox


@variant("P202")
def two_trims(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj[Name.ArtBox] = pdf.pages[1].obj.TrimBox


@variant("P203", "P213", shop={"bleed": Bleed(1, 1, 1, 1)})
def trim_beyond_bleed(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1].obj
    page[Name.BleedBox] = Array([10, 8, *(float(v) for v in list(page.BleedBox)[2:])])


@variant("P204")
def bleed_beyond_media(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1].obj
    page[Name.BleedBox] = Array([0, 0, 600, 700])


@variant("P204", "P203", "P210", "P213")
def trim_beyond_media(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1].obj
    page[Name.TrimBox] = Array([8.5, 8.5, 600, 700])


@variant("P205")
def cropped(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj[Name.CropBox] = Array([20, 20, 400, 500])


@variant("P206")
def broken_box(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj[Name.ArtBox] = Array([1, 2, 3])


@variant("P207", base=X4)
def user_unit(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj[Name.UserUnit] = 2


@variant("P208", "P902")
def origin(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1].obj
    for key in ("MediaBox", "BleedBox", "TrimBox"):
        page[f"/{key}"] = Array([float(v) - 10 for v in page[f"/{key}"]])


@variant("P209")
def turned(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj[Name.Rotate] = 90


@variant("P210", "P902")
def another_size(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1].obj
    for key in ("MediaBox", "BleedBox", "TrimBox"):
        page[f"/{key}"] = Array([*list(page[f"/{key}"])[:2], *(float(v) + 10 for v in list(page[f"/{key}"])[2:])])


@variant("P211", trim=(145 * MM, 200 * MM))
def another_order(pdf: pikepdf.Pdf) -> None:
    pass


@variant("P212")
def odd_count(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[3]


@variant("P213", "P901", shop={"bleed": Bleed(5 * MM, 5 * MM, 5 * MM, 5 * MM)})
def small_bleed(pdf: pikepdf.Pdf) -> None:
    pass


@variant("P214")
def viewer_area(pdf: pikepdf.Pdf) -> None:
    pdf.Root[Name.ViewerPreferences] = Dictionary(PrintArea=Name.CropBox)


@variant("P216")
def blank_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.Contents = pdf.make_stream(b"q Q")


@variant("P217", "P210", "P213", "P901")
def enormous(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1].obj
    page[Name.MediaBox] = page[Name.BleedBox] = page[Name.TrimBox] = Array([0, 0, 15000, 15000])


@variant("P218", shop={"page_extent": 15 * MM})
def small_extent(pdf: pikepdf.Pdf) -> None:
    pass


# ---- P3: fonts


@variant("P301")
def helvetica(pdf: pikepdf.Pdf) -> None:
    _own_resources(pdf).Font.New = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    _content(pdf, b"q /Over gs 0 0 0 1 k BT /New 10 Tf 60 200 Td (Trim) Tj ET Q")


@variant("P302")
def broken_font(pdf: pikepdf.Pdf) -> None:
    descriptor = _font(pdf).DescendantFonts[0].FontDescriptor
    descriptor[Name.FontFile2] = pdf.make_stream(descriptor.FontFile2.read_bytes()[:300])


@variant("P303")
def wrong_widths(pdf: pikepdf.Pdf) -> None:
    descendant = _font(pdf).DescendantFonts[0]
    widths = [float(width) for width in descendant.W[1]]
    descendant.W = Array([0, Array([width + 50 for width in widths])])


@variant("P304")
def notdef(pdf: pikepdf.Pdf) -> None:
    _content(pdf, b"q /Over gs 0 0 0 1 k BT /F 10 Tf 60 200 Td <0000> Tj ET Q")


@variant("P304")
def beyond_the_font(pdf: pikepdf.Pdf) -> None:
    _content(pdf, b"q /Over gs 0 0 0 1 k BT /F 10 Tf 60 200 Td <0FFF> Tj ET Q")


@variant("P305", "P306")
def type_3(pdf: pikepdf.Pdf) -> None:
    glyph = pdf.make_stream(b"500 0 0 0 500 500 d1 0 0 500 500 re f")
    _own_resources(pdf).Font.New = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 500, 500]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=Dictionary(a=glyph),
            Encoding=Dictionary(Differences=Array([97, Name.a])),
            FirstChar=97,
            LastChar=97,
            Widths=Array([500]),
            Resources=Dictionary(),
        )
    )
    _content(pdf, b"q /Over gs 0 0 0 1 k BT /New 10 Tf 60 200 Td (a) Tj ET Q")


@variant("P306")
def no_unicode(pdf: pikepdf.Pdf) -> None:
    del _font(pdf)[Name.ToUnicode]


@variant("P307")
def tiny_type(pdf: pikepdf.Pdf) -> None:
    _content(pdf, old=b"/F 11 Tf", new=b"/F 4 Tf")


@variant("P308")
def invisible(pdf: pikepdf.Pdf) -> None:
    _content(pdf, b"q /Over gs 0 0 0 1 k BT 3 Tr /F 10 Tf 60 200 Td <0001> Tj ET Q")


# ---- P4: colour


@variant("P401")
def rgb_fill(pdf: pikepdf.Pdf) -> None:
    _content(pdf, b"q 1 0 0 rg 60 200 40 40 re f Q")


@variant("P401", "P508", base=X4)
def rgb_text(pdf: pikepdf.Pdf) -> None:
    _content(pdf, old=b"0 0 0 1 k BT", new=b"0 0 0 rg BT")


@variant("P401", "P120", base=X1A)
def rgb_deep_inside(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_indirect(_form(pdf, b"1 0 0 rg 0 0 1 1 re f /Me Do"))
    form[Name.Resources] = Dictionary(XObject=Dictionary(Me=form))
    _xobject(pdf, form)


@variant("P401")
def rgb_pattern(pdf: pikepdf.Pdf) -> None:
    tile = pdf.make_stream(b"1 0 0 rg 0 0 4 4 re f")
    tile.stream_dict = Dictionary(
        PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 8, 8]), XStep=8, YStep=8, Resources=Dictionary()
    )
    _own_resources(pdf)[Name.Pattern] = Dictionary(New=pdf.make_indirect(tile))
    _content(pdf, b"q /Pattern cs /New scn 60 200 40 40 re f Q")


@variant("P401")
def rgb_shading(pdf: pikepdf.Pdf) -> None:
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([1, 0, 0]), C1=Array([0, 0, 1]))
    _own_resources(pdf)[Name.Shading] = Dictionary(
        New=Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 1, 1]), Function=function)
    )
    _content(pdf, b"q 60 200 40 40 re W n /New sh Q")


@variant("P402")
def rgb_image(pdf: pikepdf.Pdf) -> None:
    _xobject(pdf, _image(pdf, ColorSpace=Name.DeviceRGB))


@variant("P402")
def rgb_palette(pdf: pikepdf.Pdf) -> None:
    palette = Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\0\0\0\xff\xff\xff")])
    _xobject(pdf, _image(pdf, ColorSpace=palette))


@variant("P402", "P601")
def rgb_inline(pdf: pikepdf.Pdf) -> None:
    _content(pdf, b"q 40 0 0 40 60 200 cm BI /W 8 /H 8 /BPC 8 /CS /RGB ID " + b"\x10" * 192 + b"\nEI Q")


@variant("P403")
def lab(pdf: pikepdf.Pdf) -> None:
    _space(pdf, Array([Name.Lab, Dictionary(WhitePoint=Array([0.96, 1, 0.82]))]), b"50 20 20")


def _srgb(pdf: pikepdf.Pdf) -> Any:
    from PIL import ImageCms

    stream = pdf.make_stream(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    stream.stream_dict = Dictionary(N=3)
    return stream


@variant("P403")
def icc_rgb(pdf: pikepdf.Pdf) -> None:
    _space(pdf, Array([Name.ICCBased, pdf.make_indirect(_srgb(pdf))]), b"1 0 0")


@variant("P416", base=X4)
def icc_rgb_for_cmyk(pdf: pikepdf.Pdf) -> None:
    _space(pdf, Array([Name.ICCBased, pdf.make_indirect(_srgb(pdf))]), b"1 0 0")


@variant("P404", base=X4)
def broken_profile(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(b"no profile at all")
    stream.stream_dict = Dictionary(N=4)
    _space(pdf, Array([Name.ICCBased, pdf.make_indirect(stream)]), b"0 0 0 1")


def _spot(base: Any, values: list[float], name: str = "Red") -> Array:
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0] * len(values)), C1=Array(values))
    return Array([Name.Separation, Name(f"/{name}"), base, function])


@variant("P405", shop={"spots": "keep"})
def spot_through_rgb(pdf: pikepdf.Pdf) -> None:
    _space(pdf, _spot(Name.DeviceRGB, [1, 0, 0]), b"1")


@variant("P406", "P707", "P721", base=X4)
def rgb_intent(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0][Name.DestOutputProfile] = pdf.make_indirect(_srgb(pdf))
    pdf.Root.OutputIntents[0][Name.OutputConditionIdentifier] = String("sRGB")


@variant("P407", base=X4)
def rgb_group(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj[Name.Group] = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)


@variant("P408")
def spot(pdf: pikepdf.Pdf) -> None:
    _space(pdf, _spot(Name.DeviceCMYK, [0, 1, 1, 0]), b"1")


@variant("P409", shop={"colour": "gray"})
def colour_in_black(pdf: pikepdf.Pdf) -> None:
    pass


@variant("P411", "P906")
def registration(pdf: pikepdf.Pdf) -> None:
    _space(pdf, _spot(Name.DeviceCMYK, [1, 1, 1, 1], "All"), b"1")


@variant("P412", shop={"spots": "keep"})
def spot_twice(pdf: pikepdf.Pdf) -> None:
    _own_resources(pdf)[Name.ColorSpace] = Dictionary(
        A=_spot(Name.DeviceCMYK, [0, 1, 1, 0]), B=_spot(Name.DeviceGray, [0.5])
    )
    _content(pdf, b"q /A cs 1 sc 60 200 40 40 re f /B cs 1 sc 120 200 40 40 re f Q")


@variant("P413")
def unused_space(pdf: pikepdf.Pdf) -> None:
    _own_resources(pdf)[Name.ColorSpace] = Dictionary(
        New=Array([Name.Lab, Dictionary(WhitePoint=Array([0.96, 1, 0.82]))])
    )


@variant("P415", base=X4)
def intent_again(pdf: pikepdf.Pdf) -> None:
    _space(pdf, Array([Name.ICCBased, pdf.Root.OutputIntents[0].DestOutputProfile]), b"0 0 0 1")


# ---- P5: transparency, overprint


@variant("P501")
def soft_mask(pdf: pikepdf.Pdf) -> None:
    group = _form(pdf, b"1 g 0 0 1 1 re f", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    _state(pdf, SMask=Dictionary(S=Name.Luminosity, G=pdf.make_indirect(group)))


@variant("P501")
def masked_image(pdf: pikepdf.Pdf) -> None:
    _xobject(pdf, _image(pdf, SMask=pdf.make_indirect(_image(pdf))))


@variant("P502")
def multiply(pdf: pikepdf.Pdf) -> None:
    _state(pdf, BM=Name.Multiply)


@variant("P503")
def translucent(pdf: pikepdf.Pdf) -> None:
    _state(pdf, ca=0.5)


@variant("P504")
def group(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj[Name.Group] = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)


@variant("P504")
def group_within(pdf: pikepdf.Pdf) -> None:
    _xobject(pdf, _form(pdf, b"0 0 0 1 k 0 0 1 1 re f", Group=Dictionary(S=Name.Transparency)))


@variant("P505", base=X4)
def unknown_mode(pdf: pikepdf.Pdf) -> None:
    _state(pdf, BM=Name.Sparkle)


@variant("P506")
def white_overprints(pdf: pikepdf.Pdf) -> None:
    _content(pdf, b"q /Over gs 0 0 0 0 k 60 200 40 40 re f Q")


@variant("P507")
def black_knocks_out(pdf: pikepdf.Pdf) -> None:
    _content(pdf, old=b"q /Over gs 0 0 0 1 k BT", new=b"q 0 0 0 1 k BT")


@variant("P507")
def black_overprints_in_vain(pdf: pikepdf.Pdf) -> None:
    _own_resources(pdf).ExtGState.New = Dictionary(OP=True, op=True, OPM=0)
    _content(pdf, old=b"q /Over gs 0 0 0 1 k BT", new=b"q /New gs 0 0 0 1 k BT")


@variant("P508")
def colour_overprints(pdf: pikepdf.Pdf) -> None:
    _content(pdf, b"q /Over gs 0 1 0 0 k 60 200 40 40 re f Q")


@variant("P509")
def transfer(pdf: pikepdf.Pdf) -> None:
    _state(pdf, TR=Dictionary(FunctionType=2, Domain=Array([0, 1]), N=2))


@variant("P510")
def transfer_2(pdf: pikepdf.Pdf) -> None:
    _state(pdf, TR2=Name.Identity)


@variant("P511")
def halftone_phase(pdf: pikepdf.Pdf) -> None:
    _state(pdf, HTP=Array([0, 1]))


@variant("P512")
def halftone(pdf: pikepdf.Pdf) -> None:
    _state(pdf, HT=Dictionary(Type=Name.Halftone, HalftoneType=6))


# ---- P6: pictures


@variant("P601")
def coarse(pdf: pikepdf.Pdf) -> None:
    _content(pdf, old=b"q 72 0 0 72 60 280 cm", new=b"q 144 0 0 144 60 200 cm")


@variant("P601")
def coarse_in_a_form(pdf: pikepdf.Pdf) -> None:
    form = _form(pdf, b"/Picture Do")
    form[Name.Resources] = pdf.pages[0].obj.Resources
    _xobject(pdf, form, b"144 0 0 144 60 100 cm")


@variant("P602")
def coarse_line_art(pdf: pikepdf.Pdf) -> None:
    _xobject(pdf, _image(pdf, BitsPerComponent=1))


@variant("P603", shop={"minima": replace(OFFSET.minima, max_ppi=290)})
def fine(pdf: pikepdf.Pdf) -> None:
    pass


@variant("P604")
def stretched(pdf: pikepdf.Pdf) -> None:
    _content(pdf, old=b"q 72 0 0 72 60 280 cm", new=b"q 50 0 0 72 60 280 cm")


@variant("P605")
def sixteen_bits(pdf: pikepdf.Pdf) -> None:
    _xobject(pdf, _image(pdf, BitsPerComponent=16))


@variant("P606")
def broken_picture(pdf: pikepdf.Pdf) -> None:
    _xobject(pdf, _image(pdf, BitsPerComponent=7))


# ---- P7: intents, metadata


def _info(pdf: pikepdf.Pdf, key: str, value: Any = None) -> None:
    if value is None:
        del pdf.trailer.Info[f"/{key}"]
    else:
        pdf.trailer.Info[f"/{key}"] = value


def _xmp(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    assert old in packet
    pdf.Root.Metadata.write(packet.replace(old, new))


def _intent(pdf: pikepdf.Pdf, key: str, value: Any = None) -> None:
    if value is None:
        del pdf.Root.OutputIntents[0][f"/{key}"]
    else:
        pdf.Root.OutputIntents[0][f"/{key}"] = value


@variant("P701", "P716")
def no_claim(pdf: pikepdf.Pdf) -> None:
    _info(pdf, "GTS_PDFXVersion")
    _info(pdf, "GTS_PDFXConformance")


@variant("P701", base=X4)
def no_claim_of_x4(pdf: pikepdf.Pdf) -> None:
    _xmp(pdf, b"PDF/X-4", b"")


@variant("P702")
def no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


@variant("P703")
def two_intents(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


@variant("P704")
def unnamed_condition(pdf: pikepdf.Pdf) -> None:
    _intent(pdf, "OutputConditionIdentifier", String(""))


@variant("P705")
def unexplained_condition(pdf: pikepdf.Pdf) -> None:
    _intent(pdf, "Info")
    _intent(pdf, "RegistryName")


@variant("P706", base=X4)
def no_icc(pdf: pikepdf.Pdf) -> None:
    _intent(pdf, "DestOutputProfile")


@variant("P706")
def no_icc_of_own_condition(pdf: pikepdf.Pdf) -> None:
    _intent(pdf, "DestOutputProfile")
    _intent(pdf, "RegistryName")


@variant("P707", "P709", "P406")
def monitor_profile(pdf: pikepdf.Pdf) -> None:
    _intent(pdf, "DestOutputProfile", pdf.make_indirect(_srgb(pdf)))


@variant("P709", "P406")
def rgb_printer(pdf: pikepdf.Pdf) -> None:
    srgb = _srgb(pdf)
    srgb.write(srgb.read_bytes().replace(b"mntrRGB", b"prtrRGB"))
    srgb[Name.N] = 3
    _intent(pdf, "DestOutputProfile", pdf.make_indirect(srgb))


@variant("P708")
def wrong_channels(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile[Name.N] = 3


@variant("P710", shop={"embed_icc": False})
def icc_unwanted(pdf: pikepdf.Pdf) -> None:
    pass


@variant("P711")
def untitled(pdf: pikepdf.Pdf) -> None:
    _info(pdf, "Title")
    del pdf.Root.Metadata


@variant("P712")
def no_creator(pdf: pikepdf.Pdf) -> None:
    _info(pdf, "Creator")
    del pdf.Root.Metadata


@variant("P713", "P720")
def no_creation_date(pdf: pikepdf.Pdf) -> None:
    _info(pdf, "CreationDate", String("yesterday"))


@variant("P714", "P720")
def no_change_date(pdf: pikepdf.Pdf) -> None:
    _info(pdf, "ModDate", String("D:20261399"))


@variant("P715")
def trapped_unknown(pdf: pikepdf.Pdf) -> None:
    _info(pdf, "Trapped", Name.Unknown)
    del pdf.Root.Metadata


@variant("P716")
def half_a_claim(pdf: pikepdf.Pdf) -> None:
    _info(pdf, "GTS_PDFXVersion", String("PDF/X-1a:2003"))


@variant("P717", "P701", base=X4)
def no_xmp(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


@variant("P717")
def broken_xmp(pdf: pikepdf.Pdf) -> None:
    _xmp(pdf, b"</rdf:Description>", b"")


@variant("P718", base=X4)
def poor_xmp(pdf: pikepdf.Pdf) -> None:
    _xmp(pdf, b"<xmpMM:VersionID>1</xmpMM:VersionID>", b"")


@variant("P719", base=X4)
def deflated_xmp(pdf: pikepdf.Pdf) -> bytes:
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(zlib.compress(packet), filter=Name.FlateDecode)
    del pdf.Root.Metadata[Name.Type]  # else the writer would undo it
    out = io.BytesIO()
    none = pikepdf.StreamDecodeLevel.none
    options: dict[str, Any] = {"compress_streams": False, "fix_metadata_version": False, "deterministic_id": True}
    pdf.save(out, force_version="1.6", stream_decode_level=none, **options)
    return out.getvalue()


@variant("P720")
def two_titles(pdf: pikepdf.Pdf) -> None:
    _info(pdf, "Title", String("Другое"))


@variant("P721")
def another_condition(pdf: pikepdf.Pdf) -> None:
    _intent(pdf, "OutputConditionIdentifier", String("FOGRA29"))


# ---- P8: for the screen


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


def _layer(pdf: pikepdf.Pdf, hidden: bool) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Фон")))
    off = Array([layer]) if hidden else Array([])
    pdf.Root[Name.OCProperties] = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=off))
    _own_resources(pdf)[Name.Properties] = Dictionary(L=layer)
    _content(pdf, b"/OC /L BDC q 1 0 0 rg 60 200 40 40 re f Q EMC" if hidden else b"/OC /L BDC EMC")


@variant("P806")
def layers(pdf: pikepdf.Pdf) -> None:
    _layer(pdf, hidden=False)


@variant("P807", base=X4)
def hidden_layer(pdf: pikepdf.Pdf) -> None:
    _layer(pdf, hidden=True)


# ---- P9: the trade


@variant("P901")
def artwork_ends_at_the_trim(pdf: pikepdf.Pdf) -> None:
    _content(pdf, b"q 0 1 0 0 k 8.5039 200 100 40 re f Q", page=2)


@variant("P901")
def artwork_ends_within_the_bleed(pdf: pikepdf.Pdf) -> None:
    _content(pdf, b"q 0 1 0 0 k 100 3 40 60 re f Q")


@variant("P901")
def artwork_is_clipped(pdf: pikepdf.Pdf) -> None:
    _content(pdf, b"q 4 0 400 600 re W n 0 1 0 0 k 0 200 100 40 re f Q")


@variant("P902")
def near_the_edge(pdf: pikepdf.Pdf) -> None:
    _content(pdf, old=b"60 400 Td", new=b"12 400 Td")


@variant("P902")
def rule_near_the_edge(pdf: pikepdf.Pdf) -> None:
    _content(pdf, b"q /Over gs 0 0 0 1 K 1 w 60 13 m 200 13 l S Q")


@variant("P903")
def hairline(pdf: pikepdf.Pdf) -> None:
    _content(pdf, b"q /Over gs 0 0 0 1 K 0 w 60 200 m 200 200 l S Q")


@variant("P903")
def scaled_hairline(pdf: pikepdf.Pdf) -> None:
    _content(pdf, b"q 0.1 0 0 0.1 0 0 cm /Over gs 0 0 0 1 K 1 w 600 2000 m 2000 2000 l S Q")


@variant("P903")
def filled_hairline(pdf: pikepdf.Pdf) -> None:
    _content(pdf, b"q /Over gs 0 0 0 1 k 60 200 100 0.1 re f Q")


@variant("P903")
def screened_hairline(pdf: pikepdf.Pdf) -> None:
    _content(pdf, b"q /Over gs 0 0 0 0.3 K 0.3 w 60 200 m 200 200 l S Q")


@variant("P904")
def rich_black_text(pdf: pikepdf.Pdf) -> None:
    _content(pdf, old=b"/Over gs 0 0 0 1 k BT", new=b"0.6 0.4 0.4 1 k BT")


@variant("P905")
def small_coloured_text(pdf: pikepdf.Pdf) -> None:
    _content(pdf, old=b"/Over gs 0 0 0 1 k BT /F 11", new=b"1 0.4 0 0 k BT /F 7")


@variant("P905")
def small_white_text(pdf: pikepdf.Pdf) -> None:
    _content(pdf, old=b"/Over gs 0 0 0 1 k BT /F 11", new=b"0 0 0 0 k BT /F 7")


@variant("P906")
def too_much_ink(pdf: pikepdf.Pdf) -> None:
    _content(pdf, b"q 1 0.9 0.8 0.8 k 60 200 40 40 re f Q")


@variant("P908")
def marks_unwanted(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.obj[Name.MediaBox] = Array([0, 0, 500, 700])
    _content(pdf, b"q 0 0 0 1 K 0.25 w 8.5 640 m 8.5 660 l S Q")


@variant("P909", shop={"marks": Marks("crop")})
def marks_missing(pdf: pikepdf.Pdf) -> None:
    pass
