"""What the cleanup has to say about a source file: edits, remarks, and what its author wants left alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from publisher.model.source import Source
from publisher.model.text import Edit, Text
from publisher.model.waiver import Waiver
from publisher.model.work import Person, Work
from publisher.typography.composing import remarks_in_source, to_source
from publisher.typography.engine.engine import Engine, Passage
from publisher.typography.engine.swept import Cleaned
from publisher.typography.plain import cleaned_plain, waivers_of_plain
from publisher.typography.remark import Remark
from publisher.typography.settings import Settings
from publisher.typography.undisturbed import undisturbed
from publisher.typography.waiving import Waiving, used
from publisher.typography.walk import mapped

_ESCAPED = frozenset({"html", "fb2"})
Pairs = Sequence[tuple[Passage, Cleaned]]


@dataclass(frozen=True, slots=True)
class Review:
    """All offsets are those of the source; edits are sorted and without overlaps, remarks sorted.

    `waived`: every waiver of the source with what it held back: code of a rule → how often.
    """

    edits: tuple[Edit, ...] = ()
    remarks: tuple[Remark, ...] = ()
    waived: tuple[tuple[Waiver, Mapping[str, int]], ...] = ()


@undisturbed()
def cleaned_passages(work: Work, settings: Settings) -> list[tuple[Passage, Cleaned]]:
    """Every passage of the work, in reading order, with what the engine says about it; waivers hold.

    The language is that of the work, or that of the settings where nobody and nothing tells it.
    """
    passages: list[Passage] = []

    def collect(passage: Passage) -> Text:
        passages.append(passage)
        return passage.text

    mapped(work, collect)
    if work.metadata.sources.get("language", "default") != "default":
        settings = replace(settings, language=work.metadata.language)
    engine = Engine(settings)
    waiving = Waiving(work.waivers)
    if not waiving:
        return list(zip(passages, engine.run(passages), strict=True))
    results = engine.run(passage._replace(text=waiving.protected(passage.text)) for passage in passages)
    return [
        (passage, Cleaned(waiving.kept(passage.text, result.edits), waiving.kept(passage.text, result.remarks)))
        for passage, result in zip(passages, results, strict=True)
    ]


def review(work: Work, settings: Settings) -> Review:
    """Everything about the source of a work.

    Raises:
        ValueError: the work has no source.
    """
    source = work.source
    if source is None:
        raise ValueError("a work without a source")
    work = _without_front_matter(work, settings.front_matter)
    edits, remarks = _in_source(work, source, cleaned_passages(work, settings))
    if not work.waivers:
        return Review(edits, remarks)
    held = _in_source(work, source, cleaned_passages(work.replace(waivers=()), settings))
    return Review(edits, remarks, _waived(work.waivers, *held))


def _without_front_matter(work: Work, named: frozenset[str]) -> Work:
    """The work with fields of front matter that are not `named` cut off from the source: nothing is said about them."""

    def cut_off(value: object) -> object:
        if isinstance(value, Text):
            return replace(value, origin=())
        if isinstance(value, tuple):
            return tuple(replace(p, name=replace(p.name, origin=())) if isinstance(p, Person) else p for p in value)
        return value

    meta = work.metadata
    left = [key for key, origin in meta.sources.items() if origin == "front-matter" and key not in named]
    changes: dict[str, Any] = {key: cut_off(getattr(meta, key)) for key in left}
    return work.replace(metadata=replace(meta, **changes))


def review_plain(chars: str, settings: Settings) -> Review:
    """Everything about a plain text, taken as it stands."""
    edits, remarks = cleaned_plain(chars, settings)
    waivers = waivers_of_plain(chars).ranges
    waived = _waived(waivers, *cleaned_plain(chars, settings, waived=False)) if waivers else ()
    return Review(tuple(edits), tuple(sorted(remarks, key=_order)), waived)


def _waived(
    waivers: Sequence[Waiver], edits: Iterable[Edit], remarks: Iterable[Remark]
) -> tuple[tuple[Waiver, Mapping[str, int]], ...]:
    return tuple(zip(waivers, used(waivers, (*edits, *remarks)), strict=True))


def _in_source(work: Work, source: Source, pairs: Pairs) -> tuple[tuple[Edit, ...], tuple[Remark, ...]]:
    found = [(passage.text, cleaned.edits) for passage, cleaned in pairs if cleaned.edits]
    edits = source_edits(source, found)
    remarks = {remark for passage, cleaned in pairs for remark in remarks_in_source(passage.text, cleaned.remarks)}
    if work.format in _ESCAPED:
        edits = [Edit(edit.start, edit.end, _escaped(edit.new), edit.code) for edit in edits]
        remarks = {replace(remark, new=_escaped(remark.new)) if remark.new else remark for remark in remarks}
    return tuple(edits), tuple(sorted(remarks, key=_order))


def _escaped(chars: str) -> str:
    """What a rule writes into a source where `<` and `&` begin markup."""
    return chars.replace("&", "&amp;").replace("<", "&lt;") if "&" in chars or "<" in chars else chars


def _order(remark: Remark) -> tuple[int, int, str, str]:
    return remark.start, remark.end, remark.code, remark.new or ""


def source_edits(source: Source, grouped: Iterable[tuple[Text, tuple[Edit, ...]]]) -> list[Edit]:
    """The edits of texts as edits of their source file: sorted, without overlaps and repetitions.

    An edit that does not stand in the source in one piece is split or left out; no edit joins lines. A Text that was
    read twice from one place (a title that is also the first heading) is edited once.
    """
    found: dict[tuple[int, int], Edit] = {}
    for text, its_edits in grouped:
        for edit in to_source(text, its_edits, source.chars):
            found.setdefault((edit.start, edit.end), edit)
    return list(_apart(edit for _, edit in sorted(found.items())))


def _apart(edits: Iterable[Edit]) -> Iterator[Edit]:
    end = 0
    for edit in edits:
        if edit.start >= end:
            yield edit
            end = edit.end
