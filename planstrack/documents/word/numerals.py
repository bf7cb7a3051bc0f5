"""Numbers as the automatic numbering of a document prints them: letters, Roman figures, words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from planstrack.text.roman import roman_number

MAX_NUMBER: Final = 32_767
"""The largest number that is counted; word processors stop there too."""

_MAX_LETTERS = 780  # aaa…a of thirty letters; a number of thousands of letters would only fill the page.
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_SIGNS = "*†‡§"
_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen""".split()
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_ODD_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip


def _letters(alphabet: str) -> Callable[[int], str]:
    """Return how letters count: after the last one each stands twice, then three times (a … z, aa, bb)."""

    def written(number: int) -> str:
        if number > _MAX_LETTERS:
            return str(number)
        times, at = divmod(number - 1, len(alphabet))
        return alphabet[at] * (times + 1)

    return written


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number // 10 % 10 != 1 else "th"
    return f"{number}{ending}"


def _words(number: int) -> str:
    if number >= 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    pieces = [f"{_ONES[hundreds]} hundred"] if hundreds else []
    if rest >= 20:
        pieces.append(_TENS[rest // 10] + (f"-{_ONES[rest % 10]}" if rest % 10 else ""))
    elif rest:
        pieces.append(_ONES[rest])
    return " ".join(pieces)


def _ordinal_words(number: int) -> str:
    if number >= 1000:
        return _ordinal(number)
    head, sign, last = re.fullmatch(r"(.*?)([ -]?)([a-z]+)", _words(number)).groups()  # type: ignore[union-attr]
    ordinal = _ODD_ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return f"{head}{sign}{ordinal}"


def _from(first: int, last: int) -> Callable[[int], str]:
    """Return how signs count that stand in a row in Unicode: ①, ②, …"""
    return lambda number: chr(first + number - 1) if number <= last else str(number)


_FORMS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letters("abcdefghijklmnopqrstuvwxyz"),
    "upperLetter": _letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerRoman": roman_number,
    "upperRoman": lambda number: roman_number(number).upper(),
    "ordinal": _ordinal,
    "cardinalText": lambda number: _words(number).capitalize(),
    "ordinalText": lambda number: _ordinal_words(number).capitalize(),
    "russianLower": _letters(_RUSSIAN),
    "russianUpper": _letters(_RUSSIAN.upper()),
    "hex": lambda number: f"{number:X}",
    "chicago": _letters(_SIGNS),
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedCircle": _from(0x2460, 20),
    "decimalEnclosedParen": _from(0x2474, 20),
    "decimalEnclosedFullstop": _from(0x2488, 20),
    "decimalFullWidth": lambda number: "".join(chr(0xFF10 + int(figure)) for figure in str(number)),
    "none": lambda _: "",
    "bullet": lambda _: "",
}
_ZEROS = re.compile(r"0{1,9}1(?![0-9])")


def known(form: str) -> bool:
    """Return whether numbers of a form are printed as it says; of any other form they are printed as 1, 2, 3.

    A form is one of OOXML's names, or begins with its first number in zeros, as in "001, 002, 003, ...".
    """
    return form in _FORMS or bool(_ZEROS.match(form))


def written(number: int, form: str) -> str:
    """Return a number as a form prints it; one that the form has no sign for (0, -1 in letters) in figures.

    >>> [written(28, form) for form in ("decimal", "lowerLetter", "upperRoman", "ordinalText", "001, 002")]
    ['28', 'bb', 'XXVIII', 'Twenty-eighth', '028']

    Source:
        ISO/IEC 29500-1, 17.18.59 (ST_NumberFormat); the letters of russianLower as LibreOffice and Word print them.
    """
    zeros = _ZEROS.match(form)
    if zeros:
        return f"{number:0{len(zeros[0])}}"
    if form in ("none", "bullet"):
        return ""
    if not 1 <= number <= MAX_NUMBER:
        return f"{number:02}" if form == "decimalZero" else str(number)
    return _FORMS.get(form, str)(number)
