"""Which points are one matter: the same id, a `from` that names one point alone; what any other `from` links in its pair."""

from __future__ import annotations

import pytest
from small_plans import plan

from planstrack.claims.references import Spot
from planstrack.compare.matters import Matters, route_of


def matters(text: str) -> Matters:
    return Matters(plan(text))


def of(text: str, *spots: tuple[str, tuple[int, ...]]) -> list[str]:
    found = matters(text)
    return [found.of(Spot(version, path)) for version, path in spots]


def links(text: str, old: str, new: str) -> list[tuple[tuple[int, ...], tuple[int, ...], bool]]:
    return [
        (link.earlier.path, link.later.path, link.pair_only)
        for link in matters(f"versions:\n{text}").pair_links(old, new)
    ]


# ---------------------------------------------------------------------------------------------------- names of matters


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        pytest.param("[{id: cap, number: '6', paraphrase: x}]", ["cap"], id="an id"),
        pytest.param("[{number: '6', paraphrase: x}]", ["v#6"], id="a number, of its version"),
        pytest.param("[{number: '(6).', paraphrase: x}]", ["v#(6)."], id="a number as it is printed"),
        pytest.param("[{paraphrase: x}]", ["v#@1"], id="a place, counted from 1"),
        pytest.param("[{number: '6', paraphrase: x}, {number: '6.', paraphrase: y}]", ["v#@1", "v#@2"], id="a number used twice"),
    ],
)  # fmt: skip
def test_what_a_matter_is_called(points: str, expected: list[str]) -> None:
    spots = [("v", (at,)) for at in range(len(expected))]
    assert of(f"versions: {{v: {{points: {points}}}}}", *spots) == expected


def test_one_id_is_one_matter_in_every_version_and_other_ids_are_others() -> None:
    text = "versions: {a: {points: [cap, nato]}, b: {points: [nato, cap]}}"
    assert of(text, ("a", (0,)), ("b", (1,)), ("a", (1,)), ("b", (0,))) == ["cap", "cap", "nato", "nato"]
    found = matters(text)
    assert (list(found.spots("cap", "b")), list(found.versions_of("cap")), list(found.all())) == (
        [(1,)],
        ["a", "b"],
        ["cap", "nato"],
    )
    assert (list(found.spots("cap", "z")), list(found.spots("z", "a")), list(found.versions_of("z"))) == ([], [], [])


def test_one_number_in_two_versions_is_two_matters() -> None:
    text = "versions: {a: {points: [{number: '6', paraphrase: x}]}, b: {points: [{number: '6', paraphrase: x}]}}"
    assert of(text, ("a", (0,)), ("b", (0,))) == ["a#6", "b#6"]


# ---------------------------------------------------------------------------------------------------- from


@pytest.mark.parametrize(
    ("text", "same"),
    [
        pytest.param("a: {points: [{number: '3', paraphrase: x}]}\n  b: {points: [{number: '1', paraphrase: x, from: ['a#3']}]}", True,
                     id="a from that names one point alone, which nothing else names or has, is one matter"),
        pytest.param("a: {points: [cap]}\n  b: {points: [{id: renamed, paraphrase: x, from: ['a#cap']}]}", True, id="under another id too"),
        pytest.param("a: {points: [cap]}\n  b: {points: [cap, {id: n, paraphrase: x, from: ['a#cap']}]}", False,
                     id="not where another point of the version has the id"),
        pytest.param("a: {points: [cap]}\n  b: {points: [{paraphrase: x, from: ['a#cap']}, {paraphrase: y, from: ['a#cap']}]}", False,
                     id="not where two points name it"),
        pytest.param("a: {points: [cap, nato]}\n  b: {points: [{id: j, paraphrase: x, from: ['a#cap', 'a#nato']}]}", False,
                     id="not where one point names two"),
        pytest.param("a: {points: [cap]}\n  b: {points: [{id: n, paraphrase: x, from: ['a#gone']}]}", False,
                     id="not where there is no such point"),
        pytest.param("a: {points: [cap]}\n  b: {points: [{id: n, paraphrase: x, from: ['cap']}]}", False, id="not without its version"),
        pytest.param("a: {points: [cap]}\n  b: {points: [{id: n, paraphrase: x, from: []}]}", False, id="not where it says that it is new"),
        pytest.param("a: {points: [cap]}\n  b: {points: [{id: cap, paraphrase: x, from: ['a#cap']}]}", True, id="its own id said again"),
    ],
)  # fmt: skip
def test_a_from_makes_one_matter_where_it_names_one_point_alone(text: str, same: bool) -> None:
    one, other = of(f"versions:\n  {text}", ("a", (0,)), ("b", (0 if "points: [cap, {" not in text else 1,)))
    assert (one == other) is same


def test_a_from_with_one_entry_beside_one_that_is_not_there_names_two_and_joins_no_matter() -> None:
    text = "versions: {a: {points: [cap]}, b: {points: [{id: n, paraphrase: x, from: ['a#cap', 'a#gone']}]}}"
    assert of(text, ("b", (0,))) == ["n"]


def test_a_chain_of_single_origins_is_one_matter_called_by_its_first_id() -> None:
    text = """
versions:
  a: {points: [{number: "3", paraphrase: x}]}
  b: {points: [{id: middle, paraphrase: x, from: ["a#3"]}]}
  c: {points: [{id: last, paraphrase: x, from: ["b#middle"]}]}
"""
    assert of(text, ("a", (0,)), ("b", (0,)), ("c", (0,))) == ["middle"] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("  a: {points: [cap]}\n  b: {points: [cap]}", [], id="ids need no link"),
        pytest.param("  a: {points: [cap, nato]}\n  b: {points: [{id: j, paraphrase: x, from: ['a#cap', 'a#nato']}]}",
                     [((0,), (0,), True), ((1,), (0,), True)], id="joined"),
        pytest.param("  a: {points: [cap]}\n"
                     "  b: {points: [{id: p, paraphrase: x, from: ['a#cap']}, {id: q, paraphrase: x, from: ['a#cap']}]}",
                     [((0,), (0,), True), ((0,), (1,), True)], id="split"),
        pytest.param("  a: {points: [cap]}\n  b: {points: [{id: p, paraphrase: x, from: ['a#cap']}]}", [((0,), (0,), False)],
                     id="one alone is a matter, and no link of the pair only"),
        pytest.param("  a: {points: [cap]}\n  b: {points: [{id: cap, paraphrase: x, from: ['a#cap']}]}", [((0,), (0,), False)],
                     id="its own id said again is no split"),
        pytest.param("  a: {points: [cap]}\n  b: {points: [cap, {id: p, paraphrase: x, from: ['a#cap']}]}", [((0,), (1,), True)],
                     id="split off, the rest keeps its id"),
        pytest.param("  a: {points: [cap]}\n  b: {points: [{id: p, paraphrase: x, from: ['b#p']}]}", [], id="of itself"),
        pytest.param("  a: {points: [cap]}\n  b: {points: [{id: p, paraphrase: x, from: ['nowhere#1', a, '#']}]}", [],
                     id="nonsense is passed over"),
    ],
)  # fmt: skip
def test_what_a_from_links_in_its_pair(
    text: str, expected: list[tuple[tuple[int, ...], tuple[int, ...], bool]]
) -> None:
    assert links(text, "a", "b") == links(text, "b", "a") == expected


def test_a_join_links_in_its_pair_only() -> None:
    text = """
  a: {points: [{number: "3", paraphrase: x}, {number: "7", paraphrase: x}]}
  m: {based_on: [a], points: [{id: j, paraphrase: x, from: ["a#3", "a#7"]}]}
  b: {based_on: [m], points: [{id: j, paraphrase: x}]}
"""
    assert len(links(text, "a", "m")) == 2
    assert links(text, "a", "b") == []
    assert matters(f"versions:\n{text}").joined_with("j") == {"a#3", "a#7"}
    assert matters(f"versions:\n{text}").joined_with("a#3") == {"j"}


def test_what_is_joined_is_told_by_the_matter_that_it_became() -> None:
    text = """
versions:
  a: {points: [{number: "3", paraphrase: x}, nato]}
  b: {based_on: [a], points: [{id: renamed, paraphrase: x, from: ["a#3"]}]}
  c: {based_on: [a], points: [{id: j, paraphrase: x, from: ["a#3", "a#nato"]}]}
"""
    assert matters(text).joined_with("j") == {"renamed", "nato"}
    assert matters(text).joined_with("renamed") == {"j"}
    assert matters(text).joined_with("nobody") == frozenset()


def test_a_link_says_where_it_stands_and_on_whose_word() -> None:
    found = matters("""
versions:
  a: {points: [cap, {number: "7", paraphrase: x}]}
  b: {points: [{id: j, paraphrase: x, from: ["a#cap", {point: "a#7", basis: inferred}]}]}
""").pair_links("a", "b")
    assert [(link.basis, link.why, link.route) for link in found] == [
        ("declared", "from a#cap", ("points", 0, "from", 0)),
        ("inferred", "from a#7", ("points", 0, "from", 1)),
    ]


def test_an_inferred_origin_is_no_declared_one() -> None:
    found = matters("""
versions:
  a: {points: [cap, nato]}
  b: {points: [{id: x, paraphrase: x, from: [{point: "a#cap", basis: inferred}]}, {id: y, paraphrase: y, from: ["a#nato"]}]}
""")
    assert [found.inferred(Spot("b", (at,))) for at in (0, 1)] == [True, False]
    assert found.inferred(Spot("a", (0,))) is False


@pytest.mark.parametrize(
    ("point", "declared"),
    [
        pytest.param("{id: cap, paraphrase: x}", True, id="an id"),
        pytest.param("{number: '6', paraphrase: x, from: ['a#1']}", True, id="an origin"),
        pytest.param("{number: '6', paraphrase: x, from: []}", True, id="that it is new"),
        pytest.param("{number: '6', paraphrase: x}", False, id="a number alone"),
    ],
)
def test_a_point_declares_its_matter_by_an_id_or_a_from(point: str, declared: bool) -> None:
    assert matters(f"versions: {{v: {{points: [{point}]}}}}").declared("v", 0) is declared


# ---------------------------------------------------------------------------------------------------- parts


PARTS = """
versions:
  a:
    labels: LABELS
    points:
      - id: funds
        paraphrase: x
        parts: [{label: a), text: x}, {id: own, label: b, text: x}, {text: x}, {label: d, text: x, parts: [{label: i, text: x}]}]
  b:
    labels: LABELS
    points:
      - id: funds
        paraphrase: x
        parts: [{label: (A), text: x}, {id: own, label: c, text: x}, {text: x}, {label: d, text: x, parts: [{label: i, text: x}]}]
"""
PLACES = [(version, path) for version in ("a", "b") for path in ((0, 0), (0, 1), (0, 2), (0, 3, 0))]


def test_a_parts_matter_is_its_id_and_labels_join_where_both_versions_print_them() -> None:
    assert of(PARTS.replace("LABELS", "printed"), *PLACES) == [
        "funds/a", "own", "a#funds/@3", "funds/d/i", "funds/a", "own", "b#funds/@3", "funds/d/i",
    ]  # fmt: skip


def test_labels_that_are_ours_join_nothing() -> None:
    assert of(PARTS.replace("LABELS", "ours"), *PLACES) == [
        "a#funds/a", "own", "a#funds/@3", "a#funds/d/i", "b#funds/a", "own", "b#funds/@3", "b#funds/d/i",
    ]  # fmt: skip


def test_labels_join_only_where_both_versions_print_them() -> None:
    text = PARTS.replace("LABELS", "printed", 1).replace("LABELS", "ours")
    one, other = of(text, ("a", (0, 0)), ("b", (0, 0)))
    assert one != other


def test_a_part_of_a_point_without_an_id_is_called_by_its_place() -> None:
    text = "versions: {a: {points: [{number: '14', paraphrase: x, parts: [{label: a, text: x}]}]}}"
    assert of(text, ("a", (0, 0))) == ["a#14/a"]


def test_part_ids_that_several_points_of_one_version_share_say_which_part_of_their_point_it_is() -> None:
    text = """
versions:
  a: {points: [{id: x, paraphrase: x, parts: [{id: first, text: x}]}, {id: y, paraphrase: x, parts: [{id: first, text: x}]}]}
  b: {points: [{id: x, paraphrase: x, parts: [{id: first, text: x}]}]}
"""
    assert of(text, ("a", (0, 0)), ("a", (1, 0)), ("b", (0, 0))) == ["x/first", "y/first", "x/first"]


def test_an_id_of_a_point_and_of_a_part_is_one_matter() -> None:
    text = "versions: {a: {points: [own, {id: x, paraphrase: x, parts: [{id: own, text: x}]}]}}"
    assert of(text, ("a", (0,)), ("a", (1, 0))) == ["own", "own"]


def test_a_part_knows_its_point_and_that_it_is_a_part() -> None:
    found = matters(PARTS.replace("LABELS", "printed"))
    assert [found.owner(Spot("a", path)) for path in ((0,), (0, 1), (0, 3, 0))] == ["funds"] * 3
    assert [found.is_part(matter) for matter in ("funds", "own", "funds/a", "nobody")] == [False, True, True, False]


def test_a_matter_that_is_a_point_somewhere_is_no_part() -> None:
    text = "versions: {a: {points: [{id: x, paraphrase: x, parts: [{id: own, text: x}]}]}, b: {points: [own]}}"
    assert matters(text).is_part("own") is False


# ---------------------------------------------------------------------------------------------------- titles, routes


def test_the_newest_title_of_a_matter_is_given() -> None:
    found = matters("""
versions:
  a: {points: [{id: cap, title: Old title, paraphrase: x}, nato]}
  b: {points: [{id: cap, title: New title, paraphrase: x}]}
  c: {points: [cap]}
""")
    assert (found.title("cap"), found.title("nato"), found.title("nobody")) == ("New title", None, None)


@pytest.mark.parametrize(
    ("path", "route"),
    [
        pytest.param((5,), ("points", 5), id="a point"),
        pytest.param((13, 0), ("points", 13, "parts", 0), id="a part"),
        pytest.param((1, 2, 3), ("points", 1, "parts", 2, "parts", 3), id="a part of a part"),
    ],
)
def test_where_a_point_or_a_part_stands_in_its_file(path: tuple[int, ...], route: tuple[str | int, ...]) -> None:
    assert route_of(path) == route


@pytest.mark.parametrize(
    ("point", "name"),
    [
        pytest.param("{id: cap, number: '6', paraphrase: x}", "cap", id="its id"),
        pytest.param("{number: '6', paraphrase: x}", "6", id="else its number"),
        pytest.param("{label: a, paraphrase: x}", "a", id="else its label"),
        pytest.param("{paraphrase: x}", "@1", id="else its place"),
    ],
)
def test_how_a_place_is_named(point: str, name: str) -> None:
    assert matters(f"versions: {{v: {{points: [{point}]}}}}").name_at(Spot("v", (0,))) == name
