"""The amounts of a passage in a plan's quantities: those that are certain, and those that an analyst has to decide.

A number belongs to a quantity when it counts in the quantity's unit and the passage speaks of the quantity: by one of its
names, or by a name of its issue. Two such numbers, two readings of one (`600.000`) or a unit that is not named are left open.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from planstrack.model import Amount, Plan, TrackedQuantity
from planstrack.text.amounts import Number, numbers
from planstrack.text.folding import folded

_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_CURRENCIES = ("USD", "EUR", "GBP", "UAH", "RUB")
_NEAR = 3  # Words behind a number among which what it counts stands: "800,000 active military personnel".


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAmount:
    """An amount of a quantity in a passage, its words, and why it is not certain (None where it is)."""

    quantity: str
    amount: Amount
    words: str
    doubt: str | None = None


def amounts_in(text: str, plan: Plan, issues: Collection[str]) -> tuple[FoundAmount, ...]:
    """Return the amounts of a passage that is tagged with `issues`, at most one for each quantity of the plan."""
    found = []
    given = numbers(text)
    for name, quantity in plan.quantities.items():
        amount = _amount_of(name, quantity, text, given, issues) if given else None
        if amount is not None:
            found.append(amount)
    return tuple(found)


def _amount_of(
    name: str, quantity: TrackedQuantity, text: str, given: tuple[Number, ...], issues: Collection[str]
) -> FoundAmount | None:
    spoken_of = quantity.issue in issues or _names(text, quantity)
    counted = [number for number in given if _counts(number, quantity)]
    if not spoken_of or not counted:
        return None
    first = counted[0]
    scale = _scale(quantity)
    value, upper = (None if item is None else _divided(item, scale) for item in (first.values[0], first.upper))
    words = " ".join(text[max(0, first.start - 40) : first.end + 40].split())
    amount = Amount(bound="between" if upper is not None else first.bound, value=value, upper=upper)
    doubt = None
    if len(first.values) > 1:
        doubt = f"it can be read as {first.values[0]} or {first.values[1]}"
    elif len({(number.values, number.upper, number.bound) for number in counted}) > 1:
        doubt = f"the point gives {len(counted)} such numbers"
    return FoundAmount(quantity=name, amount=amount, words=words, doubt=doubt)


def _names(text: str, quantity: TrackedQuantity) -> bool:
    low = folded(text).text.casefold()
    return any(_stands(folded(name).text.casefold(), low) for name in (quantity.title or "", *quantity.aliases) if name)


def _stands(name: str, low: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", low) is not None


def _counts(number: Number, quantity: TrackedQuantity) -> bool:
    """Return whether a number counts in the unit of a quantity."""
    unit = (quantity.unit or "").casefold()
    if not unit:
        return False
    currency = next((code for code in _CURRENCIES if code.casefold() in unit.split()), None)
    if currency or number.currency:
        return number.currency == currency
    if "percent" in unit or "%" in unit:
        return number.percent
    if unit == "year":
        return number.scale == 1 and all(1900 <= value <= 2100 for value in number.values)
    if number.percent:
        return False
    nouns = {_stem(word) for word in re.findall(r"[^\W\d_]+", unit) if word not in _SCALES}
    return any(_stem(word) in nouns for word in re.findall(r"[^\W\d_]+", number.after)[:_NEAR])


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _scale(quantity: TrackedQuantity) -> int:
    return next((_SCALES[word] for word in (quantity.unit or "").casefold().split() if word in _SCALES), 1)


def _divided(value: Decimal, scale: int) -> Decimal:
    exact = value / scale
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize()
