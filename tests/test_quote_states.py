"""How quotes stand through the revisions of an article: each change of a text changes exactly the right findings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planstrack.claims.archive import Archive
from planstrack.claims.quote_states import QuoteState, later_revisions, quote_states
from planstrack.model import Article, Claim, Plan

FIRST = (
    "The envoys met in Geneva.\n"
    "The draft was revised there. It keeps the limit of 600,000.\n"
    "Umerov is to brief the president in Paris. Nobody spoke of Moscow.\n"
    "The coalition has done its work.\n"
)
SECOND = (
    "Editor's note: updated.\n"
    "The envoys met in Geneva, sources said.\n"
    "The draft was revised there. It keeps the limit of 600,000.\n"
    "Nobody spoke of Moscow.\n"
    "The coalition has done its work.\n"
)
QUOTES = {
    "met": "The envoys met in Geneva",
    "limit": "keeps the limit of 600,000",
    "paris": "to brief the president in Paris",
    "done": "coalition has done its work",
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / ".planstrack" / "archive")


def _article(archive: Archive, text: str, quotes: dict[str, str], **more: object) -> Article:
    claims = tuple(Claim(id=name, quote=quote, says="discussed") for name, quote in quotes.items())
    return Article(outlet="The Test", sha256=archive.add(text), claims=claims, **more)  # type: ignore[arg-type]


def _checks(plan: Plan, archive: Archive | None) -> dict[str, str]:
    return {f"{article}#{claim}": state.check for (article, claim), state in quote_states(plan, archive).items()}


def test_a_quote_that_the_next_revision_dropped_is_withdrawn_and_no_other(archive: Archive) -> None:
    articles = {"r1": _article(archive, FIRST, QUOTES), "r2": _article(archive, SECOND, {}, revises="r1")}
    plan = Plan(title="p", articles=articles)
    assert _checks(plan, archive) == {
        "r1#met": "exact",
        "r1#limit": "exact",
        "r1#paris": "withdrawn",
        "r1#done": "exact",
    }
    state = quote_states(plan, archive)["r1", "paris"]
    assert state.detail == "the words were in this text; the revision r2 no longer has them"
    alone = plan.model_copy(update={"articles": {"r1": articles["r1"]}})
    assert set(_checks(alone, archive).values()) == {"exact"}, "as of a day before r2, nothing is withdrawn"


@pytest.mark.parametrize("letter", range(0, len(FIRST), 17))
def test_one_letter_changed_in_an_archived_text_alters_all_its_quotes_and_none_of_another(
    archive: Archive, letter: int
) -> None:
    plan = Plan(
        title="p",
        articles={"a": _article(archive, FIRST, QUOTES), "b": _article(archive, SECOND, {"done": QUOTES["done"]})},
    )
    path = archive.path_of(plan.articles["a"].sha256 or "")
    data = path.read_bytes()
    path.write_bytes(data[:letter] + bytes([data[letter] ^ 1]) + data[letter + 1 :])
    assert _checks(plan, archive) == {f"a#{name}": "altered" for name in QUOTES} | {"b#done": "exact"}


@pytest.mark.parametrize("name", list(QUOTES))
def test_one_letter_changed_in_a_quote_orphans_that_quote_only(archive: Archive, name: str) -> None:
    quotes = QUOTES | {name: QUOTES[name][:-1] + "x"}
    plan = Plan(title="p", articles={"a": _article(archive, FIRST, quotes)})
    assert _checks(plan, archive) == {f"a#{other}": "orphan" if other == name else "exact" for other in QUOTES}
    state = quote_states(plan, archive)["a", name]
    assert state.near is not None
    assert "nearest:" in (state.detail or "")


@pytest.mark.parametrize("name", list(QUOTES))
def test_a_sentence_dropped_from_a_revision_withdraws_the_quote_in_it_only(archive: Archive, name: str) -> None:
    kept = ". ".join(part for part in FIRST.replace("\n", " ").split(". ") if QUOTES[name] not in part)
    plan = Plan(
        title="p", articles={"r1": _article(archive, FIRST, QUOTES), "r2": _article(archive, kept, {}, revises="r1")}
    )
    assert _checks(plan, archive) == {f"r1#{other}": "withdrawn" if other == name else "exact" for other in QUOTES}


def test_a_sentence_that_changed_sides_with_others_has_moved(archive: Archive) -> None:
    old = "Alpha comes first.\nBeta is the second.\nGamma is third here.\nDelta ends it.\n"
    new = "Delta ends it.\nNew words open now.\nAlpha comes first.\nBeta is the second.\nGamma is third here.\n"
    quotes = {"alpha": "Alpha comes", "gamma": "is third here", "delta": "Delta ends it"}
    plan = Plan(
        title="p", articles={"r1": _article(archive, old, quotes), "r2": _article(archive, new, {}, revises="r1")}
    )
    assert _checks(plan, archive) == {"r1#alpha": "exact", "r1#gamma": "exact", "r1#delta": "moved"}


def test_words_that_only_a_later_revision_has_have_moved_there(archive: Archive) -> None:
    quotes = {"late": "Editor's note: updated"}
    plan = Plan(
        title="p", articles={"r1": _article(archive, FIRST, quotes), "r2": _article(archive, SECOND, {}, revises="r1")}
    )
    state = quote_states(plan, archive)["r1", "late"]
    assert (state.check, state.article) == ("moved", "r2")


def test_what_was_withdrawn_and_printed_again_stands(archive: Archive) -> None:
    articles = {
        "r1": _article(archive, FIRST, QUOTES),
        "r2": _article(archive, SECOND, {}, revises="r1"),
        "r3": _article(archive, FIRST + "More.\n", {}, revises="r2"),
    }
    assert set(_checks(Plan(title="p", articles=articles), archive).values()) == {"exact"}


def test_a_revision_whose_text_is_not_held_withdraws_nothing(archive: Archive) -> None:
    articles = {"r1": _article(archive, FIRST, QUOTES), "r2": Article(outlet="The Test", revises="r1")}
    assert set(_checks(Plan(title="p", articles=articles), archive).values()) == {"exact"}


def test_drafts_paraphrases_and_unheld_texts_are_told_apart(archive: Archive) -> None:
    claims = (
        Claim(id="draft", quote="The envoys met", says="discussed", draft=True),
        Claim(id="gist", gist="They met.", says="discussed"),
        Claim(id="quoted", quote="The envoys met", says="discussed"),
    )
    plan = Plan(title="p", articles={"a": Article(outlet="The Test", claims=claims)})
    assert _checks(plan, archive) == {"a#draft": "draft", "a#gist": "not-quoted", "a#quoted": "not-archived"}
    assert _checks(plan, None)["a#quoted"] == "not-archived"


def test_words_that_stand_twice_are_ambiguous_unless_a_prefix_decides(archive: Archive) -> None:
    claims = (
        Claim(id="both", quote="the plan", says="discussed"),
        Claim(id="second", quote="the plan", prefix="then", says="discussed"),
        Claim(id="neither", quote="the plan", prefix="never", says="discussed"),
    )
    sha256 = archive.add("First the plan, then the plan.")
    plan = Plan(title="p", articles={"a": Article(outlet="The Test", sha256=sha256, claims=claims)})
    assert _checks(plan, archive) == {"a#both": "ambiguous", "a#second": "exact", "a#neither": "orphan"}
    neither = quote_states(plan, archive)["a", "neither"]
    assert neither.detail == "the words stand 2 times in the text, but not with this prefix and suffix"


def test_circles_and_gaps_of_revisions_end() -> None:
    articles = {
        "a": Article(outlet="o", revises="b"),
        "b": Article(outlet="o", revises="a"),
        "c": Article(outlet="o", revises="nowhere"),
        "d": Article(outlet="o", revises="d"),
        "e": Article(outlet="o", revises="c", published=date(2025, 12, 2)),
    }
    assert later_revisions(articles) == {"a": ("b",), "b": ("a",), "c": ("e",)}


def test_progress_counts_articles_and_some_articles_can_be_asked_for(archive: Archive) -> None:
    plan = Plan(title="p", articles={name: _article(archive, FIRST, QUOTES) for name in "abc"})
    seen: list[tuple[int, int]] = []
    states = quote_states(
        plan, archive, articles=["c", "a", "unknown"], progress=lambda done, total: seen.append((done, total))
    )
    assert seen == [(1, 2), (2, 2)]
    assert {article for article, _ in states} == {"a", "c"}
    assert all(isinstance(state, QuoteState) for state in states.values())
