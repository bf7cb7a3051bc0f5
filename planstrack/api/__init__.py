"""What the commands do, for a notebook: `planstrack.load(path)`, then `.diff(old, new)`, `.issue(name)`, `.brief()` …

Every answer is a `Shown`: its plain values under `.value` and `.page`, its text in any format by `.render(format)`, and a
notebook draws it by itself. Bad data never raises: it stands under `.problems`. A name that is not there raises
`NotFound` with the nearest known one.
"""

from __future__ import annotations

from planstrack.api.checking import Checked, check, explain, schema
from planstrack.api.folder import PlanFolder, init, load
from planstrack.api.shown import NotFound, Shown
from planstrack.api.sides import ConcordanceWritten, Side, Sides, diff

__all__ = [
    "Checked",
    "ConcordanceWritten",
    "NotFound",
    "PlanFolder",
    "Shown",
    "Side",
    "Sides",
    "check",
    "diff",
    "explain",
    "init",
    "load",
    "schema",
]
