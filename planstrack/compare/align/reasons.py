"""Why two points are matched, or none: short, and checkable by eye."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from planstrack.compare.align.evidence import Spelled
from planstrack.compare.align.match import Match, Rival
from planstrack.compare.align.weights import LEAST
from planstrack.compare.align.workings import Pair, Workings, score

CLOSE = 1.5
"""A pair is a close call where another's log odds are no more than this below: 4.5 times less likely."""
RIVALS = 3
"""Rivals that are shown of one match."""


class Reasons:
    """Matches with their reasons, from the workings they come from; `backwards` when the versions were exchanged."""

    def __init__(
        self,
        old: Sequence[Spelled],
        new: Sequence[Spelled],
        workings: Workings,
        piece_worth: Mapping[Pair, float],
        backwards: bool,
    ) -> None:
        self._old, self._new, self._workings, self._backwards = old, new, workings, backwards
        above = {pair: worth - LEAST for pair, worth in piece_worth.items()}
        for pair, worth in workings.worth.items():
            above[pair] = max(worth - LEAST, above.get(pair, worth - LEAST))
        self._above = above
        self._of_old: dict[int, list[Pair]] = {}
        self._of_new: dict[int, list[Pair]] = {}
        for pair in above:
            self._of_old.setdefault(pair[0], []).append(pair)
            self._of_new.setdefault(pair[1], []).append(pair)

    def match(self, olds: Sequence[int], news: Sequence[int]) -> Match:
        """Return the match of these points: a pair, a split or a join."""
        links = [(here, there) for here in olds for there in news]
        known = [self._above[link] for link in links if link in self._above]
        least = min(known, default=0.0)
        why = self._why(*links[0]) if len(links) == 1 else self._why_group(olds, news)
        rivals = [pair for here in olds for pair in self._of_old.get(here, ())]
        rivals += [pair for there in news for pair in self._of_new.get(there, ())]
        close = self._close([pair for pair in rivals if pair not in set(links)], least - CLOSE)
        return Match(old=tuple(olds), new=tuple(news), how="computed", score=score(least, 0.0), why=why, close=close)

    def alone(self, old: tuple[int, ...], new: tuple[int, ...]) -> Match:
        """Return the match of a point without partner; its score is how sure it is that it has none."""
        pairs = self._of_old.get(old[0], []) if old else self._of_new.get(new[0], [])
        if not pairs:
            return Match(old=old, new=new, how="computed", score=1.0, why="shares no rare word with any point")
        best = min(pairs, key=lambda pair: (-self._above[pair], pair))
        nearest = self._name(self._new, best[1]) if old else self._name(self._old, best[0])
        why = f"nearest is {nearest}: {self._why(*best)}"
        sure = round(1 - score(min(0.0, self._above[best]), 0.0), 3)
        return Match(old=old, new=new, how="computed", score=sure, why=why, close=self._close(pairs, -CLOSE))

    def _close(self, pairs: Sequence[Pair], least: float) -> tuple[Rival, ...]:
        ranked = sorted(
            {pair for pair in pairs if self._above[pair] >= max(least, -CLOSE)},
            key=lambda pair: (-self._above[pair], pair),
        )
        return tuple(
            Rival(old=(here,), new=(there,), score=score(self._above[here, there], 0.0), why=self._why(here, there))
            for here, there in ranked[:RIVALS]
        )

    def _why(self, here: int, there: int) -> str:
        old, new = self._old[here], self._new[there]
        said = []
        if old.number and old.number == new.number:
            said.append("same number")
        if old.title and new.title:
            if old.title == new.title:
                said.append("same title")
            else:
                shared = (Counter(old.title) & Counter(new.title)).total()
                if shared:
                    said.append(f"{shared} of {max(len(old.title), len(new.title))} title words")
        shared, one, other = _shared(old, new)
        if one and other:
            both = 2 * shared / (one + other)
            if both < 0.6 and shared >= 0.8 * min(one, other):
                said.append(f"{_percent(shared / min(one, other))} of the shorter one's words")
            else:
                said.append(f"{_percent(both)} of their words")
        if any(mark.startswith("#") for mark in old.marks & new.marks):
            said.append("same issue")
        worse, better = self._workings.around.closeness(here, there)
        if worse == 1:
            said.append("neighbours agree")
        elif better == 1:
            said.append("one neighbour agrees")
        return "; ".join(said) or "same place"

    def _why_group(self, olds: Sequence[int], news: Sequence[int]) -> str:
        shares = []
        for here in olds:
            for there in news:
                shared, one, other = _shared(self._old[here], self._new[there])
                whole_is_old = len(olds) == 1
                name = self._name(self._new, there) if whole_is_old else self._name(self._old, here)
                shares.append(f"{_percent(shared / ((other if whole_is_old else one) or 1))} of {name}")
        split = (len(olds) == 1) != self._backwards
        start, end = ("split: ", "in the old point") if split else ("joined: ", "in the new point")
        return f"{start}{', '.join(shares)} {end}"

    @staticmethod
    def _name(side: Sequence[Spelled], at: int) -> str:
        """Return how a reader finds a point: its number, else its position from 1."""
        return side[at].number or f"point {at + 1}"


def _shared(old: Spelled, new: Spelled) -> tuple[int, int, int]:
    """Return how many words, each as often as it stands, both share, and how many each has."""
    one, other = old.body or old.title, new.body or new.title
    return (Counter(one) & Counter(other)).total(), len(one), len(other)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
