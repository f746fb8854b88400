"""Kazakh."""

from __future__ import annotations

from dataclasses import replace

from publisher.typography.languages.customs import METRIC, dotted, words
from publisher.typography.languages.russian import RUSSIAN

KAZAKH = replace(
    RUSSIAN,
    code="kk",
    quotes=(("«", "»"), ("“", "”"), ("“", "”")),
    short=frozenset(),
    particles=words("ма ме ба бе па пе да де та те ше"),
    suffixes=frozenset(),
    dotted=dotted("т б", "с с", "т с с", "б з б", "б з д", "ж б"),
    before_name=words("қ к обл проф акад"),
    before_number=words("б т қ ст"),
    units=words(f"{METRIC} тг теңге мың млн млрд дана"),
    tight_units=words("мм см км кг мг тг млн млрд"),
    years=words("ж жж жыл жылы жылдың жылдар жылдары жылғы"),
    centuries=words("ғ ғғ ғасыр ғасырдың ғасырлар"),
    months=words("қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"),
    counted=words("адам күн сағат минут рет пайыз бет том апта"),
)
