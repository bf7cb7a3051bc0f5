"""The floor plan: which room imports which, exactly. Arrows go one way; a room or an arrow that is not on the plan fails."""

from __future__ import annotations

import ast
from pathlib import Path

import planstrack

HOUSE = Path(planstrack.__file__).parent

MAY_IMPORT: dict[str, set[str]] = {
    # ground
    "source": set(),
    "text": set(),
    "cache": set(),
    "files": set(),
    "confined": set(),
    "problem": {"source"},
    "codes": {"problem"},
    # nouns
    "model": {"source"},
    "schema": {"model"},
    "loading": {"source", "text", "cache", "files", "problem", "model"},
    # claims and their sources
    "claims": {"text", "cache", "files", "model"},
    # comparing
    "compare": {"text", "model", "claims"},
    "check": {"source", "text", "problem", "codes", "model", "claims", "compare"},
    # articles come in
    "fetch": set(),
    "documents": {"text", "files", "confined", "fetch"},
    "concordance": {"model", "loading", "compare"},
    "intake": {
        "source",
        "text",
        "cache",
        "files",
        "problem",
        "model",
        "loading",
        "claims",
        "compare",
        "fetch",
        "documents",
    },
    "receipts": {"files", "problem", "source", "model", "loading", "claims", "compare"},
    "suggest": {"text", "problem", "model", "loading", "claims"},
    # texts become versions
    "drafts": {
        "text",
        "cache",
        "files",
        "problem",
        "model",
        "schema",
        "loading",
        "claims",
        "compare",
        "fetch",
        "documents",
        "concordance",
        "suggest",
    },
    # pages
    "briefing": {"problem", "model", "claims", "compare", "concordance", "drafts"},
    "render": {"source", "text", "confined", "problem", "codes", "model", "claims", "compare", "briefing"},
    # the whole
    "api": {
        "source",
        "text",
        "cache",
        "files",
        "problem",
        "codes",
        "model",
        "loading",
        "claims",
        "compare",
        "check",
        "concordance",
        "intake",
        "receipts",
        "suggest",
        "documents",
        "drafts",
        "briefing",
        "render",
    },
    "site": {"text", "files", "model", "claims", "compare", "briefing", "render", "api"},
    "serve": {"problem", "render", "api", "site"},
    "cli": {"files", "problem", "render", "api", "site", "serve"},
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
    assert set(rooms()) == set(MAY_IMPORT)


def test_every_arrow_is_on_the_plan_and_every_arrow_on_the_plan_is_used() -> None:
    drawn = {f"{room} → {target}" for room, targets in MAY_IMPORT.items() for target in targets}
    used = {
        f"{room} → {target}"
        for room, paths in rooms().items()
        for path in paths
        for target in imports(path)
        if target != room
    }
    assert used == drawn


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


def test_only_one_room_reads_yaml_and_only_the_redline_imports_diff_match_patch() -> None:
    def users(module: str) -> set[str]:
        return {
            path.relative_to(HOUSE).parent.as_posix()
            for paths in rooms().values()
            for path in paths
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == module)
            or (isinstance(node, ast.Import) and any(alias.name.split(".")[0] == module for alias in node.names))
        }

    assert users("yaml") == {"loading"}
    assert users("diff_match_patch") == {"compare/redline"}
