"""Fonts of an e-book: which faces go along, as @font-face rules and resources of the package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from publisher.composition.faces import chosen
from publisher.model.composition import STYLESHEET, Document, Resource
from publisher.model.errors import ConfigError
from publisher.model.layout import Face, Family, Layout

REGULAR, ITALIC, BOLD, BOLD_ITALIC = (400, False), (400, True), (700, False), (700, True)
_ITALIC_SIGNS = ("<em>", 'class="epigraph"', 'class="attribution"')
_BOLD_SIGNS = ("<strong>", "<th", "<h2", "<h3", "<h4", "<h5", "<h6")


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


def used_faces(families: Iterable[Family], documents: Sequence[Document]) -> list[tuple[Family, Face]]:
    """The faces that the documents call for: the regular one always, italic and bold where something is set so."""
    italic = _any_sign(documents, _ITALIC_SIGNS)
    bold = _any_sign(documents, _BOLD_SIGNS)
    code = _any_sign(documents, ("<code",))
    styles = [REGULAR] + [ITALIC] * italic + [BOLD] * bold + [BOLD_ITALIC] * (italic and bold)
    return [
        (family, face)
        for family in families
        if family.generic != "monospace" or code
        for style in styles
        if (face := family.face(style[0], italic=style[1]))
    ]


def _any_sign(documents: Sequence[Document], signs: Iterable[str]) -> bool:
    return any(sign in document.xhtml for document in documents for sign in signs)


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
