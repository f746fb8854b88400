"""How large pictures are set, and what is told of their resolution."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pages import book_of, families, layout_of, pages_of, render
from PIL import Image

from publisher.composition.figures import coarse_pictures, figure_style, natural_width
from publisher.composition.linked import LinkedMarkup
from publisher.composition.picture_facts import measured
from publisher.composition.pictures import find_pictures
from publisher.composition.widths import wanted_width
from publisher.model.composition import Resource
from publisher.model.edition import Book, Entry
from publisher.model.finding import Finding
from publisher.model.pictures import Picture
from publisher.model.press import MM
from publisher.model.source import Source
from publisher.model.text import Text
from publisher.model.work import Block, Figure, Paragraph, Work
from publisher.pipeline import make_pdf, set_pages
from publisher.readers import read


def file(width: int, height: int, kind: str = "PNG", mode: str = "RGB", **saved: object) -> bytes:
    data = BytesIO()
    Image.new(mode, (width, height)).save(data, kind, **saved)
    return data.getvalue()


def facts(data: bytes) -> Picture:
    found = measured(Resource("publisher:///images/a.png", "a", "b", "image/png"), data)
    assert isinstance(found, Picture)
    return found


def own(block: Figure, picture: Resource | None, **options: float) -> float:
    """Width in mm that the style asks for."""
    style = figure_style(block, picture, layout_of("pamphlet-a5", **options))
    return float(style.split(";")[0].removeprefix("--own: ").removesuffix("pt")) / MM


def test_files_say_how_large_they_are() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    assert (facts(file(300, 200, dpi=(300, 300))).ppi, facts(file(3, 2)).ppi) == (pytest.approx(300, abs=0.1), 0)
    photo = facts(file(300, 200, "JPEG", exif=turned.tobytes()))
    assert (photo.width, photo.height, photo.bitonal) == (200, 300, False)
    assert facts(file(30, 20, mode="1")).bitonal
    assert facts(file(30, 20, dpi=(1, 1))).ppi == 0
    drawing = Resource("a", "a", "b", "image/svg+xml")
    assert measured(drawing, b"<svg/>") is drawing


@pytest.mark.parametrize(
    ("ppi", "bitonal", "inches"),
    [(300, False, 2), (200, False, 3), (72, False, 2), (0, False, 2), (0, True, 1), (300, True, 2)],
)
def test_natural_sizes(ppi: float, bitonal: bool, inches: float) -> None:
    picture = Picture("", "", "", "image/png", width=600, height=600, ppi=ppi, bitonal=bitonal)
    assert natural_width(picture, 300) == inches * 72


@pytest.mark.parametrize(
    ("width", "points"),
    [("50%", 100), ("1in", 72), ("25.4 mm", 72), ("2.54cm", 72), ("96", 72), ("96px", 72), ("10pt", 10)]
    + [(bad, 0) for bad in ("", "x", "-5mm", "5em", "5mm; color: red", "1e9", "12345")],
)
def test_widths_as_authors_write_them(width: str, points: float) -> None:
    assert wanted_width(width, 200) == pytest.approx(points)


def test_pictures_are_never_wider_than_their_column_nor_too_high() -> None:
    picture = Picture("", "", "", "image/jpeg", width=3000, height=1500, ppi=300)
    assert own(Figure("a"), picture) == pytest.approx(112, abs=0.01)
    assert own(Figure("a", width="30mm"), picture) == pytest.approx(30, abs=0.01)
    assert own(Figure("a", width="500mm"), picture) == pytest.approx(112, abs=0.01)
    assert own(Figure("a", width="50%"), None) == pytest.approx(56, abs=0.01)
    assert own(Figure("a", classes=("wide",)), replace(picture, width=30, height=15)) == pytest.approx(112, abs=0.01)
    high = own(Figure("a"), replace(picture, height=9000))
    layout = layout_of("pamphlet-a5")
    text = layout.trim.height - layout.margins.top - layout.margins.bottom
    assert high == pytest.approx(0.8 * text / 3 / MM, abs=0.01)
    assert own(Figure("a"), replace(picture, width=600, ppi=0), **{"picture-ppi": 600}) == pytest.approx(25.4, abs=0.01)
    assert figure_style(Figure("a"), None, layout) == ""


def test_screens_take_shares() -> None:
    book = book_of([])
    markup = LinkedMarkup(book.entries[0], {}, "ru")
    html = markup.block(Figure("a", width="55mm", classes=("left", 'x"y')))
    assert '<figure class="left" style="width: 50%">' in html
    assert "<figure>" in markup.block(Figure("a"))


@pytest.mark.parametrize(
    ("markdown", "classes", "width"),
    [
        ("![а](a.png){.wide width=50%}", ("wide",), "50%"),
        ('![а](a.png){.left #id width="6cm"}', ("left",), "6cm"),
        ("{.full-bleed .top}\n![а](a.png)", ("full-bleed", "top"), ""),
        ('<img src="a.png" alt="а" class="right" width="300">', ("right",), "300"),
        (
            '<figure class="full-bleed"><img src="a.png" alt="а"><figcaption>п</figcaption></figure>',
            ("full-bleed",),
            "",
        ),
        ("![а](a.png)", (), ""),
    ],
)
def test_authors_say_how_pictures_look(markdown: str, classes: tuple[str, ...], width: str) -> None:
    blocks = read("t.md", f"Слово.\n\n{markdown}\n".encode()).value.blocks
    (figure,) = [block for block in blocks if isinstance(block, Figure)]
    assert (figure.src, figure.alt, figure.classes, figure.width) == ("a.png", "а", classes, width)


# --- on the finished page ---------------------------------------------------------------------------------------------


def book_with(folder: Path, *blocks: Block) -> Book:
    book = book_of(blocks)
    work: Work = book.entries[0].work.replace(source=Source(str(folder / "t.md"), "раз\nдва\nтри\n"))
    return replace(book, entries=(Entry("w1", work),))


def told(folder: Path, *blocks: Block) -> list[Finding]:
    book = book_with(folder, *blocks)
    pictures = find_pictures(book, {})
    pieces, _ = set_pages(book, layout_of("pamphlet-a5"), families(), pictures, render)
    return list(coarse_pictures(book, pictures, pieces))


@pytest.mark.parametrize(
    ("data", "width", "code", "ppi"),
    [
        (file(300, 200), "2in", "L107", 150),
        (file(400, 200), "2in", "", 200),
        (file(1200, 200, mode="1"), "4in", "L108", 300),
        (file(1200, 200, mode="1"), "2in", "", 600),
        (file(1000, 200), "1in", "L109", 1000),
        (file(8, 8), "1in", "", 8),
    ],
)
def test_resolution_is_that_of_the_page(tmp_path: Path, data: bytes, width: str, code: str, ppi: int) -> None:
    (tmp_path / "a.png").write_bytes(data)
    found = told(tmp_path, Figure("a.png", "а", width="0.2in", offset=4), Figure("a.png", "а", width=width, offset=8))
    found = [f for f in found if f.code != "L109" or code == "L109"]
    assert [f.code for f in found] == ([code] if code else [])
    for finding in found:
        assert finding.place and (finding.place.line, finding.place.column) == (2, 1)
        assert finding.params["ppi"] == ppi


def test_pictures_that_fill_the_page_bear_no_furniture(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(file(400, 600))
    words = Paragraph(Text("Слово. " * 40))
    head = Figure("a.png", "г", classes=("full-bleed", "top"))
    book = book_with(tmp_path, words, Figure("a.png", "а", classes=("full-bleed",)), words, head, words)
    layout = layout_of("pamphlet-a5")
    pdf = make_pdf(book, layout, families(), find_pictures(book, {}), render, None).value.data
    first, full, third, top = pages_of(pdf)
    assert full.text.strip() == "" and third.text.startswith("Слово")
    assert len(first.text) > 100 and "Иван Пробин" not in top.text  # the head lies under the picture
    assert str(top.number) in top.text.split()


def test_pictures_run_over_the_edge_on_both_kinds_of_pages(tmp_path: Path) -> None:
    import pypdfium2

    (tmp_path / "a.png").write_bytes(file(400, 600))
    full = Figure("a.png", "а", classes=("full-bleed",))
    book = book_with(tmp_path, full, replace(full, caption=Text("Подпись")), Paragraph(Text("Слово.")))
    pdf = make_pdf(book, layout_of("pamphlet-a5"), families(), find_pictures(book, {}), render, None).value.data
    pages = [page.render(scale=1).to_pil().convert("L") for page in pypdfium2.PdfDocument(pdf)]
    filled = [page for page in pages if page.getpixel((5, 5)) == 0]
    assert len(filled) == 2
    for page in filled:
        right = page.width - 1
        assert {page.getpixel(at) for at in ((0, 0), (right, 0), (0, 400), (right, 400))} == {0}
    bare, captioned = filled
    assert bare.getpixel((0, bare.height - 1)) == 0 and captioned.getpixel((0, captioned.height - 1)) == 255


def test_what_follows_a_picture_stands_on_the_grid() -> None:
    layout = layout_of("pamphlet-a5")
    for height in (100, 333, 1000):
        picture = Picture("", "", "", "image/jpeg", width=3000, height=height, ppi=300)
        values = dict(part.split(": ") for part in figure_style(Figure("a"), picture, layout).split("; "))
        width, missing = (float(values[key].removesuffix("pt")) for key in ("--own", "--missing"))
        lines = (width * picture.height / picture.width + missing) / layout.typesetting.line
        assert lines == pytest.approx(round(lines), abs=0.005)
