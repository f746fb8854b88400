"""The examples of the rules are their tests: each is run twice, the second pass changes nothing.

Every rule is asked for by its code, so those that profile or level leave off are tested too. The example of a
suggestion shows the text with its proposals carried out; one without a proposal shows the same text before and after.
"""

import re

import pytest

from publisher.typography import (
    BY_CODE,
    RULES,
    CleanedText,
    Edit,
    Level,
    Settings,
    clean_text,
    cleaned_plain,
)

EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]


def cleaned(text, rule, language="ru"):
    settings = Settings(language, extend=frozenset({rule.code}))
    return CleanedText(text, *cleaned_plain(text, settings))


def with_proposals(text, result, rule):
    """`text` with all edits and with what the suggestion `rule` proposes, which goes before the edits inside of it."""
    proposed = [
        Edit(r.start, r.end, r.new, r.code) for r in result.remarks if r.code == rule.code and r.new is not None
    ]
    kept = [
        Edit(e.start, e.end, e.new, e.code)
        for e in result.edits
        if not any(e.start < p.end and p.start < e.end for p in proposed)
    ]
    return CleanedText(text, sorted([*kept, *proposed], key=lambda e: e.start)).text


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda value: getattr(value, "code", None))
def test_example(rule, example):
    before = example.before.replace("␣", "\u00a0")
    result: CleanedText = cleaned(before, rule, example.language)
    shown = with_proposals(before, result, rule) if rule.level is Level.SUGG else result.text
    assert shown.replace("\u00a0", "␣") == example.expected
    if rule.level is Level.SUGG:
        assert (rule.code in {remark.code for remark in result.remarks}) == (example.after is not None)
    again = cleaned(result.text, rule, example.language)
    assert again.text == result.text
    assert [(r.code, r.new) for r in again.remarks] == [(r.code, r.new) for r in result.remarks]


def codes(result):
    return {edit.code for edit in result.edits} | {remark.code for remark in result.remarks}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_explains_itself(rule):
    assert re.fullmatch(r"RU\d{3}", rule.code)
    assert rule.title_ru
    assert rule.title_en
    assert rule.why_ru
    assert rule.why_en
    assert rule.source
    assert rule.level is not Level.PROF or rule.profiles


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_shows_what_it_leaves_alone(rule):
    spared = [
        example
        for example in rule.examples
        if rule.code not in codes(cleaned(example.before.replace("␣", "\u00a0"), rule, example.language))
    ]
    assert spared


def test_codes_are_unique():
    assert len(BY_CODE) == len(RULES)


@pytest.mark.parametrize(
    ("rule", "example"),
    [(r, e) for r, e in EXAMPLES if r.decide and e.after and e.language == "ru"],
    ids=lambda value: getattr(value, "code", None),
)
def test_an_ignored_rule_makes_no_edit(rule, example):
    before = example.before.replace("␣", "\u00a0")
    assert rule.code not in codes(clean_text(before, ignore=[rule.code]))


def test_a_family_is_switched_off_by_the_beginning_of_its_codes():
    assert clean_text('"Да" - нет', ignore=["RU2"]).text == '"Да"\u00a0— нет'
