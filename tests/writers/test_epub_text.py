"""Characters and pictures of documents that nobody keeps."""

from __future__ import annotations

import pytest

from publisher.writers.epub_text import Shown

ODD = "Ѣ ѵ\u0301 «№» …—\u00a0\u00ad\u202f\u2009ґ љ Ђ 漢 \U0001d54f \x98 \ufffc Ÿ &#x27; &amp;#1234;"


def shown(*documents: str) -> Shown:
    found = Shown()
    for document in documents:
        found.look(document)
    return found


@pytest.mark.parametrize("documents", [("",), (ODD,), ("Съешь ещё", ODD, "этих <b>булок</b>\n"), (ODD.upper(), "ёЁ")])
def test_every_character_is_found(documents: tuple[str, ...]) -> None:
    assert shown(*documents).chars == {*"".join(documents)}


def test_references_count_as_what_they_stand_for() -> None:
    assert shown("<p>&#1123;&#999999999;").chars == {*"<p>ѣ"}


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        (("<p>нет</p>",), (False, False)),
        (('<img src="a" alt="б"/>', "<p/>"), (True, False)),
        (('<img src="a" alt=""/>', '<img src="a" alt="б"/>'), (True, True)),
    ],
)
def test_pictures_without_words_are_seen(documents: tuple[str, ...], expected: tuple[bool, bool]) -> None:
    found = shown(*documents)
    assert (found.pictures, found.undescribed) == expected
