"""What is put right before there are tokens: entities, unseen characters, letters of a wrong script, ё.

Letters decide what kind of word a token is, so they have to be right before the other rules look. A paragraph none of
whose chunks is suspect is never looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from publisher.model.text import PROTECTED, Edit, Mark, Text
from publisher.typography.composing import compose
from publisher.typography.languages import Language
from publisher.typography.letters.habits import LOST_HYPHEN, Habits
from publisher.typography.letters.mojibake import garbled, looks_garbled
from publisher.typography.letters.roman import LOOKS_ROMAN
from publisher.typography.letters.scripts import LONE, SEAM
from publisher.typography.protect import mask, protected_spans
from publisher.typography.remark import Remark
from publisher.typography.rules import RULES
from publisher.typography.rules.artefacts import ENTITIES, decoded, escaped, rejoined
from publisher.typography.rules.garbled import MOJIBAKE
from publisher.typography.rules.hygiene import DIRTY, dirt
from publisher.typography.rules.letters import exchanged
from publisher.typography.rules.yo import RESTORED, restored

_TRIGGERS = (DIRTY, SEAM, ENTITIES, LOST_HYPHEN, LOOKS_ROMAN)
_CLEAN = re.compile('[«„“"(—–-]*[А-ЯЁ]?[а-яё]+(?:-[а-яё]+)*[»“”").,:;!?…—–-]*')
"""A Russian word: nothing is wrong with its letters."""
LASTING = frozenset(rule.code for rule in RULES if rule.may_change_letters)
"""Rules that change letters: whatever other rules do in the same place, these are named."""
_ROUNDS = 4
"""What is mended may make an entity, or tell the script of a neighbour; in practice two rounds are enough."""


class Mended(NamedTuple):
    """A text put right and the edits that did it; remarks with offsets in the text as it is now."""

    text: Text
    edits: list[Edit]
    remarks: list[Remark]


class Mending:
    """Puts texts right by those of its rules that are on."""

    def __init__(self, on: frozenset[str]) -> None:
        self.on = on
        self.restores_yo = RESTORED in on

    def is_suspect(self, chunk: str) -> bool:
        """Whether there may be something to put right in a chunk: what stands between two spaces."""
        if not _CLEAN.fullmatch(chunk) and (
            LONE.match(chunk) or any(t.search(chunk) for t in _TRIGGERS) or looks_garbled(chunk)
        ):
            return True
        return self.restores_yo and bool(restored(chunk))

    def mend(self, text: Text, language: Language, habits: Habits) -> Mended:
        """Put right what can be. Garbled words are remarked on and kept from all rules."""
        meant = [Mark(at, at + 1, "keep") for at in escaped(text)]
        work = _Work(replace(text, marks=(*text.marks, *meant)) if meant else text, self.on)
        for _ in range(_ROUNDS):
            has_entities = work.do(decoded(work.chars))
            work.keep_garbled(wide=True)
            if not work.do(dirt(work.text.chars, hidden_spans(work.text))) and not has_entities:
                break
        work.keep_garbled()
        work.do(rejoined(work.chars, habits))
        for _ in range(_ROUNDS):
            if not work.do(exchanged(work.chars, language, habits)):
                break
        if self.restores_yo and language.code == "ru" and not habits.is_old:
            work.do(restored(work.chars))
        work.keep_garbled()  # letters mended may belong to one
        return Mended(work.text, work.edits, work.remarks())


class _Work:
    """A text on its way through the steps. `chars` are its characters, those that no edit may touch hidden."""

    def __init__(self, text: Text, on: frozenset[str]) -> None:
        self.on = on
        self.edits: list[Edit] = []
        self._take(text)

    def _take(self, text: Text) -> None:
        self.text = text
        self.chars = hidden(text)

    def do(self, found: Iterable[Edit]) -> bool:
        """Carry out those edits of the text as it is now whose rules are on; tells whether there were any."""
        wanted = [edit for edit in found if edit.code in self.on]
        if wanted:
            self.edits = compose(self.edits, wanted, LASTING)
            self._take(self.text.apply(wanted))
        return bool(wanted)

    def keep_garbled(self, *, wide: bool = False) -> None:
        """Mark the garbled words, so that nothing touches them; `wide`: those that may have dirt for letters."""
        if MOJIBAKE not in self.on:
            return
        chars = mask(self.text.chars, hidden_spans(self.text))
        marks = [Mark(start, end, "keep", new, MOJIBAKE) for start, end, new in garbled(chars, wide=wide)]
        if marks:
            self._take(replace(self.text, marks=(*self.text.marks, *marks)))

    def remarks(self) -> list[Remark]:
        return [Remark(MOJIBAKE, m.start, m.end, m.value) for m in self.text.marks if m.title == MOJIBAKE]


def hidden_spans(text: Text) -> list[tuple[int, int]]:
    """Where characters stand that no edit may touch."""
    return [(mark.start, mark.end) for mark in text.marks if mark.kind in PROTECTED and mark.start < mark.end]


def hidden(text: Text) -> str:
    """The characters, with a stand-in for each that is protected by a mark or is part of an address or a code."""
    masked = mask(text.chars, hidden_spans(text))
    return mask(masked, protected_spans(masked))


@lru_cache(maxsize=32)
def mending(on: frozenset[str]) -> Mending:
    """The one for the rules that are on."""
    return Mending(on)
