"""Problems as text with carets, as JSON, as GitHub annotations and as SARIF."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from planstrack import __version__
from planstrack.codes import codes
from planstrack.problem import Problem, SeeAlso
from planstrack.render.problems import code_list, github, json_, sarif, summary, text
from planstrack.source import Place, Source


def a_problem(line: str, fault: str, *, path: str = "versions/v.yaml", **more: Any) -> Problem:
    """Return a problem whose place is `fault` in a line that stands third in its file."""
    source = Source(path, f"title: A\n\n{line}\nlast: line\n")
    start = source.text.index(fault)
    return Problem(**{"code": "bad-date", "message": "wrong", "place": source.place(start, start + len(fault)), **more})


def excerpt(problem: Problem, width: int = 80) -> tuple[str, str]:
    """Return the line that is shown and the line of carets below it, without the gutter."""
    lines = text([problem], width=width).splitlines()
    assert max(cell_len(line) for line in lines[1:4]) <= max(width, 30)
    return lines[2].removeprefix("3 | "), lines[3].removeprefix("  | ")


def test_a_problem_is_a_line_to_click_the_excerpt_and_what_to_do() -> None:
    source = Source("v.yaml", "a: 1\nb: 2\n")
    other = SeeAlso(place=source.place(3, 4), message="the first one")
    problem = Problem(code="bad-date", message="wrong", place=source.place(8, 9), hint="mend it", see_also=(other,))
    assert text([problem]) == (
        "v.yaml:2:4: error[bad-date]: wrong\n"
        "  |\n"
        "2 | b: 2\n"
        "  |    ^\n"
        "  = help: mend it\n"
        "  = see v.yaml:1:4: the first one\n"
        "  |\n"
        "1 | a: 1\n"
        "  |    -\n"
        "\n"
        "1 error in 1 file\n"
    )


def test_no_problems_are_said_in_a_line() -> None:
    assert text([]) == "no problems\n"


def test_the_summary_counts_by_severity() -> None:
    found = [a_problem("a: b", "b", severity=severity) for severity in ("error", "warning", "warning", "note")]
    assert summary(found) == "1 error, 2 warnings, 1 note in 1 file"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("key: FAULT and more", id="plain"),
        pytest.param("ключ: «да» FAULT", id="Cyrillic"),
        pytest.param("鍵: 日本語の値 FAULT です", id="wide characters"),
        pytest.param("\tkey:\t\tFAULT\tx", id="tabs"),
        pytest.param("k: e\u0301e\u0308 FAULT", id="combining accents"),
        pytest.param("k: 👨\u200d👩\u200d👧 ❤\ufe0f 🇺🇦 FAULT", id="emoji"),
        pytest.param("k: \u202e\x1b[31m\u200b FAULT", id="hidden characters and escapes"),
    ],
)
@pytest.mark.parametrize("width", [20, 80, 200])
def test_the_carets_stand_under_the_fault(line: str, width: int) -> None:
    shown, carets = excerpt(a_problem(line, "FAULT"), width)
    at = carets.index("^")
    before = shown[: shown.index("FAULT")]
    assert cell_len(before) == at
    assert carets[at:] == "^" * 5


@given(
    st.text(st.characters(exclude_characters="\n"), max_size=120),
    st.text(st.characters(exclude_characters="\n"), max_size=120),
    st.integers(10, 120),
)
def test_any_line_is_shown_within_the_width_with_its_fault(before: str, after: str, width: int) -> None:
    source = Source("v.yaml", f"{before}FAULT{after}")
    problem = Problem(code="bad-date", message="wrong", place=source.place(len(before), len(before) + 5))
    lines = text([problem], width=width).splitlines()
    assert "FAULT" in lines[2]
    assert lines[3].count("^") == 5
    assert all(cell_len(line) <= max(width, 30) for line in lines[1:4])
    assert not any(unicodedata.category(char) == "Cc" for line in lines for char in line)


def test_a_line_of_four_thousand_columns_is_cut_around_the_fault() -> None:
    shown, carets = excerpt(a_problem("x" * 2000 + "FAULT" + "y" * 2000, "FAULT"))
    assert shown.startswith("…x")
    assert shown.endswith("y…")
    assert shown[carets.index("^") :].startswith("FAULT")
    assert len(shown) <= 76


def test_a_fault_longer_than_the_line_is_marked_to_the_end_of_what_is_shown() -> None:
    shown, carets = excerpt(a_problem("key: " + "z" * 5000, "z" * 5000))
    assert shown.startswith("key: zzz")
    assert shown.endswith("z…")
    assert len(carets.rstrip()) <= 76


def test_a_fault_of_several_lines_shows_the_first() -> None:
    source = Source("v.yaml", "a:\n  one\n  two\n")
    (_, _, shown, carets, *_) = text([Problem(code="bad-date", message="m", place=source.place(5, 14))]).splitlines()
    assert (shown, carets) == ("2 |   one", "  |   ^^^")


def test_an_empty_place_gets_one_caret_also_at_the_end_of_the_file() -> None:
    source = Source("v.yaml", "a:")
    (_, _, shown, carets, *_) = text([Problem(code="bad-date", message="m", place=source.place(2))]).splitlines()
    assert (shown, carets) == ("1 | a:", "  |   ^")


def test_windows_line_ends_are_not_shown() -> None:
    source = Source("v.yaml", "a: b\r\nc: d\r\n")
    (_, _, shown, carets, *_) = text([Problem(code="bad-date", message="m", place=source.place(3, 6))]).splitlines()
    assert (shown, carets) == ("1 | a: b", "  |    ^")


def test_a_file_that_could_not_be_read_has_no_excerpt() -> None:
    place = Source("v.yaml", "").place(0)
    assert text([Problem(code="empty-file", message="empty", place=place)]).splitlines()[:2] == [
        "v.yaml:1:1: error[empty-file]: empty",
        "",
    ]


def test_a_large_file_of_one_line_with_many_problems_is_shown_in_little_work() -> None:
    source = Source("v.yaml", "[" + "x, " * 1_000_000 + "]")
    found = [Problem(code="bad-date", message="m", place=source.place(at, at + 1)) for at in range(1, 30_000, 30)]
    assert text(found).count("^") == 1000


def test_hints_are_wrapped_and_the_first_line_is_not() -> None:
    problem = a_problem("a: b", "b", message="long " * 40, hint="word " * 40)
    lines = text([problem]).splitlines()
    assert len(lines[0]) > 200
    assert all(len(line) <= 80 for line in lines[1:])


def test_colour_changes_nothing_but_colour() -> None:
    problem = a_problem(
        "a: b", "b", hint="mend", see_also=(SeeAlso(place=Source("w.yaml", "x").place(0, 1), message="here"),)
    )
    painted = text([problem], colour=True)
    assert "\x1b[" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == text([problem])


def test_file_names_and_messages_are_printable() -> None:
    problem = a_problem("a: b", "b", path="v\x1b[2J\n\udcff.yaml", message="a\nb\u202e")
    assert text([problem]).splitlines()[0] == (
        "v⟨U+001B⟩[2J⟨U+000A⟩⟨U+DCFF⟩.yaml:3:4: error[bad-date]: a⟨U+000A⟩b⟨U+202E⟩"
    )


# ------------------------------------------------------------------------------------------------------------ JSON


def test_json_gives_back_what_was_found() -> None:
    other = SeeAlso(place=Source("w.yaml", "äöü").place(1, 2), message="здесь")
    problem = a_problem("a: «b»", "b", message="a\nb\u202e", hint="mend", see_also=(other,))
    shown = json_([problem])
    assert "\u202e" not in shown
    assert "здесь" in shown
    assert json.loads(shown) == {
        "format": "planstrack.problems/1",
        "counts": {"error": 1, "warning": 0, "note": 0},
        "problems": [
            {
                "code": "bad-date",
                "severity": "error",
                "message": "a\nb\u202e",
                "path": "versions/v.yaml",
                "line": 3,
                "column": 5,
                "end_line": 3,
                "end_column": 6,
                "hint": "mend",
                "see_also": [
                    {"message": "здесь", "path": "w.yaml", "line": 1, "column": 2, "end_line": 1, "end_column": 3}
                ],
            }
        ],
    }


# ---------------------------------------------------------------------------------------------------------- GitHub


def test_an_annotation_is_one_line_with_its_place() -> None:
    problem = a_problem("a: b", "b", message="100 % wrong", hint="mend it")
    assert github([problem]) == (
        "::error file=versions/v.yaml,line=3,endLine=3,col=4,endColumn=5,title=bad-date::100 %25 wrong%0Amend it\n"
    )


def test_a_note_is_a_notice() -> None:
    assert github([a_problem("a: b", "b", severity="note")]).startswith("::notice ")


@pytest.mark.parametrize(
    "data", ["a\n::error::b", "a\r\n::set-output name=x::y", "::stop-commands::x", "%0A::error::b"]
)
def test_data_cannot_give_a_command(data: str) -> None:
    lines = github([a_problem("a: b", "b", message=data, hint=data, path=f"x,line=9{data}")]).split("\n")
    assert len(lines) == 2
    command, properties, message = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", lines[0]).groups()  # type: ignore[union-attr]
    assert command == "error"
    assert [item.partition("=")[0] for item in properties.split(",")] == [
        "file",
        "line",
        "endLine",
        "col",
        "endColumn",
        "title",
    ]
    assert "\r" not in message


# ----------------------------------------------------------------------------------------------------------- SARIF

TEXT_OBJECT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LOCATION = {
    "type": "object",
    "required": ["artifactLocation", "region"],
    "additionalProperties": False,
    "properties": {
        "artifactLocation": {
            "type": "object",
            "required": ["uri"],
            "additionalProperties": False,
            "properties": {"uri": {"type": "string", "pattern": r"^(file:///)?([A-Za-z0-9._~/-]|%[0-9A-F]{2})+$"}},
        },
        "region": {
            "type": "object",
            "required": ["startLine", "startColumn", "endLine", "endColumn"],
            "additionalProperties": {"type": "integer", "minimum": 1},
        },
    },
}
SARIF = {  # what SARIF 2.1.0 asks of the parts used here, from the OASIS schema
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "maxItems": 1,
            "items": {
                "type": "object",
                "required": ["tool", "results", "columnKind"],
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name", "version", "rules"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id", "shortDescription", "fullDescription", "help"],
                                            "additionalProperties": False,
                                            "properties": {
                                                "id": {"type": "string"},
                                                "shortDescription": TEXT_OBJECT,
                                                "fullDescription": TEXT_OBJECT,
                                                "help": TEXT_OBJECT,
                                                "defaultConfiguration": {
                                                    "properties": {
                                                        "level": {"enum": ["none", "note", "warning", "error"]}
                                                    }
                                                },
                                            },
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message", "ruleId", "ruleIndex", "level", "locations"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": TEXT_OBJECT,
                                "locations": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "required": ["physicalLocation"],
                                        "properties": {"physicalLocation": LOCATION},
                                    },
                                },
                                "relatedLocations": {
                                    "type": "array",
                                    "uniqueItems": True,
                                    "items": {
                                        "type": "object",
                                        "required": ["id", "message", "physicalLocation"],
                                        "properties": {"physicalLocation": LOCATION, "message": TEXT_OBJECT},
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


def log_of(*problems: Problem) -> dict[str, Any]:
    log = json.loads(sarif(problems))
    jsonschema.validate(log, SARIF)
    return log["runs"][0]  # type: ignore[no-any-return]


def test_sarif_has_the_pages_of_the_codes_that_occur() -> None:
    run = log_of(a_problem("a: b", "b"), a_problem("a: b", "b", code="unknown-key"), a_problem("c: d", "d"))
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"], run["columnKind"]) == ("planstrack", __version__, "unicodeCodePoints")
    assert [rule["id"] for rule in driver["rules"]] == ["bad-date", "unknown-key"]
    assert driver["rules"][0]["help"]["text"].startswith("What it means\n")
    assert [driver["rules"][result["ruleIndex"]]["id"] for result in run["results"]] == [
        "bad-date",
        "unknown-key",
        "bad-date",
    ]


def test_sarif_without_problems_is_a_log_too() -> None:
    assert log_of()["results"] == []


def test_sarif_names_files_by_addresses() -> None:
    run = log_of(a_problem("a: b", "b", path="plans/R&D <5 %/версия.yaml"), a_problem("a: b", "b", path="/srv/p.yaml"))
    addresses = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]]
    assert addresses == ["plans/R%26D%20%3C5%20%25/%D0%B2%D0%B5%D1%80%D1%81%D0%B8%D1%8F.yaml", "file:///srv/p.yaml"]


def test_sarif_tells_where_else_to_look() -> None:
    other = SeeAlso(place=Source("w.yaml", "a\nb").place(2, 3), message="the first one")
    (result,) = log_of(a_problem("a: b", "b", see_also=(other,)))["results"]
    (related,) = result["relatedLocations"]
    assert related["message"]["text"] == "the first one"
    assert related["physicalLocation"]["region"] == {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 2}


def test_sarif_messages_have_no_placeholders_and_no_links_from_data() -> None:
    (result,) = log_of(a_problem("a: b", "b", message="see [this](http://x.example) and {0}\x1b"))["results"]
    assert result["message"]["text"] == "see \\[this](http://x.example) and {{0}}⟨U+001B⟩"


# ----------------------------------------------------------------------------------------------------- explanations


def test_the_list_of_codes_has_a_line_for_each() -> None:
    lines = code_list(codes().values()).splitlines()
    assert [line.split()[0] for line in lines] == sorted(codes())
    assert max(map(len, lines)) <= 80


def test_places_know_their_file() -> None:
    assert str(Place(Source("v.yaml", "a\nb"), 2, 3)) == "v.yaml:2:1"
