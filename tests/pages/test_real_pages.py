"""Pages made to have one fault each: the check for it finds it and no other does. Good pages give nothing."""

from __future__ import annotations

from functools import cache

import pytest
from pages import families

from publisher.composition.faces import font_face_css, font_resources
from publisher.model.composition import Fragment
from publisher.model.finding import Finding, Severity
from publisher.pages import CHECKS, examine, joined
from publisher.writers.faces import characters
from publisher.writers.pdf import render_fragment

SERIF = [families()["Pub Serif"], families()["Pub Mono"]]
STYLE = (
    font_face_css(SERIF)
    + """
@page { size: 300pt 124pt; margin: 20pt }  /* six lines */
html { font: 10pt/14pt "Pub Serif"; text-align: justify; hyphens: manual; hyphenate-character: "-" }
html { orphans: 2; widows: 2 }
body, p, h2 { margin: 0; font-size: 10pt; line-height: 14pt } h2 { break-after: avoid }
"""
)
PLAIN = "Строка, в которой нет ничего особенного."
LINES = [f"<p>{PLAIN}</p>"] * 6
SYLLABLES = "сло\u00ad" * 16
"""More syllables than fit into a line: it ends with a hyphen."""
ROADS = "дорога дорога дорога дорога " * 6
"""Six lines alike."""


def broken(count: int) -> str:
    """A paragraph of so many lines, all ended by force."""
    return "<p>" + "<br/>".join([PLAIN] * count) + "</p>"


def stranger() -> str:
    """A letter that the second family has and the first has not."""
    serif, mono = (family.face(400) for family in SERIF)
    assert serif and mono
    return next(c for c in sorted(characters(mono.path) - characters(serif.path)) if c.isalpha())


PAGES: dict[str, tuple[str, str]] = {
    "Q101": ("", f"<p>Одно слово {'о' * 44} и ещё несколько слов за ним.</p>"),
    "Q102": ("p { width: 214pt; word-spacing: -.14em }", f"<p>{ROADS[:112]}</p>"),
    "Q103": ("p { width: 158pt; word-spacing: .19em }", f"<p>{ROADS}</p>"),
    "Q104": ("p { white-space: nowrap; width: 100pt; text-align: left }", f"<p>{PLAIN}</p>"),
    "Q105": ("div { columns: 2; column-fill: auto; height: 28pt }", f"<div>{'<p>Колонка.</p>' * 6}</div>"),
    "Q201": ("", f"<p>{SYLLABLES * 5}гом и ещё два-три слова в конце.</p>"),
    "Q202": ("", f"<p>{PLAIN} И пере\u00adносное.</p>"),
    "Q203": ("", f"<p>{PLAIN}<br/>" + f"{PLAIN}<br/>" * 4 + f"{SYLLABLES}<br/>" + f"{PLAIN}<br/>" * 4 + f"{PLAIN}</p>"),
    "Q204": (
        "body { columns: 2; column-fill: auto; text-align: left; height: 84pt }",
        f"<p>{'Строка.<br/>' * 5}{'сло' + chr(0xAD)}{('сло' + chr(0xAD)) * 8}<br/>{'Строка.<br/>' * 3}Строка.</p>",
    ),
    "Q301": ("", f"<p>{PLAIN}<br/>Да.</p>"),
    "Q302": ("html { widows: 1 }", broken(7) + "".join(LINES[:4])),
    "Q303": ("html { orphans: 1 }", "".join(LINES[:5]) + broken(6)),
    "Q401": ("h2 { break-after: auto }", "".join(LINES[:5]) + "<h2>Глава</h2>" + "".join(LINES)),
    "Q402": ("", "".join(LINES) + "".join(LINES[:2])),
    "Q403": ("", LINES[0] + LINES[0] + '<div style="height: 5pt"></div>' + LINES[0]),
    "Q501": ("", "<p>Знак \U00013080 иероглиф.</p>"),
    "Q502": ("", f"<p>Знак {stranger()} чужой.</p>"),
}  # fmt: skip


@cache
def findings(body: str, style: str = "") -> tuple[Finding, ...]:
    html = f'<!doctype html><html lang="ru"><body>{body}</body></html>'
    piece = render_fragment(Fragment("w1", "work", html, "ru"), STYLE + style, font_resources(SERIF), draft=True)
    return joined([examine(piece.facts.lines, piece.facts.pages)], [1]).findings


def test_every_check_has_a_page() -> None:
    assert set(PAGES) == set(CHECKS)


@pytest.mark.parametrize("code", PAGES)
def test_a_fault_is_found_and_nothing_else(code: str) -> None:
    style, body = PAGES[code]
    found = findings(body, style)
    assert {finding.code for finding in found} == {code}
    assert max(finding.severity for finding in found) == (CHECKS[code].severity if code != "Q203" else Severity.WARNING)


@pytest.mark.parametrize(
    "body",
    [
        "".join(LINES),
        broken(11),
        "".join(LINES[:3]) + "<h2>Глава</h2>" + LINES[0] + LINES[0] + broken(6),
        "<div class='verse'>" + "<p>Стих.</p>" * 12 + "</div>",
        f"<p>{PLAIN} {PLAIN} {PLAIN}</p>",
        "<table><tr><td>1</td><td>да</td></tr></table>" + "".join(LINES[:4]),
    ],
)
def test_good_pages_give_nothing(body: str) -> None:
    assert findings(body) == ()


def test_what_hangs_out_of_its_box_by_design_may_stay_inside_the_page() -> None:
    style = "h2 { white-space: nowrap; text-align: left; width: %spt }"
    assert findings(f"<h2>{PLAIN}</h2>{broken(2)}", style % 150) == ()
    assert [f.code for f in findings(f"<h2>{PLAIN * 2}</h2>{broken(2)}", style % 150)] == ["Q104"]


def test_a_finding_says_page_line_and_words() -> None:
    found = findings("".join(LINES) + "".join(LINES[:4]) + "<p>Последний.<br/>Да.</p>")
    assert [(f.code, f.params["page"], f.params["row"], f.params["excerpt"]) for f in found] == [("Q301", 2, 6, "Да.")]


def test_an_overfull_line_is_an_error_when_it_is_seen() -> None:
    style = "p { white-space: nowrap; text-align: left; width: %spt }"
    width = 215.0
    while not findings(f"<p>{PLAIN}</p>", style % width):
        width -= 0.5
    assert [f.severity for f in findings(f"<p>{PLAIN}</p>", style % width)] == [Severity.WARNING]
    assert [f.severity for f in findings(f"<p>{PLAIN}</p>", style % (width - 3))] == [Severity.ERROR]
