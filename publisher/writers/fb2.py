"""FictionBook 2.1: the composition with its pictures, checked by the official schema; alone or as `.fb2.zip`."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from publisher.data import folder
from publisher.model.composition import Resource
from publisher.model.errors import BuildError
from publisher.model.fiction import NAMESPACE, XLINK, FictionComposition
from publisher.writers.world import read_resource

_LINE = 76
"""Characters of base64 on a line (RFC 2045)."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)


def write_fb2(composition: FictionComposition) -> bytes:
    """The finished file, valid by the schema. The same composition gives the same bytes.

    Raises:
        BuildError: B123 it is not well-formed or not valid, B110 a picture changed while the build ran.
    """
    try:
        root = etree.fromstring(_whole(composition).encode("utf-8"), _parser())
    except etree.XMLSyntaxError as error:
        raise BuildError("B123", {"reason": str(error)[:300]}) from error
    for id, picture in composition.pictures:
        data, media_type = _picture(picture)
        binary = etree.SubElement(root, f"{{{NAMESPACE}}}binary", {"id": id, "content-type": media_type})
        written = b64encode(data).decode("ascii")
        binary.text = "\n" + "\n".join(written[at : at + _LINE] for at in range(0, len(written), _LINE)) + "\n"
        binary.tail = "\n"
    schema = _schema()
    if not schema.validate(root):
        first = schema.error_log[0]
        raise BuildError("B123", {"reason": f"{first.line}: {first.message}"[:300]})
    data = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return bytes(data) + b"\n"


def write_fb2_zip(data: bytes, name: str) -> bytes:
    """A finished file as shops and libraries keep it; `name` is that of the file inside, without suffix."""
    packed = BytesIO()
    entry = ZipInfo(f"{name}.fb2", _EARLIEST)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    with ZipFile(packed, "w") as archive:
        archive.writestr(entry, data, compresslevel=6)
    return packed.getvalue()


def _whole(composition: FictionComposition) -> str:
    parts = (composition.description, composition.body, composition.notes)
    inner = "\n".join(part for part in parts if part)
    return f'<FictionBook xmlns="{NAMESPACE}" xmlns:l="{XLINK}">\n{inner}\n</FictionBook>'


def _parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


@cache
def _schema() -> Any:
    """The schema of FictionBook 2.1 (github.com/gribuser/fb2), shipped with its licence."""
    return etree.XMLSchema(etree.parse(str(folder("schemas") / "fb2" / "FictionBook.xsd"), _parser()))


def _picture(picture: Resource) -> tuple[bytes, str]:
    """Bytes and type. Readers of FictionBook know no WebP: it becomes PNG."""
    data = read_resource(picture)
    if picture.media_type != "image/webp":
        return data, picture.media_type
    from PIL import Image

    converted = BytesIO()
    with Image.open(BytesIO(data)) as image:
        image.convert("RGBA" if "A" in image.getbands() else "RGB").save(converted, "PNG", optimize=False)
    return converted.getvalue(), "image/png"
