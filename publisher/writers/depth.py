"""Pictures of 16 bits a sample, which WeasyPrint would write as if they had 8."""

from __future__ import annotations

from io import BytesIO

_PNG = b"\x89PNG\r\n\x1a\n"
_DEPTH, _COLOUR = 24, 25
"""Where a PNG says how many bits a sample has and what its samples are (ISO/IEC 15948, 11.2.2)."""


def eight_bits(data: bytes) -> bytes:
    """The picture itself, or a grey PNG of 16 bits as one of 8; those in colour come out right by themselves."""
    if not data.startswith(_PNG) or data[_DEPTH : _COLOUR + 1] != bytes((16, 0)):
        return data
    from PIL import Image

    with Image.open(BytesIO(data), formats=["PNG"]) as picture:
        grey = picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
        out = BytesIO()
        grey.save(out, "PNG")
    return out.getvalue()
