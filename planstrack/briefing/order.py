"""In which order versions are told: the main line, what stands beside it, and all of them by date."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planstrack.model import Plan, Version


def _when(version: Version, name: str) -> tuple[bool, str, str]:
    """Return what versions are ordered by: their day, else the day they became known; those without either last."""
    day = version.date or version.known
    return (day is None, str(day), name)


def main_line(plan: Plan) -> list[str]:
    """Return the versions a page follows: the plan's main line, else all versions by date."""
    line = [name for name in plan.main_line if name in plan.versions]
    return line or sorted(plan.versions, key=lambda name: _when(plan.versions[name], name))


def side_branches(plan: Plan) -> list[str]:
    """Return the versions outside the main line, by date, then by name."""
    line = set(main_line(plan))
    rest = [name for name in plan.versions if name not in line]
    return sorted(rest, key=lambda name: _when(plan.versions[name], name))


def in_order(plan: Plan) -> list[Version]:
    """Return the versions by date, each after those it is based on; a circle of versions is broken where it starts."""
    waiting = sorted(plan.versions, key=lambda name: _when(plan.versions[name], name))
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
