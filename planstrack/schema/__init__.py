"""JSON Schemas of the YAML files, for editors: generated from the models, shipped as files beside this one.

An editor with the YAML language server reads the schema that a file names in its first line, by a path from the file:
`# yaml-language-server: $schema=../../../planstrack/schema/version.json`. In a plan outside of this repository,
`planstrack schema version > version.schema.json` writes one to name. It completes and checks while typing; that a day is
in the calendar, that a name is known, is for `planstrack check`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, get_args

Kind = Literal["plan", "version", "article", "receipts"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_TEXT = ["string", "number", "boolean"]  # `number: 7.10` and `title: true` are text here, whatever YAML takes them for
_DIGITS = r"^[-+]?([0-9]{1,18}(\.[0-9]{0,9})?|\.[0-9]{1,9})$"


def shipped(kind: Kind) -> str:
    """Return the schema of one kind of file, as the text that ships with the package."""
    return _path(kind).read_text(encoding="utf-8")


def _path(kind: Kind) -> Path:
    return Path(__file__).parent / f"{kind}.json"


def schema_of(kind: Kind) -> dict[str, Any]:
    """Return the schema of one kind of file, made from the models; draft 7, which the YAML language server reads.

    What `load` accepts without a problem, the schema accepts.
    """
    from planstrack.model import ArticleList, Noun, PlanFile, Receipts, Version

    models: dict[Kind, type[Noun]] = {
        "plan": PlanFile,
        "version": Version,
        "article": ArticleList,
        "receipts": Receipts,
    }
    schema = models[kind].model_json_schema(by_alias=True, mode="validation")
    definitions = {name: _object(name, about) for name, about in schema.pop("$defs", {}).items()}
    whole = _object(models[kind].__name__, schema)
    if kind == "article":  # A file is one article, or a list of them.
        whole = {"if": {"required": ["articles"]}, "then": whole, "else": {"$ref": "#/definitions/Article"}}
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": f"planstrack: {kind}", "type": "object"}
    return {**head, **whole, "definitions": dict(sorted(definitions.items()))}


def _object(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Return one noun's schema with what its keys mean, and the short forms that `load` reads."""
    from planstrack.schema.words import KEYS

    properties = {key: _value(value) for key, value in schema["properties"].items()}
    required = schema.get("required", [])
    for key, value in properties.items():
        if key not in required:
            _allow_null(value)  # `issues:` with nothing after it says what leaving the key out says.
        about = KEYS.get((name, key)) or KEYS.get(("", key))
        if about:
            value["description"] = about
    if name == "Amount":
        for bound in ("at-most", "exactly", "at-least", "about"):
            properties[bound] = {**_number(), "description": KEYS["Amount", bound]}
        ends = {"type": "array", "items": _number(), "minItems": 2, "maxItems": 2}
        properties["between"] = {**ends, "description": KEYS["Amount", "between"]}
    made = {"type": "object", "description": schema.get("description", ""), "properties": properties}
    return {**made, "required": required, "additionalProperties": False}


def _number() -> dict[str, Any]:
    return {"type": ["number", "string"], "pattern": _DIGITS}


def _value(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a value's schema, simpler than pydantic writes it and as lenient as `load` is."""
    if "$ref" in schema:
        return {"anyOf": [{"$ref": schema["$ref"].replace("#/$defs/", "#/definitions/")}]}
    options = schema.get("anyOf") or schema.get("oneOf")
    if options:
        parts = [_value(option) for option in options if option.get("type") != "null"]
        made = parts[0] if len(parts) == 1 else {"anyOf": parts}
        if len(parts) < len(options):
            _allow_null(made)
        return made
    kind = schema.get("type")
    if kind == "array":
        return {"type": "array", "items": _value(schema["items"])}
    if kind == "object":
        values = schema.get("patternProperties")
        if values:
            named = {pattern: _value(value) for pattern, value in values.items()}
            return {"type": "object", "patternProperties": named, "additionalProperties": False}
        return {"type": "object", "additionalProperties": _value(schema["additionalProperties"])}
    if kind in ("number", "integer"):
        return _number() if kind == "number" else {"type": ["integer", "string"], "pattern": r"^[-+]?[0-9]{1,18}$"}
    kept: dict[str, Any] = {key: schema[key] for key in ("type", "enum", "const", "pattern", "format") if key in schema}
    if kind == "string" and not {"enum", "const", "format"} & set(kept):
        kept["type"] = ["string", "number"] if "pattern" in kept else list(_TEXT)
    return kept


def _allow_null(schema: dict[str, Any]) -> None:
    if "anyOf" in schema:
        if {"type": "null"} not in schema["anyOf"]:
            schema["anyOf"].append({"type": "null"})
        return
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if "null" not in kinds:
        schema["type"] = [*kinds, "null"]
    if "enum" in schema and None not in schema["enum"]:
        schema["enum"] = [*schema["enum"], None]


def text_of(kind: Kind) -> str:
    """Return the schema of one kind of file, as the text that should ship."""
    import json

    return json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"


def write_all() -> None:
    """Write the shipped schemas anew, after the models or the words about their keys have changed."""
    for kind in KINDS:
        _path(kind).write_text(text_of(kind), encoding="utf-8")
