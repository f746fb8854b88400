"""Finds what must stay as it is although nobody marked it: addresses, paths, formulae, telephone numbers, codes.

A pattern is tried only where the characters stand that it can't do without. Each has bounded repetitions and starts at
a rare character or at the border of a word: the search is linear. What it looks back at is no character that a rule
may change, so a second pass finds the same spans.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from publisher.typography import alphabet as ab

_DOMAIN = r"(?:com|org|net|info|biz|edu|gov|io|dev|ru|su|by|kz|ua|me|eu|uk|de|fr|рф|рус|бел|укр|срб|қаз|москва)"
_REST = r"[^\s«»„“”‚‘\"<>—\ue000]"
"""What an address goes on with."""
_FILES = (
    r"(?:txt|pdf|md|py|js|ts|html?|xml|json|toml|ya?ml|docx?|xlsx?|pptx?|odt|rtf|fb2|epub|mobi|djvu|jpe?g|png|gif|svg|"
    r"webp|tiff?|bmp|psd|eps|zip|gz|7z|rar|tar|exe|dll|bat|csv|css|sh|tex|log|ini|cfg|sql|php|java|cpp|mp[34]|avi|mkv|"
    r"wav|flac|ttf|otf|woff2?|srt|bak|iso)"
)
_FULL_DATE = r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:\d{4}|\d{2})(?![\d.]\d)(?!\d)"
"""No code: it may have a range's dash and a unit behind it."""


class _Kind(NamedTuple):
    """A pattern, and what must occur in a text that it matches: one of some strings, or another pattern."""

    needles: tuple[str, ...] | re.Pattern[str]
    pattern: str


def _kind(needles: str | re.Pattern[str], *patterns: str) -> _Kind:
    """`needles`: strings with spaces between, or a pattern that begins with a rare character."""
    return _Kind(needles if isinstance(needles, re.Pattern) else tuple(needles.split()), "|".join(patterns))


_ADDRESSES = (
    _kind("://", rf"[a-z][a-z0-9+.]{{1,15}}://{_REST}+"),
    _kind("@", r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}", r"@(?<![\w.]@)\w{1,64}"),
    _kind("#", r"#(?<![\w&#]#)\w[\w-]{0,100}", r"[CF]#(?<!\w[CF]#)(?!\w)"),
    _kind("mailto: tel: doi: urn:", rf"(?<![\w@])(?:mailto:|tel:|doi:|urn:){_REST}+"),
    _kind("www.", rf"www\.(?<![\w@]www\.){_REST}+"),
    _kind(
        re.compile(rf"\.{_DOMAIN}(?!\w|-\w)"),
        rf"(?<![\w@])(?:\w[\w-]{{0,62}}\.){{1,5}}{_DOMAIN}(?!\w|-\w)(?:/{_REST}*)?",
    ),
    _kind("/", r"(?<![\w/~])(?:~|\.{1,2})?/(?:[\w.+-]{1,64}/){0,20}[A-Za-z][\w.+-]*/?"),
    _kind(r":\ \\", rf"(?<!\w)[A-Za-z]:\\{_REST}*", r"\\\\[\w.$-]{1,64}(?:\\[\w.$-]{1,64}){1,20}"),
    _kind(
        re.compile(rf"\.{_FILES}(?!\w)"),
        rf"(?<![\w-])[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{0,3}}\.{_FILES}(?!\w)",
    ),
    _kind("--", rf"--(?<![\w-]--)[a-z][a-z0-9]*(?:--?[a-z0-9]+)*(?:={_REST}+)?(?!\w)"),
    _kind(re.compile(r"-[A-Za-z](?!\w)"), r"-(?<![\w-]-)[A-Za-z](?!\w)"),
    _kind("{{", r"\{\{[^{}\n]{0,200}\}\}"),
    _kind("{% {# ${", r"\{%[^{}\n]{0,200}%\}|\{#[^{}\n]{0,200}#\}|\$\{[^{}\n]{0,200}\}"),
    _kind("<%", r"<%[^<>\n]{0,200}%>"),
    _kind("_", r"(?<!\w)\w*[A-Za-z0-9]_\w+"),
    _kind("<", r"<[A-Za-z][\w-]{0,40}\s[\w:-]{1,40}=[^<>\n\ue000]{0,300}>?"),
    _kind('="', r"(?<!\w)[A-Za-z][\w:-]{0,40}=\"[^\"\s]{0,200}\""),
    _kind("C++ .NET", r"C\+\+(?<!\wC\+\+)(?!\w)", r"\.NET(?<!\w\.NET)(?!\w)"),
    _kind("10.", rf"10\.(?<!\w10\.)\d{{4,9}}/{_REST}+"),
)
_FORMULAE = (
    _kind("$$", r"\$\$[^$]{1,2000}\$\$"),
    _kind(
        "$",
        r"\$(?<![\w$\\]\$)(?=[^\s$])(?:[^$\nА-Яа-яЁё\\]|\\[A-Za-z]{2,30}\{[^{}$\n]{0,80}\}|\\[^\n]){1,300}(?<!\s)"
        r"\$(?![\w$])",
    ),
    _kind(r"\( \[", r"\\\((?:[^\\\n]|\\[^()\n]){0,1000}\\\)", r"\\\[(?:[^\\]|\\[^\[\]]){0,2000}\\\]"),
    _kind("\\", r"\\[A-Za-z]{2,30}(?:\{[^{}\n]{0,200}\})?"),
)
_CODES = (
    _kind(
        re.compile("-[0-9A-Fa-f]"),
        r"(?<!\w)\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?!\w|-\w)",
        r"(?<!\w)\d++(?:-\d++){2,9}+(?:-[XХ\d])?(?!\w|-\w)",
        r"(?<!\w)\d{2,3}-\d{2}-\d{2}(?!\w|-\w)",
        r"(?<![A-Za-z0-9_А-Яа-яЁё])[A-ZА-ЯЁ]{1,6}-\d++(?:-\w++)+",
        r"(?<!\w)[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?!\w)",
    ),
    _kind(re.compile(r"[-/]\d"), r"(?<!\w)\d[\d.,]{0,20}+[-/]\d[\d.,]{0,20}+(?:[-/]\d[\d.,]{0,20}+){1,9}"),
    _kind(re.compile(r"\.\d"), rf"(?<!\w)(?!{_FULL_DATE})v?\d+(?:\.\d+){{2,6}}(?:[-–]\w+)*(?!\w|-\w)"),
    _kind(
        re.compile(r"[8+](?=[ \u00a0(-]?[\d(])"),
        r"(?<![\w+])(?:\+\d{1,3}|8)[ \u00a0-]?\(\d{3,5}\)[ \u00a0-]?\d{1,3}(?:[ \u00a0-]?\d{2,4}){1,3}(?!\w)",
        r"(?<![\w+])(?:\+\d{1,3}|8)(?:[ \u00a0-]\d{3}){1,2}(?:[ \u00a0-]\d{2}){1,3}(?!\w)",
        r"(?<![\w+])\+\d{7,15}(?!\w)",
    ),
    _kind(re.compile(":[0-9A-Fa-f]{2}:"), r"(?<!\w)(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}(?!\w)"),
    _kind("0x", r"0x(?<!\w0x)[0-9A-Fa-f]+(?!\w)"),
)
_NAMED = (
    r"(?<!\w)(?:(?:ГОСТ|ОСТ|СТО|СТБ|СНиП|СанПиН|СП|ТУ|РД|ВСН|ISO|ИСО|IEC|МЭК|DIN|IEEE|RFC|ISBN|ISSN|УДК|ББК|ОКВЭД)"
    r"(?:[ \u00a0/][A-ZА-Я]{1,5}){0,2}:?[ \u00a0-](?P<code>\d{1,12}[.:/–—−-]\d[\d.:/–—−-]{0,40})"
    r"|(?:[Тт]ел|[Фф]акс|[Мм]об)\.?:?[ \u00a0](?P<phone>[+(]?\d[\d() \u00a0+–-]{3,20}\d)(?!\w)"
    r"|(?:стал(?:ь|и|ью|ей|ям|ях|ями)|марк(?:а|и|е|у|ой))[ \u00a0](?P<steel>\d{1,3}[xх]\d{1,3}\w{0,10}))"
)
"""Codes that are known by the word before them; the word itself is free."""
_MAYBE_NAMED = re.compile(r"[.:/–—−-]\d|[Тт]ел|[Фф]акс|[Мм]об|[xх]\d")

SUSPECT = re.compile(r"[A-Za-z\u00c0-\u024f0-9_/@{}\\#$~^|=+<>&]|\.(?:рф|рус|бел|укр|срб|қаз|москва)")
"""Without one of these in a chunk it is part of no span."""
_DIGIT = re.compile(r"\d")
_TRAILING = ".,;:!?)…'’"


@lru_cache(maxsize=8)
def protected_spans(chars: str) -> Sequence[tuple[int, int]]:
    """Spans that no rule may touch, in order of their patterns; they may overlap.

    The latest answers are kept: mending asks again after each of its steps, most of which change nothing.
    """
    if not SUSPECT.search(chars):
        return ()
    spans = _ADDRESSES_AND_FORMULAE.found(chars)
    if _DIGIT.search(chars):
        spans += _ALL_CODES.found(chars)
        if _MAYBE_NAMED.search(chars):
            for match in _compiled(_NAMED).finditer(chars):
                code = match.lastgroup or 0
                spans.append((match.start(code), match.start(code) + len(_without_sentence_end(match[code]))))
    return spans


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """When there is something to be found: most texts need few of these patterns."""
    return re.compile(pattern)


class _Search:
    """Looks for some kinds in order, but for few of them more than once: most texts have no needle of theirs."""

    def __init__(self, kinds: Sequence[_Kind]) -> None:
        self._patterns = [kind.pattern for kind in kinds]
        self._strings = [(needle, i) for i, kind in enumerate(kinds) for needle in _strings(kind)]
        self._others = [
            (kind.needles.search, i) for i, kind in enumerate(kinds) if isinstance(kind.needles, re.Pattern)
        ]

    def found(self, chars: str) -> list[tuple[int, int]]:
        """The spans of all matches."""
        numbers = {i for needle, i in self._strings if needle in chars}
        numbers.update([i for search, i in self._others if search(chars)])
        matches = [match for i in sorted(numbers) for match in _compiled(self._patterns[i]).finditer(chars)]
        return [(match.start(), match.start() + len(_without_sentence_end(match.group()))) for match in matches]


def _strings(kind: _Kind) -> tuple[str, ...]:
    return kind.needles if isinstance(kind.needles, tuple) else ()


_ADDRESSES_AND_FORMULAE = _Search(_ADDRESSES + _FORMULAE)
_ALL_CODES = _Search(_CODES)


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
