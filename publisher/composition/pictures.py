"""Pictures of the works: found inside the project, checked, never fetched from anywhere else."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

from publisher.composition.markup import Pictures
from publisher.composition.picture_facts import measured
from publisher.composition.summary import summary_of
from publisher.model.composition import SCHEME, Resource
from publisher.model.edition import Book
from publisher.model.errors import SourceError
from publisher.model.finding import Place

MAX_BYTES = 64 << 20
MAX_PIXELS = 120_000_000
"""A3 at 600 ppi is 70 million; what is larger is a mistake or a bomb."""

_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", "image/svg+xml": "svg"}
_SVG_DANGER = re.compile(
    rb"<!(DOCTYPE|ENTITY)|<\?xml-stylesheet"
    rb"|<\s*([^\s<>/:]+:)?(script|handler|foreignObject|image|feImage|use|iframe|embed|object|audio|video|link)\b"
    rb"|\bon\w+\s*=|javascript:|url\(\s*['\"]?(?!#)|image-set|@import|\\[0-9a-f]",
    re.I,
)
"""What reaches out of a drawing or runs in it. A backslash could hide `url(` in a style."""


def find_pictures(book: Book, roots: dict[str, Path]) -> Pictures:
    """(entry id, src) → picture, for every figure and inline image.

    Args:
        roots: entry's source path → the folder that pictures of this source may not leave.

    Raises:
        SourceError: S301 missing, S302 outside the project, S303 not a picture, S304 too large, S305 unsafe SVG,
            S306 an address of the network.
    """
    found: dict[tuple[str, str], Resource] = {}
    for entry in book.entries:
        summary = summary_of(entry.work)
        folder = Path(summary.path).parent
        for src, place, embedded in summary.pictures:
            if embedded:
                found[entry.id, src] = embedded_picture(src, entry.work.pictures[src], place)
            else:
                found[entry.id, src] = load_picture(src, folder, roots.get(summary.path, folder), place)
    return found


def load_picture(src: str, folder: Path, root: Path, place: Place) -> Resource:
    """The picture `src` as seen from `folder`, never outside of `root`. Raises as `find_pictures`."""
    parts = urlsplit(src)
    if parts.scheme or parts.netloc:
        raise SourceError("S306", {"src": src[:200]}, place)
    path = folder / unquote(parts.path)
    try:
        real = path.resolve(strict=True)
    except (OSError, ValueError, RuntimeError) as error:  # the last one: links in a circle
        raise SourceError("S301", {"src": src[:200]}, place) from error
    if not real.is_relative_to(root.resolve()):
        raise SourceError("S302", {"src": src[:200], "root": str(root)}, place)
    if not real.is_file():
        raise SourceError("S301", {"src": src[:200]}, place)
    if real.stat().st_size > MAX_BYTES:
        raise SourceError("S304", {"src": src[:200], "limit": f"{MAX_BYTES >> 20} MB"}, place)
    data = real.read_bytes()
    media_type = _media_type(data, src, place)
    digest = sha256(data).hexdigest()
    return measured(Resource(_address(digest, media_type), str(real), digest, media_type), data)


def own_cover(book: Book) -> Resource | None:
    """The cover that the only work of a book came with. Raises S303, S304, S305 as `find_pictures`."""
    work = book.entries[0].work if not book.is_collection else None
    if work is None or work.cover not in work.pictures:
        return None
    return embedded_picture(work.cover, work.pictures[work.cover], Place(work.source.path if work.source else ""))


def embedded_picture(src: str, data: bytes, place: Place) -> Resource:
    """A picture that came inside a source (docx, FB2, EPUB). Raises S303, S304, S305 as `find_pictures`."""
    if len(data) > MAX_BYTES:
        raise SourceError("S304", {"src": src[:200], "limit": f"{MAX_BYTES >> 20} MB"}, place)
    media_type = _media_type(data, src, place)
    digest = sha256(data).hexdigest()
    return measured(Resource(_address(digest, media_type), place.path, digest, media_type, data), data)


def _address(digest: str, media_type: str) -> str:
    return f"{SCHEME}:///images/{digest[:16]}.{_SUFFIXES[media_type]}"


def _media_type(data: bytes, src: str, place: Place) -> str:
    if b"<svg" in data[:4096].lower():
        if danger := _SVG_DANGER.search(data):
            raise SourceError("S305", {"src": src[:200], "what": danger[0].decode("ascii", "replace")[:40]}, place)
        return "image/svg+xml"
    from io import BytesIO

    from PIL import Image, ImageFile, UnidentifiedImageError

    too_large = SourceError("S304", {"src": src[:200], "limit": f"{MAX_PIXELS // 1_000_000} Mpx"}, place)
    try:
        with Image.open(BytesIO(data), formats=list(_MEDIA_TYPES)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise too_large
            ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint switches it on for the whole process
            image.load()  # damaged pixels would come to light on paper only
            return _MEDIA_TYPES[str(image.format)]
    except Image.DecompressionBombError as error:
        raise too_large from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise SourceError("S303", {"src": src[:200]}, place) from error
