"""What pages say: the verb that evidence allows, the order of things, every side of a dispute, footnotes that hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from briefed import PAGES, compared, page, the_diff, the_plan

from planstrack.briefing import wording
from planstrack.briefing.brief_page import BriefPage, brief_page
from planstrack.briefing.diff_page import DiffPage, diff_page
from planstrack.briefing.evidence_page import evidence_page
from planstrack.briefing.hindsight_page import hindsight_page
from planstrack.briefing.issue_page import IssuePage, issue_page
from planstrack.briefing.parts import Entry
from planstrack.briefing.why_page import WhyPage, why_page
from planstrack.claims.clock import as_of
from planstrack.claims.evidence import gather
from planstrack.claims.speakers import SourceRange
from planstrack.compare.facts import Facts
from planstrack.compare.records import Basis
from planstrack.model import Amount, Plan

# ---------------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        pytest.param("text", "is agreed", id="what the texts show is so"),
        pytest.param("translation", "is agreed (in translation)", id="a translation's words are a translation's"),
        pytest.param("summary", "is agreed, as summarised here", id="a summary is ours"),
        pytest.param("reported", "is reported as agreed", id="what a report says is reported"),
        pytest.param("none", "is not known", id="nothing is not known"),
    ],
)
def test_the_verb_is_the_strongest_that_the_basis_allows(basis: Basis, words: str) -> None:
    assert wording.told(basis, "agreed", joint="as ") == words
    assert wording.verb(basis).startswith("is")
    assert wording.verb(basis, disputed=True) == "is disputed"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ((0, 0, 0), ""),
        ((1, 1, 0), "one source"),
        ((1, 1, 1), "one unnamed source"),
        ((1, 2, 0), "1 or 2 sources"),
        ((1, 2, 2), "1 or 2 unnamed sources"),
        ((1, 2, 1), "1 or 2 sources, 1 of them unnamed"),
        ((2, 2, 0), "two sources"),
        ((2, 6, 4), "at least 2, at most 6 sources, 4 of them unnamed"),
    ],
)
def test_sources_are_told_as_a_range(number: tuple[int, int, int], words: str) -> None:
    least, most, unnamed = number
    assert wording.sources(SourceRange(at_least=least, at_most=most, unnamed=unnamed)) == words


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (0.04, "almost no chance of being the same point"),
        (0.19, "very unlikely the same point"),
        (0.31, "unlikely the same point"),
        (0.5, "roughly even chance of being the same point"),
        (0.6, "likely the same point"),
        (0.94, "very likely the same point"),
        (0.95, "almost certainly the same point"),
    ],
)
def test_a_score_is_told_in_the_terms_of_icd_203(score: float, words: str) -> None:
    assert wording.likely(score) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Amount(bound="at-most", value=Decimal(600000)), "at most 600,000 personnel"),
        (
            Amount(bound="at-most", value=Decimal(800000), condition="in peacetime"),
            "at most 800,000 personnel (in peacetime)",
        ),
        (Amount(bound="none"), "no limit"),
        (Amount(bound="unstated"), "no number named"),
        (Amount(bound="between", value=Decimal(1), upper=Decimal("2.5")), "1 to 2.5 personnel"),
        (Amount(bound="at-most"), "an amount not stated"),
        (None, "not known"),
    ],
)
def test_an_amount_is_said_with_its_bound_unit_and_condition(amount: Amount | None, words: str) -> None:
    assert wording.amount(amount, "personnel") == words


def test_what_has_no_day_is_counted_by_kind() -> None:
    keys = ["version:x", "article:a", "article:b", "point:x#6"]
    assert wording.left_out(keys) == "Left out, since no day is known: 2 articles, 1 version, 1 point."
    assert wording.left_out([]) is None


def test_dates_numbers_and_lists_do_not_depend_on_a_locale() -> None:
    assert wording.day(date(2025, 11, 1)) == "1 November 2025"
    assert wording.difference(Decimal(200000), Decimal("33.3")) == "+200,000, +33.3 %"
    assert wording.difference(Decimal(-5), Decimal(-50)) == "−5, −50 %"
    assert wording.difference(Decimal(0), None) == "±0"
    assert wording.listed(["a", "b", "c"]) == "a, b and c"
    assert wording.some(["a", "b", "c", "d"]) == "a, b, c and d"
    assert wording.some(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
    assert (wording.count(9), wording.count(13)) == ("nine", "13")


# ---------------------------------------------------------------------------------------------------- small plans


def plan_of(versions: dict[str, Any], *claims: dict[str, Any], **more: Any) -> Plan:
    """Return a plan of some versions on one line, and one article `paper` with the claims."""
    article = {
        "id": "paper",
        "outlet": "Paper",
        "published": "2025-12-01",
        "claims": list(claims),
        **more.pop("paper", {}),
    }
    articles = {"paper": article, **more.pop("articles", {})}
    for name, version in versions.items():
        version.setdefault("id", name)
        version.setdefault("title", f"The {name} draft")
        version.setdefault("date", "2025-11-20")
    return Plan.model_validate({
        "title": "Plan", "main_line": list(versions), "versions": versions, "articles": articles,
        "issues": {"cap": {"title": "Cap", "matters": {"swaps": "Land swaps"}}, "land": {"title": "Land"}},
        "quantities": {"size": {"issue": "cap", "title": "size", "unit": "troops"}},
        **more,
    })  # fmt: skip


def held(identity: str, text: str, **more: Any) -> dict[str, Any]:
    return {
        "id": identity,
        "title": identity.capitalize(),
        "text": text,
        "issues": ["cap"],
        "wording": "verbatim",
        **more,
    }


def whole(*points: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"points_held": "all", "text": "published", "points": list(points), **more}


UNPUBLISHED = {"points_held": "none", "text": "unpublished"}


def claim(
    name: str, says: str, *points: str, version: str = "new", by: str = "Minister", **more: Any
) -> dict[str, Any]:
    about = {"version": version, "points": list(points), **more.pop("about", {})}
    return {"id": name, "says": says, "said_by": [by], "about": about, "gist": f"gist of {name}", **more}


def diffed(plan: Plan, old: str = "old", new: str = "new") -> DiffPage:
    return diff_page(compared(Facts(plan))(old, new), plan)


def entries(shown: DiffPage) -> dict[str, Entry]:
    found = [entry for section in shown.sections for entry in section.entries]
    found += [entry for section in shown.sections for group in section.groups for entry in group.entries]
    return {entry.id.rpartition("/")[2]: entry for entry in found}


def issue(plan: Plan, name: str = "cap") -> IssuePage:
    facts = Facts(plan)
    return issue_page(name, facts, compared(facts))


def brief(facts: Facts) -> BriefPage:
    return brief_page(facts, compared(facts))


def why(plan: Plan, name: str) -> WhyPage:
    facts = Facts(plan)
    comparison = compared(facts)("old", "new")
    return why_page(next(c for c in comparison.changes if c.id.endswith(f"/{name}")), comparison, facts)


# ---------------------------------------------------------------------------------------------------- the diff page


def test_a_diff_leads_with_the_sum_and_then_what_changed() -> None:
    shown = the_diff()
    assert shown.accounting.startswith("5 → 4 or 6 (disputed)")
    assert [section.key for section in shown.sections] == ["changed", "removed", "unknown"]
    assert shown.tally == "1 changed, 1 removed, 3 not known; of 1 something else is disputed"
    assert [dispute.question for dispute in shown.disputes] == ["count"]


def test_what_no_report_mentions_is_never_called_removed() -> None:
    verdicts = {name: entry.verdict for name, entry in entries(the_diff()).items()}
    assert verdicts["money"] == "removed"
    assert verdicts["sovereignty"] == verdicts["vote"] == verdicts["nato"] == "unknown"


def test_unknown_points_are_grouped_by_the_code_of_their_reason() -> None:
    (section,) = [section for section in the_diff().sections if section.key == "unknown"]
    assert [group.key for group in section.groups] == ["spoken-of", "not-reported/old"]
    spoken, silent = section.groups
    assert spoken.entries[0].details == ("status: in the text as a proposal → in brackets (not agreed), reported",)
    assert [entry.label for entry in silent.entries] == ["1 Sovereignty", "5 Elections"]


def test_each_of_a_group_keeps_a_reason_of_its_own_where_these_differ() -> None:
    plan = plan_of(
        {"old": whole(held("a", "A."), held("b", "B.")), "new": dict(UNPUBLISHED)},
        claim("one", "open", "a"), claim("two", "agreed", "b"),
    )  # fmt: skip
    (group,) = diffed(plan).sections[0].groups
    assert group.reason == wording.REASONS["spoken-of"]
    assert {group.own_reason(entry) for entry in group.entries} == {
        "a report speaks of it (still open), and does not say whether it changed",
        "a report speaks of it (agreed), and does not say whether it changed",
    }


def test_two_summaries_stand_side_by_side_and_are_never_redlined() -> None:
    summary = {"wording": "paraphrase"}
    plan = plan_of({"old": whole(held("a", "Was so.", **summary)), "new": whole(held("a", "Is not so.", **summary))})
    entry = entries(diffed(plan))["a"]
    assert (entry.verdict, entry.reason_code, entry.redline) == ("unknown", "wordings", ())
    assert entry.side_by_side
    assert [(passage.label, passage.text) for passage in (*entry.old_texts, *entry.new_texts)] == [
        ("our summary", "Was so."),
        ("our summary", "Is not so."),
    ]


def test_two_texts_are_redlined() -> None:
    entry = entries(diffed(plan_of({"old": whole(held("a", "Was so.")), "new": whole(held("a", "Is so."))})))["a"]
    assert entry.headline == "changed — from the texts"
    assert entry.redline
    assert not entry.side_by_side


def test_a_part_that_is_reported_removed_says_nothing_of_the_rest() -> None:
    parts = [{"id": "one", "title": "The scheme", "text": "One."}, {"id": "two", "text": "Two."}]
    plan = plan_of(
        {"old": whole(held("a", "All:", parts=parts)), "new": dict(UNPUBLISHED)},
        claim("gone", "removed", "a/one", about={"since": "old"}),
    )  # fmt: skip
    entry = entries(diffed(plan))["a"]
    assert (entry.verdict, entry.basis) == ("changed", "reported")
    assert entry.reason == "The scheme is reported removed; of the rest nothing is known"


def test_a_point_that_is_reported_moved_is_told_as_moved_with_its_sources() -> None:
    plan = plan_of(
        {"old": whole(held("a", "A.")), "new": dict(UNPUBLISHED)},
        claim("gone", "moved", "a", about={"since": "old"}, to="a separate track"),
    )  # fmt: skip
    entry = entries(diffed(plan))["a"]
    assert (entry.verdict, entry.moved) == ("removed", "is reported moved to a separate track")
    assert entry.sureness == "one source; paraphrased, not quoted"
    (turn,) = brief(Facts(plan)).turns
    assert turn.lines[0].text == "“A” is reported moved to a separate track (one source; paraphrased, not quoted)."


def test_footnotes_of_a_verdict_are_those_of_its_grounds_alone() -> None:
    other = {"id": "other", "outlet": "Other", "claims": [claim("brackets", "bracketed", "a", by="Envoy")]}
    plan = plan_of(
        {"old": whole(held("a", "A.")), "new": dict(UNPUBLISHED)},
        claim("kept", "reworded", "a", about={"since": "old"}),
        articles={"other": other},
    )  # fmt: skip
    shown = diffed(plan)
    entry = entries(shown)["a"]
    by_number = {source.number: source.article for source in shown.sources}
    assert [by_number[number] for number in entry.cited] == ["paper"]
    (note,) = entry.notes
    assert note.text == "status: in brackets (not agreed), reported"
    assert [by_number[number] for number in note.cited] == ["other"]
    assert [item.key for item in entry.beside] == ["other#brackets"]
    assert entry.sureness.startswith("one source")


def test_what_is_on_file_and_carries_nothing_is_told_apart() -> None:
    plan = plan_of(
        {"old": whole(held("a", "A.")), "new": dict(UNPUBLISHED)},
        claim("kept", "reworded", "a", about={"since": "old"}),
        claim("talk", "discussed", "a"),
    )  # fmt: skip
    entry = entries(diffed(plan))["a"]
    assert [item.key for item in entry.statements] == ["paper#kept"]
    assert [item.key for item in entry.also] == ["paper#talk"]


def test_claims_on_the_text_as_a_whole_stand_on_the_page() -> None:
    plan = plan_of(
        {"old": whole(held("a", "A.")), "new": dict(UNPUBLISHED)},
        claim("better", "reworded", about={"since": "old", "issues": ["cap"]}),
    )  # fmt: skip
    assert [item.key for item in diffed(plan).whole] == ["paper#better"]


def test_what_was_matched_by_computation_says_so_beside_the_basis() -> None:
    texts = (
        "Ukraine joins the European Union within ten years of signing.",
        "Ukraine joins the European Union in ten years.",
    )
    olds = [{"number": "7", "text": texts[0], "wording": "verbatim"}]
    news = [{"number": "9", "text": texts[1], "wording": "verbatim"}]
    entry = entries(diffed(plan_of({"old": whole(*olds), "new": whole(*news)})))["7>9"]
    assert entry.verdict == "changed"
    assert entry.link.startswith("matched by its wording (")
    assert entry.link.endswith("the same point")
    line = brief(Facts(plan_of({"old": whole(*olds), "new": whole(*news)}))).turns[0].lines[0].text
    assert "matched by its wording" in line


def test_what_was_matched_by_its_very_words_says_so_once_for_all() -> None:
    sides = {
        name: whole({"text": "A.", "wording": "verbatim"}, {"text": "B.", "wording": "verbatim"})
        for name in ("old", "new")
    }
    (section,) = diffed(plan_of(sides)).sections
    (group,) = section.groups
    assert group.reason == "both texts are held and are the same; matched by its very words"
    assert [(item.how, item.details, group.own_reason(item)) for item in group.entries] == [("identical", (), "")] * 2


def test_a_link_that_is_only_inferred_says_so() -> None:
    news = [{"text": "B.", "wording": "verbatim", "from": [{"point": "old#a", "basis": "inferred"}]}]
    (entry,) = entries(diffed(plan_of({"old": whole(held("a", "A.")), "new": whole(*news)}))).values()
    assert entry.link == "the link between the points is inferred, no source gives it"


def test_a_point_without_counterpart_is_in_one_text_only_with_the_nearest() -> None:
    olds = [held("exchange", "All prisoners are exchanged, and civilians return.", number="4")]
    news = [held("family", "All prisoners are exchanged, and families reunite.", number="9")]
    plan = plan_of({"old": whole(*olds), "new": whole(*news, relations={"old": "answers"})})
    shown = diffed(plan)
    (section,) = shown.sections
    assert (section.key, section.title) == ("unmatched", "Only in one text")
    assert {group.key for group in section.groups} == {"new", "old"}
    link = entries(shown)["exchange"].link
    assert link.startswith("nearest: 9, ")
    assert link.endswith("the same point")
    assert shown.relation.startswith("The two are rival texts")


def test_every_side_of_a_dispute_is_named_with_its_footnote_and_its_sources() -> None:
    (entry,) = the_diff().sections[0].entries
    (dispute,) = entry.disputes
    told = {side.says: (side.speakers, side.sureness) for side in dispute.sides}
    assert told == {
        "at most 800,000 personnel (in peacetime)": (("Minister",), "one source"),
        "no limit": (("Envoy",), "one unnamed source"),
    }
    assert entry.further == ()


def test_a_number_on_which_reports_differ_is_called_disputed() -> None:
    (entry,) = the_diff().sections[0].entries
    assert [line.text for line in entry.quantities] == ["army size (personnel): at most 600,000 → disputed"]


def test_a_number_on_both_sides_is_given_with_its_difference_and_its_basis() -> None:
    changed = the_diff("first", "third").sections[0].entries
    assert [line.text for entry in changed for line in entry.quantities] == [
        "army size (personnel): at most 600,000 → at most 800,000 (+200,000, +33.3 %), as summarised here"
    ]


def test_articles_of_one_first_speaker_are_one_source() -> None:
    entry = entries(the_diff())["money"]
    assert entry.sureness == "one unnamed source; paraphrased, not quoted"


def test_a_mirror_says_that_it_is_one_wherever_it_is_cited() -> None:
    told = claim("gone", "removed", "a", about={"since": "old"})
    plan = plan_of(
        {"old": whole(held("a", "A.")), "new": dict(UNPUBLISHED)}, {**told, "said_by": ["Minister", "Copy"]},
        outlets={"Copy": {"kind": "mirror"}}, paper={"outlet": "Copy"},
    )  # fmt: skip
    shown = diffed(plan)
    assert [source.label for source in shown.sources] == ["Copy (mirror)"]
    assert entries(shown)["a"].statements[0].chain == "Minister → Copy (mirror)"


@pytest.mark.parametrize(
    ("language", "translation", "told"),
    [
        pytest.param("uk", "without amnesty", "without amnesty", id="a translation"),
        pytest.param("uk", None, "gist of gone", id="the gist where none is given"),
        pytest.param("en", None, None, id="nothing beside a quote in the plan's language"),
    ],
)
def test_a_quote_in_another_language_can_be_read(language: str, translation: str | None, told: str | None) -> None:
    made = claim("gone", "removed", "a", about={"since": "old"}, quote="без амністії", translation=translation)
    plan = plan_of(
        {"old": whole(held("a", "A.")), "new": dict(UNPUBLISHED)}, made, paper={"language": language}, language="en"
    )
    assert entries(diffed(plan))["a"].statements[0].translation == told


def test_as_of_a_day_the_page_counts_what_was_left_out_and_asserts_nothing_of_what_was_not_known() -> None:
    undated = {"id": "undated", "outlet": "Undated", "claims": []}
    plan = plan_of(
        {"old": whole(held("a", "A."), known="2025-11-21"), "new": whole(held("a", "B."), known="2025-12-05")},
        articles={"undated": undated},
    )  # fmt: skip
    cut = as_of(plan, date(2025, 12, 1))
    facts = Facts(cut.plan, cut=cut)
    shown = diff_page(compared(facts)("old", "new"), facts.plan)
    assert shown.left_out == "Left out, since no day is known: 1 article."
    assert shown.new.state == "not yet known by then"
    assert shown.old.state == "published, known since 21 November 2025, its one point held, in its words"
    assert {entry.verdict for entry in entries(shown).values()} == {"unknown"}
    assert shown.relation == ""
    assert [step.version.id for step in issue_page("cap", facts, compared(facts)).steps] == ["old"]


def test_as_of_a_day_before_the_main_line_nothing_stands_beside_it_as_the_text() -> None:
    side = whole(held("a", "A."), known="2025-11-01", id="side", title="Side", date="2025-11-01")
    plan = plan_of({"old": whole(held("a", "A."), known="2025-11-21")})
    plan = plan.model_copy(update={"versions": {**plan.versions, "side": Plan.model_validate(
        {"title": "x", "versions": {"side": side}}
    ).versions["side"]}})  # fmt: skip
    cut = as_of(plan, date(2025, 11, 20))
    shown = brief(Facts(cut.plan, cut=cut))
    assert shown.span == "No version of the main line was known by 20 November 2025. 0 reports on file."
    assert shown.standing == ()
    assert shown.left_out == "Not yet known by then: 1 version of the plan."


# ---------------------------------------------------------------------------------------------------- an issue


def words(plan: Plan, version: str = "new", name: str = "cap") -> str:
    shown = issue(plan, name)
    (found,) = [step for step in (*shown.steps, *shown.branches) if step.version.id == version]
    return found.words


def test_a_number_bears_the_verb_of_what_gives_it() -> None:
    size = {"quantities": {"size": {"at-most": 6}}}
    text = plan_of({"new": whole(held("a", "A.", number="1", **size))})
    assert words(text) == "size is at most 6 troops in point 1 (A)"
    summary = plan_of({"new": whole(held("a", "A.", number="1", wording="paraphrase", **size))})
    assert words(summary) == "size is at most 6 troops in point 1 (A), as summarised here"
    report = plan_of(
        {"old": whole(held("a", "A.", **size)), "new": dict(UNPUBLISHED)},
        claim("eight", "value", "a", value={"size": {"at-most": 8}}),
    )  # fmt: skip
    assert words(report) == "size is reported as at most 8 troops"


def test_a_status_bears_the_verb_of_what_gives_it_and_its_footnotes() -> None:
    plan = plan_of(
        {"old": whole(held("a", "A.")), "new": dict(UNPUBLISHED)},
        claim("open", "open", "a"), claim("talk", "discussed", "a", by="Envoy"),
    )  # fmt: skip
    step = issue(plan).steps[1]
    assert step.words == "“A” is reported as open"
    assert step.clauses[0].cited == tuple(source.number for source in issue(plan).sources)
    typed = plan_of({"new": whole(held("a", "A.", number="1", status="agreed", wording="paraphrase"))})
    assert words(typed) == "point 1 (A) is agreed, as summarised here"


def test_what_a_reported_point_holds_is_not_called_the_text() -> None:
    points = [{"id": "a", "title": "A", "text": "Officials spoke of it.", "wording": "reported", "issues": ["cap"]}]
    plan = plan_of({"new": {"points_held": "some", "text": "unpublished", "points": points}})
    assert words(plan) == "what “The new draft” says of the matter is not known"


def test_talk_is_told_as_talk_and_never_as_what_the_text_says() -> None:
    plan = plan_of(
        {"old": whole(held("a", "A.")), "new": dict(UNPUBLISHED)},
        claim("talk", "discussed", "a"),
        claim("wish", "sought", "a"),
    )
    step = issue(plan).steps[1]
    assert step.words == (
        "what “The new draft” says of the matter is not known; "
        "it is reported of the talks: gist of talk (Minister), and 1 more claim"
    )
    assert not step.known
    assert "Last known in “The old draft”" in issue(plan).standing


def test_that_a_text_lacks_a_matter_is_said_only_where_a_fact_says_so() -> None:
    lacking = plan_of({"old": whole(held("a", "A.")), "new": whole(held("b", "B.", issues=["land"]))})
    assert words(lacking) == "no point of the published text, which is held whole, has the matter"
    undeclared = plan_of({"old": whole(held("a", "A.")), "new": whole({"text": "B.", "wording": "verbatim"})})
    assert words(undeclared) == "what “The new draft” says of the matter is not known"
    in_part = plan_of({
        "old": whole(held("a", "A.")),
        "new": whole(held("b", "B.", number="8", issues=["cap", "land"], parts_held="some")),
    })  # fmt: skip
    assert "no point of" not in words(in_part)


def test_who_says_contrary_things_is_a_dispute_with_each_side_told_once() -> None:
    plan = plan_of(
        {"old": whole(held("a", "A.")), "new": dict(UNPUBLISHED)},
        claim("yes", "agreed", "a"), claim("no", "open", "a", by="Envoy"),
    )  # fmt: skip
    step = issue(plan).steps[1]
    assert step.verb == "is disputed"
    assert (
        step.words
        == "how far “A” is settled is disputed: agreed, according to Minister; still open, according to Envoy"
    )


def test_a_denial_of_one_proposition_meets_only_talk_of_the_same() -> None:
    swaps = {"matter": "swaps", "issues": ["cap"]}
    plan = plan_of(
        {"old": whole(held("a", "A.")), "new": dict(UNPUBLISHED)},
        claim("talk", "discussed", about=swaps), claim("no", "denied", by="Envoy", about=swaps),
        claim("other", "open", "a", by="President"),
    )  # fmt: skip
    assert words(plan) == (
        "whether “Land swaps” was talked of is disputed: discussed, according to Minister; denied, according to Envoy; "
        "“A” is reported as open"
    )


def test_a_claim_that_gives_issues_is_told_under_these_alone() -> None:
    both = whole(held("a", "A.", issues=["cap", "land"]))
    plan = plan_of({"old": both, "new": dict(UNPUBLISHED)}, claim("open", "open", "a", about={"issues": ["land"]}))
    assert words(plan) == "what “The new draft” says of the matter is not known"
    assert issue(plan).steps[1].statements == ()
    assert words(plan, name="land") == "“A” is reported as open"


def test_a_claim_about_a_part_is_told_with_the_issues_of_the_part() -> None:
    part = {"id": "one", "label": "a", "text": "One.", "issues": ["land"]}
    plan = plan_of(
        {"old": whole(held("a", "All:", parts=[part])), "new": dict(UNPUBLISHED)},
        claim("gone", "removed", "a/one", about={"since": "old"}),
    )  # fmt: skip
    assert issue(plan).steps[1].statements == ()
    assert [item.key for item in issue(plan, "land").steps[1].statements] == ["paper#gone"]


def test_claims_of_no_version_stand_under_their_issue_by_date() -> None:
    early = {"id": "early", "outlet": "Early", "published": "2025-10-01", "claims": [
        {"id": "c", "says": "sought", "about": {"issues": ["cap"]}, "gist": "g"}
    ]}  # fmt: skip
    late = {"id": "late", "says": "sought", "about": {"issues": ["cap"]}, "gist": "g"}
    plan = plan_of({"old": whole(held("a", "A."))}, late, articles={"early": early})
    assert [item.key for item in issue(plan).of_no_text] == ["early#c", "paper#late"]


def test_rival_proposals_are_told_with_who_makes_them() -> None:
    options = [{"by": "us", "text": "15 years."}, {"by": "ua", "text": "30 years."}]
    plan = plan_of(
        {"new": whole(held("a", "A.", number="1", options=options))}, parties={"us": "United States", "ua": "Ukraine"}
    )
    assert "rival proposals stand for point 1 (A): from the United States: 15 years; from Ukraine: 30 years" in words(
        plan
    )


def test_an_issue_is_followed_through_a_dispute() -> None:
    shown = page("issue")
    assert [step.verb for step in shown.steps] == ["is, as summarised here", "is disputed", "is, as summarised here"]
    assert shown.paths == (
        "army size: at most 600,000 personnel (First draft, as summarised here) → disputed (Second draft) → "
        "at most 800,000 personnel (Third draft, as summarised here)",
    )
    assert (
        shown.standing == "Army cap: army size is at most 800,000 personnel in point 1 (Army cap), as summarised here."
    )


# ---------------------------------------------------------------------------------------------------- the briefing


def test_a_briefing_says_where_it_stands_in_a_line_on_the_text_and_one_for_each_headline_issue() -> None:
    shown = page("brief")
    assert [line.name for line in shown.standing] == ["The latest text followed", "Army cap", "NATO"]
    assert all(line.text.startswith(line.name) for turn in shown.turns for line in turn.lines)


def test_a_briefing_of_a_plan_without_versions_says_so() -> None:
    plan = the_plan().model_copy(update={"versions": {}, "main_line": ()})
    assert brief(Facts(plan)).span.startswith("No version is known.")


def test_a_sentence_on_a_change_never_says_more_than_its_basis() -> None:
    first = page("brief").turns[0].lines
    assert first[0].text == (
        "Point 2 (Army cap) is reported changed (the amounts given differ; "
        "1 or 2 sources, 1 of them unnamed; no quote verified); army size is disputed: "
        "at most 800,000 personnel (in peacetime), according to Minister (one source); "
        "no limit, according to Envoy (one unnamed source)."
    )
    assert first[1].text == "Point 4 (Money) is reported removed (one unnamed source; paraphrased, not quoted)."
    assert first[2].text.startswith("The status of 1 point is reported as in brackets (not agreed)")


def test_a_disputed_verdict_tells_each_side_once_with_its_own_sources() -> None:
    plan = plan_of(
        {"old": whole(held("a", "A.", number="3")), "new": dict(UNPUBLISHED)},
        claim("gone", "removed", "a", about={"since": "old"}),
        claim("softer", "reworded", "a", by="Envoy", about={"since": "old"}),
    )  # fmt: skip
    (turn,) = brief(Facts(plan)).turns
    assert turn.lines[0].text == (
        "Point 3 (A) is disputed: removed, according to Minister (one source); "
        "changed, hence there, according to Envoy (one source)."
    )


def test_no_id_of_a_version_stands_in_the_prose_of_a_briefing() -> None:
    shown = page("brief")
    told = [line.text for turn in shown.turns for line in (*turn.lines, *turn.unknown)]
    told += [line.text for line in shown.standing]
    told += [
        text for headline in shown.headlines for text in (*headline.paths, *(step.sentence for step in headline.steps))
    ]
    assert not [text for text in told if " second" in text or "(third" in text or "(first" in text]


def test_a_withdrawn_quote_carries_nothing_and_the_briefing_says_so() -> None:
    plan = the_plan()
    evidence = tuple(replace(item, check="withdrawn") if item.claim == "dropped" else item for item in gather(plan))
    shown = brief(Facts(plan, evidence))
    assert [line.text for line in shown.fallen] == [
        "“no cap at all” (Envoy → Paper): withdrawn: a later revision dropped it."
    ]
    assert not [side for dispute in shown.disputes for side in dispute.sides if side.says == "no limit"]


# ---------------------------------------------------------------------------------------------------- evidence, hindsight


def test_the_evidence_page_counts_each_claim_once_and_tells_kinds_of_speakers_apart() -> None:
    shown = page("evidence")
    assert shown.checks == (("whose quote was not checked", 1), ("without a quote", 3))
    assert dict(shown.totals)["disputed"] == 2
    cap = next(item for item in shown.backings if item.entry.id == "first..second/cap")
    assert (cap.support, cap.sureness) == ("disputed", "1 or 2 sources, 1 of them unnamed")
    assert cap.voices == ("official: Minister", "unnamed source: Envoy")
    disputed = next(item for item in shown.backings if item.entry.verdict == "disputed")
    assert disputed.sureness == "", "each side has its own sources"


@pytest.mark.parametrize(
    ("speakers", "support"),
    [
        pytest.param({"A": "official"}, "single-source", id="one"),
        pytest.param({"A": "official", "B": "official"}, "supported", id="two named ones"),
        pytest.param({"A": "unnamed", "B": "unnamed"}, "maybe-single", id="two unnamed ones may be one"),
    ],
)
def test_support_is_counted_from_the_range_of_sources(speakers: dict[str, str], support: str) -> None:
    claims = [claim(f"c{at}", "removed", "a", by=name, about={"since": "old"}) for at, name in enumerate(speakers)]
    plan = plan_of(
        {"old": whole(held("a", "A.")), "new": dict(UNPUBLISHED)}, *claims,
        speakers={name: {"kind": kind} for name, kind in speakers.items()},
    )  # fmt: skip
    (backing,) = evidence_page([compared(Facts(plan))("old", "new")], plan).backings
    assert backing.support == support


def test_hindsight_names_the_reports_that_made_the_difference() -> None:
    plan = plan_of(
        {"old": whole(held("a", "A."), known="2025-11-21"), "new": {**UNPUBLISHED, "known": "2025-11-22"}},
        claim("gone", "removed", "a", about={"since": "old"}),
    )  # fmt: skip
    days = date(2025, 11, 30), date(2025, 12, 1)
    cuts = [as_of(plan, day) for day in days]
    before, after = (compared(Facts(cut.plan, cut=cut))("old", "new") for cut in cuts)
    (turn,) = hindsight_page(before, after, *days, plan).turns
    assert turn.before.startswith("not known; ")
    assert turn.after == "removed — reported"
    assert [item.key for item in turn.learned] == ["paper#gone"]


# ---------------------------------------------------------------------------------------------------- why


def test_why_gives_every_fact_with_its_question_answer_basis_and_grounds() -> None:
    plan = plan_of(
        {"old": whole(held("a", "A.", sources=["paper"])), "new": dict(UNPUBLISHED)},
        claim("gone", "removed", "a", about={"since": "old"}),
        claim("talk", "discussed", "a"),
    )  # fmt: skip
    shown = why(plan, "a")
    assert shown.sentence == "“A” is reported removed between “The old draft” and “The new draft”: by report: removed."
    assert [(asked.question, asked.answer) for asked in shown.answers] == [
        ("Is it in “The old draft”?", "yes, from the texts"),
        ("Is it in “The new draft”?", "no, reported"),
        ("Does it say the same in both?", "nothing on file says so or denies it: not known"),
    ]
    (gone,) = shown.answers[1].facts
    assert (gone.question, gone.answer, gone.basis, gone.carries) == (
        "Is “A” in “The new draft”?",
        "no",
        "reported",
        True,
    )
    assert [ground.key for ground in gone.grounds] == ["paper#gone"]
    assert (
        shown.row == "It is in the old text and not in the new one, where what one text lacks is gone or new: removed."
    )
    assert shown.relation == "The new text revises the old one: a point that it lacks is gone."
    (unused,) = shown.unused
    assert unused.why == "it is talk: that somebody spoke of it does not put it into the text"


def test_why_shows_both_sides_of_what_is_disputed() -> None:
    plan = plan_of(
        {"old": whole(held("a", "A.")), "new": dict(UNPUBLISHED)},
        claim("gone", "removed", "a", about={"since": "old"}),
        claim("softer", "reworded", "a", by="Envoy", about={"since": "old"}),
    )  # fmt: skip
    shown = why(plan, "a")
    carrying = {(fact.answer, ground.key) for fact in shown.answers[1].facts if fact.carries for ground in fact.grounds}
    assert carrying == {("no", "paper#gone"), ("yes", "paper#softer")}
    assert shown.row == "Whether it is in the new text has contrary answers on the strongest basis: disputed."


def test_why_says_of_a_claim_on_another_pair_that_it_is_one() -> None:
    plan = plan_of(
        {"oldest": whole(held("a", "Z.")), "old": whole(held("a", "A.")), "new": dict(UNPUBLISHED)},
        claim("then", "reworded", "a", about={"since": "oldest"}),
    )  # fmt: skip
    (unused,) = why(plan, "a").unused
    assert unused.why == "it speaks of what came since “The oldest draft”, not of this pair"


# ---------------------------------------------------------------------------------------------------- all pages


@pytest.mark.parametrize("kind", PAGES)
def test_footnotes_are_numbered_from_one_without_a_gap(kind: str) -> None:
    numbers = [source.number for source in getattr(page(kind), "sources", ())]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_the_same_when_it_is_built_again(kind: str) -> None:
    assert page(kind) == page(kind)
