"""The pages of an analyst's desk: an article that came in, the state of the archive, passages proposed as claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from planstrack.briefing import wording
from planstrack.claims.sayings import SAYINGS
from planstrack.compare.words import amount_text, count_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from planstrack.claims.evidence import Check
    from planstrack.compare.redline import Edit
    from planstrack.model import Amount, Claim, Count, Plan
    from planstrack.problem import Problem

    class _State(Protocol):
        @property
        def check(self) -> Check: ...

    class _Added(Protocol):
        @property
        def article(self) -> str: ...
        @property
        def outcome(self) -> str: ...
        @property
        def sha256(self) -> str: ...
        @property
        def path(self) -> Path | None: ...
        @property
        def revises(self) -> str | None: ...
        @property
        def changes(self) -> tuple[Edit, ...]: ...
        @property
        def affected(self) -> Mapping[tuple[str, str], tuple[_State, _State]]: ...
        @property
        def notes(self) -> tuple[str, ...]: ...

    class _Verified(Protocol):
        @property
        def held(self) -> int: ...
        @property
        def problems(self) -> tuple[Problem, ...]: ...
        @property
        def unnamed(self) -> tuple[str, ...]: ...
        @property
        def not_archived(self) -> tuple[str, ...]: ...

    class _Suggestion(Protocol):
        @property
        def article(self) -> str: ...
        @property
        def claim(self) -> Claim: ...
        @property
        def passage(self) -> str: ...
        @property
        def score(self) -> float: ...
        @property
        def why(self) -> str: ...

    class _Suggested(Protocol):
        @property
        def suggestions(self) -> Sequence[_Suggestion]: ...
        @property
        def read(self) -> int: ...
        @property
        def unread(self) -> Mapping[str, str]: ...


OUTCOMES = {
    "added": "added as a new article",
    "revised": "added as a new revision",
    "archived": "known already; its text is archived now",
    "unchanged": "known and archived already; nothing was changed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """A claim whose quote stands otherwise than before, in words."""

    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An article that came in; `passages` are the stretches in which a new revision's words differ, edit by edit."""

    article: str
    outcome: str
    words: str
    sha256: str
    path: str | None
    revises: str | None
    passages: tuple[tuple[Edit, ...], ...]
    affected: tuple[Affected, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakePage:
    """What came of `article add`."""

    arrivals: tuple[Arrival, ...]


def _passages(edits: Sequence[Edit], around: int = 60) -> tuple[tuple[Edit, ...], ...]:
    """Return the changed stretches of a long redline, each with at most `around` characters of what stands beside it."""
    found: list[tuple[Edit, ...]] = []
    current: list[Edit] = []
    for edit in edits:
        if edit.op != "=":
            current.append(edit)
            continue
        if len(edit.text) <= 2 * around:
            current.append(edit)
            continue
        if any(item.op != "=" for item in current):
            found.append((*current, _kept(edit, edit.text[:around] + "…")))
        current = [_kept(edit, "…" + edit.text[-around:])]
    if any(item.op != "=" for item in current):
        found.append(tuple(current))
    return tuple(found)


def _kept(edit: Edit, text: str) -> Edit:
    return type(edit)(op="=", text=text)


def intake_page(added: Iterable[_Added]) -> IntakePage:
    """Return the page of the articles that came in."""
    return IntakePage(
        arrivals=tuple(
            Arrival(
                article=item.article,
                outcome=item.outcome,
                words=OUTCOMES[item.outcome],
                sha256=item.sha256,
                path=str(item.path) if item.path else None,
                revises=item.revises,
                passages=_passages(item.changes),
                affected=tuple(
                    Affected(
                        key=f"{article}#{claim}",
                        before=wording.CHECKS[before.check],
                        after=wording.CHECKS[after.check],
                    )
                    for (article, claim), (before, after) in item.affected.items()
                ),
                notes=item.notes,
            )
            for item in added
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivePage:
    """What `article verify` found; the problems are listed apart, with their places."""

    held: int
    faults: int
    unnamed: tuple[str, ...]
    not_archived: int
    recorded: int
    summary: str


def archive_page(found: _Verified, recorded: int = 0) -> ArchivePage:
    """Return the page of the archive's state; `recorded` quotes count as verified by receipt, their texts not being here."""
    faults = len(found.problems)
    state = (
        wording.counted(faults, "text is missing or altered", "texts are missing or altered")
        if faults
        else "all as they were stored"
    )
    return ArchivePage(
        held=found.held,
        faults=faults,
        unnamed=found.unnamed,
        not_archived=len(found.not_archived),
        recorded=recorded,
        summary=f"{wording.counted(found.held, 'archived text', 'archived texts')} verified; {state}.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A claim that an archived text seems to make, for an analyst to confirm; `score` runs from 0 to 1."""

    id: str
    quote: str
    seems: str
    says: str
    version: str | None
    since: str | None
    points: tuple[str, ...]
    issues: tuple[str, ...]
    value: str | None
    chain: str
    passage: str
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleProposals:
    """The proposals of one article, in the order of its text."""

    article: str
    title: str
    outlet: str
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionsPage:
    """What `article suggest` found; `unread` gives why an article asked for could not be read."""

    summary: str
    articles: tuple[ArticleProposals, ...]
    unread: tuple[tuple[str, str], ...]


def _value(value: Count | dict[str, Amount] | None) -> str | None:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {amount_text(amount)}" for name, amount in value.items())
    return None if value is None else f"{count_words(value)} points"


def suggestions_page(found: _Suggested, plan: Plan) -> SuggestionsPage:
    """Return the page of proposed claims, article by article."""
    grouped: dict[str, list[Proposal]] = {}
    for item in found.suggestions:
        claim = item.claim
        grouped.setdefault(item.article, []).append(
            Proposal(
                id=claim.id,
                quote=claim.quote or "",
                seems=SAYINGS[claim.says].words,
                says=claim.says,
                version=claim.about.version,
                since=claim.about.since,
                points=claim.about.points,
                issues=claim.about.issues,
                value=_value(claim.value),
                chain=wording.chain(claim.said_by),
                passage=" ".join(item.passage.split()),
                score=round(item.score, 2),
                why=item.why,
            )
        )
    number = sum(map(len, grouped.values()))
    texts = wording.counted(found.read, "archived text", "archived texts")
    return SuggestionsPage(
        summary=f"{wording.counted(number, 'passage', 'passages')} in {texts} that may report something on this plan.",
        articles=tuple(
            ArticleProposals(
                article=name,
                title=plan.articles[name].title or name,
                outlet=plan.articles[name].outlet,
                proposals=tuple(items),
            )
            for name, items in grouped.items()
        ),
        unread=tuple(found.unread.items()),
    )
