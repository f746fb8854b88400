"""Why ours comes out otherwise than a test case of typograf wants it: named classes, decided by what differs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha1

from publisher.typography.tongues import is_latin

WRONG = "ours wrong"
SAME = "as typograf wants it"
OTHER = "its change is made, other rules also worked"
SPACES = re.compile("[\u00a0\u202f\u2009\u2007 ]+")
MARKUP = re.compile(r"<[a-zA-Z/!]|&#?\w+;")
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Case:
    """A test case: the rule it is for (`texts` when for all of them together), input, wanted result."""

    rule: str
    before: str
    after: str

    @property
    def key(self) -> str:
        """What names the case here, where its text is not kept."""
        return sha1(self.before.encode(), usedforsecurity=False).hexdigest()[:8]

    @property
    def has_markup(self) -> bool:
        return MARKUP.search(self.before) is not None

    @property
    def group(self) -> str:
        if "quote" in self.rule and "optalign" not in self.rule:
            return "quotes"
        if self.rule.startswith("ru/dash"):
            return "dashes"
        return "spaces" if "/space/" in self.rule else self.rule.rpartition("/")[0] or self.rule


def folded(text: str) -> str:
    """The text with one kind of space and of hyphen."""
    return SPACES.sub(" ", text).replace("\u2011", "-").strip(" ")


def gaps(text: str) -> dict[int, str]:
    """What stands between words, by the number of letters and digits before it."""
    found, place, last = {}, 0, 0
    for match in WORD.finditer(text):
        if match.start() > last:
            found[place] = text[last : match.start()]
        place += len(match.group())
        last = match.end()
    if last < len(text):
        found[place] = text[last:]
    return found


def same_letters(first: str, second: str) -> bool:
    return "".join(WORD.findall(first)) == "".join(WORD.findall(second))


def changes_made(case: Case, result: str, again: str) -> bool:
    """Whether ours changed whatever the case wants changed, and gets no farther from the wanted text."""
    if folded(result) != folded(again):
        return False
    wanted, before, found = (gaps(folded(text)) for text in (case.after, case.before, result))
    asked = {place for place in wanted.keys() | before.keys() if wanted.get(place) != before.get(place)}
    return bool(asked) and all(before.get(place) != found.get(place) for place in asked)


def left_alone(case: Case, result: str) -> bool:
    """Whether ours changed nothing at the places that the case wants changed, and no letter or digit."""
    if not same_letters(case.before, result):
        return False
    if not same_letters(case.before, case.after):
        return True
    wanted, before, found = (gaps(folded(text)) for text in (case.after, case.before, result))
    return all(before.get(p) == found.get(p) for p in wanted.keys() | before.keys() if wanted.get(p) != before.get(p))


OPTIONS = (
    "common/html/",
    "ru/optalign/",
    "ru/money/",
    "ru/other/accent",
    "ru/dash/de",
    "common/number/digitGrouping",
    "common/other/repeatWord",
    "common/space/delLeadingBlanks",
    "common/space/insertFinalNewline",
    "common/punctuation/quoteLink",
    "common/nbsp/nowrap",
)
"""Rules that write or rewrite HTML, and rules that are off unless somebody asks for them."""

HYPHENS = "editing habit: hyphens put into words"
COMMAS = "editing habit: commas put in"
REPEATED = "editing habit: repeated marks taken away"
ABBREVIATIONS = "editing habit: abbreviations rewritten"
SIGNS = "choice: operators, arrows, degrees, powers and fractions stay as typed unless a profile asks"
BRACKETS = "choice: no space is put before a bracket, `автор(ы)` is a word"
COPYRIGHT = "choice: (c), (r), (tm) are signs only beside a name or a year"
TIMES = "choice: the sign × has the spaces that were typed"
RANGES = "disputed: a hyphen between months, weekdays, centuries with no word that makes them a range"

LEFT_ALONE = {
    "ru/punctuation/ano": COMMAS,
    "ru/punctuation/exclamation": REPEATED,
    "common/punctuation/delDoublePunctuation": REPEATED,
    "ru/number/ordinals": "editing habit: endings of ordinals rewritten",
    "ru/number/comma": "editing habit: decimal points made commas",
    "ru/other/phone-number": "editing habit: telephone numbers rewritten",
    "ru/date/": "editing habit: dates rewritten, months in lower case",
    "ru/symbols/NN": ABBREVIATIONS,
    "ru/nbsp/ps": ABBREVIATIONS,
    "ru/nbsp/years": ABBREVIATIONS,
    "ru/nbsp/centuries": ABBREVIATIONS,
    "ru/nbsp/m": SIGNS,
    "common/number/fraction": SIGNS,
    "common/number/mathSigns": SIGNS,
    "common/symbols/cf": SIGNS,
    "common/symbols/arrow": SIGNS,
    "common/symbols/copy": COPYRIGHT,
    "common/space/beforeBracket": BRACKETS,
    "ru/dash/month": RANGES,
    "ru/dash/weekday": RANGES,
    "ru/dash/centuries": RANGES,
}
"""Beginnings of rules → class of the cases in which ours leaves what the rule changes."""


def _without(pattern: str, replacement: str = "") -> Callable[[str], str]:
    compiled = re.compile(pattern)
    return lambda text: compiled.sub(replacement, text)


def _lines(text: str) -> str:
    """A text without blank lines and without white space at the ends of lines."""
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


@dataclass(frozen=True, slots=True)
class Kind:
    """A class whose cases are equal but for one kind of difference, which `without` takes away.

    Ours must have left the characters `kept` as many as they were.
    """

    name: str
    without: Callable[[str], str]
    kept: str = ""

    def fits(self, case: Case, found: str, wanted: str) -> bool:
        before, after = Counter(case.before), Counter(found)
        return self.without(found) == self.without(wanted) and all(before[c] == after[c] for c in self.kept)


ENGLISH = Kind("choice: a paragraph in English takes English quotes (CLDR)", _without("[«»„“”‚‘’]", '"'))
KINDS = (
    Kind(HYPHENS, _without(r"(?<=\w)(?:-| - ?|- )(?=\w)", " ")),
    Kind(COMMAS, _without(","), kept=","),
    Kind(REPEATED, _without(r"[?!.,:;]{2,}|[?!]", "!"), kept="?!"),
    Kind("choice: lines, their ends and indents stay as they are typed", _lines),
    Kind("choice: a space before the percent sign (ГОСТ 8.417)", _without(" (?=[%‰])")),
    Kind("choice: the mark behind an ellipsis stays (E6)", _without("(?<=…),"), kept=","),
    Kind(SIGNS, _without(r"[½¼¾→←±≠²³]|\b[13]/[24]\b|<?->?|\+-|!=|(?<=м)[23]\b")),
    Kind(ABBREVIATIONS, _without(r"г\. ?г\.|гг\.|г\.|в\. ?в\.|вв\.|в\.|№№", "г.")),
    Kind(BRACKETS, _without(r" (?=\()")),
    Kind(TIMES, _without(" (?=×)|(?<=×) ")),
)

LONE = "disputed: what a quotation mark without a partner becomes"
RARE = "choice: abbreviations that nobody prints are on no list"
EMPTY = "choice: empty brackets stay, `[ ]` is a box"
INITIALS = "choice: initials are spaced and bound behind the surname, too"
GLUED = "choice: no space between digits and letters where both may be one name (`A,2`)"
BY_HAND = {
    "6f947de2": "choice: inches take a double prime",
    "66a702d7": "choice: invisible characters go",
    "7772b038": OTHER,
    "f2ec80ba": OTHER,
    "6e8af798": "choice: a hyphen before a number is a minus",
    "0fbe6e53": LONE,
    "2ace62c1": LONE,
    "a53a8502": GLUED,
    "646f12a2": GLUED,
    "31d6e9de": INITIALS,
    "3c8a3f08": INITIALS,
    "4579afa8": "choice: a space between a number and its unit",
    "75f73d32": "HTML or an option that is off",
    "d4c68722": "HTML or an option that is off",
    "415ad3d1": COPYRIGHT,
    "e02b1104": COPYRIGHT,
    "2d8644c6": "editing habit: dates rewritten, months in lower case",
    "2b8987cd": RANGES,
    "f3313997": REPEATED,
    "bd0737bd": RANGES,
    "2b428f0e": "choice: ~= is ≈",
    "74740103": GLUED,
    "eba593e9": GLUED,
    "dbaea848": GLUED,
    "8933bdbc": GLUED,
    "ddcc3c01": BRACKETS,
    "c0622146": EMPTY,
    "03ff4850": EMPTY,
    "9bb37029": RARE,
    "8d6ebe6b": RARE,
    "36c82346": RARE,
    "8886154b": RARE,
    "42ed7f47": ABBREVIATIONS,
    "42e87250": ABBREVIATIONS,
    "06fdfed5": TIMES,
    "426cfaaf": TIMES,
    "9cfdca12": "choice: tabs stay where they may be a table's",
    "2c7b8e3d": "choice: an ellipsis with spaces on both sides may be an omission",
    "415e866c": REPEATED,
    "dd695d67": "choice: a space between © and its owner",
}
"""Cases looked at one by one, by `Case.key`."""


def class_of(case: Case, result: str, again: str, typograf: str) -> str:
    """The class of a case.

    Args:
        result: what ours makes of the input.
        again: what ours makes of the wanted result.
        typograf: what typograf makes of the input when all its usual rules are on.
    """
    wanted, found = folded(case.after), folded(result)
    if found == wanted:
        return SAME
    if case.key in BY_HAND:
        return BY_HAND[case.key]
    if case.rule.startswith(OPTIONS):
        return "HTML or an option that is off"
    if case.rule != "texts" and (found == folded(typograf) or changes_made(case, result, again)):
        return OTHER
    if is_latin(case.before) and ENGLISH.fits(case, found, wanted):
        return ENGLISH.name
    kinds = [kind.name for kind in KINDS if kind.fits(case, found, wanted)]
    rules = [name for rule, name in LEFT_ALONE.items() if case.rule.startswith(rule) and left_alone(case, result)]
    return next(iter(kinds + rules), WRONG)
