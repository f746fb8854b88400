"""Word (.docx): paragraphs with the meaning of their styles, notes, tables, pictures; the accepted text of changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from publisher.model.text import Text
from publisher.readers.archive import Archive, resolved
from publisher.readers.derived import manuscript_of, source_of
from publisher.readers.docx_fields import page_targets
from publisher.readers.docx_runs import DocxRuns, local, value
from publisher.readers.docx_styles import DocxStyles
from publisher.readers.manuscript import Entry, Manuscript
from publisher.readers.office import Losses, core_metadata, picture_type
from publisher.readers.remarks import Remarks
from publisher.readers.word_page import Para, page

MAIN = "word/document.xml"
_BOLD_HEADING = 80
"""Characters. A paragraph that is all bold and not longer looks like a heading."""

_RELATION = re.compile(r"/(image|hyperlink|footnotes|endnotes|officeDocument)$")


def read_docx(path: str, data: bytes) -> Manuscript:
    """Read a Word document. Lines in messages are numbers of paragraphs.

    Raises:
        SourceError: the archive is damaged, too large or encrypted (S109, S113, S120–S124).
    """
    archive = Archive(path, data)
    reader = DocxReader(archive)
    html = page(list(reader.paragraphs(reader.body)))
    notes = "".join(f"\n{line}" for line in reader.notes())
    source = source_of(path, html + notes)
    remarks = Remarks(source)
    reader.losses.tell(remarks)
    guessed = {
        name: Entry(tuple(map(Text, values)), "markup")
        for name, values in core_metadata(archive, "docProps/core.xml").items()
    }
    return manuscript_of(source, remarks, {}, guessed, reader.pictures)


class DocxReader:
    """Reads the parts of one document.

    Attributes:
        losses: what could not be kept. pictures: bytes by `src`.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.losses = Losses()
        self.pictures: dict[str, bytes] = {}
        self.main = self._main_part()
        root = archive.xml(self.main)
        found = next((child for child in root if local(child) == "body"), None)
        self.body = root if found is None else found
        folder = self.main.rpartition("/")[0]
        self.styles = DocxStyles(archive, folder)
        self.referred = page_targets("".join(element.text or "" for element in self.body.iter("{*}instrText")))
        """Bookmarks whose page number the text shows."""
        self._relations: dict[str, dict[str, str]] = {}
        self._called: dict[str, None] = {}
        self._line = 0

    def _main_part(self) -> str:
        for target, kind in self._targets("_rels/.rels", ""):
            if kind == "officeDocument" and target in self.archive:
                return target
        return MAIN

    def _targets(self, part: str, base: str) -> Iterator[tuple[str, str]]:
        if part not in self.archive:
            return
        for relation in self.archive.xml(part):
            kind = _RELATION.search(relation.get("Type", ""))
            if kind:
                yield resolved(base, relation.get("Target", "").lstrip("/")), kind[1]

    def relations(self, part: str) -> dict[str, str]:
        """Id → where it leads (an entry, or an address outside) for one part."""
        if part not in self._relations:
            folder, _, name = part.rpartition("/")
            file = f"{folder}/_rels/{name}.rels"
            found: dict[str, str] = {}
            for relation in self.archive.xml(file) if file in self.archive else ():
                target = relation.get("Target", "")
                outside = relation.get("TargetMode", "") == "External"
                found[relation.get("Id", "")] = target if outside else resolved(part, target)
            self._relations[part] = found
        return self._relations[part]

    # -- blocks ----------------------------------------------------------------------------------------------------

    def paragraphs(self, parent: Any, part: str = "") -> Iterator[Para]:
        """The paragraphs and tables below an element, in order."""
        part = part or self.main
        for child in parent:
            match local(child):
                case "p":
                    yield from self._paragraph(child, part)
                case "tbl":
                    self._line += 1
                    yield Para("", self._table(child, part), table=True)
                case "sdt" | "sdtContent" | "ins" | "moveTo" | "smartTag" | "customXml":
                    yield from self.paragraphs(child, part)
                case "del" | "moveFrom":
                    self.losses.count("S240", self._line)
                case "altChunk":
                    self.losses.lose("<altChunk>", self._line)

    def _paragraph(self, element: Any, part: str) -> Iterator[Para]:
        self._line += 1
        role = self.styles.role(element)
        if role.name == "contents":
            self.losses.lose("contents", self._line)
            yield Para("", "")
            return
        runs = DocxRuns(self, part, self._line, plain=role.name in ("heading", "title", "subtitle", "author"))
        runs.fill(element)
        html = runs.html()
        item = self.styles.item(element) if role.name in ("", "heading") else None
        if item and role.name == "heading":
            self.losses.count("S242", self._line)
            item = None
        if not role.name and runs.all_bold and len(re.sub("<[^>]*>", "", html)) <= _BOLD_HEADING:
            self.losses.count("S241", self._line)
        yield Para(role.name, html, role.level, item, runs.bookmark)
        for box in runs.boxes:
            yield from self.paragraphs(box, part)

    def _table(self, element: Any, part: str) -> str:
        """One line of markup; cells that go on below become higher."""
        rows: list[list[dict[str, Any]]] = []
        above: dict[int, dict[str, Any]] = {}
        for row in (child for child in element if local(child) == "tr"):
            properties = next((child for child in row if local(child) == "trPr"), ())
            head = any(local(p) == "tblHeader" and value(p) not in ("0", "false") for p in properties)
            cells: list[dict[str, Any]] = []
            column = 0
            for cell in (child for child in row if local(child) == "tc"):
                wide, merge = self._span(cell)
                if merge == "continue" and column in above:
                    above[column]["rows"] += 1
                else:
                    found = {"wide": wide, "rows": 1, "html": self._cell(cell, part), "head": head}
                    above[column] = found
                    cells.append(found)
                column += wide
            rows.append(cells)
        return f"<table>{''.join(map(_row, rows))}</table>"

    def _span(self, cell: Any) -> tuple[int, str]:
        wide, merge = 1, ""
        for properties in (child for child in cell if local(child) == "tcPr"):
            for p in properties:
                if local(p) == "gridSpan" and value(p).isdigit():
                    wide = max(1, min(int(value(p)), 1000))
                if local(p) == "vMerge":
                    merge = value(p) or "continue"
        return wide, merge

    def _cell(self, cell: Any, part: str) -> str:
        """The paragraphs of a cell as its lines; those of a table inside it, too."""
        lines: list[str] = []
        for child in cell:
            if local(child) == "p":
                runs = DocxRuns(self, part, self._line)
                runs.fill(child)
                lines.append(runs.html())
            elif local(child) == "tbl":
                self.losses.lose("table in a table", self._line)
                lines += [
                    self._cell(inner, part)
                    for row in child if local(row) == "tr"
                    for inner in row if local(inner) == "tc"
                ]  # fmt: skip
        return "<br/>".join(line for line in lines if line.strip())

    # -- notes and pictures ------------------------------------------------------------------------------------------

    def call(self, kind: str, number: str) -> str:
        """The markup of a note's call; `kind` is footnote or endnote."""
        name = f"{kind}-{number}"
        self._called[name] = None
        return f'<a role="doc-noteref" href="#{escape(name)}">{len(self._called)}</a>'

    def notes(self) -> Iterator[str]:
        """One line of markup a note that is called."""
        for kind in ("footnote", "endnote"):
            part = f"{self.main.rpartition('/')[0]}/{kind}s.xml"
            if part not in self.archive:
                continue
            for note in self.archive.xml(part):
                name = f"{kind}-{value(note, 'id')}"
                if local(note) == kind and name in self._called:
                    inner = page(list(self.paragraphs(note, part))).replace("\n", "")
                    yield f'<aside id="{escape(name)}" role="doc-{kind}">{inner}</aside>'

    def picture(self, relation: str, part: str, alt: str, line: int) -> str:
        """The markup of an embedded picture; a kind that no book can hold is counted as lost."""
        name = self.relations(part).get(relation, "")
        if name not in self.archive:
            self.losses.lose("picture", line)
            return ""
        if name not in self.pictures:
            data = self.archive.read(name)
            if not picture_type(data):
                self.losses.lose(f"picture {name.rpartition('.')[2].upper()}", line)
                return ""
            self.pictures[name] = data
        return f'<img src="{escape(name)}" alt="{escape(alt)}"/>'


def _row(cells: list[dict[str, Any]]) -> str:
    found = ""
    for cell in cells:
        name = "th" if cell["head"] else "td"
        wide = f' colspan="{cell["wide"]}"' if cell["wide"] > 1 else ""
        high = f' rowspan="{cell["rows"]}"' if cell["rows"] > 1 else ""
        found += f"<{name}{wide}{high}>{cell['html']}</{name}>"
    return f"<tr>{found}</tr>" if cells else ""
