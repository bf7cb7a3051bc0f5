"""Numbers that a sentence gives: the value, the bound before or behind it, what it counts.

A number that could be grouped in two ways (`600.000`) is kept with both readings and never decided.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

BoundWord = Literal["at-most", "exactly", "at-least", "about"]

BOUNDS: Final[tuple[tuple[BoundWord, str], ...]] = (
    (
        "at-most",
        r"no more than|not more than|at most|up to|limit(?:ed)? (?:to|of|at)|capp?(?:ed)? (?:at|of|to)|maximum(?: of)?|ceiling of"
        r"|not exceed(?:ing)?|не більше(?: ніж)?|не більш ніж|щонайбільше|не более(?: чем)?|не свыше|не перевищує|не превышает",
    ),
    (
        "at-least",
        r"at least|no (?:fewer|less) than|not (?:fewer|less) than|minimum(?: of)?|not below"
        r"|не менше(?: ніж)?|щонайменше|не менее(?: чем)?|по меньшей мере",
    ),
    (
        "about",
        r"about|around|some|approximately|roughly|nearly|almost|близько|приблизно|около|примерно",
    ),
)
"""Words before a number, by what they make of it; the first kind that stands directly before it counts."""

_AFTER: Final[tuple[tuple[BoundWord, str], ...]] = (
    ("at-most", r"at (?:the )?most|or (?:less|fewer)"),
    ("at-least", r"at (?:the )?least|or more"),
)
_SCALES = {
    "thousand": 10**3, "тисяч": 10**3, "тис": 10**3, "тысяч": 10**3, "тыс": 10**3, "k": 10**3,
    "million": 10**6, "mln": 10**6, "m": 10**6, "мільйон": 10**6, "миллион": 10**6, "млн": 10**6,
    "billion": 10**9, "bn": 10**9, "мільярд": 10**9, "миллиард": 10**9, "млрд": 10**9,
    "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
_CURRENCIES = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "₴": "UAH", "₽": "RUB"}
_SPACE = "[ \u00a0\u2009\u202f]"
_SIGN = "|".join(re.escape(sign) for sign in sorted(_CURRENCIES, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\w.,:/'’%-])(?P<sign>{_SIGN})?{_SPACE}?"
    rf"(?P<figures>[0-9]{{1,3}}(?:(?P<mark>[,.'’]|{_SPACE})[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*)(?:[.,][0-9]{{1,4}})?(?![0-9])"
    rf"|[0-9]{{1,12}}(?:[.,][0-9]{{1,4}})?)(?![0-9]|[.,'’/:-][0-9]|(?!(?:k|m|bn|tn|mln)\b|тис|тыс|млн|млрд)[^\W\d_])"
    rf"(?:{_SPACE}?(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})(?:s|ів|и|а|ов)?\b\.?)?"
    rf"(?P<after>{_SPACE}?(?:%|€|£|₴|₽|[^\W\d_][\w’'-]*(?:{_SPACE}[^\W\d_][\w’'-]*){{0,3}}))?",
)
_BEFORE = 40  # Characters in which a bound may stand before its number, with a word between them.


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a text: `values` has two when it can be read in two ways. `currency` as ISO 4217, `after` in small letters.

    `upper` is the other end of "between 1 and 2 years".
    """

    values: tuple[Decimal, ...]
    bound: BoundWord
    upper: Decimal | None = None
    start: int
    end: int
    scale: int = 1
    currency: str | None = None
    percent: bool = False
    after: str = ""


def numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of a text, in its order; `values` are in units (a million is 1000000).

    >>> [(str(n.values[0]), n.bound, n.after) for n in numbers("limited to 600,000 personnel for at least ten days")]
    [('600000', 'at-most', 'personnel for at least')]
    >>> numbers("600.000 troops")[0].values
    (Decimal('600000'), Decimal('600.000'))
    """
    found = []
    for match in _NUMBER.finditer(text):
        values = _readings(match["figures"], match["mark"])
        scale = _SCALES[match["scale"]] if match["scale"] else 1
        after = " ".join((match["after"] or "").split()).casefold()
        written = re.match(
            r"(us dollars?|dollars?|usd|euros?|eur|€|£|₴|₽|pounds?|hryvnias?|rubles?|roubles?)(?!\w)", after
        )
        currency = _CURRENCIES.get(match["sign"] or "") or (_named(written[1]) if written else None)
        found.append(Number(
            values=tuple(value * scale for value in values),
            bound=bound_at(text, match.start(), match.end("scale") if match["scale"] else match.end("figures")),
            start=match.start(),
            end=match.end("scale") if match["scale"] else match.end("figures"),
            scale=scale,
            currency=currency,
            percent=re.match(r"%|per ?cent\b|відсот|процент", after) is not None,
            after=after,
        ))  # fmt: skip
    return tuple(_ranges(found, text))


def _ranges(found: list[Number], text: str) -> list[Number]:
    """Make one of two numbers that are the ends of a range."""
    joined: list[Number] = []
    for number in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.upper is None
            and len(last.values) == len(number.values) == 1
            and re.fullmatch(r"\s(?:and|і|та|и)\s", text[last.end : number.start])
            and re.search(r"\b(?:between|між|между)\s\Z", text[: last.start].casefold())
        ):
            lower = last.values[0] if last.scale > 1 else last.values[0] * number.scale
            joined[-1] = replace(number, values=(lower,), upper=number.values[0], start=last.start, bound="exactly")
        else:
            joined.append(number)
    return joined


def bound_at(text: str, start: int, end: int) -> BoundWord:
    """Return the bound that stands directly before a number, or behind it; `exactly` where none does."""
    before, behind = text[max(0, start - _BEFORE) : start].casefold(), text[end : end + _BEFORE].casefold()
    for name, words in BOUNDS:
        if re.search(rf"\b(?:{words})(?: \w+)?{_SPACE}?\Z", before):
            return name
    for name, words in _AFTER:
        if re.match(rf"(?: \w+)?,? (?:{words})\b", behind):
            return name
    return "exactly"


def _readings(figures: str, mark: str | None) -> tuple[Decimal, ...]:
    if mark is None:
        return (Decimal(figures.replace(",", ".")),)
    whole = figures.replace(mark, "", figures.count(mark)) if mark not in ".," else figures
    if mark in ".,":
        head, _, tail = figures.rpartition("." if mark == "," else ",")
        grouped = (head or tail).replace(mark, "")
        decimal = tail if head else ""
        value = Decimal(f"{grouped}.{decimal}" if decimal else grouped)
        # One full stop before three digits parts thousands in one country and decimals in the next.
        return (value, Decimal(figures)) if mark == "." and figures.count(".") == 1 and not decimal else (value,)
    return (Decimal(whole.replace(",", ".")),)


def _named(word: str) -> str:
    first = word.split()[-1]
    known = {
        "d": "USD",
        "u": "USD",
        "e": "EUR",
        "€": "EUR",
        "£": "GBP",
        "p": "GBP",
        "₴": "UAH",
        "h": "UAH",
        "₽": "RUB",
        "r": "RUB",
    }
    return known[first[0]]
