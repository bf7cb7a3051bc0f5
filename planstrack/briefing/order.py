"""In which order versions are told: the main line, what stands beside it, and all of them by date.

`not_yet` are the versions that were not known by the day that is asked for; no page follows them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from planstrack.model import Plan, Version


def _when(version: Version, name: str) -> tuple[bool, str, str]:
    """Return what versions are ordered by: their day, else the day they became known; those without either last."""
    day = version.date or version.known
    return (day is None, str(day), name)


def main_line(plan: Plan, not_yet: Collection[str] = ()) -> list[str]:
    """Return the versions a page follows: the plan's main line, else all versions by date.

    As of a day by which nothing of the main line was known there is none, whatever stands beside it.
    """
    line = [name for name in plan.main_line if name in plan.versions and name not in not_yet]
    if line or not_yet:
        return line
    return sorted(plan.versions, key=lambda name: _when(plan.versions[name], name))


def side_branches(plan: Plan, not_yet: Collection[str] = ()) -> list[str]:
    """Return the versions outside the main line, by date, then by name."""
    line = {*main_line(plan, not_yet), *not_yet}
    rest = [name for name in plan.versions if name not in line]
    return sorted(rest, key=lambda name: _when(plan.versions[name], name))


def in_order(plan: Plan, not_yet: Collection[str] = ()) -> list[Version]:
    """Return the versions by date, each after those it is based on; a circle of versions is broken where it starts."""
    waiting = sorted(
        (name for name in plan.versions if name not in not_yet), key=lambda name: _when(plan.versions[name], name)
    )
    done: dict[str, Version] = {}
    while waiting:
        ready = next(
            (
                name
                for name in waiting
                if all(base in done or base not in waiting for base in plan.versions[name].based_on)
            ),
            waiting[0],
        )
        waiting.remove(ready)
        done[ready] = plan.versions[ready]
    return list(done.values())
