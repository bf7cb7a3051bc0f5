"""What each thing on file says: the table of facts, a row at a time, with the basis and the grounds of each answer."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from small_plans import change, compared, facts

from planstrack.claims.references import Spot
from planstrack.compare.answers import answers_of
from planstrack.compare.facts import Facts
from planstrack.compare.records import Fact
from planstrack.compare.words import amount_text
from planstrack.model import Amount, Count

Answers = dict[bool, tuple[str, list[str]]]


def told(given: Sequence[Fact]) -> Answers:
    return {
        value: (answer.basis, sorted(ground.key for ground in answer.grounds))
        for value, answer in answers_of(given).items()
    }


def presence(text: str, version: str = "new", matter: str = "cap") -> Answers:
    return told(facts(text).presence(matter, version))


def same(text: str, old: str = "old", new: str = "new", matter: str = "cap") -> Answers:
    return told(facts(text).same(matter, old, new))


def listed(given: Sequence[Fact]) -> list[tuple[str, str, list[str]]]:
    found = []
    for fact in given:
        answer = amount_text(fact.answer) if isinstance(fact.answer, Amount) else str(fact.answer)
        if isinstance(fact.answer, Count):
            answer = ("about " if fact.answer.about else "") + " or ".join(map(str, fact.answer.any_of))
        name = f"{fact.name}: " if fact.name else ""
        found.append(
            (name + ("not " if fact.against else "") + answer, fact.basis, sorted(g.key for g in fact.grounds))
        )
    return sorted(found)


# ---------------------------------------------------------------------------------------------------- held points


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        pytest.param("{id: cap, verbatim: x}", {True: ("text", ["new#cap"])}, id="verbatim: there, by the text"),
        pytest.param("{id: cap, translation: x}", {True: ("translation", ["new#cap"])}, id="translation: there, in translation"),
        pytest.param("{id: cap, paraphrase: x}", {True: ("summary", ["new#cap"])}, id="paraphrase: there, as summarised here"),
        pytest.param("{id: cap, reported: ~}", {}, id="reported: nothing, that somebody spoke of it does not put it into the text"),
        pytest.param("{id: cap, verbatim: ~, title: T}", {True: ("text", ["new#cap"])},
                     id="a point of which only the title is held is there"),
        pytest.param("{id: cap, verbatim: x, status: dropped}", {False: ("text", ["new#cap"])}, id="dropped: not there, as its wording"),
        pytest.param("{id: cap, paraphrase: x, status: dropped}", {False: ("summary", ["new#cap"])}, id="dropped, in a summary"),
        pytest.param("{id: cap, paraphrase: x, status: open}", {True: ("summary", ["new#cap"])}, id="open: there"),
    ],
)  # fmt: skip
def test_a_held_point_is_there_on_the_basis_of_its_wording(point: str, expected: Answers) -> None:
    assert presence(f"versions: {{new: {{points: [{point}]}}}}") == expected


def test_a_held_point_gives_its_status_its_amounts_and_its_positions() -> None:
    given = facts("""
versions:
  new:
    points:
      - {id: cap, verbatim: x, status: bracketed, quantities: {army-size: {at-most: 800}, term: unstated}, positions: {us: proposes}}
      - {id: gone, verbatim: x, status: dropped, quantities: {army-size: 1}, positions: {us: proposes}}
""")
    assert listed(given.statuses("cap", "new")) == [("bracketed", "text", ["new#cap"])]
    assert listed(given.values("cap", "new")) == [
        ("army-size: at most 800", "text", ["new#cap"]),
        ("term: no number named", "text", ["new#cap"]),
    ]
    assert listed(given.positions("cap", "new")) == [("us: proposes", "text", ["new#cap"])]
    assert listed(given.statuses("gone", "new")) == [("dropped", "text", ["new#gone"])]
    assert listed(given.values("gone", "new")) == []
    assert listed(given.positions("gone", "new")) == []


@pytest.mark.parametrize(
    ("point", "matter", "expected"),
    [
        pytest.param("{id: cap, paraphrase: x, parts: [{id: own, verbatim: x}]}", "cap", {True: ("text", ["new#cap", "new#cap/own"])},
                     id="a point is there on the basis of a part of which the text is held"),
        pytest.param("{id: cap, verbatim: x, parts: [{id: own, text: y, status: dropped}]}", "own", {False: ("text", ["new#cap/own"])},
                     id="a part that was dropped is not there"),
        pytest.param("{id: cap, verbatim: x, parts: [{id: own, text: y, status: dropped}]}", "cap", {True: ("text", ["new#cap"])},
                     id="its point is"),
        pytest.param("{id: cap, verbatim: x, status: dropped, parts: [{id: own, text: y}]}", "own", {False: ("text", ["new#cap/own"])},
                     id="a part of a point that was dropped is not there"),
        pytest.param("{id: cap, verbatim: x, status: dropped, parts: [{id: own, text: y}]}", "cap", {False: ("text", ["new#cap"])},
                     id="and puts its point nowhere"),
    ],
)  # fmt: skip
def test_a_part_and_its_point_are_there_or_were_dropped(point: str, matter: str, expected: Answers) -> None:
    assert presence(f"versions: {{new: {{points: [{point}]}}}}", matter=matter) == expected


def test_a_point_without_a_status_has_none() -> None:
    assert listed(facts("versions: {new: {points: [cap]}}").statuses("cap", "new")) == []


def test_what_is_signed_is_agreed_but_for_what_is_dropped() -> None:
    given = facts("""
versions:
  new: {signed: {on: 2015-02-12, by: [ua, ru]}, points: [{id: cap, verbatim: x, status: open}, {id: out, verbatim: x, status: dropped}]}
""")
    assert listed(given.statuses("cap", "new")) == [("agreed", "text", ["new/signed"])]
    assert listed(given.statuses("out", "new")) == [("dropped", "text", ["new#out"])]
    [signed] = given.statuses("cap", "new")[0].grounds
    assert (signed.kind, signed.file, signed.route) == ("signed", ("version", "new"), ("signed",))


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        pytest.param("[paper#c1]", ("ua: rejects", "reported", ["paper#c1"]), id="by the claims it cites"),
        pytest.param("[paper]", ("ua: rejects", "reported", ["paper"]), id="by the article it cites"),
        pytest.param("[]", ("ua: rejects", "text", ["new#cap"]), id="by the point, where it cites nothing"),
    ],
)
def test_a_position_rests_on_what_it_cites(sources: str, expected: tuple[str, str, list[str]]) -> None:
    given = facts(f"""
versions: {{new: {{points: [{{id: cap, verbatim: x, positions: {{ua: {{is: rejects, sources: {sources}}}}}}}]}}}}
claims: [{{discussed: cap, by: Ann}}]
""")
    assert listed(given.positions("cap", "new")) == [expected]
    [ground] = given.positions("cap", "new")[0].grounds
    where = ("claims", 0) if ground.kind == "claim" else ("points", 0, "positions", "ua")
    assert ground.route == where


def test_a_held_point_is_grounded_in_its_place_and_names_the_articles_it_was_taken_from() -> None:
    given = facts("""
versions:
  new: {points: [nato, {number: "6", paraphrase: x, sources: [paper#c1, paper, wire], parts: [{label: a, text: x}]}]}
articles: {paper: {}, wire: {}}
""")
    [ground] = [g for fact in given.presence("new#6", "new") for g in fact.grounds if g.key == "new#6"]
    assert (ground.kind, ground.file, ground.route, ground.articles) == (
        "point",
        ("version", "new"),
        ("points", 1),
        ("paper", "wire"),
    )
    [part] = [g for fact in given.presence("new#6/a", "new") for g in fact.grounds]
    assert (part.key, part.route, part.articles) == ("new#6/a", ("points", 1, "parts", 0), ("paper", "wire"))


# ---------------------------------------------------------------------------------------------------- silence

WHOLE = "versions: {{new: {{points_held: all, points: [{points}]}}, other: {{points: [{{id: cap, paraphrase: x, issues: [army-cap]}}]}}}}"


@pytest.mark.parametrize(
    ("points", "basis"),
    [
        pytest.param("{id: nato, verbatim: x}", "text", id="a text held whole"),
        pytest.param("{id: nato, translation: x}", "translation", id="a translation held whole"),
        pytest.param("{id: nato, paraphrase: x}", "summary", id="summaries of all its points"),
        pytest.param("{id: nato, verbatim: x}, {id: money, paraphrase: x}", "summary", id="the weakest wording counts"),
        pytest.param("{id: nato, verbatim: x}, {id: money, reported: ~}", "text", id="reported points aside"),
        pytest.param("{id: nato, verbatim: x, from: [other#nato]}", "text", id="a from declares a lineage as an id does"),
        pytest.param("{verbatim: x, from: []}", "text", id="so does a from that says it is new"),
        pytest.param("", "summary", id="a version without points"),
    ],
)  # fmt: skip
def test_a_version_that_is_wholly_held_lacks_what_it_has_no_point_of(points: str, basis: str) -> None:
    assert presence(WHOLE.format(points=points)) == {False: (basis, ["new/points_held"])}


@pytest.mark.parametrize(
    "points",
    [
        pytest.param("{id: nato, verbatim: x}, {number: '7', verbatim: x}", id="a point without a declared lineage"),
        pytest.param("{id: nato, verbatim: x}, {id: cap, reported: ~}", id="a reported point of that very lineage"),
        pytest.param("{id: nato, verbatim: x, parts_held: some, issues: [army-cap]}", id="a point of its issue held in part"),
        pytest.param("{id: nato, verbatim: x, parts_held: some}", id="a point without issues held in part shares one with each"),
        pytest.param("{id: nato, verbatim: x, issues: [nato], parts: [{id: p, text: x, issues: [army-cap], parts_held: some}]}",
                     id="a part of its issue held in part"),
    ],
)  # fmt: skip
def test_the_silence_of_a_version_says_nothing_where_it_may_hide_the_matter(points: str) -> None:
    assert presence(WHOLE.format(points=points)) == {}


@pytest.mark.parametrize("held", ["some", "none", "~"])
def test_the_silence_of_a_version_not_wholly_held_says_nothing(held: str) -> None:
    text = f"versions: {{new: {{points_held: {held}, points: [nato]}}, other: {{points: [cap]}}}}"
    assert presence(text) == {}


def test_a_point_of_another_issue_held_in_part_hides_nothing() -> None:
    points = "{id: nato, verbatim: x, parts_held: some, issues: [nato]}"
    assert presence(WHOLE.format(points=points)) == {False: ("text", ["new/points_held"])}


def test_a_matter_without_issues_shares_one_with_each_point_held_in_part() -> None:
    text = """
versions:
  new: {points_held: all, points: [{id: nato, verbatim: x, parts_held: some, issues: [nato]}]}
  other: {points: [cap]}
"""
    assert presence(text) == {}


def test_which_points_may_hide_a_matter_is_told() -> None:
    given = facts(WHOLE.format(points="nato, {id: a, paraphrase: x, parts_held: some, issues: [army-cap]}, "
                               "{id: b, paraphrase: x, parts_held: some, issues: [nato]}, "
                               "{id: c, paraphrase: x, parts_held: some}"))  # fmt: skip
    assert given.held_in_part("cap", "new") == (1, 3)


def test_a_lineage_joined_in_another_pair_with_a_point_that_stands_here_is_not_absent() -> None:
    text = """
versions:
  old: {points_held: all, points: [cap, nato]}
  middle: {based_on: [old], points_held: all, points: [{id: both, paraphrase: x, from: [old#cap, old#nato]}]}
  new: {based_on: [middle], points_held: all, points: [both]}
"""
    assert presence(text) == {}
    found = change(text, "cap")
    assert (found.verdict, found.reason_code) == ("unknown", "parts-not-known")


def test_silence_is_grounded_in_what_says_that_all_is_held() -> None:
    given = facts("""
versions: {new: {points_held: all, points: [nato], sources: [paper#c1, wire]}, other: {points: [cap]}}
""")
    [ground] = given.presence("cap", "new")[0].grounds
    assert (ground.kind, ground.file, ground.route, ground.articles) == (
        "whole",
        ("version", "new"),
        ("points_held",),
        ("paper", "wire"),
    )


PART = """
versions:
  old: {{points: [{{id: funds, verbatim: x, parts: [{{id: own, text: x}}, {{id: other, text: y}}]}}]}}
  new: {{points: [{{id: funds, {point}}}]}}
"""


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        pytest.param("verbatim: x, parts: [{id: other, text: y}]", {False: ("text", ["new#funds"])},
                     id="a text in parts that all have ids"),
        pytest.param("verbatim: x, parts_held: all, parts: [{id: other, text: y}]", {False: ("text", ["new#funds"])},
                     id="typed for a text"),
        pytest.param("paraphrase: x, parts_held: all, parts: [{id: other, text: y}]", {False: ("summary", ["new#funds"])},
                     id="typed for a summary"),
        pytest.param("translation: x, parts_held: all, parts: [{id: other, text: y}]", {False: ("translation", ["new#funds"])},
                     id="typed for a translation"),
        pytest.param("translation: x, parts: [{id: other, text: y}]", {False: ("translation", ["new#funds"])},
                     id="left out for a translation: all, as for a text"),
        pytest.param("paraphrase: x, parts: [{id: other, text: y}]", {}, id="left out for a summary: not said"),
        pytest.param("verbatim: x, parts_held: some, parts: [{id: other, text: y}]", {}, id="held in part"),
        pytest.param("verbatim: x, parts: [{id: other, text: y}, {label: b, text: z}]", {}, id="a part without an id"),
        pytest.param("verbatim: x", {}, id="a point that stands in no parts"),
        pytest.param("reported: ~, parts_held: all, parts: [{id: other, text: y}]", {}, id="a reported point"),
        pytest.param("verbatim: x, status: dropped, parts: [{id: other, text: y}]", {}, id="a point that was dropped"),
        pytest.param("verbatim: x, parts: [{id: own, text: y}]", {True: ("text", ["new#funds/own"])}, id="the part stands there"),
    ],
)  # fmt: skip
def test_a_point_whose_parts_are_all_held_lacks_what_is_no_part_of_it(point: str, expected: Answers) -> None:
    assert presence(PART.format(point=point), matter="own") == expected


def test_a_part_that_stood_in_two_points_is_absent_from_the_one_that_is_held() -> None:
    text = """
versions:
  a: {points: [{id: assets, verbatim: x, parts: [{id: own, text: x}]}]}
  b: {points: [{id: funds, verbatim: x, parts: [{id: own, text: x}]}]}
  new: {points: [{id: funds, verbatim: x, parts: [{id: other, text: x}]}]}
"""
    assert presence(text, matter="own") == {False: ("text", ["new#funds"])}


@pytest.mark.parametrize(
    "other", ["reported: ~", "paraphrase: x", "verbatim: x, status: dropped", "verbatim: x, parts_held: some"]
)
def test_a_part_that_stood_in_two_points_is_absent_though_of_one_of_them_not_all_is_held(other: str) -> None:
    text = f"""
versions:
  a: {{points: [{{id: assets, verbatim: x, parts: [{{id: own, text: x}}]}}]}}
  b: {{points: [{{id: funds, verbatim: x, parts: [{{id: own, text: x}}]}}]}}
  new: {{points: [{{id: assets, {other}}}, {{id: funds, verbatim: x, parts: [{{id: other, text: x}}]}}]}}
"""
    assert presence(text, matter="own") == {False: ("text", ["new#funds"])}


def test_a_part_of_a_point_that_stands_twice_is_not_absent() -> None:
    text = """
versions:
  old: {points: [{id: funds, verbatim: x, parts: [{id: own, text: x}]}]}
  new: {points: [{id: funds, verbatim: x, parts: [{id: o, text: x}]}, {id: funds, verbatim: y, parts: [{id: p, text: x}]}]}
"""
    assert presence(text, matter="own") == {}


def test_a_part_is_absent_from_no_version_that_lacks_its_point() -> None:
    text = """
versions:
  old: {points: [{id: funds, verbatim: x, parts: [{id: own, text: x}]}]}
  new: {points_held: all, points: [nato]}
"""
    assert presence(text, matter="own") == {}


# ---------------------------------------------------------------------------------------------------- two wordings

TWO = """
versions:
  old: {{{old_version}points: [{{id: cap, {old}}}]}}
  new: {{{new_version}points: [{{id: cap, {new}}}]}}
"""
BOTH = ["new#cap", "old#cap"]


@pytest.mark.parametrize(
    ("old", "new", "old_version", "new_version", "expected"),
    [
        pytest.param("verbatim: A cap.", "verbatim: A cap.", "", "", {True: ("text", BOTH)}, id="two texts, the same"),
        pytest.param("verbatim: “A  cap”.", "verbatim: '\"A cap\".'", "", "", {True: ("text", BOTH)}, id="typography aside"),
        pytest.param("verbatim: A cap.", "verbatim: No cap.", "", "", {False: ("text", BOTH)}, id="two texts, other words"),
        pytest.param("verbatim: A cap.", "verbatim: A cap, parts_held: some", "", "", {}, id="one held in part"),
        pytest.param("verbatim: A cap., parts_held: some", "verbatim: No cap.", "", "", {}, id="the other held in part"),
        pytest.param("verbatim: A cap.", "verbatim: Kein Deckel., title: T", "", "language: de, ", {}, id="two languages"),
        pytest.param("verbatim: A cap.", "verbatim: A cap.", "language: en, ", "", {True: ("text", BOTH)},
                     id="the plan's language where none is given"),
        pytest.param("verbatim: A cap.", "verbatim: ~", "", "", {}, id="one without words"),
        pytest.param("translation: A cap.", "translation: A cap.", "hand: H, ", "hand: H, ", {True: ("translation", BOTH)},
                     id="two translations of one hand, the same"),
        pytest.param("translation: A cap.", "translation: No cap.", "hand: H, ", "hand: H, ", {False: ("translation", BOTH)},
                     id="two translations of one hand, other words"),
        pytest.param("translation: A cap.", "translation: A cap.", "hand: H, ", "hand: I, ", {}, id="two hands, though the same words"),
        pytest.param("translation: A cap.", "translation: A cap.", "", "", {}, id="two translations without a hand"),
        pytest.param("translation: A cap.", "translation: A cap.", "hand: H, ", "", {}, id="one of them without a hand"),
        pytest.param("verbatim: A cap.", "translation: A cap.", "hand: H, ", "hand: H, ", {}, id="a text and a translation"),
        pytest.param("paraphrase: A cap.", "paraphrase: A cap.", "", "", {}, id="two summaries, though the same words"),
        pytest.param("paraphrase: A cap.", "paraphrase: No cap.", "", "", {}, id="two summaries in other words"),
        pytest.param("verbatim: A cap.", "paraphrase: A cap.", "", "", {}, id="a text and a summary"),
        pytest.param("verbatim: A cap.", "reported: A cap.", "", "", {}, id="a text and a reported point"),
        pytest.param("verbatim: A cap., status: dropped", "verbatim: No cap.", "", "", {},
                     id="a text that was dropped is compared with nothing"),
        pytest.param("verbatim: A cap.", "verbatim: No cap., status: dropped", "", "", {},
                     id="nothing is compared with one that was dropped"),
    ],
)  # fmt: skip
def test_what_two_wordings_say(old: str, new: str, old_version: str, new_version: str, expected: Answers) -> None:
    assert same(TWO.format(old=old, new=new, old_version=old_version, new_version=new_version)) == expected


def test_what_two_texts_say_is_grounded_in_two_points() -> None:
    [fact] = facts(TWO.format(old="verbatim: x", new="verbatim: y", old_version="", new_version="")).same(
        "cap", "old", "new"
    )
    assert [(ground.kind, ground.key) for ground in fact.grounds] == [("point", "new#cap"), ("point", "old#cap")]


def test_labels_of_parts_are_words_only_where_both_versions_print_them() -> None:
    def answer(*labels: str) -> Answers:
        old, new = labels
        return same(f"""
versions:
  old: {{labels: {old}, points: [{{id: cap, verbatim: x, parts: [{{id: p, label: a, text: y}}]}}]}}
  new: {{labels: {new}, points: [{{id: cap, verbatim: x, parts: [{{id: p, label: 1, text: y}}]}}]}}
""")

    assert list(answer("printed", "printed")) == [False]
    assert list(answer("ours", "printed")) == [True]
    assert list(answer("ours", "ours")) == [True]


def test_a_part_has_the_wording_of_its_point_unless_it_says_another() -> None:
    text = """
versions:
  new:
    points:
      - {id: a, verbatim: x, parts: [{id: inherits, text: x}, {id: own, paraphrase: x}]}
      - {id: b, reported: ~, parts: [{id: below-reported, verbatim: x}]}
"""
    given = facts(text)
    assert [told(given.presence(matter, "new")) for matter in ("inherits", "own", "below-reported")] == [
        {True: ("text", ["new#a/inherits"])},
        {True: ("summary", ["new#a/own"])},
        {},
    ]


# ---------------------------------------------------------------------------------------------------- amounts


def amounts(old: str, new: str) -> Answers:
    return same(f"versions: {{old: {{points: [{{id: cap, {old}}}]}}, new: {{points: [{{id: cap, {new}}}]}}}}")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("paraphrase: x, quantities: {army-size: 600}", "paraphrase: x, quantities: {army-size: 800}",
                     {False: ("summary", BOTH)}, id="two amounts that differ, in summaries"),
        pytest.param("verbatim: x, quantities: {army-size: 600}", "paraphrase: x, quantities: {army-size: 800}",
                     {False: ("summary", BOTH)}, id="on the weaker basis"),
        pytest.param("paraphrase: x, quantities: {army-size: 600}", "paraphrase: x, quantities: {army-size: 600}", {},
                     id="an equal amount says nothing: the rest may differ"),
        pytest.param("paraphrase: x, quantities: {army-size: 600}", "paraphrase: x", {}, id="a quantity that is not typed says nothing"),
        pytest.param("paraphrase: x, quantities: {army-size: 600, term: 5}", "paraphrase: x, quantities: {army-size: 600, term: 6}",
                     {False: ("summary", BOTH)}, id="one of two amounts that differs"),
        pytest.param("paraphrase: x, quantities: {army-size: 600}", "paraphrase: x, quantities: {term: 800}", {},
                     id="two quantities never meet"),
        pytest.param("paraphrase: x, quantities: {army-size: 600}", "paraphrase: x, quantities: {army-size: none}",
                     {False: ("summary", BOTH)}, id="no limit"),
        pytest.param("paraphrase: x, quantities: {term: 100}", "paraphrase: x, quantities: {term: unstated}",
                     {False: ("summary", BOTH)}, id="no number named"),
        pytest.param("paraphrase: x, quantities: {army-size: 600}", "paraphrase: x, status: dropped, quantities: {army-size: 800}", {},
                     id="what was dropped has no amount"),
    ],
)  # fmt: skip
def test_two_amounts_that_differ_make_their_point_different(old: str, new: str, expected: Answers) -> None:
    assert amounts(old, new) == expected


CAPPED = """
versions: {{old: {{points: [{{id: cap, paraphrase: x, quantities: {{army-size: {old}}}}}]}}, new: {{points: [{new}]}}}}
claims: {claims}
"""


@pytest.mark.parametrize(
    ("new", "claims", "expected"),
    [
        pytest.param("", "[{of: cap, value: {army-size: 800}}]", {False: ("reported", ["old#cap", "paper#c1"])},
                     id="a claim gives another amount"),
        pytest.param("", "[{of: cap, value: {army-size: 600}}]", {}, id="a claim gives the same amount: no fact alone"),
        pytest.param("", "[{of: cap, value: {army-size: 600}}, {of: cap, value: {army-size: 800}}]",
                     {True: ("reported", ["old#cap", "paper#c1"]), False: ("reported", ["old#cap", "paper#c2"])},
                     id="the same amount against a rival of its own basis that differs"),
        pytest.param("", "[{of: cap, value: {army-size: 700}}, {of: cap, value: {army-size: 800}}]",
                     {False: ("reported", ["old#cap", "paper#c1", "paper#c2"])},
                     id="both rivals unlike the old one: different, to what is disputed"),
        pytest.param("{id: cap, paraphrase: x, quantities: {army-size: 800}}", "[{of: cap, value: {army-size: 600}}]",
                     {False: ("summary", ["new#cap", "old#cap"])}, id="a weaker rival does not count for sameness"),
        pytest.param("{id: cap, paraphrase: x, quantities: {army-size: 600}}", "[{of: cap, value: {army-size: 800}}]",
                     {}, id="nor does it make different what is equal on the strongest basis"),
        pytest.param("", "[{of: cap, value: {army-size: 800}, stance: disputes}]", {}, id="not that amount is no amount"),
        pytest.param("", "[{of: cap, value: {army-size: {about: 620}}}]", {}, id="a reporter may say it less exactly"),
    ],
)  # fmt: skip
def test_amounts_in_claims_count_for_sameness_on_the_strongest_basis(new: str, claims: str, expected: Answers) -> None:
    assert same(CAPPED.format(old="600", new=new, claims=claims)) == expected


def test_a_part_of_a_points_amounts_are_the_points() -> None:
    text = """
versions:
  old: {points: [{id: cap, paraphrase: x, parts: [{id: p, text: x, quantities: {army-size: 600}}]}]}
  new: {points: [{id: cap, paraphrase: x, quantities: {army-size: 800}}]}
"""
    assert same(text) == {False: ("summary", ["new#cap", "old#cap/p"])}


@pytest.mark.parametrize(
    ("old", "new", "differ"),
    [
        pytest.param("{by: us, quantities: {army-size: 600}}", None, True, id="options on the old side only: open, then settled"),
        pytest.param(None, "{by: us, quantities: {army-size: 600}}", True, id="options on the new side only: settled, then open"),
        pytest.param("{by: us, quantities: {army-size: 600}}", "{by: ua, quantities: {army-size: 600}}", False,
                     id="the same set of amounts"),
        pytest.param("{by: us, quantities: {army-size: 600}}", "{by: us, quantities: {army-size: 800}}", True, id="another set of amounts"),
        pytest.param("{by: us, quantities: {army-size: 600}}, {by: ua, text: x}",
                     "{by: ua, text: y}, {by: us, quantities: {army-size: 600}}",
                     False, id="the order of options is nothing"),
        pytest.param("{by: us, text: x}", "{by: us, text: y}", False, id="words of options are nobody's"),
    ],
)  # fmt: skip
def test_options_make_a_point_different_where_they_come_or_go_or_their_amounts_differ(
    old: str | None, new: str | None, differ: bool
) -> None:
    one, other = (f", options: [{options}]" if options else "" for options in (old, new))
    expected = {False: ("summary", BOTH)} if differ else {}
    assert amounts(f"paraphrase: x{one}", f"paraphrase: x{other}") == expected


def test_options_differ_on_the_weaker_basis() -> None:
    assert amounts("verbatim: x, options: [{by: us, text: x}]", "paraphrase: x") == {False: ("summary", BOTH)}
    assert amounts("translation: x", "verbatim: x, options: [{by: us, text: x}]") == {False: ("translation", BOTH)}


def test_options_of_a_reported_point_say_nothing_and_a_claims_value_never_meets_them() -> None:
    assert amounts("paraphrase: x", "reported: ~, options: [{by: us, text: x}]") == {}
    text = """
versions:
  old: {points: [{id: cap, paraphrase: x, options: [{by: us, quantities: {army-size: 600}}]}]}
  new: {points: [{id: cap, paraphrase: x, options: [{by: us, quantities: {army-size: 600}}]}]}
claims: [{of: cap, value: {army-size: 800}, by: Ann}]
"""
    assert same(text) == {}
    assert change(text).disputes == ()


# ---------------------------------------------------------------------------------------------------- parts


FUNDS = """
versions:
  elder: {{}}
  old: {{points_held: all, points: [{{id: funds, {wording}: x, parts_held: all, parts: [{{id: own, text: x}}, {{id: other, text: y}}]}}]}}
  new: {{based_on: [old], points_held: some, points: [{new}]}}
claims: {claims}
"""


@pytest.mark.parametrize(
    ("new", "claims", "expected"),
    [
        pytest.param("{id: funds, paraphrase: x, parts_held: all, parts: [{id: other, text: y}]}", "[]",
                     {False: ("summary", ["new#funds", "old#funds/own"])}, id="a part that is no more there"),
        pytest.param("", "[{removed: funds/own, since: old, by: Ann}]", {False: ("reported", ["old#funds/own", "paper#c1"])},
                     id="a part reported removed"),
        pytest.param("", "[{added: funds/own, since: old, by: Ann}]", {False: ("reported", ["paper#c1"])}, id="a part reported added"),
        pytest.param("", "[{reworded: funds/own, since: old, by: Ann}]", {False: ("reported", ["paper#c1"])}, id="a part reported changed"),
        pytest.param("", "[{joined: funds/own, since: old, by: Ann}]", {False: ("reported", ["paper#c1"])}, id="a part reported joined"),
        pytest.param("", "[{split: funds/own, since: old, by: Ann}]", {False: ("reported", ["paper#c1"])}, id="a part reported split"),
        pytest.param("", "[{kept: funds/own, since: old, by: Ann, stance: disputes}]", {False: ("reported", ["paper#c1"])},
                     id="a part reported not kept"),
        pytest.param("", "[{moved: funds/own, since: old, by: Ann}]", {False: ("reported", ["paper#c1"])}, id="a part reported moved"),
        pytest.param("", "[{reworded: funds/own, by: Ann}]", {False: ("reported", ["paper#c1"])}, id="changed since the one base"),
        pytest.param("", "[{kept: funds/own, since: old, by: Ann}]", {}, id="a part kept says nothing of the rest"),
        pytest.param("", "[{removed: funds/own, since: old, by: Ann, stance: disputes}]", {}, id="nor one that was not removed"),
        pytest.param("", "[{removed: funds/own, since: elder, by: Ann}]", {False: ("reported", ["old#funds/own", "paper#c1"])},
                     id="a part removed since another version is not in new, and old has it"),
        pytest.param("", "[{reworded: funds/own, since: elder, by: Ann}]", {},
                     id="one changed since another version says nothing of this pair"),
    ],
)  # fmt: skip
def test_a_part_removed_added_or_changed_makes_its_point_different(new: str, claims: str, expected: Answers) -> None:
    assert same(FUNDS.format(wording="paraphrase", new=new, claims=claims), matter="funds") == expected


def test_what_a_claim_says_of_a_part_is_one_fact_about_its_point() -> None:
    text = FUNDS.format(wording="paraphrase", new="", claims="[{reworded: funds/own, since: old, by: Ann}]")
    assert len(facts(text).same("funds", "old", "new")) == 1


def test_a_part_whose_words_differ_makes_its_point_different() -> None:
    text = """
versions:
  old: {points: [{id: funds, paraphrase: x, parts: [{id: own, verbatim: One.}]}]}
  new: {points: [{id: funds, paraphrase: x, parts: [{id: own, verbatim: Two.}]}]}
"""
    assert same(text, matter="funds") == {False: ("text", ["new#funds/own", "old#funds/own"])}


def test_a_part_that_makes_the_difference_is_named() -> None:
    text = FUNDS.format(wording="paraphrase", new="", claims="[{removed: funds/own, since: old, by: Ann}]")
    assert {fact.part for fact in facts(text).same("funds", "old", "new")} == {"own"}


@pytest.mark.parametrize(
    ("claims", "old", "new"),
    [
        pytest.param("[{kept: own, since: old, by: Ann}]", True, True, id="a part kept: its point there in both"),
        pytest.param("[{agreed: own, by: Ann}]", False, True, id="a part agreed: its point there"),
        pytest.param("[{of: own, value: {term: 5}, by: Ann}]", False, True, id="a part with a number: its point there"),
        pytest.param(
            "[{removed: own, since: old, by: Ann}]",
            True,
            False,
            id="a part removed: its point there before, no more is said",
        ),
        pytest.param("[{added: own, since: old, by: Ann}]", False, True, id="a part added: its point there now"),
    ],
)
def test_a_part_that_is_there_puts_its_point_there(claims: str, old: bool, new: bool) -> None:
    text = f"""
versions: {{old: {{}}, new: {{based_on: [old]}}, known: {{points: [{{id: funds, paraphrase: x, parts: [{{id: own, text: x}}]}}]}}}}
claims: {claims}
"""
    assert [presence(text, version, "funds") for version in ("old", "new")] == [
        {True: ("reported", ["paper#c1"])} if there else {} for there in (old, new)
    ]


# ---------------------------------------------------------------------------------------------------- declared


def test_a_gone_says_what_removed_says_as_a_summary() -> None:
    text = "versions: {old: {points: [{number: '3', paraphrase: x}]}, new: {gone: {'old#3': struck in the edit}, sources: [paper#c1]}}"
    assert presence(text, matter="old#3") == {False: ("summary", ["new/gone/old#3"])}
    assert presence(text, "old", "old#3")[True] == ("summary", ["new/gone/old#3", "old#3"])
    [fact] = facts(text).presence("old#3", "new")
    [ground] = fact.grounds
    assert (ground.kind, ground.gist, ground.route, ground.articles) == (
        "gone",
        "struck in the edit",
        ("gone", "old#3"),
        (),  # the version's sources are no sources of this, unless one says so
    )
    assert fact.pair == {"old", "new"}


@pytest.mark.parametrize("name", ["old", "old#9", "cap", "nowhere#3", "old#8"])
def test_a_gone_that_names_no_one_point_says_nothing(name: str) -> None:
    text = f"""
versions:
  old: {{points: [cap, {{number: "8", paraphrase: x}}, {{number: "8", paraphrase: x}}]}}
  new: {{gone: {{'{name}': x}}}}
"""
    given = facts(text)
    assert all(not given.presence(matter, "new") for matter in given.matters.all())


def test_a_point_that_is_gone_is_no_part_of_itself() -> None:
    assert same("versions: {old: {points: [cap]}, new: {gone: {old#cap: struck}}}") == {}


def test_a_part_that_is_gone_makes_its_point_different() -> None:
    text = """
versions:
  old: {points: [{id: funds, paraphrase: x, parts: [{id: own, text: x}]}]}
  new: {gone: {old#funds/own: struck}}
"""
    assert same(text, matter="funds") == {False: ("summary", ["new/gone/old#funds/own", "old#funds/own"])}
    assert presence(text, matter="own") == {False: ("summary", ["new/gone/old#funds/own"])}


def test_an_empty_from_says_that_the_point_is_in_none_of_the_bases() -> None:
    text = """
versions: {a: {}, b: {}, other: {}, new: {based_on: [a, b], points: [{id: cap, paraphrase: x, from: []}]}}
"""
    assert [presence(text, version) for version in ("a", "b", "other")] == [
        {False: ("summary", ["new#cap/from"])},
        {False: ("summary", ["new#cap/from"])},
        {},
    ]


def test_what_is_declared_new_is_grounded_where_the_file_says_so() -> None:
    given = facts("versions: {a: {}, new: {based_on: [a], points: [nato, {id: cap, paraphrase: x, from: []}]}}")
    [fact] = given.presence("cap", "a")
    assert [(ground.kind, ground.route) for ground in fact.grounds] == [("from", ("points", 1, "from"))]


@pytest.mark.parametrize(
    ("old", "new", "ends"),
    [
        pytest.param("[cap, nato]", "[{id: j, paraphrase: x, from: [old#cap, old#nato]}]", [(0, 0), (1, 0)], id="joined"),
        pytest.param("[cap]", "[{id: p, paraphrase: x, from: [old#cap]}, {id: q, paraphrase: x, from: [old#cap]}]", [(0, 0), (0, 1)],
                     id="split"),
        pytest.param("[cap]", "[{id: p, paraphrase: x, from: [old#cap]}]", [], id="a new name for one point is no difference"),
    ],
)  # fmt: skip
def test_a_from_that_joins_or_splits_makes_a_difference(old: str, new: str, ends: list[tuple[int, int]]) -> None:
    given = facts(f"versions: {{old: {{points: {old}}}, new: {{based_on: [old], points: {new}}}}}")
    found = given.links("old", "new")
    assert [(earlier.path[0], later.path[0]) for earlier, later, _ in found] == ends
    assert {(fact.answer, fact.basis, fact.grounds[0].kind) for _, _, fact in found} <= {(False, "summary", "from")}
    assert given.links("new", "old") == found
    assert {fact.versions for _, _, fact in found} <= {("old", "new")}


# ---------------------------------------------------------------------------------------------------- readings


def reading(reading: str, points: str = "cap", wording: str = "paraphrase: x") -> str:
    return f"""
versions:
  old: {{points: [{points}]}}
  new: {{points: [{{id: cap, {wording}, issues: [nato], readings: [{{gist: g, sources: [paper#c1, wire], {reading}}}]}}]}}
"""


@pytest.mark.parametrize(
    ("says", "old", "new", "alike"),
    [
        pytest.param("kept", True, True, True, id="kept: there in both, and the same"),
        pytest.param("reworded", True, True, False, id="reworded: there in both, and different"),
        pytest.param("joined", True, True, False, id="joined: there in both, and different"),
        pytest.param("split", True, True, False, id="split: there in both, and different"),
        pytest.param("added", False, True, None, id="added: not there before"),
        pytest.param("removed", True, False, None, id="removed: there before"),
        pytest.param("moved", True, None, None, id="moved: there before"),
    ],
)
def test_a_reading_says_what_a_claim_of_the_same_word_says_as_a_summary(
    says: str, old: bool, new: bool | None, alike: bool | None
) -> None:
    key = "new#cap/readings/1"
    text = reading(f"since: old, says: {says}", points="", wording="reported: ~")
    assert presence(text, "old") == {old: ("summary", [key])}
    assert presence(text) == ({} if new is None else {new: ("summary", [key])})
    assert same(text) == ({} if alike is None else {alike: ("summary", [key])})


def test_a_reading_is_grounded_in_its_place_and_names_its_articles() -> None:
    [fact] = facts(reading("since: old, says: kept")).same("cap", "old", "new")
    [ground] = fact.grounds
    assert (ground.kind, ground.route, ground.articles, ground.gist) == (
        "reading",
        ("points", 0, "readings", 0),
        ("paper", "wire"),
        "g",
    )
    assert ground.evidence is None


def test_a_reading_of_a_version_that_is_not_there_says_nothing() -> None:
    assert same(reading("since: gone, says: reworded")) == {}


def test_a_reading_of_where_it_moved_says_so() -> None:
    assert presence(reading("since: old, says: moved, to: annex", wording="reported: ~")) == {
        False: ("summary", ["new#cap/readings/1"])
    }


def test_a_reading_of_one_proposition_makes_its_point_different() -> None:
    text = reading("since: old, says: reworded, matter: clause")
    assert same(text) == {False: ("summary", ["new#cap/readings/1"])}
    assert same(text, matter="~nato/clause") == {False: ("summary", ["new#cap/readings/1"])}
    assert same(reading("since: old, says: kept, matter: clause")) == {}


def test_a_reading_of_a_part_makes_its_point_different() -> None:
    text = """
versions:
  old: {}
  new: {points: [{id: funds, paraphrase: x, parts: [{id: own, text: x, readings: [{since: old, says: reworded, gist: g}]}]}]}
"""
    assert same(text, matter="funds") == {False: ("summary", ["new#funds/readings/1"])}


# ---------------------------------------------------------------------------------------------------- claims of changes

CLAIMS = """
versions:
  elder: {{points: [cap]}}
  old: {{based_on: [elder]}}
  new: {{based_on: [{bases}]}}
claims: [{claim}]
"""
R = ("reported", ["paper#c1"])


def said(claim: str, bases: str = "old") -> tuple[Answers, Answers, Answers]:
    text = CLAIMS.format(claim=claim, bases=bases)
    return presence(text, "old"), presence(text), same(text)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        pytest.param("{removed: cap, since: old}", ({True: R}, {False: R}, {}), id="removed since X: there in X, not in V"),
        pytest.param("{added: cap, since: old}", ({False: R}, {True: R}, {}), id="added since X: not in X, there in V"),
        pytest.param("{kept: cap, since: old}", ({True: R}, {True: R}, {True: R}), id="kept since X: the same, there in both"),
        pytest.param("{reworded: cap, since: old}", ({True: R}, {True: R}, {False: R}), id="reworded since X: different, there in both"),
        pytest.param("{joined: cap, since: old}", ({True: R}, {True: R}, {False: R}), id="joined since X: different, there in both"),
        pytest.param("{split: cap, since: old}", ({True: R}, {True: R}, {False: R}), id="split since X: different, there in both"),
        pytest.param("{moved: cap, since: old}", ({True: R}, {}, {}), id="moved since X: there in X, nothing about V"),
        pytest.param("{moved: cap, since: old, to: '#14'}", ({True: R}, {True: R}, {}), id="moved to a place in V: there in V"),
        pytest.param("{moved: cap, since: old, to: a separate track}", ({True: R}, {False: R}, {}), id="moved to another paper: not in V"),
        pytest.param("{removed: cap}", ({}, {False: R}, {}), id="removed, since when is not said: its half about V"),
        pytest.param("{added: cap}", ({}, {True: R}, {}), id="added, since when is not said: its half about V"),
        pytest.param("{moved: cap, to: annex}", ({}, {False: R}, {}), id="moved to another paper, since when is not said"),
        pytest.param("{moved: cap}", ({}, {}, {}), id="moved, since when and where to are not said: nothing"),
        pytest.param("{kept: cap}", ({True: R}, {True: R}, {True: R}), id="kept, since when is not said: of V's one base"),
        pytest.param("{reworded: cap}", ({True: R}, {True: R}, {False: R}), id="reworded, since when is not said: of V's one base"),
        pytest.param("{removed: cap, since: old, stance: disputes}", ({}, {True: R}, {}), id="not removed: there in V"),
        pytest.param("{added: cap, since: old, stance: disputes}", ({}, {False: R}, {}), id="not added: not in V"),
        pytest.param("{kept: cap, since: old, stance: disputes}", ({}, {}, {False: R}), id="not kept: different, and no presence"),
        pytest.param("{reworded: cap, since: old, stance: disputes}", ({True: R}, {True: R}, {True: R}), id="not reworded: the same"),
        pytest.param("{moved: cap, since: old, to: annex, stance: disputes}", ({}, {True: R}, {}),
                     id="not moved to another paper: there in V"),
        pytest.param("{moved: cap, since: old, stance: disputes}", ({}, {}, {}), id="not moved: nothing"),
        pytest.param("{kept: cap, since: nowhere}", ({True: R}, {True: R}, {True: R}),
                     id="kept since a version that is not there: of the one base"),
        pytest.param("{kept: cap, since: old, draft: true}", ({}, {}, {}), id="a draft says nothing"),
        pytest.param("{kept: nobody, since: old}", ({}, {}, {}), id="of a point that nobody has"),
        pytest.param("{kept: cap, since: old, in: nowhere}", ({}, {}, {}), id="of a version that is not there"),
        pytest.param("{kept: cap, since: old, in: ~}", ({}, {}, {}), id="of no version"),
    ],
)  # fmt: skip
def test_what_a_claim_of_a_change_says(claim: str, expected: tuple[Answers, Answers, Answers]) -> None:
    assert said(claim) == expected


@pytest.mark.parametrize(
    "claim", ["{removed: cap, since: old}", "{added: cap, since: old}", "{moved: cap, since: old}"]
)
def test_that_a_point_came_or_went_is_no_fact_of_whether_it_is_the_same(claim: str) -> None:
    assert facts(CLAIMS.format(claim=claim, bases="old")).same("cap", "old", "new") == ()


@pytest.mark.parametrize(
    ("says", "same_in_both"), [("kept", True), ("reworded", False), ("joined", False), ("split", False)]
)
def test_without_since_a_comparison_is_with_the_one_base(says: str, same_in_both: bool) -> None:
    assert said(f"{{{says}: cap}}") == ({True: R}, {True: R}, {same_in_both: R})


@pytest.mark.parametrize("says", ["kept", "reworded", "joined", "split"])
@pytest.mark.parametrize("bases", ["", "old, elder"])
def test_without_since_a_comparison_needs_one_base_and_else_says_only_that_it_is_there(says: str, bases: str) -> None:
    assert said(f"{{{says}: cap}}", bases) == ({}, {True: R}, {})


def test_a_claim_names_a_document_of_a_package() -> None:
    text = "versions: {old: {points: [cap]}, new: {documents: [{id: paper}]}}\nclaims: [{kept: cap, since: old, in: new/paper}]"
    assert presence(text) == {True: R}


def test_what_a_claim_says_of_presence_is_a_fact_about_that_version_in_every_pair() -> None:
    text = CLAIMS.format(claim="{removed: cap, since: old}", bases="old")
    assert change(text, "cap", "elder", "new").verdict == "removed"
    assert change(text, "cap", "elder", "old").verdict == "unknown"


# ---------------------------------------------------------------------------------------------------- claims of states


def state(claim: str) -> tuple[Answers, list[str], list[str], list[str]]:
    text = f"versions: {{old: {{points: [cap]}}, new: {{based_on: [old]}}}}\nclaims: [{claim}]"
    given = facts(text)
    return (
        presence(text),
        [f"{answer} ({basis})" for answer, basis, _ in listed(given.statuses("cap", "new"))],
        [f"{answer} ({basis})" for answer, basis, _ in listed(given.values("cap", "new"))],
        [f"{answer} ({basis})" for answer, basis, _ in listed(given.talked("cap", "new"))],
    )


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        pytest.param("{agreed: cap}", ({True: R}, ["agreed (reported)"], [], []), id="agreed: status, and there"),
        pytest.param("{bracketed: cap}", ({True: R}, ["bracketed (reported)"], [], []), id="bracketed: status, and there"),
        pytest.param("{proposed: cap}", ({True: R}, ["proposed (reported)"], [], []), id="proposed: stands there as a proposal"),
        pytest.param("{open: cap}", ({}, ["open (reported)"], [], []), id="open: status alone"),
        pytest.param("{parked: cap}", ({}, ["parked (reported)"], [], []), id="parked: status alone"),
        pytest.param("{dropped: cap}", ({False: R}, ["dropped (reported)"], [], []), id="dropped: not there"),
        pytest.param("{agreed: cap, stance: disputes}", ({}, ["not agreed (reported)"], [], []),
                     id="not agreed: not that, and nothing of the text"),
        pytest.param("{dropped: cap, stance: disputes}", ({True: R}, ["not dropped (reported)"], [], []), id="not dropped: there"),
        pytest.param("{of: cap, value: {army-size: 800}}", ({True: R}, [], ["army-size: 800 (reported)"], []), id="a value: there"),
        pytest.param("{of: cap, value: {army-size: unstated}}", ({True: R}, [], ["army-size: no number named (reported)"], []),
                     id="no number named: there"),
        pytest.param("{of: cap, value: {army-size: none}}", ({}, [], ["army-size: no limit (reported)"], []),
                     id="no limit: nothing of the text"),
        pytest.param("{of: cap, value: {army-size: none, term: 5}}",
                     ({True: R}, [], ["army-size: no limit (reported)", "term: 5 (reported)"], []), id="no limit, and a number: there"),
        pytest.param("{of: cap, value: {army-size: 800}, stance: disputes}", ({}, [], ["army-size: not 800 (reported)"], []),
                     id="not that value: a side without a value, and nothing of the text"),
        pytest.param("{discussed: cap}", ({}, [], [], ["True (reported)"]), id="discussed: talked of, nothing about the text"),
        pytest.param("{sought: cap}", ({}, [], [], ["True (reported)"]), id="sought: talked of, nothing about the text"),
        pytest.param("{denied: cap}", ({}, [], [], []), id="a denial that names no proposition denies nothing of a point"),
        pytest.param("{discussed: cap, stance: disputes}", ({}, [], [], []), id="nor does one that it was discussed"),
        pytest.param("{denied: cap, stance: disputes}", ({}, [], [], ["True (reported)"]),
                     id="that a denial is wrong says it was talked of"),
        pytest.param("{count: 19}", ({}, [], [], []), id="a count says nothing of a point"),
    ],
)  # fmt: skip
def test_what_a_claim_of_a_state_or_of_talk_says(
    claim: str, expected: tuple[Answers, list[str], list[str], list[str]]
) -> None:
    assert state(claim) == expected


def test_a_value_of_a_quantity_that_one_matter_alone_gives_is_said_of_that_matter() -> None:
    text = """
versions:
  old: {points: [{id: cap, paraphrase: x, quantities: {army-size: 600}}, {id: a, paraphrase: x, quantities: {term: 5}},
                 {id: b, paraphrase: x, parts: [{id: p, text: x, quantities: {term: 10}}]}]}
  new: {}
claims: [{of: ~, value: {army-size: 800}}, {of: ~, value: {term: 15}}]
"""
    given = facts(text)
    assert listed(given.values("cap", "new")) == [("army-size: 800", "reported", ["paper#c1"])]
    assert [listed(given.values(matter, "new")) for matter in ("a", "b", "p")] == [[], [], []]
    assert [item.key for item in given.on_the_whole("new")] == ["paper#c2"]


def test_a_value_that_names_its_point_or_a_proposition_is_said_of_that_and_not_of_who_else_gives_the_quantity() -> None:
    text = """
versions: {old: {points: [{id: cap, paraphrase: x, quantities: {army-size: 600}}, land]}, new: {}}
claims: [{of: land, value: {army-size: 800}}, {of: ~, matter: land-swaps, value: {army-size: 900}}, {of: nobody, value: {army-size: 700}}]
"""
    given = facts(text)
    assert given.values("cap", "new") == ()
    assert given.on_file("cap", "old", "new") == {}
    assert len(given.values("land", "new")) == 1


# ---------------------------------------------------------------------------------------------------- propositions


def of_matter(claim: str) -> Facts:
    return facts(f"""
versions: {{old: {{points: [{{id: land, paraphrase: x, issues: [territory]}}]}}, new: {{based_on: [old]}}}}
claims: [{claim}]
""")


@pytest.mark.parametrize("says", ["removed", "added", "reworded", "joined", "split", "moved"])
def test_a_change_of_one_proposition_makes_its_point_different_and_nothing_else(says: str) -> None:
    given = of_matter(f"{{{says}: land, since: old, matter: land-swaps}}")
    assert told(given.same("land", "old", "new")) == {False: R}
    assert [fact.part for fact in given.same("land", "old", "new")] == ["~territory/land-swaps"]
    assert told(given.presence("land", "new")) == {}
    assert list(told(given.presence("land", "old"))) == [True]
    assert told(given.presence("land", "old"))[True][0] == "summary"


@pytest.mark.parametrize(
    ("claims", "carrying"),
    [
        pytest.param("{agreed: cap, by: Ann}, {open: cap, by: Bob}", ["paper#c1"], id="the one that says it"),
        pytest.param("{open: cap, by: Ann}, {denied: cap, by: Bob}", ["paper#c1", "paper#c2"], id="all, where none says it"),
        pytest.param("{agreed: cap, by: Ann, stance: disputes}, {open: cap, by: Bob}", ["paper#c1", "paper#c2"], id="not who denies it"),
        pytest.param("{open: cap, by: Ann}, {confirmed: ~, claim: 'wire#c1', by: Bob}", ["paper#c2"], id="who confirms it"),
        pytest.param("{open: cap, by: Ann}, {denied: ~, claim: 'wire#c1', by: Bob}", ["paper#c1", "paper#c2"], id="who denies who says it"),
    ],
)  # fmt: skip
def test_a_reported_points_status_rests_on_those_of_its_sources_that_say_it(claims: str, carrying: list[str]) -> None:
    given = facts(f"""
versions: {{old: {{}}, new: {{points: [{{id: cap, reported: ~, status: agreed, sources: [paper#c1, paper#c2]}}]}}}}
articles: {{wire: {{claims: [{{agreed: cap, in: old, by: Cat}}]}}}}
claims: [{claims}]
""")
    typed = [fact for fact in given.statuses("cap", "new") if fact.answer == "agreed" and not fact.against]
    assert sorted(ground.key for ground in typed[0].grounds) == carrying


@pytest.mark.parametrize(
    ("claims", "carrying"),
    [
        pytest.param("800, 600", ["paper#c1"], id="the one that gives it"),
        pytest.param("{about: 790}, {at-most: 600}", ["paper#c1"], id="one that gives it less exactly"),
        pytest.param("600, 700", ["paper#c1", "paper#c2"], id="all, where none gives it"),
    ],
)
def test_a_reported_points_amount_rests_on_those_of_its_sources_that_give_it(claims: str, carrying: list[str]) -> None:
    one, other = claims.split(", ")
    given = facts(f"""
versions: {{old: {{}}, new: {{points: [{{id: cap, reported: ~, quantities: {{army-size: 800}}, sources: [paper#c1, paper#c2]}}]}}}}
claims: [{{of: cap, value: {{army-size: {one}}}}}, {{of: cap, value: {{army-size: {other}}}}}]
""")
    assert sorted(ground.key for ground in given.values("cap", "new")[0].grounds) == carrying


def test_that_a_proposition_came_or_went_is_a_ground_in_every_pair_in_which_it_shows() -> None:
    given = facts("""
versions: {old: {points: [land]}, mid: {based_on: [old]}, new: {based_on: [mid]}}
claims: [{removed: land, since: old, matter: clause, by: Ann}, {removed: land, since: mid, matter: clause, by: Bob}]
""")
    assert told(given.same("land", "old", "new")) == {False: ("reported", ["paper#c1", "paper#c2"])}
    assert told(given.same("land", "mid", "new")) == {False: ("reported", ["paper#c1", "paper#c2"])}
    assert told(given.same("land", "old", "mid")) == {}


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("kept: land, since: old", id="kept"),
        pytest.param("agreed: land", id="a status"),
        pytest.param("of: land, value: {term: 5}", id="a value"),
        pytest.param("discussed: land", id="talk"),
        pytest.param("dropped: land", id="dropped"),
        pytest.param("removed: land, since: old, stance: disputes", id="a denial"),
    ],
)
def test_what_else_is_said_of_a_proposition_is_not_said_of_its_point(claim: str) -> None:
    given = of_matter(f"{{{claim}, matter: land-swaps}}")
    asked = (given.presence, given.values, given.statuses, given.talked)
    assert [list(ask("land", "new")) for ask in asked] == [[], [], [], []]
    assert given.same("land", "old", "new") == ()
    assert "~territory/land-swaps" in given.propositions_of("land")


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        pytest.param("{denied: land, matter: land-swaps}", ([], [], ["False (reported)"]), id="denied: not talked of"),
        pytest.param("{discussed: land, matter: land-swaps}", ([], [], ["True (reported)"]), id="discussed: talked of"),
        pytest.param("{discussed: land, matter: land-swaps, stance: disputes}", ([], [], ["False (reported)"]),
                     id="not discussed: not talked of"),
        pytest.param("{agreed: land, matter: land-swaps}", (["True (reported)"], ["agreed (reported)"], []), id="agreed: there"),
        pytest.param("{removed: land, since: old, matter: land-swaps}", (["False (reported)"], [], []), id="removed: not there"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_proposition_is_a_fact_about_it(
    claim: str, expected: tuple[list[str], list[str], list[str]]
) -> None:
    given = of_matter(claim)
    asked = (given.presence, given.statuses, given.talked)
    assert tuple([f"{a} ({b})" for a, b, _ in listed(ask("~territory/land-swaps", "new"))] for ask in asked) == expected


def test_a_proposition_is_of_the_issue_that_has_it_and_of_the_one_named_where_several_do() -> None:
    given = facts("""
issues: {a: {title: A, matters: {m: M}}, b: {title: B, matters: {m: M, n: N}}}
versions: {new: {}}
claims: [{denied: ~, matter: m}, {denied: ~, matter: m, issues: [b]}, {denied: ~, matter: n}, {denied: ~, matter: nobody}]
""")
    assert given.propositions_about("new") == ("~a/m", "~b/m", "~b/n", "~/nobody")
    assert [given.title_of(name) for name in given.propositions_about("new")] == ["M", "M", "N", "nobody"]


def test_a_proposition_is_never_absent_because_a_version_is_silent() -> None:
    given = of_matter("{discussed: land, matter: land-swaps}")
    assert given.presence("~territory/land-swaps", "new") == ()


# ---------------------------------------------------------------------------------------------------- scope, pointing


SCOPE = """
versions:
  old: {{points: [cap, nato]}}
  new: {{based_on: [old], points: [{{id: cap, reported: ~}}, {{id: money, reported: ~}}]}}
claims: [{claim}]
"""


@pytest.mark.parametrize(
    ("claim", "matters"),
    [
        pytest.param("{kept: ~, since: old, scope: all}", ["cap", "nato"], id="all kept since X: every point of X"),
        pytest.param("{kept: ~, scope: all}", ["cap", "nato"], id="all kept: every point of the one base"),
        pytest.param("{removed: ~, since: old, scope: all}", ["cap", "nato"], id="all removed: every point of X"),
        pytest.param("{added: ~, since: old, scope: all}", ["cap", "money"], id="all added: every point of V"),
        pytest.param("{agreed: ~, scope: all}", ["cap", "money"], id="all agreed: every point of V"),
        pytest.param("{kept: ~, since: old, scope: most}", [], id="most: none of them"),
        pytest.param("{kept: ~, since: old, scope: some}", [], id="some: none of them"),
        pytest.param("{kept: ~, since: old, scope: few}", [], id="few: none of them"),
        pytest.param("{kept: ~, since: old}", [], id="of how many is not said: none of them"),
        pytest.param("{kept: cap, since: old, scope: all}", ["cap"], id="all, of the points it names: these"),
    ],
)
def test_a_claim_on_the_whole_says_of_all_what_it_says_and_of_most_nothing(claim: str, matters: list[str]) -> None:
    given = facts(SCOPE.format(claim=claim))
    said = [
        matter
        for matter in ("cap", "nato", "money")
        if any(ground.kind == "claim" for fact in given.presence(matter, "new") for ground in fact.grounds)
    ]
    assert said == matters


def test_who_disputes_that_all_were_kept_says_of_none_that_it_was_changed() -> None:
    given = facts(SCOPE.format(claim="{kept: ~, since: old, scope: all, stance: disputes}"))
    assert [given.same(matter, "old", "new") for matter in ("cap", "nato")] == [(), ()]


@pytest.mark.parametrize("scope", ["all", "most", "some", "few"])
def test_a_claim_on_the_whole_is_told_of_the_text_as_a_whole(scope: str) -> None:
    found = compared(SCOPE.format(claim=f"{{reworded: ~, since: old, scope: {scope}}}"))
    assert [item.key for item in found.on_the_whole] == ["paper#c1"]


def test_what_is_confirmed_is_said_again_under_its_own_speaker() -> None:
    text = CLAIMS.format(
        claim="{kept: cap, since: old, by: Ann}, {confirmed: ~, claim: paper#c1, by: Bob}", bases="old"
    )
    assert same(text) == {True: ("reported", ["paper#c1", "paper#c2"])}


@pytest.mark.parametrize(
    "pointing", ["{denied: ~, claim: paper#c1, by: Bob}", "{corrected: ~, claim: paper#c1, by: Bob}"]
)
def test_what_is_denied_or_corrected_by_another_is_disputed(pointing: str) -> None:
    text = CLAIMS.format(claim=f"{{kept: cap, since: old, by: Ann}}, {pointing}", bases="old")
    assert same(text) == {True: ("reported", ["paper#c1"]), False: ("reported", ["paper#c2"])}


def test_what_its_own_speaker_corrects_is_no_fact() -> None:
    text = CLAIMS.format(
        claim="{kept: cap, since: old, by: Ann}, {corrected: ~, claim: paper#c1, by: Ann}", bases="old"
    )
    assert same(text) == {}


# ---------------------------------------------------------------------------------------------------- reported points


@pytest.mark.parametrize(
    ("point", "there", "status", "values"),
    [
        pytest.param("status: agreed, sources: [paper#c1]", {True: R}, ["agreed"], [], id="its status as a claim of its sources"),
        pytest.param("status: open, sources: [paper#c1]", {}, ["open"], [], id="open says nothing of the text"),
        pytest.param("status: dropped, sources: [paper#c1]", {False: R}, ["dropped"], [], id="dropped: not there"),
        pytest.param("quantities: {army-size: 800}, sources: [paper#c1]", {True: R}, [], ["army-size: 800"],
                     id="its amounts, and that it is there"),
        pytest.param("quantities: {army-size: none}, sources: [paper#c1]", {}, [], ["army-size: no limit"],
                     id="no limit: nothing of the text"),
        pytest.param("status: agreed, sources: [paper#c1, paper#says]", {True: ("reported", ["paper#says"])}, ["agreed"], [],
                     id="of its sources those that say so"),
        pytest.param("quantities: {army-size: 800}, sources: [paper#c1, paper#gives]", {True: ("reported", ["paper#gives"])}, [],
                     ["army-size: 800"], id="of its sources those that give the amount"),
        pytest.param("quantities: {army-size: 800}", {}, [], [], id="an amount without sources is none"),
        pytest.param("status: agreed, sources: [paper]", {True: ("reported", ["paper"])}, ["agreed"], [], id="an article is a source too"),
        pytest.param("status: agreed", {}, [], [], id="without sources nothing"),
        pytest.param("status: agreed, sources: [paper#draft]", {}, [], [], id="a source that does not stand is none"),
        pytest.param("status: agreed, sources: [nowhere]", {}, [], [], id="a source that is not there is none"),
        pytest.param("sources: [paper#c1]", {}, [], [], id="that somebody spoke of it does not put it into the text"),
    ],
)  # fmt: skip
def test_a_reported_point_gives_its_typed_status_and_amounts_and_nothing_else(
    point: str, there: Answers, status: list[str], values: list[str]
) -> None:
    text = f"""
versions: {{new: {{points: [{{id: cap, reported: ~, {point}}}]}}}}
claims:
  - {{discussed: cap, by: Ann}}
  - {{id: draft, agreed: cap, draft: true}}
  - {{id: says, agreed: cap, in: other}}
  - {{id: gives, of: cap, value: {{army-size: 800}}, in: other}}
"""
    given = facts(text)
    assert presence(text) == there
    assert [answer for answer, _, _ in listed(given.statuses("cap", "new"))] == status
    assert [answer for answer, _, _ in listed(given.values("cap", "new"))] == values


# ---------------------------------------------------------------------------------------------------- counts


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        pytest.param("points_held: all, points_total: 2, points: [cap, nato]", [("2", "text", ["new/points_total"])],
                     id="typed, held whole: text"),
        pytest.param("points_held: all, points: [cap, {id: x, paraphrase: x, status: dropped}]", [("1", "text", ["new/points_total"])],
                     id="held whole: as many as stand there"),
        pytest.param("points_held: some, points_total: 19, sources: [paper#c1]", [("19", "reported", ["paper#c1"])],
                     id="held in part: reported by its sources"),
        pytest.param("points_held: some, points_total: 19, sources: [paper#c1, paper#nineteen]", [("19", "reported", ["paper#nineteen"])],
                     id="held in part: by those of its sources that count so"),
        pytest.param("points_held: some, points_total: 19", [], id="held in part, without sources: no answer"),
        pytest.param("points_held: some, points: [cap]", [], id="held in part: what stands there is no count"),
        pytest.param("points_total: 19, sources: [paper]", [("19", "reported", ["paper"])], id="how much is held is not said: reported"),
    ],
)  # fmt: skip
def test_a_typed_total_is_text_where_all_is_held_else_reported(
    version: str, expected: list[tuple[str, str, list[str]]]
) -> None:
    given = facts(
        f"versions: {{new: {{{version}}}}}\n"
        "claims: [{discussed: cap, by: Ann}, {count: 19, in: other, id: nineteen}, {count: 20, in: other}]"
    )
    assert listed(given.counts("new")) == expected


def test_a_claim_that_names_one_matter_twice_says_it_once() -> None:
    given = facts("""
versions: {new: {points: [{id: cap, number: "6", reported: ~}]}}
claims: [{agreed: [cap, "6"], by: Ann}]
""")
    assert len(given.statuses("cap", "new")) == 1


def test_a_proposition_that_a_claim_makes_its_points_difference_is_told_once_beside_what_else_differs() -> None:
    given = facts("""
versions:
  old: {points: [{id: n, verbatim: x, issues: [nato]}]}
  new: {based_on: [old], points: [{id: n, verbatim: y, issues: [nato]}]}
claims: [{removed: n, matter: clause, since: old, by: Ann}]
""")
    assert [(fact.part, fact.basis) for fact in given.same("n", "old", "new")] == [
        ("~nato/clause", "reported"),
        (None, "text"),
    ]


def test_a_total_is_grounded_where_it_is_typed() -> None:
    given = facts("versions: {new: {points_held: all, points_total: 1, points: [cap]}}")
    [ground] = given.counts("new")[0].grounds
    assert (ground.kind, ground.key, ground.route) == ("total", "new/points_total", ("points_total",))
    assert (ground.basis, ground.file) == ("text", ("version", "new"))
    reported = facts("versions: {new: {points_total: 3, sources: [paper]}}\narticles: {paper: {}}")
    [source] = reported.counts("new")[0].grounds
    assert (source.kind, source.key, source.file, source.route) == (
        "source",
        "paper",
        ("version", "new"),
        ("points_total",),
    )
    typed = facts(
        "versions: {new: {points: [{id: cap, reported: ~, status: open, sources: [paper]}]}}\narticles: {paper: {}}"
    )
    [source] = typed.statuses("cap", "new")[0].grounds
    assert (source.file, source.route) == (("version", "new"), ("points", 0, "sources"))


def test_every_fact_says_which_question_it_answers() -> None:
    given = facts("""
versions:
  old: {points: [{id: cap, paraphrase: x, status: open, quantities: {term: 5}, positions: {ua: accepts}}]}
  new: {based_on: [old], points: [{id: r, reported: ~, status: agreed, quantities: {term: 5}, sources: [paper]}]}
claims: [{reworded: cap}, {agreed: cap}, {of: cap, value: {term: 6}}, {discussed: cap}, {count: 3}, {reworded: cap, matter: clause}]
""")
    for version in ("old", "new"):
        for matter in ("cap", "r"):
            asked = {
                "present": given.presence, "value": given.values, "status": given.statuses, "talked": given.talked,
            }  # fmt: skip
            for question, ask in asked.items():
                assert {fact.question for fact in ask(matter, version)} <= {question}
    texts = facts("""
versions:
  old:
    points: [{id: cap, verbatim: x, quantities: {term: 5}, options: [{by: us, text: x}], parts: [{id: own, text: x}, {id: b, text: x}]}]
  new: {points: [{id: cap, verbatim: y, quantities: {term: 6}, parts: [{id: own, text: y}]}]}
""")
    found = texts.same("cap", "old", "new")
    assert len(found) == 5
    assert {(fact.question, fact.matter, frozenset(fact.versions)) for fact in found} == {
        ("same", "cap", frozenset({"old", "new"}))
    }
    assert {fact.question for fact in given.positions("cap", "old")} == {"status"}
    assert {fact.question for fact in given.same("cap", "old", "new")} == {"same"}
    assert {fact.question for fact in given.counts("new")} == {"count"}
    declared = facts("versions: {old: {}, new: {based_on: [old], points: [{id: cap, paraphrase: x, from: []}]}}")
    assert {fact.question for fact in declared.presence("cap", "old")} == {"present"}


def test_counts_in_claims_are_reported() -> None:
    given = facts("""
versions: {new: {}, other: {}}
claims:
  [{count: 19}, {count: [26, 28]}, {count: {about: 20}}, {count: 22, stance: disputes}, {count: 1, in: other}, {count: 2, draft: true}]
""")
    assert listed(given.counts("new")) == [
        ("19", "reported", ["paper#c1"]),
        ("26 or 28", "reported", ["paper#c2"]),
        ("about 20", "reported", ["paper#c3"]),
        ("not 22", "reported", ["paper#c4"]),
    ]


# ---------------------------------------------------------------------------------------------------- on file

ON_FILE = """
versions: {elder: {points: [cap]}, old: {points: [cap, {id: funds, paraphrase: x, parts: [{id: own, text: x}]}]}, new: {}, other: {}}
claims:
  - {discussed: cap, id: on-new}
  - {kept: cap, since: elder, id: on-another-pair}
  - {kept: cap, in: old, since: new, id: on-the-pair-turned}
  - {discussed: cap, in: other, id: on-another-version}
  - {removed: cap, id: draft, draft: true}
  - {removed: own, id: on-a-part}
  - {discussed: ~, id: whole}
  - {denied: ~, matter: land-swaps, id: proposition}
  - {count: 19, id: number}
"""


def test_what_is_on_file_for_a_change_are_the_claims_on_new_and_on_the_pair_those_too_that_do_not_stand() -> None:
    given = facts(ON_FILE)
    assert sorted(given.on_file("cap", "old", "new")) == [
        "paper#draft",
        "paper#on-another-pair",
        "paper#on-new",
        "paper#on-the-pair-turned",
    ]
    assert sorted(given.on_file("funds", "old", "new")) == ["paper#on-a-part"]


def test_the_matters_that_standing_claims_name_are_given() -> None:
    given = facts(ON_FILE)
    assert sorted(given.named("old", "new")) == ["cap", "funds"]
    assert sorted(given.named("old", "other")) == ["cap"]
    assert sorted(given.named("new", "elder")) == ["cap"], "the pair, either way round"
    assert sorted(given.named("other", "elder")) == []


def test_what_is_said_of_the_version_as_a_whole_names_no_point_no_proposition_and_no_count() -> None:
    assert [item.key for item in facts(ON_FILE).on_the_whole("new")] == ["paper#whole"]


def test_what_a_reader_calls_a_matter() -> None:
    given = facts("""
versions:
  new:
    points:
      - {id: army-cap, paraphrase: x}
      - {id: funds, title: The funds, paraphrase: x, parts: [{label: a), text: x}, {id: us-scheme, text: x}, {text: x}]}
      - {number: "7", paraphrase: x}
      - {paraphrase: x}
""")
    names = ["army-cap", "funds", "new#funds/a", "us-scheme", "new#7", "~territory/land-swaps"]
    assert [given.title_of(name) for name in names] == [
        "army cap", "The funds", "part a", "us scheme", "point 7", "Land swaps",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("point", "title"),
    [
        pytest.param("{paraphrase: One two three.}", "One two three", id="the words of the point"),
        pytest.param("{paraphrase: one two three four five six seven eight nine}", "one two three four five six seven eight …",
                     id="eight of them"),
        pytest.param("{paraphrase: one two three four five six seven eight}", "one two three four five six seven eight", id="all eight"),
        pytest.param("{paraphrase: ~}", "a point without words", id="no words"),
        pytest.param("{number: '7', paraphrase: x}", "point 7", id="its number"),
        pytest.param("{id: army-cap, paraphrase: x}", "army cap", id="its id in words"),
        pytest.param("{id: army-cap, title: The cap, paraphrase: x}", "The cap", id="its title"),
    ],
)  # fmt: skip
def test_what_a_point_is_called(point: str, title: str) -> None:
    given = facts(f"versions: {{new: {{points: [{point}]}}}}")
    assert given.title_of(given.matters.of(Spot("new", (0,)))) == title


def test_no_number_is_made_for_a_point_or_a_part_that_has_none() -> None:
    given = facts("versions: {new: {points: [cap, {paraphrase: x}, {id: funds, paraphrase: x, parts: [{text: x}]}]}}")
    assert not any(c.isdigit() for name in ("new#@2", "new#funds/@1") for c in given.title_of(name))
