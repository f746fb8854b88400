"""A ZIP archive whose bytes depend on its contents only."""

from __future__ import annotations

import zipfile
from typing import Any

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that ZIP can express."""


class StableZip(zipfile.ZipFile):
    """Entries have a fixed date, permissions 0644 and Unix as their creator."""

    def writestr(
        self, name: Any, data: str | bytes | Any, compress_type: int | None = None, compresslevel: int | None = None
    ) -> None:
        info = zipfile.ZipInfo(str(name), EARLIEST)
        info.create_system = 3
        info.external_attr = 0o644 << 16
        super().writestr(
            info,
            data,
            self.compression if compress_type is None else compress_type,
            self.compresslevel if compresslevel is None else compresslevel,
        )
