"""What a draft sets otherwise: its lines are broken one by one, by WeasyPrint, with the patterns it has."""

from __future__ import annotations

_WITHOUT_PATTERNS = ("kk", "ky", "tt", "ba", "tg", "uz", "mk")
"""Languages that total fit divides by syllables and WeasyPrint not at all."""


def draft_css() -> str:
    """Languages without hyphenation patterns are ragged: justified they would be full of holes."""
    blocks = ", ".join(f":lang({language})" for language in _WITHOUT_PATTERNS)
    spans = ", ".join(f"span:lang({language})" for language in _WITHOUT_PATTERNS)
    return f"{blocks} {{ text-align: left }}\n{spans} {{ hyphens: manual }}"
