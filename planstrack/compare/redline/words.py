"""The closed lists that say what a word is: months, scales, currencies, negations, modals; English, German, French,
Ukrainian, Russian.

The lists only ever raise a change (a kind is told apart, a number keeps its unit). A language that is not here is
compared word by word all the same; its changes are called wording.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MONTHS: frozenset[str] = _words("""
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    januar jänner februar märz mai juni juli oktober dezember
    janvier février fevrier mars avril juin juillet août aout septembre octobre novembre décembre decembre
    січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень
    січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
    січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні
    январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре
    """)

YEAR_WORDS: frozenset[str] = _words("року рік році года год году")
"""Words that follow a year and belong to it."""

BEFORE_YEARS: frozenset[str] = _words("""
    in by until since before after from of year during
    im bis seit ab vor nach jahr jahre
    en dès depuis avant après jusqu'en année
    до від у в з з-до після рік року с к от после год года
    """)
"""Words after which four digits are a year; elsewhere they may be a number as well."""

SCALES: dict[str, int] = {
    word: 10**power
    for power, names in {
        3: "thousand thousands k tausend tsd mille тис тисяч тисячі тисяча тыс тысяч тысячи тысяча",
        6: "million millions mn mln mio m millionen мільйон мільйона мільйони мільйонів млн миллион миллиона миллионов",
        9: (
            "billion billions bn bln mrd milliarde milliarden milliard milliards "
            "мільярд мільярда мільярди мільярдів млрд миллиард миллиарда миллиардов"
        ),
        12: "trillion trillions tn trn billionen трильйон трильйона трильйонів трлн триллион триллиона триллионов",
    }.items()
    for word in names.split()
}
"""Words and letters that multiply the number before them. `m` counts only where a currency stands with the number."""

CURRENCIES: dict[str, str] = {
    word: code
    for code, names in {
        "USD": "$ us$ usd dollar dollars доларів долар долари долара доллар доллара долларов",
        "EUR": "€ eur euro euros євро евро",
        "GBP": "£ gbp pound pounds sterling фунтів фунт фунтов pfund livres",
        "UAH": "₴ uah hryvnia hryvnias hrywnja гривень гривня гривні гривны гривен грн",
        "RUB": "₽ rub rouble roubles ruble rubles rubel рублів рубль рублі рубля рублей руб",
        "JPY": "¥ jpy yen єн иен",
        "CNY": "cny yuan юанів юаней",
        "CHF": "chf franken francs",
        "PLN": "pln zloty zlotys złoty złotych злотих злотых",
    }.items()
    for word in names.split()
}

PERCENTS: frozenset[str] = _words(
    "% percent pct prozent pourcent відсоток відсотка відсотки відсотків процент процента процентів процентов"
)
PERCENT_PAIRS: frozenset[tuple[str, str]] = frozenset((("per", "cent"), ("pour", "cent"), ("v", "h")))

UNITS: frozenset[str] = _words("km m cm mm kg t ha mw gw kw км м см кг т га мвт гвт квт")
"""Units of measure that stay with their number; a number of other things (personnel, brigades) stands alone."""

NUMBERS: dict[str, int] = {
    word: value
    for value, names in {
        2: "two zwei deux два дві две двох двух",
        3: "three drei trois три трьох трех трёх",
        4: "four vier quatre чотири чотирьох четыре четырех четырёх",
        5: "five fünf cinq п'ять п'яти пять пяти",
        6: "six sechs шість шести шесть",
        7: "seven sieben sept сім семи семь",
        8: "eight acht huit вісім восьми восемь",
        9: "nine neun neuf дев'ять дев'яти девять девяти",
        10: "ten zehn dix десять десяти",
        11: "eleven elf onze одинадцять одиннадцать",
        12: "twelve zwölf douze дванадцять двенадцать",
        15: "fifteen fünfzehn quinze п'ятнадцять пятнадцать",
        20: "twenty zwanzig vingt двадцять двадцать",
        30: "thirty dreißig trente тридцять тридцать",
        50: "fifty fünfzig cinquante п'ятдесят пятьдесят",
        100: "hundred hundert сто ста",
        1000: "thousand tausend mille тисяча тисячу тысяча тысячу",
    }.items()
    for word in names.split()
}
"""Numbers written as words. One is left out: in four of the five languages it is an article or a pronoun as well."""

NEGATIONS: frozenset[str] = _words("""
    no not never none nobody nothing neither nor nowhere without
    nicht kein keine keinen keinem keiner keines nie niemals niemand niemanden niemandem nichts weder ohne
    keinerlei keinesfalls
    ne pas jamais aucun aucune ni sans rien non nul nulle
    не ні ані немає нема без ніколи жоден жодна жодне жодні жодного жодної жодному жодній жодним жодних
    ніхто нікого нікому ніщо нічого ніде ніякий ніякого ніяких ніякої ніяка ніяке ніякі
    нет ни никогда никто никого никому ничто ничего нигде никакой никакого никакая никакое никакие никаких никакой
    """)

PARTS_THAT_NEGATE: frozenset[str] = frozenset(("non", "no", "not", "не"))
"""First parts of a hyphenated word: non-member."""

PREFIXES_THAT_NEGATE: tuple[str, ...] = ("un", "in", "im", "il", "ir", "non", "dis", "не", "без", "бес", "ne")
"""Prefixes that turn a word of five letters or more into its opposite: lawful, unlawful."""

_MODAL_FORMS = {
    "shall": "shall",
    "will": "will",
    "must": "must",
    "may": "may",
    "might": "might",
    "can": "can",
    "could": "could",
    "should": "should",
    "would": "would",
    "ought": "ought",
    "müssen": "muss müssen müsse musst mussten musste müsste müssten",
    "sollen": "soll sollen solle sollte sollten",
    "dürfen": "darf dürfen dürfe dürfte dürften durfte durften",
    "können": "kann können könne könnte könnten konnte konnten",
    "devoir": "doit doivent devra devront devrait devraient devoir doive",
    "pouvoir": "peut peuvent pourra pourront pourrait pourraient pouvoir puisse puissent",
    "falloir": "faut faudra faudrait",
    "могти": "може можуть міг могла могло могли зможе зможуть могти",
    "повинен": "повинен повинна повинно повинні",
    "мати": "має мають",
    "мусити": "мусить мусять мусив мусили",
    "зобов'язаний": "зобов'язаний зобов'язана зобов'язане зобов'язані зобов'язується зобов'язуються",
    "слід": "слід",
    "треба": "треба потрібно необхідно",
    "можна": "можна",
    "мочь": "может могут мог могло сможет смогут мочь",
    "должен": "должен должна должно должны",
    "обязан": "обязан обязана обязано обязаны обязуется обязуются",
    "следует": "следует",
    "надо": "надо нужно необходимо",
    "можно": "можно вправе",
}
MODALS: dict[str, str] = {form: verb for verb, forms in _MODAL_FORMS.items() for form in forms.split()}
"""A form of a modal and the verb it is a form of: a change of person or tense alone is no change of modal."""

CONTRACTIONS: dict[str, tuple[str, ...]] = {
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "нельзя": ("можно", "не"),
}
"""Words that are two: the parts are what counts, so that `will not` and `won't` say the same."""

NAMES_TOO: frozenset[str] = frozenset(("may", "will"))
"""Modals that are a month or a name when written with a capital inside a sentence; both are their own verb's form."""

VERBS_TOO: frozenset[str] = frozenset(("may", "march"))
"""Months that are a verb when written small."""
