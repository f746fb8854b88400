"""Quicker pages are the same pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pytest
from pages import families

from publisher.composition.faces import font_face_css, font_resources
from publisher.writers import quick
from publisher.writers.declarations import import_weasyprint
from publisher.writers.equipment import equipment
from publisher.writers.lines.hook import planned_lines
from publisher.writers.world import BASE_URL, fetcher

WORDS = "Съёмщик нашёл на чердаке подшивку газет за тридцать восьмой год и не стал её выбрасывать. "
BODIES = {
    "prose": f"<h1>Глава</h1><p>{WORDS * 30}</p><blockquote>{WORDS * 3}</blockquote><ul><li>{WORDS}<li>{WORDS}</ul>",
    "floats": f"<p><span style='float: left; font-size: 40pt; width: 20%'>С</span>{WORDS * 5}</p>",
    "columns": f"<div style='columns: 2; column-gap: 5%'><p>{WORDS * 20}</p><p>{WORDS}</p></div>",
    "tables": f"<table style='border-collapse: collapse; border: 1pt solid'><tr><td>{WORDS}<td>1</table>"
    "<table style='padding: 3pt'><tr><td style='padding: 2%'>1<td>2</table>",
    "sizes": f"<div style='box-sizing: border-box; width: 50%; padding: 2mm; border: 1pt solid'>{WORDS}</div>"
    f"<div style='width: calc(100% - 2cm); min-height: 3em; max-width: 8cm; margin: auto'>{WORDS}</div>"
    f"<div style='height: 30%; overflow: hidden'>{WORDS}</div>",
    "flexible": f"<div style='display: flex'><p style='flex: 1'>{WORDS}</p><p style='width: 20%'>{WORDS}</p></div>"
    f"<div style='display: grid; grid-template-columns: 1fr 2fr'><p>{WORDS}</p><p>{WORDS}</p></div>",
    "notes": f"<p>{WORDS}<span style='float: footnote; font-size: 8pt'>{WORDS}</span>{WORDS * 8}</p>",
    "placed": f"<p style='position: relative; top: 10%'>{WORDS}<b style='position: absolute; right: 0'>x</b></p>",
    "first": f"<style>p::first-letter {{ font-size: 3em }} p::first-line {{ font-weight: bold }}</style><p>{WORDS}</p>",
    "margin boxes": "<style>@page { @bottom-center { content: counter(page) } }</style>" + f"<p>{WORDS * 60}</p>",
    "backgrounds": "<style>html { background: #eee } body { background: #ffd }</style>"
    f"<h1 style='background: #ccc; border-radius: 3pt 10%'>Глава</h1><p style='background: #fcc'>{WORDS}<b>x</b></p>"
    f"<p style='box-shadow: 1pt 1pt #999'>{WORDS}</p><p style='background: currentcolor; color: #fff0'>{WORDS}</p>"
    f"<p style='background: linear-gradient(#fff, #ccc)'><i style='visibility: hidden; background: red'>x</i></p>"
    f"<p style='position: relative; background: #efe'>{WORDS}<b style='position: absolute; right: 0'>x</b></p>",
    "canvas": f"<style>body {{ background: #ffd }}</style><p>{WORDS}</p>",
    "heights": f"<p style='line-height: normal'>{WORDS}</p><p style='line-height: 150%; font-size: 80%'>{WORDS}</p>",
}
STYLE = """html { font: 10pt/12.5pt "Pub Serif"; text-align: justify; hyphens: auto; word-spacing: .005pt }
p { margin: 0; text-indent: 1em } @page { size: 120mm 100mm; margin: 12mm 10% }"""


@contextmanager
def as_ever(name: str) -> Iterator[None]:
    """WeasyPrint's own way but for what has another test: drawing."""

    def plain(original: Any) -> Any:
        return original

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quick, "_Strut", plain)
        patch.setattr(quick, "_MarginBoxes", plain)
        patch.setattr(quick, "_Backgrounds", plain)
        patch.setattr(quick._Lengths, "resolve", lambda self, box, around: self.original(box, around))
        with quick.quicker():
            yield


def pdf_of(name: str, around: Any) -> bytes:
    weasyprint: Any = import_weasyprint()
    used = [families()["Pub Serif"]]
    kit = equipment(font_face_css(used) + STYLE, font_resources(used))
    html = f'<!doctype html><html lang="ru"><body>{BODIES[name]}</body></html>'
    with around, planned_lines():
        page = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher(font_resources(used)))
        made = page.render(stylesheets=kit.sheets, font_config=kit.fonts)
        return bytes(made.write_pdf())


@pytest.mark.parametrize("name", BODIES)
def test_pages_are_the_same(name: str) -> None:
    assert pdf_of(name, quick.quicker()) == pdf_of(name, as_ever(name))


def test_prose_takes_the_quick_way(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint import layout
    from weasyprint.layout import percent

    slow: list[str] = []
    monkeypatch.setattr(layout, "make_margin_boxes", lambda *_: slow.append("boxes") or iter(()))
    original = percent.resolve_percentages
    monkeypatch.setattr(percent, "resolve_percentages", lambda *a: slow.append(type(a[0]).__name__) or original(*a))
    pdf_of("prose", quick.quicker())
    assert set(slow) == {"PageBox"}  # its margins are percentages here


LEADERS = "<style>a::after { content: leader(dotted) ' ' attr(title) }</style>" + "".join(
    f"<p style='text-align: left'><a title='{page}'>{WORDS[:length]}</a></p>" for page, length in ((7, 30), (108, 60))
)


def dots_of(data: bytes) -> list[tuple[float, float]]:
    """Left and bottom edges of the dots on the first page, in pt."""
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    found = [text.get_charbox(at) for at in range(text.count_chars()) if text.get_text_range(at, 1) == "."]
    return [(left, bottom) for left, bottom, _, _ in found]


def test_leaders_are_drawn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BODIES, "leaders", LEADERS)
    ours = pdf_of("leaders", quick.quicker())
    with monkeypatch.context() as patch:
        patch.setattr(quick, "_Leaders", lambda original: original)
        theirs = pdf_of("leaders", quick.quicker())
    assert len(ours) < len(theirs)
    dots, expected = (sorted(dots_of(made), key=lambda dot: (-dot[1], dot[0])) for made in (ours, theirs))
    assert len(dots) > 40
    for (x, y), (other_x, other_y) in zip(dots, expected, strict=True):
        assert abs(x - other_x) < 0.1
        assert abs(y - other_y) < 0.001


def test_everything_is_put_back_after_an_error() -> None:
    from weasyprint import draw, layout
    from weasyprint.layout import block
    from weasyprint.text import line_break

    def state() -> list[Any]:
        return [draw.draw_text, layout.make_margin_boxes, block.resolve_percentages, line_break.strut]

    before = state()
    with pytest.raises(ZeroDivisionError), quick.quicker():
        assert all(now is not then for now, then in zip(state(), before, strict=True))
        raise ZeroDivisionError
    assert state() == before


def test_patterns_of_the_parser_are_made_once() -> None:
    from tinyhtml5 import inputstream

    with quick.quicker():
        patterns = inputstream.characters_until_regex
        until, spaces = patterns[frozenset("&<"), False], patterns[frozenset(" \t"), True]
        assert patterns[frozenset("&<"), False] is until
    assert until.match("абв <p>")[0] == "абв "  # type: ignore[index]
    assert spaces.match(" \t а")[0] == " \t "  # type: ignore[index]
