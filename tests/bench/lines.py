"""What total fit costs: a novel set with and without it, in turns; CPU seconds of one process, medians and their ratio.

.venv/bin/python tests/bench/lines.py ../shared/corpus/Turgenev_OttsyIDeti.txt [--layout anthology-84x108] [--repeat 3]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("novel", type=Path)
    parser.add_argument("--layout", default="anthology-84x108")
    parser.add_argument("--repeat", type=int, default=3)
    wish = parser.parse_args()

    from pages import families, isolate, layout_of, render

    from publisher import pipeline
    from publisher.composition.pages import compose_pages
    from publisher.model.edition import Edition
    from publisher.typography import Settings

    settings = Settings()
    with tempfile.TemporaryDirectory() as scratch:
        isolate(ROOT / "fonts", Path(scratch))
        work = pipeline.read_work(wish.novel.name, wish.novel.read_bytes(), settings, {}, {}).value
        book = pipeline.assemble_book(Edition("novel", "pamphlet", (wish.novel.name,)), [work], settings)
        seconds: dict[bool, list[float]] = {True: [], False: []}
        pages = {}
        for _ in range(wish.repeat):
            for draft in (True, False):
                wanted = replace(book, edition=replace(book.edition, draft=draft))
                composition = compose_pages(wanted, layout_of(wish.layout), families(), {})
                before = time.process_time()
                pieces = render(composition, composition.fragments)
                seconds[draft].append(time.process_time() - before)
                pages[draft] = sum(piece.facts.pages for piece in pieces)
    greedy, ours = (statistics.median(seconds[draft]) for draft in (True, False))
    ratios = [b / a for a, b in zip(seconds[True], seconds[False], strict=True)]
    print(f"draft {greedy:.1f} s, {pages[True]} pages; total fit {ours:.1f} s, {pages[False]} pages")
    print(f"ratio {ours / greedy:.2f} ({min(ratios):.2f}–{max(ratios):.2f})")


if __name__ == "__main__":
    main()
