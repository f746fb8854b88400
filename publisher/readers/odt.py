"""OpenDocument text (.odt): paragraphs with the meaning of their styles, notes, lists, tables, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from publisher.model.errors import SourceError
from publisher.model.text import Text
from publisher.readers.archive import Archive, resolved
from publisher.readers.derived import manuscript_of, source_of
from publisher.readers.docx_styles import child, local, value
from publisher.readers.manuscript import Entry, Manuscript
from publisher.readers.nesting import MAX_DEPTH
from publisher.readers.odt_styles import OdtStyles
from publisher.readers.office import Losses, core_metadata, picture_type
from publisher.readers.remarks import Remarks
from publisher.readers.word_page import Format, Item, Para, Runs, page

CONTENT = "content.xml"
_MOST_SPACES = 200


def read_odt(path: str, data: bytes) -> Manuscript:
    """Read an OpenDocument text. Lines in messages are numbers of paragraphs.

    Raises:
        SourceError: the archive is damaged, too large or encrypted (S109, S113, S120–S124).
    """
    archive = Archive(path, data)
    manifest = archive.xml("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive else ()
    if any(local(inner) == "encryption-data" for entry in manifest for inner in entry):
        raise SourceError("S122", {}, archive.place)
    reader = OdtReader(archive)
    html = page(list(reader.paragraphs(reader.body)))
    source = source_of(path, html + "".join(f"\n{note}" for note in reader.notes))
    remarks = Remarks(source)
    reader.losses.tell(remarks)
    guessed = {
        name: Entry(tuple(map(Text, values)), "markup") for name, values in core_metadata(archive, "meta.xml").items()
    }
    return manuscript_of(source, remarks, {}, guessed, reader.pictures)


class OdtReader:
    """Reads the content of one document.

    Attributes:
        notes: a line of markup each. losses: what could not be kept. pictures: bytes by `src`.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        root = archive.xml(CONTENT)
        found = child(root, "body", "text")
        self.body = root if found is None else found
        self.styles = OdtStyles(root, archive)
        self.losses = Losses()
        self.notes: list[str] = []
        self.pictures: dict[str, bytes] = {}
        self._line = 0

    def paragraphs(self, parent: Any, item: Item | None = None, style: str = "") -> Iterator[Para]:
        """The paragraphs and tables below an element, in order; `style` of the list that holds it."""
        for element in parent:
            match local(element):
                case "p" | "h":
                    yield self._paragraph(element, item)
                    item = Item(item.depth, item.ordered) if item else None
                case "list":
                    yield from self._list(element, item, style)
                case "table":
                    self._line += 1
                    yield Para("", self._table(element), table=True)
                case "section" | "index-body" | "numbered-paragraph" | "list-header":
                    yield from self.paragraphs(element, item, style)
                case "table-of-content" | "alphabetical-index" | "bibliography" | "illustration-index":
                    self.losses.lose("contents", self._line + 1)
                case "tracked-changes":
                    for _ in (e for e in element.iter("*") if local(e) == "deletion"):
                        self.losses.count("S240", 1)
                case "frame":
                    runs = Runs()
                    self._frame(element, runs)
                    yield Para("", runs.html())

    def _paragraph(self, element: Any, item: Item | None) -> Para:
        self._line += 1
        style = value(element, "style-name")
        role = self.styles.role(style)
        name, level = role.name, role.level
        if local(element) == "h":
            outline = value(element, "outline-level")
            name, level = "heading", min(int(outline), 6) if outline.isdigit() and outline != "0" else 1
        runs = Runs()
        plain = name in ("heading", "title", "subtitle", "author")
        self._fill(element, runs, (), plain=plain, depth=0)
        return Para(name, runs.html().strip(" "), level, item if not name else None)

    def _list(self, element: Any, outer: Item | None, style: str) -> Iterator[Para]:
        depth = outer.depth + 1 if outer else 0
        if depth >= MAX_DEPTH // 2:
            raise SourceError("S109", {"limit": MAX_DEPTH}, self.archive.place)
        style = value(element, "style-name") or style
        ordered = self.styles.is_ordered(style, depth)
        for entry in element:
            if local(entry) in ("list-item", "list-header"):
                yield from self.paragraphs(entry, Item(depth, ordered), style)

    # -- inline ----------------------------------------------------------------------------------------------------

    def _fill(self, element: Any, runs: Runs, form: Format, *, plain: bool, depth: int) -> None:
        runs.add(_flat(element.text), form)
        for inner in element:
            self._content(inner, runs, form, plain=plain, depth=depth + 1)
            runs.add(_flat(inner.tail), form)

    def _content(self, element: Any, runs: Runs, form: Format, *, plain: bool, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise SourceError("S109", {"limit": MAX_DEPTH}, self.archive.place)
        match local(element):
            case "span":
                own = self.styles.look(value(element, "style-name"))
                kept = tuple(tag for tag in own if tag not in form and not (plain and tag in ("strong", "em")))
                self._fill(element, runs, (*form, *kept), plain=plain, depth=depth)
            case "a":
                target = escape(value(element, "href"))
                linked = any(tag.startswith("a ") for tag in form) or not target
                self._fill(element, runs, form if linked else (f'a href="{target}"', *form), plain=plain, depth=depth)
            case "s":
                count = value(element, "c")
                runs.add(" " * min(int(count) if count.isdigit() else 1, _MOST_SPACES), form)
            case "tab":
                runs.add(" ", form)
            case "line-break":
                runs.markup("<br/>")
            case "note":
                self._note(element, runs)
            case "frame":
                self._frame(element, runs)
            case "annotation":
                self.losses.lose("comment", self._line)
            case "annotation-end" | "soft-page-break" | "bookmark" | "bookmark-start" | "bookmark-end":
                return
            case "change" | "change-start" | "change-end" | "reference-mark" | "reference-mark-start":
                return
            case _:
                self._fill(element, runs, form, plain=plain, depth=depth)

    def _note(self, element: Any, runs: Runs) -> None:
        kind = "endnote" if value(element, "note-class") == "endnote" else "footnote"
        body = child(element, "note-body")
        number = len(self.notes) + 1
        name = f"{kind}-{number}"
        self.notes.append("")
        inner = page(list(self.paragraphs(body))) if body is not None else ""
        self.notes[number - 1] = f'<aside id="{name}" role="doc-{kind}">{inner.replace(chr(10), "")}</aside>'
        runs.markup(f'<a role="doc-noteref" href="#{name}">{number}</a>')

    def _frame(self, element: Any, runs: Runs) -> None:
        """A picture; a text box gives its words."""
        alt = next(
            (" ".join((e.text or "").split()) for name in ("desc", "title") if (e := child(element, name)) is not None),
            "",
        )
        image, box = child(element, "image"), child(element, "text-box")
        if image is not None:
            runs.markup(self._picture(value(image, "href"), alt))
        elif box is not None:
            for para in self.paragraphs(box):
                if not para.empty:
                    runs.markup(("<br/>" if runs.html() else "") + para.html)
        else:
            self.losses.lose("object", self._line)

    def _picture(self, address: str, alt: str) -> str:
        name = resolved(CONTENT, address)
        if name not in self.archive:
            self.losses.lose("picture", self._line)
            return ""
        if name not in self.pictures:
            data = self.archive.read(name)
            if not picture_type(data):
                self.losses.lose(f"picture {name.rpartition('.')[2].upper()}", self._line)
                return ""
            self.pictures[name] = data
        return f'<img src="{escape(name)}" alt="{escape(alt)}"/>'

    # -- tables ------------------------------------------------------------------------------------------------------

    def _table(self, element: Any, depth: int = 0) -> str:
        rows = "".join(f"<tr>{cells}</tr>" for row, head in _rows(element) if (cells := self._row(row, head, depth)))
        return f"<table>{rows}</table>"

    def _row(self, row: Any, head: bool, depth: int) -> str:
        found = ""
        for cell in row:
            if local(cell) != "table-cell":
                continue
            name = "th" if head else "td"
            spans = (
                ("colspan", value(cell, "number-columns-spanned")),
                ("rowspan", value(cell, "number-rows-spanned")),
            )
            stated = "".join(f' {key}="{said}"' for key, said in spans if said.isdigit() and said not in ("0", "1"))
            found += f"<{name}{stated}>{'<br/>'.join(self._lines(cell, depth))}</{name}>"
        return found

    def _lines(self, cell: Any, depth: int) -> Iterator[str]:
        if depth > MAX_DEPTH:
            raise SourceError("S109", {"limit": MAX_DEPTH}, self.archive.place)
        for element in cell:
            if local(element) == "table":
                self.losses.lose("table in a table", self._line)
                for row, _ in _rows(element):
                    for inner in row:
                        yield from self._lines(inner, depth + 1)
            elif local(element) in ("p", "h"):
                para = self._paragraph(element, None)
                if not para.empty:
                    yield para.html
            elif local(element) in ("list", "list-item", "section"):
                yield from self._lines(element, depth + 1)


def _rows(element: Any, *, head: bool = False) -> Iterator[tuple[Any, bool]]:
    for inner in element:
        match local(inner):
            case "table-row":
                yield inner, head
            case "table-header-rows":
                yield from _rows(inner, head=True)
            case "table-rows" | "table-row-group":
                yield from _rows(inner, head=head)


def _flat(chars: str | None) -> str:
    return (chars or "").replace("\r", " ").replace("\n", " ").replace("\t", " ")
