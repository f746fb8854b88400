"""Notes of plain text: what is called in the text, `[1]`, finds the paragraph that begins with the same mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count, pairwise

from publisher.model.finding import Severity
from publisher.model.text import Text
from publisher.model.work import Block, Heading, ListBlock, Note, Paragraph, Quotation, SceneBreak, Verse
from publisher.readers.plain.blocks import mapped, offset_of, placer, with_notes_at
from publisher.readers.plain.journal import Journal
from publisher.readers.plain.notes.inline import with_inline_notes
from publisher.readers.plain.notes.marks import Definition, calls, definition
from publisher.readers.plain.notes.pairs import Pairs, pairs
from publisher.readers.plain.settings import NOTE_HABITS, TextSettings

_LIST_TITLE = re.compile(r"(?:примечани[ея]|сноски|комментарии|примітки)\.?:?", re.IGNORECASE)
_EVERYWHERE = ("[1]", "{1}", "<1>", "(1)", "¹", "*")
"""Marks that begin a note wherever its paragraph stands; a bare number does so under «Примечания» only."""
_CERTAIN = ("[1]", "{1}", "¹")
"""Marks that hardly mean anything else."""
_CODE = "S2"
_NEAR = 3
"""Notes that stand so close together are one list: paragraphs between them belong to the note before."""


def with_notes(
    blocks: Sequence[Block], settings: TextSettings, journal: Journal
) -> tuple[list[Block], tuple[Note, ...]]:
    """Blocks with note marks for calls, and the notes. Calls and notes without a counterpart stay text."""
    if settings.notes == "none":
        journal.decide("notes", "none", {}, settings.origin("notes"))
        return list(blocks), ()
    habits = settings.notes if isinstance(settings.notes, tuple) else NOTE_HABITS
    zones = list(_zones(blocks))
    definitions = list(_definitions(blocks, zones, habits))
    found = _pairs(blocks, definitions, habits)
    _remark(blocks, definitions, found, journal)
    result, notes = _taken_out(blocks, definitions, found, zones, journal)
    if "{…}" in habits:
        result, inline = with_inline_notes(result, journal)
        notes += inline
    figures = {"notes": len(notes)} | {f"call {habit}": number for habit, number in found.habits.most_common()}
    figures |= {"inline": journal.counts["inline-note"], "unmatched": journal.counts["unmatched-call"]}
    choice = "found" if notes else "none"
    journal.decide("notes", choice, figures, settings.origin("notes"))
    return result, tuple(notes)


def _zones(blocks: Sequence[Block]) -> Iterator[range]:
    """Block numbers from a title «Примечания» (it is the first one) to the next heading."""
    start: int | None = None
    for number, block in enumerate(blocks):
        is_title = isinstance(block, Heading | Paragraph) and bool(_LIST_TITLE.fullmatch(block.text.chars))
        if is_title or isinstance(block, Heading):
            if start is not None:
                yield range(start, number)
            start = number if is_title else None
    if start is not None:
        yield range(start, len(blocks))


def _definitions(blocks: Sequence[Block], zones: Sequence[range], habits: Sequence[str]) -> Iterator[Definition]:
    titled = {number for zone in zones for number in zone[1:]}
    everywhere = [habit for habit in habits if habit in _EVERYWHERE]
    for number, block in enumerate(blocks):
        if found := definition(number, block, habits if number in titled else everywhere):
            yield found


def _pairs(blocks: Sequence[Block], definitions: Sequence[Definition], habits: Sequence[str]) -> Pairs:
    notes = {each.block for each in definitions}
    bare = any(each.habit == "1" for each in definitions)
    text = [(number, block) for number, block in enumerate(blocks) if number not in notes]
    return pairs(definitions, list(calls(text, [habit for habit in habits if habit != "1" or bare])))


def _remark(blocks: Sequence[Block], definitions: Sequence[Definition], found: Pairs, journal: Journal) -> None:
    """Calls without a note, and notes that nobody calls: both stay in the text."""
    for call in found.unmatched:
        if call.habit in _CERTAIN and len(call.label) < 4:
            journal.counts["unmatched-call"] += 1
            journal.remarks.count("S231", call.habit, offset_of(blocks[call.block]), Severity.WARNING)
    for each in definitions:
        if each.block not in found.ids and (each.habit in _CERTAIN or (found.ids and each.habit == "1")):
            journal.remarks.warn("S234", offset_of(blocks[each.block]), note=each.label)


def _taken_out(
    blocks: Sequence[Block], definitions: Sequence[Definition], found: Pairs, zones: Sequence[range], journal: Journal
) -> tuple[list[Block], list[Note]]:
    """The blocks without the notes that were found, with anchors for their calls; and the notes."""
    parts = _parts(blocks, definitions, found, zones)
    gone = {number for numbers in parts.values() for number in numbers}
    for zone in zones:
        title = blocks[zone[0]]
        if len(zone) > 1 and all(number in gone or isinstance(blocks[number], SceneBreak) for number in zone[1:]):
            gone |= set(zone)
            assert isinstance(title, Heading | Paragraph)
            if placed := title.text.source_range(0, len(title.text.chars)):
                journal.leave_out("notes-title", *placed)
    gone |= _rules_before(blocks, gone)
    result = [
        _with_anchors(block, found.anchors.get(number, {}), journal)
        for number, block in enumerate(blocks)
        if number not in gone
    ]
    begins = {each.block: each.at for each in definitions}
    notes = [
        Note(id, tuple(_note_blocks([blocks[number] for number in parts[start]], begins[start], journal)))
        for start, id in sorted(found.ids.items())
    ]
    return result, notes


def _parts(
    blocks: Sequence[Block], definitions: Sequence[Definition], found: Pairs, zones: Sequence[range]
) -> dict[int, list[int]]:
    """For each note the numbers of its blocks: up to the next one of the list, or to the end of a titled list."""
    ends = {number: zone.stop for zone in zones for number in zone}
    starts = [each.block for each in definitions]
    result: dict[int, list[int]] = {}
    for index, start in enumerate(starts):
        if start not in found.ids:
            continue
        after = starts[index + 1] if index + 1 < len(starts) else len(blocks)
        end = start + 1
        if start in ends:
            end = min(after, ends[start])
        elif _is_within_list(starts, index):
            end = after
        result[start] = [start]
        for number in range(start + 1, end):
            if not isinstance(blocks[number], Paragraph | Verse | Quotation | ListBlock):
                break
            result[start].append(number)
    return result


def _is_within_list(starts: Sequence[int], index: int) -> bool:
    """Whether notes follow each other closely here, three at least."""
    near = starts[max(index - 1, 0) : index + 3]
    close = [b - a <= _NEAR for a, b in pairwise(near)]
    return len(close) >= 2 and all(close)


def _rules_before(blocks: Sequence[Block], gone: set[int]) -> set[int]:
    """Scene breaks that only part the notes from the text."""
    found: set[int] = set()
    for number in range(len(blocks) - 1, -1, -1):
        if isinstance(blocks[number], SceneBreak) and (number + 1 in gone or number + 1 in found):
            found.add(number)
    return found


def _note_blocks(blocks: Sequence[Block], at: int, journal: Journal) -> Iterator[Block]:
    first = blocks[0]
    assert isinstance(first, Paragraph)
    if placed := first.text.source_range(0, at):
        journal.leave_out("note-mark", *placed)
    yield Paragraph(first.text.slice(at, len(first.text.chars)))
    yield from blocks[1:]


def _with_anchors(block: Block, anchors: dict[int, list[tuple[int, int, str]]], journal: Journal) -> Block:
    if not anchors:
        return block
    numbers = count()

    def visit(text: Text) -> Text:
        ranges = anchors.get(next(numbers), ())
        return _anchored(text, ranges, journal) if ranges else text

    return mapped(block, visit)


def _anchored(text: Text, ranges: Sequence[tuple[int, int, str]], journal: Journal) -> Text:
    placed = placer(text)
    for start, end, _ in ranges:
        if place := placed(start, end):
            journal.leave_out("note-mark", *place)
    return with_notes_at(text, sorted(ranges), _CODE)
