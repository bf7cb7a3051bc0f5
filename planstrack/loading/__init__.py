"""YAML files to nouns, every value knowing its place; the only room that reads YAML.

files   safe opening: regular files only, no links, nothing that blocks, 4 MB at most
nodes   YAML events to nodes with places (syntax: what the parser's errors mean)
shape   routes through the models along the nodes
nouns   nodes to records, every error at the value at fault
folder  a plan folder, a loose file, and where the plan is
"""

from planstrack.loading.folder import (
    FileKind,
    Loaded,
    LoadedFile,
    LoadedVersion,
    NoPlan,
    find_plan,
    load_file,
    load_plan,
    load_version,
    plan_around,
    safe_id,
)

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
