"""Five hundred works and more: cold, one changed, nothing changed; beside WeasyPrint, Typst, Vivliostyle and Chromium.

    .venv/bin/python tests/bench/scale.py [--works 504] [--grow 100,500,1000,5000] [--no-peers] [--peers-works 100]

Works are cut from the texts of ../shared/corpus. Every figure is wall time on this machine with nothing else running,
and only ratios between figures of one run mean anything elsewhere. Memory is the highest resident size of any single
process, read from /proc ten times a second. Builds after a small change are so short that one says little: it is made
five times, each time in another work, and the median told. What the peers get: `many_peers`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from many_peers import peers
from many_works import write_project
from measured import PUBLISHER, Run, line, measured

TIMES = 5


def ours(folder: Path) -> Run:
    """Cold, nothing changed, a comma, a page more, a new work in front; gives the cold run."""
    build = [*PUBLISHER, "build"]
    cold = measured(build, folder)
    pages = json.loads((folder / "out/big/report.json").read_text(encoding="utf-8"))["results"][0]["pages"]
    print(f"{pages} pages of {len(list((folder / 'sources').glob('*')))} works; ratios to cold\n")
    line("cold, total fit", cold)
    works = sorted((folder / "sources").glob("*.md"))
    line("nothing changed", changed(folder, works, lambda text: text), cold)
    line("one comma changed", changed(folder, works, comma), cold)
    line("one work a page longer", changed(folder, works, page_more), cold)
    text = works[0].read_text(encoding="utf-8")
    (folder / "sources" / "00-0000.md").write_text(text.replace("title:", "title: Новое.", 1), encoding="utf-8")
    line("a new work in front", measured(build, folder), cold)
    draft = measured([*build, "--draft", "--no-cache"], folder)
    line("cold, draft (greedy lines)", draft, cold)
    return draft


def changed(folder: Path, works: Sequence[Path], change: Callable[[str], str]) -> Run:
    """The median of builds after one work after the other was changed."""
    runs = []
    for number in range(1, TIMES + 1):
        path = works[number * len(works) // (TIMES + 1)]
        text = path.read_text(encoding="utf-8")
        if (other := change(text)) != text:
            path.write_text(other, encoding="utf-8")
        runs.append(measured([*PUBLISHER, "build"], folder))
    return sorted(runs, key=lambda run: run.seconds)[TIMES // 2]


def comma(text: str) -> str:
    return text[:-40] + text[-40:].replace(" ", ", ", 1)


def page_more(text: str) -> str:
    return text + "\n\n".join(["", *[text.rpartition("---\n")[2][:600]] * 5])


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
