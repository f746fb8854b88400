"""Texts as Markdown, and as HTML where Markdown has no words for them: what our readers read back to the same text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from publisher.model.indexing import PAGE, TITLE, term_of
from publisher.model.text import LINE_BREAK, OBJECT, Mark, Text

_DELIMITERS = {"emphasis": "*", "strong": "**", "strike": "~~"}
_TAGS = {
    "emphasis": "em", "strong": "strong", "strike": "s", "superscript": "sup", "subscript": "sub", "code": "code",
}  # fmt: skip
_PLAIN_ADDRESS = re.compile(r"[^\s()<>\"'\\\[\]*_`&]{1,500}")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_SPECIAL = re.compile(r"[\\`*_{}<$~^]")
_OPENING = re.compile(r"(?:#{1,6}(?=\s|$)|>|[+-](?=\s|$)|[-=]{2,}|~{3,}|:|\|)")
_COUNTED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_FOLLOWED = re.compile(r"\](?=[(\[{:])")
_EDGES = re.compile(r"^\s+|\s+$")


@dataclass
class Inline:
    """Writes texts.

    Attributes:
        notes: id of a note → the label it has in the file.
        addresses: `src` of a picture → its address in the file.
    """

    notes: Mapping[str, str] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)

    def markdown(self, text: Text, *, opening: bool = True, cell: bool = False) -> str:
        """On one line. `opening`: it begins a block; `cell`: it stands in a table."""
        written = _Writer(self, text, html=False, cell=cell).written()
        written = _EDGES.sub(lambda m: "".join(_numbered(c) for c in m[0]), written)
        return _opened(written) if opening else written

    def html(self, text: Text) -> str:
        """On one line, for a block of HTML."""
        return _Writer(self, text, html=True, cell=False).written()


class _Writer:
    """One text on its way; marks that overlap are closed and opened again."""

    def __init__(self, inline: Inline, text: Text, *, html: bool, cell: bool) -> None:
        self.inline = inline
        self.chars = text.chars
        self.html_only = html
        self.cell = cell
        bare = {(m.start, m.end) for m in text.marks if m.kind == "address"}
        self.marks = [
            m for m in text.marks if m.kind != "address" and not (m.kind == "link" and (m.start, m.end) in bare)
        ]
        self.borders = [p for m in self.marks if m.start < m.end for p in (m.start, m.end)]
        self.bracketed = bool(_FOLLOWED.search(text.chars)) or any(m.kind == "link" for m in self.marks)

    def written(self) -> str:
        spans = sorted((m for m in self.marks if m.end > m.start), key=lambda m: (m.start, -m.end))
        anchors = sorted((m for m in self.marks if m.end == m.start), key=lambda m: m.start)
        stops = sorted({0, len(self.chars), *(p for m in self.marks for p in (m.start, m.end))})
        stack: list[tuple[Mark, str]] = []
        out: list[str] = []
        for index, stop in enumerate(stops):
            self._close(stack, stop, out)
            while anchors and anchors[0].start == stop:
                out.append(self._note(anchors.pop(0)))
            while spans and spans[0].start == stop:
                self._open(spans.pop(0), stack, out)
            if index + 1 < len(stops):
                out.append(self._stretch(stop, stops[index + 1], [mark for mark, _ in stack]))
        return "".join(out)

    def _open(self, mark: Mark, stack: list[tuple[Mark, str]], out: list[str]) -> None:
        opened, closed = self._tags(mark)
        stack.append((mark, closed))
        out.append(opened)

    def _close(self, stack: list[tuple[Mark, str]], stop: int, out: list[str]) -> None:
        ending = [i for i, (mark, _) in enumerate(stack) if mark.end == stop]
        if not ending:
            return
        closed = stack[ending[0] :]
        del stack[ending[0] :]
        out += (tag for _, tag in reversed(closed))
        for mark, _ in closed:
            if mark.end != stop:
                self._open(Mark(stop, mark.end, mark.kind, mark.value, mark.title), stack, out)

    def _tags(self, mark: Mark) -> tuple[str, str]:
        if mark.kind in _DELIMITERS and self._is_clear(mark):
            return _DELIMITERS[mark.kind], _DELIMITERS[mark.kind]
        if mark.kind == "link":
            return self._link(mark)
        if name := _TAGS.get(mark.kind):
            return f"<{name}>", f"</{name}>"
        stated = {
            "small-caps": 'class="small-caps"', "keep": 'class="notypo"', "span": f'class="{escape(mark.value)}"',
            "language": f'lang="{escape(mark.value)}"', "index": _for_index(mark),
        }.get(mark.kind, "")  # fmt: skip
        return (f"<span {stated}>", "</span>") if stated else ("", "")

    def _is_clear(self, mark: Mark) -> bool:
        """Whether delimiters are understood here: words inside, blanks or signs outside, no other mark's border."""
        inside = self.chars[mark.start : mark.end]
        before, after = self.chars[mark.start - 1 : mark.start], self.chars[mark.end : mark.end + 1]
        crowded = self.borders.count(mark.start) > 1 or self.borders.count(mark.end) > 1
        within = any(mark.start < border < mark.end for border in self.borders)
        return (
            not (self.html_only or crowded or within)
            and inside[0].isalnum()
            and inside[-1].isalnum()
            and LINE_BREAK not in inside
            and (not before or before in " («„—")
            and (not after or after in " .,;:!?…)»“—")
        )

    def _link(self, mark: Mark) -> tuple[str, str]:
        within = self.chars[mark.start : mark.end]
        inner = [m for m in self.marks if m is not mark and m.start <= mark.end and m.end >= mark.start]
        simple = not (inner or set(within) & set("[]\n" + OBJECT)) and _PLAIN_ADDRESS.fullmatch(mark.value)
        if (
            simple
            and not self.html_only
            and not mark.title
            and self.chars[mark.start - 1 : mark.start] not in ("!", "^")
        ):
            return "[", f"]({mark.value})"
        title = f' title="{escape(mark.title)}"' if mark.title else ""
        return f'<a href="{escape(mark.value)}"{title}>', "</a>"

    def _note(self, mark: Mark) -> str:
        label = self.inline.notes.get(mark.value, "")
        if mark.kind == "index":
            return f"<span {_for_index(mark)}></span>"
        if mark.kind == "anchor":
            return f'<a id="{escape(mark.value)}"></a>'
        if mark.kind != "note" or not label:
            return ""
        return f'<a role="doc-noteref" href="#{escape(label)}">{escape(label)}</a>' if self.html_only else f"[^{label}]"

    def _stretch(self, start: int, end: int, within: list[Mark]) -> str:
        chars = self.chars[start:end]
        image = next((mark for mark in within if mark.kind == "image"), None)
        if chars == OBJECT:
            reference = next((mark for mark in within if mark.kind == "reference"), None)
            return self._image(image) if image else _placeholder(reference) if reference else ""
        if any(mark.kind == "math" for mark in within) and not self.html_only:
            return chars
        if self.html_only:
            return _html(chars)
        last = self.chars[end : end + 1]
        found = _escaped(chars, bracketed=self.bracketed, cell=self.cell)
        starts = any(mark.start == end for mark in self.marks)
        if found.endswith("!") and (starts or last == "["):
            found = found[:-1] + "\\!"
        return found

    def _image(self, mark: Mark) -> str:
        source = self.inline.addresses.get(mark.value, mark.value)
        return f'<img src="{escape(source)}" alt="{escape(mark.title)}">'


def _for_index(mark: Mark) -> str:
    """Attributes of a span that stands for a mark of kind `index`; empty for other kinds."""
    if mark.kind != "index":
        return ""
    term = term_of(mark)
    key = {"from": "index-from", "to": "index-to"}.get(term.role, "name" if term.register == "names" else "index")
    sent = {"see": "see", "also": "see-also"}.get(term.role)
    return f'data-{key}="{escape(term.heading)}"' + (f' data-{sent}="{escape(term.other)}"' if sent else "")


def _placeholder(mark: Mark) -> str:
    """What is filled in when the page of the target is known."""
    return "{title}" if mark.title == TITLE else "{page}" if mark.title == PAGE else "с. {page}"


def _escaped(chars: str, *, bracketed: bool, cell: bool) -> str:
    """Characters that would mean something are escaped. A bracket becomes a reference: `\\[…\\]` would be a formula."""
    found = _ENTITY.sub("&amp;", chars)
    found = "".join(_sign(char, cell=cell) for char in found)
    found = found.replace("[^", "&#91;^").replace("[\\^", "&#91;\\^")
    if bracketed:
        found = found.replace("[", "&#91;").replace("]", "&#93;")
    return found.replace(LINE_BREAK, "<br>")


def _sign(char: str, *, cell: bool) -> str:
    if _SPECIAL.match(char) or (cell and char == "|"):
        return f"\\{char}"
    return _numbered(char) if char in "\t\r\x0b\x0c\x85\u2028\u2029" else char


def _numbered(char: str) -> str:
    return "&nbsp;" if char == "\u00a0" else f"&#{ord(char)};"


def _opened(written: str) -> str:
    """What would begin a list, heading or quotation at the front of a block is escaped."""
    if _OPENING.match(written):
        return f"\\{written}"
    return _COUNTED.sub(r"\1\\\2", written, count=1) if _COUNTED.match(written) else written


def _html(chars: str) -> str:
    """Blanks in a row and at line ends are references: HTML would make one of them."""
    found = escape(chars, quote=False)
    found = re.sub(r"[ \t\r\f\v]{2,}", lambda m: "".join(f"&#{ord(c)};" for c in m[0]), found)
    return re.sub(r"[\t\r\f\v]", lambda m: f"&#{ord(m[0])};", found).replace(LINE_BREAK, "<br>")
