"""Links in the pages of a fragment."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
from pages import families

from publisher.composition.faces import font_face_css, font_resources
from publisher.model.composition import Fragment
from publisher.writers.pdf import render_fragment

SERIF = [families()["Pub Serif"]]
STYLE = font_face_css(SERIF) + ' html { font: 10pt/14pt "Pub Serif" } @page { size: 200pt 200pt; margin: 10pt } '


def annotations(body: str, style: str = "") -> list[tuple[str, float, float]]:
    """Address, left edge and width in pt of each link."""
    html = f'<!doctype html><html lang="ru"><body style="margin: 0">{body}</body></html>'
    made = render_fragment(Fragment("f", "work", html, "ru"), STYLE + style, font_resources(SERIF))
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        links: list[Any] = [link for page in pdf.pages for link in page.get("/Annots", [])]
        return [(str(link.A.URI), float(link.Rect[0]), float(link.Rect[2] - link.Rect[0])) for link in links]


def test_what_stands_in_a_link_has_none_of_its_own() -> None:
    inner = '<span>Раз <em>два</em></span><sup>1</sup><span class="leader"></span><span>12</span>'
    made = annotations(
        f'<p><a href="https://example.org/a">{inner}</a></p>', '.leader::after { content: leader(" .") }'
    )
    assert [(address, left) for address, left, _ in made] == [("https://example.org/a", 10)]
    assert made[0][2] > 170


def test_a_link_of_several_lines_has_one_in_each() -> None:
    words = "<em>слово</em> " * 18
    made = annotations(f'<p><a href="https://example.org/a">{words}</a></p>')
    assert len(made) == 3
    assert {left for _, left, _ in made} == {10}


def test_links_beside_each_other_are_all_kept() -> None:
    links = "".join(f'<a href="https://example.org/{to}"><b>слово</b></a> ' for to in "aab")
    made = annotations(f"<p>{links}</p>")
    assert [address[-1] for address, _, _ in made] == ["a", "a", "b"]


def test_what_sticks_out_of_its_link_can_be_clicked() -> None:
    made = annotations(
        '<p><a href="https://example.org/a">раз<span class="out">два</span></a></p>',
        "p { position: relative } .out { position: absolute; right: 0 }",
    )
    assert len(made) == 2
