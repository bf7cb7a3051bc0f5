"""In which order versions are told: the main line, what stands beside it, and all of them by date.

`not_yet` are the versions that were not known by the day that is asked for; no page follows them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

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
    """Return the versions by date, each after those it is based on or stands to; a circle is broken where it starts.

    One without a date stands as if it had that of the first version that waits for it.
    """
    there = [name for name in plan.versions if name not in not_yet]
    earlier = {
        name: [other for other in (*plan.versions[name].based_on, *plan.versions[name].relations) if other in there]
        for name in there
    }
    days = _days(plan, earlier)
    waiting = sorted(there, key=lambda name: (days[name] is None, str(days[name]), _when(plan.versions[name], name)))
    done: dict[str, Version] = {}
    while waiting:
        ready = next((name for name in waiting if not set(earlier[name]) & set(waiting) - {name}), waiting[0])
        waiting.remove(ready)
        done[ready] = plan.versions[ready]
    return list(done.values())


def _days(plan: Plan, earlier: Mapping[str, Sequence[str]]) -> Mapping[str, date | None]:
    """Return the day of each version, of one without a day the least of those that wait for it."""
    days = {name: plan.versions[name].date or plan.versions[name].known for name in earlier}
    undated = {name for name, day in days.items() if day is None}
    for _ in undated:
        for name, others in earlier.items():
            for other in undated.intersection(others):
                known = [day for day in (days[name], days[other]) if day]
                days[other] = min(known, default=None)
    return days
