"""Everything said stands in the catalogues, in both languages, and nothing there is left over."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import publisher
from publisher.data import folder
from publisher.typography import BY_CODE

PACKAGE = Path(publisher.__file__).parent
CODE = re.compile(r"""["']([A-Z]{1,2}\d{3})["']""")


def table(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((folder("messages") / name).read_text(encoding="utf-8"))


CATALOGUES = ("", "preflight.", "ebooks.", "pages.")
RU = {code: words for name in CATALOGUES for code, words in table(f"{name}ru.toml").items()}
EN = {code: words for name in CATALOGUES for code, words in table(f"{name}en.toml").items()}
UI_RU, UI_EN = table("ui.ru.toml"), table("ui.en.toml")


def placeholders(words: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", words))


def codes_in_python() -> set[str]:
    return {code for path in PACKAGE.rglob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("name", CATALOGUES)
def test_both_languages_know_the_same_codes(name: str) -> None:
    ru, en = table(f"{name}ru.toml"), table(f"{name}en.toml")
    assert list(ru) == list(en)
    assert list(ru) == sorted(ru), "keep it sorted by code"


@pytest.mark.parametrize("code", RU)
def test_an_entry_says_the_same_in_both(code: str) -> None:
    ru, en = RU[code], EN[code]
    assert ru.keys() == en.keys()
    assert "message" in ru
    assert ru.keys() <= {"message", "hint", "about"}
    for key in ru:
        assert ru[key].strip()
        assert en[key].strip()
        assert placeholders(ru[key]) == placeholders(en[key])
        assert '"' not in ru[key].replace("\\", "")


def test_every_code_in_python_has_words() -> None:
    unknown = codes_in_python() - RU.keys() - BY_CODE.keys()
    assert unknown == set()


def test_no_words_are_left_over() -> None:
    used = codes_in_python()
    assert {code for code in RU if not code.startswith("origin-")} - used == set()


def test_errors_have_hints() -> None:
    assert [code for code, entry in RU.items() if code[0] in "BCSTU" and "hint" not in entry] == []


def test_the_interface_has_the_same_words_in_both() -> None:
    assert UI_RU["ui"].keys() == UI_EN["ui"].keys()
    for key, words in UI_RU["ui"].items():
        assert placeholders(words) == placeholders(UI_EN["ui"][key])


def test_words_of_the_interface_are_used() -> None:
    chars = "\n".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "cli").glob("*.py"))
    made = ("help-", "explain-")  # put together from a prefix and a name
    assert [key for key in UI_RU["ui"] if f'"{key}"' not in chars and not key.startswith(made)] == []


def test_longer_phrases_come_first() -> None:
    phrases = list(UI_RU["phrases"])
    late = [(a, b) for n, a in enumerate(phrases) for b in phrases[n + 1 :] if a in b]
    assert late == [], "the shorter phrase would be replaced first"
