"""docs/rules.md is made from the rules: `make rules` writes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.cli.rules_page import FAMILIES, family_of, rules_page
from publisher.typography import RULES

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_is_up_to_date(publisher) -> None:
    written = publisher("list", "rules", "--markdown").out
    assert PAGE.read_text(encoding="utf-8") == written, "run `make rules`"


def test_it_is_the_same_in_every_language(publisher) -> None:
    russian = publisher("list", "rules", "--markdown", "--lang", "ru").out
    assert russian == publisher("list", "rules", "--markdown", "--lang", "en").out


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_stands_in_a_family(rule) -> None:
    assert family_of(rule) in FAMILIES
    page = rules_page([rule])
    assert f"### {rule.code}\n" in page
    assert f"](#{rule.code.lower()})" in page


def test_a_part_of_the_page(publisher) -> None:
    page = publisher("list", "rules", "RU2", "--markdown").out
    assert "### RU201" in page
    assert "### RU301" not in page
