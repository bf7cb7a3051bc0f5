"""The page of a concordance: which point became which, how sure that is and why, and what could be written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.concordance import nameless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planstrack.compare.align.match import How, Match
    from planstrack.concordance import Proposal
    from planstrack.model import Point, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One match: the points of either side by name; `sign` is one of `= ~ < > * + -`; `close` other readings, in words.

    `likely` puts a computed score into words, `nearest` is the likest point where no counterpart was found.
    `proposed` is what `--write` would put into the new file for it, one entry a point.
    """

    sign: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    how: str
    score: float
    likely: str
    why: str
    nearest: str
    close: tuple[str, ...]
    proposed: tuple[str, ...]

    @property
    def matched(self) -> str:
        """How the points were matched, on one line: `computed (0.60), likely the same point: same words`."""
        score = f" ({self.score:.2f})" if self.likely else ""
        return f"{', '.join(word for word in (self.how + score, self.likely) if word)}: {self.why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcordancePage:
    """Every point of either version in one link, in the order of the new one."""

    title: str
    summary: str
    links: tuple[Link, ...]


HOW: Mapping[How, str] = {
    "declared": "declared",
    "inferred": "inferred by an analyst",
    "identical": "same words",
    "computed": "computed",
    "none": "no counterpart found",
}


def _name(version: Version, index: int) -> str:
    point: Point = version.points[index]
    title = point.title or wording.beginning(point.full_text)
    return " ".join(part for part in (point.number or point.id, title) if part) or "untitled"


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
            f"{wording.listed(_name(new, at) for at in rival.new) or 'none'}: {rival.score:.2f}, "
            f"{wording.likely(rival.score)}, {rival.why}"
            for rival in match.close
        )
        near, other = match.nearest, new if match.old else old
        links.append(
            Link(
                sign=_sign(match),
                old=tuple(_name(old, at) for at in match.old),
                new=tuple(_name(new, at) for at in match.new),
                how=HOW[match.how],
                score=round(match.score, 2),
                likely=wording.likely(match.score) if match.how == "computed" and match.old and match.new else "",
                why=match.why,
                nearest=f"nearest: {_name(other, near.index)}, {near.score:.2f}: {wording.likely(near.score)}"
                if near
                else "",
                close=tuple(close),
                proposed=tuple(_proposed(by_point[at]) for at in match.new if at in by_point),
            )
        )
    linked = [item for item in links if item.old and item.new]
    names = [f"“{version.title or version.name}”" for version in (old, new)]
    words = [
        wording.counted(len(linked), "link", "links"),
        f"{sum(item.how == HOW['declared'] for item in linked)} declared",
        f"{sum(item.sign in '<>*' for item in linked)} of several points",
        f"{sum(not item.old for item in links)} only in {names[1]}",
        f"{sum(not item.new for item in links)} only in {names[0]}",
        f"{len(proposals)} could be written down",
    ]
    if left := nameless(old, matches):
        words.append(f"{left} could not, since a point of {names[0]} has no id and no number of its own")
    return ConcordancePage(
        title=f"{old.title or old.name} → {new.title or new.name}",
        summary=", ".join(words) + ".",
        links=tuple(links),
    )
