"""What is remembered by windows is what the rules say when they look at the whole block."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from publisher.model.text import Text
from publisher.typography import Settings
from publisher.typography.engine.engine import Engine, Passage
from publisher.typography.plain import passages_of

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SAMPLES = (
    "в и не на без при бы ли же дом дома сказал говорил Пётр Анна Ивановна книгу А. С. т. е. д. п. н. э. г. гг. "
    "с. рис. см. им. ул. ООО что кто кое как то нибудь либо из за по русски однако года век мая рублей кг км тыс. "
    "человек раз лет январь Москва III XIX 5 12 1941 000 3,5 2-3 1941-1945 50% №5 § 20°C "
    'слово, слово. слово; слово: слово! слово? слово... слово… слово?.. «слово» „слово“ "слово" (слово) (слово '
    'слово) "слово слово" «слово слово» - -- — – " « » „ “ \' ... … , . ! ? ( ) -слово слово- ,-слово слово-слово '
    "Жуков-Вережников О'Нил P. S. hello www.ya.ru a@b.ru 8-800-555-35-35"
)
WORDS = SAMPLES.split()
GAPS = (" ", " ", " ", " ", " ", "\u00a0", "  ", "")


@st.composite
def blocks(draw):
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
    gaps = [draw(st.sampled_from(GAPS)) for _ in words[1:]]
    return words[0] + "".join(gap + word for gap, word in zip(gaps, words[1:], strict=True))


def said(passages, *, whole, language="ru"):
    engine = Engine(Settings(language), whole=whole)
    return [(cleaned.edits, sorted(map(repr, cleaned.remarks))) for cleaned in engine.run(passages)]


@settings(max_examples=400, deadline=None)
@given(st.lists(blocks(), min_size=1, max_size=4))
@example(["500 г. до н. э."])
@example(["- Да,- сказал он.-", '"Нет"'])
@example([") " * 1200 + "и в в доме", "- " * 1200])
@example(["а в и к с о у " * n + "слово" * n for n in (1, 2, 3, 4, 5)])
@example(["не в\u00a0и к с  о у\u00a0Константинополе", "в 5 г. А. С. Константинопольскому - в XIX в."])
@example(["в", "", "и в", " в и ", "на - в"])
def test_windows_say_what_the_whole_says(chars):
    passages = [Passage(Text(block), border=False) for block in chars]
    assert said(passages, whole=False) == said(passages, whole=True)


@settings(max_examples=100, deadline=None)
@given(blocks(), st.sampled_from(["uk", "be", "kk", "bg", "sr", "mk", "en"]))
def test_windows_say_what_the_whole_says_in_other_languages(chars, language):
    passages = [Passage(Text(chars))]
    assert said(passages, whole=False, language=language) == said(passages, whole=True, language=language)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus")
@pytest.mark.parametrize("name", ["Vovchok_Zateinik.txt", "Gan_Ideal.txt", "Zhukova_Dacha.txt"])
def test_windows_say_what_the_whole_says_of_a_novel(name):
    passages = list(passages_of((CORPUS / name).read_text(encoding="utf-8")))
    assert said(passages, whole=False) == said(passages, whole=True)
