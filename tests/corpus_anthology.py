"""A hundred chapters of the ten texts of ../shared/corpus as the works of one anthology."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from publisher.model.text import Text
from publisher.model.work import Block, Heading, Metadata, Person, Work, texts_of
from publisher.readers import read
from publisher.writers.markdown import write_markdown

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
NAME = "sto"
WORKS = 100
EACH = 12
"""At most so many chapters of one text; a text without headings is cut into so many."""

TEXTS = {
    "Chekhov_Dama": ("Антон Чехов", "Дама с собачкой"),
    "Dostoyevsky_BednyeLyudi": ("Фёдор Достоевский", "Бедные люди"),
    "Durova_Ugol": ("Надежда Дурова", "Угол"),
    "Gan_Ideal": ("Елена Ган", "Идеал"),
    "Gogol_Mertvye": ("Николай Гоголь", "Мёртвые души"),
    "Pushkin_CapitanskaaDochka": ("Александр Пушкин", "Капитанская дочка"),
    "Tolstoi_SemeynoyeSchastiye": ("Лев Толстой", "Семейное счастие"),
    "Turgenev_OttsyIDeti": ("Иван Тургенев", "Отцы и дети"),
    "Vovchok_Zateinik": ("Марко Вовчок", "Затейник"),
    "Zhukova_Dacha": ("Мария Жукова", "Дача на Петергофской дороге"),
}
"""Name of a file → author and title."""

CONFIG = f"""
[project]
title = "Сто глав"
language = "ru"
[edition.{NAME}]
kind = "anthology"
title = "Сто глав"
description = "Сто глав из десяти книг."
editors = ["Пётр Корректоров"]
works = ["sources/*.md"]
layout = "anthology-84x108"
outputs = ["epub", "fb2"]
[edition.{NAME}.imprint]
publisher = "Листки"
year = 2026
"""


def write_project(folder: Path) -> Path:
    """Write publisher.toml and a hundred sources into `folder`; gives it."""
    (folder / "sources").mkdir(parents=True)
    for number, work in enumerate(islice(chapters(), WORKS), 1):
        (folder / "sources" / f"{number:03}.md").write_text(write_markdown(work, {}), encoding="utf-8")
    (folder / "publisher.toml").write_text(CONFIG, encoding="utf-8")
    return folder


def chapters() -> Iterator[Work]:
    for path in sorted(CORPUS.glob("*.txt")):
        novel = read(path.name, path.read_bytes()).value
        author, title = TEXTS[path.stem]
        for number, blocks in enumerate(islice(_divided(novel.blocks), EACH), 1):
            name = f"{title}. {number}"
            called = {mark.value for block in blocks for text in texts_of(block) for mark in text.marks}
            meta = Metadata(title=Text(name), authors=(Person(Text(author)),), language="ru", date="1850")
            notes = tuple(note for note in novel.notes if note.id in called)
            yield replace(Work(meta, tuple(blocks), notes), pictures={})


def _divided(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """At headings, those in a row staying together; otherwise in pieces of the same number of blocks."""
    cuts = [
        n
        for n, block in enumerate(blocks)
        if isinstance(block, Heading) and not (n and isinstance(blocks[n - 1], Heading))
    ]
    if len(cuts) < 4:
        step = -(-len(blocks) // EACH)
        cuts = list(range(0, len(blocks), step))
    return (blocks[a:b] for a, b in zip(cuts, [*cuts[1:], len(blocks)], strict=True))
