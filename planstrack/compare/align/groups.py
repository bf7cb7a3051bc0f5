"""Joins and splits: points left over that are pieces of a point which already has a partner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planstrack.compare.align.evidence import Reading, shared_mass

PIECE = (
    "worth as a pair",
    "its words that stand in the whole",
    "its pairs that stand in the whole",
    "its pairs that stand in the whole and not in the partner",
    "share of what the partner leaves unexplained",
    "nearness to the partner",
    "lead over the next whole",
    "its title words that stand in the whole",
    "the whole has no partner yet",
    "of what it shares with the whole, the part that the partner does not hold",
)
"""What is measured of a piece and a whole, in this order; shares of weight from 0 to 1."""
FRESH = 0.3
"""Of what a piece shares with the whole, the least share its partner must not hold: a dropped near twin brings nothing new."""
FARTHEST = -6.0
"""Worth as a pair is not counted below this: a clause of a long point is never like the whole."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A left-over point, the point it may be a piece of, and the measures of `PIECE`."""

    old: int
    new: int
    of_old: bool  # the whole is an old point: a split
    measures: tuple[float, ...]

    @property
    def fresh(self) -> float:
        """Of what the piece shares with the whole, the part that the partner does not hold."""
        return self.measures[-1]


def pieces(
    old: Sequence[Reading],
    new: Sequence[Reading],
    near: Sequence[tuple[int, int]],
    partner: Mapping[int, int],
    worth: Mapping[tuple[int, int], float],
    rarity: Sequence[float],
) -> list[Piece]:
    """Return the pairs of `near` in which one point has no partner, measured as piece and whole.

    Of two points without partners the lighter is the piece.
    """
    back = {there: here for here, there in partner.items()}
    wholes: dict[tuple[bool, int], list[int]] = {}
    for here, there in near:
        if there not in back and (here in partner or new[there].mass <= old[here].mass):
            wholes.setdefault((True, there), []).append(here)
        elif here not in partner:
            wholes.setdefault((False, here), []).append(there)
    unexplained: dict[tuple[bool, int], float] = {}
    found = []
    for (of_old, at), candidates in wholes.items():
        piece = new[at] if of_old else old[at]
        across, along, links = (old, new, partner) if of_old else (new, old, back)
        held = [shared_mass(piece.bag, across[whole].bag) / piece.mass if piece.mass else 0.0 for whole in candidates]
        for which, whole in enumerate(candidates):
            lead = held[which] - max((value for other, value in enumerate(held) if other != which), default=0.0)
            mate = links.get(whole)
            pair = (whole, at) if of_old else (at, whole)
            beside = along[mate] if mate is not None else None
            if (of_old, whole) not in unexplained:
                unexplained[of_old, whole] = _left_over(across[whole].pairs, beside.pairs if beside else {})
            title = sum(rarity[word] for word in sorted(piece.title) if word in across[whole].bag)
            pair_share, pair_fresh = _shared(piece.pairs, across[whole].pairs, beside.pairs if beside else {})
            _, word_fresh = _shared(piece.bag, across[whole].bag, beside.bag if beside else {})
            rest = unexplained[of_old, whole]
            mass, pair_mass = piece.mass or 1.0, piece.pair_mass or 1.0
            evidence = held[which] + pair_share / pair_mass
            measures = (
                max(FARTHEST, worth.get(pair, FARTHEST)),
                held[which],
                pair_share / pair_mass,
                pair_fresh / pair_mass,
                min(1.0, pair_fresh / rest) if rest else 0.0,
                1 / abs(at - mate) if mate is not None else 0.0,
                lead,
                title / piece.title_mass if piece.title_mass else 0.0,
                float(mate is None),
                (word_fresh / mass + pair_fresh / pair_mass) / evidence if evidence else 0.0,
            )
            found.append(Piece(pair[0], pair[1], of_old, measures))
    return found


def with_pieces(partner: Mapping[int, int], ranked: Sequence[Piece]) -> list[tuple[list[int], list[int]]]:
    """Return groups (old points, new points) of the pairs with the `ranked` pieces added, best first.

    A group is a pair, a split (one old point) or a join (one new point): a piece that would chain a split and a join
    together stays out, since not every old point of such a chain is in every new one.
    """
    groups = [([here], [there]) for here, there in sorted(partner.items())]
    of_old = {group[0][0]: group for group in groups}
    of_new = {group[1][0]: group for group in groups}
    for piece in ranked:
        here, there = of_old.get(piece.old), of_new.get(piece.new)
        if here is None and there is None:
            group: tuple[list[int], list[int]] = ([piece.old], [piece.new])
            groups.append(group)
            of_old[piece.old] = of_new[piece.new] = group
        elif here is not None and there is None and len(here[0]) == 1:
            here[1].append(piece.new)
            of_new[piece.new] = here
        elif there is not None and here is None and len(there[1]) == 1:
            there[0].append(piece.old)
            of_old[piece.old] = there
    return [(sorted(olds), sorted(news)) for olds, news in groups]


def _shared(
    piece: Mapping[int, float], whole: Mapping[int, float], partner: Mapping[int, float]
) -> tuple[float, float]:
    """Return the weight that a piece shares with the whole, and how much of that its partner leaves over."""
    shared = fresh = 0.0
    less, more = (piece, whole) if len(piece) <= len(whole) else (whole, piece)
    for key in less:
        if key not in more:
            continue
        both = min(piece[key], whole[key])
        shared += both
        fresh += min(both, max(0.0, whole[key] - partner.get(key, 0.0)))
    return shared, fresh


def _left_over(whole: Mapping[int, float], partner: Mapping[int, float]) -> float:
    return sum(weight for key, weight in whole.items() if key not in partner)
