"""Cyrillic languages on finished pages: local forms, stress marks, letters of the old orthography."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pages import book_of, families, layout_of, make, pages_of, texts_of_pages

from publisher.composition.local_forms import knows, plain_forms
from publisher.composition.measure import shaped
from publisher.model.text import Mark, Text
from publisher.model.work import Block, Paragraph

LETTERS = {"bg": "вгджзийклптцшщъьюя", "sr": "бгдпт", "mk": "бгдпт"}
STRESSED = (
    "за\u0301мок, дорого\u0301й, ѣ\u0301здить, мы\u0301ло, э\u0301тотъ, ю\u0301ный, "
    "А\u0301нна, Ѣ\u0301халъ, міръ, ѳита, ѵпостась"
)


def words(text: str, *marks: tuple[str, str]) -> Block:
    return Paragraph(Text(text, tuple(Mark(0, len(text), kind, value) for kind, value in marks)))  # type: ignore[arg-type]


def glyphs(pdf: bytes, face: str) -> list[int]:
    """Glyphs shown on all pages in the font whose name ends in `face`, in order. Subsets keep their numbers."""
    shown: list[int] = []
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            fonts = page.obj.Resources.Font
            current = ""
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    current = str(fonts[operands[0]].BaseFont)
                if str(operator) in ("TJ", "Tj") and current.endswith(face):
                    parts = operands[0] if str(operator) == "TJ" else [operands[0]]
                    for part in parts:
                        if isinstance(part, pikepdf.String):
                            data = bytes(part)
                            shown += [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]
    return shown


def contains(run: list[int], wanted: tuple[int, ...]) -> bool:
    return any(tuple(run[at : at + len(wanted)]) == wanted for at in range(len(run) - len(wanted) + 1))


@pytest.mark.parametrize("language", LETTERS)
@pytest.mark.parametrize("italic", [False, True])
def test_letters_have_the_forms_of_their_language(language: str, italic: bool) -> None:
    letters = LETTERS[language]
    emphasis = [("emphasis", "")] if italic else []
    blocks = [words(letters, *emphasis), words(letters, ("language", language), *emphasis)]
    own, foreign = (
        make(book_of(blocks), layout_of("pamphlet-a5")).pdf,
        make(book_of(blocks[:1], language=language), layout_of("pamphlet-a5")).pdf,
    )
    face = families()["Pub Serif"].face(italic=italic)
    assert face
    russian, local = (shaped(letters, face.path, tag) for tag in ("ru", language))
    assert russian != local
    assert contains(drawn(own, italic), russian) and contains(drawn(own, italic), local)
    assert contains(drawn(foreign, italic), local) and not contains(drawn(foreign, italic), russian)


def drawn(pdf: bytes, italic: bool) -> list[int]:
    return glyphs(pdf, "Italic") if italic else [g for face in ("Serif", "Regular", "400") for g in glyphs(pdf, face)]


def test_families_without_local_forms_are_told() -> None:
    book = book_of([words("слово"), words("реч", ("language", "sr-Cyrl"))], language="bg")
    assert list(plain_forms(book, layout_of("pamphlet-a5"), families())) == []
    told = list(plain_forms(book, layout_of("pamphlet-a5", **{"body-font": "Pub Literata"}), families()))
    assert [(f.code, f.params["language"], f.params["family"]) for f in told] == [
        ("L110", "bg", "Pub Serif"),
        ("L110", "sr", "Pub Serif"),
    ]
    assert (
        list(plain_forms(book_of([words("слово")]), layout_of("pamphlet-a5", **{"body-font": "Pub News"}), families()))
        == []
    )
    assert {name for name, family in families().items() if knows(family, "bg")} == {"Pub Serif"}


@pytest.mark.parametrize("kind", ["", "emphasis", "strong", "small-caps"])
def test_stress_and_old_letters_stay_in_their_face(kind: str) -> None:
    made = make(book_of([words(STRESSED, (kind, "")) if kind else words(STRESSED)]), layout_of("pamphlet-a5"))
    assert made.remarks == ()
    (page,) = pages_of(made.pdf)
    assert {"Pub-Serif" in letter.font for letter in page.letters} == {True}


def test_an_accent_is_never_parted_from_its_letter() -> None:
    long = "переподготовля\u0301ющийся высокопревосходи\u0301тельство " * 30
    text = "\n".join(texts_of_pages(make(book_of([words(long)]), layout_of("anthology-84x108")).pdf))
    assert text.count("\u0301") == 60
    assert all(text[at - 1].isalpha() for at, char in enumerate(text) if char == "\u0301")
