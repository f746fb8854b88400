"""Lines put together here are those that WeasyPrint's inline layout makes of the same plan, to the byte."""

from __future__ import annotations

from typing import Any

import pytest
from pages import families

from publisher.composition.faces import font_face_css, font_resources
from publisher.writers.declarations import import_weasyprint
from publisher.writers.equipment import equipment
from publisher.writers.lines import hook
from publisher.writers.lines.hook import planned_lines
from publisher.writers.quick import quicker
from publisher.writers.world import BASE_URL, fetcher

STYLE = """html { font: 10pt/12.5pt "Pub Serif"; text-align: justify; hyphens: auto } body, p { margin: 0 }
p { text-indent: 14pt; widows: 2; orphans: 2 } @page { size: 80mm 90mm; margin: 7mm } q { quotes: none }
.dash { word-spacing: 0 } .left { float: left; width: 60pt } .fn { float: footnote } sup { line-height: 0 }"""
PROSE = "Съёмщик Гудков — 25-летний юрист, «Ату!», 13–25 августа: объявление о продаже типографии в Санкт-Петербурге. "
BODIES = {
    "prose": f"<p>{PROSE * 3}</p>" * 4,
    "dialogue": f"<p><span class=dash>—\u00a0</span>{PROSE * 2}</p><p><em>—\u00a0Да, {PROSE}</em></p>",
    "amid": f"<p>{PROSE}<em>{PROSE}</em>{PROSE * 2}<b>Да</b> <i>нет</i> {PROSE}</p>" * 3,
    "float": f"<p>{PROSE}</p><div class=left>{PROSE}</div><p>{PROSE * 4}</p>",
    "notes": f"<p>{PROSE * 2}<span class=fn>{PROSE}</span>{PROSE}<sup>2</sup></p>" * 3,
    "columns": f"<div style='columns: 2'><p>{PROSE * 5}</p></div>",
    "breaks": f"<p>{PROSE}<br>{PROSE} </p><p> {PROSE}<span> </span></p><p><b></b>{PROSE}</p>",
    "moved": f"<div style='position: relative; top: 3pt; border: 1pt solid; padding: 4pt'><p>{PROSE * 2}</p></div>",
    "odd": f"<p>漢字 {PROSE}</p><p>{'ы' * 200} {PROSE}</p><p dir=rtl>{PROSE}</p>",
    "anchor": f"<p><a href='#x'>См.</a> <a href='#y'>y</a><br><a id=x></a>{PROSE * 2}<br><b id=y></b> {PROSE}</p>",
    "hanging": f"<p style='text-indent: -9pt'>{PROSE}</p>",
    "spaced": f"<p style='letter-spacing: 1pt'>{PROSE}</p><p>{PROSE}<span style='word-spacing: 3pt'>{PROSE}</span></p>",
}


def pdf_of(body: str) -> bytes:
    weasyprint: Any = import_weasyprint()
    used = [families()["Pub Serif"]]
    kit = equipment(font_face_css(used) + STYLE, font_resources(used))
    html = f'<!doctype html><html lang="ru"><body>{body}</body></html>'
    with quicker(), planned_lines():
        page = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher(font_resources(used)))
        made = page.render(stylesheets=kit.sheets, font_config=kit.fonts)
        return bytes(made.write_pdf(uncompressed_pdf=True, pdf_tags=True))


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_pages_are_the_same(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    put_together = hook.plain_line
    monkeypatch.setattr(hook, "plain_line", lambda *given: made.append(given) or put_together(*given))
    ours = pdf_of(body)
    assert made
    monkeypatch.setattr(hook, "is_plain", lambda *_: False)
    assert ours == pdf_of(body)
