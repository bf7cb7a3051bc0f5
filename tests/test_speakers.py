"""Who speaks: every name folded in one way, what kind of source each is, and the range of independent sources."""

from __future__ import annotations

import pytest
from small_plans import facts, plan

from planstrack.claims.evidence import sources_of
from planstrack.claims.speakers import Origin, SourceRange, Speakers, source_range, speaker_key

# ---------------------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("The White House", "the  white house", id="case and spaces"),
        pytest.param("The White House’s man", "The White House's man", id="typography"),
        pytest.param(" Ann ", "ANN", id="spaces around"),
        pytest.param("Zelen\u00adskyy", "Zelenskyy", id="a soft hyphen"),
    ],
)
def test_names_are_compared_without_case_spaces_and_typography(one: str, other: str) -> None:
    assert speaker_key(one) == speaker_key(other)


def test_two_names_are_two() -> None:
    assert speaker_key("Ann") != speaker_key("Anna")


@pytest.mark.parametrize("name", ["Ann", "ANNA", "анна", " Анна "])
def test_every_alias_in_whatever_case_is_the_main_name(name: str) -> None:
    speakers = Speakers(plan("versions: {}"))
    assert speakers.main_name(name) == "Ann"
    assert speakers.key(name) == speakers.key("Ann") == speaker_key("ann")


def test_a_name_that_the_plan_does_not_list_is_its_own_main_name() -> None:
    assert Speakers(plan("versions: {}")).main_name("Somebody Else") == "Somebody Else"
    assert Speakers(None).main_name("Ann") == "Ann"


def test_of_two_speakers_with_one_alias_the_first_has_it() -> None:
    speakers = Speakers(plan("speakers: {A: {kind: official, aliases: [X]}, B: {kind: official, aliases: [X]}}"))
    assert speakers.main_name("x") == "A"


# ---------------------------------------------------------------------------------------------------- origins


def origin(*chain: str, outlet: str = "Paper") -> Origin:
    return Speakers(plan("""
speakers:
  Ann: {kind: official, party: ua, aliases: [Anna]}
  officials: {kind: unnamed, party: ua, may_be: [ANNA]}
  somebody: {kind: unnamed}
  nobody named: {kind: unnamed, may_be: []}
  Institute: {kind: institution}
  Gazette: {kind: outlet, aliases: [The Gazette]}
  TASS: {kind: state-outlet, party: ru}
outlets: {Mirror: {kind: mirror}, Relay: {kind: relay}, Rewriter: {kind: rewrite}, Wire: {kind: agency}, Gazette: {kind: mirror}}
""")).origin(chain, outlet)  # fmt: skip


@pytest.mark.parametrize(
    ("chain", "outlet", "expected"),
    [
        pytest.param(["Ann", "Axios"], "Paper", ("Ann", "named"), id="the first of a chain"),
        pytest.param(["anna"], "Paper", ("Ann", "named"), id="an alias in another case"),
        pytest.param(["Somebody New"], "Paper", ("Somebody New", "named"), id="a name that the plan does not list"),
        pytest.param(["Institute"], "Paper", ("Institute", "named"), id="an institution"),
        pytest.param(["somebody"], "Paper", ("somebody", "unnamed"), id="an unnamed speaker"),
        pytest.param([], "Paper", ("Paper", "outlet"), id="nobody: the outlet in its own voice"),
        pytest.param(["Paper"], "Paper", ("Paper", "outlet"), id="the outlet named as its own speaker"),
        pytest.param(["PAPER"], "Paper", ("PAPER", "outlet"), id="the outlet in another case"),
        pytest.param(["Wire"], "Paper", ("Wire", "outlet"), id="another outlet that the plan lists"),
        pytest.param(["TASS"], "Paper", ("TASS", "outlet"), id="a state outlet"),
        pytest.param([], "Mirror", ("Mirror", "repeater"), id="a mirror in its own voice"),
        pytest.param([], "Relay", ("Relay", "repeater"), id="a relay in its own voice"),
        pytest.param([], "Rewriter", ("Rewriter", "repeater"), id="a rewrite in its own voice"),
        pytest.param([], "Wire", ("Wire", "outlet"), id="an agency in its own voice is an outlet"),
        pytest.param(["Ann"], "Mirror", ("Ann", "named"), id="a named speaker in a mirror is the named speaker"),
        pytest.param(["The Gazette"], "Paper", ("Gazette", "repeater"), id="an outlet that is a mirror, by its alias"),
    ],
)
def test_who_spoke_first(chain: list[str], outlet: str, expected: tuple[str, str]) -> None:
    found = origin(*chain, outlet=outlet)
    assert (found.name, found.kind) == expected


def test_an_outlet_that_is_its_own_speaker_by_an_alias_is_the_outlet() -> None:
    assert origin("The Gazette", outlet="Gazette").key == origin(outlet="Gazette").key


def test_an_origin_keeps_its_party_its_kind_and_who_it_may_be() -> None:
    official, tass, paper = origin("officials"), origin("TASS"), origin()
    assert (official.speaker_kind, official.party, official.may_be) == ("unnamed", "ua", {speaker_key("Ann")})
    assert origin("somebody").may_be is None
    assert origin("nobody named").may_be == frozenset()
    assert (tass.speaker_kind, tass.party) == ("state-outlet", "ru")
    assert (paper.speaker_kind, paper.party) == ("outlet", None)
    assert origin("Somebody New").speaker_kind is None


@pytest.mark.parametrize(
    ("outlet", "kind"),
    [("mirror", "mirror"), ("The Gazette", "mirror"), ("Wire", "agency"), ("Unheard Of", "original")],
)
def test_an_outlet_is_original_unless_the_plan_says_otherwise(outlet: str, kind: str) -> None:
    speakers = Speakers(
        plan("""
speakers: {Gazette: {kind: outlet, aliases: [The Gazette]}}
outlets: {Mirror: {kind: mirror}, Wire: {kind: agency}, Gazette: {kind: mirror}}
""")
    )
    assert speakers.outlet_kind(outlet) == kind


# ---------------------------------------------------------------------------------------------------- the range


def sources(*chains: str) -> tuple[int, int, int]:
    """Return the range for claims given as chains, `Ann > Paper @ Wire`: said by Ann, passed on by Paper, printed by Wire."""
    written = []
    for at, chain in enumerate(chains):
        names, _, outlet = chain.partition("@")
        said_by = [name.strip() for name in names.split(">") if name.strip()]
        outlet = outlet.strip() or "Paper"
        written.append(f"  a{at}: {{outlet: {outlet}, claims: [{{kept: cap, by: {said_by}}}]}}")
    text = "versions: {new: {points: [cap]}}\n" + ("articles:\n" + "\n".join(written) if written else "")
    found = sources_of(facts(text).evidence)
    return found.at_least, found.at_most, found.unnamed


@pytest.mark.parametrize(
    ("chains", "expected"),
    [
        pytest.param([], (0, 0, 0), id="nothing is no source"),
        pytest.param(["Ann"], (1, 1, 0), id="a named speaker is one"),
        pytest.param(["Ann", "Anna", "АННА"], (1, 1, 0), id="by aliases in any case still one"),
        pytest.param(["Ann", "Bob"], (2, 2, 0), id="two named speakers are two"),
        pytest.param(["Ann", "Institute"], (2, 2, 0), id="an institution is a named one"),
        pytest.param(["Ann > Paper", "Ann > Wire @ Wire"], (1, 1, 0), id="one speaker through two outlets is one"),
        pytest.param(["@ Paper"], (1, 1, 0), id="an outlet in its own voice is one"),
        pytest.param(["@ Paper", "@ Wire"], (1, 2, 0), id="two outlets in their own voice are one or two, an agency too"),
        pytest.param(["Ann", "@ Wire"], (1, 2, 0), id="an outlet's own voice counts at most, never at least"),
        pytest.param(["Ann > Wire @ Paper", "@ Wire"], (1, 1, 0), id="an outlet that passes on one of these is none of its own"),
        pytest.param(["Ann > Paper > Wire", "@ Wire"], (1, 1, 0), id="whoever passes it on, however late in the chain"),
        pytest.param(["a source > Wire", "@ Wire"], (1, 1, 1), id="also where it passes on an unnamed one"),
        pytest.param(["Ann @ Paper", "@ Paper"], (1, 1, 0), id="an outlet that prints a named speaker passes that one on"),
        pytest.param(["Ann @ Paper", "@ Wire"], (1, 2, 0), id="another outlet passes on nobody"),
        pytest.param(["@ Mirror"], (1, 1, 0), id="a mirror alone is one"),
        pytest.param(["@ Mirror", "@ Relay"], (1, 2, 0), id="a mirror and a relay alone are one or two"),
        pytest.param(["Ann", "@ Mirror"], (1, 1, 0), id="a mirror beside a named speaker is none"),
        pytest.param(["a source", "@ Rewriter"], (1, 1, 1), id="a rewrite beside an unnamed speaker is none"),
        pytest.param(["@ Paper", "@ Relay"], (1, 1, 0), id="a relay beside an outlet is none"),
        pytest.param(["Ann @ Mirror", "Ann"], (1, 1, 0), id="a mirror that names its speaker is that speaker"),
        pytest.param(["a source"], (1, 1, 1), id="an unnamed speaker is one"),
        pytest.param(["a source", "another source"], (1, 2, 2), id="two unnamed ones without a party may be one"),
        pytest.param(["Ann", "a source"], (1, 2, 1), id="an unnamed one without a party may be a named one"),
        pytest.param(["Ukrainian officials"], (1, 1, 1), id="an unnamed one of a party is one"),
        pytest.param(["Ukrainian officials", "Kyiv officials"], (1, 1, 1), id="by an alias still one"),
        pytest.param(["Ukrainian officials", "other Ukrainian officials"], (1, 2, 2), id="two of one party may be one"),
        pytest.param(["Ann", "Ukrainian officials"], (1, 2, 1), id="an unnamed one may be a named one of its party"),
        pytest.param(["Bob", "Ukrainian officials"], (2, 2, 1), id="but none of another party"),
        pytest.param(["Ukrainian officials", "Russian officials"], (2, 2, 2), id="two of two parties are two"),
        pytest.param(["Ann", "Russian officials", "a source"], (2, 3, 2), id="a third without a party may be either"),
        pytest.param(["Ann", "not Ann"], (2, 2, 1), id="one that may be none of the named is another"),
        pytest.param(["Ann", "not Ann", "Ukrainian officials"], (2, 3, 2), id="and one of its party that may be anyone may be that one"),
        pytest.param(["Ann", "Bob", "Cat", "Ukrainian officials", "Russian officials", "a source"], (3, 6, 3),
                     id="three named and three unnamed who may be they: 3 to 6"),
        pytest.param(["Ukrainian officials", "other Ukrainian officials", "Russian officials", "a source", "@ Gazette", "@ Wire"],
                     (2, 6, 4), id="at least 2, at most 6 sources, 4 of them unnamed"),
    ],
)  # fmt: skip
def test_how_many_independent_sources_there_are(chains: list[str], expected: tuple[int, int, int]) -> None:
    assert sources(*chains) == expected


def one(name: str, kind: str = "named", party: str | None = None, may_be: set[str] | None = None) -> Origin:
    keys = None if may_be is None else frozenset(speaker_key(other) for other in may_be)
    return Origin(key=speaker_key(name), name=name, kind=kind, party=party, may_be=keys)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("origins", "expected"),
    [
        pytest.param([one("A"), one("o", "unnamed", "ua", {"A"})], (1, 2, 1), id="one who may be a named one of no party"),
        pytest.param([one("A"), one("B"), one("o", "unnamed", "ua", {"B", "C"})], (2, 3, 1), id="one who may be the second of the named"),
        pytest.param([one("A"), one("o", "unnamed", "ua", {"B"})], (2, 2, 1), id="one who may be somebody who is not among them"),
        pytest.param([one("A"), one("o", "unnamed", None, set())], (2, 2, 1), id="one without a party who is none of the named"),
        pytest.param([one("A"), one("o", "unnamed", None, set()), one("p", "unnamed", None, set())], (2, 3, 2),
                     id="two without a party who are none of the named may be one"),
        pytest.param([one("A"), one("o", "unnamed", None, set()), one("p", "unnamed", "ua", set())], (2, 3, 2),
                     id="one without a party may be the unnamed one of a party"),
        pytest.param([one("A", party="ru"), one("o", "unnamed", "ua"), one("p", "unnamed", "ru")], (2, 3, 2),
                     id="one party's is another, the other party's may be the named one"),
        pytest.param([one("A"), one("o", "unnamed", "ua")], (2, 2, 1), id="a named one of no party is nobody of a party"),
        pytest.param([one("P", "outlet"), one("o", "unnamed")], (1, 2, 1), id="never less than one where a claim stands"),
        pytest.param([one("A"), one("A", "unnamed")], (1, 1, 0), id="one key is one origin, as it is first given"),
    ],
)  # fmt: skip
def test_at_least_the_named_and_one_for_each_party_that_has_another(
    origins: list[Origin], expected: tuple[int, int, int]
) -> None:
    assert source_range(origins) == SourceRange(at_least=expected[0], at_most=expected[1], unnamed=expected[2])


def test_an_outlet_that_relays_any_of_these_counts_only_where_nothing_else_does() -> None:
    origins = [one("P", "outlet"), one("Q", "outlet")]
    assert source_range(origins, [speaker_key("p")]) == SourceRange(at_least=1, at_most=1, unnamed=0)
    assert source_range(origins[:1], [speaker_key("p")]) == SourceRange(at_least=1, at_most=1, unnamed=0)


def test_the_order_of_the_claims_changes_nothing() -> None:
    chains = ["Ann", "not Ann", "a source", "@ Mirror", "Bob > Wire", "@ Wire"]
    assert sources(*chains) == sources(*reversed(chains))


def test_claims_that_do_not_stand_are_no_sources() -> None:
    found = facts("""
versions: {new: {points: [cap]}}
claims: [{kept: cap, by: Ann}, {kept: cap, by: Bob, draft: true}]
""").evidence
    assert sources_of(found) == SourceRange(at_least=1, at_most=1, unnamed=0)


def test_an_outlet_that_passes_on_what_does_not_stand_still_speaks_for_itself() -> None:
    found = facts("""
versions: {new: {points: [cap]}}
claims: [{kept: cap, by: [Ann, Wire], draft: true}, {kept: cap, by: Bob}, {kept: cap, by: Wire}]
""").evidence
    assert sources_of(found) == SourceRange(at_least=1, at_most=2, unnamed=0)
