"""A page as plates: the same page with every colour replaced by what it puts on up to three plates.

No renderer at hand draws CMYK, but all draw RGB exactly when it is not managed. So cyan, magenta and yellow are drawn
as 1 − red, green, blue, black and spot inks one by one in gray. Opacity and the separable blend modes work component
by component on such values (ISO 32000-1, 11.3.4: subtractive colours are blended as complements), so the drawn plates
are those of the press. Overprint is played by leaving out what a plate does not get.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from publisher.model.facts import Space
from publisher.preflight.ink.pictures import plate_picture
from publisher.preflight.ink.plates import CannotSeparateError, amounts, device, tinted
from publisher.preflight.probes.lexer import NameToken, operations
from publisher.preflight.probes.objects import TooLargeError, decoded, entries, get, items, name
from publisher.preflight.probes.shared import DEEPEST
from publisher.preflight.probes.spaces import CMYK, GRAY, RGB, Spaces
from publisher.preflight.probes.state import SEPARABLE, read_settings

MOST_OPERATORS = 3_000_000
"""Of a page."""
_DEVICE = {b"g": GRAY, b"rg": RGB, b"k": CMYK}
_FILLS = frozenset({b"f", b"F", b"f*", b"sh"})
_STROKES = frozenset({b"S", b"s"})
_BOTH = {b"B": b"f", b"B*": b"f*", b"b": b"f", b"b*": b"f*"}
_TEXT = frozenset({b"Tj", b"TJ", b"'", b'"'})


class SplitError(Exception):
    """Something overprints on one plate of the group and not on another: they have to be drawn one by one."""


class _Colour:
    """A colour in force; `kind` is `paint` or `pattern`."""

    __slots__ = ("kind", "space", "values")

    def __init__(self, space: Space = GRAY, values: tuple[float, ...] = (0.0,), kind: str = "paint") -> None:
        self.space, self.values, self.kind = space, values, kind


class _State:
    __slots__ = ("fill", "mode", "over_fill", "over_stroke", "render", "stroke")

    def __init__(self) -> None:
        self.fill = self.stroke = _Colour()
        self.over_fill = self.over_stroke = False
        self.mode = self.render = 0

    def copy(self) -> _State:
        new = _State.__new__(_State)
        for attribute in _State.__slots__:
            setattr(new, attribute, getattr(self, attribute))
        return new


class Separation:
    """One page of a file, for one group of plates."""

    def __init__(self, source: pikepdf.Pdf, index: int, group: Sequence[str]) -> None:
        self.pdf = pikepdf.new()
        self.pdf.pages.append(source.pages[index])
        self.group = tuple(group)
        self.spaces = Spaces()
        self.done: dict[tuple[tuple[int, int], str], Any] = {}
        self.left = MOST_OPERATORS

    def page(self) -> bytes:
        """A PDF of one page that shows the plates.

        Raises:
            CannotSeparateError: something on the page has no inks, or there is too much of it.
            SplitError: the plates of the group have to be drawn one by one.
        """
        page = self.pdf.pages[0].obj
        try:
            data = b"\n".join(decoded(stream) for stream in items(get(page, "Contents"), 10_000))
        except (TooLargeError, ValueError) as error:
            raise CannotSeparateError("Contents") from error
        resources = self.pdf.pages[0].resources if "/Resources" in page else Dictionary()
        content, page[Name.Resources] = self._rewritten(data, resources, _State(), 0)
        page[Name.Contents] = self.pdf.make_stream(self._first() + content)
        for key in ("/Group", "/Annots", "/AA"):
            if key in page:
                del page[key]
        out = io.BytesIO()
        self.pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return out.getvalue()

    def _first(self) -> bytes:
        """The colour in which a page begins: black."""
        black = self._operands(_Colour())
        operator = b"g " if len(self.group) == 1 else b"rg "
        return black + operator + black + operator.upper()

    # ---- colours

    def _amounts(self, colour: _Colour, over: bool, mode: int) -> list[float | None]:
        if colour.kind == "pattern":
            return [0.0] * len(self.group)
        found = amounts(colour.space, colour.values, overprint=over, mode=mode)
        return [found.get(plate, found[""]) for plate in self.group]

    def _operands(self, colour: _Colour) -> bytes:
        shown = self._amounts(colour, False, 0)
        return b"".join(b"%.4f " % (1 - (amount or 0.0)) for amount in shown)

    def _hidden(self, colour: _Colour, over: bool, mode: int) -> bool:
        """Whether the plates get nothing of this colour."""
        if not over or colour.kind == "pattern":
            return False
        missing = [amount is None for amount in self._amounts(colour, over, mode)]
        if any(missing) and not all(missing):
            raise SplitError
        return all(missing)

    def _set(self, state: _State, stroking: bool, colour: _Colour) -> bytes:
        if stroking:
            state.stroke = colour
        else:
            state.fill = colour
        operator = b"g" if len(self.group) == 1 else b"rg"
        return self._operands(colour) + (operator.upper() if stroking else operator)

    # ---- content

    def _rewritten(self, data: bytes, resources: Any, state: _State, depth: int) -> tuple[bytes, Any]:
        """(content, resources) that show the plates."""
        if depth > DEEPEST:
            raise CannotSeparateError("Form")
        self._no_drawn_fonts(resources)
        new = Dictionary({f"/{key}": value for key, value in entries(resources) if key in _KEPT_RESOURCES})
        out: list[bytes] = []
        stack: list[_State] = []
        for operator, operands, start, end in operations(data):
            self.left -= 1
            if self.left < 0:
                raise CannotSeparateError("Contents")
            if operator == b"q":
                stack.append(state.copy())
            elif operator == b"Q" and stack:
                state = stack.pop()
            written = self._operation(operator, operands, data[start:end], resources, new, state, depth)
            if written:
                out.append(written)
        return b"\n".join(out), new

    def _operation(
        self, operator: bytes, operands: list[Any], raw: bytes, resources: Any, new: Any, state: _State, depth: int
    ) -> bytes:
        lower = operator.lower()
        if lower in _DEVICE and operator in (lower, lower.upper()):
            space = self.spaces.named(_DEVICE[lower].family, resources)
            return self._set(state, operator != lower, _Colour(space, tuple(operands)))
        if lower in (b"cs", b"sc", b"scn"):
            return self._in_space(operator, operands, resources, new, state, depth)
        if operator == b"gs":
            self._settings(resources, operands[-1], state)
        elif operator == b"Tr":
            state.render = int(operands[-1])
        elif operator == b"Do":
            return self._xobject(raw, operands[-1], resources, new, state, depth)
        elif operator == b"sh":
            self._shading(operands[-1], resources, new)
        elif operator == b"EI":
            if not operands[0].get(b"IM", operands[0].get(b"ImageMask")):
                raise CannotSeparateError("BI")
        elif operator in _TEXT:
            if self._hidden(state.fill, state.over_fill, state.mode) and state.render in (0, 4):
                return b"3 Tr " + raw + b" %d Tr" % state.render
        elif operator in _FILLS or operator in _STROKES or operator in _BOTH:
            return self._painted(operator, raw, state)
        return raw

    def _painted(self, operator: bytes, raw: bytes, state: _State) -> bytes:
        fill = operator not in _STROKES and not self._hidden(state.fill, state.over_fill, state.mode)
        stroke = operator not in _FILLS and not self._hidden(state.stroke, state.over_stroke, state.mode)
        if operator in _BOTH and (fill, stroke) != (True, True):
            return _BOTH[operator] if fill else (b"s" if operator in (b"b", b"b*") else b"S") if stroke else b"n"
        return raw if fill or stroke else b"n"

    def _in_space(
        self, operator: bytes, operands: list[Any], resources: Any, new: Any, state: _State, depth: int
    ) -> bytes:
        stroking = operator.isupper()
        if operator.lower() == b"cs":
            space = self.spaces.named(operands[-1].decode("latin-1"), resources)
            if space.family == "Pattern":
                colour = _Colour(space, (), "pattern")
                state.stroke, state.fill = (colour, state.fill) if stroking else (state.stroke, colour)
                return b""
            start = 1.0 if space.colorants else 0.0
            values = (0.0, 0.0, 0.0, 1.0) if space.device == "CMYK" else (start,) * space.components
            return self._set(state, stroking, _Colour(space, values))
        current = state.stroke if stroking else state.fill
        if operands and isinstance(operands[-1], NameToken):
            self._pattern(operands, resources, new, state, depth)
            colour = _Colour(current.space, (), "pattern")
            state.stroke, state.fill = (colour, state.fill) if stroking else (state.stroke, colour)
            label = operands[-1]
            return (b"/Pattern CS /%s SCN" if stroking else b"/Pattern cs /%s scn") % label
        return self._set(state, stroking, _Colour(current.space, tuple(operands)))

    def _settings(self, resources: Any, label: bytes, state: _State) -> None:
        found = get(resources, "ExtGState", label.decode("latin-1"))
        for attribute, value in read_settings(found).changes:
            match attribute:
                case "fill_overprint":
                    state.over_fill = value
                case "stroke_overprint":
                    state.over_stroke = value
                case "mode":
                    state.mode = value
                case "blend" if value not in SEPARABLE:
                    raise CannotSeparateError(value)

    def _no_drawn_fonts(self, resources: Any) -> None:
        if any(name(get(font, "Subtype")) == "Type3" for _, font in entries(get(resources, "Font"))):
            raise CannotSeparateError("Type 3")

    # ---- resources

    def _put(self, new: Any, kind: str, label: bytes, value: Any) -> None:
        if f"/{kind}" not in new:
            new[f"/{kind}"] = Dictionary()
        new[f"/{kind}"]["/" + label.decode("latin-1")] = value

    def _xobject(self, raw: bytes, label: bytes, resources: Any, new: Any, state: _State, depth: int) -> bytes:
        stream = get(resources, "XObject", label.decode("latin-1"))
        if not isinstance(stream, pikepdf.Stream):
            return b""
        kind = name(get(stream, "Subtype"))
        if kind == "Image":
            if bool(get(stream, "ImageMask")) and self._hidden(state.fill, state.over_fill, state.mode):
                return b""
            key = (stream.objgen, kind)
            if key not in self.done:
                value = get(stream, "ColorSpace")
                space = self.spaces.read(value, resources) if value is not None else GRAY
                self.done[key] = self.pdf.make_indirect(plate_picture(self.pdf, stream, space, self.group))
            self._put(new, "XObject", label, self.done[key])
        elif kind == "Form":
            fresh = b"Form%d" % len(self.done)  # colours and overprint in force differ from call to call
            self.done[((len(self.done), -1), kind)] = None
            self._put(new, "XObject", fresh, self._content_of(stream, resources, state.copy(), depth))
            return b"/" + fresh + b" Do"
        return raw

    def _content_of(self, stream: Any, outer: Any, state: _State, depth: int, first: bytes = b"") -> Any:
        """A form or pattern, rewritten."""
        own = get(stream, "Resources")
        try:
            data = decoded(stream)
        except (TooLargeError, ValueError) as error:
            raise CannotSeparateError("Form") from error
        content, resources = self._rewritten(data, own if own is not None else outer, state, depth + 1)
        copy = self.pdf.make_stream(first + content)
        dropped = ("/Length", "/Filter", "/DecodeParms", "/Resources")
        copy.stream_dict = Dictionary({key: value for key, value in stream.items() if key not in dropped})
        copy[Name.Resources] = resources
        if get(copy, "Group", "CS") is not None:
            group = {key: value for key, value in copy.Group.items() if key != "/CS"}
            copy[Name.Group] = Dictionary(group | {"/CS": device(self.group)})
        return self.pdf.make_indirect(copy)

    def _pattern(self, operands: list[Any], resources: Any, new: Any, state: _State, depth: int) -> None:
        label = operands[-1]
        pattern = get(resources, "Pattern", label.decode("latin-1"))
        if isinstance(pattern, pikepdf.Stream):
            if int(get(pattern, "PaintType") or 1) == 2:
                raise CannotSeparateError("PaintType 2")
            self._put(new, "Pattern", label, self._content_of(pattern, resources, _State(), depth, self._first()))
            return
        copy = Dictionary(dict(pattern.items()) if isinstance(pattern, pikepdf.Dictionary) else {})
        copy[Name.Shading] = self._tinted_shading(get(pattern, "Shading"), resources)
        self._put(new, "Pattern", label, copy)

    def _shading(self, label: bytes, resources: Any, new: Any) -> None:
        shading = get(resources, "Shading", label.decode("latin-1"))
        self._put(new, "Shading", label, self._tinted_shading(shading, resources))

    def _tinted_shading(self, shading: Any, resources: Any) -> Any:
        if not isinstance(shading, (pikepdf.Dictionary, pikepdf.Stream)):
            raise CannotSeparateError("Shading")
        space = tinted(self.pdf, self.spaces.read(get(shading, "ColorSpace"), resources), self.group)
        changed = {key: value for key, value in shading.items() if key not in ("/Length", "/Background")}
        changed["/ColorSpace"] = space
        if isinstance(shading, pikepdf.Stream):
            copy = self.pdf.make_stream(shading.read_raw_bytes())
            copy.stream_dict = Dictionary(changed)
            return self.pdf.make_indirect(copy)
        return Dictionary(changed)


_KEPT_RESOURCES = ("Font", "ExtGState", "Properties", "ProcSet")
