"""The verdict table: contrary answers first, then its rows in their order; on what basis, and what carries the verdict."""

from __future__ import annotations

from typing import get_args

import pytest
from small_plans import change, cited, told

from planstrack.compare.records import Answer, Basis, Fact, Ground, strength, strongest, weakest
from planstrack.compare.verdicts import Ruling, verdict
from planstrack.model import Relation

Answers = dict[bool, Answer]
WORDS = {"yes": True, "no": False, "same": True, "different": False}
RELATIONS: tuple[Relation, ...] = get_args(Relation)


def known(written: str) -> Answers:
    """`yes`, `no reported`, `yes text, no summary`; nothing for nothing; the basis left out is text."""
    found = {}
    for part in filter(None, written.split(", ")):
        word, _, basis = part.partition(" ")
        given: Basis = basis or "text"  # type: ignore[assignment]
        ground = Ground(kind="claim", key=written, basis=given, file=("article", "a"))
        fact = Fact(question="present", matter="m", versions=("v",), answer=WORDS[word], basis=given, grounds=(ground,))
        found[WORDS[word]] = Answer(answer=WORDS[word], basis=given, facts=(fact,))
    return found


def ruled(
    old: str, new: str, same: str, relation: Relation = "revises", *, said: bool = False, lacks: bool = False
) -> Ruling:
    return verdict(known(old), known(new), known(same), relation, said_of_pair=said, lacks_lineage=lacks)


# ---------------------------------------------------------------------------------------------------- the rows


@pytest.mark.parametrize(
    ("old", "new", "same", "expected"),
    [
        pytest.param("yes, no", "yes", "same", ("disputed", "text", "old"), id="old: contrary answers"),
        pytest.param("yes", "yes, no", "different", ("disputed", "text", "new"), id="new: contrary answers"),
        pytest.param("yes summary, no summary", "no", "", ("disputed", "summary", "old"),
                     id="contrary answers come first, though the other side is clear"),
        pytest.param("no", "yes reported, no reported", "", ("disputed", "reported", "new"), id="contrary answers in reports"),
        pytest.param("yes", "yes", "same, different", ("disputed", "text", "same"), id="sameness: contrary answers, both there"),
        pytest.param("", "", "same reported, different reported", ("disputed", "reported", "same"),
                     id="contrary sameness, presence not known"),
        pytest.param("yes", "", "same summary, different summary", ("disputed", "summary", "same"), id="contrary sameness, one side there"),
        pytest.param("yes", "no", "same, different", ("removed", "text", None), id="contrary sameness, but new is absent: removed"),
        pytest.param("no", "yes", "same, different", ("added", "text", None), id="contrary sameness, but old is absent: added"),
        pytest.param("no", "no", "same, different", ("unknown", "none", None), id="contrary sameness of what is on neither side"),
        pytest.param("yes", "no", "", ("removed", "text", None), id="there, then not: removed"),
        pytest.param("no", "yes", "", ("added", "text", None), id="not there, then there: added"),
        pytest.param("yes", "yes", "same", ("unchanged", "text", None), id="there in both, the same: unchanged"),
        pytest.param("yes", "yes", "different", ("changed", "text", None), id="there in both, different: changed"),
        pytest.param("yes", "yes", "", ("unknown", "none", None), id="there in both, sameness not known: not known"),
        pytest.param("yes", "", "different", ("changed", "text", None), id="there, then not known, different: changed"),
        pytest.param("yes", "", "same", ("unknown", "none", None), id="there, then not known, the same: not known"),
        pytest.param("", "yes", "different", ("unknown", "none", None), id="not known, then there, different: not known"),
        pytest.param("", "yes", "same", ("unknown", "none", None), id="not known, then there, the same: not known"),
        pytest.param("", "", "different", ("unknown", "none", None), id="different, and nothing of presence: not known"),
        pytest.param("yes", "", "", ("unknown", "none", None), id="there, then not known: not known"),
        pytest.param("", "yes", "", ("unknown", "none", None), id="not known, then there: not known"),
        pytest.param("no", "no", "different", ("unknown", "none", None), id="on neither side"),
        pytest.param("no", "", "different", ("unknown", "none", None), id="not there, then not known"),
        pytest.param("", "no", "", ("unknown", "none", None), id="not known, then not there"),
        pytest.param("", "", "", ("unknown", "none", None), id="nothing at all"),
        pytest.param("yes text, no reported", "yes", "same", ("unchanged", "text", None),
                     id="a weaker contrary answer on old does not move it"),
        pytest.param("yes", "no text, yes reported", "", ("removed", "text", None), id="nor one on new"),
        pytest.param("yes", "yes", "same text, different summary", ("unchanged", "text", None), id="nor one on sameness"),
        pytest.param("yes reported, no summary", "yes", "", ("added", "summary", None), id="the stronger no counts"),
    ],
)  # fmt: skip
def test_the_first_row_that_applies(old: str, new: str, same: str, expected: tuple[str, str, str | None]) -> None:
    ruling = ruled(old, new, same)
    assert (ruling.verdict, ruling.basis, ruling.contested) == expected


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("said", [False, True])
@pytest.mark.parametrize(("old", "new", "gone"), [("yes", "no", "removed"), ("no", "yes", "added")])
def test_what_came_or_went_is_told_where_the_relation_or_something_on_the_pair_says_so(
    relation: Relation, said: bool, old: str, new: str, gone: str
) -> None:
    expected = gone
    if not said and relation not in ("revises", "replaces"):
        expected = "unmatched" if relation == "answers" else "unknown"
    for lacks in (False, True):
        ruling = ruled(old, new, "", relation, said=said, lacks=lacks)
        assert ruling.verdict == expected
        assert (ruling.basis == "none") == (expected != gone)


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        pytest.param("yes", "", "", id="only old, of new nothing is known"),
        pytest.param("", "yes", "", id="only new, of old nothing is known"),
        pytest.param("yes", "", "same", id="only old, and the same"),
        pytest.param("", "", "", id="of a point that is only reported"),
    ],
)
def test_a_point_on_one_side_without_a_declared_lineage_is_unmatched_under_every_relation(
    relation: Relation, old: str, new: str, same: str
) -> None:
    assert ruled(old, new, same, relation, lacks=True).verdict == "unmatched"
    assert ruled(old, new, same, relation, lacks=False).verdict == "unknown"


def test_what_is_known_is_told_of_a_point_without_a_declared_lineage_too() -> None:
    assert ruled("yes", "", "different", lacks=True).verdict == "changed"
    assert ruled("yes", "no reported", "", lacks=True).verdict == "removed"
    assert ruled("yes, no", "", "", lacks=True).verdict == "disputed"


# ---------------------------------------------------------------------------------------------------- basis, carrying


@pytest.mark.parametrize(
    ("old", "new", "same", "basis"),
    [
        pytest.param("yes text", "no summary", "", "summary", id="removed: the weaker of the two presences, new"),
        pytest.param("yes reported", "no text", "", "reported", id="removed: the weaker of the two presences, old"),
        pytest.param("no translation", "yes text", "", "translation", id="added: the weaker of the two presences"),
        pytest.param("yes text", "yes text", "same reported", "reported", id="unchanged: that of sameness"),
        pytest.param("yes reported", "yes reported", "different text", "text", id="changed: that of sameness, though presence is weaker"),
        pytest.param("yes text", "yes text", "same summary, different summary", "summary", id="disputed: that of the question contested"),
        pytest.param("yes text", "yes reported, no reported", "same text", "reported", id="disputed: of presence, not of sameness"),
        pytest.param("yes text", "", "", "none", id="unknown: none"),
    ],
)  # fmt: skip
def test_the_basis_of_a_verdict(old: str, new: str, same: str, basis: str) -> None:
    assert ruled(old, new, same).basis == basis


def test_what_carries_a_verdict() -> None:
    carrying = {
        "removed": ruled("yes", "no", "different"),
        "added": ruled("no", "yes", ""),
        "unchanged": ruled("yes", "yes", "same"),
        "changed": ruled("yes", "yes", "different"),
        "disputed": ruled("yes", "yes", "same, different"),
        "unknown": ruled("yes", "yes", ""),
    }
    assert {name: [answer.answer for answer in ruling.carrying] for name, ruling in carrying.items()} == {
        "removed": [False, True],
        "added": [True, False],
        "unchanged": [True],
        "changed": [False],
        "disputed": [True, False],
        "unknown": [],
    }


def test_contrary_answers_on_both_sides_are_a_dispute_on_both_on_the_weaker_basis() -> None:
    ruling = ruled("yes text, no text", "yes reported, no reported", "same, different")
    assert (ruling.contested, ruling.basis, len(ruling.carrying)) == ("both", "reported", 4)
    assert ruled("yes summary, no summary", "yes text, no text", "").basis == "summary"


# ---------------------------------------------------------------------------------------------------- strength


def test_bases_are_ordered_from_text_to_none() -> None:
    order: list[Basis] = ["none", "reported", "summary", "translation", "text"]
    assert [strength(basis) for basis in order] == [0, 1, 2, 3, 4]
    assert weakest(order[1:]) == "reported"
    assert strongest(order) == "text"
    assert (weakest([]), strongest([])) == ("none", "none")


# ---------------------------------------------------------------------------------------------------- in a plan

PLAN = """
versions:
  old: {{points_held: all, points: [{old}]}}
  new: {{based_on: [old], points_held: {held}, points: [{new}]}}
claims: [{claims}]
"""


@pytest.mark.parametrize(
    ("old", "new", "held", "claims", "expected", "keys"),
    [
        pytest.param("{id: cap, verbatim: x}", "{id: cap, verbatim: x}", "all", "", ("unchanged", "text", False),
                     ["new#cap", "old#cap"], id="the same text is unchanged"),
        pytest.param("{id: cap, verbatim: x}", "{id: cap, verbatim: y}", "all", "", ("changed", "text", False),
                     ["new#cap", "old#cap"], id="another text is changed"),
        pytest.param("{id: cap, verbatim: x}", "", "all", "", ("removed", "summary", False), ["new/points_held"],
                     id="missing from an empty text held whole"),
        pytest.param("{id: cap, verbatim: x}", "{id: nato, verbatim: x y}", "all", "", ("removed", "text", False), ["new/points_held"],
                     id="missing from a whole text is removed"),
        pytest.param("cap", "", "some", "{removed: cap, since: old, by: Ann}", ("removed", "reported", False), ["paper#c1"],
                     id="a claim says removed"),
        pytest.param("cap", "", "some", "{kept: cap, since: old, by: Ann}", ("unchanged", "reported", False), ["paper#c1"],
                     id="a claim says kept"),
        pytest.param("cap", "", "some", "", ("unknown", "none", False), [], id="not mentioned is not removed"),
        pytest.param("cap", "", "~", "", ("unknown", "none", False), [], id="how much is held is not said, so not removed"),
        pytest.param("cap", "cap", "all", "", ("unknown", "none", False), [], id="two summaries settle nothing"),
        pytest.param("cap", "{id: cap, reported: ~}", "some", "", ("unknown", "none", False), [], id="reported only, and nothing said"),
        pytest.param("cap", "{id: cap, reported: ~}", "some", "{reworded: cap, since: old, by: Ann}", ("changed", "reported", False),
                     ["paper#c1"], id="reported as reworded"),
        pytest.param("cap", "", "some", "{discussed: cap, by: Ann}", ("unknown", "none", False), [],
                     id="discussed says nothing of the text"),
        pytest.param("cap", "", "some", "{open: cap, by: Ann}", ("unknown", "none", False), [], id="open says nothing of the text"),
        pytest.param("cap", "", "some", "{dropped: cap, by: Ann}", ("removed", "reported", False), ["paper#c1"], id="dropped is removed"),
        pytest.param("cap", "", "some", "{removed: cap, since: old, draft: true}", ("unknown", "none", False), [],
                     id="a draft is no evidence"),
        pytest.param("cap", "", "some", "{removed: cap, since: old, stance: disputes}", ("unknown", "none", False), [],
                     id="a removal that is denied is no removal"),
        pytest.param("cap", "", "some", "{of: cap, value: {army-size: 800}}", ("unknown", "none", False), [],
                     id="a number, where there was none, is not known to be a change"),
        pytest.param("{id: cap, paraphrase: x, quantities: {army-size: 600}}", "", "some", "{of: cap, value: {army-size: 800}}",
                     ("changed", "reported", False), ["paper#c1"], id="another number is a change, carried by what is said of new"),
        pytest.param("{id: cap, paraphrase: x, quantities: {army-size: {at-most: 600}}}", "", "some", "{of: cap, value: {army-size: none}}",
                     ("changed", "reported", False), ["paper#c1"], id="no limit, though nothing says that it stands there, is a change"),
        pytest.param("cap", "", "some", "{removed: cap, since: old, by: Ann}, {removed: cap, since: old, by: Bob}",
                     ("removed", "reported", False), ["paper#c1", "paper#c2"], id="two claims carry it together"),
        pytest.param("cap", "", "some", "{removed: cap, since: old, by: Ann}, {kept: cap, since: old, by: Bob}",
                     ("disputed", "reported", True), ["paper#c1", "paper#c2"], id="removed against kept: disputed"),
        pytest.param("cap", "", "some", "{removed: cap, since: old, by: Ann}, {reworded: cap, since: old, by: Bob}",
                     ("disputed", "reported", True), ["paper#c1", "paper#c2"], id="removed against changed, hence there: disputed"),
        pytest.param("cap", "", "some", "{kept: cap, since: old, by: Ann}, {reworded: cap, since: old, by: Bob}",
                     ("disputed", "reported", True), ["paper#c1", "paper#c2"], id="kept against changed: disputed"),
        pytest.param("{id: cap, verbatim: x}", "{id: nato, verbatim: x y}", "all", "{kept: cap, since: old, by: Ann}",
                     ("removed", "text", True), ["new/points_held"], id="a weaker contrary answer marks it and does not move it"),
        pytest.param("{id: cap, verbatim: x}", "{id: cap, verbatim: y}", "all", "{removed: cap, since: old, by: Ann}",
                     ("changed", "text", True), ["new#cap", "old#cap"], id="the text has it; a report says that it is removed"),
        pytest.param("{id: cap, verbatim: x}", "{id: cap, verbatim: x}", "all", "{reworded: cap, since: old, by: Ann}",
                     ("unchanged", "text", True), ["new#cap", "old#cap"], id="the texts are the same; a report says that it changed"),
        pytest.param("cap", "", "some", "{removed: cap, since: old, by: Ann}, {removed: cap, since: old, by: Bob, stance: disputes}",
                     ("disputed", "reported", True), ["paper#c1", "paper#c2"], id="said and denied: disputed"),
        pytest.param("cap", "", "some", "{agreed: cap, by: Ann}, {open: cap, by: Bob}", ("unknown", "none", True), [],
                     id="a dispute on its status marks what is not known"),
    ],
)  # fmt: skip
def test_a_verdict_its_basis_and_its_grounds_in_a_plan(
    old: str, new: str, held: str, claims: str, expected: tuple[str, str, bool], keys: list[str]
) -> None:
    found = change(PLAN.format(old=old, new=new, held=held, claims=claims), "cap")
    assert told(found) == expected
    assert cited(found) == keys


@pytest.mark.parametrize(
    ("old", "claims", "keys"),
    [
        pytest.param("points_held: all, points: [cap]", "{removed: cap, since: old, by: Ann}", ["paper#c1"],
                     id="the other side's presence in the file is no ground"),
        pytest.param("points: []", "{kept: cap, in: old, since: known, by: Bob}, {removed: cap, by: Ann}", ["paper#c1", "paper#c2"],
                     id="where it rests on claims it is one"),
        pytest.param("points: [cap]", "{kept: cap, in: old, since: known, by: Bob}, {removed: cap, by: Ann}", ["paper#c2"],
                     id="not where it also stands in the file"),
    ],
)  # fmt: skip
def test_the_grounds_of_a_removal_are_those_of_absence_and_of_the_other_presence_where_that_rests_on_claims(
    old: str, claims: str, keys: list[str]
) -> None:
    text = f"""
versions: {{known: {{points: [cap]}}, old: {{{old}}}, new: {{based_on: [old]}}}}
claims: [{claims}]
"""
    found = change(text, "cap")
    assert (found.verdict, cited(found)) == ("removed", keys)


def test_the_grounds_of_an_addition_are_those_of_its_presence_in_new() -> None:
    found = change("""
versions:
  old: {points_held: all, points: [nato]}
  new: {based_on: [old], points: [nato, {id: cap, verbatim: x}]}
claims: [{agreed: cap, by: Ann}]
""", "cap")  # fmt: skip
    assert (found.verdict, found.basis, cited(found)) == ("added", "summary", ["new#cap", "paper#c1"])
