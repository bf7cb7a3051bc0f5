"""Sentences of the first release that outran their evidence: each on a small plan of its own, and on the plan that ships."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from small_plans import change, change_in, cited, compared, facts, plan, sides_of, told

from planstrack.claims.clock import as_of
from planstrack.claims.evidence import gather
from planstrack.compare.changes import compare
from planstrack.compare.facts import Facts
from planstrack.compare.records import Change, Comparison
from planstrack.loading import load_plan
from planstrack.model import Plan

# ---------------------------------------------------------------------------------------------------- the plan that ships


@cache
def the_shipped_plan() -> Plan:
    return load_plan(Path(__file__).parent.parent / "plans" / "ukraine-2025").plan


@cache
def the_facts() -> Facts:
    return Facts(the_shipped_plan())


@cache
def shipped(old: str, new: str) -> Comparison:
    return compare(the_facts(), old, new)


def shipped_change(old: str, new: str, matter: str) -> Change:
    [found] = [each for each in shipped(old, new).changes if matter in each.matters]
    return found


def as_known(day: str, old: str, new: str) -> Comparison:
    cut = as_of(the_shipped_plan(), date.fromisoformat(day))
    return compare(Facts(cut.plan, gather(cut.plan), cut=cut), old, new)


# ---------------------------------------------------------------------------------------------------- 24b includes children


CHILDREN = """
versions:
  old: {points_held: all, points: [{id: humanitarian, number: "24", paraphrase: "Prisoners, civilians and children are exchanged"}]}
  new:
    relations: {old: RELATION}
    points_held: all
    points: [{number: "7", title: Children, paraphrase: "Children are returned without conditions"}]
"""


@pytest.mark.parametrize("relation", ["answers", "revises", "supplements", "repackages"])
def test_children_added_from_the_texts_is_no_counterpart_found(relation: str) -> None:
    found = compared(CHILDREN.replace("RELATION", relation))
    for each in found.changes:
        assert each.verdict in ("unmatched", "unknown"), each.id
        assert each.basis == "none"
        if each.verdict == "unmatched":
            assert "no counterpart found" in each.reason


def test_the_nearest_is_kept_with_its_score() -> None:
    found = compared("""
versions:
  old: {points_held: all, points: [
    {id: a, number: "24", verbatim: "All remaining prisoners and bodies are exchanged, all for all, and the children are returned"},
    {id: b, number: "25", verbatim: "Elections are held in one hundred days"}]}
  new: {points_held: all, points: [
    {id: c, number: "7", verbatim: "All prisoners and bodies are exchanged, all for all"},
    {id: d, number: "8", verbatim: "Frozen funds pay for what was destroyed"}]}
""")  # fmt: skip
    prisoners = change_in(found, "c")
    assert prisoners.verdict == "unmatched"
    assert prisoners.match.nearest is not None
    assert prisoners.match.nearest.index == 0
    assert 0 < prisoners.match.nearest.score <= 1


def test_shipped_nothing_of_the_24_european_points_is_called_added_or_removed() -> None:
    found = shipped("us-28", "eu-24-telegraph")
    assert found.relation == "answers"
    assert {each.verdict for each in found.changes} == {"unmatched", "unknown", "changed"}
    assert {each.match.how for each in found.changes if each.verdict == "changed"} == {"declared"}
    assert found.accounting.fewer is None


# ---------------------------------------------------------------------------------------------------- struck through


MINERALS = """
versions:
  old: {{points_held: all, points: [{{id: funds, paraphrase: The World Bank and the minerals., parts_held: some}}]}}
  new: {{based_on: [old], points_held: all, points: [{{id: funds, paraphrase: Several funds., parts_held: some{readings}}}]}}
"""


def test_limbs_that_a_summary_leaves_out_are_not_struck_through() -> None:
    found = change(MINERALS.format(readings=""))
    assert told(found) == ("unknown", "none", False)
    assert (found.redline, found.aspects, found.reason_code) == ((), (), "wordings")
    read = change(MINERALS.format(readings=", readings: [{since: old, says: reworded, gist: Other funds}]"))
    assert told(read) == ("changed", "summary", False)
    assert (read.redline, read.aspect_names) == ((), ("reworded",))
    assert read.reason == "found by comparing both texts"


@pytest.mark.parametrize("matter", ["reconstruction-package", "russian-law"])
def test_shipped_a_reading_tells_what_differs_and_no_summaries_are_redlined(matter: str) -> None:
    found = shipped_change("us-28", "framework-20-dec23", matter)
    assert (found.verdict, found.basis, found.redline) == ("changed", "summary", ())
    assert {ground.kind for ground in found.grounds} == {"reading"}


def test_shipped_no_two_summaries_are_redlined_anywhere() -> None:
    for pair in (("us-28", "framework-20-dec23"), ("us-28", "e3-reuters"), ("us-28", "eu-24-telegraph")):
        assert all(each.redline == () for each in shipped(*pair).changes)


# ---------------------------------------------------------------------------------------------------- sovereignty


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("paraphrase: To be confirmed.", "paraphrase: Reconfirmed.", ("unknown", "none", False),
                     id="our words on both sides: not known"),
        pytest.param("paraphrase: To be confirmed.", "paraphrase: Reconfirmed., readings: [{since: old, says: reworded, gist: g}]",
                     ("changed", "summary", False), id="unless a reading says it"),
        pytest.param("verbatim: To be confirmed.", "verbatim: Reconfirmed.", ("changed", "text", False), id="with both texts: text"),
    ],
)  # fmt: skip
def test_words_of_ours_on_both_sides_are_no_change_from_the_texts(
    old: str, new: str, expected: tuple[str, str, bool]
) -> None:
    text = f"versions: {{old: {{points: [{{id: s, {old}}}]}}, new: {{based_on: [old], points: [{{id: s, {new}}}]}}}}"
    assert told(change(text)) == expected


def test_a_claim_says_it_too() -> None:
    text = "versions: {old: {points: [s]}, new: {based_on: [old], points: [s]}}\nclaims: [{reworded: s, since: old, by: Ann}]"
    assert told(change(text)) == ("changed", "reported", False)


def test_shipped_sovereignty_is_changed_as_summarised_here() -> None:
    assert told(shipped_change("us-28", "framework-20-dec23", "sovereignty")) == ("changed", "summary", False)


def test_shipped_nothing_is_text_where_all_is_summary() -> None:
    for pair in (
        ("us-28", "framework-20-dec23"),
        ("us-28", "e3-reuters"),
        ("us-28", "eu-24-telegraph"),
        ("us-28", "geneva-19"),
    ):
        assert all(each.basis not in ("text", "translation") for each in shipped(*pair).changes)


# ---------------------------------------------------------------------------------------------------- sums


def test_two_speakers_who_count_differently_make_a_disputed_sum() -> None:
    found = compared("""
versions: {old: {points_held: some}, new: {based_on: [old]}}
claims: [{count: 28, in: old, by: Cat}, {count: 19, by: Ann}, {count: 20, by: Bob}]
""")
    assert (found.accounting.fewer, found.accounting.new) == ((8, 9), (19, 20))
    assert found.accounting.note == "28 → 19 or 20 (disputed): 8 to 9 fewer; none identified."
    assert [dispute.id for dispute in found.disputes] == ["new/count"]


def test_shipped_the_sum_after_geneva_is_disputed() -> None:
    found = shipped("us-28", "geneva-19").accounting
    assert (found.old, found.new, found.fewer) == ((28,), (19, 20, 22, 26, 28), (0, 9))
    assert found.note.startswith("28 → 19, 20, 22, 26 or 28 (disputed): 0 to 9 fewer; 1 identified, 1 more disputed")
    assert "geneva-19/count" in {dispute.id for dispute in shipped("us-28", "geneva-19").disputes}
    note = shipped("geneva-19", "florida").accounting.note
    assert note.startswith("19, 20, 22, 26 or 28 (disputed) → 19 or 20 (disputed):")


def test_shipped_26_or_28_is_one_side() -> None:
    [dispute] = [each for each in shipped("us-28", "geneva-19").disputes if each.id == "geneva-19/count"]
    assert {side.says: side.speakers for side in dispute.sides}["26 or 28 points"] == ("Rubio",)


# ---------------------------------------------------------------------------------------------------- seven independent sources


SEVEN = """
speakers:
  source one (to Wire): {kind: unnamed}
  source two (to Wire): {kind: unnamed}
  source three (to Wire): {kind: unnamed}
  senior officials: {kind: unnamed, party: ua}
versions:
  old: {points: [{id: cap, paraphrase: x, quantities: {army-size: {at-most: 600000}}}]}
  new: {based_on: [old], points: [{id: cap, reported: ~}]}
claims:
  - {of: cap, value: {army-size: none}, by: [source one (to Wire), Wire]}
  - {of: cap, value: {army-size: none}, by: [source two (to Wire), Wire]}
  - {of: cap, value: {army-size: none}, by: [source three (to Wire), Wire]}
  - {of: cap, value: {army-size: {at-most: 800000}}, by: [senior officials, Paper]}
  - {agreed: cap, by: Cat}
  - {open: cap, by: Bob}
  - {discussed: cap, by: Wire}
"""


def test_sources_of_the_change_are_those_of_its_grounds_as_a_range() -> None:
    found = change(SEVEN)
    assert told(found) == ("changed", "reported", True)
    assert (found.sources.at_least, found.sources.at_most, found.sources.unnamed) == (1, 4, 4)
    assert [
        len(cited(side)) for dispute in found.disputes if dispute.question == "value" for side in dispute.sides
    ] == [3, 1]


def test_shipped_the_army_cap_rests_on_a_range_that_counts_the_unnamed() -> None:
    found = shipped_change("us-28", "geneva-19", "army-cap")
    assert told(found) == ("changed", "reported", True)
    assert found.sources.at_least < found.sources.at_most
    assert found.sources.unnamed >= 3
    carrying = {item.says for item in found.evidence}
    assert carrying <= {"reworded", "value"}, "neither a status nor talk carries it"


# ---------------------------------------------------------------------------------------------------- amnesty


def test_one_of_three_sources_of_a_removal_says_changed() -> None:
    found = change("""
versions: {old: {points: [amnesty]}, new: {based_on: [old]}}
claims:
  - {removed: amnesty, since: old, by: [a source, Wire]}
  - {removed: amnesty, since: old, by: [another source, Paper]}
  - {reworded: amnesty, since: old, by: Wire}
""")
    assert told(found) == ("disputed", "reported", True)
    [dispute] = found.disputes
    assert sides_of(dispute) == {"removed": ["paper#c1", "paper#c2"], "changed, hence there": ["paper#c3"]}
    gone, there = (side.sources for side in dispute.sides)
    assert (gone.at_least, gone.at_most, gone.unnamed) == (1, 2, 2)
    assert (there.at_least, there.at_most) == (1, 1)


def test_shipped_the_amnesty_is_disputed() -> None:
    found = shipped_change("us-28", "geneva-19", "amnesty")
    assert told(found) == ("disputed", "reported", True)
    [dispute] = [each for each in found.disputes if each.question == "present"]
    gone, there = dispute.sides
    assert (gone.says, gone.sources.at_least, gone.sources.at_most) == ("removed", 1, 2)
    assert (there.says, there.sources.at_least, there.sources.at_most) == ("changed, hence there", 1, 1)


# ---------------------------------------------------------------------------------------------------- Florida to the framework


DELETED = """
versions:
  us: {{points_held: all, points: [guarantee]}}
  florida: {{based_on: [us], points_held: some, points: [{{id: guarantee, reported: ~}}]}}
  framework: {{based_on: [florida], points_held: all, points: [{{id: guarantee, paraphrase: x{parts}}}]}}
claims: [{claim}]
"""


def test_a_change_that_no_claim_compares_with_this_version_is_not_known() -> None:
    found = change(DELETED.format(parts="", claim="{reworded: guarantee, in: framework, since: us, by: Ann}"),
                   old="florida", new="framework")  # fmt: skip
    assert told(found) == ("unknown", "none", False)
    assert "no report" not in found.reason


def test_what_is_deleted_since_when_is_not_said_is_told_so() -> None:
    found = change(
        DELETED.format(parts="", claim="{removed: guarantee, matter: clause, in: framework, by: Ann}"),
        old="florida",
        new="framework",
    )
    assert told(found) == ("unknown", "none", False)
    assert "removed" in found.reason
    assert "since when is not said" in found.reason


def test_shipped_point_5_is_not_reported_changed_since_florida() -> None:
    found = shipped_change("florida", "framework-20-dec23", "us-guarantee")
    assert told(found) == ("unknown", "none", False)
    assert found.grounds == ()
    assert "no report" not in found.reason


# ---------------------------------------------------------------------------------------------------- a scenario discussed


def test_a_scenario_that_was_discussed_is_not_in_the_text() -> None:
    text = """
versions: {us: {points: [nato]}, florida: {based_on: [us]}, framework: {based_on: [florida], points_held: all, points: [land]}}
claims: [{discussed: nato, in: florida, by: Ann}]
"""
    assert facts(text).presence("nato", "florida") == ()
    found = compared(text, "us", "florida")
    assert (change_in(found, "nato").verdict, change_in(found, "nato").reason_code) == ("unknown", "spoken-of")
    later = compared(text, "florida", "framework")
    assert all(each.verdict != "removed" for each in later.changes)


def test_shipped_nato_is_not_removed_from_florida() -> None:
    found = shipped_change("florida", "framework-20-dec23", "nato-exclusion")
    assert told(found) == ("unknown", "none", False)
    assert told(shipped_change("geneva-19", "florida", "nato-exclusion"))[0] == "unknown"


# ---------------------------------------------------------------------------------------------------- land swaps


LAND = """
speakers: {Zelensky: {kind: official, party: ua}, sources (to Babel): {kind: unnamed, party: ua}, US official: {kind: unnamed, party: us}}
versions: {old: {points: [{id: territories, paraphrase: x, issues: [territory]}]}, new: {based_on: [old]}}
claims:
  - {denied: territories, matter: land-swaps, by: sources (to Babel), id: denied}
  - {discussed: territories, matter: land-swaps, by: US official, id: said}
  - {open: territories, by: Zelensky, id: open}
  - {discussed: territories, by: Zelensky, id: discussed}
"""


def test_that_land_swaps_were_denied_is_no_denial_that_territory_was_discussed() -> None:
    found = change(LAND)
    assert told(found) == ("unknown", "none", False)
    [dispute] = found.disputes
    assert dispute.about.startswith("Land swaps")
    assert sides_of(dispute) == {"discussed": ["paper#said"], "denied": ["paper#denied"]}
    assert {item.key for item in found.on_file} - {item.key for item in dispute.evidence} == {
        "paper#discussed",
        "paper#open",
    }


def test_shipped_territories_are_not_disputed_and_land_swaps_are() -> None:
    found = shipped_change("geneva-19", "florida", "territories")
    assert (found.verdict, found.disputed) == ("unknown", False)
    [dispute] = found.disputes
    assert (dispute.id, [side.speakers for side in dispute.sides]) == (
        "florida/territory/land-swaps/talked",
        [("senior US official (to WSJ)",), ("sources (to Babel)",)],
    )
    assert "Zelensky" not in {speaker for side in dispute.sides for speaker in side.speakers}
    assert "Zelensky" in {item.speaker for item in found.on_file}


# ---------------------------------------------------------------------------------------------------- no limit


def test_no_limit_is_a_value_and_no_removal() -> None:
    found = change("""
versions: {old: {points: [{id: cap, paraphrase: x, quantities: {army-size: {at-most: 600000}}}]}, new: {based_on: [old]}}
claims: [{of: cap, value: {army-size: none}, by: Ann}, {of: cap, value: {army-size: {at-most: 800000}}, by: Bob}]
""")
    assert told(found) == ("changed", "reported", True)
    [dispute] = found.disputes
    assert sides_of(dispute) == {"no limit": ["paper#c1"], "at most 800,000 personnel": ["paper#c2"]}


def test_shipped_no_limit_stands_against_800000() -> None:
    found = shipped_change("us-28", "geneva-19", "army-cap")
    [dispute] = [each for each in found.disputes if each.question == "value"]
    assert [side.says.partition(" (")[0] for side in dispute.sides] == ["no limit", "at most 800,000 personnel"]
    assert not any(each.question == "present" for each in found.disputes)


# ---------------------------------------------------------------------------------------------------- EU eligibility moved


@pytest.mark.parametrize(
    ("claim", "verdict", "moved_to"),
    [
        pytest.param("{moved: eu, since: old, to: separate US-EU track, by: Ann}", ("removed", "reported", False), "separate US-EU track",
                     id="to a separate track: removed, reported, told as moved to another paper"),
        pytest.param("{moved: eu, since: old, by: Ann}", ("unknown", "none", False), None, id="without to: not known"),
    ],
)  # fmt: skip
def test_what_a_report_says_was_moved_is_not_what_no_report_speaks_of(
    claim: str, verdict: tuple[str, str, bool], moved_to: str | None
) -> None:
    found = change(f"versions: {{old: {{points: [eu]}}, new: {{based_on: [old]}}}}\nclaims: [{claim}]")
    assert (told(found), found.moved_to) == (verdict, moved_to)
    assert "moved" in found.reason
    assert "no report" not in found.reason


def test_shipped_eu_eligibility_is_moved_to_another_paper() -> None:
    found = shipped_change("us-28", "geneva-19", "eu-accession")
    assert told(found) == ("removed", "reported", False)
    assert found.moved_to
    assert found.evidence[0].says == "moved"
    assert "moved" in found.reason
    assert "kept" not in found.reason


# ---------------------------------------------------------------------------------------------------- E3 point 11


def test_a_text_copied_on_one_rewrites_word_is_unchanged_reported() -> None:
    found = change("""
versions:
  old: {points_held: all, points: [{id: eu, verbatim: Ukraine is eligible.}]}
  new: {based_on: [old], points: [{id: eu, reported: ~}]}
claims: [{kept: eu, since: old, by: Rewriter}]
""")
    assert told(found) == ("unchanged", "reported", False)
    assert (found.reason, cited(found)) == ("by report: kept as it was", ["paper#c1"])
    assert (found.sources.at_least, found.sources.at_most) == (1, 1)


def test_shipped_e3_point_11_is_unchanged_reported() -> None:
    found = shipped_change("us-28", "e3-reuters", "eu-accession")
    assert told(found) == ("unchanged", "reported", False)
    assert [side.held for side in found.new] == [False]


# ---------------------------------------------------------------------------------------------------- numbers


def test_no_number_is_shown_where_none_is_typed() -> None:
    found = compared("versions: {old: {}, new: {points: [{id: cap, paraphrase: x}, {paraphrase: y}]}}")
    assert [side.number for each in found.changes for side in each.new] == [None, None]


def test_shipped_most_numbers_of_the_24_european_points_are_not_sourced() -> None:
    numbers = [point.number for point in the_shipped_plan().versions["eu-24-telegraph"].points]
    assert numbers.count(None) >= 10
    assert not set(numbers) & {str(number) for number in range(13, 23)}


# ---------------------------------------------------------------------------------------------------- not yet known


def test_no_point_is_asserted_before_its_first_source() -> None:
    given = plan("""
versions:
  old: {date: 2025-11-20, sources: [a], points_held: all, points: [{id: cap, verbatim: x, sources: [a]}]}
  new: {date: 2025-11-20, based_on: [old], sources: [a], points_held: all, points: [{id: nato, verbatim: y, sources: [a]}]}
articles: {a: {published: 2025-11-21}}
""")
    before, after = (as_of(given, date(2025, 11, day)) for day in (20, 21))
    early = compare(Facts(before.plan, gather(before.plan), cut=before), "old", "new")
    assert early.changes == ()
    assert (early.accounting.old, early.accounting.new, early.accounting.fewer) == ((), (), None)
    assert early.notes == (
        "“old” was not known by then, so nothing is said of it.",
        "“new” was not known by then, so nothing is said of it.",
    )
    late = compare(Facts(after.plan, gather(after.plan), cut=after), "old", "new")
    assert {each.verdict for each in late.changes} == {"removed", "added"}


def test_shipped_nothing_of_the_28_points_was_known_on_20_november() -> None:
    found = as_known("2025-11-20", "us-28", "geneva-19")
    assert all(each.reason_code == "not-yet-known" for each in found.changes)
    assert (found.accounting.old, found.accounting.new) == ((), ())
    assert any("US 28-point plan" in note and "not known by then" in note for note in found.notes)
    assert "us-28" in as_of(the_shipped_plan(), date(2025, 11, 20)).not_yet
    assert "us-28" not in as_of(the_shipped_plan(), date(2025, 11, 21)).not_yet


# ---------------------------------------------------------------------------------------------------- elections


def test_as_soon_as_possible_names_no_number_and_is_not_without_a_limit() -> None:
    found = change("""
versions:
  old: {points: [{id: vote, paraphrase: x, quantities: {term: {at-most: 100}}}]}
  new: {based_on: [old], points: [{id: vote, paraphrase: y, quantities: {term: unstated}}]}
""")
    [aspect] = found.aspects
    assert told(found) == ("changed", "summary", False)
    assert (aspect.name, aspect.old, aspect.new) == ("quantity", "at most 100 years", "no number named")


@pytest.mark.parametrize("version", ["e3-reuters", "framework-20-dec23"])
def test_shipped_time_until_elections_names_no_number(version: str) -> None:
    found = shipped_change("us-28", version, "elections")
    aspect = found.aspect("quantity")
    assert aspect is not None
    assert aspect.new == "no number named"


# ---------------------------------------------------------------------------------------------------- status and its reports


def test_a_status_is_grounded_in_the_reports_that_say_it() -> None:
    found = change("""
versions:
  old: {points: [cap]}
  new: {based_on: [old], points: [{id: cap, reported: ~, sources: [paper#talk, paper#status, paper#number]}]}
claims:
  - {discussed: cap, by: Ann, id: talk}
  - {agreed: cap, by: Bob, id: status}
  - {of: cap, value: {army-size: 800}, by: Cat, id: number}
""")
    status = found.aspect("status")
    assert status is not None
    assert [ground.key for ground in status.grounds] == ["paper#status"]


def test_shipped_every_status_after_geneva_rests_on_claims_that_say_one() -> None:
    for each in shipped("us-28", "geneva-19").changes:
        for aspect in each.aspects:
            if aspect.name == "status":
                assert aspect.grounds
                assert all(
                    ground.evidence is not None and ground.evidence.says in ("agreed", "open", "bracketed", "parked", "proposed")
                    for ground in aspect.grounds
                ), each.id  # fmt: skip


# ---------------------------------------------------------------------------------------------------- treaties


def test_what_is_signed_is_agreed_by_the_text() -> None:
    given = facts("versions: {new: {signed: {on: 2015-02-12, by: [ua, ru]}, points: [{id: cap, verbatim: x}]}}")
    [status] = given.statuses("cap", "new")
    assert (status.answer, status.basis) == ("agreed", "text")
    found = change("""
versions:
  old: {points: [{id: cap, verbatim: x, status: open}]}
  new: {based_on: [old], signed: {on: 2015-02-12, by: [ua, ru]}, points: [{id: cap, verbatim: x}]}
""")
    status_changed = found.aspect("status")
    assert status_changed is not None
    assert (status_changed.new, status_changed.basis) == ("agreed", "text")


@pytest.mark.parametrize("relation", ["carries-out", "supplements", "annex-of", "accompanies"])
def test_a_supplement_removes_nothing_of_the_treaty_it_carries_out(relation: str) -> None:
    found = compared(f"""
versions:
  old: {{signed: {{on: 2014-09-05}}, points_held: all, points: [{{id: ceasefire, verbatim: x}}, {{id: withdrawal, verbatim: y}}]}}
  new: {{relations: {{old: {relation}}}, points_held: all, points: [{{id: withdrawal, verbatim: z}}]}}
""")
    untouched = change_in(found, "ceasefire")
    assert (untouched.verdict, untouched.reason_code) == ("unknown", "stays-in-force")
    assert "untouched by this text" in untouched.reason
    assert change_in(found, "withdrawal").verdict == "changed"
    assert found.accounting.fewer is None


def test_shipped_the_assurance_removes_nothing_from_the_28_points() -> None:
    found = shipped("us-28", "us-side-assurance")
    assert found.relation == "accompanies"
    assert not {each.verdict for each in found.changes} & {"removed", "added"}
