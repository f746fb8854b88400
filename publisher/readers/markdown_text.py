"""Inline Markdown: the tokens of one block become a text with marks and origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from publisher.model.text import OBJECT, MarkKind, Text
from publisher.readers.addresses import linked
from publisher.readers.html_marks import InlineMarkup, open_attributes, open_index
from publisher.readers.html_scan import RAW, Comment, Tag, scan
from publisher.readers.index_marks import NAME_CLASS, fill, index_terms, refer
from publisher.readers.markdown_notes import NoteRegister
from publisher.readers.markdown_syntax import AT, UNTIL, parser
from publisher.readers.remarks import Remarks
from publisher.readers.strand import Strand, TextBuilder, split, text_of

_PAIRED: dict[str, MarkKind] = {"em": "emphasis", "strong": "strong", "s": "strike"}


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as Markdown writes it."""

    src: str
    alt: str
    caption: Text | None
    offset: int
    classes: tuple[str, ...] = ()
    width: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A block's text, where the source has line ends in it, and the picture if there is nothing else."""

    text: Text
    line_ends: tuple[int, ...] = ()
    picture: Picture | None = None

    def lines(self) -> list[Text]:
        """The text as the lines it is typed in."""
        return split(self.text, self.line_ends)


class PassageReader:
    """Reads inline content of one source."""

    def __init__(self, source: str, remarks: Remarks, notes: NoteRegister, env: dict[str, Any]) -> None:
        self.source = source
        self.remarks = remarks
        self.notes = notes
        self.env = env
        self.markup = InlineMarkup(remarks)

    def read(self, strand: Strand, *, keep: bool = False, language: str = "") -> Passage:
        """Parse `strand`; `keep` protects all of it, `language` marks all of it."""
        tokens: list[Token] = []
        parser().inline.parse(strand.chars, parser(), self.env, tokens)
        builder = TextBuilder(self.source)
        self.markup.begin(builder, keep=keep, language=language)
        work = _Assembly(self, strand, builder)
        work.carry_out(tokens)
        text = linked(builder.text())
        ends = tuple(at for at in builder.line_ends() if at < len(text.chars))
        return Passage(text, ends, work.picture if text.chars == OBJECT else None)


class _Assembly:
    """One block under construction."""

    def __init__(self, reader: PassageReader, strand: Strand, builder: TextBuilder) -> None:
        self.reader = reader
        self.strand = strand
        self.builder = builder
        self.picture: Picture | None = None
        self._at = 0
        self._links: list[tuple[int, list[MarkKind]]] = []
        self._skipping = ""

    def carry_out(self, tokens: list[Token]) -> None:
        for token in tokens:
            if self._skipping and token.type != "html_inline":
                continue
            self._token(token)

    def _token(self, token: Token) -> None:
        at = int(token.meta.get(AT, self._at))
        match token.type:
            case "text":
                self._literal(token.content, at)
            case "text_special":
                self._atom(token.content, at, at + len(token.markup))
            case "softbreak" | "hardbreak":
                self._line_end(at, forced=token.type == "hardbreak")
            case "code_inline":
                self._code(token, at)
            case "link_open" | "span_open":
                self._open_link(token)
            case "link_close" | "span_close":
                self._close_link()
            case "em_open" | "strong_open" | "s_open":
                self.builder.open(_PAIRED[token.tag])
            case "em_close" | "strong_close" | "s_close":
                self.builder.close(_PAIRED[token.tag])
            case "image":
                self._image(token, at)
            case "note":
                self._note(token, at)
            case "inline_note":
                note = self.reader.notes.inline(self.strand.sub(at, int(token.meta[UNTIL])))
                self.builder.mark(self.builder.length, self.builder.length, "note", note)
            case "math":
                self._marked("math", at, int(token.meta[UNTIL]))
            case "liquid":
                self.reader.remarks.count("S206", token.content[:40], self.strand.offset(at))
            case "html_inline":
                self._html(token.content, at)

    def _literal(self, chars: str, at: int) -> None:
        """Characters that stand in the source as they are, at `at` or just behind (`<` of an autolink)."""
        if not chars:
            return
        at = max(at, self._at)
        found = self.strand.chars.find(chars, at, at + len(chars) + 1)
        if found < 0:
            self.builder.insert(chars)
            return
        fill(self.builder, self.strand, found, found + len(chars))
        self._at = found + len(chars)

    def _atom(self, chars: str, start: int, end: int) -> None:
        if chars == self.strand.chars[start:end]:  # a backslash before a letter is a backslash
            self.builder.copy(self.strand, start, end)
        else:
            self.builder.put(chars, self.strand.offset(start), self.strand.offset(end - 1) + 1)
        self._at = end

    def _line_end(self, at: int, *, forced: bool) -> None:
        chars = self.strand.chars
        start, end = at, chars.find("\n", at) + 1
        while start > self._at and chars[start - 1] == " ":
            start -= 1
        while end < len(chars) and chars[end] in " \t":
            end += 1
        source, source_end = self.strand.offset(start), self.strand.offset(end)
        if forced:
            self.builder.hard_break(source, source_end)
        else:
            self.builder.soft_break(source, source_end)
        self._at = end

    def _marked(self, kind: MarkKind, start: int, end: int) -> None:
        """The range as it stands, under a mark; line ends inside become spaces."""
        self.builder.open(kind)
        for number, line in enumerate(self.strand.chars[start:end].split("\n")):
            if number:
                self.builder.put(" ", self.strand.offset(start - 1), self.strand.offset(start))
            self.builder.copy(self.strand, start, start + len(line))
            start += len(line) + 1
        self.builder.close(kind)
        self._at = end

    def _code(self, token: Token, at: int) -> None:
        start = at + len(token.markup)
        raw = self.strand.chars[start : start + len(token.content) + 1].replace("\n", " ")
        if not raw.startswith(token.content) or (token.content.startswith(" ") and raw[1:] == token.content):
            start += 1
        self._marked("code", start, start + len(token.content))

    def _open_link(self, token: Token) -> None:
        kinds: list[MarkKind] = []
        if token.type == "link_open":
            self.builder.open("link", str(token.attrs.get("href", "")), str(token.attrs.get("title", "")))
            kinds.append("link")
            if token.info == "auto":
                self.builder.open("address", str(token.attrs.get("href", "")))
                kinds.append("address")
        given = {key: str(value) for key, value in token.attrs.items()}
        classes = [name for name in given.get("class", "").split() if name != NAME_CLASS]
        kinds += open_attributes(self.builder, given.get("lang", ""), classes)
        kinds += open_index(self.builder, index_terms(given))
        if name := given.get("id"):
            self.builder.mark(self.builder.length, self.builder.length, "anchor", name)
        self._links.append((self.builder.length, kinds))

    def _close_link(self) -> None:
        start, kinds = self._links.pop()
        if "link" in kinds and start == self.builder.length:
            refer(self.builder, self.builder.link)
        for kind in reversed(kinds):
            self.builder.close(kind)

    def _image(self, token: Token, at: int) -> None:
        alt = "".join(_plain(child) for child in token.children or ())
        src, title = str(token.attrs.get("src", "")), str(token.attrs.get("title", ""))
        offset = self.strand.offset(at)
        start = self.builder.length
        self.builder.insert(OBJECT)
        self.builder.mark(start, start + 1, "image", src, alt)
        caption = self._caption(title, at) if title else None
        classes = tuple(str(token.attrs.get("class", "")).split())
        self.picture = Picture(src, alt, caption, offset, classes, str(token.attrs.get("width", "")))

    def _caption(self, title: str, at: int) -> Text:
        """The title of an image as a text; with origin when it is written there without escapes."""
        for quote in "\"'(":
            start = self.strand.chars.find(quote + title, at)
            ranges = list(self.strand.pieces(start + 1, start + 1 + len(title))) if start >= 0 else []
            if len(ranges) == 1:
                return text_of(self.reader.source, *ranges[0])
        return Text(title)

    def _note(self, token: Token, at: int) -> None:
        label = token.content[2:-1]
        if self.reader.notes.refer(label, self.strand.offset(at)):
            self.builder.mark(self.builder.length, self.builder.length, "note", label)
        else:
            self.builder.copy(self.strand, at, at + len(token.content))
        self._at = at + len(token.content)

    def _html(self, chars: str, at: int) -> None:
        offset = self.strand.offset(at)
        strand = self.strand.sub(at, at + len(chars))
        self._at = at + len(chars)
        for piece in scan(chars):
            if isinstance(piece, Comment):
                self.reader.markup.comment(piece, strand)
            elif isinstance(piece, Tag):
                if self._skipping:
                    self._skipping = "" if piece.closing and piece.name == self._skipping else self._skipping
                elif not self.reader.markup.tag(piece, strand, self.builder) and not piece.closing:
                    self.reader.remarks.count("S205", f"<{piece.name}>", offset)
                    self._skipping = piece.name if piece.name in RAW else ""
            break


def _plain(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    if token.children:
        return "".join(_plain(child) for child in token.children)
    return token.content if token.type in {"text", "text_special", "code_inline", "math"} else ""
