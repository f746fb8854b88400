"""The archive itself: the same job gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from hashlib import sha256

from publisher.model.job import Job
from publisher.press.handoff.proofs import proofs
from publisher.press.handoff.sheet import NAME as SHEET
from publisher.press.handoff.sheet import job_sheet
from publisher.press.handoff.xjdf import NAME as XJDF
from publisher.press.handoff.xjdf import xjdf

SUMS = "SHA256SUMS"
REPORT = "preflight.txt"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP can tell: files of a job have no other."""
_PACKED = (".pdf", ".jpg")
"""Compressed already."""


def job_archive(job: Job) -> bytes:
    """A ZIP of all that the shop needs; `sha256sum -c SHA256SUMS` tells whether it came through whole."""
    files: dict[str, bytes] = {}
    pictures: dict[str, bytes] = {}
    for part in job.parts:
        files[part.file] = part.data
        pictures |= dict(proofs(part.data, part.name))
    files[SHEET] = ("\ufeff" + job_sheet(job, list(pictures)).replace("\n", "\r\n")).encode()
    files[REPORT] = ("\ufeff" + job.report.replace("\n", "\r\n")).encode()
    files[XJDF] = xjdf(job)
    files |= pictures
    files[SUMS] = _sums(files)
    return _zipped(files)


def _sums(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in files.items()).encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.create_system = 3  # Unix, on any machine
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return result.getvalue()
