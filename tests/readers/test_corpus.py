"""The two seeds and ten novels as people really typed them; counts were checked by eye."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from publisher.model.work import Heading, ListBlock, Paragraph, Quotation, SceneBreak, Work
from publisher.readers import read

from .origins import assert_origins

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")]


def work_of(folder: str, name: str) -> Work:
    (path,) = (SHARED / folder).glob(f"{name}*")
    return read(path.name, path.read_bytes()).value


def kinds(work: Work) -> Counter[str]:
    return Counter(type(block).__name__ for block in work.blocks)


def test_seed_000() -> None:
    work = work_of("seeds", "000")
    meta = work.metadata
    assert (work.format, meta.title.chars, meta.author, meta.language) == ("markdown", "Қазақстан алға", "МГКП", "ru")
    assert [(mark.kind, mark.value) for mark in meta.title.marks] == [("language", "kk")]
    assert kinds(work) == {"Paragraph": 3, "ListBlock": 1}
    first = work.blocks[0]
    assert isinstance(first, Paragraph)
    assert "ОДКБ условием применения сил" in first.text.chars
    items = [len(block.items) for block in work.blocks if isinstance(block, ListBlock)]
    assert sum(items) == 15


def test_seed_002() -> None:
    work = work_of("seeds", "002")
    meta = work.metadata
    assert meta.title.chars == "В Казахстане рабочий класс показал, на что он способен и что он будет делать"
    assert (meta.author, meta.date) == ("Интернациональная коммунистическая партия", "2022")
    assert set(meta.sources.values()) == {"first-lines", "default"}
    assert kinds(work) == {"Paragraph": 22}


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("Chekhov", {1: 7, 2: 35}),
        ("Dostoyevsky", {1: 54, 2: 2}),
        ("Durova", {}),
        ("Gan", {}),
        ("Gogol", {1: 1, 2: 11}),
        ("Pushkin", {1: 15}),
        ("Tolstoi", {1: 2, 2: 9}),
        ("Turgenev", {1: 28}),
        ("Vovchok", {1: 4}),
        ("Zhukova", {1: 6}),
    ],
)
def test_chapters(name: str, levels: dict[int, int]) -> None:
    work = work_of("corpus", name)
    assert Counter(block.level for block in work.blocks if isinstance(block, Heading)) == levels
    assert_origins(work)


@pytest.mark.parametrize(
    ("name", "title", "author", "subtitle", "origin"),
    [
        ("Chekhov", "Дама с собачкой", "Антон Павлович Чехов", "", "first-lines"),
        ("Gogol", "Мертвые души", "Николай Васильевич Гоголь", "Поэма", "first-lines"),
        ("Pushkin", "КАПИТАНСКАЯ ДОЧКА", "", "", "first-lines"),
        ("Tolstoi", "Tolstoi SemeynoyeSchastiye", "", "", "file-name"),
        ("Dostoyevsky", "Dostoyevsky BednyeLyudi", "", "РОМАН", "file-name"),
    ],
)
def test_front_lines(name: str, title: str, author: str, subtitle: str, origin: str) -> None:
    meta = work_of("corpus", name).metadata
    assert (meta.title.chars, meta.author, str(meta.subtitle or "")) == (title, author, subtitle)
    assert meta.sources["title"] == origin


def test_epigraphs_and_breaks() -> None:
    pushkin = work_of("corpus", "Pushkin")
    signed = [str(block.attribution) for block in pushkin.blocks if isinstance(block, Quotation)]
    assert len(signed) == 17
    assert signed[:3] == ["Пословица.", "Княжнин.", "Старинная песня."]
    dostoyevsky = work_of("corpus", "Dostoyevsky")
    assert [str(b.attribution) for b in dostoyevsky.blocks if isinstance(b, Quotation)] == ["Кн. В Ф. Одоевский"]
    assert sum(isinstance(block, SceneBreak) for block in work_of("corpus", "Zhukova").blocks) == 1


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "utf-16"])
def test_other_encodings_of_a_seed_read_alike(encoding: str) -> None:
    (path,) = (SHARED / "seeds").glob("002*")
    chars = path.read_bytes().decode()
    outcome = read(path.name, chars.encode(encoding, "replace"))
    assert outcome.value.source is not None
    assert outcome.value.source.encoding.startswith(encoding[:6])
    assert outcome.value.metadata.author == "Интернациональная коммунистическая партия"
