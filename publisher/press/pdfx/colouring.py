"""Colour, overprint and opacity of a content stream, written just before something is painted with them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Operator

from publisher.model.errors import BuildError
from publisher.model.sheet import Box
from publisher.press.pdfx import shadings
from publisher.press.pdfx.ground import Ground
from publisher.press.pdfx.inks import Paint
from publisher.press.pdfx.matrix import IDENTITY, Matrix
from publisher.press.pdfx.states import Layer, Pattern, State
from publisher.press.pdfx.workshop import Workshop


class Colouring(ABC):
    """The result of repainting one content stream: its operators and the resources they use.

    Args:
        shop: of the whole document.
        resources: of the stream.
        state: at its beginning.
        ground: what is painted so far, if transparency has to be flattened here; else None.
        layers: groups around this stream that are being flattened, outermost first.
        origin: where the stream's own coordinates begin: patterns are laid out from there.
    """

    def __init__(
        self,
        shop: Workshop,
        resources: pikepdf.Object,
        state: State,
        *,
        ground: Ground | None = None,
        layers: tuple[Layer, ...] = (),
        origin: Matrix = IDENTITY,
    ) -> None:
        self.shop = shop
        self.given = resources
        self.state = state
        self.ground = ground
        self.layers = layers
        self.origin = origin
        self.out: list[tuple[Sequence[Any], Operator]] = []
        self.used: dict[str, dict[str, pikepdf.Object]] = {}

    def resources(self) -> Dictionary:
        """What the new content uses, and nothing else."""
        return Dictionary({f"/{kind}": Dictionary(entries) for kind, entries in sorted(self.used.items())})

    def _write(self, operator: str, *operands: Any) -> None:
        self.out.append(([_number(v) if isinstance(v, float) else v for v in operands], Operator(operator)))

    def _use(self, kind: str, name: str, entry: pikepdf.Object) -> Name:
        self.used.setdefault(kind, {})[f"/{name}"] = entry
        return Name(f"/{name}")

    def _named(self, kind: str, name: object) -> pikepdf.Object:
        table = self.given.get(Name(f"/{kind}"))
        found = table.get(str(name)) if table is not None else None
        if found is None:
            raise BuildError("X102", {"what": f"{kind} {name}"})
        return found

    @abstractmethod
    def run(self, stream: pikepdf.Object) -> bytes:
        """The content of `stream` painted anew."""

    @abstractmethod
    def _write_pattern(self, stroking: bool, pattern: Pattern, alpha: float, box: Box | None) -> None:
        """Select a pattern to paint within `box` with."""

    def _ensure(self, stroking: bool, box: Box | None) -> Paint | None:
        """Write the colour to paint with, if it is not written yet; gives it, None for a pattern."""
        state = self.state
        colour = state.stroke if stroking else state.fill
        alpha = state.stroke_alpha if stroking else state.fill_alpha
        if isinstance(colour, Pattern):
            self._write_pattern(stroking, colour, alpha, box)
            self._ensure_alpha(stroking, alpha)
            return None
        if not self.shop.keeps_transparency:
            colour = self._mixed(colour, alpha, box)
        self._ensure_alpha(stroking, alpha)
        written = state.written.stroke if stroking else state.written.fill
        if colour != written:
            self._write_paint(stroking, colour)
            if stroking:
                state.written.stroke = colour
            else:
                state.written.fill = colour
        return colour

    def _mixed(self, paint: Paint, alpha: float, box: Box | None) -> Paint:
        """The paint as it looks over its ground: through the groups around it, the outermost first, then by itself.

        Where that can't be told honestly the page is remembered and the paint stays as it is.
        """
        state = self.state
        if state.mask is not None:
            self.shop.clash("SMask")
        layers = [*self.layers, *([Layer(alpha, None)] if alpha < 1 else [])]
        if state.blend not in ("/Normal", "/Compatible") and not self._blends_with_paper(box):
            self.shop.clash(state.blend[1:])
        for layer in layers:
            ground = self.ground.beneath(box, layer.before) if self.ground is not None and box is not None else None
            mixed = paint.over(ground, layer.alpha) if ground is not None else None
            if mixed is None:
                self.shop.clash("alpha")
                return paint
            paint = mixed
        return paint

    def _blends_with_paper(self, box: Box | None) -> bool:
        """Multiply and Darken do nothing to what lies on bare paper."""
        ground = self.ground.beneath(box) if self.ground is not None and box is not None else None
        return self.state.blend in ("/Multiply", "/Darken") and ground is not None and ground.is_paper

    def _one_ground(self, alpha: float, box: Box | None) -> tuple[Paint, float] | None:
        """Ground and opacity for what can't be mixed colour by colour; None where several grounds have a say in it."""
        if self.ground is None or box is None or self.state.blend not in ("/Normal", "/Compatible"):
            return None
        ground = self.ground.beneath(box)
        for layer in self.layers:
            if self.ground.beneath(box, layer.before) != ground:
                return None
            alpha *= layer.alpha
        return (ground, alpha) if ground is not None and not (ground.spot and not ground.is_paper) else None

    def _write_paint(self, stroking: bool, paint: Paint) -> None:
        self.shop.inks.note(paint)
        if paint.spot:
            name = f"Spot{list({**self.shop.spots, paint.spot: None}).index(paint.spot)}"
            space, select = ("CS", "SCN") if stroking else ("cs", "scn")
            self._write(space, self._use("ColorSpace", name, self.shop.separation(paint)))
            self._write(select, paint.tint)
            return
        operator = {"cmyk": "k", "gray": "g", "srgb": "rg"}[paint.space]
        self._write(operator.upper() if stroking else operator, *shadings.components(paint))

    def _ensure_alpha(self, stroking: bool, alpha: float) -> None:
        written = self.state.written
        now = written.stroke_alpha if stroking else written.fill_alpha
        if not self.shop.keeps_transparency or alpha == now:
            return
        key = "CA" if stroking else "ca"
        name = f"{key}{alpha:g}".replace(".", "_")
        self._write("gs", self._use("ExtGState", name, self.shop.state(name, {key: _number(alpha)})))
        if stroking:
            written.stroke_alpha = alpha
        else:
            written.fill_alpha = alpha

    def _ensure_overprint(self, wanted: bool) -> None:
        """Only black overprints, and only text and lines: never white, which would vanish, nor tints."""
        wanted = wanted and self.shop.overprints
        if self.state.written.overprint is wanted or (
            self.state.written.overprint is None and not self.shop.overprints
        ):
            return
        self.state.written.overprint = wanted
        name = "Over" if wanted else "Knock"
        table = {"OP": wanted, "op": wanted, "OPM": 1 if wanted else 0}
        self._write("gs", self._use("ExtGState", name, self.shop.state(name, table)))


def _number(value: float) -> Decimal:
    return Decimal(f"{value:.4f}".rstrip("0").rstrip(".") or "0")
