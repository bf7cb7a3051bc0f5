"""Why a verdict is what it is, and why something is not known: the first code that applies, in a clause that says no more."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from small_plans import change, change_in, plan

from planstrack.claims.clock import as_of
from planstrack.claims.evidence import gather
from planstrack.compare.changes import compare
from planstrack.compare.facts import Facts
from planstrack.compare.records import Change, ReasonCode

PLAN = """
versions:
  old: {{{old_version}points: [{old}]}}
  new: {{{new_version}points: [{new}]}}
claims: [{claims}]
"""


def found(old: str = "cap", new: str = "", claims: str = "", old_version: str = "points_held: all, ",
          new_version: str = "based_on: [old], points_held: some, ", name: str = "cap") -> Change:  # fmt: skip
    return change(PLAN.format(old=old, new=new, claims=claims, old_version=old_version, new_version=new_version), name)


LEAKED = "based_on: [old], points_held: some, text: leaked, "
PARTS = "based_on: [old], points_held: all, "
IN_PART = "{id: nato, number: '8', paraphrase: x, parts_held: some}"
ANNEX = "relations: {old: annex-of}, points_held: all, "
SPOKEN = "{discussed: cap, by: Ann}"


# ---------------------------------------------------------------------------------------------------- codes


def test_the_codes_stand_in_the_order_of_the_design() -> None:
    assert get_args(ReasonCode) == (
        "not-yet-known", "wordings", "parts-not-known", "stays-in-force", "spoken-of", "not-held", "not-reported",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "code"),
    [
        pytest.param({"new": "cap"}, "wordings", id="wordings: both sides held, in wordings that settle nothing"),
        pytest.param({"new": IN_PART, "new_version": PARTS}, "parts-not-known",
                     id="parts not known: absence fails only for points held in part"),
        pytest.param({"new": "nato", "new_version": ANNEX}, "stays-in-force", id="stays in force: an annex lacks it"),
        pytest.param({"claims": SPOKEN}, "spoken-of", id="spoken of: a standing claim on the matter in new"),
        pytest.param({"claims": "{kept: cap, in: old, since: new, by: Ann, stance: disputes}", "old_version": "",
                      "old": "{id: cap, reported: ~}"},
                     "spoken-of", id="spoken of: a standing claim on the pair"),
        pytest.param({"new_version": LEAKED}, "not-held", id="not held: new lacks it, is leaked, and is not wholly held"),
        pytest.param({"new_version": LEAKED.replace("leaked", "published")}, "not-held", id="not held: published"),
        pytest.param({"new_version": LEAKED.replace("leaked", "read-out")}, "not-held", id="not held: read out"),
        pytest.param({"old": "", "new": "cap", "old_version": "text: leaked, points_held: some, ", "new_version": "based_on: [old], "},
                     "not-held",
                     id="not held: old lacks it"),
        pytest.param({"new_version": LEAKED.replace("leaked", "unpublished")}, "not-reported", id="not reported: nobody published new"),
        pytest.param({}, "not-reported", id="not reported: nothing is on file"),
        pytest.param({"new": "{id: cap, reported: ~}"}, "not-reported", id="not reported: a reported point, and no claim"),
        pytest.param({"claims": "{discussed: cap, draft: true}"}, "not-reported", id="a claim that does not stand does not speak"),
        pytest.param({"claims": "{discussed: cap, in: old, by: Ann}"}, "not-reported", id="a claim on old alone does not speak of new"),
        pytest.param({"claims": "{discussed: nato, by: Ann}", "old": "cap, nato"}, "not-reported",
                     id="a claim on another matter does not speak"),
        pytest.param({"new_version": LEAKED, "claims": SPOKEN}, "spoken-of", id="spoken of comes before not held"),
        pytest.param({"new": "cap", "claims": SPOKEN}, "wordings", id="wordings come before spoken of"),
        pytest.param({"new": IN_PART, "new_version": PARTS, "claims": SPOKEN}, "parts-not-known",
                     id="parts not known come before spoken of"),
        pytest.param({"new": "nato", "new_version": ANNEX, "claims": SPOKEN}, "stays-in-force", id="stays in force comes before spoken of"),
        pytest.param({"new": IN_PART, "new_version": ANNEX}, "parts-not-known", id="parts not known come before stays in force"),
        pytest.param({"new": "nato", "new_version": "relations: {old: repackages}, points_held: all, "}, "not-reported",
                     id="a package lacks it, and nobody says where it went"),
        pytest.param({"new": "nato", "new_version": "relations: {old: repackages}, points_held: all, ", "claims": SPOKEN}, "spoken-of",
                     id="a package lacks it, and a report speaks of it"),
        pytest.param({"old": IN_PART, "new": "cap, nato", "new_version": "based_on: [old], "}, "parts-not-known",
                          id="parts not known on the old side"),
        pytest.param({"new": "{id: cap, reported: ~}, " + IN_PART, "new_version": PARTS}, "not-reported",
                     id="a reported point of its own is why absence fails, not the parts"),
        pytest.param({"new": "{id: cap, paraphrase: ~, title: Cap}"}, "not-held", id="not held: a point without words"),
        pytest.param({"new": "cap, {id: cap, paraphrase: ~, title: Cap}", "name": "cap>cap@1,cap@2"}, "not-held",
                     id="not held: one of two points without words"),
        pytest.param({"new": "{id: cap, reported: ~}, {id: cap, paraphrase: ~, title: Cap}", "name": "cap>cap@1,cap@2"},
                     "not-reported", id="of two points without words one is reported"),
    ],
)  # fmt: skip
def test_the_first_reason_that_applies(given: dict[str, str], code: str) -> None:
    unknown = found(**given)
    assert (unknown.verdict, unknown.basis) == ("unknown", "none")
    assert unknown.reason_code == code


def test_what_is_known_has_no_code() -> None:
    assert found(claims="{removed: cap, since: old, by: Ann}").reason_code is None
    assert found(old="{number: '6', paraphrase: x}", name="6>").reason_code is None


def on(day: str, name: str = "cap") -> Change:
    then = as_of(plan("""
versions:
  old: {known: 2025-11-20, points_held: all, points: [cap, nato]}
  new: {based_on: [old], known: 2025-11-23, points: [cap, {id: nato, paraphrase: x, sources: [late]}]}
articles: {late: {published: 2025-11-30}, early: {published: 2025-11-20, claims: [{discussed: nato, by: Ann}]}}
"""), date.fromisoformat(day))  # fmt: skip
    return change_in(compare(Facts(then.plan, gather(then.plan), cut=then), "old", "new"), name)


def test_not_yet_known_comes_first() -> None:
    assert (on("2025-11-22").reason_code, on("2025-11-22").reason) == ("not-yet-known", "“new” was not known by then")
    assert on("2025-11-25", "nato").reason_code == "not-yet-known"
    assert on("2025-11-25", "nato").reason == "not known by then"
    assert on("2025-11-30", "nato").reason_code == "wordings"


# ---------------------------------------------------------------------------------------------------- what is not known


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        pytest.param({"new": IN_PART, "new_version": PARTS}, "no point of its own in “new”; what point 8 holds besides is not known",
                     id="one point held in part"),
        pytest.param({"new": f"{IN_PART}, {{id: m, title: Money, paraphrase: x, parts_held: some}}", "new_version": PARTS},
                     "no point of its own in “new”; what points 8 and “Money” hold besides is not known", id="two points held in part"),
        pytest.param({"new": f"{IN_PART}, {{id: m, paraphrase: x, parts_held: some}}, "
                             "{id: n, number: '9', paraphrase: x, parts_held: some}",
                      "new_version": PARTS},
                     "no point of its own in “new”; what points 8, “m” and 9 hold besides is not known", id="three points held in part"),
        pytest.param({"claims": SPOKEN}, "a report speaks of it (discussed), and does not say whether it changed",
                     id="one report speaks of it"),
        pytest.param({"claims": f"{SPOKEN}, {{sought: cap, by: Bob}}, {{discussed: cap, by: Bob}}"},
                     "a report speaks of it (discussed, sought), and does not say whether it changed", id="reports speak of it"),
        pytest.param({"claims": f"{SPOKEN}, {{moved: cap, since: old, by: Bob}}"},
                     "a report speaks of it (discussed, moved), and does not say whether it changed", id="moved, and where to is not said"),
        pytest.param({"new_version": LEAKED}, "“new” is not held whole", id="not held whole"),
        pytest.param({"new": "{id: cap, paraphrase: ~, title: Cap}"}, "the wording in “new” is not held", id="no words of the point"),
        pytest.param({}, "the text of “new” is not on file, and no report says what became of it", id="no report says"),
        pytest.param({"new": "{id: cap, reported: ~}"}, "the wording in “new” is not held, and no report speaks of it",
                     id="a reported point"),
        pytest.param({"new": "cap"}, "both points are held, in wordings that settle nothing (a summary is not the text)",
                     id="two summaries"),
    ],
)  # fmt: skip
def test_what_is_not_known_says_what_is_missing(given: dict[str, str], reason: str) -> None:
    assert found(**given).reason == reason


def test_a_point_that_may_hide_it_is_given_no_number() -> None:
    unknown = found(
        new="{paraphrase: x, from: []}, {paraphrase: A long text., parts_held: some, from: []}", new_version=PARTS
    )
    assert unknown.reason_code == "parts-not-known"
    assert not any(c.isdigit() for c in unknown.reason)


def test_the_text_of_a_package_that_is_held_whole_is_not_said_to_be_missing() -> None:
    unknown = found(new="nato", new_version="relations: {old: repackages}, points_held: all, ")
    assert unknown.reason_code == "not-reported"
    assert unknown.reason == "“new” has no such point, and no report says where it went"


def test_a_text_that_is_held_in_part_is_not_said_to_be_missing() -> None:
    unknown = found(new="nato", new_version="based_on: [old], text: unpublished, points_held: some, ")
    assert unknown.reason_code == "not-reported"
    assert unknown.reason == "what is held of “new” has no such point, and no report says what became of it"
    before = found(
        old="nato", new="cap", old_version="text: unpublished, points_held: some, ", new_version="based_on: [old], "
    )
    assert before.reason == "what is held of “old” has no such point, and no report says whether it was there"


@pytest.mark.parametrize("claims", [SPOKEN, "{open: cap, by: Ann}", "{denied: cap, by: Ann}", "{sought: cap, by: Ann}"])
def test_no_report_is_said_to_be_silent_where_one_speaks(claims: str) -> None:
    assert "no report" not in found(claims=claims).reason
    assert "no report" not in found(claims=claims, new_version=LEAKED).reason


def test_a_denial_that_it_was_removed_is_not_told_as_a_removal() -> None:
    unknown = found(claims="{removed: cap, since: old, by: Ann, stance: disputes}")
    assert unknown.reason == "a report speaks of it (not removed), and does not say whether it changed"


# ---------------------------------------------------------------------------------------------------- what is known


TEXT, OTHER = "{id: cap, verbatim: x}", "{id: cap, verbatim: y}"
WHOLE = "based_on: [old], points_held: all, "
CAP = "{id: cap, paraphrase: x, quantities: {army-size: 600}}"


@pytest.mark.parametrize(
    ("given", "verdict", "reason"),
    [
        pytest.param({"old": TEXT, "new": TEXT}, "unchanged", "both texts are held and are the same", id="two texts, the same"),
        pytest.param({"old": TEXT, "new": OTHER}, "changed", "both texts are held and differ", id="two texts that differ"),
        pytest.param({"old": "{id: cap, translation: x}", "new": "{id: cap, translation: x}", "old_version": "hand: H, ",
                      "new_version": "based_on: [old], hand: H, "}, "unchanged", "both texts are held and are the same",
                      id="two translations"),
        pytest.param({"claims": "{kept: cap, since: old, by: Ann}"}, "unchanged", "by report: kept as it was", id="reported kept"),
        pytest.param({"claims": "{reworded: cap, since: old, by: Ann}, {joined: cap, since: old, by: Bob}"}, "changed",
                     "by report: changed or joined with others", id="reported changed and joined"),
        pytest.param({"claims": "{kept: cap, since: old, by: Ann, stance: disputes}"}, "changed", "by report: not kept as it was",
                     id="reported not kept"),
        pytest.param({"claims": "{reworded: cap, since: old, by: Ann, stance: disputes}"}, "unchanged", "by report: not changed",
                     id="reported not changed"),
        pytest.param({"new": "{id: cap, paraphrase: x, readings: [{since: old, says: reworded, gist: g}]}"}, "changed",
                     "found by comparing both texts", id="a reading of a difference"),
        pytest.param({"new": "{id: cap, paraphrase: x, readings: [{since: old, says: kept, gist: g}]}"}, "unchanged",
                     "found by comparing both texts", id="a reading of no difference"),
        pytest.param({"old": CAP, "claims": "{of: cap, value: {army-size: 800}, by: Ann}"}, "changed", "the amounts given differ",
                     id="amounts"),
        pytest.param({"old": "{id: cap, paraphrase: x, options: [{by: us, text: y}]}", "new": "cap"}, "changed",
                     "the rival proposals differ", id="rival proposals, of which no report speaks"),
        pytest.param({"new": "nato", "new_version": WHOLE}, "removed", "“new” is held whole and has no such point", id="silence"),
        pytest.param({"new": "{id: cap, verbatim: x, status: dropped}"}, "removed", "“new” is marked as having dropped it", id="dropped"),
        pytest.param({"claims": "{removed: cap, since: old, by: Ann}, {dropped: cap, by: Bob}"}, "removed", "by report: dropped or removed",
                     id="reported removed"),
        pytest.param({"claims": "{added: cap, since: old, by: Ann, stance: disputes}"}, "removed", "by report: not added",
                     id="reported not added"),
        pytest.param({"claims": "{moved: cap, since: old, to: annex, by: Ann}"}, "removed", "by report: moved", id="reported moved"),
        pytest.param({"new_version": "based_on: [old], gone: {old#cap: struck}, "}, "removed", "found by comparing both texts", id="gone"),
        pytest.param({"old": "nato", "new": "nato, cap"}, "added", "“old” is held whole and has no such point",
                     id="an addition to a whole text"),
        pytest.param({"old": "{id: cap, verbatim: x, status: dropped}", "new": "cap"}, "added", "“old” is marked as having dropped it",
                     id="an addition of what was dropped"),
        pytest.param({"old": "", "new": "{id: cap, paraphrase: x, from: []}", "old_version": "points_held: some, "}, "added",
                     "found by comparing both texts", id="declared new"),
        pytest.param({"old": "", "claims": "{added: cap, since: old, by: Ann}", "new": "{id: cap, reported: ~}", "old_version": ""},
                     "added",
                     "by report: added", id="reported added"),
        pytest.param({"old": "{id: cap, paraphrase: x, parts: [{id: own, title: The scheme, text: x}]}",
                      "claims": "{removed: own, since: old, by: Ann}"},
                     "changed", "“The scheme”: removed; of the rest nothing is known", id="a part reported removed"),
        pytest.param({"old": "{id: cap, paraphrase: x, parts: [{id: own, title: The scheme, text: x}]}",
                      "claims": "{reworded: own, since: old, by: Ann}"},
                     "changed", "“The scheme”: changed; of the rest nothing is known", id="a part reported changed"),
        pytest.param({"old": "{id: cap, paraphrase: x, issues: [nato]}", "claims": "{removed: cap, since: old, matter: clause, by: Ann}"},
                     "changed", "“The clause in the constitution”: removed; of the rest nothing is known",
                     id="one proposition reported removed"),
    ],
)  # fmt: skip
def test_what_is_known_says_why_and_no_more(given: dict[str, str], verdict: str, reason: str) -> None:
    known = found(**given)
    assert (known.verdict, known.reason) == (verdict, reason)


def test_a_part_reported_added_is_told_as_added() -> None:
    text = """
versions:
  old: {points_held: all, points: [{id: funds, paraphrase: x, parts_held: all, parts: [{id: other, text: x}]}]}
  new: {based_on: [old], points: []}
  late: {points: [{id: funds, paraphrase: x, parts: [{id: own, title: The scheme, text: x}]}]}
claims: [{added: own, since: old, by: Ann}]
"""
    known = change(text, "funds")
    assert (known.verdict, known.reason) == ("changed", "“The scheme”: added; of the rest nothing is known")


def test_a_reading_that_says_removed_is_told_as_one() -> None:
    known = found(new="{id: cap, reported: ~, readings: [{since: old, says: removed, gist: g}]}")
    assert (known.verdict, known.reason) == ("removed", "found by comparing both texts")


def test_chains_say_so_and_amounts_that_are_the_same_too() -> None:
    text = """
versions: {old: {points: [OLD]}, middle: {points: [MIDDLE]}, new: {based_on: [old]}}
claims: [{kept: cap, in: middle, since: old, by: Ann}, {kept: cap, since: middle, by: Bob}]
"""
    kept = change(text.replace("OLD", "cap").replace("MIDDLE", ""))
    assert kept.reason == "by report: kept as it was, by way of other versions"
    fewer = change(text.replace("OLD", CAP).replace("MIDDLE", "").replace("{kept: cap, in: middle, since: old, by: Ann}",
                   "{of: cap, value: {army-size: 800}, in: middle, by: Ann}"))  # fmt: skip
    assert (fewer.verdict, fewer.reason) == ("changed", "by report: kept as it was, by way of other versions")


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        pytest.param("{removed: cap, by: Ann}, {discussed: cap, by: Bob}",
                     "a report says that it is not in “new” (removed); a report speaks of it (discussed); since when is not said",
                     id="the point"),
        pytest.param("{removed: own, by: Ann}",
                     "a report says that “The scheme” is not in “new” (“The scheme”: removed); since when is not said",
                     id="a part of it"),
        pytest.param("{removed: own, by: Ann}, {dropped: board, by: Ann}",
                     "a report says that “The scheme” and “board” are not in “new” "
                     "(“The scheme”: removed, “board”: dropped); since when is not said",
                     id="two parts of it"),
    ],
)  # fmt: skip
def test_what_is_not_in_new_since_when_is_not_said_is_told_so(claims: str, reason: str) -> None:
    text = f"""
versions:
  old: {{}}
  new: {{based_on: [old]}}
  late: {{points: [{{id: cap, paraphrase: x, parts: [{{id: own, title: The scheme, text: x}}, {{id: board, text: y}}]}}]}}
claims: [{claims}]
"""
    unknown = change(text, "cap")
    assert (unknown.verdict, unknown.reason_code, unknown.reason) == ("unknown", "spoken-of", reason)


def test_what_stays_in_force_is_told_in_one_sentence() -> None:
    assert found(new="nato", new_version=ANNEX).reason == (
        "untouched by this text, which stands beside the other: in force is the union of both"
    )
    assert (
        found(old="nato", new="nato, cap", new_version=ANNEX).reason == "only in this text, which stands beside “old”"
    )


def test_joins_say_so_and_a_version_against_itself_too() -> None:
    joined = change("""
versions: {old: {points: [cap, nato]}, new: {based_on: [old], points: [{id: j, paraphrase: x, from: [old#cap, old#nato]}]}}
""")
    assert (joined.verdict, joined.reason) == ("changed", "points were joined or split")
    itself = change("versions: {v: {points: [cap]}}", old="v", new="v")
    assert (itself.verdict, itself.reason) == ("unchanged", "both sides are the same version")


def test_a_removal_tells_what_carries_its_absence_and_not_who_says_that_it_was_there() -> None:
    text = """
versions: {elder: {points: [cap]}, old: {}, new: {based_on: [old]}}
claims: [{kept: cap, in: old, since: elder, by: Ann}, {moved: cap, since: old, to: annex, by: Bob}]
"""
    assert change(text, "cap").reason == "by report: moved"


def test_what_is_only_in_one_text_says_in_which() -> None:
    assert found(old="{number: '6', paraphrase: x}", name="6>").reason == "only in “old”: no counterpart found"
    assert found(old="", new="{number: '6', paraphrase: x}", name=">6").reason == "only in “new”: no counterpart found"


RIVALS = """
versions: {{elder: {{points: [cap]}}, old: {{points: [{old}]}}, new: {{relations: {{old: answers}}, points: [{new}]}}}}
claims: [{claims}]
"""
GONE = "{id: cap, verbatim: x, status: dropped}"


@pytest.mark.parametrize(
    ("old", "new", "claims", "only"),
    [
        pytest.param(GONE, "cap", "", "new", id="old has dropped it"),
        pytest.param("cap", GONE, "", "old", id="new has dropped it"),
        pytest.param("", "", "{agreed: cap, in: old}, {dropped: cap}", "old", id="reported of old, and gone from new"),
        pytest.param("", "", "{dropped: cap, in: old}, {agreed: cap}", "new", id="reported of new, and gone from old"),
    ],
)
def test_what_one_of_two_rivals_lacks_is_only_in_the_other(old: str, new: str, claims: str, only: str) -> None:
    unmatched = change(RIVALS.format(old=old, new=new, claims=claims))
    assert unmatched.verdict == "unmatched"
    assert f"only in “{only}”" in unmatched.reason


def test_what_is_said_of_two_parts_names_both() -> None:
    point = "{id: cap, paraphrase: x, parts: [{id: own, title: The scheme, text: x}, {id: board, text: x}]}"
    reason = found(old=point, claims="{open: [own, board], by: Ann}").reason
    assert "“The scheme” and “board”" in reason


SPOKEN_IN_OLD = "{discussed: cap, in: old, by: Ann}"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        pytest.param({"old": "{id: cap, reported: ~}", "new": "cap", "claims": SPOKEN_IN_OLD},
                     "the wording in “old” is not held; a report speaks of it in “old” (discussed); none compares the two",
                     id="new's wording is held, and reports speak of old's talks"),
        pytest.param({"old": "{id: cap, reported: ~}", "new": "{id: cap, reported: ~}"},
                     "the wording in “old” and in “new” is not held, and no report speaks of it", id="neither is held"),
        pytest.param({"old": "", "old_version": "", "new": "cap", "claims": SPOKEN_IN_OLD},
                     "the text of “old” is not on file; a report speaks of it in “old” (discussed); none says whether it was there",
                     id="old has no point of it, and its talks are reported"),
        pytest.param({"claims": "{of: cap, value: {army-size: {at-most: 800}}, by: Ann}"},
                     "a report speaks of it (at most 800 personnel), and does not say whether it changed",
                     id="an amount is told, not that there is a number"),
    ],
)  # fmt: skip
def test_reports_on_the_old_version_are_not_passed_over_in_silence(given: dict[str, str], reason: str) -> None:
    assert found(**given).reason == reason


def test_who_speaks_of_the_old_version_is_on_file_where_the_reason_names_it() -> None:
    unknown = found(old="{id: cap, reported: ~}", new="cap", claims=SPOKEN_IN_OLD)
    assert (unknown.reason_code, [item.key for item in unknown.on_file]) == ("not-reported", ["paper#c1"])
    assert found(old="{id: cap, reported: ~}", new="cap").on_file == ()


def test_what_a_wholly_held_text_lacks_is_told_from_that_text_and_no_report_is_credited_with_it() -> None:
    whole = change("""
versions:
  old: {}
  new: {based_on: [old], points_held: all, points: [nato]}
  late: {points: [cap]}
claims: [{discussed: cap, by: Ann}]
""", "cap")  # fmt: skip
    assert (whole.verdict, whole.reason) == (
        "unknown",
        "“new” is held whole and has no such point, as summarised here; a report speaks of it (discussed); "
        "whether “old” had it is not known",
    )


def test_since_when_is_not_asked_of_who_says_since_when() -> None:
    since = change("""
versions: {early: {}, old: {}, new: {based_on: [old]}, late: {points: [cap]}}
claims: [{removed: cap, since: early, by: Ann}]
articles: {other: {claims: [{removed: cap, since: early, by: Bob}]}}
""", "cap")  # fmt: skip
    assert since.reason == "reports say that it is not in “new” (removed)"
