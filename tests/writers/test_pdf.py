"""What WeasyPrint makes of our pages, and the fences round its traps."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from pages import ROOT, Letter, Page, book_of, families, finished_layouts, layout_of, lines_of, make, pages_of, strays
from sample_book import marked, paragraph

from publisher.binding.lettering import Lettering
from publisher.composition.faces import font_face_css, font_resources
from publisher.model.composition import Fragment, RenderedFragment
from publisher.model.errors import BuildError
from publisher.model.text import Mark, Text
from publisher.model.work import Note, Paragraph
from publisher.writers.pdf import render_fragment

LAYOUTS = finished_layouts()
SIZES = {name: layout_of(name).typesetting.size for name in LAYOUTS}
"""Body sizes in pt."""

SPACES = {name: Lettering(families()[layout_of(name).text_family].faces[0]).shape(" ").width for name in LAYOUTS}
"""Natural width of a space in em; WeasyPrint stretches spaces and never shrinks them."""

SERIF = [families()["Pub Serif"], families()["Pub Mono"]]
STYLE = font_face_css(SERIF) + ' html { font-family: "Pub Serif" } @page { size: 200pt 200pt; margin: 10pt } '


def rendered(body: str, style: str = "") -> RenderedFragment:
    fragment = Fragment("f", "work", f'<!doctype html><html lang="ru"><body>{body}</body></html>', "ru")
    return render_fragment(fragment, STYLE + style, font_resources(SERIF))


def fonts_of(data: bytes) -> set[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        return {str(font.FontName).partition("+")[2] for font in fonts}


# --- facts and remarks ------------------------------------------------------------------------------------------------


def test_facts_are_read_from_the_pages() -> None:
    body = '<h1 id="a">Раз <i>два</i></h1><p style="break-before: page" id="b">три</p>'
    facts = rendered(body, "h1 { bookmark-level: 1; margin: 0 }").facts
    assert facts.pages == 2
    assert [(b.level, b.label, b.page) for b in facts.bookmarks] == [(1, "Раз два", 0)]
    assert (facts.anchors["a"].page, facts.anchors["b"].page) == (0, 1)
    assert facts.anchors["a"].x == pytest.approx(16, abs=0.1) or facts.anchors["a"].x == pytest.approx(10, abs=0.1)
    assert 150 < facts.anchors["a"].y < 200
    assert facts.remarks == ()


def test_other_fonts_do_not_exist() -> None:
    piece = rendered('<p style="font-family: DejaVu Sans">да</p><p style="font: 10pt monospace">да</p>')
    assert {code for code, _ in piece.facts.remarks} <= {"B201", "B204", "B205"}
    assert not any("DejaVu" in name for name in fonts_of(piece.pdf))


def test_missing_glyphs_are_remarked() -> None:
    remarks = rendered("<p>да 漢</p>").facts.remarks
    assert ("B202", "漢") in remarks


def test_unknown_style_is_remarked_for_every_fragment() -> None:
    for _ in range(2):
        remarks = rendered("<p>да</p>", "p { text-wrap-style: fancy }").facts.remarks
        assert [code for code, _ in remarks] == ["B203"]
    assert [code for code, _ in rendered('<p style="colour: red">да</p>').facts.remarks] == ["B203"]


def test_a_fragment_that_weasyprint_can_not_set() -> None:
    with pytest.raises(BuildError) as caught:
        rendered("<div>" * 3000 + "да")
    assert caught.value.code == "B101"


# --- the same bytes everywhere ----------------------------------------------------------------------------------------

SCRIPT = """
import sys
from pathlib import Path
sys.path[:0] = {paths!r}
from pages import ROOT, isolate, layout_of, make, sample
from sample_book import sample_pictures
isolate(ROOT / "fonts", Path("fontconfig"))
sys.stdout.buffer.write(make(sample("pamphlet"), layout_of({layout!r}), sample_pictures(Path("."))).pdf)
"""


def test_time_zone_folder_and_hash_seed_do_not_matter(tmp_path: Path) -> None:
    digests = set()
    script = SCRIPT.format(paths=[str(ROOT / "tests"), str(ROOT)], layout=LAYOUTS[0])
    for number, zone in enumerate(("UTC", "Asia/Almaty")):
        folder = tmp_path / zone.replace("/", "-")
        folder.mkdir()
        environment = os.environ | {"TZ": zone, "PYTHONHASHSEED": str(number), "LC_ALL": "C", "HOME": str(folder)}
        command = [sys.executable, "-c", script]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)
        digests.add(hashlib.sha256(done.stdout).hexdigest())
        assert done.stdout.startswith(b"%PDF-1.7")
    assert len(digests) == 1


# --- lines ------------------------------------------------------------------------------------------------------------

WORDS = (
    "Когда типограф-наборщик из Нью-Йорка впервые увидел русско-французский словарь, он сказал, что книга-справочник "
    "должна лежать у корректора под рукой; а северо-западный ветер всё-таки перелистывал страницы. Римский-Корсаков, "
    "ЮНЕСКО и ВЦИОМ — в одном абзаце, по-видимому, случайно: иногда кое-какие слова встречаются чаще, чем хотелось бы. "
)


def emphasised(turn: int) -> Paragraph:
    words = ["наборщик", "справочник", "северо-западный", "случайно", "словарь", "страницы"]
    chosen = [words[(turn + step) % len(words)] for step in (0, 2, 3)]
    kinds = ("emphasis", "strong", "link")
    marks = [(word, kind, "https://example.org") for word, kind in zip(chosen, kinds, strict=True)]
    chars = WORDS[turn * 7 :] + WORDS
    return Paragraph(marked(chars, *(mark for mark in marks if mark[0] in chars)))  # type: ignore[arg-type]


@pytest.fixture(scope="module", params=LAYOUTS)
def dense(request: pytest.FixtureRequest) -> tuple[str, Sequence[Page]]:
    """Many compounds and emphasised words, justified."""
    name = str(request.param)
    made = make(book_of([emphasised(turn) for turn in range(14)]), layout_of(name, links="none"))
    assert made.remarks == ()
    return name, pages_of(made.pdf)


def full_lines(name: str, pages: Sequence[Page]) -> list[list[Letter]]:
    """Lines of body text that reach the right edge: all but the last of every paragraph."""
    rows = [row for page in pages for row in lines_of(page, SIZES[name])]
    edge = {page.is_recto: layout_edge(name, page) for page in pages}
    found = [row for row in rows if min(abs(row[-1].right - x) for x in edge.values()) < 1.5]
    assert len(found) > 60
    return found


def layout_edge(name: str, page: Page) -> float:
    layout = layout_of(name)
    return page.width - (layout.margins.outer if page.is_recto else layout.margins.inner)


def test_no_line_runs_over_the_right_edge(dense: tuple[str, Sequence[Page]]) -> None:
    name, pages = dense
    assert [strays(page, layout_of(name)) for page in pages] == [[] for _ in pages]


def test_the_hyphen_at_a_line_end_is_ours(dense: tuple[str, Sequence[Page]]) -> None:
    name, pages = dense
    ends = [row[-1] for row in full_lines(name, pages)]
    hyphens = [x for x in ends if x.char in "-\x02\u00ad\u2010"]
    assert len(hyphens) > 5
    own = layout_of(name).text_family.replace(" ", "-")
    assert all(own in x.font for x in hyphens)


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_line_of_a_draft_ends_too_early(name: str) -> None:
    """WeasyPrint breaks some lines before an element after their first word: the next word would have had room."""
    book = book_of([emphasised(turn) for turn in range(14)])
    draft = replace(book, edition=replace(book.edition, draft=True))
    made = make(draft, layout_of(name, links="none"))
    pages = pages_of(made.pdf)
    looked_at = 0
    for page in pages:
        rows = lines_of(page, SIZES[name])
        for row, following in pairwise(rows):
            em, space = row[0].size, SPACES[name] * row[0].size
            if (
                following[0].left - min(x[0].left for x in rows) < 1
                and abs(row[-1].right - layout_edge(name, page)) < 1.5
            ):
                gaps = [gap for gap in gaps_of(row) if gap > 0.12 * em]
                word = next((n for n, gap in enumerate(gaps_of(following), 1) if gap > 0.12 * em), len(following))
                needed = following[word - 1].right - following[0].left + 2 * space  # Pango counts the one behind, too
                assert sum(gaps) - space * len(gaps) < needed, "".join(x.char for x in row)
                looked_at += 1
    assert looked_at > 60


def gaps_of(row: list[Letter]) -> list[float]:
    return [b.left - a.right for a, b in pairwise(row)]


def test_held_words_are_not_divided(dense: tuple[str, Sequence[Page]]) -> None:
    _, pages = dense
    lines = [line.strip() for page in pages for line in page.text.splitlines()]
    for word in ("ЮНЕСКО", "ВЦИОМ"):
        assert sum(word in line for line in lines) >= 14
    assert not any(line.endswith(("Нью-Йор-", "Кор-", "ЮНЕ-", "ЮНЕС-", "ВЦИ-")) for line in lines)


def test_no_paragraph_ends_with_a_piece_of_a_word() -> None:
    made = make(
        book_of([paragraph(WORDS[n:] + "и переустраивающимся") for n in range(0, 60, 5)]), layout_of(LAYOUTS[0])
    )
    for page in pages_of(made.pdf):
        lines = [line.strip() for line in page.text.splitlines()]
        assert not any(line in ("переустраивающимся"[k:] for k in range(1, 18)) for line in lines)


def test_addresses_break_behind_their_punctuation() -> None:
    notes = [
        Note(
            str(n),
            (paragraph("Слово " * (8 + n) + "там", ("там", "link", "https://en.example.org/wiki/Canons_of_page")),),
        )
        for n in range(9)
    ]
    calls = [Paragraph(Text("а", (Mark(1, 1, "note", str(n)),))) for n in range(9)]
    text = pages_of(make(book_of(calls, notes), layout_of(LAYOUTS[0])).pdf)[0].text
    addresses = re.findall(r"\((en\.[^)]*)\)", text)
    assert len(addresses) >= 7
    assert sum("\n" in address for address in addresses) >= 2
    for address in addresses:
        assert re.fullmatch(r"(\w+|[./_])*", address.replace("\u200b", "").replace("\n", "")), address
        assert all(part.rstrip("\u200b").endswith((".", "/", "_")) for part in address.splitlines()[:-1]), address
