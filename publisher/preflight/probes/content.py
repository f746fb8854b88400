"""Walks the content of pages and notes what is painted where, with which colour, how large.

The walk is bounded by `Budget`: operators of a file, depth of forms within each other. A clipping path counts by the
rectangle around it; a soft mask is noted, not evaluated.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf

from publisher.model.facts import Image, Ink, Mark, Placement, Problem, Rect, Space
from publisher.preflight.probes.colours import Colours
from publisher.preflight.probes.drawing import Path
from publisher.preflight.probes.fonts import UsedFont, read_font
from publisher.preflight.probes.images import inline_image, read_image
from publisher.preflight.probes.lettering import Lettering
from publisher.preflight.probes.lexer import LINE, NameToken, Odd, operations
from publisher.preflight.probes.objects import TooLargeError, decoded, get, items, key, name, numbers
from publisher.preflight.probes.shared import DEEPEST, BudgetError, Form, Shared
from publisher.preflight.probes.state import (
    IDENTITY,
    Matrix,
    Resources,
    State,
    as_matrix,
    product,
    read_settings,
    spread,
)

MOST_MARKS = 20_000
"""Marks kept of one page; more of the same colour, kind and size are drawn together into one."""
_COST_OF_FORM = 50
"""Operators that drawing a form counts for: it takes as long as these."""


class Walk(Colours, Path, Lettering):
    """One page. `marks`, `placements`, `problems`, `states`, `groups` are what was found."""

    def __init__(self, shared: Shared, page: int, media: Rect) -> None:
        self.shared = shared
        self.page = page
        self.state = State(IDENTITY, media)
        self.stack: list[State] = []
        self.resources = Resources(None)
        self.marks: list[Mark] = []
        self.merged: dict[tuple[Any, ...], int] = {}
        self.placements: list[Placement] = []
        self.problems: dict[Problem, None] = {}
        self.states: dict[Problem, None] = {}
        self.groups: dict[Space | None, None] = {}
        self.open: list[tuple[int, int]] = []
        self.layers: list[bool] = []
        self.cover: Rect | None = None
        self.walked: set[tuple[int, int]] = set()
        self.tolerant = 0
        Path.__init__(self)
        Lettering.__init__(self)

    # ---- walking

    def run(self, data: bytes, resources: Resources) -> None:
        """Interpret a content stream. The graphics state is left as it was found."""
        outer, depth, layers = self.resources, len(self.stack), len(self.layers)
        before = self.state.saved()
        self.resources = resources
        budget, run = self.shared.budget, _RUN
        for operator, operands, _, _ in operations(data, lines=True):
            budget.operators -= 1
            if budget.operators < 0:
                raise BudgetError
            if operator is LINE:
                self.show_whole_line(operands)
                continue
            action = run.get(operator)
            if action is None:
                self._unknown(operator)
                continue
            if operator == b"Q" and len(self.stack) <= depth:
                self.note("P108", "Q")
                continue
            try:
                action(self, operands)
            except (IndexError, TypeError, ValueError, AttributeError, OverflowError):
                self.note("P110", operator.decode("latin-1"))
        if len(self.stack) > depth:
            self.note("P108", "q")
            del self.stack[depth:]
        del self.layers[layers:]
        self.state, self.resources = before, outer

    def note(self, code: str, detail: str = "") -> None:
        if len(self.problems) < 200:
            self.problems[Problem(code, detail[:80])] = None

    def _unknown(self, operator: bytes) -> None:
        if not self.tolerant:
            shown = operator[:20].decode("latin-1")
            self.note("P110", f"{shown}" if not isinstance(operator, Odd) else f"“{shown}”")

    def paint(
        self, kind: str, rect: Rect, ink: Ink, *, stroking: bool = False, size: float = 0.0, solid: bool = False
    ) -> None:
        """Note a mark, clipped. Nothing is noted of what lies outside the clip."""
        state = self.state
        clip = state.clip
        inside = rect.x0 >= clip.x0 and rect.y0 >= clip.y0 and rect.x1 <= clip.x1 and rect.y1 <= clip.y1
        seen = rect if inside else rect.within(clip)
        if seen is None:
            return
        mark = Mark(
            kind,
            self.cover or seen,
            ink,
            size,
            state.stroke_overprint if stroking else state.fill_overprint,
            state.mode,
            state.stroke_alpha if stroking else state.fill_alpha,
            state.blend,
            state.masked,
            solid and not self.cover,
            (kind == "text" and state.render == 3) or (bool(self.layers) and any(self.layers)),
        )
        if len(self.marks) < MOST_MARKS:
            self.marks.append(mark)
            return
        same = (kind, ink, round(size, 1), *mark[4:])
        at = self.merged.get(same)
        if at is None:
            if len(self.merged) < MOST_MARKS:
                self.merged[same] = len(self.marks)
                self.marks.append(mark)
        else:
            self.marks[at] = self.marks[at]._replace(rect=self.marks[at].rect.joined(mark.rect), solid=False)

    # ---- graphics state

    def save(self, _: list[Any]) -> None:
        if len(self.stack) > 10_000:
            raise BudgetError
        self.stack.append(self.state.saved())

    def restore(self, _: list[Any]) -> None:
        self.state = self.stack.pop()

    def concat(self, operands: list[Any]) -> None:
        a, b, c, d, e, f = operands[-6:]
        self.state.ctm = product((a, b, c, d, e, f), self.state.ctm)

    def width(self, operands: list[Any]) -> None:
        self.state.line = abs(operands[-1])

    def settings(self, operands: list[Any]) -> None:
        label = operands[-1]
        ready = self.resources.ready.get(("gs", label))
        if ready is None:
            dictionary = self.resource("ExtGState", label)
            if dictionary is None:
                return
            ready = self.resources.ready[("gs", label)] = read_settings(dictionary)
        for attribute, value in ready.changes:
            setattr(self.state, attribute, value)
        for problem in ready.odd:
            self.states[problem] = None
        fonts = list(items(ready.font, 2)) if ready.font is not None else []
        if len(fonts) == 2:
            self.state.font, self.state.size = self._font(fonts[0]), float(fonts[1])
            self.state.font.pages.add(self.page)

    def resource(self, kind: str, label: bytes) -> Any:
        found = self.resources.get(kind, label)
        if found is None:
            self.note("P109", f"/{label.decode('latin-1')} ({kind})")
        return found

    # ---- XObjects

    def do(self, operands: list[Any]) -> None:
        found = self.resource("XObject", operands[-1])
        if found is None:
            return
        label = operands[-1].decode("latin-1")
        if not isinstance(found, pikepdf.Stream):
            self.note("P110", f"/{label} Do")
            return
        match name(get(found, "Subtype")):
            case "Image":
                self._image(found, label)
            case "Form":
                self._form(found)
            case "PS":
                self.note("P111")
            case other:
                self.note("P110", f"/{other} Do")
        if get(found, "OPI") is not None:
            self.note("P112")

    def _image(self, stream: Any, label: str) -> None:
        number = key(stream)
        image = self.shared.images.get(number)
        if image is None:
            image = read_image(stream, label, self.resources.object, self.shared.spaces)
            self.shared.images[number] = image
        self._placed(image)

    def inline(self, operands: list[Any]) -> None:
        dictionary, data = operands
        self._placed(inline_image(dictionary, data, self.resources.object, self.shared.spaces))

    def _placed(self, image: Image) -> None:
        state = self.state
        a, b, c, d, _, _ = state.ctm
        rect = spread(state.ctm, 0, 0, 1, 1)
        across, down = (a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5
        ppi = (image.width * 72 / across if across else 0.0, image.height * 72 / down if down else 0.0)
        seen = rect.within(state.clip)
        if seen is None:
            return
        if len(self.placements) < MOST_MARKS:
            self.placements.append(Placement(image, seen, ppi))
        if image.mask == "stencil":
            self.paint("fill", rect, state.fill)
            return
        if image.mask == "soft" and not state.masked:
            state.masked = True
            self.paint("image", rect, Ink(image.space), solid=False)
            state.masked = False
        else:
            self.paint("image", rect, Ink(image.space), solid=not image.mask and not b and not c)

    def _form(self, stream: Any) -> None:
        self.shared.budget.operators -= _COST_OF_FORM
        number = key(stream)
        form = self.shared.forms.get(number)
        if form is None:
            form = self.shared.forms[number] = self._read_form(stream)
        for code in form.odd:
            self.note(code)
        if form.group:
            self.groups[form.group[0]] = None
        before = self.state
        self.state = before.saved()
        if form.matrix:
            self.state.ctm = product(form.matrix, before.ctm)
        clip = spread(self.state.ctm, *form.box).within(before.clip) if form.box else before.clip
        if clip is not None:
            self.state.clip = clip
            self.inside(stream)
        self.state = before

    def _read_form(self, stream: Any) -> Form:
        odd = ["P114"] if get(stream, "Ref") is not None else []
        if name(get(stream, "Subtype2")) == "PS" or get(stream, "PS") is not None:
            odd.append("P111")
        group: tuple[Space | None, ...] = ()
        if name(get(stream, "Group", "S")) == "Transparency":
            value = get(stream, "Group", "CS")
            group = (self.shared.spaces.read(value, self.resources.object) if value is not None else None,)
        matrix = numbers(get(stream, "Matrix"), 6)
        return Form(tuple(odd), group, as_matrix(matrix) if matrix else None, numbers(get(stream, "BBox"), 4))

    def inside(self, stream: Any) -> None:
        """The content of a form, pattern or glyph."""
        number = key(stream)
        if number in self.open:
            self.note("P120")
            return
        if len(self.open) >= DEEPEST:
            self.note("P122")
            return
        data = self._content(stream, number)
        own = get(stream, "Resources")
        resources = self.shared.resources_of(own) if own is not None else self.resources
        self.open.append(number)
        text, path = self.suspended(), self.suspended_path()
        self.run(data, resources)
        self.resumed(text)
        self.resumed_path(path)
        self.open.pop()

    def _content(self, stream: Any, number: tuple[int, int]) -> bytes:
        cached = self.shared.contents.get(number)
        if cached is not None and number != (0, 0):
            return cached
        try:
            data = decoded(stream)
        except TooLargeError:
            raise BudgetError from None
        except ValueError:
            self.note("P124")
            data = b""
        self.shared.budget.take(len(data))
        if len(data) < 1 << 16:
            self.shared.contents[number] = data
        return data

    # ---- text and layers

    def font(self, operands: list[Any]) -> None:
        label, size = operands[-2:]
        ready = self.resources.ready.get(("font", label))
        if ready is None:
            found = self.resource("Font", label)
            if found is None:
                self.state.font = None
                return
            ready = self.resources.ready[("font", label)] = self._font(found)
        ready.pages.add(self.page)
        self.state.font, self.state.size = ready, size

    def _font(self, found: Any) -> UsedFont:
        number = key(found)
        if number == (0, 0):
            used = read_font(found)
            self.shared.loose_fonts.append(used)
            return used
        if number not in self.shared.fonts:
            self.shared.fonts[number] = read_font(found)
        return self.shared.fonts[number]

    def glyphs(self, font: UsedFont, matrix: Matrix, rect: Rect) -> None:
        """The drawings of a Type 3 font, noted where it is first used on a page."""
        number = key(font.object)
        if number in self.walked or number == (0, 0):
            return
        self.walked.add(number)
        before, outer = self.state, self.cover
        own = numbers(get(font.object, "FontMatrix"), 6) or IDENTITY
        self.cover = outer or rect
        resources = get(font.object, "Resources")
        inner = self.resources
        self.resources = self.shared.resources_of(resources) if resources is not None else inner
        procedures = get(font.object, "CharProcs")
        if isinstance(procedures, pikepdf.Dictionary):
            for label in list(procedures.keys())[:256]:
                self.state = before.saved()
                self.state.ctm, self.state.clip = product(as_matrix(own), matrix), rect.grown(1e6)
                stream = procedures.get(label)
                if isinstance(stream, pikepdf.Stream):
                    self.inside(stream)
        self.state, self.cover, self.resources = before, outer, inner

    def begin_layer(self, operands: list[Any]) -> None:
        hidden = False
        if len(operands) == 2 and operands[0] == b"OC" and isinstance(operands[1], NameToken):
            group = self.resources.get("Properties", operands[1])
            members = [group, *items(get(group, "OCGs"), 64)]
            hidden = any(key(member) in self.shared.hidden_layers for member in members if member is not None)
        self.layers.append(hidden)

    def end_layer(self, _: list[Any]) -> None:
        if self.layers:
            self.layers.pop()

    def begin_tolerance(self, _: list[Any]) -> None:
        self.tolerant += 1

    def end_tolerance(self, _: list[Any]) -> None:
        self.tolerant = max(0, self.tolerant - 1)

    def postscript(self, _: list[Any]) -> None:
        self.note("P111")

    def nothing(self, _: list[Any]) -> None:
        pass


Action = Callable[[Walk, list[Any]], None]
_RUN: dict[bytes, Action] = {
    b"q": Walk.save,
    b"Q": Walk.restore,
    b"cm": Walk.concat,
    b"w": Walk.width,
    b"gs": Walk.settings,
    b"Do": Walk.do,
    b"EI": Walk.inline,
    b"Tf": Walk.font,
    b"BDC": Walk.begin_layer,
    b"BMC": Walk.begin_layer,
    b"EMC": Walk.end_layer,
    b"BX": Walk.begin_tolerance,
    b"EX": Walk.end_tolerance,
    b"PS": Walk.postscript,
    **dict.fromkeys((b"J", b"j", b"M", b"d", b"ri", b"i", b"d0", b"d1", b"MP", b"DP"), Walk.nothing),
    **Colours.ACTIONS,
    **Path.ACTIONS,
    **Lettering.ACTIONS,
}
