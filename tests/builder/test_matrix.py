"""One work of an edition alone, and editions in several layouts."""

from __future__ import annotations

import pytest

from publisher.builder.matrix import Axes, alone, crossed, parse_axes
from publisher.model.edition import Edition
from publisher.model.errors import UsageError

BOOK = Edition("book", "anthology", ("sources/a.md", "sources/б.txt"), layout="anthology-84x108", title="Книга")
LEAF = Edition("leaf", "leaflet", ("sources/a.md",), layout="leaflet-a5")


@pytest.mark.parametrize(
    ("what", "matrix", "wanted", "axes"),
    [
        (["book"], [], ["book"], Axes()),
        (["book"], ["layouts=a,b formats=pdf"], ["book"], Axes(("a", "b"), ("pdf",))),
        ([], ["layouts=a", "formats=pdf, epub,pdf".replace(" ", "")], [], Axes(("a",), ("pdf", "epub"))),
        (["book", "formats=epub"], ["layouts=a"], ["book"], Axes(("a",), ("epub",))),
        (["layouts=a.md"], [], ["layouts=a.md"], Axes()),
    ],
)
def test_axes_are_read(what: list[str], matrix: list[str], wanted: list[str], axes: Axes) -> None:
    assert parse_axes(what, matrix) == (wanted, axes)


@pytest.mark.parametrize("said", ["papers=a", "layouts=", "layouts", "=a"])
def test_an_axis_nobody_knows_is_said(said: str) -> None:
    with pytest.raises(UsageError, match="U118"):
        parse_axes([], [said])


def test_every_edition_in_every_layout() -> None:
    found = crossed([BOOK, LEAF], Axes(layouts=("x", "y")))
    assert [(e.name, e.layout) for e in found] == [
        ("book.x", "x"), ("book.y", "y"), ("leaf.x", "x"), ("leaf.y", "y"),
    ]  # fmt: skip
    assert crossed([BOOK], Axes()) == [BOOK]


@pytest.mark.parametrize("work", ["б", "б.txt", "sources/б.txt"])
def test_one_work_alone(work: str) -> None:
    (found,) = alone([BOOK, LEAF], work)
    assert (found.name, found.sources, found.layout, found.title) == ("book.б", ("sources/б.txt",), BOOK.layout, "")


def test_a_work_of_two_editions_is_built_for_both_and_an_unknown_one_is_said() -> None:
    assert [e.name for e in alone([BOOK, LEAF], "a")] == ["book.a", "leaf.a"]
    assert alone([BOOK], "") == [BOOK]
    with pytest.raises(UsageError, match="U119"):
        alone([BOOK], "нет")
