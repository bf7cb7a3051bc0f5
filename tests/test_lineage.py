"""Declared concordance: ids, references, and the way through versions in between."""

from __future__ import annotations

from typing import Any

import pytest

from planstrack.compare.lineage import declared_links
from planstrack.model import Plan


def links(versions: dict[str, dict[str, Any]], old: str, new: str) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    plan = Plan.model_validate(
        {"title": "t", "versions": {name: {"id": name, **body} for name, body in versions.items()}}
    )
    return [(olds, news) for olds, news, _ in declared_links(plan.versions[old], plan.versions[new], plan)]


def points(*found: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"points": list(found), **more}


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        pytest.param({"a": points({"id": "x"}), "b": points({"id": "x"})}, [((0,), (0,))], id="the same id"),
        pytest.param(
            {"a": points({"number": "3"}, {"number": "7"}), "b": points({"from": ["a#3", "a#7"]})},
            [((0, 1), (0,))],
            id="joined by number",
        ),
        pytest.param(
            {"a": points({"number": "3"}), "b": points({"from": ["a#3"]}, {"from": ["a#3"]})},
            [((0,), (0, 1))],
            id="split",
        ),
        pytest.param(
            {
                "a": points({"number": "3"}, {"number": "7"}),
                "m": points({"id": "j", "from": ["a#3", "a#7"]}, based_on=["a"]),
                "b": points({"id": "j"}, based_on=["m"]),
            },
            [((0, 1), (0,))],
            id="a join in between is followed by id",
        ),
        pytest.param(
            {
                "a": points({"number": "3"}),
                "m": points({"number": "1", "from": ["a#3"]}, based_on=["a"]),
                "b": points({"from": ["m#1"]}, based_on=["m"]),
            },
            [((0,), (0,))],
            id="a reference in between is followed",
        ),
        pytest.param(
            {"a": points({"from": ["b#1"]}), "b": points({"number": "1"})},
            [((0,), (0,))],
            id="a reference read backwards",
        ),
        pytest.param(
            {"a": points({"id": "x", "from": ["b#1"]}), "b": points({"number": "1", "from": ["a#x"]})},
            [((0,), (0,))],
            id="a circle of references ends",
        ),
        pytest.param({"a": points({"id": "x"}), "b": points({"from": ["nowhere#1", "a", "#"]})}, [], id="nonsense is passed over"),
    ],
)  # fmt: skip
def test_declared_links(versions: dict[str, Any], expected: list[Any]) -> None:
    assert links(versions, "a", "b") == expected


def test_the_other_way_round_gives_the_same_links() -> None:
    versions = {"a": points({"id": "x"}, {"id": "y"}), "b": points({"id": "z", "from": ["a#x", "a#y"]})}
    assert links(versions, "b", "a") == [((0,), (0, 1))]
