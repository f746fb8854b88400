"""The closed world of the PDF writer: it reads what the composition lists, sees our fonts, and nothing else exists."""

from __future__ import annotations

import os
import urllib.parse
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from publisher.model.composition import SCHEME, Resource
from publisher.model.errors import BuildError
from publisher.writers.depth import eight_bits

_FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<reset-dirs/>
{directories}
<cachedir>{cache}</cachedir>
{generics}
</fontconfig>
"""
_GENERIC = """<alias binding="same"><family>{generic}</family><prefer><family>{family}</family></prefer></alias>"""
GENERICS = {"serif": "Pub Serif", "sans-serif": "Pub Sans", "monospace": "Pub Mono"}
"""What a drawing gets that asks for no more than a kind of type, or for nothing (serif): the faces of the layouts."""

BASE_URL = f"{SCHEME}:///"


def isolate_fonts(directories: Iterable[str], scratch: Path) -> None:
    """Let Fontconfig see `directories` only. Must run before WeasyPrint is imported: it loads Fontconfig at once.

    With no font in sight WeasyPrint dies of a segmentation fault, so `directories` must hold some.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    listed = "\n".join(f"<dir>{escape(str(Path(d).resolve()))}</dir>" for d in directories)
    generics = "\n".join(_GENERIC.format(generic=generic, family=family) for generic, family in GENERICS.items())
    cache = escape(str(scratch.resolve() / "fontconfig"))
    conf = _FONTS_CONF.format(directories=listed, cache=cache, generics=generics)
    path = scratch / f"fonts-{sha256(conf.encode()).hexdigest()[:12]}.conf"
    if not path.exists():
        temporary = path.with_suffix(f".{os.getpid()}")
        temporary.write_text(conf, encoding="utf-8")
        temporary.replace(path)
    os.environ["FONTCONFIG_FILE"] = str(path.resolve())


def register_scheme() -> None:
    """Teach urllib our scheme: without this `urljoin` silently drops pictures and fonts with such addresses."""
    for table in (urllib.parse.uses_relative, urllib.parse.uses_netloc):
        if SCHEME not in table:
            table.append(SCHEME)


def fetcher(resources: Sequence[Resource]) -> Any:
    """A WeasyPrint fetcher that serves `resources` by address and refuses everything else.

    What it refuses is remembered in its list `refused`; bytes that changed since the composition in `changed`:
    WeasyPrint goes on without what it can't have, the caller has to look there.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    known = {resource.url: resource for resource in resources}

    class ClosedWorld(URLFetcher):  # type: ignore[misc]
        refused: list[str]
        changed: list[BuildError]

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            resource = known.get(url)
            if resource is None:
                self.refused.append(url[:200])
                raise ValueError("outside the composition")
            try:
                data = read_resource(resource)
            except BuildError as error:
                self.changed.append(error)
                raise
            return URLFetcherResponse(url, eight_bits(data), {"Content-Type": resource.media_type})

    world = ClosedWorld(timeout=1, allowed_protocols={SCHEME}, allow_redirects=False)
    world.refused, world.changed = [], []
    return world


def read_resource(resource: Resource) -> bytes:
    """The bytes of a resource.

    Raises:
        BuildError: B110, the file changed or vanished while the build ran.
    """
    if resource.data:
        return resource.data
    try:
        data = Path(resource.path).read_bytes()
    except OSError as error:
        raise BuildError("B110", {"file": resource.path}) from error
    if sha256(data).hexdigest() != resource.digest:
        raise BuildError("B110", {"file": resource.path})
    return data
