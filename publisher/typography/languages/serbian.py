"""Serbian, in both scripts: „ ” and ’ ’ (CLDR), a spaced en dash, tight in ranges.

The inner marks have the shape of an apostrophe. Where one is read for the other nothing is seen: both are ’.
"""

from __future__ import annotations

from publisher.typography.languages.customs import METRIC, Language, words

_LATIN_METRIC = "mm cm dm m km ha l ml g mg kg t sek min h kW W MW Hz kHz MHz GHz Pa KB MB GB TB"

SERBIAN = Language(
    "sr",
    (("„", "”"), ("’", "’"), ("„", "”")),
    single_marks=("'‘’", "'‘’"),
    is_latin=True,
    dash="–",
    short=words(
        "а и к о с у до за из на не ни но од по са да па те ил "
        "a i k o s u do za iz na ne ni no od po sa da pa te il"
    ),
    particles=words("ли li"),
    prefixes=words("северо југо екс вице severo jugo eks vice"),
    conjunctions=words("и или а али да i ili a ali da"),
    before_name=words(
        "г гђа гђица проф доц акад инж св ул бул трг ген пук кап о кнез "
        "g gđa gđica prof doc akad inž sv ul bul trg gen puk kap"
    ),
    before_number=words(
        "с стр гл сл таб т тач чл ст бр књ св изд поз str gl sl tab t tač čl st br knj sv izd poz"
    ),
    forms=words("ДОО АД ЈП КД ОД НВО DOO AD JP KD OD NVO"),
    units=words(f"{METRIC} {_LATIN_METRIC} дин хиљ мил млн млрд ком din hilj mil mln mlrd kom"),
    tight_units=words("мм цм дм км мл кг мг дин млн млрд mm cm dm km ml kg mg din mln mlrd"),
    years=words(
        "г год година године години годину годином годинама god godina godine godini godinu godinom godinama"
    ),
    centuries=words("век века веку веком векови векова vek veka veku vekom vekovi vekova"),
    months=words(
        "јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра "
        "јануар фебруар март април мај јун јул август септембар октобар новембар децембар "
        "januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra "
        "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar"
    ),
    counted=words(
        "људи особа дана дан сати сата сат минута минут секунди пута пут динара динар евра долара процената процента "
        "страна стране страница недеља недеље месеци месеца месец километара километра метара метра грама килограма "
        "литара тона степени томова тома књига књиге речи редова знакова хиљада милиона милијарди корака места спрата "
        "ljudi osoba dana dan sati sata sat minuta minut sekundi puta put dinara dinar evra dolara procenata procenta "
        "strana strane stranica nedelja nedelje meseci meseca mesec kilometara kilometra metara metra grama kilograma "
        "litara tona stepeni tomova toma knjiga knjige reči redova znakova hiljada miliona milijardi koraka mesta"
    ),
    digrams=words("Ђ Ј Љ Њ Ћ Џ Dž Lj Nj"),
)  # fmt: skip
