"""What the analyst typed is what the records hold, and every problem stands at the value at fault."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest

from planstrack.loading import load_file, load_version
from planstrack.model import Version
from planstrack.problem import Problem


def read(folder: Path, text: str, name: str = "v1.yaml") -> tuple[Version | None, tuple[Problem, ...]]:
    path = folder / name
    path.write_bytes(dedent(text).encode())
    return load_version(path)


def version(folder: Path, text: str) -> Version:
    found, problems = read(folder, text)
    assert not problems
    assert found is not None
    return found


def said(problems: tuple[Problem, ...]) -> list[str]:
    """Each problem as `line:column code 'what stands there'`."""
    return [f"{p.place.line}:{p.place.column} {p.code} {p.place.text!r}" for p in problems]


def test_scalars_mean_what_was_typed(tmp_path: Path) -> None:
    found = version(
        tmp_path,
        """\
        title: NO
        points:
          - number: 7.10
            label: on
            title: 12:30
            text: 0o17
            note: 1e3
          - number: 007
            title: true
            text: ~
          - text: 2025-11-20
        """,
    )
    first, second, third = found.points
    assert (found.title, first.number, first.label, first.title, first.text, first.note) == (
        "NO", "7.10", "on", "12:30", "0o17", "1e3",
    )  # fmt: skip
    assert (second.number, second.title, second.text, third.text) == ("007", "true", None, "2025-11-20")


def test_a_key_with_nothing_after_it_is_as_good_as_none(tmp_path: Path) -> None:
    found = version(tmp_path, "based_on:\ndate:\npoints:\n  - issues:\n    quantities: ~\n    text: a\n")
    assert (found.based_on, found.date, found.points[0].issues, found.points[0].quantities) == ((), None, (), {})


def test_amounts_are_read_in_every_form(tmp_path: Path) -> None:
    found = version(
        tmp_path,
        """\
        points:
          - quantities:
              a: {bound: between, value: 1.5, upper: "2"}
              b: {at-most: 600000, condition: in peacetime}
              c: 19
              d: none
        """,
    )
    amounts = found.points[0].quantities
    assert (amounts["a"].value, amounts["a"].upper) == (Decimal("1.5"), Decimal(2))
    assert (amounts["b"].bound, amounts["b"].value, amounts["b"].condition) == ("at-most", 600000, "in peacetime")
    assert (amounts["c"].bound, amounts["c"].value, amounts["d"].bound) == ("exactly", 19, "none")


def test_a_loose_file_has_its_name_for_an_id(tmp_path: Path) -> None:
    assert read(tmp_path, "title: a", "Entwurf (2) für Genf.yaml")[0] == Version(id="Entwurf-2-fur-Genf", title="a")
    assert read(tmp_path, "title: a", "…yaml")[0] == Version(id="yaml", title="a")
    assert read(tmp_path, "id: x\ntitle: a", "v.yaml")[0] == Version(id="x", title="a")


WRONG = [
    pytest.param("date: 2025-11-31", "1:7 bad-date '2025-11-31'", id="a day that no month has"),
    pytest.param("date: 20 Nov 2025", "1:7 bad-date '20 Nov 2025'", id="a date in another form"),
    pytest.param("date: [2025-11-30]", "1:7 wrong-kind '[2025-11-30]'", id="a list where a date is expected"),
    pytest.param("points_total: 12:30", "1:15 bad-number '12:30'", id="a time where a number is expected"),
    pytest.param("points_total: " + "9" * 5000, f"1:15 bad-number '{'9' * 5000}'", id="a number of 5,000 digits"),
    pytest.param("points_total: 28.0", "1:15 bad-number '28.0'", id="a fraction where a count is expected"),
    pytest.param("points_held: no", "1:14 bad-value 'no'", id="a word that is not in the list"),
    pytest.param("points_held: [all]", "1:14 wrong-kind '[all]'", id="a list where a word is expected"),
    pytest.param("based_on: us-28", "1:11 wrong-kind 'us-28'", id="one value where a list is expected"),
    pytest.param("based_on: {us-28: x}", "1:11 wrong-kind '{us-28: x}'", id="a mapping where a list is expected"),
    pytest.param("based_on: [us-28, us 28]", "1:19 bad-id 'us 28'", id="the second item is no id"),
    pytest.param("based_on: [us-28, ~]", "1:19 wrong-kind '~'", id="nothing where an id is expected"),
    pytest.param("titel: x", "1:1 unknown-key 'titel'", id="a key that is not known"),
    pytest.param("from_: x", "1:1 unknown-key 'from_'", id="a name of the program is no key"),
    pytest.param("points:\n- text: a\n- text: [A]\n", "3:9 wrong-kind '[A]'", id="text that begins with a bracket"),
    pytest.param("points:\n- a\n- text: b\n", "2:3 wrong-kind 'a'", id="text where a point is expected"),
    pytest.param("points:\n-\n- text: b\n", "2:2 wrong-kind ''", id="nothing where a point is expected"),
    pytest.param("points:\n- parts:\n  - parts:\n    - nr: 1\n", "4:7 unknown-key 'nr'", id="in a part of a part"),
    pytest.param("points:\n- quantities: {a: {value: x}}", "2:27 bad-number 'x'", id="a value of an amount"),
    pytest.param("points:\n- quantities: {a: {at-most: 6k}}", "2:29 bad-number '6k'", id="an amount in short"),
    pytest.param("points:\n- quantities: {a: lots}", "2:19 bad-number 'lots'", id="a bare amount"),
    pytest.param("points:\n- quantities: {a: 600.000}", "2:19 ambiguous-number '600.000'", id="600000, or 600"),
    pytest.param(
        "points:\n- quantities: {a: {at-most: -1.500}}", "2:29 ambiguous-number '-1.500'", id="-1500, or -1.5"
    ),
    pytest.param("points:\n- quantities: {a: {between: [1.5, 12.500]}}", "2:35 ambiguous-number '12.500'", id="an end"),
    pytest.param("points_total: 1.000", "1:15 ambiguous-number '1.000'", id="1000, or 1"),
    pytest.param("points:\n- quantities: {a: {between: [1, x]}}", "2:33 bad-number 'x'", id="an end of a range"),
    pytest.param("points:\n- quantities: {a: {between: [1]}}", "2:20 unknown-key 'between'", id="a range of one end"),
    pytest.param("points:\n- quantities: {a: {between: [01, 2]}}", "2:30 leading-zero '01'", id="a zero before an end"),
    pytest.param("points:\n- positions: {us: proposed}", "2:19 bad-value 'proposed'", id="a position that is a status"),
    pytest.param("points:\n- from: [{point: a#1, basis: guess}]", "2:30 bad-value 'guess'", id="a basis of lineage"),
    pytest.param(
        "points:\n- readings: [{since: a, says: value, gist: b}]", "2:31 bad-value 'value'", id="a reading of no change"
    ),
    pytest.param("relations: {a: revise}", "1:16 bad-value 'revise'", id="a relation that is none"),
    pytest.param("signed: 2015-02-12", "1:9 wrong-kind '2015-02-12'", id="a day where who signed is expected"),
    pytest.param("documents: [{title: a}]", "1:13 missing-key '{title: a}'", id="a document without an id"),
    pytest.param("witnesses: [{id: a, spans: {b: [1, y]}}]", "1:36 bad-number 'y'", id="an end of a span"),
    pytest.param("points:\n- quantities: {a b: 1}", "2:16 bad-id 'a b'", id="a name that cannot be one"),
    pytest.param("points:\n- options: [{text: a}]", "2:13 missing-key '{text: a}'", id="a key that must be there"),
    pytest.param("points:\n- options:\n  - text: a", "3:5 missing-key 'text: a'", id="the same, on a line of its own"),
    pytest.param("points:\n- options:\n  - by:", "3:5 missing-key 'by'", id="a key that must have a value"),
    pytest.param("- a", "1:1 wrong-kind '- a'", id="a list for a whole file"),
    pytest.param("hello", "1:1 wrong-kind 'hello'", id="text for a whole file"),
    pytest.param("points_total: 010", "1:15 leading-zero '010'", id="a zero in front"),
    pytest.param("title: see #3", "1:12 cut-off '#3'", id="a comment that was meant as text"),
]


@pytest.mark.parametrize(("text", "problem"), WRONG)
def test_a_wrong_value_is_reported_where_it_stands(tmp_path: Path, text: str, problem: str) -> None:
    assert said(read(tmp_path, text)[1]) == [problem]


def test_every_problem_of_a_file_is_reported_at_once(tmp_path: Path) -> None:
    _, problems = read(
        tmp_path,
        """\
        title: one
        Title: two
        date: 2025-02-30
        points:
          - id: a b
            wording: verbatin
            quantities: {x: {value: 1, value: 2}}
          - issues: nato
        known: soon
        """,
    )
    assert said(problems) == [
        "2:1 duplicate-key 'Title'",
        "3:7 bad-date '2025-02-30'",
        "5:9 bad-id 'a b'",
        "6:14 bad-value 'verbatin'",
        "7:32 duplicate-key 'value'",
        "8:13 wrong-kind 'nato'",
        "9:8 bad-date 'soon'",
    ]


def test_what_is_wrong_is_left_out_and_the_rest_is_read(tmp_path: Path) -> None:
    found, _ = read(tmp_path, "title: a\ndate: never\npoints:\n- oops\n- {text: b, issues: [x, y z]}\n")
    assert found is not None
    assert (found.title, found.date) == ("a", None)
    assert [(point.text, point.issues) for point in found.points] == [(None, ()), ("b", ("x",))]


def test_an_amount_is_left_out_whole(tmp_path: Path) -> None:
    """Half of it, `exactly nothing`, would be a fact that nobody stated."""
    found, _ = read(
        tmp_path, "points:\n- quantities: {a: {bound: at-most, value: x}, b: {at-most: 1, at-least: 2}, c: 3}"
    )
    assert found is not None
    assert list(found.points[0].quantities) == ["c"]


HINTS = [
    pytest.param("based_on: us-28", "write based_on: [us-28]", id="a list of one"),
    pytest.param("titel: x", "did you mean 'title'?", id="a key nearly right"),
    pytest.param(
        "text: leakd", "did you mean 'leaked'? Allowed: published, leaked, read-out, unpublished", id="a word"
    ),
    pytest.param(
        "points:\n- wording: exact", "allowed: verbatim, translation, paraphrase, reported", id="no word near"
    ),
    pytest.param("points_total: 1_000", "write 1000", id="a number with marks"),
    pytest.param("date: 20.11.2025", "write dates as YYYY-MM-DD, for example 2025-11-20", id="a date"),
    pytest.param("based_on: [US 28]", "for example 'us-28'", id="an id"),
    pytest.param("title: [us]", "remove the brackets", id="brackets around one word"),
    pytest.param("title: [we agree]", 'text that begins with "[" needs quotes', id="brackets that are text"),
]


@pytest.mark.parametrize(("text", "hint"), HINTS)
def test_a_hint_says_what_to_write(tmp_path: Path, text: str, hint: str) -> None:
    assert [problem.hint for problem in read(tmp_path, text)[1]] == [hint]


def test_messages_are_in_words_of_the_file(tmp_path: Path) -> None:
    _, problems = read(tmp_path, "based_on: us-28\npoints:\n- text: [a b]\n- hello\n- quantities: {x: [1]}\n")
    assert [problem.message for problem in problems] == [
        "'based_on' must be a list, not 'us-28'",
        "'text' must be text, not a list",
        "this item must be a mapping, not 'hello'",
        "'x' must be a mapping, not a list",
    ]


@pytest.mark.parametrize(
    ("text", "kind", "codes"),
    [
        pytest.param("points: [{text: 1}]", "version", [], id="a version"),
        pytest.param("outlet: x\nclaims: [{id: a, says: kept}]", "article", [], id="an article"),
        pytest.param("articles: [{outlet: x}, {id: b}]", "article", ["missing-key"], id="a list of articles"),
        pytest.param("title: x\nmain_line: [a b]", "plan", ["bad-id"], id="a plan"),
        pytest.param("points: [", "version", ["bad-yaml"], id="nothing that can be read"),
    ],
)
def test_a_file_outside_of_any_plan_is_known_by_its_keys(
    tmp_path: Path, text: str, kind: str, codes: list[str]
) -> None:
    (tmp_path / "x.yaml").write_text(text)
    found = load_file(tmp_path / "x.yaml")
    assert (found.kind, [problem.code for problem in found.problems]) == (kind, codes)


CLAIMED = [
    pytest.param("19", None, id="a count"),
    pytest.param("[26, 28]", None, id="one of several"),
    pytest.param("{about: 20}", None, id="about so many"),
    pytest.param("{count: {at-most: 3}}", None, id="an amount of a quantity that is called count"),
    pytest.param("{size: {between: [1, 2]}}", None, id="a range"),
    pytest.param("{size: none}", None, id="no limit"),
    pytest.param("nineteen", "3:31 bad-number 'nineteen'", id="a count in words"),
    pytest.param("[26, x]", "3:36 bad-number 'x'", id="the second of several"),
    pytest.param("{about: 20.000}", "3:39 ambiguous-number '20.000'", id="about 20000, or 20"),
    pytest.param("019", "3:31 leading-zero '019'", id="a zero before a count"),
    pytest.param("[26, 028]", "3:36 leading-zero '028'", id="a zero before one of several"),
    pytest.param("{about: 020}", "3:39 leading-zero '020'", id="a zero behind about"),
    pytest.param("{size: {at-most: x}}", "3:48 bad-number 'x'", id="an amount"),
    pytest.param("{size: 600.000}", "3:38 ambiguous-number '600.000'", id="a bare amount"),
    pytest.param("{count: {at-most: x}}", "3:49 bad-number 'x'", id="an amount of what is called count"),
    pytest.param("{size: {valeu: 3}}", "3:39 unknown-key 'valeu'", id="a key of an amount"),
    pytest.param("{a b: 3}", "3:32 bad-id 'a b'", id="a quantity that cannot be one"),
]


@pytest.mark.parametrize(("value", "problem"), CLAIMED)
def test_the_value_of_a_claim_is_a_count_or_amounts(value: str, problem: str | None, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"outlet: A\nclaims:\n- {{id: a, says: count, value: {value}}}\n", encoding="utf-8")
    assert said(load_file(path).problems) == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("written", "readings"),
    [("600.000", ("600000", "600")), ("12.500", ("12500", "12.5")), ("1.234", ("1234", "1.2340")), ("-100.010", ("-100010", "-100.01"))],
)  # fmt: skip
def test_a_number_that_groups_in_two_ways_is_told_in_both(
    written: str, readings: tuple[str, str], tmp_path: Path
) -> None:
    _, (problem,) = read(tmp_path, f"points:\n- quantities: {{a: {{at-most: {written}}}}}\n")
    assert problem.message == f"'{written}' can be read as {readings[0]} or as {readings[1]}"
    for reading in readings:
        _, problems = read(tmp_path, f"points:\n- quantities: {{a: {{at-most: {reading}}}}}\n")
        assert problems == ()


@pytest.mark.parametrize("written", ["0.500", "1234.500", "1.5", "600.0000", "1.5000", ".500"])
def test_a_decimal_that_groups_in_no_other_way_is_one(written: str, tmp_path: Path) -> None:
    found = version(tmp_path, f"points:\n- quantities: {{a: {written}}}\n")
    assert found.points[0].quantities["a"].value == Decimal(written)
