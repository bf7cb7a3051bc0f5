"""The archive is looked at again: which texts are as they were stored, which are missing or altered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from planstrack.claims.archive import Archive
from planstrack.model import Plan
from planstrack.problem import Problem
from planstrack.source import Place, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What the archive holds: `held` texts of articles and witnesses are unaltered, `problems` tell the others.

    `unnamed` are hashes of texts that no article or witness of the plan names (an interrupted `add` leaves such a one, and
    so does an article that was deleted): no fault. `not_archived` articles name no text at all.
    """

    held: int
    problems: tuple[Problem, ...]
    unnamed: tuple[str, ...]
    not_archived: tuple[str, ...]


def verified(plan: Plan, archive: Archive, *, progress: Callable[[int, int], None] | None = None) -> Verified:
    """Hash every archived text again; report each that an article or a witness names and that is missing or altered.

    `progress` is called with (texts done, texts in all).
    """
    named: dict[str, list[_Named]] = {}
    for name in sorted(plan.articles):
        sha256 = plan.articles[name].sha256
        if sha256:
            again = f"add the article again: planstrack article add FILE --id {name}"
            named.setdefault(sha256, []).append(_Named("article", name, ("sha256",), name, again))
    for name in sorted(plan.versions):
        for at, witness in enumerate(plan.versions[name].witnesses):
            if witness.sha256:
                again = "take it in from who has it: planstrack archive unpack FILE, or import the document again"
                found_at = _Named("version", name, ("witnesses", at, "sha256"), f"{name}@{witness.id}", again)
                named.setdefault(witness.sha256, []).append(found_at)
    stored = list(archive)
    every = sorted({*named, *stored})
    problems: list[Problem] = []
    held = 0
    for done, sha256 in enumerate(every, 1):
        found = archive.read(sha256)
        if found.state == "held":
            held += sha256 in named
        elif sha256 in named:
            problems += [_finding(plan, item, found.state, found.why or "") for item in named[sha256]]
        else:
            place = Source(str(archive.path_of(sha256)), "").place(0)
            problems.append(Problem(code="text-altered", message=found.why or "", place=place, severity="warning"))
        if progress:
            progress(done, len(every))
    unnamed = tuple(sorted(set(stored) - set(named)))
    without = tuple(name for name in sorted(plan.articles) if not plan.articles[name].sha256)
    problems.sort(key=lambda problem: problem.sort_key)
    return Verified(held=held, problems=tuple(problems), unnamed=unnamed, not_archived=without)


class _Named(NamedTuple):
    """Where a plan names an archived text, what a reader calls it, and how it comes in again."""

    kind: Literal["article", "version"]
    owner: str
    route: tuple[str | int, ...]
    title: str
    again: str


def _finding(plan: Plan, named: _Named, state: str, why: str) -> Problem:
    place: Place
    try:
        place = plan.place(named.kind, named.owner, *named.route)
    except KeyError:
        place = Source(named.owner, "").place(0)
    code = "text-altered" if state == "altered" else "not-archived"
    return Problem(code=code, message=f"{named.title}: {why}", place=place, hint=named.again)
