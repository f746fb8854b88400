"""Names of the characters that typography is about."""

from __future__ import annotations

NBSP = "\u00a0"
NARROW_NBSP = "\u202f"
NO_BREAK = frozenset({NBSP, NARROW_NBSP})
"""Spaces at which no line ends; an author who typed one meant it."""

HYPHEN = "-"
EN_DASH = "–"
EM_DASH = "—"
MINUS = "−"
ELLIPSIS = "…"
APOSTROPHE = "’"
LETTER_APOSTROPHE = "ʼ"
PRIME = "′"
DOUBLE_PRIME = "″"
SOFT_HYPHEN = "\u00ad"
STRESS = "\u0301"
"""Combining acute: stands behind a stressed vowel and belongs to the word."""

MASK = "\ue000"
"""Stands in the engine for every protected character: one private character, as long as what it hides."""

LETTERS = (
    "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u02ee\u0300-\u036f\u0370-\u037d\u037f-\u1fff"
    "\u2c00-\u2dff\u3040-\u318f\u3400-\u9fff\ua640-\ua69f\ua720-\ua7ff\uac00-\ud7a3"
)
"""Inside of a character class: letters with their combining marks, and whole writing systems that have no rules."""

CYRILLIC = "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f"
"""Inside of a character class."""

QUOTE_GLYPHS = frozenset({'"', "«", "»", "„", "“", "”", "‟", "‹", "›", "''", "``", ",,", "<<", ">>", "‚"})
"""Everything that people type for a quotation mark; which side it stands on, its neighbours tell."""

DASH_GLYPHS = frozenset({"-", "--", "---", "–", "—", "―", "−", "‒"})
"""Everything that people type for a dash. U+2010 and U+2011 are hyphens and nothing else."""
