"""EPUB of ten novels beside pandoc: processor time and memory of whole processes, in turns: `make bench`.

    .venv/bin/python tests/bench/ebooks.py [--repeat 3]

Ours in five ways: the whole command with nothing stored (`publisher build -f epub`: reading, cleaning the typography, a
drawn cover, fonts, lint); the same after a comma was changed in one of the texts, and after nothing was; the step from
the works in the store to the bytes of a finished e-book, as a build makes it when no text has changed; and the process
in which this step was run. The step: layout and fonts are loaded, each work is read from the store, decoded, composed
and packed, fonts are subset; the libraries for this are loaded within it, Python and the modules that every command
begins with before it. Its memory is that of the whole process.

Child processes count: their time is added, of the memory the largest process is told. pandoc gets the same works as
HTML, and as Markdown; reading them is a part of its figures, cleaning, a cover, fonts and a lint are not.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"

CONFIG = """
[project]
title = "Десять книг"
language = "ru"
[edition.desyat]
kind = "anthology"
works = ["sources/*.txt"]
layout = "anthology-84x108"
outputs = ["epub"]
"""


ONE_CHANGED = "one text changed"
STEP = "the e-book alone"


class Cost(NamedTuple):
    seconds: float
    """Of the processor."""
    megabytes: float
    """At most in memory at once."""


def cost(command: Sequence[str], folder: Path, *, told: bool = False) -> Cost:
    """What a process takes, with its children; `told`: the seconds that it says itself."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as noise:  # not in the project: a file that changes there makes it build again
        process = subprocess.Popen(command, cwd=folder, stdout=noise, stderr=noise, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        noise.seek(0)
        said = noise.read().decode()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command[0]}: {said[-2000:]}")
    seconds = float(said) if told else used.ru_utime + used.ru_stime
    return Cost(seconds, used.ru_maxrss / 1024)


def prepare(folder: Path) -> None:
    """A project with the ten texts; the same works in a store, as Markdown and as HTML.

    In a process of its own: on Linux a child begins with the peak of memory of its parent.
    """
    from ebook_step import put

    from publisher import pipeline
    from publisher.builder.project import load_project
    from publisher.builder.works import load_works, settings_of
    from publisher.writers.markdown import write_markdown

    sources = folder / "sources"
    sources.mkdir()
    for path in sorted(CORPUS.glob("*.txt")):
        shutil.copy(path, sources)
    (folder / "publisher.toml").write_text(CONFIG, encoding="utf-8")
    project = load_project(folder / "publisher.toml")
    settings = settings_of(project)
    edition = project.editions["desyat"]
    works = [read.value for read in load_works(project, edition, settings)]
    put(pipeline.assemble_book(edition, works, settings), folder)
    markdown = [
        f"# {work.metadata.title.plain or 'Без названия'}\n\n{own_notes(write_markdown(work, {}), number)}"
        for number, work in enumerate(works)
    ]
    (folder / "books.md").write_text("\n\n".join(markdown), encoding="utf-8")
    subprocess.run(["pandoc", "-f", "markdown", "-t", "html", "books.md", "-o", "books.html"], cwd=folder, check=True)


def own_notes(markdown: str, number: int) -> str:
    """A work without its front matter; names of notes that no other work has."""
    return markdown.partition("\n---\n")[2].replace("[^", f"[^w{number}-")


def commands(folder: Path) -> dict[str, list[str]]:
    step = [sys.executable, str(Path(__file__).with_name("ebook_step.py").resolve()), str(folder)]
    build = [sys.executable, "-m", "publisher", "-q", "build", "-f", "epub"]
    pandoc = ["pandoc", "--toc", "--metadata", "title=Десять книг", "--metadata", "lang=ru"]
    return {
        "nothing stored": [*build, "--no-cache"],
        ONE_CHANGED: build,
        "nothing changed": build,
        STEP: step,
        "its process": step,
        "pandoc, Markdown": [*pandoc, "-f", "markdown", "books.md", "-o", "md.epub"],
        "pandoc, HTML": [*pandoc, "-f", "html", "books.html", "-o", "html.epub"],
    }


def turn(name: str, command: Sequence[str], folder: Path) -> Cost:
    if name == ONE_CHANGED:
        changed = min((folder / "sources").glob("*.txt"))
        changed.chmod(0o644)
        text = changed.read_bytes()
        at = text.index(" и ".encode(), len(text) // 2)
        changed.write_bytes(text[:at] + b"," + text[at:])
    return cost(command, folder, told=name == STEP)


def table(folder: Path, repeat: int) -> None:
    wanted = commands(folder)
    cost(wanted[ONE_CHANGED], folder)  # fills the store, and the byte code of Python
    turns = [{name: turn(name, command, folder) for name, command in wanted.items()} for _ in range(repeat)]

    def middle(name: str, figure: Callable[[Cost], float]) -> float:
        return median(figure(turn[name]) for turn in turns)

    print(f"{'':18} {'CPU, s':>8} {'MB':>6}   × pandoc, Markdown   × pandoc, HTML   (processor, memory)")
    for name in wanted:
        cpu, memory = middle(name, lambda c: c.seconds), middle(name, lambda c: c.megabytes)
        ratios = [
            f"{median(t[other].seconds / t[name].seconds for t in turns):7.1f}"
            f" {median(t[other].megabytes / t[name].megabytes for t in turns):7.1f}"
            for other in ("pandoc, Markdown", "pandoc, HTML")
        ]
        print(f"{name:18} {cpu:8.2f} {memory:6.0f}   {'      '.join(ratios)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--prepare", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.prepare:
        prepare(options.prepare)
        return
    if not CORPUS.is_dir() or not shutil.which("pandoc"):
        print("e-books: needs the texts of ../shared/corpus and pandoc")
        return
    with tempfile.TemporaryDirectory() as name:
        subprocess.run([sys.executable, __file__, "--prepare", name], check=True)
        table(Path(name), options.repeat)


if __name__ == "__main__":
    main()
