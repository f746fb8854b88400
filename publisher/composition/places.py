"""Places in the text of a work: marked for an index, named by the author, first lines of poems.

A place is told by its passage and by the letters and digits before it (`model.passages`), so finished pages need no
marks for it: an index may change without any work being set again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from publisher.composition.labels import label_of
from publisher.model.finding import Place
from publisher.model.indexing import FirstLine, IndexCall, IndexPlace, NamedPlace, NoteCall, PageReference, term_of
from publisher.model.passages import numbers, passages
from publisher.model.text import Mark, Text
from publisher.model.work import Heading, Quotation, SceneBreak, Verse, Work, texts_of

_AT_THE_END = ".,;:—–- \u00a0"
"""What the first line of a poem loses at its end in an index."""


def letters_before(text: Text, at: int) -> int:
    """Letters and digits that stand before a character."""
    return sum(map(str.isalnum, text.chars[:at]))


def offset_of(text: Text, letters: int) -> int:
    """The way back: the character that has so many letters and digits before it; none behind it: the end."""
    found = (index for index, char in enumerate(text.chars) if char.isalnum())
    return next((index for number, index in enumerate(found) if number == letters), len(text.chars))


def _marked(work: Work, kind: str) -> Iterator[tuple[int, Text, Mark]]:
    """Passage by passage."""
    for number, passage in enumerate(passages(work)):
        if isinstance(passage, Text):
            yield from ((number, passage, mark) for mark in passage.marks if mark.kind == kind)


def _where(work: Work, text: Text, at: int) -> Place | None:
    offset = text.source_offset(at)
    return None if work.source is None else work.source.place(offset or 0)


def index_calls(work: Work) -> Iterator[IndexCall]:
    """What is marked for an index; the end of a range is where its mark ends."""
    for number, text, mark in _marked(work, "index"):
        term = term_of(mark)
        at = mark.end if term.role == "to" else mark.start
        words = text.slice(mark.start, mark.end).plain.replace("\u00ad", "")
        yield IndexCall(term, words, number, letters_before(text, at), _where(work, text, mark.start))


def named_places(work: Work) -> Iterator[NamedPlace]:
    """Names that an author gave to places within texts. Of two with the same name the first counts."""
    told = {block.id for block in work.blocks if isinstance(block, Heading)}
    marked = [found for found in _marked(work, "anchor") if not found[2].value.isspace()]
    if not marked:
        return
    labels = {id(block.text): label_of(block) for block in work.blocks if isinstance(block, Heading)}
    above = ""
    label: list[str] = []
    for passage in passages(work):
        above = labels.get(id(passage), above)
        label.append(above)
    for number, text, mark in marked:
        if mark.value not in told:
            told.add(mark.value)
            yield NamedPlace(mark.value, number, letters_before(text, mark.start), label[number])


def note_calls(work: Work) -> Iterator[NoteCall]:
    """Where the passages of notes belong: a note may be printed far from its call, an index names the page of that."""
    if not work.notes:
        return
    order = numbers(work)
    called: dict[str, tuple[int, int]] = {}
    for number, text, mark in _marked(work, "note"):
        called.setdefault(mark.value, (number, letters_before(text, mark.start)))
    for note in work.notes:
        for text in (text for block in note.blocks for text in texts_of(block)):
            if note.id in called:
                yield NoteCall(order[id(text)], *called[note.id])


def places_of(work: Work) -> Iterable[NamedPlace]:
    """The named places of a work: those that are stored with it, or else found now."""
    return work.summary.named_places if work.summary else named_places(work)


def page_references(work: Work) -> Iterator[PageReference]:
    """What is referred to by page number or title."""
    for _, text, mark in _marked(work, "reference"):
        yield PageReference(mark.value, _where(work, text, mark.start))


def first_lines(work: Work) -> Iterator[FirstLine]:
    """First lines of poems: of verse that opens the work or a division of it. Verse amid prose is a quotation."""
    opening = True
    numbers: dict[int, int] | None = None
    for block in work.blocks:
        if isinstance(block, Verse) and opening:
            line = next((line for stanza in block.stanzas for line in stanza if not line.title), None)
            if line is not None and (words := line.text.plain.rstrip(_AT_THE_END)):
                numbers = numbers or {id(passage): number for number, passage in enumerate(passages(work))}
                ended = words if words[-1] in "!?…" else f"{words}…"
                yield FirstLine(ended, numbers[id(line.text)])
            opening = False
        elif isinstance(block, Heading | SceneBreak):
            opening = True
        elif not (isinstance(block, Quotation) and block.kind == "epigraph") and any(texts_of(block)):
            opening = False


def with_targets(text: Text, places: Iterable[IndexPlace]) -> Text:
    """`text` with an anchor at each place, called by its id, instead of those that its author wrote."""
    places = tuple(places)
    if not places and not any(mark.kind == "anchor" for mark in text.marks):
        return text
    marks = [mark for mark in text.marks if mark.kind != "anchor"]
    marks += [Mark(at, at, "anchor", place.id) for place in places for at in (offset_of(text, place.letters),)]
    return replace(text, marks=tuple(marks))
