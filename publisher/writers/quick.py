"""WeasyPrint made quicker where its pages stay the same; for the versions that the lines are written for.

Some functions are wrapped while a document is rendered. Each answers by itself in the plain case, which it recognises
beyond doubt, and calls WeasyPrint's own function in all others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any

from publisher.writers.lines.boxes import Styles
from publisher.writers.lines.drawing import Pen

_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"{least}{axis}" for least in ("", "min_", "max_") for axis in ("width", "height")),
)
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)
_MEASURES = (*_LENGTHS, *_BORDERS, "border_collapse", "box_sizing")
_measures = itemgetter(*_MEASURES)

_of_line = itemgetter(
    *("font_family", "font_style", "font_stretch", "font_weight", "font_variant_ligatures", "font_variant_position"),
    *("font_variant_caps", "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian"),
    *("font_feature_settings", "font_variation_settings", "font_language_override", "lang", "font_size", "line_height"),
)
_MARGIN_BOXES = tuple(
    f"@{name}"
    for name in (
        *(f"{edge}-{place}" for edge in ("top", "bottom") for place in ("left", "center", "right")),
        *(f"{edge}-{place}" for edge in ("left", "right") for place in ("top", "middle", "bottom")),
        *(f"{edge}-{side}-corner" for edge in ("top", "bottom") for side in ("left", "right")),
    )
)
_RADII = tuple(f"border_{end}_{side}_radius" for end in ("top", "bottom") for side in ("left", "right"))
_SQUARE: dict[str, Any] = dict.fromkeys(_RADII, (0, 0)) | {"background": None}
_NOTHING = ("normal", "inhibit", "none")
_MOST = 10_000


@contextmanager
def quicker() -> Iterator[Pen]:
    """Within, one document may be laid out and drawn; gives what draws its texts."""
    from tinyhtml5 import inputstream
    from weasyprint import draw, layout, stacking
    from weasyprint.layout import absolute, background, block, column, float, inline, page, percent
    from weasyprint.text import line_break

    pen = Pen(draw.draw_text)
    lengths = _Lengths(percent.resolve_percentages)
    wrapped: tuple[tuple[Any, str, Any], ...] = (
        (inputstream, "characters_until_regex", _PATTERNS),
        (draw, "draw_text", pen.draw_text),
        (stacking, "_dispatch", _InOrder(stacking)),
        (layout, "make_margin_boxes", _MarginBoxes(layout.make_margin_boxes)),
        (inline, "handle_leader", _Leaders(inline.handle_leader)),
        (background, "layout_box_backgrounds", _Backgrounds(background.layout_box_backgrounds)),
        *((module, "strut", _Strut(line_break.strut)) for module in (line_break, inline)),
        *(
            (module, "resolve_percentages", lengths.resolve)
            for module in (absolute, block, column, float, inline, page, percent)
        ),
    )
    originals = [(module, name, getattr(module, name)) for module, name, _ in wrapped]
    try:
        for module, name, function in wrapped:
            setattr(module, name, function)
        yield pen
    finally:
        for module, name, function in originals:
            setattr(module, name, function)


class _Patterns(dict[tuple[frozenset[str], bool], re.Pattern[str]]):
    """Patterns for runs of some characters, or of all `opposite` ones. tinyhtml5 means to remember them, but stores
    each under itself, and so makes the pattern anew for every piece of text."""

    def __missing__(self, key: tuple[frozenset[str], bool]) -> re.Pattern[str]:
        characters, opposite = key
        chosen = "".join(f"\\x{ord(character):02x}" for character in characters)
        pattern = self[key] = re.compile(f"[{'' if opposite else '^'}{chosen}]+")
        return pattern


_PATTERNS = _Patterns()


class _InOrder:
    """Blocks that are only moved a little (`position: relative`, to stand on the grid) are drawn where they are read.

    By the letter of CSS 2.1, appendix E, they come after all others: who copies text from the page, or searches it,
    would find every heading behind the paragraphs. Nothing lies over them, so they look the same.
    """

    def __init__(self, stacking: Any) -> None:
        self.stacking = stacking
        self.original = stacking._dispatch

    def __call__(
        self, box: Any, page: Any, contexts: Any, blocks: list[Any], floats: Any, cells: dict[Any, Any]
    ) -> Any:
        """In the place of `_dispatch`."""
        from weasyprint.formatting_structure.boxes import BlockLevelBox

        if not isinstance(box, BlockLevelBox) or not _is_only_moved(box):
            return self.original(box, page, contexts, blocks, floats, cells)
        index = len(blocks)
        own: dict[Any, Any] = {}
        box = self.stacking._dispatch_children(box, page, contexts, blocks, floats, own)
        blocks.insert(index, box)
        cells[box] = own
        return box


def _is_only_moved(box: Any) -> bool:
    style = box.style
    return bool(
        style["position"] == "relative"
        and style["z_index"] == "auto"
        and style["opacity"] == 1
        and style["overflow"] == "visible"
        and not style["transform"]
        and not box.is_floated()
    )


class _Lengths:
    """Margins, paddings, borders and sizes of a box that don't depend on the box around it: the same for all boxes with
    the same values."""

    known: dict[Any, dict[str, Any] | None] = {}  # noqa: RUF012  shared by all documents

    def __init__(self, original: Any) -> None:
        self.original = original

    def resolve(self, box: Any, containing_block: Any) -> None:
        """In the place of `resolve_percentages`."""
        try:
            values = _measures(box.style)
            used = self.known[values]
        except TypeError:  # a formula
            used = None
        except KeyError:
            if len(self.known) >= _MOST:
                self.known.clear()
            used = self.known[values] = _used(values)
        if used is None:
            self.original(box, containing_block)
        else:
            box.__dict__.update(used)


def _used(values: Sequence[Any]) -> dict[str, Any] | None:
    """The attributes of a box; None if they depend on something else."""
    *measures, collapse, sizing = values
    if collapse == "collapse" or sizing != "content-box":
        return None
    used = dict(zip((*_LENGTHS, *_BORDERS), measures, strict=True))
    for name in _LENGTHS:
        value = used[name]
        if value == "auto":
            used[name] = 0 if name.startswith("min_") else value
        elif value is not None:
            if getattr(value, "unit", "%") == "%":
                return None
            used[name] = value.value
    return used


class _Strut:
    """Height and baseline of an empty line, in the place of `strut`: WeasyPrint writes a long key anew for each."""

    def __init__(self, original: Any) -> None:
        self.original = original

    def __call__(self, style: Any) -> Any:
        known = style.font_config.__dict__.setdefault("struts", {})
        try:
            values = _of_line(style)
            return known[values]
        except TypeError:
            return self.original(style)
        except KeyError:
            result = known[values] = self.original(style)
            return result


class _MarginBoxes:
    """In the place of `make_margin_boxes`: a page whose style puts nothing into such boxes has none."""

    def __init__(self, original: Any) -> None:
        self.original = original

    def __call__(self, context: Any, page: Any, state: Any) -> Any:
        styles = (context.style_for(page.page_type, name) for name in _MARGIN_BOXES)
        if all(style is None or style["content"] in _NOTHING for style in styles):
            return iter(())
        return self.original(context, page, state)


class _Backgrounds:
    """In the place of `layout_box_backgrounds`: most boxes have nothing behind them and no round corners."""

    def __init__(self, original: Any) -> None:
        from weasyprint.layout.absolute import AbsolutePlaceholder

        self.original, self.placeholder = original, AbsolutePlaceholder
        self.styles: dict[int, tuple[Any, bool]] = {}

    def __call__(self, page: Any, box: Any, images: Any, layout_children: bool = True, style: Any = None) -> None:
        placed = isinstance(box, self.placeholder)  # it hands on what is set, but not what its dictionary gets
        if placed or box is page or style is not None or not layout_children or not self._is_bare(box.style):
            self.original(page, box, images, layout_children, style)
            return
        box.__dict__.update(_SQUARE)
        for child in box.all_children():
            self(page, child, images)

    def _is_bare(self, style: Any) -> bool:
        found = self.styles.get(id(style))
        if found is None or found[0] is not style:
            found = self.styles[id(style)] = style, _is_bare(style)
        return found[1]


def _is_bare(style: Any) -> bool:
    from weasyprint.draw.color import get_color

    return bool(
        all(kind == "none" for kind, _ in style["background_image"])
        and get_color(style, "background_color").alpha == 0
        and not style["box_shadow"]
        and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
        and all((0, "px") in style[radius] for radius in _RADII)
    )


class _Leaders:
    """In the place of `handle_leader`: the dots of a line are one box, not one box for each dot."""

    def __init__(self, original: Any) -> None:
        self.original = original
        self.styles: Styles | None = None

    def __call__(self, context: Any, line: Any, containing_block: Any) -> None:
        from weasyprint.layout.leader import leader_index

        self.original(context, line, containing_block)
        _, leader = leader_index(line)
        if leader is None or len(leader.children) < 2 or line.style["direction"] != "ltr":
            return
        if self.styles is None:
            self.styles = Styles(context.font_config)
        count, dots = len(leader.children), leader.children[-1].copy()  # they were put in from right to left
        if " " not in dots.text and self.styles.of(dots.style).is_direct(dots.text):
            dots.repeated = count, dots.text
            dots.text *= count
            dots.width *= count
            leader.children = (dots,)
