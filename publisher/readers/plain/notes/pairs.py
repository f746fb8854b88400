"""Which call belongs to which note."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from publisher.readers.plain.notes.marks import Call, Definition

_FEWEST = 0.5
"""Share of a list under «Примечания» that has to be called in one way, for that way to be believed."""


@dataclass(slots=True)
class Pairs:
    """Notes that are called.

    Attributes:
        ids: block number of a definition → id of the note.
        anchors: block number → number of the text in it → ranges of calls with the ids they get.
        habits: how many calls there are of each habit.
        unmatched: calls without a note.
    """

    ids: dict[int, str] = field(default_factory=dict)
    anchors: dict[int, dict[int, list[tuple[int, int, str]]]] = field(default_factory=dict)
    habits: Counter[str] = field(default_factory=Counter)
    unmatched: list[Call] = field(default_factory=list)

    def add(self, definition: Definition, id: str, callers: Sequence[Call]) -> None:
        self.ids[definition.block] = id
        for call in callers:
            self.habits[call.habit] += 1
            self.anchors.setdefault(call.block, {}).setdefault(call.text, []).append((call.start, call.end, id))


def pairs(definitions: Sequence[Definition], calls: Sequence[Call]) -> Pairs:
    """Every definition with the calls of its label since the definition of that label before it.

    Ids are the labels; where a label is used again (each chapter counts from 1), `LABEL-2` and so on.
    """
    made: dict[str, list[Call]] = defaultdict(list)
    for call in calls:
        made[call.habit].append(call)
    found = Pairs()
    seen: Counter[str] = Counter()
    taken: set[Call] = set()
    for habit, owned in _by_habit(definitions, made).items():
        candidates = _rising(made["1"], owned) if habit == "1" else made[habit]
        for definition, callers in _paired(owned, candidates):
            label = f"star{len(definition.label)}" if definition.label.startswith("*") else definition.label
            seen[label] += 1
            found.add(definition, label if seen[label] == 1 else f"{label}-{seen[label]}", callers)
            taken.update(callers)
    found.unmatched = [call for call in calls if call not in taken]
    return found


def _by_habit(definitions: Sequence[Definition], made: Mapping[str, Sequence[Call]]) -> dict[str, list[Definition]]:
    """Definitions by the habit that calls them: their own one; a bare number in a list may be called in any way."""
    result: dict[str, list[Definition]] = defaultdict(list)
    for each in definitions:
        result[each.habit].append(each)
    bare = result.pop("1", [])
    labels = {each.label for each in bare}
    called = {habit: len(labels & {call.label for call in those}) for habit, those in made.items() if habit != "1"}
    called["1"] = len({call.label for call in _rising(made.get("1", ()), bare)})
    best = max(called, key=lambda habit: (called[habit], habit != "1"))
    if called[best] and called[best] >= _FEWEST * len(labels):
        result[best] = sorted((*result[best], *bare), key=lambda each: each.block)
    return result


def _paired(definitions: Sequence[Definition], calls: Sequence[Call]) -> Iterator[tuple[Definition, list[Call]]]:
    by_label: dict[str, list[Call]] = defaultdict(list)
    for call in calls:
        by_label[call.label].append(call)
    places = {label: [call.block for call in same] for label, same in by_label.items()}
    start: dict[str, int] = defaultdict(int)
    for each in definitions:
        end = bisect_left(places.get(each.label, []), each.block)
        if callers := by_label[each.label][start[each.label] : end]:
            yield each, callers
            start[each.label] = end


def _rising(calls: Sequence[Call], definitions: Sequence[Definition]) -> list[Call]:
    """Of digits glued to words only those that count as the list does, 1, 2, 3 …: others are plain numbers."""
    labels = {each.label for each in definitions}
    found: list[Call] = []
    last = 0
    for call in calls:
        number = int(call.label)
        if call.label in labels and (number == last + 1 or (number == 1 and last > 1)):
            found.append(call)
            last = number
    return found
