"""`publisher fix --interactive`: every edit and every suggestion is shown and asked about."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from publisher.builder.fixing import Fixed, around, proposal
from publisher.cli import show
from publisher.cli.difference import Paint
from publisher.cli.words import harmless, title, ui
from publisher.model.errors import UsageError
from publisher.model.text import Edit

ACCEPT, REJECT, ALWAYS, NEVER, QUIT, HELP = "accept", "reject", "always", "never", "quit", "help"
KEYS = {
    "y": ACCEPT, "n": REJECT, "a": ALWAYS, "s": NEVER, "q": QUIT, "?": HELP,
    "д": ACCEPT, "н": REJECT, "в": ALWAYS, "п": NEVER, "к": QUIT,
}  # fmt: skip
"""Answers by their first letter: Latin and Russian ones, in either language of the interface."""

_CONTEXT = 60
"""Characters shown on either side of a change."""


@dataclass(frozen=True, slots=True)
class Question:
    """One change that may be made. `edit` is None when a rule only remarks on `start:end`."""

    code: str
    start: int
    end: int
    edit: Edit | None
    suggested: bool


@dataclass(slots=True)
class Dialogue:
    """The answers of one person, through all files."""

    total: int
    asked: int = 0
    always: set[str] = field(default_factory=set)
    never: set[str] = field(default_factory=set)
    stopped: bool = False

    def accepted(self, fixed: Fixed) -> Fixed:
        """The source with the edits that were accepted."""
        chosen: list[Edit] = []
        for question in questions(fixed):
            self.asked += 1
            edit = question.edit
            overlaps = chosen and question.start < chosen[-1].end
            if self.stopped or overlaps or question.code in self.never:
                continue
            if edit and (question.code in self.always or self._asks(fixed, question)):
                chosen.append(edit)
            elif not edit and question.code not in self.always:
                self._asks(fixed, question)
        return fixed.with_edits(chosen)

    def _asks(self, fixed: Fixed, question: Question) -> bool:
        show.out(
            "\n".join(shown(fixed, question, f"[{self.asked}/{self.total}]", Paint(not os.environ.get("NO_COLOR"))))
        )
        key = "interactive-ask" if question.edit else "interactive-ask-remark"
        while (answer := answered(ui(key, code=question.code))) == HELP:
            show.out(ui("interactive-help"))
        if answer == ALWAYS:
            self.always.add(question.code)
        elif answer == NEVER:
            self.never.add(question.code)
        self.stopped = answer == QUIT
        return answer in (ACCEPT, ALWAYS)


def check_terminal() -> None:
    """Raises:
    UsageError: U114, nobody can be asked.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("U114", {"option": "--interactive"})


def answered(prompt: str) -> str:
    """What somebody answers; the question is put again until the answer is understood. No more input: the end."""
    while True:
        sys.stdout.write(prompt + " ")
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            show.out()
            return QUIT
        word = line.strip().lower()
        if word[:1] in KEYS:
            return KEYS[word[:1]]


def agreed(prompt: str) -> bool:
    """Whether somebody says yes."""
    return answered(prompt) in (ACCEPT, ALWAYS)


def questions(fixed: Fixed) -> list[Question]:
    """All that can be asked about a source, in its order; a suggestion comes before the edits it overlaps."""
    found = [Question(edit.code, edit.start, edit.end, edit, False) for edit in fixed.edits]
    for remark in fixed.remarks:
        edit = proposal(fixed.source, remark)
        start, end = (edit.start, edit.end) if edit else (remark.start, remark.end)
        found.append(Question(remark.code, start, end, edit, True))
    return sorted(found, key=lambda q: (q.start, not q.suggested, q.end))


def shown(fixed: Fixed, question: Question, counter: str, paint: Paint) -> Iterator[str]:
    """Place, code and title; the line before and after, or with what is remarked on standing out."""
    place = fixed.source.place(question.start)
    word = ui("interactive-suggestion")
    kind = f" ({word})" if question.suggested else ""
    where = harmless(str(place))
    yield ""
    yield f"{paint(where, '1')}  {paint(question.code, '33')} {title(question.code)}{kind}  {paint(counter, '2')}"
    before, after = around(fixed.source.chars, question.start, question.end, _CONTEXT)
    old = fixed.source.chars[question.start : question.end]
    if question.edit is None:
        yield "  " + _marked(before, old, after, "33", paint, "[]")
        return
    yield paint("- ", "31") + _marked(before, old, after, "31", paint, "[]")
    yield paint("+ ", "32") + _marked(before, question.edit.new, after, "32", paint, "{}")


def _marked(before: str, middle: str, after: str, colour: str, paint: Paint, brackets: Sequence[str]) -> str:
    """A stretch of text whose middle stands out: in colour, or else between brackets."""
    if paint.colours:
        spans = [(len(before), len(before) + len(middle))]
        return paint.changed(_one_line(before) + _one_line(middle) + _one_line(after), spans, colour)
    plain = [paint.changed(_one_line(part), [], "") for part in (before, middle, after)]
    return f"{plain[0]}{brackets[0]}{plain[1]}{brackets[1]}{plain[2]}"


def _one_line(chars: str) -> str:
    return "".join("⏎" if c == "\n" else " " if c in "\r\t" else c for c in chars)
