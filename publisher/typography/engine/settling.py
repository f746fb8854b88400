"""The rules at work on one block: up to the sides of its quotation marks and, when these are known, the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from publisher.model.text import Edit
from publisher.typography.quotation.evidence import Evidence, evidence
from publisher.typography.quotation.levels import shape_marks
from publisher.typography.remark import Remark
from publisher.typography.rule import Stage
from publisher.typography.rulebook import Rulebook
from publisher.typography.rules.glue import cap_glue
from publisher.typography.tokens import Block


class Settling:
    """One block between tokens and edits. `marks` are its quotation marks, in order; `settle` wants their sides."""

    def __init__(self, rules: Rulebook, block: Block) -> None:
        self.rules = rules
        self.block = block
        self.flagged = rules.flagged(block)
        rules.run(Stage.MARKS, block, self.flagged)
        rules.run(Stage.DASHES, block, self.flagged)
        found = evidence(block)
        self.places = [i for i, _ in found]
        self.marks: list[Evidence] = [mark for _, mark in found]

    def settle(self, sides: Sequence[tuple[str, int]], *, capped: bool = True) -> None:
        """Run the other stages. `sides`: side and depth of each mark; `capped`: loosen what hangs together too long."""
        self.block.sides.update(zip(self.places, sides, strict=True))
        self.rules.run(Stage.INNER, self.block, self.flagged)
        shape_marks(self.block)
        self.rules.run(Stage.QUOTES, self.block, self.flagged)
        self.rules.run(Stage.GLUE, self.block, self.flagged)
        if capped:
            cap_glue(self.block)
        self.rules.run(Stage.REMARKS, self.block, self.flagged)

    def edits(self) -> list[Edit]:
        """What has been settled, as edits of the block's characters."""
        return list(self.block.edits(off=self.rules.off, derive=self.rules.settings.nbsp == "derive"))

    def remarks(self) -> list[Remark]:
        """What is suggested."""
        block = self.block
        return [Remark(s.code, block.start(s.first), block.stop(s.last), s.new) for s in block.suggestions]


def changed_letters(chars: str, edits: Iterable[Edit], allowed: frozenset[str]) -> Edit | None:
    """The first edit that changes a letter or a digit of `chars` although its rule is not one of `allowed`."""
    for edit in edits:
        if edit.code not in allowed and not _same_letters(chars[edit.start : edit.end], edit.new):
            return edit
    return None


def skeleton(chars: str) -> str:
    """Letters and digits only, without the marks that combine with them."""
    return "".join(c for c in chars if c.isalnum())


@lru_cache(maxsize=4096)
def _same_letters(old: str, new: str) -> bool:
    return skeleton(old) == skeleton(new)
