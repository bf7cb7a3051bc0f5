"""Place as evidence: most points keep their neighbours."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

PLACE = ("worse neighbour agrees", "better neighbour agrees", "how far this pair of versions keeps its order")
"""What `Surroundings.place` measures, from 0 to 1; the agreement of neighbours is multiplied by the last."""


class Surroundings:
    """What the pairs found so far say about the place of any other pair.

    A pair (old, new) is asked how far it stands from where the nearest paired point before it, and the nearest after
    it, would put it. The pair itself never counts. The ends of both versions count as paired.
    """

    def __init__(self, pairs: Mapping[int, int], old_count: int, new_count: int) -> None:
        self._there = {**pairs, -1: -1, old_count: new_count}
        self._here = {new: old for old, new in self._there.items()}
        self._old = sorted(self._there)
        self._new = sorted(self._here)
        kept = sum(sum(self.closeness(old, new)) / 2 for old, new in sorted(pairs.items()))
        self.kept = (kept + 0.5) / (len(pairs) + 1)

    def closeness(self, old: int, new: int) -> tuple[float, float]:
        """Return how well the neighbours before and after agree, 1.0 for exactly to near 0.0; the worse one first."""
        before_old, after_old = _off(self._old, self._there, old, new)
        before_new, after_new = _off(self._new, self._here, new, old)
        before = 1 / (1 + min(before_old, before_new))
        after = 1 / (1 + min(after_old, after_new))
        return (before, after) if before < after else (after, before)

    def place(self, old: int, new: int) -> tuple[float, float, float]:
        """Return the measures of `PLACE`: in shuffled versions the neighbours say nothing, and count for nothing."""
        worse, better = self.closeness(old, new)
        return self.kept * worse, self.kept * better, self.kept


def _off(anchors: list[int], partner: Mapping[int, int], here: int, there: int) -> tuple[int, int]:
    """Return by how many points `there` misses the place that the anchors next to `here` expect: before, after."""
    at = bisect_left(anchors, here)
    left = anchors[at - 1]
    right = anchors[at + 1] if anchors[at] == here else anchors[at]
    return abs((there - partner[left]) - (here - left)), abs((partner[right] - there) - (right - here))
