"""What a language's customs are, and what several languages share."""

from __future__ import annotations

from dataclasses import dataclass


def words(text: str) -> frozenset[str]:
    """A set of words from a line of them."""
    return frozenset(text.split())


def dotted(*groups: str) -> tuple[tuple[str, ...], ...]:
    """Abbreviations of several parts, each given with spaces and without full stops: `т е`."""
    return tuple(tuple(group.split()) for group in groups)


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language's customs. Words are lower case; abbreviations come without their full stops.

    `quotes`: opening and closing mark for the levels 1, 2, 3. `dash`: between words; `spaced` says whether spaces stand
    around it. `apostrophe`: inside words; `letter_apostrophe`: it belongs to the alphabet. `elided`: words that may
    begin with an apostrophe. `short`: prepositions, conjunctions and particles that lean on the next word;
    `particles`: those that lean on the word before. `suffixes`: what a hyphen joins to a word. `dotted`: abbreviations
    of several parts (`т. е.`). `before_name`, `before_number`: what binds to a following name or number; `forms`:
    legal forms of companies. `units`, `years`, `centuries`, `months`, `counted`: what binds to a number before it;
    `tight_units` even when no space was typed. `digrams`: initials of two letters. `prepositions`:
    short ones, which no dash follows; `slashed`: conjunctions that a slash joins (`и/или`); `endings`: endings of
    ordinals that are typed too long, each with its short form; `undotted`: contractions without a full stop.
    """

    code: str
    quotes: tuple[tuple[str, str], tuple[str, str], tuple[str, str]]
    dash: str = "—"
    spaced: bool = True
    apostrophe: str = "’"
    letter_apostrophe: bool = False
    elided: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()
    dotted: tuple[tuple[str, ...], ...] = ()
    before_name: frozenset[str] = frozenset()
    before_number: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    tight_units: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    centuries: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    digrams: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    slashed: frozenset[str] = frozenset()
    endings: tuple[tuple[str, ...], ...] = ()
    undotted: frozenset[str] = frozenset()


GUILLEMETS = (("«", "»"), ("„", "“"), ("‚", "‘"))
METRIC = (
    "мм см дм м км га л мл г мг кг т ц с сек мин ч сут кВт Вт МВт В кВ Гц кГц МГц ГГц Дж кДж Па кПа МПа атм А мА К дБ "
    "Б Кб Мб Гб КБ МБ ГБ ТБ пт px dpi lpi kg km cm mm"
)
