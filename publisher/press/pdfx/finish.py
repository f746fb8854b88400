"""A bound book → what the shop asked for: PDF/X (or plain PDF), page for page, in its inks, boxes and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.model.document import DocumentInfo
from publisher.model.errors import BuildError
from publisher.model.imposition import MarkKind
from publisher.model.paper import Trim
from publisher.model.press import MM, InkColour, Rgb, ShopProfile
from publisher.model.sheet import Box
from publisher.press.marks import KINDS, draw_marks, page_frame
from publisher.press.pdfx.boxes import PageBoxes, page_boxes
from publisher.press.pdfx.ground import Ground
from publisher.press.pdfx.identity import identify
from publisher.press.pdfx.matrix import moved
from publisher.press.pdfx.objects import PROCESS_SPACES
from publisher.press.pdfx.repaint import Repainter
from publisher.press.pdfx.states import State, Written
from publisher.press.pdfx.transparency import is_transparent
from publisher.press.pdfx.workshop import Workshop

_MOST_PAGES = 8
"""So many page numbers are told in a message."""


@dataclass(frozen=True, slots=True)
class PressResult:
    """The finished file and what is known of it: standard, plates, boxes in mm, pictures with their resolution."""

    data: bytes
    facts: Mapping[str, object]


def finish(
    bound: bytes, profile: ShopProfile, table: Mapping[Rgb, InkColour], info: DocumentInfo, *, name: str = ""
) -> PressResult:
    """Page for page what the shop asked for; the same input gives the same bytes.

    Args:
        bound: a PDF whose pages have a TrimBox; artwork reaches as far beyond it as the layout draws it.
        table: what the layout puts in the place of plain colours.
        info: with a date.
        name: of the file, for the slug line.

    Raises:
        BuildError: X101 the output profile can't be used, X102 something on a page that we don't know, X103 an image
            that can't be read, X110 transparency that can't be flattened honestly.
    """
    pdf = pikepdf.open(BytesIO(bound))
    shop = Workshop.of(pdf, profile, table)
    boxes: list[PageBoxes] = []
    for number, page in enumerate(pdf.pages, 1):
        shop.page = number
        trim = Box(*(float(v) for v in page.trimbox))
        boxes.append(page_boxes(profile, Trim(trim.width, trim.height), recto=number % 2 == 1))
        words = (f"{name}  {profile.name}", f"{number} / {len(pdf.pages)}")
        try:
            _finish_page(shop, page, trim, boxes[-1], words)
        except BuildError as error:
            raise BuildError(error.code, {**error.params, "page": number}) from error
    if shop.clashes:
        raise _clash(shop)
    for key in [key for key in pdf.Root.keys() if key not in ("/Type", "/Pages", "/Lang")]:  # noqa: SIM118
        del pdf.Root[key]
    identify(pdf, profile, info, bound + repr(profile).encode())
    return PressResult(_saved(pdf, profile), _facts(shop, boxes))


def _clash(shop: Workshop) -> BuildError:
    pages = list(dict.fromkeys(page for page, _ in shop.clashes))
    shown = ", ".join(map(str, pages[:_MOST_PAGES])) + (", …" if len(pages) > _MOST_PAGES else "")
    kinds = ", ".join(sorted({what for _, what in shop.clashes}))
    return BuildError("X110", {"pages": shown, "what": kinds, "standard": shop.profile.standard})


def _finish_page(shop: Workshop, page: pikepdf.Page, trim: Box, boxes: PageBoxes, words: tuple[str, str]) -> None:
    given = page.obj.get("/Resources", Dictionary())
    x, y = boxes.trim.left - trim.left, boxes.trim.bottom - trim.bottom
    transparent = is_transparent(given)
    flattens = transparent and not shop.keeps_transparency
    black = shop.inks.gray(0.0)
    state = State(black, black, ctm=moved(x, y), clip=boxes.bleed, written=Written(overprint=False))
    ground = Ground(shop.inks.paper) if flattens else None
    painter = Repainter(shop, given, state, ground=ground, origin=moved(x, y))
    content = painter.run(page.obj)
    bleed = boxes.bleed
    clip = f"q {bleed.left:.4f} {bleed.bottom:.4f} {bleed.width:.4f} {bleed.height:.4f} re W n"
    parts = [f"{clip} 1 0 0 1 {x:.4f} {y:.4f} cm\n".encode(), content, b"\nQ"]
    resources = painter.resources()
    if shop.profile.marks.kind != "none":
        parts.append(b"\n/Marks Do")
        if "/XObject" not in resources:
            resources.XObject = Dictionary()
        resources.XObject.Marks = _marks(shop, boxes, words)
    made = {
        "/Type": Name.Page,
        "/MediaBox": _array(boxes.media),
        "/BleedBox": _array(boxes.bleed),
        "/TrimBox": _array(boxes.trim),
        "/Resources": resources,
        "/Contents": shop.pdf.make_stream(b"".join(parts)),
    }
    if transparent and shop.keeps_transparency:
        made["/Group"] = Dictionary(Type=Name.Group, S=Name.Transparency, CS=PROCESS_SPACES[shop.inks.space], I=True)
    for key in [key for key in page.obj.keys() if key not in ("/Parent", *made)]:  # noqa: SIM118
        del page.obj[key]
    for key, value in made.items():
        page.obj[key] = value


def _marks(shop: Workshop, boxes: PageBoxes, words: tuple[str, str]) -> pikepdf.Object:
    wanted = shop.profile.marks
    kinds: list[MarkKind] = ["crop", "bleed"]
    if wanted.kind == "full":
        kinds += [kind for kind in KINDS if kind not in ("crop", "fold", "collation")]
    bleed, trim = boxes.bleed, boxes.trim
    reach = (trim.left - bleed.left, trim.bottom - bleed.bottom, bleed.right - trim.right, bleed.top - trim.top)
    frame = page_frame(boxes.media, trim, wanted.offset, bleed=reach, length=wanted.length, weight=wanted.weight)
    drawing = draw_marks(
        frame, kinds, slug=words[0], side=words[1], process="gray" if shop.inks.space == "gray" else "cmyk"
    )
    return drawing.form(shop.pdf, boxes.media)


def _array(box: Box) -> Array:
    return Array([round(v, 4) for v in (box.left, box.bottom, box.right, box.top)])


def _saved(pdf: pikepdf.Pdf, profile: ShopProfile) -> bytes:
    packs = profile.version >= "1.5"
    result = BytesIO()
    pdf.save(
        result,
        force_version=profile.version,
        object_stream_mode=pikepdf.ObjectStreamMode.generate if packs else pikepdf.ObjectStreamMode.disable,
        deterministic_id=True,
    )
    return result.getvalue()


def _facts(shop: Workshop, boxes: list[PageBoxes]) -> dict[str, object]:
    profile = shop.profile
    first = boxes[0]
    ppi = [placed.ppi for placed in shop.placed]
    process = ("Cyan", "Magenta", "Yellow", "Black")
    return {
        "profile": profile.name,
        "standard": profile.standard,
        "condition": profile.condition.identifier if profile.condition else "sRGB",
        "plates": sorted(shop.inks.plates, key=lambda ink: (process.index(ink) if ink in process else 4, ink)),
        "trim-mm": _size(first.trim),
        "bleed-mm": _size(first.bleed),
        "media-mm": _size(first.media),
        "lowest-ppi": min(ppi, default=None),
        "pictures": [
            {"page": p.page, "pixels": [p.width, p.height], "ppi": p.ppi, "colour": p.colour} for p in shop.placed
        ],
    }


def _size(box: Box) -> list[float]:
    return [round(box.width / MM, 2), round(box.height / MM, 2)]
