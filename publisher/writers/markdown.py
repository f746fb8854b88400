"""A work as Markdown with front matter: our Markdown reader reads the same work out of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import indent

from publisher.model.text import LINE_BREAK, OBJECT, Text
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
    Quotation,
    SceneBreak,
    Table,
    Verse,
    Work,
    texts,
)
from publisher.writers.markdown_html import html_block
from publisher.writers.markdown_text import Inline

_DASH = re.compile(r"(?:[—–]|--)[ \u00a0\t]*(?=\S)")
_LONGEST_SIGNATURE = 120
"""What the reader takes for the author of a quotation is not longer."""

_CLEAR_ALT = re.compile(r"[^\[\]\\`*_<>&\"{}$^~!\n]*")
_CLEAR_SRC = re.compile(r"[\w./%~-]+")
_CLASS = re.compile(r"[\w-]{1,80}")
_ID = re.compile(r"[\w-]{1,80}")
_PLAIN_YAML = re.compile(r"[^\W\d_][\w «»„“—–().,!?…/-]*|\d{4}(?:-\d\d(?:-\d\d)?)?")
_YAML_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def write_markdown(work: Work, addresses: Mapping[str, str]) -> str:
    """The whole file. `addresses`: `src` of a picture → its address beside the file, where that is another one."""
    called = dict.fromkeys(mark.value for text in texts(work) for mark in text.marks if mark.kind == "note")
    ordered = [*(id for id in called if any(note.id == id for note in work.notes)), *(note.id for note in work.notes)]
    labels = {id: str(number) for number, id in enumerate(dict.fromkeys(ordered), 1)}
    writer = _Blocks(Inline(labels, addresses))
    notes = sorted(work.notes, key=lambda note: int(labels[note.id]))
    parts = [_front_matter(work.metadata), writer.all(work.blocks), *(writer.note(note) for note in notes)]
    return "\n\n".join(part for part in parts if part) + "\n"


class _Blocks:
    """Writes blocks; `inline` writes their texts."""

    def __init__(self, inline: Inline) -> None:
        self.inline = inline

    def all(self, blocks: Sequence[Block], *, tight: bool = False) -> str:
        """Blocks with an empty line between them; two lists in a row are kept apart by a comment."""
        parts: list[str] = []
        before: Block | None = None
        for block in blocks:
            if isinstance(block, ListBlock) and isinstance(before, ListBlock):
                parts.append("<!-- -->")
            parts.append(self.block(block))
            before = block
        return ("\n" if tight else "\n\n").join(parts)

    def note(self, note: Note) -> str:
        label = self.inline.notes[note.id]
        first, *rest = note.blocks or (Paragraph(Text("")),)
        body = self.all([first, *rest]) if isinstance(first, Paragraph) and not first.classes else ""
        if not body:
            return f"[^{label}]:\n{_indented(self.all(note.blocks), 4)}"
        return f"[^{label}]: {_indented(body, 4).lstrip()}"

    def block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Heading():
                return self._heading(block)
            case ListBlock(items=items) if items and all(items):
                return self._list(block)
            case Quotation() if _is_plain(block):
                return self._quotation(block)
            case Verse() if _is_typed(block):
                return self._verse(block)
            case Code(chars=chars, language=language):
                fence = "`" * max(3, 1 + max((len(m) for m in re.findall("`+", chars)), default=0))
                return f"{fence}{language}\n{chars.rstrip(chr(10))}\n{fence}"
            case Table() if _is_even(block):
                return self._table(block)
            case Figure(src=src, alt=alt, caption=caption):
                return self._figure(block, src, alt, caption)
            case SceneBreak(blank=False, level=0):
                return "***"
        return html_block(self.inline, block)

    def _paragraph(self, block: Paragraph) -> str:
        classes = [name for name in block.classes if _CLASS.fullmatch(name)]
        stated = "{" + " ".join(f".{name}" for name in classes) + "}\n" if classes else ""
        if block.text.chars.strip(f" {LINE_BREAK}") == "":
            return html_block(self.inline, block)
        return stated + self.inline.markdown(block.text)

    def _heading(self, block: Heading) -> str:
        said = [f"#{block.id}"] if _ID.fullmatch(block.id) else []
        said += [".subtitle"] if block.subtitle else []
        attributes = f" {{{' '.join(said)}}}" if said else ""
        text = self.inline.markdown(block.text, opening=False)
        if text.endswith("#"):
            text = text[:-1] + "&#35;"
        return f"{'#' * block.level} {text}{attributes}"

    def _list(self, block: ListBlock) -> str:
        items: list[str] = []
        for number, item in enumerate(block.items, block.start or 0):
            sign = "- " if block.start is None else f"{number}. "
            items.append(sign + _indented(self.all(item, tight=block.tight and _is_simple(item)), len(sign)).lstrip())
        return ("\n" if block.tight else "\n\n").join(items)

    def _quotation(self, block: Quotation) -> str:
        inner = self.all(block.blocks)
        if block.attribution:
            inner += f"\n\n— {self.inline.markdown(block.attribution, opening=False)}"
        lines = "\n".join(f"> {line}" if line else ">" for line in inner.split("\n"))
        return ("{.epigraph}\n" if block.kind == "epigraph" else "") + lines

    def _verse(self, block: Verse) -> str:
        stanzas = ["\n".join(self._line(line) for line in stanza) for stanza in block.stanzas]
        if block.attribution:
            stanzas.append(f"— {self.inline.markdown(block.attribution, opening=False)}")
        return "```verse\n" + "\n\n".join(stanzas) + "\n```"

    def _line(self, line: Line) -> str:
        return "  " * line.indent + self.inline.markdown(line.text, opening=False)

    def _table(self, block: Table) -> str:
        signs = {"left": ":--", "center": ":-:", "right": "--:", "": "---"}
        rows = [self._row(row) for row in (*block.head, *block.rows)]
        rows.insert(1, "|" + "|".join(signs[align] for align in block.aligns) + "|")
        return "\n".join(rows)

    def _row(self, row: Sequence[Text]) -> str:
        return "| " + " | ".join(self.inline.markdown(cell, opening=False, cell=True) for cell in row) + " |"

    def _figure(self, block: Figure, src: str, alt: str, caption: Text | None) -> str:
        source = self.inline.addresses.get(src, src)
        plain = not caption or (not caption.marks and _CLEAR_ALT.fullmatch(caption.chars))
        if not (plain and _CLEAR_ALT.fullmatch(alt) and _CLEAR_SRC.fullmatch(source)):
            return html_block(self.inline, block)
        title = f' "{caption.chars}"' if caption else ""
        return f"![{alt}]({source}{title})"


def _indented(chars: str, width: int) -> str:
    return indent(chars, " " * width)


def _is_simple(item: Sequence[Block]) -> bool:
    """A line, and perhaps a list below it."""
    return isinstance(item[0], Paragraph) and all(isinstance(block, ListBlock) for block in item[1:])


def _is_dashed(block: Block) -> bool:
    return isinstance(block, Paragraph) and any(_DASH.match(line) for line in block.text.chars.split(LINE_BREAK))


def _is_signature(text: Text) -> bool:
    return len(text.chars) + 2 <= _LONGEST_SIGNATURE and LINE_BREAK not in text.chars and bool(text.chars.strip())


def _is_plain(block: Quotation) -> bool:
    """Whether `>` says it: the reader takes a last line with a dash for the author."""
    if not block.blocks or any(map(_is_dashed, block.blocks)) or isinstance(block.blocks[0], SceneBreak):
        return False
    first = block.blocks[0]
    if (isinstance(first, Paragraph) and first.classes) or (isinstance(first, Quotation) and first.kind == "epigraph"):
        return False  # their line of attributes would be taken for that of the quotation
    if isinstance(block.blocks[-1], Paragraph) and block.blocks[-1].classes:
        return False
    return block.attribution is None or _is_signature(block.attribution)


def _is_typed(block: Verse) -> bool:
    """Whether a fenced block says it: no titles, no lines without words, no line that looks like an author's name."""
    lines = [line for stanza in block.stanzas for line in stanza]
    if not lines or not all(block.stanzas) or any(line.title or _is_odd(line.text) for line in lines):
        return False
    last = block.stanzas[-1]
    if block.attribution:
        return _is_signature(block.attribution)
    return not (len(block.stanzas) > 1 and len(last) == 1 and _DASH.match(last[0].text.chars))


def _is_odd(text: Text) -> bool:
    return not text.chars.strip() or LINE_BREAK in text.chars or OBJECT in text.chars


def _is_even(block: Table) -> bool:
    """Whether bars say it: one row of heads, every row as long, nothing special about a cell."""
    rows = (*block.head, *block.rows)
    even = len({len(row) for row in rows}) == 1 and len(rows[0]) == len(block.aligns) > 0
    cells = [cell.chars for row in rows for cell in row]
    shown = all(any(cell.chars.strip() for cell in row) for row in rows)
    return (
        len(block.head) == 1 and even and shown and not (block.traits or block.caption or any("\\" in c for c in cells))
    )


# -- front matter --------------------------------------------------------------------------------------------------


def _front_matter(meta: Metadata) -> str:
    lines = [f"{key}: {value}" for key, value in _statements(meta)]
    return "---\n" + "\n".join(lines) + "\n---"


def _statements(meta: Metadata) -> Iterator[tuple[str, str]]:
    """Keys and values in YAML, without what is empty."""
    yield "title", _scalar(meta.title.plain or "—")
    for key, text in (("subtitle", meta.subtitle), ("short-title", meta.short_title)):
        if text:
            yield key, _scalar(text.plain)
    for key, people in (("author", meta.authors), ("translator", meta.translators)):
        if people:
            yield key, _several([who.name.plain for who in people])
    if "filed" in meta.sources:
        yield "file-as", _several([who.sort for who in meta.authors])
    if meta.date:
        yield "date", _scalar(meta.date)
    yield "lang", _scalar(meta.language)
    for key, words in (("tags", meta.tags), ("genres", meta.genres)):
        if words:
            yield key, "[" + ", ".join(map(_scalar, words)) + "]"
    for key, said in (
        ("source-lang", meta.source_language), ("series", meta.series), ("series-number", meta.series_number),
        ("category", meta.category), ("publisher", meta.publisher), ("source", meta.source), ("rights", meta.rights),
    ):  # fmt: skip
        if said:
            yield key, _scalar(said)
    for key, text in (("description", meta.description), ("epigraph", meta.epigraph)):
        if text:
            yield key, _scalar(text.chars.replace(OBJECT, ""))


def _several(values: Sequence[str]) -> str:
    return _scalar(values[0]) if len(values) == 1 else "[" + ", ".join(map(_scalar, values)) + "]"


def _scalar(value: str) -> str:
    """Plain where YAML takes it as it stands, several lines as a block, else in quotes."""
    value = value.strip()
    if LINE_BREAK in value:
        return "|\n" + indent("\n".join(" ".join(line.split()) for line in value.split(LINE_BREAK)), "  ")
    if (
        _PLAIN_YAML.fullmatch(value)
        and "," not in value
        and value.lower() not in _YAML_WORDS
        and value == value.strip()
    ):
        return value
    return json.dumps(value, ensure_ascii=False)
