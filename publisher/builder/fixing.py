"""The cleanup of a source file: only the characters that a rule changed are rewritten, everything else stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from publisher.model.errors import SourceError
from publisher.model.finding import Finding, Place, Severity
from publisher.model.source import Source
from publisher.model.text import Edit
from publisher.readers import decode, detect_format, read
from publisher.readers.languages import guessed
from publisher.typography import BY_CODE, Settings, as_finding, cleaned_plain, edits, source_edits


@dataclass(frozen=True, slots=True)
class Fixed:
    """A cleaned source: its edits (offsets in the source), the characters they give, and remarks."""

    source: Source
    chars: str
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]

    def encoded(self) -> bytes:
        """The cleaned file in the encoding it came in.

        Raises:
            SourceError: S404, the encoding has no such character.
        """
        try:
            return self.source.encoded(self.chars)
        except UnicodeEncodeError as error:
            params = {"encoding": self.source.encoding, "character": self.chars[error.start]}
            raise SourceError("S404", params, Place(self.source.path)) from error


def fix(path: str, data: bytes, settings: Settings, format: str = "") -> Fixed:
    """Clean the source `data`.

    Args:
        path: what the user calls it; its suffix tells the format unless `format` does.

    Raises:
        SourceError: it can't be read.
    """
    kind = format or detect_format(path, data)
    if kind == "text":
        return _fix_plain(path, data, settings)
    outcome = read(path, data, format=kind)
    work = outcome.value
    if work.source is None:
        raise SourceError("S402", {"path": path, "reason": ""})
    found = edits(work, settings)
    changes = source_edits(work.source, found.value)
    return Fixed(work.source, work.source.patched(changes), tuple(changes), (*outcome.findings, *found.findings))


def _fix_plain(path: str, data: bytes, settings: Settings) -> Fixed:
    """Plain text is cleaned as it stands: its lines, indents and blank lines are the author's."""
    if not data:
        return Fixed(Source(path, ""), "", (), ())
    decoded = decode(path, data)
    source = decoded.value
    language = guessed(source.chars) or settings.language
    found, remarks = cleaned_plain(source.chars, replace(settings, language=language))
    findings = (*decoded.findings, *(as_finding(remark, source) for remark in remarks))
    return Fixed(source, source.patched(found), tuple(found), findings)


def as_findings(fixed: Fixed) -> Sequence[Finding]:
    """Every edit as a finding with its place: what `check` shows."""
    return [
        Finding(
            edit.code,
            Severity.WARNING,
            fixed.source.place(edit.start),
            {"detail": f"{_seen(fixed.source.chars[edit.start : edit.end])} → {_seen(edit.new)}", "fixable": True},
        )
        for edit in fixed.edits
        if edit.code in BY_CODE
    ]


_SHOWN = str.maketrans({" ": "␣", "\u00a0": "⍽", "\n": "⏎", "\r": "", "\t": "⇥"})


def _seen(chars: str) -> str:
    """Characters with their spaces made visible: ␣ space, ⍽ no-break space, ⏎ line end; ∅ for nothing."""
    return "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in chars.translate(_SHOWN)) or "∅"
