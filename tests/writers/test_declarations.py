"""What is compiled beforehand is what cffi would have made of WeasyPrint's declarations, and goes unnoticed."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from declarations import compiled, declared

from publisher.writers.declarations import FILE

LOOK = """
from publisher.writers.declarations import import_weasyprint
import sys
weasyprint = import_weasyprint()
import cffi
from weasyprint.pdf import fonts
from weasyprint.text.ffi import ffi, pango
print(type(ffi).__module__, pango.pango_units_from_double(1), cffi.FFI.__module__)
print(*(name in sys.modules for name in ("fontTools.subset", "fontTools.varLib.instancer")))
print(fonts.subset.Options().hinting, fonts.instantiateVariableFont.__class__.__name__)
print("fontTools.subset" in sys.modules)
"""


def seen(before: str = "") -> list[str]:
    done = subprocess.run([sys.executable, "-c", before + LOOK], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_the_file_holds_what_cffi_makes_of_the_declarations() -> None:
    assert json.loads(FILE.read_bytes()) == compiled(declared())


def test_weasyprint_is_imported_with_what_is_compiled() -> None:
    assert seen() == ["_cffi_backend 1024 cffi.api", "False False", "True _Call", "True"]


@pytest.mark.parametrize("change", ['table["sha256"] = "0"', 'table["ffi"]["version"] = 1 << 30'])
def test_other_declarations_are_parsed(tmp_path: object, change: str) -> None:
    other = f"""
import json, pathlib
from publisher.writers import declarations
table = json.loads(declarations.FILE.read_bytes())
{change}
declarations.FILE = pathlib.Path({str(tmp_path)!r}, "other.json")
declarations.FILE.write_text(json.dumps(table))
"""
    assert seen(other)[0] == "cffi.api 1024 cffi.api"
