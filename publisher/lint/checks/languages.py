"""E4: in which language every word is: hyphenation, quotes and voices hang on it."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.lint.checks.check import EPUB, READERS, Hit, Terms, check
from publisher.model.finding import Severity

_CYRILLIC = "ab av ba be bg bua ce cv kbd kk ky lez mk mn mo os ru rue sah sr tg tt tyv udm uk uz"
_LATIN = "az ca cs da de en es et fi fr ga hr hu it la lt lv nl no pl pt ro sk sl sq sv tr"
CYRILLIC, LATIN = frozenset(_CYRILLIC.split()), frozenset(_LATIN.split())
_FEW = 40
"""Letters: fewer in a foreign script are names and quotations."""


@check("E401", Severity.WARNING, EPUB)
def documents_without_a_language(terms: Terms) -> Iterator[Hit]:
    for document in terms.book.documents.values():
        if not document.flaw and not (document.language or document.xml_language):
            yield Hit(document.path)


@check("E402", Severity.ERROR, EPUB)
def two_languages_for_one_element(terms: Terms) -> Iterator[Hit]:
    for document in terms.book.documents.values():
        lang, xml = document.language, document.xml_language
        if lang and xml and lang.lower() != xml.lower():
            yield Hit(document.path, params={"lang": lang[:20], "xml": xml[:20]})


@check("E403", Severity.WARNING, READERS)
def languages_the_package_does_not_name(terms: Terms) -> Iterator[Hit]:
    named = {meta.value.lower().partition("-")[0] for meta in terms.book.values("dc:language")}
    told = set()
    for path in terms.book.spine:
        document = terms.book.documents.get(path)
        language = (document.xml_language or document.language) if document else ""
        base = language.lower().partition("-")[0]
        if base and base not in named and base not in told:
            told.add(base)
            yield Hit(path, params={"lang": language[:20]})


@check("E404", Severity.WARNING, READERS)
def text_in_another_script_than_its_language(terms: Terms) -> Iterator[Hit]:
    """Russian in an English document is read aloud letter by letter and never hyphenated."""
    for document in terms.book.documents.values():
        by_language: dict[str, dict[str, int]] = {}
        for (language, script), count in document.scripts_of.items():
            by_language.setdefault(language, {})[script] = count
        for language, scripts in by_language.items():
            base = language.lower().partition("-")[0]
            own = "Cyrl" if base in CYRILLIC else "Latn" if base in LATIN else ""
            if "-latn" in language.lower() or "-cyrl" in language.lower() or not own:
                continue
            foreign = scripts.get("Latn" if own == "Cyrl" else "Cyrl", 0)
            if foreign > _FEW and foreign > scripts.get(own, 0):
                yield Hit(document.path, params={"lang": language[:20], "letters": foreign})
