"""Books for screens: division, notes, links, navigation, metadata."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from sample_book import paragraph, russian_work, sample_book, sample_pictures, screen_layout, single_book

from publisher.composition.faces import load_families
from publisher.composition.linked import clean_address, without_nested_links
from publisher.composition.reflow import compose_reflow
from publisher.composition.reflow_metadata import creators, file_as
from publisher.model.composition import Document, NavEntry, ReflowComposition
from publisher.model.edition import Book, Entry
from publisher.model.errors import ConfigError
from publisher.model.source import Source
from publisher.model.text import Mark, Text
from publisher.model.work import Heading, Metadata, Note, Paragraph, Person, Work

FAMILIES = load_families([Path(__file__).parents[2] / "fonts"])
LONG = Paragraph(Text("Слово за слово. " * 1500))
"""About 45 KB."""


def composed(book: Book, folder: Path) -> ReflowComposition:
    return compose_reflow(book, screen_layout(), FAMILIES, sample_pictures(folder))


def names(composition: ReflowComposition) -> list[str]:
    return [document.name.removeprefix("text/").removesuffix(".xhtml") for document in composition.documents]


def work(*blocks: Paragraph | Heading, notes: tuple[Note, ...] = ()) -> Work:
    return Work(Metadata(title=Text("Повесть")), blocks, notes)


def chapter(number: int, level: int = 1) -> Heading:
    return Heading(Text(f"Глава {number}"), level, f"g{number}")


def test_short_work_is_one_document(tmp_path: Path) -> None:
    book = single_book(work(chapter(1), paragraph("Раз."), chapter(2), paragraph("Два.")))
    assert names(composed(book, tmp_path)) == ["title", "w1", "imprint"]


def test_long_work_is_divided_at_its_highest_headings(tmp_path: Path) -> None:
    book = single_book(work(paragraph("Пролог."), chapter(1), LONG, chapter(2, 2), LONG, chapter(3), LONG))
    composition = composed(book, tmp_path)
    assert names(composition) == ["title", "w1", "w1-02", "w1-03", "imprint"]
    assert [entry.href for entry in composition.navigation] == ["text/w1-02.xhtml#w1-h1", "text/w1-03.xhtml#w1-h3"]
    assert [child.href for child in composition.navigation[0].children] == ["text/w1-02.xhtml#w1-h2"]


def test_a_chapter_without_headings_is_divided_between_blocks(tmp_path: Path) -> None:
    composition = composed(single_book(work(chapter(1), *[LONG] * 12)), tmp_path)
    assert names(composition) == ["title", "w1", "w1-02", "w1-03", "imprint"]
    assert all(len(document.xhtml.encode()) < 260_000 for document in composition.documents)


def test_title_of_a_long_work_in_a_collection_stands_alone(tmp_path: Path) -> None:
    book = sample_book()
    long = replace(book.entries[0], work=work(chapter(1), LONG, chapter(2), LONG))
    composition = composed(replace(book, entries=(long, book.entries[1])), tmp_path)
    assert names(composition) == ["title", "w1", "w1-02", "w1-03", "w2", "imprint"]
    assert 'role="doc-part"' in composition.documents[1].xhtml


def test_links_and_notes_reach_across_documents(tmp_path: Path) -> None:
    back = Paragraph(Text("назад", (Mark(0, 5, "link", "#g1"), Mark(5, 5, "note", "a"))))
    first = Paragraph(Text("раз", (Mark(3, 3, "note", "a"),)))
    notes = (Note("a", (paragraph("Сноска."),)),)
    composition = composed(single_book(work(chapter(1), first, LONG, chapter(2), back, LONG, notes=notes)), tmp_path)
    one, two = (document.xhtml for document in composition.documents[1:3])
    assert '<a href="w1.xhtml#w1-h1">назад</a>' in two
    assert 'id="w1-n1-ref-2" href="w1.xhtml#w1-n1"' in two
    assert "Сноска." in one
    assert "Сноска." not in two


def test_links_reach_places_in_other_works_which_are_opened_for_it_only(tmp_path: Path) -> None:
    opened: list[str] = []

    class Told(Work):
        __slots__ = ()

        def whole(self) -> Work:
            opened.append(self.metadata.title.chars)
            return self

    def told(title: str, *blocks: Paragraph | Heading) -> Work:
        return Told(Metadata(title=Text(title)), blocks, source=Source(f"{title}.md", ""))

    links = ["В#2.md", "В#2.md#g2", "В#2.md#g7", "А.md#g1"]
    chars = " ".join("слово" for _ in links)
    marks = tuple(Mark(6 * n, 6 * n + 5, "link", address.replace("#2", "%232")) for n, address in enumerate(links))
    works = [
        told("А", chapter(1), paragraph("Раз.")),
        told("Б", Paragraph(Text(chars, marks))),
        told("В#2", chapter(1), LONG, chapter(2), LONG),
    ]
    book = sample_book()
    book = replace(book, entries=tuple(Entry(f"w{n}", work) for n, work in enumerate(works, 1)), parts=())
    documents = {document.name: document.xhtml for document in composed(book, tmp_path).documents}
    title, second = "w3.xhtml#w3-title", "w3-03.xhtml#w3-h2"
    assert re.findall(r'href="(w[^"]*)"', documents["text/w2.xhtml"]) == [title, second, title, "w1.xhtml#w1-h1"]
    assert '<h2 id="w3-h2">' in documents["text/w3-03.xhtml"]
    assert opened == ["А", "Б", "В#2", "А", "В#2"]
    bare = replace(book, entries=(book.entries[0], book.entries[2]))
    opened.clear()
    composed(bare, tmp_path)
    assert opened == ["А", "В#2"]


def test_every_document_is_handed_over_when_it_is_composed(tmp_path: Path) -> None:
    taken: dict[str, str] = {}

    def keep(document: Document) -> Document:
        taken[document.name] = document.xhtml
        return replace(document, xhtml="")

    whole = composed(sample_book(), tmp_path)
    light = compose_reflow(sample_book(), screen_layout(), FAMILIES, sample_pictures(tmp_path), keep=keep)
    assert taken == {document.name: document.xhtml for document in whole.documents}
    assert light == replace(whole, documents=tuple(replace(document, xhtml="") for document in whole.documents))


def test_note_called_by_a_note_follows_it(tmp_path: Path) -> None:
    xhtml = composed(sample_book(), tmp_path).documents[1].xhtml
    assert xhtml.index('id="w1-n2"') < xhtml.index('id="w1-n3"')
    assert 'aria-label="Сноска 3: назад к тексту"' in xhtml


def test_notes_of_a_title_stand_on_the_title_page(tmp_path: Path) -> None:
    title = Text("Повесть", (Mark(7, 7, "note", "t"),))
    told = Work(Metadata(title=title), (paragraph("Текст."),), (Note("t", (paragraph("О названии."),)),))
    page, text, _ = (document.xhtml for document in composed(single_book(told), tmp_path).documents)
    assert "О названии." in page
    assert "О названии." not in text


def test_navigation_names_authors_only_where_they_differ(tmp_path: Path) -> None:
    book = sample_book()
    labels = [entry.title for entry in composed(book, tmp_path).navigation]
    assert labels == ["Антон Наборщиков, М. П. Верстальщикова. Буквы и пробелы", "Леся Складальниця. Вірші та речі"]
    same = replace(book, entries=(book.entries[0], replace(book.entries[0], id="w2")))
    assert [entry.title for entry in composed(same, tmp_path).navigation] == ["Буквы и пробелы"] * 2


def test_languages_stay_with_their_works(tmp_path: Path) -> None:
    composition = composed(sample_book(), tmp_path)
    assert [document.language for document in composition.documents] == ["ru", "ru", "uk", "ru"]
    assert composition.metadata.languages == ("ru", "uk")
    assert isinstance(composition.navigation[1], NavEntry)
    assert composition.navigation[1].language == "uk"


def test_identifier_does_not_depend_on_the_text(tmp_path: Path) -> None:
    book = sample_book()
    changed = replace(book.entries[0], work=replace(book.entries[0].work, blocks=(paragraph("Другой текст."),)))
    again = composed(replace(book, entries=(changed, book.entries[1])), tmp_path)
    assert again.metadata.identifier == composed(book, tmp_path).metadata.identifier
    other = replace(book, edition=replace(book.edition, imprint=replace(book.edition.imprint, isbn="")))
    assert composed(other, tmp_path).metadata.identifier != again.metadata.identifier


def test_only_faces_that_are_used_go_along(tmp_path: Path) -> None:
    plain = composed(single_book(work(paragraph("Прямой."))), tmp_path)
    fonts = [r.url for r in plain.resources if r.media_type == "font/ttf"]
    assert fonts == ["fonts/Literata_400Regular.ttf"]
    rich = composed(single_book(russian_work()), tmp_path)
    assert sum(r.media_type == "font/ttf" for r in rich.resources) == 4
    assert "fonts/OFL-literata.txt" in [r.url for r in rich.resources]


def test_fonts_with_reserved_names_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        compose_reflow(single_book(russian_work()), screen_layout(("Pub Mono",)), FAMILIES, sample_pictures(tmp_path))
    assert caught.value.code == "C126"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Антон Чехов", "Чехов, Антон"),
        ("Антон Павлович Чехов", "Чехов, Антон Павлович"),
        ("Чехов Антон Павлович", "Чехов, Антон Павлович"),
        ("А. П. Чехов", "Чехов, А. П."),
        ("А.П.\u00a0Чехов", "Чехов, А.П."),
        ("Чехов А. П.", "Чехов, А. П."),
        ("Леся Українка", "Українка, Леся"),
        ("Жан-Жак Руссо", "Руссо, Жан-Жак"),
        ("Людвиг ван Бетховен", "Людвиг ван Бетховен"),
        ("Гомер", "Гомер"),
        ("Интернациональная коммунистическая партия", "Интернациональная коммунистическая партия"),
        ("Новая газета", "Новая газета"),
        ("Издательство «Проба»", "Издательство «Проба»"),
        ("", ""),
    ],
)
def test_names_are_filed_by_surname_where_it_is_certain(name: str, expected: str) -> None:
    assert file_as(Person(Text(name))) == expected


def test_a_given_order_of_a_name_is_kept() -> None:
    assert file_as(Person(Text("Людвиг ван Бетховен"), "Бетховен, Людвиг ван")) == "Бетховен, Людвиг ван"


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("https://пример.рф/путь", "https://пример.рф/путь"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/x#a#b", "https://example.org/x#a%23b"),
        ("https://exa mple.org/", ""),
        ("https://example.org:99999/", ""),
        ("mailto:a@b.ru?subject=Привет мир", "mailto:a@b.ru?subject=Привет%20мир"),
        ("mailto:nobody", ""),
    ],
)
def test_addresses_are_cleaned_or_dropped(address: str, clean: str) -> None:
    assert clean_address(address) == clean


def test_links_never_hold_links_or_calls() -> None:
    text = Text("abcdef", (Mark(0, 4, "link", "x"), Mark(2, 6, "link", "y"), Mark(3, 3, "note", "1")))
    spans = [(m.start, m.end, m.value) for m in without_nested_links(text).marks if m.kind == "link"]
    assert spans == [(0, 3, "x"), (3, 4, "x"), (4, 6, "y")]


def test_people_stand_in_the_order_in_which_they_appear() -> None:
    first, second = Person(Text("Анна Первая")), Person(Text("Борис Второй"))
    works = [Metadata(authors=(first,)), Metadata(authors=(second,)), Metadata(authors=(first,))]
    people = creators(replace(sample_book(), authors=(), editors=()), works)
    assert [person.name for person in people] == ["Анна Первая", "Борис Второй"]
