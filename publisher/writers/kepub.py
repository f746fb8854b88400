"""The dialect of EPUB that Kobo's own reader wants: every sentence in a span with an id.

By these ids it counts pages, keeps marks and highlights; without them a book opens in a slower, poorer reader. Form and
names follow Kobo's guidelines for publishers as Standard Ebooks and calibre's plug-in carry them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from publisher.model.composition import Document

_XHTML = "{http://www.w3.org/1999/xhtml}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_BLOCK_NAMES = "p h1 h2 h3 h4 h5 h6 li td th dt dd figcaption caption pre blockquote"
_BLOCKS = {f"{_XHTML}{name}" for name in _BLOCK_NAMES.split()}
_KEPT = {f"{_XHTML}{name}" for name in ("script", "style")}
_SENTENCE = re.compile(r"\s*(?:(?![.!?…]+[»”\"')\]]*\s).)+(?:[.!?…]+[»”\"')\]]*)?\s*|\s+", re.DOTALL)
_STYLE = "div#book-inner { margin-top: 0; margin-bottom: 0; }"


def in_kobo_dialect(document: Document) -> Document:
    """The same document: not a letter of it changes."""
    root = etree.fromstring(document.xhtml.encode())
    head, body = root.find(f"{_XHTML}head"), root.find(f"{_XHTML}body")
    style = etree.SubElement(head, f"{_XHTML}style", {"type": "text/css", "class": "kobostylehacks"})
    style.text = _STYLE
    _Spans().within(body)
    _wrap(body, "book-columns", "book-inner")
    for call in body.iter(f"{_XHTML}a"):
        if call.get(_TYPE) == "noteref":  # Kobo pops up what is called an endnote
            call.set(_TYPE, "endnote")
    xhtml = etree.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
    return replace(document, xhtml=f'<?xml version="1.0" encoding="utf-8"?>\n{xhtml}\n')


def _wrap(body: Any, *names: str) -> None:
    """Everything in `body` goes into nested `div`s with these ids, the outermost first."""
    inner = list(body)
    text, body.text = body.text, None
    for name in names:
        body = etree.SubElement(body, f"{_XHTML}div", {"id": name})
    body.text = text
    body.extend(inner)


class _Spans:
    """Wraps sentences; ids are `kobo.PARAGRAPH.SENTENCE`."""

    def __init__(self) -> None:
        self.paragraph = self.sentence = 0

    def within(self, element: Any) -> None:
        """Wrap the text in and directly behind the children of `element`, in the order of reading."""
        if element.tag in _KEPT or not isinstance(element.tag, str):
            return
        if element.tag in _BLOCKS:
            self.paragraph, self.sentence = self.paragraph + 1, 0
        children = list(element)
        text, element.text = element.text, None
        at = self._insert(element, 0, text)
        for child in children:
            at += 1
            tail, child.tail = child.tail, None
            if child.tag == f"{_XHTML}img":
                span = self._span()
                element.replace(child, span)
                span.append(child)
            else:
                self.within(child)
            at = self._insert(element, at, tail)

    def _insert(self, parent: Any, at: int, text: str | None) -> int:
        """Spans for `text` before the child number `at`; the number of that child afterwards."""
        for sentence in _sentences(text or ""):
            if sentence.strip():
                span = self._span()
                span.text = sentence
                parent.insert(at, span)
                at += 1
            elif at:
                parent[at - 1].tail = (parent[at - 1].tail or "") + sentence
            else:
                parent.text = (parent.text or "") + sentence
        return at

    def _span(self) -> Any:
        self.sentence += 1
        uid = f"kobo.{max(self.paragraph, 1)}.{self.sentence}"
        return etree.Element(f"{_XHTML}span", {"class": "koboSpan", "id": uid})


def _sentences(text: str) -> Iterator[str]:
    yield from (found[0] for found in _SENTENCE.finditer(text))
