"""What the aligner found, as an analyst would declare it: an `id` or a `from:` for each point of the new version.

A proposal never touches what an analyst has written: a point that has an id keeps it, and one that has `from:` is left
alone. Points whose partner cannot be named (no id, no number, or a number used twice) get nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from planstrack.compare.align import Match
from planstrack.loading.splicing import Edit
from planstrack.model import Version

_DECLARED = frozenset(("declared", "inferred"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What to write into one point of the new version, and why: `id` or `from_`, never both."""

    new: int
    id: str | None = None
    from_: tuple[str, ...] = ()
    score: float
    why: str


def proposals(old: Version, new: Version, matches: Sequence[Match]) -> tuple[Proposal, ...]:
    """Return what to write into the points of `new`, in their order, from matches that nobody has declared.

    A point that continues one point takes its id, when it has none itself and no other point of `new` has that id.
    Where points were joined or split, and where there is no id to take, `from:` names the old points, as `us-28#7`.
    """
    names = _names(old)
    used = {point.id for point in new.points if point.id}
    found = []
    for match in matches:
        if match.how in _DECLARED or not match.old or not match.new:
            continue
        whole = len(match.old) == len(match.new) == 1
        for at in match.new:
            point = new.points[at]
            name = old.points[match.old[0]].id if whole else None
            if point.from_ is not None or (point.id and point.id == name):
                continue
            if name and not point.id and name not in used:
                used.add(name)
                found.append(Proposal(new=at, id=name, score=match.score, why=match.why))
            else:
                origins = tuple(names[here] for here in match.old if names[here])
                if origins and len(origins) == len(match.old):  # part of an origin would say that the rest is none
                    found.append(Proposal(new=at, from_=origins, score=match.score, why=match.why))
    return tuple(sorted(found, key=lambda proposal: proposal.new))


def nameless(old: Version, matches: Sequence[Match]) -> int:
    """Return how many matches that nobody has declared have an old point that `from:` cannot name."""
    names = _names(old)
    return sum(
        match.how not in _DECLARED and bool(match.new) and any(not names[at] for at in match.old) for match in matches
    )


def edits(new: Version, proposed: Sequence[Proposal]) -> tuple[Edit, ...]:
    """Return the proposals as edits of the new version's file, for `edit.splice`."""
    found = []
    for proposal in proposed:
        point = new.points[proposal.new]
        if proposal.id is not None:
            found.append(Edit(route=("points", proposal.new, "id"), value=proposal.id, after=""))
        else:
            after = "title" if point.title else "number" if point.number else "id" if point.id else ""
            found.append(Edit(route=("points", proposal.new, "from"), value=list(proposal.from_), after=after))
    return tuple(found)


def _names(version: Version) -> list[str]:
    """Return for each point how `from:` can name it: version#id, else version#number, else nothing."""
    numbers = Counter(point.number for point in version.points)
    ids = {point.id for point in version.points}
    named = []
    for point in version.points:
        name = point.id
        if not name and point.number and numbers[point.number] == 1 and point.number not in ids:
            name = point.number
        named.append(f"{version.id}#{name}" if version.id and name else "")
    return named
