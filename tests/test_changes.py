"""Two versions and what is on file → every change: its name, aspects, amounts, parts, what it cites; and the laws."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_plans import change, change_in, cited, compared, facts, plan, told

from planstrack.compare.changes import compare, compare_files
from planstrack.compare.facts import Facts
from planstrack.compare.records import ASPECTS, VERDICTS, Change, Comparison
from planstrack.model import Plan, Version

# ---------------------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("old", "new", "ids"),
    [
        pytest.param("{id: a, verbatim: x}", "{id: a, verbatim: y}", ["old..new/a"], id="one id"),
        pytest.param("{number: '6', verbatim: same words}", "{number: '4', verbatim: same words}", ["old..new/6>4"], id="numbers"),
        pytest.param("{id: a, verbatim: x}", "", ["old..new/a"], id="an id that is gone"),
        pytest.param("", "{id: a, verbatim: x}", ["old..new/a"], id="an id that came"),
        pytest.param("{number: '6', verbatim: x}", "", ["old..new/6>"], id="a number that is gone"),
        pytest.param("", "{number: '7', verbatim: x}", ["old..new/>7"], id="a number that came"),
        pytest.param("{number: '3', verbatim: x}, {number: '7', verbatim: y}", "{number: '4', verbatim: x y, from: ['old#3', 'old#7']}",
                     ["old..new/3,7>4"], id="joined"),
        pytest.param("{id: '6', verbatim: x}", "{number: '6', verbatim: y, from: ['old#6']}", ["old..new/6>6"], id="an id and a number"),
        pytest.param("{id: a, verbatim: x}", "{id: b, verbatim: y, from: ['old#a']}", ["old..new/a>b"], id="another id"),
        pytest.param("{id: a, verbatim: x}", "{id: a, verbatim: x}, {id: b, verbatim: y, from: ['old#a']}", ["old..new/a>a,b"],
                     id="split, one part keeps its id"),
        pytest.param("{number: '1', verbatim: x}, {number: '1', verbatim: y}", "", ["old..new/1@1>", "old..new/1@2>"],
                     id="a number used twice stays unique by its place"),
        pytest.param("{number: '../a b>', verbatim: x}", "", ["old..new/..%2Fa%20b%3E>"], id="a hostile number"),
        pytest.param("{verbatim: x}", "", ["old..new/@1>"], id="neither id nor number"),
    ],
)  # fmt: skip
def test_the_name_of_a_change(old: str, new: str, ids: list[str]) -> None:
    assert [
        each.id for each in compared(f"versions: {{old: {{points: [{old}]}}, new: {{points: [{new}]}}}}").changes
    ] == ids


@pytest.mark.parametrize(
    ("old", "new", "title"),
    [
        pytest.param("{id: cap, title: Old title, verbatim: x}", "{id: cap, title: New title, verbatim: x}", "New title",
                     id="the new title"),
        pytest.param("{id: cap, title: Old title, verbatim: x}", "{id: cap, verbatim: x}", "Old title", id="else the old one"),
        pytest.param("{id: cap, number: '6', verbatim: x}", "{id: cap, verbatim: x}", "Point 6", id="else its number"),
        pytest.param("{id: army-cap, verbatim: x}", "{id: army-cap, verbatim: x}", "army cap", id="else its id in words"),
    ],
)  # fmt: skip
def test_the_title_of_a_change(old: str, new: str, title: str) -> None:
    assert change(f"versions: {{old: {{points: [{old}]}}, new: {{points: [{new}]}}}}").title == title


# ---------------------------------------------------------------------------------------------------- which changes there are


def test_a_change_is_had_for_each_point_and_for_each_matter_that_a_standing_claim_names() -> None:
    found = compared("""
versions:
  elder: {points: [spoken, {number: "9", title: Ninth, paraphrase: x}, drafted, elsewhere, backwards]}
  old: {points: [only-old, both]}
  new: {points: [both, only-new]}
claims:
  - {removed: spoken, since: elder}
  - {discussed: elder#9}
  - {removed: drafted, draft: true}
  - {discussed: elsewhere, in: elder}
  - {discussed: both}
  - {kept: backwards, in: old, since: new}
""")
    assert {each.id: len(each.old) + len(each.new) for each in found.changes} == {
        "old..new/only-old": 1, "old..new/both": 2, "old..new/only-new": 1, "old..new/spoken": 0, "old..new/9": 0,
        "old..new/backwards": 0,
    }  # fmt: skip
    ninth = change_in(found, "9")
    assert (ninth.title, ninth.match.how, ninth.match.why) == ("Ninth", "none", "no point of it stands on either side")
    assert change_in(found, "spoken").title == "Spoken"
    assert change_in(found, "spoken").verdict == "unknown"
    assert change_in(found, "spoken").match.score == 0.0


def test_a_version_against_itself_tells_of_its_points_alone() -> None:
    found = compared(
        "versions: {elder: {points: [spoken]}, v: {points: [cap]}}\nclaims: [{agreed: spoken, in: v}]", "v", "v"
    )
    assert [each.id for each in found.changes] == ["v..v/cap"]


def test_no_such_version_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        compared("versions: {old: {}}", "old", "nowhere")


# ---------------------------------------------------------------------------------------------------- amounts


def capped(
    old: str, new: str, claims: str = "", old_wording: str = "verbatim", new_wording: str = "verbatim"
) -> Change:
    def point(wording: str, amount: str) -> str:
        return f"{{id: cap, {wording}: x" + (f", quantities: {{army-size: {amount}}}}}" if amount else "}")

    return change(f"""
versions: {{old: {{points: [{point(old_wording, old)}]}}, new: {{based_on: [old], points: [{point(new_wording, new)}]}}}}
claims: [{claims}]
""")


def test_a_change_of_amount_gives_difference_and_per_cent_on_the_weaker_basis() -> None:
    found = capped("{at-most: 600000}", "{at-most: 800000}", new_wording="paraphrase")
    [quantity] = found.quantities
    assert (quantity.name, quantity.title, quantity.unit) == ("army-size", "army size", "personnel")
    assert (quantity.changed, quantity.contested, quantity.rivals) == (True, False, ())
    assert (quantity.difference, str(quantity.percent), quantity.basis) == (200000, "33.3", "summary")
    assert (quantity.old_basis, quantity.new_basis) == ("text", "summary")
    assert [ground.key for ground in quantity.grounds] == ["new#cap"]
    aspect = found.aspect("quantity")
    assert aspect is not None
    assert (aspect.old, aspect.new, aspect.of, aspect.basis) == (
        "at most 600,000 personnel",
        "at most 800,000 personnel",
        "army-size",
        "summary",
    )
    assert [ground.key for ground in aspect.grounds] == ["new#cap"]


def test_a_cap_that_becomes_a_fixed_number_is_a_change_of_amount() -> None:
    found = capped("{at-most: 800000}", "800000")
    assert (found.verdict, found.aspect_names) == ("disputed", ("quantity",))
    assert found.quantities[0].difference == 0


def test_the_same_amount_is_no_aspect() -> None:
    found = capped("{at-most: 800000}", "{at-most: 800000}")
    assert (found.verdict, found.aspect_names, found.quantities[0].changed) == ("unchanged", (), False)


@pytest.mark.parametrize(
    ("old", "new", "difference", "percent"),
    [
        pytest.param("600", "300", "-300", "-50.0", id="half as many"),
        pytest.param("-200", "-100", "100", "50.0", id="below nothing"),
        pytest.param("0", "5", "5", "None", id="from nothing"),
        pytest.param("none", "5", "None", "None", id="from no limit"),
        pytest.param("5", "unstated", "None", "None", id="to no number named"),
    ],
)
def test_difference_and_per_cent(old: str, new: str, difference: str, percent: str) -> None:
    [quantity] = capped(old, new, old_wording="paraphrase", new_wording="paraphrase").quantities
    assert (str(quantity.difference), str(quantity.percent)) == (difference, percent)


def test_an_amount_on_one_side_only_is_no_change_of_amount() -> None:
    for old, new, gives in (("600", "", "old"), ("", "600", "new")):
        found = capped(old, new, old_wording="paraphrase", new_wording="paraphrase")
        [quantity] = found.quantities
        assert (quantity.changed, found.aspect("quantity"), quantity.basis) == (False, None, "summary")
        assert (quantity.old is None, quantity.new is None) == (gives == "new", gives == "old")
        assert quantity.difference is None
        assert {"old": quantity.new_basis, "new": quantity.old_basis}[gives] == "none"


def test_rival_amounts_stand_with_the_one_that_counts_and_contest_it() -> None:
    found = capped("600", "", "{of: cap, value: {army-size: 800}, by: Ann}, {of: cap, value: {army-size: none}, by: Bob}",
                   "paraphrase", "reported")  # fmt: skip
    [quantity] = found.quantities
    assert (quantity.changed, quantity.contested, len(quantity.rivals), quantity.difference) == (True, True, 2, None)
    assert sorted(ground.key for ground in quantity.grounds) == ["paper#c1", "paper#c2"]
    assert (found.verdict, found.disputed, cited(found)) == ("changed", True, ["paper#c1", "paper#c2"])


def test_where_one_rival_equals_the_old_amount_it_is_not_told_as_changed() -> None:
    found = capped("600", "", "{of: cap, value: {army-size: 800}, by: Ann}, {of: cap, value: {army-size: 600}, by: Bob}",
                   "paraphrase", "reported")  # fmt: skip
    assert (found.verdict, found.quantities[0].changed, found.aspect("quantity")) == ("disputed", False, None)


def test_a_weaker_amount_is_a_rival_and_the_stronger_one_counts() -> None:
    found = capped("600", "700", "{of: cap, value: {army-size: 800}, by: Ann}", "paraphrase", "paraphrase")
    [quantity] = found.quantities
    assert quantity.new is not None
    assert (quantity.new.value, [int(rival.value or 0) for rival in quantity.rivals]) == (700, [700, 800])
    assert [ground.key for ground in quantity.grounds] == ["new#cap"]


def test_amounts_of_a_matter_that_stands_on_neither_side_are_told_too() -> None:
    found = change("""
versions:
  elder: {points: [cap]}
  old: {}
  new: {based_on: [old]}
claims: [{of: cap, value: {army-size: 600}, in: old, by: Ann}, {of: cap, value: {army-size: 800}, by: Ann}]
""")
    [quantity] = found.quantities
    assert (quantity.difference, quantity.old_basis, quantity.new_basis) == (200, "reported", "reported")
    assert found.aspect_names == ("quantity",)


def test_a_quantity_that_the_plan_does_not_track_is_called_by_its_name() -> None:
    found = change("""
quantities: {}
versions:
  old: {points: [{id: cap, paraphrase: x, quantities: {army-size-now: 600}}]}
  new: {points: [{id: cap, paraphrase: x, quantities: {army-size-now: 800}}]}
""")
    [quantity] = found.quantities
    assert (quantity.title, quantity.unit, quantity.name) == ("army size now", None, "army-size-now")


def test_a_removed_point_has_no_change_of_amount() -> None:
    found = change("""
versions:
  old: {points: [{id: cap, paraphrase: x, quantities: {army-size: 600}}]}
  new: {based_on: [old]}
claims: [{of: cap, value: {army-size: none}, by: Ann}, {removed: cap, since: old, by: Ann}]
""")
    assert (found.verdict, found.aspect("quantity")) == ("removed", None)


# ---------------------------------------------------------------------------------------------------- aspects


def aspects(
    old: str, new: str, more: str = "", claims: str = ""
) -> dict[str, tuple[str | None, str | None, str, list[str]]]:
    found = change(f"""
versions: {{old: {{points: [{{id: cap, {old}}}]}}, new: {{based_on: [old], {more}points: [{{id: cap, {new}}}]}}}}
claims: [{claims}]
""")
    return {
        aspect.name: (aspect.old, aspect.new, aspect.basis, sorted(ground.key for ground in aspect.grounds))
        for aspect in found.aspects
    }


BOTH = ["new#cap", "old#cap"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("verbatim: x", "verbatim: x", {}, id="none"),
        pytest.param("number: '6', verbatim: x", "number: '4', verbatim: x", {"renumbered": ("6", "4", "text", BOTH)}, id="renumbered"),
        pytest.param("number: '6', verbatim: x", "verbatim: x", {}, id="a number that is not known is none"),
        pytest.param("verbatim: x", "number: '6', verbatim: x", {}, id="a number that was not known is none"),
        pytest.param("number: '6', paraphrase: x", "number: '4', verbatim: x", {"renumbered": ("6", "4", "summary", BOTH)},
                     id="renumbered, on the weaker basis"),
        pytest.param("title: Cap, verbatim: x", "title: Limit, verbatim: x", {"retitled": ("Cap", "Limit", "text", BOTH)}, id="retitled"),
        pytest.param("title: The Cap, verbatim: x", "title: 'The  Cap', verbatim: x", {}, id="a title typed otherwise is the same"),
        pytest.param("title: Cap, paraphrase: x", "title: Limit, paraphrase: x", {}, id="titles of summaries are ours"),
        pytest.param("title: Cap, verbatim: x", "verbatim: x", {}, id="a title that is not known is none"),
        pytest.param("verbatim: x, status: proposed", "verbatim: x, status: agreed",
                     {"status": ("in the text as a proposal", "agreed", "text", ["new#cap"])},
                     id="a status"),
        pytest.param("verbatim: x", "paraphrase: x, status: agreed", {"status": (None, "agreed", "summary", ["new#cap"])},
                     id="a status where none was"),
        pytest.param("verbatim: x", "verbatim: x, status: proposed", {}, id="a proposal where no status was is nothing new"),
        pytest.param("verbatim: x, status: agreed", "verbatim: x, status: proposed",
                     {"status": ("agreed", "in the text as a proposal", "text", ["new#cap"])},
                     id="a proposal where it was agreed"),
        pytest.param("verbatim: x, status: agreed", "verbatim: x", {}, id="a status that is not known is none"),
        pytest.param("verbatim: x, status: agreed", "verbatim: x, status: agreed", {}, id="the same status"),
        pytest.param("paraphrase: x, status: open", "verbatim: x, status: agreed",
                     {"status": ("still open", "agreed", "summary", ["new#cap"])},
                     id="a status, on the weaker basis"),
        pytest.param("verbatim: x, positions: {ua: rejects}", "verbatim: x, positions: {ua: accepts}",
                     {"position": ("rejects", "accepts", "text", ["new#cap"])},
                     id="a position"),
        pytest.param("verbatim: x", "verbatim: x, positions: {ua: accepts}", {}, id="a position where none was known is no difference"),
        pytest.param("verbatim: x, positions: {ua: accepts}", "verbatim: x, positions: {ua: accepts}", {}, id="the same position"),
        pytest.param("verbatim: x, positions: {ua: accepts}", "verbatim: x", {}, id="a position that is not known is none"),
        pytest.param("paraphrase: x, positions: {ua: rejects}", "verbatim: x, positions: {ua: accepts}",
                     {"position": ("rejects", "accepts", "summary", ["new#cap"])},
                     id="a position, on the weaker basis"),
    ],
)  # fmt: skip
def test_aspects_stand_beside_the_verdict_each_with_its_own_grounds(
    old: str, new: str, expected: dict[str, tuple[str | None, str | None, str, list[str]]]
) -> None:
    assert aspects(old, new) == expected


def test_a_position_names_its_party_and_cites_what_it_rests_on() -> None:
    found = change("""
versions:
  old: {points: [{id: cap, paraphrase: x, positions: {ua: accepts, ru: rejects, us: proposes}}]}
  new:
    based_on: [old]
    points: [{id: cap, paraphrase: x, positions: {ua: {is: rejects, sources: [paper#c1]}, ru: accepts, eu: accepts}}]
claims: [{discussed: cap, by: Ann}]
""")
    assert [
        (aspect.of, aspect.new, aspect.basis, [ground.key for ground in aspect.grounds]) for aspect in found.aspects
    ] == [
        ("ua", "rejects", "reported", ["paper#c1"]),
        ("ru", "accepts", "summary", ["new#cap"]),
    ]


def test_a_status_is_grounded_in_what_says_it_of_new() -> None:
    assert aspects(
        "paraphrase: x, status: open", "reported: ~", claims="{agreed: cap, by: Ann}, {kept: cap, by: Bob}"
    ) == {"status": ("still open", "agreed", "reported", ["paper#c1"])}


def test_the_status_on_the_strongest_basis_counts() -> None:
    assert aspects("paraphrase: x, status: open", "verbatim: x, status: agreed", claims="{open: cap, by: Bob}") == {
        "status": ("still open", "agreed", "summary", ["new#cap"])
    }


def test_a_contested_status_is_no_aspect() -> None:
    assert aspects("paraphrase: x", "reported: ~", claims="{agreed: cap, by: Ann}, {open: cap, by: Bob}") == {}


def test_status_and_position_decide_no_verdict() -> None:
    found = change("""
versions:
  old: {points: [{id: cap, verbatim: x, status: open, positions: {ua: rejects}}]}
  new: {points: [{id: cap, verbatim: x, status: agreed, positions: {ua: accepts}}]}
""")
    assert (found.verdict, found.aspect_names) == ("unchanged", ("status", "position"))


@pytest.mark.parametrize(
    ("more", "claims", "expected"),
    [
        pytest.param("", "{reworded: cap, since: old, by: Ann}", ("reported", ["paper#c1"]), id="reported reworded"),
        pytest.param("readings: [{since: old, says: reworded, gist: g}], ", "{reworded: cap, since: old, by: Ann}",
                     ("summary", ["new#cap/readings/1", "paper#c1"]), id="a reading and a report"),
        pytest.param("", "{joined: cap, since: old, by: Ann}", ("reported", ["paper#c1"]), id="reported joined"),
        pytest.param("", "{kept: cap, since: old, by: Ann, stance: disputes}", None, id="that it was not kept says nothing of its words"),
        pytest.param("", "{kept: cap, since: old, by: Ann}", None, id="kept"),
    ],
)  # fmt: skip
def test_what_says_that_the_words_changed_makes_it_reworded(
    more: str, claims: str, expected: tuple[str, list[str]] | None
) -> None:
    found = aspects("paraphrase: x", f"{more}reported: ~", claims=claims)
    assert found.get("reworded") == (None if expected is None else (None, None, *expected))


def test_a_redline_and_a_report_are_one_rewording() -> None:
    found = change("""
versions: {old: {points: [{id: cap, verbatim: The army stays.}]}, new: {based_on: [old], points: [{id: cap, verbatim: The army goes.}]}}
claims: [{reworded: cap, since: old, by: Ann}]
""")
    assert [(aspect.name, aspect.basis) for aspect in found.aspects] == [("reworded", "text")]


def test_amounts_alone_do_not_say_that_the_words_changed() -> None:
    found = capped("600", "", "{of: cap, value: {army-size: 800}, by: Ann}", "paraphrase", "reported")
    assert found.aspect_names == ("quantity",)


def test_a_redline_tells_apart_numbers_modals_and_negations_in_the_order_of_aspects() -> None:
    found = change("""
versions:
  old: {points: [{id: cap, verbatim: The army shall not exceed 600 soldiers.}]}
  new: {points: [{id: cap, verbatim: The army may exceed 800 soldiers.}]}
""")
    assert found.aspect_names == ("reworded", "number", "negation", "modal")
    assert list(found.aspect_names) == [name for name in ASPECTS if name in found.aspect_names]
    assert {(aspect.basis, len(aspect.grounds), aspect.old, aspect.new) for aspect in found.aspects} == {
        ("text", 2, None, None)
    }
    assert "".join(edit.text for edit in found.redline if edit.op != "+") == "The army shall not exceed 600 soldiers."


def test_points_that_moved_are_told_where_both_texts_are_in_their_own_order() -> None:
    def moved(more: str = "", wording: str = "verbatim") -> list[str]:
        found = compared(f"""
versions:
  old: {{points: [{{id: a, verbatim: x}}, {{id: b, verbatim: y}}, {{id: c, verbatim: z}}]}}
  new: {{based_on: [old], {more}points: [{{id: c, {wording}: z}}, {{id: a, verbatim: x}}, {{id: b, verbatim: y}}]}}
""")
        return [each.id for each in found.changes if each.aspect("moved")]

    assert moved() == ["old..new/c"]
    assert moved("text: leaked, ") == ["old..new/c"]
    assert moved("text: unpublished, ") == []
    assert moved(wording="reported") == []


# ---------------------------------------------------------------------------------------------------- redlines


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        pytest.param("verbatim: One two.", "verbatim: One three.", True, id="two texts"),
        pytest.param("paraphrase: One two.", "paraphrase: One three.", False, id="two summaries: none"),
        pytest.param("verbatim: One two.", "paraphrase: One three.", False, id="a text and a summary: none"),
        pytest.param("verbatim: One two., parts_held: some", "verbatim: One three.", False, id="held in part: none"),
        pytest.param("verbatim: One two.", "verbatim: One two.", False, id="the same: none"),
        pytest.param("verbatim: One two.", "reported: One three.", False, id="a reported point: none"),
    ],
)
def test_only_texts_are_redlined(old: str, new: str, shown: bool) -> None:
    found = change(f"versions: {{old: {{points: [{{id: cap, {old}}}]}}, new: {{points: [{{id: cap, {new}}}]}}}}")
    assert bool(found.redline) is shown


def test_white_space_is_redlined_where_it_is_asked_for() -> None:
    given = facts(
        "versions: {old: {points: [{id: cap, verbatim: One two.}]}, new: {points: [{id: cap, verbatim: 'One  two.'}]}}"
    )
    assert compare(given, "old", "new").changes[0].redline == ()
    shown = compare(given, "old", "new", whitespace=True).changes[0]
    assert shown.redline != ()
    assert (shown.verdict, shown.aspects) == ("unchanged", ())
    files = version("a", [{"text": "One two."}]), version("b", [{"text": "One  two."}])
    assert compare_files(*files).changes[0].redline == ()
    assert compare_files(*files, whitespace=True).changes[0].redline != ()


def test_joined_texts_are_redlined_together() -> None:
    found = change("""
versions:
  old: {points: [{id: a, verbatim: One two three.}, {id: b, verbatim: Four five six.}]}
  new: {based_on: [old], points: [{id: j, verbatim: One two three. Four five seven., from: [old#a, old#b]}]}
""")
    assert (found.verdict, found.basis, found.shape) == ("changed", "text", "joined")
    assert "".join(edit.text for edit in found.redline if edit.op != "-") == "One two three. Four five seven."
    assert "six" in "".join(edit.text for edit in found.redline if edit.op == "-")
    assert cited(found) == ["new#j", "new#j/from", "old#a", "old#b"]


@pytest.mark.parametrize(
    ("old", "new", "shape"),
    [
        pytest.param("a", "a", "kept", id="one and one"),
        pytest.param("a", "", "removed", id="one and none"),
        pytest.param("", "a", "added", id="none and one"),
        pytest.param("a", "{id: p, paraphrase: x, from: [old#a]}, {id: q, paraphrase: y, from: [old#a]}", "split", id="one and two"),
        pytest.param("a, b", "{id: p, paraphrase: x, from: [old#a, old#b]}", "joined", id="two and one"),
        pytest.param("a, b", "{id: p, paraphrase: x, from: [old#a, old#b]}, {id: q, paraphrase: y, from: [old#b]}", "regrouped",
                     id="two and two"),
    ],
)  # fmt: skip
def test_the_shape_follows_from_how_many_points_stand_on_each_side(old: str, new: str, shape: str) -> None:
    assert change(f"versions: {{old: {{points: [{old}]}}, new: {{based_on: [old], points: [{new}]}}}}").shape == shape


# ---------------------------------------------------------------------------------------------------- groups of points


def joined(claims: str = "", wording: str = "paraphrase") -> Change:
    return change(f"""
versions:
  old: {{points: [{{id: a, {wording}: x}}, {{id: b, {wording}: y}}]}}
  new: {{based_on: [old], points: [{{id: j, {wording}: z, from: [old#a, old#b]}}]}}
claims: [{claims}]
""", "a,b>j")  # fmt: skip


def test_a_join_is_a_change_as_a_summary_grounded_in_its_links() -> None:
    found = joined()
    assert told(found) == ("changed", "summary", False)
    assert {ground.kind for ground in found.grounds} == {"from"}
    assert {ground.route[:3] for ground in found.grounds} == {("points", 0, "from")}
    assert found.matters == ("a", "b", "j")


def test_a_group_is_there_where_any_member_is_and_same_or_different_by_its_links_and_its_members() -> None:
    found = joined("{removed: a, since: old, by: Ann}, {kept: b, since: old, by: Bob}")
    assert told(found) == ("changed", "summary", True)
    assert [dispute.question for dispute in found.disputes] == ["same"]
    gone = change("""
versions: {old: {points: [{id: j, paraphrase: x, from: [new#a, new#b]}]}, new: {points: [{id: a, reported: ~}, {id: b, reported: ~}]}}
claims: [{removed: a, since: old, by: Ann}, {removed: b, since: old, by: Bob}]
""")  # fmt: skip
    assert gone.verdict != "removed", "of the joined point itself nothing is said"


def test_a_group_is_not_there_where_none_of_its_members_is() -> None:
    text = """
versions:
  old: {{points: [{{id: a, verbatim: x}}]}}
  new: {{points: [{{id: b, verbatim: x}}]}}
claims: [{claims}]
"""
    in_both = "{removed: a, in: new, since: elsewhere, by: Ann}"
    both = f"{in_both}, {{removed: b, in: old, by: Bob}}, {{removed: a, in: old, by: Cat}}, {{removed: b, in: new, by: Ann}}"
    assert change(text.format(claims=in_both)).disputes == ()
    marked = change(text.format(claims=both))
    assert marked.match.how == "identical"
    assert (marked.verdict, marked.basis) == ("unchanged", "text")


def test_a_split_into_parts_of_another_point_says_nothing_of_a_group_that_has_one_of_its_ends() -> None:
    found = change("""
versions:
  old: {points: [a, b]}
  new: {based_on: [old], points: [a, a, {id: c, paraphrase: x, parts: [{id: p, text: x, from: [old#a, old#b]}]}]}
""", "a>a@1,a@2")  # fmt: skip
    assert found.verdict == "unknown"


def test_identical_words_divided_differently_are_a_difference_of_the_texts() -> None:
    found = change("""
versions:
  old: {points: [{id: a, verbatim: One.}, {id: b, verbatim: Two.}]}
  new: {based_on: [old], points: [{id: j, verbatim: One. Two., from: [old#a, old#b]}]}
""")
    assert told(found) == ("changed", "text", False)


def test_a_split_of_texts_is_a_difference_of_the_texts_too() -> None:
    found = change("""
versions:
  old: {points: [{id: a, verbatim: One. Two.}]}
  new: {based_on: [old], points: [{id: p, verbatim: One., from: [old#a]}, {id: q, verbatim: Two., from: [old#a]}]}
""")
    assert told(found) == ("changed", "text", False)
    assert found.shape == "split"


def test_a_claim_on_a_member_of_a_group_is_on_file_for_the_group() -> None:
    found = joined("{discussed: a, by: Ann}, {discussed: j, by: Bob}")
    assert [item.key for item in found.on_file] == ["paper#c1", "paper#c2"]


def test_numbers_and_titles_of_a_join_are_told_together() -> None:
    found = change("""
versions:
  old: {points: [{id: a, number: "3", title: Cap, verbatim: x}, {id: b, number: "7", title: Fleet, verbatim: y}]}
  new: {based_on: [old], points: [{id: j, number: "4", title: Forces, verbatim: z, from: [old#a, old#b]}]}
""")
    assert {aspect.name: (aspect.old, aspect.new) for aspect in found.aspects if aspect.old} == {
        "renumbered": ("3, 7", "4"),
        "retitled": ("Cap / Fleet", "Forces"),
    }


def test_an_id_used_twice_is_one_change_of_all_its_points() -> None:
    text = (
        "versions: {old: {points: [{id: a, verbatim: x}, {id: a, verbatim: y}]}, new: {points: [{id: a, verbatim: x}]}}"
    )
    for pair in (("old", "new"), ("new", "old")):
        found = change(text, old=pair[0], new=pair[1])
        assert told(found) == ("changed", "text", False)


def test_amounts_of_points_with_identical_words_under_two_ids_are_compared() -> None:
    found = change("""
versions:
  old: {points: [{id: a, paraphrase: x, quantities: {term: 5}}]}
  new: {points: [{id: b, paraphrase: x, quantities: {term: 6}}]}
""")
    assert (found.match.how, *told(found)) == ("identical", "changed", "summary", False)


def test_a_dispute_on_one_member_of_a_group_is_told_of_that_member() -> None:
    found = change("""
versions: {old: {points: [{id: a, verbatim: x}]}, new: {points: [{id: b, verbatim: x}]}}
claims: [{agreed: a, by: Ann}, {dropped: a, by: Bob}]
""")
    assert (found.match.how, found.matters) == ("identical", ("a", "b"))
    assert [dispute.id for dispute in found.disputes] == ["new/a/present"]


def test_amounts_of_a_group_are_those_of_its_members() -> None:
    found = change("""
versions:
  old: {points: [{id: a, paraphrase: x, quantities: {army-size: 600}}, b]}
  new: {based_on: [old], points: [{id: j, paraphrase: z, from: [old#a, old#b], quantities: {army-size: 800}}]}
""")
    [quantity] = found.quantities
    assert (quantity.changed, quantity.difference) == (True, 200)
    assert cited(found) == ["new#j", "new#j/from"]


# ---------------------------------------------------------------------------------------------------- parts


FUNDS = """
versions:
  old:
    points_held: all
    points:
      - id: funds
        paraphrase: x
        parts_held: all
        parts: [{{id: scheme, title: The scheme, text: x}}, {{id: board, text: y}}]
  new: {{based_on: [old], points_held: some, points: [{new}]}}
claims: [{claims}]
"""


def parts(claims: str, new: str = "") -> dict[str, tuple[str, str, str, list[str]]]:
    found = change(FUNDS.format(claims=claims, new=new), "funds")
    return {
        part.part: (part.title, part.verdict, part.basis, sorted(ground.key for ground in part.grounds))
        for part in found.parts
    }


def test_the_verdict_names_the_part() -> None:
    found = change(FUNDS.format(claims="{removed: scheme, since: old, by: Ann}", new=""), "funds")
    assert (found.verdict, found.basis) == ("changed", "reported")
    assert found.reason == "“The scheme”: removed; of the rest nothing is known"
    assert [(part.part, part.verdict) for part in found.parts] == [("scheme", "removed")]


@pytest.mark.parametrize(
    ("claims", "new", "expected"),
    [
        pytest.param("", "", {}, id="nothing is known of any"),
        pytest.param("{removed: scheme, since: old, by: Ann}", "", {"scheme": ("The scheme", "removed", "reported", ["paper#c1"])},
                     id="removed"),
        pytest.param("{kept: scheme, since: old, by: Ann}", "", {"scheme": ("The scheme", "unchanged", "reported", ["paper#c1"])},
                     id="kept"),
        pytest.param("{reworded: board, since: old, by: Ann}", "", {"board": ("board", "changed", "reported", ["paper#c1"])}, id="changed"),
        pytest.param("{removed: scheme, since: old, by: Ann}, {kept: scheme, since: old, by: Bob}", "",
                     {"scheme": ("The scheme", "disputed", "reported", ["paper#c1", "paper#c2"])}, id="disputed"),
        pytest.param("", "{id: funds, paraphrase: x, parts_held: all, parts: [{id: board, text: y}]}",
                     {"scheme": ("The scheme", "removed", "summary", ["new#funds"])}, id="no more among the parts that are all held"),
        pytest.param("{reworded: funds, since: old, matter: clause, by: Ann}", "",
                          {"nato/clause": ("The clause in the constitution", "changed", "reported", ["paper#c1"])}, id="one proposition"),
        pytest.param("{discussed: scheme, by: Ann}", "", {}, id="only spoken of"),
    ],
)  # fmt: skip
def test_what_became_of_each_part_as_far_as_anything_is_known(
    claims: str, new: str, expected: dict[str, tuple[str, str, str, list[str]]]
) -> None:
    assert parts(claims, new) == expected


def test_a_reading_of_one_proposition_is_told_with_it() -> None:
    found = change("""
versions:
  old: {points: [{id: n, paraphrase: x, issues: [nato]}]}
  new:
    based_on: [old]
    points: [{id: n, paraphrase: x, issues: [nato], readings: [{since: old, says: reworded, matter: clause, gist: g}]}]
""")
    assert [(part.title, part.verdict, part.basis) for part in found.parts] == [
        ("The clause in the constitution", "changed", "summary")
    ]


def test_a_part_that_moved_to_another_paper_says_to_which() -> None:
    found = change(
        FUNDS.format(claims="{moved: scheme, since: old, to: annex, by: Ann}, {kept: board, since: old}", new=""),
        "funds",
    )
    assert [(part.part, part.verdict, part.moved_to) for part in found.parts] == [
        ("scheme", "removed", "annex"),
        ("board", "unchanged", None),
    ]


def test_disputes_on_a_part_are_shown_with_its_point() -> None:
    found = change(
        FUNDS.format(claims="{kept: scheme, since: old, by: Ann}, {reworded: scheme, since: old, by: Bob}", new=""),
        "funds",
    )
    assert [(dispute.id, dispute.matter) for dispute in found.disputes] == [("old..new/scheme/same", "scheme")]


# ---------------------------------------------------------------------------------------------------- what is cited


def test_what_carries_neither_verdict_nor_aspect_nor_side_is_also_on_file() -> None:
    found = change("""
versions:
  old: {points: [{id: cap, paraphrase: x, status: open, quantities: {army-size: 600}}]}
  new: {based_on: [old]}
claims:
  - {reworded: cap, since: old, by: Ann, id: verdict}
  - {agreed: cap, by: Ann, id: status}
  - {of: cap, value: {army-size: 800}, by: Ann, id: side-one}
  - {of: cap, value: {army-size: 900}, by: Bob, id: side-two}
  - {discussed: cap, by: Bob, id: talk}
  - {kept: cap, since: elsewhere, by: Bob, id: draft, draft: true}
""")
    assert sorted(item.key for item in found.also_on_file) == ["paper#draft", "paper#talk"]
    assert sorted(item.key for item in found.evidence) == ["paper#side-one", "paper#side-two", "paper#verdict"]
    assert len(found.on_file) == 6
    assert found.notes == ("not counted as evidence (draft): paper#draft",)


def test_sources_are_counted_from_the_grounds_alone() -> None:
    found = change("""
versions: {old: {points: [cap]}, new: {based_on: [old]}}
claims:
  - {removed: cap, since: old, by: [Ann, Wire]}
  - {removed: cap, since: old, by: Ukrainian officials}
  - {discussed: cap, by: Bob}
  - {open: cap, by: Cat}
""")
    assert (found.sources.at_least, found.sources.at_most, found.sources.unnamed) == (1, 2, 1)


def test_a_held_point_is_a_ground_and_no_source() -> None:
    found = change("""
versions: {old: {points: [{id: cap, verbatim: x}]}, new: {points: [{id: cap, verbatim: y, sources: [paper#c1]}]}}
claims: [{agreed: cap, by: Ann}]
""")
    assert (found.verdict, cited(found)) == ("changed", ["new#cap", "old#cap"])
    assert (found.sources.at_least, found.sources.at_most) == (0, 0)


def test_because_is_the_chain_of_facts_with_their_places() -> None:
    found = change("""
versions: {old: {points: [cap]}, middle: {}, new: {based_on: [old]}}
claims: [{kept: cap, in: middle, since: old, by: Ann}, {reworded: cap, since: middle, by: Bob}]
""")
    assert [(fact.question, sorted(fact.versions), fact.answer) for fact in found.because] == [
        ("same", ["middle", "old"], True),
        ("same", ["middle", "new"], False),
    ]
    assert [(ground.file, ground.route) for fact in found.because for ground in fact.grounds] == [
        (("article", "paper"), ("claims", 0)),
        (("article", "paper"), ("claims", 1)),
    ]


@pytest.mark.parametrize(
    ("claims", "moved_to"),
    [
        pytest.param("{moved: cap, since: old, to: separate track, by: Ann}", "separate track", id="moved to another paper"),
        pytest.param("{removed: cap, since: old, by: Ann}", None, id="removed"),
        pytest.param("{removed: cap, since: old, by: Ann}, {moved: cap, since: old, to: annex, by: Bob}", "annex",
                     id="removed, and where to"),
    ],
)  # fmt: skip
def test_a_removed_point_says_where_a_report_says_it_went(claims: str, moved_to: str | None) -> None:
    found = change(f"versions: {{old: {{points: [cap]}}, new: {{based_on: [old]}}}}\nclaims: [{claims}]")
    assert (found.verdict, found.moved_to) == ("removed", moved_to)


def test_a_point_that_moved_inside_its_text_went_nowhere() -> None:
    found = change("""
versions: {old: {points: [cap]}, new: {based_on: [old]}}
claims: [{moved: cap, since: old, to: "#14", by: Ann}]
""")
    assert (found.verdict, found.reason_code, found.moved_to) == ("unknown", "spoken-of", None)


def test_a_reading_that_says_where_it_went_says_so_too() -> None:
    found = change("""
versions:
  old: {points: [cap]}
  new: {based_on: [old], points: [{id: cap, reported: ~, readings: [{since: old, says: moved, to: annex, gist: g}]}]}
""")
    assert (found.verdict, found.basis, found.moved_to) == ("removed", "summary", "annex")


def test_the_issues_of_a_change_are_those_of_its_points_else_of_its_matter_anywhere() -> None:
    text = """
versions:
  elder: {points: [{id: cap, paraphrase: x, issues: [nato, army-cap]}]}
  old: {points: [{id: land, paraphrase: x, issues: [territory], parts: [{text: x, issues: [nato]}]}]}
  new: {points: [{id: land, paraphrase: y, issues: [army-cap, territory]}]}
claims: [{discussed: cap}]
"""
    assert change(text, "land").issues == ("territory", "nato", "army-cap")
    assert change(text, "cap").issues == ("army-cap", "nato")


def test_a_side_gives_its_point_as_it_stands_there() -> None:
    found = change("""
versions:
  old: {points: [{id: other, paraphrase: x}, {id: cap, number: "6", title: T, status: open, verbatim: x, parts: [{label: a, text: y}]}]}
  new: {points: [{id: cap, reported: ~}]}
""", "cap")  # fmt: skip
    [old], [new] = found.old, found.new
    assert (old.index, old.id, old.number, old.title, old.status) == (1, "cap", "6", "T", "open")
    assert (old.held, old.text, old.wording, old.basis) == (True, "x\na) y", "verbatim", "text")
    assert (new.index, new.number, new.held, new.text, new.wording, new.basis) == (
        0,
        None,
        False,
        "",
        "reported",
        "reported",
    )


# ---------------------------------------------------------------------------------------------------- the whole


def test_the_whole_keeps_its_versions_their_relation_and_what_is_said_of_the_text_as_a_whole() -> None:
    found = compared("""
versions: {elder: {}, old: {title: Old plan}, new: {relations: {old: replaces}}}
claims: [{reworded: ~, since: old, scope: few}, {reworded: ~, since: elder}, {discussed: ~}, {discussed: ~, in: old}, {count: 3}]
""")
    assert (found.old.title, found.new.id, found.relation) == ("Old plan", "new", "replaces")
    assert [item.key for item in found.on_the_whole] == ["paper#c1", "paper#c3"]
    assert (found.as_of, found.left_out) == (None, ())


def test_what_is_not_held_whole_is_noted_where_nothing_says_how_much_is_held() -> None:
    note = (
        "“new” does not say how much of it is held, so nothing is called added or removed on its account; "
        "points_held: all in the file says that every point is there."
    )
    text = "versions: {{old: {{points_held: some, points: [cap]}}, new: {{{new}points: [cap]}}}}"
    assert compared(text.format(new="based_on: [old], ")).notes == (note,)
    assert compared(text.format(new="based_on: [old], points_held: some, ")).notes == ()
    assert compared(text.format(new="")).notes == (), "of a rival nothing would be called so"
    assert compared("versions: {old: {points_held: all}, new: {based_on: [old]}}").notes == ()


@pytest.mark.parametrize(
    ("old", "new", "differ"),
    [
        pytest.param("verbatim: x", "verbatim: x", False, id="unchanged"),
        pytest.param("verbatim: x", "verbatim: y", True, id="changed"),
        pytest.param("paraphrase: x", "paraphrase: y", False, id="not known"),
        pytest.param("number: '1', verbatim: x", "number: '2', verbatim: x", True, id="renumbered"),
        pytest.param(
            "paraphrase: x, status: open", "paraphrase: y, status: agreed", True, id="not known, but the status differs"
        ),
    ],
)
def test_whether_anything_is_known_to_differ(old: str, new: str, differ: bool) -> None:
    text = (
        f"versions: {{old: {{points: [{{id: cap, {old}}}]}}, new: {{based_on: [old], points: [{{id: cap, {new}}}]}}}}"
    )
    assert compared(text).different is differ


def test_a_comparison_may_be_narrowed_to_an_issue_or_an_aspect_and_keeps_its_sum() -> None:
    found = compared("""
versions:
  old: {points: [{id: a, verbatim: x, issues: [nato]}, {id: b, verbatim: x, number: "1", issues: [territory]}]}
  new:
    based_on: [old]
    points: [{id: a, verbatim: y, issues: [nato]}, {id: b, verbatim: x, number: "2", issues: [territory]}]
""")
    assert [each.id for each in found.only(issue="nato").changes] == ["old..new/a"]
    assert [each.id for each in found.only(aspect="renumbered").changes] == ["old..new/b"]
    assert found.only(issue="nato", aspect="renumbered").changes == ()
    assert found.only(issue="nato").accounting == found.accounting
    assert found.only() == found


# ---------------------------------------------------------------------------------------------------- files of their own


def version(name: str | None, points: list[dict[str, Any]], **more: Any) -> Version:
    return Version.model_validate({"id": name, "title": name or "t", "points_held": "all", "points": points, **more})


CAP, OTHER = {"id": "cap", "text": "The army is limited to 600."}, {"id": "cap", "text": "The army is limited to 800."}


def test_files_of_their_own_hold_the_documents_words_and_revise_each_other() -> None:
    found = compare_files(version("a", [CAP, {"id": "b", "text": "y"}]), version("b", [OTHER]))
    assert [told(each) for each in found.changes] == [("changed", "text", False), ("removed", "text", False)]
    assert found.relation == "revises"
    assert found.accounting.note == "2 → 1: 1 fewer; 1 identified; none unaccounted for."


def test_files_without_ids_are_compared_at_once() -> None:
    found = compare_files(version(None, [{"text": "Same words here."}]), version(None, [{"text": "Same words here."}]))
    [only] = found.changes
    assert (told(only), only.match.how) == (("unchanged", "text", False), "identical")
    assert found.notes == (), "nothing says that they are one version"


def test_a_from_of_a_file_names_the_other_file_by_its_id() -> None:
    found = compare_files(
        version("first", [{"number": "3", "text": "x"}, {"number": "4", "text": "y"}]),
        version("second", [{"number": "1", "text": "x y", "from": ["first#3", "first#4"]}]),
    )
    assert [(each.shape, each.match.how) for each in found.changes] == [("joined", "declared")]


def test_a_file_against_a_version_of_the_plan_keeps_its_claims() -> None:
    given = facts("""
versions: {old: {points: [{id: cap, paraphrase: x}]}, new: {points: [{id: cap, reported: ~}]}}
claims: [{agreed: cap, by: Ann}]
""")
    loose = version("old", [CAP])
    found = compare_files(loose, given.plan.versions["new"], given)
    [only] = found.changes
    assert [item.key for item in only.on_file] == ["paper#c1"]
    assert found.relation == "revises"
    assert found.old is loose


def test_what_a_rival_text_lacks_is_not_removed_because_a_report_says_that_it_was_kept() -> None:
    found = change("""
versions:
  old: {points: [{id: cap, reported: ~}]}
  new: {relations: {old: answers}, points_held: all, points: [{id: nato, verbatim: x}]}
claims: [{kept: cap, since: old, by: Ann}]
""", "cap")  # fmt: skip
    assert (found.verdict, found.disputed) == ("unmatched", True)


def test_a_file_of_the_id_of_a_version_of_the_plan_is_another_record_of_it_and_takes_nothing_from_the_plan() -> None:
    given = facts("""
versions: {v: {points: [{id: cap, verbatim: One.}]}, w: {based_on: [v], points: [{id: cap, verbatim: One.}]}}
claims: [{agreed: cap, in: v, by: Ann}]
""")
    other = version("v", [{"id": "cap", "text": "Two.", "wording": "verbatim"}])
    against_the_plan = compare_files(other, given.plan.versions["v"], given)
    [only] = against_the_plan.changes
    assert (only.verdict, only.basis, only.id) == ("changed", "text", "v..v/cap")
    [kept] = compare_files(given.plan.versions["v"], given.plan.versions["w"], given).changes
    assert (kept.verdict, kept.id) == ("unchanged", "v..w/cap")


def test_two_records_of_one_version_are_a_correction_and_not_a_negotiated_change() -> None:
    found = compare_files(
        version("v", [CAP, {"id": "b", "text": "y"}]), version("v", [OTHER, {"id": "b", "text": "y"}])
    )
    assert found.notes == (
        "Both sides are the same version: a difference is a correction of the record, not a negotiated change.",
    )
    assert [each.verdict for each in found.changes] == ["changed", "unchanged"]


def test_two_records_of_one_version_tell_of_a_matter_of_which_neither_has_a_point() -> None:
    given = facts("versions: {elder: {points: [cap]}, v: {points: [nato]}}\nclaims: [{discussed: cap, in: v, by: Ann}]")
    found = compare_files(version("v", [{"id": "nato", "text": "x"}]), given.plan.versions["v"], given)
    assert change_in(found, "cap").verdict == "unknown"


def test_a_record_of_one_version_that_gives_the_same_point_gives_the_same_point_whatever_its_wording() -> None:
    given = facts("versions: {v: {points: [cap, {id: r, reported: ~}]}}")
    again = facts("versions: {v: {points: [cap, {id: r, reported: ~}]}}").plan.versions["v"]
    found = compare_files(again, given.plan.versions["v"], given)
    assert [told(each) for each in found.changes] == [("unchanged", "summary", False), ("unchanged", "reported", False)]


def test_a_version_against_itself_is_unchanged_even_where_only_reports_speak_of_it() -> None:
    found = compared("""
versions:
  v:
    points:
      [{id: cap, verbatim: x}, {id: r, reported: ~}, {title: Only a title, paraphrase: ~}, {id: gone, verbatim: x, status: dropped}]
claims: [{agreed: cap, in: v, by: Ann}, {open: cap, in: v, by: Bob}]
""", "v", "v")  # fmt: skip
    assert [told(each) for each in found.changes] == [
        ("unchanged", "text", False), ("unchanged", "reported", False), ("unchanged", "summary", False), ("unchanged", "text", False),
    ]  # fmt: skip
    assert all((each.redline, each.aspects, each.parts, each.disputes) == ((), (), (), ()) for each in found.changes)
    assert not found.different


# ---------------------------------------------------------------------------------------------------- laws

words = st.lists(
    st.sampled_from("alpha beta gamma delta epsilon zeta eta theta iota kappa".split()), min_size=1, max_size=6
)
texts = st.lists(words.map(" ".join), min_size=0, max_size=7)


def of_texts(old: list[str], new: list[str]) -> Comparison:
    return compare_files(version("a", [{"text": t} for t in old]), version("b", [{"text": t} for t in new]))


@given(texts)
def test_a_text_against_itself_is_all_unchanged(found: list[str]) -> None:
    same = of_texts(found, found)
    assert all((c.verdict, c.redline) == ("unchanged", ()) for c in same.changes)
    assert not same.different


@given(texts, texts)
def test_every_point_stands_in_exactly_one_change(old: list[str], new: list[str]) -> None:
    changes = of_texts(old, new).changes
    assert sorted(side.index for change in changes for side in change.old) == list(range(len(old)))
    assert sorted(side.index for change in changes for side in change.new) == list(range(len(new)))
    assert len({change.id for change in changes}) == len(changes)
    assert {change.verdict for change in changes} <= set(VERDICTS)


SWAPPED = {"added": "removed", "removed": "added"}


@given(texts, texts)
def test_exchanging_the_sides_exchanges_added_and_removed(old: list[str], new: list[str]) -> None:
    def shown(c: Comparison, back: bool) -> list[Any]:
        sides = [(tuple(s.index for s in x.old), tuple(s.index for s in x.new), x.verdict) for x in c.changes]
        return sorted((n, o, SWAPPED.get(v, v)) if back else (o, n, v) for o, n, v in sides)

    assert shown(of_texts(old, new), False) == shown(of_texts(new, old), True)


ids = st.lists(st.sampled_from("abcdef"), unique=True, max_size=6)
wordings = st.sampled_from(["verbatim", "paraphrase", "reported"])
points = ids.flatmap(
    lambda names: st.tuples(
        *(
            st.fixed_dictionaries({"id": st.just(name), "wording": wordings, "text": words.map(" ".join)})
            for name in names
        )
    )
)


@given(points, points)
def test_exchanging_the_sides_of_a_plan_exchanges_added_and_removed(old: Any, new: Any) -> None:
    whole = Facts(
        Plan(title="t", versions={"a": version("a", list(old)), "b": version("b", list(new), based_on=["a"])})
    )
    forth, back = (
        {frozenset(change.matters): change.verdict for change in compare(whole, *pair).changes} for pair in ("ab", "ba")
    )
    assert forth == {matters: SWAPPED.get(verdict, verdict) for matters, verdict in back.items()}


@given(st.permutations([f"point {name} {name}{name}" for name in "abcdefgh"]))
def test_a_permutation_gives_moves_only_and_as_few_as_there_can_be(order: list[str]) -> None:
    before = sorted(order)
    changes = of_texts(before, order).changes
    assert all(change.verdict == "unchanged" for change in changes)
    run: list[int] = []
    longest = [1] * len(order)
    for i, text in enumerate(order):
        run.append(before.index(text))
        longest[i] = max([1, *(longest[j] + 1 for j in range(i) if run[j] < run[i])])
    assert sum("moved" in change.aspect_names for change in changes) == len(order) - max(longest)


CLAIMS = """
versions: {elder: {points: [cap]}, old: {points: [cap, nato, land]}, new: {based_on: [old], points: [{id: nato, reported: ~}]}}
articles:
  a: {published: 2025-11-24, claims: [{removed: cap, since: old, by: Ann}, {reworded: nato, since: old, by: Bob}]}
  b: {published: 2025-11-24, claims: [{kept: cap, since: old, by: Ukrainian officials}, {agreed: nato, by: Ann}]}
  c:
    published: 2025-11-25
    claims: [{open: nato, by: Cat}, {of: land, value: {term: 5}, by: Cat}, {denied: ~, matter: land-swaps, by: Ann}]
"""


@given(st.permutations(["a", "b", "c"]), st.permutations(["elder", "old", "new"]))
def test_the_order_of_files_changes_nothing(articles: list[str], versions: list[str]) -> None:
    whole = plan(CLAIMS)
    turned = whole.model_copy(
        update={
            "articles": {name: whole.articles[name] for name in articles},
            "versions": {name: whole.versions[name] for name in versions},
        }
    )
    one, other = compare(Facts(whole), "old", "new"), compare(Facts(turned), "old", "new")
    assert one.changes == other.changes
    assert one == other


def test_no_claims_nothing_reported() -> None:
    found = compared(CLAIMS.partition("articles:")[0])
    assert all(each.basis != "reported" for each in found.changes)
    assert all(not each.disputed for each in found.changes)


def test_another_confirming_claim_never_lowers_a_verdict() -> None:
    text = "versions: {{old: {{points: [cap]}}, new: {{based_on: [old]}}}}\nclaims: [{claims}]"
    one = "{removed: cap, since: old, by: Ann}"
    for more in (
        "{removed: cap, since: old, by: Bob}",
        "{dropped: cap, by: Cat}",
        "{confirmed: ~, claim: paper#c1, by: Bob}",
    ):
        assert told(change(text.format(claims=f"{one}, {more}"))) == told(change(text.format(claims=one)))


# ---------------------------------------------------------------------------------------------------- groups


JOINED = """
versions:
  old: {{points: [a, b]}}
  new: {{based_on: [old], points: [{{id: c, reported: ~, from: [old#a, old#b]}}]}}
claims: [{claims}]
"""


@pytest.mark.parametrize(
    ("claims", "verdict", "basis", "disputed"),
    [
        pytest.param("{agreed: c}, {dropped: c}", "disputed", "reported", True, id="one that is contested makes the group so"),
        pytest.param("{agreed: c}, {dropped: c}, {agreed: a}", "changed", "summary", True, id="unless another one is there"),
        pytest.param("{agreed: c}, {dropped: a}", "changed", "summary", False, id="one that is there is enough"),
        pytest.param("{dropped: a}", "changed", "summary", False, id="one that is not there is no group that is gone"),
        pytest.param("{dropped: a}, {dropped: b}, {dropped: c}", "removed", "reported", False, id="gone where all are"),
        pytest.param("{dropped: a}, {dropped: b}, {dropped: c}, {agreed: c}", "disputed", "reported", True,
                     id="all gone, but one contested"),
    ],
)  # fmt: skip
def test_a_group_is_there_where_any_of_it_is(claims: str, verdict: str, basis: str, disputed: bool) -> None:
    [made] = compared(JOINED.format(claims=claims)).changes
    assert told(made) == (verdict, basis, disputed)


def test_a_member_whose_text_says_that_it_is_gone_does_not_make_its_group_present_by_a_weaker_report() -> None:
    text = """
versions:
  old: {points: [a, b]}
  new: {based_on: [old], points_held: all, points: [{id: c, verbatim: x, status: dropped, from: [old#a, old#b]}]}
claims: [{agreed: c}, {dropped: a}, {dropped: b}]
"""
    [made] = compared(text).changes
    assert told(made) == ("removed", "reported", True)


def test_where_both_presences_are_contested_both_are_told_on_the_weaker_basis_whichever_is_the_old_one() -> None:
    text = """
versions:
  old: {points: [a], gone: {elder#a: struck}}
  elder: {points: [a]}
  new: {based_on: [old]}
claims: [{agreed: a}, {dropped: a}]
"""
    for old, new in (("old", "new"), ("new", "old")):
        made = change_in(compared(text, old, new), "a")
        assert told(made) == ("disputed", "reported", True)
        assert {dispute.version for dispute in made.disputes} == {"old", "new"}
        assert made.reason.count("has it") == 2


def test_of_a_part_that_came_or_went_the_point_cites_what_the_part_does() -> None:
    """That a report names it in the version whose text has it says nothing of what became of it."""
    text = """
versions:
  old: {points: [{id: funds, verbatim: x, parts: [{id: own, text: y}, {id: other, text: z}]}]}
  new: {based_on: [old], points: [{id: funds, translation: x, parts: [{id: other, text: z}]}]}
  later: {}
claims: [{kept: funds/own, in: later, since: old, by: Ann}]
"""
    gone = change_in(compared(text), "funds")
    came = change_in(compared(text, "new", "old"), "funds")
    assert (told(gone), told(came)) == (("changed", "translation", False),) * 2
    assert [item.key for item in gone.evidence] == []
    assert [item.key for item in came.evidence] == ["paper#c1"]
    [part] = gone.parts
    assert (part.verdict, [ground.key for ground in part.grounds]) == ("removed", ["new#funds"])


def test_who_denies_that_a_point_came_does_not_say_that_it_went() -> None:
    text = """
versions: {old: {points: [{id: a, reported: ~}]}, new: {relations: {old: supplements}}, known: {points: [a]}}
claims: [{agreed: a, in: old}, {added: a, since: old, stance: disputes}]
"""
    assert told(change(text)) == ("unknown", "none", False)


@pytest.mark.parametrize(
    ("title", "text", "verdict"),
    [
        pytest.param("Borders", "Borders. The border stays.", "unchanged", id="a title that runs into the text"),
        pytest.param("Borders", "BORDERS — The border stays.", "unchanged", id="in capitals, with a dash"),
        pytest.param("Borders", "Borders: The border moves.", "changed", id="before other words"),
        pytest.param("The", "The border stays.", "changed", id="not a word of the sentence itself"),
    ],
)
def test_how_a_title_is_set_is_no_change_of_the_words(title: str, text: str, verdict: str) -> None:
    old = "border stays." if title == "The" else "The border stays."
    found = change(f"""
versions:
  old: {{labels: printed, points: [{{id: border, title: {title}, text: {old}, wording: verbatim}}]}}
  new: {{labels: printed, based_on: [old], points: [{{id: border, text: '{text}', wording: verbatim}}]}}
""")
    assert (found.verdict, found.basis) == (verdict, "text")
