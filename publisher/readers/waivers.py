"""What an author says to the cleanup, held against the blocks of the text: which ranges are meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from publisher.model.source import Source
from publisher.model.text import Text
from publisher.model.waiver import Directive, Waivers, resolve
from publisher.model.work import Block, ListBlock, Quotation, Work, texts, texts_of
from publisher.readers.remarks import Remarks

Place = tuple[int, int]


def waivers_of(directives: Sequence[Directive], work: Work, source: Source) -> Waivers:
    """The ranges of the source of a work where its author wants the cleanup to hold back."""
    if not directives:
        return Waivers()
    blocks = [*work.blocks, *(block for note in work.notes for block in note.blocks)]
    all_texts = list(_places([text] for text in (*texts(work), *work.repeated)))
    nested = _places(texts_of(block) for block in _all_blocks(blocks))
    return resolve(directives, source.chars, [*nested, *all_texts], all_texts)


def remark_on(waivers: Waivers, remarks: Remarks) -> None:
    """Remark on directives that can't be meant as they stand: S214 never ended, S215 unclear, S216 idle."""
    chars = remarks.source.chars
    for said in waivers.unended:
        remarks.warn("S214", said.start)
    for said in waivers.unclear:
        remarks.warn("S215", said.start, said=" ".join(chars[said.start : said.end].split())[:80])
    for said in waivers.idle:
        remarks.warn("S216", said.start, said=" ".join(chars[said.start : said.end].split())[:80])


def _all_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        match block:
            case ListBlock(items=items):
                for item in items:
                    yield from _all_blocks(item)
            case Quotation(blocks=inner):
                yield from _all_blocks(inner)


def _places(groups: Iterable[Iterable[Text]]) -> Iterator[Place]:
    """From where to where in the source each group of texts reaches; those that stand nowhere are left out."""
    for group in groups:
        runs = [run for text in group if text.origin for run in (text.origin[0], text.origin[-1])]
        if runs:
            yield min(run.source for run in runs), max(run.source_end for run in runs)
