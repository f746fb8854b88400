"""What differs between languages: quotation marks, dash, short words, abbreviations, units. One file a language.

Quotation marks follow CLDR 48.2, except where a national authority is named beside them. A language that stands here
with few word lists is set with its own marks and dash; its lists grow without a change anywhere else.
"""

from __future__ import annotations

from functools import cache

from publisher.typography.languages.belarusian import BELARUSIAN
from publisher.typography.languages.bulgarian import BULGARIAN
from publisher.typography.languages.customs import Language, anchor, is_bare, vocabulary
from publisher.typography.languages.english import BRITISH, ENGLISH
from publisher.typography.languages.kazakh import KAZAKH
from publisher.typography.languages.kyrgyz import KYRGYZ
from publisher.typography.languages.macedonian import MACEDONIAN
from publisher.typography.languages.russian import RUSSIAN
from publisher.typography.languages.serbian import SERBIAN
from publisher.typography.languages.tatar import BASHKIR, TATAR
from publisher.typography.languages.ukrainian import UKRAINIAN

__all__ = ["LANGUAGES", "Language", "anchor", "is_bare", "language", "vocabulary"]

LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        RUSSIAN, UKRAINIAN, BELARUSIAN, KAZAKH, KYRGYZ, TATAR, BASHKIR, BULGARIAN, SERBIAN, MACEDONIAN,
        ENGLISH, BRITISH,
    )
}  # fmt: skip

_BY_TAG = {code.lower(): customs for code, customs in LANGUAGES.items()}


@cache
def language(tag: str) -> Language:
    """The customs for a BCP 47 tag (`ru`, `sr-Latn`, `en-GB`); an unknown language is set as Russian."""
    tag = tag.replace("_", "-")
    return _BY_TAG.get(tag.lower()) or _BY_TAG.get(tag.split("-")[0].lower(), RUSSIAN)
