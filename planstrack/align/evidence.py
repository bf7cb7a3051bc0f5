"""What speaks for two points being the same matter: wording, titles, numbers, place; each a plain number.

Every measure is symmetric in old and new, so that exchanging the versions exchanges the matches and nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, log1p

from planstrack.align.words import stem, words
from planstrack.model import Point


@dataclass(slots=True)
class Reading:
    """One point as it is compared. Words are numbered by the lexicon of both versions."""

    id: str | None
    number: str
    text: str
    title: frozenset[int]
    bag: dict[int, float]  # word -> weight in this point (rarity x damped frequency)
    pairs: dict[int, float]  # pair of neighbouring words -> weight
    mass: float
    pair_mass: float
    title_mass: float
    order: list[int]  # the words of the text, in order
    issues: frozenset[str]
    amounts: frozenset[str]


def readings(old: Sequence[Point], new: Sequence[Point]) -> tuple[list[Reading], list[Reading], list[float]]:
    """Return both versions as compared, and the rarity of every word: log of points over points that hold it."""
    lexicon: dict[str, int] = {}
    pair_lexicon: dict[tuple[int, int], int] = {}
    raw: list[tuple[Point, str, list[int], list[int]]] = []
    for point in (*old, *new):
        text = point.full_text
        title = [lexicon.setdefault(stem(word), len(lexicon)) for word in words(point.title or "")]
        body = [lexicon.setdefault(stem(word), len(lexicon)) for word in words(text)]
        raw.append((point, text, title, body))
    holders: Counter[int] = Counter()
    pair_holders: Counter[int] = Counter()
    counted: list[tuple[Counter[int], Counter[int]]] = []
    for _, _, title, body in raw:
        bag = Counter(body)
        for word in title:
            bag[word] = max(bag[word], 1)
        pairs = Counter(
            pair_lexicon.setdefault(pair, len(pair_lexicon))
            for line in (title, body)
            for pair in zip(line, line[1:], strict=False)
        )
        holders.update(bag.keys())
        pair_holders.update(pairs.keys())
        counted.append((bag, pairs))
    total = len(raw)
    rarity = [log1p(total / holders[word]) for word in range(len(lexicon))]
    pair_rarity = [log1p(total / pair_holders[pair]) for pair in range(len(pair_lexicon))]
    found = []
    for (point, text, title, body), (bag, pairs) in zip(raw, counted, strict=True):
        weights = {word: rarity[word] * (1 + log(count)) for word, count in bag.items()}
        pair_weights = {pair: pair_rarity[pair] * (1 + log(count)) for pair, count in pairs.items()}
        found.append(
            Reading(
                id=point.id,
                number=(point.number or "").strip(" .)("),
                text=text,
                title=frozenset(title),
                bag=weights,
                pairs=pair_weights,
                mass=sum(weights.values()),
                pair_mass=sum(pair_weights.values()),
                title_mass=sum(rarity[word] for word in sorted(set(title))),
                order=body,
                issues=frozenset(point.all_issues),
                amounts=frozenset(f"{name} {amount.value}" for name, amount in point.all_quantities.items()),
            )
        )
    return found[: len(old)], found[len(old) :], rarity


def shared_mass(one: dict[int, float], other: dict[int, float]) -> float:
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
    "lead over the best rival",
    "lead over the worse rival",
)
"""What `wordings` measures for a pair, in this order. Shares run from 0 to 1; weights are logarithms of 1 + weight."""


def wordings(
    old: Sequence[Reading], new: Sequence[Reading], pairs: Sequence[tuple[int, int]], rarity: Sequence[float]
) -> list[tuple[float, ...]]:
    """Return the measures of `WORDING` for each of `pairs`; a lead is over the other pairs of the same point."""
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
