"""Generated worlds: what the program says of two versions is what an oracle works out from the contract by trying everything."""

from __future__ import annotations

import copy
import datetime as dt
import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from oracle import Clock, Oracle
from worlds import DAYS, QUANTITY, Data, Way, pairs, plan_of, worlds

from planstrack.claims.clock import as_of
from planstrack.claims.evidence import gather, sources_of
from planstrack.compare.changes import compare
from planstrack.compare.facts import Facts
from planstrack.compare.records import BASES, VERDICTS, Change, Comparison, Dispute

EXAMPLES = int(os.environ.get("PLANSTRACK_EXAMPLES", "0"))
"""How many worlds each test tries; 0 is the few that an ordinary run has time for."""
QUESTIONS = {"present": "presence", "same": "sameness", "talked": "talk", "points": "count"}
"""The program's names of the questions, as the oracle calls them."""
KNOWN = ("changed", "unchanged", "added", "removed", "disputed")
LAST_DAY = dt.date(2025, 12, 31)


def tried(examples: int) -> settings:
    """Return how often a law is tried: always with the same worlds."""
    return settings(
        max_examples=EXAMPLES or examples,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


# ------------------------------------------------------------------------------------ what the program says


def compared(data: Data, *versions: str) -> Iterator[Comparison]:
    """Yield the comparisons of every two versions, or of the two that are named."""
    plan = plan_of(data)
    facts = Facts(plan, gather(plan))
    for old, new in [versions] if versions else pairs(data):
        yield compare(facts, old, new)


def spots(change: Change) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return tuple(side.index for side in change.old), tuple(side.index for side in change.new)


def names(change: Change) -> tuple[object, ...]:
    """Return what a change is about, whichever versions are compared and however their files are ordered."""
    points = tuple(tuple(sorted(side.id or side.text for side in sides)) for sides in (change.old, change.new))
    return points if any(points) else change.matters


def sides_of(dispute: Dispute) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(item.key for item in side.evidence) for side in dispute.sides)


def keys_of(change: Change) -> frozenset[str]:
    return frozenset(item.key for item in change.evidence)


def judged(comparison: Comparison) -> dict[object, tuple[object, ...]]:
    """Return everything that is said of each change and may not depend on the order of files."""
    return {
        names(change): (
            change.verdict, change.basis, change.disputed, change.sources, keys_of(change),
            frozenset(sides_of(dispute) for dispute in change.disputes),
        )
        for change in comparison.changes
    }  # fmt: skip


def verdicts(comparison: Comparison) -> dict[object, tuple[str, str]]:
    return {names(change): (change.verdict, change.basis) for change in comparison.changes}


# --------------------------------------------------------------------------------- what the oracle says


Finding = tuple[str, object, object, object]
"""What the two differ about, of which points, what the program says and what it should."""


def told(comparison: Comparison, oracle: Oracle) -> dict[object, dict[str, object]]:
    """Return what the program says, by the points or the lineage that it is said of."""
    found: dict[object, dict[str, object]] = {}
    for change in comparison.changes:
        key = spots(change) if change.old or change.new else oracle.file.lineages.of_id(change.matters[0])
        found[key] = {
            "verdict": (change.verdict, change.basis),
            "disputed": change.disputed,
            "disputes": Counter(
                (QUESTIONS.get(item.question, item.question), sides_of(item)) for item in change.disputes
            ),
        }
        if change.verdict != "disputed":  # Each side of a dispute has sources of its own.
            sources = change.sources
            found[key] |= {
                "grounds": keys_of(change),
                "sources": (sources.at_least, sources.at_most, sources.unnamed),
            }
        found[key]["sides"] = frozenset(
            (
                frozenset(item.key for item in side.evidence),
                (side.sources.at_least, side.sources.at_most, side.sources.unnamed),
            )
            for dispute in change.disputes
            for side in dispute.sides
        )
    return found


def due(oracle: Oracle, old: str, new: str) -> dict[object, dict[str, object]]:
    """Return what the oracle says, in the same shape."""
    found: dict[object, dict[str, object]] = {}
    for change in oracle.changes(old, new):
        key = (change.old, change.new) if change.old or change.new else min(change.lineages)
        found[key] = {
            "verdict": (change.verdict, change.basis),
            "disputed": change.disputed,
            "disputes": Counter(
                (item.question, frozenset(side.keys for side in item.sides)) for item in change.disputes
            ),
        }
        if change.verdict != "disputed":
            found[key] |= {"grounds": change.keys, "sources": oracle.range_of(change.keys).as_tuple}
        found[key]["sides"] = frozenset(
            (side.keys, oracle.range_of(side.keys).as_tuple) for dispute in change.disputes for side in dispute.sides
        )
    return found


def sided(key: Any) -> set[tuple[int, int]]:
    """Return the points of a change, each as the side and the position it stands at."""
    return {(side, index) for side in (0, 1) for index in key[side]} if isinstance(key, tuple) else set()


def disagreements(comparison: Comparison, oracle: Oracle) -> list[Finding]:
    """Return where program and oracle differ about one comparison."""
    old, new = comparison.old.id or "", comparison.new.id or ""
    said, should = told(comparison, oracle), due(oracle, old, new)
    # Points that only likeness joins are the subject of test_align: no one declared them, and nothing here decides them.
    computed = {
        spot for change in comparison.changes if change.match.how == "computed" for spot in sided(spots(change))
    }
    for places in (said, should):
        for key in [key for key in places if computed & sided(key)]:
            del places[key]
    found: list[Finding] = []
    if set(said) != set(should):
        found.append(("changes", "", sorted(said, key=str), sorted(should, key=str)))
    for key in said.keys() & should.keys():
        found += [
            (name, key, said[key].get(name), right)
            for name, right in should[key].items()
            if said[key].get(name) != right
        ]
    total, accounting = oracle.sum(old, new), comparison.accounting
    sums = [(accounting.old, accounting.new, accounting.fewer), (total.old, total.new, total.fewer)]
    identified = [
        (accounting.identified, accounting.identified_disputed),
        (total.identified, total.identified_disputed),
    ]
    if sums[0] != sums[1]:
        found.append(("totals", "", *sums))
    if identified[0] != identified[1] and not computed:
        found.append(("identified", "", *identified))
    if comparison.relation != oracle.relation(old, new):
        found.append(("relation", "", comparison.relation, oracle.relation(old, new)))
    counts = {sides_of(item) for item in comparison.disputes if QUESTIONS.get(item.question, item.question) == "count"}
    expected = {
        frozenset(side.keys for side in item.sides)
        for item in (oracle.count_dispute(old), oracle.count_dispute(new))
        if item
    }
    if counts != expected:
        found.append(("counts", "", counts, expected))
    return found


def all_disagreements(data: Data) -> Iterator[tuple[str, str, Finding]]:
    """Yield every difference between program and oracle, over every two versions of a plan."""
    oracle = Oracle(plan_of(data))
    for comparison in compared(data):
        for finding in disagreements(comparison, oracle):
            yield comparison.old.id or "", comparison.new.id or "", finding


def all_disagreements_as_of(data: Data, day: dt.date) -> Iterator[tuple[str, str, Finding]]:
    """Yield every difference as of a day."""
    plan = plan_of(data)
    cut, right = as_of(plan, day), Clock(plan).cut(day)
    if frozenset(cut.not_yet) != right.not_yet:
        yield "", "", ("not yet known", "", sorted(cut.not_yet), sorted(right.not_yet))
        return
    if frozenset(cut.left_out) != right.left_out:
        yield "", "", ("left out", "", sorted(cut.left_out), sorted(right.left_out))
    facts, oracle = Facts(cut.plan, gather(cut.plan), cut=cut), Oracle(right.plan)
    for old, new in pairs(data):
        comparison = compare(facts, old, new)
        if {old, new} & right.not_yet:
            stated = {(change.verdict, change.basis) for change in comparison.changes} - {("unknown", "none")}
            if stated:
                yield old, new, ("a verdict on what was not known", "", stated, set())
            continue
        for finding in disagreements(comparison, oracle):
            yield old, new, finding


# ------------------------------------------------------------------------------------ program against oracle


@tried(40)
@given(data=worlds(), day=st.sampled_from(DAYS))
def test_every_statement_as_of_a_day_is_the_oracle_s(data: Data, day: str) -> None:
    assert list(all_disagreements_as_of(data, dt.date.fromisoformat(day))) == []


@tried(60)
@given(data=worlds())
def test_a_verdict_holds_in_every_history_that_fits_the_strongest_answers_on_file(data: Data) -> None:
    oracle = Oracle(plan_of(data))
    for comparison in compared(data):
        old, new = comparison.old.id or "", comparison.new.id or ""
        for change in comparison.changes:
            lineages = {oracle.file.lineages.of_id(matter) for matter in change.matters}
            if len(lineages) > 1 or change.match.how in ("computed", "identical") or change.disputed:
                continue
            if any(fact.part and set(fact.versions) != {old, new} for fact in change.because):
                continue  # A history is one of points; that a part differs by a chain is not seen in it.
            histories = oracle.histories(lineages.pop())
            seen = {(history.get(old), history.get(new)) for history in histories}
            match change.verdict:
                case "unchanged":
                    assert all(was is not None and was == now for was, now in seen)
                case "changed":
                    assert all(was is not None and was != now for was, now in seen)
                case "removed":
                    assert all(was is not None and now is None for was, now in seen)
                case "added":
                    assert all(was is None and now is not None for was, now in seen)


# ---------------------------------------------------------------------------------------------------- the laws


def with_claim(data: Data, claim: Data, outlet: str = "Quarterly") -> Data:
    """Return the same data with one more article of an outlet that says nothing else."""
    more = {"id": "more", "outlet": outlet, "published": DAYS[0], "claims": [{"id": "c", **claim}]}
    return {**data, "articles": {**data["articles"], "more": more}}


def changed_by(before: Data, after: Data, *versions: str) -> Iterator[tuple[Comparison, Change | None, Change]]:
    """Yield each comparison after, with each change as it was before and as it is after."""
    for earlier, later in zip(compared(before, *versions), compared(after, *versions), strict=True):
        was = {names(change): change for change in earlier.changes}
        for change in later.changes:
            yield later, was.get(names(change)), change


@tried(30)
@given(data=worlds())
def test_without_claims_nothing_is_reported(data: Data) -> None:
    silent = copy.deepcopy(data)
    for article in silent["articles"].values():
        article["claims"] = []
    for comparison in compared(silent):
        for change in comparison.changes:
            assert change.basis != "reported"
            assert not change.evidence
            assert not any(dispute.evidence for dispute in change.disputes)


SIMPLE = Way(versions=3).without("rename", "split", "join", "undeclared", "on the whole", "gone")
"""Worlds in which an id is a lineage and nothing speaks of all lineages at once."""


@tried(40)
@given(data=worlds(SIMPLE), chosen=st.data())
def test_a_bare_reported_point_decides_nothing(data: Data, chosen: st.DataObject) -> None:
    version = chosen.draw(st.sampled_from(list(data["versions"])))
    there = {point["id"] for point in data["versions"][version]["points"]}
    lineage = chosen.draw(st.sampled_from("abc"))
    assume(lineage not in there)
    told_of = copy.deepcopy(data)
    told_of["versions"][version]["points"].append({"id": lineage, "wording": "reported"})
    for earlier, later in zip(compared(data), compared(told_of), strict=True):
        was = {change.matters: (change.verdict, change.basis) for change in earlier.changes}
        for change in later.changes:
            assert f"{version}#{lineage}" not in {ground.key for ground in change.grounds}
            if change.verdict in KNOWN and change.matters in was:
                # It is no fact; but a text that lacks a point somebody reports of does not say that it is absent.
                assert (change.verdict, change.basis) == was[change.matters] or change.basis == "reported"


@tried(40)
@given(data=worlds(), chosen=st.data())
def test_another_confirming_claim_never_lowers_a_verdict(data: Data, chosen: st.DataObject) -> None:
    standing = Oracle(plan_of(data)).file.standing
    assume(standing)
    claim = {
        "says": "confirmed",
        "about": {"claim": chosen.draw(st.sampled_from(standing))},
        "said_by": ["A new voice"],
    }
    told_of = with_claim(data, claim)
    told_of["speakers"] = {**data["speakers"], "A new voice": {"kind": "official"}}
    for earlier, later in zip(compared(data), compared(told_of), strict=True):
        was = {names(change): change for change in earlier.changes}
        for change in later.changes:
            before = was[names(change)]
            assert (change.verdict, change.basis, change.disputed) == (before.verdict, before.basis, before.disputed)
            assert change.sources.at_least >= before.sources.at_least


@tried(40)
@given(data=worlds(SIMPLE), chosen=st.data())
def test_a_claim_on_one_point_changes_nothing_of_another(data: Data, chosen: st.DataObject) -> None:
    claim = any_claim(data, chosen, "b")
    for earlier, later in zip(compared(data), compared(with_claim(data, claim)), strict=True):
        was, now = judged(earlier), judged(later)
        mine = {names(change) for change in (*earlier.changes, *later.changes) if change.matters == ("b",)}
        assert {key: value for key, value in now.items() if key not in mine} == {
            key: value for key, value in was.items() if key not in mine
        }


def any_claim(data: Data, chosen: st.DataObject, lineage: str, *says: str) -> Data:
    """Return a claim on a lineage, by a speaker who says nothing else."""
    versions = list(data["versions"])
    version = chosen.draw(st.sampled_from(versions))
    since = chosen.draw(st.sampled_from([other for other in versions if other != version]))
    said = chosen.draw(st.sampled_from(says or ("kept", "removed", "added", "reworded", "agreed", "open", "value")))
    about = {"version": version, "since": since, "points": [lineage]}
    if said in ("agreed", "open", "value", "discussed", "denied", "proposed"):
        del about["since"]
    value = {"value": {QUANTITY: {"at-most": 900}}} if said == "value" else {}
    return {"says": said, "about": about, "said_by": ["Institute"], **value}


@tried(40)
@given(data=worlds(), chosen=st.data())
def test_what_a_claim_says_of_one_proposition_it_does_not_say_of_the_point(data: Data, chosen: st.DataObject) -> None:
    claim = any_claim(data, chosen, "a", "kept", "value", "agreed", "open", "proposed", "discussed", "denied")
    claim["about"]["matter"] = "another"
    for _, was, now in changed_by(data, with_claim(data, claim)):
        if was is None:  # The claim brings the matter up; what is contested of the older version is so without it.
            assert now.verdict == "unknown" or "more#c" not in {ground.key for ground in now.grounds}
        else:
            assert (now.verdict, now.basis, now.disputed) == (was.verdict, was.basis, was.disputed)
            assert keys_of(now) == keys_of(was)


@tried(40)
@given(data=worlds(Way().without("on the whole")), chosen=st.data())
def test_that_a_part_was_kept_does_not_make_its_point_unchanged(data: Data, chosen: st.DataObject) -> None:
    claim = any_claim(data, chosen, "a/ap", "kept")
    for _, was, now in changed_by(data, with_claim(data, claim)):
        if now.verdict == "unchanged":
            assert was is not None
            assert not {"more#c"} & keys_of(now)


@tried(40)
@given(data=worlds(), chosen=st.data())
def test_a_claim_on_another_pair_says_no_sameness_but_by_a_chain(data: Data, chosen: st.DataObject) -> None:
    claim = any_claim(data, chosen, "a", "kept", "reworded")
    pair = {claim["about"]["version"], claim["about"]["since"]}
    for comparison, _, now in changed_by(data, with_claim(data, claim)):
        compares = {comparison.old.id, comparison.new.id}
        if compares != pair and "more#c" in keys_of(now) and now.verdict in ("changed", "unchanged"):
            assert any(fact.question == "same" and set(fact.versions) == pair for fact in now.because)
            assert any(fact.question == "same" and not set(fact.versions) <= compares for fact in now.because)


@tried(30)
@given(data=worlds())
def test_the_order_of_files_changes_nothing(data: Data) -> None:
    turned = {
        **data,
        "versions": dict(reversed(data["versions"].items())),
        "articles": dict(reversed(data["articles"].items())),
    }
    was = {(one.old.id, one.new.id): (judged(one), one.accounting, one.relation) for one in compared(data)}
    now = {(one.old.id, one.new.id): (judged(one), one.accounting, one.relation) for one in compared(turned)}
    assert was == now


@tried(30)
@given(data=worlds(Way(chances={"no day": 0, "known": 100})))
def test_as_of_the_last_day_is_as_without_a_day_where_everything_has_one(data: Data) -> None:
    plan = plan_of(data)
    cut = as_of(plan, LAST_DAY)
    assert not cut.left_out
    assert not cut.not_yet
    facts = Facts(cut.plan, gather(cut.plan), cut=cut)
    for comparison in compared(data):
        then = compare(facts, comparison.old.id or "", comparison.new.id or "")
        assert judged(then) == judged(comparison)
        assert then.accounting == comparison.accounting


@tried(25)
@given(data=worlds())
def test_old_and_new_exchanged_exchange_added_and_removed(data: Data) -> None:
    said = {(one.old.id, one.new.id): one for one in compared(data)}
    for (old, new), comparison in said.items():
        back = said[new, old]
        there = {names(change): change for change in comparison.changes}
        for change in back.changes:
            key = names(change)
            other = there.get(key[::-1] if isinstance(key[0], tuple) else key)
            if other is None:  # Reports on the new version alone name it.
                assert (change.old, change.new) == ((), ())
            elif change.verdict in ("added", "removed"):
                assert {change.verdict, other.verdict} == {"added", "removed"}
                assert change.basis == other.basis
            elif change.verdict == "unmatched" and other.verdict == "changed":
                assert (
                    other.new == ()
                )  # It is there, and whatever the other has instead differs: 4.2 asks it of old alone.
            elif change.verdict in ("unchanged", "disputed", "unmatched"):
                assert (change.verdict, change.basis) == (other.verdict, other.basis)
        forth, return_ = comparison.accounting, back.accounting
        if len(comparison.changes) != len(back.changes):  # What only reports on one of the two versions name.
            continue
        # What contradicts a verdict marks it on the side of the new version only, so the two counts may share otherwise.
        assert forth.identified + forth.identified_disputed == -(return_.identified + return_.identified_disputed)
        if forth.fewer:
            assert return_.fewer == (-forth.fewer[1], -forth.fewer[0])


@tried(40)
@given(data=worlds(), chosen=st.data())
def test_a_text_makes_a_summary_a_text_and_nothing_less_known_but_where_it_refutes_a_chain(
    data: Data, chosen: st.DataObject
) -> None:
    version = chosen.draw(st.sampled_from(list(data["versions"])))
    held = copy.deepcopy(data)
    for point in held["versions"][version]["points"]:
        if point["wording"] == "paraphrase":
            point["wording"] = "verbatim"
    for comparison, was, now in changed_by(data, held):
        pair = {comparison.old.id, comparison.new.id}
        if was is None or was.verdict not in KNOWN or any(not set(fact.versions) <= pair for fact in was.because):
            continue
        if (
            was.verdict == "disputed"
        ):  # A text may settle a dispute about itself, and leave open what the other side had.
            continue
        assert now.verdict in KNOWN
        assert BASES.index(now.basis) <= BASES.index(was.basis)


@tried(60)
@given(worlds())
def test_every_verdict_ground_dispute_and_sum_is_the_oracle_s(data: Data) -> None:
    assert list(all_disagreements(data)) == []


@tried(40)
@given(data=worlds(Way(versions=2)), chosen=st.data())
def test_any_handful_of_claims_has_as_many_sources_as_there_can_be_persons(data: Data, chosen: st.DataObject) -> None:
    plan = plan_of(data)
    evidence = gather(plan)
    assume(evidence)
    standing = set(Oracle(plan).file.standing)
    some = chosen.draw(st.lists(st.sampled_from(evidence), unique_by=lambda item: item.key))
    sources = sources_of(some)
    right = Oracle(plan).range_of(item.key for item in some if item.key in standing)
    assert (sources.at_least, sources.at_most, sources.unnamed) == right.as_tuple
    assert sources.unnamed <= sources.at_most
    assert sources.at_least <= sources.at_most


def test_the_worlds_show_every_verdict_every_basis_and_disputes_of_every_question() -> None:
    shown: Counter[object] = Counter()

    @tried(150)
    @given(data=worlds())
    def look(data: Data) -> None:
        oracle = Oracle(plan_of(data))
        for old, new in pairs(data)[: 2 * len(data["versions"])]:
            for change in oracle.changes(old, new):
                shown[change.verdict] += 1
                shown[change.verdict, change.basis] += 1
                shown.update(dispute.question for dispute in change.disputes)
            shown["count"] += oracle.count_dispute(new) is not None

    look()
    known = [(verdict, basis) for verdict in KNOWN[:-1] for basis in BASES[:-1]]
    contrary = [("disputed", "summary"), ("disputed", "reported")]  # Held words seldom contradict themselves.
    for wanted in (*VERDICTS, *known, *contrary, "presence", "sameness", "value", "status", "talk", "count"):
        assert shown[wanted] >= 2, wanted
