"""Numbers that a sentence gives, and which of them are amounts of a plan's quantities."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planstrack.drafts.amounts import amounts_in
from planstrack.model import Plan
from planstrack.text.amounts import numbers


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("no more than 600,000 personnel", ["600000"], id="a comma parts thousands"),
        pytest.param("600 000 осіб", ["600000"], id="so does a space"),
        pytest.param("600\u202f000 people", ["600000"], id="a narrow one too"),
        pytest.param("600'000 people", ["600000"], id="and an apostrophe"),
        pytest.param("1.200.000 people", ["1200000"], id="two full stops part thousands"),
        pytest.param("1,500.50 euros", ["1500.50"], id="what comes after them is a decimal"),
        pytest.param("1.500,50 euros", ["1500.50"], id="the other way round too"),
        pytest.param("2,5 Prozent", ["2.5"], id="a comma before one figure is a decimal's"),
        pytest.param("800 тис. військових", ["800000"], id="a thousand in words"),
        pytest.param("$100 billion", ["100000000000"], id="a billion in words"),
        pytest.param("€100bn", ["100000000000"], id="and in short"),
        pytest.param("at 10:30 on 3/4", [], id="an hour and a fraction are no amounts"),
        pytest.param("between 5 and 10 million", ["5000000"], id="the word behind a range counts for both ends"),
        pytest.param("5 and 10 tanks", ["5", "10"], id="two numbers without between are no range"),
        pytest.param("section 12a", [], id="a number with a letter is a label"),
        pytest.param("COVID-19", [], id="a number behind a hyphen is part of a name"),
    ],
)
def test_a_number_is_read_as_it_is_written(text: str, values: list[str]) -> None:
    assert [number.values[0] for number in numbers(text)] == [Decimal(value) for value in values]


def test_a_number_that_can_be_read_in_two_ways_keeps_both() -> None:
    [number] = numbers("600.000 soldiers")
    assert number.values == (Decimal(600000), Decimal("600.000"))


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        pytest.param("limited to 600,000", "at-most", id="limited to"),
        pytest.param("up to 600,000", "at-most", id="up to"),
        pytest.param("600,000 personnel at most", "at-most", id="at most, behind"),
        pytest.param("не більше ніж 600 000", "at-most", id="no more than, in Ukrainian"),
        pytest.param("не менее 600 000", "at-least", id="no less than, in Russian"),
        pytest.param("600,000 or more", "at-least", id="or more, behind"),
        pytest.param("some 600,000", "about", id="some"),
        pytest.param("limited to what is needed; 600,000", "exactly", id="a bound of something else"),
    ],
)
def test_a_bound_stands_directly_before_or_behind_its_number(text: str, bound: str) -> None:
    assert [number.bound for number in numbers(text)] == [bound]


PLAN = Plan.model_validate(
    {
        "title": "A plan",
        "issues": {"army-cap": {"title": "Army"}, "money": {"title": "Money"}, "elections": {"title": "Elections"}},
        "quantities": {
            "army-size": {"issue": "army-cap", "unit": "personnel"},
            "fund": {"issue": "money", "unit": "billion USD"},
            "share": {"issue": "money", "unit": "percent of the profit"},
            "vote": {"issue": "elections", "unit": "days"},
            "accession": {"issue": "elections", "unit": "year", "title": "Year of accession"},
        },
    }
)


def amounts(text: str, *issues: str) -> dict[str, str]:
    found = amounts_in(text, PLAN, issues)
    return {
        item.quantity: f"{item.amount.bound} {item.amount.value}"
        + (f" to {item.amount.upper}" if item.amount.upper is not None else "")
        + (f" ? {item.doubt}" if item.doubt else "")
        for item in found
    }


@pytest.mark.parametrize(
    ("text", "issues", "expected"),
    [
        pytest.param("limited to 600,000 personnel", ("army-cap",), {"army-size": "at-most 600000"}, id="a number in the unit"),
        pytest.param("limited to 600,000 personnel", (), {}, id="of a point that does not speak of the issue"),
        pytest.param("The year of accession is 2027.", (), {"accession": "exactly 2027"}, id="but the quantity is named"),
        pytest.param("limited to 600,000 tanks", ("army-cap",), {}, id="a number that counts something else"),
        pytest.param("800,000 active military personnel", ("army-cap",), {"army-size": "exactly 800000"}, id="some words between"),
        pytest.param("$100 billion for it", ("money",), {"fund": "exactly 100"}, id="money in the quantity's scale"),
        pytest.param("€100 billion for it", ("money",), {}, id="another currency is another quantity"),
        pytest.param("at least 50% of it", ("money",), {"share": "at-least 50"}, id="percent as a sign"),
        pytest.param("between 60 and 100 days", ("elections",), {"vote": "between 60 to 100"}, id="a range"),
        pytest.param("600.000 personnel", ("army-cap",), {"army-size": "exactly 600000 ? it can be read as 600000 or 600.000"},
                     id="two readings are left open"),
        pytest.param("600,000 personnel, or 800,000 personnel", ("army-cap",),
                     {"army-size": "exactly 600000 ? the point gives 2 such numbers"}, id="two numbers are left open"),
    ],
)  # fmt: skip
def test_an_amount_is_taken_where_unit_and_subject_fit(
    text: str, issues: tuple[str, ...], expected: dict[str, str]
) -> None:
    assert amounts(text, *issues) == expected
