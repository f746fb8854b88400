"""The invariant of plain text: every letter and figure is in the work, in order, or reported as left out."""

from __future__ import annotations

from publisher.model.work import Work, texts, texts_of


def assert_nothing_lost(work: Work) -> None:
    assert work.source is not None
    assert work.structure is not None
    chars = work.source.chars
    seen = bytearray(len(chars))
    for text in texts(work):
        for run in text.origin:
            if run.is_atom:  # a line end, with what was left out there
                continue
            assert not any(seen[run.source : run.source_end]), "twice in the work"
            seen[run.source : run.source_end] = b"\x01" * (run.source_end - run.source)
    for left in work.structure.left_out:
        assert left.start < left.end
        assert not any(seen[i] for i in range(left.start, left.end)), f"{left} is in the work"
        seen[left.start : left.end] = b"\x01" * (left.end - left.start)
    lost = "".join(char if char.isalnum() and not seen[i] else " " for i, char in enumerate(chars))
    assert lost.split() == []
    offsets = [run.source for block in work.blocks for text in texts_of(block) for run in text.origin]
    assert offsets == sorted(offsets), "blocks are in the order of the text"
