"""Tatar and Bashkir: print in Russia uses « »; CLDR names “ ”, which stand inside."""

from __future__ import annotations

from dataclasses import replace

from publisher.typography.languages.customs import METRIC, Language, dotted, words

_MARKS = (("«", "»"), ("“", "”"), ("“", "”"))
_TIGHT = "мм см дм км га мл кг мг кВт Вт МВт"

TATAR = Language(
    "tt",
    _MARKS,
    particles=words("да дә та тә ук үк гына генә кына кенә"),
    suffixes=words("мы ме"),
    prefixes=words(""),
    conjunctions=words("һәм яки да дә"),
    dotted=dotted("һ б", "һ б ш", "б э к", "б э", "P S"),
    before_name=words("ш ур пр проф акад доц"),
    before_number=words("т кит рәс табл п"),
    forms=words("ҖЧҖ ААҖ ЯАҖ АҖ ГАҖ ИП"),
    units=words(f"{METRIC} сәг сум тиен мең млн млрд трлн данә"),
    tight_units=words(f"{_TIGHT} мең млн млрд трлн"),
    years=words("ел елы елның елга елда елдан елгы еллар еллары елларда елларның"),
    centuries=words("гасыр гасырның гасырга гасырда гасырдан гасырлар гасырларда йөз"),
    months=words("гыйнвар февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"),
    counted=words(
        "кеше көн сәгать минут секунд тапкыр процент бит том атна ай яшь сум тиен доллар евро метр километр мең "
        "миллион миллиард китап бүлек сүз юл данә грамм килограмм литр тонна градус адым урын кат сыйныф"
    ),
    digrams=words("Дж Ә Җ Ң Ө Ү Һ Ю Я Ш Ж"),
)  # fmt: skip

BASHKIR = replace(
    TATAR,
    code="ba",
    particles=words("да дә та тә ла лә ҙа ҙә ук үк ғына генә ҡына кенә"),
    dotted=dotted("һ б", "һ б ш", "б э т", "б э", "P S"),
    before_name=words("ҡ ур пр проф акад доц"),
    before_number=words("т кит һүр табл п"),
    forms=words("ЯСЙ АЙ ААЙ ЯАЙ ИП"),
    units=words(f"{METRIC} сәғ һум тин мең млн млрд трлн дана"),
    years=words("йыл йылы йылдың йылға йылда йылдан йылғы йылдар йылдары йылдарҙа йылдарҙың"),
    centuries=words("быуат быуаттың быуатҡа быуатта быуаттан быуаттар быуаттарҙа"),
    months=words("ғинуар февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"),
    counted=words(
        "кеше көн сәғәт минут секунд тапҡыр процент бит том аҙна ай йәш һум тин доллар евро метр километр мең "
        "миллион миллиард китап бүлек һүҙ юл дана грамм килограмм литр тонна градус аҙым урын ҡат класс"
    ),
    digrams=words("Дж Ә Ғ Ҡ Ң Ө Ү Һ Ю Я Ш Ж"),
)  # fmt: skip
