"""Versions of everything that decides how a page looks: parts of every cache key and of every manifest."""

from __future__ import annotations

import ctypes
import platform
from functools import cache
from importlib.metadata import version

from publisher import __version__

RENDERING = "1"
"""Raised by hand when the way fragments are rendered changes without their HTML or CSS changing."""


@cache
def library_versions() -> dict[str, str]:
    """Name → version; `missing` for a system library that is not there."""
    return {
        "publisher": __version__,
        "rendering": RENDERING,
        "weasyprint": version("weasyprint"),
        "pydyf": version("pydyf"),
        "pyphen": version("pyphen"),
        "pikepdf": version("pikepdf"),
        "ebooklib": version("ebooklib"),
        "pango": _pango(),
        "harfbuzz": _text_version("libharfbuzz.so.0", "hb_version_string"),
        "python": platform.python_version(),
    }


def _pango() -> str:
    try:
        number = int(ctypes.CDLL("libpango-1.0.so.0").pango_version())
    except (OSError, AttributeError):
        return "missing"
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _text_version(library: str, function: str) -> str:
    try:
        call = getattr(ctypes.CDLL(library), function)
    except (OSError, AttributeError):
        return "missing"
    call.restype = ctypes.c_char_p
    value: bytes = call()
    return value.decode("ascii")
