"""How one issue stands in one version: its points, its numbers, the claims about it, and one sentence on it all.

The sentence carries the strongest verb its evidence allows: text that is held *is* so, what reports say *is reported*,
what they contradict each other on *is disputed*, and silence *is not known*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.parts import (
    Disagreement,
    Entry,
    Head,
    Sources,
    Statement,
    disagreement,
    entry,
    head,
    issue_title,
    statements,
)
from planstrack.compare.dispute import disputes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planstrack.briefing.claims import Claims
    from planstrack.claims.evidence import Evidence
    from planstrack.compare.dispute import Dispute
    from planstrack.compare.values import Comparison
    from planstrack.model import Amount, Plan, Point, Version


CITED = 2
"""How many of the articles that a point's text was taken from a sentence cites."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A tracked number in one version: its words, and the verb they may carry."""

    name: str
    title: str
    unit: str | None
    verb: wording.Verb
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointLine:
    """A point that carries the issue, with the articles that its text was taken from."""

    id: str | None
    number: str | None
    title: str
    status: str | None
    held: bool
    text: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An issue in one version. `words` say how it stands; `changes` what became of it since `since`.

    `whole` tells whether the version's text is held whole, so that what it does not give is known to be missing;
    `cited` are the footnotes of what the words rest on, `sources` those of everything that the step shows.
    """

    version: Head
    whole: bool
    since: str | None
    title: str
    verb: wording.Verb
    words: str
    cited: tuple[int, ...]
    readings: tuple[Reading, ...]
    points: tuple[PointLine, ...]
    statements: tuple[Statement, ...]
    disputes: tuple[Disagreement, ...]
    changes: tuple[Entry, ...]

    @property
    def sentence(self) -> str:
        """The issue and how it stands: `Army cap: the matter is disputed: …`."""
        return wording.sentence(f"{self.title}: {self.words}")

    @property
    def further(self) -> tuple[Statement, ...]:
        """Its claims that no side of a dispute shows already."""
        shown = {item.key for dispute in self.disputes for side in dispute.sides for item in side.statements}
        return tuple(item for item in self.statements if item.key not in shown)

    @property
    def sources(self) -> tuple[int, ...]:
        """The footnotes of its points, else of its version, and of its claims, each once."""
        points = [number for point in self.points for number in point.sources]
        return tuple(sorted({*points, *(item.source for item in self.statements)})) or self.version.sources


def _disputes_on(claims: Sequence[Evidence], version: Version, plan: Plan) -> list[Dispute]:
    """Return the disputes among the claims about one issue of a version; a count belongs to no issue."""
    return [item for item in disputes(claims, version, plan) if item.kind != "count"]


def _amounts(points: Iterable[Point], names: Sequence[str]) -> dict[str, tuple[Amount, bool]]:
    """Return the amounts that points give, each with whether the text that gives it is held."""
    found: dict[str, tuple[Amount, bool]] = {}
    for point in points:
        for name, amount in point.all_quantities.items():
            if name in names:
                found.setdefault(name, (amount, point.held))
    return found


def _reading(
    name: str, given: tuple[Amount, bool] | None, claims: Sequence[Evidence], contested: Sequence[Dispute], plan: Plan
) -> Reading | None:
    """Return one number as a version gives it; None where nothing speaks of it."""
    tracked = plan.quantities[name]
    said = [item for item in claims if name in item.amounts and item.stands and item.stance == "supports"]
    mine = [item for item in contested if any(name in claim.amounts for claim in item.evidence)]
    if given and given[1] and not mine:
        verb, words = wording.verb("text"), wording.amount(given[0], tracked.unit)
    elif mine:
        verb, words = wording.verb("reported", disputed=True), wording.sides(mine[0])
    elif said:
        amounts = dict.fromkeys(wording.amount(item.amounts[name], tracked.unit) for item in said)
        verb, words = wording.verb("reported"), wording.listed(amounts, "or")
    elif given:
        verb, words = wording.verb("reported"), wording.amount(given[0], tracked.unit)
    else:
        return None
    return Reading(
        name=name, title=tracked.title or wording.heading(None, name), unit=tracked.unit, verb=verb, words=words
    )


def _point_line(point: Point, sources: Sources, plan: Plan) -> PointLine:
    return PointLine(
        id=point.id,
        number=point.number,
        title=point.title or wording.heading(None, point.id or (f"point {point.number}" if point.number else None)),
        status=point.status,
        held=point.held,
        text=point.full_text,
        sources=sources.articles(point.sources, plan),
    )


def _names(points: Iterable[Point]) -> str:
    """Return points as a sentence names them: `point 7 (NATO exclusion) and point 8 (No NATO troops)`."""
    words = []
    for point in points:
        title = point.title or wording.heading(None, point.id)
        words.append(f"point {point.number} ({title})" if point.number else f"“{title}”")
    return wording.listed(words)


def _named(points: Sequence[Point]) -> str:
    """Return points by number: `point 4`, `points 3 and 5`; by title where a number is missing."""
    names = [point.number or f"“{point.title or wording.heading(None, point.id)}”" for point in points]
    return f"point{'s' if len(names) > 1 else ''} {wording.listed(names)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """How an issue stands: the verb, what is said with it, and what that rests on."""

    verb: wording.Verb
    words: str
    claims: Sequence[Evidence] = ()
    points: Sequence[Point] = ()


def _statuses(points: Sequence[Point], claims: Sequence[Evidence]) -> _Standing | None:
    """Return the settled or unsettled status of an issue, where one is given; `proposed` says nothing new."""
    by_status: dict[str, list[Point]] = {}
    for point in points:
        if point.status and point.status != "proposed":
            by_status.setdefault(point.status, []).append(point)
    saying = [item for item in claims if item.stands and item.stance == "supports" and item.says in wording.STATUSES]
    if not by_status:
        for item in saying:
            if item.says != "proposed":
                by_status.setdefault(item.says, [])
    if not by_status:
        return None
    backing = [item for item in saying if item.says in by_status]
    from_text = not backing and all(point.held for found in by_status.values() for point in found)
    several = len(by_status) > 1
    words = [
        wording.STATUSES[status] + (f" ({_named(found)})" if several and found else "")
        for status, found in by_status.items()
    ]
    return _Standing(
        verb=wording.verb("text" if from_text else "reported"),
        words="; ".join(words),
        claims=backing,
        points=[point for found in by_status.values() for point in found],
    )


def _disputed(others: Sequence[Dispute], numbers: Sequence[str], contested: Sequence[Dispute]) -> _Standing:
    words = [*(f"the matter is disputed: {wording.sides(dispute)}" for dispute in others), *numbers]
    return _Standing(
        verb="is disputed",
        words="; ".join(words),
        claims=[item for dispute in contested for side in dispute.sides for item in _leading(side.evidence)],
    )


def _leading(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the first claim of each of the first speakers, as many as a sentence names."""
    found: dict[str, Evidence] = {}
    for item in evidence:
        found.setdefault(item.speaker, item)
    return list(wording.named(list(found.values())))


def _said(claims: Sequence[Evidence]) -> tuple[str, Sequence[Evidence]]:
    """Return the first claim in words, and how many more there are."""
    first = claims[0]
    gist = f"“{first.quote}”" if first.quote else (first.gist or wording.claim(first)).rstrip(". ")
    more = f", and {wording.counted(len(claims) - 1, 'more claim')}" if len(claims) > 1 else ""
    return f"{gist} ({wording.chain(first.said_by)}){more}", claims[:1]


def _stands(
    version: Version,
    points: Sequence[Point],
    readings: Sequence[Reading],
    claims: Sequence[Evidence],
    contested: Sequence[Dispute],
) -> _Standing:
    """Return how an issue stands in a version."""
    held = [point for point in points if point.held]
    text = wording.WHERE.get(version.text or "", "the text")
    numbers = [wording.predicate(item.title, item.verb, item.words, text) for item in readings]
    named = {item.name for item in readings}
    others = [d for d in contested if not any(named & claim.amounts.keys() for claim in d.evidence)]
    if others or any(item.verb == "is disputed" for item in readings):
        return _disputed(others, numbers, contested)
    status = _statuses(points, claims)
    if numbers:
        reported = any(item.verb == "is reported" for item in readings)
        words = "; ".join(numbers) + (f" ({_named(held)})" if held else "")
        if status:
            words += f"; its status {status.verb} {'as ' if status.verb == 'is reported' else ''}{status.words}"
        amounts = [item for item in claims if item.stands and item.amounts]
        return _Standing(
            verb="is reported" if reported else "is",
            words=words,
            claims=[*(amounts if reported else ()), *(status.claims if status else ())],
            points=held,
        )
    if status:
        joint = "as " if status.verb == "is reported" else ""
        return _Standing(
            verb=status.verb,
            words=f"the matter {status.verb} {joint}{status.words}",
            claims=status.claims,
            points=status.points,
        )
    if held:
        return _Standing(verb="is", words=f"the matter is in {text}: {_names(held)}", points=held)
    standing = [item for item in claims if item.stands]
    if version.points_held == "all":
        words = f"the matter is in no point of {text}, which is held whole"
        if not standing:
            return _Standing(verb="is", words=words)
        said, used = _said(standing)
        return _Standing(verb="is", words=f"{words}; it is reported on: {said}", claims=used)
    if standing:
        said, used = _said(standing)
        return _Standing(verb="is reported", words=f"the matter is reported on: {said}", claims=used)
    return _Standing(verb="is not known", words=f"how the matter stands in {version.name} is not known")


def step(
    plan: Plan,
    version: Version,
    issue: str,
    known: Claims,
    sources: Sources,
    comparison: Comparison | None = None,
) -> Step:
    """Return how an issue stands in one version, and what became of it since the version compared with."""
    points = known.points(version.name, issue)
    claims = known.on(version, issue)
    contested = _disputes_on(claims, version, plan)
    names = [name for name, tracked in plan.quantities.items() if tracked.issue == issue]
    given = _amounts(points, names)
    readings = [
        reading for name in names if (reading := _reading(name, given.get(name), claims, contested, plan)) is not None
    ]
    stands = _stands(version, points, readings, claims, contested)
    introduced = head(version, sources, plan)
    cited = {sources.number(item) for item in stands.claims}
    cited |= set(sources.articles((name for point in stands.points for name in point.sources[:CITED]), plan))
    changes = comparison.only(issue=issue).changes if comparison else ()
    return Step(
        version=introduced,
        whole=version.points_held == "all" and all(point.held for point in version.points),
        since=comparison.old.name if comparison else None,
        title=issue_title(plan, issue),
        verb=stands.verb,
        words=stands.words,
        cited=tuple(sorted(cited)) or (introduced.sources[:CITED] if stands.verb == "is" else ()),
        readings=tuple(readings),
        points=tuple(_point_line(point, sources, plan) for point in points),
        statements=statements(claims, sources),
        disputes=tuple(disagreement(item, sources) for item in contested),
        changes=tuple(entry(change, sources, plan) for change in changes),
    )
