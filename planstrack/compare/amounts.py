"""When two amounts of one quantity differ, and when two counts do."""

from __future__ import annotations

from decimal import Decimal

from planstrack.compare.records import Basis
from planstrack.model import Amount, Count

TENTH = Decimal("0.1")
"""How far "about" is taken to reach: "about 800,000" does not contradict 790,000."""

_TEXTS: frozenset[Basis] = frozenset(("text", "translation"))


def amounts_differ(one: Amount, other: Amount, one_basis: Basis, other_basis: Basis) -> bool:
    """Return whether two amounts differ: in value, in bound, or in a condition.

    A bound is part of what a text says: at most 800,000 is not 800,000. A reporter may say a single value less exactly:
    `about` (within a tenth), or a bound or a range that holds the other side's exact value. No limit differs from every
    amount, and so does no number named. A condition on one side only counts between texts.

    >>> cap, level = Amount(bound="at-most", value=800000), Amount(value=800000)
    >>> amounts_differ(cap, level, "text", "text"), amounts_differ(cap, level, "reported", "text")
    (True, False)
    """
    if "none" in (one.bound, other.bound) or "unstated" in (one.bound, other.bound):
        return one.bound != other.bound
    if _numbers_differ(one, other) and not (
        (one_basis == "reported" and _less_exactly(one, other))
        or (other_basis == "reported" and _less_exactly(other, one))
    ):
        return True
    if one.condition and other.condition:
        return one.condition != other.condition
    return bool(one.condition or other.condition) and one_basis in _TEXTS and other_basis in _TEXTS


def _numbers_differ(one: Amount, other: Amount) -> bool:
    return (one.bound, one.value, one.upper) != (other.bound, other.value, other.upper)


def _less_exactly(said: Amount, other: Amount) -> bool:
    """Return whether an amount says the single value of another one less exactly."""
    if said.value is None or other.value is None:
        return False
    if said.bound == "about":
        return other.bound != "between" and abs(said.value - other.value) <= TENTH * abs(other.value)
    if other.bound == "exactly":
        if said.bound == "at-most":
            return other.value <= said.value
        if said.bound == "at-least":
            return other.value >= said.value
        if said.bound == "between":
            ends = (said.value, said.upper if said.upper is not None else said.value)
            return min(ends) <= other.value <= max(ends)  # written the wrong way round, which check reports
    return False


def counts_exclude(one: Count, other: Count) -> bool:
    """Return whether two counts of points cannot both be right: none of one's numbers is one of the other's.

    >>> counts_exclude(Count(any_of=(26, 28)), Count(any_of=(28,)))
    False
    """
    return not any(_near(here, there, one.about, other.about) for here in one.any_of for there in other.any_of)


def _near(here: int, there: int, here_about: bool, there_about: bool) -> bool:
    return abs(here - there) <= TENTH * max(here * here_about, there * there_about)
