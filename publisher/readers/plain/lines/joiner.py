"""Rows become texts: line ends turn into spaces, words divided there become whole where that is sure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from publisher.model.text import Text
from publisher.readers.addresses import linked
from publisher.readers.plain.journal import Journal
from publisher.readers.plain.lines.divisions import Verdict, Vocabulary, is_divided, verdict, whole
from publisher.readers.plain.lines.rows import Row
from publisher.readers.strand import TextBuilder, text_of


class Joiner:
    """Joins rows of one source; `rows` are all of them, the witnesses of how words are written here."""

    def __init__(self, rows: Sequence[Row], journal: Journal) -> None:
        self.journal = journal
        self.source = journal.remarks.source.chars
        self._vocabulary = Vocabulary(rows)

    def text(self, rows: Sequence[Row]) -> Text:
        """The rows as one text, with addresses marked."""
        if len(rows) == 1:
            return linked(text_of(self.source, rows[0].start, rows[0].end))
        builder = TextBuilder(self.source)
        self.put(builder, rows)
        return linked(builder.text())

    def put(self, builder: TextBuilder, rows: Sequence[Row]) -> None:
        """Copy the rows into `builder`."""
        for row, after in zip_longest(rows, rows[1:]):
            divided = after is not None and is_divided(row, after)
            ends = self._is_whole(row, after) if divided else False
            builder.put(row.chars[:-1] if ends else row.chars, row.start, row.end - ends)
            if after is not None and not divided:
                builder.put(" ", row.end, after.start)

    def _is_whole(self, row: Row, after: Row) -> bool:
        """Whether the hyphen between the rows goes. A hyphen that may belong to the word stays, with a remark."""
        judged = verdict(row, after, self._vocabulary)
        if judged is Verdict.JOIN:
            self.journal.remarks.count("S230", "-", row.end - 1)
            self.journal.leave_out("division", row.end - 1, row.end)
        elif judged is Verdict.UNSURE:
            self.journal.counts["unsure-division"] += 1
            self.journal.remarks.warn("S210", row.end - 1, word=whole(row, after))
        return judged is Verdict.JOIN
