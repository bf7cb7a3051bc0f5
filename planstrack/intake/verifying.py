"""The archive is looked at again: which texts are as they were stored, which are missing or altered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planstrack.claims.archive import Archive
from planstrack.model import Plan
from planstrack.problem import Problem
from planstrack.source import Place, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What the archive holds: `held` texts of articles are unaltered, `problems` tell the others.

    `unnamed` are hashes of texts that no article of the plan names (an interrupted `add` leaves such a one, and so does
    an article that was deleted): no fault. `not_archived` articles name no text at all.
    """

    held: int
    problems: tuple[Problem, ...]
    unnamed: tuple[str, ...]
    not_archived: tuple[str, ...]


def verified(plan: Plan, archive: Archive, *, progress: Callable[[int, int], None] | None = None) -> Verified:
    """Hash every archived text again; report each that an article names and that is missing, altered or unreadable.

    `progress` is called with (texts done, texts in all).
    """
    named: dict[str, list[str]] = {}
    for name in sorted(plan.articles):
        sha256 = plan.articles[name].sha256
        if sha256:
            named.setdefault(sha256, []).append(name)
    stored = list(archive)
    every = sorted({*named, *stored})
    problems: list[Problem] = []
    held = 0
    for done, sha256 in enumerate(every, 1):
        found = archive.read(sha256)
        if found.state == "held":
            held += sha256 in named
        elif sha256 in named:
            problems += [_finding(plan, name, found.state, found.why or "") for name in named[sha256]]
        else:
            place = Source(str(archive.path_of(sha256)), "").place(0)
            problems.append(Problem(code="text-altered", message=found.why or "", place=place, severity="warning"))
        if progress:
            progress(done, len(every))
    witnesses = {witness.sha256 for version in plan.versions.values() for witness in version.witnesses}
    unnamed = tuple(sorted(set(stored) - set(named) - witnesses))
    without = tuple(name for name in sorted(plan.articles) if not plan.articles[name].sha256)
    problems.sort(key=lambda problem: problem.sort_key)
    return Verified(held=held, problems=tuple(problems), unnamed=unnamed, not_archived=without)


def _finding(plan: Plan, article: str, state: str, why: str) -> Problem:
    place: Place
    try:
        place = plan.place("article", article, "sha256")
    except KeyError:
        place = Source(article, "").place(0)
    code = "text-altered" if state == "altered" else "not-archived"
    hint = f"add the article again: planstrack article add FILE --id {article}"
    return Problem(code=code, message=f"{article}: {why}", place=place, hint=hint)
