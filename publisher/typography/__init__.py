"""Russian and Cyrillic typography: Text in, Edits out, every edit with the code of the rule that asked for it.

The verb is `clean`; the registry of rules is `RULES`. `edits` tells what `clean` would do, `source_edits` carries that
to the source file. `clean_text` does the same for a plain string.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import Literal, NamedTuple

from publisher.model.finding import Finding, Outcome, Place, Severity
from publisher.model.source import Source
from publisher.model.text import Edit, Text
from publisher.model.work import Work
from publisher.typography.composing import compose
from publisher.typography.engine.drafts import RawEdit
from publisher.typography.engine.edit_set import EditSet
from publisher.typography.plain import cleaned_plain, swept_plain, waivers_of_plain
from publisher.typography.remark import Remark
from publisher.typography.review import Pairs, Review, cleaned_passages, review, review_plain, source_edits
from publisher.typography.rule import Example, Level, Rule, Stage
from publisher.typography.rules import BY_CODE, RULES
from publisher.typography.settings import Settings
from publisher.typography.undisturbed import undisturbed
from publisher.typography.walk import mapped

__all__ = [
    "BY_CODE",
    "RULES",
    "Change",
    "CleanedText",
    "Edit",
    "Example",
    "Level",
    "Remark",
    "Review",
    "Rule",
    "Settings",
    "Stage",
    "as_finding",
    "clean",
    "clean_text",
    "cleaned_plain",
    "compose",
    "edits",
    "review",
    "review_plain",
    "source_edits",
    "waivers_of_plain",
]


class Change(NamedTuple):
    """One edit of a string: rule code, offsets in the input, what stood there and what stands there now."""

    code: str
    start: int
    end: int
    old: str
    new: str


_change: Callable[[tuple[str, int, int, str, str]], Change] = partial(tuple.__new__, Change)
"""What `Change._make` does, without a call of Python for each of a hundred thousand."""


class CleanedText:
    """A cleaned string, all changes (sorted, without overlaps), and what was found but left to the author."""

    def __init__(self, source: str, edits: EditSet | Sequence[RawEdit] = (), remarks: Iterable[Remark] = ()) -> None:
        """`edits` with offsets in `source`, without overlaps."""
        self.source = source
        self.remarks = tuple(remarks)
        self._edits = edits if isinstance(edits, EditSet) else EditSet(edits)
        self.text = self._edits.carried_out(source)

    @cached_property
    def edits(self) -> tuple[Change, ...]:
        chars = self.source
        with undisturbed():
            rows = [(code, start, end, chars[start:end], new) for start, end, new, code in self._edits.rows()]
            return tuple(map(_change, rows))


def clean(work: Work, settings: Settings) -> Outcome[Work]:
    """The work with every Text cleaned: title matter, blocks, notes. Marks and origins move with the edits.

    Findings: quotation marks without a partner (RU210), broken promises of the engine (RU001).
    """
    pairs = cleaned_passages(work, settings)
    cleaned = iter([p.text.apply(r.edits) if r.edits else p.text.packed() for p, r in pairs])
    return Outcome(mapped(work, lambda _: next(cleaned)), _findings(work, pairs))


def edits(work: Work, settings: Settings) -> Outcome[tuple[tuple[Text, tuple[Edit, ...]], ...]]:
    """What `clean` would change: every Text that has edits, with its edits, in reading order."""
    pairs = cleaned_passages(work, settings)
    return Outcome(tuple((p.text, r.edits) for p, r in pairs if r.edits), _findings(work, pairs))


def clean_text(
    text: str,
    *,
    language: str = "ru",
    profile: str = "book",
    markup: Literal["text", "markdown", "html", "fb2"] = "text",
    ignore: Iterable[str] = (),
) -> CleanedText:
    """A string, cleaned; everything but the edits stays as it is, line ends, indents and markup included.

    Args:
        text: the characters; any line ends.
        language: BCP 47 tag, where the text does not state its own and is not plainly in another script.
        profile: `book`, `press`, `web`.
        markup: what the characters are. Code, addresses, tags and front matter are never touched.
        ignore: codes of rules, or beginnings of codes, that are left out.

    Raises:
        ValueError: another `markup`.
        SourceError: the markup can't be read (broken front matter, too deep nesting).
    """
    settings = Settings(language, profile, frozenset(ignore))
    if markup == "text":
        return CleanedText(text, *swept_plain(text, settings))
    if markup not in ("markdown", "html", "fb2"):
        raise ValueError(markup)
    if not text.strip():
        return CleanedText(text)
    # The one step against the floors (see docs/decisions/0007): users ask typography, and markup needs its reader.
    from publisher.readers import read

    work = read("text", text.encode("utf-8", "surrogatepass"), format=markup).value
    source = work.source
    if source is None:
        raise ValueError(markup)
    if work.metadata.sources.get("language") not in ("front-matter", "markup"):
        work = work.replace(metadata=replace(work.metadata, language=language))
    skipped = len(text) - len(source.chars)  # a byte order mark is not among the characters of a source
    found = review(work, settings)
    return CleanedText(
        text,
        [Edit(edit.start + skipped, edit.end + skipped, edit.new, edit.code) for edit in found.edits],
        (replace(remark, start=remark.start + skipped, end=remark.end + skipped) for remark in found.remarks),
    )


def as_finding(remark: Remark, source: Source, text: Text | None = None) -> Finding:
    """A remark (with offsets in `text`, or else in the source itself) as a finding with its place."""
    chars = text.chars if text else source.chars
    offset = text.source_offset(remark.start) if text else remark.start
    params: dict[str, object] = {**dict(remark.params), "old": chars[remark.start : remark.end]}
    if remark.new is not None:
        params["new"] = remark.new
    params["excerpt"] = " ".join(chars[max(0, remark.start - 20) : remark.start + 20].split())
    rule = BY_CODE.get(remark.code)
    severity = Severity.NOTE if rule and rule.level is Level.SUGG else Severity.WARNING
    return Finding(remark.code, severity, source.place(offset) if offset is not None else Place(source.path), params)


def _findings(work: Work, pairs: Pairs) -> tuple[Finding, ...]:
    source = work.source or Source("", "")
    found = [as_finding(remark, source, passage.text) for passage, result in pairs for remark in result.remarks]
    return tuple(found) if work.source else tuple(replace(finding, place=None) for finding in found)
