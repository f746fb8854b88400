"""Fields: numbers come where they belong, flush right, and nothing else changes."""

from __future__ import annotations

from publisher.model.fields import MARKED, drawn, filled, marked

GLYPHS = [f"{0x100 + figure:04x}" for figure in range(10)]
ADVANCES = [529.0, 300.0, *[529.0] * 8]


def test_a_field_shows_noughts_until_it_is_filled() -> None:
    assert MARKED.findall(f"Глава {marked(7, 3)} и {marked(12, 3)}") == ["007", "012"]
    assert drawn(7, 3, ADVANCES, GLYPHS).endswith("\n<010001000100>")


def test_numbers_are_written_flush_right() -> None:
    fields = [drawn(number, 3, ADVANCES, GLYPHS) for number in range(3)]
    content = f"[-500.0{fields[0]}] TJ\n[<0003>] TJ\n[-500.0{fields[1]}] TJ\n[{fields[2]}] TJ".encode()
    assert filled(content, [5, 467, 11]) == (
        b"[-500.0 -1058.00<0105>] TJ\n[<0003>] TJ\n[-500.0<010401060107>] TJ\n[ -987.00<01010101>] TJ"
    )


def test_a_field_without_a_number_stays() -> None:
    content = f"[{drawn(7, 3, ADVANCES, GLYPHS)}] TJ".encode()
    assert filled(content, [5]) == content


def test_what_only_looks_like_a_field_stays() -> None:
    content = b"% field 0 3\n[<0003>] TJ (%field)"
    assert filled(content, [5]) == content
