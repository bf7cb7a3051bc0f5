"""Did you mean: which name is near a wrong one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planstrack.text.nearest import Names, distance

NAMES = Names(
    [
        "us-28",
        "us-24",
        "geneva-19",
        "florida",
        "army-cap",
        "army-size",
        "territory",
        "nato",
        "eu",
        "security-guarantees",
    ]
)


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        pytest.param("teritory", "territory", id="a letter left out"),
        pytest.param("floirda", "florida", id="two letters exchanged"),
        pytest.param("Geneva_19", "geneva-19", id="case and separator"),
        pytest.param("Security Guarantees", "security-guarantees", id="written as prose"),
        pytest.param("security-garantie", None, id="too far away"),
        pytest.param("security-garantees", "security-guarantees", id="one letter of many"),
        pytest.param("geneva", "geneva-19", id="the only name with this word"),
        pytest.param("army", None, id="two names have this word"),
        pytest.param("us-27", None, id="another number is another name"),
        pytest.param("ue", None, id="two letters are too few to guess"),
        pytest.param("natoo", "nato", id="a letter too many"),
        pytest.param("otan", None, id="another word"),
        pytest.param("", None, id="nothing"),
        pytest.param("---", None, id="separators only"),
        pytest.param("x" * 10_000, None, id="very long"),
    ],
)
def test_the_name_that_was_probably_meant(wrong: str, near: str | None) -> None:
    assert NAMES.near(wrong) == near


def test_the_hint_is_a_question() -> None:
    assert NAMES.hint("natoo") == "did you mean 'nato'?"
    assert NAMES.hint("otan") is None


def test_no_names_give_no_hint() -> None:
    assert Names(()).near("nato") is None


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [("", "", 0), ("", "abc", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("kitten", "sitting", 3), ("ca", "abc", 3)],
)
def test_distance(left: str, right: str, apart: int) -> None:
    assert distance(left, right) == distance(right, left) == apart


@given(st.text("abcde-", min_size=1, max_size=12), st.lists(st.text("abcde-12", max_size=12), max_size=20))
def test_a_name_that_is_there_is_near_itself(name: str, others: list[str]) -> None:
    near = Names([name, *others]).near(name)
    assert near is None or near in (name, *others)
    if name.strip("-"):
        assert near is not None
