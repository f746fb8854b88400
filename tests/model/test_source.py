"""Places in sources, and sources written back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.model.source import Source
from publisher.model.text import Edit


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_lines_are_counted_as_editors_do(end: str) -> None:
    chars = f"раз{end}два{end}{end}четыре"
    source = Source("a.txt", chars)
    assert str(source.place(0)) == "a.txt:1:1"
    assert str(source.place(chars.index("два") + 1)) == "a.txt:2:2"
    assert str(source.place(chars.index("четыре"))) == "a.txt:4:1"
    assert str(source.place(len(chars))) == "a.txt:4:7"


def test_mixed_line_ends() -> None:
    chars = "а\rб\r\nв\n\rг"
    assert [Source("x", chars).place(chars.index(c)).line for c in "абвг"] == [1, 2, 3, 5]


def test_other_separators_end_no_line() -> None:
    chars = "а\u2028б\x0bв\x0cг\x85д"
    assert str(Source("x", chars).place(len(chars) - 1)) == "x:1:9"


@given(st.text("аб\r\n", max_size=12), st.integers(0, 11))
def test_places_agree_with_counting(chars: str, offset: int) -> None:
    offset = min(offset, len(chars))
    before = chars[:offset]
    inside = before.endswith("\r") and chars[offset : offset + 1] == "\n"  # the gap within \r\n ends no line
    unified = (before[:-1] if inside else before).replace("\r\n", "\n").replace("\r", "\n")
    assert Source("x", chars).place(offset).line == unified.count("\n") + 1


def test_edits_are_written_into_the_source_whatever_their_order() -> None:
    assert Source("x", '"да" - так').patched([Edit(4, 6, "\u00a0—", "B"), Edit(0, 1, "«", "A")]) == '«да"\u00a0— так'


def test_a_source_is_written_in_its_own_encoding() -> None:
    source = Source("x", "да", encoding="cp1251")
    assert source.encoded("нет") == "нет".encode("cp1251")
    with pytest.raises(UnicodeEncodeError):
        source.encoded("Қ")


def test_the_byte_order_mark_stays() -> None:
    assert Source("x", "да", bom=b"\xef\xbb\xbf").encoded("да") == b"\xef\xbb\xbf" + "да".encode()


@pytest.mark.parametrize("derived", [False, True])
@pytest.mark.parametrize("chars", ["", "один", "\n", "один\r\nдва\rтри\n\nчетыре" + "я" * 300 + "\nпять\n"])
def test_a_source_without_characters_tells_the_same_places(chars: str, derived: bool) -> None:
    source = Source("a.txt", chars, derived=derived)
    light = source.for_places()
    assert light.chars == ""
    offsets = range(len(chars) + 2)
    assert [light.place(at) for at in offsets] == [source.place(at) for at in offsets]
    assert [light.for_places().place(at) for at in offsets] == [source.place(at) for at in offsets]
