"""Readers: bytes of a source become a Work — metadata, blocks of text, notes — and every character knows its place.

`read` is the verb. A new input format is one module with a function `(path, data) -> Manuscript` and one line in
READERS. Nothing here opens a file: bytes come in as arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath

from publisher.model.errors import SourceError
from publisher.model.finding import Finding, Outcome, Place, Severity
from publisher.model.work import Metadata, Work
from publisher.readers.encoding import decode
from publisher.readers.frontmatter import front_matter, has_front_matter
from publisher.readers.frontmatter_toml import parse_sidecar
from publisher.readers.manuscript import Manuscript
from publisher.readers.metadata import metadata, stated, unknown_keys
from publisher.readers.plain.settings import TABLE, text_settings
from publisher.readers.remarks import Remarks
from publisher.readers.waivers import remark_on, waivers_of

__all__ = ["READERS", "Reader", "decode", "detect_format", "parse_sidecar", "read", "read_metadata"]


@dataclass(frozen=True, slots=True)
class Reader:
    """An input format: the suffixes of its files, and `module:function` that reads one (imported when first used)."""

    suffixes: tuple[str, ...]
    function: str
    takes_settings: bool = False
    """Whether the table `[text]` of a sidecar is for this reader: its function has it as third argument."""
    packed: bool = False
    """Whether its files are packages: they are read and imported, but can't be changed in place."""

    def load(self) -> Callable[..., Manuscript]:
        module, _, name = self.function.partition(":")
        function: Callable[..., Manuscript] = getattr(import_module(module), name)
        return function


READERS: dict[str, Reader] = {
    "markdown": Reader((".md", ".markdown"), "publisher.readers.markdown:read_markdown"),
    "text": Reader((".txt",), "publisher.readers.text:read_text", takes_settings=True),
    "html": Reader((".html", ".htm", ".xhtml"), "publisher.readers.html:read_html"),
    "fb2": Reader((".fb2",), "publisher.readers.fb2:read_fb2"),
    "fb2.zip": Reader((".fb2.zip",), "publisher.readers.fb2:read_fb2_zip", packed=True),
    "docx": Reader((".docx",), "publisher.readers.docx:read_docx", packed=True),
    "odt": Reader((".odt",), "publisher.readers.odt:read_odt", packed=True),
    "epub": Reader((".epub",), "publisher.readers.epub:read_epub", packed=True),
}
"""The input formats by name."""


def detect_format(path: str, data: bytes) -> str:
    """The name of the format of a file: by its suffix; a `.txt` that begins with front matter is Markdown.

    Raises:
        SourceError: no reader has this suffix (S101); the text of a `.txt` can't be decoded (S102–S106).
    """
    file = PurePath(path.replace("\\", "/")).name.lower()
    suffix = PurePath(file).suffix
    for name, reader in READERS.items():
        if file.endswith(reader.suffixes):
            if name == "text" and has_front_matter(decode(path, data).value.chars):
                return "markdown"
            return name
    known = " ".join(suffix for reader in READERS.values() for suffix in reader.suffixes)
    raise SourceError("S101", {"suffix": suffix or "—", "known": known}, Place(path))


def read(
    path_as_named: str,
    data: bytes,
    *,
    format: str | None = None,
    overrides: Mapping[str, object] | None = None,
    sidecar: Mapping[str, object] | None = None,
) -> Outcome[Work]:
    """Read one source text.

    Args:
        path_as_named: the file as the user called it; its suffix decides on the format, messages show it.
        data: the bytes of the file.
        format: a name in READERS, instead of the suffix.
        overrides: statements of the project's config, keyed as in the front matter; they win over everything.
        sidecar: statements of `NAME.toml` (see `parse_sidecar`); they win over the text's own.

    Raises:
        SourceError: the text can't be read (S101–S112).
    """
    if format is not None and format not in READERS:
        raise SourceError("S112", {"format": format, "known": " ".join(READERS)}, Place(path_as_named))
    name = format or detect_format(path_as_named, data)
    given = text_settings(sidecar=(sidecar or {}).get(TABLE), config=(overrides or {}).get(TABLE))
    arguments = (path_as_named, data, given) if READERS[name].takes_settings else (path_as_named, data)
    manuscript = READERS[name].load()(*arguments)
    outside = stated(path_as_named, sidecar, "sidecar") | stated(path_as_named, overrides, "config")
    meta, remarks = metadata(manuscript, outside)
    source = manuscript.source
    findings: list[Finding] = list(remarks)
    if source.encoding != "utf-8":
        findings.append(Finding("S201", Severity.NOTE, Place(path_as_named), {"encoding": source.encoding}))
    findings += (
        Finding("S204", Severity.NOTE, Place(path_as_named), {"key": key})
        for key in (*unknown_keys(sidecar), *unknown_keys(overrides))
    )
    work = Work(meta, manuscript.blocks, manuscript.notes, source, name, repeated=manuscript.repeated)
    work = work.replace(pictures=manuscript.pictures, cover=manuscript.cover)
    waivers = waivers_of(manuscript.directives, work, source)
    remark_on(waivers, manuscript.remarks)
    work = work.replace(waivers=waivers.ranges, structure=manuscript.structure)
    return Outcome(work, (*findings, *manuscript.remarks.findings))


def read_metadata(
    path_as_named: str,
    data: bytes,
    *,
    overrides: Mapping[str, object] | None = None,
    sidecar: Mapping[str, object] | None = None,
) -> Metadata:
    """What is known about a source text: the same that `read` finds, without its text where its front matter, the
    sidecar and the config say enough.

    Raises:
        SourceError: it can't be read (S101–S112).
    """
    if detect_format(path_as_named, data) == "markdown":
        source = decode(path_as_named, data).value
        outside = stated(path_as_named, sidecar, "sidecar") | stated(path_as_named, overrides, "config")
        given = front_matter(source, Remarks(source)).entries
        if {"title", "language"} <= {*given, *outside}:
            return metadata(Manuscript(source, (), Remarks(source), given=given), outside)[0]
    return read(path_as_named, data, overrides=overrides, sidecar=sidecar).value.metadata
