"""Whole XHTML files, and the characters that XML allows in them."""

from __future__ import annotations

import re
from html import escape

from publisher.composition.inline import language_attributes, quoted

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Not allowed in XML 1.0 (section 2.2) or discouraged there: controls, halves of surrogate pairs, noncharacters."""


_HARMLESS = bytes({*range(0x20, 0x100), *b"\t\n\r"} - {0x7F, 0xEF})
"""Bytes in UTF-8 that none of these is made of, but for C1 controls; 0xEF begins the noncharacters, and much else."""
_C1 = re.compile(b"\xc2[\x80-\x9f]")


def allowed(chars: str) -> str:
    """`chars` without what XML 1.0 forbids or discourages."""
    return _FORBIDDEN.sub("", chars) if _is_suspect(chars) else chars


def _is_suspect(chars: str) -> bool:
    """Whether one of them may be there; looking at bytes takes a tenth of the time that looking at characters does."""
    try:
        data = chars.encode()
    except UnicodeEncodeError:
        return True
    return bool(data.translate(None, _HARMLESS)) or _C1.search(data) is not None


def plain(chars: str) -> str:
    """Allowed characters on one line, for titles and metadata."""
    return " ".join(allowed(chars).split())


def xhtml_page(title: str, language: str, kind: str, stylesheet: str, body: str) -> str:
    """A finished XHTML file.

    Args:
        title: plain characters; language: a BCP 47 tag; kind: `epub:type` of the body.
        stylesheet: address relative to this file; body: well-formed XHTML.
    """
    return allowed(
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f"{language_attributes(language)}>\n"
        f'<head>\n<meta charset="utf-8"/>\n<title>{escape(title, quote=False)}</title>\n'
        f'<link rel="stylesheet" type="text/css" href="{quoted(stylesheet)}"/>\n</head>\n'
        f'<body epub:type="{kind}">\n{body}\n</body>\n</html>\n'
    )
