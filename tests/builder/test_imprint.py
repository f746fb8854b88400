"""The imprint of publisher.toml: what is merged, written out and refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.builder.project import load_project
from publisher.model.errors import ConfigError
from publisher.model.imprint import Election, Imprint
from publisher.model.paper import Sheet

HEAD = '[edition.x]\nkind = "leaflet"\nworks = ["a.md"]\n'
ELECTION = (
    '[edition.x.imprint.election]\nmaker = "ООО «Печать»"\naddress = "Москва, Лесная, 1"\ninn = "7707083893"\n'
    'customer = "Иванов И. И."\nissued = 2026-09-01\npaid-by = "кандидата"\n'
)


def imprint(folder: Path, toml: str) -> Imprint:
    (folder / "a.md").write_text("Текст", encoding="utf-8")
    (folder / "publisher.toml").write_text(toml, encoding="utf-8")
    return load_project(folder / "publisher.toml").editions["x"].imprint


@pytest.mark.parametrize("date", ["2026-02-10", '"2026-02-10"', '"10.02.2026"', '"10.2.2026"'])
def test_dates_are_written_one_way(tmp_path: Path, date: str) -> None:
    assert imprint(tmp_path, f"{HEAD}imprint = {{ signed = {date} }}\n").signed == "10.02.2026"


def test_formats_orders_and_staff(tmp_path: Path) -> None:
    found = imprint(
        tmp_path, f'{HEAD}[edition.x.imprint]\nsheet = "60х90/16"\norder = 17\nstaff = ["Корректор А. Б."]\n'
    )
    assert (found.sheet, found.order, found.staff) == (Sheet(60, 90, 16), "17", ("Корректор А. Б.",))


def test_an_election_leaflet(tmp_path: Path) -> None:
    found = imprint(tmp_path, f"[imprint]\nprint-run = 1000\n{HEAD}{ELECTION}")
    wanted = Election("ООО «Печать»", "Москва, Лесная, 1", "7707083893", "Иванов И. И.", "01.09.2026", "кандидата")
    assert found.election == wanted
    assert found.print_run == 1000


@pytest.mark.parametrize(
    ("toml", "code", "line"),
    [
        (f'{HEAD}[edition.x.imprint]\nisbn = "978-5-00-000000-9"\n', "C170", 5),
        (f'[imprint]\nissn = "0378-5954"\n{HEAD}', "C170", 2),
        (f"{HEAD}imprint = {{ print-run = 9 }}\n{ELECTION}".replace("3893", "3894"), "C102", 5),
        (f"[imprint]\nprint-run = 9\n{HEAD}{ELECTION}".replace("3893", "3894"), "C170", 9),
        (f"[imprint]\nprint-run = 9\n{HEAD}{ELECTION}".replace("2026-09-01", '"1 сентября"'), "C171", 11),
        (f"{HEAD}{ELECTION}", "C173", 4),
        (f"{HEAD}{ELECTION}".replace("inn", "inns"), "C103", 7),
        (f'{HEAD}[edition.x.imprint]\nsigned = "31.02.2026"\n', "C171", 5),
        (f'{HEAD}[edition.x.imprint]\nsheet = "А5"\n', "C172", 5),
        (f'{HEAD}[edition.x.imprint]\nage = "14+"\n', "C104", 5),
        (f'{HEAD}[edition.x.imprint]\nudk = "УДК 1"\n', "C104", 5),
    ],
)
def test_mistakes_are_told_with_their_line(tmp_path: Path, toml: str, code: str, line: int) -> None:
    with pytest.raises(ConfigError) as raised:
        imprint(tmp_path, toml)
    assert raised.value.code == code
    assert raised.value.place is not None and raised.value.place.line == line


def test_an_edition_names_its_format(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Текст", encoding="utf-8")
    for trim in ('"60x90/16"', '["120mm", "190mm"]', '"А5"'):
        (tmp_path / "publisher.toml").write_text(f"{HEAD}trim = {trim}\n", encoding="utf-8")
        if trim != '"А5"':
            found = load_project(tmp_path / "publisher.toml").editions["x"].trim
            assert found == ("60x90/16" if "/" in trim else ("120mm", "190mm"))
            continue
        with pytest.raises(ConfigError) as raised:
            load_project(tmp_path / "publisher.toml")
        assert raised.value.code == "C172" and raised.value.place is not None and raised.value.place.line == 4
