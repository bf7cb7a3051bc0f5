"""Rules on what is on file against itself: not mistakes of the plan, but what a reader of it must be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from planstrack.check.finding import Kind, Known, Route, claims, finding, once, see, unread
from planstrack.check.points import unmarked_words
from planstrack.claims.evidence import meanings
from planstrack.claims.references import Spot, point_at, points_with_paths
from planstrack.claims.sayings import SAYINGS, Question
from planstrack.compare.answers import answers_of, clear
from planstrack.compare.closure import sameness
from planstrack.compare.disputes import count_dispute, disputes_in, sameness_dispute
from planstrack.compare.facts import Facts
from planstrack.compare.matters import route_of
from planstrack.compare.records import Dispute, Ground, Position
from planstrack.model import Plan
from planstrack.problem import Problem, SeeAlso, Severity

_SHOWN = 8
"""So many grounds of a dispute are shown as see-also places, one of each side first."""

_CODES: Mapping[Question, str] = {
    "count": "disputed-count",
    "value": "disputed-quantity",
    "status": "disputed-status",
    "present": "disputed-status",
    "same": "disputed-status",
    "talked": "disputed-report",
}
_TEXTS = frozenset(("text", "translation"))

_LONGEST_LOOKED = 24
"""Chains of sameness are looked for where a matter stands in at most so many versions: a check is no comparison of all."""


class _Asked:
    """What something other than a held point speaks of: matters by version, and by pairs of versions that are compared.

    A held point alone contradicts nothing, so nothing else needs to be asked.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.matters: dict[str, dict[str, None]] = {}
        self.pairs: dict[tuple[str, str], dict[str, None]] = {}
        propositions: set[str] = set()
        for meaning in meanings(facts.evidence):
            version, about = meaning.version, meaning.about
            if version not in facts.plan.versions or version is None:
                continue
            bases = facts.plan.versions[version].based_on
            since = about.since or (bases[0] if len(bases) == 1 and SAYINGS[meaning.says].same is not None else None)
            spots = [reference.spot for reference in meaning.references if reference.spot is not None]
            named = [matter for spot in spots for matter in (facts.matters.of(spot), facts.matters.owner(spot))]
            if meaning.scope == "all" and not spots:
                named += self._all_of(version) + self._all_of(since)
            named += facts.named(version, version) if not spots else ()
            self._ask(named, version, since)
            if about.matter:
                propositions.add(version)
        for owner, version_record in facts.plan.versions.items():
            self._ask_of_the_file(owner)
            for reference in version_record.gone:
                base, mark, name = reference.rpartition("#")
                spots_gone = facts.matters.references.outright(base, name) if mark else ()
                self._ask(map(facts.matters.of, spots_gone), owner, base)
        for owner in propositions:
            self._ask(facts.propositions_about(owner), owner, None)

    def _all_of(self, version: str | None) -> list[str]:
        known = self._facts.plan.versions.get(version or "")
        return [self._facts.matters.of(Spot(version or "", (at,))) for at in range(len(known.points) if known else 0)]

    def _ask_of_the_file(self, owner: str) -> None:
        """Ask of every point that is only reported, that readings speak of, or that is said to be new."""
        matters, version = self._facts.matters, self._facts.plan.versions[owner]
        for path, point in points_with_paths(version.points):
            spot = Spot(owner, path)
            if point.wording == "reported" and (point.status or point.quantities):
                self._ask((matters.of(spot),), owner, None)
            for reading in point.readings:
                self._ask((matters.of(spot), matters.owner(spot)), owner, reading.since)
            if point.from_ == ():
                for base in version.based_on:
                    self._ask((matters.of(spot),), base, None)

    def _ask(self, named: Iterable[str], version: str, since: str | None) -> None:
        facts = self._facts
        for matter in dict.fromkeys(named):
            for each in (matter, *facts.parts_of(matter), *facts.propositions_of(matter)):
                self.matters.setdefault(version, {})[each] = None
                if since in facts.plan.versions and since is not None and since != version:
                    self.matters.setdefault(since, {})[each] = None
                    self.pairs.setdefault((since, version), {})[each] = None


@once
def disputes_on_file(facts: Facts) -> tuple[Dispute, ...]:
    """Return every dispute on any version, and on every pair that is compared by a claim or a reading, each once."""
    asked = _Asked(facts)
    found: dict[str, Dispute] = {}
    for version in facts.plan.versions:
        counted = count_dispute(facts, version)
        of_matters = (
            dispute
            for matter in asked.matters.get(version, ())
            for dispute in disputes_in(facts, matter, version, answers_of(facts.presence(matter, version)))
        )
        for dispute in (*((counted,) if counted else ()), *of_matters):
            found.setdefault(dispute.id, dispute)
    for (old, new), matters in asked.pairs.items():
        for matter in matters:
            clash = sameness_dispute(facts, answers_of(facts.same(matter, old, new)), matter, old, new)
            if clash is not None:
                found.setdefault(clash.id, clash)
    return tuple(found.values())


def _text_side(dispute: Dispute) -> Position | None:
    """Return the side that a text takes which one can read; None where none does. A count is no matter of words."""
    if dispute.question not in ("present", "same", "value"):
        return None
    return next((side for side in dispute.sides if side.basis in _TEXTS), None)


def reports_agree(facts: Facts) -> Iterator[Problem]:
    """Nothing on file excludes what else is on file: counts, amounts, whether a point is there, changed, settled, talked of.

    Where a text that one can read stands against reports alone, each of the reports is named instead.
    """
    for dispute in disputes_on_file(facts):
        against = [side for side in dispute.sides if side is not _text_side(dispute)]
        if len(against) > 1 or any(not side.evidence for side in against):
            yield _dispute(facts, dispute)


def reports_agree_with_the_text(facts: Facts) -> Iterator[Problem]:
    """No report contradicts a text that one can read: what is in it, what it says, which amount it gives."""
    for dispute in disputes_on_file(facts):
        text = _text_side(dispute)
        if text is None:
            continue
        held = [ground for ground in text.grounds if ground.basis in _TEXTS]
        severity, hint = _acknowledged(facts.plan, dispute)
        for side in dispute.sides:
            for ground in side.grounds if side is not text else ():
                if ground.evidence is None:
                    continue
                kind, name, route = _place_of(facts.plan, ground)
                yield finding(
                    facts.plan,
                    "report-against-text",
                    f"the text contradicts this report ({dispute.about}): {text.says}; {ground.evidence.speaker}: {side.says}",
                    kind,
                    name,
                    route,
                    severity=severity,
                    hint=hint or "the text stands; see whether the report speaks of this version, or of another point",
                    see_also=[
                        see(facts.plan, "the text is held here", *_place_of(facts.plan, each)) for each in held[:_SHOWN]
                    ],
                )


def _acknowledged(plan: Plan, dispute: Dispute) -> tuple[Severity | None, str | None]:
    """Return the severity and the hint of a dispute that was looked at; nothing where nobody did."""
    known = plan.acknowledged.get(dispute.id)
    if known is None:
        return None, None
    return (
        "note",
        f"looked at by {known.by}{f' on {known.on}' if known.on else ''}{f': {known.why}' if known.why else ''}",
    )


def _dispute(facts: Facts, dispute: Dispute) -> Problem:
    plan = facts.plan
    severity, hint = _acknowledged(plan, dispute)
    shown = [(side, side.grounds[0]) for side in dispute.sides]
    shown += [(side, ground) for side in dispute.sides for ground in side.grounds[1:]]
    return finding(
        plan,
        _CODES[dispute.question],
        f"{_who(dispute)} ({dispute.about}): {'; '.join(map(_told, dispute.sides[:_SHOWN]))}",
        "version",
        dispute.version,
        _route(facts, dispute),
        severity=severity,
        hint=hint
        or f"nothing to mend while the world is unsettled; looked at, it is a note: acknowledged: {{{dispute.id}: …}}",
        see_also=[_side(plan, side, ground) for side, ground in shown[:_SHOWN]],
    )


def _who(dispute: Dispute) -> str:
    return "reports disagree" if all(side.evidence for side in dispute.sides) else "what is on file disagrees"


def _told(side: Position) -> str:
    return f"{side.says} ({', '.join(side.speakers[:_SHOWN])})" if side.speakers else side.says


def _side(plan: Plan, side: Position, ground: Ground) -> SeeAlso:
    who = f"{ground.evidence.speaker}: " if ground.evidence else ""
    return see(plan, f"{who}{side.says}", *_place_of(plan, ground))


def _place_of(plan: Plan, ground: Ground) -> tuple[Kind, str, Route]:
    """Return where a ground stands; a claim at what it says, or at the value it gives."""
    item = ground.evidence
    if item is None:
        return (*ground.file, ground.route)
    return "article", item.article, ("claims", _claims_at(plan)[item.key], "says" if item.value is None else "value")


@once
def _claims_at(plan: Plan) -> dict[str, int]:
    return {cited.name: cited.at for cited in reversed(claims(plan))}


def _route(facts: Facts, dispute: Dispute) -> Route:
    """Return where in its version's file a dispute is shown: at the total, the amount, or the point it is about."""
    version = facts.plan.versions[dispute.version]
    if dispute.question == "count":
        return ("points_total",) if version.points_total is not None else ("title",)
    for path in facts.matters.spots(dispute.matter or "", dispute.version):
        point = point_at(version, path)
        name = dispute.id.rpartition("/")[2]
        if dispute.question == "value" and name in point.quantities:
            return (*route_of(path), "quantities", name)
        return (*route_of(path), "id" if point.id else "number" if point.number else "title")
    return ("title",)


def acknowledged_disputes_exist(facts: Facts) -> Iterator[Problem]:
    """Every dispute that plan.yaml acknowledges is one that is on file."""
    if any(unread(facts.plan, kind) for kind in ("plan", "version", "article")):
        return
    known = Known("disputes on file", [dispute.id for dispute in disputes_on_file(facts)])
    for name in facts.plan.acknowledged:
        if name not in known:
            message = f"there is no dispute '{name}' on file"
            yield finding(
                facts.plan,
                "unknown-dispute",
                message,
                "plan",
                "",
                ("acknowledged", name),
                key=True,
                hint=known.hint(name),
            )


def wordings_are_compared(facts: Facts) -> Iterator[Problem]:
    """Where one version follows another, it is known of each point that stands in both whether it changed.

    Two summaries, or a summary and a text, settle nothing: a reading does, by who compared what they render.
    """
    for old, new in _neighbours(facts.plan):
        points = [spot for matter in _in_both(facts, old, new) if (spot := _unsettled(facts, matter, old, new))]
        if points:
            names = [_point_words(facts.plan, spot) for spot in points[:_SHOWN]]
            more = f" and {len(points) - _SHOWN} more" if len(points) > _SHOWN else ""
            first = points[0]
            yield finding(
                facts.plan,
                "reading-to-write",
                f"the wordings held of '{old}' and '{new}' do not tell whether {len(points)} "
                f"point{'s' if len(points) > 1 else ''} changed: {', '.join(names)}{more}",
                "version",
                new,
                (*route_of(first.path), "wording"),
                hint=f"compare what they render, and write what you find: readings: [{{since: {old}, says: kept, gist: …}}]",
            )


def _neighbours(plan: Plan) -> Iterator[tuple[str, str]]:
    """Give each version with the one before it on the main line, and with each that it is based on."""
    line = [name for name in plan.main_line if name in plan.versions]
    pairs = dict.fromkeys(pairwise(line))
    for owner, version in plan.versions.items():
        pairs.update({(base, owner): None for base in version.based_on if base in plan.versions and base != owner})
    yield from (pair for pair in pairs if pair[0] != pair[1])


def _in_both(facts: Facts, old: str, new: str) -> Iterator[str]:
    for at in range(len(facts.plan.versions[new].points)):
        matter = facts.matters.of(Spot(new, (at,)))
        if facts.matters.spots(matter, old):
            yield matter


def _unsettled(facts: Facts, matter: str, old: str, new: str) -> Spot | None:
    """Return the newer point of a matter that is held in both versions, if nothing on file says whether it changed."""
    here, there = (facts.matters.spots(matter, version) for version in (old, new))
    if len(here) != 1 or len(there) != 1:
        return None
    spots = Spot(old, here[0]), Spot(new, there[0])
    if any(unmarked_words((), point_at(facts.plan.versions[spot.version], spot.path)) is not None for spot in spots):
        return None  # Whose words they are is asked first.
    if not all(map(facts.held, spots)) or facts.same(matter, old, new):
        return None
    if not all(clear(answers_of(facts.presence(matter, version))) for version in (old, new)):
        return None
    few = len(facts.matters.versions_of(matter)) <= _LONGEST_LOOKED
    return None if few and sameness(facts, matter, old, new) else spots[1]


def _point_words(plan: Plan, spot: Spot) -> str:
    point = point_at(plan.versions[spot.version], spot.path)
    return point.number or point.id or point.title or str(spot.path[0] + 1)
