"""From sources to a book: read → clean → assemble, and whether its fonts can show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publisher.composition.assemble import assemble
from publisher.composition.markup import Pictures
from publisher.composition.pictures import find_pictures
from publisher.composition.summary import summarised
from publisher.model.citation import Citation
from publisher.model.edition import Book, Edition
from publisher.model.finding import Finding, Outcome
from publisher.model.layout import Family, Layout
from publisher.model.press import ShopProfile
from publisher.model.source import Source
from publisher.model.text import Text
from publisher.model.work import Work

if TYPE_CHECKING:
    from publisher.typography import Settings


def read_work(
    path: str,
    data: bytes,
    settings: Settings,
    overrides: Mapping[str, object],
    sidecar: Mapping[str, object],
) -> Outcome[Work]:
    """Bytes of a source → a cleaned work with its summary. `settings` give way to the language of the text."""
    from publisher.readers import read
    from publisher.typography import clean

    found = read(path, data, overrides=overrides, sidecar=sidecar)
    work = found.value
    if work.metadata.sources.get("language", "default") == "default":
        work = work.replace(metadata=replace(work.metadata, language=settings.language))
    cleaned = clean(work, settings)
    whole = _with_clean_matter(cleaned.value, settings)
    return Outcome(whole.replace(summary=summarised(whole)), (*found.findings, *cleaned.findings))


def _with_clean_matter(work: Work, settings: Settings) -> Work:
    """The work with clean words where it says what it is taken from and whose it is: they may be printed."""
    meta = work.metadata
    own = replace(settings, language=meta.language)
    source, rights = _cleaned(meta.source, own), _cleaned(meta.rights, own)
    citation = meta.citation
    if citation:
        pieces = {field.name: getattr(citation, field.name) for field in fields(citation)}
        citation = Citation(**{name: _cleaned_piece(piece, own) for name, piece in pieces.items()})
    return work.replace(metadata=replace(meta, source=source, rights=rights, citation=citation))


def _cleaned_piece(piece: str | tuple[str, ...], settings: Settings) -> Any:
    return _cleaned(piece, settings) if isinstance(piece, str) else tuple(_cleaned(one, settings) for one in piece)


def _cleaned(chars: str, settings: Settings) -> str:
    """Words of no passage, cleaned; addresses and numbers have nothing to clean."""
    from publisher.typography import cleaned_plain

    if not any(char.isalpha() for char in chars):
        return chars
    return Text(Source("", chars).patched(cleaned_plain(chars, settings)[0])).chars


def load_rules(edition: Edition, settings: Settings) -> None:
    """Have at hand what `assemble_book` cleans words with, for who waits for the works anyway."""
    _cleaned(edition.title, replace(settings, language=edition.language or settings.language))


def assemble_book(edition: Edition, works: Sequence[Work], settings: Settings) -> Book:
    """Works → a book. The edition's own words are cleaned like any text. Its language, if it names none, is that of the
    project, unless no work is in it: then that of the first one.
    """
    spoken = [work.metadata.language for work in works]
    language = edition.language or (settings.language if settings.language in spoken else spoken[0])
    own = replace(settings, language=language)

    def words(chars: str) -> Text:
        return Text(_cleaned(chars, own))

    return assemble(replace(edition, language=language), works, words)


def pictures_of(book: Book, roots: Mapping[str, Path]) -> Pictures:
    return find_pictures(book, dict(roots))


def unprintable(
    book: Book, layout: Layout, families: Mapping[str, Family], profile: ShopProfile | None = None
) -> tuple[Finding, ...]:
    """What paper can't show of a book as it is, found before anything is set: characters without a glyph (errors),
    letters in the forms of another language, links too long for a code, references to pages that are not there. With
    the profile of a shop the cover is looked at too.
    """
    from publisher.composition.cover import compose_cover
    from publisher.composition.coverage import missing_glyphs
    from publisher.composition.dead_references import dead_references, empty_lists, odd_indexes
    from publisher.composition.local_forms import plain_forms
    from publisher.composition.paper_links import unreadable_links

    covers = []
    if profile is not None and book.edition.kind != "leaflet":
        paged = compose_cover(book, layout, families, profile.page_multiple, profile, None)
        covers = [(fragment, paged.stylesheet) for fragment in paged.fragments]
    missing = missing_glyphs(book, layout, families, covers)
    unclear = (
        *plain_forms(book, layout, families),
        *unreadable_links(book, layout),
        *dead_references(book),
        *odd_indexes(book),
        *empty_lists(book),
    )
    return (*missing, *unclear)
