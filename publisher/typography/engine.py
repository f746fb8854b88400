"""Runs the rules over a container's paragraphs and returns their edits.

Characters → (hygiene) → canonical tokens → marks → dashes → quotation marks, paired over all paragraphs → glue → edits.
What the rules promise is checked for every edit: letters and digits stay, protected characters are not touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from publisher.model.text import PROTECTED, Edit, Text
from publisher.typography import alphabet as ab
from publisher.typography.composing import compose
from publisher.typography.drafts import Draft, RawEdit, WholeDraft
from publisher.typography.languages import Language, language
from publisher.typography.pairing import Pairing, Side
from publisher.typography.protect import protected_spans
from publisher.typography.remark import Remark
from publisher.typography.rulebook import Rulebook, rulebook
from publisher.typography.rules.hygiene import DIRTY, dirt
from publisher.typography.rules.promises import BROKEN
from publisher.typography.rules.quotes import UNPAIRED
from publisher.typography.settings import Settings
from publisher.typography.settling import Settling, changed_letters
from publisher.typography.shapes import BORDER, ODD, SILENT_BORDER
from publisher.typography.sheets import Sheet, SheetDraft
from publisher.typography.tokens import Span
from publisher.typography.windows import Sides, Windows

BATCH = 500
"""Passages on a sheet: enough for speed, few enough for the memory."""
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


@dataclass(slots=True)
class Cleaned:
    """What the engine has to say about one passage."""

    raw: Sequence[RawEdit] = ()
    remarks: Sequence[Remark] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        return tuple(map(Edit._make, self.raw))


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
        for item in self._prepared(passages):
            if pending and (item.passage.border or pairing.is_settled):
                yield from self._finish(pairing, pending)
                pending = []
            if pending or item.draft.marks:
                pending.append(item)
                pairing.add(item.draft.marks)
            else:
                yield self._cleaned(item, (), [])
        yield from self._finish(pairing, pending)

    def _prepared(self, passages: Iterable[Passage]) -> Iterator[_Pending]:
        """Everything up to the quotation marks, which need the neighbouring paragraphs; for many passages at once."""
        windows = windows_of(self.rules, self.main)
        source = iter(passages)
        while batch := list(islice(source, BATCH)):
            usual = [not self.whole and self._is_usual(passage.text) for passage in batch]
            blocks = [p.text.chars if its_usual else "" for p, its_usual in zip(batch, usual, strict=True)]
            sheet = Sheet(blocks, [not passage.replies for passage in batch], windows)
            alone = sheet.alone()
            for number, passage in enumerate(batch):
                if usual[number] and number not in alone:
                    yield _Pending(passage, [], SheetDraft(sheet, number))
                else:
                    yield self._examined(passage)

    def _is_usual(self, text: Text) -> bool:
        """Whether a text can stand on a sheet with others: nothing in it is hidden or in another language."""
        chars = text.chars
        if text.marks and any(mark.kind in PROTECTED or mark.kind == "language" for mark in text.marks):
            return False
        return not (BORDER in chars or SILENT_BORDER in chars or self._has_singles(chars, self.main))

    def _has_singles(self, chars: str, its_language: Language) -> bool:
        """Whether there may be single quotation marks, which only the whole block can tell from apostrophes."""
        return "‚" in chars or bool(its_language.single_marks[0] and _LOOSE.search(chars))

    def _examined(self, passage: Passage) -> _Pending:
        """A passage by itself: without dirt, with protected characters, addresses and codes hidden."""
        text = passage.text
        removed: list[Edit] = []
        if DIRTY.search(text.chars):
            removed = [edit for edit in dirt(text.chars, _protected(text)) if edit.code in self.rules.on]
            text = text.apply(removed)
        chars = mask(text.chars, _protected(text))
        chars = mask(chars, protected_spans(chars))
        stated = self._stated_language(text)
        its_language = stated or self.main
        if stated is None and not self.main.is_latin and is_latin(chars):
            its_language = language("en")
        return _Pending(passage, removed, self._draft(chars, its_language, _foreign(text), passage.replies))

    def _draft(self, chars: str, its_language: Language, spans: Sequence[Span], replies: bool) -> Draft:
        windows = windows_of(self.rules, its_language)
        if not (self.whole or spans or DIRTY.search(chars) or self._has_singles(chars, its_language)):
            sheet = Sheet([chars], [not replies], windows)
            if ODD not in sheet.shapes:
                return SheetDraft(sheet, 0)
        return WholeDraft(Settling(self.rules, windows.block(chars, replies=replies, spans=spans)))

    def _stated_language(self, text: Text) -> Language | None:
        """The language of a block, when a mark over the whole of it names one."""
        for mark in text.marks:
            if mark.kind == "language" and mark.start == 0 and mark.end >= len(text.chars.rstrip()):
                return language(mark.value)
        return None

    def _finish(self, pairing: Pairing, pending: list[_Pending]) -> Iterator[Cleaned]:
        for item, sides in zip(pending, pairing.finish(), strict=True):
            remarks = self._unpaired(item.draft, sides) if UNPAIRED in self.rules.on else []
            yield self._cleaned(item, tuple((side.side, side.depth) for side in sides), remarks)

    def _unpaired(self, draft: Draft, sides: Sequence[Side]) -> list[Remark]:
        found = []
        for number, side in enumerate(sides):
            if side.unpaired:
                start = draft.mark_start(number)
                found.append(Remark(UNPAIRED, start, start + 1, None, (("side", side.side),)))
        return found

    def _cleaned(self, item: _Pending, sides: Sides, remarks: list[Remark]) -> Cleaned:
        text, at = item.passage.text, item.passage.at
        result = item.draft.result(sides, at)
        if result.is_safe and not (item.dirt or text.marks or remarks):
            return Cleaned(result.edits, result.remarks)
        remarks += [replace(r, start=r.start - at, end=r.end - at) for r in result.remarks]
        edits = [Edit(start - at, end - at, new, code) for start, end, new, code in result.edits]
        if item.dirt:
            edits = compose(item.dirt, edits)
            remarks = [
                replace(r, start=_unshifted(r.start, item.dirt), end=_unshifted(r.end, item.dirt)) for r in remarks
            ]
        broken = self._broken_promise(text, edits)
        if broken is not None:
            edits, remarks = [], [*remarks, broken]
        return Cleaned(
            [(start + at, end + at, new, code) for start, end, new, code in edits],
            [replace(remark, start=remark.start + at, end=remark.end + at) for remark in remarks],
        )

    def _broken_promise(self, text: Text, edits: Sequence[Edit]) -> Remark | None:
        """The first edit that changes a letter or a protected character without being allowed to, as a finding."""
        edit = changed_letters(text.chars, edits, self.rules.may_change_letters) or _touched(_protected(text), edits)
        return Remark(BROKEN, edit.start, edit.end, None, (("rule", edit.code),)) if edit else None


_LOOSE = re.compile(r"‘|(?<![^\W\d_])['’]|['’](?![^\W\d_])")
"""A single mark that is not inside a word."""


@lru_cache(maxsize=16)
def windows_of(rules: Rulebook, its_language: Language) -> Windows:
    """The windows remembered for these rules and this language."""
    return Windows(rules, its_language)


def _foreign(text: Text) -> list[Span]:
    """The spans of a text that are in another language than the whole of it, the innermost last."""
    marks = [m for m in text.marks if m.kind == "language" and m.start < m.end]
    inner = [m for m in marks if m.start > 0 or m.end < len(text.chars.rstrip())]
    return [(m.start, m.end, language(m.value)) for m in sorted(inner, key=lambda m: m.start - m.end)]


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
