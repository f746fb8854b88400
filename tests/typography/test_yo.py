"""The letter ё: restored where no other reading is possible, if the project says so; unevenness is told."""

import pytest

from publisher.typography import CleanedText, Settings, clean_text, cleaned_plain
from publisher.typography.letters.lexicon import lexicon
from publisher.typography.rules.yo import listed_in, restored, uneven


def with_yo(text):
    settings = Settings(yo="restore", ignore=frozenset({"RU4"}))
    return CleanedText(text, *cleaned_plain(text, settings)).text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Еще не вечер, ее нет", "Ещё не вечер, её нет"),
        ("трехзвездочный", "трёхзвёздочный"),
        ("ЕЩЕ РАЗ", "ЕЩЁ РАЗ"),
        ("темно-зеленый лес", "темно-зелёный лес"),
        ("Слово. Еще слово! «Еще», — сказал он. — Еще?", "Слово. Ещё слово! «Ещё», — сказал он. — Ещё?"),
    ],
)
def test_restored(before, after):
    assert with_yo(before) == after
    assert with_yo(after) == after


@pytest.mark.parametrize(
    "text",
    [
        "все равно", "всем известно", "небо и осел", "помет", "ввернут", "город Орел", "в г. Орел", "Петр и Семен",
        "мед. училище", "е\u0301ще", "https://example.com/еще", "еще_раз", "ЕЕ", "Воробьев", "Ещё и её",
    ],
)  # fmt: skip
def test_left_alone(text):
    assert with_yo(text) == text


def test_other_languages_and_old_spelling_have_no_restored_letters():
    settings = Settings("bg", yo="restore")
    assert cleaned_plain("еще", settings) == ([], [])
    old = "еще въ началѣ\n\n" * 21
    assert "ещё" not in with_yo(old)


def test_nothing_is_restored_unless_asked_for():
    assert clean_text("Еще нет").text == "Еще нет"
    assert [e.code for e in CleanedText("Еще", *cleaned_plain("Еще", Settings(yo="restore"))).edits] == ["RU710"]


def test_every_word_of_the_list_is_found_and_none_is_doubtful():
    assert lexicon().restored("еще") == lexicon().restored("ещё") == "ещё"
    assert lexicon().restored("зеленого") == "зелёного"
    for word in ("все", "небо", "мел", "чем", "осел", "помет", "узнаем", "тема", "слово", "ы", ""):
        assert lexicon().restored(word) is None


def found_uneven(passages):
    return uneven(passages, [found for number, chars in enumerate(passages) for found in listed_in(number, chars)])


def test_uneven_words_are_told_once_with_their_counts():
    (found,) = found_uneven(["Ещё раз.", "Вот еще, все и всё.", "Опять еще и Еще"])
    assert (found.passage, found.remark.start, found.remark.end, found.remark.new) == (1, 4, 7, "ещё")
    assert dict(found.remark.params)["detail"] == "еще × 2, ещё × 1"


def test_a_manuscript_that_mostly_writes_yo_is_told_what_it_forgot():
    chunks = ["её ещё зелёный тёплый", "черный"]
    assert [found.remark.new for found in found_uneven(chunks)] == ["чёрный"]
    assert not list(found_uneven(["её", "черный желтый темный"]))
    assert not list(found_uneven(["еще", "черный"]))


def test_names_are_not_called_uneven():
    assert not list(found_uneven(["орёл летит", "город Орел"]))


def test_unevenness_is_a_remark_in_its_place():
    text = "Ещё раз.\n\nИ вот еще раз."
    result = clean_text(text)
    assert [(r.code, text[r.start : r.end], r.new) for r in result.remarks] == [("RU711", "еще", "ещё")]
    assert "еще" in result.text


def test_edits_change_single_letters():
    assert [(e.start, e.end, e.new) for e in restored("она еще там")] == [(6, 7, "ё")]
