"""Markdown: what is written is read back to the same work."""

# ruff: noqa: E501  strategies read better on one line

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.model.text import Mark, Text
from publisher.model.work import (
    Block,
    Code,
    Figure,
    Heading,
    Line,
    ListBlock,
    Metadata,
    Note,
    Paragraph,
    Person,
    Quotation,
    SceneBreak,
    Table,
    Trait,
    Verse,
    Work,
)
from publisher.readers import read
from publisher.readers.addresses import linked
from publisher.writers.markdown import write_markdown

CASES = Path(__file__).parents[1] / "readers" / "cases"
SIGNS = [
    *"абвя",
    " ",
    "Слово ",
    "*",
    "_",
    "`",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "&",
    "&amp;",
    "#",
    "- ",
    "— ",
    "1. ",
    "\\",
    "{",
    "}",
]
SIGNS += [
    "!",
    "|",
    "~",
    "^",
    "$",
    "=",
    "+",
    ":",
    '"',
    "'",
    "\u00a0",
    "\u00ad",
    "...",
    "http://a.b/c_d_e",
    "[^1]",
    "{.x}",
    "* * *",
]


def spelled(work: Work) -> list[str]:
    """A work without ids of notes, without origins, and without what Markdown does not tell apart."""
    ids = {note.id: str(number) for number, note in enumerate(work.notes, 1)}
    found = [_block(block, ids) for block in work.blocks]
    return [*found, *(f"note {ids[n.id]}: {[_block(b, ids) for b in n.blocks]}" for n in work.notes)]


def _text(text: Text | None, ids: dict[str, str]) -> str:
    if text is None:
        return ""
    marks = sorted(
        (m.start, m.end, m.kind, ids.get(m.value, m.value) if m.kind == "note" else m.value) for m in text.marks
    )
    return f"{text.chars!r} {_joined(marks)}"


def _joined(marks: list[tuple[int, int, str, str]]) -> list[tuple[int, int, str, str]]:
    """Neighbouring marks of one kind as one: where marks overlap they are written in pieces."""
    found: list[tuple[int, int, str, str]] = []
    for start, end, kind, value in sorted(marks, key=lambda m: (m[2], m[3], m[0])):
        last = found[-1] if found else None
        if last and last[1] == start and last[2:] == (kind, value) and start < end:
            found[-1] = (last[0], end, kind, value)
        else:
            found.append((start, end, kind, value))
    return found


def _block(block: Block, ids: dict[str, str]) -> str:
    match block:
        case Paragraph(text, classes):
            return f"p{classes} {_text(text, ids)}"
        case Heading(text, level, id, subtitle):
            return f"h{level}{id}{subtitle} {_text(text, ids)}"
        case ListBlock(items, start):
            return f"list {start} {[[_block(b, ids) for b in item] for item in items]}"
        case Quotation(blocks, attribution, kind):
            return f"{kind} {[_block(b, ids) for b in blocks]} {_text(attribution, ids)}"
        case Verse(stanzas, attribution):
            lines = [[(_text(line.text, ids), line.indent, line.title) for line in stanza] for stanza in stanzas]
            return f"verse {lines} {_text(attribution, ids)}"
        case Code(chars):
            return f"code {chars.rstrip()!r}"
        case Table(head, rows, aligns, caption, traits):
            cells = [[_text(cell, ids) for cell in row] for row in (*head, *rows)]
            return f"table {len(head)} {cells} {aligns} {_text(caption, ids)} {sorted(traits, key=repr)}"
        case Figure(src, alt, caption):
            return f"figure {src} {alt} {_text(caption, ids)}"
        case SceneBreak(blank, level):
            return f"break {blank} {level}"


def again(work: Work) -> Work:
    return read("a.md", write_markdown(work, {}).encode("utf-8", "surrogatepass")).value


@st.composite
def a_text(draw: st.DrawFn, *, lines: bool = True, notes: bool = True) -> Text:
    chars = "".join(draw(st.lists(st.sampled_from([*SIGNS, *(["\n"] if lines else [])]), min_size=1, max_size=12)))
    chars = re.sub(r" *\n *", "\n", re.sub(" +", " ", chars)).strip(" \n\t") or "я"
    chars = re.sub(r"\n+", "\n", chars)
    marks: list[Mark] = []
    for kind in draw(
        st.lists(
            st.sampled_from(["emphasis", "strong", "strike", "superscript", "small-caps", "link", "span"]),
            max_size=2,
            unique=True,
        )
    ):
        start = draw(st.integers(0, len(chars) - 1))
        end = draw(st.integers(start + 1, len(chars)))
        value = {"link": "http://x.y/z", "span": "note"}.get(kind, "")
        marks.append(Mark(start, end, kind, value))  # type: ignore[arg-type]
    if notes and draw(st.booleans()):
        at = draw(st.integers(0, len(chars)))
        if not any(m.kind == "link" and m.start < at < m.end for m in marks):
            marks.append(Mark(at, at, "note", "n"))
    return linked(Text(chars, tuple(marks)))


PLAIN = a_text(lines=False)
LEAVES = st.one_of(
    st.builds(Paragraph, a_text()),
    st.builds(Heading, a_text(), st.just(1), st.sampled_from(["", "id-1"]), st.booleans()),
    st.builds(Verse, st.lists(st.lists(st.builds(Line, PLAIN, st.integers(0, 3), st.booleans()), min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple), st.none() | PLAIN),
    st.builds(Code, st.sampled_from(["a", "a\n\n  b", "```", "<b> & *c*"])),
    st.just(SceneBreak()), st.just(SceneBreak(blank=True)), st.just(SceneBreak(blank=True, level=1)),
    st.builds(Figure, st.sampled_from(["a.png", "б в.png"]), st.sampled_from(["", "вид", 'a"b', "[a]"]), st.none() | PLAIN),
)  # fmt: skip


@st.composite
def a_table(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 3))
    row = st.lists(PLAIN, min_size=width, max_size=width).map(tuple)
    aligns = tuple(draw(st.sampled_from(["left", "right", "center", ""])) for _ in range(width))
    head, rows = draw(st.lists(row, max_size=1)), draw(st.lists(row, min_size=1, max_size=2))
    traits = (Trait(len(head), 0, columns=2),) if draw(st.booleans()) else ()
    return Table(tuple(head), tuple(rows), aligns, draw(st.none() | PLAIN), traits)  # type: ignore[arg-type]


CONTAINED = st.recursive(
    LEAVES | a_table(),
    lambda inner: st.one_of(
        st.builds(Quotation, st.lists(inner, min_size=1, max_size=3).map(tuple), st.none() | PLAIN, st.sampled_from(["quotation", "epigraph"])),
        st.builds(ListBlock, st.lists(st.lists(inner, min_size=1, max_size=2).map(tuple), min_size=1, max_size=3).map(tuple), st.sampled_from([None, 1, 7])),
    ),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(CONTAINED, min_size=1, max_size=4), st.lists(LEAVES, min_size=1, max_size=2))
def test_whatever_is_written_is_read_back(blocks: list[Block], noted: list[Block]) -> None:
    first = Paragraph(Text("Начало.", (Mark(3, 3, "note", "n"),)))
    meta = Metadata(title=Text("Заглавие"))
    work = Work(meta, (first, Heading(Text("Раздел"), 1), *blocks), (Note("n", (Paragraph(Text("К слову.")), *noted)),))
    assert spelled(again(work)) == spelled(work), write_markdown(work, {})


@pytest.mark.parametrize("path", sorted(p for p in CASES.iterdir() if p.suffix != ".expected"), ids=lambda p: p.name)
def test_the_cases_of_the_readers_come_back(path: Path) -> None:
    work = read(path.name, path.read_bytes()).value
    assert spelled(again(work)) == spelled(work)


def test_front_matter_says_what_is_known() -> None:
    meta = Metadata(
        title=Text('Кто: "он" # и я'), subtitle=Text("yes"), authors=(Person(Text("А. Б. Автор")), Person(Text("Второй"))),
        translators=(Person(Text("Третий")),), date="1901-05-03", language="uk", tags=("раз", "два, три"), series="Книжки",
        series_number="7", genres=("poetry",), source_language="fr", description=Text("Раз.\nДва: три."), rights="© 2024",
    )  # fmt: skip
    found = again(Work(meta, (Paragraph(Text("Текст.")),))).metadata
    assert replace(
        found, sources={}, authors=(), translators=(), description=None, title=Text(""), subtitle=None
    ) == replace(meta, authors=(), translators=(), description=None, title=Text(""), subtitle=None)
    assert found.title.chars == meta.title.chars and found.author == "А. Б. Автор, Второй"
    assert found.subtitle and found.subtitle.chars == "yes"
    assert found.description and found.description.chars == "Раз.\nДва: три."


def test_what_authors_are_filed_as_comes_back() -> None:
    front = "author: [Оноре де Бальзак, Некто]\nfile-as: Бальзак, Оноре де"
    work = read("a.md", f"---\ntitle: Раз\n{front}\n---\n\nТекст.\n".encode()).value
    assert again(work).metadata.authors == work.metadata.authors
    assert "file-as" not in write_markdown(read("a.md", b"---\nauthor: A\n---\n\nb").value, {})
