"""The Markdown parser: markdown-it with notes, attributes, formulas and Liquid, and with positions in inline text."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote.index import footnote_def

from publisher.readers.nesting import MAX_DEPTH

AT = "at"
"""Key in `Token.meta` of an inline token: where in the block's content it begins."""

UNTIL = "until"
"""Key in `Token.meta`: where a token of our own rules ends."""

MAX_BRACKETS = 2_000
"""A paragraph with more of them has no links: looking for the partner of each takes quadratic time."""

BRACKET_RULES = ["link", "image", "span", "inline_note"]

ATTRIBUTES = re.compile(r"\{:?((?:\s*(?:[#.][\w-]{1,80}|[\w-]{1,40}=(?:\"[^\"{}]{0,400}\"|[\w:.-]{1,200}%?)))+)\s*\}")
_ATTRIBUTE = re.compile(r"([#.])([\w-]+)|([\w-]+)=(?:\"([^\"]*)\"|([\w:.-]+%?))")
_LIQUID = re.compile(r"\{%[^\n]{0,2000}?%\}|\{\{[^\n]{0,2000}?\}\}")
_NOTE = re.compile(r"\[\^[^\s\[\]]{1,200}\]")
_MATH = re.compile(
    r"\$\$[^$]{1,2000}?\$\$|\$(?=[^\s$])[^$\n]{0,300}?(?<=[^\s\\])\$(?!\d)|\\\([^\n]{1,300}?\\\)|\\\[[^\n]{1,300}?\\\]"
)


class _Parser(MarkdownIt):
    """Addresses stay as their author wrote them; who prints them escapes them."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


class NestedTooDeepError(Exception):
    """Raised from the block parser; `args[0]` is the line (from 0) where the limit is passed."""


class PositionedState(StateInline):
    """An inline state whose tokens know where they begin: pending text is always copied from `src` at `pos`."""

    _pending_at = 0

    def append_pending(self, text: str) -> None:
        if not self._pending and not self._pending_buffer:
            self._pending_at = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 (the library's name)
        token = super().pushPending()
        token.meta[AT] = self._pending_at
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta[AT] = self.pos
        return token


class PositionedInline(ParserInline):
    """The inline parser, working on `PositionedState`."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = PositionedState(src, md, env, tokens)
        crowded = src.count("[") > MAX_BRACKETS
        if crowded:
            self.ruler.disable(BRACKET_RULES)
        try:
            self.tokenize(state)
        finally:
            if crowded:
                self.ruler.enable(BRACKET_RULES)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def attributes(braces: str) -> dict[str, str]:
    """`#id .class key=value` as a mapping; several classes are joined with a space."""
    found: dict[str, str] = {}
    for sign, name, key, quoted, bare in _ATTRIBUTE.findall(braces):
        if sign == "#":
            found["id"] = name
        elif sign == ".":
            found["class"] = f"{found.get('class', '')} {name}".strip()
        else:
            found[key] = quoted or bare
    return found


@cache
def parser() -> MarkdownIt:
    """CommonMark, tables, strikethrough, notes `[^1]` and `^[…]`, `{#id .class lang=kk}`, formulas, Liquid tags."""
    md = _Parser("commonmark", {"html": True, "maxNesting": 2 * MAX_DEPTH + 8})
    md.enable(["table", "strikethrough"])
    md.inline = PositionedInline()
    md.inline.ruler.disable("linkify")
    md.inline.ruler2.disable("fragments_join")
    md.inline.add_terminator_char("^")
    md.inline.add_terminator_char("$")
    md.inline.add_terminator_char("{")
    md.inline.ruler.before("escape", "liquid", partial(_matched, "liquid", _LIQUID, "{"))
    md.inline.ruler.before("escape", "math", partial(_matched, "math", _MATH, "$\\"))
    md.inline.ruler.before("link", "inline_note", _inline_note)
    md.inline.ruler.before("link", "note", partial(_matched, "note", _NOTE, "["))
    md.inline.ruler.after("link", "span", _span)
    md.inline.ruler.push("attributes", _attributes)
    md.block.ruler.before("table", "depth", _depth)
    md.block.ruler.before("fence", "attributes", _attribute_line, {"alt": ["paragraph", "blockquote", "list"]})
    md.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    return md


def _matched(kind: str, pattern: re.Pattern[str], first: str, state: StateInline, silent: bool) -> bool:
    """An inline rule for what one regular expression describes: becomes a token of type `kind`."""
    if state.src[state.pos] not in first:
        return False
    match = pattern.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push(kind, "", 0)
        token.content = match[0]
        token.meta[UNTIL] = match.end()
    state.pos = match.end()
    return True


def _inline_note(state: StateInline, silent: bool) -> bool:
    """`^[text of the note]`: the token holds the range of the text, its content is parsed later."""
    start = state.pos
    if not state.src.startswith("^[", start):
        return False
    end = parseLinkLabel(state, start + 1)
    if end < 0:
        return False
    if not silent:
        token = state.push("inline_note", "", 0)
        token.meta.update({AT: start + 2, UNTIL: end})
    state.pos = end + 1
    return True


def _span(state: StateInline, silent: bool) -> bool:
    """`[text]{.class lang=kk}`."""
    if state.src[state.pos] != "[":
        return False
    start, maximum = state.pos, state.posMax
    end = parseLinkLabel(state, start)
    braces = ATTRIBUTES.match(state.src, end + 1, maximum) if end >= 0 else None
    if not braces:
        return False
    if not silent:
        state.pos, state.posMax = start + 1, end
        token = state.push("span_open", "span", 1)
        token.attrs.update(attributes(braces[1]))
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = braces.end(), maximum
    return True


def _attributes(state: StateInline, silent: bool) -> bool:
    """`{…}` right behind a link, an image or code belongs to it."""
    if state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    owner = state.tokens[-1]
    if owner.type not in {"link_close", "image", "code_inline"}:
        return False
    braces = ATTRIBUTES.match(state.src, state.pos, state.posMax)
    if not braces:
        return False
    if not silent:
        if owner.type == "link_close":
            owner = next(t for t in reversed(state.tokens) if t.type == "link_open" and t.level == owner.level)
        owner.attrs.update(attributes(braces[1]))
    state.pos = braces.end()
    return True


def _attribute_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that holds nothing but `{…}` belongs to the block below it."""
    if state.is_code_block(start):
        return False
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].rstrip()
    braces = ATTRIBUTES.fullmatch(line)
    if not braces:
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.attrs.update(attributes(braces[1]))
        token.map = [start, start + 1]
        state.line = start + 1
    return True


def _depth(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.level > 2 * MAX_DEPTH:
        raise NestedTooDeepError(start)
    return False
