"""A file as `Facts`: opened once, every object looked at once."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pikepdf

from publisher.model.errors import SourceError
from publisher.model.facts import Facts, Page, Problem
from publisher.preflight.probes.fonts import font_facts
from publisher.preflight.probes.metadata import claim_of, read_info, read_intents, read_xmp
from publisher.preflight.probes.objects import entries, filters, get, items, key, name, text
from publisher.preflight.probes.pages import read_page
from publisher.preflight.probes.shared import BudgetError, Shared

MOST_OBJECTS = 2_000_000
MOST_PAGES = 10_000
"""Pages whose content is read; of further ones only boxes and annotations."""

_AREAS = ("ViewArea", "ViewClip", "PrintArea", "PrintClip")


@contextmanager
def opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    """The document.

    Raises:
        SourceError: S501 it is no PDF, S502 it is too broken to be read, S503 it can't be opened without a password.
    """
    if b"%PDF-" not in data[:1024]:
        raise SourceError("S501")
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise SourceError("S503") from error
    except (pikepdf.PdfError, ValueError, RuntimeError, RecursionError) as error:
        raise SourceError("S502", {"reason": _plain(error)}) from error
    with pdf:
        yield pdf


def _plain(error: Exception) -> str:
    return str(error).partition("\n")[0].rpartition(": ")[2][:200] or type(error).__name__


def read_facts(data: bytes) -> Facts:
    """Everything about a file.

    Raises:
        SourceError: as `opened`.
    """
    with opened(data) as pdf:
        try:
            return _facts(pdf, data)
        except (pikepdf.PdfError, RuntimeError) as error:
            raise SourceError("S502", {"reason": _plain(error)}) from error


def _facts(pdf: pikepdf.Pdf, data: bytes) -> Facts:
    root, trailer = pdf.Root, pdf.trailer
    layers, hidden, hidden_numbers = _layers(root)
    shared = Shared(hidden_layers=hidden_numbers)
    problems = dict.fromkeys(_odd_objects(pdf))
    pages = _pages(pdf, shared, problems)
    info = read_info(trailer)
    xmp, xmp_plain, xmp_sound = read_xmp(root)
    if not xmp_sound:
        problems[Problem("P717")] = None
    if get(root, "AF") is not None or get(root, "Names", "EmbeddedFiles") is not None:
        problems[Problem("P123")] = None
    action = get(root, "OpenAction")
    return Facts(
        size=len(data),
        version=str(pdf.pdf_version),
        page_count=len(pages),
        pages=tuple(pages),
        fonts=_fonts(shared),
        intents=read_intents(root, shared.spaces),
        info=info,
        xmp=xmp,
        xmp_plain=xmp_plain,
        claim=claim_of(info, xmp or {}),
        encrypted=pdf.is_encrypted,
        identified=get(trailer, "ID") is not None,
        compressed_objects=name(get(trailer, "Type")) == "XRef" or _has_object_streams(data),
        repaired=bool(pdf.get_warnings()),
        javascript=get(root, "Names", "JavaScript") is not None,
        actions=isinstance(action, pikepdf.Dictionary) or get(root, "AA") is not None,
        form=bool(list(items(get(root, "AcroForm", "Fields"), 1))),
        xfa=get(root, "AcroForm", "XFA") is not None,
        layers=layers,
        hidden_layers=hidden,
        attachments=Problem("P123") in problems,
        viewer_areas=tuple(
            f"{area} {value}"
            for area in _AREAS
            if (value := name(get(root, "ViewerPreferences", area))) and value not in ("MediaBox", "BleedBox")
        ),
        problems=tuple(problem for problem in problems if problem.code != "P123"),
    )


def _pages(pdf: pikepdf.Pdf, shared: Shared, problems: dict[Problem, None]) -> list[Page]:
    pages: list[Page] = []
    for number, page in enumerate(pdf.pages, 1):
        content = number <= MOST_PAGES and shared.budget.operators > 0 and shared.budget.bytes > 0
        try:
            pages.append(read_page(page.obj, number, shared, content=content))
        except (BudgetError, RecursionError):
            pages.append(read_page(page.obj, number, shared, content=False))
        shared.contents.clear() if number % 256 == 0 else None
    if left_out := [page.number for page in pages if not page.inspected]:
        problems[Problem("P107", str(left_out[0]))] = None
    return pages


def _fonts(shared: Shared) -> tuple[Any, ...]:
    return tuple(font_facts(used) for used in (*shared.fonts.values(), *shared.loose_fonts) if used.codes)


def _has_object_streams(data: bytes) -> bool:
    """Their dictionaries are never compressed, and qpdf hides them once it has opened the file."""
    return b"/ObjStm" in data or b"/XRef" in data[-4096:]


def _layers(root: Any) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[tuple[int, int]]]:
    """(names of the layers, of those that are off, numbers of the latter)."""
    groups = list(items(get(root, "OCProperties", "OCGs"), 10_000))
    off = {key(group) for group in items(get(root, "OCProperties", "D", "OFF"), 10_000)}
    if name(get(root, "OCProperties", "D", "BaseState")) == "OFF":
        on = {key(group) for group in items(get(root, "OCProperties", "D", "ON"), 10_000)}
        off |= {key(group) for group in groups} - on
    names = tuple(text(get(group, "Name")) for group in groups)
    return names, tuple(text(get(g, "Name")) for g in groups if key(g) in off), frozenset(off)


def _odd_objects(pdf: pikepdf.Pdf) -> Iterator[Problem]:
    """What may stand in any object: filters and streams that print forbids, scripts, OPI, alternates."""
    for index, found in enumerate(pdf.objects):
        if index >= MOST_OBJECTS:
            yield Problem("P107", "")
            return
        if isinstance(found, pikepdf.Stream):
            yield from _odd_stream(found)
        elif isinstance(found, pikepdf.Dictionary) and b"/JavaScript" in found.unparse(resolved=True):
            yield from _scripts(found, 0)


def _scripts(value: Any, depth: int) -> Iterator[Problem]:
    """Actions that run a script, in an object and in what stands directly within it."""
    if depth > 16:
        return
    if name(get(value, "S")) == "JavaScript" or name(get(value, "Type")) == "JavaScript":
        yield Problem("P801")
    inner = (item for _, item in entries(value)) if isinstance(value, pikepdf.Dictionary) else items(value)
    for item in inner:
        if isinstance(item, (pikepdf.Dictionary, pikepdf.Array)) and key(item) == (0, 0):
            yield from _scripts(item, depth + 1)


def _odd_stream(stream: Any) -> Iterator[Problem]:
    chain = filters(stream)
    if "LZWDecode" in chain:
        yield Problem("P115")
    if "JBIG2Decode" in chain or "JPXDecode" in chain:
        yield Problem("P117", ", ".join(f for f in chain if f in ("JBIG2Decode", "JPXDecode")))
    if get(stream, "F") is not None:
        yield Problem("P113")
    if get(stream, "OPI") is not None:
        yield Problem("P112")
    if any(bool(get(a, "DefaultForPrinting")) for a in items(get(stream, "Alternates"), 100)):
        yield Problem("P116")
