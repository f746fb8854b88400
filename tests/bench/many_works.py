"""Anthologies of any size out of ../shared/corpus, for benchmarks and fault tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from corpus_anthology import CORPUS, TEXTS  # noqa: E402

from publisher.model.text import Text  # noqa: E402
from publisher.model.work import Metadata, Person, Work, texts_of  # noqa: E402
from publisher.readers import read  # noqa: E402
from publisher.writers.markdown import write_markdown  # noqa: E402

CONFIG = """
[project]
title = "Антология"
language = "ru"
[edition.big]
kind = "anthology"
title = "Антология"
editors = ["Пётр Корректоров"]
works = ["sources/*.md"]
layout = "anthology-84x108"
outputs = ["pdf"]
[edition.big.imprint]
publisher = "Листки"
year = 2026
"""


def write_project(folder: Path, works: int, count: int = 0) -> Path:
    """publisher.toml and sources: the corpus cut into about `works` works of equal length. Gives the folder.

    `count`: as many of them, spread evenly; if there are fewer, they are repeated, each time with another first
    paragraph, so that no two are alike.
    """
    (folder / "sources").mkdir(parents=True)
    (folder / "publisher.toml").write_text(CONFIG, encoding="utf-8")
    made = list(cut(works))
    count = count or len(made)
    for number in range(count):
        copy, index = divmod(number, len(made)) if count > len(made) else (0, number * len(made) // count)
        head, text = made[index]
        own = f"\n\nОттиск {copy + 1}.\n" if copy else ""
        (folder / "sources" / f"{copy:02}-{index:04}.md").write_text(head + own + text, encoding="utf-8")
    return folder


def cut(works: int) -> Iterator[tuple[str, str]]:
    """(front matter, text) of about so many works of equal length, in the order of the corpus."""
    novels = [(path.stem, read(path.name, path.read_bytes()).value) for path in sorted(CORPUS.glob("*.txt"))]
    sizes = [[sum(len(text.chars) for text in texts_of(block)) for block in novel.blocks] for _, novel in novels]
    each = sum(map(sum, sizes)) / works
    for (stem, novel), blocks in zip(novels, sizes, strict=True):
        count = max(1, round(sum(blocks) / each))
        pieces: list[list[object]] = [[] for _ in range(count)]
        at = 0
        for block, size in zip(novel.blocks, blocks, strict=True):
            pieces[min(count - 1, at * count // sum(blocks))].append(block)
            at += size
        for number, piece in enumerate(filter(None, pieces), 1):
            author, title = TEXTS[stem]
            called = {mark.value for block in piece for text in texts_of(block) for mark in text.marks}  # type: ignore[arg-type]
            meta = Metadata(
                title=Text(f"{title}. {number}"), authors=(Person(Text(author)),), language="ru", date="1850"
            )
            notes = tuple(note for note in novel.notes if note.id in called)
            written = write_markdown(replace(Work(meta, tuple(piece), notes), pictures={}), {})  # type: ignore[arg-type]
            end = written.index("---\n", 4) + 4
            yield written[:end], written[end:]
