"""Words that no line end may divide, in paragraphs that WeasyPrint breaks, too."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pages import families

from publisher.composition.faces import font_face_css, font_resources
from publisher.writers.declarations import import_weasyprint
from publisher.writers.equipment import equipment
from publisher.writers.lines.hook import planned_lines
from publisher.writers.lines.undivided import undivided
from publisher.writers.world import BASE_URL, fetcher

RAGGED = """html { font: 10pt/12pt "Pub Serif"; hyphens: auto; hyphenate-limit-chars: 5 2 2 }
@page { size: 400pt; margin: 9pt } body, p { margin: 0 }"""


@pytest.mark.parametrize(
    ("chars", "words"),
    [
        ("В ЮНЕСКО всё это знают", ["ЮНЕСКО", "знают"]),
        ("Из Нью-Йорка в порт", ["Нью-Йорка", "порт"]),
        ("ИКЕА-мебель здесь", ["ИКЕА-мебель", "здесь"]),
        ("Римского-Корсакова слушали долго.", ["Римского-Корсакова", "долго."]),
        ("две буквы НА не аббревиатура тут", ["тут"]),
        ("Қазақ ҚАЗАҚ сөз", ["ҚАЗАҚ", "сөз"]),
        ("последнее слово (вот)…", ["(вот)…"]),
        ("", []),
        ("…", []),
        ("см. https://example.org/ochen/dlinnyi/adres", []),
    ],
)
def test_words_held_together(chars: str, words: list[str]) -> None:
    assert [chars[start:end] for start, end in undivided(chars)] == words


def lines_of(body: str, width: float) -> list[str]:
    """The lines of a paragraph `width` pt wide."""
    weasyprint: Any = import_weasyprint()
    used = [families()["Pub Serif"]]
    kit = equipment(font_face_css(used) + RAGGED, font_resources(used))
    html = f'<!doctype html><html lang="ru"><body><p style="width: {width}pt">{body}</p></body></html>'
    with planned_lines():
        page = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher(font_resources(used)))
        (set_page,) = page.render(stylesheets=kit.sheets, font_config=kit.fonts).pages
        lines = [box for box in set_page._page_box.descendants() if type(box).__name__ == "LineBox"]
    return ["".join(getattr(box, "text", "") or "" for box in line.descendants()) for line in lines]


@pytest.mark.parametrize(
    ("body", "whole"),
    [
        (
            "Заседание ЮНЕСКО в Нью-Йорке <em>продолжалось, и</em> долго-долго",
            ["ЮНЕСКО", "Нью-Йорке", "долго-долго"],
        ),
        ("Печать в типографии", ["типографии"]),
    ],
)
def test_ragged_lines_do_not_divide_them(body: str, whole: list[str]) -> None:
    hyphens = 0
    for width in range(45, 140, 3):
        lines = lines_of(body, width)
        hyphens += sum(line.endswith("\u2010") for line in lines)
        assert re.sub("<.*?>| ", "", body) == "".join(lines).replace("\u2010", "").replace(" ", "")
        assert all(word in "".join(lines) for word in whole)  # but for their own hyphens
    assert hyphens or len(whole) == 1
