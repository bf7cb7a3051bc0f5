"""What names stand for and what claims say, as check sees it: names that fit two things, texts against reports, readings."""

from __future__ import annotations

from pathlib import Path

import pytest
from sound_plan import ART, DRAFT_1, V1, V2, changed, found_in

from planstrack.problem import Problem

NOTHING: list[tuple[str, str]] = []
P = "plan.yaml"
MATTERS = (
    (P, "nato: {title: NATO}", "nato: {title: NATO, matters: {bar: A bar, bases: Bases}}"),
    (P, "army-cap: {title: Army cap}", "army-cap: {title: Army cap, matters: {bar: A bar to growth}}"),
)
GONE = 'about: {version: draft-2, since: draft-1, points: ["1"]}\n    says: removed'
"""The last claim of the sound plan: that the point on NATO was removed."""


def says(about: str, rest: str) -> tuple[str, str, str]:
    """The last claim of the sound plan, saying something else."""
    return (ART, GONE, f"about: {about}\n    {rest}")


TEXT_2 = """\
title: Second draft
date: 2025-11-24
known: 2025-11-24
based_on: [draft-1]
text: leaked
points_held: all
points:
  - {id: nato, number: "1", text: NATO does not enlarge., wording: verbatim, issues: [nato]}
  - id: army-cap
    number: "3"
    text: The army is capped.
    wording: verbatim
    issues: [army-cap]
    quantities: {army-size: {at-most: 800000}}
"""
ONE_CLAIM = """\
outlet: The Daily
published: 2025-11-25
claims:
  - id: only
    gist: What it says.
    about: {version: draft-2, since: draft-1, points: [POINT]}
    says: SAYS
    said_by: [The Daily]
"""


def against_texts(point: str, saying: str) -> dict[str, str]:
    """Two texts that are held, and one report on a point."""
    claim = ONE_CLAIM.replace("POINT", point).replace("SAYS", saying)
    return changed(**{V2: TEXT_2, ART: claim})


NAMES = [
    # a name that fits two things
    pytest.param(
        (
            (V1, "  - id: army-cap", '  - {number: "2b", text: Elections., wording: verbatim}\n  - id: army-cap'),
            (V1, "total: 2", "total: 3"),
            (ART, 'points: ["1"]', "points: [2b]"),
        ),
        [("ambiguous-reference", "2b")],
        id="point 2b and part b of point 2",
    ),
    pytest.param(
        (
            (V1, "  - id: army-cap", '  - {number: "2b", text: Elections., wording: verbatim}\n  - id: army-cap'),
            (V1, "total: 2", "total: 3"),
            (ART, 'points: ["1"]', "points: [2/b]"),
        ),
        NOTHING,
        id="2/b is the part, and no point",
    ),
    pytest.param(
        (
            (V1, 'number: "2"', 'number: "1"'),
            (ART, '["1"]', "[nato]"),
            (V2, "    wording", "    from: [draft-1#army-cap, draft-1#1]\n    wording"),
            (V2, "text: unpub", "gone: {draft-1#1: struck}\ntext: unpub"),
        ),
        [("number-used-twice", '"1"'), ("ambiguous-reference", "draft-1#1"), ("ambiguous-reference", "draft-1#1")],
        id="what a point comes from, and what is gone, is one point",
    ),
    pytest.param(
        ((V1, "id: nato", 'id: "2"'), (ART, 'points: ["1"]', 'points: ["2"]')),
        [("ambiguous-reference", '"2"')],
        id="an id that is the number of another point",
    ),
    pytest.param(
        (
            (V2, "- id: army-cap", '- id: army-cap\n    number: "1"'),
            says('{version: draft-2, since: draft-1, points: ["1"]}', "says: reworded"),
        ),
        [("ambiguous-reference", '"1"')],
        id="a number that is one matter here and another there, of what was reworded",
    ),
    pytest.param(
        ((V2, "- id: army-cap", '- id: army-cap\n    number: "1"'),),
        NOTHING,
        id="what was removed has its number in the earlier version",
    ),
    pytest.param(
        (
            (V2, "- id: army-cap", '- id: army-cap\n    number: "2"'),
            says('{version: draft-2, since: draft-1, points: ["2"]}', "says: reworded"),
        ),
        NOTHING,
        id="a number that is the same matter in both versions is one",
    ),
    pytest.param(
        (
            (V2, "- id: army-cap", '- number: "1"'),
            (V2, "    status: agreed\n", ""),
            (V2, "    quantities: {army-size: {at-most: 800000}}\n", ""),
            says('{version: draft-2, since: draft-1, points: ["1"]}', "says: kept"),
        ),
        NOTHING,
        id="a point that says not which matter it is is no other one",
    ),
    # matters
    pytest.param(
        (*MATTERS, says("{version: draft-2, points: [army-cap], matter: bar}", "says: discussed")),
        [("ambiguous-reference", "bar"), ("unused-name", "bases")],
        id="a matter that two issues list is told apart",
    ),
    pytest.param(
        (
            *MATTERS,
            says("{version: draft-2, points: [army-cap], matter: bar, issues: [nato, army-cap]}", "says: discussed"),
        ),
        [("ambiguous-reference", "bar"), ("unused-name", "bases")],
        id="and by one of the two, not by both",
    ),
    pytest.param(
        (*MATTERS, says("{version: draft-2, points: [army-cap], matter: bar, issues: [army-cap]}", "says: discussed")),
        [("unused-name", "bases")],
        id="a matter of the issue that the claim names, and one that nobody speaks of",
    ),
    pytest.param(
        (*MATTERS[:1], says("{version: draft-2, points: [army-cap], matter: bases}", "says: discussed")),
        [("matter-apart", "army-cap"), ("unused-name", "bar")],
        id="a matter of another issue than its point's",
    ),
    pytest.param(
        (says("{version: draft-2, points: [army-cap], matter: bar}", "says: discussed"),),
        [("unknown-matter", "bar")],
        id="a matter that no issue lists",
    ),
    pytest.param(
        ((V2, "    wording", "    readings: [{since: draft-1, says: kept, gist: Same., matter: bar}]\n    wording"),),
        [("unknown-matter", "bar")],
        id="a reading's matter is listed too",
    ),
    # what must be there
    pytest.param(
        ((V2, "text: unpub", "relations: {draft-l: answers}\ntext: unpub"),),
        [("unknown-version", "draft-l")],
        id="a version stands in a relation to one that is there",
    ),
    pytest.param(
        ((V2, "    wording", "    readings: [{since: draft-l, says: kept, gist: Same.}]\n    wording"),),
        [("unknown-version", "draft-l")],
        id="a reading compares with a version that is there",
    ),
    pytest.param(
        ((V2, "    wording", "    readings: [{since: draft-2, says: kept, gist: Same.}]\n    wording"),),
        [("lineage-forward", "draft-2")],
        id="a reading compares with another version",
    ),
    pytest.param(
        ((V2, "text: unpub", "gone: {draft-1#nota: struck}\ntext: unpub"),),
        [("unknown-point", "draft-1#nota")],
        id="what is gone was there",
    ),
    pytest.param(
        ((V2, "text: unpub", "gone: {nato: struck}\ntext: unpub"),),
        [("bad-reference", "nato")],
        id="what is gone is named with its version",
    ),
    pytest.param(
        ((V2, "    wording", "    from: [{point: draft-1#army-cup, basis: inferred}]\n    wording"),),
        [("unknown-point", "draft-1#army-cup")],
        id="what is inferred is there too",
    ),
    pytest.param(
        ((V2, "points:\n", "points:\n  - {id: plant, wording: reported, from: [], sources: [daily-1#count]}\n"),),
        NOTHING,
        id="an empty list says that a point is new",
    ),
    pytest.param(
        ((V2, "    wording", "    from: []\n    wording"),),
        [("disputed-status", "army-cap")],
        id="what an earlier text has is not new",
    ),
    pytest.param(
        ((V2, "    wording", "    positions: {ua: accepts, uk: {is: rejects, sources: [daily-2]}}\n    wording"),),
        [("unknown-party", "uk"), ("unknown-article", "daily-2")],
        id="a position is a party's, from an article",
    ),
    pytest.param(
        ((V1, "text: leaked", "signed: {on: 2025-11-20, by: [ua, uk]}\ntext: leaked"),),
        [("unknown-party", "uk")],
        id="a signature is a party's",
    ),
    pytest.param(
        (says("{claim: daily-1#cup}", "says: confirmed"),),
        [("unknown-claim", "daily-1#cup")],
        id="what is confirmed was said",
    ),
    pytest.param(
        (says("{claim: daily-1}", "says: confirmed"),), [("unknown-claim", "daily-1")], id="an article is no claim"
    ),
    pytest.param(
        (says("{claim: daily-2#cap}", "says: corrected"),),
        [("unknown-article", "daily-2#cap")],
        id="a claim is of an article",
    ),
    pytest.param(
        (says("{version: draft-2/annex, points: [army-cap]}", "says: discussed"),),
        [("unknown-document", "draft-2/annex")],
        id="a document that a claim names is in the package",
    ),
    pytest.param(
        (
            (V2, "text: unpub", "documents: [{id: annex}, {id: Annex}]\ntext: unpub"),
            says("{version: draft-2/annex, issues: [army-cap]}", "says: discussed"),
        ),
        [("id-used-twice", "Annex")],
        id="a document's id is used once",
    ),
    pytest.param(
        (
            (
                P,
                "main",
                "speakers:\n  officials: {kind: unnamed, may_be: [umerov, Yermak]}\n  Umerov: {kind: official}\nmain",
            ),
        ),
        [("unknown-speaker", "Yermak")],
        id="who an unnamed speaker may be is a speaker, case aside",
    ),
    pytest.param(
        ((P, "main", "outlets:\n  the daily: {reliability: B}\n  The Dayly: {kind: mirror}\nmain"),),
        [("unused-name", "The Dayly")],
        id="an outlet is one of the articles'",
    ),
    pytest.param(
        (
            (P, "main", "outlets: {The Daily: {reliability: B}, Wire: {kind: agency}}\nmain"),
            (ART, "[officials, The Daily]", "[officials, Wire, The Daily]"),
        ),
        NOTHING,
        id="an outlet that only relays is used",
    ),
    pytest.param(
        ((P, "main", "acknowledged: {draft-2/count: {by: us}}\nmain"),),
        [("unknown-dispute", "draft-2/count")],
        id="an acknowledged dispute is on file",
    ),
]

CLAIMS = [
    pytest.param(
        (says("{version: draft-2}", "says: confirmed"),),
        [("confirms-nothing", "confirmed")],
        id="a confirmation names a claim",
    ),
    pytest.param(
        (says("{claim: daily-1#cap}", "says: confirmed"),), NOTHING, id="a claim about a claim needs no version"
    ),
    pytest.param(
        (says("{claim: daily-1#nato-gone}", "says: confirmed"),),
        [("confirms-nothing", "daily-1#nato-gone")],
        id="a claim that confirms itself",
    ),
    pytest.param(
        (says("{version: draft-2, points: [army-cap]}", "says: denied"),),
        [("denies-nothing", "denied")],
        id="a denial of a point names what of it",
    ),
    pytest.param((says("{version: draft-2}", "says: denied"),), NOTHING, id="a denial of no point denies none"),
    pytest.param(
        (says("{version: draft-2, since: draft-1, points: [nato]}", "says: moved"),),
        [("moved-nowhere", "moved")],
        id="what is moved goes somewhere",
    ),
    pytest.param(
        (says("{version: draft-2, since: draft-1, points: [nato]}", "says: moved\n    to: another paper"),),
        NOTHING,
        id="to another paper",
    ),
    pytest.param(
        ((V2, "    wording", "    readings: [{since: draft-1, says: moved, gist: Elsewhere.}]\n    wording"),),
        [("moved-nowhere", "moved")],
        id="what a reading says was moved goes somewhere",
    ),
    pytest.param(
        (says("{version: draft-2, points: [army-cap]}", "says: discussed\n    scope: some\n    to: Paris"),),
        [("idle-key", "scope"), ("idle-key", "to")],
        id="keys that nothing reads",
    ),
    pytest.param(
        (says("{version: draft-2, since: draft-1}", "says: reworded\n    scope: some"),),
        NOTHING,
        id="the scope of a whole text",
    ),
    pytest.param(
        (says("{version: draft-2, claim: daily-1#cap}", "says: discussed"),),
        [("idle-key", "claim")],
        id="a claim that nothing is said of",
    ),
    pytest.param(
        ((P, "main", "speakers:\n  officials: {kind: official, may_be: []}\nmain"),),
        [("idle-key", "may_be")],
        id="who is not unnamed may be nobody else",
    ),
    pytest.param(((ART, "value: 19", "value: [19, 28]"),), [("unsupported-count", "19")], id="19 or 28 is not 19"),
    pytest.param(((ART, "value: 19", "value: {about: 19}"),), [("unsupported-count", "19")], id="about 19 is not 19"),
    pytest.param(
        ((ART, "value: 19", "value: [19, 0]"),),
        [("bad-count", "[19, 0]"), ("unsupported-count", "19")],
        id="0 is no count",
    ),
    pytest.param(
        ((ART, "value: {army-size: {at-most: 800000}}", "value: 800000"),),
        [("claim-value", "800000"), ("unsupported-quantity", "army-size")],
        id="a bare number is no amount of anything",
    ),
    pytest.param(
        (
            (V1, "    quantities: {army-size: {at-most: 600000}}\n", ""),
            (V2, "    quantities: {army-size: {at-most: 800000}}\n", ""),
            (ART, "points: [army-cap], issues: [army-cap]}", "issues: [army-cap]}"),
        ),
        [("claim-about-nothing", "{version: draft-2, issues: [army-cap]}")],
        id="an amount of no point says nothing where no one point has the quantity",
    ),
    pytest.param(
        ((ART, "points: [army-cap], issues: [army-cap]}", "issues: [army-cap]}"),),
        NOTHING,
        id="where one matter has it, it is that one's",
    ),
    pytest.param(
        (
            *MATTERS[:1],
            says("{version: draft-2, points: [nato], matter: bar}", "says: discussed"),
            (
                ART,
                "  - id: count",
                "  - {id: nato-gone, gist: So., says: discussed, about: {version: draft-2}, said_by: [A]}\n  - id: count",
            ),
        ),
        [("id-used-twice", "nato-gone"), ("unused-name", "bases")],
        id="two claims of one id, of which one is about a matter",
    ),
]

SUPPORT = [
    pytest.param(
        ((ART, "says: agreed", "says: reworded\n    note: since draft-1"),),
        [("unsupported-status", "agreed")],
        id="changed is not agreed",
    ),
    pytest.param(
        ((V2, "status: agreed", "status: proposed"), (ART, "says: agreed", "says: sought")),
        [("unsupported-status", "proposed")],
        id="what somebody wants is not what stands in the text",
    ),
    pytest.param(
        ((V2, "status: agreed", "status: agreed\n    sources: [daily-1#cap]"),),
        [("unsupported-status", "agreed")],
        id="a reported status is one that its own sources give, not another report",
    ),
    pytest.param(
        ((V2, "status: agreed", "status: agreed\n    sources: [daily-1]"),),
        NOTHING,
        id="an article as a whole is a source",
    ),
    pytest.param(
        ((V2, "status: agreed", "status: agreed\n    sources: [daily-1#cap-agreed]"),),
        [("unsupported-quantity", "army-size")],
        id="a reported amount is one that its own sources give",
    ),
    pytest.param(
        (
            (
                ART,
                "about: {version: draft-2, points: [army-cap]}\n    says: agreed",
                "about: {version: draft-2, issues: [army-cap]}\n    says: agreed",
            ),
        ),
        [("unsupported-status", "agreed")],
        id="what is said of an issue is not said of each of its points",
    ),
    pytest.param(
        (
            (
                ART,
                "about: {version: draft-2, points: [army-cap]}\n    says: agreed",
                "about: {version: draft-2}\n    scope: all\n    says: agreed",
            ),
        ),
        NOTHING,
        id="what is said of all points is said of each",
    ),
    pytest.param(
        (
            *MATTERS,
            (
                ART,
                "points: [army-cap]}\n    says: agreed",
                "points: [army-cap], matter: bar, issues: [army-cap]}\n    says: agreed",
            ),
        ),
        [("unsupported-status", "agreed"), ("unused-name", "bases")],
        id="what is said of a proposition is not said of its point",
    ),
    pytest.param(
        ((V2, "text: unpub", "sources: [daily-1#cap]\ntext: unpub"),),
        [("unsupported-count", "19")],
        id="a total is one that the version's own sources give",
    ),
    pytest.param(((V2, "text: unpub", "sources: [daily-1]\ntext: unpub"),), NOTHING, id="one of them is enough"),
    pytest.param(
        (
            (V1, "text: leaked", "text: leaked\nsigned: {on: 2025-11-20}"),
            (V1, 'number: "1"', 'number: "1"\n    status: agreed'),
        ),
        NOTHING,
        id="what is signed is agreed",
    ),
    pytest.param(
        (
            (V1, "text: leaked", "text: leaked\nsigned: {on: 2025-11-20}"),
            (V1, "id: reserve,", "id: reserve, status: open,"),
        ),
        [("signed-and-open", "open"), ("unsupported-status", "open")],
        id="a part of what is signed is not open",
    ),
]

WORDINGS = [
    pytest.param(
        ((V1, "enlarge.\n    wording: verbatim", "enlarge."),),
        [("wording-missing", "NATO does not enlarge.")],
        id="words of a point",
    ),
    pytest.param(
        ((V1, 'number: "2"\n    wording: verbatim', 'number: "2"'),),
        [("wording-missing", "The army has a cap.")],
        id="words of a part, said once",
    ),
    pytest.param(
        (
            (V1, 'number: "2"\n    wording: verbatim', 'number: "2"'),
            (V1, "cap.}", "cap., wording: verbatim}"),
            (V1, "none.}", "none., wording: paraphrase}"),
        ),
        NOTHING,
        id="each part may have its own",
    ),
    pytest.param(
        ((V2, "wording: reported", "text: The cap is raised."),),
        [("wording-missing", "The cap is raised.")],
        id="words of a text that nobody published, once",
    ),
    pytest.param(
        ((V1, "known: 2025-11-20\n", ""),),
        [("undated-version", "2025-11-20")],
        id="the day of a text is not the day it was known",
    ),
    pytest.param(
        ((V1, "known: 2025-11-20\n", "sources: [daily-1]\n"),),
        NOTHING,
        id="a version is known from its first dated source",
    ),
    pytest.param(
        ((V1, "known: 2025-11-20\n", ""), (V1, 'number: "1"', 'number: "1"\n    sources: [daily-1#nato-gone]')),
        NOTHING,
        id="or from a point's",
    ),
    pytest.param(
        ((ART, "published: 2025-11-25", "published: 2025-11-25\nrevised: 2025-11-24"),),
        [("revision-order", "2025-11-24")],
        id="nothing is revised before it is published",
    ),
    pytest.param(
        ((ART, "published: 2025-11-25", "published: 2025-11-23\nrevised: 2025-11-25"),),
        NOTHING,
        id="a revision counts from its own day",
    ),
    pytest.param(
        (
            (P, "[draft-1, draft-2]", "[draft-1]"),
            (V2, "based_on: [draft-1]", "relations: {draft-1: answers}"),
            (ART, "since: draft-1}\n    says: count", "}\n    says: count"),
        ),
        NOTHING,
        id="an answer is tied to what it answers",
    ),
]


@pytest.mark.parametrize(("edits", "expected"), [*NAMES, *CLAIMS, *SUPPORT, *WORDINGS])
def test_a_change_of_a_sound_plan_gives(
    edits: tuple[tuple[str, str, str], ...], expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    found = found_in(tmp_path, changed(*edits))
    assert sorted((problem.code, problem.place.text) for problem in found) == sorted(expected)


def test_who_names_two_things_is_told_both_and_how_to_say_each(tmp_path: Path) -> None:
    two_b = '  - {id: vote, number: "2b", text: Elections., wording: verbatim}\n  - id: army-cap'
    (problem,) = found_in(
        tmp_path,
        changed(
            (V1, "  - id: army-cap", two_b),
            (V1, "total: 2", "total: 3"),
            (V1, "id: reserve, ", ""),
            (ART, '["1"]', "[2b]"),
        ),
    )
    assert problem.severity == "error"
    assert problem.message == "'2b' fits two things: point 2b and part b of point 2"
    assert problem.hint == "write 'vote' for point 2b or '2/b' for part b of point 2"
    assert [(other.place.line, other.message) for other in problem.see_also] == [
        (13, "point 2b stands here"),
        (21, "part b of point 2 stands here"),
    ]


def test_a_number_of_two_matters_is_told_with_the_version_of_each(tmp_path: Path) -> None:
    (problem,) = found_in(
        tmp_path,
        changed(
            (V2, "- id: army-cap", '- id: army-cap\n    number: "1"'),
            says('{version: draft-2, since: draft-1, points: ["1"]}', "says: reworded"),
        ),
    )
    assert problem.message == "'1' fits two things: point 1 of draft-2 and point 1 of draft-1"
    assert problem.hint == "write 'army-cap' for point 1 of draft-2 or 'nato' for point 1 of draft-1"


# ------------------------------------------------------------------------------------------ texts against reports


@pytest.mark.parametrize(
    ("point", "saying", "expected"),
    [
        pytest.param("nato", "kept", [], id="what the texts show too is no contradiction"),
        pytest.param(
            "nato", "reworded", ["the texts are the same; The Daily: changed"], id="changed, and the texts are the same"
        ),
        pytest.param("nato", "removed", ["the text has it; The Daily: removed"], id="removed, and the text has it"),
        pytest.param("nato", "added", ["the text has it; The Daily: added"], id="added, and it was there"),
        pytest.param(
            "army-cap",
            "kept",
            ["the texts differ; The Daily: kept as it was"],
            id="kept, and the texts differ",
        ),
        pytest.param("nato", "open", [], id="open says nothing of the words"),
        pytest.param("nato", "moved", [], id="at another place it may say the same"),
        pytest.param("nato", "discussed", [], id="talk says nothing of the text"),
    ],
)
def test_a_report_that_the_texts_contradict_is_named(
    point: str, saying: str, expected: list[str], tmp_path: Path
) -> None:
    found = [
        problem for problem in found_in(tmp_path, against_texts(point, saying)) if problem.code == "report-against-text"
    ]
    sides = [problem.message.partition("): ")[2].split("; ") for problem in found]
    told = [f"{words[0]}; {words[-1]}" for words in sides]
    assert told == expected
    assert all(problem.place.text == saying and problem.severity == "warning" for problem in found)
    assert all(
        other.place.path.endswith(".yaml") and "versions" in other.place.path for p in found for other in p.see_also
    )


def both(tmp_path: Path, claims: str, **more: str) -> tuple[Problem, ...]:
    files = changed(**{V2: TEXT_2, ART: "outlet: The Daily\npublished: 2025-11-25\nclaims:\n" + claims, **more})
    return tuple(
        problem for problem in found_in(tmp_path, files) if problem.code.startswith(("disputed", "report-against"))
    )


AMOUNT = (
    "  - {{id: {0}, gist: A cap., about: {{version: draft-2, points: [army-cap]}}, says: value,\n"
    "     value: {{army-size: {{at-most: {1}}}}}, said_by: [{0}]}}\n"
)


def test_reports_that_contradict_the_text_and_one_another_are_named_and_told_as_a_dispute(tmp_path: Path) -> None:
    found = both(tmp_path, AMOUNT.format("one", 700000) + AMOUNT.format("two", 900000) + AMOUNT.format("three", 800000))
    assert [(problem.code, problem.place.text) for problem in found] == [
        ("report-against-text", "{army-size: {at-most: 700000}}"),
        ("report-against-text", "{army-size: {at-most: 900000}}"),
        ("disputed-quantity", "{at-most: 800000}"),
    ]
    assert found[2].message.endswith(
        "at most 800,000 personnel (the text) (three); at most 700,000 personnel (one); at most 900,000 personnel (two)"
    )


def test_one_report_against_the_text_is_no_dispute_of_reports(tmp_path: Path) -> None:
    assert [problem.code for problem in both(tmp_path, AMOUNT.format("one", 700000))] == ["report-against-text"]


def test_an_acknowledged_dispute_is_a_note_that_says_who_looked(tmp_path: Path) -> None:
    plan = changed()[P] + "acknowledged: {draft-2/army-cap/army-size: {by: Ada, on: 2025-12-02, why: A slip.}}\n"
    found = both(tmp_path, AMOUNT.format("one", 700000) + AMOUNT.format("two", 900000), **{P: plan})
    assert {(problem.severity, problem.hint) for problem in found} == {
        ("note", "looked at by Ada on 2025-12-02: A slip.")
    }
    assert len(found) == 3


def test_a_draft_and_a_claim_on_another_version_contradict_nobody(tmp_path: Path) -> None:
    draft = AMOUNT.format("one", 700000).replace("id: one,", "id: one, draft: true,")
    elsewhere = AMOUNT.format("two", 600000).replace("draft-2", "draft-1")
    assert both(tmp_path, draft + elsewhere) == ()


def test_a_translation_is_a_text_too_and_a_summary_is_none(tmp_path: Path) -> None:
    claim = AMOUNT.format("one", 700000)
    for wording, code in (("translation", "report-against-text"), ("paraphrase", "disputed-quantity")):
        text = TEXT_2.replace("wording: verbatim\n", f"wording: {wording}\n")
        found = both(tmp_path / wording, claim, **{V2: text})
        assert [problem.code for problem in found] == [code]


def test_a_part_of_which_a_report_says_otherwise_is_named(tmp_path: Path) -> None:
    part = "\n    parts: [{id: reserve, label: b, text: The reserve has none.}]\n    quantities"
    claim = (
        "  - {id: a, gist: So., about: {version: draft-2, since: draft-1, points: [2b]}, says: removed, said_by: [A]}\n"
    )
    (problem,) = both(tmp_path, claim, **{V2: TEXT_2.replace("\n    quantities", part)})
    assert (problem.code, problem.place.text) == ("report-against-text", "removed")
    assert problem.message.endswith("whether it is in “Second draft”): the text has it; A: removed")


def test_a_dispute_on_a_pair_is_told_once(tmp_path: Path) -> None:
    claim = "  - {{id: {0}, gist: So., about: {{version: draft-2, since: draft-1, points: [army-cap]}}, says: {1}, said_by: [{0}]}}\n"
    article = (
        "outlet: The Post\npublished: 2025-11-26\nclaims:\n" + claim.format("a", "kept") + claim.format("b", "reworded")
    )
    files = changed((V2, "    quantities: {army-size: {at-most: 800000}}\n", ""), **{"articles/post-1.yaml": article})
    files[V1] = files[V1].replace("    quantities: {army-size: {at-most: 600000}}\n", "")
    (problem,) = (problem for problem in found_in(tmp_path, files) if problem.code.startswith("disputed"))
    assert problem.code == "disputed-status"
    assert problem.message == "reports disagree (army cap: whether it changed): changed (b); kept as it was (a)"


# ------------------------------------------------------------------------------------------ readings to write


def notes(
    tmp_path: Path, second: str, first: str = DRAFT_1, line: str = "[draft-1, draft-2]", **more: str
) -> list[str]:
    plan = changed()[P].replace("[draft-1, draft-2]", line)
    files = changed(
        **{P: plan, V1: first, V2: second, ART: ONE_CLAIM.replace("POINT", "nato").replace("SAYS", "discussed"), **more}
    )
    return [problem.message for problem in found_in(tmp_path, files) if problem.code == "reading-to-write"]


SUMMARY_2 = TEXT_2.replace("verbatim", "paraphrase").replace("800000", "600000")
READ = "    readings: [{since: draft-1, says: reworded, gist: Shorter.}]\n    quantities"


def test_two_wordings_that_settle_nothing_are_one_note_for_the_pair(tmp_path: Path) -> None:
    assert notes(tmp_path, SUMMARY_2) == [
        "the wordings held of 'draft-1' and 'draft-2' do not tell whether 2 points changed: 1, 3"
    ]


@pytest.mark.parametrize(
    ("second", "first", "expected"),
    [
        pytest.param(TEXT_2, DRAFT_1, None, id="two texts tell it themselves"),
        pytest.param(SUMMARY_2.replace("    quantities", READ), DRAFT_1, "1 point changed: 1", id="a reading tells it"),
        pytest.param(
            SUMMARY_2.replace("600000", "800000"), DRAFT_1, "1 point changed: 1", id="amounts that differ tell it"
        ),
        pytest.param(
            SUMMARY_2.replace("id: nato", "id: nato, status: dropped"),
            DRAFT_1,
            "1 point changed: 3",
            id="what was dropped is gone",
        ),
        pytest.param(
            TEXT_2.replace("text: leaked", "text: leaked\nlanguage: en"),
            DRAFT_1.replace("text: leaked", "text: leaked\nlanguage: uk"),
            "1 point changed: 1",
            id="two languages, but for amounts",
        ),
        pytest.param(
            SUMMARY_2.replace("date: 2025", "relations: {draft-1: answers}\ndate: 2025").replace(
                "based_on: [draft-1]", "based_on: []"
            ),
            DRAFT_1,
            "2 points changed: 1, 3",
            id="neighbours on the main line",
        ),
    ],
)
def test_a_reading_is_to_be_written_where_nothing_else_tells(
    second: str, first: str, expected: str | None, tmp_path: Path
) -> None:
    assert notes(tmp_path, second, first) == (
        [f"the wordings held of 'draft-1' and 'draft-2' do not tell whether {expected}"] if expected else []
    )


def test_versions_that_do_not_follow_each_other_need_no_reading(tmp_path: Path) -> None:
    rival = SUMMARY_2.replace("based_on: [draft-1]", "relations: {draft-1: answers}")
    assert notes(tmp_path, rival, line="[draft-1]") == []


def test_a_chain_through_another_version_tells_it_too(tmp_path: Path) -> None:
    copy = DRAFT_1.replace("First draft", "The same text, printed elsewhere")
    reading = "issues: [nato], readings: [{since: draft-3, says: reworded, gist: Shorter.}]}"
    second = SUMMARY_2.replace("[draft-1]", "[draft-1, draft-3]").replace("issues: [nato]}", reading)
    assert notes(tmp_path, second, **{"versions/draft-3.yaml": copy}) == [
        "the wordings held of 'draft-1' and 'draft-2' do not tell whether 1 point changed: 3",
        "the wordings held of 'draft-3' and 'draft-2' do not tell whether 1 point changed: 3",
    ]


def test_check_imports_no_page() -> None:
    import subprocess
    import sys

    code = "import sys, planstrack.check; print([m for m in sys.modules if m.startswith(('planstrack.briefing', 'planstrack.render'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
