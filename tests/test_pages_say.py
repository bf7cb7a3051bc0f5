"""Sentences of pages that said more than their grounds: each kind on a small plan, and what is said now."""

from __future__ import annotations

import re
from functools import cache

import pytest
from small_plans import change, compared, facts, plan

from planstrack.briefing import wording
from planstrack.briefing.brief_page import BriefPage, brief_page
from planstrack.briefing.diff_page import diff_page
from planstrack.briefing.evidence_page import evidence_page
from planstrack.briefing.parts import Sources
from planstrack.briefing.step import Step, Told, step
from planstrack.briefing.version_page import version_page
from planstrack.briefing.why_page import WhyPage, why_page
from planstrack.compare.changes import compare
from planstrack.compare.sums import totals
from planstrack.render import markdown, terminal


def stepped(text: str, issue: str = "nato", version: str = "new") -> Step:
    known = facts(text)
    return step(Told(known), version, issue, Sources(known.plan))


def why(text: str, name: str) -> WhyPage:
    known = facts(text)
    found = compare(known, "old", "new")
    [one] = [item for item in found.changes if item.id.rpartition("/")[2] == name]
    return why_page(one, found, known)


def brief(text: str) -> BriefPage:
    known = facts(text)
    return brief_page(known, cache(lambda old, new: compare(known, old, new)))


# ---------------------------------------------------------------------------------------------------- issues

CLAUSE = "claims: [{removed: nato, matter: clause, since: old, by: Ann}]"


def test_a_version_that_is_held_whole_and_has_no_point_of_the_matter_says_so_beside_a_proposition() -> None:
    words = stepped(f"""
versions:
  old: {{points: [{{id: nato, paraphrase: x, issues: [nato]}}]}}
  new: {{based_on: [old], text: read-out, points_held: all, points: [{{id: cap, paraphrase: x, issues: [army-cap]}}]}}
{CLAUSE}
""").words
    assert "“The clause in the constitution” is reported removed" in words
    assert "which is held whole, as summarised here" in words
    assert "not known" not in words


def test_what_else_a_version_says_is_not_known_where_it_is_not_held_whole() -> None:
    words = stepped(f"""
versions:
  old: {{points: [{{id: nato, paraphrase: x, issues: [nato]}}]}}
  new: {{based_on: [old], points_held: some, points: [{{id: cap, paraphrase: x, issues: [army-cap]}}]}}
{CLAUSE}
""").words
    assert words.endswith("what else “new” says of the matter is not known")


SEEN = """
issues: {nato: {title: NATO, matters: {asked: Whether Ann asked for it, bid: The bid}}}
versions: {new: {points: [{id: nato, paraphrase: x, issues: [nato]}]}}
claims:
  - {discussed: nato, matter: MATTER, by: Ann}
  - {denied: nato, matter: MATTER, by: Bob}
"""


def test_a_proposition_that_is_a_question_is_answered_with_yes_and_no() -> None:
    words = stepped(SEEN.replace("MATTER", "asked")).words
    assert words.startswith("whether Ann asked for it is disputed: yes, according to Ann; no, according to Bob")
    other = stepped(SEEN.replace("MATTER", "bid")).words
    assert other.startswith(
        "whether “The bid” was talked of is disputed: discussed, according to Ann; denied, according to Bob"
    )


# ---------------------------------------------------------------------------------------------------- versions


@pytest.mark.parametrize(
    ("points", "claims", "words"),
    [
        pytest.param("", "", "no text held; reports only", id="nothing is held, and no number is known"),
        pytest.param("", "{count: 20}", "no text held; reported to have 20 points", id="the number is only reported"),
        pytest.param(
            "cap",
            "{count: 24}",
            "1 point held, as summarised here, of 24 that it is reported to have",
            id="one is held",
        ),
    ],
)
def test_a_number_of_points_that_is_only_reported_is_told_as_reported(points: str, claims: str, words: str) -> None:
    known = facts(f"versions: {{new: {{points_held: some, points: [{points}]}}}}\nclaims: [{claims}]")
    assert wording.held(known.plan.versions["new"], totals(known, "new")) == words


# ---------------------------------------------------------------------------------------------------- why

HELD = """
versions:
  old: {points: [cap]}
  new: {based_on: [old], points: [NEW]}
claims: [{removed: cap, since: old, by: Ann}, {of: cap, in: old, value: {army-size: 600}, by: Bob}]
"""


def test_a_point_that_one_version_alone_has_on_file_is_not_said_to_stand_nowhere_else() -> None:
    assert why(HELD.replace("NEW", ""), "cap").link == "a point of it is on file for “old” alone"


def test_who_takes_a_point_for_granted_is_left_out_where_the_text_is_held() -> None:
    keys = [ground.key for fact in why(HELD.replace("NEW", ""), "cap").answers[0].facts for ground in fact.grounds]
    assert keys == ["old#cap", "paper#c2"]


def test_who_takes_a_point_for_granted_is_marked_where_the_text_is_not_held() -> None:
    page = why(HELD.replace("[cap]", "['{id: cap, reported: ~}']").replace("'", "").replace("NEW", ""), "cap")
    told = {ground.key: ground.presupposes for fact in page.answers[0].facts for ground in fact.grounds}
    assert told == {"paper#c1": True, "paper#c2": False}
    assert "presupposes it: " in terminal.why(page)


# ---------------------------------------------------------------------------------------------------- evidence

QUIET = """
issues: {nato: {title: NATO, matters: {clause: The clause}}}
versions:
  old: {points_held: all, points: [{id: nato, paraphrase: x, issues: [nato]}]}
  new: {based_on: [old]}
claims: [CLAIMS]
"""


def test_a_dispute_on_a_proposition_is_not_dropped_from_the_evidence() -> None:
    text = QUIET.replace(
        "CLAIMS", "{discussed: nato, matter: clause, by: Ann}, {denied: nato, matter: clause, by: Bob}"
    )
    [backing] = evidence_page([compared(text)], plan(text)).backings
    assert backing.entry.disputes
    assert not backing.quiet
    [silent] = evidence_page([compared(QUIET.replace("CLAIMS", ""))], plan(QUIET.replace("CLAIMS", ""))).backings
    assert silent.quiet


MANY = """
versions:
  old: {points: [{id: cap, verbatim: At most 600., sources: [a]}, {id: nato, verbatim: Not joining., sources: [b]}]}
  new: {based_on: [old], points: [{id: cap, verbatim: At most 800., sources: [c]}]}
articles:
  a: {}
  b: {}
  c: {}
  f: {claims: [{discussed: nato, by: Bob}]}
"""


def test_only_what_is_printed_is_numbered() -> None:
    page = terminal.evidence(evidence_page([compared(MANY)], plan(MANY)))
    assert "[1]" in page
    listed = [int(number) for number in re.findall(r"^\[(\d+)\]", page, re.MULTILINE)]
    assert listed == list(range(1, len(listed) + 1))
    assert {int(number) for number in re.findall(r"\[(\d+)\]", page)} == set(listed)


# ---------------------------------------------------------------------------------------------------- footnotes

ASIDE = """
issues: {nato: {title: NATO, matters: {clause: The clause}}}
versions:
  old: {points_held: all, points: [{id: nato, number: '7', paraphrase: x, issues: [nato]}]}
  new: {based_on: [old]}
articles:
  one: {claims: [{open: nato, by: Ann}]}
  two: {claims: [{bracketed: nato, matter: clause, by: Bob}]}
"""


def test_a_status_is_cited_from_who_gives_it_and_not_from_who_speaks_of_a_proposition() -> None:
    page = diff_page(compared(ASIDE), plan(ASIDE))
    [entry] = [item for section in page.sections for group in section.groups for item in group.entries]
    articles = {source.number: source.article for source in page.sources}
    told = {words: [articles[number] for number in cited] for words, cited in entry.told}
    assert told["status: still open, reported"] == ["one"]
    assert sorted(articles[number] for number in entry.carried) == ["one", "two"]


LATER = """
main_line: [old, new]
versions:
  old: {date: 2025-11-20, points: [cap]}
  new: {date: 2025-11-23, based_on: [old], sources: [a]}
  side: {sources: [b]}
articles:
  a: {published: 2025-11-24}
  b: {published: 2025-11-30, claims: [{count: 19, in: side}, {count: 20, in: side, by: Ann}]}
"""


def test_later_versions_that_are_not_followed_have_a_line_of_their_own_with_their_sources() -> None:
    page = brief(LATER)
    latest, later = page.standing[:2]
    articles = {source.number: source.article for source in page.sources}
    assert (
        later.text
        == "Later, but not on the line followed here: “side” (30 November 2025); 1 further dispute is on them."
    )
    assert [articles[number] for number in later.sources] == ["b"]
    assert [articles[number] for number in latest.sources] == ["a"]


def test_a_point_elsewhere_that_says_not_which_matter_it_is_does_not_undo_the_silence_of_a_whole_text() -> None:
    words = stepped(f"""
versions:
  old: {{points: [{{id: nato, paraphrase: x, issues: [nato]}}]}}
  other: {{points: [{{number: '9', paraphrase: x, issues: [nato]}}]}}
  new: {{based_on: [old], text: read-out, points_held: all, points: [{{id: cap, paraphrase: x, issues: [army-cap], parts_held: some}}]}}
{CLAUSE}
""").words
    assert words.endswith(
        "none of the points of the text as read out, which is held whole, is on the matter, as summarised here"
    )


# ---------------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("by", "words"),
    [
        pytest.param("Ukrainian officials", "one unnamed group of sources", id="officials are several, counted once"),
        pytest.param("a source", "one unnamed source", id="a source is one"),
        pytest.param("Ann", "one source", id="a name is one"),
    ],
)
def test_who_is_several_is_not_told_as_one_source(by: str, words: str) -> None:
    found = change(f"versions: {{old: {{points: [cap]}}, new: {{}}}}\nclaims: [{{removed: cap, since: old, by: {by}}}]")
    assert wording.sources(found.sources, found.evidence) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("source briefed (to ABC)", "a source briefed (to ABC)"),
        ("informed source", "an informed source"),
        ("US official (to CBS)", "a US official (to CBS)"),
        ("sources (to AFP)", "sources (to AFP)"),
        ("eight people who know of it", "eight people who know of it"),
        ("a source", "a source"),
        ("Zelensky", "Zelensky"),
    ],
)
def test_a_common_noun_has_its_article(name: str, words: str) -> None:
    assert wording.voice(name) == words


CAP = "{id: cap, number: '4', title: Army, paraphrase: x, issues: [army-cap], quantities: {army-size: {bound: BOUND}}}"


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        pytest.param("none", "army size has no limit in point 4 (Army), as summarised here", id="no limit"),
        pytest.param(
            "unstated", "no number is named for army size in point 4 (Army), as summarised here", id="no number named"
        ),
    ],
)
def test_what_has_no_number_is_told_in_a_sentence(bound: str, words: str) -> None:
    text = f"versions: {{new: {{points: [{CAP.replace('BOUND', bound)}]}}}}"
    assert words in stepped(text, "army-cap").words


def test_a_party_proposes_its_own_option_and_equal_shares_are_told_once() -> None:
    known = facts("""
quantities: {one: {title: first share, unit: percent}, two: {title: second share, unit: percent}}
parties: {us: United States, eu: European states}
versions:
  new:
    points:
      - id: plant
        paraphrase: x
        positions: {us: {is: proposes, sources: [a]}, eu: {is: proposes, sources: [a]}}
        options:
          - {by: us, text: Both run it., quantities: {one: {value: 50}, two: {value: 50}}}
articles: {a: {}}
""")
    [point] = version_page(known.plan.versions["new"], known).points
    assert [note.words for note in point.given if note.kind == "position"] == [
        "The United States is reported to propose its option",
        "European states are reported to propose it",
    ]
    assert [item.text for item in point.renderings] == ["Both run it; 50 percent each"]


def test_a_text_whose_title_says_so_is_not_doubled() -> None:
    text = "versions: {old: {points: [cap]}, new: {title: Text after Bonn}}"
    assert change(text, "cap").reason == "“Text after Bonn” is not on file, and no report says what became of it"


def test_what_is_declared_gone_is_cited_only_from_who_says_so() -> None:
    text = """
versions:
  old: {points_held: all, points: [cap, nato]}
  new: {based_on: [old], gone: {old#cap: struck}, sources: [a, b]}
articles:
  a: {}
  b: {claims: [CLAIM]}
"""
    said = change(text.replace("CLAIM", "{removed: cap, since: old, by: Ann}"), "cap")
    assert [ground.articles for ground in said.grounds if ground.kind == "gone"] == [("b",)]
    silent = change(text.replace("CLAIM", "{removed: nato, since: old, by: Ann}"), "cap")
    assert [ground.articles for ground in silent.grounds if ground.kind == "gone"] == [()]


def test_a_reported_point_without_a_title_is_called_what_the_text_before_it_calls_it() -> None:
    words = stepped("""
versions:
  old: {points: [{id: nato, title: No membership, paraphrase: x, issues: [nato]}]}
  new: {based_on: [old], points: [{id: nato, reported: ~, issues: [nato], status: open, sources: [paper]}]}
  late: {based_on: [new], points: [{id: nato, title: The open door, paraphrase: x, issues: [nato]}]}
articles: {paper: {}}
""").words
    assert words.startswith("“No membership” is reported as open")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        pytest.param(
            "gist: The cap is out.",
            "The cap is out (“no such thing”) — Ann",
            id="our words first, the quote in brackets",
        ),
        pytest.param("translation: x", "“no such thing” (x) — Ann", id="a quote alone"),
    ],
)
def test_a_quote_stands_behind_our_words_for_what_it_says(more: str, words: str) -> None:
    text = f"""
versions: {{old: {{points: [cap]}}, new: {{based_on: [old]}}}}
claims: [{{removed: cap, since: old, by: Ann, quote: no such thing, {more}}}]
"""
    page = diff_page(compared(text), plan(text))
    assert words in terminal.diff(page, width=200)
    assert words in markdown.diff(page)


def test_what_a_revision_keeps_of_its_article_is_printed_once_with_both_days() -> None:
    text = """
versions: {old: {points: [cap]}, new: {based_on: [old]}}
articles:
  r1: {published: 2025-12-01, claims: [{removed: cap, since: old, by: Ann, gist: It is out.}]}
  r2: {published: 2025-12-01, revised: 2025-12-03, revises: r1, claims: [{removed: cap, since: old, by: Ann, gist: It is out.}]}
"""
    page = terminal.diff(diff_page(compared(text), plan(text)), width=200)
    assert page.count("It is out") == 1
    assert "so too on 2025-12-01" in page
    other = text.replace("gist: It is out.}]}\n  r2", "gist: It went.}]}\n  r2")
    page = terminal.diff(diff_page(compared(other), plan(other)), width=200)
    assert (page.count("It is out"), page.count("It went")) == (1, 1)
