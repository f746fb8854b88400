"""Which face is a fragment set in? It names it, or else the outlines tell: a font cut down keeps its glyph numbers."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from operator import ne
from pathlib import Path
from typing import Any

import pikepdf
import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name

from publisher.binding.lettering import SAME
from publisher.model.composition import Resource
from publisher.model.named_face import name_in

_BLOCK = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_ENTRY = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")


def find_face(font: pikepdf.Object, resources: Sequence[Resource]) -> tuple[str, dict[int, str]] | None:
    """The face of an embedded font and its glyphs in use.

    Args:
        font: the font dictionary.
        resources: font files among other things.

    Returns:
        SHA-256 of the font file, and the text that each glyph stands for; None when it is none of the files to the
        letter: a variable font at some place of its axes, or characters are missing. A font that is only named may be
        none of them.
    """
    program = _program(font)
    if program is None:
        return None
    widths = _widths(font.DescendantFonts[0].get(Name.W, Array()))
    if digest := name_in(program):
        return digest, _used(font, widths)
    embedded = hb.Font(hb.Face(program))
    for resource in resources:
        whole = _opened(resource) if resource.media_type.startswith("font/") else None
        if whole and _is_cut_from(embedded, widths, whole):
            return resource.digest, _used(font, widths)
    return None


def _program(font: pikepdf.Object) -> bytes | None:
    """The font file of a composite font whose codes are glyph numbers."""
    if font.get(Name.Subtype) != Name.Type0 or font.get(Name.Encoding) != Name("/Identity-H"):
        return None
    descriptor = font.DescendantFonts[0].get(Name.FontDescriptor, Dictionary())
    for key in (Name.FontFile2, Name.FontFile3):
        if key in descriptor:
            return bytes(descriptor[key].read_bytes())
    return None


def _widths(entries: Iterable[Any]) -> dict[int, float]:
    """Glyph → thousandths of an em, of a W array in the form that lists widths one by one."""
    found: dict[int, float] = {}
    rows = iter(entries)
    for first, row in zip(rows, rows, strict=True):
        found.update((int(first) + index, float(width)) for index, width in enumerate(row))
    return found


def _used(font: pikepdf.Object, widths: Mapping[int, float]) -> dict[int, str]:
    texts = {glyph: text.translate(SAME) for glyph, text in _texts(font)}
    return {glyph: texts.get(glyph, "") for glyph in sorted(widths)}


def _texts(font: pikepdf.Object) -> Iterable[tuple[int, str]]:
    content = font.ToUnicode.read_bytes() if Name.ToUnicode in font else b""
    for block in _BLOCK.findall(content):
        for glyph, text in _ENTRY.findall(block):
            yield int(glyph, 16), bytes.fromhex(text.decode()).decode("utf-16-be", "replace")


@dataclass(frozen=True, slots=True)
class _Whole:
    """A font file: `outlines` of its glyphs without the instructions, which WeasyPrint takes out, too."""

    font: hb.Font
    outlines: Mapping[int, bytes]


@lru_cache(maxsize=64)
def _opened(file: Resource) -> _Whole | None:
    """A font file; None when it can't be cut down: then nobody else will do that either."""
    face = hb.Face(file.data or Path(file.path).read_bytes())
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(range(face.glyph_count))
    try:
        return _Whole(hb.Font(face), _outlines(hb.subset(face, wanted)))
    except RuntimeError:
        return None


def _is_cut_from(part: hb.Font, widths: Mapping[int, float], whole: _Whole) -> bool:
    """Whether all glyphs of a font that was cut down look the same in a font file, and are as wide."""
    upem, count = whole.font.face.upem, whole.font.face.glyph_count
    if part.face.upem != upem or any(
        glyph >= count or round(whole.font.get_glyph_h_advance(glyph) * 1000 / upem) != width
        for glyph, width in widths.items()
    ):
        return False
    outlines = _outlines(part.face)  # TrueType: the same to the byte, or else as it is drawn
    if outlines and all(whole.outlines.get(glyph) == outline for glyph, outline in outlines.items()):
        return True
    return all(_drawn(part, glyph) == _drawn(whole.font, glyph) for glyph in widths)


def _outlines(face: hb.Face) -> dict[int, bytes]:
    """Glyph → its entry in the `glyf` table; nothing for a face of another kind."""
    places, glyphs = face.reference_table("loca").data, face.reference_table("glyf").data
    is_long = face.reference_table("head").data[51:52] == b"\1"
    size, unit = (4, 1) if is_long else (2, 2)
    starts = struct.unpack(f">{len(places) // size}{'I' if is_long else 'H'}", places[: len(places) // size * size])
    drawn = compress(range(len(starts)), map(ne, starts, starts[1:]))
    return {glyph: glyphs[starts[glyph] * unit : starts[glyph + 1] * unit].rstrip(b"\0") for glyph in drawn}


def _drawn(font: hb.Font, glyph: int) -> list[tuple[float, ...]]:
    path: list[tuple[float, ...]] = []
    font.draw_glyph(glyph, _strokes(), path)
    return path


@lru_cache(maxsize=1)
def _strokes() -> hb.DrawFuncs:
    """Writes what is drawn into a list: the points of lines (2 numbers), quadratic (4) and cubic (6) curves."""
    functions = hb.DrawFuncs()
    for add in (functions.set_move_to_func, functions.set_line_to_func):
        add(lambda *told: told[-1].append(told[:-1]))
    functions.set_quadratic_to_func(lambda *told: told[-1].append(told[:-1]))
    functions.set_cubic_to_func(lambda *told: told[-1].append(told[:-1]))
    functions.set_close_path_func(lambda path: path.append(()))
    return functions
