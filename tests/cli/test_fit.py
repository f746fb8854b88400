"""`build --fit`: what is traded, refused, and not understood, in words."""

from __future__ import annotations

import json

TEXT = "---\ntitle: Книжка\ndate: 2024\nlang: ru\n---\n\n" + ("Несколько обыкновенных слов подряд. " * 8 + "\n\n") * 5


def test_what_was_traded_is_said_without_being_asked(publisher, write) -> None:
    write({"a.md": TEXT})
    said = publisher("build", "a.md", "-l", "pamphlet-a5", "--fit", "pages=1", "-f", "pdf")
    assert said.code == 0
    assert "B310" in said.err and "→" in said.err and "1 p" in said.out
    told = publisher("--json", "build", "a.md", "-l", "pamphlet-a5", "--fit", "pages=1", "-f", "pdf")
    assert told.code == 0, told.err
    events = [json.loads(line) for line in told.out.splitlines()]
    assert [event["code"] for event in events if event["event"] == "remark"] == ["B310"]


def test_a_refusal_says_how_many_pages_it_takes(publisher, write) -> None:
    root = write({"a.md": TEXT * 6})
    said = publisher("--lang", "ru", "build", "a.md", "-l", "pamphlet-a5", "--fit", "pages=1", "-f", "pdf")
    assert said.code == 5 and "B150" in said.err and "нужно полос" in said.err
    assert not list(root.glob("out/a*"))


def test_a_wish_that_is_not_understood_is_a_usage_error(publisher, write) -> None:
    write({"a.md": TEXT})
    said = publisher("build", "a.md", "--fit", "four")
    assert said.code == 2 and "U116" in said.err
