"""Blocks that Markdown has no words for, as blocks of HTML that our Markdown reader understands."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from publisher.model.text import Text
from publisher.model.work import (
    Block,
    Code,
    Figure,
    Heading,
    Line,
    ListBlock,
    Paragraph,
    Quotation,
    SceneBreak,
    Table,
    Trait,
    Verse,
)
from publisher.writers.markdown_text import Inline


def html_block(inline: Inline, block: Block) -> str:
    """A block on lines without an empty one among them: that would end it."""
    match block:
        case Paragraph(text=text, classes=classes):
            stated = f' class="{escape(" ".join(classes))}"' if classes else ""
            return f"<p{stated}>{inline.html(text)}</p>"
        case Heading(text=text, level=level):
            id = f' id="{escape(block.id)}"' if block.id else ""
            kind = ' class="subtitle"' if block.subtitle else ""
            return f"<h{level}{id}{kind}>{inline.html(text)}</h{level}>"
        case ListBlock():
            name = "ul" if block.start is None else "ol"
            start = f' start="{block.start}"' if block.start not in (None, 1) else ""
            items = "\n".join(f"<li>{_all(inline, item)}</li>" for item in block.items)
            return f"<{name}{start}>\n{items}\n</{name}>"
        case Quotation():
            return _quotation(inline, block)
        case Verse():
            return _verse(inline, block)
        case Code(chars=chars):
            return f"<pre>{escape(chars, quote=False).replace(chr(10), '&#10;')}</pre>"
        case Table():
            return _table(inline, block)
        case Figure():
            source = inline.addresses.get(block.src, block.src)
            caption = f"<figcaption>{inline.html(block.caption)}</figcaption>" if block.caption else ""
            return f'<figure><img src="{escape(source)}" alt="{escape(block.alt)}">{caption}</figure>'
        case SceneBreak(blank=blank, level=level):
            kind = ' class="blank"' if blank else ""
            number = f' data-level="{level}"' if level else ""
            return f"<hr{kind}{number}>"


def _all(inline: Inline, blocks: Iterable[Block]) -> str:
    return "\n".join(html_block(inline, block) for block in blocks)


def _signed(inline: Inline, attribution: Text | None) -> str:
    return f'\n<p class="attribution">{inline.html(attribution)}</p>' if attribution else ""


def _quotation(inline: Inline, block: Quotation) -> str:
    kind = ' class="epigraph"' if block.kind == "epigraph" else ""
    return f"<blockquote{kind}>\n{_all(inline, block.blocks)}{_signed(inline, block.attribution)}\n</blockquote>"


def _verse(inline: Inline, block: Verse) -> str:
    stanzas = "\n".join(
        f'<div class="stanza">{"".join(_line(inline, line) for line in stanza)}</div>' for stanza in block.stanzas
    )
    return f'<div class="verse">\n{stanzas}{_signed(inline, block.attribution)}\n</div>'


def _line(inline: Inline, line: Line) -> str:
    names = [f"indent-{line.indent}"] if line.indent else []
    names += ["stanza-title"] if line.title else []
    stated = f' class="{" ".join(names)}"' if names else ""
    return f"<p{stated}>{inline.html(line.text)}</p>"


def _table(inline: Inline, block: Table) -> str:
    traits = {(trait.row, trait.cell): trait for trait in block.traits}
    lines = [f"<caption>{inline.html(block.caption)}</caption>"] if block.caption else []
    for number, row in enumerate((*block.head, *block.rows)):
        cells = ""
        for column, cell in enumerate(row):
            trait = traits.get((number, column), Trait(number, column))
            name = "th" if number < len(block.head) or trait.head else "td"
            align = trait.align or (block.aligns[column] if column < len(block.aligns) else "")
            stated = f' align="{align}"' if align else ""
            stated += f' colspan="{trait.columns}"' if trait.columns > 1 else ""
            stated += f' rowspan="{trait.rows}"' if trait.rows > 1 else ""
            cells += f"<{name}{stated}>{inline.html(cell)}</{name}>"
        lines.append(f"<tr>{cells}</tr>")
    return "<table>\n" + "\n".join(lines) + "\n</table>"
