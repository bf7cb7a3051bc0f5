"""The values of the pictures: the graph of versions, a number through the versions, the flow of points."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from decimal import Decimal
from typing import Any

import pytest
from webplans import SHIPPED, compared, generated, hostile_plan, version

from planstrack import api
from planstrack.briefing.pictures import Graph, flow, graph, series
from planstrack.compare.facts import Facts
from planstrack.model import Plan
from planstrack.render import svg


def plan_of(bases: dict[str, list[str]], line: list[str]) -> Plan:
    versions = {
        name: {"id": name, "date": f"2025-01-{day:02}", "based_on": based}
        for day, (name, based) in enumerate(bases.items(), 1)
    }
    return Plan.model_validate({"title": "P", "versions": versions, "main_line": line})


def crossings(made: Graph) -> list[tuple[str, str]]:
    """Return where an edge runs along its lane through a version that it does not touch."""
    rows = {node.id: node for node in made.nodes}
    return [
        (f"{edge.old}>{edge.new}", node.id)
        for edge in made.edges
        for node in made.nodes
        if edge.lane == node.lane
        and rows[edge.old].row < node.row < rows[edge.new].row
        and not (rows[edge.old].lane == rows[edge.new].lane == 0)  # such an edge is bowed around the line
    ]


@pytest.mark.parametrize(
    ("bases", "line"),
    [
        pytest.param({"a": [], "b": ["a"], "c": ["b"]}, ["a", "b", "c"], id="a line"),
        pytest.param(
            {"a": [], "x": ["a"], "b": ["a"], "y": ["a"], "c": ["b", "x"]}, ["a", "b", "c"], id="branches and a merge"
        ),
        pytest.param({"a": [], "b": ["a"], "c": ["a"], "d": ["a"], "e": ["b"], "f": ["c"]}, [], id="no main line"),
        pytest.param({"a": ["c"], "b": ["a"], "c": ["b"]}, ["a"], id="a circle"),
        pytest.param({"a": ["gone"], "b": ["a", "a"]}, ["b"], id="a base that is not there, one named twice"),
        pytest.param({}, [], id="nothing"),
    ],
)
def test_no_edge_runs_through_a_version_it_does_not_touch(bases: dict[str, list[str]], line: list[str]) -> None:
    made = graph(Facts(plan_of(bases, line)))
    assert [node.row for node in made.nodes] == list(range(len(bases)))
    assert len({(node.lane, node.row) for node in made.nodes}) == len(bases)
    assert not crossings(made)
    ET.fromstring(str(svg.graph(made)))


def test_the_graph_that_ships_has_its_main_line_on_the_first_lane() -> None:
    folder = api.load(SHIPPED)
    made = graph(folder.facts)
    assert {node.id for node in made.nodes if node.lane == 0} == set(folder.plan.main_line)
    assert not crossings(made)


def army() -> Any:
    return series(api.load(SHIPPED).facts, "army-size")


def test_the_army_cap_moves_from_600_000_over_a_dispute_and_a_gap_to_800_000() -> None:
    stops = {stop.id: stop for stop in army().stops}
    assert [(mark.high, mark.basis) for mark in stops["us-28"].marks] == [(Decimal(600000), "summary")]
    assert stops["geneva-19"].disputed
    sides = {mark.words: mark for mark in stops["geneva-19"].marks if mark.contested}
    assert set(sides) == {"no limit", "at most 800,000 (in peacetime)"}
    assert sides["at most 800,000 (in peacetime)"].by == ("senior Ukrainian officials (to FT)",)
    assert stops["florida"].marks == ()
    assert stops["framework-20-dec23"].marks[0].high == Decimal(800000)


def test_a_bound_is_open_on_its_other_side() -> None:
    versions = {
        bound: {"id": bound, "date": f"2025-01-0{day}", "points": [{"text": "x", "quantities": {"q": value}}]}
        for day, (bound, value) in enumerate(
            {
                "at-most": {"at-most": 5},
                "at-least": {"at-least": 5},
                "between": {"bound": "between", "value": 2, "upper": 7},
                "none": "none",
                "about": {"about": 3},
            }.items(),
            1,
        )
    }
    plan = Plan.model_validate({"title": "P", "quantities": {"q": {"unit": "men"}}, "versions": versions})
    made = series(Facts(plan), "q")
    ends = {stop.id: (stop.marks[0].low, stop.marks[0].high) for stop in made.stops}
    assert ends == {
        "at-most": (None, 5),
        "at-least": (5, None),
        "between": (2, 7),
        "none": (None, None),
        "about": (3, 3),
    }
    ET.fromstring(str(svg.series(made)))


@pytest.mark.parametrize("seed", range(40))
def test_the_flow_draws_every_change_once_between_the_right_boxes(seed: int) -> None:
    comparison = compared(*generated(seed))
    made = flow(comparison)
    if made is None:
        assert not comparison.changes
        return
    assert sum(box.size for box in made.old) == len(comparison.old.points)
    assert sum(box.size for box in made.new) == len(comparison.new.points)
    drawn = {(stream.change, stream.old, stream.new) for stream in made.streams}
    for change in comparison.changes:
        for old in [side.index for side in change.old] or [None]:
            for new in [side.index for side in change.new] or [None]:
                assert (change.id, old, new) in drawn
    ET.fromstring(str(svg.flow(made)))


def test_many_points_that_did_not_change_are_one_box() -> None:
    points = [{"id": f"p{i}", "number": str(i), "text": f"Point {i}."} for i in range(60)]
    made = flow(compared(version("a", points), version("b", [*points[:30], *points[31:]])))
    assert made is not None
    assert [box.size for box in made.old] == [30, 1, 29]
    assert made.old[0].number == "0–29"


def test_what_is_missing_is_counted_only_where_one_total_is_on_file() -> None:
    def missing(*counts: object) -> int | None:
        claims = [
            {"id": f"c{at}", "says": "count", "value": value, "about": {"version": "b"}}
            for at, value in enumerate(counts)
        ]
        plan = Plan.model_validate(
            {
                "title": "P",
                "versions": {
                    "a": {"id": "a", "points_held": "all", "points": [{"id": "x", "text": "x"}]},
                    "b": {"id": "b", "points_held": "some", "points": [{"id": "x", "text": "x"}]},
                },
                "articles": {"paper": {"id": "paper", "outlet": "Paper", "claims": claims}},
            }
        )
        made = flow(compared(plan.versions["a"], plan.versions["b"], plan))
        assert made is not None
        assert made.missing_old == 0
        return made.missing_new

    assert missing(19) == 18
    assert missing() is None
    assert missing(19, 20) is None, "a disputed total says nothing of how many are missing"
    assert missing([26, 28]) is None


def test_what_is_no_value_is_told_in_words_and_not_drawn() -> None:
    quantities: dict[str, Any] = {"some": {"at-most": 5}, "none": "none", "unstated": "unstated"}
    versions = {
        name: {"id": name, "date": f"2025-01-0{day}", "points": [{"id": "x", "text": "x", "quantities": {"q": value}}]}
        for day, (name, value) in enumerate(quantities.items(), 1)
    }
    made = series(Facts(Plan.model_validate({"title": "P", "quantities": {"q": {}}, "versions": versions})), "q")
    assert [stop.marks[0].words for stop in made.stops] == ["at most 5", "no limit", "no number named"]
    drawn = ET.fromstring(str(svg.series(made)))
    assert len([node for node in drawn.iter("rect") if node.get("class", "").startswith("fill-")]) == 1
    assert len([node for node in drawn.iter("path") if node.get("class") == "thin"]) == 1
    words = "".join(drawn.itertext())
    assert "no limit" in words
    assert "no number named" in words


def test_a_number_in_a_summary_is_drawn_otherwise_than_one_in_the_text() -> None:
    points = [{"id": "x", "text": "x", "quantities": {"q": {"at-most": 5}}}]
    versions = {
        "ours": {"id": "ours", "points": points},
        "own": {"id": "own", "points": [{**points[0], "wording": "verbatim"}]},
    }
    made = series(Facts(Plan.model_validate({"title": "P", "quantities": {"q": {}}, "versions": versions})), "q")
    assert {stop.id: stop.marks[0].told for stop in made.stops} == {"ours": "as summarised here", "own": ""}
    drawn = str(svg.series(made))
    assert "fill-summary" in drawn
    assert "fill-text" in drawn


def test_an_answer_is_drawn_as_no_revision() -> None:
    versions = {
        "a": {"id": "a", "date": "2025-01-01", "title": "The first"},
        "b": {"id": "b", "date": "2025-01-02", "based_on": ["a"]},
        "c": {"id": "c", "date": "2025-01-03", "title": "The rival", "relations": {"a": "answers"}},
    }
    made = graph(Facts(Plan.model_validate({"title": "P", "versions": versions})))
    edges = {(edge.old, edge.new): edge for edge in made.edges}
    assert edges["a", "b"].revises
    assert not edges["a", "c"].revises
    assert edges["a", "c"].words == "The rival answers The first"
    paths = list(ET.fromstring(str(svg.graph(made))).iter("path"))
    assert {path.find("title").text: path.get("class") for path in paths} == {  # type: ignore[union-attr]
        "b revises The first": "line main",
        "The rival answers The first": "line gap",
    }
    assert "answers The first" in made.summary


def test_a_flow_says_what_was_only_computed_and_what_is_reported_moved() -> None:
    old = version("old", [{"text": "The army is limited to 600,000 men in peacetime.", "title": "Army"}])
    new = version("new", [{"text": "The army is limited to 800,000 men in peacetime.", "title": "Army"}])
    made = flow(compared(old, new))
    assert made is not None
    assert [stream.declared for stream in made.streams] == [False]
    assert "computed: " in made.summary
    assert "matched by computation" in str(svg.flow(made))
    moved = flow(api.load(SHIPPED).compare("us-28", "geneva-19"))
    assert moved is not None
    assert "reported moved to a separate track" in str(svg.flow(moved))


def test_a_flow_leaves_out_what_no_point_stands_for_and_invents_no_number() -> None:
    made = flow(compared(version("old", [{"text": "Grain is shipped."}]), version("new", [], points_held="none")))
    assert made is not None
    assert made.old[0].number == ""
    assert "Grain is shipped to nothing" in made.summary


def test_pictures_of_hostile_values_are_well_formed_and_hold_only_text() -> None:
    plan = hostile_plan()
    drawn = [
        svg.graph(graph(Facts(plan)), lambda name: f"versions/{name}.html"),
        svg.series(series(Facts(plan), "army-size")),
        svg.flow(flow(compared(plan.versions["old"], plan.versions["new"], plan)) or pytest.fail("no picture")),
    ]
    for picture in drawn:
        tags = {node.tag for node in ET.fromstring(str(picture)).iter()}
        assert tags <= {"svg", "title", "desc", "path", "circle", "rect", "text", "tspan", "a"}
