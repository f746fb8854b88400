"""One fragment → PDF pages and their facts, by WeasyPrint.

WeasyPrint is imported when the first fragment is rendered: `isolate_fonts` has to come before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version
from typing import Any

from publisher.model.composition import (
    Anchor,
    Bookmark,
    Fragment,
    FragmentFacts,
    PlacedPicture,
    RenderedFragment,
    Resource,
)
from publisher.model.errors import BuildError, ToolError
from publisher.model.lines import Line
from publisher.writers.declarations import import_weasyprint
from publisher.writers.equipment import Log, check_world, equipment
from publisher.writers.faces import face_remarks
from publisher.writers.links import one_of_each
from publisher.writers.named_faces import named_faces
from publisher.writers.readback import lines_of
from publisher.writers.world import BASE_URL, fetcher

PX = 0.75
"""Points in a CSS pixel."""

MAX_PAGES = 5000


def render_fragment(
    fragment: Fragment,
    stylesheet: str,
    resources: Sequence[Resource],
    draft: bool = False,
    *,
    to_bind: bool = False,
) -> RenderedFragment:
    """The pages of a fragment, tagged, with subset fonts, without folios and running heads.

    `draft`: every line takes what it can hold; else all lines of a paragraph are chosen together. `to_bind`: faces are
    only named (`model.named_face`).

    Raises:
        BuildError: B101 WeasyPrint gave up, B102 the pages ask for what is missing, B103 no or too many pages,
            B110 a font or picture changed meanwhile.
        ToolError: T101, a library of the system is missing.
        MemoryError: the limit of the process is reached.
    """
    try:
        HTML = import_weasyprint().HTML  # noqa: N806
    except OSError as error:  # cffi can't load Pango
        raise ToolError("T101", {"reason": str(error).splitlines()[0][:200]}) from error

    kit = equipment(stylesheet, resources)
    world = fetcher(resources)
    named = resources if to_bind else ()
    with Log() as log, _setting(draft, fields=bool(fragment.numbers), named=named) as (untested, fields):
        try:
            document = HTML(string=fragment.html, base_url=BASE_URL, url_fetcher=world).render(
                stylesheets=kit.sheets, font_config=kit.fonts, presentational_hints=False
            )
            if not 0 < len(document.pages) <= MAX_PAGES:
                raise BuildError("B103", {"fragment": fragment.id, "pages": len(document.pages)})
            one_of_each(document)
            pdf: bytes = document.write_pdf(pdf_version="1.7", pdf_tags=True, uncompressed_pdf=False)
        except (RecursionError, ValueError, TypeError, AttributeError, AssertionError) as error:
            raise BuildError("B101", {"fragment": fragment.id, "reason": f"{type(error).__name__}: {error}"}) from error
    check_world(world, fragment.id)
    found = dict.fromkeys([*_font_remarks(document, stylesheet), *face_remarks(document, stylesheet, resources)])
    remarks = (*untested, *kit.remarks, *log.remarks(), *found)
    set_lines = lines_of(document, fragment.role, stylesheet, resources)
    known = [field for field in fields if field < len(fragment.numbers)]  # a template may have made more of them
    facts = replace(_facts(document, remarks, set_lines), endnotes=fragment.endnotes, fields=len(known))
    return RenderedFragment(fragment, pdf, facts)


@contextmanager
def _setting(
    draft: bool, *, fields: bool, named: Sequence[Resource]
) -> Iterator[tuple[tuple[tuple[str, str], ...], Set[int]]]:
    """What goes round the rendering; gives a remark when this WeasyPrint is not one that total fit was written for, and
    the numbers of the fields that are drawn meanwhile. `named`: faces that are not embedded.
    """
    from publisher.writers.lines.fit import fit
    from publisher.writers.lines.greedy import first_fit
    from publisher.writers.lines.hook import is_tested, planned_lines
    from publisher.writers.quick import quicker

    if not is_tested():
        yield () if draft else (("B206", version("weasyprint")),), frozenset()
        return
    with quicker() as pen, planned_lines(first_fit if draft else fit, fields=fields), named_faces(named):
        yield (), pen.fields


def _facts(document: Any, remarks: tuple[tuple[str, str], ...], lines: tuple[Line, ...]) -> FragmentFacts:
    anchors = {
        name: Anchor(number, round(box[0] * PX, 3), round((page.height - box[1]) * PX, 3))
        for number, page in enumerate(document.pages)
        for name, box in page.anchors.items()
    }
    tree = document.make_bookmark_tree(scale=PX, transform_pages=True)
    pictures = list(_pictures(document))
    area = sum(box.width * box.height for _, box in pictures) * (PX * 2.54 / 72) ** 2
    images = tuple(_placed(pictures))
    return FragmentFacts(
        len(document.pages), tuple(_bookmarks(tree, 1)), anchors, remarks, round(float(area), 2), lines, images
    )


def _pictures(document: Any) -> Iterator[tuple[int, Any]]:
    """Page from 0 and box of everything that is drawn as one piece."""
    from weasyprint.formatting_structure.boxes import ReplacedBox

    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants(placeholders=True):  # also what stands at a fixed place
            if isinstance(box, ReplacedBox):
                yield number, box


def _placed(pictures: Sequence[tuple[int, Any]]) -> Iterator[PlacedPicture]:
    for number, box in pictures:
        if url := box.element is not None and box.element.get("src"):
            corner = box.content_box_x(), box.content_box_y(), box.width, box.height
            yield PlacedPicture(url, number, *(round(float(length) * PX, 2) for length in corner))


def _bookmarks(tree: Any, level: int) -> Iterator[Bookmark]:
    for label, (page, x, y), children, _state in tree:
        yield Bookmark(level, " ".join(label.split()), page, round(x, 3), round(y, 3))
        yield from _bookmarks(children, level + 1)


def _font_remarks(document: Any, stylesheet: str) -> Iterator[tuple[str, str]]:
    """Fonts that came from somewhere else than the stylesheet (B201) and characters without a glyph (B202)."""
    for font in document.fonts.values():
        if f'"{font.family}"' not in stylesheet:
            yield "B201", f"{font.family}: {''.join(sorted(set(''.join(font.to_unicode.values()))))[:40]}"
        if font.missing:
            yield "B202", "".join(chr(c) for c in sorted(font.missing))[:40]
