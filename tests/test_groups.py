"""Which points of two versions are one change: what is declared, what has the same words, what was only computed."""

from __future__ import annotations

import pytest
from small_plans import change, change_in, compared, facts

from planstrack.compare.align.match import Nearest
from planstrack.compare.groups import Group, groups
from planstrack.compare.records import Comparison


def grouped(old: str, new: str, more: str = "") -> tuple[Group, ...]:
    return groups(
        facts(f"versions: {{old: {{points: [{old}]}}, new: {{based_on: [old], points: [{new}]}}}}\n{more}"),
        "old",
        "new",
    )


def shown(found: tuple[Group, ...]) -> list[tuple[tuple[int, ...], tuple[int, ...], str]]:
    return [(group.match.old, group.match.new, group.match.how) for group in found]


def links(found: Group) -> list[tuple[int, int, str]]:
    return [(link.old, link.new, link.basis) for link in found.links]


CAP_WORDS = "The armed forces of Ukraine are limited to at most six hundred thousand personnel in peacetime"
NATO_WORDS = "Ukraine agrees not to join the alliance and puts that into its constitution"


# ---------------------------------------------------------------------------------------------------- declared


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("cap", "cap", [((0,), (0,), "declared")], id="the same id"),
        pytest.param("cap, nato", "nato, cap", [((1,), (0,), "declared"), ((0,), (1,), "declared")], id="the same ids in another order"),
        pytest.param("{number: '6', paraphrase: x}", "{number: '4', paraphrase: y, from: ['old#6']}", [((0,), (0,), "declared")],
                     id="a from"),
        pytest.param("{number: '6', paraphrase: x}", "{id: cap, paraphrase: y, from: [{point: 'old#6', basis: inferred}]}",
                     [((0,), (0,), "inferred")], id="an inferred from"),
        pytest.param("cap", "{id: renamed, paraphrase: y, from: [{point: 'old#cap', basis: inferred}]}", [((0,), (0,), "inferred")],
                     id="an inferred from of an id"),
        pytest.param("cap", "{id: cap, paraphrase: y, from: [{point: 'old#cap', basis: inferred}]}", [((0,), (0,), "declared")],
                     id="the same id, though a from is inferred"),
        pytest.param("cap, nato", "{id: j, paraphrase: x, from: ['old#cap', 'old#nato']}", [((0, 1), (0,), "declared")], id="joined"),
        pytest.param("cap, nato", "{id: j, paraphrase: x, from: ['old#cap', {point: 'old#nato', basis: inferred}]}",
                     [((0, 1), (0,), "inferred")],
                     id="joined, one link of it inferred"),
        pytest.param("cap", "{id: p, paraphrase: x, from: ['old#cap']}, {id: q, paraphrase: y, from: ['old#cap']}",
                     [((0,), (0, 1), "declared")],
                     id="split"),
        pytest.param("cap", "cap, {id: q, paraphrase: y, from: ['old#cap']}", [((0,), (0, 1), "declared")],
                     id="split, the rest keeps its id"),
        pytest.param("a, b, c", "{id: p, paraphrase: x, from: ['old#a', 'old#b']}, {id: q, paraphrase: y, from: ['old#b', 'old#c']}",
                     [((0, 1, 2), (0, 1), "declared")], id="a piece of a split that belongs to a join: one connected group"),
        pytest.param("a, b", "{id: p, paraphrase: x, from: ['old#a']}, {id: q, paraphrase: y, from: ['old#a']}, b",
                     [((0,), (0, 1), "declared"), ((1,), (2,), "declared")], id="split, and another point behind it"),
        pytest.param("a, b", "{id: p, paraphrase: x, from: ['old#a']}, b", [((0,), (0,), "declared"), ((1,), (1,), "declared")],
                     id="two links are two changes"),
        pytest.param("a, b, c, d", "{id: p, paraphrase: x, from: ['old#a', 'old#c']}, {id: q, paraphrase: y, from: ['old#b', 'old#d']}",
                     [((0, 2), (0,), "declared"), ((1, 3), (1,), "declared")], id="two joins"),
    ],
)  # fmt: skip
def test_declared_matches(old: str, new: str, expected: list[tuple[tuple[int, ...], tuple[int, ...], str]]) -> None:
    assert shown(grouped(old, new)) == expected


def test_every_link_of_a_group_is_listed_with_its_basis() -> None:
    [joined] = grouped("a, b", "{id: p, paraphrase: x, from: ['old#a', {point: 'old#b', basis: inferred}]}")
    assert links(joined) == [(0, 0, "declared"), (1, 0, "inferred")]
    assert joined.match.why == "from old#a; from old#b"
    [overlapping] = grouped(
        "a, b", "{id: p, paraphrase: x, from: ['old#a', 'old#b']}, {id: q, paraphrase: y, from: ['old#b']}"
    )
    assert links(overlapping) == [(0, 0, "declared"), (1, 0, "declared"), (1, 1, "declared")]
    [alone] = grouped("a", "a")
    assert (links(alone), alone.match.score, alone.match.why) == ([(0, 0, "declared")], 1.0, "same id")
    [renamed] = grouped("a", "{id: b, paraphrase: x, from: [old#a]}")
    assert renamed.match.why == "from"
    [inferred] = grouped("a", "{id: b, paraphrase: x, from: [{point: old#a, basis: inferred}]}")
    assert (inferred.match.why, links(inferred)) == ("from, as an analyst infers", [(0, 0, "inferred")])


def test_a_from_is_read_backwards_too() -> None:
    text = """
versions:
  old: {based_on: [new], points: [{number: "4", paraphrase: x, from: ["new#6"]}]}
  new: {points: [{number: "6", paraphrase: y}]}
"""
    assert shown(groups(facts(text), "old", "new")) == [((0,), (0,), "declared")]
    joined = """
versions:
  old: {based_on: [new], points: [{id: j, paraphrase: x, from: [new#a, new#b]}]}
  new: {points: [a, b]}
"""
    assert shown(groups(facts(joined), "old", "new")) == [((0,), (0, 1), "declared")]


def test_a_from_of_a_part_joins_no_points() -> None:
    text = """
versions:
  old: {points: [{id: a, paraphrase: x, parts: [{id: p, text: x}]}, b]}
  new: {points: [{id: c, paraphrase: y, from: [old#a/p, old#b]}]}
"""
    assert shown(groups(facts(text), "old", "new")) == [((0,), (), "none"), ((1,), (0,), "declared")]


# ---------------------------------------------------------------------------------------------------- identical words


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(f"{{id: a, verbatim: {CAP_WORDS}}}", f"{{id: b, verbatim: {CAP_WORDS}}}", [((0,), (0,), "identical")],
                     id="under two ids"),
        pytest.param(f"{{id: a, verbatim: '“{CAP_WORDS}”'}}", f"{{id: b, verbatim: '\"{CAP_WORDS}\"'}}", [((0,), (0,), "identical")],
                          id="typography aside"),
        pytest.param(f"{{id: a, verbatim: {CAP_WORDS}}}", f"{{id: b, verbatim: {NATO_WORDS}}}", [((), (0,), "none"), ((0,), (), "none")],
                     id="other words under other ids"),
        pytest.param(f"{{id: a, verbatim: {CAP_WORDS}, status: dropped}}", f"{{id: b, verbatim: {CAP_WORDS}}}",
                     [((), (0,), "none"), ((0,), (), "none")],
                     id="not with what was dropped"),
        pytest.param("{id: a, reported: ~}", "{id: b, reported: ~}", [((), (0,), "none"), ((0,), (), "none")],
                     id="no words are not the same words"),
        pytest.param(f"{{id: a, verbatim: {CAP_WORDS}}}, {{id: a2, verbatim: {CAP_WORDS}}}", f"{{id: b, verbatim: {CAP_WORDS}}}",
                     [((), (0,), "none"), ((0,), (), "none"), ((1,), (), "none")], id="which of two twins cannot be told"),
        pytest.param(f"{{id: a, verbatim: {CAP_WORDS}}}", f"{{id: a, verbatim: {NATO_WORDS}}}, {{id: b, verbatim: {CAP_WORDS}}}",
                     [((0,), (0,), "declared"), ((), (1,), "none")], id="a declared match decides"),
    ],
)  # fmt: skip
def test_identical_words_that_no_id_joined_are_matched(
    old: str, new: str, expected: list[tuple[tuple[int, ...], tuple[int, ...], str]]
) -> None:
    assert sorted(shown(grouped(old, new))) == sorted(expected)


def test_words_are_identical_whatever_the_labels_that_are_ours() -> None:
    part = "{{id: a{0}, verbatim: x, parts: [{{label: {1}, text: y}}]}}"
    assert shown(grouped(part.format(1, "a"), part.format(2, "b"))) == [((0,), (0,), "identical")]


def test_an_identical_match_is_certain_and_its_link_says_so() -> None:
    [found] = grouped(f"{{id: a, verbatim: {CAP_WORDS}}}", f"{{id: b, verbatim: {CAP_WORDS}}}")
    assert (links(found), found.match.score, found.match.why) == ([(0, 0, "identical")], 1.0, "the words are the same")


def test_identical_words_are_matched_before_absence_is_asked() -> None:
    found = change(f"""
versions:
  old: {{points_held: all, points: [{{id: a, verbatim: {CAP_WORDS}}}]}}
  new: {{based_on: [old], points_held: all, points: [{{id: b, verbatim: {CAP_WORDS}}}]}}
""")
    assert (found.verdict, found.basis, found.match.how) == ("unchanged", "text", "identical")
    assert found.matters == ("a", "b")


# ---------------------------------------------------------------------------------------------------- computed

LIKE = CAP_WORDS.replace("six", "eight")


def loose(old: str, new: str, relation: str = "revises") -> Comparison:
    return compared(f"""
versions:
  old: {{points_held: all, points: [{old}]}}
  new: {{relations: {{old: {relation}}}, points_held: all, points: [{new}]}}
""")


def test_likely_the_same_point_is_computed_with_a_score_where_one_of_them_has_no_lineage() -> None:
    found = change_in(
        loose(
            f"{{verbatim: {CAP_WORDS}}}, {{verbatim: {NATO_WORDS}}}",
            f"{{verbatim: {LIKE}}}, {{verbatim: {NATO_WORDS}}}",
        ),
        "@1>@1",
    )
    assert (found.verdict, found.basis, found.match.how) == ("changed", "text", "computed")
    assert 0.5 < found.match.score <= 1
    assert [(link.old, link.new, link.basis) for link in found.links] == [(0, 0, "computed")]


def test_computation_joins_no_two_points_that_say_they_are_different_and_keeps_the_nearest() -> None:
    found = loose(
        f"{{id: a, verbatim: {CAP_WORDS}}}",
        f"{{id: b, verbatim: {LIKE}}}, {{id: c, verbatim: {NATO_WORDS}}}",
        "answers",
    )
    old, new = change_in(found, "a"), change_in(found, "b")
    assert [old.match.how, new.match.how] == ["none", "none"]
    assert [old.verdict, new.verdict] == ["unmatched", "unmatched"]
    assert old.match.nearest is not None
    assert new.match.nearest is not None
    assert (old.match.nearest.index, new.match.nearest.index) == (0, 0)
    assert old.match.nearest.score == new.match.nearest.score > 0.5


def test_a_point_without_a_declared_lineage_that_has_no_counterpart_is_unmatched_with_its_nearest() -> None:
    """Children of the European draft: the link was only computed, so nothing is called added."""
    found = loose(
        "{number: '24', verbatim: 'All prisoners, civilians and children held by either side are exchanged and return home'}",
        "{id: children, number: '24', verbatim: 'All prisoners and civilians held by either side are exchanged'}, "
        "{id: money, number: '25', verbatim: 'Frozen assets are used to pay for the damage that the war has done'}",
    )
    children, money = change_in(found, "24>children"), change_in(found, "money")
    assert (children.match.how, children.verdict) == ("computed", "changed")
    assert (money.verdict, money.basis, money.grounds) == ("unmatched", "none", ())


def test_a_point_is_unmatched_where_a_held_point_of_the_other_side_has_no_lineage_and_not_for_one_of_its_own_side() -> (
    None
):
    held = "versions: {old: {points_held: all, points: [OLD]}, new: {based_on: [old], points_held: all, points: [NEW]}}"
    declared, loose = f"{{id: a, verbatim: {CAP_WORDS}}}", "{number: '9', verbatim: Prisoners come home}"
    other_side = compared(held.replace("OLD", declared).replace("NEW", loose))
    assert change_in(other_side, "a").verdict == "unmatched"
    own_side = compared(
        held.replace("OLD", f"{declared}, {loose}").replace("NEW", f"{{id: b, verbatim: {NATO_WORDS}}}")
    )
    assert change_in(own_side, "a").verdict == "removed"
    assert change_in(own_side, "b").verdict == "unmatched"
    reported = compared(
        held.replace("OLD", declared)
        .replace("NEW", "{number: '9', reported: ~}")
        .replace("new: {based_on: [old], points_held: all", "new: {based_on: [old], points_held: some")
    )
    assert change_in(reported, "a").verdict == "unknown", "a reported point is not held"


def test_one_point_without_a_declared_lineage_is_enough_for_likeness_to_tell() -> None:
    for old, new in (("old", "new"), ("new", "old")):
        found = compared(f"""
versions:
  {old}: {{points: [{{id: a, verbatim: {NATO_WORDS}}}, {{verbatim: {CAP_WORDS}}}]}}
  {new}: {{relations: {{{old}: revises}}, points: [{{id: c, verbatim: {LIKE}}}]}}
""")
        assert sorted(each.match.how for each in found.changes) == ["computed", "none"]


def test_where_every_lineage_is_declared_nothing_is_computed_but_between_rivals() -> None:
    [old, new] = loose(f"{{id: a, verbatim: {CAP_WORDS}}}", f"{{id: b, verbatim: {LIKE}}}").changes
    assert {old.verdict, new.verdict} == {"added", "removed"}
    assert old.match.nearest is None
    rival = loose(f"{{id: a, verbatim: {CAP_WORDS}}}", f"{{id: b, verbatim: {LIKE}}}", "answers").changes
    assert {each.match.nearest.index for each in rival if each.match.nearest} == {0}
    assert {each.verdict for each in rival} == {"unmatched"}


# ---------------------------------------------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("{number: '6', paraphrase: ~}", "{number: '6', paraphrase: ~}", [((0,), (0,), "computed")],
                     id="two points that are numbers only"),
        pytest.param("{number: '6', paraphrase: ~}", f"{{number: '6', verbatim: {CAP_WORDS}}}", [((0,), (0,), "computed")],
                     id="one of them has words"),
        pytest.param(f"{{number: '6', verbatim: {CAP_WORDS}}}", "{number: '6', paraphrase: ~}", [((0,), (0,), "computed")],
                     id="the other one has"),
        pytest.param("{number: '6', paraphrase: ~}", "{number: '7', paraphrase: ~}", [((), (0,), "none"), ((0,), (), "none")],
                     id="two numbers"),
        pytest.param("{number: '6', paraphrase: ~}, {number: '6', paraphrase: ~}", "{number: '6', paraphrase: ~}",
                     [((), (0,), "none"), ((0,), (), "none"), ((1,), (), "none")], id="a number used twice on the old side"),
        pytest.param("{number: '6', paraphrase: ~}", "{number: '6', paraphrase: ~}, {number: '6', paraphrase: ~}",
                     [((), (0,), "none"), ((), (1,), "none"), ((0,), (), "none")], id="a number used twice on the new side"),
        pytest.param("{id: a, number: '6', paraphrase: ~}", "{id: b, number: '6', paraphrase: ~}", [((), (0,), "none"), ((0,), (), "none")],
                     id="not where two ids say they are different"),
        pytest.param("{id: a, number: '6', paraphrase: ~}", "{number: '6', paraphrase: ~}", [((0,), (0,), "computed")],
                     id="an id on one side only"),
        pytest.param(f"{{number: '6', verbatim: {CAP_WORDS}}}", f"{{number: '6', verbatim: {NATO_WORDS}}}",
                     [((), (0,), "none"), ((0,), (), "none")],
                     id="not where the words tell them apart"),
        pytest.param("{paraphrase: ~}", "{paraphrase: ~}", [((), (0,), "none"), ((0,), (), "none")], id="neither words nor number"),
    ],
)  # fmt: skip
def test_points_without_words_are_matched_by_their_number(
    old: str, new: str, expected: list[tuple[tuple[int, ...], tuple[int, ...], str]]
) -> None:
    assert sorted(shown(grouped(old, new))) == sorted(expected)


def test_a_match_by_number_says_why_and_is_not_sure() -> None:
    found = grouped("{number: '6', paraphrase: ~}, nato", "{number: '6', paraphrase: ~}, nato")
    by_number = next(group for group in found if group.match.how == "computed")
    assert (by_number.match.score, by_number.match.why) == (0.5, "same number; no words are held to compare")
    assert links(by_number) == [(0, 0, "computed")]


# ---------------------------------------------------------------------------------------------------- twins, order


def test_of_points_with_the_same_words_one_that_has_no_counterpart_is_not_called_removed() -> None:
    found = loose(
        f"{{verbatim: {CAP_WORDS}}}, {{verbatim: {CAP_WORDS}}}, {{verbatim: {NATO_WORDS}}}",
        f"{{verbatim: {CAP_WORDS}}}, {{verbatim: {NATO_WORDS}}}",
    )
    left = [each for each in found.changes if not each.new]
    assert len(left) == 1
    assert left[0].verdict == "unmatched"
    assert left[0].reason == (
        "one of several points with the same words has no counterpart; which one cannot be told from the texts"
    )


def test_what_is_alone_has_no_nearest_where_nothing_is_near() -> None:
    found = grouped(f"{{verbatim: {CAP_WORDS}}}, {{verbatim: {NATO_WORDS}}}", f"{{verbatim: {CAP_WORDS}}}")
    [alone] = [group for group in found if group.match.how == "none"]
    assert (alone.match.nearest, alone.links) == (None, ())


def test_a_point_that_has_no_counterpart_keeps_the_nearest_of_the_other_side() -> None:
    found = grouped(
        f"{{verbatim: {NATO_WORDS}}}, {{verbatim: {LIKE}}}, {{verbatim: {CAP_WORDS}}}",
        f"{{verbatim: {CAP_WORDS} and in war}}",
    )
    nearest = {group.match.old: group.match.nearest for group in found if not group.match.new}
    assert {at for at, near in nearest.items() if near and near.index == 0} <= {(0,), (1,), (2,)}
    assert all(near is None or near.index == 0 for near in nearest.values())
    turned = grouped(
        f"{{verbatim: {CAP_WORDS} and in war}}",
        f"{{verbatim: {NATO_WORDS}}}, {{verbatim: {LIKE}}}, {{verbatim: {CAP_WORDS}}}",
    )
    assert all(near is None or near.index == 0 for near in (g.match.nearest for g in turned if not g.match.old))
    assert any(near is not None for near in (*nearest.values(), *(g.match.nearest for g in turned)))


def test_every_point_that_can_be_matched_is_though_one_before_it_cannot() -> None:
    by_number = grouped(
        "{number: '5', paraphrase: ~}, {number: '6', paraphrase: ~}",
        "{number: '6', paraphrase: ~}, {number: '7', paraphrase: ~}",
    )
    assert sorted(shown(by_number)) == [((), (1,), "none"), ((0,), (), "none"), ((1,), (0,), "computed")]
    twice = grouped("{number: '5', paraphrase: ~}, {number: '5', paraphrase: ~}, {number: '6', paraphrase: ~}",
                    "{number: '5', paraphrase: ~}, {number: '6', paraphrase: ~}")  # fmt: skip
    assert ((2,), (1,), "computed") in shown(twice)
    worded = grouped(f"{{number: '5', verbatim: {CAP_WORDS}}}, {{number: '6', paraphrase: ~}}",
                     f"{{number: '5', verbatim: {NATO_WORDS}}}, {{number: '6', paraphrase: ~}}")  # fmt: skip
    assert ((1,), (1,), "computed") in shown(worded)


def test_points_behind_two_that_say_they_are_different_are_matched_too() -> None:
    found = grouped(
        f"{{id: a, verbatim: {CAP_WORDS}}}, {{verbatim: {NATO_WORDS}}}",
        f"{{id: b, verbatim: {LIKE}}}, {{verbatim: {NATO_WORDS} at once}}",
    )
    assert sorted(shown(found)) == [((), (0,), "none"), ((0,), (), "none"), ((1,), (1,), "computed")]


def test_several_points_of_which_one_has_an_id_are_not_joined_with_one_of_another_id() -> None:
    first, second = CAP_WORDS, NATO_WORDS
    loose_old = f"{{verbatim: {first}}}, {{verbatim: {second}}}"
    one_id = f"{{id: a, verbatim: {first}}}, {{verbatim: {second}}}"
    both = f"verbatim: '{first}. {second}.'"
    assert shown(grouped(loose_old, f"{{id: b, {both}}}")) == [((0, 1), (0,), "computed")]
    assert sorted(shown(grouped(one_id, f"{{id: b, {both}}}"))) == [
        ((), (0,), "none"),
        ((0,), (), "none"),
        ((1,), (), "none"),
    ]


def test_nothing_is_near_where_nothing_is_left_on_the_other_side() -> None:
    for old, new in (("a, {verbatim: About b.}", "a"), ("a", "a, {verbatim: About b.}")):
        [alone] = [group for group in grouped(old, new) if group.match.how == "none"]
        assert alone.match.nearest is None


def test_a_point_that_is_alone_with_its_words_is_no_twin() -> None:
    found = grouped(f"{{verbatim: {CAP_WORDS}}}", f"{{verbatim: {NATO_WORDS}}}")
    assert [group.twin for group in found] == [False, False]
    assert all(group.match.nearest is None or isinstance(group.match.nearest, Nearest) for group in found)
    twins = grouped(f"{{verbatim: {CAP_WORDS}}}", f"{{verbatim: {CAP_WORDS}}}, {{verbatim: {CAP_WORDS}}}")
    assert sorted(group.twin for group in twins) == [False, True]


def test_changes_stand_in_the_order_of_new_and_what_is_gone_behind_its_predecessor() -> None:
    found = grouped("a, gone, b, c, gone-too", "c, a, b, fresh")
    assert [(group.match.old, group.match.new) for group in found] == [
        ((3,), (0,)), ((4,), ()), ((0,), (1,)), ((1,), ()), ((2,), (2,)), ((), (3,)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("", "", id="two empty versions"),
        pytest.param("a, b", "", id="nothing in new"),
        pytest.param("", "a, b", id="nothing in old"),
        pytest.param("a, {number: '7', paraphrase: ~}, {paraphrase: x}", "{id: z, paraphrase: y}, a, {number: '7', paraphrase: ~}",
                     id="some of each"),
    ],
)  # fmt: skip
def test_every_point_of_either_side_stands_in_exactly_one_change(old: str, new: str) -> None:
    text = f"versions: {{old: {{points: [{old}]}}, new: {{points: [{new}]}}}}"
    given = facts(text)
    found = groups(given, "old", "new")
    for side, name in (("old", "old"), ("new", "new")):
        places = sorted(at for group in found for at in getattr(group.match, side))
        assert places == list(range(len(given.plan.versions[name].points)))
