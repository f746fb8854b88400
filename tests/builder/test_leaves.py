"""Editions in layouts for leaves: kinds, booklets, templates of projects."""

from __future__ import annotations

import pikepdf
import pytest

from publisher.builder.project import load_project
from publisher.model.errors import ConfigError

CONFIG = """[project]
title = "Листки"
language = "ru"
[edition.leaf]
kind = "{kind}"
works = ["a.md"]
layout = "{layout}"
fit = false
outputs = ["pdf", "booklet"]
"""
TEXT = "---\ntitle: Проба\nlang: ru\nauthor: И. Пробин\n---\n\n" + "Строка текста для пробы пера и бумаги.\n\n" * 9


@pytest.mark.parametrize(
    ("layout", "size", "sides"), [("trifold-a4", (297, 210), 2), ("zine-a6", (420, 297), 1)], ids=["trifold", "zine"]
)
def test_a_folded_leaflet_comes_as_the_sheet_to_print(write, build, layout, size, sides) -> None:
    root = write({"publisher.toml": CONFIG.format(kind="leaflet", layout=layout), "a.md": TEXT})
    build()
    with pikepdf.open(root / "out/leaf/leaf.booklet.pdf") as booklet:
        assert len(booklet.pages) == sides
        box = [float(v) * 25.4 / 72 for v in booklet.pages[0].mediabox]
        assert box[2:] == pytest.approx(size, abs=0.5)


def test_publisher_toml_stands_above_the_layout(write) -> None:
    config = CONFIG.format(kind="leaflet", layout="zine-a6") + 'press.booklet.scheme = "saddle"\n'
    root = write({"publisher.toml": config, "a.md": TEXT})
    assert load_project(root / "publisher.toml").editions["leaf"].booklet.scheme == "saddle"


def test_a_leaf_takes_no_book(write, build) -> None:
    write({"publisher.toml": CONFIG.format(kind="pamphlet", layout="poster-a3"), "a.md": TEXT})
    with pytest.raises(ConfigError) as caught:
        build()
    assert caught.value.code == "C181"
    assert caught.value.params["kinds"] == "leaflet"
