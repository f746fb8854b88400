"""What a file says about its pixels: how many, how large they are meant to be."""

from __future__ import annotations

from io import BytesIO

from publisher.model.composition import Resource
from publisher.model.pictures import Picture

_ORIENTATION = 0x0112
"""Exif tag; 5 to 8 turn the picture by a quarter."""

_PPI = (10, 10_000)
"""What a file may say without being mistaken."""


def measured(resource: Resource, data: bytes) -> Resource:
    """The resource with what its file says; a drawing (SVG) has no pixels and stays as it is."""
    from PIL import Image

    if resource.media_type == "image/svg+xml":
        return resource
    with Image.open(BytesIO(data)) as image:  # the header alone: the pixels were looked at before
        width, height = image.size
        if image.getexif().get(_ORIENTATION, 1) >= 5:
            width, height = height, width
        said = image.info.get("dpi", (0, 0))
        ppi = float(said[0]) if isinstance(said, tuple) and said else 0.0
        own = (resource.url, resource.path, resource.digest, resource.media_type, resource.data)
        return Picture(*own, width, height, ppi if _PPI[0] <= ppi <= _PPI[1] else 0.0, image.mode == "1")
