"""From bytes to characters: which of the encodings of Cyrillic is it, and when is that not certain."""

from __future__ import annotations

import codecs
import re
from collections import Counter

from publisher.model.errors import SourceError
from publisher.model.finding import Finding, Outcome, Place, Severity
from publisher.model.source import LINE_END, Source
from publisher.readers.bigrams import INDEX, WEIGHT

MAX_BYTES = 64 * 2**20
"""A text longer than 64 MB is no text: War and Peace has 5."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LEGACY = ("cp1251", "koi8-r", "koi8-u", "cp866", "mac-cyrillic")
"""One byte a letter, in the order of preference when two read the bytes alike."""

_PRIOR = {"cp1251": 3.0}
"""Bits of advantage: nearly every old Russian text file comes from Windows."""

_MAGIC = (
    (b"\x89PNG", "PNG"), (b"%PDF", "PDF"), (b"PK\x03\x04", "ZIP (docx, odt, epub …)"), (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"), (b"\xd0\xcf\x11\xe0", "DOC"), (b"\x1f\x8b", "GZIP"), (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7z"),
    (b"{\\rtf", "RTF"), (b"AT&TFORM", "DjVu"), (b"\x7fELF", "ELF"),
    (b"OTTO", "OpenType"), (b"\x00\x01\x00\x00", "TrueType"),
)  # fmt: skip

_SAMPLE = 16_000
"""So many bytes around letters decide; more would only confirm."""

_PLAIN = frozenset("«»„“”‘’–—…№§°·− \u00a0©")
_COUSINS = frozenset("іїєґўѣѳѵ")
_CONVINCING = 12.0
"""By so many bits the best reading must lead: a chance of one in four thousand to be wrong."""

_SHORTEST = 4
"""Fewer letters than this prove nothing."""

_CHANCE = 9.0
"""Pairs rarer than this figure of the table speak against Russian; the mean in real text is 13.6."""

_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_UKRAINIAN = re.compile(rb"[\xa4\xa6\xa7\xad\xb4\xb6\xb7\xbd]")
_UNLIKELY = re.compile(
    "[а-яё][А-ЯЁ]"  # a capital in the middle of a word
    "|(?<![^\\s,])[А-ЯЁ](?![^\\s,])(?<![АВИЯ])"  # a lonely capital that is no word
    "|(?<!\\S)[–—…”’•][а-яё]"  # a mark glued to the front of a word
    "|„(?![^„“”]{0,2000}[“”])"  # a quotation that never ends
)


def decode(path: str, data: bytes) -> Outcome[Source]:
    """The characters of a text file; an encoding other than UTF-8 is remarked (S201).

    Raises:
        SourceError: empty (S102), too big (S103), binary (S104), damaged UTF-8 (S105), doubtful (S106).
    """
    if len(data) > MAX_BYTES:
        raise SourceError("S103", {"megabytes": len(data) // 2**20, "limit": MAX_BYTES // 2**20}, Place(path))
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise SourceError("S102", {}, Place(path))
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise SourceError("S104", {"kind": kind}, Place(path))
    bom, encoding = _signed(data) or (b"", _guessed(path, data))
    try:
        chars = data[len(bom) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise _damaged(path, data[len(bom) :], encoding, len(bom) + error.start) from None
    source = Source(path, chars, encoding, bom)
    if not chars.strip():
        raise SourceError("S102", {}, Place(path))
    if encoding == "utf-8":
        return Outcome(source)
    return Outcome(source, (Finding("S201", Severity.NOTE, Place(path), {"encoding": encoding}),))


def _signed(data: bytes) -> tuple[bytes, str] | None:
    return next(((bom, name) for bom, name in _BOMS if data.startswith(bom)), None)


def _guessed(path: str, data: bytes) -> str:
    """The encoding of bytes without a byte order mark."""
    if wide := _wide(data):
        return wide
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _mostly_utf8(data):
            raise _damaged(path, data, "utf-8", error.start) from None
    else:
        # Stray NULs are dirt that the hygiene rules remove; many of them are no text.
        if data.count(b"\x00") * 20 > len(data):
            raise SourceError("S104", {"kind": "NUL"}, Place(path))
        return "utf-8"
    controls = sum(data.count(bytes([byte])) for byte in (*range(9), *range(14, 32)))
    if controls * 20 > len(data):
        raise SourceError("S104", {"kind": "NUL"}, Place(path))
    return _most_russian(path, data)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte is one of few (00 Latin and spaces, 04 Cyrillic, 20 dashes)."""
    if len(data) % 2:
        return None
    for high, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        tops = Counter(data[high : 4 * _SAMPLE : 2])
        lows = Counter(data[1 - high : 4 * _SAMPLE : 2])
        letters = tops[0] + tops[4]  # with dashes and quotes alone it may as well be `a b c ` in any other encoding
        shape = letters + tops[0x20]
        is_wide = shape >= 0.95 * tops.total() and letters >= 0.5 * shape
        if is_wide and lows[0] <= 0.02 * lows.total():
            return encoding
    return None


def _mostly_utf8(data: bytes) -> bool:
    """At least nine in ten of the non-ASCII bytes belong to well-formed sequences, and there are some."""
    first = _HIGH.search(data)
    start = first.start() if first else 0
    sample = data[start : start + 20 * _SAMPLE]
    high = len(_HIGH.findall(sample))
    formed = sum(len(match[0]) for match in _UTF8_SEQUENCE.finditer(sample))
    return formed >= 0.9 * high and formed >= 6


def _damaged(path: str, data: bytes, encoding: str, offset: int) -> SourceError:
    """Where the first byte stands that is no part of `encoding`."""
    before = data[:offset].decode(encoding, errors="ignore")
    line = len(LINE_END.findall(before)) + 1
    column = len(LINE_END.split(before)[-1]) + 1
    byte = f"0x{data[offset]:02X}" if offset < len(data) else "…"
    return SourceError("S105", {"encoding": encoding, "byte": byte}, Place(path, line, column))


def _most_russian(path: str, data: bytes) -> str:
    sample = _sample(data)
    readings: dict[str, tuple[float, str]] = {}
    for encoding in _LEGACY:
        reading = sample.decode(encoding, errors="replace")
        if all(reading != other for _, other in readings.values()):
            readings[encoding] = (russian_bits(reading) + _PRIOR.get(encoding, 0.0), reading)
    ranked = sorted(readings, key=lambda name: -readings[name][0])
    best, second = ranked[0], ranked[1] if len(ranked) > 1 else ranked[0]
    lead = readings[best][0] - readings[second][0]
    letters = sum(char in INDEX for char in readings[best][1].lower())
    if letters < _SHORTEST or lead < _CONVINCING or readings[best][0] < letters:
        shown = {name: " ".join(readings[name][1].split())[:60] for name in (best, second)}
        params = {"first": best, "first_reading": shown[best], "second": second, "second_reading": shown[second]}
        raise SourceError("S106", params, Place(path))
    return best


def _sample(data: bytes) -> bytes:
    """Bytes that decide: from the first non-ASCII one on, and what surrounds those that differ in KOI8-U."""
    first = _HIGH.search(data)
    start = max(first.start() - 1, 0) if first else 0
    sample = data[start : start + _SAMPLE]
    telling = (match.start() for match in _UKRAINIAN.finditer(data, start + _SAMPLE))
    return b"\n".join((sample, *(data[at - 20 : at + 20] for at, _ in zip(telling, range(100), strict=False))))


def russian_bits(chars: str) -> float:
    """How much `chars` look like Russian: bits of evidence, about 4 for every letter of real text."""
    low = chars.lower()
    numbers = [INDEX.get(char, 0) for char in low]
    pairs = Counter(zip([0, *numbers], [*numbers, 0], strict=True))
    bits = sum((WEIGHT[a][b] - _CHANCE) * count for (a, b), count in pairs.items() if a or b)
    for char, count in Counter(low).items():
        if char < "\x80" or char in INDEX:
            continue
        bits += count * (-1.0 if char in _PLAIN else -4.0 if char in _COUSINS else -14.0)
    return bits - 8.0 * sum(1 for _ in _UNLIKELY.finditer(chars))
