"""Codes for links, as they stand on the finished page: read back from pixels, and black ink alone on the press."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pages import Made, book_of, families, layout_of, make, render
from PIL import Image
from press_stage import profile
from sample_book import paragraph

from publisher.composition.links import ascii_address
from publisher.composition.qr import QUIET, Code, qr_code
from publisher.model.edition import Book
from publisher.model.finding import Severity
from publisher.model.press import MM
from publisher.pipeline import make_press
from publisher.preflight import inspect

ADDRESSES = [
    "https://a.org/",
    "https://ru.wikipedia.org/wiki/Кавычки",
    "mailto:red@example.org?subject=a",
    "https://example.org/" + "b" * 300,
]
DPI = 600


@pytest.fixture(scope="module")
def book() -> Book:
    return book_of([paragraph(f"слово{n}", (f"слово{n}", "link", address)) for n, address in enumerate(ADDRESSES)])


@pytest.fixture(scope="module")
def made(book: Book) -> Made:
    return make(book, layout_of("pamphlet-a5", links="qr"))


def drawings(pdf: bytes) -> Iterator[tuple[Image.Image, tuple[float, float, float, float]]]:
    """Every page as pixels, and the box of every large black path on it in mm from the top left."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        image = page.render(scale=DPI / 72).to_pil().convert("L")
        height = page.get_height()
        for found in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = found.get_bounds()
            red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
            pypdfium2.raw.FPDFPageObj_GetFillColor(found, red, green, blue, alpha)
            if red.value == 0 and 15 * MM < right - left < 40 * MM and abs((right - left) - (top - bottom)) < 0.5:
                yield image, (left / MM, (height - top) / MM, right / MM, (height - bottom) / MM)


def read(image: Image.Image, box: tuple[float, float, float, float], modules: int) -> tuple[tuple[int, ...], ...]:
    """The modules at the centres of a square grid over `box`, 1 for black."""
    left, top, right, _ = box
    step = (right - left) / modules

    def at(x: float, y: float) -> int:
        pixel = image.getpixel((round(x / 25.4 * DPI), round(y / 25.4 * DPI)))
        assert isinstance(pixel, int)
        return int(pixel < 128)

    return tuple(
        tuple(at(left + (column + 0.5) * step, top + (row + 0.5) * step) for column in range(modules))
        for row in range(modules)
    )


def expected() -> list[Code]:
    codes = [qr_code(ascii_address(address)) for address in ADDRESSES]
    return [code for code in codes if code]


def test_codes_on_the_page_are_those_of_their_addresses(made: Made) -> None:
    found = list(drawings(made.pdf))
    assert len(found) == len(ADDRESSES)
    for code, (image, box) in zip(expected(), found, strict=True):
        side = len(code.matrix)
        assert read(image, box, side) == code.matrix
        module = (box[2] - box[0]) / side
        assert module >= 0.35 - 0.003
        quiet = QUIET * module
        around = [round((edge + way * quiet) / 25.4 * DPI) for edge, way in zip(box, (-1, -1, 1, 1), strict=True)]
        inside = image.crop((around[0] + 3, around[1] + 3, around[2] - 3, around[3] - 3))
        rim = round(quiet / 25.4 * DPI) - 6
        inside.paste(255, (rim, rim, inside.width - rim, inside.height - rim))
        assert inside.getextrema()[0] > 200, "something stands in the quiet zone"


def test_no_remarks(made: Made) -> None:
    assert made.remarks == ()


@pytest.mark.parametrize("name", ["digital", "offset-coated"])
def test_codes_are_black_ink_alone_on_the_press(book: Book, name: str) -> None:
    layout = layout_of("pamphlet-a5", links="qr")
    pressed = make_press(book, layout, families(), {}, render, None, profile(name)).value.data
    report = inspect(pressed, profile(name), name="links.pdf")
    assert [f.code for f in report.findings if f.severity is not Severity.NOTE] == []
    with pikepdf.open(BytesIO(pressed)) as pdf:
        inks = {tuple(map(float, operands)) for operands in painted(pdf)}
    assert (0, 0, 0, 1) in inks and all(ink[:3] == (0, 0, 0) for ink in inks)


def painted(pdf: pikepdf.Pdf) -> Iterator[list[object]]:
    """Operands of `k` and `K` on all pages that hold codes, in forms too; other colours there are a failure."""
    for page in pdf.pages[1:]:
        yield from _inks(page)


def _inks(stream: object) -> Iterator[list[object]]:
    for operands, operator in pikepdf.parse_content_stream(stream):  # type: ignore[arg-type]
        name = str(operator)
        assert name not in ("rg", "RG", "cs", "CS", "sh", "scn", "sc"), name
        if name in ("g", "G"):
            yield [0, 0, 0, 1 - float(operands[0])]
        if name in ("k", "K"):
            yield list(operands)
        if name == "Do":
            resources = stream.Resources if isinstance(stream, pikepdf.Stream) else stream.resources  # type: ignore[attr-defined]
            yield from _inks(resources.XObject[operands[0]])
