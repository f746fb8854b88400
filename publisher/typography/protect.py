"""Finds what must stay as it is although nobody marked it: addresses, paths, options, telephone numbers, codes, dates.

Every pattern starts at a rare character or at the border of a word and has bounded repetitions: the search is linear.
Its look-behinds never look at a character that a rule may change, so a second pass finds the same spans.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publisher.typography import alphabet as ab

_WORD = r"[A-Za-z0-9_А-Яа-яЁё]"
_DOMAIN = r"(?:com|org|net|info|biz|edu|gov|io|dev|ru|su|by|kz|ua|me|eu|uk|de|fr|рф)"

_ANYWHERE = re.compile(
    "|".join(
        (
            r"[a-z][a-z0-9+.]{1,15}://[^\s«»„“”‚‘\"<>—\ue000]+",
            r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}",
            r"(?<![\w@])(?:mailto:|tel:|doi:|urn:)[^\s«»„“”‚‘\"<>—\ue000]+",
            r"(?<![\w@])www\.[^\s«»„“”‚‘\"<>—\ue000]+",
            rf"(?<![\w@])(?:\w[\w-]{{0,62}}\.){{1,5}}{_DOMAIN}(?!\w|-\w)(?:/[^\s«»„“”‚‘\"<>—\ue000]*)?",
            r"(?<![\w/~])(?:~|\.{1,2})?/(?:[\w.+-]+/)*[A-Za-z][\w.+-]*/?",
            r"(?<!\w)[A-Za-z]:\\[^\s«»„“”‚‘\"<>—\ue000]*",
            r"(?<![\w-])[\w-]{1,64}(?:\.[\w-]{1,64}){0,3}\.(?:txt|pdf|md|py|js|html?|xml|json|toml|ya?ml|docx?|xlsx?|odt|fb2|epub|jpe?g|png|gif|svg|zip|gz|exe|csv|css|sh|tex)(?!\w)",
            r"(?<![\w-])--[a-z][a-z0-9]*(?:--?[a-z0-9]+)*(?:=[^\s«»„“”‚‘\"<>—\ue000]+)?(?!\w)",
            r"(?<![\w-])-[A-Za-z](?!\w)",
            r"\{\{[^{}\n]{0,200}\}\}|\{%[^{}\n]{0,200}%\}",
            r"\\[A-Za-z]{2,30}(?:\{[^{}\n]{0,200}\})?",
            r"(?<!\w)\w*[A-Za-z0-9]_\w+",
            r"(?<!\w)[A-Za-z][\w:-]{0,40}=\"[^\"\s]{0,200}\"",
            r"<[A-Za-z][\w-]{0,40}\s[\w:-]{1,40}=[^<>\n\ue000]{0,300}>?",
            r"(?<!\w)(?:C|F)#(?!\w)|(?<!\w)C\+\+(?!\w)|(?<!\w)\.NET(?!\w)",
            r"(?<!\w)10\.\d{4,9}/[^\s«»„“”‚‘\"<>—\ue000]+",
        )
    )
)

_NUMERIC = re.compile(
    "|".join(
        (
            r"(?<!\w)\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?!\w|-\w)",
            r"(?<![\w+])(?:\+\d{1,3}|8)[ \u00a0-]?\(\d{3,5}\)[ \u00a0-]?\d{1,3}(?:[ \u00a0-]?\d{2,4}){1,3}(?!\w)",
            r"(?<![\w+])(?:\+\d{1,3}|8)(?:[ \u00a0-]\d{3}){1,2}(?:[ \u00a0-]\d{2}){1,3}(?!\w)",
            r"(?<![\w+])\+\d{7,15}(?!\w)",
            r"(?<!\w)\d+(?:-\d+){2,9}(?:-[XХ\d])?(?!\w|-\w)",
            r"(?<!\w)\d{2,3}-\d{2}-\d{2}(?!\w|-\w)",
            r"(?<!\w)v?\d+(?:\.\d+){2,6}(?:[-–]\w+)*(?!\w|-\w)",
            rf"(?<!{_WORD})[A-ZА-ЯЁ]{{1,6}}-\d+(?:-\w+)+",
            r"(?<!\w)\d[\d.,]*[-/]\d[\d.,]*(?:[-/]\d[\d.,]*)+",
            r"(?<!\w)0x[0-9A-Fa-f]+(?!\w)",
        )
    )
)

SUSPECT = re.compile(r"[A-Za-z\u00c0-\u024f0-9_/@{}\\#$~^|=+<>&]|\.рф")
"""Without one of these in a chunk it is part of no span."""
_ASCII = re.compile(r"[A-Za-z0-9_]")
_MAYBE = re.compile(r"[@\\/_{]|\w\.\w|--[a-z]|-[A-Za-z]|[CF]#|C\+\+|\.NET|[a-z]:\S|=\"|<[A-Za-z]")
_MAYBE_NUMERIC = re.compile(r"\d[-–/.]\d|\+\d|0x|\d\)|8 \(|8[ \u00a0]\d")
_TRAILING = ".,;:!?)…'’"


def protected_spans(chars: str) -> list[tuple[int, int]]:
    """Spans that no rule may touch, in order of their patterns; they may overlap."""
    spans: list[tuple[int, int]] = []
    if not (_ASCII.search(chars) or "/" in chars or "@" in chars or "{" in chars or ".рф" in chars):
        return spans
    if _MAYBE.search(chars):
        found = ((match.start(), _without_sentence_end(match.group())) for match in _ANYWHERE.finditer(chars))
        spans += [(start, start + len(address)) for start, address in found]
    if _MAYBE_NUMERIC.search(chars):
        found = ((match.start(), _without_sentence_end(match.group())) for match in _NUMERIC.finditer(chars))
        spans += [(start, start + len(code)) for start, code in found]
    return spans


def _without_sentence_end(address: str) -> str:
    """An address without the full stop or bracket that belongs to the sentence around it."""
    while address and address[-1] in _TRAILING and not (address[-1] == ")" and "(" in address):
        address = address[:-1]
    return address


def mask(chars: str, spans: Sequence[tuple[int, int]]) -> str:
    """The characters with those of the spans hidden, each behind one stand-in."""
    if not spans:
        return chars
    pieces: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if end > at:
            pieces += (chars[at : max(start, at)], ab.MASK * (end - max(start, at)))
            at = end
    return "".join(pieces) + chars[at:]
