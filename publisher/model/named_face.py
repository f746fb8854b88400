"""A face that is only named in the pages of a fragment: whoever binds them has the file, and embeds it once a book."""

from __future__ import annotations

_PREFIX = b"publisher face "


def named(digest: str) -> bytes:
    """What stands in a PDF in the place of the font file with this SHA-256 (hex)."""
    return _PREFIX + digest.encode("ascii")


def name_in(program: bytes) -> str:
    """The SHA-256 (hex) of the font file that is named; empty for a font file itself."""
    return program.removeprefix(_PREFIX).decode("ascii") if program.startswith(_PREFIX) else ""
