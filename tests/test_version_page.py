"""The pages of one version, of all versions, of days and of one article: verbs by wording, claims as far as they reach."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planstrack.briefing.article_page import article_page
from planstrack.briefing.kinship import RELATIONS, kinships
from planstrack.briefing.knowledge_page import knowledge_page
from planstrack.briefing.log_page import LogPage, log_page
from planstrack.briefing.version_page import PointPage, VersionPage, version_page
from planstrack.claims.clock import as_of
from planstrack.claims.evidence import gather
from planstrack.compare.facts import Facts
from planstrack.compare.relations import ABSENCE
from planstrack.model import Plan
from planstrack.render import html, markdown
from planstrack.render.terminal import following


def facts_of(
    versions: dict[str, Any], articles: dict[str, Any] | None = None, *, day: date | None = None, **more: Any
) -> Facts:
    plan = Plan.model_validate(
        {
            "title": "P",
            "language": "en",
            "parties": {"us": "United States", "ua": "Ukraine"},
            "issues": {"territory": {"title": "Territory", "matters": {"swaps": "Land swaps"}}},
            "quantities": {"army-size": {"unit": "personnel", "title": "size of the army"}},
            "versions": {name: {"id": name, "points_held": "some", **version} for name, version in versions.items()},
            "articles": {
                name: {"id": name, "outlet": "Paper", "published": "2025-01-05", **article}
                for name, article in (articles or {}).items()
            },
            **more,
        }
    )
    if day is None:
        return Facts(plan)
    cut = as_of(plan, day)
    return Facts(cut.plan, gather(cut.plan), cut=cut)


def page_of(point: dict[str, Any], claims: list[dict[str, Any]] | None = None, **more: Any) -> VersionPage:
    facts = facts_of(
        {
            "old": {"title": "The old text"},
            "new": {"title": "The new text", "based_on": ["old"], "points": [point], **more},
        },
        {"paper": {"claims": [{"about": {"version": "new"}, **claim} for claim in claims or ()]}},
    )
    return version_page(facts.plan.versions["new"], facts)


def only(page: VersionPage) -> PointPage:
    (point,) = page.points
    return point


def given(page: VersionPage) -> list[str]:
    return [note.text for note in only(page).given]


# ---------------------------------------------------------------------------------------------------- one point

SIZE = {"army-size": {"at-most": 600000}}


@pytest.mark.parametrize(
    ("wording", "label", "tail"),
    [
        pytest.param("verbatim", "text", "", id="the document's own words"),
        pytest.param("translation", "translation", " (in translation)", id="a translation"),
        pytest.param("paraphrase", "our summary", ", as summarised here", id="a summary is ours"),
    ],
)
def test_a_verb_follows_the_wording(wording: str, label: str, tail: str) -> None:
    page = page_of({"id": "cap", "text": "x", "wording": wording, "status": "agreed", "quantities": SIZE})
    assert only(page).wording == label
    assert given(page) == [f"Status is agreed{tail}", f"Size of the army is at most 600,000 personnel{tail}"]


def test_what_reports_give_a_reported_point_is_reported_and_cited() -> None:
    page = page_of(
        {"id": "cap", "wording": "reported", "status": "agreed", "sources": ["paper#a"]},
        [{"id": "a", "says": "agreed", "gist": "Agreed.", "about": {"version": "new", "points": ["cap"]}}],
    )
    assert given(page) == ["Status is reported as agreed"]
    assert only(page).given[0].cited == (1,)
    assert not only(page).held


def test_what_no_source_gives_a_reported_point_is_not_said() -> None:
    assert given(page_of({"id": "cap", "wording": "reported", "status": "agreed", "quantities": SIZE})) == []


@pytest.mark.parametrize(
    ("amount", "words"),
    [("none", "Size of the army is given without a limit"), ("unstated", "Size of the army is given without a number")],
)
def test_no_limit_is_not_no_number(amount: str, words: str) -> None:
    assert given(page_of({"id": "c", "text": "x", "wording": "verbatim", "quantities": {"army-size": amount}})) == [
        words
    ]


def test_an_amount_that_reports_contest_is_told_by_its_sides_and_not_asserted() -> None:
    claims = [
        {"id": "a", "says": "value", "value": SIZE, "said_by": ["A"], "about": {"version": "new", "points": ["cap"]}},
        {
            "id": "b",
            "says": "value",
            "value": {"army-size": "none"},
            "said_by": ["B"],
            "about": {"version": "new", "points": ["cap"]},
        },
    ]
    page = page_of({"id": "cap", "wording": "reported"}, claims)
    assert given(page) == []
    (dispute,) = only(page).disputes
    assert {side.says: side.speakers for side in dispute.sides} == {
        "at most 600,000 personnel": ("A",),
        "no limit": ("B",),
    }


def test_positions_of_parties_have_their_own_basis() -> None:
    positions = {"us": "proposes", "ua": {"is": "rejects", "sources": ["paper#no"]}}
    page = page_of({"id": "c", "text": "x", "positions": positions}, [{"id": "no", "says": "sought", "gist": "No."}])
    assert given(page) == ["The United States proposes it, as summarised here", "Ukraine is reported to reject it"]
    assert [note.cited for note in only(page).given] == [(), (1,)]


def test_a_reading_is_told_as_ours_with_its_sources() -> None:
    readings = [{"since": "old", "says": "reworded", "gist": "Consensus instead of a ban.", "sources": ["paper"]}]
    (note,) = only(page_of({"id": "c", "text": "x", "readings": readings})).readings
    assert note.text == "Compared with “The old text”, as summarised here: changed: Consensus instead of a ban."
    assert note.cited == (1,)


def test_no_number_is_invented() -> None:
    page = page_of({"id": "cap", "text": "x"})
    assert only(page).number is None
    facts = facts_of({"new": {"points": [{"id": "cap", "text": "Words of it."}]}})
    shown = version_page(facts.plan.versions["new"], facts)
    for text in (following.version(shown), markdown.version(shown)):
        assert "1  cap" not in text
        assert "1 cap" not in text


def test_options_name_who_proposes_what() -> None:
    page = page_of({"id": "c", "text": "x", "options": [{"by": "us", "text": "All of it", "quantities": SIZE}]})
    assert [(item.kind, item.by, item.text) for item in only(page).renderings] == [
        ("option", "United States", "All of it; at most 600,000 personnel")
    ]


def test_what_is_held_in_part_says_so() -> None:
    assert only(page_of({"id": "c", "text": "x", "parts_held": "some"})).parts_held
    assert only(page_of({"id": "c", "text": "x", "parts_held": "all"})).parts_held is None


# ---------------------------------------------------------------------------------------------------- claims reach so far


def test_a_claim_on_a_part_stands_under_the_part() -> None:
    parts = [{"id": "a-part", "label": "a", "text": "Half of it."}, {"id": "b-part", "label": "b", "text": "The rest."}]
    page = page_of(
        {"id": "funds", "number": "14", "parts": parts},
        [
            {
                "id": "on-a",
                "says": "agreed",
                "gist": "a is agreed.",
                "about": {"version": "new", "points": ["funds/a"]},
            },
            {
                "id": "on-all",
                "says": "open",
                "gist": "The point is open.",
                "about": {"version": "new", "points": ["funds"]},
            },
        ],
    )
    point = only(page)
    assert [item.key for item in point.statements] == ["paper#on-all"]
    (part,) = point.below
    assert part.title == "Part a"
    assert [item.key for item in part.statements] == ["paper#on-a"]
    assert [note.text for note in part.given] == ["Status is reported as agreed"]


def test_a_claim_on_a_proposition_is_not_one_on_its_point() -> None:
    about = {"version": "new", "points": ["land"], "matter": "swaps", "issues": ["territory"]}
    page = page_of(
        {"id": "land", "text": "x", "issues": ["territory"]},
        [{"id": "no", "says": "denied", "gist": "No swaps.", "about": about}],
    )
    point = only(page)
    assert point.statements == ()
    assert point.disputes == ()
    (matter,) = point.below
    assert (matter.title, [item.key for item in matter.statements]) == ("Land swaps", ["paper#no"])


def test_a_claim_on_a_point_that_is_not_here_stands_apart_from_those_on_the_whole() -> None:
    facts = facts_of(
        {"old": {"points": [{"id": "amnesty", "title": "Amnesty", "text": "x"}]}, "new": {"based_on": ["old"]}},
        {
            "paper": {
                "claims": [
                    {"id": "out", "says": "removed", "gist": "Out.", "about": {"version": "new", "since": "old", "points": ["amnesty"]}},
                    {"id": "whole", "says": "reworded", "gist": "Much changed.", "about": {"version": "new", "since": "old"}},
                    {"id": "many", "says": "count", "value": [26, 28], "about": {"version": "new"}},
                ]
            }
        },
    )  # fmt: skip
    page = version_page(facts.plan.versions["new"], facts)
    assert [(matter.title, [item.key for item in matter.statements]) for matter in page.elsewhere] == [
        ("Amnesty", ["paper#out"])
    ]
    assert [item.key for item in page.statements] == ["paper#whole", "paper#many"]
    assert "On the text as a whole".upper() in following.version(page)
    assert "On the text as a whole" in markdown.version(page)
    assert "On the text as a whole" in html.version(page)


def test_every_claim_on_a_version_of_the_shipped_plan_is_on_its_page_once_at_least() -> None:
    from planstrack import api

    folder = api.load(Path(__file__).parent.parent / "plans" / "ukraine-2025")
    for name, version in folder.plan.versions.items():
        page = version_page(version, folder.facts)
        told = list(page.statements)
        for point in page.points:
            told += [*point.statements, *(item for matter in point.below for item in matter.statements)]
        told += [item for matter in page.elsewhere for item in matter.statements]
        found = {key for item in told for key in (item.key, *item.kept)}
        assert {item.key for item in folder.facts.evidence if item.version == name} <= found, name


# ---------------------------------------------------------------------------------------------------- the version itself


def test_every_relation_has_its_words_both_ways() -> None:
    assert RELATIONS.keys() == ABSENCE.keys()
    assert len({words for pair in RELATIONS.values() for words in pair}) == 2 * len(RELATIONS)


def test_relations_are_told_in_words_with_titles() -> None:
    facts = facts_of(
        {
            "us": {"title": "US 28-point plan"},
            "eu": {"title": "European text", "relations": {"us": "answers"}},
            "edit": {"title": "An edit", "based_on": ["us"]},
        }
    )
    assert [item.words for item in kinships(facts, "eu")] == ["answers US 28-point plan"]
    assert [item.words for item in kinships(facts, "us")] == ["is answered by European text", "is revised by An edit"]


def test_a_relation_overrides_what_a_version_is_based_on() -> None:
    facts = facts_of({"a": {"title": "A"}, "b": {"title": "B", "based_on": ["a"], "relations": {"a": "supplements"}}})
    assert [item.words for item in kinships(facts, "b")] == ["supplements A"]


def test_what_is_signed_is_told_with_day_and_parties_and_its_points_are_agreed() -> None:
    page = page_of({"id": "c", "text": "x", "wording": "verbatim"}, signed={"on": "2015-02-12", "by": ["ua", "us"]})
    assert page.about == ("Signed on 12 February 2015 by Ukraine and United States.",)
    assert given(page) == ["Status is agreed: the text was signed"]


def test_documents_of_a_package_are_listed_and_points_name_theirs() -> None:
    page = page_of(
        {"id": "c", "text": "x", "document": "frame"},
        documents=[{"id": "frame", "title": "Framework", "points_total": 20}, {"id": "annex"}],
    )
    assert page.about == (
        "Document of the package: Framework, 20 points; 1 of its points stand here.",
        "Document of the package: annex; none of its points stands here.",
    )
    assert only(page).document == "Framework"


def test_a_language_and_a_hand_are_named() -> None:
    page = page_of({"id": "c", "text": "x", "wording": "translation"}, language="uk", hand="A. Translator")
    assert page.about == ("Language of its text: uk.", "Translated by A. Translator.")


def test_what_is_declared_gone_is_told_as_ours() -> None:
    facts = facts_of(
        {
            "old": {"title": "The old text", "points": [{"id": "a", "number": "3", "title": "Jets", "text": "x"}]},
            "new": {"based_on": ["old"], "gone": {"old#3": "struck in the edit"}},
        }
    )
    assert version_page(facts.plan.versions["new"], facts).gone == (
        "3 Jets of “The old text” is gone, as summarised here: struck in the edit",
    )


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        pytest.param([], "How many points it has is not known.", id="no count"),
        pytest.param([19], "18 points of 19 are not known here.", id="one count"),
        pytest.param([19, [26, 28]], "Reports count 19, 26 or 28 points; 1 is named here.", id="counts that differ"),
    ],
)
def test_what_is_missing_is_counted_as_far_as_it_is_known(counts: list[Any], says: str) -> None:
    claims = [{"id": f"c{at}", "says": "count", "value": value} for at, value in enumerate(counts)]
    page = page_of({"id": "c", "text": "x"}, claims)
    assert page.missing == says
    assert len(page.disputes) == (len(counts) > 1)


def test_another_revision_of_a_version_is_shown_as_it_is() -> None:
    facts = facts_of(
        {"new": {"points": [{"id": "b", "text": "x"}, {"id": "cap", "text": "y"}]}},
        {"paper": {"claims": [{"id": "a", "says": "agreed", "about": {"version": "new", "points": ["cap"]}}]}},
    )
    earlier = facts.plan.versions["new"].model_copy(update={"points": facts.plan.versions["new"].points[1:]})
    page = version_page(earlier, facts)
    assert [point.id for point in page.points] == ["cap"]
    assert [item.key for item in only(page).statements] == ["paper#a"]


# ---------------------------------------------------------------------------------------------------- all versions, days


def log(**versions: Any) -> LogPage:
    return log_page(facts_of(versions))


def test_the_log_gives_every_number_of_points_with_what_it_rests_on() -> None:
    facts = facts_of(
        {
            "whole": {"points_held": "all", "points": [{"id": "a", "text": "x"}]},
            "part": {},
        },
        {
            "paper": {
                "claims": [
                    {"id": f"c{at}", "says": "count", "value": value, "about": {"version": "part"}}
                    for at, value in enumerate(([26, 28], 19, {"about": 20}))
                ]
            }
        },
    )
    assert {row.id: row.counts for row in log_page(facts).rows} == {
        "whole": ("1",),
        "part": ("19, reported", "about 20, reported", "26 or 28, reported"),
    }


def test_a_version_without_a_date_stands_before_the_first_that_waits_for_it() -> None:
    page = log(
        last={"date": "2025-03-01", "based_on": ["first"]},
        rival={"date": "2025-01-01", "relations": {"first": "answers"}},
        first={"date": "2025-02-01", "based_on": ["draft"]},
        draft={"based_on": ["older"]},
        older={},
        early={"date": "2025-01-15"},
        nowhere={},
    )
    assert [row.id for row in page.rows] == ["early", "older", "draft", "first", "rival", "last", "nowhere"]


def test_versions_that_wait_for_each_other_are_all_listed() -> None:
    assert [row.id for row in log(a={"based_on": ["b"]}, b={"based_on": ["a"]}).rows] == ["a", "b"]


def test_a_version_is_known_from_the_first_dated_source_that_gives_it() -> None:
    facts = facts_of(
        {"v": {"date": "2025-01-01", "sources": ["late", "early"]}}, {"late": {}, "early": {"published": "2025-01-03"}}
    )
    (row,) = log_page(facts).rows
    assert (row.date, row.known) == ("2025-01-01", "2025-01-03")


def test_a_version_not_known_by_then_is_named_and_nothing_is_said_of_it() -> None:
    versions = {
        "early": {"known": "2025-01-02", "title": "Early"},
        "later": {"known": "2025-01-09", "title": "Later", "based_on": ["early"], "date": "2025-01-08"},
        "undated": {"title": "Undated", "points": [{"id": "a", "text": "x"}]},
    }
    facts = facts_of(versions, {"paper": {"published": None}}, day=date(2025, 1, 5))
    page = log_page(facts)
    assert [row.id for row in page.rows] == ["early"]
    assert page.not_yet == ("Later", "Undated")
    assert page.left_out == "Left out, since no day is known: 1 article, 1 version."
    assert page.graph is not None
    assert [node.id for node in page.graph.nodes] == ["early"]
    for text in (following.log(page), markdown.log(page), html.log(page)):
        assert "2025-01-08" not in text
        assert "8 January 2025" not in text
        assert "ot yet known by then" in text
    days = knowledge_page(facts)
    assert [item.id for day in days.days for item in day.news] == ["early"]
    assert days.not_yet == page.not_yet


def test_what_became_known_lists_versions_and_articles_by_their_day_a_revision_by_its_own() -> None:
    facts = facts_of(
        {"v": {"sources": ["one"], "title": "V"}},
        {
            "one": {"published": "2025-01-03", "claims": [{"id": "a", "says": "discussed", "gist": "Spoken of."}]},
            "two": {"published": "2025-01-03", "revised": "2025-01-06", "revises": "one"},
        },
        outlets={"Paper": {"kind": "mirror"}},
    )
    page = knowledge_page(facts)
    assert [(day.date, [(item.kind, item.id) for item in day.news]) for day in page.days] == [
        ("2025-01-03", [("version", "v"), ("article", "one")]),
        ("2025-01-06", [("revision", "two")]),
    ]
    assert page.days[0].news[1].outlet == "Paper (mirror)"


# ---------------------------------------------------------------------------------------------------- one article


def article(claim: dict[str, Any], **more: Any) -> Any:
    cap = {"id": "cap", "number": "6", "title": "Army cap", "text": "x"}
    facts = facts_of(
        {"old": {"title": "The old text", "points": [cap]}, "new": {"title": "The new text"}},
        {"paper": {"claims": [{"id": "a", **claim}], **more}},
        outlets={"Paper": {"kind": "rewrite", "reliability": "C"}},
    )  # fmt: skip
    return article_page(facts.plan.articles["paper"], facts)


def test_an_article_says_what_kind_of_outlet_printed_it_and_how_reliable_that_is() -> None:
    page = article({"says": "agreed"})
    assert (page.kind, page.reliability) == ("rewrites what others printed", "C, fairly reliable")
    shown = html.article(page)
    assert "rewrites what others printed" in shown
    assert "C, fairly reliable" in shown


@pytest.mark.parametrize(
    ("claim", "saying"),
    [
        pytest.param({"says": "removed"}, "says it was removed", id="by the table of sayings"),
        pytest.param({"says": "sought"}, "wants it", id="wanted"),
        pytest.param(
            {"says": "removed", "stance": "disputes"}, "disputes it: says it was not removed", id="the contrary"
        ),
        pytest.param({"says": "moved", "to": "another track"}, "says it was moved, to another track", id="where to"),
        pytest.param({"says": "count", "value": [26, 28]}, "gives a count, 26 or 28 points", id="a count"),
        pytest.param(
            {"says": "value", "value": {"army-size": {"at-most": 5}}},
            "gives a number, size of the army: at most 5 personnel",
            id="an amount",
        ),
        pytest.param({"says": "kept", "scope": "few"}, "says it was kept, of few of the points", id="of how many"),
    ],
)
def test_a_claim_is_told_by_what_it_says(claim: dict[str, Any], saying: str) -> None:
    assert article(claim).claims[0].saying == saying


def test_a_claim_names_what_it_is_about_by_titles() -> None:
    about = {"version": "new", "since": "old", "points": ["6", "nothing"], "matter": "swaps", "issues": ["territory"]}
    (line,) = article({"says": "removed", "about": about}).claims
    assert line.version == ("new", "The new text")
    assert line.since == ("old", "The old text")
    assert line.points == ("6 (Army cap)", "nothing (names nothing)")
    assert line.matter == "Land swaps"
    assert line.issues == (("territory", "Territory"),)


def test_a_quote_in_another_language_stands_with_its_translation() -> None:
    page = article({"says": "removed", "quote": "без амністії", "translation": "without an amnesty"}, language="uk")
    assert page.claims[0].statement.translation == "without an amnesty"
    assert "without an amnesty" in html.article(page)


def test_a_claim_that_carries_nothing_says_so() -> None:
    page = article({"says": "removed", "draft": True})
    assert not page.claims[0].statement.stands
    assert "it carries nothing" in html.article(page)
