"""Which face is embedded in a fragment? Glyph numbers are kept when WeasyPrint cuts a font down: outlines tell."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name

from publisher.binding.lettering import SAME
from publisher.model.composition import Resource

_BLOCK = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_ENTRY = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")


def find_face(font: pikepdf.Object, resources: Sequence[Resource]) -> tuple[str, dict[int, str]] | None:
    """The face of an embedded font and its glyphs in use.

    Args:
        font: the font dictionary.
        resources: font files among other things.

    Returns:
        SHA-256 of the font file, and the text that each glyph stands for; None when it is none of the files to the
        letter: a variable font at some place of its axes, or characters are missing.
    """
    program = _program(font)
    if program is None:
        return None
    widths = _widths(font.DescendantFonts[0].get(Name.W, Array()))
    try:
        embedded = hb.Font(hb.Face(program))
    except hb.HarfBuzzError:
        return None
    for resource in resources:
        if resource.media_type.startswith("font/") and _is_cut_from(embedded, widths, resource):
            texts = {glyph: text.translate(SAME) for glyph, text in _texts(font)}
            return resource.digest, {glyph: texts.get(glyph, "") for glyph in sorted(widths)}
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


def _texts(font: pikepdf.Object) -> Iterable[tuple[int, str]]:
    content = font.ToUnicode.read_bytes() if Name.ToUnicode in font else b""
    for block in _BLOCK.findall(content):
        for glyph, text in _ENTRY.findall(block):
            yield int(glyph, 16), bytes.fromhex(text.decode()).decode("utf-16-be", "replace")


@lru_cache(maxsize=64)
def _opened(file: Resource) -> hb.Font:
    return hb.Font(hb.Face(file.data or Path(file.path).read_bytes()))


def _is_cut_from(part: hb.Font, widths: Mapping[int, float], file: Resource) -> bool:
    """Whether all glyphs of a font that was cut down look the same in a font file, and are as wide."""
    whole = _opened(file)
    upem, count = whole.face.upem, whole.face.glyph_count
    return (
        part.face.upem == upem
        and all(
            glyph < count and round(whole.get_glyph_h_advance(glyph) * 1000 / upem) == width
            for glyph, width in widths.items()
        )
        and (_has_outlines_of(part, file) or all(_outline(part, g) == _outline(whole, g) for g in widths))
    )


def _has_outlines_of(part: hb.Font, file: Resource) -> bool:
    """Whether all TrueType outlines are those of a font file to the byte."""
    outlines, same = _outlines(part.face), _unhinted_outlines(file)
    return bool(outlines) and all(same.get(glyph) == outline for glyph, outline in outlines.items())


@lru_cache(maxsize=64)
def _unhinted_outlines(file: Resource) -> dict[int, bytes]:
    """Outlines of all glyphs, with the instructions taken out that WeasyPrint takes out."""
    face = _opened(file).face
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(range(face.glyph_count))
    return _outlines(hb.subset(face, wanted))


def _outlines(face: hb.Face) -> dict[int, bytes]:
    """Glyph → its entry in the `glyf` table; nothing for a face of another kind."""
    places, glyphs = face.reference_table("loca").data, face.reference_table("glyf").data
    is_long = face.reference_table("head").data[51:52] == b"\1"
    starts = struct.unpack(f">{len(places) // 4}I" if is_long else f">{len(places) // 2}H", places)
    unit = 1 if is_long else 2
    return {
        glyph: glyphs[start * unit : end * unit].rstrip(b"\0")
        for glyph, (start, end) in enumerate(pairwise(starts))
        if start != end
    }


def _outline(font: hb.Font, glyph: int) -> list[tuple[float, ...]]:
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
