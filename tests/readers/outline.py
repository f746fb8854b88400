"""A work as lines a person can read and write: the form of the expected results in `cases/`.

One line a block, indented inside containers; marks stand in the text as ⟨kind value|…⟩, anchors as ⟨kind value⟩,
line breaks as ⏎, inline pictures as ☐.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.model.text import OBJECT, Text
from publisher.model.waiver import Waiver
from publisher.model.work import (
    Block,
    Code,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quotation,
    SceneBreak,
    Table,
    Verse,
    Work,
)

FIELDS = (
    "title", "subtitle", "short_title", "authors", "translators", "date", "language", "tags", "category", "publisher",
    "source", "rights", "description", "epigraph", "series", "series_number", "genres", "source_language",
)  # fmt: skip


def outline(work: Work) -> str:
    """The whole work: metadata with the origin of each value, blocks, notes."""
    lines = [f"{name}: {_value(getattr(work.metadata, name))}  ({origin})" for name, origin in _stated(work)]
    lines.append("")
    lines += _blocks(work.blocks, "")
    for note in work.notes:
        lines.append(f"note {note.id}" + (" endnote" if note.kind == "endnote" else ""))
        lines += _blocks(note.blocks, "  ")
    lines += (f"again: {shown(text)}" for text in work.repeated)
    lines += (f"~ {_waived(work, waiver)}" for waiver in work.waivers)
    return "\n".join(lines)


def _waived(work: Work, waiver: Waiver) -> str:
    """What no rule, or not this one, may touch."""
    chars = work.source.chars[waiver.start : waiver.end] if work.source else ""
    return f"{waiver.code or 'all'}: {' '.join(chars.split())}"


def _stated(work: Work) -> Iterator[tuple[str, str]]:
    for name in FIELDS:
        if name in work.metadata.sources:
            yield name, work.metadata.sources[name]


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(_value(getattr(item, "name", item)) for item in value)
    return shown(value) if isinstance(value, Text) else str(value)


def _blocks(blocks: tuple[Block, ...], indent: str) -> Iterator[str]:
    for block in blocks:
        for line in _block(block):
            yield indent + line


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text, classes):
            yield f"p{''.join('.' + name for name in classes)} {shown(text)}"
        case Heading(text, level, id, subtitle):
            yield f"h{level}{'#' + id if id else ''}{' subtitle' if subtitle else ''} {shown(text)}"
        case ListBlock(items, start, tight):
            yield ("ul" if start is None else f"ol {start}") + ("" if tight else " loose")
            for item in items:
                yield "  -"
                yield from _blocks(item, "    ")
        case Quotation(blocks, attribution, kind):
            yield kind
            yield from _blocks(blocks, "  ")
            if attribution:
                yield f"  by {shown(attribution)}"
        case Verse(stanzas, attribution):
            yield "verse"
            for number, stanza in enumerate(stanzas):
                if number:
                    yield "  /"
                yield from (f"  {'> ' * line.indent}{'= ' * line.title}{shown(line.text)}" for line in stanza)
            if attribution:
                yield f"  by {shown(attribution)}"
        case Code(chars, language):
            yield f"code {language}".rstrip()
            yield from (f"  |{line}" for line in chars.rstrip("\n").split("\n"))
        case Table(head, rows, aligns, caption, traits):
            yield f"table {' '.join(align or '-' for align in aligns)}"
            for mark, group in (("=", head), ("|", rows)):
                yield from (f"  {mark} {' | '.join(shown(cell) for cell in row)}" for row in group)
            if caption:
                yield f"  caption {shown(caption)}"
            for t in traits:
                yield f"  at {t.row},{t.cell}: {t.columns}x{t.rows}{' head' if t.head else ''} {t.align}".rstrip()
        case Figure(src, alt, caption):
            yield f"figure {src} [{alt}]" + (f" {shown(caption)}" if caption else "")
        case SceneBreak(blank, level):
            yield ("(space)" if blank else "* * *") + (f" division {level}" if level else "")


def shown(text: Text) -> str:
    """The characters with marks; an outer mark begins before an inner one."""
    inserts: list[tuple[int, int, int, str]] = []
    for number, mark in enumerate(text.marks):
        name = " ".join(filter(None, (mark.kind, mark.value)))
        if mark.start == mark.end:
            inserts.append((mark.start, 1, number, f"⟨{name}⟩"))
        else:
            inserts.append((mark.start, 2, number - 10_000 * (mark.end - mark.start), f"⟨{name}|"))
            inserts.append((mark.end, 0, -mark.start, "⟩"))
    pieces = []
    at = 0
    for position, _, _, written in sorted(inserts):
        pieces += (text.chars[at:position], written)
        at = position
    pieces.append(text.chars[at:])
    return "".join(pieces).replace("\n", "⏎").replace(OBJECT, "☐").replace("\u00a0", "␣")
