"""Which matches moved: as few as there can be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from planstrack.compare.align import Match
from planstrack.model import Version


def out_of_order(matches: Sequence[Match]) -> set[int]:
    """Return the positions in `matches` that moved: those outside a longest run whose order both sides share.

    Source:
        Fredman (1975), "On computing the length of longest increasing subsequences", Discrete Mathematics 11(1).
    """
    order = sorted((match.new[0], match.old[0], at) for at, match in enumerate(matches) if match.old and match.new)
    tails: list[int] = []
    tail_at: list[int] = []
    previous: dict[int, int | None] = {}
    for position, (_, old, _at) in enumerate(order):
        length = bisect_left(tails, old)
        previous[position] = tail_at[length - 1] if length else None
        if length == len(tails):
            tails.append(old)
            tail_at.append(position)
        else:
            tails[length] = old
            tail_at[length] = position
    kept: set[int] = set()
    step = tail_at[-1] if tail_at else None
    while step is not None:
        kept.add(step)
        step = previous[step]
    return {at for position, (_, _, at) in enumerate(order) if position not in kept}


def is_ordered(version: Version) -> bool:
    """Whether the order of the points in the file is that of the document, not of the reports that speak of it."""
    return version.text != "unpublished" and all(point.wording != "reported" for point in version.points)
