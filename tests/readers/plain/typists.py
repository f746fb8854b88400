"""One text typed in the habits of different people: what a reader finds must not depend on them.

A text is a list of pieces `(kind, characters)`; kinds are `h` heading, `p` paragraph, `v` a line of verse, `*` break.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence

Pieces = Sequence[tuple[str, str]]


def _typed(pieces: Pieces, paragraph: Callable[[str], list[str]], verse: str, heading: str, gap: int) -> str:
    lines: list[str] = []
    before = ""
    for kind, chars in pieces:
        if kind == "h":
            lines += ["", heading + chars, ""]
        elif kind == "*":
            lines += ["", heading + "* * *", ""]
        elif kind == "v":
            lines += ([""] if before != "v" else []) + [verse + chars]
        else:
            lines += [""] * (gap or (before == "v")) + paragraph(chars)
        before = kind
    return "\n".join(lines).strip("\n") + "\n"


def _wrapped(first: str, rest: str, width: int = 74) -> Callable[[str], list[str]]:
    def paragraph(chars: str) -> list[str]:
        return textwrap.wrap(
            chars, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
        )

    return paragraph


def one_line_indented(pieces: Pieces) -> str:
    return _typed(pieces, lambda chars: [f"   {chars}"], "   ", "", 0)


def one_line_flush(pieces: Pieces) -> str:
    return _typed(pieces, lambda chars: [chars], "", "", 0)


def one_line_blank(pieces: Pieces) -> str:
    return _typed(pieces, lambda chars: [chars], "", "", 1)


def wrapped_indented(pieces: Pieces) -> str:
    return _typed(pieces, _wrapped("     ", ""), " " * 15, " " * 25, 0)


def wrapped_with_margin(pieces: Pieces) -> str:
    return _typed(pieces, _wrapped("        ", "    "), " " * 18, " " * 28, 0)


def wrapped_blank(pieces: Pieces) -> str:
    return _typed(pieces, _wrapped("", ""), "    ", "", 1)


def wrapped_wide(pieces: Pieces) -> str:
    return _typed(pieces, _wrapped("    ", "", 130), " " * 12, "", 0)


def wrapped_indented_blank(pieces: Pieces) -> str:
    return _typed(pieces, _wrapped("    ", ""), " " * 12, "", 1)


def with_pages(pieces: Pieces, lines: int = 38) -> str:
    """Wrapped, a page number after every so many lines, alone and without empty lines."""
    typed = wrapped_indented(pieces).split("\n")
    pages = [typed[at : at + lines] for at in range(0, len(typed), lines)]
    return "\n".join("\n".join([*page, str(number)]) for number, page in enumerate(pages, 5)) + "\n"


HABITS = (
    one_line_indented, one_line_flush, one_line_blank, wrapped_indented, wrapped_with_margin, wrapped_blank,
    wrapped_wide, wrapped_indented_blank, with_pages,
)  # fmt: skip
