"""The examples of the rules are their tests: each is run twice, the second pass changes nothing."""

import re

import pytest

from publisher.typography import BY_CODE, RULES, Level, clean_text

EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda value: getattr(value, "code", None))
def test_example(rule, example):
    once = clean_text(example.before.replace("␣", "\u00a0"), language=example.language).text
    assert once.replace("\u00a0", "␣") == example.expected
    assert clean_text(once, language=example.language).text == once


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
        if rule.code not in {edit.code for edit in clean_text(example.before.replace("␣", "\u00a0")).edits}
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
    codes = {edit.code for edit in clean_text(before, ignore=[rule.code]).edits}
    assert rule.code not in codes


def test_a_family_is_switched_off_by_the_beginning_of_its_codes():
    assert clean_text('"Да" - нет', ignore=["RU2"]).text == '"Да"\u00a0— нет'
