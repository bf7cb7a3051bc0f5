"""How one version stands to another, and what it means that one of them lacks a point."""

from __future__ import annotations

from typing import get_args

import pytest
from small_plans import change, change_in, compared, plan

from planstrack.compare.relations import ABSENCE, Relations
from planstrack.model import Relation


def test_what_absence_means_is_said_for_every_relation() -> None:
    assert dict(ABSENCE) == {
        "revises": "gone", "replaces": "gone",
        "answers": "nothing", "repackages": "nothing",
        "supplements": "stays", "carries-out": "stays", "accompanies": "stays", "annex-of": "stays",
    }  # fmt: skip
    assert set(ABSENCE) == set(get_args(Relation))


GRAPH = """
versions:
  a: {}
  b: {based_on: [a]}
  c: {based_on: [b]}
  side: {based_on: [a]}
  rival: {based_on: [b], relations: {b: answers}}
  after-rival: {based_on: [rival]}
  line-1: {}
  line-2: {}
  line-3: {relations: {line-2: repackages}}
  line-4: {}
  forward: {relations: {later: replaces}}
  later: {}
  after-later: {based_on: [later]}
  note: {relations: {a: accompanies}}
  alone: {}
  file: {relations: {a: answers}}
  loop-1: {based_on: [loop-2]}
  loop-2: {based_on: [loop-1]}
main_line: [line-1, gone, line-2, line-3, line-4]
"""


@pytest.mark.parametrize(
    ("old", "new", "relation"),
    [
        pytest.param("a", "b", "revises", id="based on it"),
        pytest.param("b", "a", "revises", id="based on it, the other way round"),
        pytest.param("a", "c", "revises", id="a chain of based_on"),
        pytest.param("c", "a", "revises", id="a chain of based_on, the other way round"),
        pytest.param("b", "side", "answers", id="two revisions of one text answer each other"),
        pytest.param("a", "alone", "answers", id="any pair without a relation"),
        pytest.param("b", "rival", "answers", id="a typed relation overrides based_on"),
        pytest.param("rival", "b", "answers", id="typed on the other side"),
        pytest.param("a", "rival", "answers", id="no chain over a link that answers"),
        pytest.param("b", "after-rival", "answers", id="nor over such a link further on"),
        pytest.param("rival", "after-rival", "revises", id="a revision of a rival text"),
        pytest.param("line-1", "line-2", "revises", id="a step of the main line, over what is not there"),
        pytest.param("line-2", "line-3", "repackages", id="a step of the main line with a typed relation"),
        pytest.param("line-3", "line-4", "revises", id="the step after it"),
        pytest.param("line-2", "line-4", "answers", id="no chain over a repackaging"),
        pytest.param("line-1", "line-3", "answers", id="no chain into a repackaging"),
        pytest.param("later", "forward", "replaces", id="typed"),
        pytest.param("forward", "later", "replaces", id="typed, the other way round"),
        pytest.param("a", "note", "accompanies", id="accompanies"),
        pytest.param("note", "a", "accompanies", id="accompanies, the other way round"),
        pytest.param("note", "b", "answers", id="a relation is no chain"),
        pytest.param("a", "a", "revises", id="itself"),
        pytest.param("a", "file", "revises", id="a file of its own, as NEW"),
        pytest.param("file", "a", "revises", id="a file of its own, as OLD"),
        pytest.param("loop-1", "loop-2", "revises", id="versions based on each other end"),
    ],
)
def test_how_a_version_stands_to_another(old: str, new: str, relation: str) -> None:
    assert Relations(plan(GRAPH), ["file"]).of(old, new) == relation


@pytest.mark.parametrize(
    "typed", ["supplements", "carries-out", "accompanies", "annex-of", "repackages", "answers", "replaces"]
)
def test_no_chain_passes_a_link_that_does_not_revise(typed: str) -> None:
    text = f"versions: {{a: {{}}, b: {{based_on: [a], relations: {{a: {typed}}}}}, c: {{based_on: [b]}}}}"
    assert Relations(plan(text)).of("a", "c") == "answers"
    assert Relations(plan(text)).of("a", "b") == typed


def test_a_chain_passes_a_link_that_is_typed_to_revise() -> None:
    text = "versions: {a: {}, b: {relations: {a: revises}, based_on: [a]}, c: {based_on: [b]}}"
    assert Relations(plan(text)).of("a", "c") == "revises"


def test_a_step_of_the_main_line_is_undone_by_a_relation_typed_on_the_earlier_version() -> None:
    text = "versions: {a: {relations: {b: answers}}, b: {}, c: {}}\nmain_line: [a, b, c]"
    assert [Relations(plan(text)).of(*pair) for pair in (("a", "b"), ("b", "c"), ("a", "c"))] == [
        "answers",
        "revises",
        "answers",
    ]


# ---------------------------------------------------------------------------------------------------- how absence reads


def pair(relation: str, *, way: str = "forth") -> str:
    typed = f"relations: {{old: {relation}}}, " if way == "forth" else ""
    back = f"relations: {{new: {relation}}}, " if way == "back" else ""
    return f"""
versions:
  old: {{{back}points_held: all, points: [cap, nato]}}
  new: {{{typed}points_held: all, points: [nato, money]}}
"""


@pytest.mark.parametrize("way", ["forth", "back"])
@pytest.mark.parametrize(
    ("relation", "gone", "came"),
    [
        pytest.param("revises", "removed", "added", id="revises: removed, new"),
        pytest.param("replaces", "removed", "added", id="replaces: removed, new"),
        pytest.param("answers", "unmatched", "unmatched", id="answers: only in A, only in B"),
        pytest.param("supplements", "unknown", "unknown", id="supplements: untouched by this text"),
        pytest.param("carries-out", "unknown", "unknown", id="carries out: untouched by this text"),
        pytest.param("accompanies", "unknown", "unknown", id="accompanies: untouched by this text"),
        pytest.param("annex-of", "unknown", "unknown", id="annex of: untouched by this text"),
        pytest.param("repackages", "unknown", "unknown", id="repackages: not known"),
    ],
)
def test_what_a_missing_point_means_under_a_relation(relation: str, gone: str, came: str, way: str) -> None:
    found = compared(pair(relation, way=way))
    assert found.relation == relation
    assert {change.matters[0]: change.verdict for change in found.changes} == {
        "cap": gone, "nato": "unknown", "money": came,
    }  # fmt: skip


@pytest.mark.parametrize("relation", ["supplements", "carries-out", "accompanies", "annex-of"])
def test_what_stays_in_force_is_said_to(relation: str) -> None:
    found = compared(pair(relation))
    assert [change_in(found, name).reason_code for name in ("cap", "money")] == ["stays-in-force"] * 2
    assert "untouched by this text" in change_in(found, "cap").reason
    assert "in force is the union" in change_in(found, "cap").reason
    assert "only in this text" in change_in(found, "money").reason


def test_a_rival_text_reads_only_in_one_or_the_other() -> None:
    found = compared(pair("answers"))
    assert "only in “old”" in change_in(found, "cap").reason
    assert "only in “new”" in change_in(found, "money").reason
    assert change_in(found, "cap").basis == "none"


@pytest.mark.parametrize("relation", ["answers", "supplements", "carries-out", "accompanies", "annex-of", "repackages"])
@pytest.mark.parametrize(
    ("says", "verdict", "basis"),
    [
        pytest.param(
            "claims: [{removed: cap, since: old, by: Ann}]", "removed", "summary", id="a claim on the pair says removed"
        ),
        pytest.param(
            "claims: [{moved: cap, since: old, to: another paper, by: Ann}]",
            "removed",
            "summary",
            id="a claim says where it went",
        ),
    ],
)
def test_a_claim_that_it_went_decides_under_every_relation(relation: str, says: str, verdict: str, basis: str) -> None:
    found = change(f"{pair(relation)}\n{says}", "cap")
    assert (found.verdict, found.basis) == (verdict, basis)


@pytest.mark.parametrize("relation", ["answers", "accompanies", "repackages"])
def test_a_gone_or_a_reading_of_the_pair_decides_under_every_relation(relation: str) -> None:
    base = pair(relation).replace("points: [nato, money]", "gone: {old#cap: struck}, points: [nato, money]")
    assert change(base, "cap").verdict == "removed"
    reading = pair(relation).replace(
        "money]", "{id: money, paraphrase: x, readings: [{since: old, says: added, gist: g}]}]"
    )
    assert change(reading, "money").verdict == "added"


@pytest.mark.parametrize("relation", ["answers", "accompanies", "repackages"])
def test_a_claim_on_another_pair_decides_nothing_there(relation: str) -> None:
    text = pair(relation) + "  elder: {points: [cap]}\nclaims: [{removed: cap, since: elder, by: Ann}]"
    assert change(text, "cap").verdict != "removed"


def test_a_package_says_where_a_report_says_that_a_point_went() -> None:
    found = change(f"{pair('repackages')}\nclaims: [{{moved: cap, since: old, to: separate track, by: Ann}}]", "cap")
    assert (found.verdict, found.moved_to) == ("removed", "separate track")
