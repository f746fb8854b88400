"""Kyrgyz: no prepositions; months have their Russian names."""

from __future__ import annotations

from publisher.typography.languages.customs import GUILLEMETS, METRIC, Language, dotted, words

KYRGYZ = Language(
    "ky",
    GUILLEMETS,
    particles=words("да де до дө эле"),
    suffixes=words("ак ок өк оо ээ"),
    prefixes=words(""),
    conjunctions=words("жана менен же"),
    dotted=dotted("ж б", "ж у с", "у с", "б з ч", "б з", "P S"),
    before_name=words("ш к обл проф акад доц"),
    before_number=words("т ст кн сүр табл п"),
    forms=words("ЖЧК ААК ЖАК ЖК МИ МК"),
    units=words(f"{METRIC} саат мүн сом тыйын миң млн млрд трлн даана б"),
    tight_units=words("мм см дм км га мл кг мг кВт Вт МВт миң млн млрд трлн"),
    years=words("ж жж жыл жылы жылдын жылга жылда жылдан жылкы жылдар жылдары жылдарда жылдардын"),
    centuries=words("к кк кылым кылымдын кылымга кылымда кылымдан кылымдар кылымдарда"),
    months=words("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"),
    counted=words(
        "адам киши күн саат мүнөт секунд жолу пайыз бет том апта ай жаш сом тыйын доллар евро метр километр миң "
        "миллион миллиард китеп бап сөз сап даана грамм килограмм литр тонна градус кадам орун кабат класс барак"
    ),
    digrams=words("Дж Ө Ү Ю Я Ш Ж"),
)  # fmt: skip
