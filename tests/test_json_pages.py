"""JSON: the contract of the diff object, the same facts as everywhere else, keys in one order, nothing unseen."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from briefed import PAGES, compared, loose, page, the_diff, the_plan
from webplans import SHIPPED

import planstrack
from planstrack import api
from planstrack.compare.facts import Facts
from planstrack.compare.records import ASPECTS, VERDICTS
from planstrack.model import Plan
from planstrack.render import json as json_pages

SCHEMA = json.loads((Path(planstrack.__file__).parent / "schema" / "diff.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def diff(old: str = "first", new: str = "second", plan: Plan | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json_pages.diff(compared(Facts(plan or the_plan()))(old, new)))
    return found


def as_texts() -> Plan:
    """Return the plan with the documents' own words in the versions that are held whole."""
    plan = the_plan()
    versions = {
        name: version.model_copy(
            update={
                "points": tuple(
                    point.model_copy(update={"wording": point.wording or "verbatim"}) for point in version.points
                )
            }
        )
        for name, version in plan.versions.items()
    }
    return plan.model_copy(update={"versions": versions})


def change_of(found: dict[str, Any], name: str) -> dict[str, Any]:
    (change,) = [change for change in found["changes"] if change["id"].endswith(f"/{name}")]
    return dict(change)


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


PAIRS = (
    ("us-28", "geneva-19"),
    ("us-28", "e3-reuters"),
    ("us-28", "eu-24-telegraph"),
    ("florida", "framework-20-dec23"),
)


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_what_ships_is_what_the_schema_says_and_every_key_that_is_written_is_described(old: str, new: str) -> None:
    found = json.loads(json_pages.diff(api.load(SHIPPED).compare(old, new)))
    VALIDATOR.validate(found)
    assert keys_not_described(found, SCHEMA) == set()


def test_every_key_that_is_written_is_described() -> None:
    assert keys_not_described(diff(), SCHEMA) == set()


def test_the_schema_names_every_verdict_and_every_aspect() -> None:
    assert set(SCHEMA["$defs"]["verdict"]["enum"]) == set(VERDICTS)
    assert SCHEMA["$defs"]["change"]["properties"]["aspects"]["propertyNames"]["enum"] == list(ASPECTS)


def test_the_contract_is_kept() -> None:
    found = diff("first", "third", as_texts())
    assert found["format"] == "planstrack.diff/2"
    assert (
        found["old"].items() >= {"id": "first", "date": "2025-11-20", "points_held": "all", "points_total": 5}.items()
    )
    assert found["relation"] == "revises"
    assert found["left_out"] == []
    cap = change_of(found, "cap")
    assert (cap["verdict"], cap["basis"], cap["disputed"], cap["shape"]) == ("changed", "text", False, "kept")
    assert cap["old"][0].items() >= {"index": 1, "id": "cap", "number": "2", "title": "Army cap"}.items()
    assert cap["match"].items() >= {"how": "declared", "score": 1.0, "why": "same id", "nearest": None}.items()
    assert cap["links"] == [{"old": 1, "new": 0, "basis": "declared"}]
    assert cap["grounds"] == ["first#cap", "third#cap"]
    assert cap["sources"] == {"at_least": 0, "at_most": 0, "unnamed": 0}, "held points are grounds, not sources"
    (quantity,) = cap["quantities"]
    assert quantity["old"] == {"bound": "at-most", "value": 600000}
    assert (quantity["unit"], quantity["difference"], quantity["percent"]) == ("personnel", 200000, 33.3)


def test_the_sum_is_given_with_every_total() -> None:
    accounting = diff()["accounting"]
    assert (accounting["old"], accounting["new"], accounting["fewer"]) == ([5], [4, 6], [-1, 1])
    assert (accounting["identified"], accounting["identified_disputed"]) == (1, 0)
    assert accounting["unaccounted"] == [-2, 0]
    assert "disputed" in accounting["note"]


def test_of_two_summaries_there_is_no_redline() -> None:
    found = diff("first", "third")
    assert all(change["redline"] == [] for change in found["changes"])
    assert change_of(found, "cap")["basis"] == "summary"


def test_a_redline_gives_both_texts() -> None:
    redlined = [change for change in diff("first", "third", as_texts())["changes"] if change["redline"]]
    assert redlined
    for change in redlined:
        assert "".join(text for op, text in change["redline"] if op != "+") == change["old"][0]["text"]
        assert "".join(text for op, text in change["redline"] if op != "-") == change["new"][0]["text"]


def test_every_point_stands_in_exactly_one_change() -> None:
    found = diff("first", "third")
    for side, total in (("old", 5), ("new", 3)):
        assert sorted(point["index"] for change in found["changes"] for point in change[side]) == list(range(total))


def test_evidence_is_given_with_its_chain_and_check() -> None:
    cap = change_of(diff(), "cap")
    (dropped,) = [item for item in cap["evidence"] if item["claim"] == "dropped"]
    assert dropped["said_by"] == ["Envoy", "Paper"]
    assert (dropped["quote"], dropped["check"], dropped["stance"]) == ("no cap at all", "not-archived", "supports")
    assert dropped["value"] == {"army-size": {"bound": "none", "value": None}}


def test_each_side_of_a_dispute_has_its_own_answer_grounds_and_sources() -> None:
    (dispute,) = change_of(diff(), "cap")["disputes"]
    assert (dispute["id"], dispute["question"]) == ("second/cap/army-size", "value")
    sides = {side["answer"]["says"]: side for side in dispute["sides"]}
    assert sides["no limit"]["answer"]["value"] == {"bound": "none", "value": None}
    assert sides["no limit"]["grounds"] == ["paper#dropped"]
    assert sides["no limit"]["speakers"] == ["Envoy"]
    assert sides["no limit"]["sources"] == {"at_least": 1, "at_most": 1, "unnamed": 1}
    assert dispute["also_said"] == []


def test_every_ground_that_is_named_stands_in_evidence_or_places() -> None:
    def named(value: Any) -> set[str]:
        if isinstance(value, list):
            return {key for item in value for key in named(item)}
        if not isinstance(value, dict):
            return set()
        return {key for name, item in value.items() for key in (item if name == "grounds" else named(item))}

    for found in (diff(), json.loads(json_pages.diff(api.load(SHIPPED).compare("us-28", "geneva-19")))):
        for owner in [{**found, "changes": []}, *found["changes"]]:
            claims = {f"{item['article']}#{item['claim']}" for item in owner["evidence"]}
            assert named(owner) <= claims | owner["places"].keys()
            assert set(owner.get("also_on_file", ())) <= claims
            assert set(owner.get("on_the_whole", ())) <= claims


def test_because_is_the_chain_of_facts_behind_the_verdict() -> None:
    money = change_of(diff(), "money")
    assert (money["verdict"], money["basis"], money["grounds"]) == ("removed", "reported", ["paper#gone"])
    absent = [fact for fact in money["because"] if fact["answer"] is False]
    assert [(fact["question"], fact["versions"], fact["grounds"]) for fact in absent] == [
        ("present", ["second"], ["paper#gone"])
    ]


def test_what_is_not_known_has_a_code() -> None:
    found = diff()
    assert {change["reason_code"] is None for change in found["changes"] if change["verdict"] != "unknown"} == {True}
    assert change_of(found, "nato")["reason_code"] == "spoken-of"


def test_aspects_stand_under_their_names_with_basis_and_grounds_and_several_of_one_name_fit() -> None:
    plan = the_plan()
    positions = {
        "positions": {
            "us": {"is": "proposes", "sources": ["paper#gone"]},
            "ua": {"is": "rejects", "sources": ["paper#brackets"]},
        }
    }
    raw = plan.model_dump(by_alias=True)
    raw["parties"] = {"us": "United States", "ua": "Ukraine"}
    before = next(point for point in raw["versions"]["first"]["points"] if point["id"] == "nato")
    before["positions"] = {"us": "reserves", "ua": "reserves"}
    next(point for point in raw["versions"]["second"]["points"] if point["id"] == "nato").update(
        positions, wording="paraphrase", text="x"
    )
    aspects = change_of(diff(plan=Plan.model_validate(raw)), "nato")["aspects"]
    status = aspects["status"]
    assert (status["new"], status["of"], status["also"]) == ("in brackets (not agreed)", None, [])
    position = aspects["position"]
    assert position["basis"] == "reported"
    assert (position["of"], position["old"], position["new"]) == ("us", "reserves", "proposes")
    assert position["grounds"] == ["paper#gone"]
    (other,) = position["also"]
    assert (other["of"], other["new"], other["grounds"]) == ("ua", "rejects", ["paper#brackets"])


@pytest.mark.parametrize(
    ("written", "given"),
    [(19, 19), ([26, 28], [26, 28]), ({"about": 20}, {"about": 20})],
    ids=["one", "either", "about"],
)
def test_a_count_is_given_as_the_files_write_it(written: Any, given: Any) -> None:
    raw = the_plan().model_dump(by_alias=True)
    raw["articles"]["paper"]["claims"][4]["value"] = written
    found = diff(plan=Plan.model_validate(raw))
    VALIDATOR.validate(found)
    (item,) = [item for item in found["evidence"] if item["claim"] == "four"]
    assert item["value"] == given


def test_what_has_no_day_is_listed_under_a_day() -> None:
    from datetime import date

    found = json.loads(str(api.load(SHIPPED).diff("us-28", "geneva-19", as_of=date(2025, 11, 30)).render("json")))
    VALIDATOR.validate(found)
    assert found["as_of"] == "2025-11-30"
    assert all(key.partition(":")[0] in ("article", "version", "point") for key in found["left_out"])


@pytest.mark.parametrize("kind", [kind for kind in PAGES if kind != "diff"])
def test_a_page_names_its_format_first(kind: str) -> None:
    text = json_pages.page(kind, page(kind))
    assert text.startswith('{\n  "format": "planstrack.' + kind + '/2",')
    assert text.endswith("}\n")


@pytest.mark.parametrize("kind", [kind for kind in PAGES if kind != "diff"])
def test_a_page_read_back_says_what_the_page_says(kind: str) -> None:
    shown = page(kind)
    found = json.loads(json_pages.page(kind, shown))
    assert found.pop("format") == f"planstrack.{kind}/2"
    assert found == json_pages.plain(shown)


def test_cyrillic_stays_as_it_is_and_unseen_characters_are_escaped() -> None:
    text = json_pages.diff(compared(Facts(the_plan(" Київ \x1b\u202e")))("first", "second"))
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
        words = {"changed": "changed or disputed", "disputed": "changed or disputed", "unknown": "not known"}
        verdict = words.get(change["verdict"], change["verdict"])
        expected.setdefault(verdict, set()).add((change["new"] or change["old"])[0]["title"])
    shown = the_diff(old, new)
    titles = {title for found in expected.values() for title in found}
    for text, section in (
        (terminal.diff(shown, width=120), r"^([A-Z ]+) \((\d+)\)\n(.*?)(?=^[A-Z ]+(?: \(\d+\))?\n\n|\Z)"),
        (markdown.diff(shown), r"^## ([\w ]+) \((\d+)\)\n(.*?)(?=^## |\Z)"),
    ):
        found: dict[str, set[str]] = {}
        for name, size, body in re.findall(section, text, re.MULTILINE | re.DOTALL):
            if name.lower() == "also disputed":
                continue  # of no change
            headed = r"(?:^### |^[-+~?=] |[\d?] {1,2})"  # where a change's title stands: behind a mark or a number
            found[name.lower()] = {title for title in titles if re.search(headed + title + r"\b", body, re.MULTILINE)}
            assert len(expected[name.lower()]) == int(size)
        assert found == expected
