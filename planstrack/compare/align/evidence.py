"""What speaks for two points being the same matter: wording and titles, each a plain number.

Every measure is symmetric in old and new, so that exchanging the versions exchanges the matches and nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, log1p

from planstrack.compare.align.words import stem, words
from planstrack.model import Point


@dataclass(frozen=True, slots=True)
class Spelled:
    """A point's words as stems, in order; its number without what stands around it.

    `marks` are the issues and quantities that an analyst gave it.
    """

    title: list[str]
    body: list[str]
    number: str
    marks: frozenset[str]

    def with_(self, stand_ins: Mapping[str, str]) -> Spelled:
        """Return the same point, each word that stands in for another replaced by that one."""
        get = stand_ins.get
        title, body = [get(word, word) for word in self.title], [get(word, word) for word in self.body]
        return Spelled(title, body, self.number, self.marks)


def spelled(point: Point) -> Spelled:
    """Return the words of a point: its title, its text with that of its parts; and its marks."""
    title = [stem(word) for word in words(point.title or "")]
    body = [stem(word) for word in words(point.full_text)]
    marks = {f"#{issue}" for issue in point.all_issues}
    marks |= {f"={name}" for name in point.all_quantities}
    return Spelled(title, body, (point.number or "").strip(" .():§"), frozenset(marks))


@dataclass(slots=True)
class Reading:
    """One point as it is compared: weight of each word and of each pair of neighbouring words, by number in a lexicon.

    A word's weight is its rarity, log(1 + points / points that hold it), times 1 + log(how often it stands here).
    """

    bag: dict[int, float]
    pairs: dict[int, float]
    title: frozenset[int]
    number: str
    mass: float
    pair_mass: float
    title_mass: float


def readings(old: Sequence[Spelled], new: Sequence[Spelled]) -> tuple[list[Reading], list[Reading], list[float]]:
    """Return both versions as compared, and the rarity of every word of the lexicon."""
    lexicon: dict[str, int] = {}
    pair_lexicon: dict[tuple[int, int], int] = {}
    holders: Counter[int] = Counter()
    pair_holders: Counter[int] = Counter()
    counted: list[tuple[list[int], Counter[int], Counter[int]]] = []
    for point in (*old, *new):
        title = [lexicon.setdefault(word, len(lexicon)) for word in point.title]
        body = [lexicon.setdefault(word, len(lexicon)) for word in point.body]
        bag = Counter(body)
        for word in title:
            bag[word] = max(bag[word], 1)
        pairs = Counter(
            pair_lexicon.setdefault(pair, len(pair_lexicon)) for line in (title, body) for pair in pairwise(line)
        )
        holders.update(bag.keys())
        pair_holders.update(pairs.keys())
        counted.append((title, bag, pairs))
    total = len(counted)
    rarity = [log1p(total / holders[word]) for word in range(len(lexicon))]
    pair_rarity = [log1p(total / pair_holders[pair]) for pair in range(len(pair_lexicon))]
    found = []
    for point, (title, bag, pairs) in zip((*old, *new), counted, strict=True):
        weights = {word: rarity[word] * (1 + log(count)) for word, count in bag.items()}
        pair_weights = {pair: pair_rarity[pair] * (1 + log(count)) for pair, count in pairs.items()}
        title_words = frozenset(title)
        found.append(
            Reading(
                bag=weights,
                pairs=pair_weights,
                title=title_words,
                number=point.number,
                mass=sum(weights.values()),
                pair_mass=sum(pair_weights.values()),
                title_mass=sum(rarity[word] for word in sorted(title_words)),
            )
        )
    return found[: len(old)], found[len(old) :], rarity


def shared_mass(one: Mapping[int, float], other: Mapping[int, float]) -> float:
    """Return the weight of what both hold: for each word the smaller of its two weights."""
    if len(one) > len(other):
        one, other = other, one
    total = 0.0
    get = other.get
    for word, weight in one.items():
        there = get(word)
        if there is not None:
            total += weight if weight < there else there
    return total


WORDING = (
    "words shared, of both",
    "words shared, of the shorter",
    "pairs shared, of both",
    "pairs shared, of the shorter",
    "title words shared, of both",
    "same title words",
    "both have a title",
    "weight of shared words",
    "weight of shared pairs",
    "same number",
    "lead over the stronger rival",
    "lead over the weaker rival",
)
"""What `wordings` measures for a pair, in this order. Shares run from 0 to 1; weights are logarithms of 1 + weight.

A rival is another pair with the same old, or with the same new point; a lead is in sums of shares.
"""


def wordings(
    old: Sequence[Reading], new: Sequence[Reading], pairs: Sequence[tuple[int, int]], rarity: Sequence[float]
) -> list[tuple[float, ...]]:
    """Return the measures of `WORDING` for each of `pairs`."""
    rows = [_wording(old[here], new[there], rarity) for here, there in pairs]
    likeness = [row[0] + row[2] + row[4] for row in rows]
    best_old, best_new = _best_two(pairs, likeness, 0), _best_two(pairs, likeness, 1)
    found = []
    for row, (here, there), value in zip(rows, pairs, likeness, strict=True):
        over_old = value - best_old[here][best_old[here][0] == value]
        over_new = value - best_new[there][best_new[there][0] == value]
        found.append((*row, min(over_old, over_new), max(over_old, over_new)))
    return found


def _wording(old: Reading, new: Reading, rarity: Sequence[float]) -> tuple[float, ...]:
    bag = shared_mass(old.bag, new.bag)
    pairs = shared_mass(old.pairs, new.pairs)
    both_titled = bool(old.title) and bool(new.title)
    title = sum(rarity[word] for word in sorted(old.title & new.title)) if both_titled else 0.0
    return (
        2 * bag / (old.mass + new.mass) if bag else 0.0,
        bag / min(old.mass, new.mass) if bag else 0.0,
        2 * pairs / (old.pair_mass + new.pair_mass) if pairs else 0.0,
        pairs / min(old.pair_mass, new.pair_mass) if pairs else 0.0,
        2 * title / (old.title_mass + new.title_mass) if title else 0.0,
        float(both_titled and old.title == new.title),
        float(both_titled),
        log1p(bag),
        log1p(pairs),
        float(bool(old.number) and old.number == new.number),
    )


def _best_two(pairs: Sequence[tuple[int, int]], values: Sequence[float], side: int) -> dict[int, tuple[float, float]]:
    """Return for each point of one side its highest and second highest value; a missing second counts 0."""
    found: dict[int, tuple[float, float]] = {}
    for pair, value in zip(pairs, values, strict=True):
        first, second = found.get(pair[side], (0.0, 0.0))
        found[pair[side]] = (value, first) if value >= first else (first, max(second, value))
    return found
