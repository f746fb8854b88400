"""Folios and running heads before they are drawn."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from pages import families, layout_of

from publisher.binding.furniture import Furnisher, Line, section
from publisher.binding.lettering import Lettering
from publisher.binding.plan import PlannedPage
from publisher.model.composition import Bookmark, Fragment, FragmentFacts
from publisher.model.layout import Face, Layout

FACTS = FragmentFacts(
    4,
    (Bookmark(1, "Заглавие", 0, 0, 0), Bookmark(2, "Первая", 1, 0, 0), Bookmark(2, "Вторая", 3, 0, 0)),
    {},
)
WORK = Fragment("w1", "work", "", "ru", title="Заглавие", author="Автор")


def layout_with(content: str, **changes: object) -> Layout:
    layout = layout_of("pamphlet-a5")
    return replace(layout, furniture=(replace(layout.furniture[-1], content=content, **changes),))  # type: ignore[arg-type]


def lines(layout: Layout, number: int = 4, page: int = 1, fragment: Fragment = WORK) -> list[Line]:
    return Furnisher(layout, families(), "Книга").lines(PlannedPage(number, 0, page), fragment, FACTS)


def shown(layout: Layout, **where: int) -> str:
    furnisher = Furnisher(layout, families(), "Книга")
    page = PlannedPage(where.get("number", 4), 0, where.get("page", 1))
    (line,) = furnisher.lines(page, WORK, FACTS)
    lettering = furnisher.letterings[furnisher.faces[line.item].digest]
    glyphs = [glyph for shown in re.findall("<([0-9a-f]+)>", line.word.operand) for glyph in re.findall("....", shown)]
    return "".join(lettering.readings[0][int(glyph, 16)] for glyph in glyphs)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("{folio}", "4"),
        ("— {folio} —", "— 4 —"),
        ("{work.author}. {work.title}", "Автор. Заглавие"),
        ("{edition.title}", "Книга"),
        ("{section}", "Первая"),
        ("а{unknown}б", "аб"),
    ],
)
def test_fields(content: str, text: str) -> None:
    assert shown(layout_with(content, features=())) == text


def test_the_section_is_the_last_heading_so_far() -> None:
    assert [section(FACTS, page) for page in range(4)] == ["", "Первая", "Первая", "Вторая"]


def test_openers_title_pages_and_sides() -> None:
    assert lines(layout_with("{folio}", openers=False), page=0) == []
    assert len(lines(layout_with("{folio}", openers=True), page=0)) == 1
    assert lines(layout_with("{folio}", sides="recto")) == lines(layout_with("{folio}", sides="verso"), number=5) == []
    for role in ("title", "imprint"):
        assert lines(layout_with("{folio}"), fragment=replace(WORK, role=role)) == []  # type: ignore[arg-type]
    assert lines(layout_with("{work.author}"), fragment=replace(WORK, author="")) == []


def test_what_nobody_wrote_has_its_title_where_authors_stand() -> None:
    """Contents and indexes: both pages of an opening have a head."""
    index = replace(WORK, role="matter", author="", title="Указатель имён")
    assert len(lines(layout_with("{work.author}"), fragment=index)) == 1


@pytest.mark.parametrize(("number", "left"), [(4, True), (5, False)])
def test_outer_is_left_on_versos_and_right_on_rectos(number: int, left: bool) -> None:
    layout = layout_with("{folio}", alignment="outer", features=())
    (line,) = lines(layout, number=number)
    if left:
        assert line.x == pytest.approx(layout.margins.outer)
    else:
        assert line.x + line.word.width * line.item.size == pytest.approx(layout.trim.width - layout.margins.outer)


@pytest.mark.parametrize("title", ["Очень длинное заглавие " * 12, "Ж" * 200, "«" + "слово, " * 60])
def test_heads_that_are_too_long_end_in_an_ellipsis(title: str) -> None:
    layout = layout_with("{work.title}", features=())
    (line,) = lines(layout, fragment=replace(WORK, title=title))
    room = layout.trim.width - layout.margins.inner - layout.margins.outer
    assert line.word.width * line.item.size <= room
    furnisher = Furnisher(layout, families(), "")
    furnisher.lines(PlannedPage(4, 0, 1), replace(WORK, title=title), FACTS)
    (lettering,) = furnisher.letterings.values()
    assert "…" in lettering.readings[0].values()


def test_tracking_widens_a_line_between_its_letters() -> None:
    face = families()["Pub Serif"].faces[0]
    lettering = Lettering(face)
    plain, tracked = lettering.shape("папа"), lettering.shape("папа", tracking=0.1)
    assert tracked.width - plain.width == pytest.approx(0.3)


FACES = [face for family in families().values() for face in family.faces]


@pytest.mark.parametrize("face", FACES, ids=lambda face: f"{face.family} {face.weight} {face.italic:d}")
@pytest.mark.parametrize("features", [(), ("onum",), ("lnum", "tnum"), ("onum", "pnum")])
def test_folios_look_as_if_they_were_shaped_whole(face: Face, features: tuple[str, ...], monkeypatch) -> None:
    numbers = [*map(str, range(1, 1000, 7)), "1111", "1774", "9999"]
    lettering, whole = Lettering(face), Lettering(face)
    quick = [lettering.shape(number, features, 0.05) for number in numbers]
    monkeypatch.setattr(Lettering, "_number", lambda *_: None)
    assert quick == [whole.shape(number, features, 0.05) for number in numbers]
    assert lettering.readings == whole.readings
