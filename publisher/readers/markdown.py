"""Markdown: CommonMark with tables, strikethrough, notes, attributes, verse and dialogue; front matter before it.

What goes beyond CommonMark:
- A fenced block with the word `verse` (or `стихи`) is verse, an empty line parts stanzas; so are a paragraph and
  a quotation under `{.verse}`.
- A quotation under `{.epigraph}` is an epigraph; its last line or paragraph is its author when it begins with a dash.
- Lines that begin with `— ` or `– ` in one paragraph are replies: each becomes a paragraph.
- `{.notypo}` on a span or block protects it from the cleanup; so do comments (see `publisher.model.waiver`).
"""

from __future__ import annotations

from typing import Any

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from publisher.model.source import Source
from publisher.model.waiver import Directive
from publisher.model.work import Block, Note, Paragraph
from publisher.readers.encoding import decode
from publisher.readers.frontmatter import front_matter
from publisher.readers.headings import with_title
from publisher.readers.manuscript import Manuscript
from publisher.readers.markdown_blocks import BlockReader
from publisher.readers.markdown_notes import NoteRegister
from publisher.readers.markdown_strands import parser_view
from publisher.readers.markdown_syntax import NestedTooDeepError, parser
from publisher.readers.markdown_text import PassageReader
from publisher.readers.nesting import too_deep
from publisher.readers.remarks import Remarks
from publisher.readers.strand import Line, lines_of


def read_markdown(path: str, data: bytes) -> Manuscript:
    """Read a Markdown file.

    Raises:
        SourceError: undecodable (S102–S106), broken front matter (S107, S108, S110), nested too deep (S109).
    """
    source = decode(path, data).value
    remarks = Remarks(source)
    front = front_matter(source, remarks)
    lines = lines_of(source.chars, front.body)
    tokens, env = _parse(source, lines)
    blocks, notes, directives = _blocks(remarks, lines, tokens, env)
    blocks, guessed, repeated = with_title(blocks, front.entries)
    return Manuscript(source, tuple(blocks), remarks, notes, front.entries, guessed, directives, repeated)


def _parse(source: Source, lines: list[Line]) -> tuple[list[Token], dict[str, Any]]:
    """Block tokens, whose maps count `lines`, and what the parser keeps beside them (link definitions)."""
    md = parser()
    chars = "\n".join(parser_view(source.chars[line.start : line.end]) for line in lines)
    env: dict[str, Any] = {}
    state = StateBlock(chars, md, env, [])
    try:
        md.block.tokenize(state, 0, state.lineMax)
    except NestedTooDeepError as deep:
        raise too_deep(source.place(lines[deep.args[0]].start)) from None
    return state.tokens, env


def _blocks(
    remarks: Remarks, lines: list[Line], tokens: list[Token], env: dict[str, Any]
) -> tuple[list[Block], tuple[Note, ...], list[Directive]]:
    register = NoteRegister(remarks)
    for token in tokens:
        if token.type == "footnote_reference_open" and token.map:
            token.hidden = not register.define(str(token.meta["label"]), lines[token.map[0]].start)
    passages = PassageReader(remarks.source.chars, remarks, register, env)
    reader = BlockReader(remarks.source.chars, lines, tokens, passages, remarks)
    blocks = reader.blocks()
    notes = dict(reader.notes)
    while register.pending:
        label, content = register.pending.pop(0)
        notes[label] = (Paragraph(passages.read(content).text),)
    register.finish()
    ordered = [label for label in register.order if label in notes]
    ordered += [label for label in notes if label not in ordered]
    return blocks, tuple(Note(label, notes[label]) for label in ordered), passages.markup.directives
