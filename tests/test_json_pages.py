"""JSON: the contract of the diff object, the same facts as everywhere else, keys in one order, nothing unseen."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from briefed import PAGES, compared, loose, page, the_diff, the_plan

import planstrack
from planstrack.claims.evidence import gather
from planstrack.render import json as json_pages

SCHEMA = json.loads((Path(planstrack.__file__).parent / "schema" / "diff.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def diff(old: str = "first", new: str = "second", mark: str = "") -> dict[str, Any]:
    plan = the_plan(mark)
    found: dict[str, Any] = json.loads(json_pages.diff(compared(plan, gather(plan))(old, new)))
    return found


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("old", "new"), [("first", "second"), ("second", "third"), ("first", "third"), ("third", "first")]
)
def test_a_comparison_is_what_the_schema_says(old: str, new: str) -> None:
    VALIDATOR.validate(diff(old, new))


def test_a_comparison_of_loose_texts_is_what_the_schema_says() -> None:
    VALIDATOR.validate(json.loads(json_pages.diff(loose("One text.", "Another text."))))


def keys_not_described(value: Any, schema: dict[str, Any]) -> set[str]:
    while "$ref" in schema or "anyOf" in schema:
        schema = schema["anyOf"][0] if "anyOf" in schema else SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]
    if isinstance(value, list):
        return {key for item in value for key in keys_not_described(item, schema.get("items", {}))}
    if not isinstance(value, dict) or "properties" not in schema:
        return set()
    unknown = value.keys() - schema["properties"].keys()
    return unknown | {
        key
        for name, item in value.items()
        if name not in unknown
        for key in keys_not_described(item, schema["properties"][name])
    }


def test_every_key_that_is_written_is_described() -> None:
    assert keys_not_described(diff(), SCHEMA) == set()


def test_the_contract_is_kept() -> None:
    found = diff("first", "third")
    assert found["format"] == "planstrack.diff/1"
    assert (
        found["old"].items() >= {"id": "first", "date": "2025-11-20", "points_held": "all", "points_total": 5}.items()
    )
    assert found["accounting"].keys() >= {"old_total", "new_total", "identified", "unaccounted", "note"}
    (cap,) = [change for change in found["changes"] if change["id"] == "first..third/cap"]
    assert (cap["verdict"], cap["basis"], cap["disputed"], cap["shape"]) == ("changed", "text", False, "kept")
    assert cap["old"][0].items() >= {"index": 1, "id": "cap", "number": "2", "title": "Army cap"}.items()
    assert cap["match"].items() >= {"how": "declared", "score": 1.0, "why": "same id"}.items()
    (quantity,) = cap["quantities"]
    assert quantity["old"] == {"bound": "at-most", "value": 600000}
    assert (quantity["unit"], quantity["difference"], quantity["percent"]) == ("personnel", 200000, 33.3)


def test_a_redline_gives_both_texts() -> None:
    for change in diff("first", "third")["changes"]:
        if change["redline"]:
            assert "".join(text for op, text in change["redline"] if op != "+") == change["old"][0]["text"]
            assert "".join(text for op, text in change["redline"] if op != "-") == change["new"][0]["text"]


def test_every_point_stands_in_exactly_one_change() -> None:
    found = diff("first", "third")
    for side, total in (("old", 5), ("new", 3)):
        assert sorted(point["index"] for change in found["changes"] for point in change[side]) == list(range(total))


def test_evidence_is_given_with_its_chain_and_check() -> None:
    (cap,) = [change for change in diff()["changes"] if change["id"] == "first..second/cap"]
    (dropped,) = [item for item in cap["evidence"] if item["claim"] == "dropped"]
    assert dropped["said_by"] == ["Envoy", "Paper"]
    assert (dropped["quote"], dropped["check"], dropped["stance"]) == ("no cap at all", "not-archived", "supports")
    assert dropped["value"] == {"army-size": {"bound": "none", "value": None}}
    assert {key for side in cap["disputes"][0]["sides"] for key in side["claims"]} == {
        "paper#accepted",
        "paper#dropped",
    }


@pytest.mark.parametrize("kind", [kind for kind in PAGES if kind != "diff"])
def test_a_page_names_its_format_first(kind: str) -> None:
    text = json_pages.page(kind, page(kind))
    assert text.startswith('{\n  "format": "planstrack.' + kind + '/1",')
    assert text.endswith("}\n")


@pytest.mark.parametrize("kind", [kind for kind in PAGES if kind != "diff"])
def test_a_page_read_back_says_what_the_page_says(kind: str) -> None:
    shown = page(kind)
    found = json.loads(json_pages.page(kind, shown))
    assert found.pop("format") == f"planstrack.{kind}/1"
    assert found == json_pages.plain(shown)


def test_cyrillic_stays_as_it_is_and_unseen_characters_are_escaped() -> None:
    plan = the_plan(" Київ \x1b\u202e")
    text = json_pages.diff(compared(plan, gather(plan))("first", "second"))
    assert "Київ" in text
    assert "\x1b" not in text
    assert "\\u202e" in text
    assert json.loads(text)["old"]["title"] == "First draft Київ \x1b\u202e"


def test_the_same_comparison_is_written_in_the_same_bytes() -> None:
    assert json.dumps(diff()) == json.dumps(diff())


@pytest.mark.parametrize(
    ("old", "new"), [("first", "second"), ("second", "third"), ("first", "third"), ("third", "first")]
)
def test_terminal_and_markdown_read_back_give_the_verdicts_of_the_json(old: str, new: str) -> None:
    from planstrack.render import markdown, terminal

    expected: dict[str, set[str]] = {}
    for change in diff(old, new)["changes"]:
        verdict = "changed or disputed" if change["disputed"] or change["verdict"] == "changed" else change["verdict"]
        verdict = verdict.replace("unknown", "not known")
        expected.setdefault(verdict, set()).add((change["new"] or change["old"])[0]["title"])
    shown = the_diff(old, new)
    titles = {title for found in expected.values() for title in found}
    for text, section in (
        (terminal.diff(shown, width=120), r"^([A-Z ]+) \((\d+)\)\n(.*?)(?=^[A-Z ]+(?: \(\d+\))?\n\n|\Z)"),
        (markdown.diff(shown), r"^## ([\w ]+) \((\d+)\)\n(.*?)(?=^## |\Z)"),
    ):
        found: dict[str, set[str]] = {}
        for name, size, body in re.findall(section, text, re.MULTILINE | re.DOTALL):
            headed = r"(?:^### |^[-+~?=] |[\d?] {1,2})"  # where a change's title stands: behind a mark or a number
            found[name.lower()] = {title for title in titles if re.search(headed + title + r"\b", body, re.MULTILINE)}
            assert len(expected[name.lower()]) == int(size)
        assert found == expected
