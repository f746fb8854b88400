"""Does cleaning keep the structure of Markdown? The examples of the CommonMark specification, and any files.

    .venv/bin/python tests/bench/markdown.py [FILE…]

Every example is cleaned as it stands and with its Latin letters put into Cyrillic ones, which more rules work on. The
specification (CC BY-SA, not kept here) is installed by npm into .cache/bench the first time.
Exit code 1: some structure changed.
"""

from __future__ import annotations

import argparse
import html
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from publisher.readers.markdown_syntax import parser
from publisher.typography import RULES, clean_text

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "bench"
SPECIFICATION = "commonmark-spec@0.31.2"
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.MULTILINE | re.DOTALL)
CYRILLIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопярстувшхуз")
TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
TEXT = {"text", "softbreak", "text_special"}
KEPT = {"href", "src", "start", "class", "id"}
LETTERS = [rule.code for rule in RULES if rule.may_change_letters]
"""Rules that are left out: what they do to letters is no change of structure."""
OUR_TEXT = {"verse", "poem"}
"""Fences of our own whose content is text, not code."""


@cache
def dialects() -> tuple[MarkdownIt, ...]:
    """CommonMark with tables, strike-through and notes, and the dialect that this project reads."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin), parser()


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def kept(token: Token) -> object:
    """What must stay of the content of a token that is not text by itself."""
    if token.type == "inline":
        return None
    if token.type == "html_block":  # tags, and text between them
        return TAG.findall(token.content), letters(html.unescape(TAG.sub("", token.content)))
    is_verse = token.type == "fence" and token.info.split("{")[0].strip() in OUR_TEXT
    return letters(token.content) if is_verse else token.content


def tree(tokens: Sequence[Token]) -> list[Any]:
    """The parsed structure; of text only letters and digits, of code, tags and addresses every character."""
    found: list[Any] = []
    for token in tokens:
        if token.type in TEXT:
            text = letters(token.content) if token.type != "softbreak" else ""
            if found and found[-1][0] == "text":
                found[-1] = ("text", found[-1][1] + text)
            else:
                found.append(("text", text))
            continue
        attributes = {key: value if key in KEPT else letters(str(value)) for key, value in token.attrs.items()}
        children = tree(token.children) if token.children is not None and token.type != "image" else []
        head = (token.type, token.tag, token.nesting, token.level, token.markup, token.info)
        found.append((*head, sorted(attributes.items()), kept(token), children))
    return [item for item in found if item != ("text", "")]


def changed(text: str) -> str | None:
    """What cleaning made of `text` if the structure is another then, else None."""
    cleaned = clean_text(text, markup="markdown", ignore=LETTERS).text
    return None if all(tree(md.parse(text)) == tree(md.parse(cleaned)) for md in dialects()) else cleaned


def examples() -> Iterator[tuple[str, str]]:
    """The examples of the specification with their numbers, Latin and Cyrillic."""
    path = CACHE / "node_modules" / "commonmark-spec" / "spec.txt"
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(CACHE), SPECIFICATION]
        subprocess.run(command, check=True)
    for number, match in enumerate(EXAMPLE.finditer(path.read_text(encoding="utf-8")), 1):
        text = match[1].replace("→", "\t")
        yield f"example {number}", text
        yield f"example {number} in Cyrillic letters", text.translate(CYRILLIC)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="*", type=Path)
    paths = options.parse_args().files
    cases = [(str(path), path.read_text(encoding="utf-8")) for path in paths] or list(examples())
    bad = 0
    for name, text in cases:
        cleaned = changed(text)
        if cleaned is not None:
            bad += 1
            print(f"{name}: {text[:200]!r}\n    {cleaned[:200]!r}")
    print(f"{len(cases)} texts, structure changed in {bad}")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
