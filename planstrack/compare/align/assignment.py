"""The pairing of two sides that makes the sum of all its scores largest, each point in one pair at most."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heappop, heappush

STEPS = 2_000_000
"""Edges looked at before the search for the best sum ends; what is left is then paired best first. Far from reached by real
documents: it bounds the time that thousands of near-alike points could take."""


def best_pairing(worth: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Return old -> new with the largest total worth; pairs worth 0 or less stay apart.

    The same input gives the same pairing: of equal sums the one found first in the order of `worth`'s sorted keys.

    Source:
        Successive shortest augmenting paths with potentials (Edmonds and Karp 1972; Jonker and Volgenant 1987), on the
        sparse graph of candidates.
    """
    edges: dict[int, list[tuple[int, float]]] = {}
    for (old, new), value in sorted(worth.items()):
        if value > 0:
            edges.setdefault(old, []).append((new, value))
    paired_old: dict[int, int] = {}
    paired_new: dict[int, int] = {}
    # prices: reduced cost of old-new = old_price + new_price - value >= 0; 0 on pairs
    old_price = {old: max(value for _, value in around) for old, around in edges.items()}
    new_price: dict[int, float] = {}
    steps = 0
    for root in sorted(edges):
        # Dijkstra from the unpaired `root` over alternating paths; a path may end at a free new point, or by
        # leaving one old point of the path alone, which costs that point's price.
        distance: dict[int, float] = {root: 0.0}
        came: dict[int, int] = {}  # new -> old it was reached from
        reach: dict[int, float] = {}
        done_new: set[int] = set()
        settled_old: list[int] = [root]
        queue: list[tuple[float, int]] = []
        best_end = old_price[root]
        end_old: int | None = root
        end_new: int | None = None
        frontier = root
        while True:
            base = distance[frontier]
            price = old_price[frontier]
            for new, value in edges[frontier]:
                steps += 1
                if new in done_new or paired_old.get(frontier) == new:
                    continue
                cost = base + max(0.0, price + new_price.get(new, 0.0) - value)
                if cost < reach.get(new, best_end):
                    reach[new] = cost
                    came[new] = frontier
                    heappush(queue, (cost, new))
            while queue and (queue[0][1] in done_new or queue[0][0] > reach[queue[0][1]]):
                heappop(queue)
            if not queue or queue[0][0] >= best_end:
                break
            cost, new = heappop(queue)
            done_new.add(new)
            if new not in paired_new:
                best_end, end_old, end_new = cost, None, new
                break
            frontier = paired_new[new]
            distance[frontier] = cost
            settled_old.append(frontier)
            if cost + old_price[frontier] < best_end:
                best_end, end_old, end_new = cost + old_price[frontier], frontier, None
        for old in settled_old:
            if distance[old] < best_end:
                old_price[old] -= best_end - distance[old]
        for new in done_new:
            if reach[new] < best_end:
                new_price[new] = new_price.get(new, 0.0) + best_end - reach[new]
        if end_new is None and end_old is not None:
            if end_old == root:
                continue
            end_new = paired_old.pop(end_old)
        walk = end_new
        while walk is not None:
            old = came[walk]
            before = paired_old.get(old)
            paired_old[old] = walk
            paired_new[walk] = old
            walk = None if old == root else before
        if steps > STEPS:
            break
    if steps > STEPS:
        rest = [(-value, old, new) for old, around in edges.items() if old not in paired_old for new, value in around]
        for _, old, new in sorted(rest):
            if old not in paired_old and new not in paired_new:
                paired_old[old] = new
                paired_new[new] = old
    return paired_old
