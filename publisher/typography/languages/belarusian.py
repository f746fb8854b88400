"""Belarusian."""

from __future__ import annotations

from dataclasses import replace

from publisher.typography.languages.customs import METRIC, dotted, words
from publisher.typography.languages.russian import RUSSIAN

BELARUSIAN = replace(
    RUSSIAN,
    code="be",
    short=words("а б з і й о у ў ад аб да за на не ні па са але"),
    particles=words("б бы ж жа ці"),
    suffixes=words("то такі небудзь"),
    dotted=dotted("і т д", "і г д", "і інш", "г зн", "т д", "да н э", "н э"),
    before_name=words("г вул пр пл в вобл імя св акад праф"),
    before_number=words("с стар гл мал табл т ч п арт кн вып"),
    units=words(f"{METRIC} руб кап тыс млн млрд шт экз"),
    tight_units=words("мм см км кг мг руб тыс млн млрд"),
    years=words("г гг год года годзе гады гадоў"),
    centuries=words("ст стагоддзе стагоддзя стагоддзяў"),
    months=words("студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня"),
    counted=words("чалавек дзён дня гадзін хвілін разоў рублёў працэнтаў старонак тыдняў"),
)
