"""Setting beside WeasyPrint and Typst: the same paragraphs, font files, size and measures: `make bench-page`.

    .venv/bin/python tests/bench/page.py [--novel NAME.txt] [--measures 97,70,50]

All three PDFs are measured in the same way, from their glyphs (PDFium), never from what a program knows of itself. Ours
is what the product sets: its composition and its line breaking. WeasyPrint gets the same text with `hyphens: auto`,
Typst with `justify` and its default costs. The texts are cleaned by our typographer once, for all. Typst comes from
PyPI and is installed into .cache/bench the first time.

A line's word space is the median gap between its words. Last lines of paragraphs are found by the indent below them.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import groupby
from pathlib import Path
from statistics import mean, median, pstdev
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
CACHE = ROOT / ".cache" / "bench"
TYPST = "typst==0.15.2"
MM = 72 / 25.4
SIZE, LEADING, INDENT = 10.0, 13.0, 14.0
"""Of the type, in pt."""
HEIGHT = 46 * LEADING
MARGIN = 20.0
HYPHENS = frozenset("-\u2010\u00ad\ufffe\x02")
"""As which characters PDFium shows a hyphen at the end of a line."""


class Glyph(NamedTuple):
    char: str
    left: float
    right: float


class Row(NamedTuple):
    """A set line: its glyphs from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def gaps(self) -> list[float]:
        """Spaces between words, in em: wider than anything between letters."""
        both = zip(self.glyphs, self.glyphs[1:], strict=False)
        return [(b.left - a.right) / SIZE for a, b in both if b.left - a.right > 0.1 * SIZE]

    @property
    def is_hyphenated(self) -> bool:
        return self.glyphs[-1].char in HYPHENS and len(self.glyphs) > 1 and self.glyphs[-2].char.isalpha()


# --- three ways to set ------------------------------------------------------------------------------------------------


def ours(paragraphs: Sequence[str], measure: float) -> bytes:
    """The product: an edition of one work in a layout of this measure."""
    from publisher.composition.faces import load_families
    from publisher.composition.layouts import load_layout
    from publisher.composition.pages import compose_pages
    from publisher.model.edition import Book, Edition, Entry
    from publisher.model.layout import Typesetting
    from publisher.model.paper import Margins, Trim
    from publisher.model.text import Text
    from publisher.model.work import Metadata, Paragraph, Work
    from publisher.writers.pdf import render_fragment

    work = Work(Metadata(language="ru"), tuple(Paragraph(Text(chars)) for chars in paragraphs))
    book = Book(Edition("bench", "leaflet", ()), (Entry("w1", work),), Text("-"), None, (), (), "ru", "", None)
    layout = load_layout("pamphlet-a5", [ROOT / "layouts"], {})
    style = f"\n:root {{ --indent: {INDENT}pt; font-variant-numeric: normal }} .opener {{ display: none }}"
    layout = replace(
        layout,
        trim=Trim(measure + 2 * MARGIN, HEIGHT + 2 * MARGIN),
        margins=Margins(MARGIN, MARGIN, MARGIN, MARGIN),
        typesetting=Typesetting(SIZE, LEADING),
        page_css=layout.page_css + style,
    )
    paged = compose_pages(book, layout, load_families([ROOT / "fonts"]), {})
    return render_fragment(paged.fragments[0], paged.stylesheet, paged.resources).pdf


def weasyprint(paragraphs: Sequence[str], measure: float) -> bytes:
    """WeasyPrint as everybody uses it."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    face = (ROOT / "fonts" / "source-serif-4" / "SourceSerif4_400Regular.ttf").as_uri()
    css = CSS(
        string=f"@font-face {{ font-family: 'Bench Serif'; src: url('{face}') }}"
        f"@page {{ size: {measure + 2 * MARGIN}pt {HEIGHT + 2 * MARGIN}pt; margin: {MARGIN}pt }}"
        f"html {{ font: {SIZE}pt/{LEADING}pt 'Bench Serif'; hyphens: auto; text-align: justify }}"
        f"body, p {{ margin: 0 }} p {{ text-indent: {INDENT}pt }}",
        font_config=fonts,
    )
    body = "".join(f"<p>{escape(chars)}</p>" for chars in paragraphs)
    html = f'<!doctype html><html lang="ru"><body>{body}</body></html>'
    pdf: bytes = HTML(string=html).write_pdf(stylesheets=[css], font_config=fonts)
    return pdf


def typst(paragraphs: Sequence[str], measure: float) -> bytes:
    """Typst, in a Python environment of its own."""
    source = f"""
#set page(width: {measure + 2 * MARGIN}pt, height: {HEIGHT + 2 * MARGIN}pt, margin: {MARGIN}pt)
#set text(font: "Source Serif 4", size: {SIZE}pt, lang: "ru", hyphenate: true)
#set par(justify: true, first-line-indent: (amount: {INDENT}pt, all: true), leading: {LEADING - SIZE}pt, spacing: {LEADING - SIZE}pt)
#for it in json("text.json") {{ par(it) }}
"""  # noqa: E501
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "page.typ").write_text(source, encoding="utf-8")
        (folder / "text.json").write_text(json.dumps(list(paragraphs)), encoding="utf-8")
        code = (
            "import sys, typst; typst.compile(sys.argv[1] + '/page.typ', output=sys.argv[1] + '/page.pdf',"
            " font_paths=[sys.argv[2]], ignore_system_fonts=True)"
        )
        fonts = str(ROOT / "fonts" / "source-serif-4")
        subprocess.run([str(installed_typst()), "-c", code, name, fonts], check=True)
        return (folder / "page.pdf").read_bytes()


def installed_typst() -> Path:
    """The interpreter of an environment with Typst in it; made the first time."""
    home = CACHE / "typst"
    python = home / "bin" / "python"
    marker = home / TYPST
    if not marker.exists():
        print(f"installing {TYPST} into {home.relative_to(ROOT)}", file=sys.stderr)
        venv.create(home, with_pip=True)
        if subprocess.run([str(python), "-m", "pip", "install", "-q", TYPST], check=False).returncode:
            sys.exit(f"pip could not install {TYPST}; is the package registry within reach?")
        marker.touch()
    return python


ENGINES: dict[str, Callable[[Sequence[str], float], bytes]] = {"ours": ours, "WeasyPrint": weasyprint, "Typst": typst}


# --- measuring --------------------------------------------------------------------------------------------------------


def rows_of(pdf: bytes) -> Iterator[Row]:
    """The lines of all pages, from top to bottom."""
    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(pdf)
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    for page in document:
        text = page.get_textpage()
        found: dict[int, list[Glyph]] = {}
        for index in range(text.count_chars()):
            char = chr(raw.FPDFText_GetUnicode(text, index))
            if char.isspace() or raw.FPDFText_IsGenerated(text, index) == 1:
                continue
            raw.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
            raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
            found.setdefault(round(y.value), []).append(Glyph(char, box.left, box.right))
        for baseline in sorted(found, reverse=True):
            yield Row(tuple(sorted(found[baseline], key=lambda glyph: glyph.left)))
    document.close()


def paragraphs_of(rows: Sequence[Row]) -> list[list[Row]]:
    """Lines by paragraph: each begins with an indent."""
    left = min(row.glyphs[0].left for row in rows)
    found: list[list[Row]] = []
    for row in rows:
        if not found or row.glyphs[0].left > left + INDENT / 2:
            found.append([])
        found[-1].append(row)
    return found


def figures(pdf: bytes, natural: float) -> dict[str, str]:
    """What is compared. `natural`: the space of the face in em."""
    paragraphs = paragraphs_of(list(rows_of(pdf)))
    inner = [row for paragraph in paragraphs for row in paragraph[:-1]]
    spaces = [median(row.gaps) for row in inner if row.gaps]
    runs = [
        len(list(group))
        for paragraph in paragraphs
        for hyphenated, group in groupby(paragraph[:-1], key=lambda row: row.is_hyphenated)
        if hyphenated
    ]
    runts = sum(len(paragraph) > 1 and is_runt(paragraph[-1]) for paragraph in paragraphs)
    return {
        "lines": f"{sum(map(len, paragraphs))}",
        "mean": f"{mean(spaces):.3f}",
        "s.d.": f"{pstdev(spaces):.3f}",
        "widest": f"{max(spaces):.2f}",
        "> +50 %": f"{100 * sum(space > 1.5 * natural for space in spaces) / len(spaces):.1f} %",
        "hyphens": f"{100 * sum(runs) / len(inner):.1f} %",
        "runs of 3+": f"{sum(run >= 3 for run in runs)}",
        "longest": f"{max(runs, default=0)}",
        "runts": f"{runts}",
    }


def is_runt(row: Row) -> bool:
    letters = sum(glyph.char.isalnum() for glyph in row.glyphs)
    return letters < 5 or row.glyphs[-1].right - row.glyphs[0].left < 1.5 * INDENT


# --- material ---------------------------------------------------------------------------------------------------------


def long_paragraphs() -> list[str]:
    """The longest paragraph (up to 2,500 characters) of each of the ten texts, cleaned."""
    from publisher.model.work import Paragraph
    from publisher.readers import read
    from publisher.typography import clean_text

    found = []
    for path in sorted(CORPUS.glob("*.txt")):
        blocks = read(path.name, path.read_bytes()).value.blocks
        texts = [block.text.plain for block in blocks if isinstance(block, Paragraph)]
        found.append(clean_text(max((text for text in texts if len(text) <= 2500), key=len)).text)
    return found


def novel(name: str) -> list[str]:
    """All paragraphs of a text, read and cleaned."""
    from publisher.model.work import Paragraph
    from publisher.pipeline import read_work
    from publisher.typography import Settings

    work = read_work(name, (CORPUS / name).read_bytes(), Settings("ru"), {}, {}).value
    return [block.text.plain for block in work.blocks if isinstance(block, Paragraph)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--novel", default="Pushkin_CapitanskaaDochka.txt", help="a file of ../shared/corpus, or -")
    parser.add_argument("--measures", default="97,70,50", help="mm")
    wanted = parser.parse_args()
    if not CORPUS.is_dir():
        sys.exit("the texts of ../shared/corpus are not there")
    from publisher.composition.faces import load_families
    from publisher.composition.measure import width_of
    from publisher.writers.world import isolate_fonts

    isolate_fonts([str(ROOT / "fonts")], CACHE / "scratch")
    face = load_families([ROOT / "fonts"])["Pub Serif"].faces[0]
    natural = width_of("a a", face) - 2 * width_of("a", face)
    material = {"ten long paragraphs": long_paragraphs()}
    if wanted.novel != "-":
        material[wanted.novel] = novel(wanted.novel)
    for name, paragraphs in material.items():
        size = sum(map(len, paragraphs))
        print(f"\n{name}: {len(paragraphs)} paragraphs, {size} characters; {SIZE:g} on {LEADING:g} pt", flush=True)
        head = True
        for measure in map(float, wanted.measures.split(",")):
            for engine, set_ in ENGINES.items():
                row = {"mm": f"{measure:g}", "": engine} | figures(set_(paragraphs, measure * MM), natural)
                if head:
                    print(f"| {' | '.join(row)} |\n|{'---|' * len(row)}")
                    head = False
                print(f"| {' | '.join(row.values())} |", flush=True)


if __name__ == "__main__":
    main()
