"""Matches → changes: verdict, shape, aspects, name, and the sum of what is accounted for.

The world is open: what is not mentioned is not removed. A removal or an addition is stated only where the side that
lacks the point is held whole, or where a claim says so; everything else that is not in the text is unknown.

    values      what a comparison says, as frozen values
    names       what changes are called
    order       which matches moved
    ruling      the verdict table
    accounting  the sum
    comparing   all of it together
"""

from __future__ import annotations

from planstrack.change.comparing import compare
from planstrack.change.values import (
    ASPECTS,
    VERDICTS,
    Accounting,
    Basis,
    Change,
    Comparison,
    QuantityChange,
    Shape,
    Side,
    StatusChange,
    Verdict,
)

__all__ = [
    "ASPECTS",
    "VERDICTS",
    "Accounting",
    "Basis",
    "Change",
    "Comparison",
    "QuantityChange",
    "Shape",
    "Side",
    "StatusChange",
    "Verdict",
    "compare",
]
