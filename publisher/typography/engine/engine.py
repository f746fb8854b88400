"""Runs the rules over a container's paragraphs and returns their edits.

Characters → (mending) → canonical tokens → marks → dashes → quotation marks, paired over all paragraphs → glue → edits.
What the rules promise is checked for every edit: letters and digits stay, protected characters are not touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from publisher.model.text import PROTECTED, Edit, Text
from publisher.typography.composing import compose
from publisher.typography.engine.drafts import Draft, RawEdit, WholeDraft
from publisher.typography.engine.mending import LASTING, Mended, hidden_spans, mending
from publisher.typography.engine.settling import Settling, changed_letters
from publisher.typography.engine.shapes import BORDER, ODD, SILENT_BORDER, SOILED
from publisher.typography.engine.sheets import Sheet, SheetDraft
from publisher.typography.engine.windows import Sides, Windows
from publisher.typography.languages import Language, language
from publisher.typography.letters.habits import Habits, habits_of
from publisher.typography.protect import mask, protected_spans
from publisher.typography.quotation.pairing import Pairing
from publisher.typography.quotation.unpaired import unpaired
from publisher.typography.remark import Remark
from publisher.typography.rulebook import Rulebook, rulebook
from publisher.typography.rules.promises import BROKEN
from publisher.typography.rules.quotes import UNPAIRED
from publisher.typography.rules.yo import RESTORED, UNEVEN, uneven
from publisher.typography.settings import Settings
from publisher.typography.tokens import Span
from publisher.typography.tongues import is_latin, spans, stated

BATCH = 500
"""Passages on a sheet: enough for speed, few enough for the memory."""


class Passage(NamedTuple):
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
    """A passage whose quotation marks wait for their partners.

    `text`: its own with the edits `mended`, to which `garbled` refer. `uneven` have offsets in the passage's own text.
    """

    passage: Passage
    text: Text
    draft: Draft
    mended: Sequence[Edit] = ()
    garbled: Sequence[Remark] = ()
    uneven: Sequence[Remark] = ()


class Engine:
    """Cleans passages one after the other. Results come in order, as soon as they are certain."""

    def __init__(self, settings: Settings, *, whole: bool = False) -> None:
        """`whole`: look at every block as a whole, without windows (slow, for comparison)."""
        self.rules = rulebook(settings)
        self.settings = settings
        self.main = language(settings.language)
        self.whole = whole

    def run(self, passages: Iterable[Passage]) -> Iterator[Cleaned]:
        passages = list(passages)
        uneven_words = self._uneven_words(passages)
        pairing = Pairing()
        pending: list[_Pending] = []
        for number, item in enumerate(self._prepared(passages)):
            item.uneven = uneven_words.get(number, ())
            if pending and (item.passage.border or pairing.is_settled):
                yield from self._finish(pairing, pending)
                pending = []
            if pending or item.draft.marks:
                pending.append(item)
                pairing.add(item.draft.marks)
            else:
                yield self._cleaned(item, (), [])
        yield from self._finish(pairing, pending)

    def _uneven_words(self, passages: Sequence[Passage]) -> dict[int, list[Remark]]:
        """Remarks on words that the manuscript writes both with ё and with е, by the number of their passage."""
        found: dict[int, list[Remark]] = {}
        if UNEVEN in self.rules.on and RESTORED not in self.rules.on and self.main.code == "ru":
            for number, remark in uneven([mask(p.text.chars, hidden_spans(p.text)) for p in passages]):
                found.setdefault(number, []).append(remark)
        return found

    def _prepared(self, passages: Sequence[Passage]) -> Iterator[_Pending]:
        """Everything up to the quotation marks, which need the neighbouring paragraphs; for many passages at once."""
        windows = windows_of(self.rules, self.main)
        habits = habits_of([passage.text.chars for passage in passages])
        source = iter(passages)
        while batch := list(islice(source, BATCH)):
            usual = [not self.whole and self._is_usual(passage.text) for passage in batch]
            blocks = [p.text.chars if its_usual else "" for p, its_usual in zip(batch, usual, strict=True)]
            sheet = Sheet(blocks, [not passage.replies for passage in batch], windows)
            alone = sheet.unreadable()
            alone |= {number for number in sheet.suspicious() - alone if self._is_special(blocks[number])}
            for number, passage in enumerate(batch):
                if usual[number] and number not in alone:
                    yield _Pending(passage, passage.text, SheetDraft(sheet, number))
                else:
                    yield self._examined(passage, habits)

    def _is_usual(self, text: Text) -> bool:
        """Whether a text can stand on a sheet with others: nothing in it is hidden or in another language."""
        chars = text.chars
        if text.marks and any(mark.kind in PROTECTED or mark.kind == "language" for mark in text.marks):
            return False
        return not (BORDER in chars or SILENT_BORDER in chars or self._has_singles(chars, self.main))

    def _is_special(self, chars: str) -> bool:
        """Whether there is something in a passage that no rule may touch, or all of it is in another script."""
        return bool(protected_spans(chars)) or (not self.main.is_latin and is_latin(chars))

    def _has_singles(self, chars: str, its_language: Language) -> bool:
        """Whether there may be single quotation marks, which only the whole block can tell from apostrophes."""
        return "‚" in chars or bool(its_language.single_marks[0] and _LOOSE.search(chars))

    def _examined(self, passage: Passage, habits: Habits) -> _Pending:
        """A passage by itself: mended, with protected characters, addresses and codes hidden."""
        own = stated(passage.text)
        text, mended, garbled = self._mended(passage.text, own or self.main, habits)
        chars = mask(text.chars, hidden_spans(text))
        chars = mask(chars, protected_spans(chars))
        its_language = own or self.main
        if own is None and not self.main.is_latin and is_latin(chars):
            its_language = language("en")
        draft = self._draft(chars, its_language, spans(text), passage.replies)
        return _Pending(passage, text, draft, mended, garbled)

    def _mended(self, text: Text, its_language: Language, habits: Habits) -> Mended:
        """The text with all put right that is not protected; most texts are right as they are."""
        shapes = windows_of(self.rules, its_language).shapes
        if SOILED not in shapes.spell(mask(text.chars, hidden_spans(text)).split(" ")):
            return Mended(text, [], [])
        return mending(self.rules.on).mend(text, its_language, habits)

    def _draft(self, chars: str, its_language: Language, foreign: Sequence[Span], replies: bool) -> Draft:
        windows = windows_of(self.rules, its_language)
        if not (self.whole or foreign or self._has_singles(chars, its_language)):
            sheet = Sheet([chars], [not replies], windows)
            if ODD not in sheet.shapes and SOILED not in sheet.shapes:
                return SheetDraft(sheet, 0)
        return WholeDraft(Settling(self.rules, windows.block(chars, replies=replies, spans=foreign)))

    def _finish(self, pairing: Pairing, pending: list[_Pending]) -> Iterator[Cleaned]:
        for item, sides in zip(pending, pairing.finish(), strict=True):
            remarks: list[Remark] = []
            if UNPAIRED in self.rules.on:
                remarks = unpaired(item.text.chars, item.draft.mark_start, sides, self.main)
            yield self._cleaned(item, tuple((side.side, side.depth) for side in sides), remarks)

    def _cleaned(self, item: _Pending, sides: Sides, remarks: list[Remark]) -> Cleaned:
        text, at = item.passage.text, item.passage.at
        result = item.draft.result(sides, at)
        if result.is_safe and not (item.mended or text.marks or remarks or item.garbled or item.uneven):
            return Cleaned(result.edits, result.remarks)
        edits = [Edit(start - at, end - at, new, code) for start, end, new, code in result.edits]
        broken = self._broken_promises(item.text, edits)
        remarks += (*item.garbled, *broken, *(replace(r, start=r.start - at, end=r.end - at) for r in result.remarks))
        if item.mended:
            broken = broken or self._broken_promises(text, item.mended)
            edits = compose(item.mended, edits, LASTING)
            remarks = [
                replace(r, start=_unshifted(r.start, item.mended), end=_unshifted(r.end, item.mended)) for r in remarks
            ]
        remarks += item.uneven
        return Cleaned(
            [] if broken else [(start + at, end + at, new, code) for start, end, new, code in edits],
            [replace(remark, start=remark.start + at, end=remark.end + at) for remark in remarks],
        )

    def _broken_promises(self, text: Text, edits: Sequence[Edit]) -> list[Remark]:
        """The first edit that changes a letter or a protected character without being allowed to, as a finding."""
        edit = changed_letters(text.chars, edits, self.rules.may_change_letters) or _touched(hidden_spans(text), edits)
        return [Remark(BROKEN, edit.start, edit.end, None, (("rule", edit.code),))] if edit else []


_LOOSE = re.compile(r"‘|(?<![^\W\d_])['’]|['’](?![^\W\d_])")
"""A single mark that is not inside a word."""


@lru_cache(maxsize=16)
def windows_of(rules: Rulebook, its_language: Language) -> Windows:
    """The windows remembered for these rules and this language."""
    return Windows(rules, its_language)


def _touched(spans: Sequence[tuple[int, int]], edits: Sequence[Edit]) -> Edit | None:
    """The first edit that reaches into one of the spans."""
    at = 0
    for edit in edits:
        while at < len(spans) and spans[at][1] <= edit.start:
            at += 1
        if at < len(spans) and spans[at][0] < edit.end:
            return edit
    return None


def _unshifted(offset: int, edits: Sequence[Edit]) -> int:
    """Where a character stood before `edits`."""
    for edit in edits:
        if edit.start > offset:
            break
        offset += (edit.end - edit.start) - len(edit.new)
    return offset
