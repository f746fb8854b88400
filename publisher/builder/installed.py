"""Packages that are installed, by the names of their records. Nothing else is imported here."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache


@cache
def installed() -> dict[str, str]:
    """Name (small letters) → version, as `weasyprint-67.0.dist-info` says it: reading what lies inside of the records
    takes twenty times as long. Of two in a row of folders the first is the one that is imported.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        if os.path.basename(folder) in ("site-packages", "dist-packages"):  # noqa: PTH119
            with suppress(OSError):
                for name in sorted(os.listdir(folder)):  # noqa: PTH208
                    if name.endswith(".dist-info"):
                        package, _, version = name.removesuffix(".dist-info").partition("-")
                        found.setdefault(package.lower(), version)
    return found
