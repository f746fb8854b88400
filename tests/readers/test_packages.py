"""Word, OpenDocument and EPUB become the same works as texts do: structure, notes, pictures; what is lost is told."""

# ruff: noqa: E501  the outlines are not wrapped

from __future__ import annotations

import pytest
from fictions import png
from packages import docx, epub, odt, para, run

from publisher.model.errors import SourceError
from publisher.model.indexing import IndexTerm, term_of
from publisher.model.text import OBJECT
from publisher.model.work import Figure, Heading, ListBlock, Paragraph, SceneBreak, Table, Work
from publisher.readers import read

from .origins import assert_origins
from .outline import outline


def word(body: str, **parts: object) -> Work:
    work = read("a.docx", docx(body, **parts)).value  # type: ignore[arg-type]
    assert_origins(work)
    return work


def lines(work: Work) -> list[str]:
    return outline(work).split("\n\n", 1)[1].split("\n")


def test_word_styles_say_what_a_paragraph_is() -> None:
    body = "".join([
        para("Имя Автора", "a4"), para("Название", "a3"), para("Слово — серебро.", "ep"), para("Пословица", "epa"),
        para("Глава", "1"), para("Текст."), para("Строка раз", "st"), para("строка два", "st"), para("", "st"),
        para("третья", "st"), para("Цитата.", "q"), para("Своя", "my"), para("* * *"), para("Конец."),
    ])  # fmt: skip
    work = word(body)
    assert (work.metadata.title.chars, work.metadata.author) == ("Название", "Имя Автора")
    assert lines(work) == [
        "epigraph", "  p Слово — серебро.", "  by Пословица", "h1 Глава", "p Текст.", "verse", "  Строка раз",
        "  строка два", "  /", "  третья", "quotation", "  p Цитата.", "h1 Своя", "* * *", "p Конец.",
    ]  # fmt: skip


def test_word_runs_keep_their_look() -> None:
    body = para(
        run("о") + run("бычно ", "<w:i w:val='0'/>") + run("кур", "<w:i/>") + run("сив ", "<w:i/>") + run("жир", "<w:b/>")
        + run("стиль", '<w:rStyle w:val="strong"/>') + run("2", '<w:vertAlign w:val="superscript"/>')
        + "<w:r><w:tab/><w:t>таб</w:t><w:noBreakHyphen/><w:softHyphen/><w:br/><w:t>новая\u00a0строка</w:t></w:r>"
        + '<w:hyperlink r:id="link">' + run("ссылка") + "</w:hyperlink>"
    )  # fmt: skip
    assert lines(word(body)) == [
        "p обычно ⟨emphasis|курсив⟩ ⟨strong|жирстиль⟩⟨superscript|2⟩ таб\u2011\u00ad⏎новая␣строка⟨link https://example.org/|ссылка⟩"
    ]


def test_word_notes_of_both_kinds() -> None:
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:endnoteReference w:id="3"/></w:r>'
    note = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2">{}{}</w:footnote>'
    end = f'<w:endnote w:id="3">{para("Концевая.")}</w:endnote>'
    work = word(
        para(run("Раз") + call[0] + run(", два") + call[1] + run(".")),
        notes=note.format(para("Сноска."), para("Ещё.")),
        endnotes=end,
    )
    assert lines(work) == [
        "p Раз⟨note footnote-2⟩, два⟨note endnote-3⟩.", "note footnote-2", "  p Сноска.", "  p Ещё.",
        "note endnote-3 endnote", "  p Концевая.",
    ]  # fmt: skip


def test_word_lists_and_tables() -> None:
    number = "<w:numPr><w:ilvl w:val='{}'/><w:numId w:val='1'/></w:numPr>"
    cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>"
    merge, below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = (
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell.format('<w:gridSpan w:val="2"/>', para("А")) + "</w:tr><w:tr>"
        + cell.format(merge, para("1")) + cell.format("", para("2") + para("3")) + "</w:tr><w:tr>"
        + cell.format(below, para("")) + cell.format("", para("4")) + "</w:tr></w:tbl>"
    )  # fmt: skip
    work = word(
        para("раз", more=number.format(0))
        + para("вложен", more=number.format(1))
        + para("два", more=number.format(0))
        + table
    )
    first, second = work.blocks
    assert isinstance(first, ListBlock) and first.start == 3 and len(first.items) == 2
    assert isinstance(first.items[0][1], ListBlock) and first.items[0][1].start is None
    assert isinstance(second, Table)
    assert [[c.chars for c in row] for row in (*second.head, *second.rows)] == [["А"], ["1", "2\n3"], ["4"]]
    assert [(t.row, t.cell, t.columns, t.rows) for t in second.traits] == [(0, 0, 2, 1), (1, 0, 1, 2)]


def test_word_pictures_come_along_with_captions() -> None:
    drawing = '<w:r><w:drawing><wp:inline><wp:docPr descr="Вид"/><a:blip r:embed="p1"/></wp:inline></w:drawing></w:r>'
    work = word(para(drawing) + para("Подпись", "cap") + para("Текст."), pictures={"p1": png()})
    figure = work.blocks[0]
    assert isinstance(figure, Figure) and figure.caption
    assert (figure.src, figure.alt, figure.caption.chars) == ("word/media/p1.png", "Вид", "Подпись")
    assert work.pictures == {"word/media/p1.png": png()}


def test_word_changes_are_accepted_and_losses_told() -> None:
    body = para(
        "<w:ins>" + run("новое") + "</w:ins><w:del><w:r><w:delText>старое</w:delText></w:r></w:del>"
        + '<w:r><w:commentReference w:id="1"/></w:r>'
    ) + para(run("Похоже на заголовок", "<w:b/>")) + para("Глава 1 ... 3", "toc1")  # fmt: skip
    outcome = read("a.docx", docx(body))
    assert lines(outcome.value) == ["p новое", "p ⟨strong|Похоже на заголовок⟩"]
    told = {(f.code, f.params.get("what", ""), f.place.line if f.place else 0) for f in outcome.findings}
    assert {("S240", "", 1), ("S205", "comment", 1), ("S241", "", 2), ("S205", "contents", 3)} <= told


def test_an_empty_paragraph_is_a_break_only_where_it_is_rare() -> None:
    text = para("Текст.")
    assert SceneBreak(blank=True) in word(text * 4 + para("") + text * 4).blocks
    assert all(isinstance(block, Paragraph) for block in word((text + para("")) * 5).blocks)


def test_places_in_word_count_paragraphs() -> None:
    work = word(para("Раз.") + para("Глава", "1") + para("Два."))
    places = [
        work.source.place(b.text.source_offset(0) or 0).line
        for b in work.blocks
        if isinstance(b, Paragraph | Heading) and work.source
    ]
    assert places == [1, 2, 3]


def test_odt_has_it_all() -> None:
    body = (
        '<text:h text:outline-level="1">Глава</text:h><text:p text:style-name="P1">Эпиграф.</text:p>'
        '<text:p>Слово <text:span text:style-name="T1">жир<text:span text:style-name="T2">ный</text:span></text:span>'
        '<text:s text:c="2"/>и<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        "<text:p>Сноска.</text:p></text:note-body></text:note><text:line-break/>дальше</text:p>"
        '<text:p text:style-name="Стих">Строка</text:p><text:p text:style-name="Стих">другая</text:p>'
        '<text:list text:style-name="L1"><text:list-item><text:p>раз</text:p></text:list-item></text:list>'
        '<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>А</text:p>'
        "</table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>1</text:p>"
        "</table:table-cell><table:table-cell><text:p>2</text:p></table:table-cell></table:table-row></table:table>"
        '<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>Вид</svg:desc></draw:frame></text:p>'
        "<text:tracked-changes><text:deletion><text:p>нет</text:p></text:deletion></text:tracked-changes>"
        '<text:h text:outline-level="1">Вторая</text:h>'
    )
    work = read("a.odt", odt(body, {"a.png": png()})).value
    assert_origins(work)
    assert work.metadata.title.chars == "Из свойств"
    assert lines(work) == [
        "h1 Глава", "epigraph", "  p Эпиграф.",
        "p Слово ⟨strong|жир⟩⟨emphasis|⟨strong|ный⟩⟩ и⟨note footnote-1⟩⏎дальше", "verse", "  Строка", "  другая", "ol 1",
        "  -", "    p раз", "table - -", "  = А", "  | 1 | 2", "  at 0,0: 2x1", "figure Pictures/a.png [Вид]", "h1 Вторая",
        "note footnote-1", "  p Сноска.",
    ]  # fmt: skip


NOTED = {
    "a.xhtml": '<h1>Один</h1><p>Слово<a epub:type="noteref" href="notes.xhtml#n1">1</a> и <a href="b.xhtml#x">там</a>.</p>'
    '<p><img src="img/a.png" alt="Вид"/></p>',
    "b.xhtml": '<h1 id="x">Два</h1><p>Дело<a epub:type="noteref" href="#f">*</a>.</p><aside epub:type="footnote" id="f"><p>Тут же.</p></aside>',
    "notes.xhtml": '<section epub:type="endnotes"><h1>Примечания</h1><aside epub:type="footnote" id="n1">'
    '<p><a href="a.xhtml#r" role="doc-backlink">1</a>. В конце.</p></aside></section>',
}


def test_epub_is_one_text_with_notes_and_links() -> None:
    work = read("a.epub", epub(NOTED, pictures={"img/a.png": png()})).value
    assert_origins(work)
    assert (work.metadata.title.chars, work.metadata.author, work.metadata.language) == ("Книга", "Антон Чехов", "ru")
    assert lines(work) == [
        "h1 Один", "p Слово⟨note d3-n1⟩ и ⟨link #d2-x|там⟩.", "figure EPUB/img/a.png [Вид]", "h1#d2-x Два",
        "p Дело⟨note d2-f⟩.", "note d3-n1", "  p В конце.", "note d2-f", "  p Тут же.",
    ]  # fmt: skip


def test_html_notes_need_no_words_of_epub() -> None:
    page = (
        '<p>Раз<sup><a href="#fn1" id="r1">[1]</a></sup>, <a href="#g">глава</a>.</p><h2 id="g">Глава</h2><p>Да.</p>'
        '<ol><li id="fn1">Сноска. <a href="#r1">↩</a></li></ol>'
    )
    work = read("a.html", page.encode()).value
    assert lines(work) == [
        "p Раз⟨superscript|⟩⟨note fn1⟩, ⟨link #g|глава⟩.".replace("⟨superscript|⟩", ""),
        "h1#g Глава",
        "p Да.",
        "note fn1",
        "  p Сноска.",
    ]


def test_what_we_write_as_epub_comes_back() -> None:
    from fictions import book_of, from_markdown

    from publisher.composition.faces import load_families
    from publisher.composition.layouts import load_layout
    from publisher.composition.reflow import compose_reflow
    from publisher.data import folder
    from publisher.writers.epub import write_epub

    text = (
        "---\ntitle: Проба\nauthor: Антон Чехов\nlang: ru\n---\n\n# Глава\n\n> {.epigraph}\n> Слово.\n> — Кто-то\n\nТекст[^1] и *ещё*.\n\n"
        "```verse\nСтрока\n  вторая\n\nтретья\n```\n\n| а | б |\n|---|--:|\n| 1 | 2 |\n\n***\n\n- раз\n- два\n\n[^1]: Сноска *тут*.\n"
    )
    work = from_markdown(text)
    layout = load_layout("pamphlet-a5", [folder("layouts")])
    data = write_epub(compose_reflow(book_of([work]), layout, load_families([folder("fonts")]), {}))
    found = read("b.epub", data).value
    known = {"table left right": "table - right"}
    assert [known.get(line, line.replace("d3-w1-n1", "1")) for line in lines(found)] == lines(work)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.docx", b"PK\x03\x04 nonsense", "S120"),
        ("a.epub", b"", "S120"),
        ("a.odt", docx("<w:p/>"), "S123"),
        ("a.docx", odt("<text:p/>"), "S123"),
        ("a.epub", docx("<w:p/>"), "S123"),
    ],
)
def test_what_is_no_package_is_refused(name: str, data: bytes, code: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(name, data)
    assert caught.value.code == code


# --- fields of Word ---------------------------------------------------------------------------------------------------


def field(instruction: str, result: str = "") -> str:
    """A complex field as Word writes it, its instruction in two runs."""
    half = len(instruction) // 2
    parts = "".join(
        f'<w:r><w:instrText xml:space="preserve">{part}</w:instrText></w:r>'
        for part in (instruction[:half], instruction[half:])
    )
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}' if result else ""
    edge = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return edge.format("begin") + parts + shown + edge.format("end")


@pytest.mark.parametrize(
    ("instruction", "wanted"),
    [
        (' XE "Шрифты:кернинг" ', IndexTerm("subjects", "Шрифты > кернинг")),
        (' XE "Дидо, Фирмен" \\f "n" \\b ', IndexTerm("names", "Дидо, Фирмен")),
        (' XE "Дидот" \\t "См. Дидо, Фирмен" ', IndexTerm("subjects", "Дидот", "see", "Дидо, Фирмен")),
    ],
)
def test_entries_of_an_index_in_word(instruction: str, wanted: IndexTerm) -> None:
    work = word(para("<w:r><w:t>Вот</w:t></w:r>" + field(instruction) + run(" так.")))
    (text,) = (block.text for block in work.blocks if isinstance(block, Paragraph))
    assert text.chars == "Вот так."
    assert [(m.start, m.end, term_of(m)) for m in text.marks if m.kind == "index"] == [(3, 3, wanted)]


def test_page_numbers_in_word_are_found_anew() -> None:
    target = '<w:bookmarkStart w:id="1" w:name="_Ref7"/>' + run("Место.") + '<w:bookmarkEnd w:id="1"/>'
    work = word(para(run("См. с. ") + field(" PAGEREF _Ref7 \\h ", "12") + run(".")) + para(target))
    first, second = (block.text for block in work.blocks if isinstance(block, Paragraph))
    assert first.chars == f"См. с. {OBJECT}."
    assert [(m.kind, m.value) for m in first.marks if m.kind == "reference"] == [("reference", "#_Ref7")]
    assert [(m.kind, m.value) for m in second.marks] == [("anchor", "_Ref7")]
