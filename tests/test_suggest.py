"""Suggestions: which passages report on a plan, and the claims they could become. Never evidence until confirmed."""

from __future__ import annotations

from pathlib import Path

import pytest

from planstrack.claims.archive import Archive
from planstrack.claims.quote_states import quote_states
from planstrack.claims.quotes import find
from planstrack.loading import load_plan
from planstrack.model import Article, Claim, Issue, Party, Plan, Point, Speaker, TrackedQuantity, Version
from planstrack.suggest import THRESHOLD, Names, Suggestion, scored, suggestions, written

TEXT = """Envoys return to the capital

Harbour talks
The visitors arrived on Monday and saw the old town.
The envoys met in Lisbon on Nov. 23, where the 24-point draft was revised.
The new text narrows to a 19-point plan, which leaves the fate of the northern ports open, and a cap on the coast guard.
Under it the coast guard is limited to no more than 4,500 sailors, the minister Ana Lopes said, according to the Harbour Gazette.
"We cannot agree to that," she added. It rained.
They would still have to discuss the ports, Lopes said.
Earlier reports of an agreement on fishing were denied by the ministry.
The café “Zum Anker” on the quay reopened after long works.
"""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / ".planstrack" / "archive")


@pytest.fixture
def plan(archive: Archive) -> Plan:
    return Plan(
        title="Treaty on the harbours",
        parties={"n": Party(name="Northland", aliases=("northern",)), "s": Party(name="Southland")},
        issues={
            "ports": Issue(title="Ports", aliases=("harbour dues",)),
            "coast-guard": Issue(title="Coast guard"),
            "fishing": Issue(title="Fishing"),
        },
        quantities={"sailors": TrackedQuantity(issue="coast-guard", unit="sailors")},
        speakers={
            "Lopes": Speaker(kind="official", aliases=("Ana Lopes",)),
            "Harbour Gazette": Speaker(kind="outlet"),
        },
        version_names={"first": ("24-point draft",), "lisbon": ("19-point plan", "after Lisbon")},
        versions={
            "first": Version(id="first", title="First draft", points_total=24, date="2025-11-10"),  # type: ignore[arg-type]
            "lisbon": Version(
                id="lisbon",
                title="Text after Lisbon",
                points_total=19,
                date="2025-11-23",  # type: ignore[arg-type]
                points=(Point(id="guard", issues=("coast-guard",), quantities={"sailors": {"at-most": 4500}}),),  # type: ignore[dict-item]
            ),
        },
        articles={"report": Article(id="report", outlet="The Test", sha256=archive.add(TEXT))},
    )


def _by_passage(plan: Plan, archive: Archive) -> dict[str, list[Suggestion]]:
    found: dict[str, list[Suggestion]] = {}
    for suggestion in suggestions(plan, archive).suggestions:
        found.setdefault(suggestion.passage.split()[1], []).append(suggestion)
    return found


def test_what_speaks_of_the_plan_is_proposed_and_nothing_else(plan: Plan, archive: Archive) -> None:
    passages = {suggestion.passage for suggestion in suggestions(plan, archive).suggestions}
    lines = TEXT.splitlines()
    assert {lines[4], lines[5], lines[6]} <= passages
    assert not passages & {lines[0], lines[2], lines[3], lines[10], "It rained."}


def test_every_fragment_stands_once_in_the_text_and_has_twelve_words_at_most(plan: Plan, archive: Archive) -> None:
    found = suggestions(plan, archive).suggestions
    assert found
    for suggestion in found:
        assert suggestion.claim.quote is not None
        place = find(TEXT, suggestion.claim.quote)
        assert place.result == "exact"
        assert suggestion.start <= place.places[0][0] < place.places[0][1] <= suggestion.end
        assert len(suggestion.claim.quote.split()) <= 12
        assert TEXT[suggestion.start : suggestion.end] == suggestion.passage
        assert THRESHOLD <= suggestion.score <= 1


def test_a_count_is_read_with_its_version(plan: Plan, archive: Archive) -> None:
    counts = [s.claim for s in suggestions(plan, archive).suggestions if s.claim.says == "count"]
    assert [(claim.about.version, claim.value and claim.value.any_of) for claim in counts] == [
        ("first", (24,)),
        ("lisbon", (19,)),
    ]


def test_a_tracked_number_is_read_with_its_bound_and_who_said_it(plan: Plan, archive: Archive) -> None:
    (claim,) = (s.claim for s in suggestions(plan, archive).suggestions if s.claim.says == "value")
    assert isinstance(claim.value, dict)
    amount = claim.value["sailors"]
    assert (amount.bound, amount.value) == ("at-most", 4500)
    assert claim.about.issues == ("coast-guard",)
    assert claim.said_by == ("Lopes", "Harbour Gazette", "The Test")


def test_each_matter_of_a_sentence_gets_words_and_a_saying_of_its_own(plan: Plan, archive: Archive) -> None:
    claims = [s.claim for s in _by_passage(plan, archive)["new"]]
    about = {
        claim.about.issues or claim.says: (claim.says, claim.quote, claim.about.version, claim.about.points)
        for claim in claims
    }
    assert about["ports",] == (
        "open",
        "19-point plan, which leaves the fate of the northern ports open",
        "lisbon",
        (),
    )
    assert about["coast-guard",][1:] == ("and a cap on the coast guard", "lisbon", ("guard",))


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("The clause on ports was removed from the draft.", "removed"),
        ("A clause on ports was added to the draft.", "added"),
        ("Both sides have agreed on the ports, the draft shows.", "agreed"),
        ("The sides have not yet agreed on the ports.", "open"),
        ("The clause on ports was reworded in the draft.", "reworded"),
        ("The clause on ports is kept in the draft.", "kept"),
        ("The ministry denied that the ports were in the draft.", "denied"),
        ("The ministry demanded a clause on ports for the draft.", "sought"),
        ("The clauses on ports were merged in the draft.", "joined"),
        ("The clause on ports was set aside in the draft.", "parked"),
        ("The clause on ports stands in brackets in the draft.", "bracketed"),
        ("The draft would require open ports.", "proposed"),
        ("Envoys spoke about the ports and the draft.", "discussed"),
    ],
)
def test_what_a_sentence_seems_to_say(plan: Plan, archive: Archive, sentence: str, says: str) -> None:
    article = Article(id="a", outlet="The Test", sha256=archive.add(f"{sentence}\n"))
    found = suggestions(plan.model_copy(update={"articles": {"a": article}}), archive, threshold=0.3)
    assert [s.claim.says for s in found.suggestions if s.claim.about.issues == ("ports",)] == [says]


def test_what_is_quoted_already_is_not_proposed_again(plan: Plan, archive: Archive) -> None:
    before = suggestions(plan, archive).suggestions
    report = plan.articles["report"].model_copy(update={"claims": tuple(s.claim for s in before)})
    assert suggestions(plan.model_copy(update={"articles": {"report": report}}), archive).suggestions == ()


def test_a_score_is_the_same_whatever_other_articles_are_looked_at(plan: Plan, archive: Archive) -> None:
    other = Article(id="other", outlet="The Test", sha256=archive.add("The 24-point draft names the ports. " * 3))
    both = plan.model_copy(update={"articles": {**plan.articles, "other": other}})
    alone = suggestions(plan, archive).suggestions
    assert tuple(s for s in suggestions(both, archive).suggestions if s.article == "report") == alone


def test_articles_without_a_text_are_named_only_when_asked_for(plan: Plan, archive: Archive) -> None:
    bare = Article(id="bare", outlet="o")
    lost = Article(id="lost", outlet="o", sha256="0" * 64)
    bent = Article(id="bent", outlet="o", sha256=archive.add("bent"))
    archive.path_of(bent.sha256 or "").write_text("else")
    full = plan.model_copy(update={"articles": {**plan.articles, "bare": bare, "lost": lost, "bent": bent}})
    seen: list[tuple[int, int]] = []
    found = suggestions(full, archive, progress=lambda done, total: seen.append((done, total)))
    assert (found.read, list(found.unread), seen[-1]) == (1, ["bent"], (4, 4))
    assert set(suggestions(full, archive, ["bare", "lost"]).unread) == {"bare", "lost"}


def test_short_capitals_are_matched_as_capitals(plan: Plan) -> None:
    names = Names.of(plan.model_copy(update={"parties": {"us": Party(name="United States", aliases=("US",))}}))
    kinds = {(hit.kind, hit.name) for hit in names.hits("Give us the US text.")}
    assert ("party", "us") in kinds
    assert sum(hit.kind == "party" for hit in names.hits("Give us the text.")) == 0


def test_names_days_and_counts_are_found_as_they_are_written(plan: Plan) -> None:
    names = Names.of(plan)
    found = {
        (hit.kind, hit.name)
        for hit in names.hits("On 23 November twenty-four points and nineteen points; 4 500 sailors, 4,500.")
    }
    assert {("day", "lisbon"), ("count", "24"), ("count", "19"), ("value", "sailors")} <= found
    assert {("place", "lisbon")} <= {(hit.kind, hit.name) for hit in names.hits("in Lisbon")}


def test_letters_that_grow_when_made_small_move_no_place(plan: Plan) -> None:
    sentence = "İ İ İ the ports of the 24-point draft"
    for hit in Names.of(plan).hits(sentence):
        assert sentence[hit.start : hit.end].casefold().strip() in ("ports", "24-point draft", "24-point", "draft")


def test_headings_and_empty_texts_are_harmless(plan: Plan) -> None:
    names = Names.of(plan)
    assert scored("a", "", names) == ()
    assert all(passage.score < THRESHOLD for passage in scored("a", "Ports and the coast guard\n\n\n???", names))
    empty = Names.of(Plan(title="x"))
    assert all(passage.score < THRESHOLD for passage in scored("a", TEXT, empty))


YAML = """\
outlet: The Test  # my paper
sha256: {sha256}

claims:
  # the first one is mine
  - {{id: mine, quote: It rained, says: discussed}}
"""


def test_drafts_go_into_the_file_and_every_other_line_stays(plan: Plan, archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "plans" / "p"
    (folder / "articles").mkdir(parents=True)
    path = folder / "articles" / "report.yaml"
    (folder / "plan.yaml").write_text(
        "title: Treaty\nissues:\n  ports: {title: Ports}\n  coast-guard: {title: Coast guard}\n"
        "quantities:\n  sailors: {issue: coast-guard}\nversion_names:\n  lisbon: [19-point plan]\n"
    )
    (folder / "versions").mkdir()
    (folder / "versions" / "lisbon.yaml").write_text(
        "points_total: 19\npoints:\n  - quantities: {sailors: {at-most: 4500}}\n"
    )
    old = YAML.format(sha256=plan.articles["report"].sha256)
    path.write_text(old)
    read, problems = load_plan(folder)
    assert problems == ()
    found = suggestions(read, archive).suggestions
    done = written(folder, read, found)
    assert (done.drafts, done.files, done.problems) == (len(found), (path,), ())
    assert path.read_text().startswith(old)
    again, problems = load_plan(folder)
    assert problems == ()
    claims = again.articles["report"].claims
    assert [claim.id for claim in claims] == ["mine", *(s.claim.id for s in found)]
    assert all(claim.draft for claim in claims[1:])
    assert [(c.quote, c.says, c.value, c.about, c.said_by) for c in claims[1:]] == [
        (s.claim.quote, s.claim.says, s.claim.value, s.claim.about, s.claim.said_by) for s in found
    ]
    assert {state.check for state in quote_states(again, archive).values()} == {"exact", "draft"}
    assert suggestions(again, archive).suggestions == ()
    refused = written(folder, read, found)
    assert [problem.code for problem in refused.problems] == ["changed-meanwhile"]


def test_a_confirmed_claim_is_valid_as_it_was_proposed(plan: Plan, archive: Archive) -> None:
    for suggestion in suggestions(plan, archive).suggestions:
        data = suggestion.claim.model_dump(mode="json", by_alias=True)
        assert Claim.model_validate(data) == suggestion.claim
