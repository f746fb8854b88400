"""The cleanup of a source file: only the characters that a rule changed are rewritten, everything else stays."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from publisher.builder.waivers import waiver_findings
from publisher.model.errors import SourceError
from publisher.model.finding import Finding, Severity
from publisher.model.source import LINE_END, Source
from publisher.model.text import Edit
from publisher.model.waiver import Waiver
from publisher.readers import decode, detect_format, read
from publisher.readers.languages import guessed
from publisher.readers.remarks import Remarks
from publisher.readers.waivers import remark_on
from publisher.typography import (
    BY_CODE,
    Remark,
    Review,
    Settings,
    as_finding,
    compose,
    review,
    review_plain,
    waivers_of_plain,
)

_XML = frozenset({"html", "fb2"})
_EXCERPT = 25
"""Characters around a remark that proposes nothing."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A cleaned source.

    `edits`, with offsets in the source, give `chars`. `remarks` are what rules only suggest or complain about, with
    offsets in the source; `findings` what else was found while reading. `waived`: what waivers held back.
    """

    source: Source
    edits: tuple[Edit, ...] = ()
    remarks: tuple[Remark, ...] = ()
    findings: tuple[Finding, ...] = ()
    waived: tuple[tuple[Waiver, Mapping[str, int]], ...] = ()

    @property
    def chars(self) -> str:
        return self.source.patched(self.edits)

    def encoded(self) -> bytes:
        """The cleaned file in the encoding it came in.

        Raises:
            SourceError: S404, the encoding has no such character.
        """
        try:
            return self.source.encoded(self.chars)
        except UnicodeEncodeError as error:
            guilty = next((e for e in self.edits if not _fits(e.new, self.source.encoding)), None)
            place = self.source.place(guilty.start if guilty else 0)
            params = {"encoding": self.source.encoding, "character": error.object[error.start]}
            raise SourceError("S404", params, place) from error

    def with_edits(self, edits: Iterable[Edit]) -> Fixed:
        """The same source with other edits."""
        return replace(self, edits=tuple(sorted(edits, key=lambda e: (e.start, e.end))))


def fix(path: str, data: bytes, settings: Settings, format: str = "", *, unsafe: bool = False) -> Fixed:
    """Clean the source `data`.

    Args:
        path: what the user calls it; its suffix tells the format unless `format` does.
        unsafe: also carry out what rules only suggest.

    Raises:
        SourceError: it can't be read.
    """
    if not data.strip() and data.isascii():
        return Fixed(Source(path, data.decode("ascii")))
    kind = format or detect_format(path, data)
    source, found, findings = _reviewed(path, data, settings, kind)
    edits, remarks = found.edits, found.remarks
    if unsafe:
        edits, remarks = _carried_out(source, found, settings, kind)
    if kind in _XML:
        edits = tuple(edit._replace(new=_spelled(edit.new, source.encoding)) for edit in edits)
    findings = (*findings, *waiver_findings(source, found.waived, settings))
    return Fixed(source, edits, remarks, findings, found.waived)


def _reviewed(path: str, data: bytes, settings: Settings, kind: str) -> tuple[Source, Review, tuple[Finding, ...]]:
    if kind == "text":
        return _plain(path, data, settings)
    outcome = read(path, data, format=kind)
    work = outcome.value
    if work.source is None:
        raise SourceError("S402", {"path": path, "reason": ""})
    return work.source, review(work, settings), outcome.findings


def _plain(path: str, data: bytes, settings: Settings) -> tuple[Source, Review, tuple[Finding, ...]]:
    """Plain text is cleaned as it stands: its lines, indents and blank lines are the author's."""
    decoded = decode(path, data)
    source = decoded.value
    language = guessed(source.chars) or settings.language
    remarks = Remarks(source)
    remark_on(waivers_of_plain(source.chars), remarks)
    found = review_plain(source.chars, replace(settings, language=language))
    return source, found, (*decoded.findings, *remarks.findings)


def _carried_out(
    source: Source, found: Review, settings: Settings, kind: str
) -> tuple[tuple[Edit, ...], tuple[Remark, ...]]:
    """Edits that also do what is suggested (their result is cleaned once more), and the remarks that are left."""
    chosen: list[Edit] = []
    left: list[Remark] = []
    for remark in found.remarks:
        edit = proposal(source, remark)
        if edit is None or (chosen and edit.start < chosen[-1].end):
            left.append(remark)
        else:
            chosen.append(edit)
    chosen.sort(key=lambda e: (e.start, e.end))
    middle = codecs.BOM_UTF8 + source.patched(chosen).encode("utf-8", "surrogatepass")
    cleaned = _reviewed(source.path, middle, settings, kind)[1].edits
    return tuple(compose(chosen, cleaned)), tuple(left)


def proposal(source: Source, remark: Remark) -> Edit | None:
    """What a remark proposes, as an edit of the fewest characters; None when it proposes nothing."""
    if remark.new is None:
        return None
    start, end, new = remark.start, remark.end, remark.new
    while start < end and new and source.chars[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and source.chars[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return Edit(start, end, new, remark.code) if new or start < end else None


def _fits(chars: str, encoding: str) -> bool:
    try:
        chars.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _spelled(chars: str, encoding: str) -> str:
    """Characters that the encoding of a marked-up file lacks are spelled as references."""
    return chars if _fits(chars, encoding) else chars.encode(encoding, "xmlcharrefreplace").decode(encoding)


def as_findings(fixed: Fixed) -> list[Finding]:
    """Every edit and remark as a finding with its place: what `check` shows, in the order of the source."""
    found = [
        (edit.start, _finding(fixed.source, edit.code, edit.start, edit.end, edit.new, Severity.WARNING, safe=True))
        for edit in fixed.edits
        if edit.code in BY_CODE
    ]
    found += [(remark.start, _of_remark(fixed.source, remark)) for remark in fixed.remarks]
    return [finding for _, finding in sorted(found, key=lambda pair: pair[0])]


def _of_remark(source: Source, remark: Remark) -> Finding:
    finding = as_finding(remark, source)
    own = _finding(source, remark.code, remark.start, remark.end, remark.new, finding.severity, safe=False)
    return replace(finding, params={**finding.params, **own.params, **dict(remark.params)})


def _finding(
    source: Source, code: str, start: int, end: int, new: str | None, severity: Severity, *, safe: bool
) -> Finding:
    """`end`: place behind the last character; `fixable`: whether `publisher fix` mends it by itself (`safe`)."""
    old = source.chars[start:end]
    last = source.place(end)
    params: dict[str, object] = {"old": old, "end_line": last.line, "end_column": last.column, "fixable": safe}
    if new is None:
        before, after = around(source.chars, start, end, _EXCERPT)
        params["detail"] = " ".join(f"{before}{old}{after}".split())
    else:
        params |= {"new": new, "detail": f"{seen(old)} → {seen(new)}"}
    return Finding(code, severity, source.place(start), params)


def around(chars: str, start: int, end: int, width: int) -> tuple[str, str]:
    """What stands before and behind `start:end` on the same line: about `width` characters, cut between words."""
    before = LINE_END.split(chars[max(0, start - 2 * width) : start])[-1]
    after = LINE_END.split(chars[end : end + 2 * width])[0]
    if len(before) > width:
        before = "… " + before[-width:].partition(" ")[2]
    if len(after) > width:
        after = after[:width].rpartition(" ")[0] + " …"
    return before, after


_SHOWN = str.maketrans({" ": "␣", "\u00a0": "⍽", "\n": "⏎", "\r": "", "\t": "⇥"})


def seen(chars: str) -> str:
    """Characters with their spaces made visible: ␣ space, ⍽ no-break space, ⏎ line end; ∅ for nothing."""
    return "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in chars.translate(_SHOWN)) or "∅"
