"""Which pairs of points are worth a look: found through an inverted index, never by comparing all with all."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nsmallest
from math import sqrt

from planstrack.align.evidence import Reading

NEAREST = 12
"""Partners kept for each point, from either side. More changed no figure of the benchmark."""
CROWD = 300
"""A word or pair of words that stands in more points than this, of one version, points nowhere."""
PROBES = 200
"""Rarest words and pairs of one point that are looked up: a point of a million words costs no more than a page."""


def _index(side: Sequence[Reading]) -> dict[int, list[tuple[int, float]]]:
    found: dict[int, list[tuple[int, float]]] = {}
    for position, point in enumerate(side):
        for word, weight in point.bag.items():
            found.setdefault(word, []).append((position, weight))
        for pair, weight in point.pairs.items():
            found.setdefault(~pair, []).append((position, weight))
    return {key: places for key, places in found.items() if len(places) <= CROWD}


def _nearest(point: Reading, index: dict[int, list[tuple[int, float]]], side: Sequence[Reading]) -> set[int]:
    probes = [(-weight, word) for word, weight in point.bag.items() if word in index]
    probes += [(-weight, ~pair) for pair, weight in point.pairs.items() if ~pair in index]
    if len(probes) > PROBES:
        probes = nsmallest(PROBES, probes)
    shared: dict[int, float] = {}
    for weight, key in probes:
        for position, there in index[key]:
            shared[position] = shared.get(position, 0.0) + min(-weight, there)
    whole = point.mass + point.pair_mass
    alike = [(-mass / sqrt(whole * (side[at].mass + side[at].pair_mass)), at) for at, mass in shared.items()]
    held = [(-mass / min(whole, side[at].mass + side[at].pair_mass), at) for at, mass in shared.items()]
    return {at for _, at in nsmallest(NEAREST, alike)} | {at for _, at in nsmallest(NEAREST // 2, held)}


def candidate_pairs(old: Sequence[Reading], new: Sequence[Reading]) -> list[tuple[int, int]]:
    """Return pairs (old, new) that share rare words, a title, or a number, each once, in order."""
    found: set[tuple[int, int]] = set()
    old_index, new_index = _index(old), _index(new)
    for at, point in enumerate(new):
        found.update((there, at) for there in _nearest(point, old_index, old))
    for at, point in enumerate(old):
        found.update((at, there) for there in _nearest(point, new_index, new))
    return sorted(found)
