"""What comes of an intake, and what ends one from within."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from planstrack.claims.quote_states import QuoteState
from planstrack.compare.redline import Edit as TextEdit
from planstrack.problem import Problem

Outcome = Literal["added", "revised", "archived", "unchanged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one article.

    `outcome`: added (a new article), revised (a new revision of `revises`), archived (its text was missing and is held
    now), unchanged (held already). `path` is the YAML file that was written, if any. `changes` is the redline from the
    old revision's text to the new one, empty when the old text is not held. `affected` are claims of earlier revisions
    whose quotes stand otherwise than before, by (article id, claim id): (before, after).
    """

    article: str
    outcome: Outcome
    sha256: str
    path: Path | None = None
    revises: str | None = None
    changes: tuple[TextEdit, ...] = ()
    affected: Mapping[tuple[str, str], tuple[QuoteState, QuoteState]]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What came of one source: the articles in it, problems at places of files, or why nothing was added."""

    added: tuple[Added, ...] = ()
    problems: tuple[Problem, ...] = ()
    failure: str | None = None


class CannotError(Exception):
    """Ends an intake from within; it becomes `Intake.failure`, with the problems that are its cause."""

    def __init__(self, why: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(why)
        self.problems = problems


class LostError(Exception):
    """Something stands already where a new file was to be: another program was quicker, and the plan is read again."""

    def __init__(self, name: str | None = None) -> None:
        super().__init__()
        self.name = name


class BrokenError(Exception):
    """Carries the problem that kept a file from being written."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__()
        self.problems = problems
