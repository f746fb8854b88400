"""Fonts with only the characters of one book: a few dozen kilobytes instead of several hundred.

Plain TrueType, not WOFF2: the archive compresses it anyway, and its bytes don't depend on a version of brotli.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import printable

from publisher.model.composition import ReflowComposition

_COMMON = frozenset(printable + "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ")
_RARE = re.compile(f"[^{re.escape(''.join(sorted(_COMMON)))}]")


def characters_of(composition: ReflowComposition) -> frozenset[str]:
    """The characters that can be shown: of the documents, of what the writer adds, and their capitals.

    Common ones are asked for one by one, the others looked for in one go: ten times as fast as putting every letter of
    a book into a set.
    """
    chars: set[str] = set(composition.stylesheet + composition.metadata.title + composition.metadata.subtitle)
    texts = [document.xhtml for document in composition.documents]
    for text in texts:
        chars.update(_RARE.findall(text))
    chars.update(char for char in _COMMON if char not in chars and any(char in text for text in texts))
    for term in composition.terms.values():
        chars.update(term)
    chars.update("".join(chars).upper(), "-\u2010")  # `text-transform`; hyphens at line ends
    return frozenset(chars)


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
