"""What the styles of word processors mean, by their English and Russian names."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "название", "заглавие", "название произведения"),
    "subtitle": ("subtitle", "подзаголовок"),
    "author": ("author", "автор", "имя автора"),
    "epigraph": ("epigraph", "эпиграф"),
    "attribution": (
        "epigraph author", "автор эпиграфа", "автор цитаты", "подпись эпиграфа", "attribution", "text author",
        "textauthor", "quote author", "подпись",
    ),
    "verse": (
        "verse", "verses", "poem", "poetry", "verse line", "стих", "стихи", "стихотворение", "поэзия",
        "стихотворный текст", "строка стиха",
    ),
    "stanza-title": ("poem title", "заголовок стиха", "название стихотворения"),
    "quote": (
        "quote", "quotations", "quotation", "block text", "block quote", "blockquote", "intense quote", "cite",
        "цитата", "цитата 2", "выделенная цитата", "блочная цитата",
    ),
    "code": ("html preformatted", "preformatted text", "source code", "code", "код", "стандартный html"),
    "caption": ("caption", "image caption", "название объекта", "подпись к рисунку", "подрисуночная подпись", "figure"),
    "break": ("scene break", "separator", "horizontal line", "разделитель", "отбивка"),
    "contents": ("toc heading", "contents heading", "заголовок оглавления"),
}  # fmt: skip
_ROLES = {name: role for role, names in _NAMES.items() for name in names}
_HEADING = re.compile(r"(?:heading|заголовок|глава|chapter heading)[ _]?([1-9])")
_CONTENTS = re.compile(r"(?:toc|contents|оглавление|содержание)[ _]?\d{1,2}")
_SEPARATORS = re.compile(r"[\s_-]+")


@dataclass(frozen=True, slots=True)
class Role:
    """`name`: empty for running text; `level` of a heading, from 1."""

    name: str = ""
    level: int = 0


def role_of(style: str) -> Role:
    """The role of a paragraph style by its name; no role for names that say nothing."""
    name = _SEPARATORS.sub(" ", style.replace("_20_", " ")).strip().lower()
    if heading := _HEADING.fullmatch(name):
        return Role("heading", min(int(heading[1]), 6))
    if _CONTENTS.fullmatch(name):
        return Role("contents")
    return Role(_ROLES.get(name, ""))
