from __future__ import annotations

from pathlib import Path

import pytest

from publisher.builder.checking import check_source
from publisher.builder.project import find_project
from publisher.model.finding import Finding, Severity
from publisher.typography import Settings

HEAD = "---\ntitle: Заголовок\nauthor: Автор\ndate: 2024\nlang: ru\n---\n\n"


def check(root: Path, name: str = "a.md") -> list[Finding]:
    return check_source(find_project(root), root / name, Settings())


def codes(root: Path) -> list[str]:
    return [finding.code for finding in check(root)]


def test_a_clean_text_has_no_findings(write) -> None:
    assert check(write({"a.md": HEAD + "Это\u00a0— чистый текст.\n"})) == []


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        (HEAD + "Слово «раз»,\nслово - два.\n", "RU301", 9, 7),
        ("Просто строка без названия, и ещё одна.\n", "L101", 0, 0),
        (HEAD + "Смотри [туда](#nowhere).\n", "L102", 8, 9),
        (HEAD + "Смотри [туда](other.md).\n", "L102", 8, 9),
        (HEAD + f"Смотри [туда]({'a' * 3000}).\n", "L102", 8, 9),
        (HEAD + "Слово.\n\n[^1]: Сноска.\n", "S208", 10, 1),
        (HEAD + "![](a.png)\n", "L104", 8, 1),
        (HEAD + "![x](a.png)\n", "S301", 8, 1),
        (HEAD + "Иероглиф: 漢.\n", "T113", 8, 11),
        (HEAD + "Знак: 😀.\n", "T114", 8, 7),
        (HEAD + "Буква: *ѣ*.\n", "T111", 8, 9),
        (HEAD + "Код: `ѣ`.\n", "T112", 8, 7),
    ],
)
def test_findings_have_places(write, text: str, code: str, line: int, column: int) -> None:
    found = [finding for finding in check(write({"a.md": text})) if finding.code == code]
    assert found, f"{code} was not found"
    place = found[0].place
    assert place is not None
    assert (place.path, place.line, place.column) == ("a.md", line, column)


def test_every_finding_is_told_once_and_in_order(write) -> None:
    found = check(write({"a.md": HEAD + 'Он сказал: "Нет" - и вышел. "Да" - ответил я...\n\nИ 漢 - тоже.\n'}))
    assert len(found) > 4
    assert len({(f.code, f.place, str(f.params)) for f in found}) == len(found)
    assert [f.place for f in found] == sorted(f.place for f in found if f.place)


@pytest.mark.parametrize("data", [b"", bytes(range(256)) * 20, b"---\ntitle: [\n---\nx"])
def test_what_cannot_be_read_is_one_finding(write, data: bytes) -> None:
    (finding,) = check(write({"a.md": data}))
    assert finding.severity is Severity.ERROR
    assert finding.place is not None
    assert finding.place.path == "a.md"


def test_checking_changes_nothing(write) -> None:
    root = write({"a.md": HEAD + 'Он сказал: "Нет".\n'})
    before = {p: p.read_bytes() for p in root.rglob("*")}
    check(root)
    assert {p: p.read_bytes() for p in root.rglob("*")} == before
