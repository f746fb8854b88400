"""Runs the rules over a container's paragraphs and returns their edits.

Characters → (mending) → canonical tokens → marks → dashes → quotation marks, paired over all paragraphs → glue → edits.
What the rules promise is checked for every edit: letters and digits stay, protected characters are not touched.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from publisher.model.text import PROTECTED, Edit, Text
from publisher.typography.composing import compose
from publisher.typography.engine.drafts import Draft, Laid, WholeDraft
from publisher.typography.engine.mending import LASTING, Mended, hidden_spans, mending
from publisher.typography.engine.settling import Settling, changed_letters
from publisher.typography.engine.shapes import BORDER, SILENT_BORDER
from publisher.typography.engine.swept import BATCH, Cleaned, Swept
from publisher.typography.languages import Language, language
from publisher.typography.letters.habits import Habits, habits_of
from publisher.typography.protect import mask, protected_spans
from publisher.typography.quotation.pairing import Side, paired
from publisher.typography.quotation.unpaired import unpaired
from publisher.typography.remark import Remark
from publisher.typography.rulebook import Rulebook, rulebook
from publisher.typography.rules.promises import BROKEN
from publisher.typography.rules.quotes import UNPAIRED
from publisher.typography.rules.yo import RESTORED, UNEVEN, Listed, has_yo, listed_in, uneven
from publisher.typography.settings import Settings
from publisher.typography.tokens import Span
from publisher.typography.tongues import is_latin, spans, stated

if TYPE_CHECKING:
    from publisher.typography.engine.sheets import Sheet
    from publisher.typography.engine.windows import Sides, Windows

OfSheet = TypeVar("OfSheet")


class Passage(NamedTuple):
    """One Text as the engine takes it: `border` says that nothing is carried over from the passage before it.

    `at` is added to every offset of the result: where the text's characters stand in what the caller has.
    """

    text: Text
    border: bool = True
    replies: bool = True
    at: int = 0


@dataclass(slots=True)
class _Apart:
    """A passage that is not settled with all others of its sheet.

    `text`: its own with the edits `mended`, to which `garbled` refer. `uneven` have offsets in the passage's own text.
    """

    passage: Passage
    text: Text
    draft: Draft
    mended: Sequence[Edit] = ()
    garbled: Sequence[Remark] = ()
    uneven: Sequence[Remark] = ()


class _Spoken(NamedTuple):
    """A passage by itself: what the rules see of it, its language, and what of it is in another one."""

    block: Laid
    language: Language
    foreign: Sequence[Span]


class Engine:
    """Cleans passages one after the other. Results come in order, as soon as they are certain."""

    def __init__(self, settings: Settings, *, whole: bool = False) -> None:
        """`whole`: look at every block as a whole, without windows (slow, for comparison)."""
        self.rules = rulebook(settings)
        self.settings = settings
        self.main = language(settings.language)
        self.whole = whole

    def run(self, passages: Iterable[Passage]) -> Iterator[Cleaned]:
        """What is to be said about each passage, in order."""
        return iter(self.sweep(passages))

    def sweep(self, passages: Iterable[Passage]) -> Swept:
        """The same, most of it in columns."""
        passages = list(passages)
        sheets = list(self._sheets(passages))
        uneven_words = self._uneven_words(passages, sheets)
        alone = self._alone(passages, sheets)
        sides = self._paired(passages, sheets, alone)
        turned = {number: tuple([(side.side, side.depth) for side in found]) for number, found in sides.items()}
        odd = {n for n, found in sides.items() if UNPAIRED in self.rules.on and any(side.unpaired for side in found)}
        apart = {*alone, *odd, *uneven_words, *(n for n, passage in enumerate(passages) if passage.text.marks)}
        for first, sheet in _numbered(sheets):
            known = {block: turned[first + block] for block in sheet.marks if first + block not in alone}
            sheet.settle({block: its_sides for block, its_sides in known.items() if first + block not in odd})
            apart.update(first + block for block in sheet.undecided())
        cleaned: dict[int, Cleaned] = {}
        for number in sorted(apart):
            item = alone.get(number)
            if item is None:
                passage = passages[number]
                item = _Apart(passage, passage.text, sheets[number // BATCH].draft(number % BATCH))
            item.uneven = uneven_words.get(number, ())
            remarks = (
                unpaired(item.text.chars, item.draft.mark_start, sides[number], self.main) if number in odd else []
            )
            cleaned[number] = self._cleaned(item, turned.get(number, ()), remarks)
        return Swept(len(passages), sheets, cleaned)

    def _paired(
        self, passages: Sequence[Passage], sheets: Sequence[Sheet], alone: Mapping[int, _Apart]
    ) -> dict[int, Sequence[Side]]:
        """The sides of all quotation marks, by the number of their passage."""
        marks = {number: item.draft.marks for number, item in alone.items() if item.draft.marks}
        for first, sheet in _numbered(sheets):
            marks |= {first + block: found for block, found in sheet.marks.items() if first + block not in alone}
        return paired(marks, [passage.border for passage in passages])

    def _sheets(self, passages: Sequence[Passage]) -> Iterator[Sheet]:
        """The passages laid on sheets; one that can't stand there with others leaves its place empty."""
        windows = windows_of(self.rules, self.main)
        noting = self._asks_for_yo(passages)
        for batch in _batches(passages):
            usual = [not self.whole and self._is_usual(passage.text) for passage in batch]
            blocks = [
                Laid(text.chars if its_usual else "", not replies, at)
                for (text, _, replies, at), its_usual in zip(batch, usual, strict=True)
            ]
            yield sheet_of(blocks, windows, noting=noting)

    def _asks_for_yo(self, passages: Iterable[Passage]) -> bool:
        """Whether there may be words that the manuscript writes both with ё and with е."""
        is_asked = UNEVEN in self.rules.on and RESTORED not in self.rules.on and self.main.code == "ru"
        return is_asked and any(has_yo(passage.text.chars) for passage in passages)

    def _uneven_words(self, passages: Sequence[Passage], sheets: Sequence[Sheet]) -> dict[int, list[Remark]]:
        """Remarks on words that the manuscript writes both with ё and with е, by the number of their passage."""
        found: dict[int, list[Remark]] = {}
        if not self._asks_for_yo(passages):
            return found
        chars: list[str] = []
        listed: list[Listed] = []
        for batch, sheet in zip(_batches(passages), sheets, strict=True):
            first = len(chars)
            chars += [passage.text.chars for passage in batch]
            listed += [Listed(first + block, chunk) for block, chunk in sheet.noted()]
            for number in sheet.left_out(chars[first:]):
                chars[first + number] = mask(chars[first + number], hidden_spans(batch[number].text))
                listed += listed_in(first + number, chars[first + number])
        listed.sort(key=itemgetter(0))
        for number, remark in uneven(chars, listed):
            found.setdefault(number, []).append(remark)
        return found

    def _alone(self, passages: Sequence[Passage], sheets: Sequence[Sheet]) -> dict[int, _Apart]:
        """The passages that have to be looked at by themselves, by their numbers."""
        unfit = [
            sheet.unreadable | sheet.left_out([passage.text.chars for passage in batch])
            for batch, sheet in zip(_batches(passages), sheets, strict=True)
        ]
        suspects = [passages[first + block].text.chars for first, blocks in _numbered(unfit) for block in blocks]
        habits = habits_of((passage.text.chars for passage in passages), suspects)
        found: dict[int, _Apart] = {}
        for (first, sheet), its_unfit in zip(_numbered(sheets), unfit, strict=True):
            special = {n for n in sheet.suspicious - its_unfit if self._is_special(sheet.blocks[n].chars)}
            numbers = [first + block for block in sorted(its_unfit | special)]
            found |= zip(numbers, self._examined([passages[number] for number in numbers], habits), strict=True)
            for number in [first + block for block in sheet.rowed() - its_unfit - special]:
                found[number] = _Apart(passages[number], passages[number].text, sheet.draft(number - first))
        return found

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

    def _examined(self, passages: Sequence[Passage], habits: Habits) -> list[_Apart]:
        """Passages by themselves: mended, with protected characters, addresses and codes hidden."""
        mended: list[Mended] = []
        spoken: list[_Spoken] = []
        for passage in passages:  # each to its end: what is protected in it need not be looked for again
            mended.append(self._mended(passage.text, stated(passage.text) or self.main, habits))
            spoken.append(self._spoken(passage, mended[-1].text))
        return [
            _Apart(passage, text, draft, edits, remarks)
            for passage, (text, edits, remarks), draft in zip(passages, mended, self._drafts(spoken), strict=True)
        ]

    def _spoken(self, passage: Passage, text: Text) -> _Spoken:
        """What is left to the rules of a passage, the text of which has been mended."""
        chars = mask(text.chars, hidden_spans(text))
        chars = mask(chars, protected_spans(chars))
        its_language = stated(passage.text)
        if its_language is None:
            its_language = language("en") if not self.main.is_latin and is_latin(chars) else self.main
        return _Spoken(Laid(chars, not passage.replies, passage.at), its_language, spans(text))

    def _mended(self, text: Text, its_language: Language, habits: Habits) -> Mended:
        """The text with all put right that is not protected; most texts are right as they are."""
        shapes = windows_of(self.rules, its_language).shapes
        return mending(self.rules.on).mend(text, its_language, habits, shapes.soiled)

    def _drafts(self, spoken: Sequence[_Spoken]) -> list[Draft]:
        """The drafts of passages by themselves: on a sheet for each language, if windows can decide about them."""
        found: dict[int, Draft] = {}
        for its_language in {its_language.code: its_language for _, its_language, _ in spoken}.values():
            usual = [
                i for i, its in enumerate(spoken) if its.language.code == its_language.code and self._can_be_laid(its)
            ]
            its_sheet = sheet_of([spoken[i].block for i in usual], windows_of(self.rules, its_language))
            its_sheet.settle({})
            unreadable = its_sheet.unreadable
            found |= {i: its_sheet.draft(number) for number, i in enumerate(usual) if number not in unreadable}
        return [found[i] if i in found else self._whole(its) for i, its in enumerate(spoken)]

    def _can_be_laid(self, spoken: _Spoken) -> bool:
        chars, its_language = spoken.block.chars, spoken.language
        is_odd = BORDER in chars or SILENT_BORDER in chars
        return not (self.whole or spoken.foreign or is_odd or self._has_singles(chars, its_language))

    def _whole(self, spoken: _Spoken) -> Draft:
        (chars, silent, at), its_language, foreign = spoken
        block = windows_of(self.rules, its_language).block(chars, replies=not silent, spans=foreign)
        return WholeDraft(Settling(self.rules, block), at)

    def _cleaned(self, item: _Apart, sides: Sides, remarks: list[Remark]) -> Cleaned:
        text, at = item.passage.text, item.passage.at
        result = item.draft.result(sides)
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


def _batches(passages: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    """The passages of one sheet after the other."""
    return (passages[first : first + BATCH] for first in range(0, len(passages), BATCH))


def _numbered(of_sheets: Sequence[OfSheet]) -> Iterator[tuple[int, OfSheet]]:
    """What belongs to each sheet, with the number of the sheet's first passage."""
    return zip(count(0, BATCH), of_sheets)


_LOOSE = re.compile(r"‘|(?<![^\W\d_])['’]|['’](?![^\W\d_])")
"""A single mark that is not inside a word."""


@lru_cache(maxsize=16)
def windows_of(rules: Rulebook, its_language: Language) -> Windows:
    """The windows remembered for these rules and this language."""
    # numpy is asked for no matrices: the threads it would start for them stand in the way of forks and memory limits.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from publisher.typography.engine.windows import Windows

    return Windows(rules, its_language)


def sheet_of(blocks: Sequence[Laid], windows: Windows, *, noting: bool = False) -> Sheet:
    """Blocks on a sheet. Imported when there are any: numpy takes a third of a start, and many commands clean none."""
    from publisher.typography.engine.sheets import Sheet

    return Sheet(blocks, windows, noting=noting)


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
