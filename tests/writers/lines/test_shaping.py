"""Words that are shaped at once, and parts that follow from the whole, are as wide as when each is shaped alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publisher.data import folder
from publisher.writers.lines import shaping
from publisher.writers.lines.hyphenation import divisions
from publisher.writers.lines.shaping import Face

FONTS = sorted(path for path in folder("fonts").rglob("*.[ot]tf") if re.search("Regular|Italic|wght", path.name))
WORDS = sorted(
    {
        word
        for path in folder("sources").glob("*.md")
        for word in re.split(r"\s+", path.read_text(encoding="utf-8"))
        if word and len(word) < 40
    }
    | {"Type", "fi", "№", "«Ату!»", "13–25", "Гудок,", "Xoрoшo"}
)[::3]


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.name)
def test_words_are_shaped_alike_together_and_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    together, alone = (Face(path.read_bytes(), {}, "ru") for _ in range(2))
    together.learn(WORDS)
    for word in WORDS:
        assert together.width(word) == alone.width(word)
        assert together.glyphs(word) == alone.glyphs(word)
        if not alone.knows(word):
            continue
        offsets = [at for at, _ in divisions(word, "ru", (5, 2, 2), opens_sentence=True)]
        parts = [(alone.width(word[:at] + "-"), alone.width(word[at:])) for at in offsets]
        assert list(together.parts(word, "-", offsets)) == parts


def test_words_are_learnt_with_one_question(monkeypatch: pytest.MonkeyPatch) -> None:
    face, asked = Face(FONTS[0].read_bytes(), {}, "ru"), []
    shaped = shaping.Face._shaped
    monkeypatch.setattr(shaping.Face, "_shaped", lambda face, text: asked.append(text) or shaped(face, text))
    face.learn(["один", "два", "один"])
    face.learn(["два", "три"])
    assert face.width("три") and asked[1:] == ["один\nдва", "три"]
