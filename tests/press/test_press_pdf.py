"""A leaflet with everything a shop may stumble over, and the samples, taken to the press and read back."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pages import ROOT, book_of, families, layout_of, render, sample
from pdfx_rules import faults
from PIL import Image, ImageChops, ImageFilter
from press_stage import profile
from sample_book import sample_pictures

from publisher.composition.layouts import load_layout
from publisher.model.composition import Fragment, PagedComposition, RenderedFragment, Resource
from publisher.model.edition import Book
from publisher.model.finding import Finding, Severity
from publisher.model.frame import WorkOrder
from publisher.model.layout import Layout
from publisher.model.paper import Trim
from publisher.model.press import MM, Bleed, Marks, ShopProfile
from publisher.model.text import Mark, Text
from publisher.model.work import Figure, Paragraph
from publisher.pipeline import Artifact, make_pdf, make_press
from publisher.pipeline.artifact import Ahead, nothing
from publisher.preflight import inspect
from publisher.press.pdfx.boxes import page_boxes

PROFILES = ["digital", "home", "newspaper", "offset-coated", "offset-uncoated", "pod"]
STANDARDS = [("digital", "PDF/X-4"), ("offset-coated", "PDF/X-1a:2001"), ("pod", "PDF/X-1a:2001")]

DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" viewBox="0 0 120 40">
<defs><linearGradient id="g"><stop offset="0" stop-color="#f00"/><stop offset="1" stop-color="#00f" stop-opacity=".2"/>
</linearGradient></defs><rect width="36" height="36" fill="url(#g)"/>
<circle cx="60" cy="20" r="16" fill="red" stroke="black"/>
<path d="M96 4 l16 30 h-32 z" fill="#0a0" opacity=".6"/></svg>"""

STYLE = """
@page { background: #f4e8d0 }
.opener { background: rgba(140, 29, 24, .15); border: .5pt solid #000 }
.opener .author { color: oklch(40% .1 250) }
"""


@dataclass
class Leaflet:
    """A photo, a palette, a soft edge, a drawing, a link, a tint as far as there is paper."""

    book: Book
    layout: Layout
    pictures: dict[tuple[str, str], Resource]
    done: dict[tuple[str, str], RenderedFragment]
    pressed: dict[str, tuple[Artifact, tuple[Finding, ...]]]

    def render(
        self, composition: PagedComposition, fragments: Sequence[Fragment | WorkOrder], ahead: Ahead = nothing, /
    ) -> list[RenderedFragment]:
        """The same pages for every shop: they are set once."""
        for fragment in fragments:
            if (composition.stylesheet, repr(fragment)) not in self.done:
                self.done[composition.stylesheet, repr(fragment)] = render(composition, [fragment])[0]
        return [self.done[composition.stylesheet, repr(fragment)] for fragment in fragments]

    def press(self, shop: ShopProfile, **changes: object) -> Artifact:
        return self.outcome(shop, **changes)[0]

    def outcome(self, shop: ShopProfile, **changes: object) -> tuple[Artifact, tuple[Finding, ...]]:
        layout = replace(self.layout, **changes)  # type: ignore[arg-type]
        key = repr((shop, changes))
        if key not in self.pressed:
            made = make_press(self.book, layout, families(), self.pictures, self.render, None, shop)
            self.pressed[key] = made.value, made.findings
        return self.pressed[key]


@pytest.fixture(scope="module")
def leaflet(tmp_path_factory: pytest.TempPathFactory) -> Leaflet:
    folder = tmp_path_factory.mktemp("leaflet")
    photo = Image.merge("RGB", [Image.linear_gradient("L").rotate(turn) for turn in (0, 90, 180)]).resize((900, 600))
    photo.save(folder / "photo.jpg", quality=90, dpi=(300, 300))
    soft = photo.resize((600, 400))
    edge = Image.new("L", (600, 400))
    edge.paste(255, (60, 60, 540, 340))
    soft.putalpha(edge.filter(ImageFilter.GaussianBlur(20)))
    soft.save(folder / "soft.png")
    photo.resize((300, 200)).convert("P").save(folder / "palette.png")
    (folder / "drawing.svg").write_bytes(DRAWING)
    kinds = {"photo.jpg": "jpeg", "soft.png": "png", "palette.png": "png", "drawing.svg": "svg+xml"}
    pictures = {}
    for name, kind in kinds.items():
        digest = sha256((folder / name).read_bytes()).hexdigest()
        url = f"publisher:///images/{digest[:16]}.{name[-3:]}"
        pictures["w1", name] = Resource(url, str(folder / name), digest, f"image/{kind}")
    own = folder / "layouts" / "poster"
    own.mkdir(parents=True)
    (own / "layout.toml").write_text(
        'title = {ru = "Листок", en = "Leaflet"}\nextends = "pamphlet-a5"\n'
        '[press.colours]\n"#f4e8d0" = [2, 6, 20, 0]\n"#8c1d18" = [0, 95, 85, 42]\n',
        encoding="utf-8",
    )
    (own / "page.css").write_text(STYLE, encoding="utf-8")
    link = Text("Текст со ссылкой и ещё немного слов.", (Mark(9, 16, "link", "https://example.org"),))
    blocks = [Paragraph(link), *(Figure(name, name) for name in kinds), Paragraph(Text("Чёрный текст. " * 40))]
    layout = load_layout("poster", [folder / "layouts", ROOT / "layouts"])
    return Leaflet(book_of(blocks), layout, pictures, {}, {})


def errors(data: bytes, shop: ShopProfile) -> list[str]:
    report = inspect(data, shop, name="proba.press.pdf", trim=(148 * MM, 210 * MM))
    return [f"{f.code} {dict(f.params)}" for f in report.findings if f.severity is Severity.ERROR]


@pytest.mark.parametrize("name", [name for name in PROFILES if name != "pod"])  # P409 takes patterns for colour
def test_the_leaflet_passes_the_preflight_of_every_shop(leaflet: Leaflet, name: str) -> None:
    assert errors(leaflet.press(profile(name)).data, profile(name)) == []


@pytest.mark.parametrize(("name", "standard"), STANDARDS)
def test_an_independent_checker_agrees(leaflet: Leaflet, name: str, standard: str) -> None:
    made = leaflet.press(profile(name))
    assert faults(made.data, standard) == []
    assert made.details["standard"] == standard


def test_pdf_x_1a_2003(leaflet: Leaflet) -> None:
    assert faults(leaflet.press(profile(version="1.4")).data, "PDF/X-1a:2003") == []


@pytest.mark.parametrize("name", PROFILES)
def test_qpdf_finds_nothing(leaflet: Leaflet, name: str) -> None:
    assert pikepdf.open(BytesIO(leaflet.press(profile(name)).data)).check_pdf_syntax() == []


def test_the_same_input_gives_the_same_bytes(leaflet: Leaflet) -> None:
    for name in ("digital", "offset-coated"):
        first = leaflet.press(profile(name)).data
        leaflet.pressed.clear()
        assert leaflet.press(profile(name)).data == first


@pytest.mark.parametrize("bleed", [0, 1, 2, 3.18, 5, 10])
def test_one_artwork_is_cut_down_to_any_bleed(leaflet: Leaflet, bleed: float) -> None:
    shop = profile(bleed=Bleed(*[bleed * MM] * 4))
    pdf = pikepdf.open(BytesIO(leaflet.press(shop).data))
    page = pdf.pages[0]
    media, bled, trim = ([float(v) / MM for v in page.obj[key]] for key in ("/MediaBox", "/BleedBox", "/TrimBox"))
    assert trim == pytest.approx([bleed, bleed, bleed + 148, bleed + 210], abs=0.01)
    assert media == bled == pytest.approx([0, 0, 148 + 2 * bleed, 210 + 2 * bleed], abs=0.01)


def test_artwork_reaches_the_edge_of_the_bleed(leaflet: Leaflet) -> None:
    for name in ("offset-coated", "digital"):
        data = leaflet.press(profile(name, bleed=Bleed(*[10 * MM] * 4))).data
        for page in pypdfium2.PdfDocument(data):
            picture = page.render(scale=1).to_pil()
            corners = [(1, 1), (picture.width - 3, 1), (1, picture.height - 3), (picture.width - 3, picture.height - 3)]
            assert all(sum(picture.getpixel(corner)) < 740 for corner in corners)


def test_a_layout_that_draws_too_little_is_told(leaflet: Leaflet) -> None:
    shop = profile(bleed=Bleed(*[5 * MM] * 4))
    assert leaflet.outcome(shop)[1] == ()
    found = leaflet.outcome(shop, bleed=3 * MM)[1]
    assert [(f.code, f.severity, f.params["wanted"], f.params["drawn"]) for f in found] == [
        ("X201", Severity.WARNING, "5", "3")
    ]


def test_words_of_the_document(leaflet: Leaflet) -> None:
    pdf = pikepdf.open(BytesIO(leaflet.press(profile()).data))
    assert str(pdf.docinfo.Title) == "Проба пера"
    assert str(pdf.docinfo.CreationDate) == "D:20240101000000Z"
    intent = pdf.Root.OutputIntents[0]
    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    assert str(intent.RegistryName) == "http://www.color.org"
    without = pikepdf.open(BytesIO(leaflet.press(profile(embed_icc=False)).data))
    assert "/DestOutputProfile" not in without.Root.OutputIntents[0]


def test_facts_for_the_report(leaflet: Leaflet) -> None:
    details = leaflet.press(profile()).details
    assert details["plates"] == ["Cyan", "Magenta", "Yellow", "Black"]
    assert details["trim-mm"] == [148, 210]
    assert {tuple(p["pixels"]) for p in details["pictures"]} == {(900, 600), (600, 400), (300, 200)}  # type: ignore[attr-defined]


# --- marks ------------------------------------------------------------------------------------------------------------


def test_marks_stand_outside_the_bleed_on_all_plates(leaflet: Leaflet) -> None:
    shop = profile(bleed=Bleed(*[3 * MM] * 4), marks=Marks("full", offset=3 * MM))
    data = leaflet.press(shop).data
    assert faults(data, "PDF/X-1a:2001") == []
    pdf = pikepdf.open(BytesIO(data))
    page = pdf.pages[0]
    marks = page.obj.Resources.XObject.Marks
    assert str(marks.Resources.ColorSpace.Registration[1]) == "/All"
    picture = pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil().convert("L")
    left, top = float(page.trimbox[0]), float(page.mediabox[3]) - float(page.trimbox[3])
    band = picture.crop((0, 0, picture.width, round((top - 3 * MM) * 2) - 1))
    column = [band.getpixel((round(left * 2) + x, 4)) for x in (-1, 0, 1)]
    assert min(column) < 200  # type: ignore[type-var]  # the crop mark stands over the trimmed edge


def test_a_page_may_be_wider_than_bleed_and_marks() -> None:
    shop = profile(bleed=Bleed(inner=0, outer=3 * MM, top=3 * MM, bottom=3 * MM), page_extent=15 * MM)
    boxes = page_boxes(shop, Trim(148 * MM, 210 * MM), recto=True)
    assert (boxes.media.width / MM, boxes.media.height / MM) == pytest.approx((178, 240))
    assert boxes.bleed.left == boxes.trim.left
    assert boxes.bleed.right - boxes.trim.right == pytest.approx(3 * MM)
    verso = page_boxes(shop, Trim(148 * MM, 210 * MM), recto=False)
    assert verso.bleed.right == verso.trim.right


# --- samples ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["pamphlet", "anthology"])
def test_the_complete_sample_goes_to_the_press(kind: str, tmp_path: Path) -> None:
    book, layout = sample(kind), layout_of("anthology-84x108" if kind == "anthology" else "pamphlet-a5")
    pictures = sample_pictures(tmp_path)
    kept: dict[str, RenderedFragment] = {}

    def once(
        composition: PagedComposition, fragments: Sequence[Fragment | WorkOrder], ahead: Ahead = nothing, /
    ) -> list[RenderedFragment]:
        for fragment in fragments:
            if repr(fragment) not in kept:
                (kept[repr(fragment)],) = render(composition, [fragment])
        return [kept[repr(fragment)] for fragment in fragments]

    made = make_press(book, layout, families(), pictures, once, None, profile()).value
    assert faults(made.data, "PDF/X-1a:2001") == []
    report = inspect(made.data, profile(), name="sample.press.pdf")
    assert [f.code for f in report.findings if f.severity is Severity.ERROR] == []
    screen = make_pdf(book, layout, families(), pictures, once, None).value
    assert made.facts["pages"] == screen.facts["pages"]
    on_paper, on_screen = pypdfium2.PdfDocument(made.data), pypdfium2.PdfDocument(screen.data)
    for number in range(len(on_screen)):
        assert _words(on_paper, number) == _words(on_screen, number)


def _words(document: pypdfium2.PdfDocument, number: int) -> str:
    return document[number].get_textpage().get_text_range()


Separate = Callable[[bytes], dict[str, list[Image.Image]]]


@pytest.fixture
def separate(tmp_path: Path) -> Separate:
    """Plates of a PDF by ink, one picture a page; ink is dark."""
    if shutil.which("gs") is None:
        pytest.skip("Ghostscript is not installed")

    def plates(data: bytes) -> dict[str, list[Image.Image]]:
        (tmp_path / "in.pdf").write_bytes(data)
        command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r40", "-sOutputFile=p%03d.tif"]
        subprocess.run([*command, "in.pdf"], cwd=tmp_path, check=True, timeout=120)
        inks = ("Cyan", "Magenta", "Yellow", "Black")
        found = {ink: [Image.open(p).convert("L") for p in sorted(tmp_path.glob(f"*({ink}).tif"))] for ink in inks}
        for path in tmp_path.glob("*.tif"):
            path.unlink()
        return found

    return plates


def test_black_text_is_on_the_black_plate_only(separate: Separate) -> None:
    book = book_of([Paragraph(Text("Чёрный текст с цифрами 123. " * 60))])
    plain = layout_of("pamphlet-a5", accent="#000000")
    made = make_press(book, plain, families(), {}, render, None, profile()).value
    assert made.details["plates"] == ["Black"]
    plates = separate(made.data)
    for ink in ("Cyan", "Magenta", "Yellow"):
        assert all(plate.getextrema() == (255, 255) for plate in plates[ink]), ink
    assert all(plate.getextrema()[0] < 60 for plate in plates["Black"])  # type: ignore[operator]


def test_black_text_overprints_the_tint_beneath(leaflet: Leaflet, separate: Separate) -> None:
    """Under overprinting letters the yellow of the tint is unbroken: no white shows when plates do not register."""
    plates = separate(leaflet.press(profile()).data)
    page = len(plates["Black"]) - 1  # the last page has nothing but text on the tint
    assert plates["Black"][page].getextrema()[0] < 120  # type: ignore[operator]
    yellow = plates["Yellow"][page].getextrema()
    assert yellow[1] - yellow[0] <= 2  # type: ignore[operator]


def test_flattening_changes_nothing_to_be_seen(leaflet: Leaflet, separate: Separate) -> None:
    """Plates of the flattened file beside those of the same pages with transparency left to the interpreter."""
    flat = separate(leaflet.press(profile()).data)
    live = separate(leaflet.press(profile(flavour="x4", version="1.6")).data)
    for ink, plates in flat.items():
        for ours, theirs in zip(plates, live[ink], strict=True):
            counts = ImageChops.difference(ours, theirs).histogram()
            assert sum(counts[24:]) < 0.002 * ours.width * ours.height, ink
            assert sum(value * count for value, count in enumerate(counts)) < ours.width * ours.height, ink
