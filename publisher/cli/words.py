"""Everything the command says, in Russian and English: messages by code, and the words of the interface."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Literal

from publisher.data import folder

Lang = Literal["ru", "en"]

_language: Lang = "en"


def set_language(language: str) -> None:
    global _language  # noqa: PLW0603  one process speaks one language
    _language = "ru" if language.lower().startswith("ru") else "en"


def language() -> Lang:
    return _language


def preferred_language(explicit: str = "") -> str:
    """--lang, then PUBLISHER_LANG, then the locale (LC_ALL, LC_MESSAGES, LANG)."""
    for value in (explicit, os.environ.get("PUBLISHER_LANG", "")):
        if value:
            return value
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable, ""):
            return value
    return "en"


@cache
def _catalogue(name: str, lang: Lang) -> Mapping[str, Mapping[str, str]]:
    path = folder("messages") / f"{name}{lang}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


_CATALOGUES = {"P": "preflight.", "E": "ebooks.", "Q": "pages."}
"""First letter of a code → beginning of the name of the file that holds its words; all others are in one without."""


_at_hand: dict[tuple[Lang, str], Mapping[str, str]] = {}


def spelled_out(code: str) -> Mapping[str, str]:
    """All that is said under a code in the language of the run, the title of a rule included: for `have_at_hand`."""
    return {**(entry(code) or {}), **({"title": title(code)} if code.startswith("RU") else {})}


def have_at_hand(language: str, words: Mapping[str, Mapping[str, str]]) -> None:
    """Take words by code from here: neither rules nor catalogues are loaded to say again what was said before."""
    _at_hand.update({("ru" if language == "ru" else "en", code): found for code, found in words.items()})


def entry(code: str) -> Mapping[str, str] | None:
    """Message, hint and explanation under a code; None when there is no such code."""
    if (known := _at_hand.get((_language, code))) is not None:
        return known
    if code.startswith("RU"):  # rules bear their own titles and no more
        return None
    return _catalogue(_CATALOGUES.get(code[:1], ""), _language).get(code)


def codes() -> list[str]:
    return sorted(code for name in ("", *_CATALOGUES.values()) for code in _catalogue(name, _language))


def message(code: str, params: Mapping[str, object]) -> str:
    return _filled(entry(code), "message", code, params)


def hint(code: str, params: Mapping[str, object]) -> str:
    return _filled(entry(code), "hint", "", params)


def title(code: str) -> str:
    """The title of a rule, or the message under a code without what it is filled with."""
    if known := _at_hand.get((_language, code), {}).get("title"):
        return known
    if code.startswith("RU"):
        from publisher.typography import BY_CODE

        if code in BY_CODE:
            return BY_CODE[code].title(_language)
    return unfilled((entry(code) or {}).get("message", code))


def unfilled(words: str) -> str:
    """A message without what it is filled with."""
    return _PLACEHOLDER.sub("…", words)


def ui(key: str, /, **params: object) -> str:
    """A word or sentence of the interface."""
    return _fill(_catalogue("ui.", _language)["ui"][key], params)


def reason(name: str) -> str:
    """Why a work is not in an edition, see `publisher.model.selection.Reason`."""
    return str(_catalogue("ui.", _language)["reasons"][name])


def structure_words(table: str, key: str, /, **params: object) -> str:
    """A word about how a plain text was understood."""
    return _fill(_catalogue("structure.", _language)[table][key], params)


def spoken(english: str) -> str:
    """What typer, the system or a parser says, in the language of the run, as far as the table `phrases` knows it."""
    for phrase, words in _catalogue("ui.", _language)["phrases"].items():
        english = english.replace(phrase, words)
    return english


def _filled(found: Mapping[str, str] | None, part: str, default: str, params: Mapping[str, object]) -> str:
    return _fill(found[part], params) if found and part in found else default


_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def _fill(template: str, params: Mapping[str, object]) -> str:
    def value(placeholder: re.Match[str]) -> str:
        words = harmless(str(params.get(placeholder[1], "")))
        return spoken(words) if placeholder[1] == "reason" else words

    return _PLACEHOLDER.sub(value, template)


def harmless(words: str) -> str:
    """Names and values come from strangers' files: what could drive a terminal or break a line is shown as `?`."""
    return _CONTROL.sub("?", words)


def visible(chars: str) -> str:
    """An example on one line: line ends as ⏎, what nobody could see by its number."""
    return "".join(c if c.isprintable() else f"⟨U+{ord(c):04X}⟩" for c in chars.replace("\n", "⏎"))
