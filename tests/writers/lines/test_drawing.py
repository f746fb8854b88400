"""What is drawn without Pango stands where WeasyPrint would have put it, and reads the same."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pypdfium2
import pytest
from pages import families

from publisher.composition.faces import font_face_css, font_resources
from publisher.writers.declarations import import_weasyprint
from publisher.writers.equipment import equipment
from publisher.writers.lines.drawing import Pen
from publisher.writers.lines.hook import planned_lines
from publisher.writers.quick import quicker
from publisher.writers.world import BASE_URL, fetcher

BASE = """html { font: 10pt/12.5pt "Pub Serif"; text-align: justify; hyphens: auto; word-spacing: .005pt }
body, p { margin: 0 } p { text-indent: 14pt } em { font-style: italic }
.led::after { content: "\\a0" leader(dotted) "\\a0" "7" } @page { size: 120mm 160mm; margin: 12mm }
"""
PROSE = (
    "Г. Т. Ауде, «Тройка», AVANTI: 13–25 августа 1913\u00a0г. Съёмщик — Гудкову: «Ату!» <em>Far over</em> the hills; "
    "объявление о продаже, подъезд №\u00a07, 5%, Чехов А.\u00a0П. и др. <b>Щёголь</b> в шляпе… "
)
PLAIN = {
    "prose": f"<p>{PROSE * 3}</p>",
    "headings": "<h1>Глава ТАТЬЯНА</h1><h2>Ледяной дом</h2>",
    "ragged": f"<p style='text-align: left; word-spacing: 3pt'>{PROSE}</p>",
    "figures": "<p style='font-variant-numeric: oldstyle-nums'>1805–1812, стр. 467</p>",
}
ODD = {
    "underlined": "<p><u>Подчёркнуто</u></p>",
    "spaced": "<p style='letter-spacing: 1pt'>Разрядка</p>",
    "spaced leader": "<p style='letter-spacing: 1pt; text-align: left'><a class='led'>Разрядка</a></p>",
    "hidden": "<p style='visibility: hidden'>Скрыто</p>",
    "two scripts": "<p>Xoрoшo</p>",
    "accents": "<p>за\u0301мок</p>",
}


def pdf_of(body: str, *, quickly: bool, draft: bool = False) -> bytes:
    weasyprint: Any = import_weasyprint()
    used = [families()["Pub Serif"]]
    kit = equipment(font_face_css(used) + BASE, font_resources(used))
    html = f'<!doctype html><html lang="ru"><body>{body}</body></html>'
    with quicker() if quickly else nullcontext(), nullcontext() if draft else planned_lines():
        page = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher(font_resources(used)))
        made = page.render(stylesheets=kit.sheets, font_config=kit.fonts)
        return bytes(made.write_pdf(uncompressed_pdf=True))


def characters(data: bytes) -> list[tuple[str, float, float]]:
    """Every visible character with the left end of its baseline in pt."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, _, _ = text.get_charbox(index, loose=True)
            if (char := text.get_text_range(index, 1)).strip("\r\n \u00a0"):
                found.append((char, left, bottom))
    return found


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("body", PLAIN.values(), ids=PLAIN)
def test_characters_stand_where_they_stood(body: str, draft: bool) -> None:
    ours, theirs = (pdf_of(body, quickly=quickly, draft=draft) for quickly in (True, False))
    for (char, x, y), (other, x2, y2) in zip(characters(ours), characters(theirs), strict=True):
        assert char == other
        assert abs(x - x2) < 0.15  # WeasyPrint's rounding errors add up along a line
        assert abs(y - y2) < 0.001
    assert len(ours) < len(theirs)


@pytest.mark.parametrize("body", ODD.values(), ids=ODD)
def test_what_is_odd_is_left_to_weasyprint(body: str) -> None:
    assert pdf_of(body, quickly=True) == pdf_of(body, quickly=False)


def test_plain_texts_are_not_left_to_weasyprint(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[str] = []
    original = Pen._draws

    def draws(self: Pen, stream: Any, textbox: Any, *rest: Any) -> bool:
        drawn = original(self, stream, textbox, *rest)
        if not drawn:
            left.append(textbox.text)
        return drawn

    monkeypatch.setattr(Pen, "_draws", draws)
    pdf_of("".join(PLAIN.values()), quickly=True)
    assert [text for text in left if text.strip()] == []


def test_lines_end_at_the_edge() -> None:
    """Distances are not cut to thousandths of an em: what is justified is even to a hundredth of a point."""
    prose = PROSE.replace("<em>", "").replace("</em>", "")  # slanted letters lean over the edge
    document = pypdfium2.PdfDocument(pdf_of(f"<p>{prose * 6}</p>", quickly=True))
    text = document[0].get_textpage()
    rows: dict[float, float] = {}
    for index in range(text.count_chars()):
        _, bottom, right, _ = text.get_charbox(index, loose=True)
        if text.get_text_range(index, 1).strip("\r\n \u00a0"):
            rows[round(bottom)] = max(right, rows.get(round(bottom), 0.0))
    *inner, _last = [rows[y] for y in sorted(rows, reverse=True)]
    edge = (120 - 12) * 72 / 25.4
    assert len(inner) > 8
    assert [right for right in inner if abs(right - edge) > 0.02] == []
