"""All rules in running order. A new rule is one unit in its family's file; a new family is one line here.

Codes are eternal: RU0xx the engine's own promises · RU10x characters · RU12x white space · RU2xx quotation marks,
primes, apostrophes · RU30x dashes · RU31x ranges · RU40x no-break spaces between words · RU41x names · RU42x
abbreviations · RU50x spaces at punctuation · RU51x ellipses and end marks · RU6xx numbers, units, symbols, dates ·
RU7xx letters (look-alikes, spelling) · RU8xx suggestions of a proof-reader · RU9xx languages.
"""

from __future__ import annotations

from publisher.typography.rule import Rule
from publisher.typography.rules import (
    abbreviations,
    apostrophe_remarks,
    apostrophes,
    artefacts,
    dashes,
    dates,
    degrees,
    editorial,
    editorial_marks,
    garbled,
    glue,
    hygiene,
    initials,
    letters,
    minus,
    money,
    number_remarks,
    numbers,
    promises,
    punctuation,
    quotes,
    ranges,
    spaces,
    symbols,
    wide_ranges,
    yo,
)

RULES: tuple[Rule, ...] = (
    *hygiene.RULES,
    *artefacts.RULES,
    *letters.RULES,
    *garbled.RULES,
    *yo.RULES,
    *punctuation.RULES,
    *ranges.RULES,
    *wide_ranges.RULES,
    *minus.RULES,
    *dashes.RULES,
    *quotes.RULES,
    *apostrophes.RULES,
    *glue.RULES,
    *initials.RULES,
    *abbreviations.RULES,
    *numbers.RULES,
    *degrees.RULES,
    *dates.RULES,
    *money.RULES,
    *symbols.RULES,
    *number_remarks.RULES,
    *apostrophe_remarks.RULES,
    *spaces.RULES,
    *editorial.RULES,
    *editorial_marks.RULES,
    *promises.RULES,
)
"""The registry. Stages run one after the other; within a stage the order is this one."""

BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}
