"""Characters that the faces of a layout lack are told with their place, and with a family that has them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pages import families, finished_layouts, layout_of, sample

from publisher.composition.cascade import FontCascade, Look
from publisher.composition.coverage import clusters, lacking, missing_glyphs
from publisher.model.edition import Book, Edition, Entry
from publisher.model.finding import Finding
from publisher.model.text import Text
from publisher.readers import read

TEXT = Look(("Pub Serif",))


def book_from(source: str, kind: str = "pamphlet") -> Book:
    work = read("t.md", f"---\nlang: ru\nauthor: Автор\n{source}".encode()).value
    edition = Edition("t", kind, ())  # type: ignore[arg-type]
    return Book(edition, (Entry("w1", work),), work.metadata.title, None, (), (), "ru", "", None)


def told(source: str, layout: str = "pamphlet-a5", **options: str) -> list[Finding]:
    return list(missing_glyphs(book_from(source), layout_of(layout, **options), families()))


def test_pieces_know_their_faces() -> None:
    css = """:root { --own: "Pub Fat"; font-family: "Pub Serif" }
    .a > em { font-weight: 600 } p:first-child { color: red }
    h1 { font-family: var(--own); font-weight: 400 } h1 em { font-style: normal } .x::before { font-family: "No" }
    .caps { text-transform: uppercase } em { font-weight: 500 !important } @page { margin: 0 } p:: { font-weight: 9 }
    :lang(bg) { font-family: "Pub Literata" }"""
    html = (
        "<html><head><title>т</title></head><body><h1>з<em>и</em></h1><p class='a' data-b='7'>а<em>б<b>в</b></em>г</p>"
        "<p class='caps x' style='font-family: \"Pub Sans\"'>д</p><span lang='bg-BG'>е</span><!-- ж -->"
        "<svg><text>к</text></svg>"
        "<code>л</code></body></html>"
    )
    found = {piece.chars.strip(): piece for piece in FontCascade(css).pieces(html) if piece.chars.strip()}
    looks = {chars: (p.look.families[0], p.look.weight, p.look.italic) for chars, p in found.items()}
    assert looks == {
        "з": ("Pub Fat", 400, False),
        "и": ("Pub Fat", 500, False),
        "а": ("Pub Serif", 400, False),
        "б": ("Pub Serif", 500, True),
        "в": ("Pub Serif", 700, True),
        "г": ("Pub Serif", 400, False),
        "Д": ("Pub Sans", 400, False),
        "е": ("Pub Literata", 400, False),
        "л": ("monospace", 400, False),
    }
    assert {chars for chars, piece in found.items() if piece.passage == 7} == {"а", "б", "в", "г"}


def test_accents_belong_to_their_letters() -> None:
    assert list(clusters("за\u0301\u00admok\u0301\u0300 \ufe0f")) == ["з", "а\u0301", "m", "o", "k\u0301\u0300"]


@pytest.mark.parametrize(
    ("chars", "missing"),
    [
        ("обычный текст\u00a0\u202f\u00ad\u200b\u2060\ufeff\t\n", ""),
        ("и\u0306 е\u0308", ""),  # in parts: й, ё
        ("á\u0323", ""),
        ("ѣ\u0301 Ѳѵі за\u0301мок", ""),
        ("漢да漢字", "漢字"),
        ("\u0fff", "\u0fff"),  # not a character yet
    ],
)
def test_what_a_face_lacks(chars: str, missing: str) -> None:
    assert "".join(lacking(chars, TEXT, families())) == missing


def test_another_family_in_the_list_will_do() -> None:
    assert lacking("ѣ", Look(("Pub Sans",)), families()) == ["ѣ"]
    assert lacking("ѣ", Look(("Pub Sans", "Pub Serif")), families()) == []


@pytest.mark.parametrize(
    ("source", "options", "code", "font", "family", "place"),
    [
        ("title: Т\n---\n\nСлово ѣ.\n", {"body-font": "Pub Sans"}, "T111", "Golos Text", "Pub ", "t.md:7:7"),
        ("title: Т\n---\n\nСлово *ҹ*.\n", {}, "T111", "Source Serif 4, 400 italic", "Pub News", "t.md:7:8"),
        ("title: Т\n---\n\nКод `ѣ`.\n", {}, "T112", "IBM Plex Mono", "Pub Serif", "t.md:7:6"),
        ("title: Тѣ\n---\n\nА.\n", {"body-font": "Pub Sans"}, "T111", "Golos Text, 700", "Pub ", "t.md:4:9"),
        ("title: Т\n---\n\n# Глава ꙮ\n\nА.\n", {}, "T113", "Source Serif 4, 600", None, "t.md:7:9"),
        ("title: Т\n---\n\nА[^1].\n\n[^1]: Сноска ☃.\n", {}, "T114", "Source Serif 4", None, "t.md:9:14"),
    ],
)
def test_findings_name_character_font_place_and_family(
    source: str, options: dict[str, str], code: str, font: str, family: str | None, place: str
) -> None:
    found = told(source, **options)
    assert {f.code for f in found} == {code}
    params = found[0].params
    assert params["font"] == font and str(found[0].place).startswith(place)
    assert str(params["code"]).startswith("U+") and params["name"]
    assert family is None or str(params["family"]).startswith(family)
    if code == "T111":  # what is proposed helps
        assert told(source, **{"body-font": str(params["family"])}) == []


def test_a_character_is_told_once_for_a_family() -> None:
    (found,) = told("title: 漢\n---\n\n漢 *漢* **漢** ***漢***\n")
    assert found.params["times"] == 7  # on the title page, above the text and in its running head as well


def test_running_heads_and_contents_are_looked_at() -> None:
    source = "title: Т\n---\n\n# Глава\n\nА.\n"
    book = book_from(source)
    layout = layout_of("pamphlet-a5")
    head = replace(layout.furniture[0], family="Pub Mono", content="ѣ {work.title}")
    assert [f.code for f in missing_glyphs(book, replace(layout, furniture=(head,)), families())] == ["T112"]
    assert missing_glyphs(book, layout, families()) == ()


@pytest.mark.parametrize("name", finished_layouts())
def test_the_sample_book_lacks_nothing(name: str) -> None:
    assert missing_glyphs(sample("anthology"), layout_of(name), families()) == ()


def test_titles_have_the_face_of_their_layout() -> None:
    book = book_from("title: Заголовок\n---\n\nА.\n")
    work = book.entries[0].work
    titled = replace(work.metadata, title=Text("Ӏ"))  # palochka
    book = replace(book, entries=(Entry("w1", work.replace(metadata=titled)),), title=Text("Ӏ"))
    fonts = {f.params["font"] for f in missing_glyphs(book, layout_of("anthology-84x108"), families())}
    assert fonts <= {"Yeseva One"}
