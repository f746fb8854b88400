"""Covers read back from finished PDF: sizes, what stands where, which way the spine runs, plates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from barcodes import bars_on
from pages import Page, families, layout_of, pages_of, render, sample
from PIL import Image

from publisher.builder.profiles import load_profile
from publisher.composition.cover import as_hex, luminance, mixed
from publisher.composition.measure import largest_size, lines_of, width_of
from publisher.composition.optics import by_sense
from publisher.composition.pages import composed
from publisher.data import folder
from publisher.model.composition import SCHEME, Fragment, PagedComposition, RenderedFragment, Resource
from publisher.model.cover import CoverWish
from publisher.model.frame import WorkOrder
from publisher.model.press import MM, ShopProfile
from publisher.model.text import Text
from publisher.pipeline import Artifact, inspect, make_cover
from publisher.pipeline.artifact import Ahead, nothing

LAYOUT = "anthology-84x108"


def profile_named(name: str) -> ShopProfile:
    return load_profile(name, [folder("profiles")])


_rendered: dict[tuple[str, str], RenderedFragment] = {}


def rendered_once(
    composition: PagedComposition, pieces: Sequence[Fragment | WorkOrder], ahead: Ahead = nothing, /
) -> list[RenderedFragment]:
    """The block is the same for all covers."""
    fragments = [composed(composition.frame, piece) for piece in pieces]
    for fragment in fragments:
        key = (fragment.html, composition.stylesheet)
        if key not in _rendered:
            _rendered[key] = render(composition, [fragment])[0]
    return [_rendered[fragment.html, composition.stylesheet] for fragment in fragments]


def covered(
    name: str = "offset-coated", image: Resource | None = None, title: str = "", layout: str = LAYOUT, **wish: Any
) -> Artifact:
    book = sample("pamphlet")
    book = replace(
        book,
        edition=replace(book.edition, cover=CoverWish(**{"binding": "perfect", **wish})),
        title=Text(title) if title else book.title,
        description=Text("Аннотация для оборота обложки. " * 6),
    )
    made = make_cover(book, layout_of(layout), families(), {}, rendered_once, None, profile_named(name), image)
    assert made.findings == ()
    return made.value


def boxes(data: bytes) -> dict[str, list[float]]:
    with pikepdf.open(BytesIO(data)) as pdf:
        page = pdf.pages[0]
        return {key: [float(v) for v in page[f"/{key}Box"]] for key in ("Media", "Bleed", "Trim")}


def letters(data: bytes) -> str:
    return re.sub(r"\s+", " ", pages_of(data)[0].text)


def test_the_spread_is_two_pages_and_the_spine() -> None:
    made = covered(spine=9 * MM)
    found = boxes(made.data)
    assert found["Trim"] == pytest.approx([3 * MM, 3 * MM, 3 * MM + 269 * MM, 203 * MM], abs=0.01)
    assert found["Bleed"] == found["Media"] == pytest.approx([0, 0, 275 * MM, 206 * MM], abs=0.01)
    assert made.details["spine-mm"] == 9 and made.details["standard"] == "PDF/X-1a:2001"


def test_the_spine_follows_from_the_pages_of_the_block() -> None:
    """7 pages, 8 at this shop: 4 leaves."""
    made = covered(caliper=2.0 * MM, cover_caliper=0.5 * MM)
    assert (made.details["block-pages"], made.details["spine-mm"]) == (8, 9)
    assert covered(binding="saddle").details["spine-mm"] == 0


def test_everything_stands_where_it_belongs() -> None:
    page = pages_of(covered(spine=9 * MM).data)[0]
    text = re.sub(r"\s+", " ", page.text)
    for words in ("Антон Наборщиков", "Очерк с примечаниями", "Издательство «Проба»", "Аннотация для оборота", "12+"):
        assert words in text, words
    middle = page.width / 2
    assert max(x.right for x in found_at(page, "Аннотация")) < middle < min(x.left for x in found_at(page, "Очерк"))
    low = min(x.bottom for x in found_at(page, "12+"))
    assert low > (3 + 5) * MM


def found_at(page: Page, words: str) -> list[Any]:
    chars = "".join(letter.char for letter in page.letters)
    at = chars.index(words.replace(" ", ""))
    return list(page.letters[at : at + len(words.replace(" ", ""))])


@pytest.mark.parametrize(("direction", "up"), [("up", True), ("down", False)])
def test_the_spine_runs_up_as_in_russia_unless_asked_otherwise(direction: str, up: bool) -> None:
    made = covered(spine=9 * MM, spine_text=direction)
    page = pages_of(made.data)[0]
    left, right = (3 + 130) * MM, (3 + 139) * MM
    spine = [x for x in page.letters if left < x.left and x.right < right]
    assert "".join(x.char for x in spine).endswith("Буквыипробелы")
    first, last = spine[0], spine[-1]
    assert (first.bottom < last.bottom) is up
    assert min(x.left for x in spine) > left + 0.7 * MM and max(x.right for x in spine) < right - 0.7 * MM


@pytest.mark.parametrize(("spine", "wish"), [(5.9, {}), (20, {"spine_text": "none"})])
def test_a_thin_spine_stays_empty(spine: float, wish: dict[str, Any]) -> None:
    page = pages_of(covered(spine=spine * MM, **wish).data)[0]
    left, right = (3 + 130) * MM, (3 + 130 + spine) * MM
    assert [x for x in page.letters if left < x.left and x.right < right] == []


def test_the_barcode_on_the_back_can_be_read() -> None:
    picture = pypdfium2.PdfDocument(covered().data)[0].render(scale=4).to_pil()
    back = picture.crop((0, picture.height // 2, picture.width // 2, picture.height))
    assert bars_on(back) == "9785000000007"


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("offset-coated", LAYOUT),
        ("offset-uncoated", "pamphlet-a5"),
        ("newspaper", LAYOUT),
        ("digital", LAYOUT),
        ("pod", LAYOUT),
    ],
)
def test_every_shop_takes_the_cover(name: str, layout: str) -> None:
    made = covered(name, spine=9 * MM, layout=layout)
    wrong = [f for f in inspect(made.data, profile_named(name).of_cover, "cover.pdf") if f.severity > 0]
    assert wrong == []
    assert {"Magenta", "Black"} <= set(made.details["plates"])  # type: ignore[call-overload]


def test_an_office_printer_gets_two_pages() -> None:
    made = covered("home")
    found = pages_of(made.data)
    assert len(found) == 2
    assert "Очерк с примечаниями" in found[0].text and "Аннотация" in found[1].text
    assert (found[0].width, found[0].height) == pytest.approx((130 * MM, 200 * MM), abs=0.02)


def test_a_picture_lies_under_the_title_and_is_not_distorted(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (1800, 1200), (20, 120, 200)).save(path)
    picture = Resource(f"{SCHEME}:///images/a.png", str(path), sha256(path.read_bytes()).hexdigest(), "image/png")
    made = covered(image=picture, spine=0.0)
    (placed,) = made.details["pictures"]  # type: ignore[misc]
    assert placed["colour"] == "CMYK" and placed["ppi"] > 250
    assert covered(image=picture, spine=0.0, image_on="spread").details["lowest-ppi"] < placed["ppi"]  # type: ignore[operator]


def test_a_warning_of_the_law_takes_a_twentieth_of_the_front() -> None:
    made = covered(spine=0.0, warning="Содержит нецензурную брань")
    assert "Содержит нецензурную брань" in letters(made.data)
    picture = pypdfium2.PdfDocument(made.data)[0].render(scale=1).to_pil().convert("L")
    column = [picture.getpixel((picture.width - 6, y)) for y in range(picture.height)]
    assert sum(1 for value in column if value == 255) >= 0.05 * 200 * MM


def test_the_same_cover_gives_the_same_bytes() -> None:
    first = covered().data
    _rendered.clear()
    assert covered().data == first


LONGEST = "Достопримечательности электрификации"


@pytest.mark.parametrize("title", ["Я", LONGEST, "Слово о полку " * 9, "Длинношеее-иззаборноторчащее " * 4])
def test_any_title_fits(title: str) -> None:
    page = pages_of(covered(spine=12 * MM, title=title.strip()).data)[0]
    trim = (3 * MM, 3 * MM, page.width - 3 * MM, page.height - 3 * MM)
    for x in page.letters:
        assert x.left > trim[0] and x.bottom > trim[1] and x.right < trim[2] and x.top < trim[3], x
    assert title.replace(" ", "")[-8:] in "".join(x.char for x in page.letters)


# --- measures and colours -----------------------------------------------------------------------------------------


def test_words_are_measured_as_they_will_be_set() -> None:
    face = families()["Pub Mono"].face()
    assert face is not None
    assert width_of("абв", face) == pytest.approx(3 * width_of("щ", face))
    room = width_of("щ", face) * 5
    assert [lines_of(words, face, room) for words in ("", "аб вг", "аб вгд", "абвгд е", "абвгде")] == [1, 1, 2, 2, 0]
    assert largest_size("аб вгд", face, (room * 10, 12), 1.2, [20, 10, 5]) == 5


def test_letters_can_be_read_on_their_ground() -> None:
    assert luminance("#8c1d18") < 0.4 < luminance("#e9e2d0")
    assert luminance("#fff") == pytest.approx(1) and mixed("#fff", "#000000", 0.5) == "#808080"


@pytest.mark.parametrize(
    ("color", "found"),
    [
        ("navy", "#000080"),
        ("rgb(1, 2, 3)", "#010203"),
        ("#abc", "#aabbcc"),
        ("oklch(40% 0.1 20)", "#8c1d18"),
        ("", "#8c1d18"),
    ],
)
def test_an_accent_may_be_any_colour_of_css(color: str, found: str) -> None:
    assert as_hex(color) == found


def test_a_cover_that_bleeds_less_than_the_shop_wants_is_told() -> None:
    layout = replace(layout_of(LAYOUT), bleed=1 * MM)
    made = make_cover(sample("pamphlet"), layout, families(), {}, rendered_once, None, profile_named("digital"), None)
    assert [finding.code for finding in made.findings] == ["X201"]


def test_a_title_joined_by_sense_is_not_divided() -> None:
    """«странице поля» stays on one line, so the letters are as small as that asks."""
    title = Text("Зачем странице поля")
    words = by_sense(title).plain
    assert "\u00a0" in words
    face = families()["Pub Serif"].faces[0]
    size = largest_size(words, face, (280, 200), 1.12, (s / 2 for s in range(120, 40, -1)))
    widest = max(width_of(word, face) for word in words.split(" "))
    assert widest * size <= 280
