"""Paragraphs of a word processor → HTML, one line a paragraph, so that line numbers of messages count paragraphs."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import escape

_STARS = re.compile(r"\s*(?:[*•⁂~—–-]\s*){1,5}|\s*\*{3,}\s*")
_OFTEN = 0.2
"""A text with more empty paragraphs than this a paragraph uses them for space between all paragraphs."""

_TAGS = re.compile(r"<[^>]*>")
_CONTAINERS = {
    "verse": ('<div class="verse"><div class="stanza">', "</div></div>"),
    "epigraph": ('<blockquote class="epigraph">', "</blockquote>"),
    "quote": ("<blockquote>", "</blockquote>"),
    "code": ("<pre>", "</pre>"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """A list's paragraph: how deep (from 0), its number where it is counted."""

    depth: int
    ordered: bool
    start: int = 1


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph: its role, its content as inline HTML. A `table` is finished markup without line ends."""

    role: str
    html: str
    level: int = 0
    item: Item | None = None
    id: str = ""
    table: bool = False

    @property
    def empty(self) -> bool:
        return not self.html.strip()


Format = tuple[str, ...]
"""Opening tags without brackets, from the outside: `("strong", "em")`."""


@dataclass(slots=True)
class Runs:
    """Inline content under construction: neighbouring runs of one format become one element."""

    _pieces: list[tuple[Format, str]] = field(default_factory=list)

    def add(self, chars: str, form: Format = ()) -> None:
        self.markup(escape(chars, quote=False), form)

    def markup(self, html: str, form: Format = ()) -> None:
        if not html:
            return
        if self._pieces and self._pieces[-1][0] == form:
            html = self._pieces.pop()[1] + html
        self._pieces.append((form, html))

    def html(self) -> str:
        """Blanks at the ends of an element go outside: `<em>слово </em>` is `<em>слово</em> `."""
        return "".join(_wrapped(form, html) for form, html in self._pieces)


def _wrapped(form: Format, html: str) -> str:
    inner = html.strip(" ")
    if not form or not inner:
        return html
    lead, tail = html[: len(html) - len(html.lstrip(" "))], html[len(html.rstrip(" ")) :]
    opened = "".join(f"<{tag}>" for tag in form)
    closed = "".join(f"</{tag.split()[0]}>" for tag in reversed(form))
    return f"{lead}{opened}{inner}{closed}{tail}"


def page(paras: Sequence[Para]) -> str:
    """The HTML of a document's body."""
    body = [para for para in paras if not para.role and not para.table and not para.item]
    spaced = sum(para.empty for para in body) > _OFTEN * max(len(body), 1)
    return "\n".join(_between_paragraphs(_Lines(spaced).all(paras)))


def _between_paragraphs(lines: list[str]) -> list[str]:
    """Empty lines count where running text stands on both sides: elsewhere they are only distance."""
    said = [number for number, line in enumerate(lines) if line and line != _BLANK]
    text = {number for number in said if lines[number].startswith("<p>")}
    kept = []
    for number, line in enumerate(lines):
        if line == _BLANK:
            at = bisect(said, number)
            if not (0 < at < len(said) and said[at - 1] in text and said[at] in text):
                line = ""  # noqa: PLW2901
        kept.append(line)
    return kept


class _Lines:
    """Writes paragraph after paragraph; containers open and close on the lines of their paragraphs."""

    def __init__(self, spaced: bool) -> None:
        self.spaced = spaced
        self.lines: list[str] = []
        self.open = ""
        self.lists: list[str] = []
        self.stanza = False

    def all(self, paras: Iterable[Para]) -> list[str]:
        for para in paras:
            self._add(_told(para))
        self._end_lists()
        self._end()
        return self.lines

    def _add(self, para: Para) -> None:
        if para.item:
            self._end()
            self._item(para, para.item)
            return
        self._end_lists()
        if para.role == "attribution" and self.open:
            self.lines.append(f'<p class="attribution">{para.html}</p>')
            return
        if para.role in _CONTAINERS:
            self._contained(para)
            return
        if para.empty and not para.role and self.open == "verse":
            self.stanza = True
            self.lines.append("")
            return
        self._end()
        self.lines.append(self._plain(para))

    def _plain(self, para: Para) -> str:
        if para.table:
            return para.html
        match para.role:
            case "heading":
                id = f' id="{escape(para.id)}"' if para.id else ""
                return f"<h{para.level}{id}>{para.html}</h{para.level}>" if not para.empty else ""
            case "title" | "subtitle" | "author":
                return f'<p class="word-{para.role}">{para.html}</p>' if not para.empty else ""
            case "break":
                return '<p class="scene-break">* * *</p>' if not para.empty else '<hr class="blank"/>'
            case "caption":
                return self._caption(para)
            case "attribution":
                return f"<p>{para.html}</p>"
        if not para.empty:
            return f"<p>{para.html}</p>"
        return "" if self.spaced or not self.lines or self.lines[-1] in ("", '<hr class="blank"/>') else _BLANK

    def _caption(self, para: Para) -> str:
        """Below a picture it is its caption; the line of the picture opens the figure."""
        before = self.lines[-1] if self.lines else ""
        picture = re.fullmatch(r"<p>(<img [^>]*/>)</p>", before)
        if not picture:
            return f"<p>{para.html}</p>"
        self.lines[-1] = f"<figure>{picture[1]}"
        return f"<figcaption>{para.html}</figcaption></figure>"

    def _contained(self, para: Para) -> None:
        opening, _ = _CONTAINERS[para.role]
        same = self.open == para.role
        if not same:
            self._end()
        self.open = para.role
        if para.empty:
            self.stanza = True
            self.lines.append(opening if not same else "")
            return
        start = "" if same else opening
        if same and self.stanza and para.role == "verse":
            start = '</div><div class="stanza">'
        self.stanza = False
        if para.role == "code":
            self.lines.append(start + _TAGS.sub("", para.html.replace("<br/>", "\n")))
        else:
            self.lines.append(f"{start}<p>{para.html}</p>")

    def _item(self, para: Para, item: Item) -> None:
        tag = "ol" if item.ordered else "ul"
        before = ""
        while len(self.lists) > item.depth + 1 or (len(self.lists) == item.depth + 1 and self.lists[-1] != tag):
            before += f"</li></{self.lists.pop()}>"
        if len(self.lists) == item.depth + 1:
            before += "</li>"
        while len(self.lists) < item.depth + 1:
            start = f' start="{item.start}"' if item.ordered and item.start != 1 else ""
            before += f"<{tag}{start}>" if len(self.lists) == item.depth else f"<{tag}><li>"
            self.lists.append(tag)
        self.lines.append(f"{before}<li>{para.html}")

    def _end_lists(self) -> None:
        if self.lists and self.lines:
            self.lines[-1] += "".join(f"</li></{tag}>" for tag in reversed(self.lists))
        self.lists = []

    def _end(self) -> None:
        """Close what is open; the closing tags stand on the line before."""
        if self.open:
            self.lines[-1] += _CONTAINERS[self.open][1]
        self.open = ""
        self.stanza = False


_BLANK = '<hr class="blank"/>'


def _told(para: Para) -> Para:
    """A paragraph of stars is a break, whatever its style."""
    if para.role in ("", "heading") and not para.table and not para.item and para.html and _STARS.fullmatch(para.html):
        return replace(para, role="break")
    return para
