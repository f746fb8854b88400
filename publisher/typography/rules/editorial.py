"""RU80x: words that a proof-reader would ask the author about. Nothing here is ever carried out.

Rules about frequent words (а, но, то, в …) sit in the stage of glue, where a pair of words is remembered as a pair;
those about rare ones in the last stage.
"""

from __future__ import annotations

from publisher.typography.alphabet import NBSP
from publisher.typography.kinds import (
    BEFORE_NAME,
    BEFORE_NUMBER,
    CLOSE,
    COMMA,
    CONJUNCTIVE,
    CONTRAST,
    CYRILLIC,
    DOTTED,
    ELLIPSIS,
    HYPHENED,
    INDEFINITE,
    INITIAL,
    LABEL,
    LEAD,
    MARK,
    MONTH,
    NAME,
    NUMBER,
    OPEN,
    PARTICLE,
    PHRASAL,
    PREPOSITION,
    QUOTE,
    RANGE,
    ROMAN,
    SERVICE,
    SHORTENED,
    SPACE,
    STARTER,
    STOP,
    TAIL,
    TALK,
    UNIT,
    WEEKDAY,
    WORD,
    YEARS,
)
from publisher.typography.rule import Example, Level, Rule, Stage
from publisher.typography.tokens import Block

_LONG = 3
"""Letters of a word before «а», «но» that is no «ну», «и», «не»."""
_SENTENCE = 4
"""Letters of a word that ends a sentence rather than being cut short."""
_ABBREVIATED = BEFORE_NAME | BEFORE_NUMBER | UNIT | SHORTENED | DOTTED | YEARS
_HOLIDAYS = frozenset({("8", "Марта"), ("1", "Мая"), ("9", "Мая"), ("12", "Июня"), ("7", "Ноября"), ("4", "Ноября")})
_CUT = {"т": frozenset("едпкнч"), "н": frozenset("э")}
"""First letter of an abbreviation → its second ones: т. е., т. д. …"""
_PAIRS = {
    "чуть": "чуть", "еле": "еле", "едва": "едва", "помалу": "мало", "накрест": "крест", "давно": "давным",
    "неволей": "волей", "напросто": "просто",
}  # fmt: skip
_ORDINALS = frozenset({"первых", "вторых", "третьих", "четвёртых", "четвертых", "пятых"})
_PERSONS = frozenset({"моему", "нашему"})
_BEHIND_OUT_OF = frozenset({"за", "под"})


def _contrast(block: Block, i: int) -> None:
    """`слово но слово`; not `Ну а он?`, `буква а стоит`, `что а`."""
    before = block.kind(i - 1)
    is_free = before & CYRILLIC and not before & (LABEL | INDEFINITE | CONJUNCTIVE | CONTRAST)
    goes_on = block.kinds[i + 1] & CYRILLIC and not block.kinds[i + 1] & LABEL
    is_apart = block.space[i] == block.space[i + 1] == SPACE
    if is_apart and is_free and goes_on and len(block.tokens[i - 1]) >= _LONG:
        block.suggest(i - 1, i, f"{block.tokens[i - 1]}, {block.tokens[i]}", "RU801")


def _joined(block: Block, first: int, last: int, code: str = "RU802") -> None:
    """A hyphen is missing between the tokens `first` to `last`."""
    block.suggest(first, last, "-".join(block.tokens[first : last + 1]), code)


def _tail(block: Block, i: int) -> None:
    """The word before which (for «кое»: behind which) a hyphen is missing."""
    word = block.tokens[i].lower()
    before, after = block.kind(i - 1), block.kind(i + 1)
    if word in ("кое", "кой"):
        if block.space[i + 1] == SPACE and after & (INDEFINITE | CONJUNCTIVE) and not before & PREPOSITION:
            _joined(block, i, i + 1)
    elif block.space[i] == SPACE and block.tokens[i] == word:
        if word == "точь" and block.space[i - 1] == SPACE:
            if before & LEAD and block.kind(i - 2) & TAIL and block.tokens[i - 2].lower() == word:
                _joined(block, i - 2, i)
        elif _lacks_hyphen(block, i, word):
            _joined(block, i - 1, i)


def _lacks_hyphen(block: Block, i: int, word: str) -> bool:
    before, after = block.kind(i - 1), block.kind(i + 1)
    if word == "нибудь":
        return bool(before & (INDEFINITE | CONJUNCTIVE))
    if word == "либо":
        return bool(before & INDEFINITE) or bool(before & CONJUNCTIVE and _amid_words(block, i - 1))
    if word == "таки":
        return bool(before & PHRASAL)
    if word == "ка":
        return bool(before & CYRILLIC) and not before & (PREPOSITION | LABEL)
    if word in _ORDINALS:
        return bool(before & LEAD and after & COMMA)
    if word in _PERSONS:
        return bool(before & LEAD and after & COMMA) and block.tokens[i - 1].istitle()
    if word in _PAIRS:
        return block.tokens[i - 1].lower() == _PAIRS[word]
    is_adverb = word == "видимому" or word.endswith(block.language.adverbs)
    return is_adverb and bool(before & LEAD) and len(block.tokens[i - 1]) == len("по")


def _amid_words(block: Block, i: int) -> bool:
    """Whether token i stands in the middle of a clause or opens a sentence: no comma before it, no «так»."""
    before = block.kind(i - 1)
    return block.tokens[i].istitle() or bool(before & WORD and not before & PHRASAL)


def _indefinite(block: Block, i: int) -> None:
    """`кто то сделал`; not `так что то, что`, `как то есть`, `, как то бывает`."""
    before, after = block.kind(i - 1), block.kinds[i + 1]
    if block.space[i] != SPACE or not after & (WORD | NUMBER | STOP | MARK | ELLIPSIS):
        return
    if after & (PHRASAL | INDEFINITE | CONJUNCTIVE | PARTICLE):
        return
    if before & INDEFINITE or (before & CONJUNCTIVE and _amid_words(block, i - 1)):
        _joined(block, i - 1, i, "RU814")


def _twice(block: Block, i: int) -> None:
    """`в в`, `и и`; two prepositions in a row: `в на`; and `из за`, which lacks its hyphen."""
    after = block.kinds[i + 1]
    if not after & SERVICE or block.space[i + 1] != SPACE or not block.tokens[i + 1].islower():
        return
    if not block.kind(i + 2) & (TALK | QUOTE | OPEN):
        return
    first, second = block.tokens[i].lower(), block.tokens[i + 1]
    if first == second:
        block.suggest(i, i + 1, block.tokens[i], "RU803")
    elif block.kinds[i] & after & PREPOSITION:
        if first == "из" and second in _BEHIND_OUT_OF:
            _joined(block, i, i + 1, "RU803")
        else:
            block.suggest(i, i + 1, None, "RU803")


def _small_letter(block: Block, i: int) -> None:
    """`плечами. а спутник`: a comma or a capital letter; not behind an abbreviation."""
    if block.space[i] != SPACE or not block.kind(i - 1) & STOP or not block.is_tight(i - 1):
        return
    before = block.kind(i - 2)
    is_word = before & CYRILLIC and not before & _ABBREVIATED and block.tokens[i - 2].islower()
    is_item = block.kind(i + 1) & (CLOSE | STOP)
    if is_word and len(block.tokens[i - 2]) >= _SENTENCE and block.tokens[i].islower() and not is_item:
        block.suggest(i - 1, i, None, "RU811")


def _lost_stop(block: Block, i: int) -> None:
    """`т.е он`: the second full stop is missing."""
    first = block.tokens[i]
    if not block.kind(i + 1) & STOP or not block.is_tight(i + 1) or not block.kind(i + 2) & WORD:
        return
    second = block.tokens[i + 2]
    if second in _CUT.get(first, ()) and block.space[i + 3] == SPACE and block.kind(i + 3) & CYRILLIC:
        block.suggest(i, i + 2, f"{first}.{NBSP}{second}.", "RU812")


def _calendar(block: Block, i: int) -> None:
    """`2 Мая`, but `9 Мая` is a holiday; `в Понедельник`; `2 мая, Понедельник`."""
    token, before = block.tokens[i], block.tokens[i - 1]
    if block.kinds[i] & WEEKDAY:
        is_slip = block.kind(i - 1) & LEAD or (block.kind(i - 1) & COMMA and block.kind(i - 2) & MONTH)
    else:
        is_date = block.kind(i - 1) & NUMBER and len(before) < _LONG
        is_slip = block.kinds[i] & NAME and is_date and (before, token) not in _HOLIDAYS
    if is_slip:
        block.suggest(i, i, token.lower(), "RU809")


def _years(block: Block, i: int) -> None:
    """`1941–1945 г.г.`, `XIX–XX в.в.`; token i is the number."""
    if not block.kind(i + 2) & block.kind(i + 4) & STOP or not block.is_tight(i + 2):
        return
    letter = block.tokens[i + 1]
    if letter in ("г", "в") and block.tokens[i + 3] == letter:
        block.suggest(i + 1, i + 4, f"{letter}{letter}.", "RU810")


def _label(block: Block, i: int) -> None:
    """`класс А. Иванов`: the letter is a label or an initial."""
    is_letter = block.kind(i + 1) & INITIAL and block.kind(i + 2) & STOP and block.is_tight(i + 2)
    after = block.kind(i + 3)
    if is_letter and after & NAME and not after & STARTER and block.kind(i + 1) & CYRILLIC:
        block.suggest(i + 1, i + 3, None, "RU815")


RULES = (
    Rule(
        "RU801", Stage.GLUE,
        "Перед «а» и «но» обычно запятая",
        "A comma usually stands before «а» and «но»",
        "Запятую ставит автор: в «Ну а он?» и после короткого слова её нет.",
        "The comma is the author's: there is none in «Ну а он?» or behind a short word.",
        "Розенталь [M]; каталог O [C: 4 in ten novels, all missing commas or misprints]",
        (
            Example("мал но удал", "мал, но␣удал"), Example("долго а потом", "долго, а␣потом"),
            Example("Ну а␣он?"), Example("буква а␣стоит"),
            Example("не␣сердитесь… но␣Пушкин"),
            Example("плечами. а␣спутник"), Example("а␣ля рус"),
        ),
        level=Level.SUGG, at=CONTRAST, decide=_contrast,
    ),
    Rule(
        "RU802", Stage.REMARKS,
        "Пропущен дефис: все таки, по русски",
        "A hyphen is missing: все таки, по русски",
        "Дефис пропадает при наборе и распознавании; решает автор: «на кой черт».",
        "Hyphens get lost in typing and scanning; only the author can tell: «на кой черт».",
        "Розенталь [M]; каталог D18 [C]",
        (
            Example("что нибудь", "что-нибудь"), Example("посмотри ка", "посмотри-ка"),
            Example("все таки он", "все-таки он"), Example("по русски", "по-русски"), Example("кое кто", "кое-кто"),
            Example("во первых, он", "во-первых, он"), Example("точь в точь", "точь-в-точь"),
            Example("чуть чуть", "чуть-чуть"), Example("на␣кой черт"), Example("кое в␣чём"),
            Example("по␣нашему мнению"), Example("после того, когда либо в␣чём провинился, либо был пьян"),
        ),
        level=Level.SUGG, at=TAIL, decide=_tail,
    ),
    Rule(
        "RU814", Stage.GLUE,
        "Пропущен дефис: кто то, какой то",
        "A hyphen is missing: кто то, какой то",
        "Решает автор: в «как то есть», «так что то, что» дефиса нет.",
        "Only the author can tell: «как то есть», «так что то, что» have none.",
        "Розенталь [M]; каталог D18, §7 [C: 1 in ten novels]",
        (
            Example("кто то пришёл", "кто-то пришёл"), Example("Он что то сказал", "Он что-то сказал"),
            Example("Как то раз", "Как-то раз"), Example("где-то там"), Example("виде, как то есть я␣его понимаю"),
            Example("так что то, что прошлый год"), Example("лень, как то бывает"), Example("так, как то видно"),
            Example("Зачем то␣же"),
        ),
        level=Level.SUGG, at=HYPHENED, decide=_indefinite,
    ),
    Rule(
        "RU803", Stage.GLUE,
        "Предлог или союз повторён, или два предлога подряд",
        "A preposition or conjunction stands twice, or two prepositions in a row",
        "След правки или распознавания; между «из» и «за» пропал дефис.",
        "A trace of editing or scanning; «из за» has lost its hyphen.",
        "каталог O [C: 3 in ten novels, all misprints]",
        (
            Example("и в в доме", "и␣в␣доме"), Example("он бы бы пришёл", "он␣бы пришёл"),
            Example("в на доме", "в␣на␣доме"), Example("из за дома", "из-за␣дома"),
            Example("не␣не␣хочу"), Example("В. в␣доме"),
        ),
        level=Level.SUGG, at=SERVICE, decide=_twice,
    ),
    Rule(
        "RU809", Stage.REMARKS,
        "Месяцы и дни недели пишутся со строчной буквы",
        "Months and days of the week take a small letter",
        "2 мая, в понедельник. Праздники — исключение: 8 Марта, 9 Мая.",
        "2 мая, в понедельник. Holidays are an exception: 8 Марта, 9 Мая.",
        "Розенталь [M]; каталог O [P: typograf changes it silently]",
        (
            Example("2 Мая", "2␣мая"), Example("в Понедельник", "в␣понедельник"), Example("9␣Мая"),
            Example("Марта ушла"), Example("Пятница и␣Робинзон"),
        ),
        level=Level.SUGG, at=MONTH | WEEKDAY, decide=_calendar,
    ),
    Rule(
        "RU810", Stage.REMARKS,
        "Множественное число: гг., вв.",
        "The plural is гг., вв.",
        "Удвоенная буква с одной точкой, а не две с двумя.",
        "One doubled letter with one full stop.",
        "Розенталь [M]; каталог G7",
        (
            Example("1941–1945 г.г.", "1941–1945␣гг."), Example("XIX–XX в.в.", "XIX–XX␣вв."),
            Example("1941–1945␣гг."),
        ),
        level=Level.SUGG, at=NUMBER | RANGE | ROMAN, decide=_years,
    ),
    Rule(
        "RU811", Stage.GLUE,
        "После точки союз или предлог со строчной буквы",
        "A conjunction or preposition with a small letter behind a full stop",
        "Либо здесь запятая, либо новое предложение.",
        "Either a comma is meant or a new sentence begins.",
        "каталог §7 [C: 5 in ten novels, all misprints]",
        (
            Example("плечами. а␣спутник", "плечами. а␣спутник"), Example("франц. и␣нем."), Example("и␣т.␣д. и␣прочее"),
            Example("пункты. а) первый"),
        ),
        level=Level.SUGG, at=SERVICE | CONTRAST | HYPHENED, decide=_small_letter,
    ),
    Rule(
        "RU812", Stage.REMARKS,
        "В сокращении пропущена вторая точка: т.е",
        "The second full stop of an abbreviation is missing: т.е",
        "т. е., т. д., т. п. пишутся с двумя точками.",
        "т. е., т. д., т. п. have two full stops.",
        "Розенталь [M]; каталог G4",
        (Example("т.е он", "т.␣е. он"), Example("т.к это", "т.␣к.␣это"), Example("т.␣е. он"), Example("т.␣5")),
        level=Level.SUGG, at=DOTTED, decide=_lost_stop,
    ),
    Rule(
        "RU815", Stage.REMARKS,
        "Буква за словом «класс» — обозначение или инициал",
        "The letter behind «класс» is a label or an initial",
        "По тексту этого не узнать: от ответа зависит неразрывный пробел.",
        "The text does not tell; the no-break space depends on it.",
        "каталог G3",
        (
            Example("класс А. Следующий", "класс А. Следующий"), Example("поэт А.␣Блок"),
            Example("класс А. Он"),
        ),
        level=Level.SUGG, at=LABEL, decide=_label,
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
