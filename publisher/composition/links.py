"""The links of a work on paper: how an address is printed, which one has which number, what stands in the list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, unquote, urlsplit

from publisher.model.text import OBJECT

_BREAK_AFTER = "/?&=._-"
"""An address may be divided behind these characters."""

_POINTERS = frozenset(
    {"здесь", "тут", "там", "сюда", "туда", "отсюда", "ссылка", "ссылке", "по_ссылке", "вот_здесь", "вот_тут", "см"}
    | {"подробнее", "далее", "источник", "here", "there", "link", "this", "source", "more", "read_more", "click_here"}
)
"""Words (`_` for a space) that only point at an address: they are no name for it in a list."""

_ESCAPED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_SAFE_IN_ADDRESSES = "%:/?#[]@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class Link:
    """An address that the text leads to: `title` is its own, `words` what the text calls it; both may lack."""

    number: int
    address: str
    title: str
    words: str


class LinkRegister:
    """Numbers addresses in the order in which the text leads to them; the same address keeps its number."""

    def __init__(self) -> None:
        self._links: dict[str, Link] = {}

    def __iter__(self) -> Iterator[Link]:
        return iter(self._links.values())

    def number(self, address: str, title: str, words: str) -> int:
        """The number of an address. The first title and the first words that say something are kept."""
        key = same_place(address)
        old = self._links.get(key) or Link(len(self._links) + 1, address, "", "")
        title = old.title or " ".join(title.split())
        self._links[key] = Link(old.number, old.address, title, old.words or name_of(address, words))
        return old.number


def same_place(address: str) -> str:
    """What two spellings of an address have in common: letters of the host small, no final slash."""
    parts = urlsplit(address)
    shown = f"{parts.scheme}://{parts.netloc}".lower() + f"{unquote(parts.path).rstrip('/')}?{parts.query}"
    return f"{shown}#{parts.fragment}"


def name_of(address: str, shown: str) -> str:
    """What a list calls an address: the words of the text that lead there, unless they are «здесь» or the address."""
    name = " ".join(shown.replace(OBJECT, "").split()).strip(" .,:;")
    if not name or name.lower().replace(" ", "_").replace("\u00a0", "_") in _POINTERS:
        return ""
    if same_place(name) == same_place(address) or name.rstrip("/") == bare_address(address):
        return ""
    return name


def bare_address(address: str) -> str:
    """An address as people print it: without `https://`, final slash and percent signs for letters; of an e-mail the
    mailbox alone.
    """
    parts = urlsplit(address)
    scheme = parts.scheme.lower()
    if scheme == "mailto":
        return unquote(parts.path)
    if scheme == "tel":
        return parts.path
    for prefix in ("https://", "http://"):
        if address.lower().startswith(prefix):
            address = address[len(prefix) :]
    return _ESCAPED.sub(_letters, address).removesuffix("/")


def short_address(address: str, room: int = 44) -> str:
    """An address as people print it, cut behind one of its slashes to about `room` characters."""
    shown = bare_address(address)
    if len(shown) <= room:
        return shown
    host, *folders = shown.split("/")
    for folder in folders:
        if len(host) + len(folder) + 3 > room:
            break
        host += "/" + folder
    return f"{host}/…" if len(host) <= room else f"{host[:room]}…"


def _letters(escaped: re.Match[str]) -> str:
    """Letters for their bytes in UTF-8; what are no letters stays as it is."""
    letters = unquote(escaped[0], errors="replace")
    return letters if all(c.isalnum() for c in letters) else escaped[0]


def breakable(address: str) -> str:
    """HTML of an address that may be divided behind its punctuation, never with a hyphen.

    Zero-width spaces and no `<wbr>`: at an element WeasyPrint may overlook the place and break inside a word.
    """
    parts = "".join(escape(c) + ("\u200b" if c in _BREAK_AFTER else "") for c in address)
    return parts.replace("\u200b…", "…")


def ascii_address(address: str) -> str:
    """An address as machines want it: the host in Punycode, other letters as percent signs (RFC 3986, 3987)."""
    parts = urlsplit(address)
    host = parts.netloc
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:  # too long a label: no host of this world
            host = quote(host, safe=_SAFE_IN_ADDRESSES)
    rest = address[len(parts.scheme) + 1 :]
    if parts.netloc:
        rest = f"//{host}{rest.removeprefix('//')[len(parts.netloc) :]}"
    return f"{parts.scheme}:{quote(rest, safe=_SAFE_IN_ADDRESSES)}"
