"""WeasyPrint brought in quickly: C declarations that are compiled already, and libraries that are loaded on demand.

WeasyPrint tells cffi in C what it calls in Pango, and cffi parses that anew in every process: half of the time that the
import takes. `data/pango.json` holds the result for the declarations in DIGEST; for others cffi does what it always
does. What is compiled also answers faster: it is C instead of Python. `tests/declarations.py` makes the file anew.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

FILE = Path(__file__).resolve().parent.parent / "data" / "pango.json"

_DECLARING = "weasyprint.text.ffi"
_SELDOM = ("fontTools.subset", "fontTools.varLib.instancer")
"""What WeasyPrint needs for fonts that HarfBuzz can't make smaller, and for variable ones."""


def import_weasyprint() -> ModuleType:
    """The package.

    Raises:
        OSError: a library of the system is missing.
    """
    if "weasyprint" not in sys.modules:
        with _compiled_declarations(), _on_demand():
            import_module("weasyprint")
    return sys.modules["weasyprint"]


@contextmanager
def _compiled_declarations() -> Iterator[None]:
    cffi: Any = import_module("cffi")
    original = cffi.FFI
    cffi.FFI = _Declarations
    try:
        yield
    finally:
        cffi.FFI = original


class _Declarations:
    """Stands for cffi's interface until it is known what is declared, and is then replaced in the module by it."""

    def cdef(self, source: str) -> None:
        sys.modules[_DECLARING].__dict__["ffi"] = _ready(source) or _parsed(source)


def _parsed(source: str) -> Any:
    ffi: Any = import_module("cffi.api").FFI()
    ffi.cdef(source)
    return ffi


def _ready(source: str) -> Any:
    """The compiled interface; None if it is one of other declarations, or this cffi can't read it."""
    backend: Any = import_module("_cffi_backend")
    table = json.loads(FILE.read_bytes())
    if table["sha256"] != sha256(source.encode()).hexdigest():
        return None
    try:
        return backend.FFI("pango", **{f"_{name}": _thawed(value) for name, value in table["ffi"].items()})
    except (ImportError, TypeError, ValueError):
        return None


def _thawed(value: Any) -> Any:
    """JSON knows no bytes and no tuples."""
    if isinstance(value, list):
        return tuple(_thawed(part) for part in value)
    return value.encode("latin-1") if isinstance(value, str) else value


@contextmanager
def _on_demand() -> Iterator[None]:
    """Within, `_SELDOM` modules are not imported, only promised."""
    promised = {name: _Promise(name) for name in _SELDOM if name not in sys.modules}
    sys.modules |= promised
    try:
        yield
    finally:
        for name in promised:
            sys.modules.pop(name, None)


class _Promise(ModuleType):
    """A module that is imported when one of its functions is called."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Call(self.__name__, name)


class _Call:
    def __init__(self, module: str, name: str) -> None:
        self.module, self.name = module, name

    def __call__(self, *args: Any, **named: Any) -> Any:
        return getattr(import_module(self.module), self.name)(*args, **named)
