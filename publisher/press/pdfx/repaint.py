"""A content stream painted anew: every colour as ink, black overprinting, nothing transparent where none may be.

What the author asked for is kept in a `State`; colour, overprint and opacity are written just before something is
painted with them, so nothing is said twice and a page says nothing that it does not use.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator

from publisher.model.errors import BuildError
from publisher.model.sheet import Box
from publisher.press.pdfx.colours import device_name, paint_in
from publisher.press.pdfx.hulls import outline
from publisher.press.pdfx.inks import Paint
from publisher.press.pdfx.matrix import around, joined, keeps_upright, matrix_of, placed, product
from publisher.press.pdfx.objects import Objects
from publisher.press.pdfx.states import Colour, Pattern, SoftMask, State
from publisher.press.pdfx.texts import TextPlace

_THIN = 2.0
"""Points: a filled rectangle that is no thicker is a rule, and black rules overprint."""

_PASSED = {"j", "J", "M", "d", "i", "BT", "ET", "Td", "TD", "Tm", "T*", "Tc", "Tw", "Tz", "TL", "Ts", "d0", "d1"}
_DROPPED = {"ri", "BMC", "BDC", "EMC", "MP", "DP", "BX", "EX"}
_PATH = {"m", "l", "c", "v", "y", "h", "re"}
_FILLS = {"f", "F", "f*", "B", "B*", "b", "b*"}
_STROKES = {"S", "s", "B", "B*", "b", "b*"}
_DEVICE = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}


class Repainter(Objects):
    """Repaints one content stream (page, form, pattern cell, glyph) with its resources."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.saved: list[State] = []
        self.spaces = {False: "/DeviceGray", True: "/DeviceGray"}
        self.path: list[tuple[Sequence[Any], Operator]] = []
        self.shapes: list[list[tuple[float, float]]] = []
        self.clips = False
        self.text = TextPlace()

    # --- the way through ----------------------------------------------------------------------------------------------

    def run(self, stream: pikepdf.Object) -> bytes:
        """The content of `stream` painted anew.

        Raises:
            BuildError: X102 a colour, operator or gradient that we don't know, X103 such an image.
        """
        for instruction in pikepdf.parse_content_stream(stream):
            self._operate(str(instruction.operator), list(instruction.operands), instruction.operator)
        return pikepdf.unparse_content_stream(self.out)

    def _operate(self, name: str, operands: Sequence[Any], operator: Operator) -> None:
        if name in _PATH:
            self._extend(name, operands)
            self.path.append((operands, operator))
        elif name in ("W", "W*"):
            self.clips = True
            self.path.append((operands, operator))
        elif name in _FILLS or name in _STROKES or name == "n":
            self._paint_path(name, operator)
        elif name in _PASSED:
            self._follow(name, operands)
            self.out.append((operands, operator))
        elif name not in _DROPPED:
            self._other(name, operands, operator)

    def _other(self, name: str, operands: Sequence[Any], operator: Operator) -> None:
        handlers: dict[str, Callable[..., None]] = {
            "q": self._save,
            "Q": self._restore,
            "cm": self._transform,
            "gs": self._graphics_state,
            "Do": self._object,
            "sh": self._shading,
            "Tf": self._font,
            "Tr": self._mode,
            "w": self._width,
        }
        if name in handlers:
            handlers[name](operands, operator)
        elif name in ("Tj", "TJ", "'", '"'):
            self._show(name, operands, operator)
        elif name.lower() in ("g", "rg", "k"):
            stroking = name.isupper()
            self._set(stroking, paint_in(_DEVICE[name.lower()], [float(v) for v in operands], self.shop.inks))
        elif name.lower() == "cs":
            self.spaces[name.isupper()] = self._space(operands[0])
        elif name.lower() in ("sc", "scn"):
            self._special(name.isupper(), operands)
        else:
            raise BuildError("X102", {"what": name[:20]})

    # --- state --------------------------------------------------------------------------------------------------------

    def _save(self, operands: Sequence[Any], operator: Operator) -> None:
        self.saved.append(self.state.copy())
        self.out.append((operands, operator))

    def _restore(self, operands: Sequence[Any], operator: Operator) -> None:
        if self.saved:
            self.state = self.saved.pop()
            self.out.append((operands, operator))

    def _transform(self, operands: Sequence[Any], operator: Operator) -> None:
        self.state.ctm = product(matrix_of(operands), self.state.ctm)
        self.out.append((operands, operator))

    def _width(self, operands: Sequence[Any], operator: Operator) -> None:
        self.state.line_width = float(operands[0])
        self.out.append((operands, operator))

    def _mode(self, operands: Sequence[Any], operator: Operator) -> None:
        self.state.text.mode = int(operands[0])
        self.out.append((operands, operator))

    def _font(self, operands: Sequence[Any], operator: Operator) -> None:
        name, size = str(operands[0])[1:], float(operands[1])
        self.state.text.font, self.state.text.size = name, size
        self._use("Font", name, self._prepared_font(self._named("Font", f"/{name}")))
        self.out.append((operands, operator))

    def _follow(self, name: str, operands: Sequence[Any]) -> None:
        """Text parameters that decide where letters stand."""
        text = self.state.text
        match name:
            case "Tc":
                text.spacing = float(operands[0])
            case "Tw":
                text.word_spacing = float(operands[0])
            case "Tz":
                text.scale = float(operands[0]) / 100
            case "TL":
                text.leading = float(operands[0])
            case "Ts":
                text.rise = float(operands[0])
            case _:
                self.text.operate(name, operands, text)

    def _graphics_state(self, operands: Sequence[Any], _: Operator) -> None:
        table = self._named("ExtGState", operands[0])
        state = self.state
        state.fill_alpha = float(table.get("/ca", state.fill_alpha))
        state.stroke_alpha = float(table.get("/CA", state.stroke_alpha))
        blend = table.get("/BM", Name(state.blend))
        state.blend = str(blend[0] if isinstance(blend, Array) else blend)
        mask = table.get("/SMask")
        if mask is not None:
            state.mask = SoftMask(mask, state.ctm) if isinstance(mask, Dictionary) else None
        if self.shop.keeps_transparency and (mask is not None or "/BM" in table):
            self._keep_state(table, mask)

    def _keep_state(self, table: pikepdf.Object, mask: pikepdf.Object | None) -> None:
        """Blend mode and soft mask as they are; only the colours of the mask's group become shades of grey."""
        kept = Dictionary(Type=Name.ExtGState)
        if "/BM" in table:
            kept.BM = table.BM
        if mask is not None:
            kept.AIS = False
            kept.SMask = self._grey_mask(mask) if isinstance(mask, Dictionary) else Name("/None")
        name = f"T{len(self.used.get('ExtGState', {}))}"
        self._write("gs", self._use("ExtGState", name, self.shop.pdf.make_indirect(kept)))

    def _grey_mask(self, mask: pikepdf.Object) -> pikepdf.Object:
        shop = self.shop.for_masks()
        black = shop.inks.gray(0.0)
        group = Repainter(shop, self.given, State(black, black)).form(mask.G)
        return Dictionary(Type=Name.Mask, S=mask.S, G=group)

    # --- colour ---

    def _space(self, name: object) -> str:
        if str(name) in ("/DeviceRGB", "/DeviceGray", "/DeviceCMYK", "/Pattern"):
            return str(name)
        return device_name(self._named("ColorSpace", name))

    def _special(self, stroking: bool, operands: Sequence[Any]) -> None:
        if self.spaces[stroking] == "/Pattern":
            self._set(stroking, Pattern(str(operands[-1])))
        else:
            self._set(stroking, paint_in(self.spaces[stroking], [float(v) for v in operands], self.shop.inks))

    def _set(self, stroking: bool, colour: Colour) -> None:
        if stroking:
            self.state.stroke = colour
        else:
            self.state.fill = colour

    # --- text ---------------------------------------------------------------------------------------------------------

    def _show(self, name: str, operands: Sequence[Any], operator: Operator) -> None:
        text, box = self.state.text, None
        if self.ground is not None:
            if name in ("'", '"'):
                self.text.operate("T*", (), text)
            pieces = operands[-1] if name == "TJ" else [operands[-1]]
            widths = self._widths(self._named("Font", f"/{text.font}"))
            box = self.text.shown(list(pieces), text, widths, self.state.ctm)
        painted = [
            self._ensure(stroking=stroking, box=box)
            for stroking, modes in ((False, (0, 2, 4, 6)), (True, (1, 2, 5, 6)))
            if text.mode in modes
        ]
        if painted:
            self._ensure_overprint(all(paint is not None and paint.is_black for paint in painted))
        self.out.append((operands, operator))
        if self.ground is not None and box is not None and painted:
            self.ground.add(box, None)

    # --- paths --------------------------------------------------------------------------------------------------------

    def _extend(self, name: str, operands: Sequence[Any]) -> None:
        values = [float(v) for v in operands]
        if name == "re":
            x, y, width, height = values
            self.shapes.append([(x, y), (x + width, y + height), (x, y + height), (x + width, y)])
        elif name == "m":  # alone it paints nothing
            self.shapes.append([(values[0], values[1])])
        elif values and self.shapes:
            self.shapes[-1] += zip(values[::2], values[1::2], strict=True)

    def _paint_path(self, name: str, operator: Operator) -> None:
        state = self.state
        shapes = [around(shape, state.ctm) for shape in self.shapes if len(shape) > 1]
        box = reduce(joined, shapes) if shapes else None
        visible = self._visible(box)
        black: list[bool] = []
        fill: Paint | None = None
        if name in _FILLS:
            fill = self._ensure(stroking=False, box=visible)
            black.append(fill is not None and fill.is_black and _is_rule(shapes, visible))
        if name in _STROKES:
            reach = self._line_reach()
            stroke = self._ensure(stroking=True, box=visible.grown(reach) if visible else None)
            black.append(stroke is not None and stroke.is_black)
        if black:
            self._ensure_overprint(all(black))
        self.out += [*self.path, ([], operator)]
        if self.ground is not None and visible is not None and visible.width >= 0 and visible.height >= 0:
            if name in _FILLS:
                self.ground.add(visible, fill if self._is_full_box() else None)
            if name in _STROKES:
                self.ground.add(visible.grown(self._line_reach()), None)
        if self.clips and box is not None:
            state.clip_is_box = state.clip_is_box and self._is_full_box()
            state.clip = box if state.clip is None else box.within(state.clip)
        self.path, self.shapes, self.clips = [], [], False

    def _visible(self, box: Box | None) -> Box | None:
        """What the clip leaves of a path; where it leaves all, the outline is told more closely than by a rectangle."""
        clip = self.state.clip
        if box is None or self.ground is None or (clip is not None and not clip.holds(box)):
            return box if box is None or clip is None else box.within(clip)
        points = [point for shape in self.shapes if len(shape) > 1 for point in shape]
        return outline(box, placed(points, self.state.ctm))

    def _line_reach(self) -> float:
        a, b, c, d, _, _ = self.state.ctm
        return self.state.line_width / 2 * max(abs(a) + abs(c), abs(b) + abs(d))

    def _is_full_box(self) -> bool:
        """Whether the path is one upright rectangle, inside a clip that is one, too."""
        shapes = [str(operator) for _, operator in self.path if str(operator) not in ("W", "W*")]
        return shapes == ["re"] and keeps_upright(self.state.ctm) and self.state.clip_is_box


def _is_rule(shapes: Sequence[Box], visible: Box | None) -> bool:
    """Whether what is filled is as thin as a line: a flat shape, or a frame, one shape closely inside another."""
    if visible is not None and min(visible.width, visible.height) <= _THIN:
        return True
    if len(shapes) != 2:
        return False
    outer, inner = sorted(shapes, key=lambda box: -box.width)
    sides = (inner.left - outer.left, inner.bottom - outer.bottom, outer.right - inner.right, outer.top - inner.top)
    return all(0 <= side <= _THIN for side in sides)
