"""A build that would print boxes or letters of foreign fonts stops before anything is set."""

from __future__ import annotations

import pytest

from publisher.builder.events import Remark
from publisher.model.errors import ToolError
from publisher.model.finding import Severity

HEAD = "---\ntitle: Заголовок\nauthor: Автор\ndate: 2024\nlang: ru\n---\n\n"
BOOK = '[edition.book]\nkind = "pamphlet"\nworks = ["a.md"]\noutputs = ["epub", "html"]\n'


def stopped(build, *formats: str) -> tuple[list[Remark], ToolError]:
    told: list[Remark] = []
    with pytest.raises(ToolError) as caught:
        told += [event for event in build(formats=formats) if isinstance(event, Remark)]
    return told, caught.value


@pytest.mark.parametrize("name", ["pdf", "press", "booklet", "cover"])
def test_nothing_is_set_without_its_letters(write, build, name: str) -> None:
    root = write({"publisher.toml": BOOK, "a.md": HEAD + "Иероглиф 漢 и 漢, *ҹ*.\n"})
    _, error = stopped(build, name)
    assert (error.code, error.exit_code, str(error.place)) == ("T115", 6, "a.md:8:10")
    assert error.params["characters"] == "漢 (U+6F22), ҹ (U+04B9)"
    assert not (root / "out" / "book").exists()


def test_e_books_borrow_from_the_fonts_of_the_reader(write, build) -> None:
    write({"publisher.toml": BOOK, "a.md": HEAD + "Иероглиф 漢.\n"})
    assert not [e for e in build() if isinstance(e, Remark) and e.finding.severity is Severity.ERROR]


def test_the_family_that_is_proposed_helps(write, build) -> None:
    write({"publisher.toml": BOOK + "options = { body-font = 'Pub News' }\n", "a.md": HEAD + "*ҹ*\n"})
    told = [e.finding for e in build(formats=("pdf",)) if isinstance(e, Remark)]
    assert not [finding for finding in told if finding.severity is not Severity.NOTE]


def test_addresses_too_long_for_a_code_are_told(write, build) -> None:
    link = f"[карта](https://example.org/?{'a' * 1200})"
    write({"publisher.toml": BOOK + 'options = { links = "qr" }\n', "a.md": HEAD + f"Вот {link}.\n"})
    told = [e.finding for e in build(formats=("pdf",)) if isinstance(e, Remark)]
    assert [(f.code, str(f.place)) for f in told] == [("L106", "a.md:8:6")]
