"""What differs between languages: quotation marks, dash, short words, abbreviations, units.

Quotation marks follow CLDR 48.2, except where a national authority is named beside them. A language that stands here
with few word lists is set with its own marks and dash; its lists grow without a change anywhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language's customs. Words are lower case; abbreviations come without their full stops.

    `quotes`: opening and closing mark for the levels 1, 2, 3; where CLDR has ‘ ’ for inner levels, the marks of the
    level above are repeated: a ’ could not be told from an apostrophe afterwards. `dash`: between words; `spaced` says
    whether spaces stand around it. `short`: prepositions, conjunctions and particles that lean on the next word;
    `particles`: those that lean on the word before. `suffixes`: what a hyphen joins to a word. `dotted`: abbreviations
    of several parts (`т. е.`). `before_name`, `before_number`: what binds to a following name or number; `forms`:
    legal forms of companies. `units`, `years`, `centuries`, `months`, `counted`: what binds to a number before it;
    `tight_units` even when no space was typed. `digrams`: initials of two letters.
    """

    code: str
    quotes: tuple[tuple[str, str], tuple[str, str], tuple[str, str]]
    dash: str = "—"
    spaced: bool = True
    apostrophe: str = "’"
    short: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()
    dotted: tuple[tuple[str, ...], ...] = ()
    before_name: frozenset[str] = frozenset()
    before_number: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    tight_units: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    centuries: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    digrams: frozenset[str] = frozenset()


GUILLEMETS = (("«", "»"), ("„", "“"), ("‚", "‘"))
METRIC = (
    "мм см дм м км га л мл г мг кг т ц с сек мин ч сут кВт Вт МВт В кВ Гц кГц МГц ГГц Дж кДж Па кПа МПа атм А мА К дБ "
    "Б Кб Мб Гб КБ МБ ГБ ТБ пт px dpi lpi kg km cm mm"
)

RUSSIAN = Language(
    "ru",
    GUILLEMETS,
    short=_words("а в и к о с у во до за из ко на не ни но об от по со да"),
    particles=_words("б бы ж же ли ль"),
    suffixes=_words("то ка таки либо нибудь де с тка"),
    dotted=tuple(
        tuple(group.split())
        for group in (
            "и т д", "и т п", "и пр", "и др", "т е", "т к", "т н", "т о", "в т ч", "т ч", "т д", "т п",
            "до н э", "н э", "с г", "и о", "л с", "ж д", "с ш", "ю ш", "в д", "з д", "P P S", "P S",
        )
    ),
    before_name=_words(
        "г гор ул просп пр пер пл наб бул ш д дер пос с обл оз о им св акад проф доц чл ред гр тов т госп г-н г-жа гг"
    ),
    before_number=_words(
        "с стр гл рис табл илл ил прил т тт ч п пп ст ср см кн вып разд абз строка строки стих ок д кв корп кор оф эт "
        "подп § сс лл л прим песнь сц явл действ"
    ),
    forms=_words("ООО ОАО ЗАО ПАО АО ИП НИИ НПО ОДО ФГУП МУП ГУП ТОО АНО НКО"),
    units=_words(f"{METRIC} руб коп тыс млн млрд трлн шт экз чел стр с п л"),
    tight_units=_words("мм см дм км га мл кг мг кВт Вт МВт кГц МГц ГГц Гц руб коп тыс млн млрд трлн шт экз мин сек"),
    years=_words("г гг год года году годом годе годы годов годам годами годах лет"),
    centuries=_words("в вв век века веку веком веке веки веков векам веками веках столетие столетия столетий"),
    months=_words("января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
    counted=_words(
        "человек человека дня дней день раз раза часов часа час минут минуты минута секунд секунды недель "
        "недели неделя месяцев месяца месяц суток штук штуки рублей рубля рубль копеек копейки долларов "
        "доллара евро страниц страницы строк строки строка глав главы томов тома книг книги слов слова "
        "букв буквы знаков знака метров метра километров километра сантиметров миллиметров градусов "
        "градуса градус процентов процента процент шагов шага шаг экземпляров тысяч тысячи миллионов "
        "миллиона миллиардов миллиарда грамм граммов килограммов килограмма литров литра тонн верст вёрст "
        "версты пунктов пункта листов листа столов мест места ударов этажей этажа этаж класс классы "
        "классов пт"
    ),
    digrams=_words("Дж Дз Дм Ст Вл Вс Ал Ник Ив Евг Мих Гр Ю Я Ш Ч Щ Ж Бр Кр Хр Эд Сп Фр Фл Ф Чр Т Ц"),
)  # fmt: skip

UKRAINIAN = replace(
    RUSSIAN,
    code="uk",
    short=_words("а в е з і й о у до за зі із на не ні та то що по від"),
    particles=_words("б би ж же"),
    suffixes=_words("то таки небудь"),
    dotted=tuple(
        tuple(g.split()) for g in ("і т д", "і т п", "та ін", "т зв", "т д", "т п", "в т ч", "н е", "до н е", "с г")
    ),
    before_name=_words("м вул просп пров пл обл ім св акад проф доц ред п с смт р"),
    before_number=_words("с стор гл рис табл т ч п ст розд кн вип"),
    forms=_words("ТОВ ПАТ АТ ПП ФОП"),
    units=_words(f"{METRIC} грн коп тис млн млрд трлн шт прим"),
    tight_units=_words("мм см км кг мг грн тис млн млрд трлн"),
    years=_words("р рр рік року роки років роках році"),
    centuries=_words("ст століття століть"),
    months=_words("січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"),
    counted=_words(
        "осіб людей днів дня годин години хвилин хвилини разів рази гривень відсотків сторінок томів тижнів"
    ),
)

BELARUSIAN = replace(
    RUSSIAN,
    code="be",
    short=_words("а б з і й о у ў ад аб да за на не ні па са але"),
    particles=_words("б бы ж жа ці"),
    suffixes=_words("то такі небудзь"),
    dotted=tuple(tuple(g.split()) for g in ("і т д", "і г д", "і інш", "г зн", "т д", "да н э", "н э")),
    before_name=_words("г вул пр пл в вобл імя св акад праф"),
    before_number=_words("с стар гл мал табл т ч п арт кн вып"),
    units=_words(f"{METRIC} руб кап тыс млн млрд шт экз"),
    tight_units=_words("мм см км кг мг руб тыс млн млрд"),
    years=_words("г гг год года годзе гады гадоў"),
    centuries=_words("ст стагоддзе стагоддзя стагоддзяў"),
    months=_words("студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня"),
    counted=_words("чалавек дзён дня гадзін хвілін разоў рублёў працэнтаў старонак тыдняў"),
)

KAZAKH = replace(
    RUSSIAN,
    code="kk",
    quotes=(("«", "»"), ("“", "”"), ("“", "”")),
    short=frozenset(),
    particles=_words("ма ме ба бе па пе да де та те ше"),
    suffixes=frozenset(),
    dotted=tuple(tuple(g.split()) for g in ("т б", "с с", "т с с", "б з б", "б з д", "ж б")),
    before_name=_words("қ к обл проф акад"),
    before_number=_words("б т қ ст"),
    units=_words(f"{METRIC} тг теңге мың млн млрд дана"),
    tight_units=_words("мм см км кг мг тг млн млрд"),
    years=_words("ж жж жыл жылы жылдың жылдар жылдары жылғы"),
    centuries=_words("ғ ғғ ғасыр ғасырдың ғасырлар"),
    months=_words("қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"),
    counted=_words("адам күн сағат минут рет пайыз бет том апта"),
)

SPARSE = Language(
    "",
    GUILLEMETS,
    units=_words(METRIC),
    tight_units=_words("мм см дм км га мл кг мг кВт Вт"),
    digrams=_words("Дж Љ Њ Џ"),
)
"""Marks, dash and units: what a language has before anybody has written its lists."""

KYRGYZ = replace(SPARSE, code="ky")
TATAR = replace(SPARSE, code="tt")
"""Tatar and Bashkir print in Russia uses « »; CLDR names “ ”."""

BULGARIAN = replace(
    SPARSE,
    code="bg",
    quotes=(("„", "“"), ("„", "“"), ("„", "“")),
    dash="–",
    short=_words("а в и о с у до за из на не ни но от по със във"),
)

SERBIAN = replace(
    SPARSE,
    code="sr",
    quotes=(("„", "”"), ("„", "”"), ("„", "”")),
    dash="–",
    short=_words("а и к о с у до за из на не ни но од по са се"),
)

MACEDONIAN = replace(
    SPARSE,
    code="mk",
    quotes=(("„", "“"), ("‚", "‘"), ("‚", "‘")),
    dash="–",
    short=_words("а в и о с у до за на не ни но од по со"),
)

ENGLISH = Language(
    "en",
    (("“", "”"), ("“", "”"), ("“", "”")),
    spaced=False,
    short=_words("a i"),
    before_number=_words("p pp fig no vol ch"),
    units=_words("mm cm m km g kg mg t l ml s min h kB MB GB px dpi lpi"),
    months=_words("january february march april may june july august september october november december"),
)

LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        RUSSIAN, UKRAINIAN, BELARUSIAN, KAZAKH, KYRGYZ, TATAR, BULGARIAN, SERBIAN, MACEDONIAN, ENGLISH,
    )
}  # fmt: skip
LANGUAGES["ba"] = replace(TATAR, code="ba")


@cache
def language(tag: str) -> Language:
    """The customs for a BCP 47 tag (`ru`, `sr-Cyrl`, `en-GB`); an unknown language is set as Russian."""
    return LANGUAGES.get(tag.replace("_", "-").split("-")[0].lower(), RUSSIAN)
