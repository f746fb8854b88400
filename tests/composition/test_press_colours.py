"""`[press.colours]` of a layout: inks in the place of plain colours."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import ROOT

from publisher.composition.layouts import load_layout
from publisher.model.errors import ConfigError
from publisher.model.layout import Layout
from publisher.model.press import InkColour

CHILD = 'title = { ru = "а", en = "a" }\nextends = "base"\n[press.colours]\n'


def layout(folder: Path, lines: str) -> Layout:
    (folder / "mine").mkdir()
    (folder / "mine" / "layout.toml").write_text(CHILD + lines, encoding="utf-8")
    return load_layout("mine", [folder, ROOT / "layouts"])


def test_mixtures_rich_black_and_spot_inks(tmp_path: Path) -> None:
    spot = '{spot = "PANTONE 286 C", cmyk = [100, 75, 0, 0]}'
    lines = f'"#f00" = [0, 90, 80.5, 0]\n"#010101" = "rich-black"\n"#00A" = {spot}\n'
    colours = layout(tmp_path, lines).press_colours
    assert colours[255, 0, 0] == InkColour((0, 90, 80.5, 0))
    assert colours[1, 1, 1].rich
    assert colours[0, 0, 170] == InkColour((100, 75, 0, 0), "PANTONE 286 C", 100)


def test_a_child_adds_to_its_parent(tmp_path: Path) -> None:
    base = load_layout("pamphlet-a5", [ROOT / "layouts"]).press_colours
    assert base
    assert layout(tmp_path, '"#123456" = [1, 2, 3, 4]\n').press_colours == base | {
        (18, 52, 86): InkColour((1, 2, 3, 4))
    }


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('"red" = [0, 0, 0, 0]', "C104"),
        ('"#f00" = [0, 0, 0]', "C104"),
        ('"#f00" = [0, 0, 0, 101]', "C104"),
        ('"#f00" = "black"', "C104"),
        ('"#f00" = {spot = "Gold"}', "C105"),
        ('"#f00" = {spot = "Gold", cmyk = [0, 0, 0, 0], shade = 1}', "C103"),
    ],
)
def test_mistakes_are_told_with_their_line(tmp_path: Path, line: str, code: str) -> None:
    with pytest.raises(ConfigError) as caught:
        layout(tmp_path, line + "\n")
    assert caught.value.code == code
    assert caught.value.place is not None
    assert caught.value.place.line in (3, 4)
