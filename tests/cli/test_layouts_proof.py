"""`publisher list layouts --proof`."""

from __future__ import annotations

import json

import pytest
from PIL import Image

from publisher.builder.specimens import SAMPLE
from publisher.data import folder
from publisher.model.work import Heading, ListBlock, Quotation, Table, Verse
from publisher.readers import read

LAYOUT = 'title = { ru = "Мой", en = "Mine" }\nextends = "pamphlet-a5"\n'


@pytest.mark.slow
def test_all_layouts_stand_on_one_picture(publisher, write) -> None:
    root = write({"publisher.toml": "[project]\n", "layouts/mine/layout.toml": LAYOUT})
    said = publisher("list", "layouts", "--proof", "--json")
    table = json.loads(said.out)
    assert (said.code, table["path"]) == (0, "out/layouts.png")
    assert {"mine", "pamphlet-a5", "anthology-84x108"} <= set(table["layouts"])
    assert Image.open(root / "out/layouts.png").width == 2600


@pytest.mark.parametrize("arguments", [["fonts", "--proof"], ["layouts", "-o", "a.png"]])
def test_only_layouts_have_a_proof(publisher, arguments: list[str]) -> None:
    said = publisher("list", *arguments)
    assert (said.code, said.err.split()[1]) == (2, "U115:")


def test_the_sample_has_everything_a_layout_styles() -> None:
    work = read(SAMPLE, (folder("sample") / SAMPLE).read_bytes()).value
    assert {Heading, ListBlock, Quotation, Table, Verse} <= {type(block) for block in work.blocks}
    assert len(work.notes) == 1
