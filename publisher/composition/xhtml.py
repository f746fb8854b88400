"""Whole XHTML files, and the characters that XML allows in them."""

from __future__ import annotations

import re
from html import escape

from publisher.composition.inline import language_attributes, quoted

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Not allowed in XML 1.0 (section 2.2) or discouraged there: controls, halves of surrogate pairs, noncharacters."""


def allowed(chars: str) -> str:
    """`chars` without what XML 1.0 forbids or discourages."""
    return _FORBIDDEN.sub("", chars)


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
