"""What facts say together: the strongest answer of each question, and sameness that travels through other versions."""

from __future__ import annotations

import pytest
from small_plans import change, facts

from planstrack.compare.answers import answers_of, clear, contrary
from planstrack.compare.closure import sameness
from planstrack.compare.records import Answer, Basis, Fact, Ground

# ---------------------------------------------------------------------------------------------------- answers


def fact(answer: bool, basis: Basis, key: str = "k") -> Fact:
    ground = Ground(kind="claim", key=key, basis=basis, file=("article", "a"))
    return Fact(question="present", matter="cap", versions=("new",), answer=answer, basis=basis, grounds=(ground,))


@pytest.mark.parametrize(
    ("facts_given", "expected", "is_contrary"),
    [
        pytest.param([], None, False, id="nothing"),
        pytest.param([fact(True, "reported")], True, False, id="one yes"),
        pytest.param([fact(False, "reported")], False, False, id="one no"),
        pytest.param([fact(True, "text"), fact(False, "reported")], True, False, id="a stronger yes"),
        pytest.param([fact(True, "summary"), fact(False, "translation")], False, False, id="a stronger no"),
        pytest.param([fact(True, "summary"), fact(False, "summary")], None, True, id="yes and no of one basis"),
        pytest.param([fact(True, "text"), fact(False, "text"), fact(True, "reported")], None, True, id="and a weaker yes"),
    ],
)  # fmt: skip
def test_the_answer_on_the_strongest_basis_is_clear_unless_two_contradict_each_other(
    facts_given: list[Fact], expected: bool | None, is_contrary: bool
) -> None:
    answers = answers_of(facts_given)
    assert clear(answers) is expected
    assert contrary(answers) is is_contrary


def test_an_answer_is_as_strong_as_its_strongest_fact_and_keeps_the_grounds_of_all() -> None:
    answers = answers_of(
        [fact(True, "reported", "a"), fact(True, "summary", "b"), fact(False, "text", "c"), fact(True, "summary", "b")]
    )
    assert (answers[True].basis, [ground.key for ground in answers[True].grounds]) == ("summary", ["a", "b"])
    assert (answers[False].basis, [ground.key for ground in answers[False].grounds]) == ("text", ["c"])
    assert not answers[True].chained


# ---------------------------------------------------------------------------------------------------- chains


def answers(links: str, old: str = "a", new: str = "c", more: str = "") -> dict[bool, tuple[str, list[str], bool]]:
    """Return sameness by links: `ab=` same by report, `ab!` different by report; `ab~` and `ab#` the same by a reading."""
    readings: dict[str, list[str]] = {}
    claims = []
    for at, link in enumerate(links.split()):
        one, other, kind = link[0], link[1], link[2]
        if kind in "~#":
            says = "kept" if kind == "~" else "reworded"
            readings.setdefault(other, []).append(f"{{since: {one}, says: {says}, gist: g}}")
        else:
            says = "kept" if kind == "=" else "reworded"
            claims.append(f"{{{says}: cap, in: {other}, since: {one}, id: {one}{other}{at}}}")
    versions = "".join(
        f"  {name}: {{points: [{{id: cap, reported: ~, readings: [{', '.join(readings.get(name, ()))}]}}]}}\n"
        for name in "abcdefgh"
    )
    text = f"versions:\n{versions}  known: {{points: [cap]}}\nclaims: [{', '.join(claims)}]\n{more}"
    return shown(sameness(facts(text), "cap", old, new))


def shown(given: dict[bool, Answer]) -> dict[bool, tuple[str, list[str], bool]]:
    return {
        value: (answer.basis, sorted(ground.key.removeprefix("paper#") for ground in answer.grounds), answer.chained)
        for value, answer in given.items()
    }


READ = {"b": "b#cap/readings/1", "c": "c#cap/readings/1", "d": "d#cap/readings/1"}


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        pytest.param("", {}, id="nothing"),
        pytest.param("ac=", {True: ("reported", ["ac0"], False)}, id="a fact of the pair"),
        pytest.param("ca=", {True: ("reported", ["ca0"], False)}, id="a fact of the pair, the other way round"),
        pytest.param("ab= bc=", {True: ("reported", ["ab0", "bc1"], True)}, id="same and same is same"),
        pytest.param("ab= bc!", {False: ("reported", ["ab0", "bc1"], True)}, id="same and different is different"),
        pytest.param("ab! bc=", {False: ("reported", ["ab0", "bc1"], True)}, id="different and same is different"),
        pytest.param("ab! bc!", {}, id="different and different is nothing"),
        pytest.param("ba= cb=", {True: ("reported", ["ba0", "cb1"], True)}, id="links are read either way"),
        pytest.param("ab= bd= dc=", {True: ("reported", ["ab0", "bd1", "dc2"], True)}, id="three links"),
        pytest.param("ab= bd! dc=", {False: ("reported", ["ab0", "bd1", "dc2"], True)}, id="three links, one of them different"),
        pytest.param("ab! bd= dc!", {}, id="three links, two of them different"),
        pytest.param("ab= bd= de= ec=", {True: ("reported", ["ab0", "bd1", "de2", "ec3"], True)}, id="four links"),
        pytest.param("ab= bd=", {}, id="a chain that does not arrive"),
        pytest.param("bc= bd=", {}, id="a chain that does not begin"),
        pytest.param("ab= bc= ad= dc=", {True: ("reported", ["ab0", "ad2", "bc1", "dc3"], True)},
                     id="two shortest chains: both are grounds"),
        pytest.param("ab= bc= ad= de= ec=", {True: ("reported", ["ab0", "bc1"], True)}, id="a longer chain is none"),
        pytest.param("ab= ab= bc=", {True: ("reported", ["ab0", "ab1", "bc2"], True)}, id="every fact of a link is a ground"),
        pytest.param("ab~ bc~", {True: ("summary", [READ["b"], READ["c"]], True)}, id="readings: as summarised here"),
        pytest.param("ab~ bc=", {True: ("reported", [READ["b"], "bc1"], True)}, id="a chain is as strong as its weakest link"),
        pytest.param("ab= bc= ad~ de~ ec~", {True: ("summary", ["c#cap/readings/1", "d#cap/readings/1", "e#cap/readings/1"], True)},
                     id="the strongest chain, though it is longer"),
        pytest.param("ab~ ab= bc~", {True: ("summary", [READ["b"], READ["c"]], True)},
                     id="a weaker fact of a link is no ground of a stronger chain"),
        pytest.param("ab~ bc#", {False: ("summary", [READ["b"], READ["c"]], True)}, id="readings, one of them different"),
        pytest.param("ab~ bc~ ac=", {True: ("summary", [READ["b"], READ["c"]], True)},
                     id="a chain stronger than the pair's own fact is then all grounds"),
        pytest.param("ab= bc= ac=", {True: ("reported", ["ac2"], False)}, id="a chain as strong as the pair's own fact is nothing"),
        pytest.param("ab= bc= ac~", {True: ("summary", ["c#cap/readings/1"], False)}, id="a weaker chain is nothing"),
        pytest.param("ab= bc= ac!", {False: ("reported", ["ac2"], False)}, id="a chain is no side against a fact of the pair as strong"),
        pytest.param("ab= bc= ac#", {False: ("summary", ["c#cap/readings/1"], False)}, id="nor against a stronger one"),
        pytest.param("ab! bc= ac=", {True: ("reported", ["ac2"], False)}, id="nor a chain that is different"),
        pytest.param("ab~ bc~ ac!", {False: ("reported", ["ac2"], False)},
                     id="nor does a stronger one answer against a weaker fact of the pair"),
        pytest.param("ab# ab= bc=", {False: ("reported", [READ["b"], "bc2"], True)},
                     id="a link that a stronger fact of its own pair refutes is none"),
        pytest.param("ab= ab! bc=", {}, id="a link that is contested carries nothing"),
        pytest.param("ab= ab! bc!", {}, id="a link that is contested carries nothing, and so makes no difference"),
        pytest.param("ab= ab# bc~", {False: ("summary", [READ["b"], READ["c"]], True)}, id="one that a weaker fact contradicts does"),
        pytest.param("ab= bc= ad! dc=", {True: ("reported", ["ab0", "bc1"], True), False: ("reported", ["ad2", "dc3"], True)},
                     id="two chains that contradict each other carry both answers"),
        pytest.param("ad= de= eb= bc=", {True: ("reported", ["ad0", "bc3", "de1", "eb2"], True)}, id="through any versions in any order"),
    ],
)  # fmt: skip
def test_sameness_travels_through_other_versions(links: str, expected: dict[bool, tuple[str, list[str], bool]]) -> None:
    assert answers(links) == expected


def test_a_chain_passes_no_version_twice() -> None:
    """From a to b the same, and b differs from d: to come back to b from d would pass it twice."""
    assert answers("ab= bd! bc!") == {False: ("reported", ["ab0", "bc2"], True)}
    assert answers("ab= bd! db= bc=") == {True: ("reported", ["ab0", "bc3"], True)}
    assert answers("ad! ad= dc=") == {}


def test_where_the_shortest_way_would_pass_a_version_twice_a_longer_one_is_looked_for() -> None:
    """The shortest walk with one *different* goes a-b-d-b-c; the shortest chain that passes none twice is a-e-f-g-c."""
    assert answers("ab= bd! db= bc= ae= ef! fg= gc=")[False] == ("reported", ["ae4", "ef5", "fg6", "gc7"], True)
    longer = answers("ab= bd! db= bc= ae= ef! fg= gh= hc=")
    assert longer[False] == ("reported", ["ae4", "ef5", "fg6", "gh7", "hc8"], True)


def test_the_two_versions_are_never_passed_on_the_way() -> None:
    assert answers("ac= cb! ba=", new="b") == {
        True: ("reported", ["ba2"], False),
    }
    assert answers("ab! bc= ca=", old="a", new="b") == {False: ("reported", ["ab0"], False)}


def test_a_chain_is_found_though_another_way_would_pass_the_version_it_leads_to() -> None:
    assert answers("ah= hc= cd! cd= ab= be! ef= fg= gc=") == {
        True: ("reported", ["ah0", "hc1"], True),
        False: ("reported", ["ab4", "be5", "ef6", "fg7", "gc8"], True),
    }


def test_texts_are_links_too() -> None:
    text = """
versions:
  a: {points: [{id: cap, verbatim: One.}]}
  b: {points: [{id: cap, verbatim: One.}]}
  d: {points: [{id: cap, verbatim: Two.}]}
  c: {points: [{id: cap, reported: ~}]}
claims: [{kept: cap, in: c, since: b, id: bc}]
"""
    assert shown(sameness(facts(text), "cap", "a", "c")) == {True: ("reported", ["a#cap", "b#cap", "bc"], True)}
    assert shown(sameness(facts(text), "cap", "d", "c")) == {False: ("reported", ["b#cap", "bc", "d#cap"], True)}


def test_a_chain_through_texts_stands_on_the_text() -> None:
    """Two languages settle nothing between a and c, but b has the text of a, and its hand the translation of c."""
    text = """
versions:
  a: {hand: H, points: [{id: cap, translation: One.}]}
  b: {hand: H, points: [{id: cap, translation: One., readings: [{since: c, says: kept, gist: g}]}]}
  c: {points: [{id: cap, paraphrase: x}]}
"""
    assert shown(sameness(facts(text), "cap", "a", "c")) == {
        True: ("summary", ["a#cap", "b#cap", "b#cap/readings/1"], True)
    }


def test_a_text_refutes_a_link_and_no_chain_answers_against_it() -> None:
    texts = """
versions:
  a: {points: [{id: cap, verbatim: One.}]}
  b: {points: [{id: cap, reported: ~}]}
  c: {points: [{id: cap, verbatim: Two.}]}
claims: [{kept: cap, in: b, since: a, id: ab}, {kept: cap, in: c, since: b, id: bc}]
"""
    assert shown(sameness(facts(texts), "cap", "a", "c")) == {False: ("text", ["a#cap", "c#cap"], False)}


def test_amounts_are_links_too() -> None:
    text = """
versions:
  a: {points: [{id: cap, paraphrase: x, quantities: {army-size: 600}}]}
  b: {points: [{id: cap, paraphrase: x, quantities: {army-size: 800}}]}
  c: {points: [{id: cap, reported: ~}]}
claims: [{kept: cap, in: c, since: b, id: bc}]
"""
    assert shown(sameness(facts(text), "cap", "a", "c")) == {False: ("reported", ["a#cap", "b#cap", "bc"], True)}


def test_a_version_of_which_only_a_denial_speaks_is_the_end_of_a_chain_too() -> None:
    text = """
versions: {a: {points: [cap]}, b: {}, c: {}}
claims: [{kept: cap, in: b, since: a, id: ab}, {kept: cap, in: c, since: b, stance: disputes, id: bc}]
"""
    assert shown(sameness(facts(text), "cap", "a", "c")) == {False: ("reported", ["ab", "bc"], True)}


def test_a_part_that_a_chain_makes_different_makes_its_point_different() -> None:
    text = """
versions:
  a: {{points: [{{id: funds, paraphrase: x, parts: [{{id: own, text: x}}]}}]}}
  b: {{points: []}}
  c: {{points: [{{id: funds, reported: ~, parts: [{{id: own, reported: ~}}]}}]}}
claims: [{{kept: own, in: b, since: a, id: ab}}, {{{says}: own, in: c, since: b, id: bc}}]
"""
    different = facts(text.format(says="reworded"))
    assert shown(sameness(different, "own", "a", "c")) == {False: ("reported", ["ab", "bc"], True)}
    assert shown(sameness(different, "funds", "a", "c")) == {False: ("reported", ["ab", "bc"], True)}
    assert {fact.part for fact in sameness(different, "funds", "a", "c")[False].facts} == {"own"}
    assert shown(sameness(facts(text.format(says="kept")), "funds", "a", "c")) == {}


def test_a_chain_ends_in_a_version_of_which_only_a_part_is_spoken() -> None:
    given = facts("""
versions:
  elder: {points: [{id: funds, paraphrase: x, parts: [{id: own, text: x}]}]}
  a: {points: [{id: funds, paraphrase: x}]}
  b: {}
  c: {}
claims:
  - {kept: funds, in: b, since: a, id: ab}
  - {agreed: own, in: b, id: there}
  - {dropped: own, in: c, id: gone}
""")
    assert shown(sameness(given, "funds", "a", "c")) == {False: ("reported", ["ab", "gone", "there"], True)}


@pytest.mark.parametrize(
    ("claim", "proposition", "point"),
    [
        pytest.param("kept: land, since: b", {True: ("reported", ["ab", "bc"], True)}, {}, id="kept, of the rest nothing is known"),
        pytest.param("reworded: land, since: b", {False: ("reported", ["ab", "bc"], True)}, {False: ("reported", ["ab", "bc"], True)},
                     id="changed, and so its point"),
        pytest.param("of: land, value: {term: 9}", {False: ("reported", ["ab", "b5", "bc"], True)}, {},
                     id="another amount, which is not its point's"),
    ],
)  # fmt: skip
def test_a_proposition_follows_chains_as_a_part_does(
    claim: str, proposition: dict[bool, object], point: dict[bool, object]
) -> None:
    given = facts(f"""
versions: {{a: {{points: [land]}}, b: {{}}, c: {{}}}}
claims:
- {{kept: land, matter: land-swaps, in: b, since: a, id: ab}}
- {{of: land, matter: land-swaps, in: b, value: {{term: 5}}, id: b5}}
- {{{claim}, matter: land-swaps, in: c, id: bc}}
""")
    assert shown(sameness(given, "~territory/land-swaps", "a", "c")) == proposition
    assert shown(sameness(given, "land", "a", "c")) == point


def test_a_part_that_chains_make_different_contradicts_a_chain_that_makes_its_point_the_same() -> None:
    text = """
versions:
  a: {points: [{id: funds, paraphrase: x, parts: [{id: own, text: x}]}]}
  b: {}
  c: {}
  d: {}
claims:
- {kept: funds, in: d, since: a, id: ad}
- {kept: funds, in: c, since: d, id: dc}
- {kept: funds/own, in: b, since: a, id: ab}
- {reworded: funds/own, in: c, since: b, id: bc}
"""
    assert shown(sameness(facts(text), "own", "a", "c")) == {False: ("reported", ["ab", "bc"], True)}
    assert shown(sameness(facts(text), "funds", "a", "c")) == {
        True: ("reported", ["ad", "dc"], True),
        False: ("reported", ["ab", "bc"], True),
    }


def test_claims_on_another_matter_are_no_links() -> None:
    assert answers("ab=", more="""
articles: {wire: {claims: [{kept: nato, in: c, since: b}]}}
""") == {}  # fmt: skip


@pytest.mark.parametrize(
    ("links", "verdict", "keys"),
    [
        pytest.param("kept kept", "unchanged", ["paper#one", "paper#two"], id="kept, and kept again: unchanged"),
        pytest.param("kept reworded", "changed", ["paper#one", "paper#two"], id="kept, then changed: changed"),
        pytest.param("reworded kept", "changed", ["paper#one", "paper#two"], id="changed, then kept: changed"),
        pytest.param("reworded reworded", "unknown", [], id="changed, and changed again: not known"),
    ],
)
def test_a_verdict_follows_from_a_chain_and_is_grounded_in_all_its_links(
    links: str, verdict: str, keys: list[str]
) -> None:
    first, second = links.split()
    found = change(
        f"""
versions: {{old: {{points: [cap]}}, middle: {{based_on: [old]}}, new: {{based_on: [middle]}}}}
claims: [{{{first}: cap, in: middle, since: old, id: one, by: Ann}}, {{{second}: cap, since: middle, id: two, by: Bob}}]
"""
    )
    assert found.verdict == verdict
    assert sorted(ground.key for ground in found.grounds) == keys
    if keys:
        assert "by way of other versions" in found.reason
        assert (found.basis, found.sources.at_least, found.sources.at_most) == ("reported", 2, 2)


def test_two_chains_that_contradict_each_other_are_a_dispute() -> None:
    found = change(
        """
versions: {old: {points: [cap]}, a: {}, b: {}, new: {based_on: [old]}}
claims:
  - {kept: cap, in: a, since: old, by: Ann, id: one}
  - {kept: cap, since: a, by: Ann, id: two}
  - {reworded: cap, in: b, since: old, by: Bob, id: three}
  - {kept: cap, since: b, by: Bob, id: four}
"""
    )
    assert (found.verdict, found.basis, found.disputed) == ("disputed", "reported", True)
    [dispute] = found.disputes
    assert [(side.value, [ground.key for ground in side.grounds]) for side in dispute.sides] == [
        (False, ["paper#three", "paper#four"]),
        (True, ["paper#one", "paper#two"]),
    ]


def test_a_chain_is_never_a_side_against_a_fact_of_the_pair() -> None:
    found = change(
        """
versions:
  old: {points: [cap]}
  middle: {points: [{id: cap, reported: ~, readings: [{since: old, says: kept, gist: g}]}]}
  new: {based_on: [old], points: [{id: cap, reported: ~, readings: [{since: middle, says: kept, gist: g}]}]}
claims: [{reworded: cap, since: old, by: Ann}]
"""
    )
    assert (found.verdict, found.basis, found.disputes) == ("changed", "reported", ())


def test_a_stronger_chain_settles_no_dispute_among_facts_of_the_pair() -> None:
    found = change("""
versions:
  old: {points: [{id: cap, paraphrase: x}]}
  third: {based_on: [old], points: [{id: cap, paraphrase: x, readings: [{since: old, says: kept, gist: x}]}]}
  new: {based_on: [third], points: [{id: cap, paraphrase: y, readings: [{since: third, says: kept, gist: z}]}]}
claims:
  - {kept: cap, since: old, in: new, by: Ann}
  - {reworded: cap, since: old, in: new, by: Bob}
""")
    assert (found.verdict, found.basis, found.disputed) == ("disputed", "reported", True)
