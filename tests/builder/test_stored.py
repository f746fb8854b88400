"""Works and fragments that come out of the store, part by part."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publisher.builder.store import Store
from publisher.builder.stored import Fragments, part, stored_work
from publisher.composition.summary import summarised
from publisher.model.composition import Anchor, Bookmark, Fragment, FragmentFacts, RenderedFragment, Role
from publisher.model.errors import BuildError
from publisher.model.finding import Finding, Severity
from publisher.model.lines import Line
from publisher.model.page_report import PageRemark, PageReport
from publisher.model.text import Text
from publisher.model.work import Metadata, Paragraph, Work

FRAGMENT = Fragment("w1", "work", "<p>Текст</p>", "ru")
LINE = Line(0, 0, 1, "text", 3, 0, 0, True, False, "Текст", 1.0, 2.0, 3.0, 4.0, 9.0, 12.0, 0.0, 0.3, 0.25, (1.5,))
FACTS = FragmentFacts(
    2, (Bookmark(1, "Глава", 0, 1.5, 2.5),), {"a": Anchor(1, 3.0, 4.0)}, (("B203", "слово"),), lines=(LINE,)
)
REPORT = PageReport(2, 1, (0.3,), remarks=(PageRemark(0, Finding("Q203", Severity.WARNING), Severity.NOTE),))
RENDERED = RenderedFragment(FRAGMENT, b"%PDF-1.7 bytes", FACTS, REPORT)
KEY = "ab" + "0" * 62


def test_a_fragment_comes_back(tmp_path: Path) -> None:
    fragments = Fragments(Store(tmp_path))
    assert fragments.get(KEY) is None
    fragments.put(KEY, RENDERED)
    found = fragments.get(KEY)
    assert found is not None
    assert (found.fragment, found.pdf, found.report) == (replace(FRAGMENT, html=""), RENDERED.pdf, REPORT)
    assert (found.facts.pages, found.facts.anchors, found.facts.lines) == (2, FACTS.anchors, FACTS.lines)


@pytest.mark.parametrize("name", ["", "pdf", "prelinked", "lines"])
@pytest.mark.parametrize("data", [b"", b"other"])
def test_a_damaged_part_makes_all_of_it_missing(tmp_path: Path, name: str, data: bytes) -> None:
    fragments = Fragments(Store(tmp_path))
    fragments.put(KEY, RENDERED)
    key = part(KEY, name) if name else KEY
    (tmp_path / key[:2] / key).write_bytes(data)
    assert fragments.get(KEY) is None
    fragments.put(KEY, RENDERED)
    assert fragments.get(KEY) is not None


@pytest.mark.parametrize(("role", "found"), [("work", True), ("cover", False)])
def test_what_is_ready_for_binding_stands_for_its_pages(tmp_path: Path, role: Role, found: bool) -> None:
    fragments = Fragments(Store(tmp_path))
    fragments.put(KEY, replace(RENDERED, fragment=replace(FRAGMENT, role=role), prelinked=b"made ready"))
    damaged = part(KEY, "pdf")
    (tmp_path / damaged[:2] / damaged).write_bytes(b"other")
    assert (fragments.get(KEY) is not None) == found


def test_what_vanishes_during_a_build_is_said(tmp_path: Path) -> None:
    fragments = Fragments(Store(tmp_path))
    fragments.put(KEY, RENDERED)
    found = fragments.get(KEY)
    assert found is not None
    fragments.store.discard(part(KEY, "pdf"))
    with pytest.raises(BuildError, match="B112"):
        assert found.pdf


def test_under_another_head_the_pages_stay_where_they_are(tmp_path: Path) -> None:
    found = Fragments(Store(tmp_path)).put(KEY, RENDERED)
    other = found.changed(fragment=replace(FRAGMENT, start="recto"))
    assert (other.fragment.start, other.pdf, other.facts.pages) == ("recto", RENDERED.pdf, 2)
    assert RENDERED.changed(fragment=other.fragment).pdf == RENDERED.pdf


def test_a_work_is_opened_when_somebody_looks_inside() -> None:
    text = Text("Слово")
    work = Work(Metadata(title=Text("Имя")), (Paragraph(text),))
    opened: list[int] = []

    def fetch() -> Work:
        opened.append(1)
        return work

    found = stored_work("key", work.metadata, summarised(work), fetch)
    assert (found.metadata.title.chars, found.summary and found.summary.letters, opened) == ("Имя", 8, [])
    assert (found.blocks, found.notes, found.format, opened) == (work.blocks, (), "markdown", [1])
    assert replace(found, format="plain").format == "plain"
    assert isinstance(found, Work)
    with pytest.raises(AttributeError):
        assert found.unknown  # type: ignore[attr-defined]


def test_a_whole_work_is_not_kept_by_the_one_that_fetched_it() -> None:
    work = Work(Metadata(title=Text("Имя")), (Paragraph(Text("Слово")),))
    opened: list[int] = []

    def fetch() -> Work:
        opened.append(1)
        return work.replace(format="plain")

    found = stored_work("key", work.metadata, summarised(work), fetch)
    whole = found.whole()
    assert (whole.blocks, whole.summary, opened) == (work.blocks, found.summary, [1])
    assert whole.whole() is whole
    assert (found.whole() is whole, opened) == (False, [1, 1])
    assert (found.format, opened) == ("plain", [1, 1, 1])
    assert found.whole() is found  # what is at hand is not fetched again
