"""EAN-13 (GS1, ISO/IEC 15420) as HTML: bars in pure black, the digits as text, the quiet zone in white."""

from __future__ import annotations

from collections.abc import Iterator

_LEFT = ("0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011")
_PARITY = ("LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL")
"""Which of the six digits of the left half are written in set L and which in set G: this is the first digit."""

MODULE = 0.33
"""Millimetres of the narrowest bar at 100 %; GS1 allows 80 to 200 %."""
QUIET = (11, 7)
"""Modules that stay white on the left and on the right."""
WIDTH = 95 + sum(QUIET)
HEIGHT = 69
"""Modules of the bars (22.85 mm); guard bars reach five lower."""
_GUARD = 5
_GUARDS = (*range(3), *range(45, 50), *range(92, 95))


def modules(digits: str) -> str:
    """95 modules, `1` for black: guard, six digits, centre, six digits, guard."""
    sets = {"L": _LEFT, "G": [_mirrored(code) for code in _LEFT]}
    parity = _PARITY[int(digits[0])]
    left = "".join(sets[kind][int(d)] for kind, d in zip(parity, digits[1:7], strict=True))
    right = "".join(_inverted(_LEFT[int(d)]) for d in digits[7:])
    return f"101{left}01010{right}101"


def _inverted(code: str) -> str:
    return "".join("10"[int(bit)] for bit in code)


def _mirrored(code: str) -> str:
    """Set G: the code of the right half backwards."""
    return _inverted(code)[::-1]


def ean13_html(digits: str, caption: str, family: str, scale: float = 1.0) -> str:
    """A barcode with its quiet zone and, above the bars, `caption` («ISBN 978-5-…»).

    Args:
        digits: thirteen, the check digit right.
        family: of the letters.
        scale: 0.8 to 2 of the nominal size, which is 37.3 × 26 mm and the caption.
    """
    unit = MODULE * scale
    bars = "".join(
        f'<rect x="{QUIET[0] + start}" y="0" width="{width}" height="{HEIGHT + (_GUARD if start in _GUARDS else 0)}"/>'
        for start, width in _runs(modules(digits))
    )
    height = HEIGHT + _GUARD
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH * unit:.3f}mm" height="{height * unit:.3f}mm"'
        f' viewBox="0 0 {WIDTH} {height}" fill="#000000">{bars}</svg>'
    )
    groups = ((0, QUIET[0] - 1, digits[0]), (QUIET[0] + 3, 42, digits[1:7]), (QUIET[0] + 50, 42, digits[7:]))
    size = 9 * unit
    figures = "".join(
        f'<span class="digits" style="left: {left * unit:.3f}mm; width: {width * unit:.3f}mm; font-size: {size:.3f}mm;'
        f' line-height: {size:.3f}mm; top: {(HEIGHT + 0.6) * unit:.3f}mm">{shown}</span>'
        for left, width, shown in groups
    )
    above = f'<span class="caption" style="font-size: {7.6 * unit:.3f}mm">{caption}</span>' if caption else ""
    return (
        f'<div class="barcode" style="font-family: &quot;{family}&quot;; width: {WIDTH * unit:.3f}mm">{above}'
        f'<div class="bars" style="height: {(HEIGHT + 10) * unit:.3f}mm">{drawing}{figures}</div></div>'
    )


def _runs(pattern: str) -> Iterator[tuple[int, int]]:
    """Start and width of every bar."""
    start = 0
    for place, bit in enumerate(pattern + "0"):
        if bit == "0":
            if place > start:
                yield start, place - start
            start = place + 1
