"""Claims: who says so, what stands, what was known on a day, and which claims cannot all be true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from planstrack.claims.evidence import as_of, gather, independent_speakers, knowledge
from planstrack.compare.dispute import amounts_exclude, disputes
from planstrack.model import Amount, Plan


def plan(*articles: dict[str, Any], **more: Any) -> Plan:
    return Plan.model_validate({"title": "t", "articles": {item["id"]: item for item in articles}, **more})


def article(name: str, *claims: dict[str, Any], published: str = "2025-12-01", outlet: str = "Paper") -> dict[str, Any]:
    return {"id": name, "outlet": outlet, "published": published, "claims": list(claims)}


def claim(name: str, says: str = "kept", *said_by: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "says": says, "said_by": list(said_by), "about": {"version": "v", "points": ["p"]}, **more}


@dataclass(frozen=True)
class Checked:
    check: str


def test_three_articles_that_end_in_one_speaker_are_one_source() -> None:
    found = gather(
        plan(
            article("a", claim("1", "kept", "Officials", "Axios")),
            article("b", claim("1", "kept", "Officials", "Axios", "TASS")),
            article("c", claim("1", "kept", "officials of Ukraine", "Axios")),
            speakers={"Officials": {"kind": "unnamed", "aliases": ["Officials of Ukraine"]}},
        )
    )
    assert independent_speakers(found) == ("Officials",)
    assert [item.relayed for item in found] == [True, True, True]


def test_a_claim_without_speakers_is_the_outlets_own_voice() -> None:
    [item] = gather(plan(article("a", claim("1"), outlet="TASS"), speakers={"TASS": {"kind": "state-outlet"}}))
    assert (item.speaker, item.speaker_kind, item.relayed) == ("TASS", "state-outlet", False)


@pytest.mark.parametrize("check", ["orphan", "ambiguous", "withdrawn", "altered"])
def test_a_quote_that_is_not_found_carries_nothing(check: str) -> None:
    found = gather(plan(article("a", claim("1", quote="words"))), {("a", "1"): Checked(check)})
    assert not found[0].stands
    assert independent_speakers(found) == ()


def test_as_of_a_day_later_reports_and_versions_are_not_there() -> None:
    whole = plan(
        article("early", claim("1"), published="2025-11-24"),
        article("late", claim("1"), published="2025-12-02"),
        versions={
            "v": {"id": "v", "date": "2025-11-20"},
            "w": {"id": "w", "date": "2025-11-20", "known": "2025-12-05"},
            "x": {"id": "x"},
        },
        main_line=["v", "w"],
    )
    then = as_of(whole, date(2025, 12, 1))
    assert (list(then.articles), list(then.versions), then.main_line) == (["early"], ["v"], ("v",))


def test_as_of_a_day_an_unpublished_version_has_only_what_had_been_reported() -> None:
    point = {
        "id": "p",
        "wording": "reported",
        "status": "agreed",
        "quantities": {"army": {"bound": "at-most", "value": "800000"}},
    }
    whole = plan(
        article("count", claim("n", "count", value="19", about={"version": "v"}), published="2025-12-03"),
        article("early", claim("1", "reworded"), published="2025-11-24"),
        article(
            "late",
            claim("1", "value", value={"army": {"at-most": "800000"}}),
            claim("2", "agreed"),
            published="2025-12-02",
        ),
        versions={
            "v": {"id": "v", "date": "2025-11-23", "text": "unpublished", "points_total": "19", "points": [point]}
        },
    )
    [before] = as_of(whole, date(2025, 12, 1)).versions["v"].points
    [after] = as_of(whole, date(2025, 12, 2)).versions["v"].points
    assert (before.quantities, before.status) == ({}, None)
    assert (list(after.quantities), after.status) == (["army"], "agreed")
    assert as_of(whole, date(2025, 12, 2)).versions["v"].points_total is None
    assert as_of(whole, date(2025, 12, 3)).versions["v"].points_total == 19
    assert as_of(whole, date(2025, 11, 23)).versions["v"].points == ()


def test_what_became_known_comes_in_order_of_days_and_the_undated_last() -> None:
    whole = plan(
        article("b", claim("1"), published="2025-11-24"),
        {"id": "a", "outlet": "Paper"},
        versions={"v": {"id": "v", "date": "2025-11-20", "known": "2025-11-25"}},
    )
    assert [(item.kind, item.id) for item in knowledge(whole)] == [("article", "b"), ("version", "v"), ("article", "a")]


@pytest.mark.parametrize(
    ("one", "other", "exclude"),
    [
        pytest.param({"bound": "at-most", "value": 6}, {"bound": "at-most", "value": 8}, True, id="two caps"),
        pytest.param({"bound": "at-most", "value": 8}, {"bound": "exactly", "value": 8}, False, id="a cap and its full use"),
        pytest.param({"bound": "at-most", "value": 8}, {"bound": "none"}, True, id="a cap and no cap"),
        pytest.param({"bound": "none"}, {"bound": "none"}, False, id="no cap twice"),
        pytest.param({"bound": "about", "value": 800}, {"bound": "exactly", "value": 790}, False, id="about is a rounding"),
        pytest.param({"bound": "about", "value": 800}, {"bound": "exactly", "value": 600}, True, id="too far for a rounding"),
        pytest.param({"bound": "between", "value": 6, "upper": 8}, {"bound": "at-least", "value": 9}, True, id="beyond a span"),
    ],
)  # fmt: skip
def test_amounts_that_exclude_each_other(one: dict[str, Any], other: dict[str, Any], exclude: bool) -> None:
    a, b = Amount.model_validate(one), Amount.model_validate(other)
    assert amounts_exclude(a, b) is amounts_exclude(b, a) is exclude


def found_disputes(*claims: dict[str, Any]) -> list[tuple[str, list[str]]]:
    whole = plan(article("a", *claims), versions={"v": {"id": "v", "points": [{"id": "p", "title": "Cap"}]}})
    return [
        (item.kind, [side.says for side in item.sides]) for item in disputes(gather(whole), whole.versions["v"], whole)
    ]


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        pytest.param([claim("1", "count", value=19), claim("2", "count", value=19)], [], id="counts that agree"),
        pytest.param(
            [claim("1", "count", value=19), claim("2", "count", value=22)],
            [("count", ["19 points", "22 points"])],
            id="two counts",
        ),
        pytest.param([claim("1", "agreed"), claim("2", "open")], [("status", ["agreed", "still open"])], id="agreed and open"),
        pytest.param([claim("1", "open"), claim("2", "parked")], [], id="open and parked go together"),
        pytest.param(
            [claim("1", "removed"), claim("2", "removed", stance="disputes")],
            [("said-denied", ["dropped", "disputed: dropped"])],
            id="said and denied",
        ),
        pytest.param([claim("1", "removed", draft="true"), claim("2", "kept")], [], id="a draft disputes nothing"),
        pytest.param(
            [claim("1", "value", value={"n": {"at-most": 6}}), claim("2", "value", value={"n": {"at-most": 8}})],
            [("quantity", ["at most 6", "at most 8"])],
            id="two caps for one point are one dispute",
        ),
    ],
)  # fmt: skip
def test_disputes(claims: list[dict[str, Any]], expected: list[Any]) -> None:
    assert found_disputes(*claims) == expected


@pytest.mark.parametrize(
    ("says", "about", "bound"),
    [
        pytest.param("kept", {"version": "new", "points": ["2"]}, "new#2", id="of the version it is about"),
        pytest.param(
            "removed", {"version": "new", "since": "old", "points": ["2"]}, "old#2", id="removed: of the earlier one"
        ),
        pytest.param("removed", {"version": "new", "points": ["2"]}, "old#2", id="removed: of the one it is based on"),
        pytest.param(
            "kept", {"version": "new", "points": ["7"]}, "old#7", id="no such number yet: of the one it is based on"
        ),
        pytest.param("kept", {"version": "new", "points": ["9"]}, "9", id="nobody's number stays as it is"),
        pytest.param("kept", {"version": "new", "points": ["cap"]}, "cap", id="an id names the matter everywhere"),
        pytest.param("kept", {"version": "new", "points": ["old#2"]}, "old#2", id="a number with its version"),
    ],
)
def test_a_number_in_a_claim_belongs_to_one_version(says: str, about: dict[str, Any], bound: str) -> None:
    numbered = [{"number": "2"}, {"number": "7"}]
    whole = plan(
        article("a", {"id": "1", "says": says, "about": about}),
        versions={
            "old": {"id": "old", "points": numbered},
            "new": {"id": "new", "based_on": ["old"], "points": [{"number": "2", "id": "cap"}]},
        },
    )
    assert gather(whole)[0].points == (bound,)
