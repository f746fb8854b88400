"""The footnotes of a Markdown source: which are defined, which are referred to, in which order."""

from __future__ import annotations

from publisher.readers.remarks import Remarks
from publisher.readers.strand import Strand


class NoteRegister:
    """Definitions are known before any text is read; references come in as the text is read."""

    def __init__(self, remarks: Remarks) -> None:
        self.remarks = remarks
        self.defined: dict[str, int] = {}
        self.order: list[str] = []
        self.pending: list[tuple[str, Strand]] = []
        self._referred: set[str] = set()
        self._inline = 0

    def define(self, label: str, offset: int) -> bool:
        """A definition stands at `offset`; False (and a remark) when there is one already."""
        if label in self.defined:
            self.remarks.warn("S209", offset, note=label)
            return False
        self.defined[label] = offset
        return True

    def refer(self, label: str, offset: int) -> bool:
        """A reference stands at `offset`; False (and a remark) when nothing is defined for it."""
        if label not in self.defined:
            self.remarks.warn("S207", offset, note=label)
            return False
        if label not in self._referred:
            self._referred.add(label)
            self.order.append(label)
        return True

    def inline(self, content: Strand) -> str:
        """A note written where it is referred to; returns the id it gets."""
        while True:
            self._inline += 1
            label = f"inline-{self._inline}"
            if label not in self.defined:
                break
        self.defined[label] = content.offset(0)
        self._referred.add(label)
        self.order.append(label)
        self.pending.append((label, content))
        return label

    def finish(self) -> None:
        """Remark on notes that nothing refers to."""
        for label, offset in self.defined.items():
            if label not in self._referred:
                self.remarks.warn("S208", offset, note=label)
