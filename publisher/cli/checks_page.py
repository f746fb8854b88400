"""The reference of the preflight's checks as one Markdown page: `publisher list checks --markdown`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable

from publisher.cli.words import unfilled
from publisher.data import folder
from publisher.preflight import FAMILIES
from publisher.preflight.checks import Check

_TITLES = {
    "file": ("Файл и строение", "File and structure"),
    "boxes": ("Рамки и страницы", "Boxes and pages"),
    "fonts": ("Шрифты и текст", "Fonts and text"),
    "colour": ("Цвет", "Colour"),
    "transparency": ("Прозрачность и наложение", "Transparency and overprint"),
    "images": ("Картинки", "Pictures"),
    "metadata": ("Выходной профиль и метаданные", "Output intents and metadata"),
    "interactive": ("Сценарии, ссылки, слои", "Scripts, links, layers"),
    "house": ("Правила ремесла", "Rules of the trade"),
}
_HEAD = """\
# Проверка перед печатью · Preflight

Эту страницу пишет `make rules`; не правьте её руками. *Written by `make rules`, not by hand.*

`publisher preflight FILE.pdf [--profile NAME] [--trim 148x210] [--report FILE.html]` проверяет любой PDF;
`publisher build` — каждый PDF для печати. Без профиля файл проверяется как тот PDF/X, каким он себя называет.
Ошибка — код выхода 1. Строгость меняет профиль типографии: `[severity]` `P601 = "error"`
(`error`, `warning`, `note`, `off`).
*Any PDF is checked, and every press PDF of a build. Without a profile a file is held to the PDF/X it claims to be. An
error means exit code 1. A shop profile says how much it minds.*

Касается · holds for: **any** любой PDF; **x** PDF/X; **x1a** PDF/X-1a; **x4** PDF/X-4; **inks** PDF/X и профили
в CMYK или сером; **shop** когда задан профиль. В скобках — строгость для прочих файлов
· *in brackets: severity elsewhere*.

Сумму красок (P906) дают сами цвета, где их довольно; иначе страница рисуется по краскам, с наложением и прозрачностью.
Чего нельзя разложить на краски, о том говорит P907. *Total ink follows from the colours where they decide; else
plates are drawn, with overprint and blending. What can't be separated is told by P907.*

Источник правил PDF/X — пересказы стандарта (руководство PDFlib 8, заметки Kodak), не текст ISO. *The rules of PDF/X are
taken from summaries of the standard, not from the text of ISO.*
"""


def checks_page(checks: Iterable[Check]) -> str:
    """The page, by family and code; the same in every language."""
    files = (folder("messages") / f"preflight.{lang}.toml" for lang in ("ru", "en"))
    ru, en = (tomllib.loads(path.read_text(encoding="utf-8")) for path in files)
    lines = [_HEAD]
    family = ""
    for check in sorted(checks, key=lambda check: check.code):
        if FAMILIES[check.code[:2]] != family:
            family = FAMILIES[check.code[:2]]
            russian, english = _TITLES[family]
            lines += ["", f"## {check.code[:2]}xx {russian} · {english}", "", "| | | | |", "|---|---|---|---|"]
        elsewhere = f" ({check.plain.name.lower()})" if check.plain is not None else ""
        words = [f"{unfilled(w[check.code]['message'])}. {w[check.code]['about']}" for w in (ru, en)]
        level = f"{check.severity.name.lower()} · {check.scope}{elsewhere}"
        lines.append(f"| {check.code} | {level} | {words[0]} · *{words[1]}* | {check.source} |")
    return "\n".join(lines) + "\n"
