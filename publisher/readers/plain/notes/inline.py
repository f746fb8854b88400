"""Notes typed where they belong: `bon soir {добрый вечер (франц.).}`, `[Хорошо (лат.)]`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publisher.model.text import Text
from publisher.model.work import Block, Note, Paragraph
from publisher.readers.plain.blocks import mapped, with_notes_at
from publisher.readers.plain.journal import Journal
from publisher.readers.strand import split

_LANGUAGES = (
    "фр|франц|нем|лат|англ|ит|итал|исп|польск|греч|гр|укр|малор|татар|тат|тур|турец|голл|шв|чеш|серб|церк|арм|груз|евр"
)
_LABEL = rf"\((?:от |с |искаж\.? |искаженн\. )?(?:{_LANGUAGES})[а-я]*\.?[^()]{{0,40}}\)\.?"
_BRACES = re.compile(r"[ \u00a0]?\{(?P<words>[^{}]{2,1500})\}")
_BRACKETS = re.compile(rf"[ \u00a0]?\[(?P<words>[^\[\]]{{2,300}}{_LABEL})\]", re.IGNORECASE)
_CODE = "S2"


def with_inline_notes(blocks: Sequence[Block], journal: Journal) -> tuple[list[Block], list[Note]]:
    """Blocks whose inline notes are notes; a paragraph that is nothing but one stays as it is."""
    notes: list[Note] = []

    def visit(text: Text) -> Text:
        found = _found(text.chars)
        if not found:
            return text
        cuts = [at for match in found for at in (match.start("words") - 1, match.end("words"))]
        ranges: list[tuple[int, int, str]] = []
        for match, words in zip(found, split(text, cuts)[1::2], strict=True):
            id = f"inline-{len(notes) + 1}"
            notes.append(Note(id, (Paragraph(_trimmed(words)),)))
            ranges.append((match.start(), match.end(), id))
        journal.counts["inline-note"] += len(found)
        return with_notes_at(text, ranges, _CODE)

    return [mapped(block, visit) for block in blocks], notes


def _found(chars: str) -> list[re.Match[str]]:
    """Inline notes in order; of one within another only the outer one."""
    if "{" not in chars and "[" not in chars:
        return []
    found = [match for pattern in (_BRACES, _BRACKETS) for match in pattern.finditer(chars) if _is_note(match)]
    result: list[re.Match[str]] = []
    for match in sorted(found, key=lambda match: match.start()):
        if not result or match.start() >= result[-1].end():
            result.append(match)
    return result


def _is_note(match: re.Match[str]) -> bool:
    """Words behind other words: no mark, no formula, no paragraph of its own."""
    words = match["words"]
    return match.start() > 0 and sum(char.isalpha() for char in words) > 0.5 * len(words)


def _trimmed(text: Text) -> Text:
    start = len(text.chars) - len(text.chars.lstrip())
    return text.slice(start, max(len(text.chars.rstrip()), start))
