"""Properties: nothing breaks a reader, and every character knows its place."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from publisher.model.errors import SourceError
from publisher.model.text import OBJECT
from publisher.model.work import texts
from publisher.readers import read
from publisher.readers.markdown_strands import parser_view

from .origins import assert_origins

SCRAPS = (
    "слово", "Да", "a", "1", " ", "  ", "\n", "\n\n", "\r\n", "\t", "*", "**", "_", "`", "``", "~~", "[", "](", ")",
    "]", "!", "\\", "&amp;", "&#1078;", "&", "<", ">", "<b>", "</b>", "<br>", "<!-- x -->", "<div>", "\n> ", "\n- ",
    "\n1. ",
    "\n# ", " #", "\n---\n", "\n    ", "|", "\n|-|-|\n", "^[", "[^1]", "\n[^1]: ", "{.a}", "{lang=kk}", "$x$",
    "{{ a }}", "```", "\n```verse\n", "— ", "\n— ", "http://a.b/c", "x@y.ru", "«", "»", "\x00", "\x07", "\u0306",
    "\u2028",
    "\ufeff", "😀", "<!-- typo: off -->", "\n***\n", "<p>", "</p>", "<table>", "<td>",
)  # fmt: skip
MESSY = st.lists(st.sampled_from(SCRAPS), max_size=40).map("".join)
PLAIN = st.lists(
    st.sampled_from(
        [s for s in SCRAPS if not set(s) & set("{$^\x00\x07|<\ufeff") and "verse" not in s and "—" not in s]
    ),
    max_size=30,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(MESSY, st.sampled_from(["a.md", "a.txt", "a.html", "a.fb2"]))
def test_nothing_breaks_a_reader(text: str, path: str) -> None:
    try:
        work = read(path, text.encode()).value
    except SourceError:
        return
    assert_origins(work)


@settings(max_examples=150, deadline=None)
@given(PLAIN)
def test_markdown_characters_are_those_of_the_parser(text: str) -> None:
    """Without extensions, the texts are what plain markdown-it finds, block by block."""
    text = "\n".join(map(parser_view, f"начало\n\n{text}".split("\n")))
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["strikethrough"])
    wanted = []
    for token in parser.parse(text):
        if token.type == "inline":
            chars = "".join(_chars(child) for child in token.children or ())
            wanted.append(chars.strip(" \t\n"))
    try:
        work = read("a.md", text.encode(), overrides={"title": "x", "lang": "ru"}).value
    except SourceError:
        return
    found = [t.chars for t in texts(work)][1:]
    assert [w for w in found if w != OBJECT] == [w for w in wanted if w and w != OBJECT]


def _chars(token: object) -> str:
    kind = getattr(token, "type", "")
    if kind in ("softbreak", "hardbreak"):
        return "\n" if kind == "hardbreak" else " "
    if kind == "image":
        return OBJECT
    return str(getattr(token, "content", "")) if kind in ("text", "code_inline") else ""
