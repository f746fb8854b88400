"""`publisher impose` and `publisher list schemes`."""

from __future__ import annotations

import json
from io import BytesIO

import pikepdf
import pytest
from numbered_pdf import folios, numbered_pdf

from publisher.press.imposition import SCHEMES

BOOK = numbered_pdf(6)


def test_sheets_are_written_beside_the_document(publisher, write) -> None:
    root = write({"some/book.pdf": BOOK})
    said = publisher("impose", "some/book.pdf", "--scheme", "saddle")
    assert said.code == 0, said.err
    assert said.out.startswith("some/book.saddle.pdf  sheets: 2, A6 ")
    assert "I202 blank pages added at the end: 2 (numbers 7–8)" in said.err
    made = (root / "some/book.saddle.pdf").read_bytes()
    assert folios(made, 2, 1) == [[["", "1"]], [["2", ""]], [["6", "3"]], [["4", "5"]]]


def test_the_plan_is_text_a_printer_can_read_and_writes_nothing(publisher, write) -> None:
    root = write({"book.pdf": numbered_pdf(8)})
    said = publisher("impose", "book.pdf", "--scheme", "saddle", "--plan", "--creep", "auto")
    assert said.code == 0
    assert said.out.splitlines() == [
        "book.pdf: pages 8 → saddle, sheets 2, A6 (148×105 mm), page 50.8×76.2 mm",
        "two sides: turn over the short edge",
        "creep 0.10 mm on the innermost sheet",
        "sheet 1  front 8|1  back 2|7",
        "sheet 2  front 6|3  back 4|5",
    ]
    assert [path.name for path in root.iterdir()] == ["book.pdf"]
    russian = publisher("--lang", "ru", "impose", "book.pdf", "--plan").out.splitlines()
    assert russian[-2:] == ["лист 1  лицо 8|1  оборот 2|7", "лист 2  лицо 6|3  оборот 4|5"]


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        (["--scheme", "zine8"], ["sheet 1  front 5↓|4↓|3↓|2↓ / 6|—|—|1"]),
        (["--scheme", "trifold"], ["sheet 1  front 5|6|1  back 2|3|4"]),
        (
            ["--scheme", "step", "--grid", "2x1"],
            [f"sheet {n + 1}  front {2 * n + 1}|{2 * n + 1}  back {2 * n + 2}|{2 * n + 2}" for n in range(3)],
        ),
        (["--scheme", "nup", "--grid", "3х1", "--sides", "1"], ["sheet 1  front 1|2|3", "sheet 2  front 4|5|6"]),
        (
            ["--scheme", "perfect", "--signature", "4"],
            ["signature 1/2", "sheet 1  front 4|1  back 2|3", "signature 2/2", "sheet 2  front —|5  back 6|—"],
        ),
        (["--up", "4"], ["sheet 1  front 5↓|4↓ / —|1  back 3↓|6↓ / 2|—"]),
        (["--flip", "long"], ["sheet 1  front —|1  back —|2↓", "sheet 2  front 6|3  back 5↓|4↓"]),
    ],
    ids=lambda value: " ".join(value) if value[0].startswith("--") else "",
)
def test_plans_of_all_kinds(publisher, write, options: list[str], lines: list[str]) -> None:
    write({"book.pdf": BOOK})
    said = publisher("impose", "book.pdf", "--plan", *options)
    assert said.code == 0, said.err
    found = [line for line in said.out.splitlines() if line.startswith(("sheet", "signature"))]
    assert found == lines


def test_a_plan_as_json(publisher, write) -> None:
    write({"book.pdf": BOOK})
    table = json.loads(publisher("impose", "book.pdf", "--plan", "--json", "--up", "4", "--creep", "auto").out)
    assert table["scheme"] == "saddle"
    assert table["sheets"] == [
        {
            "sheet": 1,
            "signature": 1,
            "front": [[5, 4], [None, 1]],
            "back": [[3, 6], [2, None]],
            "turned": [3, 4, 5, 6],
            "creep": 0.1,
        }
    ]
    assert table["blanks"] == [7, 8]
    assert table["sheet"]["name"] == "A5"
    assert [found["code"] for found in table["findings"]] == ["I202"]


def test_a_result_as_json(publisher, write) -> None:
    root = write({"book.pdf": BOOK})
    table = json.loads(publisher("impose", "book.pdf", "--json", "-o", "there/sheets.pdf").out)
    assert table["result"] == "there/sheets.pdf"
    assert len(pikepdf.open(root / "there/sheets.pdf").pages) == 2 * len(table["sheets"])


def test_lengths_have_units_and_commas(publisher, write) -> None:
    write({"book.pdf": numbered_pdf(8, bleed=9)})
    first = publisher("impose", "book.pdf", "--creep", "1,5", "--bleed", "2mm", "--plan").out
    assert "bleed 2.0 mm\n" in first
    assert "creep 1.50 mm on the innermost sheet\n" in first


def test_all_options_at_once_reach_the_sheet(publisher, write) -> None:
    root = write({"book.pdf": numbered_pdf(8, bleed=9)})
    said = publisher(
        *("impose", "book.pdf", "--scheme", "perfect", "--sheet", "450x320", "--milling", "4", "--marks", "crop,fold"),
        *("--scale", "90", "--gap", "10", "--caliper", "0.2", "-o", "out.pdf"),
    )
    assert said.code == 0, said.err
    pdf = pikepdf.open(root / "out.pdf")
    trim = [float(v) for v in pdf.pages[0].trimbox]
    assert trim[2] - trim[0] == pytest.approx(2 * 144 * 0.9 + 8 / 25.4 * 72, abs=0.01)
    assert b"/Marks Do" in pdf.pages[0].Contents.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["none.pdf"], 4, "S401"),
        (["."], 4, "S402"),
        (["text.pdf"], 5, "I102"),
        (["locked.pdf"], 5, "I101"),
        (["book.pdf", "--scheme", "origami"], 2, "U110"),
        (["book.pdf", "--sheet", "huge"], 2, "U110"),
        (["book.pdf", "--sheet", "40x40"], 2, "I110"),
        (["book.pdf", "--creep", "much"], 2, "U110"),
        (["book.pdf", "--creep", "inf"], 2, "I111"),
        (["book.pdf", "--grid", "2"], 2, "U110"),
        (["book.pdf", "--flip", "over"], 2, "U110"),
        (["book.pdf", "--marks", "crosses"], 2, "U110"),
        (["book.pdf", "--scale", "big"], 2, "U110"),
        (["book.pdf", "--up", "3"], 2, "I111"),
        (["book.pdf", "--up", "x"], 2, "U103"),
        (["book.pdf", "-o", "book.pdf"], 2, "I112"),
    ],
)
def test_what_goes_wrong_is_told_once_and_clearly(publisher, write, arguments: list[str], code: int, word: str) -> None:
    locked = BytesIO()
    pikepdf.open(BytesIO(BOOK)).save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    root = write({"book.pdf": BOOK, "text.pdf": "no PDF", "locked.pdf": locked.getvalue()})
    said = publisher("impose", *arguments)
    assert (said.code, said.out) == (code, "")
    assert word in said.err
    assert (root / "book.pdf").read_bytes() == BOOK
    assert len(list(root.iterdir())) == 3


def test_what_gives_way_is_an_error_only_when_strict(publisher, write) -> None:
    write({"book.pdf": numbered_pdf(4, 419.53, 595.28, bleed=8.5)})
    said = publisher("impose", "book.pdf", "--sheet", "A4")
    assert said.code == 0
    assert "I203" in said.err
    assert publisher("--strict", "impose", "book.pdf", "--sheet", "A4").code == 1


def test_the_slug_speaks_the_language_of_the_run(publisher, write) -> None:
    root = write({"book.pdf": numbered_pdf(4, bleed=9)})
    made = []
    for language in ("ru", "en", "ru"):
        assert publisher("--lang", language, "impose", "book.pdf").code == 0
        made.append((root / "book.saddle.pdf").read_bytes())
    assert made[0] == made[2] != made[1]


def test_schemes_are_listed(publisher) -> None:
    said = publisher("list", "schemes")
    assert [line.split()[0] for line in said.out.splitlines()] == list(SCHEMES)
    rows = json.loads(publisher("--lang", "ru", "list", "schemes", "--json").out)
    assert rows[0] == {"name": "saddle", "title": SCHEMES["saddle"].title["ru"]}
