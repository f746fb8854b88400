"""Names of people as Russian title lines write them."""

from __future__ import annotations

import re

_WORD = r"[А-ЯЁІЇЄҐЎ][а-яёіїєґў’-]+(?:-[А-ЯЁ][а-яё]+)?"
_CAPS = r"[А-ЯЁ]{2,}(?:-[А-ЯЁ]{2,})?"
_INITIAL = r"[А-ЯЁІЇЄҐЎ]\."
_PATRONYMIC = re.compile(r"[А-ЯЁа-яё]+(?:вич|вна|ична|инична|ВИЧ|ВНА|ИЧНА)$")
_SHAPES = {
    "initials first": re.compile(rf"({_INITIAL}\s?(?:{_INITIAL}\s?)?)({_WORD}|{_CAPS})"),
    "initials last": re.compile(rf"({_WORD}|{_CAPS}),?\s({_INITIAL}\s?(?:{_INITIAL})?)"),
    "three words": re.compile(rf"({_WORD}|{_CAPS})\s({_WORD}|{_CAPS})\s({_WORD}|{_CAPS})"),
    "two words": re.compile(rf"({_WORD}|{_CAPS})\s({_WORD}|{_CAPS})"),
}
_GIVEN = frozenset(
    re.findall(
        r"\w+",
        """александр александра алексей алиса алла анастасия анатолий андрей анна антон антонина аполлон аркадий артём
    афанасий борис вадим валентин валентина валерий варвара василий вера виктор виктория виталий владимир владислав
    вячеслав галина геннадий георгий григорий давид даниил дарья денис дмитрий евгений евгения екатерина елена
    елизавета зинаида зоя иван игорь илья инна иннокентий иосиф ирина карл кирилл константин корней ксения лариса лев
    леонид лидия людмила любовь максим марина мария марко марк михаил надежда наталья наталия никита николай нина оксана
    олег ольга осип павел пётр петр полина раиса роман светлана семён семен сергей софия софья станислав степан тамара
    тарас татьяна тимофей фёдор федор фридрих эдуард эмма юлия юрий яков ярослав""",
    )
)


def is_person(line: str) -> bool:
    """«Антон Павлович Чехов», «Чехов Антон Павлович», «Чехов А. П.», «А. П. Чехов», «Антон Чехов»."""
    return bool(_parts(line.strip()))


def sort_name(line: str) -> str:
    """«Чехов, Антон Павлович» for «Антон Павлович Чехов»; empty when the line is not the name of one person."""
    parts = _parts(line.strip())
    return f"{parts[0]}, {parts[1]}" if parts else ""


def _parts(line: str) -> tuple[str, str] | None:
    """(surname, what goes before it in speech)."""
    if match := _SHAPES["initials first"].fullmatch(line):
        return match[2], match[1].strip()
    if match := _SHAPES["initials last"].fullmatch(line):
        return match[1], match[2].strip()
    if match := _SHAPES["three words"].fullmatch(line):
        if _PATRONYMIC.match(match[2]) and not (_PATRONYMIC.match(match[3]) and match[1].casefold() not in _GIVEN):
            return match[3], f"{match[1]} {match[2]}"
        if _PATRONYMIC.match(match[3]):
            return match[1], f"{match[2]} {match[3]}"
    if match := _SHAPES["two words"].fullmatch(line):
        if match[1].casefold() in _GIVEN:
            return match[2], match[1]
        if match[2].casefold() in _GIVEN:
            return match[1], match[2]
    return None
