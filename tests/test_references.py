"""What a name in a claim stands for: an id, a number, a label, a part, a place said outright; and when it fits two things."""

from __future__ import annotations

import pytest
from small_plans import plan

from planstrack.claims.references import (
    References,
    Spot,
    document_of,
    label_key,
    point_at,
    points_with_paths,
    version_of,
)
from planstrack.model import About, Says

PLAN = """
versions:
  other: {points: [{id: elsewhere, number: "9", paraphrase: x}, {id: deep, paraphrase: x, parts: [{label: a, text: x}]}]}
  old:
    points:
      - {id: cap, number: "1", paraphrase: x}
      - {id: nato, number: "2", paraphrase: x}
      - {number: "3.", paraphrase: x}
      - {id: old-only, number: "7", paraphrase: x}
      - {id: dup, number: "8", paraphrase: x}
      - {id: dup-too, number: "8", paraphrase: x}
      - {id: five, number: "5", paraphrase: x}
      - {number: "4", paraphrase: x}
  new:
    based_on: [old]
    documents: [{id: framework}, {id: annex}]
    points:
      - {id: nato, number: "1", document: framework, paraphrase: x}
      - {id: cap, number: "2", document: framework, paraphrase: x}
      - {id: annex-one, number: "1", document: annex, paraphrase: x}
      - id: frozen-funds
        number: "14"
        paraphrase: x
        parts:
          - {label: a), text: x}
          - {label: (B), text: x, parts: [{label: i, text: x}]}
          - {id: third, label: c, text: x}
          - {number: "4", text: x}
      - {id: "6", paraphrase: x}
      - {id: named-six, number: "6", paraphrase: x}
      - {id: 14b, paraphrase: x}
      - {id: five, number: "5", paraphrase: x}
      - {id: four, number: "4", paraphrase: x}
      - {id: Assets, paraphrase: x, parts: [{id: Bonds, text: x}]}
"""


def found(name: str, says: Says = "kept", **about: object) -> tuple[str, list[tuple[str, tuple[int, ...]]], bool]:
    about.setdefault("version", "new")
    reference = References(plan(PLAN)).resolve(name, About.model_validate(about), says)
    return reference.state, [(spot.version, spot.path) for spot in reference.spots], reference.by_id


@pytest.mark.parametrize(
    ("name", "says", "about", "expected"),
    [
        pytest.param("cap", "kept", {}, ("found", [("new", (1,))], True), id="an id, in the version of the claim"),
        pytest.param("cap", "removed", {"since": "old"}, ("found", [("old", (0,))], True), id="an id of what went, in since"),
        pytest.param("cap", "removed", {}, ("found", [("new", (1,))], True), id="an id of what went, since when is not said"),
        pytest.param("old-only", "kept", {}, ("found", [("old", (3,))], True), id="an id that only the base has"),
        pytest.param("elsewhere", "kept", {}, ("found", [("other", (0,))], True), id="an id that only a third version has"),
        pytest.param("2", "kept", {}, ("found", [("new", (1,))], False), id="a number of what stays, in the version itself"),
        pytest.param("2", "removed", {}, ("found", [("new", (1,))], False),
                     id="a number of what went, since when is not said, in the version itself"),
        pytest.param("7", "removed", {}, ("found", [("old", (3,))], False), id="or in its one base"),
        pytest.param("2", "removed", {"since": "old"}, ("found", [("old", (1,))], False), id="a number of what went, in since"),
        pytest.param("2", "moved", {"since": "old"}, ("found", [("old", (1,))], False), id="a number of what moved, in since"),
        pytest.param("2", "joined", {"since": "old"}, ("found", [("old", (1,))], False), id="a number of what was joined, in since"),
        pytest.param("2", "split", {"since": "old"}, ("found", [("old", (1,))], False), id="a number of what was split, in since"),
        pytest.param("2", "added", {"since": "old"}, ("found", [("new", (1,))], False), id="a number of what came, in the new one"),
        pytest.param("2", "reworded", {"since": "old"}, ("ambiguous", [("new", (1,)), ("old", (1,))], False),
                     id="a number of what was reworded that is another matter in since"),
        pytest.param("2", "kept", {"since": "old"}, ("ambiguous", [("new", (1,)), ("old", (1,))], False),
                     id="a number of what was kept that is another matter in since"),
        pytest.param("5", "kept", {"since": "old"}, ("found", [("new", (7,))], False), id="a number that is the same matter in since"),
        pytest.param("4", "kept", {"since": "old"}, ("found", [("new", (8,))], False), id="a number whose matter in since is not declared"),
        pytest.param("2", "agreed", {"since": "old"}, ("found", [("new", (1,))], False), id="a number of a state, in the version itself"),
        pytest.param("cap", "kept", {"since": "old"}, ("found", [("new", (1,))], True), id="an id is one matter, whatever its numbers"),
        pytest.param("new#6", "kept", {}, ("found", [("new", (4,))], False), id="outright, an id comes before a number"),
        pytest.param("new#14b", "kept", {}, ("found", [("new", (6,))], False), id="outright, an id comes before a part"),
        pytest.param("new#14a", "kept", {}, ("found", [("new", (3, 0))], False), id="outright, a part"),
        pytest.param("new#2.", "kept", {}, ("found", [("new", (1,))], False), id="outright, a number with a full stop"),
        pytest.param("deep/a", "kept", {}, ("found", [("other", (1, 0))], False), id="a part of a point that only a third version has"),
        pytest.param("7", "kept", {"since": "old"}, ("found", [("old", (3,))], False), id="a number that only the other one has"),
        pytest.param("14", "removed", {"since": "old"}, ("found", [("new", (3,))], False), id="the other way round too"),
        pytest.param("9", "kept", {}, ("unknown", [], False), id="a number of a third version is not looked for"),
        pytest.param("nowhere", "kept", {}, ("unknown", [], False), id="nobody's name"),
        pytest.param("3", "removed", {"since": "old"}, ("found", [("old", (2,))], False), id="a number without its full stop"),
        pytest.param("old#2", "kept", {}, ("found", [("old", (1,))], False), id="a number of a version named outright"),
        pytest.param("other#9", "kept", {}, ("found", [("other", (0,))], False), id="also of a third version"),
        pytest.param("old#nato", "kept", {}, ("found", [("old", (1,))], False), id="an id of a version named outright"),
        pytest.param("old#99", "kept", {}, ("unknown", [], False), id="outright, and not there"),
        pytest.param("nobody#1", "kept", {}, ("unknown", [], False), id="of no version"),
        pytest.param("8", "removed", {"since": "old"}, ("ambiguous", [("old", (4,)), ("old", (5,))], False), id="a number used twice"),
        pytest.param("old#8", "kept", {}, ("ambiguous", [("old", (4,)), ("old", (5,))], False), id="outright, and used twice"),
        pytest.param("6", "kept", {}, ("ambiguous", [("new", (4,)), ("new", (5,))], True), id="an id of one point, the number of another"),
        pytest.param("1", "kept", {}, ("ambiguous", [("new", (0,)), ("new", (2,))], False), id="a number of two documents of a package"),
        pytest.param("1", "kept", {"version": "new/annex"}, ("found", [("new", (2,))], False), id="a number of the document named"),
        pytest.param("cap", "kept", {"version": "new/annex"}, ("found", [("old", (0,))], True), id="an id that the document has not"),
        pytest.param("14b", "kept", {}, ("ambiguous", [("new", (6,)), ("new", (3, 1))], True),
                     id="an id of a point, a number and label of a part"),
        pytest.param("frozen-funds/a", "kept", {}, ("found", [("new", (3, 0))], False), id="a part by the id of its point and its label"),
        pytest.param("frozen-funds/A)", "kept", {}, ("found", [("new", (3, 0))], False), id="a label with other typography"),
        pytest.param("frozen-funds/b", "kept", {}, ("found", [("new", (3, 1))], False), id="a label in brackets"),
        pytest.param("14/a", "kept", {}, ("found", [("new", (3, 0))], False), id="a part by the number of its point"),
        pytest.param("14a", "kept", {}, ("found", [("new", (3, 0))], False), id="number and label in one"),
        pytest.param("14.a", "kept", {}, ("found", [("new", (3, 0))], False), id="number, full stop, label"),
        pytest.param("14.4", "kept", {}, ("found", [("new", (3, 3))], False), id="a numbered part"),
        pytest.param("frozen-funds/4", "kept", {}, ("found", [("new", (3, 3))], False), id="a numbered part by its point's id"),
        pytest.param("frozen-funds/i", "kept", {}, ("found", [("new", (3, 1, 0))], False), id="a part of a part"),
        pytest.param("third", "kept", {}, ("found", [("new", (3, 2))], True), id="a part by its own id"),
        pytest.param("frozen-funds/third", "kept", {}, ("found", [("new", (3, 2))], False), id="a part by its point's id and its own"),
        pytest.param("14/third", "kept", {}, ("found", [("new", (3, 2))], False), id="a part by its point's number and its own id"),
        pytest.param("Assets/Bonds", "kept", {}, ("found", [("new", (9, 0))], False), id="a part by two ids with capitals"),
        pytest.param("new#frozen-funds/a", "kept", {}, ("found", [("new", (3, 0))], False), id="a part said outright"),
        pytest.param("frozen-funds/z", "kept", {}, ("unknown", [], False), id="no such part"),
        pytest.param("cap/a", "kept", {}, ("unknown", [], False), id="a point without parts"),
        pytest.param("a", "kept", {}, ("unknown", [], False), id="a label alone names nothing"),
        pytest.param("cap", "kept", {"version": None}, ("found", [("old", (0,))], True), id="an id, in a claim of no version"),
        pytest.param("2", "kept", {"version": None}, ("unknown", [], False), id="a number, in a claim of no version"),
        pytest.param("2", "kept", {"version": "gone"}, ("unknown", [], False), id="a number of a version that is not there"),
        pytest.param("cap", "kept", {"version": "gone"}, ("found", [("old", (0,))], True), id="an id, of a version that is not there"),
    ],
)  # fmt: skip
def test_what_a_name_stands_for(
    name: str, says: Says, about: dict[str, object], expected: tuple[str, list[tuple[str, tuple[int, ...]]], bool]
) -> None:
    assert found(name, says, **about) == expected


def test_a_name_that_fits_one_thing_has_one_place_and_any_other_has_none() -> None:
    references = References(plan(PLAN))
    about = About(version="new")
    assert references.resolve("cap", about, "kept").spot == Spot("new", (1,))
    assert references.resolve("6", about, "kept").spot is None
    assert references.resolve("nowhere", about, "kept").spot is None
    assert references.resolve("6", about, "kept").written == "6"


@pytest.mark.parametrize(
    ("origin", "state"),
    [
        pytest.param("from: [old#a]", "found", id="handed on by a from of one entry"),
        pytest.param("from: [old#a, old#b]", "ambiguous", id="joined of two"),
        pytest.param("title: x", "ambiguous", id="another lineage"),
    ],
)
def test_a_number_that_two_ids_of_one_lineage_have_names_one_thing(origin: str, state: str) -> None:
    given = plan(f"""
versions:
  old: {{points: [{{id: a, number: "1", paraphrase: x}}, {{id: b, number: "2", paraphrase: x}}]}}
  new: {{based_on: [old], points: [{{id: c, number: "1", paraphrase: x, {origin}}}]}}
""")
    assert References(given).resolve("1", About(version="new", since="old"), "reworded").state == state


def test_what_went_without_since_is_looked_up_in_the_version_itself_where_there_are_two_bases() -> None:
    two = plan("""
versions:
  a: {points: [{id: x, number: "2", paraphrase: x}]}
  b: {points: [{id: y, number: "2", paraphrase: x}]}
  new: {based_on: [a, b], points: [{id: z, number: "2", paraphrase: x}]}
""")
    assert References(two).resolve("2", About(version="new"), "removed").spot == Spot("new", (0,))


def test_the_versions_that_have_an_id_are_given_in_the_plans_order() -> None:
    references = References(plan(PLAN))
    assert list(references.owners("cap")) == ["old", "new"]
    assert list(references.owners("third")) == ["new"]
    assert list(references.owners("2")) == []


def test_a_part_is_in_the_document_of_its_point() -> None:
    references = References(
        plan("""
versions:
  new:
    documents: [{id: one}, {id: two}]
    points:
      - {number: "1", document: one, paraphrase: x}
      - {number: "2", document: two, paraphrase: x, parts: [{label: a, text: x}]}
""")
    )
    assert references.in_version("new", "2a", "two") == (Spot("new", (1, 0)),)
    assert references.in_version("new", "2a", "one") == ()


def test_a_name_in_a_version_that_is_not_there_fits_nothing() -> None:
    assert References(plan(PLAN)).in_version("gone", "cap") == ()


def test_a_number_may_be_limited_to_one_document_of_a_package() -> None:
    references = References(plan(PLAN))
    assert references.in_version("new", "1", "framework") == (Spot("new", (0,)),)
    assert references.in_version("new", "1") == (Spot("new", (0,)), Spot("new", (2,)))


@pytest.mark.parametrize(
    ("written", "key"),
    [
        pytest.param("a)", "a", id="a bracket behind it"),
        pytest.param("(A)", "a", id="brackets around it, a capital"),
        pytest.param("12.", "12", id="a full stop"),
        pytest.param(" 7 ", "7", id="spaces"),
        pytest.param("[iv]", "iv", id="square brackets"),
        pytest.param("1.2", "1.2", id="a full stop inside stays"),
    ],
)
def test_labels_are_compared_without_brackets_full_stops_and_case(written: str, key: str) -> None:
    assert label_key(written) == key


@pytest.mark.parametrize(
    ("written", "version", "document"),
    [
        pytest.param("package/agreement", "package", "agreement", id="a document of a package"),
        pytest.param("package", "package", None, id="a version as a whole"),
        pytest.param(None, None, None, id="no version"),
    ],
)
def test_a_claim_may_be_about_a_document_of_a_package(
    written: str | None, version: str | None, document: str | None
) -> None:
    about = About(version=written)
    assert (version_of(about), document_of(about)) == (version, document)


def test_every_point_comes_before_its_parts_and_is_found_again_by_its_path() -> None:
    version = plan(PLAN).versions["new"]
    walked = list(points_with_paths(version.points))
    assert [path for path, _ in walked[3:9]] == [(3,), (3, 0), (3, 1), (3, 1, 0), (3, 2), (3, 3)]
    assert all(point_at(version, path) == point for path, point in walked)
    with pytest.raises(IndexError):
        point_at(version, (99,))
