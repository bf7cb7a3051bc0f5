"""The table of versions: which points share a row, in which order, and what an empty cell means."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from webplans import SHIPPED, version

from planstrack import api
from planstrack.briefing.table import TablePage, table_page
from planstrack.claims.clock import as_of
from planstrack.compare.changes import compare
from planstrack.compare.facts import Facts
from planstrack.model import Plan, Version


def page(*versions: Version, issue: str | None = None) -> TablePage:
    plan = Plan.model_validate(
        {
            "title": "P",
            "issues": {"nato": {"title": "NATO"}},
            "versions": {v.id: v.model_dump(by_alias=True) for v in versions},
        }
    )

    facts = Facts(plan)
    return table_page([str(v.id) for v in versions], facts, lambda old, new: compare(facts, old, new), issue=issue)


def shape(made: TablePage) -> list[list[str]]:
    """Return the table as numbers of points: `-` for absent, `?` for a hole."""
    empty = {"absent": "-", "hole": "?"}
    return [
        [empty.get(cell.kind) or "+".join(p.number or "." for p in cell.points) for cell in row.cells]
        for row in made.rows
    ]


def points(*names: str, **more: Any) -> list[dict[str, Any]]:
    return [
        {"id": name, "number": str(at), "text": f"The text about {name}.", **more} for at, name in enumerate(names, 1)
    ]


def test_the_same_id_is_the_same_row() -> None:
    made = page(version("a", points("x", "y")), version("b", points("y", "x")))
    assert shape(made) == [["1", "2"], ["2", "1"]]


def test_what_a_whole_text_lacks_is_absent_and_what_another_lacks_is_a_hole() -> None:
    made = page(
        version("a", points("x", wording="verbatim")),
        version("b", [], based_on=["a"]),
        version("c", [], points_held="some", points_total=3),
    )
    assert shape(made) == [["1", "-", "?"]]
    assert (made.rows[0].cells[1].verdict, made.rows[0].cells[1].words.partition(" — ")[0]) == ("removed", "removed")
    assert made.rows[0].cells[2].words.startswith("since “a”: not known: ")


def test_what_a_rival_text_lacks_is_in_the_other_only() -> None:
    made = page(
        version("a", [{"id": "x", "text": "Troops leave."}, {"id": "z", "text": "Grain is shipped down the river."}]),
        version("b", [{"id": "x", "text": "Troops leave."}, {"id": "y", "text": "An amnesty for everybody."}]),
    )
    words = {row.title: [cell.words for cell in row.cells] for row in made.rows}
    assert words["y"][0] == "not in it, as summarised here"
    assert words["y"][1].partition("; nearest")[0] == "only here: no counterpart found"
    assert words["z"][1].partition("; nearest")[0] == "not in it, as summarised here; no counterpart found here"
    assert not any("removed" in cell.words or "added" in cell.words for row in made.rows for cell in row.cells)


def test_our_summaries_are_labelled_and_what_they_settle_nothing_of_is_not_known() -> None:
    made = page(version("a", points("x")), version("b", [{"id": "x", "text": "Other words."}], based_on=["a"]))
    (row,) = made.rows
    assert [cell.points[0].wording for cell in row.cells] == ["our summary", "our summary"]
    assert "our summary" in row.cells[0].brief
    assert row.cells[1].words.startswith("not known: both points are held, in wordings that settle nothing")


def test_what_is_reported_moved_is_told_as_moved() -> None:
    made = api.load(SHIPPED).table("us-28", "geneva-19").page
    (cell,) = [row.cells[1] for row in made.rows if row.cells[0].points and row.cells[0].points[0].number == "11"]
    assert (cell.verdict, cell.moved) == ("removed", "a separate track of the US and the EU")
    assert cell.words == "reported moved to a separate track of the US and the EU"


def test_a_version_not_known_by_then_holds_nothing() -> None:
    made = api.load(SHIPPED).table("us-28", as_of=date(2025, 11, 25)).page
    assert made.as_of == "2025-11-25"
    plan = api.load(SHIPPED).plan
    facts = Facts(as_of(plan, date(2025, 11, 25)).plan, cut=as_of(plan, date(2025, 11, 25)))
    later = table_page(["us-28", "framework-20-dec23"], facts, lambda old, new: compare(facts, old, new))
    assert {row.cells[1].words for row in later.rows} == {"not yet known by then"}


def test_a_matter_that_comes_in_later_stands_behind_its_neighbour() -> None:
    made = page(
        version("a", points("x", "z")), version("b", points("x", "y", "z")), version("c", points("w", "x", "y", "z"))
    )
    assert [row.cells[2].points[0].number for row in made.rows] == ["1", "2", "3", "4"]


def test_a_join_is_one_row_that_says_so() -> None:
    joined = {"id": "xy", "number": "1", "from": ["a#x", "a#y"], "text": "The text about x. The text about y."}
    made = page(version("a", points("x", "y")), version("b", [joined], based_on=["a"]))
    assert shape(made) == [["1+2", "1"]]
    assert made.rows[0].cells[1].how == "joined from 1 and 2"


def test_a_split_is_one_row_that_says_so() -> None:
    parts = [{"id": name, "number": str(at), "from": ["a#x"], "text": name * 9} for at, name in enumerate("pq", 1)]
    made = page(version("a", points("x")), version("b", parts, based_on=["a"]))
    assert shape(made) == [["1", "1+2"]]
    assert made.rows[0].cells[1].how == "1 split into 1 and 2"


def test_a_hole_in_between_does_not_break_a_row() -> None:
    text = "Elections are held within one hundred days of signing."
    made = page(
        version("a", [{"number": "25", "text": text, "wording": "verbatim"}]),
        version("b", [], points_held="none"),
        version("c", [{"number": "20", "text": text.replace("one hundred", "sixty"), "wording": "verbatim"}]),
    )
    assert shape(made) == [["25", "?", "20"]]
    cell = made.rows[0].cells[2]
    assert (cell.since, cell.since_title) == ("a", "a")
    assert cell.words.startswith("since “a”: changed — from the texts")
    assert "matched by its wording" in cell.words, "what is only computed says so"


def test_only_the_rows_of_one_issue() -> None:
    made = page(version("a", [*points("x", issues=["nato"]), *points("y")]), issue="nato")
    assert [row.title for row in made.rows] == ["x"]


@pytest.mark.parametrize("names", [["us-28"], ["us-28", "us-28"], ["us-28", "geneva-19", "florida"]])
def test_every_point_that_ships_stands_in_exactly_one_row(names: list[str]) -> None:
    folder = api.load(SHIPPED)
    made = folder.table(*names).page
    for column, name in enumerate(names):
        found = sum(len(row.cells[column].points) for row in made.rows)
        assert found == len(folder.plan.versions[name].points)


def test_no_versions_give_no_rows() -> None:
    assert page().rows == ()
