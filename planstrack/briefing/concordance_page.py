"""The page of a concordance: which point became which, how sure that is and why, and what could be written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.parts import Head, head
from planstrack.concordance import nameless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planstrack.compare.align import Match
    from planstrack.concordance import Proposal
    from planstrack.model import Point, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One match: the points of either side by name; `sign` is one of `= ~ < > * + -`; `close` other readings, in words.

    `proposed` is what `--write` would put into the new file for it, one entry a point.
    """

    sign: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    how: str
    score: float
    why: str
    close: tuple[str, ...]
    proposed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcordancePage:
    """Every point of either version in one link, in the order of the new one."""

    title: str
    old: Head
    new: Head
    summary: str
    links: tuple[Link, ...]


HOW = {"declared": "declared", "identical": "same words", "computed": "computed"}


def _name(version: Version, index: int) -> str:
    point: Point = version.points[index]
    title = point.title or wording.beginning(point.full_text)
    return " ".join(part for part in (point.number or point.id or f"@{index + 1}", title) if part)


def _sign(match: Match) -> str:
    olds, news = len(match.old), len(match.new)
    if not olds or not news:
        return "-" if olds else "+"
    if olds == news == 1:
        return "=" if match.how == "identical" else "~"
    return "<" if olds == 1 else ">" if news == 1 else "*"


def _proposed(proposal: Proposal) -> str:
    if proposal.id is not None:
        return f"id: {proposal.id}"
    return f"from: [{', '.join(proposal.from_)}]"


def concordance_page(
    old: Version, new: Version, matches: Sequence[Match], proposals: Sequence[Proposal]
) -> ConcordancePage:
    """Return the page of the matches between two versions, with what could be declared of those nobody has declared."""
    by_point = {proposal.new: proposal for proposal in proposals}
    links = []
    for match in matches:
        close = (
            f"{wording.listed(_name(old, at) for at in rival.old) or 'none'} with "
            f"{wording.listed(_name(new, at) for at in rival.new) or 'none'}: {rival.score:.2f}, {rival.why}"
            for rival in match.close
        )
        links.append(
            Link(
                sign=_sign(match),
                old=tuple(_name(old, at) for at in match.old),
                new=tuple(_name(new, at) for at in match.new),
                how=HOW[match.how],
                score=round(match.score, 2),
                why=match.why,
                close=tuple(close),
                proposed=tuple(_proposed(by_point[at]) for at in match.new if at in by_point),
            )
        )
    linked = [item for item in links if item.old and item.new]
    words = [
        wording.counted(len(linked), "link", "links"),
        f"{sum(item.how == 'declared' for item in linked)} declared",
        f"{sum(item.sign in '<>*' for item in linked)} of several points",
        f"{sum(not item.old for item in links)} only in {new.name}",
        f"{sum(not item.new for item in links)} only in {old.name}",
        f"{len(proposals)} could be written down",
    ]
    if left := nameless(old, matches):
        words.append(f"{left} could not, since a point of {old.name} has no id and no number of its own")
    before, after = head(old), head(new)
    return ConcordancePage(
        title=f"{before.title} → {after.title}",
        old=before,
        new=after,
        summary=", ".join(words) + ".",
        links=tuple(links),
    )
