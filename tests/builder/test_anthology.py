"""An anthology from its configuration to results."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2

from publisher.builder.events import Remark, ResultWritten

CONFIG = """[edition.x]
kind = "anthology"
title = "Сборник"
layout = "anthology-84x108"
works = ["s/predislovie.md", "s/*.md"]
exclude = { tags = ["черновик"] }
sort = "author"
notes = "book"
bibliography = true
matter = { source = "end" }
draft = true
[[edition.x.section]]
title = "Проза - это просто"
select = { tags = ["проза"] }
[[edition.x.section]]
title = "Стихи"
works = ["v/*.md"]
"""


def work(title: str, author: str, tags: str, more: str = "") -> str:
    head = f"title: {title}\nauthor: {author}\nlang: ru\ntags: [{tags}]\nsource: '\"Альманах\", 1901'\n"
    return f"---\n{head}---\n\nТекст произведения.[^1]\n\n{more}\n\n[^1]: Примечание: {title}.\n"


FILES = {
    "publisher.toml": CONFIG,
    "s/a.md": work("Озеро", "Анна Ёлкина", "проза"),
    "s/b.md": work("Берег", "Егор Абрамов", "проза"),
    "s/c.md": work("Черновик", "Егор Абрамов", "проза, черновик"),
    "s/d.md": work("Письмо", "Егор Абрамов", "письма"),
    "s/predislovie.md": work("Предисловие", "Редактор", ""),
    "v/e.md": work("Волна", "Антон Волнин", "стихи"),
}


def results(events: list[object]) -> dict[str, ResultWritten]:
    return {event.format: event for event in events if isinstance(event, ResultWritten)}


def test_an_anthology_is_built_and_only_what_changed_is_set_again(write, build) -> None:
    root = write(FILES)
    events = build(["x"], formats=("pdf", "epub", "fb2", "html"))
    assert [event.finding.code for event in events if isinstance(event, Remark)][:1] == ["B311"]
    folder = root / "out" / "x"
    pdf = pypdfium2.PdfDocument((folder / "x.pdf").read_bytes())
    pages = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    text = " ".join(pages)
    assert "Проза — это просто" in text
    order = [text.index(f"{title} Текст") for title in ("Предисловие", "Берег", "Озеро", "Волна")]
    assert order == sorted(order)
    assert "Письмо" not in text
    assert "Черновик" not in text
    assert "«Альманах», 1901. В этой книге: с." in text
    assert "Примечание: Озеро." in text
    with ZipFile(BytesIO((folder / "x.epub").read_bytes())) as book:
        nav = next(book.read(name).decode() for name in book.namelist() if name.endswith("nav.xhtml"))
    assert nav.index("Проза — это просто") < nav.index("Берег") < nav.index("Стихи") < nav.index("Источники")
    assert '<section id="part2">' in (folder / "x.fb2").read_text(encoding="utf-8")
    first = results(events)["pdf"]

    Path("s/a.md").write_text(work("Озеро", "Анна Ёлкина", "проза", "Ещё абзац.\n\n" * 60), encoding="utf-8")
    again = results(build(["x"], formats=("pdf",)))["pdf"]
    assert again.pages > first.pages
    changed = {"the work", "notes", "bibliography", "imprint"}  # not the contents: their numbers are fields
    assert again.rendered <= len(changed)

    Path("publisher.toml").write_text(CONFIG.replace("Проза - это просто", "Рассказы"))
    renamed = results(build(["x"], formats=("pdf",)))["pdf"]
    assert renamed.rendered <= len({"part", "contents", "imprint"})


def test_a_report_tells_of_texts_in_no_part(write, build) -> None:
    root = write(FILES)
    build(["x"], formats=("html",))
    report = json.loads((root / "out" / "x" / "report.json").read_text(encoding="utf-8"))
    told = next(finding for finding in report["findings"] if finding["code"] == "B311")
    assert "d.md" in told["params"]["works"]
