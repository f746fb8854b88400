"""Runs the rules over a container's paragraphs and returns their edits.

Characters → (hygiene) → canonical tokens → marks → dashes → quotation marks, paired over all paragraphs → glue → edits.
What the rules promise is checked for every edit: letters and digits stay, protected characters are not touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from publisher.model.text import PROTECTED, Edit, Mark, Text
from publisher.typography import alphabet as ab
from publisher.typography.composing import compose
from publisher.typography.drafts import Draft, WholeDraft, WindowDraft
from publisher.typography.languages import Language, language
from publisher.typography.pairing import Pairing, Side
from publisher.typography.protect import protected_spans
from publisher.typography.remark import Remark
from publisher.typography.rulebook import Rulebook, rulebook
from publisher.typography.rules.hygiene import dirt
from publisher.typography.rules.promises import BROKEN
from publisher.typography.rules.quotes import UNPAIRED
from publisher.typography.settings import Settings
from publisher.typography.settling import Settling, changed_letters
from publisher.typography.shapes import BEGIN, BEGIN_SILENT, END, ODD, SUSPICIONS
from publisher.typography.windows import Windows

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
    """A passage whose quotation marks wait for their partners."""

    passage: Passage
    dirt: list[Edit]
    draft: Draft


class Engine:
    """Cleans passages one after the other. Results come in order, as soon as they are certain."""

    def __init__(self, settings: Settings, *, whole: bool = False) -> None:
        """`whole`: look at every block as a whole, without windows (slow, for comparison)."""
        self.rules = rulebook(settings)
        self.settings = settings
        self.main = language(settings.language)
        self.whole = whole

    def run(self, passages: Iterable[Passage]) -> Iterator[Cleaned]:
        pairing = Pairing()
        pending: list[_Pending] = []
        for passage in passages:
            if pending and (passage.border or pairing.is_settled):
                yield from self._finish(pairing, pending)
                pending = []
            prepared = self._prepare(passage)
            pending.append(prepared)
            pairing.add(prepared.draft.marks)
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
        return _Pending(passage, removed, self._draft(text, masked, passage.replies))

    def _draft(self, text: Text, chars: str, replies: bool) -> Draft:
        """A draft of `chars`: addresses and codes are hidden first, where a suspicious chunk betrays them."""
        windows = self._windows(self._stated_language(text) or self.main)
        chunks = chars.split(" ")
        shapes = windows.shapes.spell(chunks)
        if SUSPICIONS.search(shapes) or self.whole:
            masked = mask(chars, protected_spans(chars))
            if self._stated_language(text) is None and self.main.code not in ("en", "sr") and is_latin(masked):
                windows = self._windows(language("en"))
            if masked is not chars or windows.language.code == "en":
                chars, chunks = masked, masked.split(" ")
                shapes = windows.shapes.spell(chunks)
        if self.whole or ODD in shapes or "‚" in chars:
            return WholeDraft(Settling(self.rules, windows.block(chars, replies=replies)))
        return WindowDraft(chars, chunks, f"{BEGIN if replies else BEGIN_SILENT}{shapes}{END}", windows)

    def _windows(self, its_language: Language) -> Windows:
        return windows_of(self.rules, its_language)

    def _stated_language(self, text: Text) -> Language | None:
        """The language of a block, when a mark over the whole of it names one."""
        for mark in text.marks:
            if mark.kind == "language" and mark.start == 0 and mark.end >= len(text.chars.rstrip()):
                return language(mark.value)
        return None

    def _finish(self, pairing: Pairing, pending: list[_Pending]) -> Iterator[Cleaned]:
        for item, sides in zip(pending, pairing.finish(), strict=True):
            remarks = self._unpaired(item.draft, sides) if UNPAIRED in self.rules.on else []
            result = item.draft.result(tuple((side.side, side.depth) for side in sides))
            yield self._cleaned(item, result.edits, remarks + result.remarks)

    def _unpaired(self, draft: Draft, sides: Sequence[Side]) -> list[Remark]:
        found = []
        for number, side in enumerate(sides):
            if side.unpaired:
                start = draft.mark_start(number)
                found.append(Remark(UNPAIRED, start, start + 1, None, (("side", side.side),)))
        return found

    def _cleaned(self, item: _Pending, edits: list[Edit], remarks: list[Remark]) -> Cleaned:
        if item.dirt:
            remarks = [
                replace(r, start=_unshifted(r.start, item.dirt), end=_unshifted(r.end, item.dirt)) for r in remarks
            ]
            edits = compose(item.dirt, edits)
        broken = self._broken_promise(item.passage.text, edits)
        if broken is not None:
            return Cleaned((), (*remarks, broken))
        return Cleaned(tuple(edits), tuple(remarks))

    def _broken_promise(self, text: Text, edits: Sequence[Edit]) -> Remark | None:
        """The first edit that changes a letter or a protected character without being allowed to, as a finding."""
        edit = changed_letters(text.chars, edits, self.rules.may_change_letters)
        edit = edit or _touched([m for m in text.marks if m.kind in PROTECTED and m.start < m.end], edits)
        return Remark(BROKEN, edit.start, edit.end, None, (("rule", edit.code),)) if edit else None


@lru_cache(maxsize=16)
def windows_of(rules: Rulebook, its_language: Language) -> Windows:
    """The windows remembered for these rules and this language."""
    return Windows(rules, its_language)


def _touched(marks: list[Mark], edits: Sequence[Edit]) -> Edit | None:
    """The first edit that reaches into one of the marks."""
    if not marks:
        return None
    spans = sorted((mark.start, mark.end) for mark in marks)
    at = 0
    for edit in edits:
        while at < len(spans) and spans[at][1] <= edit.start:
            at += 1
        if at < len(spans) and spans[at][0] < edit.end:
            return edit
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
