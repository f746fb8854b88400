"""What is known of the works of an edition since an earlier build: a source that stands as it stood is not opened.

The cards of five hundred works lie here in one entry of the store, each with the state of its files; opening them all
to see that nothing has changed takes longer than setting what has.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from publisher.builder.codec import encoded
from publisher.builder.file_state import RACY, State, state_of
from publisher.builder.store import Store, digest
from publisher.builder.stored import value
from publisher.model.finding import Finding
from publisher.model.summary import WorkSummary
from publisher.model.work import Metadata

_WORN = 16
"""A catalogue is written anew when it lacks more than one in so many: until then the cards themselves tell."""


class Card(NamedTuple):
    """A work from outside: SHA-256 (hex) of its source, its key in the store, what is known of it and was noticed."""

    source: str
    key: str
    metadata: Metadata
    summary: WorkSummary
    findings: tuple[Finding, ...]


States = tuple[State | None, State | None]
"""Of a source and of the sidecar beside it, which need not be there."""


class Catalogue:
    """Source → card, as far as its files are what they were.

    `about`: everything else that reading depends on, and which sources there are.
    """

    def __init__(self, store: Store, about: Sequence[str]) -> None:
        self.store = store
        self.key = digest(["catalogue", *about])
        found = value(store, self.key)
        self._rows: dict[str, tuple[object, ...]] = found if isinstance(found, dict) else {}
        self._new: dict[str, tuple[object, ...]] = {}
        self._old = time.time_ns() - RACY
        """What was written later may be written once more without a trace: such a source is opened and compared."""

    def find(self, source: str, states: States) -> Card | None:
        """The card of a source whose files are in these states."""
        match self._rows.get(source):
            case (
                known,
                bool(old),
                str(data),
                str(key),
                Metadata() as metadata,
                WorkSummary() as summary,
                tuple(found),
            ):
                if known == states and (old or _digest(source) == data):
                    return Card(data, key, metadata, summary, found)
        return None

    def add(self, source: str, states: States, card: Card) -> None:
        """Keep a card; `states`: of the files before they were read."""
        text, sidecar = (state is None or state[2] < self._old for state in states)
        if sidecar:
            self._new[source] = (states, text, *card)

    def keep(self) -> None:
        """Write what has been added, if it is worth it."""
        if len(self._new) * _WORN > len(self._rows):
            self._rows |= self._new
            self.store.put(self.key, encoded(self._rows))
        self._new = {}


def states_of(source: str) -> States:
    """What its files are now."""
    return state_of(source), state_of(str(Path(source).with_suffix(".toml")))


def _digest(source: str) -> str:
    with suppress(OSError):
        return sha256(Path(source).read_bytes()).hexdigest()
    return ""
