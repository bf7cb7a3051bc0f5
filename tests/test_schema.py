"""The schemas that editors read: as shipped, as the models are, as lenient as loading."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from planstrack.loading.nodes import Mapping, Node, Scalar, tree_of
from planstrack.model import Amount, Noun
from planstrack.schema import KINDS, Kind, schema_of, shipped, text_of
from planstrack.schema.words import KEYS
from planstrack.source import Source

ROOT = Path(__file__).parent.parent
DIFF = ROOT / "planstrack" / "schema" / "diff.json"
FILES = sorted((ROOT / "plans").rglob("*.yaml"))


def kind_of(path: Path) -> Kind:
    if path.name == "receipts.yaml":
        return "receipts"
    return "plan" if path.name == "plan.yaml" else "version" if path.parent.name == "versions" else "article"


def as_editors_read(node: Node) -> Any:
    """Values as the YAML language server takes them: YAML 1.2 core."""
    if isinstance(node, Scalar):
        if node.value is None or not node.plain:
            return node.value
        if node.value in ("true", "false"):
            return node.value == "true"
        if re.fullmatch(r"[-+]?[0-9]+", node.value):
            return int(node.value)
        return float(node.value) if re.fullmatch(r"[-+]?([0-9]*\.)?[0-9]+(e[0-9]+)?", node.value) else node.value
    if isinstance(node, Mapping):
        return {key: as_editors_read(value) for key, (_, value) in node.entries.items()}
    return [as_editors_read(item) for item in node.items]


def read(text: str) -> Any:
    root = tree_of(Source("f.yaml", text)).root
    assert root is not None
    return as_editors_read(root)


@pytest.mark.parametrize("kind", KINDS)
def test_what_ships_is_what_the_models_say(kind: Kind) -> None:
    """When this fails: python -m planstrack.schema."""
    assert shipped(kind) == text_of(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_valid_draft_7(kind: Kind) -> None:
    jsonschema.Draft7Validator.check_schema(schema_of(kind))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_file_names_its_schema_and_keeps_to_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named
    assert (path.parent / named[1]).resolve() == ROOT / "planstrack" / "schema" / f"{kind_of(path)}.json"
    jsonschema.Draft7Validator(schema_of(kind_of(path))).validate(read(text))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param(
            "version", "points: [{number: 7.10, title: true, issues: , quantities: {a: 5, b: none}}]", id="scalars"
        ),
        pytest.param("version", "points: [{quantities: {a: {at-most: 5, condition: x}}}]", id="an amount in short"),
        pytest.param("version", "date: ~\nbased_on:\npoints:\n", id="keys with nothing after them"),
        pytest.param("plan", "title: x\nparties: {us: United States, ua: {name: Ukraine}}", id="a party in short"),
        pytest.param("article", "articles: [{id: a, outlet: x}]", id="a list of articles"),
        pytest.param("version", "points: [{quantities: {a: {between: [1, 2]}}}]", id="a range in short"),
        pytest.param(
            "version",
            "points: [{from: []}, {from: [a#1, {point: a#2, basis: inferred}]}]",
            id="where a point comes from",
        ),
        pytest.param("version", "points: [{positions: {us: proposes, ua: {is: rejects}}}]", id="positions"),
        pytest.param("version", "relations: {a: answers}\nsigned: {on: 2015-02-12, by: [ua]}", id="relations"),
        pytest.param("version", "points: [{readings: [{since: a, says: reworded, gist: x}]}]", id="a reading"),
        pytest.param(
            "plan", "title: x\nspeakers: {A: {kind: unnamed, may_be: []}}\noutlets: {B: {kind: mirror}}", id="outlets"
        ),
        pytest.param("article", "outlet: x\nclaims: [{id: a, says: count, value: 19}]", id="a count"),
        pytest.param("article", "outlet: x\nclaims: [{id: a, says: count, value: [26, 28]}]", id="one of two counts"),
        pytest.param("article", "outlet: x\nclaims: [{id: a, says: count, value: {about: 20}}]", id="about so many"),
        pytest.param("article", "outlet: x\nclaims: [{id: a, says: value, value: {a: {at-most: 1}}}]", id="a value"),
    ],
)
def test_what_loading_reads_an_editor_accepts(kind: Kind, text: str) -> None:
    jsonschema.Draft7Validator(schema_of(kind)).validate(read(text))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param("version", "titel: x", id="a key that is not known"),
        pytest.param("version", "points_held: most", id="a word that is not in the list"),
        pytest.param("version", "based_on: us-28", id="text where a list is expected"),
        pytest.param("version", "based_on: [a b]", id="no id"),
        pytest.param("version", "points: [{quantities: {a b: 1}}]", id="no id as a key"),
        pytest.param("version", "points_total: many", id="no number"),
        pytest.param("version", "relations: {a: resembles}", id="a relation that is not in the list"),
        pytest.param("version", "points: [{quantities: {a: {between: [1]}}}]", id="a range with one end"),
        pytest.param("plan", "main_line: []", id="no title"),
        pytest.param("article", "title: x", id="no outlet"),
        pytest.param("article", "articles: [{id: a}]", id="no outlet in a list"),
        pytest.param("article", "outlet: x\narticles: []", id="an article and a list"),
    ],
)
def test_what_an_editor_marks(kind: Kind, text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(schema_of(kind)).validate(read(text))


def test_the_shipped_schema_of_the_diff_describes_every_key() -> None:
    def undescribed(value: Any, where: str) -> list[str]:
        if not isinstance(value, dict):
            return [found for item in value for found in undescribed(item, where)] if isinstance(value, list) else []
        found = [f"{where}/{key}" for key, about in value.get("properties", {}).items() if not about.get("description")]
        return found + [name for key, item in value.items() for name in undescribed(item, f"{where}/{key}")]

    assert undescribed(json.loads(DIFF.read_text(encoding="utf-8")), "") == []


def every_noun(model: type[Noun] = Noun) -> list[type[Noun]]:
    return [model, *(below for sub in model.__subclasses__() for below in every_noun(sub))]


def test_every_key_says_what_it_means() -> None:
    in_files = {noun.__name__: noun for noun in every_noun() if noun.__name__ not in ("Noun", "Plan")}
    named = [schema_of(kind) for kind in KINDS]
    used = {
        "PlanFile",
        "Version",
        "ArticleList",
        "Receipts",
        *(name for schema in named for name in schema["definitions"]),
    }
    for name in sorted(used):
        for field, about in in_files[name].model_fields.items():
            key = about.alias or field
            assert (name, key) in KEYS or ("", key) in KEYS, (name, key)
    bounds = {("Amount", bound) for bound in ("at-most", "exactly", "at-least", "about", "between")}
    known = {(name, about.alias or field) for name in used for field, about in in_files[name].model_fields.items()}
    assert {key for key in KEYS if key[0]} <= known | bounds
    assert Amount in in_files.values()
