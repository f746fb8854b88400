"""What a reader hands over: blocks, notes, and what it knows or guesses about the work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from publisher.model.source import Source
from publisher.model.structure import Structure
from publisher.model.text import Text
from publisher.model.waiver import Directive
from publisher.model.work import Block, Note
from publisher.readers.remarks import Remarks


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement about the work: its values (one, or several authors) or a table, who makes it, where it stands.

    `origin` is one of `front-matter`, `sidecar`, `config`, `first-lines`, `heading`, `markup`, `guess`,
    `file-name`, `default`.
    """

    values: tuple[Text, ...]
    origin: str
    offset: int | None = None
    table: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def value(self) -> Text:
        return self.values[0]


Entries = Mapping[str, Entry]
"""Statements by field of Metadata: `title`, `authors`, `date` …"""


@dataclass(slots=True)
class Manuscript:
    """A text as a reader found it. `given` was said by its author and wins, `guessed` is what its look suggests.

    `directives` are what the author says to the cleanup, `repeated` texts that say the title or the authors again.
    """

    source: Source
    blocks: tuple[Block, ...]
    remarks: Remarks
    notes: tuple[Note, ...] = ()
    given: Entries = field(default_factory=dict)
    guessed: Entries = field(default_factory=dict)
    directives: Sequence[Directive] = ()
    repeated: tuple[Text, ...] = ()
    structure: Structure | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    cover: str = ""
