"""What numbers and letters before points count as: figures of any script, Roman numbers, letters, words.

A value is a pair: the number, and what was put in after it ("12bis" is (12, 1)). Letters that some lists of a language
pass over (й, ё, ґ, στ) are such insertions too, so that a list with them and one without them both count up by one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from planstrack.text.roman import in_latin, roman_value

Style = Literal["figure", "roman", "ROMAN", "letter", "LETTER", "other letter", "abjad", "bullet"]
Value = tuple[int, int]

MAX_VALUE: Final = 4_000
"""Points of one list; a Roman number reaches no further."""

LATIN_SUFFIXES: Final = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies")


# Each alphabet as it counts; letters in brackets are passed over by some lists.
_ALPHABETS: dict[Style, tuple[str, ...]] = {
    "letter": ("abcdefghijklmn(ñ)opqrstuvwxyz",),
    "LETTER": ("ABCDEFGHIJKLMN(Ñ)OPQRSTUVWXYZ",),
    "other letter": (
        "абвг(ґ)де(ёє)жзи(іїй)клмнопрстуфхцчш(щъыьэ)юя",
        "АБВГ(Ґ)ДЕ(ЁЄ)ЖЗИ(ІЇЙ)КЛМНОПРСТУФХЦЧШ(ЩЪЫЬЭ)ЮЯ",
        "αβγδε(ς)ζηθικλμνξοπρστυφχψω",
        "ΑΒΓΔΕ(Ϛ)ΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
        "אבגדהוזחטיכלמנסעפצקרשת",
        "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    ),
    "abjad": ("أبجدهوزحطيكلمنسعفصقرشت",),
}
_SAME_LETTER = {"ا": "أ", "هـ": "ه", "στ": "ς", "ΣΤ": "Ϛ", "στ΄": "ς"}

_WORDS = {
    word: value
    for line in (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen twenty",
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
        "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième",
        "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo",
        "primo secondo terzo quarto _ sesto settimo ottavo nono _",
        "primeiro _ terceiro _ _ _ sétimo oitavo _ _",
        "première",
        "primer _ tercer",
        "перший другий третій четвертий п’ятий шостий сьомий восьмий дев’ятий десятий",
        "первый второй третий четвёртый пятый шестой седьмой восьмой девятый десятый",
        "перша друга третя четверта п’ята шоста сьома восьма дев’ята десята",
        "первая вторая третья четвёртая пятая шестая седьмая восьмая девятая десятая",
    )
    for value, word in enumerate(line.split(), 1)
    if word != "_"
}
NUMBER_WORDS: Final = tuple(sorted(_WORDS, key=len, reverse=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to count what stands before a point. `above` is (13,) for "13.1": the numbers it stands under."""

    style: Style
    value: Value
    above: tuple[int, ...] = ()


def figure(written: str, suffix: str = "") -> Value:
    """Return the value of figures of any script with what is put in after them.

    >>> figure("12", "bis"), figure("12", "b"), figure("١٢")
    ((12, 1), (12, 2), (12, 0))
    """
    return int(written), inserted(suffix)


def inserted(suffix: str) -> int:
    """Return which insertion a suffix is: 1 for "bis" and "a", 2 for "ter" and "b", 3 for "-3"; 0 for none."""
    word = suffix.strip().strip("-.").casefold()
    if not word:
        return 0
    if word in LATIN_SUFFIXES:
        return LATIN_SUFFIXES.index(word) + 1
    if word.isdigit():  # A raised figure is a digit and no decimal: Статья 12¹.
        return int("".join(str(unicodedata.digit(sign)) for sign in word))
    return next((reading.value[0] for reading in letters(word)), 1)


def word_value(word: str) -> int | None:
    """Return what a number written as a word counts as, in the languages known here; None for other words."""
    return _WORDS.get(word.casefold().replace("'", "’"))


def letters(written: str) -> tuple[Reading, ...]:
    """Return the readings of one letter as the place it has in its alphabet; none for other writing."""
    return _LETTERS.get(_SAME_LETTER.get(written, written), ())


def readings(written: str) -> tuple[Reading, ...]:
    """Return each way to count a Roman number or a letter.

    >>> [(reading.style, reading.value) for reading in readings("i")]
    [('roman', (1, 0)), ('letter', (9, 0))]
    """
    number = roman_value(written)
    found = letters(written)
    if number is None:
        return found
    upper = in_latin(written).isupper()
    return (Reading(style="ROMAN" if upper else "roman", value=(number, 0)), *found)


def _places(alphabet: str) -> Iterator[tuple[str, Value]]:
    """Yield each letter of an alphabet with its value; what stands in brackets is an insertion."""
    number = inside = 0
    is_passed_over = False
    for sign in alphabet:
        if sign in "()":
            is_passed_over, inside = sign == "(", 0
            continue
        number, inside = (number, inside + 1) if is_passed_over else (number + 1, 0)
        yield sign, (number, inside)


def _all_letters() -> Mapping[str, tuple[Reading, ...]]:
    found: dict[str, tuple[Reading, ...]] = {}
    for style, alphabets in _ALPHABETS.items():
        for alphabet in alphabets:
            for sign, value in _places(alphabet):
                found[sign] = (*found.get(sign, ()), Reading(style=style, value=value))
    return found


_LETTERS = _all_letters()


def follows(later: Reading, earlier: Reading) -> bool:
    """Return whether one number is the next after another."""
    if later.style != earlier.style or len(later.above) != len(earlier.above):
        return False
    if later.above != earlier.above:  # 1.9, then 2.1
        return later.above[-1] == earlier.above[-1] + 1 and later.value[0] <= 1
    number, inside = earlier.value
    if later.style in ("letter", "LETTER", "other letter") and later.value[0] == number:
        return later.value[1] > inside
    return later.value in ((number + 1, 0), (number, inside + 1), (number + 1, 1))
