"""Font folders: what `fonts/FAMILY/font.toml` declares, as @font-face rules, and which characters a face has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from publisher.composition.toml_file import read_toml
from publisher.model.composition import SCHEME, Resource
from publisher.model.errors import ConfigError, ToolError
from publisher.model.finding import Place
from publisher.model.layout import Face, Family


def load_families(folders: Sequence[Path]) -> dict[str, Family]:
    """All families below `folders`, by CSS name; an earlier folder hides the same name in a later one.

    Raises:
        ConfigError: a font.toml is wrong or names a missing file (C110), or a face is declared twice (C111).
    """
    families: dict[str, Family] = {}
    for folder in folders:
        for description in sorted(folder.glob("*/font.toml")):
            family = _load(description)
            families.setdefault(family.name, family)
    return families


def _load(description: Path) -> Family:
    table = read_toml(description, "font")
    faces: list[Face] = []
    for entry in table["face"]:
        path = description.parent / entry["file"]
        if not path.is_file():
            raise ConfigError("C110", {"file": entry["file"]}, Place(str(description)))
        face = Face(table["family"], entry["weight"], entry["style"] == "italic", str(path), _digest(path))
        if any((f.weight, f.italic) == (face.weight, face.italic) for f in faces):
            raise ConfigError("C111", {"family": face.family, "weight": face.weight}, Place(str(description)))
        faces.append(face)
    licence = description.parent / "OFL.txt"
    return Family(
        name=table["family"],
        typeface=table["typeface"],
        version=table.get("version", ""),
        generic=table.get("generic", "serif"),
        licence=table["licence"],
        licence_path=str(licence) if licence.is_file() else "",
        reserved_name=table.get("reserved-name", ""),
        role=table.get("role", {}),
        faces=tuple(faces),
    )


def _digest(path: Path) -> str:
    state = path.stat()
    return _digest_of(str(path), state.st_mtime_ns, state.st_size)


@cache
def _digest_of(path: str, _mtime: int, _size: int) -> str:
    return sha256(Path(path).read_bytes()).hexdigest()


def chosen(families: Mapping[str, Family], names: Iterable[str]) -> list[Family]:
    """The families a layout asks for, in its order.

    Raises:
        ToolError: T110, a family is not among the fonts.
    """
    result = []
    for name in dict.fromkeys(names):
        if name not in families:
            raise ToolError("T110", {"family": name, "known": ", ".join(sorted(families))})
        result.append(families[name])
    return result


def font_resources(families: Iterable[Family]) -> tuple[Resource, ...]:
    return tuple(
        Resource(font_url(face), face.path, face.digest, "font/ttf") for family in families for face in family.faces
    )


def font_url(face: Face) -> str:
    return f"{SCHEME}:///fonts/{Path(face.path).name}"


def font_face_css(families: Iterable[Family]) -> str:
    """One @font-face rule a file."""
    return "\n".join(
        f'@font-face {{ font-family: "{family.name}"; font-weight: {face.weight};'
        f' font-style: {"italic" if face.italic else "normal"}; src: url("{font_url(face)}") }}'
        for family in families
        for face in family.faces
    )


@cache
def characters(path: str) -> frozenset[str]:
    """The characters a font file has glyphs for."""
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path))
    return frozenset(map(chr, face.unicodes))


def upright_emphasis(text: Family) -> str:
    """Style for a text face without italics: emphasis is a weight heavier, and nothing asks for what is not there."""
    if any(face.italic for face in text.faces):
        return ""
    heavier = sorted(face.weight for face in text.faces if face.weight > 400)
    weight = heavier[0] if heavier else 400
    return (
        "* { font-style: normal !important }\n"
        f"em {{ font-weight: {weight} }} strong em, h1 em, h2 em, h3 em, h4 em, h5 em, h6 em, th em"
        " { font-weight: inherit }"
    )
