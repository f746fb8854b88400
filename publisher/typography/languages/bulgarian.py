"""Bulgarian: „ “ on every level (CLDR), a spaced en dash; «т.е.» and «и т.н.» are written without spaces."""

from __future__ import annotations

from publisher.typography.languages.customs import METRIC, Language, words

BULGARIAN = Language(
    "bg",
    (("„", "“"), ("„", "“"), ("„", "“")),
    dash="–",
    short=words("а в и о с у до за из на не ни но от по да ще че та ту във със"),
    particles=words("ли"),
    prefixes=words("по най северо юго екс вице"),
    conjunctions=words("и или а но да"),
    before_name=words(
        "г-н г-жа г-ца д-р проф доц акад инж арх св ул бул пл гр с кв общ обл р вр нос м ген полк кап пор о-в жк"
    ),
    before_number=words("с стр гл фиг табл т тт ч п чл ал бр кн вж вх бл ап ет тел изд"),
    forms=words("ООД ЕООД АД ЕАД ЕТ СД КД НПО"),
    units=words(f"{METRIC} лв ст евро хил млн млрд бр дка"),
    tight_units=words("мм см дм км мл кг мг кВт Вт МВт лв хил млн млрд"),
    years=words("г год година години годината годините"),
    centuries=words("в век века векове веково"),
    months=words("януари февруари март април май юни юли август септември октомври ноември декември"),
    counted=words(
        "души човека дни ден часа час минути минута секунди пъти път лева лев стотинки евро долара процента процент "
        "страници страница седмици седмица месеца месец километра километър метра метър грама килограма литра тона "
        "градуса тома книги думи реда знака хиляди милиона милиарда стъпки места етажа броя"
    ),
    digrams=words("Дж Ст Ю Я Щ Ш Ч Ж"),
)  # fmt: skip
