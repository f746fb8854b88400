"""Fonts with only the characters of one book: a few dozen kilobytes instead of several hundred.

Plain TrueType, not WOFF2: the archive compresses it anyway, and its bytes don't depend on a version of brotli.
"""

from __future__ import annotations

from collections.abc import Iterable


def subset(font: bytes, chars: Iterable[str]) -> bytes:
    """`font` with glyphs for `chars` only; all layout features and names stay, hinting goes."""
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).update(ord(c) for c in chars if c >= " ")
    for kind in (
        hb.SubsetInputSets.LAYOUT_FEATURE_TAG,
        hb.SubsetInputSets.LAYOUT_SCRIPT_TAG,
        hb.SubsetInputSets.NAME_ID,
        hb.SubsetInputSets.NAME_LANG_ID,
    ):
        everything = wanted.sets(kind)
        everything.clear()
        everything.invert()
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    face = wanted.subset(hb.Face(hb.Blob(font)))
    return bytes(face.blob.data)
