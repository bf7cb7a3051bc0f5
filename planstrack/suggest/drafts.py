"""Proposed claims into the files of their articles, marked as drafts: `check` lists them until an analyst confirms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePath
from typing import Any

from planstrack.loading.splicing import Edit, article_route, splice
from planstrack.model import Amount, Claim, Count, Plan
from planstrack.problem import Problem
from planstrack.suggest.claims import Suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How many drafts were written into which files, and why some were not: a file is changed wholly or not at all."""

    drafts: int
    files: tuple[Path, ...]
    problems: tuple[Problem, ...]


def written(plan_folder: Path, plan: Plan, suggestions: Iterable[Suggestion]) -> Written:
    """Add proposed claims to their articles' files, marked as drafts; every other line stays as it is.

    `plan` is the plan from which the suggestions were made: a file saved since then is left alone and reported.
    """
    by_file: dict[str, list[tuple[str, list[Claim]]]] = {}
    ordered = sorted(suggestions, key=lambda suggestion: (suggestion.article, suggestion.start))
    for article, group in groupby(ordered, key=lambda suggestion: suggestion.article):
        shown = plan.place("article", article).path
        by_file.setdefault(shown, []).append((article, [suggestion.claim for suggestion in group]))
    drafts = 0
    files: list[Path] = []
    problems: list[Problem] = []
    for shown, articles in sorted(by_file.items()):
        text = plan.place("article", articles[0][0]).source.text
        path = plan_folder / "articles" / PurePath(shown).name
        edits = [
            Edit(route=(*article_route(text, article), "claims"), value=_as_data(claim), op="append")
            for article, claims in articles
            for claim in claims
        ]
        problem = splice(path, edits, read=text)
        if problem is not None:
            problems.append(problem)
            continue
        drafts += len(edits)
        files.append(path)
    return Written(drafts=drafts, files=tuple(files), problems=tuple(problems))


def _as_data(claim: Claim) -> dict[str, Any]:
    """Return a draft as its YAML says it, in the order of the contract."""
    about = claim.about
    matters: dict[str, Any] = {
        "version": about.version,
        "since": about.since,
        "points": list(about.points),
        "issues": list(about.issues),
    }
    said = {
        "id": claim.id,
        "quote": claim.quote,
        "prefix": claim.prefix,
        "suffix": claim.suffix,
        "about": {key: value for key, value in matters.items() if value},
        "says": claim.says,
        "value": _value(claim),
        "said_by": list(claim.said_by),
        "draft": True,
    }
    return {key: value for key, value in said.items() if value is not None and value != {}}


def _value(claim: Claim) -> Any:
    if isinstance(claim.value, Count):
        return claim.value.any_of[0]  # A passage is read as giving one number.
    if claim.value is None:
        return None
    return {name: _amount(amount) for name, amount in claim.value.items()}


def _amount(amount: Amount) -> dict[str, Any]:
    said = {"bound": amount.bound, "value": amount.value, "upper": amount.upper, "condition": amount.condition}
    return {key: value for key, value in said.items() if value is not None}
