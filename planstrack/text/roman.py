"""Roman numbers, read and written."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")
_SIGNS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_VALUES = {sign.upper(): value for value, sign in _SIGNS if len(sign) == 1}
_CYRILLIC = str.maketrans("ІХМСіхмсӏӀ", "IXMCixmciI")  # Typed on a Cyrillic keyboard, they look the same.


def roman_value(written: str) -> int | None:
    """Return the value of a Roman number in capitals or in small letters; None for what is none.

    >>> roman_value("IV"), roman_value("xii"), roman_value("IIII"), roman_value("Iv"), roman_value("ІІ")
    (4, 12, None, None, 2)
    """
    folded = in_latin(written)
    if not (folded.isupper() or folded.islower()) or not _NUMBER.match(folded.upper()):
        return None
    values = [_VALUES[sign] for sign in folded.upper()]
    return sum(
        -value if any(later > value for later in values[at + 1 : at + 2]) else value for at, value in enumerate(values)
    )


def in_latin(written: str) -> str:
    """Return a Roman number that was typed with Cyrillic letters in the Latin ones that look the same."""
    return written.translate(_CYRILLIC)


def roman_number(value: int) -> str:
    """Return a value from 1 as a Roman number, in small letters.

    >>> roman_number(48), roman_number(1999)
    ('xlviii', 'mcmxcix')
    """
    pieces = []
    for unit, sign in _SIGNS:
        times, value = divmod(value, unit)
        pieces.append(sign * times)
    return "".join(pieces)
