"""Amounts, counts and lists in words; every sentence that gives one takes them from here."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from planstrack.model import Amount, Count, Plan


def listed(items: Iterable[str], joint: str = "and") -> str:
    """Return items as a sentence lists them.

    >>> listed("a"), listed("ab", "or"), listed("abc")
    ('a', 'a or b', 'a, b and c')
    """
    words = list(items)
    return f" {joint} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def number_text(value: Decimal) -> str:
    """Return a number with commas between thousands and no idle zeros.

    >>> number_text(Decimal("800000")), number_text(Decimal("33.30"))
    ('800,000', '33.3')
    """
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount_text(amount: Amount, *, year: bool = False) -> str:
    """Return an amount in words, without its unit; a `year` is written without commas.

    >>> amount_text(Amount(bound="at-most", value=800000, condition="in peacetime"))
    'at most 800,000 (in peacetime)'
    """

    def number(value: Decimal) -> str:
        return f"{value:f}" if year else number_text(value)

    if amount.bound == "none":
        words = "no limit"
    elif amount.bound == "unstated":
        words = "no number named"
    elif amount.value is None:
        words = "an amount not stated"
    elif amount.bound == "between" and amount.upper is not None:
        words = f"{number(amount.value)} to {number(amount.upper)}"
    else:
        words = {"at-most": "at most ", "at-least": "at least ", "about": "about "}.get(amount.bound, "") + number(
            amount.value
        )
    return f"{words} ({amount.condition})" if amount.condition else words


def with_unit(amount: Amount, unit: str | None) -> str:
    """Return an amount with its unit and condition.

    >>> with_unit(Amount(bound="at-most", value=800000, condition="in peacetime"), "personnel")
    'at most 800,000 personnel (in peacetime)'
    """
    if unit == "year":
        return amount_text(amount, year=True)
    if not unit or amount.value is None or amount.bound in ("none", "unstated"):
        return amount_text(amount)
    bare = amount_text(amount.model_copy(update={"condition": None}))
    return f"{bare} {unit}" + (f" ({amount.condition})" if amount.condition else "")


def amount_words(amount: Amount, plan: Plan | None, quantity: str) -> str:
    """Return an amount of a tracked quantity with its unit."""
    tracked = plan.quantities.get(quantity) if plan else None
    return with_unit(amount, tracked.unit if tracked else None)


def count_words(count: Count) -> str:
    """Return a count in figures: `19`, `26 or 28`, `about 20`.

    >>> count_words(Count(any_of=(26, 28))), count_words(Count(any_of=(20,), about=True))
    ('26 or 28', 'about 20')
    """
    return ("about " if count.about else "") + " or ".join(map(str, count.any_of))
