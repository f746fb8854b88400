"""Whole works: marks, borders between containers, findings, and edits carried to the source file."""

import subprocess
import sys

import pytest

from publisher.model.source import Source
from publisher.model.text import Mark, Run, Text
from publisher.model.work import Heading, ListBlock, Metadata, Note, Paragraph, Person, Table, Work, texts
from publisher.readers import read
from publisher.typography import Settings, clean, clean_text, edits, source_edits

SETTINGS = Settings()


def cleaned(*blocks, meta=None, notes=()):
    outcome = clean(Work(meta or Metadata(), blocks, notes), SETTINGS)
    return [text.chars.replace("\u00a0", "␣") for text in texts(outcome.value)], outcome


def paragraph(chars, *marks):
    return Paragraph(Text(chars, marks))


def test_quotes_pair_across_emphasis_and_links():
    chars = 'на кадрах видео "антитеррористической операции" видно'
    link = Mark(chars.index("видео"), chars.index(" видно"), "link", "https://example.org/")
    (result,), outcome = cleaned(paragraph(chars, link, Mark(17, 46, "emphasis")))
    assert result == "на␣кадрах видео «антитеррористической операции» видно"
    text = next(texts(outcome.value))
    assert text.chars[text.marks[0].start : text.marks[0].end] == "видео «антитеррористической операции»"


def test_protected_marks_stay():
    (result,), _ = cleaned(paragraph('ключ a -- "b" и "слово"', Mark(5, 13, "code")))
    assert result == 'ключ a -- "b" и␣«слово»'


def test_an_unclosed_quotation_ends_with_its_container():
    results, outcome = cleaned(
        paragraph('Он сказал: "да.'),
        Heading(Text('"Глава"'), 1),
        ListBlock(((paragraph('"Раз"'),), (paragraph('"Два"'),))),
    )
    assert results == ["Он сказал: «да.", "«Глава»", "«Раз»", "«Два»"]
    (finding,) = outcome.findings
    assert finding.code == "RU210"
    assert finding.params["side"] == "open"


def test_a_quotation_may_run_over_paragraphs():
    results, outcome = cleaned(paragraph('"Первый.'), paragraph("Второй."), paragraph('Третий".'))
    assert results == ["«Первый.", "Второй.", "Третий»."]
    assert not outcome.findings


def test_title_matter_notes_and_cells_are_cleaned():
    meta = Metadata(title=Text('Повесть "Шинель"'), authors=(Person(Text("Н.В. Гоголь")),))
    table = Table(((Text("-"),),), ((Text('"а"'), Text("-5 °C")),), ("", ""))
    results, _ = cleaned(table, meta=meta, notes=(Note("1", (paragraph("см. с.5-10"),)),))
    assert results == ["Повесть «Шинель»", "Н.␣В.␣Гоголь", "-", "«а»", "−5␣°C", "см.␣с.␣5–10"]


def test_a_finding_says_where():
    chars = "первая\nвторая»"
    work = Work(Metadata(), (Paragraph(Text("вторая»", (), (Run(0, 7, 7, 14),))),), source=Source("a.md", chars))
    (finding,) = clean(work, SETTINGS).findings
    assert str(finding.place) == "a.md:2:7"


def test_edits_of_a_wrapped_paragraph_do_not_join_lines():
    source = Source("a.txt", 'Слово в\n  доме "и\nсад" - да')
    text = Text(
        'Слово в доме "и сад" - да', (), (Run(0, 7, 0, 7), Run(7, 8, 7, 10), Run(8, 15, 10, 17), Run(15, 25, 17, 27))
    )
    grouped = edits(Work(Metadata(), (Paragraph(text),), source=source), SETTINGS).value
    assert source.patched(source_edits(source, grouped)) == "Слово в\n  доме «и\nсад»\u00a0— да"


def test_an_entity_is_replaced_whole():
    source = Source("a.html", "&quot;да&quot;")
    text = Text('"да"', (), (Run(0, 1, 0, 6), Run(1, 3, 6, 8), Run(3, 4, 8, 14)))
    grouped = edits(Work(Metadata(), (Paragraph(text),), source=source), SETTINGS).value
    assert source.patched(source_edits(source, grouped)) == "«да»"


def test_a_text_that_stands_in_a_work_twice_is_edited_once():
    source = Source("a.txt", '"да"')
    text = Text('"да"', (), (Run(0, 4, 0, 4),))
    work = Work(Metadata(title=text), (Heading(text, 1),), source=source)
    assert source.patched(source_edits(source, edits(work, SETTINGS).value)) == "«да»"


def test_a_passage_in_another_language_by_mark():
    chars = 'He "said" so'
    (result,), _ = cleaned(paragraph(chars, Mark(0, len(chars), "language", "en")))
    assert result == "He “said” so"


def test_derived_no_break_spaces():
    work = Work(Metadata(), (paragraph("белый\u00a0снег и\u00a0лёд"),))
    outcome = clean(work, Settings(nbsp="derive"))
    assert next(texts(outcome.value)).chars == "белый снег и\u00a0лёд"


def test_line_ends_are_kept():
    assert clean_text('"да"\r\n\r\n"нет"\r\n').text == "«да»\r\n\r\n«нет»\r\n"


def test_long_rows_of_marks_take_linear_time():
    """Quadratic code would not come back from these."""
    for piece in ('"', "-", "(", ".", "'", "а-", "1-", "a.", "5 ", "\u200b", "123 ", "а\n", '"\n\n', "?", "т. ", "@a"):
        clean_text(piece * 5_000)


def test_the_import_is_light():
    heavy = {"lxml", "weasyprint", "jinja2", "typer", "markdown_it", "yaml", "fontTools"}
    code = "import sys, publisher.typography; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not heavy & set(loaded)


@pytest.mark.parametrize(("lang", "quoted"), [("bg", "„да“ –"), ("ru", "«да» —"), ("", "„да“ –")])
def test_the_language_is_that_of_the_work_or_else_of_the_settings(lang: str, quoted: str) -> None:
    head = f"---\nlang: {lang}\n---\n\n" if lang else ""
    work = read("a.md", f'{head}Той каза "да" - и излезе.\n'.encode()).value
    found = [text.chars.replace("\u00a0", " ") for text in texts(clean(work, Settings(language="bg")).value)]
    assert f"Той каза {quoted} и излезе." in found
