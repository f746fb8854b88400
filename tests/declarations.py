"""Makes `publisher/data/pango.json` anew for the WeasyPrint that is installed: `python tests/declarations.py`."""

from __future__ import annotations

import ast
import json
import re
import tempfile
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cffi
from cffi import recompiler

from publisher.writers.declarations import FILE


def declared() -> str:
    """What WeasyPrint tells cffi."""
    spec = find_spec("weasyprint")
    assert spec is not None
    assert spec.origin is not None
    source = (Path(spec.origin).parent / "text" / "ffi.py").read_text(encoding="utf-8")
    found = re.search(r"ffi\.cdef\('''(.*?)'''\)", source, re.DOTALL)
    assert found is not None
    return found[1]


def compiled(source: str) -> dict[str, Any]:
    """The declarations as cffi compiles them."""
    ffi = cffi.FFI()
    ffi.cdef(source)
    ffi.set_source("pango", None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "pango.py")
        recompiler.make_py_source(ffi, "pango", str(path))
        tree = ast.parse(path.read_text(encoding="utf-8"))
    call = next(node.value for node in tree.body if isinstance(node, ast.Assign))
    assert isinstance(call, ast.Call)
    table = {word.arg.removeprefix("_"): _frozen(ast.literal_eval(word.value)) for word in call.keywords if word.arg}
    return {"sha256": sha256(source.encode()).hexdigest(), "ffi": table}


def _frozen(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_frozen(part) for part in value]
    return value.decode("latin-1") if isinstance(value, bytes) else value


if __name__ == "__main__":
    FILE.write_text(json.dumps(compiled(declared()), indent=0) + "\n", encoding="utf-8")
