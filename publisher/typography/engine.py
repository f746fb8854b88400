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
from publisher.typography.drafts import Draft, Result, WholeDraft, WindowDraft
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
from publisher.typography.shapes import BEGIN, BEGIN_SILENT, END, ODD, SOILED, SUSPICIONS
from publisher.typography.windows import Windows

LATIN_SHARE = 0.7
"""From this share of Latin letters on, a paragraph of at least three words is set as English."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One Text as the engine takes it: `border` says that nothing is carried over from the passage before it.

    `at` is added to every offset of the result: where the text's characters stand in what the caller has.
    """

    text: Text
    border: bool = True
    replies: bool = True
    at: int = 0


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
            item = self._prepared(passage)
            if pending or item.draft.marks:
                pending.append(item)
                pairing.add(item.draft.marks)
            else:
                yield self._cleaned(item, item.draft.result(()), [])
        yield from self._finish(pairing, pending)

    def _prepared(self, passage: Passage) -> _Pending:
        """Everything up to the quotation marks, which need the neighbouring paragraphs."""
        text = passage.text
        stated = self._stated_language(text) if text.marks else None
        laid = _Laid(mask(text.chars, _protected(text)), windows_of(self.rules, stated or self.main))
        removed: list[Edit] = []
        if SOILED in laid.shapes:
            removed = [edit for edit in dirt(text.chars, _protected(text)) if edit.code in self.rules.on]
            text = text.apply(removed)
            laid = _Laid(mask(text.chars, _protected(text)), laid.windows)
        if self.whole or SUSPICIONS.search(laid.shapes):
            laid = self._examined(laid, stated)
        return _Pending(passage, removed, laid.draft(replies=passage.replies, whole=self.whole))

    def _examined(self, laid: _Laid, stated: Language | None) -> _Laid:
        """With addresses and codes hidden, and as English if it is."""
        masked = mask(laid.chars, protected_spans(laid.chars))
        windows = laid.windows
        if stated is None and self.main.code not in ("en", "sr") and is_latin(masked):
            windows = windows_of(self.rules, language("en"))
        return laid if masked is laid.chars and windows is laid.windows else _Laid(masked, windows)

    def _stated_language(self, text: Text) -> Language | None:
        """The language of a block, when a mark over the whole of it names one."""
        for mark in text.marks:
            if mark.kind == "language" and mark.start == 0 and mark.end >= len(text.chars.rstrip()):
                return language(mark.value)
        return None

    def _finish(self, pairing: Pairing, pending: list[_Pending]) -> Iterator[Cleaned]:
        for item, sides in zip(pending, pairing.finish(), strict=True):
            remarks = self._unpaired(item.draft, sides) if UNPAIRED in self.rules.on else []
            yield self._cleaned(item, item.draft.result(tuple((side.side, side.depth) for side in sides)), remarks)

    def _unpaired(self, draft: Draft, sides: Sequence[Side]) -> list[Remark]:
        found = []
        for number, side in enumerate(sides):
            if side.unpaired:
                start = draft.mark_start(number)
                found.append(Remark(UNPAIRED, start, start + 1, None, (("side", side.side),)))
        return found

    def _cleaned(self, item: _Pending, result: Result, remarks: list[Remark]) -> Cleaned:
        edits, remarks = result.edits, remarks + result.remarks
        if item.dirt:
            remarks = [
                replace(r, start=_unshifted(r.start, item.dirt), end=_unshifted(r.end, item.dirt)) for r in remarks
            ]
            edits = [*compose(item.dirt, [Edit(*edit) for edit in edits])]
        text, at = item.passage.text, item.passage.at
        if item.dirt or not result.is_safe or text.marks:
            broken = self._broken_promise(text, [Edit(*edit) for edit in edits])
            if broken is not None:
                edits, remarks = [], [*remarks, broken]
        if at:
            remarks = [replace(remark, start=remark.start + at, end=remark.end + at) for remark in remarks]
        made = tuple([tuple.__new__(Edit, (start + at, end + at, new, code)) for start, end, new, code in edits])
        return Cleaned(made, tuple(remarks))

    def _broken_promise(self, text: Text, edits: Sequence[Edit]) -> Remark | None:
        """The first edit that changes a letter or a protected character without being allowed to, as a finding."""
        edit = changed_letters(text.chars, edits, self.rules.may_change_letters) or _touched(_protected(text), edits)
        return Remark(BROKEN, edit.start, edit.end, None, (("rule", edit.code),)) if edit else None


class _Laid:
    """The characters of a block laid out in chunks, and their shapes."""

    def __init__(self, chars: str, windows: Windows) -> None:
        self.chars = chars
        self.windows = windows
        self.chunks = chars.split(" ")
        self.shapes = windows.shapes.spell(self.chunks)

    def draft(self, *, replies: bool, whole: bool) -> Draft:
        if whole or ODD in self.shapes or SOILED in self.shapes or "‚" in self.chars:
            return WholeDraft(Settling(self.windows.rules, self.windows.block(self.chars, replies=replies)))
        shapes = f"{BEGIN if replies else BEGIN_SILENT}{self.shapes}{END}"
        return WindowDraft(self.chars, self.chunks, shapes, self.windows)


@lru_cache(maxsize=16)
def windows_of(rules: Rulebook, its_language: Language) -> Windows:
    """The windows remembered for these rules and this language."""
    return Windows(rules, its_language)


def _protected(text: Text) -> list[tuple[int, int]]:
    """The spans of a text that no edit may touch, sorted."""
    if not text.marks:
        return []
    return sorted((mark.start, mark.end) for mark in text.marks if mark.kind in PROTECTED and mark.start < mark.end)


def _touched(spans: Sequence[tuple[int, int]], edits: Sequence[Edit]) -> Edit | None:
    """The first edit that reaches into one of the spans."""
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
