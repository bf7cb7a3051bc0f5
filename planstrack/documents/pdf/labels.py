"""Labels of points as people print them at the start of a line: 1. 1) (1) Article 1 § 3 a) (i) • Пункт 1."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from planstrack.text.roman import roman_value

_WORDS: Final = (
    "article art section sec clause paragraph para point item chapter part title annex appendix schedule protocol rule "
    "principle step recital artikel absatz abschnitt punkt kapitel anlage teil anhang artículo articolo artigo punto point "
    "chapitre partie annexe capítulo sección rozdział artykuł ustęp пункт п статья ст раздел глава часть приложение стаття "
    "розділ частина додаток άρθρο σημείο κεφάλαιο παράρτημα"
)
_WORD = re.compile(
    rf"(?P<word>{'|'.join(sorted(set(_WORDS.split()), key=len, reverse=True))})\.?\s+"
    r"(?P<number>\d+(?:\.\d+)*(?:\s?(?:bis|ter|quater)\b|[a-zа-я]\b)?|[ivxlcdm]+\b|[a-zа-я]\b)[.:)]?",
    re.IGNORECASE,
)
_SIGN = re.compile(r"§+\s*(?P<number>\d+[a-z]?)\b[.:)]?")
_NUMBER = re.compile(
    r"(?P<open>[(\[]?)(?P<number>\d{1,3}(?:\.\d{1,3}){0,5}[a-z]?)(?P<close>[.)\]:]\)?|\.?[º°ª]|\.[-–—])(?=\s|\Z)"
)
_DOTTED = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){1,5})(?=\s|\Z)")
_LETTER = re.compile(
    r"(?P<open>[(\[]?)(?P<number>[^\W\d_]|[ivxlcdm]{1,7}|[^\W\d_]{2})(?P<close>[.)\]])(?=\s|\Z)", re.IGNORECASE
)
_BULLET = re.compile(r"(?P<number>[•◦▪▫●○■□◆◇►▸‣⁃➢✓→·∙∗⋄*]|[–—‒−-])(?=\s|\Z)")
_BARE = re.compile(r"[A-Z]?\d{1,3}(?:\.\d{1,3}){0,5}(?=\s)|[IVXLC]{1,7}(?=\s)")
_NOTE = re.compile(r"(?:[(\[]?\d{1,3}[)\].]?|[*†‡§#]{1,3}|[a-z]\)?)(?:\s|(?=[A-ZА-ЯЁІЇЄҐΑ-Ω«“\"„]))")
_ABBREVIATED = frozenset("p s v c no vs al ca st dr mr ms cf nr op eg ie zb г с см р др".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The label of a point. `style` is how it is printed: two labels of one list share it. `values` are what it may count."""

    text: str
    style: str
    values: tuple[int, ...] = ()

    @property
    def is_bullet(self) -> bool:
        return self.style.startswith("bullet")

    @property
    def is_word(self) -> bool:
        return self.style.startswith("word")


def label_of(text: str) -> Label | None:
    """Return the label with which a line starts, if it starts with something like one.

    >>> label_of("12) Borders hold.")
    Label(text='12)', style='number )', values=(12,))
    >>> label_of("19 points") is None
    True
    """
    text = text.lstrip()
    if found := _SIGN.match(text):
        return Label(text=found[0], style="word §", values=_counted(found["number"]))
    if found := _WORD.match(text):
        return Label(text=found[0], style=f"word {found['word'].casefold()}", values=_counted(found["number"]))
    if found := _NUMBER.match(text):
        dots = found["number"].count(".")
        return Label(
            text=found[0], style=f"number {'.' * dots}{found['open']}{found['close']}", values=_counted(found["number"])
        )
    if found := _DOTTED.match(text):
        dots = found["number"].count(".")
        return Label(text=found[0], style=f"number {'.' * dots}", values=_counted(found["number"]))
    if (found := _LETTER.match(text)) and not (found["close"] == "." and found["number"].casefold() in _ABBREVIATED):
        case = "A" if found["number"].isupper() else "a"
        return Label(
            text=found[0], style=f"letter {case}{found['open']}{found['close']}", values=_counted(found["number"])
        )
    if found := _BULLET.match(text):
        return Label(text=found[0], style=f"bullet {found[0]}")
    return None


def _counted(number: str) -> tuple[int, ...]:
    """Return what a number may count: `i` is the first of a Roman list and the ninth of a Latin one."""
    plain = number.casefold()
    digits = re.search(r"(\d{1,9})[^\W\d_]?(?:\s?(?:bis|ter|quater))?\Z", plain)
    if digits:
        return (int(digits[1]),)
    values = []
    if (roman := roman_value(plain)) is not None:
        values.append(roman)
    if len(plain) == 1:
        values.append(_letter(plain))
    elif len(set(plain)) == 1:
        values.append(26 + _letter(plain[0]))
    return tuple(values)


def _letter(char: str) -> int:
    for alphabet in ("abcdefghijklmnopqrstuvwxyz", "абвгдежзиклмнопрстуфхцчшщэюя", "αβγδεζηθικλμνξοπρστυφχψω"):
        if char in alphabet:
            return alphabet.index(char) + 1
    return 0


def bare_number(text: str) -> Label | None:
    """Return a number without any sign at a line's start as a label; only what is set apart from its text is one.

    >>> bare_number("9 Final clauses")
    Label(text='9', style='number bare', values=(9,))
    """
    found = _BARE.match(text)
    return (
        Label(text=found[0], style=f"number bare{'.' * found[0].count('.')}", values=_counted(found[0]))
        if found
        else None
    )


def note_mark(text: str) -> str | None:
    """Return the mark with which a footnote starts: 1 · (1) · * · a).

    >>> note_mark("* As drawn in the map."), note_mark("As drawn")
    ('*', None)
    """
    found = _NOTE.match(text)
    return found[0].strip() if found else None


def goes_on(label: Label, before: dict[str, tuple[int, ...]]) -> bool:
    """Return whether a label is the first of its list or follows the last one of its style."""
    last = before.get(label.style)
    return any(value == 1 or (last is not None and value - 1 in last) for value in label.values)
