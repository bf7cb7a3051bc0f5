"""Words of other scripts in Latin letters, for ids: `Українська правда` → `ukrainska pravda`.

A table for each script, and for languages whose official one differs: Ukrainian (Cabinet of Ministers, resolution 55 of 27
January 2010), Bulgarian (the law on transliteration of 2009), Serbian and Macedonian (their own Latin alphabets), Greek (ELOT
743), Georgian (the national system of 2002), Hangul (Revised Romanization, letter by letter). Scripts without a table are
read by the names that Unicode gives their letters; signs that stand for whole words (Chinese) stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

MAX_NAME: Final = 200
"""Characters of a name that are turned into Latin letters; an id is shorter than any of it."""


def _table(letters: str) -> dict[str, str]:
    """Return a table written as `а=a б=b ь=`."""
    return dict(pair.split("=") for pair in letters.split())


_CYRILLIC = _table(
    """а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh
    щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=i є=ie ґ=g ў=u ђ=dj ј=j љ=lj њ=nj ћ=c џ=dz ѓ=gj ѕ=dz ќ=kj ә=a ғ=gh қ=q ң=ng ө=o
    ұ=u ү=u һ=h ҳ=h ҷ=j ӣ=i ӯ=u ѣ=e ѳ=f ѵ=i"""
)
_BY_LANGUAGE: Mapping[str, Mapping[str, str]] = {
    "uk": _table("г=h ґ=g е=e є=ie ж=zh и=y і=i ї=i й=i х=kh щ=shch ю=iu я=ia"),
    "be": _table("г=h е=e ё=io й=i ў=u ю=iu я=ia"),
    "bg": _table("х=h щ=sht ъ=a й=y ю=yu я=ya"),
    "sr": _table("ђ=dj ж=z х=h ц=c ч=c ш=s"),
    "mk": _table("ж=zh х=h ц=c ч=ch ш=sh"),
}
_AT_THE_START: Mapping[str, Mapping[str, str]] = {"uk": _table("є=ye ї=yi й=y ю=yu я=ya")}
_TOLD_BY: Mapping[str, str] = {
    "uk": "іїєґ",
    "be": "ў",
    "sr": "ђјљњћџ",
    "mk": "ѓќѕ",
}
"""Letters that only one of the languages with a table of its own has; what the page says of its language comes first."""
_RUSSIAN = "ыэёъ"

_GREEK = _table(
    """α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o"""
)
_GREEK_PAIRS = (
    (re.compile("ου"), "ou"),
    (re.compile("([αεη])υ(?=[βγδζλμνραεηιουω])"), r"\1v"),
    (re.compile("([αεη])υ"), r"\1f"),
    (re.compile("γ(?=[γξχ])"), "n"),
    (re.compile(r"\bμπ"), "b"),
)

_OTHERS = {
    **_table(
        """ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=zh რ=r ს=s ტ=t უ=u ფ=p ქ=k ღ=gh ყ=q შ=sh
        ჩ=ch ც=ts ძ=dz წ=ts ჭ=ch ხ=kh ჯ=j ჰ=h"""
    ),
    **_table(
        """ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=y թ=t ժ=zh ի=i լ=l խ=kh ծ=ts կ=k հ=h ձ=dz ղ=gh ճ=ch մ=m յ=y ն=n շ=sh ո=o չ=ch
        պ=p ջ=j ռ=r ս=s վ=v տ=t ր=r ց=ts ւ=v փ=p ք=k օ=o ֆ=f և=ev"""
    ),
    **_table(
        """א=a ב=b ג=g ד=d ה=h ו=v ז=z ח=h ט=t י=y כ=k ך=k ל=l מ=m ם=m נ=n ן=n ס=s ע=a פ=p ף=f צ=ts ץ=ts ק=k ר=r ש=sh
        ת=t"""
    ),
    **_table(
        """ا=a أ=a إ=i آ=a ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع=a غ=gh ف=f ق=q ك=k
        ل=l م=m ن=n ه=h و=w ي=y ى=a ة=a ئ=y ؤ=w ء= پ=p چ=ch ژ=zh ک=k گ=g ی=y"""
    ),
    **_table("ß=ss æ=ae œ=oe ø=o đ=d ð=d þ=th ł=l ı=i ħ=h ŧ=t ŋ=ng ə=a ʼ= ’= '= ‘= `= ´="),
}
_JUNGSEONG = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
_CHOSEONG = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"]
_JONGSEONG = """k k ks n nj nh t l lk lm lb ls lt lp lh m p ps t t ng t t k t p h""".split()


def in_latin_letters(name: str, language: str | None = None) -> str:
    """Return a name in small Latin letters as far as its script has a table; what has none stays as it is.

    `language` (`uk`, `sr-Cyrl`) chooses between tables of one script; left out, the letters that only one language has do.

    >>> in_latin_letters("Українська правда"), in_latin_letters("Καθημερινή"), in_latin_letters("Süddeutsche")
    ('ukrainska pravda', 'kathimerini', 'suddeutsche')
    """
    text = unicodedata.normalize("NFC", name[:MAX_NAME]).casefold()
    text = text.replace("ß", "ss")
    own = _language(text, (language or "").lower().partition("-")[0])
    text = _greek(text)
    pieces: list[str] = []
    for at, sign in enumerate(text):
        starts = at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "’'ʼ")
        if pieces and re.search("VOWEL SIGN|VIRAMA", unicodedata.name(sign, "")):
            pieces[-1] = pieces[-1].removesuffix("a")  # Of Indic letters: the vowel that a letter has without a sign.
        pieces.append(_latin(sign, text[at - 1] if at else "", own, starts=starts))
    plain = unicodedata.normalize("NFKD", "".join(pieces))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _language(text: str, said: str) -> str:
    if said in _BY_LANGUAGE or said == "ru" or any(letter in _RUSSIAN for letter in text):
        return said
    return next((name for name, letters in _TOLD_BY.items() if any(letter in letters for letter in text)), said)


def _latin(sign: str, before: str, language: str, *, starts: bool) -> str:
    """Return what one sign is in Latin letters; the sign itself when there is no table for it."""
    if sign.isascii() and (sign not in "'`" or before.isascii()):
        return sign
    if language == "uk" and sign == "г" and before == "з":
        return "gh"
    for table in (
        _AT_THE_START.get(language, {}) if starts else {},
        _BY_LANGUAGE.get(language, {}),
        _CYRILLIC,
        _GREEK,
        _OTHERS,
    ):
        if sign in table:
            return table[sign]
    if "가" <= sign <= "힣":
        lead, rest = divmod(ord(sign) - 0xAC00, 588)
        vowel, final = divmod(rest, 28)
        return _CHOSEONG[lead] + _JUNGSEONG[vowel] + (_JONGSEONG[final - 1] if final else "")
    if unicodedata.category(sign)[0] not in "LM" or unicodedata.normalize("NFKD", sign)[0].isascii():
        return sign
    words = unicodedata.name(sign, "").split()
    if "CHARACTER" in words[:-1]:  # Thai: the sound of a letter comes before the word that it is remembered by.
        sound = words[words.index("CHARACTER") + 1]
        if sound == "SARA":
            return words[-1].lower()
        return "" if unicodedata.category(sign) == "Mn" else sound.lower().removesuffix("o")
    if "LETTER" in words or "VOWEL" in words:
        return words[-1].lower()
    return "" if unicodedata.category(sign)[0] == "M" else sign


def _greek(text: str) -> str:
    """Return text in which pairs of Greek letters that are read as one stand in Latin ones, and accents are gone."""
    if not any("\u0370" <= sign <= "\u03ff" or "\u1f00" <= sign <= "\u1fff" for sign in text):
        return text
    apart = re.sub(
        "([\u0370-\u03ff])[\u0300\u0301\u0342\u0313\u0314\u0345]+", r"\1", unicodedata.normalize("NFD", text)
    )
    for pair, read in _GREEK_PAIRS:
        apart = pair.sub(read, apart)
    return unicodedata.normalize("NFC", apart)
