"""What pages say: the verb that evidence allows, the order of things, every side of a dispute, footnotes that hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from briefed import PAGES, page, the_diff, the_plan

from planstrack.briefing import wording
from planstrack.briefing.brief_page import brief_page
from planstrack.briefing.issue_page import issue_page
from planstrack.compare.values import Comparison
from planstrack.model import Amount


@pytest.mark.parametrize(
    ("basis", "disputed", "verb"),
    [
        pytest.param("text", False, "is", id="what the texts show is so"),
        pytest.param("reported", False, "is reported", id="what a report says is reported"),
        pytest.param("reported", True, "is disputed", id="what reports contradict is disputed"),
        pytest.param("text", True, "is disputed", id="a disputed text too"),
        pytest.param("none", False, "is not known", id="nothing is not known"),
        pytest.param("none", True, "is disputed", id="claims that contradict each other about it are a dispute"),
    ],
)
def test_the_verb_is_the_strongest_that_the_evidence_allows(basis: str, disputed: bool, verb: str) -> None:
    assert wording.verb(basis, disputed=disputed) == verb


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Amount(bound="at-most", value=Decimal(600000)), "at most 600,000 personnel"),
        (
            Amount(bound="at-most", value=Decimal(800000), condition="in peacetime"),
            "at most 800,000 personnel (in peacetime)",
        ),
        (Amount(bound="none"), "no limit"),
        (Amount(bound="between", value=Decimal(1), upper=Decimal("2.5")), "1 to 2.5 personnel"),
        (Amount(bound="at-most"), "an amount not stated"),
        (None, "not given"),
    ],
)
def test_an_amount_is_said_with_its_bound_unit_and_condition(amount: Amount | None, words: str) -> None:
    assert wording.amount(amount, "personnel") == words


def test_dates_numbers_and_lists_do_not_depend_on_a_locale() -> None:
    assert wording.day(date(2025, 11, 1)) == "1 November 2025"
    assert wording.difference(Decimal(200000), Decimal("33.3")) == "+200,000, +33.3 %"
    assert wording.difference(Decimal(-5), Decimal(-50)) == "−5, −50 %"
    assert wording.difference(Decimal(0), None) == "±0"
    assert wording.listed(["a", "b", "c"]) == "a, b and c"
    assert wording.some(["a", "b", "c", "d"]) == "a, b, c and d"
    assert wording.some(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
    assert wording.some(["a", "b", "c"]) == "a, b and c"
    assert (wording.count(9), wording.count(13)) == ("nine", "13")


def test_a_diff_leads_with_the_sum_and_then_what_is_disputed() -> None:
    shown = the_diff()
    assert shown.accounting.startswith("5 → 4: 1 fewer")
    assert [section.key for section in shown.sections] == ["changed", "removed", "unknown"]
    assert [entry.disputed for entry in shown.sections[0].entries] == [True]
    assert shown.disputes[0].about == "number of points of second"


def test_what_no_report_mentions_is_never_called_removed() -> None:
    removed = {entry.id for section in the_diff().sections if section.key == "removed" for entry in section.entries}
    unknown = {
        entry.id
        for section in the_diff().sections
        if section.key == "unknown"
        for g in section.groups
        for entry in g.entries
    }
    assert removed == {"first..second/money"}
    assert {"first..second/sovereignty", "first..second/vote"} <= unknown


def test_unknown_points_stand_grouped_under_one_reason() -> None:
    (section,) = [section for section in the_diff().sections if section.key == "unknown"]
    assert len(section.groups) == 2
    assert section.groups[0].entries[0].details == ("status proposed → in brackets (not agreed)",)
    assert [entry.label for entry in section.groups[1].entries] == ["1 Sovereignty", "5 Elections"]


def test_every_side_of_a_dispute_is_named_with_its_footnote() -> None:
    (entry,) = the_diff().sections[0].entries
    (dispute,) = entry.disputes
    assert {side.says for side in dispute.sides} == {"at most 800,000 (in peacetime)", "dropped"}
    assert {name for side in dispute.sides for name, _ in side.voices} == {"Minister", "Envoy"}
    assert entry.further == ()


def test_a_number_on_which_reports_differ_is_called_disputed() -> None:
    (entry,) = the_diff().sections[0].entries
    assert [line.text for line in entry.quantities] == ["army size (personnel): at most 600,000 → disputed"]


def test_a_number_on_both_sides_is_given_with_its_difference() -> None:
    changed = the_diff("first", "third").sections[0].entries
    assert [line.text for entry in changed for line in entry.quantities] == [
        "army size (personnel): at most 600,000 → at most 800,000 (+200,000, +33.3 %)"
    ]


def test_articles_of_one_first_speaker_are_one_source() -> None:
    (entry,) = [entry for section in the_diff().sections for entry in section.entries if entry.verdict == "removed"]
    assert entry.sureness == "single source; no quote verified"


def test_an_issue_is_followed_from_text_through_a_dispute_to_text() -> None:
    shown = page("issue")
    assert [step.verb for step in shown.steps] == ["is", "is disputed", "is"]
    assert shown.paths == (
        "army size: at most 600,000 personnel (first) → disputed (second) → at most 800,000 personnel (third)",
    )
    assert shown.standing.startswith("Army cap: army size is at most 800,000 personnel in the published text")


def test_an_issue_of_which_the_last_version_says_nothing_is_not_known_and_was_last_known_earlier() -> None:
    plan = the_plan().model_copy(update={"main_line": ("first", "second")})
    bare = plan.versions["second"].model_copy(update={"points": ()})
    plan = plan.model_copy(update={"versions": {**plan.versions, "second": bare}})
    shown = issue_page("nato", plan, (), lambda old, new: no_changes(plan, old, new))
    assert "is not known" in shown.standing
    assert "Last known in first" in shown.standing


def no_changes(plan: object, old: str, new: str) -> Comparison:
    from briefed import compared

    return compared(plan, ())(old, new)  # type: ignore[arg-type]


def test_a_briefing_says_where_it_stands_in_a_line_on_the_text_and_one_for_each_headline_issue() -> None:
    shown = page("brief")
    assert [line.name for line in shown.standing] == ["The latest text followed", "Army cap", "NATO"]
    assert [len(turn.lines) for turn in shown.turns] == [3, 1]
    assert all(line.text.startswith(line.name) for turn in shown.turns for line in turn.lines)


def test_a_briefing_of_a_plan_without_versions_says_so() -> None:
    plan = the_plan().model_copy(update={"versions": {}, "main_line": ()})
    assert brief_page(plan, (), lambda old, new: no_changes(plan, old, new)).span == "No version is known."


def test_a_sentence_on_a_change_never_says_more_than_its_basis() -> None:
    for turn in page("brief").turns:
        for line in turn.lines:
            verbs = [verb for verb in ("is disputed", "is reported", "is not known", " is ") if verb in line.rest]
            assert verbs, line.text
    first = page("brief").turns[0].lines
    assert first[0].text.startswith("Point 2 (Army cap) is disputed: ")
    assert first[1].text.startswith("Point 4 (Money) is reported removed")
    assert first[2].text.startswith("The status of 1 point is reported as in brackets (not agreed)")


@pytest.mark.parametrize("kind", PAGES)
def test_footnotes_are_numbered_from_one_without_a_gap(kind: str) -> None:
    numbers = [source.number for source in getattr(page(kind), "sources", ())]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_the_same_when_it_is_built_again(kind: str) -> None:
    assert page(kind) == page(kind)


def test_what_several_changes_note_alike_is_said_once_in_full() -> None:
    plan = the_plan()
    for name in ("first", "third"):
        version = plan.versions[name]
        points = tuple(
            point.model_copy(update={"wording": "paraphrase", "text": f"{point.text} {name}"})
            for point in version.points
        )
        plan.versions[name] = version.model_copy(update={"points": points})
    from briefed import compared

    from planstrack.briefing.diff_page import diff_page

    shown = diff_page(compared(plan, ())("first", "third"), plan)
    assert sum(": the words compared" in note for note in shown.notes) == 1
    assert all(note.endswith("paraphrases") for entry in shown.sections[0].entries for note in entry.notes)


def test_the_evidence_page_counts_each_claim_once_and_tells_kinds_of_speakers_apart() -> None:
    shown = page("evidence")
    assert shown.checks == (("whose quote was not checked", 1), ("without a quote", 3))
    assert shown.totals == (
        ("disputed", 1),
        ("single source", 1),
        ("from the texts themselves", 1),
        ("not known, so nothing to support", 6),
    )
    (cap,) = [item for item in shown.backings if item.support == "disputed"]
    assert cap.voices == ("official: Minister", "unnamed source: Envoy")


def test_a_withdrawn_quote_carries_nothing_and_the_briefing_says_so() -> None:
    from dataclasses import replace

    from briefed import compared

    from planstrack.claims.evidence import gather

    plan = the_plan()
    evidence = tuple(replace(item, check="withdrawn") if item.claim == "dropped" else item for item in gather(plan))
    shown = brief_page(plan, evidence, compared(plan, evidence))
    assert [line.text for line in shown.fallen] == [
        "“no cap at all” (Envoy → Paper): withdrawn: a later revision dropped it."
    ]
    assert "dropped" not in {side.says for dispute in shown.disputes for side in dispute.sides}
