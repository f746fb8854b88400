"""The invariant of origins: every character of a text either stands in the source just so, or is marked as an atom."""

from __future__ import annotations

from publisher.model.text import Text
from publisher.model.work import Work, texts


def assert_origins(work: Work) -> None:
    assert work.source is not None
    for text in texts(work):
        assert_origin(text, work.source.chars)


def assert_origin(text: Text, source: str) -> None:
    """Runs are sorted and disjoint in the text and in the source; what is one to one is equal."""
    at = source_at = 0
    for run in text.origin:
        assert at <= run.start < run.end <= len(text.chars)
        assert source_at <= run.source < run.source_end <= len(source)
        at, source_at = run.end, run.source_end
        written, chars = source[run.source : run.source_end], text.chars[run.start : run.end]
        if not run.is_atom and chars != written:
            assert (chars, written) in {(" ", "\n"), (" ", "\r"), (" ", "\t")}
    for mark in text.marks:
        assert 0 <= mark.start <= mark.end <= len(text.chars)
        assert mark.start < mark.end or mark.kind in {"note", "index", "anchor"}
