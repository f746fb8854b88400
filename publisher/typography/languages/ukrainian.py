"""Ukrainian."""

from __future__ import annotations

from dataclasses import replace

from publisher.typography.languages.customs import METRIC, dotted, words
from publisher.typography.languages.russian import RUSSIAN

UKRAINIAN = replace(
    RUSSIAN,
    code="uk",
    short=words("а в е з і й о у до за зі із на не ні та то що по від"),
    particles=words("б би ж же"),
    suffixes=words("то таки небудь"),
    dotted=dotted("і т д", "і т п", "та ін", "т зв", "т д", "т п", "в т ч", "н е", "до н е", "с г"),
    before_name=words("м вул просп пров пл обл ім св акад проф доц ред п с смт р"),
    before_number=words("с стор гл рис табл т ч п ст розд кн вип"),
    forms=words("ТОВ ПАТ АТ ПП ФОП"),
    units=words(f"{METRIC} грн коп тис млн млрд трлн шт прим"),
    tight_units=words("мм см км кг мг грн тис млн млрд трлн"),
    years=words("р рр рік року роки років роках році"),
    centuries=words("ст століття століть"),
    months=words("січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"),
    counted=words("осіб людей днів дня годин години хвилин хвилини разів рази гривень відсотків сторінок томів тижнів"),
)
