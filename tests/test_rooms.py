"""The floor plan: which room may import which. Arrows go one way; a room that is not on the plan fails."""

from __future__ import annotations

import ast
from pathlib import Path

import planstrack

HOUSE = Path(planstrack.__file__).parent

GROUND = {"source", "problem", "text"}
NOUNS = GROUND | {"model"}
READING = {"loading", "edit", "history"}
COMPARING = {"align", "redline", "lineage", "change"}
SOURCING = {"quote", "archive", "standing", "evidence", "dispute"}

MAY_IMPORT: dict[str, set[str]] = {
    # ground
    "source": set(),
    "text": set(),
    "problem": {"source"},
    "cache": set(),
    "codes": {"problem"},
    "model": {"source"},
    "schema": NOUNS,
    # reading
    "loading": NOUNS | {"codes", "cache"},
    "edit": NOUNS | {"loading"},
    "history": NOUNS | {"loading"},
    "check": NOUNS | {"codes", "lineage", "evidence", "dispute", "standing"},
    # sourcing
    "quote": GROUND,
    "archive": GROUND | {"quote"},
    "standing": NOUNS | {"quote", "archive", "cache"},
    "evidence": NOUNS,
    "dispute": NOUNS | {"evidence"},
    "fetch": GROUND,
    "extract": GROUND | {"fetch"},
    "intake": NOUNS | {"archive", "cache", "quote", "standing", "fetch", "extract", "edit", "loading", "redline"},
    "suggest": NOUNS | {"archive", "quote", "standing", "evidence", "edit", "loading"},
    # comparing
    "lineage": NOUNS,
    "redline": GROUND,
    "align": NOUNS,
    "concordance": NOUNS | {"align", "lineage", "edit", "loading"},
    "change": NOUNS | {"align", "redline", "evidence", "dispute"},
    # writing
    "briefing": NOUNS | {"concordance", "change", "evidence", "dispute", "align", "redline", "lineage", "standing"},
    "render": NOUNS | {"codes", "briefing", "change", "evidence", "dispute", "redline", "align"},
    # the whole
    "api": NOUNS
    | READING
    | COMPARING
    | SOURCING
    | {"cache", "codes", "check", "schema", "briefing", "render", "intake", "suggest", "concordance"},
    "site": NOUNS | COMPARING | SOURCING | {"api", "briefing", "render", "edit"},
    "serve": NOUNS | {"api", "site", "render", "loading", "codes"},
    "answers": {"archive", "cache", "loading"},
    "cli": NOUNS | {"answers", "api", "site", "serve", "render", "edit"},
}


def rooms() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in sorted(HOUSE.rglob("*.py")):
        name = path.relative_to(HOUSE).parts[0].removesuffix(".py")
        if name not in ("__init__", "__main__"):
            found.setdefault(name, []).append(path)
    return found


def imports(path: Path) -> set[str]:
    """Return the rooms a file imports, in functions and for types too: an arrow is an arrow."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").split(".")[0] == "planstrack":
            parts = (node.module or "").split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("planstrack.")}
    return found - {"__version__"}


def test_every_room_is_on_the_plan_and_every_place_on_the_plan_is_a_room() -> None:
    assert set(rooms()) == {name for name in MAY_IMPORT if name != "schema"} | (
        {"schema"} if "schema" in rooms() else set()
    )


def test_arrows_go_only_where_the_plan_has_them() -> None:
    wrong = {
        f"{path.relative_to(HOUSE)} → {target}"
        for room, paths in rooms().items()
        for path in paths
        for target in imports(path) - {room} - MAY_IMPORT.get(room, set())
    }
    assert wrong == set()


def test_the_plan_has_no_circle() -> None:
    done: set[str] = set()
    while len(done) < len(MAY_IMPORT):
        free = {
            name for name, targets in MAY_IMPORT.items() if name not in done and targets & MAY_IMPORT.keys() <= done
        }
        assert free, f"a circle among {sorted(MAY_IMPORT.keys() - done)}"
        done |= free


def test_no_room_collects_everything() -> None:
    names = {name for paths in rooms().values() for path in paths for name in (path.stem, path.parent.name)}
    assert not names & {"utils", "util", "helpers", "common", "misc"}


def test_only_one_room_reads_yaml_and_only_one_imports_diff_match_patch() -> None:
    def users(module: str) -> set[str]:
        return {
            room
            for room, paths in rooms().items()
            for path in paths
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == module)
            or (isinstance(node, ast.Import) and any(alias.name.split(".")[0] == module for alias in node.names))
        }

    assert users("yaml") == {"loading"}
    assert users("diff_match_patch") == {"redline"}
