"""Versions of everything that decides how a page looks: parts of every cache key and of every manifest."""

from __future__ import annotations

import ctypes
import platform
from functools import cache
from hashlib import sha256
from importlib.resources import as_file, files

from publisher import __version__
from publisher.builder.installed import installed

_LIBRARIES = ("weasyprint", "pydyf", "pyphen", "uharfbuzz", "pikepdf", "ebooklib", "deflate")


@cache
def library_versions() -> dict[str, str]:
    """Name → version; `missing` for a system library that is not there."""
    return {
        "publisher": __version__,
        "writers": writers_code(),
        **{name: _version(name) for name in _LIBRARIES},
        "pango": _pango(),
        "harfbuzz": _text_version("libharfbuzz.so.0", "hb_version_string"),
        "python": platform.python_version(),
    }


@cache
def writers_code() -> str:
    """Twelve hexadecimal digits for the code that renders: a change in it makes what was stored before useless."""
    total = sha256()
    with as_file(files("publisher") / "writers") as folder:
        for path in sorted(folder.rglob("*.py")):
            total.update(path.read_bytes())
    return total.hexdigest()[:12]


def _version(name: str) -> str:
    """That of an installed package; one that was installed in an unusual way is asked itself."""
    found = installed().get(name)
    if found is None:
        from importlib.metadata import version

        found = version(name)
    return found


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
