"""The whole line, in order: read → clean → assemble → compose → write → bind → finish → inspect.

    reading    sources → works → a book
    paging     a book → pages: composed, written, fitted, with contents and imprint
    printing   pages → PDF for screens, press PDF, booklet, cover; preflight
    ebooks     a book → EPUB, FictionBook, HTML; lint

This is the only place that knows the order. Nothing here reads configuration, prints or caches; what runs side by side
are trials of one fit. Everything else `builder` does around it, and hands in how fragments are rendered.
"""

from publisher.pipeline.artifact import Artifact, Render, SetPages, document_info, first_day
from publisher.pipeline.ebooks import EbookDress, lint_ebook, make_epub, make_fb2, make_front, make_html
from publisher.pipeline.paging import (
    CURABLE,
    contents_place,
    examine_pages,
    fit_layout,
    printed_pages,
    remarks_of,
    set_closed,
    set_pages,
    written_pages,
)
from publisher.pipeline.printing import inspect, make_booklet, make_cover, make_pdf, make_press, narrow_bleed
from publisher.pipeline.reading import assemble_book, load_rules, pictures_of, read_work, unprintable
from publisher.pipeline.setting import set_fragment

__all__ = [
    "CURABLE",
    "Artifact",
    "EbookDress",
    "Render",
    "SetPages",
    "assemble_book",
    "contents_place",
    "document_info",
    "examine_pages",
    "first_day",
    "fit_layout",
    "inspect",
    "lint_ebook",
    "load_rules",
    "make_booklet",
    "make_cover",
    "make_epub",
    "make_fb2",
    "make_front",
    "make_html",
    "make_pdf",
    "make_press",
    "narrow_bleed",
    "pictures_of",
    "printed_pages",
    "read_work",
    "remarks_of",
    "set_closed",
    "set_fragment",
    "set_pages",
    "unprintable",
    "written_pages",
]
