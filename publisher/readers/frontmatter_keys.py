"""The keys of front matter: which fields they fill, which are ignored, and what a value is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publisher.model.text import Text

FIELDS = {
    "title": "title", "subtitle": "subtitle", "short-title": "short_title", "short_title": "short_title",
    "author": "authors", "authors": "authors", "translator": "translators", "translators": "translators",
    "date": "date", "year": "date", "lang": "language", "language": "language", "tags": "tags", "keywords": "tags",
    "category": "category", "categories": "category", "publisher": "publisher", "source": "source", "rights": "rights",
    "license": "rights", "description": "description", "excerpt": "description", "epigraph": "epigraph",
    "series": "series", "series-number": "series_number", "series_number": "series_number", "genre": "genres",
    "genres": "genres", "source-lang": "source_language", "source-language": "source_language",
    "file-as": "filed",
}  # fmt: skip
"""Keys understood, and the field of Metadata each of them fills; `filed` is what the authors are filed under."""

LISTS = frozenset({"authors", "filed", "translators", "tags", "genres"})
"""Fields that hold several values."""

TABLES = frozenset({"source"})
"""Fields that may be said in pieces, as a table."""

IGNORED = frozenset({
    "layout", "permalink", "published", "draft", "comments", "image", "redirect_from", "redirect_to", "slug", "id",
    "excerpt_separator", "toc", "math", "mathjax", "pin", "sidebar", "sitemap", "last_modified_at",
    "render_with_liquid", "weight", "aliases", "featured", "cover", "header", "classes", "share", "related", "order",
    "nav_order", "parent",
})  # fmt: skip
"""Keys of Jekyll and other site generators that say nothing about the text."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a key: its texts or, where a field is made of pieces, its table, and where it stands."""

    texts: tuple[Text, ...]
    offset: int
    is_list: bool
    table: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
