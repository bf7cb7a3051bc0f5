"""Facts about the plan that ships: what is held, what is only reported, what contradicts itself, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planstrack.api import load
from planstrack.check import check
from planstrack.claims.evidence import gather
from planstrack.compare.answers import answers_of
from planstrack.compare.changes import compare
from planstrack.compare.disputes import count_dispute, disputes_in
from planstrack.compare.facts import Facts
from planstrack.compare.records import Change, Dispute
from planstrack.loading import load_plan
from planstrack.model import Amount, Article, Claim, Count, Plan, Point

FOLDER = Path(__file__).parent.parent / "plans" / "ukraine-2025"
FILES = sorted(FOLDER.rglob("*.yaml"))

HEADLINES = ("territory", "nato", "army-cap", "security-guarantees")

# The texts that were published on 1 December, by the sum of their UTF-8 bytes as they were archived.
ARCHIVED = {
    "tass-2025-12-01": "c1c41c8ac2d8c39bf2f9dd4337b960c656af15e8c20f99576f81abdc731f23e2",
    "empr-2025-12-01": "ca21a6d2dc5fdbec28cac45a2453bb9590d46f73f1f121a104585195ec7c41c2",
    "kyiv-independent-2025-12-01-r1": "74b33414a805ca80c9346e6132df3c1942ef865f744db80f396877443832f31c",
    "kyiv-independent-2025-12-01-r2": "39de6e77b24f3f04ca2b3cd60c6d0a257f1cd4156a9fc82831e801f69cb7442f",
    "censor-net-2025-12-01": "715c37205aa052447f664b74c28fd9d5c3396ff5840dcb2f0eac2e80e1b4961a",
}

# Points of the European edit of which no sourced wording was found (11 is reported as kept), and the one that was struck out.
E3_WITHOUT_TEXT = {"3", "11", "15", "16", "17", "18", "19", "20", "22", "23", "24", "26", "27", "28"}

# Words that take a side. They may stand in a quote or in a title that an outlet chose, never in our own words.
LOADED = re.compile(
    r"\b(regime|capitulat\w*|surrender\w*|appease\w*|betray\w*|invaders?|occupiers?|aggressor|junta|puppet"
    r"|special military operation|liberat\w*|so-called|puts?che?d?|sell-?out)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(FOLDER).plan


@pytest.fixture(scope="module")
def facts(plan: Plan) -> Facts:
    return Facts(plan)


def changes(facts: Facts, old: str, new: str) -> dict[str, Change]:
    return {change.id.partition("/")[2]: change for change in compare(facts, old, new).changes}


def contested(facts: Facts, matter: str, version: str) -> dict[str, Dispute]:
    found = disputes_in(facts, matter, version, answers_of(facts.presence(matter, version)))
    return {dispute.question: dispute for dispute in found}


def every_point(points: tuple[Point, ...]) -> Iterator[Point]:
    for point in points:
        yield point
        yield from every_point(point.parts)


def every_claim(plan: Plan) -> Iterator[tuple[Article, Claim]]:
    return ((article, claim) for article in plan.articles.values() for claim in article.claims)


def point(plan: Plan, version: str, name: str) -> Point:
    at = plan.versions[version].find(name)
    assert at is not None, f"{version} has no {name}"
    return plan.versions[version].points[at]


# --------------------------------------------------------------------------------------------------- the whole folder


def test_it_loads_without_a_problem() -> None:
    assert load_plan(FOLDER).problems == ()


def test_check_finds_no_error_and_warns_only_where_reports_disagree(plan: Plan) -> None:
    found = check(plan)
    assert [problem.message for problem in found if problem.severity == "error"] == []
    warned = {problem.code for problem in found if problem.severity == "warning"}
    assert all(code.startswith("disputed-") or code == "report-against-text" for code in warned), warned


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_every_file_names_its_schema_in_the_first_line(path: Path) -> None:
    kind = {"versions": "version", "articles": "article"}.get(path.parent.name, path.stem)
    up = "../" * len(path.relative_to(FOLDER.parent.parent).parts[:-1])
    with path.open(encoding="utf-8") as file:
        first = file.readline()
    assert first == f"# yaml-language-server: $schema={up}planstrack/schema/{kind}.json\n"


def test_the_quotes_of_the_archived_articles_are_verified_by_receipt(plan: Plan) -> None:
    quoted = [item for item in gather(plan) if item.quote]
    states = [item.check for item in quoted if item.key in plan.receipts.quotes]
    assert (len(states), states.count("recorded"), states.count("withdrawn")) == (68, 67, 1)
    assert {plan.articles[item.article].sha256 is not None for item in quoted if item.check == "recorded"} == {True}


def test_the_headline_issues_are_the_four(plan: Plan) -> None:
    assert plan.headlines == HEADLINES


def test_the_main_line_runs_from_the_leak_by_geneva_and_florida_to_the_text_read_out(plan: Plan) -> None:
    assert plan.main_line[:3] == ("us-28", "geneva-19", "florida")
    assert plan.main_line[-1] == "framework-20-dec23"


def test_no_version_is_named_by_its_number_of_points_alone(plan: Plan) -> None:
    assert [name for name in plan.versions if not re.search(r"[a-z]{2,}", name)] == []


def test_every_point_has_a_source_and_an_issue(plan: Plan) -> None:
    bare = [
        (name, item.id or item.number or item.title)
        for name, version in plan.versions.items()
        for item in version.points
        if not item.sources or not item.issues
    ]
    assert bare == []


def test_every_version_that_is_not_held_whole_says_why_in_its_note(plan: Plan) -> None:
    assert [name for name, version in plan.versions.items() if version.points_held != "all" and not version.note] == []


# ------------------------------------------------------------------------------------------------------ the 28 points


def test_the_us_plan_has_all_its_28_points_in_order_with_words(plan: Plan) -> None:
    version = plan.versions["us-28"]
    assert version.points_held == "all"
    assert version.points_total == 28
    assert [item.number for item in version.points] == [str(number) for number in range(1, 29)]
    assert all(item.held and item.id for item in version.points)


@pytest.mark.parametrize(
    ("number", "labels"),
    [("10", "abcd"), ("12", "abcdef"), ("13", "abc"), ("14", "abc"), ("20", "abc"), ("21", "abcd"), ("24", "abcd")],
)
def test_points_with_sub_points_have_all_of_them(plan: Plan, number: str, labels: str) -> None:
    assert "".join(part.label or "?" for part in point(plan, "us-28", number).parts) == labels


# ---------------------------------------------------------------------------------------- texts that nobody published


@pytest.mark.parametrize("name", ["geneva-19", "florida"])
def test_an_unpublished_text_has_reported_points_only_and_none_of_its_own_words(plan: Plan, name: str) -> None:
    version = plan.versions[name]
    assert (version.text, version.points_held) == ("unpublished", "some")
    assert version.points
    assert [item.id for item in version.points if item.wording != "reported" or item.full_text] == []


@pytest.mark.parametrize("name", ["geneva-19", "florida"])
def test_each_point_of_an_unpublished_text_is_spoken_of_by_a_claim_about_that_text(plan: Plan, name: str) -> None:
    spoken_of = {ref for _, claim in every_claim(plan) if claim.about.version == name for ref in claim.about.points}
    assert {item.id for item in plan.versions[name].points} <= spoken_of


def test_reports_give_five_counts_for_the_text_after_geneva(facts: Facts) -> None:
    dispute = count_dispute(facts, "geneva-19")
    assert dispute is not None
    assert {
        (side.value.any_of, side.value.about): set(side.speakers)
        for side in dispute.sides
        if isinstance(side.value, Count)
    } == {
        ((19,), False): {"people familiar (to FT)", "Ukrainian official (to ABC)", "Kyslytsya", "EMPR Media"},
        ((20,), False): {"Zelensky", "Sybiha"},
        ((20,), True): {"Maariv"},
        ((22,), False): {"Trump"},
        ((26, 28), False): {"Rubio"},
    }


def test_only_what_a_report_calls_removed_is_called_removed_after_geneva(plan: Plan) -> None:
    gone = {
        ref
        for _, claim in every_claim(plan)
        if claim.about.version == "geneva-19" and claim.says in ("removed", "dropped") and claim.stance == "supports"
        for ref in claim.about.points
    }
    assert gone == {"amnesty", "frozen-funds/us-led-scheme"}


def test_after_geneva_the_reports_carry_five_verdicts_and_the_rest_is_not_known(facts: Facts) -> None:
    found = changes(facts, "us-28", "geneva-19")
    verdicts: dict[str, set[str]] = {}
    for name, change in found.items():
        verdicts.setdefault(change.verdict, set()).add(name)
    unknown = verdicts.pop("unknown")
    assert verdicts == {
        "changed": {"army-cap", "frozen-funds", "russia-reintegration"},
        "removed": {"eu-accession"},
        "disputed": {"amnesty"},
    }
    assert len(unknown) == 23
    assert {name for name, change in found.items() if change.disputed} == {"army-cap", "amnesty"}
    assert {change.basis for name, change in found.items() if name not in unknown} == {"reported"}
    accounting = compare(facts, "us-28", "geneva-19").accounting
    assert (accounting.old, accounting.new, accounting.fewer) == ((28,), (19, 20, 22, 26, 28), (0, 9))
    assert (accounting.identified, accounting.identified_disputed) == (1, 1)


def test_what_moved_to_another_paper_is_told_so(facts: Facts) -> None:
    assert changes(facts, "us-28", "geneva-19")["eu-accession"].moved_to == "a separate track of the US and the EU"


def test_of_the_frozen_funds_only_the_scheme_is_reported_out(facts: Facts) -> None:
    change = changes(facts, "us-28", "geneva-19")["frozen-funds"]
    assert [(part.part, part.verdict, part.basis) for part in change.parts] == [
        ("us-led-scheme", "removed", "reported")
    ]
    assert "of the rest nothing is known" in change.reason


def test_the_land_swaps_and_the_elections_of_florida_were_discussed_and_were_not(facts: Facts) -> None:
    for matter in ("~territory/land-swaps", "~elections/election-date"):
        dispute = contested(facts, matter, "florida")["talked"]
        sides = {side.says: side.speakers for side in dispute.sides}
        assert "senior US official (to WSJ)" in sides["discussed"]
        assert sides["denied"] == ("sources (to Babel)",)
    territories = changes(facts, "geneva-19", "florida")["territories"]
    assert (territories.verdict, territories.disputed) == ("unknown", False)


# ------------------------------------------------------------------------------------------------------- the army cap


def amount(bound: str, value: int | None = None, condition: str | None = None) -> Amount:
    return Amount.model_validate({"bound": bound, "value": value, "condition": condition})


@pytest.mark.parametrize(
    ("version", "name", "expected"),
    [
        pytest.param("us-28", "6", amount("at-most", 600000), id="the US plan limits to 600,000"),
        pytest.param(
            "e3-reuters", "6", amount("at-most", 800000, "in peacetime"), id="the E3 cap at 800,000 in peacetime"
        ),
        pytest.param("eu-24-telegraph", "11", amount("none"), id="the 24 points set no limit"),
        pytest.param(
            "framework-20-dec23",
            "4",
            amount("exactly", 800000, "in peacetime"),
            id="the text read out lets it stay there",
        ),
    ],
)
def test_the_army_cap_in_each_text(plan: Plan, version: str, name: str, expected: Amount) -> None:
    assert point(plan, version, name).quantities["army-size"] == expected


def test_the_army_cap_after_geneva_has_no_number_and_no_status_but_every_side(plan: Plan, facts: Facts) -> None:
    cap = point(plan, "geneva-19", "army-cap")
    assert (cap.quantities, cap.status, cap.text) == ({}, None, None)
    found = contested(facts, "army-cap", "geneva-19")
    amounts = {(side.value.bound, side.value.value) for side in found["value"].sides if isinstance(side.value, Amount)}
    assert amounts == {("none", None), ("at-most", Decimal(800000))}
    assert {side.says: side.speakers for side in found["status"].sides} == {
        "agreed": ("sources (to RBC-Ukraine)",),
        "still open": ("EMPR Media",),
    }
    change = changes(facts, "us-28", "geneva-19")["army-cap"]
    assert (change.sources.at_least, change.sources.at_most, change.sources.unnamed) == (1, 5, 4)


# ------------------------------------------------------------------------------------------------- the European texts


def test_the_european_edit_holds_only_what_is_sourced(plan: Plan) -> None:
    version = plan.versions["e3-reuters"]
    held = {item.number for item in version.points if item.held}
    assert held == {str(number) for number in range(1, 29)} - E3_WITHOUT_TEXT
    assert (version.points_held, version.points_total, version.based_on) == ("some", None, ("us-28",))


def test_point_3_is_struck_out_of_the_european_edit_by_a_report(plan: Plan) -> None:
    assert plan.versions["e3-reuters"].find("no-invasion-no-enlargement") is None
    says = {claim.says for _, claim in every_claim(plan) if claim.about.points == ("no-invasion-no-enlargement",)}
    assert "removed" in says
    assert plan.versions["e3-reuters"].gone == {}


def test_what_the_european_edit_changed_was_found_by_comparing_printed_texts(plan: Plan, facts: Facts) -> None:
    found = changes(facts, "us-28", "e3-reuters")
    read = {name for name, change in found.items() if any(ground.kind == "reading" for ground in change.grounds)}
    assert len(read) == 13
    assert {found[name].basis for name in read} == {"summary"}
    assert (found["eu-accession"].verdict, found["eu-accession"].basis) == ("unchanged", "reported")
    assert all(change.redline == () for change in found.values())


def test_each_reading_names_articles_that_print_what_it_compares(plan: Plan) -> None:
    readings = [
        reading
        for version in plan.versions.values()
        for item in every_point(version.points)
        for reading in item.readings
    ]
    assert len(readings) == 28
    assert [reading.gist for reading in readings if not reading.sources] == []


def test_the_24_points_leave_out_two_points_and_the_numbers_without_a_source(plan: Plan) -> None:
    version = plan.versions["eu-24-telegraph"]
    assert len(version.points) == 22
    assert [item.number for item in version.points if item.number] == [str(number) for number in range(1, 13)]
    assert not any(re.search(r"OSCE|economic cooperation", item.full_text) for item in version.points)


def test_the_24_points_share_only_three_matters_with_the_28_and_come_from_none(plan: Plan) -> None:
    version = plan.versions["eu-24-telegraph"]
    assert {item.id for item in version.points if item.id} == {"army-cap", "nato-exclusion", "plant"}
    assert not any(item.from_ for item in version.points)
    assert "our judgement" in (version.note or "")


# -------------------------------------------------------------------------------------------------- the text read out


def test_the_text_read_out_has_20_points_of_which_two_are_open_with_rival_options(plan: Plan) -> None:
    version = plan.versions["framework-20-dec23"]
    assert (version.text, version.points_held, version.points_total) == ("read-out", "all", 20)
    assert [item.number for item in version.points] == [str(number) for number in range(1, 21)]
    assert {item.number: [option.by for option in item.options] for item in version.points if item.status} == {
        "12": ["us", "ua"],
        "14": ["ua", "us"],
    }
    assert version.known is not None
    assert version.date is not None
    assert version.known > version.date


def test_what_is_inferred_of_its_lineage_is_said_to_be_inferred(plan: Plan) -> None:
    assert "inferred" in (plan.versions["framework-20-dec23"].note or "")


# ------------------------------------------------------------------------------------------------------- the articles


@pytest.mark.parametrize(("name", "sha256"), ARCHIVED.items())
def test_each_article_of_1_december_names_its_archived_text(plan: Plan, name: str, sha256: str) -> None:
    article = plan.articles[name]
    assert article.sha256 == sha256
    assert str(article.published) == "2025-12-01"
    assert len(article.claims) >= 10
    assert all(claim.quote for claim in article.claims)


def test_only_articles_whose_text_is_archived_are_quoted(plan: Plan) -> None:
    assert {article.id for article, claim in every_claim(plan) if claim.quote} == set(ARCHIVED)


def test_no_quote_is_longer_than_twelve_words(plan: Plan) -> None:
    assert [claim.quote for _, claim in every_claim(plan) if claim.quote and len(claim.quote.split()) > 12] == []


def test_the_later_revision_names_the_earlier_and_no_longer_makes_its_claim_on_the_briefing(plan: Plan) -> None:
    earlier, later = (plan.articles[f"kyiv-independent-2025-12-01-{name}"] for name in ("r1", "r2"))
    assert later.revises == earlier.id
    briefing = next(claim for claim in earlier.claims if claim.id == "umerov-briefing")
    assert "Axios" in briefing.said_by
    assert not any("Paris to brief" in (claim.quote or "") for claim in later.claims)


def test_every_article_has_an_address_on_the_web(plan: Plan) -> None:
    assert [item.id for item in plan.articles.values() if not re.match(r"https?://[^/\s]+/", item.url or "")] == []


def test_an_article_without_a_day_says_that_it_is_not_known(plan: Plan) -> None:
    silent = [item.id for item in plan.articles.values() if not item.published and "not known" not in (item.note or "")]
    assert silent == []


def test_every_report_without_an_archived_text_says_where_it_has_it_from(plan: Plan) -> None:
    assert [item.id for item in plan.articles.values() if not item.sha256 and not item.note] == []


def test_every_article_is_cited_or_makes_a_claim(plan: Plan) -> None:
    cited = {
        source
        for version in plan.versions.values()
        for source in (
            *version.sources,
            *(name for item in every_point(version.points) for name in item.sources),
            *(name for item in version.points for variant in item.variants for name in variant.sources),
            *(name for item in every_point(version.points) for reading in item.readings for name in reading.sources),
            *(name for item in version.points for stand in item.positions.values() for name in stand.sources),
        )
    }
    cited = {name.partition("#")[0] for name in cited}
    assert [name for name, item in plan.articles.items() if not item.claims and name not in cited] == []


def test_every_chain_of_speakers_ends_in_the_outlet(plan: Plan) -> None:
    broken = [
        (article.id, claim.id, claim.said_by)
        for article, claim in every_claim(plan)
        if not claim.said_by or claim.said_by[-1].casefold() not in f"{article.outlet} {article.url}".casefold()
    ]
    assert broken == []


def test_reports_of_one_speaker_count_as_one_source(plan: Plan) -> None:
    relays = [item for item in gather(plan) if item.claim == "border" and item.about.version == "florida"]
    assert len(relays) > 1
    assert {item.speaker for item in relays} == {"Ukrainian officials (to Axios)"}


# ------------------------------------------------------------------------------------------------------ our own words


def test_our_own_words_take_no_side(plan: Plan) -> None:
    own = [plan.title, plan.about or ""]
    for version in plan.versions.values():
        own += [version.title or "", version.note or ""]
        for item in every_point(version.points):
            own += [item.title or "", item.text or "", item.note or ""]
            own += [option.text or "" for option in item.options]
            own += [variant.note or "" for variant in item.variants]
    for article, claim in every_claim(plan):
        own += [article.note or "", claim.gist or "", claim.note or ""]
    assert [words for words in own if LOADED.search(words)] == []


def test_our_own_words_repeat_no_long_stretch_of_a_quote(plan: Plan) -> None:
    quotes = [" ".join(claim.quote.split()).casefold() for _, claim in every_claim(plan) if claim.quote]
    gists = [" ".join(claim.gist.split()).casefold() for _, claim in every_claim(plan) if claim.gist]

    def stretches(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text)
        return {tuple(words[at : at + 8]) for at in range(len(words) - 7)}

    quoted = {stretch for quote in quotes for stretch in stretches(quote)}
    assert [gist for gist in gists if stretches(gist) & quoted] == []


# ----------------------------------------------------------------------------------------------------------- the days


def test_nothing_of_the_28_points_is_known_before_their_first_source() -> None:
    comparison = load(FOLDER).compare("us-28", "geneva-19", as_of=date(2025, 11, 20))
    assert comparison.changes == ()
    assert comparison.left_out


def test_what_has_no_day_is_left_out_and_counted() -> None:
    page = str(load(FOLDER).brief(as_of=date(2025, 12, 1)))
    assert "Left out, since no day is known: 16 articles" in " ".join(page.split())
