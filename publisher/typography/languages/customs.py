"""What a language's customs are, and what several languages share."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache


def words(text: str) -> frozenset[str]:
    """A set of words from a line of them."""
    return frozenset(text.split())


def dotted(*groups: str) -> tuple[tuple[str, ...], ...]:
    """Abbreviations of several parts, each given with spaces and without full stops: `т е`.

    A short word at the beginning is taken for a conjunction without a full stop (`и т д`), unless the other part is a
    single letter (`с г`) or the word has its full stop (`к. т н`).
    """
    return tuple(tuple(group.split()) for group in groups)


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language's customs. Words are lower case; abbreviations come without their full stops.

    `quotes`: opening and closing mark for the levels 1, 2, 3. `dash`: between words; `spaced` says whether spaces stand
    around it. `apostrophe`: inside words; `letter_apostrophe`: it belongs to the alphabet. `single_marks`: characters
    that open, and that close, a quotation of the second level but may be apostrophes, too. `is_latin`: it is written in
    Latin script, too. `elided`: words that may begin with an apostrophe.

    `short`: prepositions, conjunctions and particles that lean on the next word; `particles`: those that lean on the
    word before. `suffixes`, `prefixes`: what a hyphen joins to a word before or behind it; `conjunctions`: what joins
    equal parts. `dotted`: abbreviations of several parts (`т. е.`). `before_name`, `before_number`: what binds to a
    following name or number; `forms`: legal forms of companies. `units`, `years`, `centuries`, `months`, `counted`:
    what binds to a number before it; `tight_units` even when no space was typed. `digrams`: initials of two letters.
    `numbered`: words that a number stands behind, in full; `scriptures`: books of the Bible as references shorten them;
    `slashed`: conjunctions that a slash joins (`и/или`); `endings`: endings of ordinals that are typed too long, each
    with its short form; `undotted`: contractions without a full stop.

    Names: `starters` open sentences and are no surnames; a letter behind one of `labels` (`класс А`) is no initial;
    `namesakes` are beginnings of words that may be named after somebody; `homographs` those of `before_name` that are
    words, too (`им`); `streets` those that a number may follow or a name go before (`ул. 8 Марта`, `Садовая ул.`).

    Suggestions: `prepositions`; `contrasts` want a comma before them; `indefinite` and `conjunctive` (which open
    clauses, too) take one of `hyphened` and `tails` behind a hyphen, `phrasal` words stand beside them where they
    don't; `leads` take a hyphen before words that end like `adverbs`; `service` words are said but once; `weekdays`;
    `shortened`: abbreviations of four letters and more that a sentence goes on behind.
    """

    code: str
    quotes: tuple[tuple[str, str], tuple[str, str], tuple[str, str]]
    dash: str = "—"
    spaced: bool = True
    apostrophe: str = "’"
    letter_apostrophe: bool = False
    single_marks: tuple[str, str] = ("", "")
    is_latin: bool = False
    elided: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
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
    numbered: frozenset[str] = frozenset()
    slashed: frozenset[str] = frozenset()
    endings: tuple[tuple[str, ...], ...] = ()
    undotted: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    namesakes: tuple[str, ...] = ()
    homographs: frozenset[str] = frozenset()
    streets: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    contrasts: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()
    conjunctive: frozenset[str] = frozenset()
    hyphened: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    service: frozenset[str] = frozenset()
    phrasal: frozenset[str] = frozenset()
    tails: frozenset[str] = frozenset()
    adverbs: tuple[str, ...] = ()
    weekdays: frozenset[str] = frozenset()
    shortened: frozenset[str] = frozenset()
    scriptures: frozenset[str] = frozenset()

    @property
    def first_single(self) -> int:
        """The first level, from 0, whose marks are single."""
        return next((level for level, marks in enumerate(self.quotes) if marks[1] in "‘’"), len(self.quotes))


@cache
def vocabulary(language: Language) -> frozenset[str]:
    """All words on any list of a language, in small letters."""
    words: set[str] = set()
    for listed in (getattr(language, field.name) for field in fields(language)):
        if isinstance(listed, frozenset):
            words |= {word.lower() for word in listed}
    words |= {part.strip(".").lower() for group in language.dotted for part in group}
    return frozenset(words | {long for long, _ in language.endings})


def is_bare(group: tuple[str, ...], number: int, language: Language) -> bool:
    """Whether part `number` of an abbreviation is a word without a full stop."""
    return number == 0 and group[0] in language.short and (len(group) > 2 or len(group[-1]) > 1)


def anchor(group: tuple[str, ...], language: Language) -> int:
    """Number of the part at which an abbreviation is recognised: the first that is no common word, else the last."""
    uncommon = (i for i, part in enumerate(group) if part.rstrip(".") not in language.short)
    return next(uncommon, len(group) - 1)


GUILLEMETS = (("«", "»"), ("„", "“"), ("‚", "‘"))
METRIC = (
    "мм см дм м км мкм нм га л мл мкл г мг мкг кг т ц с сек мин ч сут кВт Вт мВт МВт ГВт В кВ Гц кГц МГц ГГц Дж кДж "
    "МДж кал ккал Па кПа МПа атм бар А мА К дБ Ом кОм МОм Б Кб Мб Гб КБ МБ ГБ ТБ бит байт Кбит Мбит Гбит пт px dpi "
    "lpi ppi ppm fps kg km cm mm KB MB GB TB Hz kHz MHz GHz kW"
)
