"""The rules between files: what each one finds, and what it lets pass."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from planstrack.characters import unseen
from planstrack.check import RULES, check
from planstrack.check.circles import circles
from planstrack.check.quotes import words_in
from planstrack.codes import severity_of
from planstrack.load import load_plan
from planstrack.model import Plan, Point, Version
from planstrack.problem import Problem
from planstrack.render.problems import github, json_, sarif
from planstrack.render.problems import text as text_of

PLAN = """\
title: A plan
parties: {us: United States, ua: Ukraine}
issues:
  nato: {title: NATO}
  army-cap: {title: Army cap}
quantities:
  army-size: {issue: army-cap, unit: personnel}
main_line: [draft-1, draft-2]
"""
DRAFT_1 = """\
title: First draft
date: 2025-11-20
text: leaked
points_held: all
points_total: 2
points:
  - id: nato
    number: "1"
    text: NATO does not enlarge.
    issues: [nato]
  - id: army-cap
    number: "2"
    issues: [army-cap]
    quantities: {army-size: {at-most: 600000}}
    parts:
      - {label: a, text: The army has a cap.}
      - {label: b, id: reserve, text: The reserve has none.}
"""
DRAFT_2 = """\
title: Text after the talks
date: 2025-11-24
based_on: [draft-1]
text: unpublished
points_held: some
points_total: 19
points:
  - id: army-cap
    wording: reported
    status: agreed
    issues: [army-cap]
    quantities: {army-size: {at-most: 800000}}
"""
DAILY = """\
outlet: The Daily
published: 2025-11-25
url: https://example.org/news/1
claims:
  - id: count
    quote: a 19-point text
    about: {version: draft-2, since: draft-1}
    says: count
    value: 19
    said_by: [officials, The Daily]
  - id: cap
    quote: a cap of 800,000
    about: {version: draft-2, points: [army-cap], issues: [army-cap]}
    says: value
    value: {army-size: {at-most: 800000}}
    said_by: [The Daily]
  - id: cap-agreed
    quote: agreed on the cap
    about: {version: draft-2, points: [army-cap]}
    says: agreed
    said_by: [The Daily]
  - id: nato-gone
    gist: The paragraph on NATO is gone.
    about: {version: draft-2, since: draft-1, points: ["1"]}
    says: removed
    said_by: [The Daily]
"""
SOUND: Mapping[str, str] = {
    "plan.yaml": PLAN,
    "versions/draft-1.yaml": DRAFT_1,
    "versions/draft-2.yaml": DRAFT_2,
    "articles/daily-1.yaml": DAILY,
}


def found_in(folder: Path, files: Mapping[str, str]) -> tuple[Problem, ...]:
    """Write a plan and return what check finds in it; loading it must find nothing."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    plan, problems = load_plan(folder)
    assert problems == ()
    return check(plan)


def changed(*edits: tuple[str, str, str], **more: str) -> dict[str, str]:
    """Return the sound plan with texts replaced: (file, old, new)."""
    files = {**SOUND, **more}
    for name, old, new in edits:
        assert old in files[name], (name, old)
        files[name] = files[name].replace(old, new)
    return files


V1, V2, ART = "versions/draft-1.yaml", "versions/draft-2.yaml", "articles/daily-1.yaml"
NOTHING: list[tuple[str, str]] = []

CASES = [
    pytest.param((), NOTHING, id="a sound plan has no problems"),
    # names
    pytest.param(
        ((ART, "since: draft-1, points", "since: draft-l, points"),),
        [("unknown-version", "draft-l")],
        id="a version that a claim compares with must be there",
    ),
    pytest.param(((ART, 'points: ["1"]', "points: [reserve]"),), NOTHING, id="a claim may name a part by its id"),
    pytest.param(((ART, 'points: ["1"]', "points: [2b]"),), NOTHING, id="a claim may name a part by number and label"),
    pytest.param(
        ((ART, 'points: ["1"]', "points: [draft-1#1]"),), NOTHING, id="a claim may say of which version a point is"
    ),
    pytest.param(
        ((ART, 'points: ["1"]', "points: [draft-1#7]"),),
        [("unknown-point", "draft-1#7")],
        id="a point of a version must be its own",
    ),
    pytest.param(
        ((ART, 'points: ["1"]', 'points: ["18"]'),),
        NOTHING,
        id="a number within the total of a partly held version is taken on trust",
    ),
    pytest.param(
        ((ART, 'points: ["1"]', 'points: ["20"]'),), [("unknown-point", '"20"')], id="a number beyond the total is not"
    ),
    pytest.param(
        ((V2, "    wording", "    from: [draft-1#army-cap, draft-1#9]\n    wording"),),
        [("unknown-point", "draft-1#9")],
        id="lineage names a point that is there",
    ),
    pytest.param(
        ((V2, "text: unpub", "sources: [daily-1, daily-1#cap, daily-1#cup]\ntext: unpub"),),
        [("unknown-claim", "daily-1#cup")],
        id="a source is an article or a claim of it",
    ),
    pytest.param(
        ((V1, "    text: NATO", "    options: [{by: us, text: Yes.}, {by: uk, text: No.}]\n    text: NATO"),),
        [("unknown-party", "uk")],
        id="an option is proposed by a party of the plan",
    ),
    pytest.param(
        (("plan.yaml", "issue: army-cap", "issue: army"),),
        [("unknown-issue", "army")],
        id="a quantity belongs to an issue",
    ),
    pytest.param(
        (("plan.yaml", "main", "headlines: [nato, nota]\nmain"),),
        [("unknown-issue", "nota")],
        id="a headline is an issue",
    ),
    pytest.param(
        (("plan.yaml", "us: United States", "us: {name: United States, aliases: [ukraine]}"),),
        [("shared-name", "ua")],
        id="two parties do not share a name",
    ),
    # points
    pytest.param(((V1, 'number: "2"', 'number: "1."'),), [("number-used-twice", '"1."')], id="1 and 1. are one number"),
    pytest.param(
        ((V1, "id: reserve", "id: NATO"),), [("id-used-twice", "NATO")], id="parts share the ids of their version"
    ),
    pytest.param(((V1, "label: b", "label: a"),), [("label-used-twice", "a")], id="two parts have two labels"),
    pytest.param(
        ((V1, "label: b, ", 'label: b, number: "2", '),),
        NOTHING,
        id="the number of a part may be that of a point of the version",
    ),
    pytest.param(
        ((V1, "{at-most: 600000}", "{bound: between, value: 6, upper: 5}"),),
        [("bad-amount", "{bound: between, value: 6, upper: 5}")],
        id="an upper value is not below the lower one",
    ),
    pytest.param(
        ((V1, "{at-most: 600000}", "{bound: none, value: 6}"),),
        [("bad-amount", "{bound: none, value: 6}")],
        id="no limit has no value",
    ),
    pytest.param(
        ((V1, "issues: [army-cap]\n    quantities", "issues: [nato]\n    quantities"),),
        [("quantity-apart", "army-size")],
        id="an amount stands under its issue",
    ),
    pytest.param(
        ((V2, "wording: reported", "text: The cap is raised."),),
        [("text-of-unpublished", "The cap is raised.")],
        id="words of an unpublished text are marked as reported",
    ),
    # counts
    pytest.param(
        ((V1, "total: 2", "total: 3"),), [("count-mismatch", "3")], id="a total agrees with points that are all held"
    ),
    pytest.param(
        ((V1, 'number: "1"', 'number: "1"\n    status: dropped'), (V1, "total: 2", "total: 1")),
        [("unsupported-status", "dropped")],
        id="a dropped point is not counted, but somebody must have said so",
    ),
    pytest.param(
        ((V2, "total: 19", "total: 0"),),
        [("bad-count", "0"), ("unsupported-count", "0")],
        id="zero is no number of points",
    ),
    pytest.param(
        ((V1, "text: NATO does not enlarge.", "title: NATO"),),
        [("point-not-held", "nato")],
        id="a held point has words",
    ),
    pytest.param(
        ((V1, "held: all", "held: none"),),
        [("held-contradicted", "none")],
        id="where nothing is held there are no words",
    ),
    # lineage
    pytest.param(((V1, "2025-11-20", "2025-11-24"),), NOTHING, id="two versions of one day may follow each other"),
    pytest.param(
        ((V2, "2025-11-24", "2025-11-19"),),
        [
            ("lineage-forward", "draft-1"),
            ("lineage-forward", "draft-1"),
            ("lineage-forward", "draft-1"),
            ("main-line-order", "draft-2"),
        ],
        id="an earlier version does not come from a later one",
    ),
    pytest.param(
        ((ART, "since: draft-1}", "since: draft-2}"),),
        [("lineage-forward", "draft-2")],
        id="nothing is compared with itself",
    ),
    pytest.param(
        (
            (V1, "    text: NATO", "    from: [draft-2#army-cap]\n    text: NATO"),
            (V1, "date: 2025-11-20\n", "known: 2025-11-20\n"),
        ),
        [("lineage-circle", "draft-2#army-cap")],
        id="a circle is found through based_on and from together, dates or not",
    ),
    pytest.param(
        (("plan.yaml", "[draft-1, draft-2]", "[draft-1]"),), NOTHING, id="a side branch is tied by what it is based on"
    ),
    pytest.param(
        (("plan.yaml", "[draft-1, draft-2]", "[draft-1]"), (V2, "based_on: [draft-1]\n", "")),
        [("version-apart", "title: Text after the talks")],
        id="a version that nothing ties to the main line is named",
    ),
    # support
    pytest.param(
        ((ART, "value: 19", "value: 20"),),
        [("unsupported-count", "19")],
        id="a reported total is one that a claim gives",
    ),
    pytest.param(
        ((V2, "at-most: 800000", "exactly: 800000"),),
        [("unsupported-quantity", "army-size")],
        id="a reported amount has the bound that the claim gives",
    ),
    pytest.param(
        ((ART, "says: agreed", "says: agreed\n    stance: disputes"),),
        [("unsupported-status", "agreed")],
        id="a claim that disputes a status does not back it",
    ),
    pytest.param(
        ((ART, "says: agreed", "says: agreed\n    draft: true"),),
        [("draft-claim", "true"), ("unsupported-status", "agreed")],
        id="a draft backs nothing",
    ),
    pytest.param(
        ((V2, "points:\n", "points:\n  - {id: zaporizhzhia, wording: reported, status: open}\n"),),
        [("unsupported-point", "zaporizhzhia")],
        id="a reported point that no claim reports is one problem, not three",
    ),
    pytest.param(
        ((V2, "points:\n", "points:\n  - {id: plant, wording: reported, sources: [daily-1#count]}\n"),),
        NOTHING,
        id="a point may rest on a claim about its version that it cites",
    ),
    pytest.param(
        (
            (V2, "points:\n", "points:\n  - {id: bases, issues: [nato], wording: reported}\n"),
            (ART, 'points: ["1"]', "issues: [nato]"),
        ),
        NOTHING,
        id="a claim about an issue backs the points of the issue",
    ),
    pytest.param(
        ((V1, 'number: "1"', 'number: "1"\n    status: proposed'),),
        NOTHING,
        id="a text one can read proposes by itself",
    ),
    pytest.param(
        (
            (V1, 'number: "1"', 'number: "1"\n    status: bracketed'),
            (V1, "NATO does not enlarge.", "'[NATO does not enlarge.]'"),
        ),
        NOTHING,
        id="brackets in a text show that it is bracketed",
    ),
    pytest.param(
        ((V1, 'number: "1"', 'number: "1"\n    status: bracketed'),),
        [("unsupported-status", "bracketed")],
        id="without brackets in the text a claim must say so",
    ),
    # claims
    pytest.param(
        ((ART, "value: 19", "value: {army-size: 19}"),),
        [("claim-value", "{army-size: 19}"), ("unsupported-count", "19")],
        id="a count has a number of points",
    ),
    pytest.param(
        ((ART, "[officials, The Daily]", "[The  Daily, the daily]"),),
        [("speaker-circle", "the daily")],
        id="speakers differ by more than spaces and case",
    ),
    pytest.param(
        (("plan.yaml", "main", "speakers:\n  officials: {kind: unnamed, aliases: [The Daily]}\nmain"),),
        [("speaker-circle", "The Daily")],
        id="an alias is the same speaker",
    ),
    pytest.param(
        (("plan.yaml", "main", "speakers:\n  officials: {kind: unnamed}\nmain"),),
        NOTHING,
        id="an outlet of the plan needs no entry among the speakers",
    ),
    pytest.param(
        (("plan.yaml", "main", "speakers:\n  oficials: {kind: unnamed}\nmain"),),
        [("unlisted-speaker", "officials")],
        id="a first speaker that is not listed is noted once",
    ),
    # disputes
    pytest.param(
        ((ART, "says: agreed", "says: open"), (V2, "    status: agreed\n", "")),
        NOTHING,
        id="open and a cap that is named do not exclude each other",
    ),
    pytest.param(
        (
            (
                ART,
                "about: {version: draft-2, since: draft-1}\n    says: count",
                "about: {version: draft-1}\n    says: count",
            ),
            (V2, "points_total: 19\n", ""),
        ),
        [("disputed-count", "19")],
        id="a report counts other points than the text has that is held in full",
    ),
    # dates
    pytest.param(((V1, "2025-11-20", "1825-11-20"),), [("unlikely-date", "1825-11-20")], id="a date is of our time"),
    pytest.param(
        ((V1, "date: 2025-11-20", "date: 2025-11-20\nknown: 2025-11-20"),),
        NOTHING,
        id="a version may be known the day it is made",
    ),
    pytest.param(
        ((V2, "date: 2025-11-24", "date: 2025-11-24\nknown: 2025-11-26"),),
        [("claim-before-version", "draft-2")] * 4,
        id="a claim from before the version was known is named",
    ),
    # quotes
    pytest.param(
        ((ART, "a 19-point text", "one two three four five six seven eight nine ten eleven 12"),),
        NOTHING,
        id="twelve words may be quoted",
    ),
    pytest.param(
        (
            (
                ART,
                "quote: a 19-point text",
                "quote: text\n    suffix: one two three four five six seven eight nine ten eleven twelve 13",
            ),
        ),
        [("long-quote", "one two three four five six seven eight nine ten eleven twelve 13")],
        id="the words after a quote are held to the same length",
    ),
    pytest.param(
        ((ART, "a 19-point text", "a\u200b 19-point text"),),
        [("hidden-in-text", "a\u200b 19-point text")],
        id="a zero-width space is hidden",
    ),
    pytest.param(
        ((ART, "a 19-point text", "план із 19\u00a0пунктів, הצעה\u200f, 👩\u200d🚀 می\u200cخواهم"),),
        NOTHING,
        id="no-break spaces, right-to-left marks, joined emoji and Persian are honest",
    ),
    pytest.param(
        ((ART, "said_by: [officials", "said_by: [offi\u0441ials"),),
        [("mixed-script-in-text", "offi\u0441ials")],
        id="a Cyrillic letter in a Latin word is named",
    ),
    # articles
    pytest.param(
        ((ART, "https://example.org/news/1", "ftp://example.org/"),),
        [("bad-url", "ftp://example.org/")],
        id="an address is http or https",
    ),
    pytest.param(
        ((ART, "https://example.org/news/1", "https://example.org@evil.example/"),),
        [("bad-url", "https://example.org@evil.example/")],
        id="an address names no user",
    ),
    pytest.param(
        ((ART, "https://example.org/news/1", "https://приклад.укр/новини?а=1&б=2#в"),),
        NOTHING,
        id="an address may be Cyrillic",
    ),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_a_change_of_a_sound_plan_gives(
    edits: tuple[tuple[str, str, str], ...], expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    found = found_in(tmp_path, changed(*edits))
    assert sorted((problem.code, problem.place.text) for problem in found) == sorted(expected)


def test_a_wrong_name_gets_the_right_one_as_its_hint(tmp_path: Path) -> None:
    found = found_in(tmp_path, changed((V2, "issues: [army-cap]", "issues: [army_cap, navy]")))
    assert [(problem.place.text, problem.hint) for problem in found] == [
        ("army_cap", "did you mean 'army-cap'?"),
        ("navy", "issues of this plan: nato, army-cap"),
        ("army-size", "add 'army-cap' to the point's issues"),
    ]


def test_a_number_used_twice_points_at_the_second_use_and_shows_the_first(tmp_path: Path) -> None:
    (problem,) = found_in(tmp_path, changed((V1, 'number: "2"', 'number: "1"')))
    assert (problem.place.line, problem.place.column) == (12, 13)
    assert [(other.place.line, other.place.column) for other in problem.see_also] == [(8, 13)]


def test_reports_that_disagree_are_warnings_with_every_side(tmp_path: Path) -> None:
    post = (
        "outlet: The Post\npublished: 2025-11-26\nclaims:\n"
        "  - {id: c, quote: 22 points, about: {version: draft-2}, says: count, value: 22, said_by: [The Post]}\n"
        "  - {id: d, gist: No cap, about: {version: draft-2, points: [army-cap]}, says: dropped, said_by: [The Post]}\n"
    )
    found = found_in(tmp_path, {**SOUND, "articles/post-1.yaml": post})
    assert [(problem.code, problem.severity, problem.place.text) for problem in found] == [
        ("disputed-count", "warning", "19"),
        ("disputed-status", "warning", "army-cap"),
    ]
    assert [other.message for other in found[0].see_also] == ["officials: 19 points", "The Post: 22 points"]


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
    plan = Plan(title="A plan", versions={"v": Version(id="v", date="2025-11-20", based_on=("w",), points_held="none")})
    (problem,) = check(plan)
    assert (problem.code, str(problem.place)) == ("unknown-version", "<version v>:1:1")


def test_every_rule_is_listed_once_and_says_which_truth_it_guards() -> None:
    from planstrack.check import articles, claims, counts, dates, disputed, lineage, names, points, quotes, support

    rooms = (articles, claims, counts, dates, disputed, lineage, names, points, quotes, support)
    rules = {
        rule
        for room in rooms
        for name, rule in vars(room).items()
        if callable(rule)
        and not name.startswith("_")
        and getattr(rule, "__annotations__", {}).keys() == {"plan", "return"}
    }
    rules -= {rule for rule in rules if rule.__module__.endswith((".finding", ".evidence"))}
    assert set(RULES) == rules
    assert len(RULES) == len(set(RULES))
    assert all((rule.__doc__ or "").split("\n")[0].endswith(".") for rule in RULES)


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
    inner = Point(id="deep", issues=("nowhere",), text="Deep.")
    for _ in range(20):
        inner = Point(text="Around.", parts=(inner,))
    version = Version(id="v", date="2025-11-20", text="leaked", points_held="all", points=(inner,))
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
