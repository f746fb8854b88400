"""FictionBook wants names in pieces, ids that XML allows, and genres from a list of its own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from importlib.resources import files

from publisher.composition.reflow_metadata import file_as
from publisher.composition.xhtml import plain
from publisher.model.work import Person

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,99}")
_INITIAL = re.compile(r"\s*(\w\.)\s*", re.UNICODE)


class Ids:
    """Gives out ids, each once in a book."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str, fallback: str) -> str:
        """`wanted` where it is a free name of ASCII letters as XML has them, else `fallback`, numbered if need be."""
        base = wanted if _NAME.fullmatch(wanted) else fallback
        found, number = base, 1
        while found in self._taken:
            number += 1
            found = f"{base}-{number}"
        self._taken.add(found)
        return found


def tag(name: str, content: str, **attributes: str) -> str:
    """An element with escaped content, or nothing when that is empty."""
    if not content:
        return ""
    stated = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if value)
    return f"<{name}{stated}>{escape(content, quote=False)}</{name}>"


def person(who: Person, name: str) -> str:
    """`<author>` or `<translator>`: first, middle and last name; a nickname when there is no telling them apart."""
    family, comma, given = file_as(who).partition(", ")
    words = _INITIAL.sub(r" \1 ", given).split()
    if not comma or not words:
        return f"<{name}>{tag('nickname', plain(who.name.plain))}</{name}>"
    middle = tag("middle-name", " ".join(words[1:]))
    return f"<{name}>{tag('first-name', words[0])}{middle}{tag('last-name', family)}</{name}>"


def genres(words: Iterable[str]) -> list[str]:
    """Codes of FictionBook 2.1 for codes and for words in Russian or English; `unrecognised` when none is known.

    The codes are those of FictionBookGenres.xsd; words and codes of older lists stand in `data/genres.toml`.
    """
    table = _table()
    known = (table.get(" ".join(word.lower().replace("ё", "е").split())) for word in words)
    return list(dict.fromkeys(code for code in known if code)) or ["unrecognised"]


@cache
def _table() -> Mapping[str, str]:
    """Every code and every word for it → the code."""
    content = tomllib.loads(files("publisher").joinpath("data", "genres.toml").read_text(encoding="utf-8"))
    found = {code: code for code in content["codes"]["all"]}
    for code, words in content["words"].items():
        found |= {word.replace("ё", "е"): code for word in words}
    return found
