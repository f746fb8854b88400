"""Ratios, measured side by side in one run: `make bench`. Pairs are run in turns, so both see the same machine.

    .venv/bin/python tests/bench/run.py [--repeat 5] [NAME…]

Absolute seconds are printed for orientation only; they say nothing about another machine.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PUBLISHER = [sys.executable, "-m", "publisher", "-q"]

BARE = """
import sys
from pathlib import Path
from publisher.writers.world import isolate_fonts
isolate_fonts([sys.argv[2]], Path(sys.argv[3]))
from weasyprint import HTML
html, css = Path(sys.argv[1], "page.html").read_text(), Path(sys.argv[1], "page.css").read_text()
from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration
fonts = FontConfiguration()
sheet = CSS(string=css.replace("publisher:///fonts/", Path(sys.argv[1], "fonts").as_uri() + "/"), font_config=fonts)
HTML(string=html).render(stylesheets=[sheet], font_config=fonts).write_pdf(Path(sys.argv[1], "bare.pdf"), pdf_tags=True)
"""


def run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def leaflet(folder: Path) -> tuple[Callable[[], None], Callable[[], None]]:
    """A leaflet from the command line, against WeasyPrint alone on the same finished HTML and CSS."""
    from publisher import pipeline
    from publisher.builder.project import edition_of_file, find_project
    from publisher.builder.works import load_work
    from publisher.composition.faces import load_families
    from publisher.composition.layouts import load_layout
    from publisher.composition.pages import compose_pages
    from publisher.data import folder as data
    from publisher.typography import Settings

    source = folder / "kavychki.md"
    shutil.copy(ROOT / "sources" / "kavychki.md", source)
    edition = edition_of_file(source)
    work = load_work(find_project(folder), source, Settings()).value
    book = pipeline.assemble_book(edition, [work], Settings())
    families = load_families([data("fonts")])
    paged = compose_pages(book, load_layout(edition.layout, [data("layouts")]), families, {})
    (folder / "page.html").write_text(paged.fragments[0].html, encoding="utf-8")
    (folder / "page.css").write_text(paged.stylesheet, encoding="utf-8")
    (folder / "fonts").mkdir()
    for resource in paged.resources:
        shutil.copy(resource.path, folder / "fonts")
    (folder / "bare.py").write_text(BARE, encoding="utf-8")
    bare = [sys.executable, "bare.py", str(folder), str(data("fonts")), str(folder / "scratch")]
    build = [*PUBLISHER, "build", "kavychki.md", "-f", "pdf", "--no-cache"]
    return lambda: run(build, folder), lambda: run(bare, folder)


def again(folder: Path) -> tuple[Callable[[], None], Callable[[], None]]:
    """The anthology of this repository built again with nothing changed, against its first build."""
    for name in ("sources", "publisher.toml"):
        (shutil.copytree if name == "sources" else shutil.copy)(ROOT / name, folder / name)
    build = [*PUBLISHER, "build", "sbornik", "-f", "pdf"]
    run(build, folder)
    return lambda: run(build, folder), lambda: run([*build, "--no-cache"], folder)


def one_changed(folder: Path) -> tuple[Callable[[], None], Callable[[], None]]:
    """The anthology after one of its seven texts changed, against building it from nothing."""
    rebuild, cold = again(folder)
    source = folder / "sources" / "essays" / "nabor.md"
    text = source.read_text(encoding="utf-8")
    turn = [0]

    def changed() -> None:
        turn[0] += 1
        source.write_text(f"{text}\nИ ещё одна строка, номер {turn[0]}.\n", encoding="utf-8")
        rebuild()

    return changed, cold


PAIRS = {"leaflet / bare WeasyPrint": leaflet, "again / first": again, "one of seven changed / first": one_changed}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("names", nargs="*", help="parts of the names of pairs; all when none is given")
    options = parser.parse_args()
    print(f"{'pair':32} {'ratio':>6}  {'spread':>13}  {'ours, s':>8} {'other, s':>8}")
    for name, prepare in PAIRS.items():
        if options.names and not any(part in name for part in options.names):
            continue
        with tempfile.TemporaryDirectory() as folder:
            ours, other = prepare(Path(folder))
            ours()
            other()
            times = [(timed(ours), timed(other)) for _ in range(options.repeat)]
        ratios = sorted(a / b for a, b in times)
        spread = f"{ratios[0]:.2f}–{ratios[-1]:.2f}"
        first, second = (statistics.median(column) for column in zip(*times, strict=True))
        print(f"{name:32} {statistics.median(ratios):6.2f}  {spread:>13}  {first:8.2f} {second:8.2f}")


def timed(action: Callable[[], None]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
