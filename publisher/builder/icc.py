"""What an output profile must be, seen from the first 128 bytes of the file (ICC.1:2010, 7.2)."""

from __future__ import annotations

import os
from pathlib import Path

LARGEST = 16 << 20
"""Bytes; output profiles of presses have one or two million."""
_HEADER = 128


def check_output_profile(path: Path) -> str:
    """Why the file is no ICC output profile for CMYK; an empty string when it is one."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except OSError as error:
        return error.strerror or str(error)
    if len(header) < _HEADER or header[36:40] != b"acsp":
        return "no ICC profile"
    if size > LARGEST or int.from_bytes(header[:4], "big") != size:
        return f"{size} bytes"
    if header[12:16] != b"prtr" or header[16:20] != b"CMYK":
        found = header[12:16] + b" " + header[16:20]
        return f"{found.decode('ascii', 'replace')}, not prtr CMYK".replace(os.linesep, " ")
    return ""
