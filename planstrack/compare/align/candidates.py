"""Which pairs of points are worth a look: found through an inverted index, never by comparing all with all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from heapq import nlargest
from math import sqrt

from planstrack.compare.align.evidence import Reading

NEAREST = 12
"""Partners kept for each point by likeness, and half as many by containment. On 81 pairs
of documents 99.5 % of all true links are among them."""
MOST = 48
"""Points that share most with a point, of which the nearest are chosen."""
CROWD = 300
"""A word or pair of words that stands in more points of one version than this points nowhere."""
PROBES = 1500
"""Entries of the index that are looked at for one point, rarest words first: a point of a million words, and one of words
that stand everywhere, cost no more than a page."""
GAP = 4
"""Between two certain pairs, up to this many points on each side are all held against each other."""


def candidate_pairs(
    old: Sequence[Reading],
    new: Sequence[Reading],
    here: Collection[int],
    there: Collection[int],
    pairs: Mapping[int, int],
) -> list[tuple[int, int]]:
    """Return pairs (old, new), in order: what is near to the points `here` of old and `there` of new.

    Near is what shares rare words or pairs of words, and what stands in the same gap between the certain `pairs`.
    """
    found: set[tuple[int, int]] = set()
    index = _index(old)
    for at in there:
        found.update((other, at) for other in _nearest(new[at], index, old))
    index = _index(new)
    for at in here:
        found.update((at, other) for other in _nearest(old[at], index, new))
    found.update(_in_one_gap(len(old), len(new), set(here), set(there), pairs))
    return sorted(found)


def _index(side: Sequence[Reading]) -> dict[int, list[tuple[int, float]]]:
    """Return for each word, and for each pair as its number's complement, the points that hold it, with its weight."""
    found: dict[int, list[tuple[int, float]]] = {}
    for position, point in enumerate(side):
        for word, weight in point.bag.items():
            found.setdefault(word, []).append((position, weight))
        for pair, weight in point.pairs.items():
            found.setdefault(~pair, []).append((position, weight))
    return {key: places for key, places in found.items() if len(places) <= CROWD}


def _nearest(point: Reading, index: Mapping[int, list[tuple[int, float]]], side: Sequence[Reading]) -> set[int]:
    probes = [(-weight, word) for word, weight in point.bag.items() if word in index]
    probes += [(-weight, ~pair) for pair, weight in point.pairs.items() if ~pair in index]
    probes.sort(key=lambda probe: (len(index[probe[1]]), probe))
    shared: dict[int, float] = {}
    seen = 0
    for weight, key in probes:
        places = index[key]
        seen += len(places)
        if seen > PROBES:
            break
        for position, there in places:
            shared[position] = shared.get(position, 0.0) + (there if there < -weight else -weight)
    most = nlargest(MOST, [(mass, at) for at, mass in shared.items()])
    whole = point.mass + point.pair_mass
    alike = [(-mass / sqrt(side[at].mass + side[at].pair_mass), at) for mass, at in most]
    held = [(-mass / min(whole, side[at].mass + side[at].pair_mass), at) for mass, at in most]
    return {at for _, at in sorted(alike)[:NEAREST]} | {at for _, at in sorted(held)[: NEAREST // 2]}


def _in_one_gap(
    old_count: int, new_count: int, here: set[int], there: set[int], pairs: Mapping[int, int]
) -> list[tuple[int, int]]:
    found = []
    before_old, before_new = -1, -1
    for after_old, after_new in [*sorted(pairs.items()), (old_count, new_count)]:
        if after_new <= before_new:
            continue  # a moved pair bounds no gap
        olds = [at for at in range(before_old + 1, after_old) if at in here]
        news = [at for at in range(before_new + 1, after_new) if at in there]
        if len(olds) <= GAP and len(news) <= GAP:
            found += [(one, other) for one in olds for other in news]
        else:
            found += zip(olds, news, strict=False)
        before_old, before_new = after_old, after_new
    return found
