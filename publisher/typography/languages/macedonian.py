"""Macedonian: „ “ and ‚ ‘, a spaced en dash."""

from __future__ import annotations

from publisher.typography.languages.customs import METRIC, Language, words

MACEDONIAN = Language(
    "mk",
    (("„", "“"), ("‚", "‘"), ("„", "“")),
    dash="–",
    short=words("а и о с до за на не ни но од по со да во ќе па та"),
    particles=words("ли"),
    prefixes=words("по нај северо југо екс вице"),
    conjunctions=words("и или а но да"),
    before_name=words("г г-дин г-ѓа г-ца д-р проф доц акад инж св ул бул пл гр с р ген"),
    before_number=words("с стр гл сл таб т ч чл ст бр кн изд"),
    forms=words("ДООЕЛ ДОО АД ТП НВО"),
    units=words(f"{METRIC} ден евра илј мил млн млрд"),
    tight_units=words("мм см дм км мл кг мг кВт Вт МВт ден млн млрд"),
    years=words("г год година години годината годините"),
    centuries=words("в век века векот векови"),
    months=words("јануари февруари март април мај јуни јули август септември октомври ноември декември"),
    counted=words(
        "луѓе лица дена дни ден часа час минути минута секунди пати денари денар евра евро долари проценти процент "
        "страници страница недели недела месеци месец километри метри грама килограми литри тона степени томови "
        "книги зборови реда знаци илјади милиони милијарди чекори места ката броја"
    ),
    digrams=words("Дз Ѓ Ѕ Ј Љ Њ Ќ Џ"),
)  # fmt: skip
