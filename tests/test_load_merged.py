"""What a merge has left, and what YAML takes for a name: neither passes for text in silence."""

from __future__ import annotations

import time
from pathlib import Path
from textwrap import dedent

import pytest

from planstrack.loading import load_version
from planstrack.loading.nodes import MOST_PROBLEMS, plain_data, tree_of
from planstrack.problem import Problem
from planstrack.source import Source


def problems(text: str) -> tuple[Problem, ...]:
    return tree_of(Source("f.yaml", text)).problems


def said(text: str) -> list[str]:
    """Each problem as `line:column code 'what stands there'`."""
    return [f"{p.place.line}:{p.place.column} {p.code} {p.place.text!r}" for p in problems(text)]


OURS, BASE, SPLIT, THEIRS = "<<<<<<< HEAD", "||||||| 1a2b3c", "=======", ">>>>>>> colleague"
HALVES = [OURS, "600,000", SPLIT, "800,000", THEIRS]


def indented(lines: list[str], by: str = "  ", end: str = "\n") -> str:
    return "".join(f"{by}{line}{end}" for line in lines)


IN_A_TEXT = [
    pytest.param(f"text: |\n{indented(HALVES)}", "2:3", id="lines that are kept"),
    pytest.param(f"text: >-\n  The cap is\n{indented(HALVES)}", "3:3", id="lines that are folded"),
    pytest.param(f"text: The cap is\n{indented(HALVES)}", "2:3", id="a plain text over several lines"),
    pytest.param(f"text: 'The cap is\n{indented(HALVES)}  '", "2:3", id="single quotes"),
    pytest.param(f'text: "The cap is\n{indented(HALVES, "")}"', "2:1", id="double quotes, at the edge of the file"),
    pytest.param(f"text: |\r\n{indented(HALVES, end=chr(13) + chr(10))}", "2:3", id="Windows line ends"),
    pytest.param(f"text: |\n{indented([OURS, 'a', BASE, 'b', SPLIT, 'c', THEIRS])}", "2:3", id="with what both had"),
    pytest.param(f"text: |\n{indented([OURS, 'a'])}", "2:3", id="the first marker alone"),
    pytest.param(f"text: |\n{indented(['a', THEIRS])}", "3:3", id="the last marker alone"),
    pytest.param(f"text: |\n{indented(['a', SPLIT, 'b', THEIRS])}", "3:3", id="the first marker taken out"),
    pytest.param(f"text: |\n{indented(['<<<<<<<', 'a', SPLIT, 'b', '>>>>>>>'])}", "2:3", id="markers without a name"),
    pytest.param(f"points:\n  - text: |\n{indented(HALVES, '      ')}    number: '1'\n", "3:7", id="inside a list"),
    pytest.param('text: "a\\n<<<<<<< HEAD\\nb\\n=======\\nc\\n>>>>>>> d"\n', "1:7", id="line ends that are escapes"),
]


@pytest.mark.parametrize(("text", "place"), IN_A_TEXT)
def test_a_conflict_inside_a_text_is_an_error_with_its_place(text: str, place: str) -> None:
    (problem,) = problems(text)
    assert (problem.code, problem.severity) == ("conflict-marker", "error")
    assert f"{problem.place.line}:{problem.place.column}" == place
    assert problem.hint


def test_the_other_markers_of_a_conflict_stand_beside_its_first() -> None:
    (problem,) = problems(f"text: |\n{indented([OURS, 'a', BASE, 'b', SPLIT, 'c', THEIRS])}")
    assert problem.place.text == OURS
    assert [other.place.text for other in problem.see_also] == [BASE, SPLIT, THEIRS]


def test_each_conflict_is_one_problem() -> None:
    assert said(f"a: |\n{indented(HALVES * 2)}b: |\n{indented(HALVES)}") == [
        f"{line}:3 conflict-marker '<<<<<<< HEAD'" for line in (2, 7, 13)
    ]


UNREADABLE = [
    pytest.param(f"title: a\n{indented([OURS, 'date: 2025-11-20', SPLIT, 'date: 2025-11-21', THEIRS], '')}", id="keys"),
    pytest.param(f"points:\n{indented([OURS, '  - a', SPLIT, '  - b', THEIRS], '')}", id="items"),
    pytest.param(f"text: |\n  a\n{indented(HALVES, '')}", id="a text that the markers end"),
    pytest.param(f"{SPLIT}\ntitle: b\n{THEIRS}\n", id="the second half only"),
]


@pytest.mark.parametrize("text", UNREADABLE)
def test_a_conflict_that_makes_a_file_unreadable_is_named_as_the_cause(text: str) -> None:
    (problem,) = problems(text)
    assert problem.code == "conflict-marker"
    assert problem.message.endswith("the file cannot be read with it")


def test_a_fault_before_a_conflict_is_a_fault_of_its_own() -> None:
    codes = [problem.code for problem in problems(f"title: [a\nb: c\ntext: |\n{indented(HALVES)}")]
    assert sorted(codes) == ["bad-yaml", "conflict-marker"]


HONEST = [
    "Annex\n=======\nText",
    "=======",
    "======= Annex =======",
    "> > > > > > > a letter",
    ">>>>>> six\n>>>>>>> seven\n>>>>>>>> eight",
    ">>>>>>> one\n>>>>>>> two",
    "a <<<<<<< b ======= c >>>>>>> d",
    "<<<<<<<<<< ten",
    "R&D <5 %",
    "x |||||||",
    "<<<<<<<a",
]


@pytest.mark.parametrize("text", HONEST)
def test_honest_text_is_no_conflict(text: str) -> None:
    source = Source("f.yaml", f"text: |\n{indented(text.split(chr(10)))}")
    tree = tree_of(source)
    assert not tree.problems
    assert tree.root is not None
    assert plain_data(tree.root) == {"text": f"{text}\n"}


def test_a_file_full_of_markers_is_read_in_time() -> None:
    begun = time.process_time()
    for line in (OURS, SPLIT, THEIRS, " " * 60 + SPLIT, ">>>>>>>", "<<<<<<<"):
        text = f"text: |\n  {OURS}\n" + f"  {line}\n" * (1_000_000 // (len(line) + 3))
        assert 1 <= len(problems(text)) <= MOST_PROBLEMS + 1
    assert time.process_time() - begun < 60


ANCHORS = [
    pytest.param("title: &important\n", "1:8 anchor-without-value '&important'", id="at the end of the file"),
    pytest.param("title: &important\ntext: leaked\n", "1:8 anchor-without-value '&important'", id="before another key"),
    pytest.param("points: [&a, b]\n", "1:10 anchor-without-value '&a'", id="in brackets"),
    pytest.param("points:\n  - &first\n  - b\n", "2:5 anchor-without-value '&first'", id="in a list"),
    pytest.param("{title: &a}\n", "1:9 anchor-without-value '&a'", id="in braces"),
    pytest.param("title: &a # x\n", "1:8 anchor-without-value '&a'", id="before a comment"),
    pytest.param("title: &a\nother: *a\n", "1:8 anchor-without-value '&a'", id="with an alias to nothing"),
    pytest.param("title: &Partners proposal\n", "1:8 anchor-not-used '&Partners'", id="the first word of a text"),
    pytest.param("a: &x one\nb: &y two\nc: *x\n", "2:4 anchor-not-used '&y'", id="one of two is used"),
]


@pytest.mark.parametrize(("text", "wanted"), ANCHORS)
def test_a_word_that_is_read_as_an_anchor_is_told(text: str, wanted: str) -> None:
    assert said(text) == [wanted]
    assert problems(text)[0].hint


@pytest.mark.parametrize("text", ["title: &R&D\n", "title: &Київ угода\n", "title: & b\n"])
def test_what_can_be_no_anchor_is_refused(text: str) -> None:
    assert [problem.code for problem in problems(text)] == ["bad-yaml"]


@pytest.mark.parametrize(
    "text",
    [
        "a: &x one\nb: *x\n",
        "a: &x [b]\n",
        "a: &x {b: c}\n",
        "a: &x\n  b: c\n",
        "a: &x 'one'\n",
        "a: R&D\n",
        "a: '&x'\n",
        "a: &x ~\nb: *x\n",
    ],
)
def test_an_anchor_that_loses_nothing_is_none_of_our_business(text: str) -> None:
    assert not problems(text)


def test_both_reach_whoever_loads_a_version(tmp_path: Path) -> None:
    path = tmp_path / "v1.yaml"
    path.write_text(dedent("title: &important\nnote: |\n  <<<<<<< HEAD\n  a\n"), encoding="utf-8")
    assert {problem.code for problem in load_version(path)[1]} == {"anchor-without-value", "conflict-marker"}
