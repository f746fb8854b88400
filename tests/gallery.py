"""Pictures of all layouts for docs/gallery: spreads of real pages, set with the texts of this repository.

Run by `make gallery`; the same layouts give the same bytes. `python tests/gallery.py NAME…` makes only those.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from publisher.builder.project import load_project  # noqa: E402
from publisher.builder.run import Build, Options  # noqa: E402
from publisher.composition.layouts import find_layouts, load_layout  # noqa: E402
from publisher.composition.toml_file import read_toml  # noqa: E402
from publisher.model.edition import Edition  # noqa: E402
from publisher.model.fit import FitWish  # noqa: E402
from publisher.model.imprint import Imprint  # noqa: E402
from publisher.model.layout import Layout  # noqa: E402

GALLERY = ROOT / "docs" / "gallery"
DESK, EDGE = (226, 224, 219), (188, 185, 178)
"""Colours of the ground and of the edge of the paper."""
HEIGHT, WIDTH, GAP = 430, 1280, 22
"""Height of a page in the gallery, width of the picture, space between spreads; in pixels."""
PREVIEW = 520
"""Height of the picture in the folder of a layout."""
MOST_GALLERY, MOST_PREVIEW = 250_000, 120_000
"""Bytes."""
MOST_SPREADS = 6
INK = 0.015
"""The share of a page that is dark when there is something to see on it."""


@dataclass(frozen=True)
class Sample:
    """What a layout is shown with: works, options, the pages the text is fitted to, and the spreads to show."""

    works: tuple[str, ...]
    kind: str = "leaflet"
    options: tuple[tuple[str, str | int | float | bool], ...] = ()
    fit: FitWish | None = None
    title: str = ""
    cover: bool = False


BOOK = Sample(
    (
        "prose/korrektor.txt",
        "essays/perenos.md",
        "essays/nabor.md",
        "essays/chernila.md",
        "dialog.md",
        "verse/kassa.md",
    ),
    "anthology",
    title="Свинец и воздух",
)
PAMPHLET = Sample(("zachem-polya.md",), "pamphlet", (("initial", True),))
LEAF = Sample(("kavychki.md",))
SAMPLES = {
    "leaflet-a5": replace(LEAF, fit=FitWish(sheets=1)),
    "leaflet-a4-news": Sample(
        ("zachem-polya.md",),
        options=(("masthead", "Листки о наборе"), ("issue", "№ 3 (17), февраль 2026"), ("initial", True)),
        fit=FitWish(sheets=1),
    ),
    "poster-a3": Sample(("kitap.md",), options=(("accent", "#c01818"),)),
    "trifold-a4": replace(LEAF, fit=FitWish(pages=6)),
    "zine-a6": replace(LEAF, fit=FitWish(pages=8)),
}
"""Layouts that are not here are shown as their kind is: books with an anthology, anything else with a pamphlet."""

IMPRINT = Imprint(
    publisher="Листки о типографике", city="Москва", year="2026", age="12+", print_run=300, on_leaflet=True
)


def sample_of(layout: Layout) -> Sample:
    if layout.name in SAMPLES:
        return SAMPLES[layout.name]
    if "pamphlet" not in layout.kinds:
        return LEAF
    return BOOK if layout.name.startswith(("anthology", "pocket")) else PAMPHLET


def made(layout: Layout, sample: Sample, scratch: Path) -> dict[str, bytes]:
    """The files of an edition in this layout, by format."""
    outputs = ["pdf", *(["booklet"] if layout.covers else []), *(["cover"] if "pamphlet" in layout.kinds else [])]
    edition = Edition(
        name=layout.name,
        kind=sample.kind,  # type: ignore[arg-type]
        sources=tuple(str(ROOT / "sources" / work) for work in sample.works),
        title=sample.title,
        layout=layout.name,
        options=dict(sample.options),
        outputs=tuple(outputs),
        imprint=IMPRINT,
        fit=sample.fit,
    )
    project = replace(load_project(ROOT / "publisher.toml"), editions={layout.name: edition})
    for event in Build(project, Options(out=scratch, formats=tuple(outputs), jobs=1)).run([edition]):
        del event
    names = {"pdf": "pdf", "booklet": "booklet.pdf", "cover": "cover.pdf"}
    return {form: (scratch / layout.name / f"{layout.name}.{names[form]}").read_bytes() for form in outputs}


def pages(pdf: bytes, height: int) -> list[Image.Image]:
    """The pages of a PDF as pictures of this height, cut to their trim."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        left, bottom, right, top = page.get_trimbox()
        page.set_cropbox(left, bottom, right, top)
        page.set_mediabox(left, bottom, right, top)
        found.append(page.render(scale=height / (top - bottom)).to_pil().convert("RGB"))
    document.close()
    return found


def spreads(leaves: Sequence[Image.Image], layout: Layout) -> list[list[Image.Image]]:
    """Pages as they lie before the reader: books and zines in spreads, loose leaves one by one, panels side by side."""
    if layout.booklet == "trifold":
        return [[*leaves[4:6], leaves[0]], list(leaves[1:4])]
    if layout.booklet == "zine8" or "pamphlet" in layout.kinds:
        return [[leaves[0]], *[list(leaves[n : n + 2]) for n in range(1, len(leaves), 2)]]
    return [[leaf] for leaf in leaves]


def telling(lying: Sequence[list[Image.Image]]) -> list[list[Image.Image]]:
    """The spreads without a page that is empty or nearly so; all, if there are none of them."""
    full = [leaves for leaves in lying if all(_ink(leaf) > INK for leaf in leaves)]
    return full or list(lying)


def _ink(leaf: Image.Image) -> float:
    return sum(leaf.convert("L").histogram()[:150]) / (leaf.width * leaf.height)


def side_by_side(leaves: Sequence[Image.Image]) -> Image.Image:
    """A spread with the edges of its paper."""
    width, height = sum(leaf.width for leaf in leaves), leaves[0].height
    sheet = Image.new("RGB", (width + 2, height + 2), EDGE)
    at = 1
    for leaf in leaves:
        sheet.paste(leaf, (at, 1))
        at += leaf.width
        if leaf is not leaves[-1]:
            ImageDraw.Draw(sheet).line([(at, 1), (at, height)], fill=EDGE)
    return sheet


def on_desk(sheets: Sequence[Image.Image], width: int) -> Image.Image:
    """Spreads in rows on a desk."""
    rows: list[list[Image.Image]] = [[]]
    for sheet in sheets:
        if rows[-1] and sum(s.width + GAP for s in rows[-1]) + sheet.width + GAP > width:
            rows.append([])
        rows[-1].append(sheet)
    across = max(sum(sheet.width + GAP for sheet in row) for row in rows) + GAP
    desk = Image.new("RGB", (across, sum(max(s.height for s in row) + GAP for row in rows) + GAP), DESK)
    y = GAP
    for row in rows:
        x = (across - sum(sheet.width + GAP for sheet in row) + GAP) // 2
        for sheet in row:
            desk.paste(sheet, (x, y))
            x += sheet.width + GAP
        y += max(sheet.height for sheet in row) + GAP
    return desk


def png(picture: Image.Image, most: int) -> bytes:
    """A PNG of at most so many bytes: fewer colours, then fewer pixels."""
    while True:
        for colours in (64, 32, 16):
            out = io.BytesIO()
            picture.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
            if out.tell() <= most:
                return out.getvalue()
        picture = picture.resize((picture.width * 9 // 10, picture.height * 9 // 10), Image.Resampling.LANCZOS)


def show(name: str) -> str:
    """Write the pictures of a layout; gives its lines in the README."""
    layout = load_layout(name, [ROOT / "layouts"])
    with tempfile.TemporaryDirectory(prefix="gallery-") as scratch:
        files = made(layout, sample_of(layout), Path(scratch))
    height = HEIGHT if len(pages(files["pdf"], HEIGHT)) > 2 else 2 * HEIGHT
    lying = spreads(pages(files["pdf"], height), layout)
    lying = [*lying[:1], *telling(lying[1:])][:MOST_SPREADS]
    covers = [[cover] for cover in pages(files["cover"], height)[:1]] if "cover" in files else []
    sheets = [side_by_side(leaves) for leaves in [*covers, *lying]]
    (GALLERY / f"{name}.png").write_bytes(png(on_desk(sheets, WIDTH), MOST_GALLERY))
    small = spreads(pages(files["pdf"], PREVIEW), layout)
    shown = small[:2] if "pamphlet" not in layout.kinds else telling(small)[:2]
    (ROOT / "layouts" / name / "preview.png").write_bytes(
        png(on_desk([side_by_side(leaves) for leaves in shown], 4 * PREVIEW), MOST_PREVIEW)
    )
    millimetres = "×".join(f"{side * 25.4 / 72:.0f}" for side in (layout.trim.width, layout.trim.height))
    return f"## {name}\n\n{layout.title['ru']} · {layout.title['en']} · {millimetres} мм\n\n![{name}]({name}.png)\n"


def main(names: Sequence[str]) -> None:
    found = find_layouts([ROOT / "layouts"])
    finished = [name for name, place in found.items() if not read_toml(place / "layout.toml", "layout").get("abstract")]
    GALLERY.mkdir(parents=True, exist_ok=True)
    texts = {name: show(name) for name in finished if not names or name in names}
    if not names:
        head = "# Макеты · Layouts\n\nСнято с настоящих страниц · Taken from real pages: `make gallery`.\n"
        (GALLERY / "README.md").write_text("\n".join([head, *texts.values()]), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
