"""Claims as evidence: each with its article, its first speaker, what its points stand for, and whether it stands.

Nothing is fetched here and no truth is decided. What a claim says of a version is for `compare` to work out; what its
word means is for `sayings`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol, get_args

from planstrack.claims.receipts import receipt_of
from planstrack.claims.references import Reference, References, version_of
from planstrack.claims.speakers import Origin, SourceRange, SpeakerKey, Speakers, source_range
from planstrack.model import About, Amount, Article, Count, Credibility, OutletKind, Plan, Says, Scope, Stance

Check = Literal[
    "exact", "moved", "recorded", "ambiguous", "orphan", "withdrawn", "corrected", "not-archived", "altered", "not-quoted",
    "draft",
]  # fmt: skip
"""How a claim stands: the state of its quote, or that it was withdrawn, corrected, or never confirmed."""

CHECKS: tuple[Check, ...] = get_args(Check)

STANDING: frozenset[Check] = frozenset(("exact", "moved", "recorded", "not-archived", "not-quoted"))
"""States in which a claim may carry a verdict.

A text that is not archived, or a report that is only paraphrased, is attributed but not verified: pages say so. A quote
that was looked for and not found (orphan), stands at several places (ambiguous), was dropped by a later revision
(withdrawn), rests on an altered text, was corrected by who said it, or was never confirmed (draft) carries nothing.
"""

VERIFIED: frozenset[Check] = frozenset(("exact", "moved", "recorded"))
"""States in which the words of a quote were found in the text of the article, here or where the text was."""

_LONGEST_POINTING = 10
"""Claims that name claims are followed so far; a longer row of them, or a circle, says nothing."""


class QuoteCheck(Protocol):
    """What is known of one quote."""

    @property
    def check(self) -> Check: ...


QuoteStates = Mapping[tuple[str, str], QuoteCheck]
"""The state of every quote that was looked for, by (article id, claim id)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One claim as it may be cited: its words, its chain of speakers (first speaker first), where it was printed.

    `references` are the points it names and what they stand for; `origin` is the first speaker, `at` its place among the
    article's claims, from 0; `passing` are who passed it on, the outlet among them. `day` is the day on which this revision
    of its article could be read, None when that is not known, `recorded` that of the receipt by which its quote counts as
    verified.
    """

    article: str
    claim: str
    quote: str | None
    translation: str | None
    gist: str | None
    about: About
    references: tuple[Reference, ...]
    says: Says
    to: str | None
    scope: Scope | None
    value: Count | dict[str, Amount] | None
    stance: Stance
    said_by: tuple[str, ...]
    origin: Origin
    check: Check
    at: int
    outlet: str
    outlet_key: SpeakerKey
    outlet_kind: OutletKind
    passing: frozenset[SpeakerKey]
    title: str | None
    url: str | None
    day: date | None
    language: str | None
    credibility: Credibility | None
    recorded: date | None = None

    @property
    def key(self) -> str:
        """The name by which the claim is cited: `article#claim`."""
        return f"{self.article}#{self.claim}"

    @property
    def version(self) -> str | None:
        """The id of the version it is about, without the document of a package."""
        return version_of(self.about)

    @property
    def stands(self) -> bool:
        """Whether the claim may carry a verdict."""
        return self.check in STANDING

    @property
    def amounts(self) -> dict[str, Amount]:
        """The amounts the claim gives, by quantity; empty for any other claim."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def count(self) -> Count | None:
        """The number of points the claim gives, None for any other claim."""
        return self.value if isinstance(self.value, Count) else None

    @property
    def speaker(self) -> str:
        """The main name of the first speaker."""
        return self.origin.name

    @property
    def passed_on_by(self) -> tuple[str, ...]:
        """The names behind the first speaker in the chain, in order: who passed it on."""
        return self.said_by[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a standing claim says, in the terms of one claim: those of its own, or of the claim that it confirms or denies.

    `evidence` is the claim that says it and is cited for it.
    """

    evidence: Evidence
    says: Says
    stance: Stance
    about: About
    references: tuple[Reference, ...]
    to: str | None
    scope: Scope | None
    value: Count | dict[str, Amount] | None

    @property
    def version(self) -> str | None:
        return version_of(self.about)

    @property
    def amounts(self) -> dict[str, Amount]:
        return self.value if isinstance(self.value, dict) else {}


def day_of(article: Article) -> date | None:
    """Return the day on which this revision of an article could be read, None when no day is known."""
    return article.revised or article.published


def gather(plan: Plan, states: QuoteStates | None = None) -> tuple[Evidence, ...]:
    """Return every claim of the plan's articles, in order of publication, then article and place in the file.

    Without `states` no text was looked into: quotes then count as not archived. A claim of an older revision whose id
    the newest revision lacks is withdrawn; one that its own speaker or outlet corrected is corrected.
    """
    speakers, references = Speakers(plan), References(plan)
    lacking = _withdrawn(plan)
    found = []
    for name, article in sorted(plan.articles.items(), key=lambda item: (day_of(item[1]) or date.max, item[0])):
        for at, claim in enumerate(article.claims):
            state = states.get((name, claim.id)) if states else None
            check: Check = state.check if state else ("not-archived" if claim.quote else "not-quoted")
            if state is None and receipt_of(plan, name, article, claim):
                check = "recorded"
            if claim.draft:
                check = "draft"
            elif (name, claim.id) in lacking and check in STANDING:
                check = "withdrawn"
            receipt = receipt_of(plan, name, article, claim) if check == "recorded" else None
            item = _cited(name, article, at, check, speakers, references)
            found.append(replace(item, recorded=receipt.on) if receipt else item)
    return _corrected(found)


def _cited(name: str, article: Article, at: int, check: Check, speakers: Speakers, references: References) -> Evidence:
    claim = article.claims[at]
    chain = claim.said_by or (article.outlet,)
    return Evidence(
        article=name,
        claim=claim.id,
        quote=claim.quote,
        translation=claim.translation,
        gist=claim.gist,
        about=claim.about,
        references=tuple(references.resolve(point, claim.about, claim.says) for point in claim.about.points),
        says=claim.says,
        to=claim.to,
        scope=claim.scope,
        value=claim.value,
        stance=claim.stance,
        said_by=chain,
        origin=speakers.origin(chain, article.outlet),
        check=check,
        at=at,
        outlet=article.outlet,
        outlet_key=speakers.key(article.outlet),
        outlet_kind=speakers.outlet_kind(article.outlet),
        passing=frozenset(map(speakers.key, (article.outlet, *chain[1:]))),
        title=article.title,
        url=article.url,
        day=day_of(article),
        language=article.language,
        credibility=claim.credibility,
    )


def _withdrawn(plan: Plan) -> set[tuple[str, str]]:
    """Return the claims of revised articles whose id no later revision has: (article, claim)."""
    following: dict[str, list[str]] = {}
    for name, article in plan.articles.items():
        if article.revises in plan.articles and article.revises != name:
            following.setdefault(article.revises, []).append(name)
    gone: set[tuple[str, str]] = set()
    for name in following:
        newest = _newest(name, following, plan)
        kept = {claim.id for claim in plan.articles[newest].claims}
        if newest != name:
            gone.update((name, claim.id) for claim in plan.articles[name].claims if claim.id not in kept)
    return gone


def _newest(name: str, following: Mapping[str, Sequence[str]], plan: Plan) -> str:
    seen = {name}
    while following.get(name):
        latest = max(following[name], key=lambda other: (day_of(plan.articles[other]) or date.min, other))
        if latest in seen:
            break  # Articles that revise each other, which check reports.
        seen.add(latest)
        name = latest
    return name


def _corrected(found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the claims, those that their own outlet or first speaker corrected marked so."""
    by_key = {item.key: item for item in found}
    taken_back: set[str] = set()
    for item in found:
        target = by_key.get(item.about.claim or "")
        if item.says == "corrected" and item.stance == "supports" and item.stands and target and _own(item, target):
            taken_back.add(target.key)
    return tuple(
        replace(item, check="corrected") if item.key in taken_back and item.check in STANDING else item
        for item in found
    )


def _own(item: Evidence, target: Evidence) -> bool:
    """Whether who corrects is the first speaker of what is corrected, or the outlet that printed it."""
    return item.key != target.key and item.origin.key in (target.origin.key, target.outlet_key)


def meanings(found: Iterable[Evidence]) -> tuple[Meaning, ...]:
    """Return what every standing claim says; one that confirms or denies another says what that one says, or the contrary.

    A claim that names a claim which is not there, or one that leads back to itself, says nothing.
    """
    items = list(found)
    by_key = {item.key: item for item in items}
    given = (_meaning(item, by_key) for item in items if item.stands)
    return tuple(meaning for meaning in given if meaning is not None)


def _meaning(item: Evidence, by_key: Mapping[str, Evidence]) -> Meaning | None:
    current, disputes, steps = item, False, 0
    while current.says in ("confirmed", "corrected") or (current.says == "denied" and current.about.claim):
        target = by_key.get(current.about.claim or "")
        steps += 1
        if target is None or steps > _LONGEST_POINTING:
            return None
        if current.says == "corrected" and _own(current, target):
            return None  # It takes the other back, which no longer stands; nothing else is said.
        if (current.says == "confirmed") == (current.stance == "disputes"):
            disputes = not disputes
        current = target
    if current.stance == "disputes":
        disputes = not disputes
    return Meaning(
        evidence=item,
        says=current.says,
        stance="disputes" if disputes else "supports",
        about=current.about,
        references=current.references,
        to=current.to,
        scope=current.scope,
        value=current.value,
    )


def sources_of(found: Iterable[Evidence]) -> SourceRange:
    """Return how many independent sources stand behind claims, as a range; claims that do not stand count for nothing."""
    standing = [item for item in found if item.stands]
    passing: set[SpeakerKey] = {
        key for item in standing if item.origin.kind in ("named", "unnamed") for key in item.passing
    }
    return source_range((item.origin for item in standing), passing)
