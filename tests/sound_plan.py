"""A small plan without problems, to be changed in one place at a time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from planstrack.check import check
from planstrack.loading import load_plan
from planstrack.problem import Problem

PLAN = """\
title: A plan
parties: {us: United States, ua: Ukraine}
issues:
  nato: {title: NATO}
  army-cap: {title: Army cap}
quantities:
  army-size: {issue: army-cap, unit: personnel}
main_line: [draft-1, draft-2]
"""
DRAFT_1 = """\
title: First draft
date: 2025-11-20
known: 2025-11-20
text: leaked
points_held: all
points_total: 2
points:
  - id: nato
    number: "1"
    text: NATO does not enlarge.
    wording: verbatim
    issues: [nato]
  - id: army-cap
    number: "2"
    wording: verbatim
    issues: [army-cap]
    quantities: {army-size: {at-most: 600000}}
    parts:
      - {label: a, text: The army has a cap.}
      - {label: b, id: reserve, text: The reserve has none.}
"""
DRAFT_2 = """\
title: Text after the talks
date: 2025-11-24
known: 2025-11-24
based_on: [draft-1]
text: unpublished
points_held: some
points_total: 19
points:
  - id: army-cap
    wording: reported
    status: agreed
    issues: [army-cap]
    quantities: {army-size: {at-most: 800000}}
"""
DAILY = """\
outlet: The Daily
published: 2025-11-25
url: https://example.org/news/1
claims:
  - id: count
    quote: a 19-point text
    about: {version: draft-2, since: draft-1}
    says: count
    value: 19
    said_by: [officials, The Daily]
  - id: cap
    quote: a cap of 800,000
    about: {version: draft-2, points: [army-cap], issues: [army-cap]}
    says: value
    value: {army-size: {at-most: 800000}}
    said_by: [The Daily]
  - id: cap-agreed
    quote: agreed on the cap
    about: {version: draft-2, points: [army-cap]}
    says: agreed
    said_by: [The Daily]
  - id: nato-gone
    gist: The paragraph on NATO is gone.
    about: {version: draft-2, since: draft-1, points: ["1"]}
    says: removed
    said_by: [The Daily]
"""
SOUND: Mapping[str, str] = {
    "plan.yaml": PLAN,
    "versions/draft-1.yaml": DRAFT_1,
    "versions/draft-2.yaml": DRAFT_2,
    "articles/daily-1.yaml": DAILY,
}


def found_in(folder: Path, files: Mapping[str, str]) -> tuple[Problem, ...]:
    """Write a plan and return what check finds in it; loading it must find nothing."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    plan, problems = load_plan(folder)
    assert problems == ()
    return check(plan)


def changed(*edits: tuple[str, str, str], **more: str) -> dict[str, str]:
    """Return the sound plan with texts replaced: (file, old, new)."""
    files = {**SOUND, **more}
    for name, old, new in edits:
        assert old in files[name], (name, old)
        files[name] = files[name].replace(old, new)
    return files


V1, V2, ART = "versions/draft-1.yaml", "versions/draft-2.yaml", "articles/daily-1.yaml"
