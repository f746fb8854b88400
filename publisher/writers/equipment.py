"""Fonts and parsed styles, once for all fragments that a process sets in them."""

from __future__ import annotations

import atexit
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from publisher.model.composition import Resource
from publisher.model.errors import BuildError
from publisher.model.stylesheet import parts_of
from publisher.writers.world import BASE_URL, fetcher, register_scheme

Remarks = tuple[tuple[str, str], ...]
"""(code, words)."""


@dataclass(frozen=True, slots=True)
class Equipment:
    """What WeasyPrint needs besides the text: its font configuration, parsed stylesheets in order, what was noticed."""

    fonts: Any
    sheets: tuple[Any, ...]
    remarks: Remarks


def equipment(stylesheet: str, resources: Sequence[Resource]) -> Equipment:
    """The equipment for a stylesheet whose first part declares the fonts that are among `resources`.

    Raises:
        BuildError: B102 the style asks for what is missing, B110 a font changed meanwhile.
    """
    register_scheme()
    declared, *others = parts_of(stylesheet)
    files = tuple(resource for resource in resources if resource.media_type.startswith("font/"))
    fonts, first, noticed = _fonts(declared, files)
    parsed = [(first, noticed), *(_sheet(part, declared, files) for part in others)]
    return Equipment(fonts, tuple(sheet for sheet, _ in parsed), tuple(r for _, remarks in parsed for r in remarks))


@lru_cache(maxsize=4)
def _fonts(declared: str, files: tuple[Resource, ...]) -> tuple[Any, Any, Remarks]:
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    return fonts, *_parsed(declared, files, fonts)


@lru_cache(maxsize=32)
def _sheet(part: str, declared: str, files: tuple[Resource, ...]) -> tuple[Any, Remarks]:
    return _parsed(part, files, _fonts(declared, files)[0])


def _parsed(part: str, files: tuple[Resource, ...], fonts: Any) -> tuple[Any, Remarks]:
    from weasyprint import CSS

    world = fetcher(files)
    with Log() as log:
        css = CSS(string=part, base_url=BASE_URL, url_fetcher=world, font_config=fonts)
    check_world(world, "CSS")
    return css, log.remarks()


def _forget() -> None:
    _sheet.cache_clear()
    _fonts.cache_clear()


atexit.register(_forget)  # at the very end WeasyPrint could not take its fonts down any more


def check_world(world: Any, what: str) -> None:
    """Raises what WeasyPrint has put up with: `what` asked for something that is not in the closed world."""
    if world.changed:
        raise world.changed.pop()
    if world.refused:
        raise BuildError("B102", {"fragment": what, "what": ", ".join(sorted(set(world.refused)))})


class Log(logging.Handler):
    """Hears what WeasyPrint says: as a library it is silent about everything."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self.logger = logging.getLogger("weasyprint")

    def emit(self, record: logging.LogRecord) -> None:
        if len(self.lines) < 200:
            self.lines.append(record.getMessage())

    def __enter__(self) -> Log:
        self.logger.addHandler(self)
        self.logger.propagate = False
        return self

    def __exit__(self, *_: object) -> None:
        self.logger.removeHandler(self)

    def remarks(self) -> Remarks:
        """(code, words): B203 for anything the layout's style or markup did wrong."""
        return tuple(("B203", line[:300]) for line in dict.fromkeys(self.lines) if not line.startswith(".notdef"))
