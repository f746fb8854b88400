"""A book → FictionBook 2.1: description, one body with sections inside sections, one body of notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape, unescape

from publisher.composition.bibliography import ID as BIBLIOGRAPHY
from publisher.composition.bibliography import has_bibliography, sources_of
from publisher.composition.fiction_description import description
from publisher.composition.fiction_index import index_sections
from publisher.composition.fiction_markup import FictionMarkup
from publisher.composition.fiction_names import Ids
from publisher.composition.inline import language_tag
from publisher.composition.markup import Pictures
from publisher.composition.references import other_works, titles_in
from publisher.composition.terms import terms
from publisher.composition.work_matter import closing_lines, matter_of
from publisher.composition.xhtml import allowed
from publisher.model.composition import Resource
from publisher.model.edition import Book
from publisher.model.fiction import FictionComposition
from publisher.model.finding import Finding, Place, Severity
from publisher.model.text import Mark, Text
from publisher.model.work import Block, Figure, Heading, Note, Paragraph, Quotation, SceneBreak

_TAG = re.compile(r"<[^>]*>")
_COVERS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "png"}


@dataclass(slots=True)
class Division:
    """A section in the making: what stands before its own sections, and these."""

    level: int
    heading: Heading | None = None
    blocks: list[Block] = field(default_factory=list)
    parts: list[Division] = field(default_factory=list)


def compose_fiction(
    book: Book, pictures: Pictures, cover: Resource | None, created: datetime | None, program: str
) -> FictionComposition:
    """The book. `program` is what the file says made it; `created` the date of the file, if it shall have one."""
    language = language_tag(book.language, "ru")
    ids = Ids()
    markups: list[FictionMarkup] = []
    for entry in book.entries:
        first = 1 + sum(len(markup.numbers) for markup in markups)
        alone = not book.is_collection
        markups.append(FictionMarkup(entry, pictures, language, ids, first_note=first, alone=alone))
    others = other_works(markups, lambda markup, target: f"#{target}")
    titles = titles_in(book.entries)
    for markup in markups:
        markup.others, markup.titles = others, titles
    used: dict[str, Resource] = {}
    cover_id = ""
    if cover and cover.media_type in _COVERS:
        cover_id = f"cover.{_COVERS[cover.media_type]}"
        used[cover_id] = cover
    body, notes = _body(book, markups), _notes(markups, language)
    for markup in markups:
        used |= markup.used
    return FictionComposition(
        allowed(description(book, cover_id, created, program)),
        allowed(body),
        allowed(notes),
        tuple(sorted(used.items())),
        tuple(finding for markup in markups for finding in _lost(markup)),
    )


def _lost(markup: FictionMarkup) -> Iterable[Finding]:
    source = markup.entry.work.source
    for src in dict.fromkeys(markup.lost):
        yield Finding("B303", Severity.WARNING, Place(source.path) if source else None, {"src": src[:200]})


def _body(book: Book, markups: Sequence[FictionMarkup]) -> str:
    if book.is_collection:
        title = "".join(f"<p>{escape(line, quote=False)}</p>" for line in _title_lines(book))
        works = "\n".join(_works(book, markups))
        back = _bibliography(book, markups) + index_sections(book, markups)
        return f"<body><title>{title}</title>\n{works}\n{back}</body>"
    markup = markups[0]
    meta = markup.entry.work.metadata
    root = divided(markup.entry.work.blocks)
    epigraphs, root.blocks = _epigraphs(root.blocks)
    title = markup.title(*(who.name for who in book.authors), book.title, book.subtitle)
    before = "".join([_of_work(markup, meta.epigraph), *map(markup.epigraph_of, epigraphs)])
    return f"<body>{title}{before}\n{_parts(markup, root)}\n{index_sections(book, markups)}</body>"


def _works(book: Book, markups: Sequence[FictionMarkup]) -> Iterable[str]:
    """The works, those of a part in a section of their own."""
    at = 0
    while at < len(markups):
        part = book.opens(markups[at].entry)
        end = at + (len(part.entries) if part else 1)
        works = "\n".join(_work(book, markup) for markup in markups[at:end])
        if part:
            before = "".join(f"<p>{escape(t.plain, quote=False)}</p>" for t in (part.title, part.subtitle) if t)
            epigraph = (
                f"<epigraph><p>{escape(part.epigraph.plain, quote=False)}</p></epigraph>" if part.epigraph else ""
            )
            works = f'<section id="{part.id}"><title>{before}</title>{epigraph}\n{works}\n</section>'
        yield works
        at = end


def _bibliography(book: Book, markups: Sequence[FictionMarkup]) -> str:
    """What the works are taken from, the last section."""
    if not has_bibliography(book):
        return ""
    words = terms(book.language)
    places = {markup.entry.id: markup.title_id for markup in markups}
    rows = []
    for number, source in enumerate(sources_of(book), 1):
        titles = {places[work.id]: work.work.metadata.title.plain or words["untitled"] for work in source.works}
        works = ", ".join(f'<a l:href="#{at}">{escape(title, quote=False)}</a>' for at, title in titles.items())
        where = f"<emphasis>{words['in-this-book'].capitalize()}:</emphasis> {works}."
        rows.append(f"<p>{number}. {escape(source.line, quote=False)} {where}</p>")
    title = f"<title><p>{escape(words['bibliography'], quote=False)}</p></title>"
    return f'<section id="{BIBLIOGRAPHY}">{title}\n{chr(10).join(rows)}\n</section>\n'


def _title_lines(book: Book) -> Iterable[str]:
    yield book.title.plain or terms(book.language)["untitled"]
    if book.subtitle:
        yield book.subtitle.plain


def _work(book: Book, markup: FictionMarkup) -> str:
    """A work of a collection: a section with its own author, title, language and epigraph."""
    meta = markup.entry.work.metadata
    root = divided((*markup.entry.work.blocks, *_closing(book, markup)))
    root.heading = Heading(meta.title, 1)
    epigraphs, root.blocks = _epigraphs(root.blocks)
    own = meta.title if meta.title.plain else Text(markup.terms["untitled"])
    title = markup.title(*(who.name for who in meta.authors), own, meta.subtitle)
    before = title + _of_work(markup, meta.epigraph) + "".join(map(markup.epigraph_of, epigraphs))
    language = f' xml:lang="{markup.language}"' if markup.language != language_tag(book.language, "ru") else ""
    return f'<section id="{markup.title_id}"{language}>{before}\n{_inside(markup, root)}\n</section>'


def _closing(book: Book, markup: FictionMarkup) -> Iterable[Paragraph]:
    """Date, translators, source and rights below the text of a work."""
    matter = matter_of(book.edition, None, is_collection=book.is_collection)
    for line in closing_lines(markup.entry.work.metadata, matter, book.language):
        words = " ".join(unescape(_TAG.sub("", line.html)).replace("\u200b", "").split(" "))
        yield Paragraph(Text(words, (Mark(0, len(words), "emphasis"),)))


def _of_work(markup: FictionMarkup, epigraph: Text | None) -> str:
    return f"<epigraph>{markup.paragraphs(epigraph)}</epigraph>" if epigraph else ""


def divided(blocks: Iterable[Block]) -> Division:
    """Blocks in a row → sections inside sections, by the levels of their headings."""
    root = Division(0)
    open_ = [root]
    for block in blocks:
        heading = block if isinstance(block, Heading) and not block.subtitle else None
        level = heading.level if heading else block.level if isinstance(block, SceneBreak) else 0
        if not level:
            open_[-1].blocks.append(block)
            continue
        while open_[-1].level >= level:
            open_.pop()
        division = Division(level, heading)
        open_[-1].parts.append(division)
        open_.append(division)
    return root


def _section(markup: FictionMarkup, division: Division) -> str:
    heading = division.heading
    number = next((n for n, h in enumerate(markup.headings) if h is heading), None)
    id = f' id="{markup.ids[number]}"' if number is not None and heading and heading.id else ""
    epigraphs, division.blocks = _epigraphs(division.blocks)
    before = markup.title(heading.text if heading else None) + "".join(map(markup.epigraph_of, epigraphs))
    return f"<section{id}>{before}{_inside(markup, division)}</section>"


def _inside(markup: FictionMarkup, division: Division) -> str:
    """What follows title and epigraphs: sections only, or text only."""
    if division.parts:
        return _parts(markup, division)
    return _content(markup, division.blocks)


def _parts(markup: FictionMarkup, division: Division) -> str:
    """The sections of a division; text before them is a section without a title."""
    own = f"<section>{_content(markup, division.blocks)}</section>\n" if division.blocks or not division.parts else ""
    return own + "\n".join(_section(markup, part) for part in division.parts)


def _content(markup: FictionMarkup, blocks: Sequence[Block]) -> str:
    """The blocks of a section. The schema wants one picture at most in front, and something that is no picture."""
    image, rest = "", markup.within(blocks, "section")
    if blocks and isinstance(blocks[0], Figure) and rest.startswith("<image"):
        image, end, rest = rest.partition("/>")
        image += end
    if not rest.strip() or rest.lstrip().startswith("<image"):
        rest = f"<empty-line/>{rest}"
    return image + rest


def _epigraphs(blocks: Sequence[Block]) -> tuple[list[Quotation], list[Block]]:
    """The epigraphs in front, and the rest."""
    found: list[Quotation] = []
    for block in blocks:
        if not (isinstance(block, Quotation) and block.kind == "epigraph"):
            break
        found.append(block)
    return found, list(blocks[len(found) :])


def _notes(markups: Sequence[FictionMarkup], language: str) -> str:
    """The body of notes; comments that their author keeps apart are its second section."""
    words = terms(language)
    groups: dict[str, list[str]] = {"footnote": [], "endnote": []}
    for markup in markups:
        by_number = sorted(markup.entry.work.notes, key=lambda note: markup.numbers[note.id])
        for note in dict.fromkeys(by_number):
            groups[note.kind].append(_note(markup, note))
    title = f"<title><p>{escape(words['notes'], quote=False)}</p></title>"
    if not any(groups.values()):
        return ""
    if not all(groups.values()):
        inner = "\n".join(section for sections in groups.values() for section in sections)
        return f'<body name="notes">{title}\n{inner}\n</body>'
    comments = f"<title><p>{escape(words['comments'], quote=False)}</p></title>"
    sections = ((title, groups["footnote"]), (comments, groups["endnote"]))
    inner = "\n".join("\n".join(["<section>" + above, *notes, "</section>"]) for above, notes in sections)
    return f'<body name="notes">\n{inner}\n</body>'


def _note(markup: FictionMarkup, note: Note) -> str:
    number = markup.numbers[note.id]
    content = _content(markup, note.blocks or (Paragraph(Text("")),))
    return f'<section id="{markup.note_ids[note.id]}"><title><p>{number}</p></title>{content}</section>'
