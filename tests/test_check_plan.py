"""What check says of whole plans: hints, other places, order, what is unread, sizes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from sound_plan import ART, SOUND, V1, V2, changed, found_in

from planstrack.check import FACT_RULES, RULES, check
from planstrack.check.circles import circles
from planstrack.check.quotes import words_in
from planstrack.claims.quote_states import QuoteState
from planstrack.codes import severity_of
from planstrack.loading import load_plan
from planstrack.model import Plan, Point, Version
from planstrack.render.problems import github, json_, sarif
from planstrack.render.problems import text as text_of
from planstrack.text.characters import unseen

SHA = "0123456789abcdef" * 4


def test_a_wrong_name_gets_the_right_one_as_its_hint(tmp_path: Path) -> None:
    found = found_in(tmp_path, changed((V2, "issues: [army-cap]", "issues: [army_cap, navy]")))
    assert [(problem.place.text, problem.hint) for problem in found] == [
        ("army_cap", "did you mean 'army-cap'?"),
        ("navy", "issues of this plan: nato, army-cap"),
        ("army-size", "add 'army-cap' to the point's issues"),
    ]


def test_a_number_used_twice_points_at_the_second_use_and_shows_the_first(tmp_path: Path) -> None:
    found = found_in(tmp_path, changed((V1, 'number: "2"', 'number: "1"')))
    (problem,) = (problem for problem in found if problem.code == "number-used-twice")
    assert (problem.place.line, problem.place.column) == (14, 13)
    assert [(other.place.line, other.place.column) for other in problem.see_also] == [(9, 13)]


def test_reports_that_disagree_are_warnings_with_every_side(tmp_path: Path) -> None:
    post = (
        "outlet: The Post\npublished: 2025-11-26\nclaims:\n"
        "  - {id: c, quote: 22 points, about: {version: draft-2}, says: count, value: 22, said_by: [The Post]}\n"
        "  - {id: d, gist: No cap, about: {version: draft-2, points: [army-cap]}, says: open, said_by: [The Post]}\n"
    )
    found = found_in(tmp_path, {**SOUND, "articles/post-1.yaml": post})
    assert [(problem.code, problem.severity, problem.place.text) for problem in found] == [
        ("disputed-count", "warning", "19"),
        ("disputed-status", "warning", "army-cap"),
    ]
    assert [other.message for other in found[0].see_also] == ["officials: 19 points", "The Post: 22 points"]
    assert found[1].message == (
        "reports disagree (army cap: how far it is settled in “Text after the talks”): "
        "agreed (The Daily); still open (The Post)"
    )


@pytest.mark.parametrize("broken", ["plan.yaml", V1, V2, ART])
def test_a_file_that_could_not_be_read_is_not_called_missing(broken: str, tmp_path: Path) -> None:
    for name, text in {**SOUND, broken: "title: [First draft\n"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    plan, problems = load_plan(tmp_path)
    assert [problem.code for problem in problems] == ["bad-yaml"]
    assert check(plan) == ()


def test_the_order_of_files_changes_nothing(tmp_path: Path) -> None:
    files = changed((V1, 'number: "2"', 'number: "1"'), (V2, "draft-1", "draft-l"), (ART, "[army-cap]}", "[army_cap]}"))
    assert found_in(tmp_path, files)
    plan, _ = load_plan(tmp_path)
    found = check(plan)
    shuffled = plan.model_copy(
        update={
            "versions": dict(reversed(plan.versions.items())),
            "articles": dict(reversed(plan.articles.items())),
        }
    )
    assert check(shuffled) == found
    assert [problem.sort_key for problem in found] == sorted(problem.sort_key for problem in found)


def test_a_plan_made_in_code_has_problems_without_places() -> None:
    plan = Plan(
        title="A plan", versions={"v": Version(id="v", known="2025-11-20", based_on=("w",), points_held="none")}
    )
    (problem,) = check(plan)
    assert (problem.code, str(problem.place)) == ("unknown-version", "<version v>:1:1")


def test_every_rule_is_listed_once_and_says_which_truth_it_guards() -> None:
    from planstrack.check import (
        articles,
        claims,
        counts,
        dates,
        disputed,
        lineage,
        names,
        points,
        quotes,
        receipts,
        references,
        support,
        witnesses,
    )

    rooms = (
        articles,
        claims,
        counts,
        dates,
        disputed,
        lineage,
        names,
        points,
        quotes,
        receipts,
        references,
        support,
        witnesses,
    )
    rules = {
        rule
        for room in rooms
        for name, rule in vars(room).items()
        if callable(rule)
        and not name.startswith("_")
        and getattr(rule, "__annotations__", {}).keys() in ({"plan", "return"}, {"facts", "return"})
        and rule.__annotations__["return"] == "Iterator[Problem]"
    }
    assert {*RULES, *FACT_RULES} == rules
    assert len(RULES) + len(FACT_RULES) == len(rules)
    assert all((rule.__doc__ or "").split("\n")[0].endswith(".") for rule in rules)


def test_three_thousand_versions_in_a_row_and_in_a_circle_are_walked_without_recursion() -> None:
    size = 3_000
    row = {f"v{index}": Version(id=f"v{index}", based_on=(f"v{index - 1}",) if index else ()) for index in range(size)}
    plan = Plan(title="A plan", versions=row)
    assert {problem.code for problem in check(plan)} == {"undated-version", "held-not-stated"}
    round_ = {**row, "v0": Version(id="v0", based_on=(f"v{size - 1}",))}
    found = [
        problem for problem in check(plan.model_copy(update={"versions": round_})) if problem.code == "lineage-circle"
    ]
    assert len(found) == 1


def test_points_nested_in_points_are_reached(tmp_path: Path) -> None:
    inner = Point(id="deep", issues=("nowhere",), text="Deep.", wording="verbatim")
    for _ in range(20):
        inner = Point(text="Around.", wording="verbatim", parts=(inner,))
    version = Version(id="v", known="2025-11-20", text="leaked", points_held="all", points=(inner,))
    assert [problem.code for problem in check(Plan(title="A plan", versions={"v": version}))] == ["unknown-issue"]


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        pytest.param({"a": ["b"], "b": []}, [], id="a step is no circle"),
        pytest.param({"a": ["a"]}, [{"a"}], id="a step to itself is one"),
        pytest.param(
            {"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]},
            [{"a", "b", "c"}],
            id="who only leads into a circle is not in it",
        ),
        pytest.param(
            {"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c", "a"]},
            [{"a", "b"}, {"c", "d"}],
            id="two circles are told apart",
        ),
        pytest.param({"a": ["gone"]}, [], id="a name without edges of its own is passed over"),
    ],
)
def test_circles(edges: dict[str, list[str]], expected: list[set[str]]) -> None:
    assert sorted(map(sorted, circles(edges))) == sorted(map(sorted, expected))


def test_circles_are_those_that_reachability_gives() -> None:
    rng = random.Random(7)
    for _ in range(200):
        names = [str(index) for index in range(rng.randint(1, 7))]
        edges = {name: rng.sample(names, rng.randint(0, min(2, len(names)))) for name in names}
        reach = {name: set(edges[name]) for name in names}
        for _ in names:
            for name in names:
                reach[name] |= {far for near in reach[name] for far in reach[near]}
        in_circle = {
            frozenset(other for other in names if other in reach[name] and name in reach[other])
            for name in names
            if name in reach[name]
        }
        assert {frozenset(members) for members in circles(edges)} == in_circle


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param(
            "cease-fire of 600,000 — “at once”",
            5,
            id="hyphens and commas join, dashes and quotation marks are no words",
        ),
        pytest.param("one/two…three", 3, id="strokes and dots part words"),
        pytest.param("和平计划有二十八点", 5, id="two Chinese characters count as a word"),
        pytest.param("don't l'accord", 2, id="apostrophes join"),
    ],
)
def test_words_are_counted(text: str, count: int) -> None:
    assert words_in(text) == count


def test_a_plan_with_any_letters_changed_is_loaded_checked_and_shown(tmp_path: Path) -> None:
    rng = random.Random(20251201)
    pieces = [
        "[",
        "]",
        "{",
        "}",
        ": ",
        "- ",
        "\n",
        " ",
        '"',
        "&a",
        "*a",
        "draft-1",
        "none",
        "all",
        "#",
        "\u202e",
        "0",
        "é",
    ]
    for round_ in range(150):
        folder = tmp_path / str(round_)
        for name, text in SOUND.items():
            for _ in range(rng.randint(0, 3)):
                at = rng.randrange(len(text))
                text = text[:at] + rng.choice(pieces) + text[at + rng.randint(0, 12) :]
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        plan, problems = load_plan(folder)
        found = (*problems, *check(plan))
        assert all(problem.severity == severity_of(problem.code) for problem in found)
        for shown in (text_of(found), json_(found), github(found), sarif(found)):
            assert not unseen(shown.replace("\n", ""))


def states(check: str) -> dict[tuple[str, str], QuoteState]:
    return {("daily-1", claim): QuoteState(check=check) for claim in ("count", "cap", "cap-agreed")}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        pytest.param("exact", [], id="words that stand are no finding"),
        pytest.param("not-quoted", [], id="nothing quoted is no finding"),
        pytest.param("not-archived", [("not-archived", "note", "A plan")], id="texts not held are one note"),
        pytest.param("altered", [("text-altered", "error", SHA)], id="an altered text is one error at its sum"),
        pytest.param(
            "orphan",
            [
                ("quote-not-found", "error", quote)
                for quote in ("a 19-point text", "a cap of 800,000", "agreed on the cap")
            ],
            id="each quote that is not found is an error at the quote",
        ),
        pytest.param(
            "withdrawn",
            [
                ("quote-withdrawn", "warning", quote)
                for quote in ("a 19-point text", "a cap of 800,000", "agreed on the cap")
            ],
            id="withdrawn words are warnings",
        ),
    ],
)
def test_the_state_of_the_quotes_gives(state: str, expected: list[tuple[str, str, str]], tmp_path: Path) -> None:
    found_in(tmp_path, changed((ART, "claims:", f"sha256: {SHA}\nclaims:")))
    plan, _ = load_plan(tmp_path)
    found = check(plan, states(state))
    assert sorted((problem.code, problem.severity, problem.place.text) for problem in found) == expected
    if state == "not-archived":
        assert found[0].message.startswith("3 of 3 quotes ")


def test_a_state_says_in_its_own_words_what_was_found(tmp_path: Path) -> None:
    found_in(tmp_path, SOUND)
    plan, _ = load_plan(tmp_path)
    (problem,) = check(plan, {("daily-1", "cap"): QuoteState(check="orphan", detail="the text lacks “cap”")})
    assert problem.message == "the text lacks “cap”"
