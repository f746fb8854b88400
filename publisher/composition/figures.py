"""Pictures on paper: how large they are set, and what stands where when they run to the edge of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from publisher.composition.markup import Pictures
from publisher.composition.paper_links import column_width
from publisher.composition.summary import summary_of
from publisher.composition.widths import wanted_width
from publisher.model.composition import RenderedFragment, Resource
from publisher.model.edition import Book
from publisher.model.finding import Finding, Severity
from publisher.model.layout import Layout
from publisher.model.pictures import Picture
from publisher.model.press import MM
from publisher.model.work import Figure

SCREEN_PPI = 150
"""Up to this a resolution was written by a camera or for a screen, and says nothing about paper."""

LINE_ART_PPI = 600
"""Black and white without greys shows its steps below this."""

PHOTO_PPI, FINE_PPI = 200, 450
"""Below the first a photo looks soft on press; above the second nothing is gained: screens of 60 lines/cm take 300."""

HIGHEST = 0.8
"""Share of the text area that a picture may be high: room for its caption."""

_SMALL = 12
"""Pixels. What is smaller is a flat colour or an ornament: resolution says nothing about it."""


def natural_width(picture: Picture, ppi: float) -> float:
    """Width in pt that the file asks for; when it says nothing of paper, that of `ppi`, finer for line art."""
    fallback = max(ppi, LINE_ART_PPI) if picture.bitonal else ppi
    return picture.width * 72 / (picture.ppi if picture.ppi > SCREEN_PPI else fallback)


def figure_style(block: Figure, picture: Resource | None, layout: Layout) -> str:
    """Custom properties for `pictures.css`: the size of the picture, and of the page when it fills that."""
    if "full-bleed" in block.classes:
        return _bled(block, picture, layout)
    spans = "wide" in block.classes
    measure = layout.trim.width - layout.margins.inner - layout.margins.outer if spans else column_width(layout)
    wanted = measure if spans else min(wanted_width(block.width, measure), measure)
    if not isinstance(picture, Picture):
        return f"--own: {wanted:.2f}pt" if wanted else ""
    high = HIGHEST * (layout.trim.height - layout.margins.top - layout.margins.bottom)
    width = wanted or min(natural_width(picture, float(layout.options.get("picture-ppi", 300))), measure)
    width = min(width, high * picture.width / picture.height)
    lines = width * picture.height / picture.width / layout.typesetting.line
    missing = (ceil(round(lines, 3)) - lines) * layout.typesetting.line  # what follows stands on the grid again
    return f"--own: {width:.2f}pt; --missing: {missing:.2f}pt"


def _bled(block: Figure, picture: Resource | None, layout: Layout) -> str:
    """The box of a picture that runs over the edge. Verso pages are shifted by the difference of their margins: so much
    more is drawn on both sides.
    """
    m, trim, line = layout.margins, layout.trim, layout.typesetting.line
    beyond = layout.bleed + (abs(m.outer - m.inner) if layout.mirrored else 0.0)
    text = trim.height - m.top - m.bottom
    width, height = trim.width + 2 * beyond, trim.height + 2 * beyond
    reserved = text - 1
    caption = 0.0
    if block.caption:
        across = (trim.width - m.inner - m.outer) / (0.45 * layout.typesetting.size)
        caption = line * (-(-len(block.caption.chars) // int(across)) + 0.5)
        height = beyond + m.top + text - caption
    if "top" in block.classes:
        share = picture.height / picture.width if isinstance(picture, Picture) else 0.6
        seen = min(trim.width * share, 0.6 * trim.height)
        lines = max(-(-(seen - m.top + 0.5 * line) // line), 1)
        height = beyond + m.top + lines * line - 0.5 * line
        reserved = lines * line + (caption if block.caption else 0)
    values = {
        "left": -(m.inner + beyond),
        "top": -(m.top + beyond),
        "width": width,
        "height": height,
        "reserved": reserved,
        "caption": height - m.top - beyond,
    }
    return "; ".join(f"--{key}: {value:.2f}pt" for key, value in values.items())


def coarse_pictures(book: Book, pictures: Pictures, pieces: Sequence[RenderedFragment]) -> Iterator[Finding]:
    """L107–L109: pictures whose pixels are too large or needlessly small for where they came to stand."""
    for piece in pieces:
        entry = next((e for e in book.entries if e.id == piece.fragment.id), None)
        if entry is None:
            continue
        places = {picture.src: picture.place for picture in summary_of(entry.work).pictures}
        worst: dict[str, tuple[float, float]] = {}
        for placed in piece.facts.images:
            for src in places:
                picture = pictures.get((entry.id, src))
                if isinstance(picture, Picture) and picture.url == placed.url and placed.width and placed.height:
                    scale = max(placed.width / picture.width, placed.height / picture.height)
                    worst[src] = min(worst.get(src, (1e9, 0)), (72 / scale, placed.width / MM))
        for src, (ppi, width) in worst.items():
            picture = pictures[entry.id, src]
            if isinstance(picture, Picture) and (found := _judged(picture, ppi)):
                code, wanted = found
                severity = Severity.NOTE if code == "L109" else Severity.WARNING
                largest = picture.width / wanted * 72 / MM
                params = {"src": src[:100], "ppi": round(ppi), "wanted": wanted, "width": f"{width:.0f}"}
                yield Finding(code, severity, places[src], {**params, "largest": f"{largest:.0f}"})


def _judged(picture: Picture, ppi: float) -> tuple[str, int] | None:
    if min(picture.width, picture.height) < _SMALL:
        return None
    if picture.bitonal:
        return ("L108", LINE_ART_PPI) if ppi < LINE_ART_PPI - 0.5 else None
    if ppi < PHOTO_PPI - 0.5:
        return "L107", PHOTO_PPI
    return ("L109", FINE_PPI) if ppi > FINE_PPI + 0.5 else None
