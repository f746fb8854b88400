"""WeasyPrint's boxes of a paragraph → runs and gaps. With `hook`, the only place that knows WeasyPrint's inside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from sys import byteorder
from typing import Any

from publisher.writers.lines.matter import JOINER, OBJECT, SPACES, Forced, Gap, Item, Matter, Run, matter_of
from publisher.writers.lines.shaping import Face

_SAMPLES = ("ошибка", "Гудок,", "13–25", "«Ату!»", "съёмщик.", "Type", "wave-")
_SPACING = ("normal", "nowrap", "pre")
_BREAKING = re.compile(r"[\n\t]")
_CLOSE = 0.02
"""px that our width of a sample may differ from Pango's."""
_MOST_STYLES = 500
"""Styles remembered: titles have many sizes."""
_MOST_WORDS = 100_000
"""Words and parts of words remembered for one style."""


_LOWEST = slice(0 if byteorder == "little" else 3, None, 4)
_ODD = re.compile(b"[%s]" % b"".join(b"\\x%02x" % byte for byte in range(1, 256, 2)))
"""Of the four bytes of Pango's answer for a character: bit 0 tells that a line may begin in front of it."""


_BETWEEN_WORDS = re.compile(f"[{SPACES}]")


class UnplannedError(Exception):
    """A paragraph holds what only WeasyPrint's own line breaking can set."""


Faces = dict[Any, tuple[Any, Face]]
"""HarfBuzz's face and ours, by the address of the former: it has to stay as long as its address is a key."""


class Style:
    """What one style does to words: their widths, and the height of a line of text."""

    def __init__(self, style: Any, faces: Faces) -> None:
        self.style = style
        self.size: float = style["font_size"]
        self.letter: float = 0.0 if style["letter_spacing"] == "normal" else style["letter_spacing"]
        self.font, self.face = _font_of(style, faces, spaced=self.letter != 0)
        plain = style["text_decoration_line"] == "none" and style["direction"] == "ltr"
        _, self.height, self.baseline = self._by_pango("о")
        self.direct = plain and all(abs(self._by_pango(w)[0] - self._shaped(w)) < _CLOSE for w in _SAMPLES)
        """Whether widths are known without Pango: it is asked for what our shaping can't know."""
        self.widths: dict[str, float] = {}
        self.space: float = self.face.width(" ") * self.size + style["word_spacing"] + self.letter
        self._words: dict[Any, dict[str, Any]] = {}

    def measure(self, word: str) -> float:
        width = self.widths.get(word)
        if width is None:
            if len(self.widths) >= _MOST_WORDS:
                self.widths.clear()
            shaped = (self.direct or self.letter) and self.face.knows(word)
            width = self.widths[word] = self._shaped(word) if shaped else self._by_pango(word)[0]
        return width

    def learn(self, text: str) -> None:
        """Have the widths of all words of a text at hand."""
        if self.direct:
            self.face.learn(word for word in _BETWEEN_WORDS.split(text) if word and word not in self.widths)

    def parts(self, hyphen: str) -> Callable[[str, Sequence[int]], list[tuple[float, float]]] | None:
        """For a divided word: x of its beginning's end, hyphen included, and of its end's beginning."""
        if not self.direct:
            return None
        size, letter, parts, measure = self.size, self.letter, self.face.parts, self.measure
        simple = self.face.knows(hyphen) and not any(map(str.isalpha, hyphen))  # it changes nothing in a word's script

        def of_word(word: str, offsets: Sequence[int]) -> list[tuple[float, float]]:
            width = measure(word)
            if not simple or not self.face.knows(word):
                return [(measure(word[:at] + hyphen), width - measure(word[at:])) for at in offsets]
            return [
                (begin * size + letter * (at + len(hyphen)), width - (rest * size + letter * (len(word) - at)))
                for at, (begin, rest) in zip(offsets, parts(word, hyphen, offsets), strict=True)
            ]

        return of_word

    def words(self, *how: Any) -> dict[str, Any]:
        """What is known of the words that are divided in one way."""
        known = self._words.setdefault(how, {})
        if len(known) >= _MOST_WORDS:
            known.clear()
        return known

    def is_direct(self, text: str) -> bool:
        """Whether the measures of all words of `text` add up to its width, and it is drawn in this face alone."""
        return self.direct and self.face.knows_all(_BETWEEN_WORDS.split(text))

    def _shaped(self, word: str) -> float:
        return self.face.width(word) * self.size + self.letter * len(word)

    def _by_pango(self, text: str) -> tuple[float, float, float]:
        from weasyprint.text.line_break import create_layout, first_line_metrics

        layout = create_layout(text, self.style, None, None, 0)
        line, _ = layout.get_first_line()
        _, _, _, width, height, baseline = first_line_metrics(line, text, layout, None, False, self.style)
        return width, height, baseline


class Font:
    """The font of Pango for a style. It lives as long as the layout it was found in."""

    def __init__(self, style: Any) -> None:
        from weasyprint.text.line_break import Layout

        self._layout = Layout(style)
        self._layout.set_text("о")
        line, _ = self._layout.get_first_line()
        self.pango = line.runs[0].data.item.analysis.font


def _font_of(style: Any, faces: Faces, *, spaced: bool) -> tuple[Font, Face]:
    """The font that Pango takes for a style, and the same with the features of the style: no ligatures if spaced."""
    from weasyprint.text.ffi import ffi
    from weasyprint.text.fonts import font_features, get_hb_object_data, get_pango_font_hb_face

    features = font_features(
        *(
            style[f"font_{name}"]
            for name in (
                *("kerning", "variant_ligatures", "variant_position", "variant_caps", "variant_numeric"),
                *("variant_alternates", "variant_east_asian", "feature_settings"),
            )
        )
    )
    if spaced:
        features |= dict.fromkeys(("liga", "clig", "dlig"), 0)
    font = Font(style)
    hb_face = get_pango_font_hb_face(font.pango)
    language = (style["lang"] or "").lower()
    key = (int(ffi.cast("intptr_t", hb_face)), tuple(sorted(features.items())), language)
    if key not in faces:
        faces[key] = hb_face, Face(get_hb_object_data(hb_face), features, language)
    return font, faces[key][1]


class _Known:
    """Faces and styles with all that is known of them, for all documents with one configuration of fonts."""

    def __init__(self) -> None:
        self.faces: Faces = {}
        self.styles: dict[str, Style] = {}

    def style(self, key: str, style: Any) -> Style:
        if key not in self.styles:
            if len(self.styles) >= _MOST_STYLES:
                self.styles.clear()
            self.styles[key] = Style(style, self.faces)
        return self.styles[key]


class Styles:
    """The styles of a document, by what matters for lines."""

    def __init__(self, fonts: Any) -> None:
        self.known: _Known = fonts.__dict__.setdefault("total_fit", _Known())
        self.by_object: dict[int, tuple[Any, Style]] = {}

    def of(self, style: Any) -> Style:
        found = self.by_object.get(id(style))
        if found is None or found[0] is not style:
            from weasyprint.text.line_break import _font_style_cache_key

            key = f"{_font_style_cache_key(style, include_size=True)}" + repr(
                [
                    style[name]
                    for name in (
                        *("letter_spacing", "word_spacing", "font_kerning", "text_decoration_line", "direction"),
                        "overflow_wrap",
                    )
                ]
            )
            found = self.by_object[id(style)] = (style, self.known.style(key, style))
        return found[1]


class Paragraph:
    """The runs of a line box: its text boxes in order, with the way to each (indices of children)."""

    def __init__(self, box: Any, containing_block: Any, styles: Styles) -> None:
        self.box = box
        self.children = box.children
        self.texts: list[Any] = []
        self.paths: list[tuple[int, ...]] = []
        self.styles: list[Style] = []
        self.floats: list[Any] = []
        self._styles, self._block = styles, containing_block
        self.items = list(self._items(box, ()))
        if not any(isinstance(item, Run) and item.text.strip(SPACES) for item in self.items):
            raise UnplannedError
        self.matter: Matter = matter_of(self.items, _line_breaks(box.style["lang"]))
        self.numbers = {id(text): number for number, text in enumerate(self.texts)}
        self.direct = [style.is_direct(text.text) for style, text in zip(self.styles, self.texts, strict=True)]

    def belongs_to(self, box: Any) -> bool:
        """Whether a line box, perhaps a copy, holds the very children that were read."""
        return box.children is self.children or (
            len(box.children) == len(self.children)
            and all(mine is its for mine, its in zip(self.children, box.children, strict=True))
        )

    def _items(self, box: Any, path: tuple[int, ...]) -> Iterator[Item]:
        from weasyprint.formatting_structure import boxes
        from weasyprint.layout.percent import resolve_percentages

        for index, child in enumerate(box.children):
            if not child.is_in_normal_flow():
                if child.is_floated():
                    if self.texts or path:
                        raise UnplannedError
                    self.floats.append(child)
                continue
            if isinstance(child, boxes.TextBox):
                yield from self._run(child, (*path, index))
            elif isinstance(child, boxes.InlineBox) and child.is_leader:
                yield Gap(sum(map(self._dot, child.children)), JOINER)
            elif isinstance(child, boxes.InlineBox):
                resolve_percentages(child, self._block)
                raised = child.style["vertical_align"] != "baseline"  # a call of a note, an exponent: begins no line
                yield Gap(_edge(child, "left"), JOINER if raised else "")
                yield from self._items(child, (*path, index))
                yield Gap(_edge(child, "right"))
            elif isinstance(child, boxes.InlineReplacedBox):
                from weasyprint.layout.inline import atomic_box

                resolve_percentages(child, self._block)
                yield Gap(atomic_box(None, child, 0, None, self._block, [], []).margin_width(), OBJECT)
            else:
                raise UnplannedError

    def _dot(self, box: Any) -> float:
        """Width of a leader before it is drawn out: its text once."""
        return self._styles.of(box.style).measure(box.text.strip(" "))

    def _run(self, box: Any, path: tuple[int, ...]) -> Iterator[Item]:
        style = box.style
        if style["font_size"] == 0 or not box.text:
            return
        if box.text == "\n" and style["white_space"] == "pre-line":
            yield Forced()
            return
        if style["white_space"] not in _SPACING or style["direction"] != "ltr" or _BREAKING.search(box.text):
            raise UnplannedError
        if style["word_break"] != "normal" or style["font_variation_settings"] != "normal":
            raise UnplannedError
        known = self._styles.of(style)
        self.texts.append(box)
        known.learn(box.text)
        self.paths.append(path)
        self.styles.append(known)
        hyphens, hyphen, language = style["hyphens"], style["hyphenate_character"], style["lang"] or ""
        minima = tuple(style["hyphenate_limit_chars"]) if hyphens == "auto" and language else None
        yield Run(
            box.text,
            known.measure,
            known.space,
            language,
            minima,
            hyphens != "none",
            style["white_space"] == "normal",
            hyphen,
            known.parts(hyphen),
            known.widths,
            known.words(language, minima, hyphen),
        )

    def place_of(self, skip: Any) -> tuple[int, int]:
        """The run and the offset in it at which a line begins. `skip`: WeasyPrint's way to it, in bytes of UTF-8."""
        way: list[int] = []
        while skip:
            ((index, skip),) = skip.items()
            way.append(index)
        for number, path in enumerate(self.paths):
            if tuple(way[: len(path)]) == path and len(way) == len(path) + 1:
                text = self.texts[number].text
                offset = len(text.encode()[: way[-1]].decode())
                if offset < len(text):
                    return number, offset
            elif path >= tuple(way):
                return number, 0
        return len(self.paths), 0


def _edge(box: Any, side: str) -> float:
    margin = getattr(box, f"margin_{side}")
    return float(
        (0 if margin == "auto" else margin) + getattr(box, f"padding_{side}") + getattr(box, f"border_{side}_width")
    )


def _line_breaks(language: str | None) -> Callable[[str], list[int]]:
    def breaks(text: str) -> list[int]:
        from weasyprint.text.ffi import ffi
        from weasyprint.text.line_break import get_log_attrs

        flags = bytes(ffi.buffer(get_log_attrs(text, language)))[_LOWEST]
        return [found.start() for found in _ODD.finditer(flags, 1, len(text))]

    return breaks
