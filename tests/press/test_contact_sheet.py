"""Pages of several documents on one picture."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

from numbered_pdf import numbered_pdf as numbered
from pages import families
from PIL import Image, ImageColor

from publisher.press.contact_sheet import BETWEEN, GROUND, HEAD, HEIGHT, MARGIN, WIDTH, Specimen, contact_sheet

FACES = [families()["Pub Sans"].face(weight) for weight in (700, 400)]
BOLD, REGULAR = (face.path for face in FACES if face)


def sheet(*specimens: Specimen) -> Image.Image:
    return Image.open(BytesIO(contact_sheet(specimens, BOLD, REGULAR)))


def pages_on(picture: Image.Image) -> int:
    """How many pages stand in the first row: what is no ground on a line through their tops."""
    line = [picture.getpixel((x, MARGIN + HEAD + 3)) == ImageColor.getrgb(GROUND) for x in range(picture.width)]
    return sum(before and not now for before, now in pairwise(line))


def test_three_pages_of_each_document_stand_in_a_row() -> None:
    picture = sheet(Specimen("a5", "Листок", numbered(5)), Specimen("one", "", numbered(1)))
    assert (picture.format, picture.width, picture.height) == ("PNG", WIDTH, 2 * MARGIN + HEAD + HEIGHT)
    assert pages_on(picture) == 4


def test_the_back_of_a_title_page_is_left_out() -> None:
    with_it, without = (sheet(Specimen("a", "", numbered(3), has_verso=verso)) for verso in (False, True))
    assert (pages_on(with_it), pages_on(without)) == (3, 2)


def test_what_finds_no_room_begins_a_new_row() -> None:
    three = sheet(*[Specimen(str(n), "", numbered(3)) for n in range(3)])
    assert three.height > 2 * (HEIGHT + HEAD) + BETWEEN - 20


def test_the_same_documents_make_the_same_picture() -> None:
    specimens = [Specimen("a", "Листок", numbered(2))]
    assert contact_sheet(specimens, BOLD, REGULAR) == contact_sheet(specimens, BOLD, REGULAR)
