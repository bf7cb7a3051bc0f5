"""How one version stands to another, and what it means that one of them lacks a point."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from planstrack.model import Plan, Relation

Absence = Literal["gone", "nothing", "stays"]
"""What the lack of a point says: it is gone (or new), nothing, or that it stays in force beside the other text."""

ABSENCE: Mapping[Relation, Absence] = MappingProxyType({
    "revises": "gone", "replaces": "gone", "answers": "nothing", "repackages": "nothing",
    "supplements": "stays", "carries-out": "stays", "accompanies": "stays", "annex-of": "stays",
})  # fmt: skip


def _steps(plan: Plan, main_line: Sequence[str]) -> Mapping[str, set[str]]:
    """Return the versions that each version revises in one step: its bases, and the step before on the main line."""
    earlier: dict[str, set[str]] = {name: set() for name in plan.versions}
    line = [name for name in main_line if name in plan.versions]
    typed = {name: version.relations for name, version in plan.versions.items()}
    pairs: Iterator[tuple[str, str]] = iter(
        [(base, name) for name, version in plan.versions.items() for base in version.based_on] + list(pairwise(line))
    )
    for old, new in pairs:
        said = typed[new].get(old) or (typed[old].get(new) if old in typed else None)
        if old in plan.versions and old != new and (said or "revises") == "revises":
            earlier[new].add(old)
    return earlier


class Relations:
    """The relations of a plan's versions; chains are followed once for each version that is asked about.

    `apart` are versions in files of their own, or of a git revision: whoever compares two files asks what the one revised.
    `line` is the main line where the plan was cut to a day and its own is shorter: who left a version out of it because it
    was not known yet made no step between its neighbours.
    """

    def __init__(self, plan: Plan, apart: Collection[str] = (), line: Sequence[str] | None = None) -> None:
        self._plan = plan
        self._apart = frozenset(apart)
        self._earlier = _steps(plan, plan.main_line if line is None else line)
        self._reached: dict[str, frozenset[str]] = {}

    def _ancestors(self, name: str) -> frozenset[str]:
        if name not in self._reached:
            found: set[str] = set()
            steps = list(self._earlier.get(name, ()))
            while steps:
                here = steps.pop()
                if here not in found:
                    found.add(here)
                    steps += self._earlier.get(here, ())
            self._reached[name] = frozenset(found)
        return self._reached[name]

    def of(self, old: str, new: str) -> Relation:
        """Return how `new` stands to `old`: as typed, else `revises` along a chain of revisions either way, else `answers`.

        A version that is compared with itself, and one in a file of its own, revises the other.
        """
        versions = self._plan.versions
        if old == new or self._apart & {old, new}:
            return "revises"
        typed = versions[new].relations.get(old) or versions[old].relations.get(new)
        if typed:
            return typed
        return "revises" if old in self._ancestors(new) or new in self._ancestors(old) else "answers"
