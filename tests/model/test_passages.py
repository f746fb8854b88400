"""From a place on a page back into the manuscript, and where pages begin."""

from __future__ import annotations

import json

from publisher.model.finding import Place
from publisher.model.lines import Line, PageStart, lines_from, page_starts, rows_of
from publisher.model.passages import Manuscript, numbers, passages
from publisher.model.source import Source
from publisher.model.text import Edit, Run, Text
from publisher.model.work import Code, Metadata, Note, Paragraph, Quotation, Verse, Work
from publisher.model.work import Line as VerseLine

SOURCE = Source("a.md", "# Имя\n\nОн сказал - да.\nИ ушёл.\n")
CHARS = "Он сказал - да. И ушёл."
BODY = Text(CHARS, (), (Run(0, len(CHARS), 7, 7 + len(CHARS)),)).apply([Edit(9, 12, "\u00a0— ", "RU301")])
WORK = Work(Metadata(title=Text("Имя", (), (Run(0, 3, 2, 5),))), (Paragraph(BODY),), (), SOURCE)


def test_a_place_is_found_by_letters_whatever_the_typographer_did() -> None:
    assert Manuscript(WORK).place(3, 0) == Place("a.md", 3, 1)
    assert Manuscript(WORK).place(3, 8) == Place("a.md", 3, 13)  # «да»: two characters further on the page
    assert Manuscript(WORK).place(3, 10) == Place("a.md", 4, 1)
    assert Manuscript(WORK).place(3, 999) == Place("a.md", 4, 6)
    assert Manuscript(WORK).place(0, 0) == Place("a.md", 1, 3)


def test_words_that_a_layout_added_do_not_lead_astray() -> None:
    assert Manuscript(WORK).place(3, 9, "да. И ушёл") == Place("a.md", 3, 13)
    assert Manuscript(WORK).place(3, 2, "И ушёл") == Place("a.md", 4, 1)
    assert Manuscript(WORK).place(3, 8, "нигде") == Place("a.md", 3, 13)


def test_what_stands_in_no_file_has_a_path_or_nothing() -> None:
    assert {Manuscript(WORK).place(number, 0) for number in (-1, 1, 99)} == {Place("a.md")}
    assert Manuscript(Work(Metadata(), ())).place(0, 0) is None


def test_numbers_follow_the_work_alone() -> None:
    verse = Verse(((VerseLine(Text("стих")),),), Text("Поэт"))
    quotation = Quotation((Paragraph(Text("речь")), Code("код")), Text("Автор"))
    work = Work(Metadata(), (quotation, verse), (Note("1", (Paragraph(Text("сноска")),)),))
    said = [passage.chars for passage in passages(work)]
    assert said == ["", "", "", "речь", "код", "Автор", "стих", "Поэт", "сноска"]
    known = numbers(work)
    assert [known[id(passage)] for passage in passages(work)[3:]] == [3, 4, 5, 6, 7, 8]


def line(page: int, block: int, letters: int, text: str, role: str = "text", *, last: bool = False) -> Line:
    return Line(page, 0, 1, role, block, letters, 0, False, last, text, 0, 0, 0, 0, 10, 13, 0, gaps=(1.5, 2.0))  # type: ignore[arg-type]


def test_lines_go_into_a_file_and_back() -> None:
    lines = (line(0, 3, 0, "Он ска-"), line(1, 3, 5, "зал"))
    assert lines_from(json.loads(json.dumps(rows_of(lines)))) == lines


def test_where_pages_begin() -> None:
    lines = [
        line(0, 0, 0, "Имя", "title"),
        line(0, 3, 0, "Он сказал"),
        line(1, 9, 0, "Сноска", "note"),
        line(1, -1, 0, "***"),
        line(1, 3, 8, "да"),
        line(2, -1, 0, "Выходные сведения", "matter"),
    ]
    assert page_starts(lines) == (PageStart(0, 0, 0), PageStart(1, 3, 8))


def test_a_line_that_ends_inside_a_word() -> None:
    assert line(0, 1, 0, "перено-").hyphenated
    assert not line(0, 1, 0, "слово —").hyphenated
    assert not line(0, 1, 0, "-").hyphenated
    assert not line(0, 1, 0, "сказал-", last=True).hyphenated
