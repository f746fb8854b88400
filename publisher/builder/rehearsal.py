"""A page that nobody sees: the first worker reads styles, fonts and templates of an edition while its texts are read.

What is set first in a process takes three times as long as what follows; where a comma has changed, it is all that is
set, and the worker that has rehearsed sets it.
"""

from __future__ import annotations

from collections.abc import Mapping

from publisher.builder import steps
from publisher.builder.codec import encoded
from publisher.builder.executors import Workforce
from publisher.model.edition import Book, Edition, Entry
from publisher.model.errors import PublisherError
from publisher.model.layout import Family, Layout
from publisher.model.text import Text
from publisher.model.work import Metadata, Paragraph, Work

_WORDS = "Проба пера и набора"


def rehearse(workforce: Workforce, edition: Edition, layout: Layout, families: Mapping[str, Family]) -> None:
    """Have a work of one line set in the style of an edition. What is wrong with the style is told when it is used."""
    from publisher.composition.pages import order_pages

    work = Work(Metadata(Text(_WORDS), language=edition.language or "ru"), (Paragraph(Text(_WORDS)),))
    language = work.metadata.language
    book = Book(edition, (Entry("rehearsal", work),), Text(_WORDS), None, (), (), language, "", None)
    try:
        paged = order_pages(book, layout, families, {})
    except PublisherError:
        return
    style = steps.Style(paged.stylesheet, edition.draft, paged.frame)
    workforce.rehearse(
        steps.render, steps.Setting(paged.orders[-1], encoded(work)), shared=style, resources=paged.resources
    )
