"""Runs the rules over a container's paragraphs and returns their edits.

Characters → (hygiene) → canonical tokens → marks → dashes → quotation marks, paired over all paragraphs → glue → edits.
What the rules promise is checked for every edit: letters and digits stay, protected characters are not touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from publisher.model.text import PROTECTED, Edit, Text
from publisher.typography import alphabet as ab
from publisher.typography.composing import compose
from publisher.typography.languages import Language, language
from publisher.typography.pairing import Pairing
from publisher.typography.protect import protected_spans
from publisher.typography.remark import Remark
from publisher.typography.rule import Stage
from publisher.typography.rulebook import rulebook
from publisher.typography.rules.glue import cap_glue
from publisher.typography.rules.hygiene import dirt
from publisher.typography.rules.promises import BROKEN
from publisher.typography.rules.quotes import UNPAIRED
from publisher.typography.settings import Settings
from publisher.typography.tokens import Block, tokenize

LATIN_SHARE = 0.7
"""From this share of Latin letters on, a paragraph of at least three words is set as English."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One Text as the engine takes it: `border` says that nothing is carried over from the passage before it."""

    text: Text
    border: bool = True
    replies: bool = True


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What the engine has to say about one passage."""

    edits: tuple[Edit, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(slots=True)
class _Pending:
    """A passage between tokenizing and rendering."""

    passage: Passage
    dirt: list[Edit]
    block: Block
    flagged: list[int]


class Engine:
    """Cleans passages one after the other. Results come in order, as soon as they are certain."""

    def __init__(self, settings: Settings) -> None:
        self.rules = rulebook(settings)
        self.settings = settings
        self.main = language(settings.language)

    def run(self, passages: Iterable[Passage]) -> Iterator[Cleaned]:
        pairing = Pairing()
        pending: list[_Pending] = []
        for passage in passages:
            if pending and (passage.border or pairing.is_settled):
                yield from self._finish(pairing, pending)
                pending = []
            prepared = self._prepare(passage)
            pending.append(prepared)
            pairing.add(prepared.block)
        yield from self._finish(pairing, pending)

    def _prepare(self, passage: Passage) -> _Pending:
        """Everything up to the quotation marks, which need the neighbouring paragraphs."""
        text = passage.text
        spans = [(mark.start, mark.end) for mark in text.marks if mark.kind in PROTECTED and mark.start < mark.end]
        removed = [edit for edit in dirt(text.chars, spans) if edit.code in self.rules.on]
        chars = text.chars
        if removed:
            after = text.apply(removed)
            chars = after.chars
            spans = [(mark.start, mark.end) for mark in after.marks if mark.kind in PROTECTED and mark.start < mark.end]
        masked = mask(chars, spans)
        masked = mask(masked, protected_spans(masked))
        block = tokenize(masked, self._language(text, masked), replies=passage.replies)
        flagged = self.rules.flagged(block)
        self.rules.run(Stage.MARKS, block, flagged)
        self.rules.run(Stage.DASHES, block, flagged)
        return _Pending(passage, removed, block, flagged)

    def _language(self, text: Text, chars: str) -> Language:
        """The language of a block: what a mark over the whole of it says, else the work's, or English by its script."""
        for mark in text.marks:
            if mark.kind == "language" and mark.start == 0 and mark.end >= len(text.chars.rstrip()):
                return language(mark.value)
        return language("en") if self.main.code not in ("en", "sr") and is_latin(chars) else self.main

    def _finish(self, pairing: Pairing, pending: list[_Pending]) -> Iterator[Cleaned]:
        _, unpaired = pairing.finish()
        remarks: dict[int, list[Remark]] = {}
        if UNPAIRED in self.rules.on:
            for mark in unpaired:
                start = pending[mark.block].block.start(mark.token)
                remark = Remark(UNPAIRED, start, start + 1, None, (("side", mark.side),))
                remarks.setdefault(mark.block, []).append(remark)
        for number, item in enumerate(pending):
            yield self._rendered(item, remarks.get(number, []))

    def _rendered(self, item: _Pending, remarks: list[Remark]) -> Cleaned:
        block = item.block
        for stage in (Stage.QUOTES, Stage.INNER, Stage.GLUE):
            self.rules.run(stage, block, item.flagged)
        cap_glue(block)
        self.rules.run(Stage.REMARKS, block, item.flagged)
        remarks += [Remark(s.code, block.start(s.first), block.stop(s.last), s.new) for s in block.suggestions]
        edits = list(block.edits(off=self.rules.off, derive=self.settings.nbsp == "derive"))
        if item.dirt:
            remarks = [
                replace(r, start=_unshifted(r.start, item.dirt), end=_unshifted(r.end, item.dirt)) for r in remarks
            ]
        composed = compose(item.dirt, edits)
        broken = self._broken_promise(item.passage.text, composed)
        if broken is not None:
            return Cleaned((), (*remarks, broken))
        return Cleaned(tuple(composed), tuple(remarks))

    def _broken_promise(self, text: Text, edits: Sequence[Edit]) -> Remark | None:
        """The first edit that changes a letter or a protected character without being allowed to, as a finding."""
        spans = sorted((m.start, m.end) for m in text.marks if m.kind in PROTECTED and m.start < m.end)
        at = 0
        for edit in edits:
            old = text.chars[edit.start : edit.end]
            if not _same_letters(old, edit.new) and edit.code not in self.rules.may_change_letters:
                return Remark(BROKEN, edit.start, edit.end, None, (("rule", edit.code),))
            while at < len(spans) and spans[at][1] <= edit.start:
                at += 1
            if at < len(spans) and spans[at][0] < edit.end:
                return Remark(BROKEN, edit.start, edit.end, None, (("rule", edit.code),))
        return None


def mask(chars: str, spans: Sequence[tuple[int, int]]) -> str:
    """The characters with those of the spans hidden, each behind one stand-in."""
    if not spans:
        return chars
    pieces: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if end > at:
            pieces += (chars[at : max(start, at)], ab.MASK * (end - max(start, at)))
            at = end
    return "".join(pieces) + chars[at:]


def skeleton(chars: str) -> str:
    """Letters and digits only, without the marks that combine with them."""
    return "".join(c for c in chars if c.isalnum())


@lru_cache(maxsize=4096)
def _same_letters(old: str, new: str) -> bool:
    return skeleton(old) == skeleton(new)


_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_OTHER = re.compile(r"[\u0370-\u1fff]+")


def is_latin(chars: str) -> bool:
    """Whether a paragraph is in the Latin script: three words at least, and most of its letters."""
    words = _LATIN.findall(chars)
    if len(words) < 3:
        return False
    latin = sum(map(len, words))
    return latin > LATIN_SHARE * (latin + sum(map(len, _OTHER.findall(chars))))


def _unshifted(offset: int, edits: Sequence[Edit]) -> int:
    """Where a character stood before `edits`."""
    for edit in edits:
        if edit.start > offset:
            break
        offset += (edit.end - edit.start) - len(edit.new)
    return offset
