"""Amounts that exclude each other: one pass gives what comparing all pairs would give."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from planstrack.compare.dispute import amounts_exclude, some_exclude
from planstrack.model import Amount

NUMBERS = st.sampled_from([Decimal(value) for value in (90, 95, 100, 105, 110, 120)])
AMOUNTS = st.one_of(
    st.builds(Amount, bound=st.sampled_from(["at-most", "exactly", "at-least", "about"]), value=st.none() | NUMBERS),
    st.builds(Amount, bound=st.just("between"), value=NUMBERS, upper=st.none() | NUMBERS),
    st.just(Amount(bound="none")),
)


@given(st.lists(AMOUNTS, max_size=6))
def test_some_exclude_each_other_when_a_pair_does(amounts: list[Amount]) -> None:
    assert some_exclude(amounts) == any(amounts_exclude(one, other) for one, other in combinations(amounts, 2))
