"""Faults of output intents and metadata."""

from __future__ import annotations

import io
import zlib
from typing import Any

import pikepdf
from pikepdf import Name, String

from print_variants.base import X4, srgb_profile, variant


def set_info(pdf: pikepdf.Pdf, key: str, value: Any = None) -> None:
    if value is None:
        del pdf.trailer.Info[f"/{key}"]
    else:
        pdf.trailer.Info[f"/{key}"] = value


def change_xmp(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    assert old in packet
    pdf.Root.Metadata.write(packet.replace(old, new))


def set_intent(pdf: pikepdf.Pdf, key: str, value: Any = None) -> None:
    if value is None:
        del pdf.Root.OutputIntents[0][f"/{key}"]
    else:
        pdf.Root.OutputIntents[0][f"/{key}"] = value


@variant("P701", "P716")
def no_claim(pdf: pikepdf.Pdf) -> None:
    set_info(pdf, "GTS_PDFXVersion")
    set_info(pdf, "GTS_PDFXConformance")


@variant("P701", base=X4)
def no_claim_of_x4(pdf: pikepdf.Pdf) -> None:
    change_xmp(pdf, b"PDF/X-4", b"")


@variant("P702")
def no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


@variant("P703")
def two_intents(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


@variant("P704")
def unnamed_condition(pdf: pikepdf.Pdf) -> None:
    set_intent(pdf, "OutputConditionIdentifier", String(""))


@variant("P705")
def unexplained_condition(pdf: pikepdf.Pdf) -> None:
    set_intent(pdf, "Info")
    set_intent(pdf, "RegistryName")


@variant("P706", base=X4)
def no_icc(pdf: pikepdf.Pdf) -> None:
    set_intent(pdf, "DestOutputProfile")


@variant("P706")
def no_icc_of_own_condition(pdf: pikepdf.Pdf) -> None:
    set_intent(pdf, "DestOutputProfile")
    set_intent(pdf, "RegistryName")


@variant("P707", "P709", "P406")
def monitor_profile(pdf: pikepdf.Pdf) -> None:
    set_intent(pdf, "DestOutputProfile", pdf.make_indirect(srgb_profile(pdf)))


@variant("P709", "P406")
def rgb_printer(pdf: pikepdf.Pdf) -> None:
    srgb = srgb_profile(pdf)
    srgb.write(srgb.read_bytes().replace(b"mntrRGB", b"prtrRGB"))
    srgb[Name.N] = 3
    set_intent(pdf, "DestOutputProfile", pdf.make_indirect(srgb))


@variant("P708")
def wrong_channels(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile[Name.N] = 3


@variant("P710", shop={"embed_icc": False})
def icc_unwanted(pdf: pikepdf.Pdf) -> None:
    pass


@variant("P711")
def untitled(pdf: pikepdf.Pdf) -> None:
    set_info(pdf, "Title")
    del pdf.Root.Metadata


@variant("P712")
def no_creator(pdf: pikepdf.Pdf) -> None:
    set_info(pdf, "Creator")
    del pdf.Root.Metadata


@variant("P713", "P720")
def no_creation_date(pdf: pikepdf.Pdf) -> None:
    set_info(pdf, "CreationDate", String("yesterday"))


@variant("P714", "P720")
def no_change_date(pdf: pikepdf.Pdf) -> None:
    set_info(pdf, "ModDate", String("D:20261399"))


@variant("P715")
def trapped_unknown(pdf: pikepdf.Pdf) -> None:
    set_info(pdf, "Trapped", Name.Unknown)
    del pdf.Root.Metadata


@variant("P716")
def half_a_claim(pdf: pikepdf.Pdf) -> None:
    set_info(pdf, "GTS_PDFXVersion", String("PDF/X-1a:2003"))


@variant("P717", "P701", base=X4)
def no_xmp(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


@variant("P717")
def broken_xmp(pdf: pikepdf.Pdf) -> None:
    change_xmp(pdf, b"</rdf:Description>", b"")


@variant("P718", base=X4)
def poor_xmp(pdf: pikepdf.Pdf) -> None:
    change_xmp(pdf, b"<xmpMM:VersionID>1</xmpMM:VersionID>", b"")


@variant("P719", base=X4)
def deflated_xmp(pdf: pikepdf.Pdf) -> bytes:
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(zlib.compress(packet), filter=Name.FlateDecode)
    del pdf.Root.Metadata[Name.Type]  # else the writer would undo it
    out = io.BytesIO()
    none = pikepdf.StreamDecodeLevel.none
    options: dict[str, Any] = {"compress_streams": False, "fix_metadata_version": False, "deterministic_id": True}
    pdf.save(out, force_version="1.6", stream_decode_level=none, **options)
    return out.getvalue()


@variant("P720")
def two_titles(pdf: pikepdf.Pdf) -> None:
    set_info(pdf, "Title", String("Другое"))


@variant("P721")
def another_condition(pdf: pikepdf.Pdf) -> None:
    set_intent(pdf, "OutputConditionIdentifier", String("FOGRA29"))
