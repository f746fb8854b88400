"""Navigation of an e-book as finished bytes: contents, landmarks, NCX for older readers, the cover's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from publisher.model.composition import STYLESHEET, NavEntry, ReflowComposition

NAV = "nav.xhtml"
NCX = "toc.ncx"
COVER = "text/cover.xhtml"


def navigation_document(composition: ReflowComposition, *, has_cover: bool) -> bytes:
    """The EPUB navigation document: a table of contents that is also shown, and hidden landmarks."""
    terms, language = composition.terms, composition.metadata.language
    contents = escape(terms["contents"], quote=False)
    entries = _list(composition.navigation or _first_document(composition), language)
    landmarks = "\n".join(_landmarks(composition, has_cover))
    pages = _page_list(composition) if composition.pages else ""
    body = (
        f'<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="contents">\n'
        f'<h1 id="contents">{contents}</h1>\n{entries}\n</nav>\n{pages}'
        f'<nav epub:type="landmarks" id="landmarks" hidden="hidden" aria-labelledby="marks">\n'
        f'<h2 id="marks">{escape(terms["landmarks"], quote=False)}</h2>\n<ol>\n{landmarks}\n</ol>\n</nav>'
    )
    return _page(terms["contents"], language, STYLESHEET, f'<body epub:type="frontmatter">\n{body}\n</body>')


def _page_list(composition: ReflowComposition) -> str:
    """Where the pages of the printed edition begin."""
    items = "\n".join(
        f'<li><a href="{escape(page.href)}">{escape(page.title, quote=False)}</a></li>' for page in composition.pages
    )
    return (
        '<nav epub:type="page-list" role="doc-pagelist" id="page-list" hidden="hidden" aria-labelledby="pages">\n'
        f'<h2 id="pages">{escape(composition.terms["page-list"], quote=False)}</h2>\n<ol>\n{items}\n</ol>\n</nav>\n'
    )


def _first_document(composition: ReflowComposition) -> tuple[NavEntry, ...]:
    """A table of contents may not be empty: a book without entries leads to its title page."""
    first = composition.documents[0]
    return (NavEntry(composition.metadata.title, first.name, first.language),)


def _list(entries: Sequence[NavEntry], language: str) -> str:
    items = "\n".join(
        f'<li><a href="{escape(entry.href)}"{_other_language(entry.language, language)}>'
        f"{escape(entry.title, quote=False)}</a>{_list(entry.children, language) if entry.children else ''}</li>"
        for entry in entries
    )
    return f"<ol>\n{items}\n</ol>"


def _other_language(own: str, outer: str) -> str:
    return "" if own == outer else f' lang="{escape(own)}" xml:lang="{escape(own)}"'


def _landmarks(composition: ReflowComposition, has_cover: bool) -> Iterator[str]:
    terms = composition.terms
    marks = [("cover", COVER, "cover")] if has_cover else []
    marks += [("titlepage", d.name, "title-page") for d in composition.documents if d.kind == "titlepage"][:1]
    marks.append(("toc", NAV, "contents"))
    marks += [("bodymatter", d.name, "start-of-text") for d in composition.documents if d.kind == "bodymatter"][:1]
    marks += [("colophon", d.name, "imprint") for d in composition.documents if d.kind == "colophon"][:1]
    for kind, href, term in marks:
        yield f'<li><a epub:type="{kind}" href="{escape(href)}">{escape(terms[term], quote=False)}</a></li>'


def cover_page(composition: ReflowComposition, picture: str) -> bytes:
    """`picture`: address of the cover in the package."""
    label = escape(composition.terms["cover"])
    alternative = escape(f"{composition.terms['cover']}: {composition.metadata.title}")
    body = (
        '<body epub:type="frontmatter" class="cover">\n'
        f'<section epub:type="cover" aria-label="{label}">'
        f'<img role="doc-cover" src="../{escape(picture)}" alt="{alternative}"/></section>\n</body>'
    )
    return _page(composition.terms["cover"], composition.metadata.language, f"../{STYLESHEET}", body)


def ncx(composition: ReflowComposition) -> bytes:
    """The table of contents of EPUB 2, which several readers still show."""
    metadata = composition.metadata
    entries = composition.navigation or _first_document(composition)
    points = "\n".join(_points(entries, "n"))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"'
        f' xml:lang="{escape(metadata.language)}">\n'
        f'<head>\n<meta name="dtb:uid" content="{escape(metadata.identifier)}"/>\n'
        f'<meta name="dtb:depth" content="{_depth(entries)}"/>\n'
        f'<meta name="dtb:totalPageCount" content="{len(composition.pages)}"/>\n'
        f'<meta name="dtb:maxPageNumber" content="{_last_page(composition)}"/>\n</head>\n'
        f"<docTitle><text>{escape(metadata.title, quote=False)}</text></docTitle>\n"
        f"<navMap>\n{points}\n</navMap>\n{_page_targets(composition)}</ncx>\n"
    ).encode()


def _last_page(composition: ReflowComposition) -> int:
    return max((int(page.title) for page in composition.pages), default=0)


def _page_targets(composition: ReflowComposition) -> str:
    targets = "\n".join(
        f'<pageTarget id="p{page.title}" type="normal" value="{page.title}">'
        f"<navLabel><text>{page.title}</text></navLabel>"
        f'<content src="{escape(page.href)}"/></pageTarget>'
        for page in composition.pages
    )
    return f"<pageList>\n{targets}\n</pageList>\n" if targets else ""


def _points(entries: Sequence[NavEntry], prefix: str) -> Iterator[str]:
    for number, entry in enumerate(entries, 1):
        name = f"{prefix}{number}"
        yield (
            f'<navPoint id="{name}"><navLabel><text>{escape(entry.title, quote=False)}</text></navLabel>'
            f'<content src="{escape(entry.href)}"/>'
        )
        yield from _points(entry.children, f"{name}-")
        yield "</navPoint>"


def _depth(entries: Sequence[NavEntry]) -> int:
    return 1 + max((_depth(entry.children) for entry in entries if entry.children), default=0)


def _page(title: str, language: str, stylesheet: str, body: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{escape(language)}" xml:lang="{escape(language)}">\n<head>\n<meta charset="utf-8"/>\n'
        f"<title>{escape(title, quote=False)}</title>\n"
        f'<link rel="stylesheet" type="text/css" href="{escape(stylesheet)}"/>\n</head>\n{body}\n</html>\n'
    ).encode()
