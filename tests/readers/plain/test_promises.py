"""Promises about plain texts: nothing is lost, habits of typing do not matter, hostile ones take bounded time."""

from __future__ import annotations

import gc
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.model.work import Block, Heading, ListBlock, Paragraph, Quotation, SceneBreak, Verse, Work, texts_of
from publisher.readers import read

from ..origins import assert_origins
from .coverage import assert_nothing_lost
from .typists import HABITS, Pieces

SHARED = Path(__file__).parents[4] / "shared"
LINES = (
    "", "", "   ", "Глава I", "ГЛАВА ВТОРАЯ", "Часть первая", "I", "II", "III", "1", "2", "11", "12", "13", "- 12 -",
    "* * *", "-----------", "***", "Название", "О ПЕСНЯХ", "Пословица", "А. С. Пушкин", "Иван Иванов", "1880",
    "Москва, 1880", "Примечания", "Содержание", "Эпилог", "[1] Сноска.", "1. Сноска", "* Сноска", "{1} Сноска",
    "Слово[1] и слово{1}, слово*.", "Слово {перевод (франц.).} и [1861] слово.", "-- Да? -- сказал он.", "- Нет",
    "— Может быть.", "• пункт", "   По дороге столбовой", "   Едет барин молодой,", "               Стих глубокий,",
    "   Абзац короткий.", "Слово, которое кончается перено-", "сом на другой строке, и продолжение его",
    "то есть строка в нижнем регистре",
    "   Длинный абзац, в котором больше ста знаков: он нужен, чтобы вид файла бывал разным, и потому слов так много.",
    "Длинный абзац у края, в котором больше ста знаков: он нужен, чтобы вид файла бывал разным, и слов в нём много.",
    "OCR: Кто-то", "© Кто-то", "Источник: книга", "Перевод с немецкого И. Иванова", "Посвящается другу", "\x0c",
    "СЛОВО", "http://a.example/b", "Действие первое. Явление 2", "2.3. Раздел", "XIV.", "<!-- typo: off -->",
    "\u00ad", "а-", "-",
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=40), st.sampled_from(["\n", "\r\n", "\r"]))
def test_nothing_is_lost(lines: list[str], line_end: str) -> None:
    chars = line_end.join(lines)
    if not chars.strip("\ufeff \t\r\n\x00\x0b\x0c\u00a0\x1c\x1d\x1e\x1f\x85\u2028\u2029"):
        return
    work = read("a.txt", chars.encode()).value
    assert_origins(work)
    assert_nothing_lost(work)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(LINES), max_size=30),
    st.fixed_dictionaries(
        {},
        optional={
            "lines": st.sampled_from(["auto", "paragraph", "wrapped", "blank"]),
            "headings": st.sampled_from(["auto", "none", ["^Глава", "слово"]]),
            "verse": st.sampled_from(["auto", True, False]),
            "dialogue": st.sampled_from(["auto", True, False]),
            "notes": st.sampled_from(["auto", "none", ["[1]", "*"]]),
            "pages": st.sampled_from(["auto", "keep"]),
            "contents": st.sampled_from(["auto", "keep"]),
            "front": st.sampled_from(["auto", "none"]),
        },
    ),
)
def test_nothing_is_lost_whatever_is_stated(lines: list[str], stated: dict[str, object]) -> None:
    if any(line.strip() for line in lines):
        work = read("a.txt", "\n".join(lines).encode(), sidecar={"text": stated}).value
        assert_origins(work)
        assert_nothing_lost(work)


def pieces_of(work: Work) -> list[tuple[str, str]]:
    """A work as what was typed: kinds and characters with single spaces."""
    return [piece for block in work.blocks for piece in _pieces(block)]


def _pieces(block: Block) -> list[tuple[str, str]]:
    kind = {Heading: "h", Paragraph: "p", Verse: "v", SceneBreak: "*", ListBlock: "l", Quotation: "q"}[type(block)]
    if kind == "*":
        return [("*", "")]
    return [(kind, " ".join(text.chars.split())) for text in texts_of(block)]


WORDS = (
    "дорога", "лошадь", "телега", "ветер", "река", "утро", "вечер", "купец", "приказчик", "молча", "долго", "смотрел",
    "на", "пошёл", "к", "дому", "и", "снова", "не",
)  # fmt: skip
SONG = ("Бежит дорога за рекой,", "И ветер воет над рекой,", "А утром тихо, и покой,", "И вечер синий и такой")


def novel() -> Pieces:
    """A story made up by chance: chapters, replies, a song, breaks."""
    chance = random.Random(7)
    pieces: list[tuple[str, str]] = []

    def sentence(length: int) -> str:
        chars = " ".join(chance.choice(WORDS) for _ in range(length))
        return f"{chars.capitalize()}."

    for chapter in ("Глава I", "Глава II", "Глава III", "Глава IV", "Глава V", "Глава VI"):
        pieces.append(("h", chapter))
        for number in range(30):
            pieces.append(("p", " ".join(sentence(chance.randint(4, 14)) for _ in range(chance.randint(1, 9)))))
            if number % 3:
                pieces.append(("p", f"— {sentence(chance.randint(2, 9))}"))
            if number == 13:
                pieces += [("v", line) for line in SONG]
            if number == 20:
                pieces.append(("*", ""))
    return pieces


@pytest.mark.parametrize("typed", HABITS, ids=lambda habit: habit.__name__)
@pytest.mark.parametrize(("encoding", "line_end"), [("utf-8", "\n"), ("cp1251", "\r\n")])
def test_habits_of_typing_do_not_matter(typed, encoding: str, line_end: str) -> None:
    chars = typed(novel()).replace("\n", line_end)
    found = read("a.txt", chars.encode(encoding)).value
    assert pieces_of(found) == list(novel())


ALMOST = 0.99


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
@pytest.mark.parametrize("typed", HABITS, ids=lambda habit: habit.__name__)
def test_novels_are_understood_however_they_are_typed(typed) -> None:
    stated = {"text": {"notes": "none", "front": "none"}}
    for path in sorted((SHARED / "corpus").glob("*.txt")):
        work = read(path.name, path.read_bytes(), sidecar={"text": {"notes": "none"}}).value
        pieces = [
            (kind if kind != "q" else "p", chars.split("\n")[0]) for kind, chars in pieces_of(work) if kind != "q"
        ]
        found = Counter(pieces_of(read("a.txt", typed(pieces).encode(), sidecar=stated).value))
        missing = Counter(pieces) - found
        assert missing.total() <= (1 - ALMOST) * len(pieces), (path.name, missing.most_common(5))


@pytest.mark.corpus
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
def test_no_novel_loses_a_letter() -> None:
    for path in sorted((SHARED / "corpus").glob("*.txt")):
        assert_nothing_lost(read(path.name, path.read_bytes()).value)


HOSTILE: dict[str, Callable[[int], str]] = {
    "short lines": lambda n: "слово\n" * 30 * n,
    "lines like verse": lambda n: "   Едет барин молодой,\n" * 30 * n,
    "lines almost like verse": lambda n: "   Едет барин молодой.\n   Упал.\n\n" * 15 * n,
    "deep lines": lambda n: ("текст\n" + " " * 30 + "Едет барин,\n\n") * 15 * n,
    "numbers": lambda n: "".join(f"{number}\n" for number in range(1, 30 * n)),
    "numbers between empty lines": lambda n: "".join(f"{number % 1000}\n\n" for number in range(1, 30 * n)),
    "roman numbers": lambda n: "I\nII\nIII\n" * 10 * n,
    "titles": lambda n: "Название\n\nтекст текст.\n\n" * 15 * n,
    "titles of collections": lambda n: "Название\n\nI\n\nтекст\n\n" * 8 * n,
    "capitals": lambda n: "".join(f"СЛОВО {'А' * (number % 50)}\n\n" for number in range(20 * n)),
    "notes": lambda n: "".join(f"Слово[{number}]\n\n[{number}] прим.\n\n" for number in range(15 * n)),
    "notes in one paragraph": lambda n: "слово [1] " * 40 * n + "\n\nПримечания\n\n[1] x\n",
    "stars": lambda n: "слово* \n\n* прим\n\n" * 15 * n,
    "inline notes": lambda n: "слово {прим} слово {прим} слово {прим} слово\nслово " * 8 * n,
    "open brackets": lambda n: "[ слово { " * 40 * n,
    "divided words": lambda n: "слово и сло-\nво\n" * 20 * n,
    "contents": lambda n: "Содержание\nа\nб\n\n" * 15 * n,
    "library lines": lambda n: "текст\n\n" + "OCR: x\n" * 30 * n,
    "epigraphs": lambda n: ("I\n\n" + "Короткая строка,\n" * 45) * n,
    "dates": lambda n: "Москва, 1880\n\n" * 20 * n,
    "one long line": lambda n: "слово " * 200 * n,
    "dots": lambda n: ". " * 300 * n,
    "blanks": lambda n: "x" + " " * 1_000 * n + "x",
    "empty lines": lambda n: "x" + "\n" * 200 * n + "x",
}
"""Texts that are `n` times as long as the shortest."""


@pytest.mark.parametrize("size", [200, pytest.param(1_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_length_only(name: str, size: int) -> None:
    """Twice the text takes about twice the time of the processor. A busy machine may disturb one measurement."""
    chars = HOSTILE[name]
    assert any(_seconds(chars(size)) < 3 * _seconds(chars(size // 2)) + size / 2_000 for _ in range(3))


def _seconds(chars: str) -> float:
    """Of the processor; without the collector, whose time grows with all that other tests have left."""
    gc.collect()
    gc.disable()
    try:
        begin = time.process_time()
        read("a.txt", chars.encode())
        return time.process_time() - begin
    finally:
        gc.enable()
