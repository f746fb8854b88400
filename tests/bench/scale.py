"""Five hundred works and more: cold, one changed, nothing changed; beside WeasyPrint, Typst and Chromium.

    .venv/bin/python tests/bench/scale.py [--works 504] [--grow 100,500,1000,5000] [--no-peers] [--peers-works 100]

Works are cut from the texts of ../shared/corpus. Every figure is wall time on this machine with nothing else running,
and only ratios between figures of one run mean anything elsewhere. Memory is the highest resident size of any single
process, read from /proc ten times a second. WeasyPrint gets the same HTML and style as one document; Typst the same
paragraphs in the same face, size, measure and leading, justified; Chromium prints the same HTML.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from many_works import ROOT, write_project

PUBLISHER = [sys.executable, "-m", "publisher", "-q"]


@dataclass(frozen=True)
class Run:
    """Wall seconds, and the largest resident memory of one process in MB."""

    seconds: float
    memory: float


def measured(command: Sequence[str], folder: Path) -> Run:
    """Run a command to its end."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = [0]
    over = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, over))
    watcher.start()
    code = process.wait()
    seconds = time.perf_counter() - began
    over.set()
    watcher.join()
    if code:
        raise SystemExit(f"{' '.join(command)}: exit code {code}")
    return Run(seconds, peak[0] / 1024)


def _watch(root: int, peak: list[int], over: threading.Event) -> None:
    while not over.wait(0.1):
        for pid in _family(root):
            try:
                lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            except OSError:
                continue
            peak[0] = max(peak[0], *(int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def _family(root: int) -> list[int]:
    """A process and all below it."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += parents.get(pid, [])
    return found


def line(name: str, run: Run, base: Run | None = None) -> None:
    ratio = f"  {run.seconds / base.seconds:8.3f}" if base else " " * 10
    print(f"{name:<44}{run.seconds:9.2f} s{ratio}{run.memory:9.0f} MB", flush=True)


def ours(folder: Path) -> Run:
    """Cold, nothing changed, a comma, a page more, a new work in front; gives the cold run."""
    build = [*PUBLISHER, "build"]
    cold = measured(build, folder)
    pages = json.loads((folder / "out/big/report.json").read_text(encoding="utf-8"))["results"][0]["pages"]
    print(f"{pages} pages of {len(list((folder / 'sources').glob('*')))} works; ratios to cold\n")
    line("cold, total fit", cold)
    line("nothing changed", measured(build, folder), cold)
    path = sorted((folder / "sources").glob("*.md"))[200 % len(list((folder / "sources").glob("*.md")))]
    text = path.read_text(encoding="utf-8")
    path.write_text(text[:-40] + text[-40:].replace(" ", ", ", 1), encoding="utf-8")
    line("one comma changed", measured(build, folder), cold)
    path.write_text(text + "\n\n".join(["", *[text.rpartition("---\n")[2][:600]] * 5]), encoding="utf-8")
    line("one work a page longer", measured(build, folder), cold)
    (folder / "sources" / "00-0000.md").write_text(text.replace("title:", "title: Новое.", 1), encoding="utf-8")
    line("a new work in front", measured(build, folder), cold)
    draft = measured([*build, "--draft", "--no-cache"], folder)
    line("cold, draft (greedy lines)", draft, cold)
    return draft


def prepared(folder: Path) -> Path:
    """The same works as one HTML document, with its style and fonts, in `folder`/peers."""
    import re
    from dataclasses import replace

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
    """Others, with their ratio to our draft; Chromium on fewer works."""
    from page import installed_typst

    place = prepared(folder)
    line("WeasyPrint, one document", measured([sys.executable, "-c", WEASYPRINT], place), base)
    fonts = str(ROOT / "fonts" / "source-serif-4")
    line("Typst", measured([str(installed_typst()), "-c", TYPST, fonts], place), base)
    if chromium := shutil.which("chromium"):
        small = measured([*PUBLISHER, "build", "--draft", "--no-cache"], few)
        line(f"ours, {len(list((few / 'sources').glob('*')))} works, draft", small)
        printing = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        page = prepared(few)
        line("Chromium prints them", measured([*printing, "--print-to-pdf=chromium.pdf", "page.html"], page), small)


PIECES = 2000
"""Works that the corpus is cut into when it is asked what one of them costs: a page or two each."""


def grown(counts: Sequence[int]) -> None:
    """What one work of the same length costs among ever more of them, with bars for a plot."""
    print("\nworks   pages    cold s   a work, ms    one changed s   largest process, MB")
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            folder = write_project(Path(name) / "p", PIECES, count)
            cold = measured([*PUBLISHER, "build"], folder)
            pages = json.loads((folder / "out/big/report.json").read_text(encoding="utf-8"))["results"][0]["pages"]
            path = next((folder / "sources").glob("*.md"))
            path.write_text(path.read_text(encoding="utf-8") + "\n\nИ ещё.\n", encoding="utf-8")
            again = measured([*PUBLISHER, "build"], folder)
            each = 1000 * cold.seconds / count
            memory = max(cold.memory, again.memory)
            figures = f"{count:5} {pages:7} {cold.seconds:9.1f} {each:12.0f} {again.seconds:16.1f} {memory:20.0f}"
            print(f"{figures}  {'▆' * round(each / 5)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--works", type=int, default=504)
    parser.add_argument("--peers-works", type=int, default=100)
    parser.add_argument("--grow", default="100,500,1000,5000")
    parser.add_argument("--no-peers", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = write_project(Path(name) / "many", options.works)
        draft = ours(folder)
        if not options.no_peers:
            peers(folder, draft, write_project(Path(name) / "few", options.works, options.peers_works))
    if options.grow:
        grown([int(count) for count in options.grow.split(",")])


if __name__ == "__main__":
    main()
