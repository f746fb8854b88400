"""Words shaped by HarfBuzz in the very font they are drawn with: how wide they are, and their glyphs. Remembered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

_MOST = 400_000
"""Words remembered for one face."""
_FRESH = 4_000
"""Words whose shapes are kept until they are drawn: a few pages."""
_BETWEEN, _SAMPLE = "\n", "«»„“”‘’—–-.,:;!?…()0123456789№%"
"""What stands between words that are shaped at once, and what they are made of besides letters."""

_CYRILLIC, _LATIN = re.compile(r"[\u0400-\u052f]"), re.compile(r"[A-Za-z\u00c0-\u024f]")
_SIMPLE = re.compile(
    r"[\u0020-\u007e\u00a1-\u00ac\u00ae-\u024f\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e№₽−]*"
)
"""Characters that are shaped one after the other: nothing invisible, no mark to place."""


class Shape(NamedTuple):
    """A word as HarfBuzz has set it: its glyphs, by how much each moves the next one in units of the font, the
    character that each begins with, whether all stand on a straight line, and whether they are those of its letters one
    by one, none looking like another one for the sake of its neighbours."""

    numbers: tuple[int, ...]
    advances: tuple[int, ...]
    clusters: tuple[int, ...]
    straight: bool
    literal: bool


class Glyphs(NamedTuple):
    """A word as a PDF shows it; lengths in thousandths of an em.

    Attributes:
        shown: glyph numbers in hexadecimal digits, with the distances that kerning takes away between them.
        rest: what is still to be taken away behind the last glyph.
        numbers: the glyphs. Their widths and texts: `Face.used`.
    """

    shown: str
    rest: float
    numbers: frozenset[int]


class _Nominal(dict[str, int]):
    """The glyph that a character has by itself; 0 for none."""

    def __init__(self, font: Any) -> None:
        super().__init__()
        self.font = font

    def __missing__(self, character: str) -> int:
        glyph = self[character] = self.font.get_nominal_glyph(ord(character)) or 0
        return glyph


class Face:
    """A font file with features and a language. Widths are in em."""

    def __init__(self, data: bytes, features: Mapping[str, int], language: str) -> None:
        import uharfbuzz as hb

        face = hb.Face(data)
        self._hb = hb
        self._font: Any = hb.Font(face)
        self._upem: int = face.upem
        self._features = {name: int(value) for name, value in features.items()}
        self._language = language or "en"
        self._script = "Latn" if self._language[:2] in ("en", "de", "fr", "la", "pl", "cs", "it", "es") else "Cyrl"
        self._characters = frozenset(map(chr, face.unicodes))
        self._parted: bool | None = None
        self._nominal = _Nominal(self._font)
        self._ends: dict[str, int] = {}
        self._widths: dict[str, float] = {}
        self._shapes: dict[str, Shape] = {}
        self._glyphs: dict[str, Glyphs | None] = {}
        self._per = face.upem / 1000
        self._digits: dict[int, tuple[str, int]] = {}
        self._moved: dict[tuple[int, int], str] = {}
        """Glyph and advance → its digits, and what kerning takes away behind it."""
        self.used: dict[int, tuple[int, str]] = {}
        """Width and text of every glyph that was drawn."""

    def knows(self, word: str) -> bool:
        """Whether `word` is set in this face alone, in one script: then its width can be trusted."""
        return word in self._widths or bool(
            _SIMPLE.fullmatch(word)
            and self._characters.issuperset(word)
            and not (_CYRILLIC.search(word) and _LATIN.search(word))
        )

    def knows_all(self, words: Iterable[str]) -> bool:
        """Whether it knows each of them."""
        return self._widths.keys() >= (found := set(words)) or all(map(self.knows, found))

    def learn(self, words: Iterable[str]) -> None:
        """Shape new words, Cyrillic ones at once: to ask HarfBuzz takes longer than its answer."""
        fresh = [word for word in dict.fromkeys(words) if word not in self._widths]
        text = _BETWEEN.join(fresh)
        if not fresh or not self._is_alone_between() or _LATIN.search(text) or not self.knows("".join(fresh)):
            return
        if len(self._shapes) >= _FRESH:
            self._shapes.clear()
        whole = self._shaped(text)
        if not whole.straight:
            return
        glyph, begin = 0, 0
        for word in fresh:
            first, end = glyph, begin + len(word)
            while glyph < len(whole.clusters) and whole.clusters[glyph] < end:
                glyph += 1
            shape = self._part(whole, first, glyph, begin, word)
            self._shapes[word] = shape
            self._widths[word] = sum(shape.advances) / self._upem
            glyph, begin = glyph + 1, end + 1

    def _part(self, whole: Shape, first: int, end: int, begin: int, word: str) -> Shape:
        """The shape of a word that begins at a character of what was shaped, from its `first` glyph to the `end`."""
        numbers = whole.numbers[first:end]
        clusters = tuple(range(len(word)))
        if whole.clusters[first:end] != tuple(range(begin, begin + len(word))):
            clusters = tuple(at - begin for at in whole.clusters[first:end])
        return Shape(numbers, whole.advances[first:end], clusters, True, self._is_literal(word, numbers))

    def _is_literal(self, word: str, numbers: tuple[int, ...]) -> bool:
        return numbers == tuple(map(self._nominal.__getitem__, word))

    def _is_alone_between(self) -> bool:
        """Whether what parts words that are shaped at once changes nothing in them."""
        if self._parted is None:
            letters = sorted(char for char in self._characters if _CYRILLIC.match(char) or char in _SAMPLE)
            shape = self._shaped(_BETWEEN.join(["", *letters, ""]))
            self._parted = len(shape.numbers) == 2 * len(letters) + 1 and all(
                advance == self._font.get_glyph_h_advance(number)
                for number, advance in zip(shape.numbers, shape.advances, strict=True)
            )
        return self._parted

    def width(self, word: str) -> float:
        width = self._widths.get(word)
        if width is None:
            if len(self._widths) >= _MOST:
                self._widths.clear()
            width = self._widths[word] = sum(self._shape(word).advances) / self._upem
        return width

    def parts(self, word: str, hyphen: str, offsets: Sequence[int]) -> Iterator[tuple[float, float]]:
        """Widths of the beginning of `word` with a hyphen behind it, and of its end, for divisions at `offsets`.

        Where every letter has its own glyph, and none looks like another one for the sake of its neighbours, they
        follow from the shape of the whole word: kerning is a matter of two letters.
        """
        shape = self._shape(word)
        if not shape.literal:
            for at in offsets:
                yield self.width(word[:at] + hyphen), self.width(word[at:])
            return
        sums, ends = [0, *accumulate(shape.advances)], self._ends
        for at in offsets:
            last = word[at - 1] + hyphen
            if last not in ends:
                ends[last] = sum(self._shape(last).advances)
            yield (sums[at - 1] + ends[last]) / self._upem, (sums[-1] - sums[at]) / self._upem

    def glyphs(self, word: str) -> Glyphs | None:
        """The glyphs of a word; None for one that this face can't set alone, or not on a straight line."""
        found = self._glyphs.get(word)
        if found is None and word not in self._glyphs:
            if len(self._glyphs) >= _MOST:
                self._glyphs.clear()
            known = word in self._widths or self.knows(word) or (word == "\u00a0" and word in self._characters)
            found = self._glyphs[word] = self._drawn(word) if known else None
        return found

    def _drawn(self, word: str) -> Glyphs | None:
        shape = self._shape(word)
        if not shape.straight:
            return None
        numbers = frozenset(shape.numbers)
        if not self.used.keys() >= numbers:
            for number, begin, end in zip(shape.numbers, shape.clusters, [*shape.clusters[1:], len(word)], strict=True):
                if number not in self.used:
                    self._digits[number] = f"{number:04x}", round(self._font.get_glyph_h_advance(number) / self._per)
                    self.used[number] = self._digits[number][1], word[begin:end]
        if self._per == 1:
            return Glyphs(*self._in_thousandths(shape), numbers)
        shown, rest, known, per = "", 0.0, self._digits, self._per
        for number, advance in zip(shape.numbers, shape.advances, strict=True):
            digits, width = known[number]
            if rest >= 1 or rest <= -1:
                shown += f">{int(rest)}<"
                rest -= int(rest)
            shown += digits
            rest += width - advance / per
        return Glyphs(shown, rest, numbers)

    def _in_thousandths(self, shape: Shape) -> tuple[str, float]:
        """`shown` and `rest` in a font of 1000 units to the em: there is nothing to round."""
        moved = self._moved
        *before, last = zip(shape.numbers, shape.advances, strict=True)
        for pair in before:
            if pair not in moved:
                digits, width = self._digits[pair[0]]
                moved[pair] = f"{digits}>{width - pair[1]}<" if width != pair[1] else digits
        digits, width = self._digits[last[0]]
        return "".join([moved[pair] for pair in before]) + digits, float(width - last[1])

    def _shape(self, word: str) -> Shape:
        shape = self._shapes.get(word)
        if shape is None:
            if len(self._shapes) >= _FRESH:
                self._shapes.clear()
            shape = self._shapes[word] = self._shaped(word)
        return shape

    def _shaped(self, text: str) -> Shape:
        buffer = self._buffer(text)
        infos = buffer.glyph_infos
        numbers = tuple([info.codepoint for info in infos])
        clusters = tuple([info.cluster for info in infos])
        x_offsets, y_offsets, advances, _ = zip(*[place.position for place in buffer.glyph_positions], strict=True)
        straight = not any(x_offsets) and not any(y_offsets)
        return Shape(numbers, advances, clusters, straight, self._is_literal(text, numbers))

    def _buffer(self, word: str) -> Any:
        hb: Any = self._hb
        buffer = hb.Buffer()
        buffer.add_str(word)
        buffer.direction = "ltr"
        buffer.script = "Latn" if _LATIN.search(word) else self._script
        buffer.language = self._language
        hb.shape(self._font, buffer, self._features)
        return buffer
