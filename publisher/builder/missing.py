"""Characters that the fonts of a layout lack stop a build before anything is set."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.model.errors import ToolError
from publisher.model.finding import Finding

PRINTED = frozenset({"pdf", "press", "booklet", "cover", "job"})
"""Formats whose pages are set in our fonts alone."""

MISSING = frozenset({"T111", "T112", "T113", "T114"})


def refuse_missing(findings: Sequence[Finding]) -> None:
    """Nothing is set while a character would come out as a box or from a foreign font.

    Raises:
        ToolError: T115 with the characters; each was told before with its place and what to do.
    """
    gaps = [finding for finding in findings if finding.code in MISSING]
    if gaps:
        characters = dict.fromkeys(f"{gap.params['character']} ({gap.params['code']})" for gap in gaps)
        raise ToolError("T115", {"count": len(characters), "characters": ", ".join(characters)}, gaps[0].place)
