"""`publisher import`: documents become sources; what is there is never overwritten."""

from __future__ import annotations

from base64 import b64encode

import pytest
from fictions import fiction, png
from packages import docx, epub, odt, para

WORD = docx(
    para("Заглавие", "a3") + para("Глава", "1") + para("Текст*.")
    + para('<w:r><w:drawing><a:blip r:embed="p1"/></w:drawing></w:r>') + para("Вторая", "1") + para("Конец."),
    pictures={"p1": png()},
)  # fmt: skip


def test_word_becomes_markdown_with_its_pictures(publisher, write) -> None:
    root = write({"in/Мой текст.docx": WORD})
    done = publisher("import", "in/Мой текст.docx")
    assert done.code == 0
    assert done.out.splitlines() == ["sources/Мой-текст.md", "sources/images/Мой-текст-01.png"]
    text = (root / "sources/Мой-текст.md").read_text(encoding="utf-8")
    assert text.startswith("---\ntitle: Заглавие\nauthor: Имя\nlang: ru\n---\n\n# Глава\n\nТекст\\*.\n\n")
    assert text.endswith("![](images/Мой-текст-01.png)\n\n# Вторая\n\nКонец.\n")
    assert (root / "sources/images/Мой-текст-01.png").read_bytes() == png()
    assert publisher("build", "sources/Мой-текст.md", "-f", "fb2,epub").code == 0


def test_nothing_is_overwritten_unasked(publisher, write) -> None:
    root = write({"a.docx": WORD, "b/a.odt": odt("<p/>"), "sources/a.md": "моё"})
    refused = publisher("import", "a.docx")
    assert (refused.code, "U117" in refused.err) == (2, True)
    assert (root / "sources/a.md").read_text(encoding="utf-8") == "моё"
    assert not (root / "sources/images").exists()
    assert publisher("import", "a.docx", "--force").code == 0
    assert publisher("import", "a.docx", "b/a.odt", "-o", "other").code == 2
    assert not (root / "other").exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.odt", odt("<text:p>Слово.</text:p>")),
        ("a.epub", epub({"a.xhtml": "<p>Слово.</p>"})),
        ("a.fb2", fiction("<section><p>Слово.</p></section>").encode()),
        ("a.html", "<p>Слово.</p>".encode()),
        ("a.txt", "Слово.".encode()),
    ],
)
def test_every_format_is_taken(publisher, write, name: str, data: bytes) -> None:
    root = write({name: data})
    assert publisher("import", name, "-o", "made").code == 0
    assert (root / "made/a.md").read_text(encoding="utf-8").endswith("\n\nСлово.\n")


def test_what_is_lost_is_told(publisher, write) -> None:
    write({"a.docx": docx(para("<w:del/>") + para("Текст."))})
    told = publisher("import", "a.docx", "--json")
    assert '"code": "S240"' in told.out or '"code":"S240"' in told.out
    assert publisher("import", "a.docx", "--force", "--strict").code == 1


def test_documents_are_built_as_they_are(publisher, write) -> None:
    root = write({"a.docx": WORD})
    assert publisher("build", "a.docx", "-f", "epub,fb2").code == 0
    assert b64encode(png()) in (root / "out/a/a.fb2").read_bytes().replace(b"\n", b"")
    assert publisher("fix", "a.docx").code == 0
    assert "S405" in publisher("fix", "a.docx").err
