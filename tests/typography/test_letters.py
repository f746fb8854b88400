"""Letters of a wrong script, garbled words, what converters leave: what is certain is mended, the rest only told."""

import pytest

from publisher.model.text import Mark, Run, Text
from publisher.model.work import Metadata, Paragraph, Work, texts
from publisher.typography import Settings, clean, clean_text
from publisher.typography.letters.habits import habits_of
from publisher.typography.letters.mojibake import garbled, with_accents
from publisher.typography.letters.roman import numeral
from publisher.typography.letters.scripts import unmixed


def told(text, code, **settings):
    return [(text[r.start : r.end], r.new) for r in clean_text(text, **settings).remarks if r.code == code]


@pytest.mark.parametrize(
    ("word", "new", "certain"),
    [
        ("мнe", "мне", True), ("Hо", "Но", True), ("Wоrd", "Word", True), ("IТ", "IT", True), ("aс", "ас", True),
        ("pН", "рН", False), ("trХs", "trXs", False), ("cоpy", "сору", False), ("Windowsа", "Windowsa", False),
        ("expoцентр", "ехроцентр", False), ("PCшник", "РСшник", False),
        ("poлtica", None, None), ("Стасiо", None, None), ("αвc", None, None),
    ],
)  # fmt: skip
def test_a_mixed_word_in_one_script(word, new, certain):
    reading = unmixed(word, "ru")
    assert (reading and reading.new, reading and reading.certain) == (new, certain)


def test_neighbours_tell_when_every_letter_has_a_twin():
    assert unmixed("Hо", "ru", latin_around=True).new == "Ho"
    assert clean_text("слово аce слово").text == "слово аce слово"
    assert clean_text("an аce word here").text == "an ace word here"


def test_a_manuscript_full_of_mixed_words_leaves_no_doubt():
    scanned = " ".join(["мнe слoво"] * 11)
    assert clean_text(f"pacсказ o нём. {scanned}").text.startswith("рассказ о\u00a0нём")
    assert told("вместе c ним", "RU702") == [("c", "с")]
    assert clean_text("вместе c ним").text == "вместе c ним"
    assert told("пусть a и b", "RU702") == [("a", "а")]


def test_the_old_alphabet_has_an_i():
    assert clean_text("Россiя").text == "Россiя"
    assert clean_text("Россiя " + "въ началѣ " * 21).text.startswith("Россія")


def test_a_mixed_word_is_told_where_it_stands():
    assert told("купил VISAх и trХs", "RU702") == []
    assert told("мой Windowsа", "RU702") == [("Windowsа", "Windowsa")]
    assert told("IP-адрес, PRщик, facebookом, Стасiо, А4c", "RU702") == []


@pytest.mark.parametrize(
    ("word", "new"),
    [
        ("ХVI", "XVI"), ("ХIХ", "XIX"), ("XХ", "XX"), ("IУ", "IV"), ("ССI", "CCI"),
        ("CМ", None), ("ХХ", "XX"), ("IIIХ", None), ("СМИ", None), ("Х", None),
    ],
)  # fmt: skip
def test_a_numeral_of_both_scripts(word, new):
    assert numeral(word) == new


@pytest.mark.parametrize(
    ("word", "new"),
    [
        ("Ïðèâåò", "Привет"), ("ðÒÉ×ÅÔ", "Привет"), ("РџСЂРёРІРµС‚", "Привет"), ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"),
        ("рТЙЧЕФ", "Привет"), ("ЏаЁўҐв", "Привет"), ("╧ЁштхЄ", "Привет"), ("Московск╕й", "Московскій"),
        ("îáú¸ì", "объём"), ("Р\u00a0РѕСЃСЃРёСЏ", "Россия"),
        ("пРИВЕТ", None), ("été", None), ("Ñandú", None), ("jäääär", None), ("╔═══╗", None), ("Їжак", None),
    ],
)  # fmt: skip
def test_a_garbled_word(word, new):
    assert [found for _, _, found in garbled(f"слово {word}, слово")] == ([new] if new else [])


@pytest.mark.parametrize(
    ("word", "new"),
    [("poлtica", "poëtica"), ("кtre", "être"), ("Pиre", "Père"), ("franГais", "français"), ("trХs", "très"),
     ("facebookом", None), ("Wоrd", None), ("Windowsа", None)],
)  # fmt: skip
def test_accents_that_have_become_cyrillic(word, new):
    assert with_accents(word) == new


def test_a_garbled_word_is_kept_as_it_is():
    text = 'он сказал "РџСЂРёРІРµС‚"'
    result = clean_text(text)
    assert "РџСЂРёРІРµС‚" in result.text
    assert told("слово Ïðèâåò", "RU704") == [("Ïðèâåò", "Привет")]


def test_few_lost_hyphens_are_told_and_many_mended():
    assert told("вышел из#за дома", "RU110") == [("#", "-")]
    assert "из#за" in clean_text("вышел из#за дома").text
    assert "#" not in clean_text("вышел из#за дома\n\n" * 21).text
    assert clean_text("вопрос #5 в C# и F#\n\n" * 21).text.count("#") == 63


def test_habits_are_counted_over_the_manuscript():
    assert habits_of(["из#за "] * 21).loses_hyphens
    assert not habits_of(["из#за "] * 20).loses_hyphens
    assert not habits_of(["из #за# "] * 50).loses_hyphens
    assert habits_of(["мнe "] * 21).mixes_scripts
    assert habits_of(["бѣ"] * 21).is_old
    assert not habits_of(["мнe "] * 21, ["мнe "] * 20).mixes_scripts
    assert habits_of(["бѣ", "мнe"] * 21, ["мнe"] * 21).mixes_scripts


def test_entities_are_decoded_once_and_for_all():
    for text in ("&amp;amp;eacute;", "&amp;nbsp;", "&#38;eacute;", "&#233;", "&#xE9;", "&bogus;", "&#0;", "&#10;"):
        once = clean_text(text).text
        assert clean_text(once).text == once
    assert clean_text("caf&amp;eacute;").text == "café"
    assert told("p&egarve;re и &xyzzy;", "RU108") == [("&egarve;", "è"), ("&xyzzy;", None)]


def test_an_entity_that_markup_escapes_is_meant():
    for source, markup in (("Пишут &amp;eacute;", "html"), ("Пишут &amp;eacute; или \\&eacute;", "markdown")):
        assert clean_text(source, markup=markup).text == source
    text = Text("&eacute;", (), (Run(0, 1, 0, 5), Run(1, 8, 5, 12)))
    assert next(texts(clean(Work(Metadata(), (Paragraph(text),)), Settings()).value)).chars == "&eacute;"


def test_protected_characters_keep_their_letters():
    chars = "слово мнe &eacute; Ïðèâåò"
    text = Text(chars, (Mark(6, len(chars), "code"),))
    outcome = clean(Work(Metadata(), (Paragraph(text),)), Settings())
    assert next(texts(outcome.value)).chars == chars
    assert not outcome.findings


def test_letter_spacing_is_told():
    assert told("вошла М ы ш ь, и", "RU111") == [("М ы ш ь", "Мышь")]
    assert told("см. пункты б г д", "RU111") == []
    assert told("н н " * 2000, "RU111") == []


def test_a_rule_can_be_left_out():
    assert clean_text("Pоссия", ignore=["RU701"]).text == "Pоссия"
    assert clean_text("caf&eacute;", ignore=["RU107"]).text == "caf&eacute;"
    assert told("Ïðèâåò", "RU704", ignore=["RU704"]) == []


def test_offsets_hold_when_letters_are_mended():
    text = "мoло\u00adкó &mdash; Ïðèâåò вместе c ним"
    result = clean_text(text)
    assert result.text == "молоко\u0301\u00a0— Ïðèâåò вместе c ним"
    assert {(r.code, text[r.start : r.end]) for r in result.remarks} == {("RU704", "Ïðèâåò"), ("RU702", "c")}


@pytest.mark.parametrize("last", ["", "конец", "\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_the_last_one_stay(end, last):
    text = end.join(["Pоссия", "", "", 'Он: "да"', last])
    result = clean_text(text).text
    assert result == text.replace("Pоссия", "Россия").replace('"да"', "«да»")


def test_mixed_letters_without_end_take_linear_time():
    for piece in ("аa", "a", "&amp;", "Х", "а#", "ÐÑ", "╕", "н ", "РџСЂ", "ХХ век ", "caf&eacute;"):
        clean_text(piece * 3_000)


def test_tabs_stay_in_tables_only():
    table = 'Год\tСбор\t"Итог"\n1913 г.\t5%\t- 3\n\nИмя:\tИванов\n\nа\tб\nв\tг\n'
    assert clean_text(table, ignore=["RU4", "RU6"]).text == table.replace('"Итог"', "«Итог»").replace(":\t", ": ")
    assert clean_text("\tАбзац с отступом\n").text == "\tАбзац с\u00a0отступом\n"


@pytest.mark.parametrize("control", ["\x01", "\x02", "\x05"])
def test_a_control_character_that_stands_alone_goes_like_any_other(control):
    assert clean_text(f"слово {control} слово").text == "слово слово"
    assert clean_text(f"слово{control} слово").text == "слово слово"
