"""Embedded defaults: layouts, fonts, schemas, messages.

`layouts/` and `fonts/` at the top of the repository are the source of truth. The wheel carries copies of them in this
package; in a checkout they are found where they stand.
"""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The embedded folder `layouts`, `fonts`, `schemas`, `messages`, `profiles`, `icc`, `report` or `sample`."""
    packaged = _HERE / name
    return packaged if packaged.is_dir() else _HERE.parent.parent / name
