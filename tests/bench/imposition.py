"""Saddle imposition of 300 A5 pages beside pdfimpose: CPU seconds of whole commands, in turns, in one run.

    .venv/bin/python tests/bench/imposition.py [--repeat 3] [--pdfimpose PATH]

pdfimpose (AGPL, PyPI) is only measured, never used; without it, our own seconds are printed. `pip install pdfimpose`
in an environment of its own and name its program, or set PDFIMPOSE. Pages come from WeasyPrint, plain ones and ones
with a translucent line: then every page's resources list the forms of all pages.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

PAGES = 300
ROOT = Path(__file__).resolve().parents[2]
PHRASE = "Типографика — это искусство располагать буквы так, чтобы читателю не приходилось о них думать. "
STYLE = """
@page { size: 148mm 210mm; margin: 15mm; bleed: 3mm; @bottom-center { content: counter(page) } }
section { break-after: page; font: 10pt/13pt "PT Serif" } p { margin: 0 0 4pt } p.faint { opacity: .8 }
"""


def set_pages(target: Path, scratch: Path, *, faint: bool) -> None:
    """A book of `PAGES` pages, as WeasyPrint writes it."""
    from publisher.writers.world import isolate_fonts

    isolate_fonts([str(ROOT / "fonts")], scratch)
    from weasyprint import HTML

    body = "".join(
        f'<section>{"".join(f"<p>{PHRASE * 4}</p>" for _ in range(5))}<p class="{"faint" * faint}">{n}</p></section>'
        for n in range(PAGES)
    )
    HTML(string=f"<style>{STYLE}</style>{body}").write_pdf(target, pdf_variant="pdf/x-4")


def cpu(command: list[str], folder: Path) -> float:
    """User and system seconds of a command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def found_pdfimpose(asked: str) -> str | None:
    beside = Path(sys.executable).with_name("pdfimpose")
    return (
        asked or os.environ.get("PDFIMPOSE") or shutil.which("pdfimpose") or (str(beside) if beside.exists() else None)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--pdfimpose", default="")
    options = parser.parse_args()
    other = found_pdfimpose(options.pdfimpose)
    if other is None:
        print("pdfimpose is not installed: only our own seconds are measured")
    ours = [sys.executable, "-m", "publisher", "-q", "impose", "book.pdf", "--scheme", "saddle", "-o", "ours.pdf"]
    theirs = [other or "", "saddle", "--group", "0", "--signature", "2x1", "-o", "theirs.pdf", "book.pdf"]
    print(f"{'saddle, 300 pages':32} {'ours, CPU s':>12} {'pdfimpose':>10} {'ratio':>6}")
    for name, faint in (("plain pages", False), ("a translucent line on each", True)):
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            set_pages(folder / "book.pdf", folder / "scratch", faint=faint)
            cpu(ours, folder)
            pairs = [(cpu(ours, folder), cpu(theirs, folder) if other else 0.0) for _ in range(options.repeat)]
        first, second = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = f"{statistics.median(b / a for a, b in pairs):.1f}" if other else "—"
        print(f"{name:32} {first:12.2f} {second:10.2f} {ratio:>6}")


if __name__ == "__main__":
    main()
