"""Front matter: what is understood, and how errors are placed."""

from __future__ import annotations

import pytest

from publisher.model.errors import SourceError
from publisher.model.work import Metadata
from publisher.readers import parse_sidecar, read


def metadata(front: str) -> Metadata:
    return read("name.md", f"---\n{front}\n---\n\nТекст.\n".encode()).value.metadata


def test_values_are_taken_as_written() -> None:
    found = metadata("title: 1984\ndate: 2022-01-05\nauthor: yes\ntags: а, б\nlang: kk")
    assert (found.title.chars, found.date, found.author, found.tags) == ("1984", "2022-01-05", "yes", ("а", "б"))
    assert found.language == "kk"
    assert found.sources["title"] == "front-matter"


@pytest.mark.parametrize("written", ["title: Слово «a»", 'title: "Слово «a»"', "title:   'Слово «a»'"])
def test_simple_values_have_an_origin(written: str) -> None:
    work = read("a.md", f"---\n{written}\n---\nx".encode()).value
    title = work.metadata.title
    assert work.source is not None
    start, end = title.source_range(0, len(title.chars)) or (0, 0)
    assert work.source.chars[start:end] == title.chars == "Слово «a»"


def test_escaped_values_have_none() -> None:
    assert metadata("title: 'it''s'").title.origin == ()


@pytest.mark.parametrize(
    ("front", "code", "place"),
    [
        ("title: 'open\nauthor: x", "S107", (4, 1)),
        ("title: a: b", "S107", (2, 9)),
        ("title: x\nauthor: {a: b}", "S108", (3, 9)),
        ("title: [a, b]", "S108", (2, 8)),
        ("a: &a [x]\ntitle: *a", "S110", (3, 8)),
        (f"title: {'[' * 500}", "S110", (2, 19)),
    ],
)
def test_errors_are_placed(front: str, code: str, place: tuple[int, int]) -> None:
    with pytest.raises(SourceError) as caught:
        metadata(front)
    assert caught.value.code == code
    assert caught.value.place is not None
    assert (caught.value.place.line, caught.value.place.column) == place


def test_broken_toml_is_placed() -> None:
    with pytest.raises(SourceError) as caught:
        read("a.md", b'+++\ntitle = "a"\ndate = \n+++\n')
    assert (caught.value.code, str(caught.value.place)) == ("S107", "a.md:3:8")


def test_precedence() -> None:
    sidecar = parse_sidecar("a.toml", 'title = "Из файла"\nauthor = "Автор"\n'.encode())
    text = "---\ntitle: Свой\ndate: 2001\n---\nТекст".encode()
    found = read("a.md", text, overrides={"title": "Из проекта"}, sidecar=sidecar).value.metadata
    assert (found.title.chars, found.author, found.date) == ("Из проекта", "Автор", "2001")
    assert dict(found.sources) == {
        "title": "config", "authors": "sidecar", "date": "front-matter", "language": "default",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("front", "sorts"),
    [
        ("author: Оноре де Бальзак", [""]),
        ("author: Оноре де Бальзак\nfile-as: Бальзак, Оноре де", ["Бальзак, Оноре де"]),
        ("author: [Людвиг ван Бетховен, Антон Чехов]\nfile-as: 'Бетховен, Людвиг ван'", [
            "Бетховен, Людвиг ван", "Чехов, Антон",
        ]),
        ("author: Антон Чехов\nfile-as: [Чехов А., Никто]", ["Чехов А."]),
        ("file-as: Никто\ntranslator: Антон Чехов", []),
    ],
)  # fmt: skip
def test_authors_are_filed_as_the_front_matter_says(front: str, sorts: list[str]) -> None:
    assert [author.sort for author in metadata(front).authors] == sorts


def test_a_rule_is_no_front_matter() -> None:
    work = read("a.txt", "---\nПосле черты начинается текст.\n---\nИ идет дальше.\n".encode())
    assert work.value.format == "text"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Қазақстан — Орталық Азиядағы мемлекет, оның астанасы Астана қаласы.", "kk"),
        ("Україна — держава у Східній Європі; її столиця — місто Київ.", "uk"),
        ("Беларусь — дзяржава ва Усходняй Еўропе, яе сталіца — горад Мінск, дзе жыў паэт.", "be"),
        ("В Казахстане (Қазақстан) живут разные народы, и говорят они по-разному.", "ru"),
    ],
)
def test_language_is_guessed(text: str, language: str) -> None:
    found = read("a.md", text.encode()).value.metadata
    assert found.language == language
    assert found.sources["language"] == ("default" if language == "ru" else "guess")
