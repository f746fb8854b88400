"""Comments to the cleanup: how they are read, and which ranges they mean."""

from __future__ import annotations

import pytest

from publisher.model.waiver import Directive, directive, directive_of_line, merged, overlapping, resolve


@pytest.mark.parametrize(
    ("comment", "action", "codes", "reason"),
    [
        (" typo: off ", "off", (), ""),
        ("typo:on", "on", (), ""),
        (" typo: off RU301 ", "off", ("RU301",), ""),
        (" typo : off RU301, RU4 ru2 ", "off", ("RU301", "RU4", "RU2"), ""),
        (" typo: off RU ", "off", ("RU",), ""),
        (" typo: ignore RU401: so in the manuscript: yes ", "ignore", ("RU401",), "so in the manuscript: yes"),
        (" typo: ignore: all of it ", "ignore", (), "all of it"),
        (' typo: off RU301 reason="so\nin the manuscript" ', "off", ("RU301",), "so\nin the manuscript"),
        (" typo: off so it stays ", "", (), ""),
        (" typo: of ", "", (), ""),
        (" typo: offRU301 ", "", (), ""),
        (" typo: off RU301x ", "", (), ""),
        (f" typo: off {'RU301 ' * 1000}", "", (), ""),
    ],
)
def test_what_a_comment_says(comment: str, action: str, codes: tuple[str, ...], reason: str) -> None:
    assert directive(comment, 1, 2) == Directive(1, 2, action, codes, reason)


@pytest.mark.parametrize("comment", ["", " a comment ", " typography: off ", " see typo: off ", "TYPO: off"])
def test_other_comments_are_none_of_ours(comment: str) -> None:
    assert directive(comment, 0, 1) is None


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("<!-- typo: off -->", True),
        ("\ufeff  <!-- typo: off --> \u00a0", True),
        ("<!-- typo: off --> text", False),
        ("text <!-- typo: off -->", False),
        ("<!-- typo: off --> <!-- typo: on -->", False),
        ("<!-- something else -->", False),
    ],
)
def test_in_plain_text_it_is_a_line(line: str, found: bool) -> None:
    said = directive_of_line(line, 5)
    assert (said is not None) is found
    assert said is None or (said.start, said.end, said.action) == (5, 5 + len(line), "off")


CHARS = "0123456789" * 10


def ranges(*said: Directive, blocks: list[tuple[int, int]] | None = None) -> list[tuple[str, int, int]]:
    places = blocks or []
    return [(w.code, w.start, w.end) for w in resolve(said, CHARS, places, places).ranges]


def test_off_reaches_to_on_or_to_the_end() -> None:
    assert ranges(Directive(0, 2, "off"), Directive(10, 12, "on")) == [("", 2, 10)]
    assert ranges(Directive(0, 2, "off")) == [("", 2, 100)]
    assert resolve([Directive(0, 2, "off")], CHARS, (), ()).unended == (Directive(0, 2, "off"),)


def test_on_ends_the_rules_it_names() -> None:
    off = Directive(0, 2, "off", ("RU301", "RU4"))
    assert ranges(off, Directive(10, 12, "on", ("RU301",)), Directive(20, 22, "on")) == [
        ("RU301", 2, 10),
        ("RU4", 2, 20),
    ]


def test_what_changes_nothing_is_idle() -> None:
    for said in (
        [Directive(0, 1, "on")],
        [Directive(0, 1, "ignore")],
        [Directive(0, 1, "off", ("RU4",)), Directive(5, 6, "on", ("RU3",)), Directive(9, 10, "on", ("RU4",))],
        [Directive(0, 1, "off"), Directive(5, 6, "off"), Directive(9, 10, "on")],
    ):
        assert len(resolve(said, CHARS, (), ()).idle) == 1
    assert resolve([Directive(0, 1, "")], CHARS, (), ()).unclear == (Directive(0, 1, ""),)


def test_ignore_means_the_block_around_or_else_the_next_one() -> None:
    blocks = [(10, 30), (40, 90), (40, 60), (70, 90)]
    assert ranges(Directive(15, 18, "ignore"), blocks=blocks) == [("", 10, 30)]
    assert ranges(Directive(31, 33, "ignore"), blocks=blocks) == [("", 10, 30)], "behind it on the same line"
    assert ranges(Directive(0, 5, "ignore"), blocks=blocks) == [("", 10, 30)]
    said = Directive(34, 39, "ignore")
    broken = CHARS[:31] + "\n" + CHARS[32:]
    assert [(w.start, w.end) for w in resolve([said], broken, blocks, blocks[:1]).ranges] == [(40, 90)], "the outermost"
    closed = CHARS[:31] + "</p>" + CHARS[35:]
    assert [(w.start, w.end) for w in resolve([said], closed, blocks, blocks[:1]).ranges] == [(40, 90)]
    inline = CHARS[:30] + "</b>" + CHARS[34:]
    assert [(w.start, w.end) for w in resolve([said], inline, blocks, blocks[:1]).ranges] == [(10, 30)]


def test_arithmetic_of_ranges() -> None:
    assert merged([(5, 7), (0, 2), (1, 4), (4, 4), (9, 9)]) == [(0, 4), (5, 7)]
    parts = [(0, 4), (6, 9)]
    assert list(overlapping(parts, 2, 8)) == [(2, 4), (6, 8)]
    assert list(overlapping(parts, 4, 6)) == []
    assert list(overlapping(parts, 4, 4)) == [(4, 4)]
    assert list(overlapping(parts, 5, 5)) == []
