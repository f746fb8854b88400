"""Characters that XML forbids or discourages go, all others stay."""

from __future__ import annotations

import pytest

from publisher.composition.xhtml import allowed

FORBIDDEN = [
    *(chr(code) for code in range(0x20) if code not in (9, 10, 13)),
    *(chr(code) for code in range(0x7F, 0xA0)),
    "\ud800",
    "\udfff",
    "\ufdd0",
    "\ufdef",
    "\ufffe",
    "\uffff",
]


@pytest.mark.parametrize("char", FORBIDDEN, ids=ascii)
def test_what_xml_forbids_goes(char: str) -> None:
    assert allowed(f"ёж{char} — «да»\n") == "ёж — «да»\n"


def test_everything_else_stays() -> None:
    chars = "".join(map(chr, range(0x110000)))
    kept = allowed(chars)
    assert len(kept) == len(chars) - 29 - 33 - 2048 - 32 - 2
    assert set("\t\n\r\u00a0Ђ\u2028\ue000\ufeff\ufffd\U0001f600\U0010ffff") <= set(kept)


@pytest.mark.parametrize(
    "char", ["\t", "\n", "\r", "\u00a0", "\u00c2\u00a1", "\ue000", "\ufdcf", "\ufdf0", "\ufffd", "\U0010fffd"]
)
def test_neighbours_of_the_forbidden_stay(char: str) -> None:
    assert allowed(f"а{char}я") == f"а{char}я"
