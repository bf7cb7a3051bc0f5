"""When two amounts of one quantity differ, and when two counts exclude each other."""

from __future__ import annotations

from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planstrack.compare.amounts import amounts_differ, counts_exclude
from planstrack.compare.records import Basis
from planstrack.model import Amount, Bound, Count


def amount(written: str) -> Amount:
    """`at-most 800`, `between 1 2`, `none`, `800 | in peacetime`."""
    words, _, condition = written.partition("|")
    bound, *numbers = words.split()
    if bound.lstrip("-").replace(".", "").isdigit():
        bound, numbers = "exactly", [bound]
    value, upper = [*numbers, None, None][:2]
    return Amount.model_validate(
        {"bound": bound, "value": value, "upper": upper, "condition": condition.strip() or None}
    )


TEXT, SUMMARY, REPORTED = "text", "summary", "reported"


@pytest.mark.parametrize(
    ("one", "other", "bases", "differ"),
    [
        pytest.param("800", "800", (TEXT, TEXT), False, id="the same number"),
        pytest.param("800", "600", (TEXT, TEXT), True, id="another number"),
        pytest.param("800", "800.0", (TEXT, TEXT), False, id="idle zeros"),
        pytest.param("at-most 800", "800", (TEXT, TEXT), True, id="a bound is part of what a text says"),
        pytest.param("at-most 800", "800", (SUMMARY, SUMMARY), True, id="and of what a summary says"),
        pytest.param("at-most 800", "at-most 800", (TEXT, TEXT), False, id="the same bound"),
        pytest.param("at-most 800", "at-most 600", (TEXT, TEXT), True, id="two caps"),
        pytest.param("at-most 800", "at-most 600", (TEXT, REPORTED), True, id="two bounds of one kind differ where their values do"),
        pytest.param("at-least 800", "at-least 600", (REPORTED, REPORTED), True, id="two floors in reports"),
        pytest.param("at-most 800", "at-least 800", (TEXT, TEXT), True, id="a cap and a floor"),
        pytest.param("at-most 800", "at-least 600", (REPORTED, REPORTED), True, id="a cap and a floor in reports"),
        pytest.param("between 1 2", "between 1 2", (TEXT, TEXT), False, id="the same range"),
        pytest.param("between 1 2", "between 1 3", (TEXT, TEXT), True, id="another upper end"),
        pytest.param("none", "none", (TEXT, REPORTED), False, id="no limit twice"),
        pytest.param("none", "800", (TEXT, REPORTED), True, id="no limit differs from every amount"),
        pytest.param("800", "none", (REPORTED, REPORTED), True, id="also in reports"),
        pytest.param("none", "about 800", (REPORTED, REPORTED), True, id="also from a rough one"),
        pytest.param("none", "at-least 800", (REPORTED, REPORTED), True, id="also from a floor"),
        pytest.param("unstated", "800", (TEXT, TEXT), True, id="no number named differs from every amount"),
        pytest.param("100", "unstated", (TEXT, SUMMARY), True, id="100 days to as soon as possible"),
        pytest.param("unstated", "unstated", (TEXT, REPORTED), False, id="no number named twice"),
        pytest.param("unstated", "none", (TEXT, TEXT), True, id="no number named is not no limit"),
    ],
)  # fmt: skip
def test_amounts_differ_in_value_or_bound(one: str, other: str, bases: tuple[Basis, Basis], differ: bool) -> None:
    assert amounts_differ(amount(one), amount(other), *bases) is differ
    assert amounts_differ(amount(other), amount(one), *reversed(bases)) is differ


@pytest.mark.parametrize(
    ("said", "exact", "differ"),
    [
        pytest.param("about 800", "790", False, id="about, within a tenth"),
        pytest.param("about 800", "728", False, id="about, nearly a tenth above"),
        pytest.param("about 110", "100", False, id="about, a tenth of the other side's value"),
        pytest.param("about 111", "100", True, id="about, more than a tenth of the other side's value"),
        pytest.param("about 90", "100", False, id="about, a tenth below"),
        pytest.param("about 89", "100", True, id="about, more than a tenth below"),
        pytest.param("about 800", "600", True, id="about, too far"),
        pytest.param("about -95", "-100", False, id="about, below nothing"),
        pytest.param("about 95", "at-most 100", False, id="about a cap: a single value less exactly"),
        pytest.param("about 800", "between 790 810", True, id="about is no range"),
        pytest.param("at-most 800", "800", False, id="a cap that holds the exact value"),
        pytest.param("at-most 800", "600", False, id="a cap above the exact value"),
        pytest.param("at-most 800", "801", True, id="a cap below the exact value"),
        pytest.param("at-least 800", "800", False, id="a floor that holds the exact value"),
        pytest.param("at-least 800", "900", False, id="a floor below it"),
        pytest.param("at-least 800", "799", True, id="a floor above it"),
        pytest.param("between 600 800", "700", False, id="a range that holds it"),
        pytest.param("between 600 800", "600", False, id="a range that begins with it"),
        pytest.param("between 600 800", "800", False, id="a range that ends with it"),
        pytest.param("between 600 800", "801", True, id="a range that ends before it"),
        pytest.param("between 600 800", "599", True, id="a range that begins after it"),
        pytest.param("between 800 600", "700", False, id="a range written the wrong way round"),
        pytest.param("between 700", "700", False, id="a range without its upper end holds its one value"),
        pytest.param("between 700", "701", True, id="and no other"),
        pytest.param("between 600 800", "at-most 700", True, id="a range holds an exact value only"),
        pytest.param("at-least 600", "at-most 700", True, id="a bound holds an exact value only"),
        pytest.param("at-least 600", "about 700", True, id="a bound holds no rough value"),
        pytest.param("800", "at-most 800", True, id="an exact value says a cap no less exactly"),
    ],
)
def test_a_reporter_may_say_a_single_value_less_exactly(said: str, exact: str, differ: bool) -> None:
    assert amounts_differ(amount(said), amount(exact), "reported", "text") is differ
    assert amounts_differ(amount(exact), amount(said), "summary", "reported") is differ


@pytest.mark.parametrize("basis", ["text", "translation", "summary"])
@pytest.mark.parametrize("said", ["about 800", "at-most 800", "at-least 700", "between 700 900"])
def test_what_a_text_or_a_summary_says_less_exactly_is_another_amount(said: str, basis: Basis) -> None:
    assert amounts_differ(amount(said), amount("800"), basis, "text")
    assert amounts_differ(amount(said), amount("800"), basis, "reported")


def test_an_amount_without_a_value_is_said_less_exactly_of_nothing() -> None:
    assert amounts_differ(amount("about"), amount("800"), "reported", "text")
    assert amounts_differ(amount("at-most 800"), amount("exactly"), "reported", "text")


@pytest.mark.parametrize(
    ("one", "other", "bases", "differ"),
    [
        pytest.param("800 | in peacetime", "800", (TEXT, TEXT), True, id="on one side only, between texts"),
        pytest.param("800", "800 | in peacetime", (TEXT, "translation"), True, id="a text and a translation"),
        pytest.param("800 | in peacetime", "800", (SUMMARY, SUMMARY), False, id="on one side only, between summaries"),
        pytest.param("800 | in peacetime", "800", (TEXT, SUMMARY), False, id="on one side only, text and summary"),
        pytest.param("800 | in peacetime", "800", (TEXT, REPORTED), False, id="on one side only, text and report"),
        pytest.param("800 | in peacetime", "800", (REPORTED, TEXT), False, id="on one side only, report and text"),
        pytest.param("800 | in peacetime", "800 | in peacetime", (TEXT, TEXT), False, id="the same condition"),
        pytest.param("800 | in peacetime", "800 | in war", (TEXT, TEXT), True, id="two that differ, between texts"),
        pytest.param("800 | in peacetime", "800 | in war", (SUMMARY, REPORTED), True, id="two that differ count everywhere"),
        pytest.param("about 800 | in war", "790 | in peacetime", (REPORTED, TEXT), True,
                     id="also where the value is only said less exactly"),
        pytest.param("about 800", "790 | in peacetime", (REPORTED, TEXT), False, id="less exactly, and without the condition"),
        pytest.param("600 | in peacetime", "800 | in peacetime", (TEXT, TEXT), True, id="the value still counts"),
    ],
)  # fmt: skip
def test_a_condition_counts_on_one_side_between_texts_and_everywhere_where_two_differ(
    one: str, other: str, bases: tuple[Basis, Basis], differ: bool
) -> None:
    assert amounts_differ(amount(one), amount(other), *bases) is differ
    assert amounts_differ(amount(other), amount(one), *reversed(bases)) is differ


def test_a_note_is_no_part_of_an_amount() -> None:
    one, other = (Amount.model_validate({"value": 800, "note": note}) for note in ("x", None))
    assert not amounts_differ(one, other, "text", "text")


NUMBERS = st.sampled_from([90, 95, 100, 105, 110, 120])
AMOUNTS = st.builds(
    Amount, bound=st.sampled_from(get_args(Bound)), value=st.none() | NUMBERS, upper=st.none() | NUMBERS,
    condition=st.sampled_from([None, "in peacetime", "in war"]),
)  # fmt: skip
BASES = st.sampled_from(get_args(Basis)[:-1])


@given(AMOUNTS, AMOUNTS, BASES, BASES)
def test_to_differ_is_mutual(one: Amount, other: Amount, here: Basis, there: Basis) -> None:
    assert amounts_differ(one, other, here, there) == amounts_differ(other, one, there, here)


@given(AMOUNTS, BASES, BASES)
def test_no_amount_differs_from_itself(one: Amount, here: Basis, there: Basis) -> None:
    assert not amounts_differ(one, one, here, there)


@pytest.mark.parametrize(
    ("one", "other", "exclude"),
    [
        pytest.param(Count(any_of=(19,)), Count(any_of=(19,)), False, id="the same count"),
        pytest.param(Count(any_of=(19,)), Count(any_of=(20,)), True, id="two counts"),
        pytest.param(Count(any_of=(26, 28)), Count(any_of=(28,)), False, id="one of two alternatives"),
        pytest.param(Count(any_of=(26, 28)), Count(any_of=(27,)), True, id="between two alternatives is neither"),
        pytest.param(Count(any_of=(26, 28)), Count(any_of=(24, 26)), False, id="alternatives that share one"),
        pytest.param(Count(any_of=(20,), about=True), Count(any_of=(19,)), False, id="about 20 and 19"),
        pytest.param(Count(any_of=(20,), about=True), Count(any_of=(18,)), False, id="about 20 and 18, a tenth"),
        pytest.param(Count(any_of=(20,), about=True), Count(any_of=(22,)), False, id="about 20 and 22, a tenth"),
        pytest.param(Count(any_of=(20,), about=True), Count(any_of=(23,)), True, id="about 20 and 23"),
        pytest.param(Count(any_of=(20,), about=True), Count(any_of=(17,)), True, id="about 20 and 17"),
        pytest.param(
            Count(any_of=(20,), about=True), Count(any_of=(22,), about=True), False, id="about 20 and about 22"
        ),
        pytest.param(
            Count(any_of=(20,), about=True), Count(any_of=(28,), about=True), True, id="about 20 and about 28"
        ),
    ],
)
def test_two_counts_exclude_each_other_where_none_of_their_numbers_is_the_same(
    one: Count, other: Count, exclude: bool
) -> None:
    assert counts_exclude(one, other) is exclude
    assert counts_exclude(other, one) is exclude


def test_every_bound_of_the_model_is_compared() -> None:
    for one, other in product(get_args(Bound), repeat=2):
        here, there = (Amount.model_validate({"bound": bound, "value": 1}) for bound in (one, other))
        assert amounts_differ(here, there, "text", "text") == (one != other)
