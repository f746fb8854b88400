"""Kazakh: no prepositions; particles and most abbreviations stand behind their word."""

from __future__ import annotations

from publisher.typography.languages.customs import METRIC, Language, dotted, words

KAZAKH = Language(
    "kk",
    (("«", "»"), ("“", "”"), ("“", "”")),
    particles=words("ма ме ба бе па пе да де та те ше ғой қой"),
    suffixes=words("ақ ау ай мыс міс ді ды"),
    prefixes=words(""),
    conjunctions=words("және мен пен бен не немесе"),
    dotted=dotted("т б", "т с с", "с с", "б з б", "б з д", "б з", "ж б", "т т", "P S"),
    before_name=words("қ к обл проф акад доц"),
    before_number=words("т ст кн сур кест тар п"),
    forms=words("ЖШС АҚ ЖАҚ ААҚ ЖК КЕАҚ ҰАҚ РМК КМК ҒЗИ"),
    units=words(f"{METRIC} сағ тг теңге тиын мың млн млрд трлн дана б"),
    tight_units=words("мм см дм км га мл кг мг кВт Вт МВт тг мың млн млрд трлн"),
    years=words("ж жж жыл жылы жылдың жылға жылда жылдан жылмен жылғы жылдар жылдары жылдарда жылдардың жылдарды"),
    centuries=words("ғ ғғ ғасыр ғасырдың ғасырға ғасырда ғасырдан ғасырлар ғасырларда"),
    months=words("қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"),
    counted=words(
        "адам кісі күн сағат минут секунд рет пайыз бет том апта ай жас теңге тиын доллар еуро метр километр мың "
        "миллион миллиард кітап тарау сөз жол дана грамм килограмм литр тонна градус қадам орын қабат сынып парақ"
    ),
    digrams=words("Дж Ә Ғ Қ Ң Ө Ұ Ү Һ Ю Я Ш Ж"),
)  # fmt: skip
