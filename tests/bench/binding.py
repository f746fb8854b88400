"""Binding of long anthologies: CPU seconds and memory for 500 to 20,000 pages, beside a plain merge by pikepdf.

    .venv/bin/python tests/bench/binding.py [--pages 500,2000,5000,20000] [--works 24] [--repeat 3]

Works are cut from the texts of ../shared/corpus, set and made ready once, and repeated under other names until the book
is long enough. Every book is bound in a process of its own: its CPU seconds are those of `bind` alone, its memory is
what the process grew by. The plain merge (`pages.extend`, save) makes no links, folios, tags or bookmarks; it is left
out above 5,000 pages, where it takes minutes.
"""

from __future__ import annotations

import argparse
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

LAYOUT = "anthology-84x108"
MOST_PLAIN = 5000


def rendered(works: int, scratch: Path) -> list[object]:
    """So many works of three to four pages, set and made ready for binding."""
    from corpus_anthology import chapters
    from pages import families, isolate, layout_of
    from sample_book import single_book

    from publisher.composition.pages import compose_pages
    from publisher.pipeline import set_fragment

    isolate(ROOT / "fonts", scratch)
    pieces = []
    for work in chapters():
        if len(pieces) == works:
            break
        short = replace(work, blocks=work.blocks[: max(3, len(work.blocks) // 3)])
        paged = compose_pages(single_book(short, "anthology"), layout_of(LAYOUT), families(), {})
        pieces += [
            set_fragment(piece, paged.frame, paged.stylesheet, paged.resources, draft=True)
            for piece in paged.orders or paged.fragments
            if getattr(piece, "role", "work") == "work"
        ]
    return pieces[:works]


def repeated(pieces: Sequence[object], pages: int) -> list[object]:
    """Works until there are so many pages: anchors and ids under the name of each."""
    book: list[object] = []
    count = 0
    while count < pages:
        piece = pieces[len(book) % len(pieces)]
        name = f"n{len(book)}"
        anchors = {f"{name}-{key}": anchor for key, anchor in piece.facts.anchors.items()}
        book.append(
            replace(
                piece,
                fragment=replace(piece.fragment, id=name, title=f"{len(book)}. {piece.fragment.title}"),
                facts=replace(piece.facts, anchors=anchors),
            )
        )
        count += piece.facts.pages
    return book


def measured(pickled: Path, pages: int, *, plain: bool) -> tuple[int, float, float, int]:
    """Pages, CPU seconds, MB by which the process grew, bytes of the result; in this process."""
    book = repeated(pickle.loads(pickled.read_bytes()), pages)
    from pages import book_of, families, layout_of

    from publisher.binding.bind import bind
    from publisher.binding.plan import plan_pages
    from publisher.pipeline import document_info

    plan = plan_pages([(piece.facts.pages, "page") for piece in book])
    layout, known, info = layout_of(LAYOUT), families(), document_info(book_of([]), None)
    Path("/proc/self/clear_refs").write_text("5")  # the peak so far is forgotten
    before, start = memory("VmRSS"), time.process_time()
    data = merged(book) if plain else bind(book, plan, layout, known, info)
    return len(plan.pages), time.process_time() - start, (memory("VmHWM") - before) / 1024, len(data)


def merged(book: Sequence[object]) -> bytes:
    import pikepdf

    pdf = pikepdf.new()
    for piece in book:
        with pikepdf.open(BytesIO(piece.pdf)) as source:
            pdf.pages.extend(source.pages)
    out = BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def memory(key: str) -> int:
    """Resident memory of this process in KB: `VmRSS` now, `VmHWM` at its peak."""
    rows = Path("/proc/self/status").read_text().splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith(f"{key}:"))


def child(pickled: Path, pages: int, *, plain: bool) -> tuple[float, ...]:
    command = [sys.executable, __file__, "--measure", str(pickled), "--pages", str(pages), *(["--plain"] * plain)]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    return tuple(float(value) for value in found.stdout.split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", default="500,2000,5000,20000")
    parser.add_argument("--works", type=int, default=24)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--measure", type=Path)
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args()
    if options.measure:
        print(*measured(options.measure, int(options.pages), plain=options.plain))
        return
    with tempfile.TemporaryDirectory() as folder:
        pickled = Path(folder, "pieces")
        pickled.write_bytes(pickle.dumps(rendered(options.works, Path(folder))))
        print("pages   CPU s   ms/page   KB/page grown   KB/page written   plain merge CPU s   ratio")
        for pages in map(int, options.pages.split(",")):
            with_plain = pages <= MOST_PLAIN
            runs = [
                (child(pickled, pages, plain=False), child(pickled, pages, plain=True) if with_plain else None)
                for _ in range(options.repeat)
            ]
            count, seconds, grown, size = (statistics.median(run[i] for run, _ in runs) for i in range(4))
            plain = statistics.median(run[1] for _, run in runs if run) if with_plain else float("nan")
            print(
                f"{count:5.0f} {seconds:7.2f} {1000 * seconds / count:9.2f} {1024 * grown / count:15.1f}"
                f" {size / 1024 / count:17.1f} {plain:19.2f} {plain / seconds:7.1f}"
            )


if __name__ == "__main__":
    main()
