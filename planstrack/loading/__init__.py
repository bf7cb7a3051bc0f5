"""YAML files to nouns, every value knowing its place, and back; the only room that reads YAML.

nodes     YAML events to nodes with places (syntax: what the parser's errors mean)
shape     routes through the models along the nodes
nouns     nodes to records, every error at the value at fault
folder    a plan folder, a loose file
place     where the plan is
history   a plan as of a git revision
splicing  edits that touch only their own lines
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planstrack.loading.folder import (
        FileKind,
        Loaded,
        LoadedFile,
        LoadedVersion,
        load_file,
        load_plan,
        load_version,
        safe_id,
    )
    from planstrack.loading.place import NoPlan, find_plan, plan_around

__all__ = [
    "FileKind",
    "Loaded",
    "LoadedFile",
    "LoadedVersion",
    "NoPlan",
    "find_plan",
    "load_file",
    "load_plan",
    "load_version",
    "plan_around",
    "safe_id",
]


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is: finding the plan needs neither YAML nor the nouns."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    place = "place" if name in ("NoPlan", "find_plan", "plan_around") else "folder"
    return getattr(import_module(f"{__name__}.{place}"), name)
