"""The computed part of an alignment, step by step, so that the weights can be fitted on the very measures that are used."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import exp

from planstrack.compare.align.assignment import best_pairing
from planstrack.compare.align.candidates import candidate_pairs
from planstrack.compare.align.evidence import Spelled, readings, wordings
from planstrack.compare.align.groups import FRESH, Piece, pieces, with_pieces
from planstrack.compare.align.order import Surroundings
from planstrack.compare.align.stand_ins import stand_ins
from planstrack.compare.align.weights import LEAST

Pair = tuple[int, int]

PROMISING = 6
"""Partners of a point, best first by wording alone, that are weighed again with their place."""
MARKED = 2.0
"""Log odds that the same issues and quantities are worth. Analysts set them, no benchmark has any: chosen, not fitted."""
ROUNDS = 2
"""How often pairs are weighed by the place that the pairs of the round before give them."""


class Workings:
    """The points of two versions that are not certain, weighed in three steps: `by_words`, `by_place`, `piece_by_piece`."""

    def __init__(
        self,
        old: Sequence[Spelled],
        new: Sequence[Spelled],
        here: Sequence[int],
        there: Sequence[int],
        equal: Mapping[int, int],
        anchors: Mapping[int, int],
        apart: Callable[[int, int], bool],
    ) -> None:
        """Prepare the points `here` of old and `there` of new, which are to be matched.

        `equal` pairs are certain, and other points may be pieces of them; `anchors` are decided by others and only
        show what stands where; `apart` tells which pairs may not be.
        """
        self._old, self._new, self._equal = old, new, equal
        self._certain = {**anchors, **equal}
        self._counts = (len(old), len(new))
        self.old, self.new, self.rarity = readings(old, new)
        near = candidate_pairs(self.old, self.new, here, there, self._certain)
        self.near = [pair for pair in near if not apart(*pair)]
        open_here, open_there = set(here), set(there)
        self.pairs = [pair for pair in self.near if pair[0] in open_here and pair[1] in open_there]
        self.words = wordings(self.old, self.new, self.pairs, self.rarity)
        self.partner: dict[int, int] = {}
        self.worth: dict[Pair, float] = {}
        self.around = Surroundings(self._certain, *self._counts)

    def by_words(self, weights: Sequence[float]) -> None:
        """Pair by wording alone, keep the promising pairs, and read again with what that shows of words exchanged."""
        self._weigh(weights, self.words)
        ranks: dict[tuple[int, int], list[tuple[float, Pair]]] = {}
        for pair, value in self.worth.items():
            ranks.setdefault((0, pair[0]), []).append((-value, pair))
            ranks.setdefault((1, pair[1]), []).append((-value, pair))
        kept = {pair for ranked in ranks.values() for _, pair in sorted(ranked)[:PROMISING]}
        self.pairs = [pair for pair in self.pairs if pair in kept]
        exchanged = stand_ins(self._old, self._new, self.partner.items())
        if exchanged:
            self.old, self.new, self.rarity = readings(self._old, [point.with_(exchanged) for point in self._new])
        self.words = wordings(self.old, self.new, self.pairs, self.rarity)

    def places(self) -> list[tuple[float, ...]]:
        """Return the measures of words and place of each of `pairs`, as the pairs found so far show them."""
        self.around = Surroundings({**self._certain, **self.partner}, *self._counts)
        return [(*row, *self.around.place(*pair)) for pair, row in zip(self.pairs, self.words, strict=True)]

    def by_place(self, weights: Sequence[float]) -> None:
        """Pair by wording and place together."""
        self._weigh(weights, self.places())

    def pieces(self) -> list[Piece]:
        """Return what may be a piece of what, measured."""
        links = {**self._equal, **self.partner}
        return pieces(self.old, self.new, self.near, links, self.worth, self.rarity)

    def groups(
        self, weights: Sequence[float], found: Sequence[Piece]
    ) -> tuple[list[tuple[list[int], list[int]]], dict[Pair, float]]:
        """Return groups of old and new points, pairs with their pieces, and the worth of each piece."""
        worth = {(piece.old, piece.new): weighed(weights, piece.measures) for piece in found if piece.fresh >= FRESH}
        ranked = [piece for piece in found if worth.get((piece.old, piece.new), LEAST) > LEAST]
        ranked.sort(key=lambda piece: (-worth[piece.old, piece.new], piece.old, piece.new))
        return with_pieces({**self._equal, **self.partner}, ranked), worth

    def _weigh(self, weights: Sequence[float], rows: Sequence[tuple[float, ...]]) -> None:
        self.worth = {
            pair: weighed(weights, row) + self._marked(*pair) for pair, row in zip(self.pairs, rows, strict=True)
        }
        self.partner = best_pairing({pair: value - LEAST for pair, value in self.worth.items()})

    def _marked(self, here: int, there: int) -> float:
        """Return what the issues and quantities that both points carry add to the log odds."""
        one, other = self._old[here].marks, self._new[there].marks
        return MARKED * len(one & other) / len(one | other) if one and other else 0.0


def weighed(weights: Sequence[float], row: Sequence[float]) -> float:
    """Return the sum of `row` by `weights`, whose last is the sum of a row of zeros: log odds of being the same matter."""
    return weights[-1] + sum(weight * value for weight, value in zip(weights, row, strict=False))


def score(worth: float, least: float) -> float:
    """Return how sure a match is from 0 to 1: one half for a worth that is just enough."""
    return round(1 / (1 + exp(-max(-40.0, min(40.0, worth - least)))), 3)
