"""Pictures as they stand in the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pikepdf

from publisher.model.facts import Image, Space
from publisher.preflight.probes.objects import filters, get, items, whole
from publisher.preflight.probes.spaces import GRAY, UNKNOWN, Spaces

MOST_PIXELS = 1 << 30


def read_image(stream: Any, label: str, resources: Any, spaces: Spaces) -> Image:
    """An image XObject; `label` is its name in the resources."""
    chain = filters(stream)
    stencil = bool(get(stream, "ImageMask"))
    mask = _mask(stream, stencil)
    space = GRAY if stencil else spaces.read(get(stream, "ColorSpace"), resources)
    if space is UNKNOWN and "JPXDecode" in chain:
        space = Space("JPX", 0)
    width, height = whole(get(stream, "Width")), whole(get(stream, "Height"))
    bits = 1 if stencil else whole(get(stream, "BitsPerComponent"), 8 if "JPXDecode" in chain else 0)
    length = whole(get(stream, "Length"))
    return Image(
        name=label,
        width=width,
        height=height,
        bits=bits,
        space=space,
        filters=chain,
        mask=mask,
        printing_alternate=any(bool(get(a, "DefaultForPrinting")) for a in items(get(stream, "Alternates"), 100)),
        bytes=length,
        sound=width > 0 and height > 0 and width * height <= MOST_PIXELS and bits in (1, 2, 4, 8, 16) and length > 0,
    )


def _mask(stream: Any, stencil: bool) -> str:
    if stencil:
        return "stencil"
    if get(stream, "SMask") is not None or whole(get(stream, "SMaskInData")):
        return "soft"
    mask = get(stream, "Mask")
    if isinstance(mask, pikepdf.Stream):
        return "hard"
    return "colour" if isinstance(mask, pikepdf.Array) else ""


def inline_image(dictionary: Mapping[bytes, Any], data: bytes, resources: Any, spaces: Spaces) -> Image:
    """An image between BI and EI; its keys may be abbreviated."""

    def value(short: bytes, long: bytes) -> Any:
        return dictionary.get(short, dictionary.get(long))

    stencil = bool(value(b"IM", b"ImageMask"))
    space = value(b"CS", b"ColorSpace")
    if stencil:
        found = GRAY
    elif isinstance(space, bytes):
        found = spaces.named(space.decode("latin-1"), resources)
    elif isinstance(space, list) and len(space) > 1 and isinstance(space[1], bytes):
        found = Space("Indexed", 1, base=spaces.named(space[1].decode("latin-1"), resources))
    else:
        found = UNKNOWN
    chain = value(b"F", b"Filter")
    names = chain if isinstance(chain, list) else [chain] if chain else []
    width, height = _count(value(b"W", b"Width")), _count(value(b"H", b"Height"))
    bits = 1 if stencil else _count(value(b"BPC", b"BitsPerComponent"))
    return Image(
        name="",
        width=width,
        height=height,
        bits=bits,
        space=found,
        filters=tuple(n.decode("latin-1") for n in names if isinstance(n, bytes)),
        mask="stencil" if stencil else "",
        bytes=len(data),
        sound=width > 0 and height > 0 and bits in (1, 2, 4, 8, 16),
    )


def _count(value: Any) -> int:
    return int(value) if isinstance(value, float) and 0 <= value < 1e9 else 0
