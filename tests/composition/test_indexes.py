"""Indexes: what is marked or found, in which order, on which pages."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import finished_layouts, layout_of, make, texts_of_pages

from publisher.composition.dead_references import empty_lists, odd_indexes
from publisher.composition.fiction import compose_fiction
from publisher.composition.index_entries import indexes_of, letter_of
from publisher.composition.index_folios import LEAST, Pages, folded
from publisher.composition.index_search import FormFinder
from publisher.composition.proof import compose_proof
from publisher.composition.reflow import compose_reflow
from publisher.composition.summary import summary_of
from publisher.model.composition import PrintedPage
from publisher.model.edition import Book, Edition, Entry
from publisher.model.indexing import Index, IndexEntry, IndexName, IndexWish
from publisher.model.text import Text
from publisher.readers import read

FILLER = "\n\n".join("Наборщик складывает литеры в строку, строку за строкой. " * 12 for _ in range(7))

NAMES = """Первым был [Фирмен Дидо]{.name}, а [Ёлкин]{name="Ёлкин, Егор"} — вторым[]{index-from="поля"}.

{filler}

Тут снова [Дидо]{name="Дидо, Фирмен"}[]{index="шрифты > кернинг"},
[Дидот]{.name see="Дидо, Фирмен"} и поля[]{index-to="поля"}.
"""
SECOND = """Ещё раз [Дидо]{name="Дидо, Фирмен"}, [Егоров]{name="Егоров, П. А."}, [Жук]{name="Жук, Яна"},
[Baskerville]{name="Baskerville, J."}.

В тексте есть Баскервиль и Нью-Баскервиль[]{index="Кернинг" see-also="шрифты"}
[]{index="шрифты > антиква > новая > узкая"}.
"""


def book_of(*sources: str, wish: IndexWish, kind: str = "anthology", heads: tuple[str, ...] = ()) -> Book:
    entries = []
    for number, source in enumerate(sources, 1):
        head = heads[number - 1] if heads else f"title: Работа {number}"
        text = f"---\n{head}\nlang: ru\n---\n{source.replace('{filler}', FILLER)}"
        entries.append(Entry(f"w{number}", read(f"{number}.md", text.encode()).value))
    edition = Edition("proba", kind, (), index=wish)  # type: ignore[arg-type]
    return Book(edition, tuple(entries), Text("Проба"), None, (), (), "ru", "2026", None)


def sample(*names: IndexName, **wish: object) -> Book:
    return book_of(NAMES, SECOND, wish=replace(IndexWish(indexes=names), **wish))  # type: ignore[arg-type]


def headings(index: Index) -> list[str]:
    return [entry.heading.replace("\u00a0", " ") for group in index.groups for entry in group.entries]


def entry_of(index: Index, heading: str) -> IndexEntry:
    return next(e for group in index.groups for e in group.entries if e.heading == heading)


# --- page numbers -----------------------------------------------------------------------------------------------------

RANGES = st.lists(st.tuples(st.integers(1, 60), st.sampled_from([0, 0, 0, 1, 5])), max_size=30)


@given(RANGES)
def test_folding_neither_loses_nor_adds_pages(found: list[tuple[int, int]]) -> None:
    mentions = [Pages(first, first + more, f"p{first}") for first, more in found]
    wanted = {page for m in mentions for page in range(m.first, m.last + 1)}
    result = folded(mentions)
    assert {page for m in result for page in range(m.first, m.last + 1)} == wanted
    assert sum(m.last - m.first + 1 for m in result) == len(wanted), "once each"
    assert list(result) == sorted(result)
    assert folded(reversed(mentions)) == result, "the order of mentions does not matter"
    for m in result:
        assert m.target == f"p{m.first}"
    for before, behind in pairwise(result):
        assert behind.first - before.last > 1 or (before.first == before.last and behind.first == behind.last)


@given(st.integers(1, 40), st.integers(1, 9))
def test_so_many_pages_in_a_row_are_a_range(first: int, count: int) -> None:
    result = folded([Pages(first + n, first + n, "") for n in range(count)])
    assert len(result) == (1 if count >= LEAST else count)


def test_labels() -> None:
    marked = folded([Pages(12, 13, "a"), Pages(9, 9, "b"), Pages(9, 9, "c"), Pages(20, 20, "d"), Pages(21, 21, "e")])
    assert [m.label for m in marked] == ["9", "12–13", "20", "21"]
    assert [m.target for m in marked] == ["b", "a", "d", "e"]


# --- order ------------------------------------------------------------------------------------------------------------

WORDS = st.text(alphabet="абвгдеёжзя ABCxyz«»-12", min_size=1, max_size=8).filter(lambda w: any(map(str.isalpha, w)))


@given(st.lists(WORDS, min_size=1, max_size=12, unique=True))
def test_order_of_headings(words: list[str]) -> None:
    """Figures, Cyrillic with Ё under Е, Latin; letters do not come twice; nothing is lost."""
    works = [f"---\ntitle: '{word}'\nlang: ru\n---\nТекст.\n" for word in words]
    entries = tuple(Entry(f"w{n}", read("a.md", work.encode()).value) for n, work in enumerate(works, 1))
    edition = Edition("proba", "anthology", (), index=IndexWish(indexes=("titles",)))
    (index,) = indexes_of(Book(edition, entries, Text(""), None, (), (), "ru", "", None))
    heads = [group.head for group in index.groups]
    assert len(heads) == len(set(heads))
    assert "Ё" not in heads
    kinds = [0 if not head else 1 if "А" <= head <= "Я" else 2 for head in heads]
    assert kinds == sorted(kinds)
    assert len(headings(index)) == len(works)


def test_yo_stands_beside_ye_and_quotation_marks_do_not_count() -> None:
    titles = ("«Егоза»", "Ёлка", "Ель", "Жук", "Дом", "Abc")
    wish = IndexWish(indexes=("titles",))
    (index,) = indexes_of(book_of(*["Текст."] * 6, wish=wish, heads=tuple(f"title: '{t}'" for t in titles)))
    assert headings(index) == ["Дом", "«Егоза»", "Ёлка", "Ель", "Жук", "Abc"]
    assert [group.head for group in index.groups] == ["Д", "Е", "Ж", "A"]
    assert letter_of("„Ёж“") == "Е"


# --- what is collected ------------------------------------------------------------------------------------------------


def test_names_have_the_surname_first_and_meet() -> None:
    (index,) = indexes_of(sample("names"))
    assert headings(index) == ["Дидо, Фирмен", "Дидот", "Егоров, П. А.", "Ёлкин, Егор", "Жук, Яна", "Baskerville, J."]
    assert [m.place.entry for m in entry_of(index, "Дидо, Фирмен").mentions] == ["w1", "w1", "w2"]
    assert entry_of(index, "Дидот").see == ("Дидо, Фирмен",)
    assert not entry_of(index, "Дидот").mentions


def test_subjects_have_levels_and_ranges() -> None:
    (index,) = indexes_of(sample("subjects"))
    assert headings(index) == ["Кернинг", "поля", "шрифты"]
    (range_,) = entry_of(index, "поля").mentions
    assert range_.until is not None
    assert range_.until.block > range_.place.block
    types = entry_of(index, "шрифты")
    assert [entry.heading for entry in types.below] == ["антиква", "кернинг"]
    assert [entry.heading for entry in types.below[0].below] == ["новая, узкая"]
    assert entry_of(index, "Кернинг").also == ("шрифты",)


def test_one_alphabet_for_both() -> None:
    general, names = indexes_of(sample("general", "names"))
    assert len(headings(general)) == 9
    assert len(headings(names)) == 6


def test_a_heading_known_as_a_name_is_one_everywhere() -> None:
    source = 'Тут [он]{index="Дидо, Фирмен"} и [Дидо]{name="Дидо, Фирмен"}.'
    (index,) = indexes_of(book_of(source, wish=IndexWish(indexes=("names", "subjects"))))
    assert index.name == "names"
    assert len(entry_of(index, "Дидо, Фирмен").mentions) == 2


def test_declared_forms_are_found_as_whole_words() -> None:
    forms = {"names": {"Баскервиль, Джон": ("Баскервиль", "Дж. Баскервиль"), "Наборщик": ("наборщик складывает",)}}
    (index,) = indexes_of(sample("names", forms=forms))
    (only,) = entry_of(index, "Баскервиль, Джон").mentions
    assert only.place.entry == "w2"
    assert "Наборщик" not in headings(index), "forms are found as they are written"


@given(st.lists(st.sampled_from(["Дидо", "Ф.", "Фирмен", "и", "Дидо-сын", "—", "Амбруаз"]), max_size=12))
def test_places_of_forms_are_those_of_their_letters(words: list[str]) -> None:
    work = read("a.md", ("Так: " + " ".join(words) + ".").encode(), overrides={"title": "x"}).value
    finder = FormFinder({"names": {"Дидо, Фирмен": ("Дидо Ф.", "Дидо Фирмен"), "Дидо, Амбруаз": ("Дидо",)}})
    text = next(t for t in (b.text for b in work.blocks))  # type: ignore[union-attr]
    letters = "".join(filter(str.isalnum, text.chars))
    found = list(finder.find(work))
    assert all(letters.startswith("Дидо", at) for _, _, at in found)
    assert len(found) == words.count("Дидо")
    longer = len(re.findall(r"Дидо (?:Ф\.|Фирмен)", " ".join(words)))
    assert sum(form.heading == "Дидо, Фирмен" for form, _, _ in found) == longer


def test_first_lines_are_those_of_poems() -> None:
    source = """```verse
Когда в кассе ночь,
молчит свинец —

И не звенит
```

***

```verse
Ёлка!
```

Проза говорит:

```verse
Это цитата
```
"""
    (index,) = indexes_of(book_of(source, wish=IndexWish(indexes=("first-lines",))))
    assert headings(index) == ["Ёлка!", "Когда в кассе ночь…"]


def test_titles_that_meet_have_their_authors() -> None:
    heads = ("title: Сон\nauthor: А. Первый", "title: Сон\nauthor: Б. Второй", "title: Явь\nauthor: А. Первый")
    (index,) = indexes_of(book_of("а", "б", "в", wish=IndexWish(indexes=("titles",)), heads=heads))
    notes = [(entry.heading, entry.note.replace("\u00a0", " ")) for g in index.groups for entry in g.entries]
    assert notes == [("Сон", "А. Первый"), ("Сон", "Б. Второй"), ("Явь", "")]


def test_chronology() -> None:
    heads = ("title: В\ndate: 1901-05", "title: Б\ndate: '1889–1891'", "title: А", "title: Г\ndate: 1901-02")
    (index,) = indexes_of(book_of(*"абвг", wish=IndexWish(indexes=("chronology",)), heads=heads))
    assert [(g.head, [e.heading for e in g.entries]) for g in index.groups] == [
        ("1889–1891", ["Б"]),
        ("1901", ["Г", "В"]),
        ("Без даты", ["А"]),
    ]


@pytest.mark.parametrize(
    ("date", "head", "note"),
    [
        ("3 мая 1901 года", "1901", ""),
        ("1901-05-03", "1901", ""),
        ("1850 г.", "1850", ""),
        ("1889-1891", "1889–1891", ""),
        ("1820-е", "1820-е", ""),
        ("около 1850", "около 1850", ""),
        ("1848, 1851", "1848, 1851", ""),
        ("весна 1850", "весна 1850", ""),
        ("не позднее марта 1850 года", "1850", "не позднее марта 1850 года"),
    ],
)
def test_a_chronology_keeps_what_dates_say(date: str, head: str, note: str) -> None:
    (index,) = indexes_of(book_of("а", wish=IndexWish(indexes=("chronology",)), heads=(f"title: А\ndate: '{date}'",)))
    (group,) = index.groups
    assert (group.head, group.entries[0].note) == (head, note)


def test_a_date_without_a_year_stands_behind_the_title() -> None:
    heads = ("title: А\ndate: 1901", "title: Б\ndate: III век", "title: В")
    (index,) = indexes_of(book_of(*"абв", wish=IndexWish(indexes=("chronology",)), heads=heads))
    assert [(e.heading, e.note) for e in index.groups[-1].entries] == [("Б", "III век"), ("В", "")]


def test_odd_marks_are_told_with_their_places() -> None:
    source = 'А[]{index-from="поля"} б[]{index-to="шрифты"}.\n\nВ[]{index="x" see="нет такого"}.'
    book = book_of(source, wish=IndexWish(indexes=("subjects",), also={"поля": ("тоже нет",)}))
    found = sorted((f.code, f.params["heading"], f.place and f.place.line) for f in odd_indexes(book))
    assert found == [("L116", "поля", 5), ("L116", "шрифты", 5), ("L117", "x", 7), ("L117", "поля", None)]
    assert odd_indexes(replace(book, edition=replace(book.edition, index=IndexWish()))) == []


def test_lists_without_a_line_are_told() -> None:
    book = book_of("А.", wish=IndexWish(indexes=("names", "titles", "first-lines", "chronology")), heads=("title: А",))
    told = [finding.params["list"] for finding in empty_lists(book)]
    assert told == ["names", "first-lines", "chronology"]
    assert [index.name for index in indexes_of(book)] == ["titles"]
    wishing = replace(book, edition=replace(book.edition, bibliography=True, index=IndexWish()))
    assert [finding.params["list"] for finding in empty_lists(wishing)] == ["bibliography"]
    assert not [*empty_lists(replace(wishing, edition=replace(wishing.edition, kind="leaflet")))]
    full = "```verse\nЁлка!\n```\n\n[Дидо]{.name}, [поля]{index=''}."
    wish = IndexWish(indexes=("names", "general", "first-lines", "chronology"))
    heads = ("title: А\ndate: 1901\nsource: Книга. М., 1901",)
    made = book_of(full, wish=wish, heads=heads)
    assert not [*empty_lists(replace(made, edition=replace(made.edition, bibliography=True)))]


# --- on paper ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", finished_layouts("anthology"))
def test_pages_of_an_index(name: str) -> None:
    pdf = make(sample("names", "subjects", "titles"), layout_of(name)).pdf
    pages = [" ".join(text.split()) for text in texts_of_pages(pdf)]
    names = next(n for n, text in enumerate(pages) if "Указатель имён" in text and "Дидо" in text)
    first, middle, last = (
        next(n for n, text in enumerate(pages, 1) if words in text)
        for words in ("Фирмен", "снова Дидо", "Ещё раз Дидо")
    )
    assert f"Дидо, Фирмен {first}, {middle}, {last}" in pages[names]
    assert "Дидот см. Дидо, Фирмен" in pages[names]
    subjects = next(text for text in pages if "Предметный указатель" in text and "кернинг" in text)
    assert f"поля {first}–{middle}" in subjects
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_outline() as outline:
        bookmarks = {str(item.title) for item in outline.root}
        assert {"Указатель имён", "Предметный указатель", "Указатель произведений"} <= bookmarks
        number = {page.obj.objgen: n for n, page in enumerate(opened.pages, 1)}
        led = {number[a.Dest[0].objgen] for a in opened.pages[names].obj.Annots}
        assert {first, middle, last, names + 1} <= led


def test_an_index_sets_no_work_again() -> None:
    """Places are read from finished pages: works are the same with any index."""
    from pages import families, render

    from publisher.pipeline import set_pages

    layout = layout_of("anthology-84x108")
    without, _ = set_pages(sample(), layout, families(), {}, render)
    with_names, _ = set_pages(sample("names"), layout, families(), {}, render)
    works = [{p.fragment.id: p.pdf for p in pieces if p.fragment.role == "work"} for pieces in (without, with_names)]
    assert works[0] == works[1]


# --- where there are no pages -----------------------------------------------------------------------------------------


def documents_of(book: Book, *printed: PrintedPage) -> dict[str, str]:
    from pages import families

    composition = compose_reflow(book, layout_of("anthology-84x108"), families(), {}, printed)
    return {document.name.removeprefix("text/"): document.xhtml for document in composition.documents}


def dead_links(documents: dict[str, str]) -> set[str]:
    """Addresses in the documents that lead nowhere."""
    ids = {f"{name}#{id}" for name, xhtml in documents.items() for id in re.findall(r' id="([^"]+)"', xhtml)}
    led = {
        (href if not href.startswith("#") else name + href)
        for name, xhtml in documents.items()
        for href in re.findall(r'<a[^>]* href="([^":]+)"', xhtml)
    }
    return {href for href in led if href not in ids and href not in documents}


def test_an_e_book_calls_places_by_their_works() -> None:
    documents = documents_of(sample("names", "subjects", "titles", "chronology"))
    names = documents["index-names.xhtml"]
    one, two, three = re.findall(
        r'<a href="(w\d\.xhtml#w\d-p\d+-\d+)">([^<]+)</a>', names[names.index("Дидо, Фирмен") :]
    )[:3]
    assert [one[1], two[1], three[1]] == ["Работа 1", "2", "Работа 2"]
    assert "<em>см.</em> <a href=" in names
    assert dead_links(documents) == set()
    assert '<a href="w2.xhtml#w2-title">Работа 2</a>' in documents["index-titles.xhtml"]
    assert 'epub:type="index" role="doc-index"' in names


def test_an_e_book_made_with_a_printed_one_calls_places_by_its_pages() -> None:
    book = sample("names", "subjects")
    last = max(call.block for call in summary_of(book.entries[0].work).index_calls)
    printed = (PrintedPage("3", "w1", 0, 0), PrintedPage("4", "w1", 5, 0), PrintedPage("5", "w1", last, 0))
    documents = documents_of(book, *printed, PrintedPage("7", "w2", 0, 0))
    assert re.findall(r">([^<]+)</a>", documents["index-names.xhtml"].split("Дидот")[0]) == ["3", "5", "7"]
    assert ">3–5</a>" in documents["index-subjects.xhtml"]


def test_a_place_in_a_note_is_on_the_page_of_its_call() -> None:
    source = "Раз.\n\nДва[^1].\n\nТри.\n\n[^1]: Писал [Дидо]{.name}.\n"
    book = book_of(source, wish=IndexWish(indexes=("names",)))
    printed = (PrintedPage("3", "w1", 0, 0), PrintedPage("4", "w1", 5, 0))
    documents = documents_of(book, *printed)
    assert ">3</a>" in documents["index-names.xhtml"]
    assert dead_links(documents) == set()


def test_a_proof_and_a_fiction_book_have_indexes() -> None:
    book = sample("names", "titles")
    proof = compose_proof(book, layout_of("anthology-84x108"), {}).html
    assert dead_links({"proof": proof}) == set()
    assert '<section role="doc-index" class="index" aria-labelledby="index-names">' in proof
    fiction = compose_fiction(book, {}, None, None, "test").body
    assert set(re.findall(r'l:href="#([^"]+)"', fiction)) <= set(re.findall(r' id="([^"]+)"', fiction))
    assert '<section id="index-names"><title><p>Указатель имён</p></title>' in fiction
    assert 'Дидо, Фирмен: <a l:href="#w1">Работа 1</a>; <a l:href="#w2">Работа 2</a>' in fiction


@pytest.mark.parametrize("notes", ["page", "book"])
def test_a_note_is_indexed_under_the_page_of_its_call(notes: str) -> None:
    source = "Раз.\n\n{filler}\n\nДва[^1].\n\n[^1]: Писал [Дидо]{.name}.\n"
    book = book_of(source, "Ещё.", wish=IndexWish(indexes=("names",)))
    book = replace(book, edition=replace(book.edition, notes=notes))  # type: ignore[arg-type]
    pages = [" ".join(text.split()) for text in texts_of_pages(make(book, layout_of("anthology-84x108")).pdf)]
    called = next(n for n, text in enumerate(pages, 1) if re.search(r"\bДва", text) and "Писал" not in text[:5])
    index = next(text for text in pages if "Указатель имён" in text and "Дидо" in text)
    assert f"Дидо {called}" in index
