"""Fonts of an e-book keep the letters, names and features that it needs."""

from __future__ import annotations

import io
from pathlib import Path

from fontTools.ttLib import TTFont

from publisher.writers.epub_fonts import subset

WHOLE = (Path(__file__).parents[2] / "fonts" / "literata" / "Literata_400Regular.ttf").read_bytes()


def test_subset_has_the_characters_and_nothing_else() -> None:
    font = TTFont(io.BytesIO(subset(WHOLE, "Қазақстан №\n")))
    assert {chr(code) for code in font.getBestCmap()} == set("Қазақстан №")


def test_subset_keeps_licence_and_features() -> None:
    whole, small = TTFont(io.BytesIO(WHOLE)), TTFont(io.BytesIO(subset(WHOLE, "абвгAVTo123 ")))
    for name_id in (0, 1, 13, 14):
        assert small["name"].getDebugName(name_id) == whole["name"].getDebugName(name_id)
    features = {record.FeatureTag for record in small["GPOS"].table.FeatureList.FeatureRecord}
    assert "kern" in features
    assert len(subset(WHOLE, "абв")) < len(WHOLE) / 4
