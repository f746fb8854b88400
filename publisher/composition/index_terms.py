"""What the works and the edition say for the indexes of names and subjects: one tree of headings for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from publisher.composition.index_search import FormFinder
from publisher.composition.reflow_metadata import file_as
from publisher.composition.summary import summary_of
from publisher.model.edition import Book, Entry
from publisher.model.finding import Finding, Place, Severity
from publisher.model.indexing import BELOW, IndexCall, IndexPlace, Mention, Register
from publisher.model.text import Text
from publisher.model.work import Person

DEEPEST = 3
"""Levels of headings: what lies deeper is joined with a comma."""


@dataclass(slots=True)
class Term:
    """A heading in the making; `below` by `key_of` of theirs."""

    heading: str
    mentions: list[Mention] = field(default_factory=list)
    see: dict[str, Place | None] = field(default_factory=dict)
    also: dict[str, Place | None] = field(default_factory=dict)
    below: dict[str, Term] = field(default_factory=dict)


Terms = dict[str, Term]


def key_of(heading: str) -> str:
    """What two spellings of a heading have in common."""
    return " ".join(heading.replace("\u00a0", " ").split()).casefold()


def path_of(heading: str) -> list[str]:
    """A heading from the highest part down, never empty: «шрифты > кернинг»."""
    parts = [part.strip() for part in heading.split(BELOW.strip())]
    parts = [part for part in parts if part] or [""]
    return parts if len(parts) <= DEEPEST else [*parts[: DEEPEST - 1], ", ".join(parts[DEEPEST - 1 :])]


class Collection:
    """Headings of a book; `findings`: ranges with one end (L116), headings that lead to none (L117)."""

    def __init__(self, book: Book) -> None:
        self.findings: list[Finding] = []
        self._trees: dict[Register, Terms] = {"names": {}, "subjects": {}}
        wish = book.edition.index
        self._of_form = {form: name for names in wish.forms.values() for name, forms in names.items() for form in forms}
        calls = [(entry, summary_of(entry.work).index_calls) for entry in book.entries]
        self._names = {key_of(path_of(heading)[0]) for heading in wish.forms.get("names", {})}
        self._names |= {key_of(self._path(c)[0]) for _, of_work in calls for c in of_work if c.term.register == "names"}
        for entry, of_work in calls:
            self._mark(entry, of_work)
        if finder := FormFinder(wish.forms):
            for entry in book.entries:
                for form, block, letters in finder.find(entry.work):
                    place = IndexPlace(entry.id, block, letters)
                    self._term(form.register, path_of(form.heading)).mentions.append(Mention(place))
        self._send(wish.see, wish.also)

    def terms(self, *registers: Register) -> Terms:
        """The headings of an index; those of several in one alphabet."""
        merged: Terms = {}
        for register in registers:
            _merge(merged, deepcopy(self._trees[register]))
        return merged

    def _mark(self, entry: Entry, calls: Sequence[IndexCall]) -> None:
        """What a work marks. Ranges begin and end in the same work."""
        begun: dict[int, tuple[Term, IndexPlace, IndexCall]] = {}
        for call in calls:
            path = self._path(call)
            if not path[0]:
                continue
            place = IndexPlace(entry.id, call.block, call.letters)
            term = self._term(self._register(call, path), path)
            match call.term.role:
                case "at":
                    term.mentions.append(Mention(place))
                case "see":
                    term.see[call.term.other] = call.where
                case "also":
                    term.also[call.term.other] = call.where
                case "from":
                    self._leave(begun.pop(id(term), None))
                    begun[id(term)] = term, place, call
                case "to" if id(term) in begun:
                    term.mentions.append(Mention(begun.pop(id(term))[1], place))
                case "to":
                    self._leave((term, place, call))
        for half in begun.values():
            self._leave(half)

    def _leave(self, half: tuple[Term, IndexPlace, IndexCall] | None) -> None:
        """A range with one end leads there: L116."""
        if half:
            term, place, call = half
            term.mentions.append(Mention(place))
            params = {"heading": BELOW.join(self._path(call))[:100]}
            self.findings.append(Finding("L116", Severity.WARNING, call.where, params))

    def _path(self, call: IndexCall) -> list[str]:
        """The headings of a call; without any its own words, a name with the surname first: «Дидо, Фирмен»."""
        if call.term.heading:
            return path_of(call.term.heading)
        if (known := self._of_form.get(call.words.replace("\u00a0", " "))) is not None:
            return path_of(known)
        return [file_as(Person(Text(call.words))) if call.term.register == "names" else call.words]

    def _register(self, call: IndexCall, path: Sequence[str]) -> Register:
        """What is known as a name anywhere is one everywhere."""
        return "names" if key_of(path[0]) in self._names else call.term.register

    def _term(self, register: Register, path: Sequence[str]) -> Term:
        level = self._trees[register]
        term = Term("")
        for part in path:
            term = level.setdefault(key_of(part), Term(part))
            if part[:1].islower() and term.heading == part[:1].upper() + part[1:]:
                term.heading = part  # «Кернинг» began a sentence
            level = term.below
        return term

    def _send(self, see: Mapping[str, Sequence[str]], also: Mapping[str, Sequence[str]]) -> None:
        """«См.» of the edition; then whatever leads to a heading that is not there: L117."""
        for heading, others in (*see.items(), *also.items()):
            path = path_of(heading)
            heads = {key_of(path_of(name)[0]) for name in (heading, *others)}
            term = self._term("names" if heads & self._names else "subjects", path)
            (term.see if heading in see and others is see[heading] else term.also).update(dict.fromkeys(others))
        known = {key for tree in self._trees.values() for key, _ in walked(tree)}
        for tree in self._trees.values():
            for _, term in walked(tree):
                for other, where in (*term.see.items(), *term.also.items()):
                    if key_of(BELOW.join(path_of(other))) not in known:
                        params = {"heading": term.heading[:100], "other": other[:100]}
                        self.findings.append(Finding("L117", Severity.WARNING, where, params))


@dataclass(slots=True)
class _Last:
    """The collection made last: all formats of an edition ask for it, and making it reads every work."""

    book: Book | None = None
    collection: Collection | None = None


_LAST = _Last()


def collection_of(book: Book) -> Collection:
    """The headings of a book, made once for all who ask for the same book one after the other."""
    if _LAST.collection is None or _LAST.book is not book:
        _LAST.book, _LAST.collection = book, Collection(book)
    return _LAST.collection


def walked(terms: Terms, above: str = "") -> Iterator[tuple[str, Term]]:
    """All headings with their keys from the highest part down."""
    for key, term in terms.items():
        yield above + key, term
        yield from walked(term.below, above + key + BELOW)


def _merge(into: Terms, terms: Terms) -> None:
    for key, term in terms.items():
        if (own := into.setdefault(key, term)) is not term:
            own.mentions += term.mentions
            own.see |= term.see
            own.also |= term.also
            _merge(own.below, term.below)
