"""What must hold for every text whatever, found by looking for a counterexample."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.model.text import PROTECTED, Edit, Mark, Text
from publisher.model.work import Metadata, Paragraph, Work, texts
from publisher.typography import BY_CODE, Settings, clean, clean_text, compose
from publisher.typography.engine.settling import skeleton

# fmt: off
PIECES = st.sampled_from([
     '"', '«', '»', '„', '“', '”', "'", '’', '-', '--', '---', '–', '—', '−', '...', '…', '.', ',', '!', '?',
     ':', ';', '..', '(', ')', '[', ']', ' ', ' ', ' ', ' ', '  ', '\xa0', '\u202f', '\t', '\n', '\n\n',
     '\u200b', '\xad', '\ufeff', 'слово', 'Слово', 'в', 'и', 'не', 'же', 'бы', 'А', 'С', 'А.', 'Пушкин', 'т',
     'е', 'д', 'г', 'г.', 'ООО', 'word', 'Word', 'the', 'I', 'XIX', 'XX', '1', '5', '12', '000', '1941',
     '1945', '3,5', 'кг', '%', '°', 'C', '№', '§', 'гг', 'вв', 'век', 'января', 'рис', 'с', 'http://a.ru/б',
     'a@b.ru', 'www.a.ru', '--flag', '-v', '8-800-555-35-35', '2022-01-05', '1.2.3', 'й', 'е́', '<<', '>>',
     ',,', "''", '=', '*', '_', '/', '\\', '₽', 'человек', 'то', "О'Нил", '{', '}', '\u0308',
     'мнe', 'Hо', 'Wоrd', 'c', 'a', 'ХVI', 'ХХ', '&nbsp;', '&eacute;', 'кое#как', 'Ïðèâåò', 'РџСЂРёРІРµС‚', 'Ф', 'ю',
])
# fmt: on
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=40))
LANGUAGES = st.sampled_from(["ru", "uk", "be", "kk", "bg", "sr", "mk", "en"])


@settings(max_examples=1000, deadline=None)
@given(TEXTS, LANGUAGES)
def test_a_second_pass_changes_nothing(text, language):
    once = clean_text(text, language=language).text
    assert clean_text(once, language=language).text == once


@settings(max_examples=300, deadline=None)
@given(TEXTS, LANGUAGES)
def test_letters_and_digits_stay(text, language):
    changes = [edit for edit in clean_text(text, language=language).edits if skeleton(edit.old) != skeleton(edit.new)]
    assert all(BY_CODE[edit.code].may_change_letters for edit in changes)
    for edit in changes:
        if edit.code == "RU105":
            assert skeleton(unicodedata.normalize("NFD", edit.old)) == skeleton(unicodedata.normalize("NFD", edit.new))


@settings(max_examples=300, deadline=None)
@given(TEXTS, LANGUAGES)
def test_edits_apply_to_exactly_the_output(text, language):
    result = clean_text(text, language=language)
    pieces, at = [], 0
    for code, start, end, old, new in result.edits:
        assert code.startswith("RU")
        assert at <= start <= end
        assert text[start:end] == old != new
        pieces += [text[at:start], new]
        at = end
    assert "".join([*pieces, text[at:]]) == result.text


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_line_structure_stays(text):
    assert clean_text(text).text.count("\n") == text.count("\n")


@st.composite
def marked_texts(draw):
    chars = draw(TEXTS)
    kinds = st.sampled_from(["emphasis", "strong", "link", "code", "raw", "keep", "address", "note", "language"])
    marks = []
    for kind in draw(st.lists(kinds, max_size=4)):
        start = draw(st.integers(0, len(chars)))
        end = start if kind == "note" else draw(st.integers(start, len(chars)))
        marks.append(Mark(start, end, kind, "en" if kind == "language" else "x"))
    return Text(chars, tuple(marks))


@settings(max_examples=300, deadline=None)
@given(st.lists(marked_texts(), max_size=4))
def test_protected_characters_and_marks(many):
    work = Work(Metadata(), tuple(Paragraph(text) for text in many))
    outcome = clean(work, Settings())
    for before, after in zip(texts(work), texts(outcome.value), strict=True):
        assert len(before.marks) == len(after.marks)
        for old, new in zip(before.marks, after.marks, strict=True):
            assert 0 <= new.start <= new.end <= len(after.chars)
            if old.kind in PROTECTED:
                assert after.chars[new.start : new.end] == before.chars[old.start : old.end]
    assert not [f for f in outcome.findings if f.code == "RU001"]


@st.composite
def edit_lists(draw, text):
    edits, at = [], 0
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(at, len(text)))
        end = draw(st.integers(start, len(text)))
        edits.append(Edit(start, end, draw(st.text("xyz", max_size=3)), "RU999"))
        at = end + 1
        if at > len(text):
            break
    return edits


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_two_passes_composed_are_one(data):
    text = data.draw(st.text("abcdef", max_size=12))
    first = data.draw(edit_lists(text))
    middle = Text(text).apply(first).chars
    second = data.draw(edit_lists(middle))
    expected = Text(middle).apply(second).chars
    assert Text(text).apply(compose(first, second)).chars == expected
