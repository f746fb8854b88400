"""P1xx: the file, its structure and its content streams."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.model.finding import Severity
from publisher.preflight.checks.check import PDF, PDFX, SHOPS, Hit, Terms, check, on_pages

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@check("P101", ERROR, f"{PDF}, 7.5.4", scope="x", plain=WARNING)
def repaired(terms: Terms) -> Iterator[Hit]:
    if terms.facts.repaired:
        yield Hit()


@check("P102", ERROR, PDFX)
def encrypted(terms: Terms) -> Iterator[Hit]:
    if terms.facts.encrypted:
        yield Hit()


@check("P103", ERROR, PDFX, scope="x")
def no_identifier(terms: Terms) -> Iterator[Hit]:
    if not terms.facts.identified:
        yield Hit()


@check("P104", ERROR, PDFX, scope="x")
def version(terms: Terms) -> Iterator[Hit]:
    own = terms.facts.version
    wanted = terms.profile.version if terms.profile else _version_of(terms.standard)
    wrong = own != wanted if terms.concern("x4") else _order(own) > _order(wanted or own)
    if wanted and wrong:
        yield Hit(params={"version": own, "wanted": wanted, "standard": terms.standard})


def _version_of(standard: str) -> str:
    """The version of PDF a standard rests on; empty when it is not known."""
    table = {"PDF/X-4": "1.6", "PDF/X-1a:2001": "1.3", "PDF/X-1:2001": "1.3", "PDF/X-1a:2003": "1.4"}
    return table.get(standard, "")


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".") if part.isdigit())


@check("P105", ERROR, f"{PDF}, 7.5.7: since PDF 1.5", scope="x1a")
def compressed_objects(terms: Terms) -> Iterator[Hit]:
    if terms.facts.compressed_objects:
        yield Hit()


@check("P106", ERROR, f"{PDF}, 7.7.3")
def no_pages(terms: Terms) -> Iterator[Hit]:
    if not terms.facts.page_count:
        yield Hit()


@check("P121", WARNING, SHOPS, scope="shop")
def file_name(terms: Terms) -> Iterator[Hit]:
    if terms.profile and terms.profile.ascii_names and not terms.name.isascii():
        yield Hit(params={"name": terms.name})


_MET = (
    ("P107", ERROR, "any", None, "limits of the preflight"),
    ("P108", ERROR, "x", WARNING, f"{PDF}, 8.4.2"),
    ("P109", ERROR, "x", WARNING, f"{PDF}, 7.8.3"),
    ("P110", ERROR, "x", WARNING, f"{PDF}, 7.8.2"),
    ("P111", ERROR, "x", WARNING, PDFX),
    ("P112", ERROR, "x", WARNING, PDFX),
    ("P113", ERROR, "x", WARNING, PDFX),
    ("P114", ERROR, "x", WARNING, PDFX),
    ("P115", ERROR, "x", None, PDFX),
    ("P116", ERROR, "x", WARNING, PDFX),
    ("P117", ERROR, "x1a", None, PDFX),
    ("P118", ERROR, "x", WARNING, PDFX),
    ("P119", ERROR, "x", None, PDFX),
    ("P120", ERROR, "any", None, f"{PDF}, 8.10"),
    ("P122", ERROR, "any", None, "limits of the preflight"),
    ("P124", ERROR, "any", None, f"{PDF}, 7.4"),
)
for _code, _severity, _scope, _plain, _source in _MET:
    check(_code, _severity, _source, scope=_scope, plain=_plain)(on_pages(_code))  # type: ignore[arg-type]


@check("P123", ERROR, PDFX, scope="x1a", plain=NOTE)
def attachments(terms: Terms) -> Iterator[Hit]:
    if terms.facts.attachments:
        yield Hit()
