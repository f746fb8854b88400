"""Sources that stand as they stood are known without being opened; whatever else has changed is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from publisher.builder import catalogue as catalogues
from publisher.builder import library as libraries
from publisher.builder.catalogue import Card, Catalogue, states_of
from publisher.builder.codec import encoded
from publisher.builder.executors import Workforce
from publisher.builder.file_state import state_of
from publisher.builder.library import Library
from publisher.builder.project import find_project
from publisher.builder.store import Store
from publisher.builder.works import read_bytes, settings_of
from publisher.model.finding import Finding, Outcome, Severity
from publisher.model.summary import WorkSummary
from publisher.model.text import Text
from publisher.model.work import Metadata, Work

CONFIG = '[project]\ntitle = "Сборник"\n'
SUMMARY = WorkSummary("а.md", 5, 5, 0, "абв", (), (), (), refers=False)
CARD = Card("00" * 32, "ab" * 32, Metadata(Text("Заглавие")), SUMMARY, (Finding("RU210", Severity.WARNING),))

Reread = Callable[[], tuple[dict[str, str], list[str]]]


@pytest.fixture
def old_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that were written just now count as written long ago."""
    monkeypatch.setattr(catalogues, "RACY", -(10**10))


@pytest.fixture
def reread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reread:
    """Read all sources as a new build does: title by source, and which files were opened."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "publisher.toml").write_text(CONFIG, encoding="utf-8")
    for number in range(3):
        (tmp_path / f"{number}.md").write_text(f"---\ntitle: Работа {number}\n---\n\nТекст.\n", encoding="utf-8")
    opened: list[str] = []

    def watched(path: Path) -> bytes:
        opened.append(path.name)
        return read_bytes(path)

    monkeypatch.setattr(libraries, "read_bytes", watched)

    def reread() -> tuple[dict[str, str], list[str]]:
        opened.clear()
        project = find_project(tmp_path)
        store = Store(tmp_path / "store")
        library = Library(project, settings_of(project), store, Workforce(1, (), tmp_path / "scratch"))
        sources = [str(tmp_path / f"{number}.md") for number in range(3)]
        found = {sources[index]: answer for index, answer in library.works(sources)}
        return {Path(source).name: _title(answer) for source, answer in found.items()}, sorted(opened)

    return reread


def _title(answer: object) -> str:
    return answer.value.metadata.title.plain if isinstance(answer, Outcome) else getattr(answer, "code", "")


@pytest.mark.usefixtures("old_enough")
def test_an_untouched_source_is_not_opened(reread: Reread) -> None:
    first, opened = reread()
    assert opened == ["0.md", "1.md", "2.md"]
    assert reread() == (first, [])


@pytest.mark.usefixtures("old_enough")
def test_a_source_of_the_same_size_is_seen_to_be_another(tmp_path: Path, reread: Reread) -> None:
    reread()
    path = tmp_path / "1.md"
    path.write_bytes(path.read_bytes().replace("Работа".encode(), "Забота".encode()))
    titles, opened = reread()
    assert (titles["1.md"], opened) == ("Забота 1", ["1.md"])


@pytest.mark.usefixtures("old_enough")
def test_a_sidecar_that_comes_and_goes_is_seen(tmp_path: Path, reread: Reread) -> None:
    reread()
    sidecar = tmp_path / "2.toml"
    sidecar.write_text('title = "Из карточки"\n', encoding="utf-8")
    assert reread()[0]["2.md"] == "Из\u00a0карточки"
    sidecar.unlink()
    assert reread()[0]["2.md"] == "Работа 2"


@pytest.mark.usefixtures("old_enough")
@pytest.mark.parametrize(
    "more",
    [
        '[works."0.md"]\ntitle = "Из настроек"\n',
        '[typography]\nignore = ["RU"]\n',
        '[typography.per-file-ignores]\n"0.md" = ["RU"]\n',
    ],
)
def test_other_settings_are_another_catalogue(tmp_path: Path, reread: Reread, more: str) -> None:
    reread()
    (tmp_path / "publisher.toml").write_text(CONFIG + more, encoding="utf-8")
    titles, opened = reread()
    assert "0.md" in opened
    assert titles["0.md"] == ("Из\u00a0настроек" if "works" in more else "Работа 0")


@pytest.mark.usefixtures("old_enough")
def test_a_source_that_is_gone_is_missed(tmp_path: Path, reread: Reread) -> None:
    reread()
    (tmp_path / "1.md").unlink()
    assert reread()[0]["1.md"] == "S401"


def test_what_was_written_just_now_is_compared(tmp_path: Path, reread: Reread) -> None:
    """Its times may be those of an earlier text: here they are set so."""
    first, _ = reread()
    assert reread() == (first, [])
    path = tmp_path / "1.md"
    states = states_of(str(path))
    path.write_bytes(path.read_bytes().replace("Работа".encode(), "Забота".encode()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(libraries, "states_of", lambda source: states if source == str(path) else states_of(source))
        assert reread()[0]["1.md"] == "Забота 1"


def test_a_sidecar_that_was_written_just_now_is_read(tmp_path: Path, reread: Reread) -> None:
    (tmp_path / "2.toml").write_text('title = "Из карточки"\n', encoding="utf-8")
    reread()
    assert "2.md" in reread()[1]


@pytest.mark.usefixtures("old_enough")
def test_a_card_comes_back_for_the_same_states(tmp_path: Path) -> None:
    source = tmp_path / "а.md"
    source.write_text("Текст", encoding="utf-8")
    states = states_of(str(source))
    catalogue = Catalogue(Store(tmp_path / "store"), ["about"])
    catalogue.add(str(source), states, CARD)
    catalogue.keep()
    again = Catalogue(Store(tmp_path / "store"), ["about"])
    assert states == (state_of(str(source)), None)
    assert again.find(str(source), states) == CARD
    assert again.find(str(source), (None, None)) is None
    assert again.find("other", states) is None
    assert Catalogue(Store(tmp_path / "store"), ["other"]).find(str(source), states) is None


@pytest.mark.usefixtures("old_enough")
@pytest.mark.parametrize(("lacking", "written"), [(1, False), (2, True)])
def test_it_is_written_anew_when_it_lacks_much(tmp_path: Path, lacking: int, written: bool) -> None:
    def shelved(names: Sequence[str]) -> Store:
        store = Store(tmp_path / "store")
        catalogue = Catalogue(store, ["about"])
        for name in names:
            catalogue.add(name, (None, None), CARD)
        catalogue.keep()
        return store

    shelved([f"{number}.md" for number in range(20)])
    store = shelved([f"new {number}.md" for number in range(lacking)])
    assert (store.written > 0) == written


@pytest.mark.usefixtures("old_enough")
@pytest.mark.parametrize("row", [(), ("x",) * 7, [1], ((None, None), True, "a", "b", None, None, ())])
def test_nonsense_in_it_is_no_card(tmp_path: Path, row: object) -> None:
    catalogue = Catalogue(Store(tmp_path), ["about"])
    catalogue.store.put(catalogue.key, encoded({"а.md": row}))
    assert Catalogue(Store(tmp_path), ["about"]).find("а.md", (None, None)) is None


def test_a_work_out_of_it_can_be_opened(tmp_path: Path, reread: Reread, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogues, "RACY", -(10**10))
    reread()
    project = find_project(tmp_path)
    library = Library(project, settings_of(project), Store(tmp_path / "store"), Workforce(1, (), tmp_path / "scratch"))
    (_, found), *_ = library.works([str(tmp_path / f"{number}.md") for number in range(3)])
    assert isinstance(found, Outcome)
    assert isinstance(found.value, Work)
    assert len(found.value.blocks) == 1
