"""Claims as evidence: which stand, who says them, what one that names another claim says, and what later revisions take back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import get_args

import pytest
from small_plans import plan

from planstrack.claims.evidence import (
    CHECKS,
    STANDING,
    Check,
    Evidence,
    Meaning,
    day_of,
    gather,
    meanings,
    sources_of,
)
from planstrack.model import Amount, Article, Count

AT_MOST = Amount(bound="at-most", value=800000)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Checked:
    check: Check


def found(text: str, states: dict[tuple[str, str], Checked] | None = None) -> dict[str, Evidence]:
    return {item.key: item for item in gather(plan(text), states)}


def said(text: str) -> dict[str, Meaning]:
    return {meaning.evidence.key: meaning for meaning in meanings(gather(plan(text)))}


# ---------------------------------------------------------------------------------------------------- one claim


def test_a_claim_keeps_what_it_says_who_said_it_and_where_it_was_printed() -> None:
    item = found("""
versions: {old: {}, new: {points: [cap]}}
outlets: {Paper: {kind: mirror}}
articles:
  paper: {title: T, url: "https://a.example", published: 2025-11-24, language: uk}
claims: [{moved: cap, since: old, to: "#14", by: [Anna, Wire, TASS], quote: words, translation: t, gist: g, credibility: 2, scope: most}]
""")["paper#c1"]
    assert (item.says, item.to, item.scope, item.stance, item.credibility) == (
        "moved",
        "#14",
        "most",
        "supports",
        "2",
    )
    assert (item.version, item.about.since, [ref.state for ref in item.references]) == ("new", "old", ["found"])
    assert (item.speaker, item.said_by, item.passed_on_by) == ("Ann", ("Anna", "Wire", "TASS"), ("Wire", "TASS"))
    assert (item.article, item.claim, item.outlet, item.outlet_kind) == ("paper", "c1", "Paper", "mirror")
    assert (item.title, item.url, item.day, item.language) == ("T", "https://a.example", date(2025, 11, 24), "uk")
    assert (item.quote, item.translation, item.gist) == ("words", "t", "g")


def test_a_claim_without_speakers_is_the_outlets_own_voice() -> None:
    item = found("claims: [{kept: cap}]")["paper#c1"]
    assert (item.speaker, item.said_by, item.passed_on_by, item.origin.kind) == ("Paper", ("Paper",), (), "outlet")


def test_who_passes_a_claim_on_is_folded_as_who_says_one() -> None:
    text = """
speakers: {Ann: {kind: official}, Paper: {kind: outlet, aliases: [The Paper]}}
articles: {wire: {outlet: Wire, claims: [{kept: cap, by: [Ann, The Paper]}]}}
claims: [{kept: cap}]
"""
    sources = sources_of(found(text).values())
    assert (sources.at_least, sources.at_most) == (1, 1)


def test_amounts_and_counts_are_given_by_the_claims_that_have_them() -> None:
    items = found("""
claims:
  - {count: 19, id: n}
  - {reworded: cap, id: r}
  - {of: cap, id: v, value: {army-size: {at-most: 800000}}}
""")
    assert (items["paper#n"].count, items["paper#n"].amounts) == (Count(any_of=(19,)), {})
    assert (items["paper#r"].count, items["paper#r"].amounts) == (None, {})
    assert (items["paper#v"].count, items["paper#v"].amounts) == (None, {"army-size": AT_MOST})


def test_a_claim_of_a_document_is_about_its_version() -> None:
    assert found("claims: [{kept: cap, in: package/agreement}]")["paper#c1"].version == "package"


# ---------------------------------------------------------------------------------------------------- standing


@pytest.mark.parametrize("check", get_args(Check))
def test_only_what_was_found_or_could_not_be_looked_for_stands(check: Check) -> None:
    item = found("claims: [{kept: cap, quote: words}]", {("paper", "c1"): Checked(check)})["paper#c1"]
    assert item.check == check
    assert item.stands == (check in ("exact", "moved", "recorded", "not-archived", "not-quoted"))
    assert bool(sources_of([item]).at_most) == item.stands


def test_the_states_of_a_claim_are_listed_once() -> None:
    assert get_args(Check) == CHECKS
    assert set(CHECKS) > STANDING


@pytest.mark.parametrize(
    ("claim", "check"),
    [
        pytest.param("{kept: cap, quote: words}", "not-archived", id="a quote that nobody looked for"),
        pytest.param("{kept: cap}", "not-quoted", id="no quote"),
        pytest.param("{kept: cap, quote: words, draft: true}", "draft", id="a draft, though it has a quote"),
        pytest.param("{kept: cap, draft: true}", "draft", id="a draft"),
    ],
)
def test_without_a_look_at_the_texts_a_claim_is_not_archived_not_quoted_or_a_draft(claim: str, check: str) -> None:
    assert found(f"claims: [{claim}]")["paper#c1"].check == check


def test_claims_come_in_order_of_publication_then_article_then_place_and_the_undated_last() -> None:
    items = found("""
articles:
  b: {published: 2025-11-25, claims: [{kept: x, id: z}, {kept: x, id: a}]}
  undated: {published: ~, claims: [{kept: x, id: q}]}
  a: {published: 2025-11-25, claims: [{kept: x, id: q}]}
  late: {published: 2025-12-01, claims: [{kept: x, id: q}]}
  revised: {published: 2025-11-01, revised: 2025-11-30, claims: [{kept: x, id: q}]}
  early: {published: 2025-11-24, claims: [{kept: x, id: q}]}
""")
    assert list(items) == ["early#q", "a#q", "b#z", "b#a", "revised#q", "late#q", "undated#q"]


@pytest.mark.parametrize(
    ("published", "revised", "day"),
    [
        pytest.param("2025-11-24", "2025-11-26", date(2025, 11, 26), id="a revision has its own day"),
        pytest.param("2025-11-24", None, date(2025, 11, 24), id="the day of publication"),
        pytest.param(None, None, None, id="none where none is known"),
    ],
)
def test_the_day_on_which_an_article_could_be_read(
    published: str | None, revised: str | None, day: date | None
) -> None:
    assert day_of(Article.model_validate({"outlet": "P", "published": published, "revised": revised})) == day


# ---------------------------------------------------------------------------------------------------- revisions

REVISED = """
articles:
  r1: {published: 2025-11-24, claims: [{kept: x, id: stays}, {kept: x, id: goes}, {kept: x, id: later}, {kept: x, id: d, draft: true}]}
  r2: {published: 2025-11-25, revises: r1, claims: [{kept: x, id: stays}, {kept: x, id: later}, {kept: x, id: only2}]}
  r3: {published: 2025-11-26, revises: r2, claims: [{kept: x, id: stays}]}
"""


def test_a_claim_whose_id_the_newest_revision_lacks_is_withdrawn() -> None:
    items = found(REVISED)
    assert {key: item.check for key, item in items.items()} == {
        "r1#stays": "not-quoted",
        "r1#goes": "withdrawn",
        "r1#later": "withdrawn",
        "r1#d": "draft",
        "r2#stays": "not-quoted",
        "r2#later": "withdrawn",
        "r2#only2": "withdrawn",
        "r3#stays": "not-quoted",
    }


def test_what_is_orphaned_stays_orphaned_where_a_later_revision_lacks_it() -> None:
    items = found(REVISED, {("r1", "goes"): Checked("orphan")})
    assert items["r1#goes"].check == "orphan"


def test_of_two_revisions_of_one_article_the_later_one_counts() -> None:
    items = found("""
articles:
  r1: {published: 2025-11-24, claims: [{kept: x, id: a}, {kept: x, id: b}]}
  r3: {published: 2025-11-24, revised: 2025-11-28, revises: r1, claims: [{kept: x, id: b}]}
  r2: {published: 2025-11-26, revises: r1, claims: [{kept: x, id: a}]}
""")
    assert [items[key].check for key in ("r1#a", "r1#b")] == ["withdrawn", "not-quoted"]


def test_of_two_revisions_of_one_article_the_later_one_counts_whatever_they_are_called() -> None:
    items = found("""
articles:
  r1: {published: 2025-11-24, claims: [{kept: x, id: a}, {kept: x, id: b}, {kept: x, id: c}]}
  r2: {published: 2025-11-28, revises: r1, claims: [{kept: x, id: b}]}
  r3: {published: 2025-11-26, revises: r1, claims: [{kept: x, id: a}]}
  r4: {published: ~, revises: r1, claims: [{kept: x, id: c}]}
""")
    assert [items[key].check for key in ("r1#a", "r1#b", "r1#c")] == ["withdrawn", "not-quoted", "withdrawn"]


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param("r1: {revises: r1, claims: [{kept: x, id: a}]}", id="itself"),
        pytest.param("r1: {revises: gone, claims: [{kept: x, id: a}]}", id="what is not there"),
        pytest.param(
            "r1: {revises: r2, claims: [{kept: x, id: a}]}\n  r2: {revises: r1, claims: [{kept: x, id: a}]}",
            id="each other",
        ),
    ],
)
def test_an_article_that_revises_nothing_takes_nothing_back(articles: str) -> None:
    assert {item.check for item in found(f"articles:\n  {articles}").values()} == {"not-quoted"}


# ---------------------------------------------------------------------------------------------------- corrected


def corrected(by: str, correction: str = "{corrected: ~, claim: a#one, id: fix, by: BY}", outlet: str = "Paper") -> str:
    return f"""
articles:
  a: {{outlet: Paper, published: 2025-11-24, claims: [{{removed: cap, since: old, id: one, by: [Ann, Paper]}}]}}
  b: {{outlet: {outlet}, published: 2025-11-25, claims: [{correction.replace("BY", by)}]}}
versions: {{old: {{points: [cap]}}, new: {{}}}}
"""


@pytest.mark.parametrize(
    ("by", "outlet", "check"),
    [
        pytest.param("[ANNA]", "Wire", "corrected", id="by its first speaker, under an alias"),
        pytest.param("[]", "paper", "corrected", id="by its own outlet in its own voice"),
        pytest.param("[Bob]", "Wire", "not-quoted", id="not by another speaker"),
        pytest.param("[Bob]", "Paper", "not-quoted", id="not by another speaker in the same outlet"),
        pytest.param("[]", "Wire", "not-quoted", id="not by another outlet"),
    ],
)
def test_a_claim_no_longer_stands_when_its_own_outlet_or_first_speaker_corrects_it(
    by: str, outlet: str, check: str
) -> None:
    items = found(corrected(by, outlet=outlet))
    assert items["a#one"].check == check
    assert items["b#fix"].check == "not-quoted"


@pytest.mark.parametrize(
    "correction",
    [
        pytest.param("{corrected: ~, claim: a#one, id: fix, by: Ann, draft: true}", id="a draft"),
        pytest.param("{corrected: ~, claim: a#one, id: fix, by: Ann, stance: disputes}", id="one that disputes that it is wrong"),
        pytest.param("{corrected: ~, claim: a#none, id: fix, by: Ann}", id="one of a claim that is not there"),
        pytest.param("{corrected: ~, id: fix, by: Ann}", id="one of no claim"),
        pytest.param("{confirmed: ~, claim: a#one, id: fix, by: Ann}", id="a confirmation"),
    ],
)  # fmt: skip
def test_what_takes_nothing_back(correction: str) -> None:
    assert found(corrected("Ann", correction))["a#one"].stands


def test_a_mirror_corrects_what_it_printed_in_its_own_voice() -> None:
    text = """
articles:
  a: {outlet: Mirror, claims: [{removed: cap, since: old, id: one}]}
  b: {outlet: Mirror, claims: [{corrected: ~, claim: a#one, id: fix}]}
"""
    assert found(text)["a#one"].check == "corrected"


def test_a_corrected_claim_says_nothing_and_its_correction_says_nothing_else() -> None:
    assert said(corrected("Ann")) == {}


def test_a_claim_that_another_corrects_is_disputed_by_it() -> None:
    meaning = said(corrected("Bob"))["b#fix"]
    assert (meaning.says, meaning.stance, meaning.version) == ("removed", "disputes", "new")


def test_a_correction_that_is_orphaned_corrects_nothing() -> None:
    text = corrected("Ann", "{corrected: ~, claim: a#one, id: fix, by: Ann, quote: q}")
    assert found(text, {("b", "fix"): Checked("orphan")})["a#one"].stands


# ---------------------------------------------------------------------------------------------------- claims on claims


def pointing(claim: str) -> Meaning | None:
    return said(f"""
versions: {{old: {{points: [cap]}}, new: {{}}}}
claims:
  - {{moved: cap, since: old, to: annex, id: up, by: Ann, scope: few}}
  - {{reworded: cap, since: old, id: down, by: Ann, stance: disputes}}
  - {{count: 19, id: number, by: Ann}}
  - {claim}
""").get("paper#it")


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        pytest.param("{confirmed: ~, claim: paper#up, id: it, by: Bob}", ("moved", "supports"), id="confirmed: what it says"),
        pytest.param("{confirmed: ~, claim: paper#down, id: it, by: Bob}", ("reworded", "disputes"), id="confirmed: a denial stays one"),
        pytest.param("{denied: ~, claim: paper#up, id: it, by: Bob}", ("moved", "disputes"), id="denied: the contrary"),
        pytest.param("{denied: ~, claim: paper#down, id: it, by: Bob}", ("reworded", "supports"), id="denied: the contrary of a denial"),
        pytest.param("{denied: ~, claim: paper#up, id: it, by: Bob, stance: disputes}", ("moved", "supports"),
                     id="that it is denied is denied"),
        pytest.param("{confirmed: ~, claim: paper#up, id: it, by: Bob, stance: disputes}", ("moved", "disputes"),
                     id="not confirmed but disputed"),
        pytest.param("{corrected: ~, claim: paper#up, id: it, by: Bob}", ("moved", "disputes"), id="corrected by another: the contrary"),
        pytest.param("{confirmed: ~, claim: paper#number, id: it, by: Bob}", ("count", "supports"), id="a count that is confirmed"),
        pytest.param("{reworded: cap, since: old, id: it, by: Bob}", ("reworded", "supports"), id="any other says what it says"),
        pytest.param("{denied: cap, id: it, by: Bob}", ("denied", "supports"), id="a denial of no claim says what it says"),
        pytest.param("{reworded: cap, since: old, claim: paper#up, id: it, by: Bob}", ("reworded", "supports"),
                     id="a claim named for no reason"),
    ],
)  # fmt: skip
def test_a_claim_that_names_a_claim_says_what_that_one_says_or_the_contrary(
    claim: str, expected: tuple[str, str]
) -> None:
    meaning = pointing(claim)
    assert meaning is not None
    assert (meaning.says, meaning.stance) == expected
    assert meaning.evidence.key == "paper#it"
    assert meaning.evidence.origin.name == "Bob"


def test_what_is_confirmed_keeps_its_version_its_points_and_its_words() -> None:
    meaning = pointing("{confirmed: ~, claim: paper#up, id: it, in: other, by: Bob}")
    assert meaning is not None
    assert (meaning.version, meaning.about.since, meaning.to, meaning.scope) == ("new", "old", "annex", "few")
    assert [reference.written for reference in meaning.references] == ["cap"]
    number = pointing("{confirmed: ~, claim: paper#number, id: it, by: Bob}")
    assert number is not None
    assert (number.value, number.amounts) == (Count(any_of=(19,)), {})


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("{confirmed: ~, claim: paper#none, id: it}", id="a claim that is not there"),
        pytest.param("{confirmed: ~, id: it}", id="no claim"),
        pytest.param("{confirmed: ~, claim: paper#it, id: it}", id="itself"),
        pytest.param("{confirmed: ~, claim: paper#up, id: it, draft: true}", id="nothing, for it is a draft"),
    ],
)
def test_what_confirms_nothing_says_nothing(claim: str) -> None:
    assert pointing(claim) is None


def test_claims_that_confirm_each_other_say_nothing_and_end() -> None:
    assert said("claims: [{confirmed: ~, claim: paper#c2}, {confirmed: ~, claim: paper#c1}]") == {}


@pytest.mark.parametrize(("links", "there"), [(10, True), (11, False)])
def test_a_row_of_ten_claims_is_followed_and_no_longer_one(links: int, there: bool) -> None:
    row = "".join(f"  - {{confirmed: ~, claim: paper#c{at + 2}}}\n" for at in range(links))
    meaning = said(f"claims:\n{row}  - {{kept: cap}}\n").get("paper#c1")
    assert (meaning is not None) == there


def test_a_claim_that_confirms_amounts_gives_them() -> None:
    both = said("""
claims:
  - {of: cap, id: v, value: {army-size: {at-most: 800000}}}
  - {confirmed: ~, claim: paper#v, id: it}
""")
    assert both["paper#v"].amounts == both["paper#it"].amounts == {"army-size": AT_MOST}
