"""XML from strangers: no entities but those of XHTML, no network, bounded depth."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any

from lxml import etree

_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_OWN = {b"amp", b"lt", b"gt", b"quot", b"apos"}

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"


class MalformedError(Exception):
    """Not XML: why, and in which line."""


def parse(data: bytes) -> Any:
    """The root element.

    Raises:
        MalformedError: the reason and the line.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(_ENTITY.sub(_character, data), parser)
    except etree.XMLSyntaxError as error:
        raise MalformedError(str(error)[:160], error.lineno or 0) from error
    except (ValueError, LookupError) as error:
        raise MalformedError(str(error)[:160], 0) from error


def _character(found: re.Match[bytes]) -> bytes:
    """`&nbsp;` as a character reference: EPUB 2 has the names of XHTML, whose list is never fetched."""
    name = found[1]
    chars = html5.get(f"{name.decode()};", "") if name not in _OWN else ""
    return b"".join(b"&#%d;" % ord(char) for char in chars) or found[0]


def words_of(value: str | None) -> frozenset[str]:
    return frozenset((value or "").split())
