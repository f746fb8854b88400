"""What the command owes the two texts the project began with: a blog post and a plain text."""

from __future__ import annotations

import difflib
import re
import shutil
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest

from publisher.cli.run import run

SHARED = Path(__file__).parents[3] / "shared"
SEEDS = SHARED / "seeds"
pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not SEEDS.is_dir(), reason="needs ../shared")]

POST, PLAIN = "000_ffbcc19b41598ce8", "002_dd8df1bf232b7834"
COLLECTION = f"""
[project]
title = "Два текста"
[edition.sbornik]
kind = "anthology"
title = "Сборник двух текстов"
works = ["sources/{POST}.txt", "sources/{PLAIN}.txt"]
outputs = ["pdf", "epub"]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both seeds and the collection, built."""
    folder = tmp_path_factory.mktemp("seeds")
    for name in (POST, PLAIN):
        (folder / "sources").mkdir(exist_ok=True)
        shutil.copyfile(SEEDS / f"{name}.txt", folder / "sources" / f"{name}.txt")
    (folder / "publisher.toml").write_text(COLLECTION, encoding="utf-8")
    files = [f"sources/{name}.txt" for name in (POST, PLAIN)]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        assert run(["-q", "build", *files, "-f", "pdf,epub,html"]) == 0
        assert run(["-q", "build", "sbornik"]) == 0
    return folder


def result(folder: Path, name: str, suffix: str) -> Path:
    return folder / "out" / name / f"{name}.{suffix}"


def pages_text(path: Path) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]


def text_of(path: Path) -> str:
    """The text of a PDF with its lines joined as a reader's eye does; soft hyphens at line ends vanish."""
    lines = "\n".join(pages_text(path))
    return re.sub(r"\s+", " ", re.sub(r"[\u00ad\ufffe\x02]\s*|(?<=\w)-\r?\n(?=[а-яё])", "", lines))


def letters(chars: str) -> str:
    return "".join(character for character in chars if character.isalnum())


def divided(word: str, chars: str) -> bool:
    """Whether the first part of a word stands before a hyphen (PDFium has two signs for one): its other part may stand
    on the next page.
    """
    return any(re.search(rf"{word[:at]}[-\x02\ufffe]", chars) for at in range(2, len(word) - 2))


@pytest.mark.parametrize("name", [POST, PLAIN, "sbornik"])
def test_the_page_is_typeset(folder: Path, name: str) -> None:
    chars = text_of(result(folder, name, "pdf"))
    whole = letters(chars)
    ends = "\n".join(pages_text(result(folder, name, "pdf")))
    sources = (POST, PLAIN) if name == "sbornik" else (name,)
    for source in sources:
        body = (SEEDS / f"{source}.txt").read_text(encoding="utf-8").rpartition("\n---\n")[2]
        words = re.findall(r"[А-Яа-яЁё]{7,}", body)
        assert len(words) > 200
        assert [word for word in words if word not in whole and not divided(word, ends)] == []
    for wrong in ('"', " - ", "\ufffd"):
        assert wrong not in chars


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (POST, ["Қазақстан алға", "МГКП", "«террористических» группировок", "«антитеррористической операции»"]),
        (
            POST,
            ["youtube.com/watch?v=K1tC9_N1HBo", "Назарбаева–Токаева", "это\u00a0— нарушение".replace("\u00a0", " ")],
        ),
        (PLAIN, ["Интернациональная коммунистическая партия", "2022", "«национальность»", "«прав человека»"]),
        (PLAIN, ["В Казахстане рабочий класс показал, на что он способен и что он будет делать"]),
    ],
)
def test_the_page_says(folder: Path, name: str, words: list[str]) -> None:
    chars = letters(text_of(result(folder, name, "pdf")))
    assert [word for word in words if letters(word) not in chars] == []
    marked = text_of(result(folder, name, "pdf"))
    assert [word for word in re.findall(r"«\w+»", " ".join(words)) if word not in marked] == []


@pytest.mark.parametrize("name", [POST, PLAIN, "sbornik"])
def test_all_fonts_are_ours_and_embedded(folder: Path, name: str) -> None:
    fonts = 0
    with pikepdf.open(result(folder, name, "pdf")) as pdf:
        for page in pdf.pages:
            for font in page.resources.get("/Font", pikepdf.Dictionary()).values():
                descendant = font.DescendantFonts[0] if "/DescendantFonts" in font else font
                assert re.fullmatch(r"/(?:[A-Z]{6}\+)?Pub-?.*", str(font.BaseFont)), font.BaseFont
                assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descendant.FontDescriptor.keys())
                fonts += 1
    assert fonts


@pytest.mark.parametrize(("name", "title", "author"), [
    (POST, "Қазақстан алға", "МГКП"),
    (PLAIN, "В Казахстане рабочий класс показал, на что он способен и что он будет делать",
     "Интернациональная коммунистическая партия"),
])  # fmt: skip
def test_the_pdf_names_itself(folder: Path, name: str, title: str, author: str) -> None:
    with pikepdf.open(result(folder, name, "pdf")) as pdf:
        assert str(pdf.docinfo["/Title"]).replace("\u00a0", " ") == title
        assert str(pdf.docinfo["/Author"]).replace("\u00a0", " ") == author
        assert str(pdf.Root.Lang) == "ru"
        links = [
            str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if "/URI" in note.get("/A", {})
        ]
    assert ("https://www.youtube.com/watch?v=K1tC9_N1HBo" in links) is (name == POST)


def test_the_collection_has_contents(folder: Path) -> None:
    chars = text_of(result(folder, "sbornik", "pdf"))
    assert "Сборник двух текстов" in chars
    assert "Содержание" in chars
    assert chars.count("Қазақстан алға") > 2, "the work, its running head, its line in the contents"
    with ZipFile(result(folder, "sbornik", "epub")) as book:
        navigation = next(name for name in book.namelist() if name.endswith("nav.xhtml"))
        nav = book.read(navigation).decode().replace("\u00a0", " ")
    assert "Қазақстан алға" in nav
    assert "В Казахстане рабочий класс показал" in nav


@pytest.mark.parametrize("name", [POST, PLAIN, "sbornik"])
def test_epubcheck_has_nothing_to_say(folder: Path, name: str, epubcheck) -> None:
    assert epubcheck(result(folder, name, "epub")) == []


def test_building_again_gives_the_same_bytes(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    files = [f"sources/{name}.txt" for name in (POST, PLAIN)]
    assert run(["-q", "build", *files, "-f", "pdf,epub,html", "-o", str(tmp_path)]) == 0
    for name in (POST, PLAIN):
        for suffix in ("pdf", "epub", "html"):
            again = tmp_path / name / f"{name}.{suffix}"
            assert again.read_bytes() == result(folder, name, suffix).read_bytes(), again.name


def test_another_encoding_gives_the_same_text(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    chars = (SEEDS / f"{PLAIN}.txt").read_text(encoding="utf-8")
    (tmp_path / f"{PLAIN}.txt").write_bytes(chars.encode("cp1251"))
    assert run(["-q", "build", f"{PLAIN}.txt", "-f", "pdf"]) == 0
    assert text_of(result(tmp_path, PLAIN, "pdf")) == text_of(result(folder, PLAIN, "pdf"))


@pytest.mark.parametrize("name", [POST, PLAIN])
def test_fix_is_typography_only_and_comes_to_rest(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / f"{name}.txt"
    shutil.copyfile(SEEDS / path.name, path)
    before = path.read_text(encoding="utf-8")
    assert run(["fix", "--diff", path.name]) == 1
    diff = capsys.readouterr().out.splitlines()
    minus, plus = ([line[1:] for line in diff if line[:1] == sign and line[:3] != sign * 3] for sign in "-+")
    assert len(minus) == len(plus) > 3
    assert letters("".join(minus)) == letters("".join(plus))
    assert path.read_text(encoding="utf-8") == before
    assert run(["-q", "fix", "--write", path.name]) == 0
    once = path.read_bytes()
    assert letters(once.decode()) == letters(before)
    changed = {old + new for old, new in differences(before, once.decode())}
    assert set("".join(changed)) <= set(" \u00a0\u202f\u2009-—–\"«»„“….−\u2060'’"), "typographic signs only"
    assert run(["-q", "fix", "--write", path.name]) == 0
    assert path.read_bytes() == once


def differences(old: str, new: str) -> list[tuple[str, str]]:
    """Pieces of `old` and what stands in their place; line by line, for speed."""
    found = []
    for a, b in zip(old.split("\n"), new.split("\n"), strict=True):
        for tag, i, j, k, n in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes() if a != b else ():
            if tag != "equal":
                found.append((a[i:j], b[k:n]))
    return found
