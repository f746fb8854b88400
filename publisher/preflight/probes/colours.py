"""Colour operators, shadings and patterns. A third of the content interpreter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import pikepdf

from publisher.model.facts import Ink, Rect, Space
from publisher.preflight.probes.lexer import NameToken
from publisher.preflight.probes.objects import get, key, name, numbers
from publisher.preflight.probes.shared import Shared
from publisher.preflight.probes.spaces import CMYK, GRAY, PATTERN, RGB, UNKNOWN
from publisher.preflight.probes.state import IDENTITY, Resources, State, as_matrix


class Colours:
    """What is painted with: colours set by operators, by name, by pattern."""

    ACTIONS: ClassVar[dict[bytes, Any]] = {}
    shared: Shared
    state: State
    resources: Resources
    cover: Rect | None
    walked: set[tuple[int, int]]

    if TYPE_CHECKING:

        def paint(
            self, kind: str, rect: Rect, ink: Ink, *, stroking: bool = False, size: float = 0.0, solid: bool = False
        ) -> None: ...

        def note(self, code: str, detail: str = "") -> None: ...

        def resource(self, kind: str, label: bytes) -> Any: ...

        def inside(self, stream: Any) -> None: ...

    def _set(self, stroking: bool, ink: Ink, pattern: Any = None) -> None:
        if stroking:
            self.state.stroke, self.state.stroke_pattern = ink, pattern
        else:
            self.state.fill, self.state.fill_pattern = ink, pattern

    def device(self, operands: list[Any], space: Space, stroking: bool) -> None:
        values = tuple(operands[-space.components :])
        if len(values) != space.components:
            raise ValueError
        key = (space.family, values)
        ink = self.resources.ready.get(key)
        if ink is None:
            if not all(isinstance(value, float) for value in values):
                raise ValueError
            ink = self.resources.ready[key] = Ink(self._meant(space), values)
        if stroking:
            self.state.stroke, self.state.stroke_pattern = ink, None
        else:
            self.state.fill, self.state.fill_pattern = ink, None

    def _meant(self, space: Space) -> Space:
        """A device space, or what the resources say it stands for."""
        ready: Space | None = self.resources.ready.get(("device", space.family.encode()))
        if ready is None:
            ready = self.shared.spaces.named(space.family, self.resources.object)
            self.resources.ready[("device", space.family.encode())] = ready
        return ready

    def space(self, operands: list[Any], stroking: bool) -> None:
        label = operands[-1]
        found = self._space(label)
        start = 1.0 if found.process in ("Separation", "DeviceN") else 0.0
        values = (start,) * found.components
        self._set(stroking, Ink(found, (0.0, 0.0, 0.0, 1.0) if found.device == "CMYK" else values))

    def _space(self, label: bytes) -> Space:
        ready = self.resources.ready.get(("cs", label))
        if ready is None:
            ready = self.shared.spaces.named(label.decode("latin-1"), self.resources.object)
            if ready is UNKNOWN:
                self.note("P109", f"/{label.decode('latin-1')} (ColorSpace)")
            self.resources.ready[("cs", label)] = ready
        found: Space = ready
        return found

    def colour(self, operands: list[Any], stroking: bool) -> None:
        current = self.state.stroke if stroking else self.state.fill
        if operands and isinstance(operands[-1], NameToken):
            pattern = self.resource("Pattern", operands[-1])
            if name(get(pattern, "Subtype")) or get(pattern, "PatternType") == 2:
                shading = self.shared.spaces.read(get(pattern, "Shading", "ColorSpace"), self.resources.object)
                ink = Ink(Space("Pattern", 0, base=shading)) if shading is not UNKNOWN else Ink(PATTERN)
                self._set(stroking, ink, pattern)
            else:
                tint = tuple(float(value) for value in operands[:-1])
                base = current.space.base if current.space.family == "Pattern" else None
                self._set(stroking, Ink(base, tint) if base and tint else Ink(PATTERN), pattern)
            return
        self._set(stroking, Ink(current.space, tuple(float(value) for value in operands)))

    def shade(self, operands: list[Any]) -> None:
        shading = self.resource("Shading", operands[-1])
        if shading is not None:
            space = self.shared.spaces.read(get(shading, "ColorSpace"), self.resources.object)
            self.paint("shading", self.state.clip, Ink(space), solid=True)

    def tile(self, pattern: Any, rect: Rect) -> None:
        """Once for every tiling pattern on a page: its content, noted where it was first painted."""
        number = key(pattern)
        if not isinstance(pattern, pikepdf.Stream) or number in self.walked:
            return
        self.walked.add(number)
        matrix = numbers(get(pattern, "Matrix"), 6) or IDENTITY
        before, outer = self.state, self.cover
        self.state, self.cover = State(as_matrix(matrix), rect.grown(1e6)), outer or rect
        self.inside(pattern)
        self.state, self.cover = before, outer


Colours.ACTIONS = {
    b"g": lambda walk, operands: walk.device(operands, GRAY, False),
    b"G": lambda walk, operands: walk.device(operands, GRAY, True),
    b"rg": lambda walk, operands: walk.device(operands, RGB, False),
    b"RG": lambda walk, operands: walk.device(operands, RGB, True),
    b"k": lambda walk, operands: walk.device(operands, CMYK, False),
    b"K": lambda walk, operands: walk.device(operands, CMYK, True),
    b"cs": lambda walk, operands: walk.space(operands, False),
    b"CS": lambda walk, operands: walk.space(operands, True),
    b"sc": lambda walk, operands: walk.colour(operands, False),
    b"scn": lambda walk, operands: walk.colour(operands, False),
    b"SC": lambda walk, operands: walk.colour(operands, True),
    b"SCN": lambda walk, operands: walk.colour(operands, True),
    b"sh": Colours.shade,
}
