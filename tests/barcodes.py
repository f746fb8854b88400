"""Reads EAN-13 as a scanner does: from widths of bars and spaces alone, by the table of the standard."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

QUIET = 20
"""Pixels that no white bar is wide."""
_WIDTHS = ("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112")
"""Space, bar, space, bar of a digit in set L; backwards in set G; bar, space, bar, space on the right."""
_PARITIES = ("LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL")


def read_bars(row: str) -> str:
    """Thirteen digits of a row of `1` (black) and `0`, at any scale; empty when that is no barcode."""
    runs = [len(list(group)) for _, group in groupby(row.strip("0"))]
    if len(runs) != 59:
        return ""
    unit = sum(runs) / 95
    widths = [round(run / unit) for run in runs]
    if widths[:3] + widths[27:32] + widths[-3:] != [1] * 11:
        return ""
    parity = digits = ""
    for start in (*range(3, 27, 4), *range(32, 56, 4)):
        code = "".join(map(str, widths[start : start + 4]))
        backwards = start < 27 and code not in _WIDTHS
        code = code[::-1] if backwards else code
        if code not in _WIDTHS:
            return ""
        digits += str(_WIDTHS.index(code))
        parity += ("G" if backwards else "L") if start < 27 else ""
    return f"{_PARITIES.index(parity)}{digits}" if parity in _PARITIES else ""


def bars_on(image: Any) -> str:
    """The first barcode found on a picture, looking along its rows from the top; it may stand on a dark ground."""
    grey = image.convert("L")
    pixels = grey.tobytes()
    for y in range(0, grey.height, 4):
        row = "".join("1" if value < 128 else "0" for value in pixels[y * grey.width : (y + 1) * grey.width])
        for piece in re.split(f"0{{{QUIET},}}", row):
            if found := read_bars(piece):
                return found
    return ""
