from __future__ import annotations

import pytest
from collections_of_works import anthology, work, works

from publisher.composition.bibliography import sources_of
from publisher.composition.citations import entry_line, heading_name, linked, printed_from
from publisher.model.citation import Citation
from publisher.model.work import Metadata

BOOK = Citation(
    authors=("Антон Павлович Чехов",),
    title="Рассказы",
    subtitle="избранное",
    editors=("И. И. Иванов",),
    city="Москва",
    publisher="Наука",
    year="1977",
    volume="7",
    pages="5-12",
)


def shown(line: str) -> str:
    return line.replace("\u00a0", " ")


def test_a_book_is_described_in_areas() -> None:
    line = "Чехов А. П. Рассказы : избранное / ред. И. И. Иванов. — Москва : Наука, 1977. — Т. 7. — С. 5–12."
    assert shown(printed_from(Metadata(citation=BOOK), "ru")) == f"Печатается по изданию: {line}"
    assert shown(entry_line(Metadata(citation=BOOK), "ru")) == line.removesuffix(" — С. 5–12.")


def test_a_journal_is_described_with_the_text_in_it() -> None:
    said = Citation(("А. П. Чехов",), "Студент", journal="Русские ведомости", year="1894", issue="104", pages="2")
    line = "Чехов А. П. Студент // Русские ведомости. — 1894. — № 104. — С. 2."
    assert shown(printed_from(Metadata(citation=said), "ru")).endswith(line)
    assert shown(entry_line(Metadata(citation=said), "ru")) == "Русские ведомости. — 1894. — № 104."


def test_the_words_are_those_of_the_book() -> None:
    said = Citation(("John Smith",), "Tales", city="London", year="1901", volume="II", pages="3", accessed="2026-02-01")
    said = Citation(**{name: getattr(said, name) for name in Citation.__slots__} | {"url": "https://example.org/a"})
    line = shown(printed_from(Metadata(citation=said), "en"))
    assert line == (
        "Printed from: Smith J. Tales. — London, 1901. — Vol. II. — P. 3. — "
        "URL: https://example.org/a (accessed: 1 February 2026)."
    )


@pytest.mark.parametrize(
    ("source", "below", "listed"),
    [
        ("Сборник «Волна», 1950", "Печатается по изданию: Сборник «Волна», 1950.", "Сборник «Волна», 1950."),
        ("Печатается по рукописи.", "Печатается по рукописи.", "Печатается по рукописи."),
        ("Печатается по изданию: Волна. 1950", "Печатается по изданию: Волна. 1950", "Волна. 1950."),
        ("", "", ""),
    ],
)
def test_a_source_in_words_stays_as_it_is(source: str, below: str, listed: str) -> None:
    meta = Metadata(source=source)
    assert (printed_from(meta, "ru"), entry_line(meta, "ru")) == (below, listed)


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("Антон Павлович Чехов", "Чехов А. П."),
        ("А. П. Чехов", "Чехов А. П."),
        ("Лев Толстой", "Толстой Л."),
        ("Издательство «Волна»", "Издательство «Волна»"),
    ],
)
def test_headings_begin_with_the_surname(name: str, heading: str) -> None:
    assert shown(heading_name(name)) == heading


def test_addresses_become_links_and_the_rest_is_escaped() -> None:
    made = linked("<Волна> https://example.org/a?b=1&c=2. Ещё", lambda address: f"[{address}]")
    assert made == "&lt;Волна&gt; [https://example.org/a?b=1&c=2]. Ещё"


def test_a_range_of_pages_is_held_together_from_its_dash_on() -> None:
    """WeasyPrint breaks the line before an element too early where none may end in front of it."""
    assert linked("С.\u00a09–15.", str) == 'С.\u00a09<span class="nowrap">–15.</span>'


def test_the_bibliography_is_sorted_and_has_every_book_once() -> None:
    found = [
        work("a", "А", "А", source="Ёлка. 1950"),
        work("b", "Б", "Б", citation=BOOK),
        work("c", "В", "В", source="Tales. London, 1901"),
        work("d", "Г", "Г", citation=Citation(**{n: getattr(BOOK, n) for n in Citation.__slots__} | {"pages": "80"})),
        work("e", "Д", "Д", source="Ежи. 1950."),
        work("f", "Е", "Е", source="ежи. 1950"),
        work("g", "Ж", "Ж"),
    ]
    book = anthology(found, sections=())
    rows = [(shown(s.line).split()[0], [e.work.metadata.title.plain for e in s.works]) for s in sources_of(book)]
    assert rows == [("Ежи.", ["Д", "Е"]), ("Ёлка.", ["А"]), ("Чехов", ["Б", "Г"]), ("Tales.", ["В"])]
    assert sources_of(anthology(works())) == ()
