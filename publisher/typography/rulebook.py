"""Which rules are on for given settings, ready to run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from publisher.typography.rule import Decide, Rule, Stage
from publisher.typography.rules import RULES
from publisher.typography.settings import Settings
from publisher.typography.tokens import Block


class Rulebook:
    """The rules that are on, ready to run: for each stage and kind of token the functions to call, in order."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        on = [rule for rule in RULES if rule.is_on(settings)]
        self.on = frozenset(rule.code for rule in on)
        self.off = frozenset(rule.code for rule in RULES) - self.on
        self.stages = {stage: _Dispatch(rule for rule in on if rule.stage is stage) for stage in Stage}
        self.triggers = 0
        for dispatch in self.stages.values():
            self.triggers |= dispatch.triggers
        self._glue_only: dict[int, bool] = {}
        self.may_change_letters = frozenset(rule.code for rule in RULES if rule.may_change_letters)

    def run(self, stage: Stage, block: Block, flagged: Sequence[int]) -> None:
        dispatch = self.stages[stage]
        triggers, kinds = dispatch.triggers, block.kinds
        for i in flagged:
            if kinds[i] & triggers:
                for decide in dispatch[kinds[i]]:
                    decide(block, i)

    def is_glue_only(self, kind: int) -> bool:
        """Whether the rules that want to see such a token do no more than bind spaces."""
        known = self._glue_only.get(kind)
        if known is None:
            others = (d for stage, d in self.stages.items() if stage is not Stage.GLUE)
            known = self._glue_only[kind] = not any(kind & dispatch.triggers for dispatch in others)
        return known

    def flagged(self, block: Block) -> list[int]:
        """The tokens that any rule wants to see."""
        triggers = self.triggers
        return [i for i, kind in enumerate(block.kinds) if kind & triggers]


class _Dispatch(dict[int, tuple[Decide, ...]]):
    """Kind of a token → functions of one stage, worked out when a kind is first met."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        super().__init__()
        self.rules = [(rule.at, rule.decide) for rule in rules if rule.decide]
        self.triggers = 0
        for at, _ in self.rules:
            self.triggers |= at

    def __missing__(self, kind: int) -> tuple[Decide, ...]:
        found = self[kind] = tuple(decide for at, decide in self.rules if at & kind)
        return found


@lru_cache(maxsize=32)
def rulebook(settings: Settings) -> Rulebook:
    return Rulebook(settings)
