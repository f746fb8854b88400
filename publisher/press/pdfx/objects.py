"""Things that are painted by name: pictures, forms, patterns, gradients, fonts; each goes into inks on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator

from publisher.model.errors import BuildError
from publisher.model.sheet import Box
from publisher.press.pdfx import shadings
from publisher.press.pdfx.colouring import Colouring
from publisher.press.pdfx.fonts import embedded_as_cff, needs_cff
from publisher.press.pdfx.ground import Ground
from publisher.press.pdfx.inks import Paint
from publisher.press.pdfx.matrix import IDENTITY, bounds, matrix_of, product
from publisher.press.pdfx.pictures import Blend
from publisher.press.pdfx.states import Layer, Pattern, State, Written
from publisher.press.pdfx.texts import Widths
from publisher.press.pdfx.workshop import Placed

_UNIT = Box(0, 0, 1, 1)
PROCESS_SPACES = {"cmyk": Name.DeviceCMYK, "gray": Name.DeviceGray, "srgb": Name.DeviceRGB}


class Objects(Colouring):
    """What `Do`, `sh`, `Tf` and pattern colours call for."""

    def _object(self, operands: Sequence[Any], operator: Operator) -> None:
        name = str(operands[0])[1:]
        found = self._named("XObject", operands[0])
        if found.get("/Subtype") == Name.Image:
            made = self._image(found)
        elif found.get("/Subtype") == Name.Form:
            self._ensure_alpha(stroking=False, alpha=self.state.fill_alpha)
            self._ensure_alpha(stroking=True, alpha=self.state.stroke_alpha)
            made = self.form(found)
        else:
            raise BuildError("X102", {"what": f"XObject {found.get('/Subtype')}"})
        taken = self.used.get("XObject", {}).get(f"/{name}")
        if taken is not None and taken.objgen != made.objgen:  # the same thing, but flattened over another ground
            name = f"{name}_{len(self.used['XObject'])}"
        self.out.append(([self._use("XObject", name, made)], operator))

    # --- pictures -----------------------------------------------------------------------------------------------------

    def _image(self, image: pikepdf.Object) -> pikepdf.Object:
        box = bounds(_UNIT, self.state.ctm)
        if image.get("/ImageMask", False):
            self._ensure(stroking=False, box=box)
        else:
            self._ensure_alpha(stroking=False, alpha=self.state.fill_alpha)
        self._ensure_overprint(False)
        made = self.shop.pictures.converted(image, self._blend(image, box))
        self._record(image, made)
        if self.ground is not None:
            self.ground.add(box, None)
        return made

    def _blend(self, image: pikepdf.Object, box: Box) -> Blend | None:
        """How a picture that is not opaque is mixed with its ground."""
        alpha, masked = self.state.fill_alpha, "/SMask" in image
        if self.shop.keeps_transparency or image.get("/ImageMask", False):
            return None
        if self.state.mask is not None:
            self.shop.clash("SMask")
        plain = self.state.blend in ("/Normal", "/Compatible") or self._blends_with_paper(box)
        if plain and not masked and alpha == 1 and not self.layers:
            return None
        if plain and alpha == 1 and not self.layers and self.shop.pictures.is_cut_out(image):
            return Blend(self.shop.inks.paper, 1.0)
        found = self._one_ground(alpha, box)
        if found is None:
            self.shop.clash("SMask" if masked else "alpha")
            return None
        return Blend(*found)

    def _record(self, image: pikepdf.Object, made: pikepdf.Object) -> None:
        a, b, c, d, _, _ = self.state.ctm
        across, up = (a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5
        if across <= 0 or up <= 0:
            return
        width, height = int(image.Width), int(image.Height)
        ppi = round(72 * min(width / across, height / up), 1)
        space = str(made.get("/ColorSpace", "/ImageMask"))
        self.shop.placed[Placed(self.shop.page, width, height, ppi, space.removeprefix("/Device").lstrip("/"))] = None

    # --- forms --------------------------------------------------------------------------------------------------------

    def form(self, form: pikepdf.Object) -> pikepdf.Object:
        """A form in inks, painted with the present state. A transparency group stays one where there may be any."""
        if self.ground is not None:
            return self._form(form)
        state = self.state
        place = tuple(round(v, 3) for v in state.ctm)
        key = ("form", form.objgen, state.fill, state.stroke, state.fill_alpha, state.stroke_alpha, place)
        return self.shop.once(key, lambda: self._form(form))

    def _form(self, form: pikepdf.Object) -> pikepdf.Object:
        outer, layers = self.state, self.layers
        matrix = matrix_of(form.Matrix) if "/Matrix" in form else IDENTITY
        ctm = product(matrix, outer.ctm)
        box = bounds(Box(*(float(v) for v in form.BBox)), ctm)
        clip = box if outer.clip is None else box.within(outer.clip)
        written = Written(fill_alpha=outer.fill_alpha, stroke_alpha=outer.stroke_alpha)
        inner = replace(outer.copy(), ctm=ctm, clip=clip, written=written)
        black = self.shop.inks.gray(0.0)
        if isinstance(inner.fill, Pattern):  # its name means nothing in the form's resources
            inner.fill = black
        if isinstance(inner.stroke, Pattern):
            inner.stroke = black
        if "/Group" in form:
            if self.ground is not None and outer.fill_alpha < 1:
                layers = (*layers, Layer(outer.fill_alpha, len(self.ground.marks)))
            if self.ground is not None and (outer.mask is not None or outer.blend != "/Normal"):
                self.shop.clash("SMask" if outer.mask is not None else outer.blend[1:])
            inner.fill_alpha = inner.stroke_alpha = 1.0
            inner.written = Written()
            inner.mask, inner.blend = None, "/Normal"
        painter = self._inside(form, inner, ground=self.ground, layers=layers)
        content = painter.run(form)
        made = self.shop.pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=form.BBox)
        made.Resources = painter.resources()
        if "/Matrix" in form:
            made.Matrix = form.Matrix
        if "/Group" in form and self.shop.keeps_transparency:
            made.Group = self._group(form.Group)
        return made

    def _group(self, group: pikepdf.Object) -> Dictionary:
        kept = Dictionary(Type=Name.Group, S=Name.Transparency, CS=PROCESS_SPACES[self.shop.inks.space])
        for key in ("/I", "/K"):
            if key in group:
                kept[key] = group[key]
        return kept

    def _inside(
        self, stream: pikepdf.Object, state: State, *, ground: Ground | None = None, layers: tuple[Layer, ...] = ()
    ) -> Objects:
        """A painter of the same kind for a stream inside this one."""
        resources = stream.get("/Resources", self.given)
        return type(self)(self.shop, resources, state, ground=ground, layers=layers)

    # --- patterns and gradients ---------------------------------------------------------------------------------------

    def _write_pattern(self, stroking: bool, pattern: Pattern, alpha: float, box: Box | None) -> None:
        found = self._named("Pattern", pattern.name)
        ground: tuple[Paint, float] | None = None
        if not self.shop.keeps_transparency and self.ground is not None:
            ground = self._one_ground(alpha, box)
            if ground is None and (alpha < 1 or self.layers):
                self.shop.clash("alpha")
        key = ("pattern", found.objgen, self.origin, ground)
        made = self.shop.once(key, lambda: self._pattern(found, ground))
        name = f"{pattern.name[1:]}_{len(self.used.get('Pattern', {}))}"
        for known, entry in self.used.get("Pattern", {}).items():
            if entry.objgen == made.objgen:
                name = known[1:]
        space, select = ("CS", "SCN") if stroking else ("cs", "scn")
        self._write(space, Name.Pattern)
        self._write(select, self._use("Pattern", name, made))
        if stroking:
            self.state.written.stroke = pattern
        else:
            self.state.written.fill = pattern

    def _pattern(self, pattern: pikepdf.Object, ground: tuple[Paint, float] | None) -> pikepdf.Object:
        matrix = product(matrix_of(pattern.get("/Matrix", Array(IDENTITY))), self.origin)
        placed = Array([round(v, 6) for v in matrix])
        if int(pattern.PatternType) == 2:
            shading = self._converted_shading(pattern.Shading, None, ground)
            return self.shop.pdf.make_indirect(
                Dictionary(Type=Name.Pattern, PatternType=2, Matrix=placed, Shading=shading)
            )
        if int(pattern.PaintType) != 1:
            raise BuildError("X102", {"what": f"PaintType {pattern.PaintType}"})
        black = self.shop.inks.gray(0.0)
        box = Box(*(float(v) for v in pattern.BBox))
        state = State(black, black, ctm=matrix, clip=bounds(box, matrix))
        cell = None
        layers: tuple[Layer, ...] = ()
        if not self.shop.keeps_transparency:
            cell = Ground(ground[0] if ground else None)
            layers = (Layer(ground[1], 0),) if ground and ground[1] < 1 else ()
        painter = self._inside(pattern, state, ground=cell, layers=layers)
        made = self.shop.pdf.make_stream(painter.run(pattern), Matrix=placed)
        for key in ("/Type", "/PatternType", "/PaintType", "/TilingType", "/BBox", "/XStep", "/YStep"):
            if key in pattern:
                made[key] = pattern[key]
        made.Resources = painter.resources()
        return made

    def _shading(self, operands: Sequence[Any], operator: Operator) -> None:
        shading = self._named("Shading", operands[0])
        state, box = self.state, self.state.clip
        self._ensure_alpha(stroking=False, alpha=state.fill_alpha)
        self._ensure_overprint(False)
        ground, mask = None, None
        if not self.shop.keeps_transparency and (state.fill_alpha < 1 or self.layers or state.mask is not None):
            ground = self._one_ground(state.fill_alpha, box)
            mask = self._gradient_mask(shading)
            if ground is None or (state.mask is not None and mask is None):
                self.shop.clash("SMask" if state.mask is not None else "alpha")
                ground = None
        made = self._converted_shading(shading, mask, ground)
        name = f"{str(operands[0])[1:]}_{len(self.used.get('Shading', {}))}"
        self.out.append(([self._use("Shading", name, made)], operator))
        if self.ground is not None and box is not None:
            self.ground.add(box, None)

    def _converted_shading(
        self, shading: pikepdf.Object, mask: pikepdf.Object | None, ground: tuple[Paint, float] | None
    ) -> pikepdf.Object:
        shop = self.shop
        if ground is not None and (ground[1] < 1 or mask is not None):
            return shadings.flattened(shop.pdf, shading, mask, shop.inks, *ground)
        return shadings.converted(shop.pdf, shading, shop.inks)

    def _gradient_mask(self, shading: pikepdf.Object) -> pikepdf.Object | None:
        """The gradient of the soft mask, if the mask is nothing but one along the same axis as `shading`."""
        mask = self.state.mask
        if mask is None or mask.dictionary.get("/S") != Name.Luminosity:
            return None
        if any(abs(a - b) > 1e-6 for a, b in zip(mask.ctm, self.state.ctm, strict=True)):
            return None
        content = [(str(i.operator), i.operands) for i in pikepdf.parse_content_stream(mask.dictionary.G)]
        if [operator for operator, _ in content] != ["sh"] or "/Matrix" in mask.dictionary.G:
            return None
        found = mask.dictionary.G.Resources.Shading[str(content[0][1][0])]
        return found if shadings.same_geometry(found, shading) else None

    # --- fonts --------------------------------------------------------------------------------------------------------

    def _widths(self, font: pikepdf.Object) -> Widths:
        if font.objgen not in self.shop.widths:
            self.shop.widths[font.objgen] = Widths(font)
        return self.shop.widths[font.objgen]

    def _prepared_font(self, font: pikepdf.Object) -> pikepdf.Object:
        """The font as the flavour allows it; glyphs that are little pictures go into inks."""
        if font.get("/Subtype") == Name.Type3:
            return self.shop.once(("font", font.objgen), lambda: self._glyphs_in_inks(font))
        if self.shop.profile.version < "1.6" and needs_cff(font):
            return self.shop.once(("font", font.objgen), lambda: embedded_as_cff(self.shop.pdf, font))
        return font

    def _glyphs_in_inks(self, font: pikepdf.Object) -> pikepdf.Object:
        made = Dictionary({key: value for key, value in font.items() if key not in ("/CharProcs", "/Resources")})
        made.CharProcs, used = Dictionary(), Dictionary()
        for name, glyph in font.CharProcs.items():
            black = self.shop.inks.gray(0.0)
            painter = self._inside(font, State(black, black))
            made.CharProcs[name] = self.shop.pdf.make_stream(painter.run(glyph))
            for kind, entries in painter.resources().items():
                used[kind] = Dictionary({**dict(used.get(kind, Dictionary()).items()), **dict(entries.items())})
        made.Resources = used
        return self.shop.pdf.make_indirect(made)
