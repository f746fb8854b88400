"""Input that is built to exhaust a parser is read or refused, never followed into the depth or into quadratic time.

A quadratic reader would need hours for these: the test run itself is the limit.
"""

from __future__ import annotations

import pytest

from publisher.model.errors import SourceError
from publisher.readers import read

DEEP = {
    "quotations": "a.md:" + ">" * 10_000 + " x",
    "lists": "a.md:" + "\n".join(" " * (2 * depth) + "- x" for depth in range(200)),
    "elements": "a.html:" + "<div>" * 10_000,
    "elements in Markdown": "a.md:" + "<div>" * 10_000,
    "sections": "a.fb2:" + "<section>" * 10_000,
}
LONG = {
    "brackets": "[" * 10_000,
    "pairs": "[" * 2_000 + "]" * 2_000,
    "notes": "\n".join(f"[^{n}]: н" for n in range(10_000)),
    "references to one note": "т[^1] " * 20_000 + "\n\n[^1]: x",
    "inline notes": "^[" * 2_000,
    "stars": "**a *b " * 10_000,
    "ticks": "`a``b```" * 10_000,
    "tags": "<a " * 30_000,
    "quoted tags": '<a "' * 30_000,
    "comments": "<!-- " * 30_000,
    "comments to the cleanup": "<!-- typo: off RU301 --> слово " * 3_000,
    "raw characters": "<![CDATA[ " * 30_000,
    "pictures": "слово <binary>x</binary>" * 5_000,
    "closing tags": "<p>" * 20 + "слово </x>" * 20_000,
    "entities": "&a" * 30_000,
    "formulas": "$a " * 10_000,
    "liquid": "{{ a " * 10_000,
    "addresses": "a@" * 30_000 + "http://" * 10_000,
    "one line of a megabyte": "слово " * 90_000,
    "one paragraph of many lines": "слово\n" * 20_000,
    "a dialogue of many lines": "— Да.\n" * 20_000,
    "control characters": "слово\x00 \x07слово\x1b слово\x7f " * 1_000,
    "empty lines": "\n" * 100_000 + "x",
}


@pytest.mark.parametrize("name", DEEP)
def test_depth_is_refused(name: str) -> None:
    path, _, text = DEEP[name].partition(":")
    with pytest.raises(SourceError) as caught:
        read(path, text.encode())
    assert caught.value.code == "S109"


@pytest.mark.parametrize("path", ["a.md", "a.txt", "a.html", "a.fb2"])
@pytest.mark.parametrize("name", LONG)
def test_length_is_read(name: str, path: str) -> None:
    text = LONG[name]
    work = read(path, (f"<FictionBook><body><p>{text}</p></body>" if path == "a.fb2" else text).encode()).value
    assert work.blocks or work.notes or path == "a.fb2"
