"""Fonts of an e-book: which faces go along, as @font-face rules and resources of the package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from publisher.composition.faces import chosen
from publisher.model.composition import STYLESHEET, Resource
from publisher.model.errors import ConfigError
from publisher.model.layout import Face, Family, Layout

REGULAR, ITALIC, BOLD, BOLD_ITALIC = (400, False), (400, True), (700, False), (700, True)
_SIGNS = {
    "italic": ("<em>", 'class="epigraph"', 'class="attribution"'),
    "bold": ("<strong>", "<th", "<h2", "<h3", "<h4", "<h5", "<h6"),
    "code": ("<code",),
}
"""Style → what is set in it."""


def reflow_families(layout: Layout, families: Mapping[str, Family]) -> list[Family]:
    """The families that go into the package.

    Raises:
        ToolError: T110, a family is not among the fonts.
        ConfigError: C126, a family has a reserved name: its subset would be a renamed font (OFL 1.1, condition 3).
    """
    result = chosen(families, layout.reflow_families)
    for family in result:
        if family.reserved_name:
            raise ConfigError("C126", {"family": family.name, "layout": layout.name, "name": family.reserved_name})
    return result


class Styles:
    """What of italic, bold and code the documents call for that it was shown, one after the other."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def look(self, xhtml: str) -> None:
        for style, signs in _SIGNS.items():
            if style not in self.found and any(sign in xhtml for sign in signs):
                self.found.add(style)


def used_faces(families: Iterable[Family], called: Styles) -> list[tuple[Family, Face]]:
    """The faces that are called for: the regular one always, italic and bold where something is set so."""
    italic, bold, code = (style in called.found for style in _SIGNS)
    styles = [REGULAR] + [ITALIC] * italic + [BOLD] * bold + [BOLD_ITALIC] * (italic and bold)
    return [
        (family, face)
        for family in families
        if family.generic != "monospace" or code
        for style in styles
        if (face := family.face(style[0], italic=style[1]))
    ]


def font_face_rules(faces: Iterable[tuple[Family, Face]]) -> str:
    up = "../" * STYLESHEET.count("/")
    return "\n".join(
        f'@font-face {{ font-family: "{family.name}"; font-weight: {face.weight};'
        f' font-style: {"italic" if face.italic else "normal"}; src: url("{up}{font_address(face)}") }}'
        for family, face in faces
    )


def font_resources(faces: Sequence[tuple[Family, Face]]) -> Iterator[Resource]:
    """Whole font files (the writer subsets them), then the licences, which must go along."""
    for _, face in faces:
        yield Resource(font_address(face), face.path, face.digest, "font/ttf")
    for family in dict.fromkeys(family.name for family, _ in faces):
        licence = next(f.licence_path for f, _ in faces if f.name == family)
        if licence:
            digest = sha256(Path(licence).read_bytes()).hexdigest()
            yield Resource(f"fonts/OFL-{Path(licence).parent.name}.txt", licence, digest, "text/plain")


def font_address(face: Face) -> str:
    return f"fonts/{Path(face.path).name}"
