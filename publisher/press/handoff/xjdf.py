"""The order as XJDF 2.2 (CIP4), product intent: what is wanted, not how the shop makes it."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from publisher import __version__
from publisher.model.job import Job, JobPart
from publisher.model.latin import latin
from publisher.model.press import MM

NAME = "job.xjdf"
_NAMESPACE = "http://www.CIP4.org/JDFSchema_2_0"
_BINDINGS = {"saddle": "SaddleStitch", "perfect": "SoftCover"}


def xjdf(job: Job) -> bytes:
    """One XJDF document: products (the book, its block and cover) and the files they are printed from."""
    ElementTree.register_namespace("", _NAMESPACE)
    root = _element(None, "XJDF", JobID=latin(job.name), Types="Product", Version="2.2", DescriptiveName=job.title)
    created = _element(_element(root, "AuditPool"), "AuditCreated")
    _element(created, "Header", AgentName="publisher", AgentVersion=__version__, DeviceID="publisher", Time=job.created)
    products = _element(root, "ProductList")
    if job.binding:
        _book(products, job)
    for part in job.parts:
        _product(products, job, part)
    files = _element(root, "ResourceSet", Name="RunList", Usage="Input")
    for part in job.parts:
        resource = _element(files, "Resource", DescriptiveName=part.name)
        _element(resource, "Part", Product=part.name)
        runs = _element(resource, "RunList", Pages=f"0 {part.pages - 1}")
        _element(runs, "FileSpec", MimeType="application/pdf", URL=part.file)
    ElementTree.indent(root)
    document: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _element(parent: ElementTree.Element | None, name: str, **attributes: str) -> ElementTree.Element:
    tag = f"{{{_NAMESPACE}}}{name}"
    given = {key: value for key, value in attributes.items() if value}
    return ElementTree.Element(tag, given) if parent is None else ElementTree.SubElement(parent, tag, given)


def _intent(product: ElementTree.Element, name: str, **attributes: str) -> ElementTree.Element:
    return _element(_element(product, "Intent", Name=name), name, **attributes)


def _amount(job: Job) -> str:
    return str(job.print_run) if job.print_run else ""


def _book(products: ElementTree.Element, job: Job) -> None:
    block = job.part("block")
    product = _element(
        products,
        "Product",
        ID="book",
        IsRoot="true",
        Amount=_amount(job),
        ProductType="Booklet" if job.binding == "saddle" else "Book",
        DescriptiveName=job.title,
    )
    children = " ".join(part.name for part in job.parts)
    _intent(product, "BindingIntent", BindingType=_BINDINGS[job.binding or "perfect"], ChildRefs=children)
    if block:
        _intent(product, "LayoutIntent", FinishedDimensions=_dimensions(block, job.spine))


def _product(products: ElementTree.Element, job: Job, part: JobPart) -> None:
    kind = "Cover" if part.name == "cover" else "Body" if job.binding else "Flyer"
    root = "" if job.binding else "true"
    product = _element(products, "Product", ID=part.name, IsRoot=root, Amount=_amount(job), ProductType=kind)
    two_sided = part.name == "block" and part.pages > 1
    colours = _intent(product, "ColorIntent")
    inks = " ".join(re.sub(r"\s+", "_", ink) for ink in part.plates)
    for surface in ("Front", "Back") if two_sided else ("Front",):
        _element(colours, "SurfaceColor", Surface=surface, ColorsUsed=inks)
    _intent(
        product,
        "LayoutIntent",
        FinishedDimensions=_dimensions(part, 0),
        Pages=str(part.pages),
        Sides="TwoSidedHeadToHead" if two_sided else "OneSided",
    )
    media = _element(product, "Intent", Name="MediaIntent", DescriptiveName=part.paper)
    _element(media, "MediaIntent", MediaType="Paper")


def _dimensions(part: JobPart, spine: float) -> str:
    """Width, height, thickness in points."""
    return " ".join(f"{side * MM:.3f}".rstrip("0").rstrip(".") for side in (*part.trim, spine))
