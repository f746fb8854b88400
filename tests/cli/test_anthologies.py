"""What `info` and `list` say of works that are selected."""

from __future__ import annotations

import json

CONFIG = """[edition.x]
kind = "anthology"
works = ["*.md"]
select = { from = 1850 }
sort = "author"
[[edition.x.section]]
title = "Проза"
select = { tags = ["проза"] }
[[edition.x.section]]
title = "Стихи"
select = { tags = ["стихи"] }
"""


def work(title: str, author: str, date: int, tag: str) -> str:
    source = "source: { title: Альманах, year: 1901 }"
    return f"---\ntitle: {title}\nauthor: {author}\nlang: ru\ndate: {date}\ntags: [{tag}]\n{source}\n---\n\nТекст.\n"


FILES: dict[str, str | bytes] = {
    "publisher.toml": CONFIG,
    "a.md": work("Первое", "Яков Яров", 1900, "проза"),
    "b.md": work("Второе", "Анна Азова", 1901, "проза"),
    "c.md": work("Третье", "Анна Азова", 1801, "проза"),
    "d.md": work("Четвёртое", "Анна Азова", 1902, "письма"),
    "e.md": work("Пятое", "Анна Азова", 1903, "стихи"),
}


def test_info_shows_what_is_taken_and_why_the_rest_is_not(publisher, write) -> None:
    write(FILES)
    table = json.loads(publisher("info", "x", "--json").out)
    assert [(row["section"], row["path"]) for row in table["works"]] == [
        ("Проза", "b.md"),
        ("Проза", "a.md"),
        ("Стихи", "e.md"),
    ]
    assert table["left-out"] == [{"path": "c.md", "reason": "dates"}, {"path": "d.md", "reason": "unplaced"}]
    said = publisher("info", "x").out
    assert "c.md  (another time)" in said
    assert "d.md  (fits no part)" in said
    assert "c.md  (другое время)" in publisher("--lang", "ru", "info", "x").out


def test_works_without_an_author_are_shown_by_their_titles(publisher, write) -> None:
    write(FILES | {"a.md": FILES["a.md"].replace("author: Яков Яров\n", "")})
    said = [" ".join(line.split()) for line in publisher("info", "x").out.splitlines()]
    assert {"Первое a.md", "Анна Азова. Второе b.md"} <= set(said)


def test_info_answers_when_nothing_is_taken_and_build_does_not(publisher, write) -> None:
    write(FILES | {"publisher.toml": CONFIG.replace("1850", "1950")})
    table = json.loads(publisher("info", "x", "--json").out)
    assert table["works"] == []
    assert {row["reason"] for row in table["left-out"]} == {"dates"}
    said = publisher("build", "x", "-f", "html")
    assert (said.code, "C142" in said.err) == (3, True)


def test_works_are_listed_with_their_editions(publisher, write) -> None:
    write(FILES)
    rows = json.loads(publisher("list", "works", "--json").out)
    assert {row["path"]: row["editions"] for row in rows} == {
        "a.md": ["x"],
        "b.md": ["x"],
        "c.md": [],
        "d.md": [],
        "e.md": ["x"],
    }


def test_info_shows_a_source_in_pieces(publisher, write) -> None:
    write(FILES)
    value = json.loads(publisher("info", "a.md", "--json").out)["metadata"]["source"]
    assert value == {"value": {"title": "Альманах", "year": "1901"}, "from": "front-matter"}
    assert "title Альманах, year 1901" in publisher("info", "a.md").out
