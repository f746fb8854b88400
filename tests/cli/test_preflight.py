"""`publisher preflight`: what it says, its exit codes, JSON and the HTML report."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser

import pikepdf
from pages import ROOT
from pikepdf import Array, Name
from print_sample import good, saved

SHOP = ("--profile", "offset-coated")


def broken() -> bytes:
    """RGB on page 2, page 3 of another size."""
    with pikepdf.open(io.BytesIO(good())) as pdf:
        page = pdf.pages[1].obj
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\nq 1 0 0 rg 60 200 40 40 re f Q")
        pdf.pages[2].obj[Name.CropBox] = Array([20, 20, 400, 500])
        return saved(pdf, "PDF/X-1a:2001")


def test_a_good_file(publisher, write) -> None:
    write({"good.pdf": good()})
    said = publisher("preflight", "good.pdf", *SHOP, "--trim", "148x210")
    assert said.code == 0
    assert said.out == ""
    assert "PDF/X-1a:2001 · offset-coated, 148 × 210 + 3 mm, pages: 4; errors: 0" in said.err


def test_findings_by_page_and_exit_codes(publisher, write) -> None:
    write({"bad.pdf": broken()})
    said = publisher("preflight", "bad.pdf", *SHOP)
    assert said.code == 1
    assert said.out.splitlines() == [
        "bad.pdf p. 2: P401 text or drawing in RGB: RGB 255 0 0",
        "bad.pdf p. 2: P907 total ink could not be measured: DeviceRGB",
        "bad.pdf p. 3: P205 the CropBox cuts into the TrimBox",
    ]
    assert "bad.pdf с. 2: P401" in publisher("preflight", "bad.pdf", *SHOP, "--lang", "ru").out


def test_warnings_fail_with_strict_only(publisher, write) -> None:
    write({"bad.pdf": broken()})
    arguments = ("preflight", "bad.pdf", *SHOP, "--ignore", "P4")
    assert publisher(*arguments).code == 0
    assert publisher(*arguments, "--strict").code == 1


def test_only_some_checks(publisher, write) -> None:
    write({"bad.pdf": broken()})
    assert "P401" not in publisher("preflight", "bad.pdf", *SHOP, "--select", "P2").out
    said = publisher("preflight", "bad.pdf", "--select", "RU2")
    assert (said.code, "U105" in said.err) == (2, True)


def test_it_is_held_to_what_it_claims_without_a_profile(publisher, write) -> None:
    write({"bad.pdf": broken()})
    said = publisher("preflight", "bad.pdf")
    assert said.code == 1
    assert "bad.pdf: PDF/X-1a:2001, " in said.err


def test_another_size_than_ordered(publisher, write) -> None:
    write({"good.pdf": good()})
    said = publisher("preflight", "good.pdf", "--trim", "A6")
    assert said.code == 1
    assert said.out == "good.pdf pp. 1–4: P211 the format is 148 × 210 mm, ordered was 105 × 148 mm\n"
    assert publisher("preflight", "good.pdf", "--trim", "wide").code == 2


def test_json_is_one_document(publisher, write) -> None:
    write({"bad.pdf": broken(), "good.pdf": good()})
    said = publisher("preflight", "good.pdf", "bad.pdf", "--json")
    assert said.code == 1
    first, second = json.loads(said.out)
    assert (first["path"], first["passed"], first["findings"]) == ("good.pdf", True, [])
    found = next(f for f in second["findings"] if f["code"] == "P401")
    assert (found["page"], found["severity"], found["count"]) == (2, "error", 1)
    assert found["rects"] == [[60, 200, 100, 240]]
    assert second["facts"]["page"][0]["boxes"]["TrimBox"] == [3, 3, 151, 213]
    assert second["facts"]["page"][0]["images"][0]["ppi"] == [300, 300]
    assert second["facts"]["fonts"] == [{"name": "GolosText", "kind": "CIDFontType2", "embedded": True, "subset": True}]


class Page(HTMLParser):
    """Tags and addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for key, value in attrs if key in ("href", "src")]


def test_the_report_is_one_page_with_pictures(publisher, write) -> None:
    folder = write({"bad <b>.pdf": broken()})
    assert publisher("preflight", "bad <b>.pdf", *SHOP, "--report", "report.html", "--lang", "ru").code == 1
    text = (folder / "report.html").read_text(encoding="utf-8")
    page = Page(text)
    assert page.tags.count("figure") == 4
    assert all(address.startswith("data:image/jpeg") for address in page.addresses)
    assert not re.search(r"https?://", text)
    assert page.tags.count("b") == 4, "names of files are escaped"
    assert "в печать не годится" in text
    # y runs downwards: the red square stands 200 pt above the lower edge of a page of 612.28 pt
    assert 'class="hit" x="60.00" y="372.28" width="40.00" height="40.00"' in text
    again = publisher("preflight", "bad <b>.pdf", *SHOP, "--report", "again.html", "--lang", "ru")
    assert again.code == 1
    assert (folder / "again.html").read_text(encoding="utf-8") == text


def test_no_pdf_and_no_file(publisher, write) -> None:
    write({"a.pdf": b"no", "good.pdf": good()})
    assert publisher("preflight", "a.pdf").code == 4
    assert "S501" in publisher("preflight", "a.pdf").err
    assert publisher("preflight", "none.pdf").code == 4
    both = publisher("preflight", "a.pdf", "good.pdf")
    assert (both.code, "good.pdf: PDF/X-1a:2001" in both.err) == (4, True)


def test_a_password(publisher, write) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(good())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="x", user="secret"))
    write({"locked.pdf": out.getvalue()})
    said = publisher("preflight", "locked.pdf")
    assert (said.code, "S503" in said.err) == (4, True)


def test_explain(publisher) -> None:
    said = publisher("explain", "P601")
    assert said.code == 0
    assert "warning" in said.out
    table = json.loads(publisher("explain", "P301", "--json").out)
    assert (table["severity"], table["scope"], table["elsewhere"]) == ("error", "x", "warning")
    assert table["source"].startswith("ISO 15930")


def test_the_page_of_all_checks_is_up_to_date(publisher) -> None:
    written = publisher("list", "checks", "--markdown").out
    assert (ROOT / "docs" / "preflight.md").read_text(encoding="utf-8") == written, "run `make rules`"
    assert written == publisher("list", "checks", "--markdown", "--lang", "ru").out
    assert "P601" in publisher("list", "checks").out
