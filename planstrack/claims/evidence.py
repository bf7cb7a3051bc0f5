"""Which claims stand behind what: every claim with its article, its speakers and the state of its quote.

Nothing is fetched here and no truth is decided. Claims are gathered, asked whether they may carry a verdict, counted by
first speaker, and cut to what had been published on a given day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from planstrack.model import About, Amount, Article, Claim, Plan, Point, Speaker, Version

COUNTED_STATES: frozenset[str] = frozenset(("exact", "moved", "not-archived", "not-quoted"))
"""States of a quote in which its claim may carry a verdict.

A text that is not archived, or a report that is only paraphrased, is attributed but not verified: pages say so. A quote
that was looked for and not found (orphan), stands at several places (ambiguous), was dropped by a later revision
(withdrawn), rests on an altered text, or was never confirmed by an analyst (draft) carries nothing.
"""


class QuoteCheck(Protocol):
    """What is known of one quote: `check` is exact, moved, ambiguous, orphan, withdrawn, not-archived, altered …"""

    @property
    def check(self) -> str: ...


QuoteStates = Mapping[tuple[str, str], QuoteCheck]
"""The state of every quote that was looked for, by (article id, claim id)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One claim as it may be cited: its words, its chain of speakers (first speaker first), where it was printed.

    `points` are those of `about`, with every number bound to the version it counts in: `us-28#6`; an id stays as it is.
    """

    article: str
    claim: str
    quote: str | None
    gist: str | None
    about: About
    points: tuple[str, ...]
    says: str
    value: int | dict[str, Amount] | None
    stance: str
    said_by: tuple[str, ...]
    speaker: str
    speaker_kind: str | None
    speaker_party: str | None
    check: str
    outlet: str
    title: str | None
    url: str | None
    published: date | None
    language: str | None = None

    @property
    def key(self) -> str:
        """The name by which the claim is cited: `article#claim`."""
        return f"{self.article}#{self.claim}"

    @property
    def stands(self) -> bool:
        """Whether the claim may carry a verdict."""
        return self.check in COUNTED_STATES

    @property
    def relayed(self) -> bool:
        """Whether the outlet passes on what somebody else said."""
        return len(self.said_by) > 1

    @property
    def amounts(self) -> dict[str, Amount]:
        """The amounts the claim gives, by quantity; empty for any other claim."""
        return self.value if isinstance(self.value, dict) else {}


def speakers(plan: Plan) -> dict[str, tuple[str, Speaker]]:
    """Return the analyst's speakers by every name and alias, folded for case: name → (main name, what is known)."""
    found: dict[str, tuple[str, Speaker]] = {}
    for name, speaker in plan.speakers.items():
        for alias in (name, *speaker.aliases):
            found.setdefault(alias.casefold(), (name, speaker))
    return found


def _unlooked(claim: Claim) -> str:
    return "not-archived" if claim.quote else "not-quoted"


class _Numbering:
    """Which version a point's number in a claim belongs to. Each version's ids and numbers are looked up once."""

    def __init__(self, plan: Plan) -> None:
        self._versions = plan.versions
        self._ids: dict[str, frozenset[str]] = {}
        self._numbers: dict[str, frozenset[str]] = {}

    def _has(self, version: str | None, name: str, known: dict[str, frozenset[str]]) -> bool:
        if version is None or version not in self._versions:
            return False
        if version not in known:
            points = self._versions[version].points
            self._ids[version] = frozenset(point.id for point in points if point.id)
            self._numbers[version] = frozenset(point.number for point in points if point.number)
        return name in known[version]

    def bound(self, claim: Claim) -> tuple[str, ...]:
        """Return the points a claim names, each number bound to its version.

        A number counts in the version the claim is about; where that has no such point, or the claim says that the point
        was removed, in the earlier version it compares with, or in one that the version is based on.
        """
        about = claim.about
        version = self._versions.get(about.version or "")
        earlier = [about.since] if about.since else list(version.based_on if version else ())
        line = [*earlier, about.version] if claim.says in ("removed", "dropped") else [about.version, *earlier]
        found = []
        for name in about.points:
            if "#" not in name and not any(self._has(owner, name, self._ids) for owner in line):
                owner = next((owner for owner in line if self._has(owner, name, self._numbers)), None)
                name = f"{owner}#{name}" if owner else name
            found.append(name)
        return tuple(found)


def _cited(
    article: Article, claim: Claim, points: tuple[str, ...], check: str, known: Mapping[str, tuple[str, Speaker]]
) -> Evidence:
    chain = claim.said_by or (article.outlet,)
    name, speaker = known.get(chain[0].casefold(), (chain[0], None))
    return Evidence(
        article=article.id or "",
        claim=claim.id,
        quote=claim.quote,
        gist=claim.gist,
        about=claim.about,
        points=points,
        says=claim.says,
        value=claim.value,
        stance=claim.stance,
        said_by=chain,
        speaker=name,
        speaker_kind=speaker.kind if speaker else None,
        speaker_party=speaker.party if speaker else None,
        check="draft" if claim.draft else check,
        outlet=article.outlet,
        title=article.title,
        url=article.url,
        published=article.published,
        language=article.language,
    )


def gather(plan: Plan, states: QuoteStates | None = None) -> tuple[Evidence, ...]:
    """Return every claim of the plan's articles, in order of publication, then article and place in the file.

    Without `states` no text was looked into: quotes then count as not archived.
    """
    known, numbering = speakers(plan), _Numbering(plan)
    found = []
    for article in sorted(plan.articles.values(), key=lambda item: (item.published or date.max, item.id or "")):
        for claim in article.claims:
            state = states.get((article.id or "", claim.id)) if states else None
            check = state.check if state else _unlooked(claim)
            found.append(_cited(article, claim, numbering.bound(claim), check, known))
    return tuple(found)


def independent_speakers(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Return the first speakers behind the claims that stand, each once, in order of first appearance.

    Ten articles that end in one speaker are one source.
    """
    return tuple(dict.fromkeys(item.speaker for item in evidence if item.stands))


# ---------------------------------------------------------------------------------------------------- what a claim is about


def refers_to(item: Evidence, version: Version, point: Point) -> bool:
    """Whether a claim names this point of this version.

    An id is lineage and names the matter in every version; a number names a point of one version only.
    """
    for reference in item.points:
        owner, mark, name = reference.rpartition("#")
        if (owner == version.id and name in (point.id, point.number)) if mark else reference == point.id:
            return True
    return False


def _tracked(plan: Plan | None, name: str) -> str | None:
    tracked = plan.quantities.get(name) if plan else None
    return tracked.issue if tracked else None


def bears_on(item: Evidence, version: Version, point: Point, plan: Plan | None = None) -> bool:
    """Whether a claim names this point, or gives an amount for a quantity that belongs to it."""
    if refers_to(item, version, point):
        return True
    if item.points or not item.amounts:
        return False
    carried = point.all_quantities
    return any(name in carried or _tracked(plan, name) in point.all_issues for name in item.amounts)


# ---------------------------------------------------------------------------------------------------- two clocks


def as_of(plan: Plan, day: date) -> Plan:
    """Return the plan as it could have been known at the end of `day`.

    Only versions known and articles published by then remain. Of a version that nobody published, a point remains when
    a claim or a source of it had been printed, and an amount, a status or a total remains when no later claim is what
    brought it. What has no date cannot be said to have been known and is left out.
    """
    articles = {name: item for name, item in plan.articles.items() if item.published and item.published <= day}
    versions = {
        name: _known_part(item, plan, articles)
        for name, item in plan.versions.items()
        if item.known_on and item.known_on <= day
    }
    return plan.model_copy(
        update={
            "articles": articles,
            "versions": versions,
            "main_line": tuple(name for name in plan.main_line if name in versions),
        }
    )


def _claims_about(version: Version, articles: Iterable[Article]) -> list[Claim]:
    return [claim for item in articles for claim in item.claims if claim.about.version == version.id]


def _names(claim: Claim, point: Point) -> bool:
    names = {reference.rpartition("#")[2] for reference in claim.about.points}
    return bool(names & {point.id, point.number} - {None})


def _known_part(version: Version, plan: Plan, articles: Mapping[str, Article]) -> Version:
    if version.text != "unpublished" and not any(point.wording == "reported" for point in version.points):
        return version
    ever = _claims_about(version, plan.articles.values())
    known = _claims_about(version, articles.values())
    points = []
    for point in version.points:
        if point.held:
            points.append(point)
            continue
        mine, mine_then = [c for c in ever if _names(c, point)], [c for c in known if _names(c, point)]
        sourced = any(source.partition("#")[0] in articles for source in point.sources)
        if not sourced and not mine_then and (mine or point.sources):
            continue
        points.append(_known_facts(point, mine, mine_then))
    counts = {claim.value for claim in ever if claim.says == "count"}
    counts_then = {claim.value for claim in known if claim.says == "count"}
    total = version.points_total
    if total in counts and total not in counts_then:
        total = None
    return version.model_copy(update={"points": tuple(points), "points_total": total})


def _known_facts(point: Point, ever: list[Claim], then: list[Claim]) -> Point:
    def said(claims: list[Claim], name: str) -> list[Amount]:
        return [claim.value[name] for claim in claims if isinstance(claim.value, dict) and name in claim.value]

    quantities = {
        name: amount
        for name, amount in point.quantities.items()
        if said(then, name) or not said(ever, name)
    }  # fmt: skip
    status = point.status
    if any(claim.says == status for claim in ever) and not any(claim.says == status for claim in then):
        status = None
    return point.model_copy(update={"quantities": quantities, "status": status})


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What became known on one day: a version, or what an article said (its claims)."""

    day: date | None
    kind: str  # "version" or "article"
    id: str
    title: str
    evidence: tuple[Evidence, ...] = ()


def knowledge(plan: Plan, evidence: Iterable[Evidence] | None = None) -> tuple[Knowledge, ...]:
    """Return what became known when, in order of days; what has no date comes last."""
    by_article: dict[str, list[Evidence]] = {}
    for item in gather(plan) if evidence is None else evidence:
        by_article.setdefault(item.article, []).append(item)
    found = [
        Knowledge(day=item.known_on, kind="version", id=name, title=item.title or name)
        for name, item in plan.versions.items()
    ]
    found += [
        Knowledge(
            day=item.published,
            kind="article",
            id=name,
            title=item.title or item.outlet,
            evidence=tuple(by_article.get(name, ())),
        )
        for name, item in plan.articles.items()
    ]
    return tuple(sorted(found, key=lambda item: (item.day or date.max, item.kind != "version", item.id)))
