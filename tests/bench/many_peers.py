"""Other tools that set the same works.

WeasyPrint gets the same HTML and style as one document; Typst the same paragraphs in the same face, size, measure and
leading, justified; Chromium prints the same HTML. Vivliostyle sets it twice: as it is, and as what we make of it, a
book with contents and their page numbers, running heads and folios.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from many_works import ROOT
from measured import PUBLISHER, Run, line, measured

CACHE = ROOT / ".cache" / "bench"
VIVLIOSTYLE = "@vivliostyle/cli@11.0.0"

BOOK = """
@page { @bottom-center { content: counter(page) } }
@page :left { @top-center { content: string(author) } }
@page :right { @top-center { content: string(title) } }
.opener .author { string-set: author content(text) }
.opener h1 { string-set: title content(text) }
.line { text-align: left; text-indent: 0 }
.line a::after { content: " " leader(".") " " target-counter(attr(href url), page) }
"""


def prepared(folder: Path) -> Path:
    """The same works as one HTML document, with its style and fonts, in `folder`/peers."""
    from publisher import pipeline
    from publisher.builder.project import find_project
    from publisher.builder.works import load_works, settings_of
    from publisher.composition.faces import load_families
    from publisher.composition.layouts import load_layout
    from publisher.composition.pages import compose_pages
    from publisher.data import folder as data

    project = find_project(folder)
    edition = replace(project.editions["big"], draft=True)
    works = [read.value for read in load_works(project, edition, settings_of(project))]
    book = pipeline.assemble_book(edition, works, settings_of(project))
    families = load_families([data("fonts")])
    paged = compose_pages(book, load_layout(edition.layout, [data("layouts")]), families, {})
    peers = folder / "peers"
    (peers / "fonts").mkdir(parents=True)
    for resource in paged.resources:
        shutil.copy(resource.path, peers / "fonts")
    bodies = [re.sub(r"(?s)^.*?<body[^>]*>|</body>.*$", "", f.html) for f in paged.fragments if f.role == "work"]
    head = '<!doctype html><html lang="ru"><head><meta charset="utf-8"><link rel="stylesheet" href="page.css"></head>'
    parts = "".join(f'<div style="break-before: page">{body}</div>' for body in bodies)
    (peers / "page.html").write_text(f"{head}<body>{parts}</body></html>", encoding="utf-8")
    _write_book(peers / "book.html", head, works, parts)
    style = paged.stylesheet.replace("publisher:///fonts/", "fonts/")
    (peers / "page.css").write_text(style, encoding="utf-8")
    paragraphs = [[text.chars for block in work.blocks for text in _texts(block)] for work in works]
    (peers / "text.json").write_text(json.dumps(paragraphs, ensure_ascii=False), encoding="utf-8")
    layout, setting = paged.layout, paged.layout.typesetting
    margins = layout.margins
    (peers / "page.typ").write_text(
        f'#set page(width: {layout.trim.width}pt, height: {layout.trim.height}pt, numbering: "1", margin: (inside: '
        f"{margins.inner}pt, outside: {margins.outer}pt, top: {margins.top}pt, bottom: {margins.bottom}pt))\n"
        f'#set text(font: "Source Serif 4", size: {setting.size}pt, lang: "ru", hyphenate: true, '
        "top-edge: 0.8em, bottom-edge: -0.2em)\n"
        f"#set par(justify: true, first-line-indent: (amount: 14pt, all: true), leading: "
        f"{setting.line - setting.size}pt, spacing: {setting.line - setting.size}pt)\n"
        '#for work in json("text.json") { pagebreak(weak: true); for it in work { par(it) } }\n',
        encoding="utf-8",
    )
    return peers


def _write_book(path: Path, head: str, works: Sequence[Any], parts: str) -> None:
    """What Vivliostyle needs to set what we set: contents with page numbers, running heads and folios."""
    titles = re.findall(r'<header class="opener" id="([^"]+)"', parts)
    contents = "".join(
        f'<p class="line"><a href="#{at}">{escape(work.metadata.title.plain)}</a></p>'
        for at, work in zip(titles, works, strict=True)
    )
    path.write_text(
        head.replace("</head>", f"<style>{BOOK}</style></head>")
        + f"<body><h2>Содержание</h2>{contents}{parts}</body></html>",
        encoding="utf-8",
    )


def _texts(block: object) -> list[object]:
    from publisher.model.work import texts_of

    return list(texts_of(block))  # type: ignore[arg-type]


WEASYPRINT = """
import sys
from pathlib import Path
from publisher.writers.world import isolate_fonts
isolate_fonts(["fonts"], Path("scratch"))
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
fonts = FontConfiguration()
style = CSS("page.css", font_config=fonts)
HTML("page.html").render(stylesheets=[style], font_config=fonts).write_pdf("weasyprint.pdf")
"""
TYPST = """
import sys, typst
typst.compile("page.typ", output="typst.pdf", font_paths=[sys.argv[1]], ignore_system_fonts=True)
"""


def peers(folder: Path, base: Run, few: Path) -> None:
    """Others, with their ratio to our draft; browsers on fewer works, with their ratio to our total fit."""
    from page import installed_typst

    place = prepared(folder)
    line("WeasyPrint, one document", measured([sys.executable, "-c", WEASYPRINT], place), base)
    fonts = str(ROOT / "fonts" / "source-serif-4")
    line("Typst", measured([str(installed_typst()), "-c", TYPST, fonts], place), base)
    if chromium := shutil.which("chromium"):
        small = measured([*PUBLISHER, "build", "--no-cache"], few)
        count = len(list((few / "sources").glob("*")))
        line(f"ours, {count} works, total fit", small)
        line(f"ours, {count} works, draft", measured([*PUBLISHER, "build", "--no-cache", "--draft"], few), small)
        page = prepared(few)
        if cli := installed_vivliostyle():
            building = [
                str(cli),
                "build",
                "--executable-browser",
                chromium,
                "--timeout",
                "1800",
                "-o",
                "vivliostyle.pdf",
            ]
            line("Vivliostyle, the book", measured([*building, "book.html"], page), small)
            line("Vivliostyle, pages alone", measured([*building, "page.html"], page), small)
        printing = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        line("Chromium prints them", measured([*printing, "--print-to-pdf=chromium.pdf", "page.html"], page), small)


def installed_vivliostyle() -> Path | None:
    """Vivliostyle's command, installed the first time; None without npm."""
    command = CACHE / "node_modules" / ".bin" / "vivliostyle"
    if command.exists():
        return command
    if shutil.which("npm") is None:
        return None
    print(f"installing {VIVLIOSTYLE}", file=sys.stderr)
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(CACHE), VIVLIOSTYLE]
    if subprocess.run(install, check=False).returncode:
        sys.exit(f"npm could not install {VIVLIOSTYLE}; is the package registry within reach?")
    return command
