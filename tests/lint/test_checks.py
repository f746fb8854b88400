"""Every check finds its fault, and only its fault; a sound book has none."""

from __future__ import annotations

import pytest
from sample_ebook import Spoil, add, files, nav, opf, packed, page, picture, spoilt, swap

from publisher.cli import words
from publisher.lint import CHECKS, STORES, lint


def codes(data: bytes, store: str = "") -> list[str]:
    return [finding.code for finding in lint(data, name="book.epub", store=store)]


@pytest.mark.parametrize("store", ["", "generic", "kobo", "apple"])
def test_a_sound_book(store: str) -> None:
    assert codes(packed(files()), store) == []


_LONG = "<p>" + "слово " * 50_000 + "</p>"
_CLAIM = '<meta property="dcterms:conformsTo">{}</meta></metadata>'
_BREAK = '<span epub:type="pagebreak" role="doc-pagebreak" id="page{0}" aria-label="{0}"></span>'

CASES: list[tuple[str, tuple[Spoil, ...]]] = [
    (
        "E102",
        (
            add("EPUB/Text/A.xhtml", b"x"),
            opf("</manifest>", '<item id="A" href="Text/A.xhtml" media-type="a/b"/></manifest>'),
        ),
    ),
    (
        "E103",
        (
            add("EPUB/глава.css", b""),
            opf("</manifest>", '<item id="A" href="глава.css" media-type="text/css"/></manifest>'),
        ),
    ),
    ("E104", (add("EPUB/Thumbs.db", b"x"),)),
    ("E105", (opf("</manifest>", '<item id="A" href="lost.css" media-type="text/css"/></manifest>'),)),
    ("E107", (page("</section>", _LONG + "</section>"),)),
    ("E108", (page('src="../images/a.png"', 'src="https://example.org/a.png"'),)),
    ("E109", (page("литеру", "литеру\ufffd"),)),
    ("E110", (page("</head>", "<script>1</script></head>"),)),
    ("E111", (page("<p>Наборщик", '<p id="h1">Наборщик'),)),
    ("E112", (page("<p>Наборщик", '<p id="абзац">Наборщик'),)),
    ("E201", (opf("<dc:title>Верстатка</dc:title>"),)),
    ("E202", (opf("<dc:source>urn:isbn:9785000000007", "<dc:source>urn:isbn:9785000000008"),)),
    ("E204", (opf('<meta property="file-as" refines="#c">Наборщиков, Иван</meta>'),)),
    ("E205", (opf('<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>'),)),
    ("E206", (opf("</metadata>", '<meta name="calibre:series" content="Листки"/></metadata>'),)),
    ("E207", (opf(' properties="cover-image"'),)),
    ("E208", (add("EPUB/images/cover.png", b"not a picture"),)),
    ("E301", (opf('<meta property="schema:accessibilitySummary">Всё доступно.</meta>'),)),
    ("E302", (opf("</metadata>", '<meta property="schema:accessibilityFeature">everything</meta></metadata>'),)),
    ("E303", (opf("</metadata>", _CLAIM.format("EPUB Accessibility 1.1 – WCAG 2.2 Level AA")),)),
    ("E304", (opf("</metadata>", _CLAIM.format("EPUB Accessibility 1.1 - WCAG 2.2 Level AA")),)),
    ("E305", (page(' alt="Верстатка в руке"'),)),
    ("E306", (page('alt="Верстатка в руке"', 'alt=""'),)),
    (
        "E307",
        (
            opf("</metadata>", '<meta property="schema:accessibilityFeature">alternativeText</meta></metadata>'),
            page('alt="Верстатка в руке"', 'role="none" alt=""'),
            page("<p>Наборщик", '<p><img src="../images/a.png" alt=" "/>Наборщик'),
        ),
    ),
    ("E308", (page("<p>Наборщик", "<h4>О наборе</h4><p>Наборщик"),)),
    ("E309", (opf("</metadata>", '<meta property="schema:accessibilityHazard">sound</meta></metadata>'),)),
    ("E401", (page(' lang="ru" xml:lang="ru"'),)),
    ("E402", (page(' lang="ru"', ' lang="uk"'),)),
    ("E403", (page(' lang="ru" xml:lang="ru"', ' lang="uk" xml:lang="uk"'),)),
    ("E404", (page("<p>Наборщик", '<p lang="en">' + "Русский текст под видом английского. " * 3 + "</p><p>Наборщик"),)),
    ("E502", (nav('<li><a href="text/a.xhtml">Верстатка', '<li><a href="text/a.xhtml#lost">Верстатка'),)),
    ("E504", (nav('epub:type="landmarks"', 'epub:type="lot"'),)),
    ("E505", (swap("EPUB/toc.ncx", "<text>Верстатка", "<text>Строка"),)),
    ("E506", (page("</section>", _BREAK.format(2) + "</section>"),)),
    (
        "E508",
        (
            page("</section>", _BREAK.format(2) + "</section>"),
            nav(
                '<li><a href="text/a.xhtml#page1">1</a></li>',
                '<li><a href="text/a.xhtml#page2">2</a></li><li><a href="text/a.xhtml#page1">1</a></li>',
            ),
        ),
    ),
    ("E509", (nav('#page1">1', '#page1">10'),)),
    (
        "E510",
        (
            opf("<dc:source>urn:isbn:9785000000007</dc:source>"),
            opf('<meta property="pageBreakSource">urn:isbn:9785000000007</meta>'),
        ),
    ),
    ("E511", (page("взял", '<a href="b.xhtml">взял</a>'),)),
    ("E602", (page("</section>", '<aside epub:type="footnote" id="n2"><p>И ещё.</p></aside></section>'),)),
    ("E603", (page(' href="#r1"', ' href="#h1"'),)),
]


@pytest.mark.parametrize(("code", "ways"), CASES, ids=[code for code, _ in CASES])
def test_a_fault(code: str, ways: tuple[Spoil, ...]) -> None:
    assert set(codes(spoilt(*ways))) - FOLLOWS.get(code, set()) == {code}


FOLLOWS = {
    "E201": {"E804"},
    "E307": {"E306"},
}
"""Other findings that the same fault rightly brings along."""


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("E101", packed(files(), mimetype=False)),
        ("E101", packed(files(), stored=False)),
        ("E106", spoilt(page("</section>"))),
        ("E203", spoilt(opf("<dc:language>ru", "<dc:language>русский"))),
        ("E209", spoilt(opf('version="3.0"', 'version="2.0"'))),
        ("E501", spoilt(nav('epub:type="toc"', 'epub:type="lot"'))),
        ("E507", spoilt(nav("#page1", ""))),
        ("E601", spoilt(page('epub:type="footnote" role="doc-footnote" '))),
    ],
)
def test_a_fault_with_others_in_its_train(code: str, data: bytes) -> None:
    assert code in codes(data)


def test_contents_against_the_order_of_the_text() -> None:
    second = page_of("<h1>Вторая</h1>")
    data = spoilt(
        add("EPUB/text/b.xhtml", second),
        opf("</manifest>", '<item id="b" href="text/b.xhtml" media-type="application/xhtml+xml"/></manifest>'),
        opf("</spine>", '<itemref idref="b"/></spine>'),
        nav(
            '<ol><li><a href="text/a.xhtml">Верстатка',
            '<ol><li><a href="text/b.xhtml">Вторая</a></li><li><a href="text/a.xhtml">Верстатка',
        ),
    )
    assert set(codes(data)) == {"E503", "E505"}


def test_notes_in_another_document() -> None:
    data = spoilt(
        add(
            "EPUB/text/b.xhtml",
            page_of('<aside epub:type="footnote" id="n2"><p><a href="a.xhtml#r2">2</a> Далеко.</p></aside>'),
        ),
        opf("</manifest>", '<item id="b" href="text/b.xhtml" media-type="application/xhtml+xml"/></manifest>'),
        opf("</spine>", '<itemref idref="b"/></spine>'),
        page("литеру", 'литеру<a epub:type="noteref" id="r2" href="b.xhtml#n2">2</a>'),
    )
    assert codes(data) == ["E604"]


def page_of(body: str) -> bytes:
    from sample_ebook import PAGE

    return PAGE.format(body=body).encode()


@pytest.mark.parametrize(
    ("code", "store", "ways"),
    [
        ("E801", "apple", (add("EPUB/images/cover.png", picture(900, 1400)),)),
        ("E802", "apple", (add("EPUB/images/cover.png", picture(2400, 3600)),)),
        ("E803", "generic", (add("EPUB/images/cover.png", picture(1600, 1600)),)),
        ("E804", "kobo", (opf("<dc:publisher>Листки</dc:publisher>"),)),
        (
            "E806",
            "generic",
            (opf("</manifest>", '<item id="w" href="images/a.png" media-type="image/webp"/></manifest>'),),
        ),
        ("E807", "litres", (opf("</metadata>", "<dc:subject>наборное дело</dc:subject></metadata>"),)),
    ],
)
def test_what_a_store_asks(code: str, store: str, ways: tuple[Spoil, ...]) -> None:
    assert codes(spoilt(*ways), store) == [code]
    assert code not in codes(spoilt(*ways))


def test_every_check_has_words_and_a_case() -> None:
    import inspect
    import sys

    tested = inspect.getsource(sys.modules[__name__])
    for lang in ("ru", "en"):
        words.set_language(lang)
        assert [code for code in (*CHECKS, "E701", "E702", "E901") if not words.entry(code)] == []
    assert [code for code in CHECKS if code not in tested and code != "E805"] == []
    assert set(STORES) == {"generic", "litres", "kobo", "apple"}


def test_the_largest_file_of_a_store(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    monkeypatch.setitem(STORES, "kobo", replace(STORES["kobo"], largest=1000))
    assert codes(packed(files()), "kobo") == ["E805"]


def test_calls_in_the_dialect_of_kobo_are_no_notes() -> None:
    data = spoilt(page('epub:type="noteref"', 'epub:type="endnote"'))
    assert [finding.code for finding in lint(data, name="book.kepub.epub", store="kobo")] == []
