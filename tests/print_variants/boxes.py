"""Faults of boxes and pages."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name
from print_sample import MM

from print_variants.base import X4, variant
from publisher.model.press import Bleed


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
