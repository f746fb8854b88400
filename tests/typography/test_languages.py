"""In which language a passage is cleaned: front matter, `lang` on elements and spans, script."""

import pytest

from publisher.model.text import Mark, Text
from publisher.typography import clean_text
from publisher.typography.tongues import is_latin, spans, stated

HTML = [
    ('<p lang="bg">"Да" - не</p>', '<p lang="bg">„Да“␣– не</p>'),
    (
        '<div lang="bg"><p>"Да"</p><p>"Не"</p></div><p>"Да"</p>',
        '<div lang="bg"><p>„Да“</p><p>„Не“</p></div><p>«Да»</p>',
    ),
    ('<h1 lang="bg">"Да"</h1>', '<h1 lang="bg">„Да“</h1>'),
    ('<ul><li lang="bg">"Да"</li><li>"Да"</li></ul>', '<ul><li lang="bg">„Да“</li><li>«Да»</li></ul>'),
    ('<blockquote lang="bg"><p>"Да"</p></blockquote>', '<blockquote lang="bg"><p>„Да“</p></blockquote>'),
    (
        '<table lang="bg"><tr><td>"Да"</td><td lang="ru">"Да"</td></tr></table>',
        '<table lang="bg"><tr><td>„Да“</td><td lang="ru">«Да»</td></tr></table>',
    ),
    ('<html lang="bg"><body><p>"Да"</p></body></html>', '<html lang="bg"><body><p>„Да“</p></body></html>'),
    (
        '<p>Он сказал "да", <i lang="en">he said "hi" and don\'t</i> и "нет".</p>',
        '<p>Он сказал «да», <i lang="en">he said “hi” and don’t</i> и␣«нет».</p>',
    ),
    (
        '<p>"Он сказал: <i lang="en">"He "said" so"</i>" и ушёл.</p>',
        '<p>«Он сказал: <i lang="en">“He ‘said’ so”</i>» и␣ушёл.</p>',
    ),
    (
        '<p>Слово <i lang="kk">"Ол "иә" деді"</i> и <i lang="sr">"Да, "Дервиш""</i>.</p>',
        '<p>Слово <i lang="kk">«Ол “иә” деді»</i> и␣<i lang="sr">„Да, ’Дервиш’”</i>.</p>',
    ),
    (
        '<p>Он <span lang="bg">каза "да" - не <i lang="en">said "hi" - so</i></span> - "да"</p>',
        '<p>Он <span lang="bg">каза „да“␣– не␣<i lang="en">said “hi”—so</i></span>␣— «да»</p>',
    ),
    ("<p><i lang=\"uk\">п'ять</i> и d'Arc</p>", '<p><i lang="uk">п’ять</i> и␣d’Arc</p>'),
    ('<div lang="en"><p>Он "сказал - да".</p></div>', '<div lang="en"><p>Он “сказал—да”.</p></div>'),
    ('<p>"<i lang="en">Hello</i>"</p>', '<p>«<i lang="en">Hello</i>»</p>'),
]

MARKDOWN = [
    ('---\nlang: uk\n---\n\n"Він "так"" п\'ять', "---\nlang: uk\n---\n\n«Він „так“» п’ять"),
    ('---\nlang: en\n---\n\n"He said "hi"" - no', "---\nlang: en\n---\n\n“He said ‘hi’”—no"),
    ('Он сказал: [he said "hi"]{lang=en} и "ушёл".', "Он сказал: [he said “hi”]{lang=en} и␣«ушёл»."),
    ('{lang=bg}\n"Да"\n\n"Да"', "{lang=bg}\n„Да“\n\n«Да»"),
    ('{lang=bg}\n> "Да"', "{lang=bg}\n> „Да“"),
    ('# "Да" {lang=bg}', "# „Да“ {lang=bg}"),
    ('He said "hi" to me.\n\nОн сказал "да".', "He said “hi” to me.\n\nОн сказал «да»."),
]


@pytest.mark.parametrize(
    ("before", "after", "markup"),
    [(*case, "html") for case in HTML] + [(*case, "markdown") for case in MARKDOWN],
)
def test_a_language_that_is_stated(before, after, markup):
    once = clean_text(before, markup=markup).text
    assert once.replace("\u00a0", "␣") == after
    assert clean_text(once, markup=markup).text == once


@pytest.mark.parametrize(
    ("chars", "latin"),
    [
        ("He said hi to me", True),
        ("He called it дача and left", True),
        ('Группы "The Beatles", "Deep Purple", "Pink Floyd" поют', False),
        ('Роман "The Great Gatsby of Long Island and Other Stories"', False),
        ("Microsoft Windows - это", False),
        ("a b", False),
        ("", False),
    ],
)
def test_a_passage_in_latin_script(chars, latin):
    assert is_latin(chars) is latin


def test_marks_over_the_whole_and_over_a_part():
    text = Text("один two три", (Mark(0, 12, "language", "uk"), Mark(5, 8, "language", "en")))
    whole = stated(text)
    assert whole is not None
    assert whole.code == "uk"
    assert [(start, end, its_language.code) for start, end, its_language in spans(text)] == [(5, 8, "en")]


def test_british_dashes_are_spaced():
    assert clean_text('"Yes" - no', language="en-GB").text == "“Yes”\u00a0– no"
    assert clean_text('"Yes" - no', language="en").text == "“Yes”—no"


def test_the_letter_apostrophe_is_for_the_web():
    assert clean_text("п'ять", language="uk", profile="web").text == "пʼять"
    assert clean_text("п’ять", language="uk", profile="web").text == "пʼять"
    assert clean_text("пʼять", language="uk").text == "пʼять"
    assert clean_text("Д'Артаньян", profile="web").text == "Д’Артаньян"


def test_an_unknown_language_is_set_as_russian():
    assert clean_text('"Да"', language="xx").text == "«Да»"
    assert clean_text('"Да"', language="sr-Latn-RS").text == "„Да”"
