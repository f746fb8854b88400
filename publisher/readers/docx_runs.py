"""The inside of a Word paragraph: runs with their look, links, notes, pictures, fields, tracked changes."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from publisher.readers.docx_fields import index_entry, page_target
from publisher.readers.docx_styles import Properties, by_name, child, is_on, local, value
from publisher.readers.word_page import Format, Runs

if TYPE_CHECKING:
    from publisher.readers.docx import DocxReader

__all__ = ["DocxRuns", "local", "value"]

_SWITCHES = (("b", "strong"), ("i", "em"), ("strike", "s"), ("dstrike", "s"), ("smallCaps", 'span class="small-caps"'))
_VERTICAL = {"superscript": "sup", "subscript": "sub"}
_LINK = re.compile(r"\bHYPERLINK\s+(?:\\l\s+)?\"([^\"]{1,2000})\"")
_INSIDE = frozenset({"ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo"})


class DocxRuns:
    """Collects one paragraph.

    Attributes:
        boxes: elements with paragraphs of their own (text boxes), to be set behind it.
        bookmark: its name, for links.
    """

    def __init__(self, reader: DocxReader, part: str, line: int, *, plain: bool = False) -> None:
        self.reader = reader
        self.part = part
        self.line = line
        self.plain = plain
        self.boxes: list[Any] = []
        self.bookmark = ""
        self._runs = Runs()
        self._bold = self._letters = 0
        self._link = ""
        self._field = ""
        self._shown = True
        """Whether what follows is printed: the number that Word found for a page is not."""

    @property
    def all_bold(self) -> bool:
        return 0 < self._letters == self._bold

    def html(self) -> str:
        return self._runs.html().strip(" ")

    def fill(self, element: Any) -> None:
        for inner in element:
            name = local(inner)
            match name:
                case "r":
                    self._run(inner)
                case "hyperlink":
                    self._hyperlink(inner)
                case "fldSimple":
                    outer, found = self._link, _LINK.search(value(inner, "instr"))
                    self._link = found[1] if found else outer
                    self.fill(inner)
                    self._link = outer
                case "del" | "moveFrom":
                    self.reader.losses.count("S240", self.line)
                case "bookmarkStart":
                    mark = value(inner, "name")
                    self.bookmark = self.bookmark or (mark if not mark.startswith("_GoBack") else "")
                    if mark in self.reader.referred:
                        self._runs.markup(f'<a id="{escape(mark)}"></a>')
                case "oMath" | "oMathPara":
                    self._formula(inner)
                case _ if name in _INSIDE:
                    self.fill(inner)

    def _hyperlink(self, element: Any) -> None:
        outer = self._link
        target = self.reader.relations(self.part).get(value(element, "id"), "")
        anchor = value(element, "anchor")
        self._link = f"{target}#{anchor}" if anchor else target or outer
        self.fill(element)
        self._link = outer

    def _formula(self, element: Any) -> None:
        self.reader.losses.lose("formula", self.line)
        self._add("".join(inner.text or "" for inner in element.iter("*") if local(inner) == "t"), ())

    def _run(self, run: Any) -> None:
        found = child(run, "rPr")
        properties = by_name(found) if found is not None else {}
        if is_on(properties, "vanish"):
            self.reader.losses.lose("hidden text", self.line)
            return
        form = self._look(properties)
        for element in run:
            self._content(element, form)

    def _content(self, element: Any, form: Format) -> None:
        match local(element):
            case "t" if self._shown:
                self._add(element.text or "", form)
            case "tab":
                self._add(" ", form)
            case "br" | "cr":
                if value(element, "type") in ("", "textWrapping"):
                    self._runs.markup("<br/>")
            case "noBreakHyphen":
                self._add("\u2011", form)
            case "softHyphen":
                self._add("\u00ad", form)
            case "sym":
                self._symbol(element, form)
            case "footnoteReference" | "endnoteReference" as name:
                self._runs.markup(self.reader.call(name.removesuffix("Reference"), value(element, "id")))
            case "commentReference":
                self.reader.losses.lose("comment", self.line)
            case "drawing" | "pict" | "object":
                self._drawing(element)
            case "AlternateContent":
                chosen = child(element, "Choice")
                for inner in chosen if chosen is not None else ():
                    self._content(inner, form)
            case "fldChar":
                self._field_mark(value(element, "fldCharType"))
            case "instrText":
                self._field += element.text or ""
            case "delText":
                self.reader.losses.count("S240", self.line)

    def _field_mark(self, kind: str) -> None:
        if kind == "begin":
            self._field = ""
        elif kind == "separate":
            found = _LINK.search(self._field)
            self._link = ("#" if found and "\\l" in found[0] else "") + found[1] if found else self._link
            if target := page_target(self._field):
                self._add("{page}", (f'a href="#{escape(target)}"',))
                self._shown = False
        else:
            if entry := index_entry(self._field):
                self._runs.markup(entry)
            self._link = self._field = ""
            self._shown = True

    def _symbol(self, element: Any, form: Format) -> None:
        """A character of a font by its code; those of pictorial fonts mean nothing elsewhere."""
        code = value(element, "char")
        number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{2,5}", code) else 0
        if number and not 0xE000 <= number <= 0xF8FF:
            self._add(chr(number), form)
        else:
            self.reader.losses.lose("symbol", self.line)

    def _drawing(self, element: Any) -> None:
        alt = ""
        for inner in element.iter("*"):
            match local(inner):
                case "docPr":
                    alt = value(inner, "descr") or value(inner, "title")
                case "blip":
                    self._runs.markup(self.reader.picture(value(inner, "embed"), self.part, alt, self.line))
                case "imagedata":
                    title = alt or value(inner, "title")
                    self._runs.markup(self.reader.picture(value(inner, "id"), self.part, title, self.line))
                case "txbxContent":
                    if not any(local(outer) == "txbxContent" for outer in inner.iterancestors()):
                        self.boxes.append(inner)

    def _add(self, chars: str, form: Format) -> None:
        letters = len("".join(chars.split()))
        self._letters += letters
        self._bold += letters if "strong" in form else 0
        if self._link:
            form = (f'a href="{escape(self._link)}"', *form)
        self._runs.add(chars.replace("\n", " ").replace("\r", " "), form)

    def _look(self, properties: Properties) -> Format:
        """What a run looks like: by itself, else by its style of characters."""
        if not properties:
            return ()
        style = properties.get("rStyle")
        layers = [properties, *(self.reader.styles.look(value(style)) if style is not None else ())]
        found: list[str] = []
        for name, tag in _SWITCHES:
            stated = next((on for layer in layers if (on := is_on(layer, name)) is not None), False)
            if stated and tag not in found and not (self.plain and tag in ("strong", "em")):
                found.append(tag)
        raised = next((layer["vertAlign"] for layer in layers if "vertAlign" in layer), None)
        if raised is not None and value(raised) in _VERTICAL:
            found.append(_VERTICAL[value(raised)])
        return tuple(found)
