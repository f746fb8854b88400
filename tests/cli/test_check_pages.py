"""`publisher check --pages`."""

from __future__ import annotations

import json

import pytest

TEXT = "---\ntitle: Заголовок\nlang: ru\n---\n\nПервый абзац, спокойный.\n\nВторой абзац — со строкой.\\\nДа.\n"
GOOD = TEXT.replace("\\\nДа.", "")


def test_findings_are_lines_and_figures_a_table(publisher, write) -> None:
    root = write({"a.md": TEXT})
    said = publisher("check", "--pages", "a.md")
    lines = said.out.splitlines()
    assert (said.code, lines[0]) == (1, "a.md:9:1 Q301 p. 1, line 4: short last line of a paragraph: “Да.”")
    assert lines[2] == "a: 1 pages, 4 lines"
    assert lines[-1].split() == ["1", "Q301", "short", "last", "line", "of", "a", "paragraph"]
    assert [p.name for p in (root / "out").iterdir()] == [".cache"]
    in_russian = publisher("check", "--pages", "a.md", "--lang", "ru").out.splitlines()[0]
    assert in_russian == "a.md:9:1 Q301 с. 1, строка 4: короткая последняя строка абзаца: «Да.»"


def test_good_pages_are_no_findings(publisher, write) -> None:
    write({"a.md": GOOD})
    said = publisher("check", "--pages", "a.md")
    assert (said.code, said.out.splitlines()[0]) == (0, "a: 1 pages, 3 lines")


def test_json_has_findings_and_figures(publisher, write) -> None:
    write({"a.md": TEXT})
    table = json.loads(publisher("check", "--pages", "a.md", "--json").out)
    (finding,) = table["findings"]
    assert (finding["code"], finding["path"], finding["line"], finding["column"]) == ("Q301", "a.md", 9, 1)
    assert finding["on_page"] == {"page": 1, "row": 4, "excerpt": "Да."}
    assert table["pages"]["a"]["findings"] == {"Q301": 1}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--output-format", "github"], "::warning file=a.md,line=9,col=1,title=Q301::p. 1, line 4: short"),
        (["--output-format", "sarif"], '"ruleId": "Q301"'),
        (["--statistics"], "1  Q301"),
    ],
)
def test_other_formats(publisher, write, arguments: list[str], said: str) -> None:
    write({"a.md": TEXT})
    assert said in publisher("check", "--pages", "a.md", *arguments).out


def test_checks_can_be_chosen(publisher, write) -> None:
    write({"a.md": TEXT})
    assert publisher("check", "--pages", "a.md", "--select", "Q1,Q4").code == 0
    assert publisher("check", "--pages", "a.md", "--ignore", "Q301").code == 0
    assert publisher("check", "--pages", "a.md", "--select", "Q3").code == 1


def test_a_build_says_it_in_one_line(publisher, write) -> None:
    write({"a.md": TEXT, "good.md": GOOD})
    said = publisher("build", "a.md", "-f", "pdf")
    told = "a: findings in the pages: 1 (short last line of a paragraph — 1). In detail: publisher check --pages a"
    assert (said.code, told in said.err) == (0, True)
    assert "pages:" not in publisher("build", "good.md", "-f", "pdf").err
    events = [json.loads(line) for line in publisher("build", "a.md", "-f", "pdf", "--json").out.splitlines()]
    (pages,) = [event for event in events if event["event"] == "pages"]
    assert (pages["pages"], pages["findings"]) == (1, {"Q301": 1})


def test_every_check_can_be_explained(publisher) -> None:
    from publisher.pages import CHECKS

    for code in CHECKS:
        said = publisher("explain", code)
        assert (said.code, said.out.startswith(code)) == (0, True)
