"""What is put right before there are tokens: entities, unseen characters, letters of a wrong script, ё.

Letters decide what kind of word a token is, so they have to be right before the other rules look. A paragraph none of
whose chunks is suspect is never looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import Flag, auto
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

_CLEAN = re.compile('[«„“"(—–-]*[А-ЯЁ]?[а-яё]+(?:-[а-яё]+)*[»“”").,:;!?…—–-]*')
"""A Russian word: nothing is wrong with its letters."""
LASTING = frozenset(rule.code for rule in RULES if rule.may_change_letters)
"""Rules that change letters: whatever other rules do in the same place, these are named."""
_ROUNDS = 4
"""What is mended may make an entity, or tell the script of a neighbour; in practice two rounds are enough."""


Suspects = Callable[[str], Iterable[str]]


class Mended(NamedTuple):
    """A text put right and the edits that did it; remarks with offsets in the text as it is now."""

    text: Text
    edits: list[Edit]
    remarks: list[Remark]


class _Reason(Flag):
    """Why there may be something to put right: what the steps of mending are for."""

    SIGNS = auto()
    """Entities, unseen characters, garbled words: each may hide another one."""
    HYPHENS = auto()
    LETTERS = auto()
    YO = auto()


class Mending:
    """Puts texts right by those of its rules that are on."""

    def __init__(self, on: frozenset[str]) -> None:
        self.on = on
        self.restores_yo = RESTORED in on

    def is_suspect(self, chunk: str) -> bool:
        """Whether there may be something to put right in a chunk: what stands between two spaces."""
        return bool(self._reasons(chunk))

    def _reasons(self, chunk: str) -> _Reason:
        found = _Reason(0)
        if not _CLEAN.fullmatch(chunk):
            if DIRTY.search(chunk) or ENTITIES.search(chunk) or looks_garbled(chunk):
                found |= _Reason.SIGNS
            if LOST_HYPHEN.search(chunk):
                found |= _Reason.HYPHENS
            if LONE.match(chunk) or SEAM.search(chunk) or LOOKS_ROMAN.search(chunk):
                found |= _Reason.LETTERS
        if self.restores_yo and restored(chunk):
            found |= _Reason.YO
        return found

    def mend(self, text: Text, language: Language, habits: Habits, suspects: Suspects) -> Mended:
        """Put right what can be. Garbled words are remarked on and kept from all rules.

        `suspects`: the chunks of some characters in which there may be anything to put right.
        """
        work = _Work(text, self.on)

        def reasons() -> _Reason:
            found = _Reason(0)
            for chunk in suspects(mask(work.text.chars, hidden_spans(work.text))):
                found |= self._reasons(chunk)
            return found

        left = reasons()
        if _Reason.SIGNS in left:
            work.mend_signs()
            left = reasons()
        if _Reason.HYPHENS in left and work.do(rejoined(work.chars, habits)):
            left = reasons()
        for _ in range(_ROUNDS):
            if not (_Reason.LETTERS in left and work.do(exchanged(work.chars, language, habits))):
                break
            left = reasons()
        if _Reason.YO in left and language.code == "ru" and not habits.is_old:
            work.do(restored(work.chars))
            left = reasons()
        if _Reason.SIGNS in left:
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
        self._chars: str | None = None

    @property
    def chars(self) -> str:
        if self._chars is None:
            self._chars = hidden(self.text)
        return self._chars

    def mend_signs(self) -> None:
        """Entities and unseen characters are put right, and garbled words are kept from the rest."""
        meant = [Mark(at, at + 1, "keep") for at in escaped(self.text)]
        if meant:
            self._take(replace(self.text, marks=(*self.text.marks, *meant)))
        for _ in range(_ROUNDS):
            has_entities = self.do(decoded(self.chars))
            self.keep_garbled(wide=True)
            if not self.do(dirt(self.text.chars, hidden_spans(self.text))) and not has_entities:
                break
        self.keep_garbled()

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
