"""Fonts: what is embedded, how wide glyphs are said to be, which glyphs are missing."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from struct import unpack
from typing import Any

import pikepdf

from publisher.model.facts import Font
from publisher.preflight.probes.objects import TooLargeError, decoded, get, items, name, number, numbers, whole

LONGEST_PROGRAM = 64 << 20
MISFIT = 2.5
"""Thousandths of an em by which a width may differ from the font program: rounding of 2048 units to 1000."""
_SHOWN = 8
"""Codes told of a font."""
_MOST_WIDTHS = 1 << 16


@dataclass(slots=True)
class UsedFont:
    """A font as the content interpreter needs it, and what it notes about it.

    Args:
        wide: codes have two bytes.
        widths: width in thousandths of an em by code (by CID for wide fonts).
        scale: what a thousandth is worth: 0.001, for Type 3 the matrix of the font.
    """

    object: Any
    kind: str
    base: str
    wide: bool
    vertical: bool
    identity: bool
    widths: Widths
    scale: float = 0.001
    ascent: float = 0.75
    descent: float = -0.25
    codes: set[int] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)

    def split(self, chars: bytes) -> Sequence[int]:
        """The codes of a string."""
        if not self.wide:
            return chars
        count = len(chars) // 2
        return unpack(f">{count}H", chars[: 2 * count])

    def width(self, codes: Iterable[int]) -> float:
        """The sum of the widths, in text space for a font of size 1."""
        return sum(map(self.widths.__getitem__, codes)) * self.scale


class Widths(dict[int, float]):
    """Widths by code, with one for all others."""

    def __init__(self, known: Mapping[int, float], default: float) -> None:
        super().__init__(known)
        self.default = default

    def __missing__(self, code: int) -> float:
        return self.default


def read_font(font: Any) -> UsedFont:
    """A font dictionary, as far as setting with it goes."""
    kind = name(get(font, "Subtype"))
    base = name(get(font, "BaseFont")) or name(get(font, "Name"))
    if kind == "Type0":
        return _composite(font, base)
    first = whole(get(font, "FirstChar"))
    widths = {first + i: number(w) for i, w in enumerate(items(get(font, "Widths"), 256))}
    missing = number(get(font, "FontDescriptor", "MissingWidth"))
    default = missing or (0.0 if widths else 500.0)
    used = UsedFont(font, kind, base, False, False, False, Widths(widths, default))
    if kind == "Type3":
        matrix = numbers(get(font, "FontMatrix"), 6) or (0.001, 0, 0, 0.001, 0, 0)
        used.scale = abs(matrix[0]) or 0.001
        box = numbers(get(font, "FontBBox"), 4)
        if box:
            used.descent, used.ascent = sorted((box[1] * matrix[3], box[3] * matrix[3]))
    else:
        _heights(used, get(font, "FontDescriptor"))
    return used


def _composite(font: Any, base: str) -> UsedFont:
    descendant = next(iter(items(get(font, "DescendantFonts"), 1)), None)
    encoding = get(font, "Encoding")
    said = name(encoding)
    used = UsedFont(
        font,
        name(get(descendant, "Subtype")) or "Type0",
        base,
        True,
        said.endswith("-V"),
        said in ("Identity-H", "Identity-V"),
        Widths(_wide_widths(get(descendant, "W")), number(get(descendant, "DW"), 1000.0)),
    )
    _heights(used, get(descendant, "FontDescriptor"))
    return used


def _heights(used: UsedFont, descriptor: Any) -> None:
    """Ascent and descent, in ems; those of some writers are nonsense."""
    ascent, descent = number(get(descriptor, "Ascent")) / 1000, number(get(descriptor, "Descent")) / 1000
    used.ascent = ascent if 0.3 < ascent < 1.5 else 0.75
    used.descent = descent if -0.8 < descent < 0 else -0.25


def _wide_widths(table: Any) -> dict[int, float]:
    """The array W (ISO 32000-1, 9.7.4.3): `c [w …]` or `first last w`."""
    widths: dict[int, float] = {}
    waiting: list[float] = []
    for item in items(table):
        if isinstance(item, pikepdf.Array):
            start = int(waiting[-1]) if waiting else 0
            widths |= {start + i: number(w) for i, w in enumerate(items(item, _MOST_WIDTHS))}
            waiting = []
        else:
            waiting.append(number(item))
            if len(waiting) == 3:
                first, last, width = int(waiting[0]), int(waiting[1]), waiting[2]
                widths |= dict.fromkeys(range(first, min(last, first + _MOST_WIDTHS) + 1), width)
                waiting = []
        if len(widths) > _MOST_WIDTHS:
            break
    return widths


def font_facts(used: UsedFont) -> Font:
    """What is to be said about a font once all pages are read."""
    descriptor = get(used.object, "FontDescriptor")
    if used.wide:
        descriptor = get(next(iter(items(get(used.object, "DescendantFonts"), 1)), None), "FontDescriptor")
    subset = bool(re.match(r"[A-Z]{6}\+", used.base))
    program = next((p for k in ("FontFile", "FontFile2", "FontFile3") if (p := get(descriptor, k)) is not None), None)
    sound: bool = True
    notdef: tuple[int, ...] = ()
    misfits: tuple[int, ...] = ()
    if used.kind != "Type3" and program is not None:
        sound, notdef, misfits = _compared(used, program)
    return Font(
        name=used.base[7:] if subset else used.base,
        kind=used.kind,
        embedded=program is not None or used.kind == "Type3",
        sound=sound,
        subset=subset,
        unicode=get(used.object, "ToUnicode") is not None or _plainly_encoded(used),
        notdef=notdef,
        misfits=misfits,
        pages=tuple(sorted(used.pages)),
    )


def _plainly_encoded(used: UsedFont) -> bool:
    """Whether the text can be told from the encoding alone."""
    encoding = get(used.object, "Encoding")
    return not used.wide and (name(encoding) or name(get(encoding, "BaseEncoding"))) in (
        "WinAnsiEncoding",
        "MacRomanEncoding",
        "StandardEncoding",
    )


def _compared(used: UsedFont, program: Any) -> tuple[bool, tuple[int, ...], tuple[int, ...]]:
    """(the program can be read, codes without a glyph, codes whose width is not that of the program)."""
    try:
        data = decoded(program, LONGEST_PROGRAM)
    except (TooLargeError, ValueError):
        return False, (), ()
    if data[:2] in (b"%!", b"\x80\x01"):  # Type 1: its charstrings are encrypted; what can be seen is that it is one
        return b"eexec" in data, (), ()
    try:
        found = _advances(data, used)
    except Exception:  # fontTools raises whatever it stumbles upon
        return False, (), ()
    if found is None:
        return True, (), ()
    glyphs, known = found
    notdef = sorted(code for code in used.codes if glyphs(code) == 0)
    misfits = []
    for code in sorted(used.codes):
        glyph = glyphs(code)
        said = used.widths[code]
        if glyph is not None and 0 <= glyph < len(known) and abs(known[glyph] - said) > MISFIT:
            misfits.append(code)
    missing = [code for code in sorted(used.codes) if (glyph := glyphs(code)) is not None and glyph >= len(known)]
    return True, tuple((*notdef, *missing)[:_SHOWN]), tuple(misfits[:_SHOWN])


def _advances(data: bytes, used: UsedFont) -> tuple[Any, list[float]] | None:
    """(code → glyph number or None, advance in thousandths by glyph); None when it can't be told without guessing."""
    if data[:4] in (b"\0\1\0\0", b"true", b"OTTO", b"ttcf"):
        from fontTools.ttLib import TTFont

        font = TTFont(io.BytesIO(data), lazy=True, fontNumber=0)
        per_em = font["head"].unitsPerEm
        order = _lengths(font)
        known = [advance * 1000 / per_em for advance in order]
    else:
        known = []
    if not used.wide:
        return None
    if not used.identity:
        return None
    mapping = get(next(iter(items(get(used.object, "DescendantFonts"), 1)), None), "CIDToGIDMap")
    if isinstance(mapping, pikepdf.Stream):
        table = decoded(mapping, 1 << 18)
        return (lambda cid: int.from_bytes(table[2 * cid : 2 * cid + 2], "big")), known
    if used.kind == "CIDFontType0" and data[:4] != b"OTTO":
        return _bare_cff(data)
    return (lambda cid: cid), known


def _lengths(font: Any) -> list[float]:
    """Advances in glyph order, straight from hhea and hmtx: glyph names would have to be made up."""
    count, glyphs = int(font["hhea"].numberOfHMetrics), int(font["maxp"].numGlyphs)
    raw = font.reader["hmtx"]
    own: list[float] = [int.from_bytes(raw[4 * i : 4 * i + 2], "big") for i in range(min(count, len(raw) // 4))]
    return [*own, *(own[-1:] * max(0, glyphs - len(own)))]


def _bare_cff(data: bytes) -> tuple[Any, list[float]] | None:
    """A CFF without an OpenType around it: CIDs through its charset, when it has one of CIDs."""
    from fontTools.cffLib import CFFFontSet

    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    top = fonts[0]
    if not hasattr(top, "ROS"):
        count = len(top.CharStrings)
        return (lambda cid: cid if cid < count else 0), []
    by_cid = {int(glyph[3:]) if glyph.startswith("cid") else 0: n for n, glyph in enumerate(top.charset)}
    return (lambda cid: by_cid.get(cid, 0)), []
