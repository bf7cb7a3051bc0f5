"""Where the plan is. Light, since every command asks for it first."""

from __future__ import annotations

import os
from pathlib import Path

from planstrack.files.reading import shown_name

PLAN_FILE = "plan.yaml"
RECEIPTS_FILE = "receipts.yaml"


class NoPlan(Exception):  # noqa: N818 - the command line shows its message as wrong usage, it is no defect
    """There is no plan where one was looked for; the message says where and what to do."""


def plan_around(path: Path) -> Path | None:
    """Return the plan folder that a path belongs to: itself, or one or two levels up; None when there is none."""
    for folder in (path, path.parent, path.parent.parent):
        if os.path.lexists(folder / PLAN_FILE):
            return folder
    return None


def find_plan(start: Path, explicit: Path | None, env: str | None) -> Path:
    """Return the plan's folder: `explicit`, `env`, the nearest above `start`, or the only one under plans/.

    Raises:
        NoPlan: There is none, or several; the message names them.
    """
    named = explicit if explicit is not None else Path(env) if env else None
    if named is not None:
        by = "--plan" if explicit is not None else "PLANSTRACK_PLAN"
        if named.name == PLAN_FILE and os.path.lexists(named) and not named.is_dir():
            named = named.parent
        if not named.is_dir():
            raise NoPlan(f"{by}: there is no folder {shown_name(named)}")
        if not os.path.lexists(named / PLAN_FILE):
            raise NoPlan(f"{by}: the folder {shown_name(named)} has no {PLAN_FILE}")
        return named
    here = Path(os.path.abspath(start))  # noqa: PTH100 - resolve() would show a path that nobody typed
    for folder in (here, *here.parents):
        if os.path.lexists(folder / PLAN_FILE):
            return Path(os.path.relpath(folder))
    plans = start / "plans"
    try:
        below = sorted(folder for folder in plans.iterdir() if os.path.lexists(folder / PLAN_FILE))
    except OSError:
        below = []
    if len(below) == 1:
        return below[0]
    if below:
        names = ", ".join(shown_name(folder) for folder in below)
        raise NoPlan(f"several plans: {names}; choose one with --plan")
    raise NoPlan(
        f"no {PLAN_FILE} here, in a folder above, or under plans/; a plan begins with a plan.yaml that holds a title"
    )
