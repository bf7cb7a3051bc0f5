"""Answers that exclude each other: each question's sides with their own grounds, and what is only also said."""

from __future__ import annotations

from itertools import product
from typing import get_args

import pytest
from small_plans import change, cited, compared, facts, sides_of, told

from planstrack.compare.disputes import count_dispute, status_dispute, talk_dispute, value_disputes
from planstrack.compare.records import Change, Dispute
from planstrack.model import Status

PLAN = """
versions:
  old: {{points_held: all, points: [{old}]}}
  new: {{based_on: [old], points_held: some, points: [{new}]}}
  elder: {{points: [cap]}}
claims: [{claims}]
"""


def the_change(claims: str, old: str = "cap", new: str = "") -> Change:
    return change(PLAN.format(old=old, new=new, claims=claims), "cap")


def the_dispute(claims: str, old: str = "cap", new: str = "") -> Dispute:
    [dispute] = the_change(claims, old, new).disputes
    return dispute


# ---------------------------------------------------------------------------------------------------- present and absent


@pytest.mark.parametrize(
    ("claims", "sides"),
    [
        pytest.param("{removed: cap, since: old, by: Ann}, {reworded: cap, since: old, by: Bob}",
                     {"removed": ["paper#c1"], "changed, hence there": ["paper#c2"]}, id="removed against changed"),
        pytest.param("{removed: cap, since: old, by: Ann}, {kept: cap, since: old, by: Bob}, {agreed: cap, by: Cat}",
                     {"removed": ["paper#c1"], "kept as it was or agreed, hence there": ["paper#c2", "paper#c3"]},
                     id="one side, two reports"),
        pytest.param("{removed: cap, since: old, by: Ann}, {removed: cap, since: old, by: Bob, stance: disputes}",
                     {"removed": ["paper#c1"], "not removed": ["paper#c2"]}, id="said and denied"),
        pytest.param("{removed: cap, since: old, by: Ann}, {dropped: cap, by: Cat}, {kept: cap, since: old, by: Bob}",
                     {"removed or dropped": ["paper#c1", "paper#c2"], "kept as it was, hence there": ["paper#c3"]},
                     id="two ways to be gone"),
        pytest.param("{removed: cap, since: old, by: Ann}, {moved: cap, since: old, to: annex, by: Cat}, {agreed: cap, by: Bob}",
                     {"removed or moved, hence not there": ["paper#c1", "paper#c2"], "agreed, hence there": ["paper#c3"]},
                     id="gone, or moved away"),
        pytest.param("{added: cap, by: Ann}, {added: cap, by: Bob, stance: disputes}",
                     {"not added": ["paper#c2"], "added": ["paper#c1"]}, id="added, said and denied"),
        pytest.param("{moved: cap, since: old, to: annex, by: Ann}, {proposed: cap, by: Bob}",
                     {"moved, hence not there": ["paper#c1"], "in the text as a proposal": ["paper#c2"]},
                     id="moved away against proposed"),
        pytest.param("{dropped: cap, by: Ann}, {dropped: cap, by: Bob, stance: disputes}",
                     {"dropped": ["paper#c1"], "not dropped": ["paper#c2"]}, id="dropped, said and denied"),
    ],
)  # fmt: skip
def test_present_and_absent_exclude_each_other(claims: str, sides: dict[str, list[str]]) -> None:
    found = the_change(claims)
    dispute = next(dispute for dispute in found.disputes if dispute.question == "present")
    assert (found.verdict, found.disputed) == ("disputed", True)
    assert sides_of(dispute) == sides
    assert dispute.id == "new/cap/present"
    assert cited(found) == sorted(key for keys in sides.values() for key in keys)
    assert found.reason == "what is on file contradicts itself on whether “new” has it"


def test_removed_against_a_number_is_a_dispute_on_its_presence() -> None:
    dispute = the_dispute("{removed: cap, since: old, by: Ann}, {of: cap, value: {army-size: 800}, by: Bob}")
    assert [(cited(side), side.value) for side in dispute.sides] == [(["paper#c1"], False), (["paper#c2"], True)]
    assert [side.says for side in dispute.sides] == ["removed", "in it, hence there"]


def test_each_side_keeps_its_basis_its_speakers_and_its_own_range_of_sources() -> None:
    dispute = the_dispute(
        "{removed: cap, since: old, by: [Ann, Wire]}, {reworded: cap, since: old, by: Ukrainian officials}, "
        "{removed: cap, since: old, by: Anna}, {reworded: cap, since: old, by: a source}"
    )
    gone, there = dispute.sides
    assert (gone.basis, gone.value, gone.speakers) == ("reported", False, ("Ann",))
    assert (gone.sources.at_least, gone.sources.at_most, gone.sources.unnamed) == (1, 1, 0)
    assert (there.basis, there.value, there.speakers) == ("reported", True, ("Ukrainian officials", "a source"))
    assert (there.sources.at_least, there.sources.at_most, there.sources.unnamed) == (1, 2, 2)
    assert [item.key for item in dispute.evidence] == ["paper#c1", "paper#c3", "paper#c2", "paper#c4"]


@pytest.mark.parametrize(
    ("old", "new", "claims", "verdict", "sides"),
    [
        pytest.param("{id: cap, verbatim: x}", "{id: cap, verbatim: y}", "{removed: cap, since: old, by: Ann}", ("changed", "text", True),
                     {"the text has it": ["new#cap"], "removed": ["paper#c1"]}, id="the text has it; Ann says that it is removed"),
        pytest.param("cap", "{id: cap, verbatim: x, status: dropped}", "{kept: cap, since: old, by: Ann}", ("removed", "summary", True),
                     {"the text lacks it": ["new#cap"], "kept as it was, hence there": ["paper#c1"]},
                     id="the text has dropped it; Ann says that it is kept"),
    ],
)  # fmt: skip
def test_a_weaker_contrary_answer_marks_a_change_and_does_not_move_its_verdict(
    old: str, new: str, claims: str, verdict: tuple[str, str, bool], sides: dict[str, list[str]]
) -> None:
    found = the_change(claims, old, new)
    [dispute] = [dispute for dispute in found.disputes if dispute.question == "present"]
    assert told(found) == verdict
    assert sides_of(dispute) == sides


@pytest.mark.parametrize(
    ("new", "says"),
    [
        pytest.param("{id: cap, verbatim: x}", "the text has it", id="the text"),
        pytest.param("{id: cap, translation: x}", "the translation has it", id="a translation"),
        pytest.param("{id: cap, paraphrase: x}", "it has it, as summarised here", id="a summary"),
        pytest.param("{id: cap, verbatim: x, status: dropped}", "the text lacks it", id="dropped from the text"),
        pytest.param(
            "{id: cap, translation: x, status: dropped}", "the translation lacks it", id="dropped from a translation"
        ),
    ],
)
def test_a_side_that_rests_on_the_file_says_on_what(new: str, says: str) -> None:
    contrary = "{kept: cap, since: old, by: Ann}" if "dropped" in new else "{removed: cap, since: old, by: Ann}"
    found = the_change(contrary, new=new)
    [dispute] = [dispute for dispute in found.disputes if dispute.question == "present"]
    assert says in sides_of(dispute)


@pytest.mark.parametrize(
    ("wording", "says"),
    [
        pytest.param("verbatim", "at most 800,000 personnel (the text)", id="the text"),
        pytest.param("translation", "at most 800,000 personnel (the translation)", id="a translation"),
        pytest.param("paraphrase", "at most 800,000 personnel (as summarised here)", id="a summary"),
    ],
)
def test_an_amount_that_the_file_gives_says_on_what_it_rests(wording: str, says: str) -> None:
    found = of_value(
        "{at-most: 700000}", new=f"{{id: cap, {wording}: x, quantities: {{army-size: {{at-most: 800000}}}}}}"
    )
    [dispute] = [dispute for dispute in found.disputes if dispute.question == "value"]
    assert [side.says for side in dispute.sides] == [says, "at most 700,000 personnel"]


def test_texts_and_reports_on_one_side_are_both_told() -> None:
    found = the_change(
        "{reworded: cap, since: old, by: Ann}, {kept: cap, since: old, by: Bob}",
        "{id: cap, verbatim: x}",
        "{id: cap, verbatim: y}",
    )
    [dispute] = found.disputes
    assert sides_of(dispute) == {
        "the texts differ; changed": ["new#cap", "old#cap", "paper#c1"],
        "kept as it was": ["paper#c2"],
    }


def test_a_summary_is_not_told_as_the_text() -> None:
    found = the_change("{removed: cap, since: old, by: Ann}", new="cap")
    [dispute] = found.disputes
    [held] = [side for side in dispute.sides if side.value is True]
    assert held.basis == "summary"
    assert "the text" not in held.says


def test_contrary_answers_about_the_old_version_are_a_dispute_on_the_old_version() -> None:
    found = change(
        """
versions: {known: {points: [cap]}, old: {}, new: {based_on: [old], points: [cap]}}
claims: [{agreed: cap, in: old, by: Ann}, {dropped: cap, in: old, by: Bob}]
""",
        "cap",
    )
    [dispute] = found.disputes
    assert (found.verdict, found.basis, dispute.version, dispute.question) == ("disputed", "reported", "old", "present")
    assert found.reason == "what is on file contradicts itself on whether “old” has it"


# ---------------------------------------------------------------------------------------------------- same and different


@pytest.mark.parametrize(
    ("claims", "sides"),
    [
        pytest.param("{kept: cap, since: old, by: Ann}, {reworded: cap, since: old, by: Bob}",
                     {"changed": ["paper#c2"], "kept as it was": ["paper#c1"]}, id="kept against changed"),
        pytest.param("{kept: cap, since: old, by: Ann}, {kept: cap, since: old, by: Bob, stance: disputes}",
                     {"not kept as it was": ["paper#c2"], "kept as it was": ["paper#c1"]}, id="kept, said and denied"),
        pytest.param("{reworded: cap, since: old, by: Ann}, {reworded: cap, since: old, by: Bob, stance: disputes}",
                     {"changed": ["paper#c1"], "not changed": ["paper#c2"]}, id="changed, said and denied"),
        pytest.param("{reworded: cap, since: old, by: Ann}, {joined: cap, since: old, by: Cat}, {kept: cap, since: old, by: Bob}",
                     {"changed or joined with others": ["paper#c1", "paper#c2"], "kept as it was": ["paper#c3"]},
                     id="two ways to differ are one side"),
    ],
)  # fmt: skip
def test_same_and_different_exclude_each_other(claims: str, sides: dict[str, list[str]]) -> None:
    found = the_change(claims)
    [dispute] = found.disputes
    assert (found.verdict, found.basis, dispute.question) == ("disputed", "reported", "same")
    assert sides_of(dispute) == sides
    assert dispute.id == "old..new/cap/same"
    assert found.reason == "what is on file contradicts itself on whether it changed"


def test_texts_against_a_report_are_a_dispute_that_marks() -> None:
    found = the_change("{reworded: cap, since: old, by: Ann}", "{id: cap, verbatim: x}", "{id: cap, verbatim: x}")
    [dispute] = found.disputes
    assert told(found) == ("unchanged", "text", True)
    assert sides_of(dispute) == {"changed": ["paper#c1"], "the texts are the same": ["new#cap", "old#cap"]}


def test_claims_about_other_pairs_points_parts_and_matters_never_meet() -> None:
    claims = """{kept: cap, since: old, by: Ann}, {reworded: cap, since: elder, by: Bob}, {reworded: cap, in: elder, since: old, by: Bob},
      {reworded: nato, since: old, by: Bob}, {discussed: cap, by: Bob}, {denied: cap, matter: land-swaps, by: Bob}"""
    found = the_change(claims, old="cap, nato")
    assert told(found) == ("unchanged", "reported", False)
    assert found.disputes == ()


# ---------------------------------------------------------------------------------------------------- amounts

CAP = "{id: cap, paraphrase: x, quantities: {army-size: {at-most: 600000}}}"


def of_value(*amounts: str, old: str = CAP, new: str = "") -> Change:
    speakers = ("Ann", "Bob", "Cat", "Institute")
    claims = ", ".join(
        f"{{of: cap, value: {{army-size: {amount.removesuffix('!')}}}, by: {speakers[at]}"
        + (", stance: disputes" if amount.endswith("!") else "") + "}"
        for at, amount in enumerate(amounts)
    )  # fmt: skip
    return the_change(claims, old, new)


@pytest.mark.parametrize(
    ("amounts", "verdict", "questions"),
    [
        pytest.param(["{at-most: 800000}"], ("changed", "reported", False), [], id="another amount: changed"),
        pytest.param(["none", "{at-most: 800000}"], ("changed", "reported", True), ["value"],
                     id="none against 800,000, both unlike 600,000: changed; to what is disputed"),
        pytest.param(["{at-most: 600000}", "{at-most: 800000}"], ("disputed", "reported", True), ["same", "value"],
                     id="one side equals the old value: a dispute on sameness too"),
        pytest.param(["{at-most: 600000}"], ("unknown", "none", False), [], id="an equal amount alone is no fact"),
        pytest.param(["{at-most: 800000}", "{at-most: 800000}"], ("changed", "reported", False), [], id="two who say the same"),
        pytest.param(["{about: 800000}", "790000"], ("changed", "reported", False), [], id="about 800,000 and 790,000 are no dispute"),
        pytest.param(["{at-most: 800000}", "790000"], ("changed", "reported", False), [], id="a cap that holds the number is no dispute"),
        pytest.param(["{at-most: 800000}!"], ("unknown", "none", False), [], id="not that amount, and no amount"),
        pytest.param(["{at-most: 800000}", "{at-most: 800000}!"], ("changed", "reported", True), ["value"],
                     id="an amount, said and denied"),
        pytest.param(["{at-most: 800000}", "{at-most: 700000}!"], ("changed", "reported", False), [],
                     id="another amount denied contradicts nobody"),
        pytest.param(["{at-most: 800000}!", "{at-most: 700000}!"], ("unknown", "none", False), [],
                     id="two amounts denied contradict nobody"),
        pytest.param(["{at-most: 800000}!", "{at-most: 800000}!"], ("unknown", "none", False), [], id="two denials contradict nobody"),
    ],
)  # fmt: skip
def test_two_amounts_that_differ_exclude_each_other(
    amounts: list[str], verdict: tuple[str, str, bool], questions: list[str]
) -> None:
    found = of_value(*amounts)
    assert told(found) == verdict
    assert sorted(dispute.question for dispute in found.disputes) == questions


def test_each_amount_is_a_side_told_with_its_unit() -> None:
    [dispute] = of_value("none", "{at-most: 800000}", "{at-most: 800000}").disputes
    assert sides_of(dispute) == {
        "no limit": ["paper#c1"],
        "at most 800,000 personnel": ["paper#c2", "paper#c3"],
    }
    assert (dispute.id, dispute.about) == ("new/cap/army-size", "army size in “new”")


def test_an_amount_that_is_denied_is_a_side_without_a_value() -> None:
    [dispute] = of_value("{at-most: 800000}", "{at-most: 800000}!").disputes
    assert sides_of(dispute) == {
        "at most 800,000 personnel": ["paper#c1"],
        "not at most 800,000 personnel": ["paper#c2"],
    }


def test_who_contradicts_nobody_is_also_said_and_never_a_side() -> None:
    [dispute] = of_value("{at-most: 800000}", "none", "{at-most: 700000}!", "800000").disputes
    assert list(sides_of(dispute)) == ["at most 800,000 personnel", "no limit", "800,000 personnel"]
    assert [(also.says, cited(also)) for also in dispute.also_said] == [("not at most 700,000 personnel", ["paper#c3"])]


def test_a_dispute_on_sameness_by_amounts_tells_the_amounts() -> None:
    found = of_value("{at-most: 600000}", "{at-most: 800000}")
    dispute = next(dispute for dispute in found.disputes if dispute.question == "same")
    different, same = dispute.sides
    assert (different.value, cited(different)) == (False, ["old#cap", "paper#c2"])
    assert different.says == "at most 600,000 personnel → at most 800,000 personnel"
    assert (same.value, cited(same)) == (True, ["old#cap", "paper#c1"])
    assert "at most 600,000 personnel" in same.says


def test_of_rival_amounts_those_on_the_strongest_basis_count_and_weaker_ones_mark() -> None:
    held = "{id: cap, paraphrase: x, quantities: {army-size: {at-most: 800000}}}"
    found = of_value("{at-most: 600000}", new=held)
    [dispute] = found.disputes
    assert told(found) == ("changed", "summary", True)
    assert {side.says.partition(" (")[0]: cited(side) for side in dispute.sides} == {
        "at most 800,000 personnel": ["new#cap"],
        "at most 600,000 personnel": ["paper#c1"],
    }


def test_an_amount_is_told_apart_by_the_strongest_that_gives_it() -> None:
    """That a summary says about 800,000 is no report that says 790,000 less exactly, though a report says so too."""
    held = "{id: cap, paraphrase: x, quantities: {army-size: {about: 800000}}}"
    found = of_value("{about: 800000}", "790000", new=held)
    [dispute] = [dispute for dispute in found.disputes if dispute.question == "value"]
    assert [cited(side) for side in dispute.sides] == [["new#cap", "paper#c1"], ["paper#c2"]]


def test_a_dispute_on_an_amount_names_the_quantity_as_the_plan_does() -> None:
    found = change("""
quantities: {army-size: {unit: personnel, title: Size of the army}}
versions: {old: {points: [cap]}, new: {based_on: [old]}}
claims: [{of: cap, value: {army-size: 5, days-left: 5}, by: Ann}, {of: cap, value: {army-size: 6, days-left: 6}, by: Bob}]
""")
    assert [dispute.about for dispute in found.disputes] == ["Size of the army in “new”", "days left in “new”"]


@pytest.mark.parametrize(
    ("claims", "about"),
    [
        pytest.param("{removed: cap, since: old, by: Ann}, {agreed: cap, by: Bob}", "Army cap: whether it is in “Text two”", id="present"),
        pytest.param("{kept: cap, since: old, by: Ann}, {reworded: cap, since: old, by: Bob}", "Army cap: whether it changed", id="same"),
        pytest.param("{agreed: cap, by: Ann}, {open: cap, by: Bob}", "Army cap: how far it is settled in “Text two”", id="status"),
        pytest.param("{of: cap, value: {term: 5}, by: Ann}, {of: cap, value: {term: 6}, by: Bob}", "term in “Text two”", id="value"),
        pytest.param("{denied: cap, matter: land-swaps, by: Ann}, {discussed: cap, matter: land-swaps, by: Bob}", "Land swaps (“Text two”)",
                     id="a proposition"),
    ],
)  # fmt: skip
def test_what_a_dispute_is_about_is_said_with_titles(claims: str, about: str) -> None:
    found = change(f"""
versions: {{old: {{points: [{{id: cap, title: Army cap, paraphrase: x}}]}}, new: {{title: Text two, based_on: [old]}}}}
claims: [{claims}]
""")
    assert [dispute.about for dispute in found.disputes] == [about]


def test_a_dispute_has_the_issues_of_its_point() -> None:
    found = change("""
versions: {old: {points: [{id: cap, paraphrase: x, issues: [nato, army-cap]}]}, new: {based_on: [old]}}
claims: [{of: cap, value: {term: 5}, by: Ann}, {of: cap, value: {term: 6}, by: Bob}, {agreed: cap}, {open: cap}]
""")
    assert {dispute.question: dispute.issues for dispute in found.disputes} == {
        "value": ("army-cap", "nato"),
        "status": ("army-cap", "nato"),
    }


def test_a_proposition_of_no_point_that_is_there_and_not_there_is_disputed_beside_the_changes() -> None:
    found = compared("""
versions: {old: {}, new: {based_on: [old]}}
claims: [{agreed: ~, matter: land-swaps, by: Ann}, {dropped: ~, matter: land-swaps, by: Bob}]
""")
    assert [(dispute.question, dispute.matter) for dispute in found.disputes] == [
        ("present", "~territory/land-swaps"),
    ]


def test_conditions_that_differ_are_a_dispute_and_one_that_is_left_out_is_none() -> None:
    peace, war = (f"{{bound: at-most, value: 800000, condition: in {when}}}" for when in ("peacetime", "war"))
    assert [dispute.question for dispute in of_value(peace, war).disputes] == ["value"]
    assert of_value(peace, "{at-most: 800000}").disputes == ()


def test_two_quantities_are_two_disputes() -> None:
    found = the_change(
        "{of: cap, value: {army-size: 1, term: 1}, by: Ann}, {of: cap, value: {army-size: 2, term: 2}, by: Bob}"
    )
    assert [dispute.id for dispute in found.disputes] == ["new/cap/army-size", "new/cap/term"]


def test_no_amounts_are_no_dispute() -> None:
    assert value_disputes(facts("versions: {new: {}}"), [], "cap", "new") == ()


# ---------------------------------------------------------------------------------------------------- status

STATUSES: tuple[Status, ...] = get_args(Status)
NOT_AGREED = ("open", "bracketed", "parked")


def excludes(one: Status, other: Status) -> bool:
    if "dropped" in (one, other):
        return one != other
    return (one == "agreed" and other in NOT_AGREED) or (other == "agreed" and one in NOT_AGREED)


@pytest.mark.parametrize(
    ("one", "other"), [pytest.param(*pair, id=f"{pair[0]} against {pair[1]}") for pair in product(STATUSES, repeat=2)]
)
def test_which_statuses_exclude_each_other(one: Status, other: Status) -> None:
    given = facts(f"versions: {{new: {{points: [cap]}}}}\nclaims: [{{{one}: cap, by: Ann}}, {{{other}: cap, by: Bob}}]")
    dispute = status_dispute(given, given.statuses("cap", "new"), "cap", "new")
    assert (dispute is not None) is excludes(one, other)
    if dispute:
        assert [cited(side) for side in dispute.sides] == [["paper#c1"], ["paper#c2"]]
        assert (dispute.id, dispute.question) == ("new/cap/status", "status")


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_said_and_denied_is_a_dispute(status: Status) -> None:
    given = facts(
        f"versions: {{new: {{points: [cap]}}}}\nclaims: [{{{status}: cap, by: Ann}}, {{{status}: cap, by: Bob, stance: disputes}}]"
    )
    dispute = status_dispute(given, given.statuses("cap", "new"), "cap", "new")
    assert dispute is not None
    assert [cited(side) for side in dispute.sides] == [["paper#c1"], ["paper#c2"]]


def test_two_denials_of_a_status_contradict_nobody() -> None:
    given = facts(
        "versions: {new: {points: [cap]}}\n"
        "claims: [{agreed: cap, by: Ann, stance: disputes}, {open: cap, by: Bob, stance: disputes}, "
        "{agreed: cap, by: Cat, stance: disputes}]"
    )
    assert status_dispute(given, given.statuses("cap", "new"), "cap", "new") is None


@pytest.mark.parametrize(
    ("statuses", "says"),
    [
        pytest.param(["open", "bracketed"], "in brackets (not agreed)", id="open and bracketed"),
        pytest.param(["parked", "open"], "parked for later", id="parked and open"),
        pytest.param(["open"], "still open", id="open alone"),
    ],
)
def test_open_bracketed_and_parked_are_one_answer_told_by_the_most_specific(statuses: list[str], says: str) -> None:
    claims = ", ".join(f"{{{status}: cap, by: Bob}}" for status in statuses)
    found = the_change(f"{{agreed: cap, by: Ann}}, {claims}")
    [dispute] = found.disputes
    assert [side.says for side in dispute.sides] == ["agreed", says]
    assert len(dispute.sides[1].grounds) == len(statuses)
    assert dispute.also_said == ()


def test_a_proposal_is_also_said_beside_agreed_and_open() -> None:
    found = the_change("{agreed: cap, by: Ann}, {open: cap, by: Bob}, {proposed: cap, by: Cat}")
    [dispute] = found.disputes
    assert [side.says for side in dispute.sides] == ["agreed", "still open"]
    assert [side.says for side in dispute.also_said] == ["in the text as a proposal"]


def test_a_typed_status_is_a_side_as_a_report_is() -> None:
    found = the_change("{open: cap, by: Ann}", new="{id: cap, verbatim: x, status: agreed}")
    [dispute] = found.disputes
    assert sides_of(dispute) == {"agreed": ["new#cap"], "still open": ["paper#c1"]}
    assert [side.basis for side in dispute.sides] == ["text", "reported"]


def test_a_dispute_on_the_status_marks_what_changed_and_decides_nothing() -> None:
    found = the_change("{reworded: cap, since: old, by: Ann}, {agreed: cap, by: Ann}, {open: cap, by: Bob}")
    assert told(found) == ("changed", "reported", True)
    assert cited(found) == ["paper#c1"]


# ---------------------------------------------------------------------------------------------------- talk


def talk(claims: str) -> list[Dispute]:
    text = f"""
versions: {{old: {{points: [{{id: land, paraphrase: x, issues: [territory]}}]}}, new: {{based_on: [old]}}}}
claims: [{claims}]
"""
    found = compared(text)
    return [*found.disputes, *(dispute for each in found.changes for dispute in each.disputes)]


@pytest.mark.parametrize(
    ("claims", "sides"),
    [
        pytest.param("{discussed: land, matter: land-swaps, by: Ann}, {denied: land, matter: land-swaps, by: Bob}",
                     {"discussed": ["paper#c1"], "denied": ["paper#c2"]}, id="discussed and denied"),
        pytest.param("{sought: land, matter: land-swaps, by: Ann}, {discussed: ~, matter: land-swaps, by: Cat}, "
                     "{denied: land, matter: land-swaps, by: Bob}",
                     {"discussed or sought": ["paper#c1", "paper#c2"], "denied": ["paper#c3"]}, id="sought and discussed against denied"),
        pytest.param("{discussed: ~, matter: land-swaps, by: Ann}, {discussed: ~, matter: land-swaps, by: Bob, stance: disputes}",
                     {"discussed": ["paper#c1"], "denied": ["paper#c2"]}, id="that it was discussed is disputed"),
    ],
)  # fmt: skip
def test_talked_of_and_not_of_the_same_matter_exclude_each_other(claims: str, sides: dict[str, list[str]]) -> None:
    [dispute] = talk(claims)
    assert sides_of(dispute) == sides
    assert (dispute.question, dispute.id, dispute.matter) == (
        "talked",
        "new/territory/land-swaps/talked",
        "~territory/land-swaps",
    )
    assert dispute.issues == ("territory",)
    assert dispute.about.startswith("Land swaps")
    assert "“new”" in dispute.about


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param("{discussed: land, by: Ann}, {denied: land, matter: land-swaps, by: Bob}", id="the point and one proposition of it"),
        pytest.param("{discussed: land, matter: recognition, by: Ann}, {denied: land, matter: land-swaps, by: Bob}", id="two propositions"),
        pytest.param("{discussed: land, by: Ann}, {denied: land, by: Bob}", id="a denial that names no proposition"),
        pytest.param("{discussed: land, matter: land-swaps, by: Ann}, {denied: land, matter: land-swaps, in: old, by: Bob}",
                     id="two versions"),
        pytest.param("{open: land, by: Ann}, {denied: land, matter: land-swaps, by: Bob}", id="a status and a denial of a proposition"),
        pytest.param("{discussed: land, matter: land-swaps, by: Ann}, {sought: land, matter: land-swaps, by: Bob}",
                     id="discussed and sought"),
    ],
)  # fmt: skip
def test_what_contradicts_nobody_is_no_dispute(claims: str) -> None:
    assert talk(claims) == []


def test_a_denial_that_names_no_proposition_is_on_file_beside_the_change() -> None:
    found = change("""
versions: {old: {points: [land]}, new: {based_on: [old]}}
claims: [{discussed: land, by: Ann}, {denied: land, by: Bob}]
""", "land")  # fmt: skip
    assert (found.verdict, found.disputed) == ("unknown", False)
    assert [item.key for item in found.also_on_file] == ["paper#c1", "paper#c2"]


def test_talk_that_nobody_denies_is_no_dispute() -> None:
    given = facts("versions: {new: {}}\nclaims: [{discussed: ~, matter: land-swaps, by: Ann}]")
    assert talk_dispute(given, given.talked("~territory/land-swaps", "new"), "~territory/land-swaps", "new") is None


def test_a_proposition_said_and_denied_is_shown_where_its_point_is_and_else_beside_the_changes() -> None:
    both = "{discussed: POINT, matter: land-swaps, by: Ann}, {denied: POINT, matter: land-swaps, by: Bob}"
    text = "versions: {{old: {{points: [land]}}, new: {{based_on: [old]}}}}\nclaims: [{}]"
    on_a_point = compared(text.format(both.replace("POINT", "land")))
    of_no_point = compared(text.format(both.replace("POINT", "~")))
    assert ([len(each.disputes) for each in on_a_point.changes], on_a_point.disputes) == ([1], ())
    assert ([len(each.disputes) for each in of_no_point.changes], len(of_no_point.disputes)) == ([0], 1)


def test_a_dispute_on_a_proposition_or_a_part_is_shown_and_does_not_mark_its_point() -> None:
    found = change("""
versions: {old: {points: [{id: funds, paraphrase: x, parts: [{id: own, text: x}]}]}, new: {based_on: [old]}}
claims: [{removed: own, since: old, by: Ann}, {kept: own, since: old, by: Bob}]
""", "funds")  # fmt: skip
    assert [dispute.id for dispute in found.disputes] == ["new/own/present"]


# ---------------------------------------------------------------------------------------------------- counts


def counts(claims: str, version: str = "") -> Dispute | None:
    return count_dispute(facts(f"versions: {{new: {{{version}}}}}\nclaims: [{claims}]"), "new")


@pytest.mark.parametrize(
    ("claims", "sides", "also"),
    [
        pytest.param("{count: 19, by: Ann}", None, [], id="one count"),
        pytest.param("{count: 19, by: Ann}, {count: 19, by: Bob}", None, [], id="counts that agree"),
        pytest.param("{count: 19, by: Ann}, {count: 22, by: Bob}, {count: 19, by: Cat}",
                     {"19 points": ["paper#c1", "paper#c3"], "22 points": ["paper#c2"]}, [], id="two counts"),
        pytest.param("{count: 22, by: Ann}, {count: 19, by: Bob}", {"19 points": ["paper#c2"], "22 points": ["paper#c1"]}, [],
                     id="the smaller first"),
        pytest.param("{count: [26, 28], by: Ann}", None, [], id="alternatives of one speaker are one side"),
        pytest.param("{count: [26, 28], by: Ann}, {count: 28, by: Bob}", None, [], id="that others share"),
        pytest.param("{count: [26, 28], by: Ann}, {count: 19, by: Bob}", {"19 points": ["paper#c2"], "26 or 28 points": ["paper#c1"]}, [],
                     id="alternatives against another count"),
        pytest.param("{count: 27, by: Bob}, {count: [26, 28], by: Ann}",
                     {"26 or 28 points": ["paper#c2"], "27 points": ["paper#c1"]}, [], id="by the smallest of its alternatives"),
        pytest.param("{count: 19, by: Ann}, {count: {about: 20}, by: Bob}, {count: 26, by: Cat}",
                     {"19 points": ["paper#c1"], "about 20 points": ["paper#c2"], "26 points": ["paper#c3"]}, [],
                     id="about 20 contradicts 26"),
        pytest.param("{count: 19, by: Ann}, {count: {about: 20}, by: Bob}, {count: 22, by: Cat}",
                     {"19 points": ["paper#c1"], "22 points": ["paper#c3"]}, ["about 20 points"],
                     id="about 20 contradicts neither 19 nor 22: also said"),
        pytest.param("{count: 19, by: Ann}, {count: 19, by: Bob, stance: disputes}",
                     {"19 points": ["paper#c1"], "not 19 points": ["paper#c2"]}, [], id="a count said and denied"),
        pytest.param("{count: 19, by: Ann}, {count: 20, by: Bob, stance: disputes}", None, [], id="another count denied"),
        pytest.param("{count: 19, by: Ann, stance: disputes}, {count: 20, by: Bob, stance: disputes}", None, [], id="two denials"),
        pytest.param("{count: 19, by: Ann}, {count: 22, by: Bob, draft: true}", None, [], id="a draft is no side"),
        pytest.param("{count: 19, by: Ann}, {count: 22, by: Bob, in: old}", None, [], id="a count of another version"),
    ],
)  # fmt: skip
def test_two_counts_exclude_each_other(claims: str, sides: dict[str, list[str]] | None, also: list[str]) -> None:
    dispute = counts(claims)
    assert (sides_of(dispute) if dispute else None) == sides
    assert [position.says for position in (dispute.also_said if dispute else ())] == also
    if dispute and sides:
        assert list(sides_of(dispute)) == list(sides)
        assert (dispute.id, dispute.question, dispute.matter) == ("new/count", "count", None)
        assert dispute.about == "How many points “new” has"


def test_what_was_counted_in_the_text_is_a_side() -> None:
    dispute = counts("{count: 22, by: Ann}", "points_held: all, points: [cap, nato]")
    assert dispute is not None
    assert [(side.says, side.basis, cited(side)) for side in dispute.sides] == [
        ("2 points (counted in the text)", "text", ["new/points_total"]),
        ("22 points", "reported", ["paper#c1"]),
    ]


def test_disputed_counts_of_either_version_stand_beside_the_changes() -> None:
    found = compared("""
versions: {old: {}, new: {based_on: [old]}}
claims: [{count: 26, in: old, by: Ann}, {count: 28, in: old, by: Bob}, {count: 19, by: Ann}, {count: 20, by: Bob}]
""")
    assert [dispute.id for dispute in found.disputes] == ["old/count", "new/count"]


def test_a_version_against_itself_tells_its_disputed_count_once() -> None:
    found = compared("versions: {new: {}}\nclaims: [{count: 19, by: Ann}, {count: 20, by: Bob}]", "new", "new")
    assert [dispute.id for dispute in found.disputes] == ["new/count"]


def test_who_gave_the_old_amount_is_no_source_of_either_side() -> None:
    text = """
versions: {old: {}, new: {based_on: [old]}, known: {points: [cap]}}
claims:
- {of: cap, in: old, value: {army-size: 600000}, by: Ann}
- {of: cap, value: {army-size: 600000}, by: Bob}
- {of: cap, value: {army-size: 800000}, by: Cat}
"""
    dispute = next(each for each in change(text).disputes if each.question == "same")
    assert [cited(side) for side in dispute.sides] == [["paper#c3"], ["paper#c2"]]


def test_of_rival_old_amounts_against_a_text_each_side_is_who_gave_the_old_one() -> None:
    text = """
versions:
  old: {}
  new: {based_on: [old], points: [{id: cap, verbatim: x, quantities: {army-size: 600000}}]}
claims: [{of: cap, in: old, value: {army-size: 600000}, by: Ann}, {of: cap, in: old, value: {army-size: 800000}, by: Bob}]
"""
    dispute = next(each for each in change(text).disputes if each.question == "same")
    assert [cited(side) for side in dispute.sides] == [["new#cap", "paper#c2"], ["new#cap", "paper#c1"]]


def test_dropped_against_a_signed_text_is_told_once() -> None:
    text = """
versions: {old: {}, new: {signed: {by: [ua]}, points: [{id: cap, verbatim: x, parts: [{id: p, text: y}]}]}}
claims: [{dropped: cap, by: Ann}]
"""
    assert [dispute.question for dispute in change(text).disputes] == ["present"]
